"""What a calculation is over: subjects that the chat spoke of, and years."""

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Figure, Measure, Operation
from bot.understanding.concepts import THRESHOLDS
from bot.understanding.evidence import EXTREMES, Evidence
from bot.understanding.facts import Facts
from bot.understanding.names import once
from bot.understanding.question import Intent
from bot.understanding.scene import Scene

RANKED = EXTREMES | THRESHOLDS  # what lists programmes by a figure
TOGETHER = frozenset({Operation.COMPARE, Operation.DIFFERENCE, Operation.TOTAL, Operation.ADD})
LONGEST = 8  # words of a question about those just listed
SUMS = frozenset({Operation.TOTAL, Operation.ADD})


class Operands:
    """What a calculation is over, where the message leaves it out."""

    def __init__(self, base: KnowledgeBase, evidence: Evidence, facts: Facts) -> None:
        self._base = base
        self._evidence = evidence
        self._facts = facts

    def figures(self, key: str, measure: Measure) -> tuple[Figure, ...]:
        """The figures of a subject; none for a project, person or organisation."""
        return self._base.figures(key, measure) if key in self._base.subjects else ()

    def spoken(self, scene: Scene) -> tuple[str, ...]:
        """The subject that the chat is about."""
        return tuple(key for key in scene.context.targets[:1] if key in self._base.subjects)

    def before(self, scene: Scene) -> tuple[str, ...]:
        """The subject that the chat was about before that."""
        return tuple(key for key in scene.context.earlier[:1] if key in self._base.subjects)

    def added_to(self, scene: Scene) -> tuple[str, ...]:
        """What "tel daar X bij" is added to: what the chat is about, all of it after a sum."""
        spoken = tuple(key for key in scene.context.targets if key in self._base.subjects)
        return spoken if scene.context.operation in SUMS else spoken[:1]

    def together(self, scene: Scene) -> tuple[str, ...]:
        """The programmes that were told last, side by side or as a sum; none when it was one."""
        context = scene.context
        if context.operation not in TOGETHER or context.intent is not Intent.COMPUTE or len(context.targets) < 2:
            return ()
        return tuple(key for key in context.targets if key in self._base.subjects)

    def listed(self, scene: Scene) -> tuple[str, ...]:
        """The programmes that were ranked, listed, proposed or told together last."""
        context = scene.context
        ranked = context.operation in RANKED or context.intent in {Intent.LIST, Intent.RECOMMEND}
        offered = tuple(key for key in context.offered if key in self._base.programmes)
        return offered if ranked else self.together(scene)

    def among(self, scene: Scene, measure: Measure | None) -> tuple[str, ...]:
        """Those just listed of which "welke daarvan" or, by another measure than theirs, "lequel" asks."""
        listed = self.listed(scene)
        if not listed or len(scene.reading.tokens) > LONGEST:
            return ()
        if self._evidence.among(scene):
            return listed
        other = (measure is not None and measure is not scene.context.measure) or self.together(scene)
        return listed if other and self._evidence.asks_which(scene) else ()

    def pair(self, scene: Scene) -> tuple[str, ...]:
        """The two programmes that "the two" or "of those" refers to, in a short follow-up."""
        recent = once((*scene.context.earlier[:1], *scene.context.targets))
        spoken = tuple(key for key in recent if key in self._base.programmes)
        return spoken if len(spoken) == 2 and self.speaks_of_two(scene) else ()

    def speaks_of_two(self, scene: Scene) -> bool:
        """Whether it speaks of two: "die twee", "les deux"."""
        return any(self._evidence.number(scene, token.text) == 2 for token in scene.reading.tokens)

    def years_told(self, scene: Scene, targets: tuple[str, ...]) -> set[int]:
        """The years asked for, also by what happened in them: "de start en 2023"."""
        years = set(scene.years)
        if targets and years & self.years_held(targets[0]):
            hits = self._facts.hits(scene, targets)
            alike = [hit for hit in hits if hit.asked == hits[0].asked]
            told = {year for hit in alike for year in self._facts.years_in(hit)}
            years |= told & self.years_held(targets[0])
        return years

    def years_averaged(self, scene: Scene, key: str) -> tuple[int, ...]:
        """The years over which an average is asked: those told; after a sum of years, or of growth, the same."""
        held = self.years_held(key)
        summed = scene.context.operation in {Operation.TOTAL, Operation.GROWTH} and scene.context.targets == (key,)
        if not scene.named.anything and summed and not scene.years and self._evidence.speaks_of_periods(scene):
            return tuple(sorted(held))
        asked = set(scene.years)
        return tuple(sorted(held if asked and Operation.GROWTH in scene.operations else asked & held))

    def years_held(self, key: str) -> set[int]:
        """The years of which the subject's funding is known."""
        return {figure.year for figure in self.figures(key, Measure.FUNDING) if figure.year}
