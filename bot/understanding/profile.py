"""What askers say of themselves and their plans, and whether they want advice at all."""

from collections import defaultdict
from dataclasses import dataclass

from bot.knowledge.model import Asker, Need, Theme
from bot.understanding.concepts import Kind, Mention
from bot.understanding.question import Profile
from bot.understanding.reading import Reading

# Evidence that somebody wants advice rather than a figure; one piece alone is not enough.
PERSON, SEEKING, NEED, ASKER, THEME = 1.0, 1.0, 1.0, 0.75, 0.5
ADVICE = 1.5  # "ik heb een bakkerij" alone is 1.75, "bier van brood" alone 1.5 but seeks nothing
LONGER = 1.5  # a phrase of two words tells nearly three times as much as one
SMALL_COMPANY = 250  # employees: the European definition of an SME


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


def profile_of(reading: Reading, named: tuple[str, ...], excluded: tuple[str, ...]) -> Profile:
    """The profile that the message draws."""
    denied = _denied(reading)
    echoed = _echoed(reading)

    def weighed(kind: Kind) -> list[tuple[str, float]]:
        weights: dict[str, float] = defaultdict(float)
        for mention in reading.of(kind):
            if mention.start not in denied and mention not in echoed:
                weights[mention.id] += len(mention) ** LONGER * mention.score
        strongest = max(weights.values(), default=1.0)
        return sorted(((key, weight / strongest) for key, weight in weights.items()), key=lambda item: -item[1])

    askers = tuple(Asker(key) for key, _ in weighed(Kind.ASKER))
    return Profile(
        askers=_by_size(reading) or askers,
        needs=tuple((Need(key), weight) for key, weight in weighed(Kind.NEED)),
        themes=tuple((Theme(key), weight) for key, weight in weighed(Kind.THEME)),
        named=named,
        excluded=excluded,
        denied=tuple(Asker(m.id) for m in reading.of(Kind.ASKER) if m.start in denied),
    )


def wish_of(reading: Reading, profile: Profile) -> Wish:
    """How much speaks for advice; what only a programme's name says does not."""
    names = {n for m in reading.of(Kind.SUBJECT) for n in range(m.start, m.end)}
    told = {m.kind for m in reading.of(Kind.NEED, Kind.ASKER, Kind.THEME) if not set(range(m.start, m.end)) <= names}
    personal, seeking = reading.has(Kind.FIRST_PERSON), reading.has(Kind.SEEKING)
    weight = PERSON * personal + SEEKING * seeking
    weight += NEED * (Kind.NEED in told) + ASKER * bool(profile.askers) + THEME * (Kind.THEME in told)
    return Wish(weight, personal, seeking)


def asks_plainly(reading: Reading) -> bool:
    """Whether the message asks for a figure or an aspect in so many words."""
    if reading.has(Kind.QUANTITY):
        return True
    loose = {
        "list",
        "count",
        "compare",
        "highest",
        "audience",
        "partners",
        "funding",
        "projects",
        "applications",
    }
    seeking = {n for m in reading.of(Kind.SEEKING) for n in range(m.start, m.end)}
    if reading.has(Kind.SUBJECT):
        loose -= {"funding"}
    plan = reading.has(Kind.FIRST_PERSON) and reading.has(Kind.NEED)
    needs = [set(range(m.start, m.end)) for m in reading.of(Kind.NEED, Kind.SEEKING)] if plan else []
    of_name = _clauses(reading, Kind.SUBJECT) - _clauses(reading, Kind.FIRST_PERSON)
    return any(
        mention.id not in loose
        and not (
            plan
            and mention.kind is Kind.MEASURE
            and len(mention) == 1
            and reading.tokens[mention.start].clause not in of_name
        )
        and not seeking & set(range(mention.start, mention.end))
        and not any(len(need) > len(mention) and need & set(range(mention.start, mention.end)) for need in needs)
        for mention in reading.of(Kind.MEASURE, Kind.ASPECT, Kind.OPERATION)
    )


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


def _echoed(reading: Reading) -> set[Mention]:
    """Needs that only stand in what the askers call themselves: "un citoyen" asks for no research with citizens."""
    called = reading.of(Kind.ASKER)
    return {
        need
        for need in reading.of(Kind.NEED)
        if any(one.start <= need.start and need.end <= one.end and len(one) > len(need) for one in called)
    }


def _by_size(reading: Reading) -> tuple[Asker, ...]:
    """The kind of company by its staff: "8 man", "800 travailleurs"."""
    for mention in reading.of(Kind.SKIP):
        if mention.id == "staff" and mention.start > 0:
            number = reading.tokens[mention.start - 1].text
            if number.isdigit():
                return (Asker.SME if int(number) < SMALL_COMPANY else Asker.LARGE_COMPANY,)
    return ()
