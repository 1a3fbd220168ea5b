"""Which subjects, projects, people and organisations a message is about."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.understanding.concepts import NAMES, Kind, Mention
from bot.understanding.reading import Reading

# When one span names several kinds of thing, the most telling kind is meant.
PREFERENCE = (Kind.SUBJECT, Kind.PROJECT, Kind.PERSON, Kind.ORGANISATION, Kind.UNKNOWN)
REACH = 3  # how many tokens an exclusion ("zonder", "sauf") reaches


@dataclass(frozen=True)
class Named:
    """What is named, in the order of the message."""

    subjects: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    things: tuple[str, ...] = ()  # projects, people, organisations
    unknowns: tuple[str, ...] = ()
    excluded: tuple[str, ...] = ()
    several: tuple[str, ...] = ()  # what one span may mean, when it may mean several subjects
    spans: frozenset[int] = frozenset()

    @property
    def targets(self) -> tuple[str, ...]:
        """Programmes, or families where no programme is named."""
        return self.subjects or self.families

    @property
    def anything(self) -> bool:
        """Whether something that the report knows is named."""
        return bool(self.subjects or self.families or self.things)


def named_in(reading: Reading, base: KnowledgeBase) -> Named:
    """Resolve the names of `reading`."""
    spans: dict[tuple[int, int], list[Mention]] = defaultdict(list)
    for mention in reading.of(*NAMES):
        spans[mention.start, mention.end].append(mention)
    found: dict[str, list[str]] = defaultdict(list)
    covered: set[int] = set()
    for (start, end), mentions in sorted(spans.items()):
        kind = next(kind for kind in PREFERENCE if any(m.kind is kind for m in mentions))
        ids = sorted({m.id for m in mentions if m.kind is kind})
        if kind is not Kind.UNKNOWN:
            covered.update(range(start, end))
            if _excluded(reading, start):
                found["excluded"] += ids
                continue
        found[_group(kind, ids, base)] += ids
    subjects = [key for key in found["subjects"] if key != INNOVIRIS]
    if not subjects and not found["families"] and not found["things"]:
        subjects = found["subjects"]
    return Named(
        subjects=once(subjects),
        families=once(found["families"]),
        things=once(found["things"]),
        unknowns=once(found["unknowns"]),
        excluded=once(found["excluded"]),
        several=once(found["several"]),
        spans=frozenset(covered),
    )


def _group(kind: Kind, ids: list[str], base: KnowledgeBase) -> str:
    if kind is Kind.UNKNOWN:
        return "unknowns"
    if kind is not Kind.SUBJECT:
        return "things"
    if len(ids) > 1:
        return "several"
    return "families" if ids[0] in base.families else "subjects"


def _excluded(reading: Reading, start: int) -> bool:
    return any(0 <= start - mention.end < REACH for mention in reading.of(Kind.EXCLUSION))


def once(ids: Iterable[str]) -> tuple[str, ...]:
    """The ids, each once, in their order."""
    return tuple(dict.fromkeys(ids))
