"""What askers say of themselves and their plans, and whether they want advice at all."""

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation, Theme
from bot.understanding.concepts import THRESHOLDS, Kind, Mention
from bot.understanding.question import GUESSED, Profile
from bot.understanding.reading import Reading
from bot.understanding.text import stem, words

# Evidence that somebody wants advice rather than a figure; one piece alone is not enough.
PERSON, SEEKING, NEED, ASKER, THEME = 1.0, 1.0, 1.0, 0.75, 0.5
AGAIN = 0.5  # a second phrase that tells a need: "Horizon a dit non mais l'évaluation était bonne"
ADVICE = 1.5  # "ik heb een bakkerij" alone is 1.75, "bier van brood" alone 1.5 but seeks nothing
PHRASE = 0.5  # what a phrase that stands in the message whole tells, besides its words
LEANS = 0.8  # what words outside any phrase must tell for a need to be guessed
RARE = 0.5  # phrases that a word must stand in before it tells much
LONGER = 1.5  # a phrase of two words tells nearly three times as much as one
# What plans mention too without asking for it.
LOOSE: frozenset[str] = frozenset(
    {
        Operation.LIST,
        Operation.COUNT,
        Operation.COMPARE,
        Operation.HIGHEST,
        Aspect.AUDIENCE,
        Aspect.PARTNERS,
        Measure.FUNDING,
        Measure.PROJECTS,
        Measure.APPLICATIONS,
    }
)
BESIDE = 1  # words between "nous sommes" and what they are: "une"
REACH = 2  # words between "met" or "voor" and whom it names
SMALL_COMPANY = 250  # employees: the European definition of an SME

FOUNDING = frozenset({Asker.STARTER, Asker.UNIVERSITY})  # who is both wants to found a company on research

NO_SHARES: Mapping[str, float] = {}

Weights = list[tuple[str, float]]


@dataclass(frozen=True)
class Wish:
    """How strongly a message asks for advice (0 and up), and in whose name."""

    weight: float
    personal: bool
    seeking: bool

    @property
    def clear(self) -> bool:
        """Whether it is advice that is wanted."""
        return self.weight >= ADVICE and (self.personal or self.seeking)


class Leanings:
    """What single words say of what phrases stand for, a need or a programme.

    Of the phrases that hold a word, each has a share (0-1).
    """

    def __init__(self, phrases: Mapping[str, Iterable[str]], language: Language, empty: Container[str]) -> None:
        counts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
        for meant, listed in phrases.items():
            for phrase in listed:
                telling = [word for word in words(phrase) if word not in empty]
                for word in telling:
                    counts[stem(word, language)][meant] += 1 / len(telling)
        self._shares = {
            key: {meant: count / (sum(found.values()) + RARE) for meant, count in found.items()}
            for key, found in counts.items()
        }

    def of(self, key: str) -> Mapping[str, float]:
        """The share of each in the phrases that hold this stem."""
        return self._shares.get(key, NO_SHARES)


def profile_of(
    reading: Reading, named: tuple[str, ...], excluded: tuple[str, ...], leanings: Leanings | None = None
) -> Profile:
    """The profile that the message draws."""
    denied = _denied(reading)
    called = [one for one in reading.of(Kind.ASKER) if one.start not in denied]
    own = [one for one in called if not _is_partner(one, reading)]
    excluded_at = {n for one in reading.of(Kind.EXCLUSION) for n in range(one.start, one.end)}
    own = [one for one in own if one.start not in excluded_at] or own  # "pas une PME, on est une start-up"
    own = [one for one in own if _is_self(one, reading)] or own
    askers = _weighed((one.id, len(one) ** LONGER * one.score) for one in own)
    needs, leaning = _needs(reading, denied, leanings)
    if {key for key, _ in askers} >= FOUNDING and Need.SPIN_OFF not in {key for key, _ in needs}:
        needs = [(Need.SPIN_OFF, 1.0), *needs]
    themed = [one for one in reading.of(Kind.THEME) if one.start not in denied and not _aside(one, reading)]
    return Profile(
        askers=_by_size(reading) or tuple(Asker(key) for key, _ in askers),
        needs=tuple((Need(key), weight) for key, weight in needs),
        themes=tuple({Theme(one.id): one.score for one in themed}.items()),
        named=named,
        excluded=excluded,
        denied=tuple(Asker(m.id) for m in reading.of(Kind.ASKER) if m.start in denied),
        leaning=tuple((Need(key), weight) for key, weight in leaning),
    )


