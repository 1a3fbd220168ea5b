"""What a message asks, as data."""

from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation, Theme


class Intent(StrEnum):
    """The kinds of question."""

    CHAT = "chat"  # topic: the kind of small talk
    FIGURE = "figure"  # targets × measure × year
    COMPUTE = "compute"  # operation over targets × measure × year
    FACT = "fact"  # topics: facts, as subject/id
    ASPECT = "aspect"  # target × aspect
    DESCRIBE = "describe"  # targets
    LIST = "list"  # programmes of targets (families), of an asker, or all
    RECOMMEND = "recommend"  # profile; guided by the steps in trail
    CHOOSE = "choose"  # topics: a slot of the profile, and what was chosen for it
    EXPLAIN = "explain"  # targets: does this programme fit the profile, and why (not)
    SUPPOSE = "suppose"  # profile: as it would be; before: as it is
    CLARIFY = "clarify"  # targets: which of these is meant
    UNKNOWN = "unknown"  # topic: what the report can't answer


class Unknown(StrEnum):
    """Why a question can't be answered, besides the known unknowns of the vocabulary."""

    NOTHING = "nothing"  # no words
    WISH = "wish"  # support for something that is no innovation
    WORDS = "words"  # words that the knowledge does not hold
    YEAR = "year"  # another year
    MEASURE = "measure"  # the subject lacks that figure
    RESTRICTED = "restricted"  # a part of a figure that the report does not split
    SHARE_OF_PROJECT = "share_of_project"  # the amount of one project of several
    WHEN = "when"  # a project's dates
    WHERE = "where"  # a project's place
    ROLE = "role"  # who has this office, though somebody with another one is named


class Slot(StrEnum):
    """What the advice asks for, a step each."""

    KIND = "kind"  # the group of askers
    ASKER = "asker"  # which of the group
    AREA = "area"  # the group of needs
    NEED = "need"  # which of the group
    THEME = "theme"


GUESSED = 0.3  # how strongly each need of a group counts when only the group was chosen


@dataclass(frozen=True)
class Profile:
    """What askers say of themselves, each with how strongly it was said (0-1, strongest first)."""

    askers: tuple[Asker, ...] = ()
    needs: tuple[tuple[Need, float], ...] = ()
    themes: tuple[tuple[Theme, float], ...] = ()
    resembling: tuple[tuple[str, float], ...] = ()  # programmes whose own words occur
    named: tuple[str, ...] = ()  # programmes that are named
    excluded: tuple[str, ...] = ()  # programmes that are not wanted
    denied: tuple[Asker, ...] = ()  # what the asker is not
    leaning: tuple[tuple[Need, float], ...] = ()  # needs that only single words suggest
    alike: tuple[tuple[str, float], ...] = ()  # programmes for which others told their plans in such words

    def __bool__(self) -> bool:
        return bool(self.askers or self.needs or self.themes)

    @property
    def wanted(self) -> tuple[Need, ...]:
        """The needs that were told, not only guessed from their group."""
        return tuple(need for need, weight in self.needs if weight > GUESSED)

    def merged(self, newer: "Profile") -> "Profile":
        """The profile with what `newer` adds; a new kind of asker replaces the old one."""
        kept = tuple(asker for asker in self.askers if asker not in newer.denied)
        return Profile(
            askers=newer.askers or kept,
            needs=_stronger(newer.needs, self.needs),
            themes=newer.themes if newer.askers and newer.themes else _stronger(newer.themes, self.themes),
            resembling=_stronger(newer.resembling, self.resembling),
            named=tuple(dict.fromkeys((*newer.named, *self.named))),
            excluded=tuple(dict.fromkeys((*newer.excluded, *self.excluded))),
            leaning=_stronger(newer.leaning, self.leaning),
            alike=_stronger(newer.alike, self.alike),
        )


Key = TypeVar("Key", bound=str)
FADED = 0.6  # what was said in an earlier message, against what is said now


def _stronger(
    newer: tuple[tuple[Key, float], ...], older: tuple[tuple[Key, float], ...]
) -> tuple[tuple[Key, float], ...]:
    if not newer:
        return older
    faded = {key: FADED * weight for key, weight in older}
    merged = faded | {key: max(weight, faded.get(key, 0.0)) for key, weight in newer}
    return tuple(sorted(merged.items(), key=lambda item: -item[1]))


@dataclass(frozen=True)
class Step:
    """A step of the advice that was answered: what it asked, and the profile before the answer."""

    slot: Slot
    profile: Profile


@dataclass(unsafe_hash=True)  # never changed; `frozen` sets its twenty fields three times as slowly
class Question:
    """One question; which fields count depends on `intent`."""

    intent: Intent
    language: Language
    targets: tuple[str, ...] = ()
    measure: Measure | None = None
    aspect: Aspect | None = None
    operation: Operation | None = None
    year: int | None = None
    topics: tuple[str, ...] = ()
    bare: bool = False  # "hoeveel?" or "de andere?" without saying of what
    thing: str | None = None  # the project that the facts are told of
    amount: float | None = None
    upper: float | None = None  # BETWEEN: the higher bound, `amount` being the lower
    places: tuple[int, ...] = ()  # in a ranking; 1 is the first, -1 the last
    top: int | None = None
    excluded: tuple[str, ...] = ()  # what is left out of a ranking
    years: tuple[int, ...] = ()  # those over which an average is taken
    profile: Profile = Profile()
    before: Profile = Profile()
    trail: tuple[Step, ...] = ()  # the steps of the advice that led here
    doubted: bool = False  # EXPLAIN: "why not", whether it was proposed or not
    guided: bool = False  # by steps: ask on while that tells more
    words: tuple[str, ...] = ()  # the message's words that stay unexplained

    def but(self, **changes: object) -> "Question":
        """The same question with other values in some fields; without the checks of `replace`, a tenth of its time."""
        other = object.__new__(Question)
        vars(other).update(vars(self), **changes)
        return other


@dataclass(frozen=True)
class Context:
    """What the chat was about: fills in what a follow-up leaves out."""

    targets: tuple[str, ...] = ()
    measure: Measure | None = None
    aspect: Aspect | None = None
    operation: Operation | None = None
    year: int | None = None
    intent: Intent | None = None
    profile: Profile = Profile()
    topics: tuple[str, ...] = ()  # the facts that were told last
    earlier: tuple[str, ...] = ()  # the targets before these
    offered: tuple[str, ...] = ()  # the programmes last listed, in their order
    scope: str | None = None  # the family that was ranked
    amount: float | None = None  # the threshold of what was listed
    step: Slot | None = None  # what the advice has asked, and waits for
    trail: tuple[Step, ...] = ()  # the steps before it
    asides: int = 0  # other questions since
