"""Messages that point at one of a list: by its place, as the next or as the other: "en wat doet de tweede?"."""

from dataclasses import replace

from bot.knowledge.base import KnowledgeBase
from bot.understanding.concepts import NAMES, Kind
from bot.understanding.question import Context, Intent
from bot.understanding.reading import Reader, Reading

CALLED = (Kind.ASKER, Kind.MEASURE)  # what one of a list may be called: "la dernière boîte", "het tweede project"
LONGEST = 10  # words of a message that points
SHORTEST = 4  # those of one that only says "the next", or "the other"


class Pointing:
    """Finds what a message points at, among what was last listed."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._base = base
        self._reader = reader

    def resolve(self, reading: Reading, context: Context) -> tuple[Reading, Context]:
        """The message without its ordinal, in a chat about what that points at; both as they are when none does."""
        if len(reading.tokens) > LONGEST or reading.of(*NAMES):
            return reading, context
        meant = self._by_place(reading, context) or self._by_contrast(reading, context)
        targets = tuple(one for one in meant.values() if one is not None)
        if not meant or len(targets) < len(meant):
            return reading, context
        said = meant.keys() | {n + 1 for n in meant if n + 1 in reading.tokens_of(*CALLED)}
        rest = " ".join(token.text for n, token in enumerate(reading.tokens) if n not in said)
        about = replace(context, targets=targets, intent=Intent.DESCRIBE, operation=None, topics=())
        return self._reader.read(rest, forced=reading.language), about

    def _by_place(self, reading: Reading, context: Context) -> dict[int, str | None]:
        """What each ordinal of the message points at, by its token; None beyond the end of the list."""
        ordinals = self._reader.ordinals[reading.language]
        if not context.offered:
            return {}
        return {
            n: self._at(ordinals[token.text], context)
            for n, token in enumerate(reading.tokens)
            if token.text in ordinals and not self._says_of_what(reading, n + 1, context)
        }

    def _says_of_what(self, reading: Reading, number: int, context: Context) -> bool:
        """Whether an ordinal belongs to something that was not listed: "the second call"."""
        if number in reading.open:
            return True
        programmes = self._reader.programmes[reading.language]
        said = number < len(reading.tokens) and reading.tokens[number].text in programmes
        return said and not set(context.offered) & self._base.programmes.keys()

    def _by_contrast(self, reading: Reading, context: Context) -> dict[int, str | None]:
        """What "the next" and "the other" point at, from what the chat is about."""
        following, others = self._reader.following[reading.language], self._reader.others[reading.language]
        if len(reading.tokens) > SHORTEST or not context.targets:
            return {}
        for n, token in enumerate(reading.tokens):
            if token.text in following and context.targets[0] in context.offered:
                place = context.offered.index(context.targets[0]) + 1
                return {n: self._at(place + 1, context)}
            if token.text in others and len(context.offered) == 2 and context.targets[0] in context.offered:
                return {n: next(one for one in context.offered if one != context.targets[0])}
        return {}

    def _at(self, place: int, context: Context) -> str | None:
        """What stands at `place` of the list (1: first, -1: last); None beyond its end."""
        offered = context.offered
        return offered[place - 1 if place > 0 else place] if abs(place) <= len(offered) else None
