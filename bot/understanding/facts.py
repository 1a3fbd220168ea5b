"""The facts and projects that the words of a message ask for."""

import re
from collections.abc import Iterable, Iterator

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Fact, Language, Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import (
    ENOUGH,
    FAR_BEHIND,
    FOLLOW_UP,
    MOST_OF_ASKING,
    OF_QUESTION,
    STRONG,
    SURE,
    TOLD,
    Candidate,
    Evidence,
)
from bot.understanding.measures import Measures
from bot.understanding.question import Intent, Question, Unknown
from bot.understanding.scene import Scene, remembered, tokens_meaning, tokens_of
from bot.understanding.search import Hit, Sort, margin
from bot.understanding.text import fold, words

ENOUGH_OF_TWO = 0.45  # the same when two of them or more are words that people ask with
VALUED = 1.15  # what a fact with a figure gains when one asks how many
ABSENT_COUNT = 0.85  # and one that says what is not known
UNCOUNTED = 0.6  # and what one without a figure keeps
SHARED = 0.8  # a word of a measure, operation or aspect, when a fact explains it
# Of the questions on facts that nobody built on 78.1 % were right without these two, 80.4 % with them.
WHOLE = 0.5  # the idf of a phrase that a fact is asked with, beside its words
OF_PHRASE = 0.85  # a word of such a phrase without the rest of it
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
EDITION = re.compile(r"\b((?:19|20)\d\d)\s?[-–/]\s?((?:20)?\d\d)\b")
COUNT = re.compile(r"(?<![\d.])(?!20\d\d)\d+")  # a number that is not a year

UNTOLD: dict[str, Unknown] = {"when": Unknown.WHEN, "where": Unknown.WHERE}  # question words, and what they ask for

# The weight that a fact needs when its subject is known and it explains every word, when it does not, and
# when its subject is not known.
LEAST_OF_WHOLE, LEAST, LEAST_OF_ALL = 0.7, 1.4, 3.0
LEAST_OF_PROJECT = 7.0  # that of a project which is described without its name: two rare words
NEARLY = 0.6  # weight of a fact that tells when or why, against one that says what is not known


