"""The aspects that a message asks for: for whom, with whom, which names, where it stands."""

from collections.abc import Iterator
from dataclasses import replace

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import CANONICAL, COUNTED, EXTREMES, UNHELD, WHO, Candidate, Evidence
from bot.understanding.facts import Facts
from bot.understanding.question import Intent
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, tokens_meaning, tokens_of
from bot.understanding.text import words

STANDS_FOR = frozenset({"voor"})
OF_OTHERS = 18.0  # what it weighs that the ones that are not named are asked for
DESCRIBED = 3.5  # what "wat is" weighs, against a fact that other words point to
OF_PROJECTS = frozenset({Aspect.PARTNERS, Aspect.PEOPLE})  # what is asked of projects too
# Which of several aspects is meant: the more particular one.
ASPECTS = (Aspect.SOURCE, Aspect.STAGE, Aspect.AUDIENCE, Aspect.PARTNERS, Aspect.PEOPLE, Aspect.NAMES)


class Aspects:
    """The aspects that a message asks for: for whom, with whom, which names, where it stands."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence, facts: Facts) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence
        self._facts = facts

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """A description, the names, or the most particular aspect of the first target."""
        if targets is None:
            return
        nouns = [m for m in scene.reading.of(Kind.MEASURE) if not scene.is_verbal(m.start)]
        whole = targets[0] == INNOVIRIS and bool(scene.informative)  # of which nearly every fact tells what it is
        of_thing = targets[0] in self._base.projects and not scene.informative  # "wat doen die mensen"
        described = Aspect.DESCRIPTION in scene.aspects and not self._is_of_fact(scene, targets)
        if described and (scene.named.anything or of_thing) and not whole and not nouns:
            question = scene.question.but(intent=Intent.DESCRIBE, targets=targets[:1])
            yield Candidate(question, DESCRIBED, tokens_meaning(scene.reading, Aspect.DESCRIPTION))
        programmes = [key for key in self._programmes_of(targets) if key in self._base.subjects]
        if self._asks_for_others(scene) and any(self._base.projects_of(key) for key in programmes):
            yield self._others(scene, targets)
        untold = {Aspect.NAMES} if self._told_of_thing(scene, targets) else set[Aspect]()
        aspects = [aspect for aspect in self._meant(scene) if aspect not in untold]
        listed = self._lists_what_is_counted(scene)
        counted = [measure for measure in scene.measures if measure in COUNTED]
        if not scene.counts and (listed or (counted and not self._evidence.held(targets, counted))):
            aspects = [*aspects, Aspect.NAMES]
        for aspect in aspects[:1]:
            tokens = tokens_meaning(scene.reading, aspect, *counted, Operation.LIST)
            if aspect is Aspect.AUDIENCE:
                tokens |= tokens_of(scene.reading, Kind.ASKER)
            question = scene.question.but(intent=Intent.ASPECT, targets=targets[:1], aspect=aspect)
            if self._describes(scene, aspect, targets[0]):
                question = question.but(intent=Intent.DESCRIBE, aspect=None)
            elif aspect is Aspect.PEOPLE:
                question = question.but(topics=self._offices(scene))
            candidate = self._evidence.candidate(scene, question, tokens)
            if aspect is Aspect.SOURCE and (scene.measures or scene.quotes_amount):
                candidate = replace(candidate, weight=CANONICAL)
            elif aspect in self._carried(scene):
                candidate = replace(candidate, weight=DESCRIBED)
            elif self._is_doubtful(scene, aspect, listed) or not (counted or self._held(targets[0], aspect)):
                candidate = replace(candidate, weight=UNHELD * candidate.weight)
            elif self._asks_first(scene, aspect):
                candidate = replace(candidate, weight=candidate.weight + CANONICAL)
            yield candidate

    def _is_of_fact(self, scene: Scene, targets: tuple[str, ...]) -> bool:
        """Whether the words that ask for a description ask for one fact of the subject: "wat is het doel van"."""
        said = (tokens_meaning(scene.reading, Aspect.DESCRIPTION) & scene.stems.keys()) - scene.connecting
        hits = self._facts.hits(scene, targets[:1]) if said and targets[0] in self._base.programmes else []
        return any(said <= hit.asked and not self._facts.is_absent(hit) for hit in hits)

    def _told_of_thing(self, scene: Scene, targets: tuple[str, ...]) -> bool:
        """Whether a fact says of a project which company it is: that the report does not tell who makes it."""
        said = tokens_meaning(scene.reading, Aspect.NAMES, Operation.LIST) & scene.stems.keys() - scene.connecting
        if not said or scene.counts or targets[0] not in self._base.projects:
            return False
        return any(said <= hit.asked for hit in self._facts.hits(scene, targets[:1]))

    def _meant(self, scene: Scene) -> list[Aspect]:
        """The aspects that are asked in so many words, or again; the more particular ones first."""
        aspects = [aspect for aspect in ASPECTS if aspect in scene.aspects]
        if scene.reading.tokens[-1].text in STANDS_FOR:  # "waar staat IPCEI voor"
            aspects = [aspect for aspect in aspects if aspect is not Aspect.SOURCE]
        if scene.wish.personal:
            aspects = [aspect for aspect in aspects if aspect is not Aspect.PEOPLE]
        aspects = aspects or [*self._carried(scene)]
        if EXTREMES & set(scene.operations):  # "qui a reçu le plus" ranks
            aspects = [aspect for aspect in aspects if aspect is not Aspect.NAMES]
        return aspects

    def _others(self, scene: Scene, targets: tuple[str, ...]) -> Candidate:
        """The names besides the one that the chat is about, or was about before it spoke of the programme."""
        programmes = self._programmes_of(targets)
        told = (*targets, *scene.context.earlier[:1])
        own = {key for key, found in self._base.projects.items() if any(one.programme in programmes for one in found)}
        names = scene.question.but(
            intent=Intent.ASPECT,
            targets=programmes,
            aspect=Aspect.NAMES,
            topics=("others",),
            thing=next((key for key in told if key in own), None),
            bare=not scene.informative and set(scene.measures) <= {Measure.PROJECTS},
        )
        return Candidate(names, OF_OTHERS, frozenset())

    def _carried(self, scene: Scene) -> tuple[Aspect, ...]:
        """The aspect that "en X?" asks for again."""
        again = scene.context.aspect
        follows = scene.follows()
        new = scene.measures or scene.aspects or scene.counts or scene.years or scene.operations or scene.informative
        known = again in ASPECTS and (not scene.named.things or again in OF_PROJECTS)
        return (again,) if again and known and follows and scene.named.anything and not new else ()

    def _describes(self, scene: Scene, aspect: Aspect, target: str) -> bool:
        """Whether what a project is answers the aspect: it is paraphrased, or it is asked who it is."""
        asked = {Aspect.PEOPLE: self._asks_who_it_is, Aspect.PARTNERS: self._is_paraphrased}
        return aspect in asked and asked[aspect](scene, target)

    def _asks_who_it_is(self, scene: Scene, target: str) -> bool:
        """Whether "wie is X" asks what a project or company is: no word of it says who does what there."""
        function = self._reader.function[scene.reading.language]
        said = tokens_meaning(scene.reading, Aspect.PEOPLE)
        plain = bool(said) and all(scene.reading.tokens[n].text in function for n in said)
        return plain and target in self._base.projects and not scene.informative

    def _is_paraphrased(self, scene: Scene, target: str) -> bool:
        """Whether a project is called by what it does, so that its name is the answer: "wie maakt bier van brood"."""
        mentions = [m for m in scene.reading.of(Kind.PROJECT) if m.id == target]
        names = {words(one.project.name)[0] for one in self._base.projects.get(target, ())}
        return bool(mentions) and not any(scene.reading.tokens[m.start].text in names for m in mentions)

    def _offices(self, scene: Scene) -> tuple[str, ...]:
        """The office whose holder is asked: "de CFO"."""
        offices = self._reader.offices[scene.reading.language]
        return tuple(token.text for token in scene.reading.tokens if token.text in offices)[:1]

    def _held(self, target: str, aspect: Aspect) -> bool:
        """Whether the report tells `aspect` of `target`; of a person, project or organisation it may."""
        subject = self._base.subjects.get(target)
        if subject is None or (target == INNOVIRIS and aspect is not Aspect.PEOPLE):
            return True
        own = [one for project in subject.projects for one in (project.holder, *project.partners) if one]
        held = {
            Aspect.NAMES: subject.projects,
            Aspect.PARTNERS: subject.partners or own,
            Aspect.PEOPLE: subject.people if target != INNOVIRIS else (),
            Aspect.STAGE: subject.stage,
        }
        return bool(held.get(aspect, True))

    def _is_doubtful(self, scene: Scene, aspect: Aspect, listed: bool) -> bool:
        """Whether it is not asked in so many words, or how many are asked instead."""
        unsaid = aspect not in scene.aspects and not listed
        return unsaid or (scene.counts and aspect is not Aspect.NAMES)

    def _asks_first(self, scene: Scene, aspect: Aspect) -> bool:
        """Whether the aspect stands before all else that asks: "qui a droit à l'intervention"."""
        asks = min((m for m in scene.reading.of(Kind.ASPECT, Kind.MEASURE, Kind.OPERATION)), key=lambda m: m.start)
        return asks.id == aspect

    def _asks_for_others(self, scene: Scene) -> bool:
        """Whether it asks for those that are not named: "de andere laureaten", of a project "was dat de enige?"."""
        if scene.counts:  # "met hoeveel andere landen"
            return False
        others, besides = (one[scene.reading.language] for one in (self._reader.others, self._reader.besides))
        said = not others.isdisjoint(scene.reading.texts)
        asked = WHO & set(scene.aspects) or Operation.LIST in scene.operations or set(COUNTED) & set(scene.measures)
        if said and asked:
            return True
        told = (*scene.context.targets[:1], *scene.context.earlier[:1])
        of_project = any(key in self._base.projects for key in told) or (said and scene.context.aspect is Aspect.NAMES)
        new = scene.informative or scene.named.anything or (asked and not scene.follows(1))
        return of_project and not new and (said or not besides.isdisjoint(scene.reading.texts))

    def _programmes_of(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The programmes that `targets` are or stand in."""
        found = [one.programme for key in targets for one in self._base.projects.get(key, ())]
        return tuple(key for key in (*targets, *found) if key in self._base.subjects) or targets

    def _lists_what_is_counted(self, scene: Scene) -> bool:
        """Whether it asks which: "welke projecten", or in a chat about a number of them "welke zijn dat?"."""
        lists = [m for m in scene.reading.of(Kind.OPERATION) if m.id == Operation.LIST]
        counted = [m.start for m in scene.reading.of(Kind.MEASURE) if m.id in COUNTED]
        if any(0 <= start - m.end <= 2 for m in lists for start in counted):
            return True
        of_programmes = self._reader.names_programme(scene.reading) is not None  # "alle programma's"
        if not lists or scene.named.anything or scene.informative or of_programmes:
            return False
        alone = scene.stems.keys() <= tokens_meaning(scene.reading, Operation.LIST)  # "lesquelles ?"
        told = alone and set(scene.context.offered) & self._base.projects.keys()
        return scene.context.measure in COUNTED or bool(told)
