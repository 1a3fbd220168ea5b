"""What can come back, as data; `wording` turns it into sentences."""

from dataclasses import dataclass

from bot.knowledge.base import Appearance, Role
from bot.knowledge.model import Asker, Aspect, Fact, Figure, Measure, Need, Operation, Theme


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
    percent (the parts, the whole). DIFFERENCE: first minus second. GROWTH: the same between two years. NOT_FUNDED: the
    number handled less the number funded.
    """

    operation: Operation
    measure: Measure
    operands: tuple[Operand, ...]
    value: float


@dataclass(frozen=True)
class Averages:
    """The averages of several subjects, side by side."""

    averages: tuple[Computed, ...]


@dataclass(frozen=True)
class Ranked:
    """Subjects by a figure; `place` (1 = first) when one subject's rank was asked."""

    operation: Operation
    measure: Measure
    scope: str | None
    operands: tuple[Operand, ...]
    place: int | None = None
    of: int = 0
    amount: float | None = None


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


@dataclass(frozen=True)
class Listed:
    """Programmes: of a family, or of all families."""

    families: tuple[str, ...]
    counted: bool


@dataclass(frozen=True)
class Suggestion:
    """A programme that may fit, and why (`stated`: the report itself names this kind of asker)."""

    programme: str
    score: float
    needs: tuple[Need, ...]
    themes: tuple[Theme, ...]
    asker: Asker | None
    stated: bool


@dataclass(frozen=True)
class Recommended:
    """Up to three programmes, best first."""

    suggestions: tuple[Suggestion, ...]


@dataclass(frozen=True)
class AskNeed:
    """Too little is known to recommend: asks what it is for."""

    needs: tuple[Need, ...]
    asker: Asker | None


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


@dataclass(frozen=True)
class SmallTalk:
    """A greeting, thanks, and the like."""

    topic: str


Answer = (
    FigureOf
    | FigureOfProject
    | Computed
    | Averages
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
    | AskNeed
    | Choice
    | NotKnown
    | SmallTalk
)
