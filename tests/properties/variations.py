"""Other ways to type the same question, and what makes two replies the same answer."""

import re
import unicodedata
from collections.abc import Callable, Mapping

from bot.evaluation.marking import fold
from bot.knowledge.model import Language
from bot.wording.reply import Reply

NUMBER = re.compile(r"\d+(?:,\d+)?")
OPENING = {Language.NL: "Goedendag, ", Language.FR: "Bonjour, "}
CLOSING = {Language.NL: " Alvast bedankt!", Language.FR: " Merci d'avance !"}
FINAL = re.compile(r"[\s.?!]*$")

Variation = Callable[[str, Language], str]


def answer_of(reply: Reply) -> tuple[object, ...]:
    """What must not change: outcome, language, programmes and figures."""
    return reply.outcome, reply.language, reply.programmes, tuple(NUMBER.findall(fold(reply.text)))


def unaccented(text: str, _: Language) -> str:
    """Without accents, as on a keyboard that lacks them."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


def capitals(text: str, _: Language) -> str:
    """As typed with the caps lock on."""
    return text.upper()


def opened(text: str, language: Language) -> str:
    """Behind a greeting."""
    return f"{OPENING[language]}{text}"


def closed(text: str, language: Language) -> str:
    """With thanks in advance."""
    return f"{FINAL.sub('', text)}?{CLOSING[language]}"


def spaced(text: str, _: Language) -> str:
    """With doubled spaces and an impatient end."""
    return f"{FINAL.sub('', text).replace(' ', '  ')} ??"


def curly(text: str, _: Language) -> str:
    """With the apostrophes of a phone."""
    return text.replace("'", "’")


def straight(text: str, _: Language) -> str:
    """With the apostrophes of a computer."""
    return text.replace("’", "'")


VARIATIONS: Mapping[str, Variation] = {
    one.__name__: one for one in (unaccented, capitals, opened, closed, spaced, curly, straight)
}
