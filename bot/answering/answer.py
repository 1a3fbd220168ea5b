"""What can come back, as data; `wording` turns it into sentences."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

from bot.knowledge.base import Appearance, Role
from bot.knowledge.model import Asker, Aspect, Fact, Figure, Measure, Need, Operation, Theme
from bot.understanding.question import Profile, Slot

Member = TypeVar("Member", bound=str)


@dataclass(frozen=True)
class Operand:
    """A figure that a calculation uses, and whose it is."""

    subject: str
    figure: Figure


@dataclass(frozen=True)
class FigureOf:
    """A figure of a subject; `others` are the same measure by chart, or of other years."""

    subject: str
    figure: Figure
    others: tuple[Figure, ...] = ()


@dataclass(frozen=True)
class FigureOfProject:
    """The own amount of a project."""

    project: str
    appearance: Appearance
    figure: Figure


@dataclass(frozen=True)
class Computed:
    """A calculation over `operands`; what `value` is depends on the operation.

    TOTAL: the sum. AVERAGE: euro per project (operands: funding, number). PER_YEAR: euro. SHARE, SUCCESS_RATE:
    percent (the parts, the whole). PART: so many percent of the figure, in its unit. DIFFERENCE: first minus second.
    REMAINDER: the first less all others.
    GROWTH: the same between two years. NOT_FUNDED: the number handled less the number funded.
    """

    operation: Operation
    measure: Measure
    operands: tuple[Operand, ...]
    value: float


@dataclass(frozen=True)
class Included:
    """Whether the figure of `part` counts in the total of `whole`: when both are of one year."""

    part: Operand
    whole: Operand

    @property
    def subject(self) -> str:
        """Whose amount it is."""
        return self.part.subject

    @property
    def inside(self) -> bool:
        """Whether it does."""
        return self.part.figure.year == self.whole.figure.year


@dataclass(frozen=True)
class Portion:
    """A count and the whole that it is part of, or over which that is divided.

    SHARE: the share of the count, in percent. REMAINDER: what is left without it. AVERAGE: the whole for each.
    """

    subject: str
    operation: Operation
    part: Fact
    whole: Fact | Figure
    count: float  # what `part` counts
    among: float  # what `whole` counts

    @property
    def value(self) -> float:
        """What is calculated, by the operation."""
        match self.operation:
            case Operation.SHARE:
                return 100 * self.count / self.among
            case Operation.AVERAGE:
                return self.among / self.count
        return self.among - self.count


@dataclass(frozen=True)
class Averages:
    """The averages of several subjects, side by side."""

    averages: tuple[Computed, ...]


@dataclass(frozen=True)
class Ranked:
    """Subjects by a figure; `place` (1 = first) when one subject's rank was asked, or whose that is.

    `amount` is the bound of a threshold (`upper`: the higher of two), `scope` the family; `families`: they are ranked.
    """

    operation: Operation
    measure: Measure
    scope: str | None
    operands: tuple[Operand, ...]
    place: int | None = None
    of: int = 0
    amount: float | None = None
    upper: float | None = None
    excluded: tuple[str, ...] = ()


@dataclass(frozen=True)
class Compared:
    """Two or three subjects side by side; `told`: those whose summaries come first."""

    measure: Measure
    operands: tuple[Operand, ...]
    lacking: tuple[str, ...]
    difference: float | None
    told: tuple[str, ...] = ()


@dataclass(frozen=True)
class Told:
    """Facts in words."""

    subject: str
    facts: tuple[Fact, ...]


@dataclass(frozen=True)
class Described:
    """A subject in short: what it is, for whom, its main figures."""

    subject: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class ProjectTold:
    """A project, wherever it appears."""

    project: str
    appearances: tuple[Appearance, ...]


@dataclass(frozen=True)
class PersonTold:
    """A person and what they are in the report."""

    person: str
    roles: tuple[Role, ...]


@dataclass(frozen=True)
class OrganisationTold:
    """An organisation and what names it."""

    organisation: str
    ties: tuple[str, ...]


@dataclass(frozen=True)
class AspectOf:
    """One aspect of a subject."""

    subject: str
    aspect: Aspect
    listed: tuple[str, ...] = ()  # the projects named, in their order


@dataclass(frozen=True)
class Listed:
    """Programmes: of a family, or of all families."""

    families: tuple[str, ...]
    counted: bool
    listed: tuple[str, ...] = ()  # the programmes of the one family, in their order


class Verdict(StrEnum):
    """Whether a criterion holds; what is not known never counts against."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class Criterion(StrEnum):
    """What a programme is judged by."""

    ASKER = "asker"
    NEED = "need"
    THEME = "theme"
    NAME = "name"
    WORDS = "words"
    PLANS = "plans"


