"""Chats from YAML, and which half they belong to."""

from pathlib import Path

import pytest

from bot.errors import KnowledgeError
from bot.evaluation.corpus import read_chats
from bot.evaluation.evaluate import corpus
from bot.knowledge.model import Language
from bot.wording.reply import Outcome

TWO = """
- id: a-1
  kind: figure
  turns: [{say: hoeveel?, outcome: answered, all: ["5"]}]
- {id: a-2, kind: short, language: null, turns: [{say: "2022", outcome: [unknown, clarify]}]}
"""


def written(folder: Path, name: str, text: str = TWO) -> Path:
    """A file of chats."""
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def test_the_file_tells_the_language(tmp_path: Path) -> None:
    """Unless the chat itself says that either will do."""
    first, second = read_chats(written(tmp_path, "nl-one.yaml"))
    assert (first.language, second.language) == (Language.NL, None)
    assert first.turns[0].outcome == (Outcome.ANSWERED,)
    assert second.turns[0].outcome == (Outcome.UNKNOWN, Outcome.CLARIFY)


@pytest.mark.parametrize(("name", "unseen"), [("fr-one-seen.yaml", False), ("fr-one-unseen.yaml", True)])
def test_the_file_may_tell_the_half(name: str, unseen: bool, tmp_path: Path) -> None:
    """Whatever chance would say."""
    assert [chat.unseen for chat in read_chats(written(tmp_path, name))] == [unseen, unseen]


def test_chance_divides_the_rest() -> None:
    """The shipped chats fall in two halves of about the same size, and always the same."""
    chats = [chat for chat in corpus(()) if chat.half is None]
    unseen = sum(chat.unseen for chat in chats)
    assert 0.4 < unseen / len(chats) < 0.6
    assert [chat.unseen for chat in corpus(()) if chat.half is None] == [chat.unseen for chat in chats]


def test_every_id_is_its_own() -> None:
    """An id points at one chat."""
    ids = [chat.id for chat in corpus(())]
    assert len(set(ids)) == len(ids)


def test_a_mistake_is_told_with_its_line(tmp_path: Path) -> None:
    """What a chat lacks is a problem with its place."""
    with pytest.raises(KnowledgeError) as raised:
        read_chats(written(tmp_path, "nl-one.yaml", "- id: a\n  kind: figure\n"))
    assert str(raised.value).startswith("nl-one.yaml:1: ")
