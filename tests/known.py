"""Lists of questions that are known to go wrong, each with the reason why."""

from pathlib import Path

from pydantic import RootModel

from bot.knowledge.model import Entry, Language, Line, Phrases
from bot.knowledge.source import read


class Known(Entry):
    """A cause, and the questions that go wrong by it."""

    reason: Line
    nl: Phrases = ()
    fr: Phrases = ()

    def of(self, language: Language) -> tuple[str, ...]:
        """The questions in `language`."""
        return self.nl if language is Language.NL else self.fr


class KnownFailures(RootModel[tuple[Known, ...]]):
    """A file of them."""

    model_config = {"strict": False}


def known_failures(file: Path, language: Language) -> list[str]:
    """The questions of `language` in `file`."""
    source = read(file, file.parent)
    found = source.read_as(KnownFailures)
    assert found is not None, source.problems
    return [text for known in found.root for text in known.of(language)]