def _needs(reading: Reading, denied: set[int], leanings: Leanings | None) -> tuple[Weights, Weights]:
    """The needs that are told, by what their words say; and those that only single words lean to."""
    echoed = _echoed(reading)
    told = [one for one in reading.of(Kind.NEED) if one.start not in denied and one not in echoed]
    inside = {(one.id, n) for one in told for n in range(one.start, one.end)}
    weights: dict[str, float] = defaultdict(float)
    for mention in told:
        weights[mention.id] += PHRASE * mention.score
    leaned: dict[str, float] = defaultdict(float)
    talk = {n for one in reading.of(Kind.CHAT) for n in range(one.start, one.end)}  # says nothing of a plan
    for n, token in enumerate(reading.tokens):
        if leanings and n not in talk:
            for need, share in leanings.of(token.stem(reading.language)).items():
                group = weights if inside and (need, n) in inside else leaned
                group[need] += share
    for need in weights:
        weights[need] += leaned[need]
    others = [
        (need, GUESSED * min(1.0, lean)) for need, lean in leaned.items() if lean >= LEANS and need not in weights
    ]
    return _weighed(weights.items()), sorted(others, key=lambda one: -one[1])


def _weighed(found: Iterable[tuple[str, float]]) -> Weights:
    """The weight of each id together, against the strongest (0-1), strongest first."""
    weights: dict[str, float] = defaultdict(float)
    for key, weight in found:
        weights[key] += weight
    strongest = max(weights.values(), default=1.0)
    return sorted(((key, weight / strongest) for key, weight in weights.items()), key=lambda item: -item[1])


def _is_partner(asker: Mention, reading: Reading) -> bool:
    """Whether it is whom to work with, or for: "avec des scientifiques", "een app voor kappers"."""
    if any(one.start <= asker.start < one.end for one in reading.of(Kind.FIRST_PERSON)):
        return False  # "voor onze school"
    others = reading.of(Kind.ACCOMPANYING)
    others += reading.of(Kind.SERVING) if reading.has(Kind.FIRST_PERSON) else ()
    clause = reading.tokens[asker.start].clause
    return any(0 <= asker.start - one.end <= REACH and reading.tokens[one.start].clause == clause for one in others)


def _is_self(asker: Mention, reading: Reading) -> bool:
    """Whether the askers say that of themselves: "notre asbl", "nous sommes une PME"."""
    return any(one.start < asker.end and asker.start - one.end <= BESIDE for one in reading.of(Kind.FIRST_PERSON))


def wish_of(reading: Reading, profile: Profile) -> Wish:
    """How much speaks for advice; what only a programme's name says does not."""
    names = {n for m in reading.of(Kind.SUBJECT) for n in range(m.start, m.end)}
    told = {m.kind for m in reading.of(Kind.NEED, Kind.ASKER, Kind.THEME) if not set(range(m.start, m.end)) <= names}
    needed = {m.start for m in reading.of(Kind.NEED)}
    where = any(m.id == "where" and m.end in needed for m in reading.of(Kind.QUESTION))  # "où apprendre l'IA"
    personal, seeking = reading.has(Kind.FIRST_PERSON), where or reading.has(Kind.SEEKING)
    weight = PERSON * personal + SEEKING * seeking
    weight += NEED * (Kind.NEED in told) + ASKER * bool(profile.askers) + THEME * (Kind.THEME in told)
    longer = [m for m in reading.of(Kind.NEED) if len(m) > 1 and not set(range(m.start, m.end)) <= names]
    weight += AGAIN * (len(longer) > 1)
    return Wish(weight, personal, seeking)


