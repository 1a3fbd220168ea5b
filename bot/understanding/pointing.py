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
        number = next((n for n, token in enumerate(reading.tokens) if token.text in ordinals), None)
        if number is None or number + 1 in reading.open:  # "the second call" is another thing
            return reading, context
        place = ordinals[reading.tokens[number].text]
        if abs(place) > len(context.offered):
            return reading, context
        meant = context.offered[place - 1 if place > 0 else place]
        rest = " ".join(token.text for n, token in enumerate(reading.tokens) if n != number)
        about = replace(context, targets=(meant,), intent=Intent.DESCRIBE, operation=None, topics=())
        return self._reader.read(rest, forced=reading.language), about
