"""Chats with what must come back, read from YAML."""

import hashlib
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, RootModel, field_validator

from bot.errors import KnowledgeError
from bot.knowledge.model import Entry, Language, Line
from bot.knowledge.source import read
from bot.wording.reply import Outcome


class Turn(Entry):
    """What is typed, and what the reply must be like; alternatives as `a|b`."""

    say: str
    outcome: tuple[Annotated[Outcome, Field(strict=False)], ...] = Field((), strict=False)
    all: tuple[str, ...] = Field((), strict=False)
    none: tuple[str, ...] = Field((), strict=False)
    programmes: tuple[str, ...] = Field((), strict=False)
    first: tuple[str, ...] = Field((), strict=False)

    @field_validator("outcome", mode="before")
    @classmethod
    def _one_or_several(cls, value: object) -> object:
        return [value] if isinstance(value, str) else value


class Chat(Entry):
    """One chat of one or more turns."""

    id: Line
    kind: Line
    turns: tuple[Turn, ...] = Field(strict=False)
    language: Language | None = Field(None, strict=False)  # None: either will do
    half: Literal["seen", "unseen"] | None = None  # None: chance decides, once and for all

    @property
    def unseen(self) -> bool:
        """Whether it is of the half that nobody builds on: as its file says, else by a hash of what is typed."""
        if self.half:
            return self.half == "unseen"
        typed = "\n".join(turn.say for turn in self.turns)
        return hashlib.sha256(typed.encode("utf-8", "replace")).digest()[0] % 2 == 1


class Chats(RootModel[tuple[Chat, ...]]):
    """A file of chats."""

    model_config = {"strict": False}


def read_chats(path: Path) -> list[Chat]:
    """The chats of a file; raises `KnowledgeError` with every problem.

    The file's name begins with the language, and may end with the half that all its chats belong to:
    `nl-fresh-unseen.yaml`.
    """
    source = read(path, path.parent)
    chats = source.read_as(Chats)
    if chats is None:
        raise KnowledgeError(source.problems)
    prefix, *_, suffix = f"{path.stem}-".split("-")[:-1]
    language = Language(prefix) if prefix in tuple(Language) else None
    told = {"half": suffix} if suffix in {"seen", "unseen"} else {}
    return [
        chat.model_copy(update=told if "language" in chat.model_fields_set else {"language": language, **told})
        for chat in chats.root
    ]