def asks_plainly(reading: Reading) -> bool:
    """Whether the message asks for a figure or an aspect in so many words."""
    if reading.has(Kind.QUANTITY):
        return True
    seeking = {n for m in reading.of(Kind.SEEKING) for n in range(m.start, m.end)}
    loose = LOOSE - {Measure.FUNDING} if reading.has(Kind.SUBJECT) else LOOSE
    names = {(one.start, one.end) for one in reading.of(Kind.SUBJECT)}
    own_need = any((one.start, one.end) not in names for one in reading.of(Kind.NEED))
    telling = (Kind.FIRST_PERSON, Kind.SEEKING, Kind.THEME)  # "on dessine des puces et on voudrait …"
    plan = (own_need and (reading.has(Kind.FIRST_PERSON) or reading.has(Kind.ASKER))) or all(map(reading.has, telling))
    covering = reading.of(Kind.NEED, Kind.SEEKING) if plan else reading.of(Kind.NEED)
    needs = [set(range(m.start, m.end)) for m in covering]
    of_name = _clauses(reading, Kind.SUBJECT) - _clauses(reading, Kind.FIRST_PERSON)
    return any(
        mention.id not in loose
        and not (
            plan
            and (mention.kind is not Kind.ASPECT or mention.id == Aspect.PEOPLE)  # "samen", "je dirige"
            and len(mention) == 1
            and reading.tokens[mention.start].clause not in of_name
        )
        and not seeking & set(range(mention.start, mention.end))
        and not any(len(need) > len(mention) and need & set(range(mention.start, mention.end)) for need in needs)
        and not (plan and set(range(mention.start, mention.end)) in needs)
        for mention in reading.of(Kind.MEASURE, Kind.ASPECT, Kind.OPERATION)
        if mention.id not in THRESHOLDS or _limits(reading)
    )


def _limits(reading: Reading) -> bool:
    """Whether an amount is named besides those of the plan itself: "over de 15-minutenstad"."""
    told = {n for mention in reading.of(Kind.NEED) for n in range(mention.start, mention.end)}
    return len(reading.amounts) > sum(reading.tokens[n].text[0].isdigit() for n in told)


def _clauses(reading: Reading, kind: Kind) -> set[int]:
    return {reading.tokens[mention.start].clause for mention in reading.of(kind)}


def _denied(reading: Reading) -> set[int]:
    """Where a mention starts that the words before it deny: "geen school", "pas une asbl"."""
    denied = set()
    for mention in reading.of(Kind.EXCLUSION):
        for following in reading.mentions:
            if 0 <= following.start - mention.end <= 1:
                denied.add(following.start)
    return denied


def _aside(theme: Mention, reading: Reading) -> bool:
    """Whether it is a word inside a phrase that says more: "pneus de vélo" are waste, not mobility."""
    return any(
        one.start <= theme.start and theme.end <= one.end and len(one) > len(theme) for one in reading.of(Kind.NEED)
    )


def _echoed(reading: Reading) -> set[Mention]:
    """Needs that only stand in what the askers call themselves, or whom they work with: "un citoyen", "met scholen"."""
    called = reading.of(Kind.ASKER)
    partners = {(one.start, one.end) for one in called if _is_partner(one, reading)}
    return {
        need
        for need in reading.of(Kind.NEED)
        if (need.start, need.end) in partners
        or any(one.start <= need.start and need.end <= one.end and len(one) > len(need) for one in called)
    }


def _by_size(reading: Reading) -> tuple[Asker, ...]:
    """The kind of company by its staff: "8 man", "800 travailleurs"."""
    for mention in reading.of(Kind.SKIP):
        if mention.id == "staff" and mention.start > 0:
            number = reading.tokens[mention.start - 1].text
            if number.isdigit():
                return (Asker.SME if int(number) < SMALL_COMPANY else Asker.LARGE_COMPANY,)
    return ()
