"""What goes back to a front: text with light mark-up, and options to choose from."""

import html
import re
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.model import Language

BOLD = re.compile(r"\*\*(.+?)\*\*", re.DOTALL)


class Outcome(StrEnum):
    """How a question ended (the contract of `ask --jsonl`)."""

    ANSWERED = "answered"
    CLARIFY = "clarify"
    UNKNOWN = "unknown"
    CHAT = "chat"


@dataclass(frozen=True)
class Option:
    """A button: what it says, and what it asks when tapped (`data`: at most 64 bytes, stateless)."""

    label: str
    data: str


@dataclass(frozen=True)
class Reply:
    """One reply; `markup` marks bold with `**…**` and has no other mark-up.

    `data` is a button's that asks the same once more, empty when none can.
    """

    outcome: Outcome
    language: Language
    markup: str
    programmes: tuple[str, ...] = ()
    options: tuple[Option, ...] = ()
    data: str = ""

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
