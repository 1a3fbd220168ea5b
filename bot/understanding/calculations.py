"""The calculations that a message asks for."""

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.base import INNOVIRIS, SCOREBOARD, KnowledgeBase
from bot.knowledge.model import Figure, Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import COMPARED, Candidate, Evidence
from bot.understanding.facts import Facts
from bot.understanding.measures import Measures
from bot.understanding.names import once
from bot.understanding.question import Intent, Question, Unknown
from bot.understanding.scene import Scene, tokens_meaning

PARTICULAR = 1.5  # what a calculation has before the bare figure that it uses
MOST_LISTED = 20  # a number up to this may be how many to list
# Which of several operations is meant: the more particular one.
PRECEDENCE = (
    Operation.NOT_FUNDED,
    Operation.SUCCESS_RATE,
    Operation.GROWTH,
    Operation.MORE_THAN,
    Operation.LESS_THAN,
    Operation.PER_YEAR,
    Operation.AVERAGE,
    Operation.EACH,
    Operation.ADD,
    Operation.DIFFERENCE,
    Operation.COMPARE,
    Operation.TOTAL,
    Operation.HIGHEST,
    Operation.LOWEST,
    Operation.SHARE,
    Operation.RANK,
)


CARRIED = frozenset(
    {Operation.SHARE, Operation.AVERAGE, Operation.GROWTH, Operation.SUCCESS_RATE, Operation.NOT_FUNDED, Operation.RANK}
)


