"""The concepts that words can stand for."""

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property

from bot.knowledge.model import Operation


class Kind(StrEnum):
    """What sort of thing a phrase means."""

    SUBJECT = "subject"  # a programme, a family, Innoviris, the scoreboard
    PROJECT = "project"
    ORGANISATION = "organisation"
    PERSON = "person"
    UNKNOWN = "unknown"  # what the report can't answer
    MEASURE = "measure"
    ASPECT = "aspect"
    OPERATION = "operation"
    QUANTITY = "quantity"
    QUESTION = "question"  # when, where, why
    YEAR = "year"  # relative: previous, this, next
    EXCLUSION = "exclusion"
    CORRECTION = "correction"
    ANOTHER = "another"
    CHAT = "chat"
    ASKER = "asker"
    NEED = "need"
    THEME = "theme"
    FIRST_PERSON = "first_person"
    SEEKING = "seeking"
    SUPPOSING = "supposing"  # what if
    ACCOMPANYING = "accompanying"  # with whom
    SERVING = "serving"  # for whom
    FITTING = "fitting"  # is that something for us
    PRECEDENT = "precedent"  # has somebody done it already
    FUNCTION = "function"
    SKIP = "skip"


NAMES = frozenset({Kind.SUBJECT, Kind.PROJECT, Kind.ORGANISATION, Kind.PERSON, Kind.UNKNOWN})
PROFILE = frozenset({Kind.ASKER, Kind.NEED, Kind.THEME})
ASKS = (Kind.QUANTITY, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUESTION)
EMPTY = frozenset({Kind.FUNCTION, Kind.SKIP})
THRESHOLDS = frozenset(
    {
        Operation.MORE_THAN,
        Operation.LESS_THAN,
        Operation.AT_LEAST,
        Operation.AT_MOST,
        Operation.BETWEEN,
        Operation.EXACTLY,
    }
)  # those that an amount goes with


@dataclass(frozen=True)
class Concept:
    """One meaning: its kind and its id within the kind."""

    kind: Kind
    id: str

    @cached_property
    def rivalry(self) -> str:
        """Mentions of one rivalry exclude each other where they overlap."""
        if self.kind in NAMES:
            return "name"
        if self.id in THRESHOLDS:
            return "threshold"
        return "ask" if self.kind in {Kind.MEASURE, Kind.ASPECT, Kind.OPERATION} else self.kind.value


@dataclass(unsafe_hash=True)  # never changed; `frozen` sets each field three times as slowly
class Mention:
    """A concept that the message names: the tokens start..end-1, and how surely (0-1)."""

    concept: Concept
    start: int
    end: int
    score: float
    kind: Kind = field(init=False, compare=False, repr=False)
    id: str = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        self.kind, self.id = self.concept.kind, self.concept.id

    def __len__(self) -> int:
        return self.end - self.start
