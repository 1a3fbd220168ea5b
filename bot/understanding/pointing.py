"""Messages that point at one of a list by its place: "en wat doet de tweede?"."""

from dataclasses import replace

from bot.understanding.concepts import NAMES
from bot.understanding.question import Context, Intent
from bot.understanding.reading import Reader, Reading

LONGEST = 8  # words of a message that points


class Pointing:
    """Finds what a message points at, among what was last listed."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader

    def resolve(self, reading: Reading, context: Context) -> tuple[Reading, Context]:
        """The message without its ordinal, in a chat about what that points at; both as they are when none does."""
        if not context.offered or len(reading.tokens) > LONGEST or reading.of(*NAMES):
            return reading, context
        ordinals = self._reader.ordinals[reading.language]
        found = [n for n, token in enumerate(reading.tokens) if token.text in ordinals and n + 1 not in reading.open]
        meant = [
            self._at(ordinals[reading.tokens[n].text], context) for n in found
        ]  # "the second call" is another thing
        if not meant or None in meant:
            return reading, context
        rest = " ".join(token.text for n, token in enumerate(reading.tokens) if n not in found)
        targets = tuple(one for one in meant if one is not None)
        about = replace(context, targets=targets, intent=Intent.DESCRIBE, operation=None, topics=())
        return self._reader.read(rest, forced=reading.language), about

    def _at(self, place: int, context: Context) -> str | None:
        """What stands at `place` of the list (1: first, -1: last); None beyond its end."""
        offered = context.offered
        return offered[place - 1 if place > 0 else place] if abs(place) <= len(offered) else None