@dataclass(unsafe_hash=True)  # never changed; there are dozens for each advice, and `frozen` is slow
class Reason:
    """How a programme does by one criterion, and what that is worth (negative: it counts against).

    `told`: what of the profile it holds or fails for; `stated`: the report itself says so, not only its examples.
    """

    criterion: Criterion
    verdict: Verdict
    worth: float = 0.0
    told: tuple[str, ...] = ()
    stated: bool = False


@dataclass(frozen=True)
class Suggestion:
    """A programme that may fit, with the reasons for and against."""

    programme: str
    reasons: tuple[Reason, ...]

    @property
    def score(self) -> float:
        """What the reasons are worth together."""
        return sum(reason.worth for reason in self.reasons)

    def reason(self, criterion: Criterion) -> Reason:
        """How it does by `criterion`."""
        return next((one for one in self.reasons if one.criterion is criterion), Reason(criterion, Verdict.UNKNOWN))

    @property
    def needs(self) -> tuple[Need, ...]:
        """The needs that it serves."""
        return self._served(Criterion.NEED, Need)

    @property
    def themes(self) -> tuple[Theme, ...]:
        """The fields that it is meant for."""
        return self._served(Criterion.THEME, Theme)

    @property
    def asker(self) -> Asker | None:
        """The kind of asker that it is for."""
        return next(iter(self._served(Criterion.ASKER, Asker)), None)

    @property
    def stated(self) -> bool:
        """Whether the report itself names this kind of asker."""
        return self.reason(Criterion.ASKER).stated

    @property
    def blocked(self) -> bool:
        """Whether the report names other kinds of asker only."""
        return self.reason(Criterion.ASKER).verdict is Verdict.NO

    def _served(self, criterion: Criterion, sort: Callable[[str], Member]) -> tuple[Member, ...]:
        reason = self.reason(criterion)
        return tuple(map(sort, reason.told)) if reason.verdict is Verdict.YES else ()


@dataclass(frozen=True)
class Recommended:
    """Up to three programmes, best first; `instead`: others for such an asker, when none of them is."""

    suggestions: tuple[Suggestion, ...]
    profile: Profile
    instead: tuple[str, ...] = ()

    @property
    def nearest(self) -> bool:
        """Whether nothing fits whole, and these only come nearest."""
        return all(one.blocked for one in self.suggestions)


@dataclass(frozen=True)
class AskStep:
    """Too little is known to recommend: the step that tells most, and what may be chosen."""

    slot: Slot
    choices: tuple[str, ...]
    profile: Profile
    first: bool


@dataclass(frozen=True)
class Explained:
    """Whether a programme fits a profile and why; `place`: among those proposed (1 = first), 0 when it is not."""

    suggestion: Suggestion
    profile: Profile
    place: int
    best: str | None
    doubted: bool = False  # it was asked why it is not proposed


@dataclass(frozen=True)
class Supposed:
    """What would be proposed if the profile were another; what changed in it, what is won and lost by that."""

    changed: Profile
    suggestions: tuple[Suggestion, ...]
    won: tuple[str, ...]
    lost: tuple[Suggestion, ...]


@dataclass(frozen=True)
class Choice:
    """Which of these subjects is meant, to be asked."""

    targets: tuple[str, ...]


@dataclass(frozen=True)
class NotKnown:
    """What is not in the report; `near`: what is."""

    topic: str
    subject: str | None = None
    measure: Measure | None = None
    year: int | None = None
    near: tuple[Operand, ...] = ()
    words: tuple[str, ...] = ()
    person: str | None = None  # who is named instead


@dataclass(frozen=True)
class SmallTalk:
    """A greeting, thanks, and the like."""

    topic: str


Answer = (
    FigureOf
    | FigureOfProject
    | Computed
    | Averages
    | Portion
    | Included
    | Ranked
    | Compared
    | Told
    | Described
    | ProjectTold
    | PersonTold
    | OrganisationTold
    | AspectOf
    | Listed
    | Recommended
    | AskStep
    | Explained
    | Supposed
    | Choice
    | NotKnown
    | SmallTalk
)
