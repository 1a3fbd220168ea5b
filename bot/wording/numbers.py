"""Numbers as Belgians write them."""

from functools import lru_cache

from babel.numbers import format_decimal

from bot.knowledge.model import Language

LOCALES = {Language.NL: "nl_BE", Language.FR: "fr_BE"}


@lru_cache(maxsize=1 << 12)  # the figures of the report are told over and over
def number(value: float, language: Language, digits: int = 0, *, fixed: bool = False) -> str:
    """`1371814` → `1.371.814` (nl) or `1 371 814` with narrow no-break spaces (fr).

    At most `digits` decimals are written, or all of them when `fixed`.
    """
    shape = "#,##0" + ("." + ("0" if fixed else "#") * digits if digits else "")
    return str(format_decimal(value, format=shape, locale=LOCALES[language]))


def is_one(value: float, language: Language) -> bool:
    """Whether the noun after `value` is singular: 1 in Dutch, everything under 2 in French."""
    return abs(value) < 2 if language is Language.FR else value == 1
