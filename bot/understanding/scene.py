"""A message with all that the steps of the parser look at."""

import re
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, wraps
from operator import attrgetter
from typing import Any, TypeVar, TypeVarTuple

from bot.knowledge.model import Aspect, Language, Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.names import Named
from bot.understanding.profile import Wish, asks_plainly
from bot.understanding.question import Context, Intent, Profile, Question
from bot.understanding.reading import Reading
from bot.understanding.search import Hit

# Endings of verbs: what follows a name and looks so says something of it rather than naming another thing.
VERBAL = {
    Language.NL: re.compile(
        r"^ge\w{3,}(?:d|t|en|de|te)$|^(?:be|ver|ont|her|uit|toe|aan|op)\w{3,}(?:d|t|en)$|(?:de|te)n?$"
    ),
    Language.FR: re.compile(r"(?:ez|(?<!m)ent|ait|aient)$|^(?:finance|soutient|octroie|paie|paye)$"),
}
LEAST_AMOUNT = 10_000  # euro; a smaller number may count something
COURTESIES = frozenset({"greeting", "thanks", "goodbye"})
HARD = frozenset({"off_topic", "staff", "politics", "contact"})  # unknowns that no plan explains

Owner = TypeVar("Owner")
About = TypeVarTuple("About")
Found = TypeVar("Found")


