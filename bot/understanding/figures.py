"""The figures that a message asks for."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from itertools import product

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Language, Measure, Operation
from bot.understanding.concepts import Kind, Mention
from bot.understanding.evidence import (
    CANONICAL,
    COMPARING,
    COUNTED,
    MOST_OF_ASKING,
    UNHELD,
    Candidate,
    Evidence,
)
from bot.understanding.measures import Measures
from bot.understanding.question import Intent, Question, Unknown
from bot.understanding.reading import Reader
from bot.understanding.restrictions import Restrictions
from bot.understanding.scene import Scene, tokens_meaning, tokens_of
from bot.understanding.search import Sort
from bot.understanding.text import fold, stem

BY_NAME = frozenset({Measure.PROJECTS, Measure.MAX_SUPPORT})  # measures that a name or the asker may tell
SAID_MAXIMUM = 3.5  # what the most one can get weighs at least when it is asked for and held: its words are common
SIDE_BY_SIDE = frozenset({Operation.COMPARE, Operation.DIFFERENCE})  # of which another measure may be asked too
OWN_NOUN = 0.7  # what a figure keeps whose noun tells who got it, when who got it is asked
UNSPLIT = 0.7  # what a figure weighs of which only a part is asked, against a fact that may tell it
UNHELD_MAXIMUM = 0.8  # the same as UNHELD for the most one can get: its words mean nothing else


class Figures:
    """The figures that a message asks for."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence, measures: Measures) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence
        self._measures = measures
        self._restrictions = Restrictions(base, reader, evidence)

    @cached_property
    def _nouns(self) -> Mapping[tuple[Language, Measure], list[tuple[str, frozenset[str]]]]:
        """The programmes that have a word of their own for what a measure counts, with the stems of that word."""
        found: dict[tuple[Language, Measure], list[tuple[str, frozenset[str]]]] = defaultdict(list)
        for measure, key in product(Measure, self._base.programmes):
            figure = self._base.figure(key, measure)
            if figure is not None and figure.noun is not None:
                for language in Language:
                    found[language, measure].append((key, self._stems(figure.noun[language].one, language)))
        return found

    def _stems(self, noun: str, language: Language) -> frozenset[str]:
        """The stems of the words of a noun, and of the parts of its last one."""
        own = fold(noun).split()
        return frozenset(stem(word, language) for word in own) | self._reader.parts(own[-1], language)

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The figures that may be meant; where only a part of one is asked, that it is not split."""
        for found in self._candidates(scene, targets):
            asked = found.question
            if asked.intent is Intent.FIGURE and self._restrictions.unmet(scene, asked.targets[0], asked.measure):
                part = asked.but(intent=Intent.UNKNOWN, topics=(Unknown.RESTRICTED,))
                yield Candidate(part, UNSPLIT * found.weight, found.tokens)
            else:
                yield found

    def _candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """A figure of the first target; of the whole report only when every word is explained."""
        measure = self._measures.asked(scene, targets)
        if (
            measure is None
            or self._is_of_another_round(scene, targets)
            or self._measures.counts_periods(scene)
            or (measure in COUNTED and Operation.LIST in scene.operations and not scene.counts)
        ):
            return
        nouns = [m for m in scene.reading.of(Kind.MEASURE) if not scene.is_verbal(m.start)]
        if Aspect.DESCRIPTION in scene.aspects and not nouns and not scene.counts:  # "what does it pay for"
            return
        bare = scene.counts and not nouns and measure is Measure.FUNDING
        question = scene.question.but(intent=Intent.FIGURE, measure=measure, bare=bare)
        several = [key for key in targets or () if key in self._base.subjects]
        if len(several) > 1 and scene.named.targets and not bare:
            compared = question.but(intent=Intent.COMPUTE, operation=Operation.COMPARE, targets=tuple(several))
            yield self._evidence.candidate(scene, compared, tokens_meaning(scene.reading, measure, "quantity"))
            return
        tokens = tokens_meaning(scene.reading, measure, "quantity")
        if self._evidence.held(targets, [measure]):  # other money words and "in totaal" go with any figure
            tokens |= tokens_of(scene.reading, Kind.MEASURE)
            tokens |= (
                tokens_meaning(scene.reading, Operation.TOTAL)
                if Operation.SHARE not in scene.operations
                else frozenset()
            )
        if targets is None or targets == (INNOVIRIS,):
            yield from self._figures_of_report(scene, question, tokens)
        elif targets[0] in self._base.subjects:
            yield from self._figures_of(scene, question.but(targets=targets), tokens)
        else:
            yield from self._figures_of_thing(scene, question.but(targets=targets[:1]), tokens)

    def _is_of_another_round(self, scene: Scene, targets: tuple[str, ...] | None) -> bool:
        """Whether it asks for the second call or edition, of which the facts speak and no figure does."""
        later = self._evidence.later(scene)
        hits = self._evidence.search(scene, targets) if later and targets else []
        return any(hit.document.sort is Sort.FACT and later & hit.asked for hit in hits)

    def _figures_of(self, scene: Scene, question: Question, tokens: frozenset[int]) -> Iterator[Candidate]:
        context = scene.context
        if not scene.named.targets and context.operation in SIDE_BY_SIDE and len(context.targets) > 1:
            compared = question.but(intent=Intent.COMPUTE, operation=Operation.COMPARE, targets=context.targets)
            yield self._evidence.candidate(scene, compared, tokens)
            return
        own = self._by_its_noun(scene, question)
        guessed, question = own.measure is not question.measure, own
        held = self._base.figures(question.targets[0], question.measure or Measure.FUNDING)
        years = {figure.year for figure in held}
        question = question.but(year=next((year for year in scene.years if year in years), scene.year))
        found = self._unless_qualified(scene, question)
        known = self._evidence.candidate(scene, found, tokens)
        if held and question.measure in scene.measures and question.measure is Measure.MAX_SUPPORT:
            known = replace(known, weight=max(known.weight, SAID_MAXIMUM))
        if guessed:
            known = replace(known, weight=OWN_NOUN * known.weight)
        elif self._is_told_by_name(scene, question) or self._measures.asks_again(scene):
            known = replace(known, weight=known.weight + MOST_OF_ASKING)
        told = held and (not scene.years or question.year in years or years == {None})
        share = UNHELD_MAXIMUM if question.measure is Measure.MAX_SUPPORT else UNHELD
        yield known if told else replace(known, weight=share * max(known.weight - CANONICAL, CANONICAL))

    def _is_told_by_name(self, scene: Scene, question: Question) -> bool:
        """Whether no word asks for the measure, but the name or the asker tells it."""
        unsaid = question.measure not in scene.measures and question.measure in BY_NAME
        return unsaid and not self._compares(scene)

    def _compares(self, scene: Scene) -> bool:
        """Whether it asks if the chat's figure is more than this one: "is dat meer dan STEM?"."""
        return bool(COMPARING & set(scene.operations)) and not scene.counts

    def _by_its_noun(self, scene: Scene, question: Question) -> Question:
        """How many got something, where the report counts them as what is funded: vouchers, laureates, SMEs."""
        target = question.targets[0]
        if Measure.BENEFICIARIES not in scene.measures or self._evidence.held((target,), list(scene.measures)):
            return question
        language, funded = scene.reading.language, self._base.figure(target, Measure.PROJECTS)
        words = self._base.interface[language]
        general, beneficiary = words["noun_projects_one"], words["noun_beneficiaries_one"]
        noun = funded.noun[language].one if funded is not None and funded.noun is not None else general
        said = any(token.stem(language) == stem(fold(beneficiary), language) for token in scene.reading.tokens)
        return question if said or general in noun else question.but(measure=Measure.PROJECTS)

    def _figures_of_report(self, scene: Scene, question: Question, tokens: frozenset[int]) -> Iterator[Candidate]:
        assert question.measure is not None
        owners = self._base.owners[question.measure]
        explained = self._evidence.all_explained(scene)
        called = self._called(scene, question.measure) if explained else ()
        if len(called) > 1:
            clarify = question.but(intent=Intent.CLARIFY, targets=called)
            yield self._evidence.candidate(scene, clarify, tokens)
        elif called or (len(owners) == 1 and not scene.words):
            yield self._evidence.candidate(scene, question.but(targets=(*called, *owners)[:1]), tokens)
        elif explained:
            yield self._evidence.candidate(scene, question.but(targets=(INNOVIRIS,)), tokens)

    def _called(self, scene: Scene, measure: Measure) -> tuple[str, ...]:
        """The programmes whose own word for what they fund is used: "doctoraten", "chèques"."""
        language = scene.reading.language
        asked = {scene.keys[n] for n in tokens_meaning(scene.reading, measure) if n in scene.keys}
        whole = self._base.figure(INNOVIRIS, measure)
        general = [self._base.interface[language][f"noun_{measure}_one"]] if measure in COUNTED else []
        general += [whole.noun[language].one] if whole is not None and whole.noun is not None else []
        asked -= {(stem(fold(one).split()[-1], language),) for one in general}
        nouns = self._nouns.get((language, measure), ())
        return tuple(key for key, stems in nouns if any(stems.issuperset(keys) for keys in asked))

    def _figures_of_thing(self, scene: Scene, question: Question, tokens: frozenset[int]) -> Iterator[Candidate]:
        """The amount of a project, company or organisation; any other count of it is not in the report."""
        money = {Measure.FUNDING, Measure.MAX_SUPPORT} & set(scene.measures) or self._won(scene)
        shared = self._shared_programme(scene)
        if shared and (money or scene.counts):
            yield self._evidence.candidate(scene, question.but(measure=Measure.FUNDING, targets=(shared,)), tokens)
            return
        follows = Operation.TOTAL not in scene.operations
        said = scene.counts or scene.named.things or follows
        verbs = [scene.is_verbal(m.start) for m in scene.reading.of(Kind.MEASURE)]
        which = self._reader.names_programme(scene.reading) == "which"
        if (money and all(verbs) and not scene.counts) or which:  # "financé par quel programme"
            yield self._evidence.candidate(scene, question.but(intent=Intent.DESCRIBE, measure=None), tokens)
            return
        question = question.but(topics=tuple(key for key in scene.named.subjects if key in self._base.programmes))
        if self._measures.asks_again(scene) and not scene.measures and not scene.counts:
            yield self._evidence.candidate(scene, question, tokens)
            return
        if said and (
            (money and not set(scene.aspects) - {Aspect.DESCRIPTION})
            or (scene.counts and not scene.informative and not scene.measures)
        ):
            yield self._evidence.candidate(scene, question.but(measure=Measure.FUNDING), tokens)
        elif scene.counts and scene.informative and not scene.measures and not scene.aspects and scene.named.things:
            unknown = question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,))
            yield self._evidence.candidate(scene, unknown, frozenset())

    def _won(self, scene: Scene) -> set[Measure]:
        """Money, where a project or company is asked how much it won: "hoeveel hebben ze gewonnen?"."""
        language, tokens = scene.reading.language, scene.reading.tokens
        project = stem(fold(self._base.interface[language]["noun_projects_one"]), language)
        starts = [m.start for m in scene.reading.of(Kind.MEASURE)]
        verbs = [scene.is_verbal(start) and tokens[start].stem(language) != project for start in starts]
        won = scene.counts and scene.measures == (Measure.PROJECTS,) and all(verbs)
        return {Measure.FUNDING} if won else set()

    def _shared_programme(self, scene: Scene) -> str | None:
        """The programme of several projects that are named together."""
        named = [self._base.projects[key] for key in scene.named.things if key in self._base.projects]
        if len(named) < 2:
            return None
        shared = set.intersection(*({one.programme for one in appearances} for appearances in named))
        return min(shared) if shared else None

    def _unless_qualified(self, scene: Scene, question: Question) -> Question:
        """A word behind the beginning of a name makes it another name: "IPCEI waterstof"."""
        themes = tokens_of(scene.reading, Kind.THEME) & scene.informative
        foreign = {n for n in scene.reading.open | themes if not self._reader.is_number(scene.reading.tokens[n].text)}
        lexicon = self._reader.lexicons[scene.reading.language]
        for mention in scene.reading.of(Kind.SUBJECT):
            if self._said_in_full(scene, mention):
                continue
            behind = mention.end
            name = tuple(token.stem(lexicon.language) for token in scene.reading.tokens[mention.start : behind])
            if not lexicon.is_beginning(name, mention.concept):
                continue
            while behind in scene.reading.open and behind not in scene.informative:
                behind += 1
            for number in (behind, behind + 1):
                if number not in scene.stems or number not in scene.informative:
                    break
                if number in foreign and not self._says_something(scene, number, question.targets):
                    return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=())
        return question

    def _said_in_full(self, scene: Scene, mention: Mention) -> bool:
        """Whether the same subject is named by a longer name too, or the name is part of a longer phrase."""
        return any(
            len(other) > len(mention)
            and (other.id == mention.id or (other.start <= mention.start and mention.end <= other.end))
            for other in scene.reading.mentions
        )

    def _says_something(self, scene: Scene, number: int, targets: tuple[str, ...]) -> bool:
        """Whether the word is a verb, or stands in a fact or project of `targets`."""
        if scene.is_verbal(number):
            return True
        hits = self._evidence.search(scene, targets)
        return any(number in hit.tokens for hit in hits if hit.document.sort is not Sort.PROGRAMME)