class Calculations:
    """The calculations that a message asks for."""

    def __init__(self, base: KnowledgeBase, evidence: Evidence, measures: Measures, facts: Facts) -> None:
        self._base = base
        self._evidence = evidence
        self._measures = measures
        self._facts = facts

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The most particular calculation, and that programmes named side by side are compared."""
        if Measure.MAX_SUPPORT in scene.measures or scene.named.things or targets == (SCOREBOARD,):
            return
        several = tuple(key for key in scene.named.subjects if key in self._base.programmes)
        if len(several) > 1 and Operation.TOTAL not in scene.operations:
            compared = scene.question.but(
                intent=Intent.COMPUTE,
                operation=Operation.COMPARE,
                measure=self.compared(scene),
                targets=several,
            )
            yield Candidate(compared, COMPARED, frozenset())
        operations = scene.operations or self._carried(scene)
        for operation in PRECEDENCE:
            if operation in operations and (question := self._calculate(scene, operation, targets)):
                counted = [
                    one for one in scene.measures if one is not Measure.FUNDING or operation is not Operation.SHARE
                ]
                whole = [Operation.TOTAL] if operation is Operation.SHARE else []
                tokens = tokens_meaning(scene.reading, operation, *whole, *counted, "quantity")
                candidate = self._evidence.candidate(scene, question, tokens)
                yield replace(candidate, weight=candidate.weight + PARTICULAR)
                return

    def _carried(self, scene: Scene) -> tuple[Operation, ...]:
        """The calculation that "et pour X ?" asks for again."""
        follows = any(mention.start == 0 for mention in scene.reading.of(Kind.ANOTHER))
        again = scene.context.operation
        new = scene.measures or scene.aspects or scene.counts or scene.years or scene.informative
        return (again,) if again in CARRIED and follows and scene.named.targets and not new else ()

    def _calculate(self, scene: Scene, operation: Operation, scope: tuple[str, ...] | None) -> Question | None:
        targets = scope or ()
        question = scene.question.but(
            intent=Intent.COMPUTE,
            operation=operation,
            measure=self._measure(scene, operation),
            targets=targets,
            top=self._top(scene),
        )
        if not targets and not self._evidence.all_explained(scene):
            return None
        if not scene.named.targets and targets and len(scene.words) > 1:
            return None
        match operation:
            case Operation.MORE_THAN | Operation.LESS_THAN:
                if scene.reading.amounts:
                    return question.but(amount=scene.reading.amounts[0], targets=scene.named.families)
                return self._comparison(scene, question.but(operation=Operation.COMPARE))
            case Operation.PER_YEAR if targets:
                spread = any(figure.years for figure in self._figures(targets[0], Measure.FUNDING))
                return question.but(targets=targets[:1], measure=Measure.FUNDING) if spread else None
            case Operation.ADD:
                several = once((*self._added_to(scene), *scene.named.targets))
                return question.but(operation=Operation.TOTAL, targets=several) if len(several) > 1 else None
            case Operation.HIGHEST | Operation.LOWEST:
                return self._extreme(scene, question)
            case Operation.TOTAL:
                return self._total(scene, question)
            case Operation.DIFFERENCE | Operation.GROWTH | Operation.COMPARE:
                return self._comparison(scene, question)
            case Operation.SHARE | Operation.AVERAGE | Operation.EACH | Operation.RANK:
                return self._part(scene, question, targets)
            case Operation.SUCCESS_RATE | Operation.NOT_FUNDED if scene.counts or not scene.wish.personal:
                return question
        return None

    def _figures(self, key: str, measure: Measure) -> tuple[Figure, ...]:
        return self._base.figures(key, measure) if key in self._base.subjects else ()

    def _added_to(self, scene: Scene) -> tuple[str, ...]:
        """What "tel daar X bij" is added to: what the chat is about, all of it after a sum."""
        spoken = tuple(key for key in scene.context.targets if key in self._base.subjects)
        return spoken if scene.context.operation is Operation.TOTAL else spoken[:1]

    def _measure(self, scene: Scene, operation: Operation) -> Measure:
        """What is calculated with: money, unless something else is counted."""
        shared = operation in {Operation.AVERAGE, Operation.EACH}
        if shared and Measure.BENEFICIARIES in self._measures.measures_inside(scene):
            return Measure.BENEFICIARIES
        extreme = operation in {Operation.HIGHEST, Operation.LOWEST} and scene.context.operation is not operation
        if not scene.measures and not scene.named.anything and scene.context.measure and not extreme:
            return scene.context.measure
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        return counted[0] if counted and Measure.FUNDING not in scene.measures else Measure.FUNDING

    def _extreme(self, scene: Scene, question: Question) -> Question | None:
        """The most or least of all, or of the two that are named or spoken of."""
        programmes = scene.named.subjects
        spoken = scene.context.targets
        if not programmes and not scene.named.families and spoken and not set(spoken) & set(self._base.programmes):
            return None
        if not programmes and not scene.named.families:
            programmes = self._pair_spoken_of(scene)
        if len(programmes) > 1:
            return question.but(operation=Operation.COMPARE, targets=programmes)
        if not programmes:
            measure = self._ranked(scene, question.measure or Measure.FUNDING)
            return question.but(targets=scene.named.families, measure=measure)
        if question.targets and Measure.PROJECTS in scene.measures and not scene.counts:
            return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=programmes)
        return None

    def _total(self, scene: Scene, question: Question) -> Question | None:
        """The sum of several subjects, or of the years of one."""
        if scene.aspects or (scene.context.intent is Intent.RECOMMEND and not scene.named.targets):
            return None
        targets = question.targets
        several = once(targets if len(targets) > 1 else (*scene.context.earlier, *targets))
        years = self._years_told(scene, targets)
        if len(scene.named.targets) == 1:
            several = scene.named.targets if len(years) > 1 else ()
        elif len(several) == 1 and not scene.words:
            years = self._years_held(several[0])
        if len(several) > 1 or (several and len(years) > 1):
            one_year = len(several) > 1 and len(scene.years) == 1
            return question.but(targets=several, year=scene.year if one_year else None)
        return None

    def _ranked(self, scene: Scene, measure: Measure) -> Measure:
        """What is ranked: what stands right behind "the most"."""
        ends = [m.end for m in scene.reading.of(Kind.OPERATION) if m.id in {Operation.HIGHEST, Operation.LOWEST}]
        mentions = scene.reading.of(Kind.MEASURE)
        return next((Measure(m.id) for m in mentions for end in ends if 0 <= m.start - end <= 1), measure)

    def _pair_spoken_of(self, scene: Scene) -> tuple[str, ...]:
        """The two programmes that "the two" or "of those" refers to, in a short follow-up."""
        spoken = tuple(
            key for key in once((*scene.context.earlier[:1], *scene.context.targets)) if key in self._base.programmes
        )
        two = any(self._evidence.number(scene, token.text) == 2 for token in scene.reading.tokens)
        return spoken if len(spoken) == 2 and two else ()

    def _years_told(self, scene: Scene, targets: tuple[str, ...]) -> set[int]:
        """The years asked for, also by what happened in them: "de start en 2023"."""
        years = set(scene.years)
        if targets and years & self._years_held(targets[0]):
            hits = self._facts.hits(scene, targets)
            alike = [hit for hit in hits if hit.asked == hits[0].asked]
            told = {year for hit in alike for year in self._facts.years_in(hit)}
            years |= told & self._years_held(targets[0])
        return years

    def _years_held(self, key: str) -> set[int]:
        """The years of which the subject's funding is known."""
        figures = self._base.figures(key, Measure.FUNDING) if key in self._base.subjects else ()
        return {figure.year for figure in figures if figure.year}

    def _part(self, scene: Scene, question: Question, targets: tuple[str, ...]) -> Question | None:
        """A share, average or rank; a share of files is a success rate."""
        files = {Measure.PROJECTS, Measure.APPLICATIONS} & set(scene.measures)
        if question.operation is Operation.SHARE:
            summed = scene.context.operation is Operation.TOTAL and len(scene.context.targets) > 1
            if summed and not scene.named.anything:
                return question.but(targets=scene.context.targets, measure=Measure.FUNDING)
            known = not targets or targets[0] in {INNOVIRIS, *self._base.programmes, *self._base.families}
            if Measure.SUPPORT_RATE in scene.measures or not known:
                return None
            rated = targets or (INNOVIRIS,)
            spoken = {Measure.PROJECTS, Measure.APPLICATIONS} & {scene.context.measure}
            if (files or (spoken and not scene.measures)) and self._base.figures(rated[0], Measure.APPLICATIONS):
                return question.but(operation=Operation.SUCCESS_RATE)
            if rated == (INNOVIRIS,):
                return None
            single = targets[:1]
            if single and self._base.figures(single[0], Measure.SUPPORT_RATE) and not scene.named.families:
                return question.but(intent=Intent.FIGURE, measure=Measure.SUPPORT_RATE, targets=single)
        if question.operation is Operation.RANK and not scene.named.targets:
            if scene.context.operation in {Operation.HIGHEST, Operation.LOWEST}:  # "en de tweede?"
                return question.but(operation=scene.context.operation, targets=())
            if not targets and not scene.measures:
                return None
        if question.operation is Operation.EACH:
            if targets and targets[0] in self._base.subjects and self._base.figures(targets[0], Measure.MAX_SUPPORT):
                return question.but(intent=Intent.FIGURE, measure=Measure.MAX_SUPPORT, targets=targets[:1])
            question = question.but(operation=Operation.AVERAGE)
        if question.operation is Operation.AVERAGE and self._averages_something_else(scene, targets):
            return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=targets[:1])
        if question.operation is Operation.AVERAGE and targets and not self._evidence.held(targets, [Measure.FUNDING]):
            return question if targets[0] in self._base.programmes else None
        return question.but(targets=(*scene.named.subjects, *scene.named.families) or targets)

    def _averages_something_else(self, scene: Scene, targets: tuple[str, ...]) -> bool:
        """Whether a word that nobody knows stands behind "average": "gemiddelde leeftijd"."""
        ends = [m.end for m in scene.reading.of(Kind.OPERATION) if m.id == Operation.AVERAGE]
        known = {n for hit in self._evidence.search(scene, targets) for n in hit.tokens}
        behind = [end for end in ends if end in scene.reading.open and end not in known]
        return not scene.measures and any(not scene.is_verbal(end) for end in behind)

    def compared(self, scene: Scene) -> Measure | None:
        """The measure by which programmes are compared; None when what they are is asked as well."""
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        asked = scene.measures or scene.counts or scene.context.operation in {Operation.COMPARE, Operation.TOTAL}
        return counted[0] if counted else Measure.FUNDING if asked else None

    def _comparison(self, scene: Scene, question: Question) -> Question | None:
        targets = question.targets
        spoken = tuple(key for key in scene.context.targets[:1] if key in self._base.subjects)
        before = tuple(key for key in scene.context.earlier[:1] if key in self._base.subjects)
        if len(targets) == 1 and scene.named.targets and question.operation is not Operation.GROWTH:
            targets = once((*spoken, *targets))
        years = {
            f.year
            for key in targets[:1]
            if key in self._base.subjects
            for f in self._base.figures(key, question.measure or Measure.FUNDING)
        }
        if len(targets) == 1 and len(years) < 2 and not scene.named.targets:
            targets = once((*before, *targets))
        if len(targets) > 1:
            plain = question.operation in {Operation.COMPARE, Operation.DIFFERENCE} and scene.named.targets
            return question.but(targets=targets, measure=self.compared(scene) if plain else question.measure)
        if not targets or targets[0] not in self._base.programmes:
            return None
        if len(years) < 2 and question.operation is not Operation.GROWTH:
            return None
        grown = question.operation is Operation.GROWTH or scene.counts or len(scene.years) > 1
        return question.but(operation=Operation.GROWTH, targets=targets) if grown else None

    def _top(self, scene: Scene) -> int | None:
        numbers = (self._evidence.number(scene, token.text) for token in scene.reading.tokens)
        return next((number for number in numbers if number and 1 < number <= MOST_LISTED), None)