@dataclass(eq=False)  # never changed but for what it remembers; `frozen` is slow
class Scene:
    """All that the steps look at."""

    reading: Reading
    named: Named
    context: Context
    profile: Profile
    wish: Wish
    year: int | None
    years: tuple[int, ...]
    stems: dict[int, str]  # every token that is not part of a name or a mere function word
    form: frozenset[int]  # those of them that carry no information of their own
    connecting: frozenset[int]  # "welke", "hoeveel", "en": they ask or connect
    asking: frozenset[int]  # those that say what is asked: measure, aspect, operation, how many
    words: tuple[str, ...]
    polite: frozenset[int]  # a greeting before and thanks behind what is said
    may: bool  # whether it asks what one can or may get
    phrases: Mapping[str, float]  # the facts that are asked for in a phrase of several words, and how rare that is
    weights: dict[int, float] = field(default_factory=dict)  # of the tokens that were weighed before
    found: dict[tuple[str, ...] | None, list[Hit]] = field(default_factory=dict)  # what was searched before, by where
    facts: dict[tuple[str, ...] | None, list[Hit]] = field(default_factory=dict)  # the facts asked for, by where
    told: dict[Hashable, Any] = field(default_factory=dict, init=False)  # what `remembered` methods said before

    @cached_property
    def keys(self) -> dict[int, tuple[str, ...]]:
        """What to search by: each token's stem, then those of a compound's parts."""
        language = self.reading.language
        return {
            n: (key, *(self.reading.tokens[n].parts if language is Language.NL else ()))
            for n, key in self.stems.items()
        }

    @cached_property
    def focus(self) -> frozenset[int]:
        """The tokens that may say what is asked of a name: of the clauses or sentences that ask, if one names."""
        tokens = self.reading.tokens
        asking = self.asking | tokens_of(self.reading, Kind.QUESTION)
        stems = frozenset(self.stems) - tokens_of(self.reading, Kind.YEAR)
        if self.wish.personal:
            stems -= tokens_of(self.reading, Kind.ASKER)
        for part in (attrgetter("clause"), attrgetter("sentence")):
            asked = {part(tokens[n]) for n in asking}
            if asked & {part(tokens[n]) for n in self.named.spans}:
                return frozenset(n for n in stems if part(tokens[n]) in asked)
        return stems

    @cached_property
    def counted(self) -> int | None:
        """The token right behind "how many": what is counted, whatever it is."""
        ends = sorted(m.end for m in self.reading.of(Kind.QUANTITY))
        return next((n for end in ends for n in (end, end + 1) if n in self.stems and n not in self.connecting), None)

    @cached_property
    def question(self) -> Question:
        """A question with what is already known, for a step to complete."""
        return Question(
            Intent.UNKNOWN,
            self.reading.language,
            year=self.year,
            profile=self.profile,
            words=self.words,
        )

    @cached_property
    def plain(self) -> bool:
        """Whether it asks for a figure or an aspect in so many words."""
        return asks_plainly(self.reading)

    @cached_property
    def operations(self) -> tuple[Operation, ...]:
        """The operations mentioned; "between" only of two amounts."""
        told = (Operation(key) for key in self.reading.ids(Kind.OPERATION))
        return tuple(one for one in told if one is not Operation.BETWEEN or len(self.reading.amounts) > 1)

    @cached_property
    def measures(self) -> tuple[Measure, ...]:
        """The measures mentioned; not those inside a name: "octrooiaanvraag"."""
        names = {(m.start, m.end) for m in self.reading.of(Kind.SUBJECT) if m.score == 1}
        mentions = [
            m for m in self.reading.of(Kind.MEASURE) if self.counts or m.score == 1 or (m.start, m.end) not in names
        ]
        tokens = self.reading.tokens
        asking = {tokens[n].sentence for n in self.named.spans}
        asking |= {tokens[m.start].sentence for m in self.reading.of(Kind.QUANTITY)}
        near = [m for m in mentions if tokens[m.start].sentence in asking]
        asked = any(tokens[m.start].sentence in asking for m in self.reading.of(Kind.ASPECT))
        return tuple(dict.fromkeys(Measure(m.id) for m in (near if near or asked else mentions)))

    @cached_property
    def aspects(self) -> tuple[Aspect, ...]:
        """The aspects mentioned."""
        return tuple(Aspect(key) for key in self.reading.ids(Kind.ASPECT))

    @cached_property
    def informative(self) -> frozenset[int]:
        """The tokens that an answer has to explain."""
        told = tokens_of(self.reading, Kind.SEEKING, Kind.FIRST_PERSON)
        return frozenset(self.stems) - self.form - self.asking - told

    @cached_property
    def hard(self) -> bool:
        """Whether something was named, not by a guess at its spelling, that no plan explains."""
        return any(m.id in HARD and m.score == 1 for m in self.reading.of(Kind.UNKNOWN))

    @cached_property
    def counts(self) -> bool:
        """Whether it asks how many or how much."""
        return self.reading.has(Kind.QUANTITY)

    @cached_property
    def quotes_amount(self) -> bool:
        """Whether an amount stands in it: "ik las 15 miljoen, klopt dat?"."""
        return any(amount >= LEAST_AMOUNT for amount in self.reading.amounts)

    @cached_property
    def asking_where(self) -> set[int]:
        """The tokens with which "when", "where" or "why" begins."""
        return {mention.start for mention in self.reading.of(Kind.QUESTION)}

    def follows(self, behind: int = 0) -> bool:
        """Whether it begins with "en", "et"; with up to so many words before that."""
        return any(mention.start <= behind for mention in self.reading.of(Kind.ANOTHER))

    def is_verbal(self, number: int) -> bool:
        """Whether the token looks like a verb, and so names no other thing."""
        text = self.reading.tokens[number].text
        return text in self.reading.participles or bool(VERBAL[self.reading.language].search(text))


def remembered(
    method: Callable[[Owner, Scene, *About], Found],
) -> Callable[[Owner, Scene, *About], Found]:
    """The same method, which works out only once what it tells of a scene; nobody may change what it returns."""

    @wraps(method)
    def told(owner: Owner, scene: Scene, *about: *About) -> Found:
        key = (method, about)
        if key in scene.told:
            known: Found = scene.told[key]
            return known
        found = scene.told[key] = method(owner, scene, *about)
        return found

    return told


def courtesies(reading: Reading) -> frozenset[int]:
    """The tokens of a greeting that opens the message, and of thanks or farewells that fill a clause of their own."""
    polite = [mention for mention in reading.of(Kind.CHAT) if mention.id in COURTESIES]
    spoken = {n for mention in polite for n in range(mention.start, mention.end)}
    others = {token.clause for n, token in enumerate(reading.tokens) if n not in spoken}
    return frozenset(
        n
        for mention in polite
        if mention.start == 0 or reading.tokens[mention.start].clause not in others
        for n in range(mention.start, mention.end)
    )


tokens_meaning = Reading.tokens_meaning
tokens_of = Reading.tokens_of