class Facts:
    """The facts and projects that the words of a message ask for."""

    def __init__(self, base: KnowledgeBase, evidence: Evidence, measures: Measures) -> None:
        self._base = base
        self._evidence = evidence
        self._measures = measures
        numbers = base.vocabularies[Language.NL].numbers
        numerals = {word for word, value in numbers.items() if value > 1}
        self.by_id = {f"{key}/{fact.id}": fact for key, subject in base.subjects.items() for fact in subject.facts}
        self._years = {key: _years_of(fact) for key, fact in self.by_id.items()}
        self._asks = {key: frozenset(map(fold, fact.asks.of(Language.NL))) for key, fact in self.by_id.items()}
        self._valued = {key for key, fact in self.by_id.items() if _has_number(fact, numerals)}

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The best fact, with a second one of the same subject that explains more of the words."""
        everything = targets is None or targets == (INNOVIRIS,)
        hits = self.hits(scene, targets)
        if scene.counts:
            hits = [hit for hit in hits if self.has_value(hit.document.id) or self.is_absent(hit)]
        if not hits:
            return
        best = hits[0]
        if targets is None and not scene.counts and scene.informative and scene.informative.isdisjoint(best.tokens):
            return  # what asks says nothing of one fact of the whole report: "welk bedrijf brengt … samen"
        telling = best.asked - (scene.form - {scene.counted}) - scene.connecting
        enough = ENOUGH if len(telling) < 2 else ENOUGH_OF_TWO
        if everything and (self._evidence.coverage(scene, best) < enough or margin(hits) < SURE):
            return
        if targets is None and scene.context.targets and len(telling) < 2:
            return
        if self._counts_something_else(scene, targets, best):
            return
        money = tokens_meaning(scene.reading, Measure.FUNDING)
        if targets is None and sum(self._evidence.weight(scene, n) for n in best.asked - money) < LEAST_OF_ALL:
            return
        weight = self.weight(scene, best)
        of_thing = any(key not in self._base.subjects for key in targets or ())
        whole = not scene.counts and self._evidence.coverage(scene, best) == 1
        least = LEAST_OF_ALL if targets is None or of_thing else LEAST_OF_WHOLE if whole else LEAST
        if weight >= least:
            yield Candidate(self.question(scene, hits), weight, best.asked)

    def _counts_something_else(self, scene: Scene, targets: tuple[str, ...] | None, hit: Hit) -> bool:
        """Whether "how many" asks for a figure of the subject of which the fact does not speak."""
        measure = self._measures.counted(scene)
        if measure is None or not self._evidence.held(targets, [measure]):
            return False
        tokens = tokens_meaning(scene.reading, measure) - tokens_of(scene.reading, Kind.QUANTITY)
        if not tokens or tokens & hit.asked:
            return False
        others = {n for m in scene.reading.of(Kind.MEASURE) if m.id != measure for n in range(m.start, m.end)}
        return not self._evidence.later(scene) & hit.asked or bool(others - hit.asked)  # who got money in another round

    def projects(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """A project of the subject, or of the whole report, by what it does."""
        if targets is None:
            if hit := self._quoted(scene):
                person = scene.question.but(intent=Intent.DESCRIBE, targets=(hit.document.id,))
                yield Candidate(person, self._explained(scene, hit), hit.tokens)
            if hit := self.recognised(scene):
                yield Candidate(self._of_project(scene, hit), self._project_weight(scene, hit), hit.asked)
            return
        if scene.counts or any(key not in self._base.subjects for key in targets):
            return
        for hit in self._evidence.search(scene, targets):
            if hit.document.sort is Sort.PROJECT and hit.asked - scene.form - scene.connecting - scene.asking:
                yield Candidate(self._of_project(scene, hit), self._project_weight(scene, hit), hit.asked)
                return

    def untold(self, scene: Scene, targets: tuple[str, ...] | None) -> Candidate | None:
        """That the report does not say when or where of a project or company, when no fact does."""
        if not targets or any(key in self._base.subjects or key in self._base.people for key in targets):
            return None
        asked = tokens_of(scene.reading, Kind.QUESTION)
        found = [
            m.id for m in scene.reading.of(Kind.QUESTION) if m.id in UNTOLD and (m.start < 2 or scene.named.things)
        ]
        more = scene.counts or len(scene.informative) > 1 or set(scene.aspects) - {Aspect.PEOPLE, Aspect.NAMES}
        if not found or more:
            return None
        told = (one.project for key in targets for one in self._base.projects.get(key, ()))
        texts = [text.nl for project in told for text in (project.about, project.note) if text]
        if found[0] == Unknown.WHEN and any(YEAR.search(text) for text in texts):
            return None
        question = scene.question.but(intent=Intent.UNKNOWN, topics=(UNTOLD[found[0]],), targets=targets[:1])
        return Candidate(question, LEAST_OF_ALL, frozenset(asked))

    @remembered
    def recognised(self, scene: Scene) -> Hit | None:
        """The one project that is described without its name: by several words, and no other thing so well."""
        if scene.named.targets or scene.counts:
            return None
        hits = self._evidence.search(scene)
        best = next((hit for hit in hits if hit.document.sort is Sort.PROJECT), None)
        if best is None:
            return None
        story = scene.reading.has(Kind.PRECEDENT)  # in which more is told than what the project does
        rivals = (hit for hit in hits if hit is not best and not (story and _goes_beside(hit, best)))
        rival = next((hit.score for hit in rivals), 0.0)
        several = len(best.asked & scene.informative) > 1 and self._project_weight(scene, best) >= LEAST_OF_PROJECT
        return best if several and rival <= FAR_BEHIND * best.score else None

    def _quoted(self, scene: Scene) -> Hit | None:
        """The one person who said what is told, when somebody is asked for whom nothing names."""
        if Aspect.PEOPLE not in scene.aspects or scene.named.anything or scene.counts:
            return None
        people = [hit for hit in self._evidence.search(scene) if hit.document.sort is Sort.PERSON]
        best = max(people, key=lambda hit: self._explained(scene, hit), default=None)
        if best is None or self._explained(scene, best) < LEAST_OF_PROJECT:
            return None
        return best if self._evidence.coverage(scene, best) >= ENOUGH else None

    def _explained(self, scene: Scene, hit: Hit) -> float:
        return sum(self._evidence.weight(scene, n) for n in hit.tokens)

    def _project_weight(self, scene: Scene, hit: Hit) -> float:
        return sum(self._evidence.weight(scene, n) for n in hit.asked)

    def _of_project(self, scene: Scene, hit: Hit) -> Question:
        """Who is behind it, or what it is; "qui a inventé …" asks for the project where the report names nobody."""
        if Aspect.PEOPLE in scene.aspects and (scene.named.targets or self._base.faces(hit.document.id)):
            return scene.question.but(intent=Intent.ASPECT, aspect=Aspect.PEOPLE, targets=(hit.document.id,))
        return scene.question.but(intent=Intent.DESCRIBE, targets=(hit.document.id,))

    def hits(self, scene: Scene, targets: tuple[str, ...] | None) -> list[Hit]:
        """The facts of `targets` (None: of all) whose asking words occur, best first."""
        if targets not in scene.facts:
            scene.facts[targets] = self._hits(scene, targets)
        return scene.facts[targets]

    def _hits(self, scene: Scene, targets: tuple[str, ...] | None) -> list[Hit]:
        if targets is not None:
            programmes = [self._base.projects[key][0].programme for key in self._carried(targets)]
            programmes += [a.programme for key in targets for a in self._base.projects.get(key, ())]
            programmes += [role.subject for key in targets for role in self._base.people.get(key, ())]
            families = [key for key in targets if key in self._base.families]
            explained = families if Aspect.DESCRIPTION in scene.aspects else []
            members = [one for key in explained for one in self._base.members(key)]
            subjects = tuple(key for key in (*targets, *programmes, *members) if key in self._base.subjects)
        else:
            subjects = None
        found = self._evidence.search(scene, subjects)
        hits = [hit for hit in found if hit.document.sort is Sort.FACT and self._is_asked(scene, hit, found)]
        if things := [key for key in targets or () if key in self._base.projects]:
            things += self._carried(things)
            hits = [hit for hit in hits if any(self._names_thing(hit, key) for key in things)]
        return sorted(self._unless_known(scene, hits), key=lambda hit: -self.weight(scene, hit))

    def _unless_known(self, scene: Scene, hits: list[Hit]) -> list[Hit]:
        """Without what is not known, where a fact that is nearly as likely meant tells when, where or why."""
        telling = [hit for hit in hits if scene.asking_where & hit.asked]
        known = max((self.weight(scene, hit) for hit in telling if not self.is_absent(hit)), default=0.0)
        if not known:
            return hits
        return [
            hit for hit in hits if not self.is_absent(hit) or hit in telling or known < NEARLY * self.weight(scene, hit)
        ]

    def _carried(self, targets: Iterable[str]) -> list[str]:
        """The projects that companies carry which are named as projects themselves."""
        ties = [tie for key in targets for tie in self._base.ties.get(key.removeprefix("project:"), ())]
        return [tie for tie in ties if tie in self._base.projects]

    def _is_asked(self, scene: Scene, hit: Hit, others: list[Hit]) -> bool:
        """Whether words that people ask with occur; for what is absent, words that only ask for that."""
        if not hit.asked or not self.is_absent(hit):
            return bool(hit.asked)
        alone = not scene.named.anything and not scene.context.targets
        empty = (scene.form - tokens_of(scene.reading, Kind.ORGANISATION)) | scene.connecting
        plain = scene.measures or (Aspect.DESCRIPTION in scene.aspects and not scene.named.anything)
        if (alone or plain) and hit.asked <= empty:
            return False
        if scene.wish.personal and hit.asked - scene.connecting <= tokens_of(scene.reading, Kind.NEED, Kind.ASKER):
            return False  # "quel montant pour faire breveter mon invention" asks nothing of inventions
        which = {n for n in tokens_meaning(scene.reading, Operation.LIST) if n + 1 in hit.asked}  # "welke landen"
        which -= tokens_of(scene.reading, Kind.QUESTION)
        own = hit.asked - (scene.connecting - tokens_meaning(scene.reading, Measure.FUNDING) - which)
        for other in others:
            if other.document.subject == hit.document.subject and other.document.sort is not Sort.PROGRAMME:
                fact = self.by_id.get(other.document.id)
                if (fact is None or not fact.absent) and own <= other.asked:
                    return False
        return bool(hit.asked - scene.connecting)

    def _names_thing(self, hit: Hit, key: str) -> bool:
        project = self._base.projects[key][0].project.name.lower()
        return project in self.by_id[hit.document.id].text.nl.lower()

    @remembered
    def weight(self, scene: Scene, hit: Hit) -> float:
        """What the words weigh that the fact explains."""
        whole = scene.phrases.get(hit.document.id, 0.0)
        return self._weight_of_words(scene, hit, bool(whole)) + WHOLE * whole

    def _weight_of_words(self, scene: Scene, hit: Hit, whole: bool) -> float:
        own = shared = told = 0.0
        parts = () if whole else self._evidence.parts(scene, hit)
        for n, rarity in hit.rarity.items():
            weight = min(self._evidence.weight(scene, n), rarity) * (OF_PHRASE if n in parts else 1.0)
            if n not in hit.asked:
                told += weight
            elif n in scene.asking:
                shared += min(weight, MOST_OF_ASKING)
            else:
                own += weight
        if absent := self.is_absent(hit):
            said = hit.asked - scene.asking
            if said <= scene.connecting or said & scene.form:  # its words are all that tells it from the fact beside it
                own = sum(self._evidence.idf(scene, n) for n in said - scene.connecting - scene.asking_where)
        asked = own + SHARED * shared
        if any(year != self._base.document.year and year in self.years_in(hit) for year in scene.years):
            asked += OF_QUESTION
        if not scene.counts and not self._counts_on(scene):
            return asked + TOLD * told
        if absent:
            return ABSENT_COUNT * asked + TOLD * told
        return (asked + TOLD * told) * (VALUED if self.has_value(hit.document.id) else UNCOUNTED)

    @remembered
    def _counts_on(self, scene: Scene) -> bool:
        """Whether "en X?" asks how many X there are, after a fact that told how many of something else."""
        told = scene.context.intent is Intent.FACT and not self._valued.isdisjoint(scene.context.topics)
        new = scene.measures or scene.aspects or scene.asking_where or scene.operations or scene.named.anything
        return told and scene.follows() and not new and len(scene.reading.tokens) < FOLLOW_UP

    def question(self, scene: Scene, hits: list[Hit]) -> Question:
        """The best fact, and a second one of the same subject that explains more of the words."""
        best = hits[0]
        topics = [best.document.id]
        for hit in hits[1:]:
            more = sum(self._evidence.weight(scene, n) for n in hit.asked - best.tokens - scene.asking)
            if hit.document.subject == best.document.subject and self._goes_with(hit, best) and more >= STRONG:
                topics.append(hit.document.id)
                break
        subject = best.document.subject
        about = [key for key in (*scene.named.things, *scene.context.targets[:1]) if key in self._base.projects]
        return scene.question.but(
            intent=Intent.FACT,
            targets=(subject,),
            topics=tuple(topics),
            year=self._year_of(scene, topics),
            thing=about[0] if about and not scene.named.targets else None,
        )

    def _goes_with(self, hit: Hit, best: Hit) -> bool:
        """Whether it is a fact to tell beside the best: where that is not known, it says itself what is."""
        return hit.document.sort is Sort.FACT and (self.is_absent(hit) or not self.is_absent(best))

    def again(self, scene: Scene) -> Question | None:
        """The facts last told, when they hold a date; the one beside them about the year asked."""
        told = scene.context.topics
        question = scene.question.but(intent=Intent.FACT, targets=told[:1] and (told[0].split("/")[0],), topics=told)
        if not scene.years:
            return question.but(year=None) if any(self._years[key] for key in told) else None
        subject = f"{question.targets[0]}/"
        beside = [key for key in self.by_id if key.startswith(subject) and scene.years[0] in self._years[key]]
        like = [key for key in beside if self._asks[key] & self._asks[told[0]]]
        if like:
            best = max(like, key=lambda key: len(self._asks[key] & self._asks[told[0]]))
            return question.but(topics=(best,), year=None)
        return question

    def years_in(self, hit: Hit) -> frozenset[int]:
        """The years that a fact speaks of."""
        return self._years[hit.document.id]

    def _year_of(self, scene: Scene, topics: list[str]) -> int | None:
        """The year asked, unless one of the facts speaks of one of the years asked."""
        told = [self._years[topic] for topic in topics]
        if edition := EDITION.search(scene.reading.message):  # of "2023-2024" both years
            both = {int(edition[1]), int(edition[1][:2] + edition[2][-2:])}
            return None if any(both <= years for years in told) else max(both)
        return None if any(year in years for years in told for year in scene.years) else scene.year

    def is_absent(self, hit: Hit) -> bool:
        """Whether the fact says what the report does not tell."""
        return self.by_id[hit.document.id].absent

    def has_value(self, key: str) -> bool:
        """Whether the fact tells a figure."""
        return key in self._valued


def _goes_beside(hit: Hit, project: Hit) -> bool:
    """Whether it explains other words than `project` does, or is a fact of the same programme, which may tell of it."""
    of_programme = hit.document.sort is Sort.FACT and hit.document.subject == project.document.subject
    return of_programme or not hit.tokens & project.tokens


def _years_of(fact: Fact) -> frozenset[int]:
    return frozenset(map(int, YEAR.findall(f"{fact.text.nl} {fact.value} {fact.year}")))


def _has_number(fact: Fact, numerals: set[str]) -> bool:
    """Whether the fact holds a number that is not a year, in digits or as one of `numerals`."""
    if fact.absent or fact.value is not None:
        return not fact.absent
    return COUNT.search(fact.text.nl) is not None or not numerals.isdisjoint(words(fact.text.nl))
