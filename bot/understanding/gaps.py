"""Questions that went unanswered: which of their words may be kept, and which questions are near to each other."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.concepts import Kind
from bot.understanding.reading import YEAR, Reader
from bot.understanding.text import Token, stem, tokens, words

HIDDEN = "…"
MOST_WORDS = 30  # what is longer is no question but a story
NEAR = 0.5  # share of the weight of two questions' words that they must have in common


class Word(NamedTuple):
    """A word of a question; one that stands nowhere in the knowledge may be a name."""

    text: str
    known: bool


@dataclass(frozen=True)
class Gap:
    """A question without a person, and how often it was asked."""

    language: Language
    text: str
    times: int


@dataclass(frozen=True)
class Group:
    """Gaps that are near to each other, the most frequent first; `subject` is the nearest that the report has."""

    gaps: tuple[Gap, ...]
    subject: str | None

    @property
    def times(self) -> int:
        """How often they were asked together."""
        return sum(gap.times for gap in self.gaps)


class Gaps:
    """Reads questions for whoever keeps the knowledge."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._reader = reader
        people = (
            {word for roles in base.people.values() for role in roles for word in words(role.person.name)}
            - reader.function[Language.NL]
            - reader.function[Language.FR]
        )
        self._known = {
            language: {*reader.lexicons[language].words, *reader.indexes[language].words, *reader.function[language]}
            - people
            for language in Language
        }
        self._stems = {language: {stem(word, language) for word in known} for language, known in self._known.items()}

    def words(self, message: str) -> tuple[Language, tuple[Word, ...]]:
        """The words of `message` as they were meant, and its language; none when it is no question.

        People of the report are not known here, and a number is hidden unless it is a year.
        """
        reading = self._reader.read(message)
        persons = {n for mention in reading.of(Kind.PERSON) for n in range(mention.start, mention.end)}
        found = tuple(
            Word(HIDDEN, known=True)
            if any(letter.isdigit() for letter in word.text) and not YEAR.fullmatch(word.text)
            else Word(word.text, known=n not in persons and self._is_known(word))
            for n, word in enumerate(reading.tokens)
        )
        return reading.language, found if len(found) <= MOST_WORDS else ()

    def grouped(self, gaps: Iterable[Gap]) -> list[Group]:
        """The gaps in groups, the most frequent first."""
        groups: list[list[Gap]] = []
        for gap in sorted(gaps, key=lambda gap: (-gap.times, gap.language, gap.text)):
            near = next((group for group in groups if self._are_near(group[0], gap)), None)
            if near is None:
                groups.append([gap])
            else:
                near.append(gap)
        found = [Group(tuple(group), self._subject(group[0])) for group in groups]
        return sorted(found, key=lambda group: -group.times)

    def _is_known(self, word: Token) -> bool:
        return bool(YEAR.fullmatch(word.text)) or any(
            word.text in self._known[language] or word.stem(language) in self._stems[language] for language in Language
        )

    def _weights(self, gap: Gap) -> dict[str, float]:
        """What the words of a gap tell apart, by their stems."""
        index, function = self._reader.indexes[gap.language], self._reader.function[gap.language]
        stems = {word.stem(gap.language) for word in tokens(gap.text) if word.text not in function}
        return {one: index.idf(one) for one in stems}

    def _are_near(self, one: Gap, other: Gap) -> bool:
        if one.language is not other.language:
            return False
        first, second = self._weights(one), self._weights(other)
        both = sum((first | second).values())
        return both > 0 and sum(first[key] for key in first.keys() & second.keys()) >= NEAR * both

    def _subject(self, gap: Gap) -> str | None:
        """What the report has that is nearest: the subject that is named, or the one that resembles it most."""
        if named := self._reader.read(gap.text, forced=gap.language).ids(Kind.SUBJECT):
            return named[0]
        keys = {number: (one,) for number, one in enumerate(self._weights(gap))}
        hits = self._reader.indexes[gap.language].search(keys)
        return hits[0].document.subject if hits else None
