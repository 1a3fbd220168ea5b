"""The calculations that a message asks for."""

from collections.abc import Callable, Iterator
from dataclasses import replace

from bot.knowledge.base import INNOVIRIS, SCOREBOARD, KnowledgeBase
from bot.knowledge.model import Aspect, Measure, Need, Operation
from bot.understanding.concepts import THRESHOLDS, Kind
from bot.understanding.evidence import COMPARED, COMPARING, EXTREMES, Candidate, Evidence
from bot.understanding.measures import Measures
from bot.understanding.names import once
from bot.understanding.operands import RANKED, SUMS, Operands
from bot.understanding.operations import Operations
from bot.understanding.question import Intent, Question, Unknown
from bot.understanding.scene import Scene, tokens_meaning, tokens_of

PARTICULAR = 1.5  # what a calculation has before the bare figure that it uses
MOST_LISTED = 20  # a number up to this may be how many to list
MOST_COMPARED = 2  # programmes side by side; of more the order is told
# Which of several operations is meant: the more particular one.
PRECEDENCE = (
    Operation.INCLUDED,
    Operation.FULL,
    Operation.PART,
    Operation.SPLIT,
    Operation.NOT_FUNDED,
    Operation.SUCCESS_RATE,
    Operation.GROWTH,
    Operation.BETWEEN,
    Operation.EXACTLY,
    Operation.AT_LEAST,
    Operation.AT_MOST,
    Operation.MORE_THAN,
    Operation.LESS_THAN,
    Operation.REMAINDER,
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


# The operations that another one answers too: "what share of the total", "which of the two has the most".
ALONG = {
    Operation.SHARE: (Operation.TOTAL,),
    Operation.COMPARE: tuple(EXTREMES),
    Operation.AVERAGE: (Operation.EACH, Operation.GROWTH, Operation.DIFFERENCE, Operation.COMPARE),
}
LEAST_OF_MONEY = 1_000  # euros: the amounts of programmes are compared with no less
# Those that go with a number in the message: a bound, a percentage, a place, how many.
NUMERIC = THRESHOLDS | EXTREMES | {Operation.FULL, Operation.PART, Operation.RANK, Operation.AVERAGE}
FILES = frozenset({Measure.PROJECTS, Measure.APPLICATIONS})

Step = Callable[[Scene, Question], Question | None]


class Calculations:
    """The calculations that a message asks for."""

    def __init__(
        self, base: KnowledgeBase, evidence: Evidence, measures: Measures, operands: Operands, asked: Operations
    ) -> None:
        self._base = base
        self._evidence = evidence
        self._measures = measures
        self._operands = operands
        self._asked = asked
        self._numerals = asked.numerals
        self._steps: dict[Operation, Step] = {
            **dict.fromkeys(THRESHOLDS, self._threshold),
            Operation.REMAINDER: self._remainder,
            Operation.PER_YEAR: self._per_year,
            Operation.ADD: self._added,
            Operation.HIGHEST: self._extreme,
            Operation.LOWEST: self._extreme,
            Operation.TOTAL: self._total,
            Operation.DIFFERENCE: self._comparison,
            Operation.GROWTH: self._comparison,
            Operation.COMPARE: self._comparison,
            Operation.SHARE: self._share,
            Operation.AVERAGE: self._average,
            Operation.EACH: self._each,
            Operation.RANK: self._rank,
            Operation.PART: self._part,
            Operation.FULL: self._full,
            Operation.SPLIT: self._split,
            Operation.INCLUDED: self._included,
            Operation.SUCCESS_RATE: self._rate,
            Operation.NOT_FUNDED: self._rate,
        }

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The most particular calculation, and that programmes named side by side are compared."""
        operations = self._asked.of(scene)
        most = Measure.MAX_SUPPORT in scene.measures and not NUMERIC & set(operations)
        if most or scene.named.things or targets == (SCOREBOARD,):
            return
        several = tuple(key for key in scene.named.subjects if key in self._base.programmes)
        if len(several) > 1 and Operation.TOTAL not in scene.operations and not self._asked.joined_by_plus(scene):
            compared = scene.question.but(
                intent=Intent.COMPUTE,
                operation=Operation.COMPARE,
                measure=self.compared(scene),
                targets=several,
            )
            yield Candidate(compared, COMPARED, frozenset())
        for operation in PRECEDENCE:
            if operation in operations and (question := self._calculate(scene, operation, targets)):
                counted = [
                    one for one in scene.measures if one is not Measure.FUNDING or operation is not Operation.SHARE
                ]
                tokens = tokens_meaning(scene.reading, operation, *ALONG.get(operation, ()), *counted, "quantity")
                if operation in NUMERIC or question.places:
                    tokens |= self._numerals.tokens(scene) | tokens_meaning(scene.reading, *EXTREMES, Operation.LIST)
                if operation is Operation.FULL:  # who would get it: "alle 25 kmo's"
                    tokens |= tokens_of(scene.reading, Kind.ASKER)
                candidate = self._evidence.candidate(scene, question, tokens)
                yield replace(candidate, weight=candidate.weight + PARTICULAR)
                return

    def _calculate(self, scene: Scene, operation: Operation, scope: tuple[str, ...] | None) -> Question | None:
        targets = scope or ()
        said = self._numerals.tokens(scene) | tokens_of(scene.reading, Kind.EXCLUSION)
        if not targets and not self._evidence.all_explained(scene, said):
            return None
        if not scene.named.targets and targets and len(scene.words) > 1:
            return None
        question = scene.question.but(
            intent=Intent.COMPUTE,
            operation=operation,
            measure=self._measure(scene, operation),
            targets=targets,
            top=self._top(scene),
        )
        return self._steps[operation](scene, question)

    def _measure(self, scene: Scene, operation: Operation) -> Measure:
        """What is calculated with: money, unless something else is counted."""
        shared = operation in {Operation.AVERAGE, Operation.EACH}
        inside = self._measures.measures_inside(scene) if shared else ()
        if Measure.BENEFICIARIES in inside:
            return Measure.BENEFICIARIES
        if Measure.PROJECTS in inside and scene.context.measure is Measure.BENEFICIARIES:  # "en per dossier?"
            return Measure.PROJECTS
        if Measure.VISITORS in inside:  # "par visiteur", but not "ticket moyen"
            return Measure.FUNDING if Measure.VISITORS in scene.measures else Measure.VISITORS
        if EXTREMES & set(scene.operations) and (most := self._most_of(scene)):
            return most
        extreme = operation in EXTREMES and scene.context.operation is not operation
        divided = scene.context.operation is Operation.AVERAGE and not shared  # what was told is money
        if not scene.measures and not scene.named.anything and scene.context.measure and not (extreme or divided):
            return scene.context.measure
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        return counted[0] if counted and Measure.FUNDING not in scene.measures else Measure.FUNDING

    def _most_of(self, scene: Scene) -> Measure | None:
        """What "the most projects" counts."""
        inside = self._measures.measures_inside(scene)
        return next((one for one in (Measure.PROJECTS, Measure.BENEFICIARIES) if one in inside), None)

    def _threshold(self, scene: Scene, question: Question) -> Question | None:
        """Those above or below an amount; without one it compares: "meer dan X?"."""
        bounds = self._numerals.bounds(scene)
        if bounds and not set(scene.named.subjects) - {INNOVIRIS}:
            upper = bounds[-1] if question.operation is Operation.BETWEEN else None
            measure = self._numerals.counts(scene) or Measure.FUNDING
            if measure is Measure.FUNDING and max(bounds) < LEAST_OF_MONEY:  # "ruim 350?" is no amount
                return None
            return question.but(amount=bounds[0], upper=upper, targets=scene.named.families, measure=measure)
        return self._comparison(scene, question.but(operation=Operation.COMPARE))

    def _remainder(self, scene: Scene, question: Question) -> Question | None:
        """What is left of all, or of a family, without what is named."""
        parts = once((*scene.named.excluded, *(() if scene.named.excluded else scene.named.targets)))
        parts = tuple(key for key in parts if key in self._base.subjects and key != INNOVIRIS)
        own = {self._base.programmes[key].family for key in parts if key in self._base.programmes}
        whole = next((key for key in scene.named.families if {key} == own), INNOVIRIS)
        parts = tuple(key for key in parts if key != whole)
        if not parts or question.measure is not Measure.FUNDING:
            return None
        return question.but(targets=(whole, *parts))

    def _per_year(self, _: Scene, question: Question) -> Question | None:
        """The yearly part of an amount that is spread over several years."""
        targets = question.targets[:1]
        figures = self._operands.figures(targets[0], Measure.FUNDING) if targets else ()
        spread = any(figure.years for figure in figures)
        return question.but(targets=targets, measure=Measure.FUNDING) if spread else None

    def _added(self, scene: Scene, question: Question) -> Question | None:
        several = once((*self._operands.added_to(scene), *scene.named.targets))
        return question.but(targets=several) if len(several) > 1 else None

    def _extreme(self, scene: Scene, question: Question) -> Question | None:
        """The most or least of all, or of those that are named or spoken of."""
        programmes = scene.named.subjects
        spoken = scene.context.targets
        if self._asks_of_projects(scene):
            return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=spoken[:1])
        among = self._operands.among(scene, question.measure) if not programmes and not scene.named.families else ()
        if not programmes and not scene.named.families and not among:
            if spoken and not set(spoken) & set(self._base.programmes) and not self._scope(scene):
                return None
            programmes = self._operands.pair(scene)
        programmes = programmes or among
        if len(programmes) > 1 and scene.context.operation is Operation.AVERAGE and not scene.named.anything:
            return question.but(operation=Operation.AVERAGE, targets=programmes, measure=scene.context.measure)
        if len(programmes) > 1:
            side_by_side = len(programmes) <= MOST_COMPARED
            operation = Operation.COMPARE if side_by_side else question.operation
            return question.but(operation=operation, targets=programmes, top=None)
        if not programmes:
            measure = self._ranked(scene, question.measure or Measure.FUNDING)
            targets = scene.named.families or self._scope(scene)
            return question.but(targets=targets, measure=measure, excluded=scene.named.excluded)
        if scene.counts:
            return None
        if Measure.PROJECTS in scene.measures or Aspect.NAMES in scene.aspects:  # of one's own projects none is ranked
            return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=programmes)
        return None

    def _asks_of_projects(self, scene: Scene) -> bool:
        """Whether it asks which of the projects or laureates just named has the most: they have no figures."""
        named = scene.context.aspect is Aspect.NAMES and set(scene.context.offered) & self._base.projects.keys()
        asks = self._evidence.asks_which(scene) or self._evidence.among(scene)
        return bool(named) and asks and not scene.named.anything and not scene.measures

    def _scope(self, scene: Scene) -> tuple[str, ...]:
        """The family that was ranked or told of just before: "en het minst?"."""
        scope = scene.context.scope
        follows = scene.follows(1)
        if scope and follows:
            return (scope,)
        ranked = scene.context.offered if scene.context.operation in RANKED else ()
        if follows and len(ranked) > 1 and set(ranked) <= self._base.families.keys():
            return tuple(self._base.families)
        asks = self._evidence.asks_which(scene) or self._evidence.among(scene)
        return tuple(key for key in scene.context.targets[:1] if key in self._base.families and (follows or asks))

    def _ranked(self, scene: Scene, measure: Measure) -> Measure:
        """What is ranked: what stands right behind "the most"."""
        ends = [m.end for m in scene.reading.of(Kind.OPERATION) if m.id in EXTREMES]
        mentions = scene.reading.of(Kind.MEASURE)
        return next((Measure(m.id) for m in mentions for end in ends if 0 <= m.start - end <= 1), measure)

    def _total(self, scene: Scene, question: Question) -> Question | None:
        """The sum of several subjects, or of the years of one."""
        aspects = set(scene.aspects) - ({Aspect.DESCRIPTION} if len(scene.named.targets) > 1 else set())
        if aspects or (scene.context.intent is Intent.RECOMMEND and not scene.named.targets):
            return None
        targets = question.targets
        spoken = targets if len(targets) > 1 else (*scene.context.earlier, *targets)
        several = once(key for key in spoken if key in self._base.subjects)
        years = self._operands.years_told(scene, targets)
        if family := self._whole_of(scene):
            return question.but(intent=Intent.FIGURE, targets=(family,), measure=Measure.FUNDING)
        if len(scene.named.targets) == 1:
            if len(years) < 2 and self._operands.speaks_of_two(scene):  # "de twee samen"
                years = self._operands.years_held(scene.named.targets[0])
            several = scene.named.targets if len(years) > 1 else ()
        elif len(several) == 1 and not scene.words:
            years = self._operands.years_held(several[0])
        if len(several) > 1 or (several and len(years) > 1):
            one_year = len(several) > 1 and len(scene.years) == 1
            measure = question.measure or Measure.FUNDING
            if not scene.measures and any(not self._operands.figures(key, measure) for key in several):
                measure = Measure.FUNDING  # what the chat counted can't be added up
            if Operation.SHARE in scene.operations and len(several) > 1:
                question = question.but(operation=Operation.SHARE)
            return question.but(targets=several, year=scene.year if one_year else None, measure=measure)
        return None

    def _whole_of(self, scene: Scene) -> str | None:
        """The family whose total is asked, of which members are only examples: "alles, festival en scholen"."""
        families, named = scene.named.families, scene.named.subjects
        if len(families) != 1 or not named or set(named) - set(self._base.members(families[0])):
            return None
        return families[0]

    def _share(self, scene: Scene, question: Question) -> Question | None:
        """A share of the money; a share of the files is a success rate, one of the costs is printed."""
        targets, context = question.targets, scene.context
        if context.operation in SUMS and len(context.targets) > 1 and set(scene.named.targets) <= {INNOVIRIS}:
            return question.but(targets=context.targets, measure=Measure.FUNDING)
        if context.operation is Operation.GROWTH and context.intent is Intent.COMPUTE and not scene.named.anything:
            return self._comparison(scene, question.but(operation=Operation.GROWTH, measure=context.measure))
        if own := self._share_of_family(scene):
            return question.but(targets=own, measure=Measure.FUNDING)
        rated = (targets or (INNOVIRIS,))[0]
        if Measure.SUPPORT_RATE in scene.measures or rated not in self._base.subjects:
            return None
        files = FILES & set(scene.measures) or (not scene.measures and FILES & {context.measure})
        if files and self._base.figures(rated, Measure.APPLICATIONS):
            return question.but(operation=Operation.SUCCESS_RATE)
        if rated == INNOVIRIS:
            return None
        if not self._base.figures(INNOVIRIS, question.measure or Measure.FUNDING):  # no whole: by how much it grew
            return self._comparison(scene, question.but(operation=Operation.GROWTH))
        if self._base.figures(rated, Measure.SUPPORT_RATE) and not scene.named.families:
            return question.but(intent=Intent.FIGURE, measure=Measure.SUPPORT_RATE, targets=(rated,))
        return self._of_named(scene, question)

    def _share_of_family(self, scene: Scene) -> tuple[str, ...]:
        """The programme that the chat is about and its family, when only the family is named, as the whole."""
        families, spoken = scene.named.families, scene.context.targets
        only = len(families) == len(spoken) == 1 and set(scene.named.targets) == set(families)
        if not only or spoken[0] not in self._base.members(families[0]) or not self._numerals.is_of_named(scene):
            return ()
        return (spoken[0], families[0])

    def _split(self, _: Scene, question: Question) -> Question | None:
        """How a family's amount is divided: its programmes, the highest first. Of others facts may tell it."""
        families = tuple(key for key in question.targets[:1] if key in self._base.families)
        if not families:
            return None
        return question.but(operation=Operation.RANK, targets=families, measure=Measure.FUNDING, top=MOST_LISTED)

    def _part(self, scene: Scene, question: Question) -> Question | None:
        """So many percent of what is named or was told: "hoeveel is 10 % daarvan?"."""
        targets = tuple(key for key in question.targets[:1] if key in self._base.subjects)
        if question.targets and not targets:
            return None
        return question.but(
            amount=self._numerals.part(scene),
            measure=Measure.FUNDING,
            targets=targets,
            year=question.year or scene.context.year,
        )

    def _full(self, _: Scene, question: Question) -> Question | None:
        """What it comes to when each of those counted gets the most: "als alle kmo's het maximum hadden gekregen"."""
        targets = tuple(key for key in question.targets[:1] if self._operands.figures(key, Measure.MAX_SUPPORT))
        if not targets or not self._operands.figures(targets[0], Measure.PROJECTS):
            return None
        return question.but(targets=targets, measure=Measure.MAX_SUPPORT)

    def _included(self, scene: Scene, question: Question) -> Question | None:
        """Whether what was told counts in the total of the report's year."""
        targets = tuple(key for key in question.targets[:1] if key in self._base.subjects and key != INNOVIRIS)
        if not targets or scene.reading.has(Kind.EXCLUSION):
            return None
        years = {figure.year for figure in self._operands.figures(targets[0], Measure.FUNDING)}
        told = scene.context.year if not scene.named.targets and scene.context.year in years else None
        return question.but(targets=targets, measure=Measure.FUNDING, year=told)

    def _rank(self, scene: Scene, question: Question) -> Question | None:
        """The place of one that is named, who stands at a place, or all in order."""
        if not set(scene.named.subjects) - {INNOVIRIS} and (places := self._numerals.places(scene)):
            lowest = Operation.LOWEST in scene.operations
            operation = Operation.LOWEST if lowest else Operation.RANK
            targets = scene.named.families or self._scope(scene)
            return question.but(operation=operation, targets=targets, places=(places[0].number,))
        if len(scene.named.subjects) > 1:
            return question.but(operation=Operation.COMPARE, targets=scene.named.subjects)
        if not scene.named.targets:
            if scene.context.operation in EXTREMES:  # "en de tweede?"
                return question.but(operation=scene.context.operation, targets=())
            if not question.targets and not scene.measures:
                return None
        return self._of_named(scene, question)

    def _each(self, scene: Scene, question: Question) -> Question | None:
        """What each gets: the maximum where that is printed, else the average."""
        targets = question.targets[:1]
        if targets and self._operands.figures(targets[0], Measure.MAX_SUPPORT):
            return question.but(intent=Intent.FIGURE, measure=Measure.MAX_SUPPORT, targets=targets)
        return self._average(scene, question.but(operation=Operation.AVERAGE))

    def _average(self, scene: Scene, question: Question) -> Question | None:
        targets = question.targets
        if len(targets) == 1 and len(years := self._operands.years_averaged(scene, targets[0])) > 1:
            each = Operation.EACH in scene.operations or Measure.PROJECTS in self._measures.measures_inside(scene)
            operation = Operation.AVERAGE if each else Operation.PER_YEAR
            return question.but(operation=operation, years=years, year=None)
        if COMPARING & set(scene.operations) and len(scene.named.targets) == 1:
            return question.but(targets=once((*self._operands.spoken(scene), *targets)))
        if self._averages_something_else(scene, targets):
            return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=targets[:1])
        if targets and not self._evidence.held(targets, [Measure.FUNDING]):
            return question if targets[0] in self._base.programmes else None
        return self._of_named(scene, question)

    def _averages_something_else(self, scene: Scene, targets: tuple[str, ...]) -> bool:
        """Whether a word that nobody knows stands behind "average": "gemiddelde leeftijd"."""
        ends = [m.end for m in scene.reading.of(Kind.OPERATION) if m.id == Operation.AVERAGE]
        known = {n for hit in self._evidence.search(scene, targets) for n in hit.tokens}
        behind = [end for end in ends if end in scene.reading.open and end not in known]
        return not scene.measures and any(not scene.is_verbal(end) for end in behind)

    def _of_named(self, scene: Scene, question: Question) -> Question:
        """The question about programmes before families, where both are named."""
        named = tuple(key for key in (*scene.named.subjects, *scene.named.families) if key != INNOVIRIS)
        return question.but(targets=named or question.targets)

    def _rate(self, scene: Scene, question: Question) -> Question | None:
        """A rate; of how many, where the number handled is only known roughly. Who got nothing is not known."""
        if Need.EUROPEAN_REJECTED in scene.profile.wanted and not scene.counts:
            return None  # it tells of a plan that Europe refused
        handled = self._operands.figures((question.targets or (INNOVIRIS,))[0], Measure.APPLICATIONS)
        if scene.counts and handled and handled[0].qualifier and question.operation is Operation.SUCCESS_RATE:
            return question.but(intent=Intent.FIGURE, measure=Measure.APPLICATIONS)
        who = question.operation is Operation.NOT_FUNDED and self._evidence.asks_which(scene) and not scene.counts
        if who and Operation.SHARE not in scene.operations and set(question.targets[:1]) & self._base.programmes.keys():
            return question.but(
                intent=Intent.ASPECT, aspect=Aspect.NAMES, topics=("others",), targets=question.targets[:1]
            )
        return question if scene.counts or not scene.wish.personal else None

    def compared(self, scene: Scene) -> Measure | None:
        """The measure by which programmes are compared; None when what they are is asked as well."""
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        asked = scene.measures or scene.counts or scene.context.operation in {Operation.COMPARE, *SUMS}
        of_chat = len(scene.named.subjects) == 1 or set(scene.named.subjects) <= set(scene.context.offered)
        told = scene.context.measure if COMPARING & set(scene.operations) and of_chat else None
        return counted[0] if counted else Measure.FUNDING if asked else told

    def _comparison(self, scene: Scene, question: Question) -> Question | None:
        """Two subjects side by side, a family and one of its own, two years of one, or two places of the ranking."""
        owners = self._base.owners[question.measure or Measure.FUNDING]
        targets = question.targets or (owners if len(owners) == 1 else ())  # only one had visitors
        if question.operation is Operation.DIFFERENCE and (of_places := self._between_places(scene)):
            return question.but(operation=Operation.COMPARE, targets=(), places=of_places)
        if question.operation is Operation.DIFFERENCE and scene.named.targets:
            if scene.named.subjects and scene.named.families:
                targets = (*scene.named.families, *targets)
            elif len(targets) == 1 and {Operation.TOTAL, Operation.SHARE} & set(scene.operations):
                return self._remainder(scene, question.but(operation=Operation.REMAINDER))
        if Operation.AVERAGE in scene.operations and question.operation is Operation.GROWTH and targets:
            return self._average(scene, question.but(operation=Operation.AVERAGE))
        if not targets and {Measure.APPLICATIONS, Measure.PROJECTS} <= set(scene.measures):
            return question.but(operation=Operation.NOT_FUNDED)
        growth = question.operation is Operation.GROWTH
        if len(targets) == 1 and scene.named.targets and not growth:
            targets = once((*self._operands.spoken(scene), *targets))
        held = self._operands.figures(targets[0], question.measure or Measure.FUNDING) if targets else ()
        years = {figure.year for figure in held}
        before = self._operands.before(scene)
        also = bool(before and self._operands.figures(before[0], question.measure or Measure.FUNDING))
        of_two = len(years) < 2 or (also and scene.context.year is None and not growth)
        if len(targets) == 1 and of_two and not scene.named.targets:
            targets = once((*before, *targets))
        if len(targets) > 1 and scene.context.operation is Operation.AVERAGE and not scene.named.anything:
            return question.but(operation=Operation.AVERAGE, targets=targets, measure=scene.context.measure)
        if len(targets) > 1:
            plain = not growth and scene.named.targets
            return question.but(targets=targets, measure=self.compared(scene) if plain else question.measure)
        if not targets or targets[0] not in self._base.programmes or (len(years) < 2 and not growth):
            return None
        yearly = bool(scene.years) and bool(THRESHOLDS & set(scene.operations))  # "is dat meer dan in 2022?"
        again = not scene.named.targets and question.operation is Operation.DIFFERENCE
        grown = growth or again or (set(scene.years) <= years and (scene.counts or len(scene.years) > 1 or yearly))
        return question.but(operation=Operation.GROWTH, targets=targets) if grown else None

    def _between_places(self, scene: Scene) -> tuple[int, ...]:
        """The two places of the ranking of which the difference is asked: "tussen de eerste en de laatste"."""
        if set(scene.named.targets) - {INNOVIRIS}:
            return ()
        places = tuple(place.number for place in self._numerals.places(scene))
        pair = places if len(places) == 2 else tuple(dict.fromkeys(self._numerals.extremes(scene)))
        return pair if len(pair) == 2 else ()

    def _top(self, scene: Scene) -> int | None:
        numbers = (self._evidence.number(scene, token.text) for token in scene.reading.tokens)
        return next((number for number in numbers if number and 1 < number <= MOST_LISTED), None)
