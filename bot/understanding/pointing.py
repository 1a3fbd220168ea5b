"""Messages that point at what was told: by its place, as the next, the other or "that project".

What is pointed at is read as if it had been named: "en wat doet de tweede?" as "en wat doet de Sentometrics".
"""

from collections.abc import Mapping

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Aspect, Language, Measure
from bot.understanding.concepts import NAMES, Kind
from bot.understanding.question import Context
from bot.understanding.reading import Reader, Reading

CALLED = (Kind.ASKER, Kind.MEASURE)  # what one of a list may be called: "la dernière boîte", "het tweede project"
LONGEST = 10  # words of a message that points


class Pointing:
    """Finds what a message points at, among what was last listed."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._base = base
        self._reader = reader

    def resolve(self, reading: Reading, context: Context) -> Reading:
        """The message with the name of what it points at; as it is when it does not point."""
        if len(reading.tokens) > LONGEST or reading.of(*NAMES):
            return reading
        meant = (
            self._by_place(reading, context)
            or self._by_contrast(reading, context)
            or self._by_demonstrative(reading, context)
        )
        if not meant or None in meant.values():
            return reading
        named = {n: self._name(key, reading.language) for n, key in meant.items() if key}
        left = {n: token.text for n, token in enumerate(reading.tokens) if n not in self._called(reading, meant)}
        said = " ".join(text for _, text in sorted((left | named).items()))
        return self._reader.read(said, forced=reading.language)

    def _called(self, reading: Reading, meant: Mapping[int, str | None]) -> set[int]:
        """The tokens behind what points that say what it is called: "la dernière boîte"."""
        return {n + 1 for n in meant if n + 1 in reading.tokens_of(*CALLED)}

    def _name(self, key: str, language: Language) -> str:
        projects = self._base.projects.get(key)
        return projects[0].project.name if projects else self._base.subjects[key].name[language].split(" (")[0]

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
        """What "the next" and "the other", at the end of a clause, point at, from what the chat is about."""
        following, others = self._reader.following[reading.language], self._reader.others[reading.language]
        tokens = reading.tokens
        for n, token in enumerate(tokens):
            if n + 1 < len(tokens) and tokens[n + 1].clause == token.clause:
                continue
            if token.text in following and set(context.targets[:1]) & set(context.offered):
                return {n: self._at(context.offered.index(context.targets[0]) + 2, context)}
            if token.text in others and (other := self._other(context)):
                return {n: other}
        return {}

    def _other(self, context: Context) -> str | None:
        """The other of the two that were told: of a list, or one after the other."""
        programmes = (*context.targets[:1], *context.earlier[:1])
        told = tuple(key for key in programmes if key in self._base.programmes)
        if len(context.offered) == 2 and set(context.targets[:1]) & set(context.offered):
            told = context.offered
        elif context.aspect is Aspect.NAMES:  # the others of those that were named
            told = ()
        return next((key for key in told if key not in context.targets[:1]), None)

    def _by_demonstrative(self, reading: Reading, context: Context) -> dict[int, str | None]:
        """What "that project" or, of a person or project, "that company" points at."""
        these, things = self._reader.these[reading.language], self._reader.things[reading.language]
        texts = [token.text for token in reading.tokens]
        said = [n for n in range(1, len(texts)) if texts[n] in things and texts[n - 1] in these]
        if not said or not context.targets:
            return {}
        about = context.targets[0]
        only = (about,) if about in self._base.projects else self._only_project(about, context)
        return {said[0]: only[0]} if len(only) == 1 else {}

    def _only_project(self, subject: str, context: Context) -> tuple[str, ...]:
        """The project of a person; those of a subject when they are all that it funded or that was just named."""
        if subject in self._base.people:
            return self._base.projects_of_person(subject)[:1]
        named = self._base.projects_of(subject) if subject in self._base.subjects else ()
        funded = self._base.figure(subject, Measure.PROJECTS)
        return named if named == context.offered or (funded and funded.value == len(named)) else ()

    def _at(self, place: int, context: Context) -> str | None:
        """What stands at `place` of the list (1: first, -1: last); None beyond its end."""
        offered = context.offered
        return offered[place - 1 if place > 0 else place] if abs(place) <= len(offered) else None
