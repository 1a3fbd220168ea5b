"""What the front's own buttons do. The tilde keeps their data apart from what the conversation's options ask."""

from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.model import Language
from bot.wording.options import LONGEST

MARK = "~1"  # with the version: a button of another one is answered as unknown
PATTERN = r"^~"


class Kind(StrEnum):
    """The kinds of the front's buttons; what follows each in its data."""

    GREET = "g"  # language
    SPEAK = "l"  # language
    FAMILIES = "b"  # language
    FAMILY = "f"  # language, family, page
    CARD = "c"  # language, programme
    CHART = "h"  # language, picture
    ADVICE = "a"  # language; what it rests on is too much for a button, and comes from the chat's state
    PAGE = "p"  # page, data of the conversation
    VOTE = "v"  # up or down, data of the conversation


@dataclass(frozen=True)
class Action:
    """A button's data, read."""

    kind: Kind
    first: str
    rest: str = ""

    @property
    def language(self) -> Language:
        """The language that the button speaks; raises ValueError when it names none."""
        return Language(self.first)


def encode(kind: Kind, first: object, *rest: object) -> str:
    """The data of a button; empty when it would be too long."""
    data = "|".join((MARK, kind, str(first), *map(str, rest)))
    return data if len(data.encode()) <= LONGEST else ""


def decode(data: str) -> Action | None:
    """What a button does; None for what this version never made."""
    mark, kind, first, rest = (*data.split("|", 3), "", "", "")[:4]
    return Action(Kind(kind), first, rest) if mark == MARK and kind in list(Kind) else None
