"""The questions that are known to go to another, with the reason why."""

from pathlib import Path

from pydantic import RootModel

from bot.knowledge.model import Entry, Language, Line, Phrases
from bot.knowledge.source import read

FILE = Path(__file__).parent / "known.yaml"


class Known(Entry):
    """A cause, and the questions that go wrong by it."""

    reason: Line
    nl: Phrases = ()
    fr: Phrases = ()


class KnownFailures(RootModel[tuple[Known, ...]]):
    """The file."""

    model_config = {"strict": False}


def known_failures() -> list[Known]:
    """What is known to fail."""
    source = read(FILE, FILE.parent)
    found = source.read_as(KnownFailures)
    assert found is not None, source.problems
    return list(found.root)


def known_questions(language: Language) -> frozenset[str]:
    """The questions of `language` that are known to fail."""
    return frozenset(text for one in known_failures() for text in (one.nl if language is Language.NL else one.fr))
