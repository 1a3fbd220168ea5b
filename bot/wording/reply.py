"""What goes back to a front: text with light mark-up, and options to choose from."""

import html
import re
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.knowledge.model import Language
from bot.understanding.question import Question
from bot.wording.options import again

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


class Outcome(StrEnum):
    """How a question ended (the contract of `ask --jsonl`)."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    CHAT = "chat"


@dataclass(frozen=True)
class Option:
    """A button: what it says, and what it asks when tapped (`data`: at most 64 bytes, stateless).

    `short` is enough under a message that tells what it is about.
    """

    label: str
    data: str
    short: str = ""


@dataclass(frozen=True)
class Reply:
    """One reply; `markup` marks bold with `**…**` and has no other mark-up.

    `asked` is the question that it answers, when it is one alone.
    """

    outcome: Outcome
    language: Language
    markup: str
    programmes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    asked: Question | None = field(default=None, compare=False)

    @cached_property
    def data(self) -> str:
        """What a button holds that asks the same once more; empty when none can."""
        return again(self.asked) if self.asked else ""

    @property
    def text(self) -> str:
        """What the user reads, without mark-up."""
        return BOLD.sub(r"\1", self.markup)

    @property
    def html(self) -> str:
        """The same for Telegram."""
        return to_html(self.markup)


def to_html(markup: str) -> str:
    """The mark-up as Telegram's HTML: everything escaped, bold as `<b>`."""
    return BOLD.sub(r"<b>\1</b>", html.escape(markup, quote=False))
