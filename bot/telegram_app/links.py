"""Links that open the bot at a programme or at the choice of one: `https://t.me/<bot>?start=fr_p_patents`."""

import re
from dataclasses import dataclass

from bot.knowledge.model import Language

PAYLOAD = re.compile(r"(?:(?P<language>nl|fr)_)?(?:p_(?P<programme>[a-z0-9-]+)|(?P<choose>kies|choisir))?")
CHOOSE = {"kies": Language.NL, "choisir": Language.FR}


@dataclass(frozen=True)
class Link:
    """Where a link leads; nothing for what no link of ours says."""

    language: Language | None = None
    programme: str | None = None
    chooses: bool = False


def read(payload: str) -> Link:
    """What stands behind /start."""
    found = PAYLOAD.fullmatch(payload)
    if found is None:
        return Link()
    language = Language(found["language"]) if found["language"] else CHOOSE.get(found["choose"])
    return Link(language, found["programme"], bool(found["choose"]))


def address(bot: str, programme: str, language: Language) -> str:
    """The link to a programme's card."""
    return f"https://t.me/{bot}?start={language}_p_{programme}"
