"""A reading and the chat's context → the question that is asked.

The order of the steps is the grammar: small talk, what the report can't know, advice, calculations,
figures, facts in words, lists, descriptions; at last what the content itself resembles. A step that does
not apply returns None. What a question's words leave unexplained counts against every answer.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from operator import attrgetter

from bot.knowledge.base import INNOVIRIS, KnowledgeBase, slug
from bot.knowledge.model import Aspect, Language, Measure, Operation
from bot.understanding.concepts import EMPTY, NAMES, Concept, Kind
from bot.understanding.names import Named, named_in
from bot.understanding.profile import ADVICE, Wish, asks_plainly, profile_of, wish_of
from bot.understanding.question import Context, Intent, Profile, Question, Unknown
from bot.understanding.reading import Reader, Reading
from bot.understanding.search import Hit, Sort, margin
from bot.understanding.text import stem

ENOUGH = 0.6  # share of the informative words (by idf) that an answer found by content must explain
ENOUGH_OF_TWO = 0.45  # the same when two of them or more are words that people ask with
ENOUGH_OF_NAME = 0.8  # the same for part of a name that stands for a whole one
SURE = 0.15  # how far the best must be ahead of another subject's best
VALUED = 1.15  # what a fact with a figure gains when one asks how many
# The weight that a fact needs: when its subject is known and it explains every word, not every word, when it is not known.
LEAST_OF_WHOLE, LEAST, LEAST_OF_ALL = 0.8, 1.4, 3.0
COMPARED = 4.0  # what it weighs that two programmes are named side by side
DESCRIBED = 3.5  # what "wat is" weighs, against a fact that other words point to
UNCOUNTED = 0.6  # and what one without a figure keeps
TOLD = 0.3  # a word that only stands in a fact's text, against one that people ask with
OF_FORM = 0.3  # a word without content of its own ("jaar", "belangrijk"), against one with
OF_QUESTION = 2.5  # "waar", "wanneer", "waarom": they tell which fact is asked
MOST_OF_ASKING = 4.0  # idf that a word of a measure or operation counts at most
UNHELD = 0.4  # a measure that the subject lacks, against a fact that explains the same words
PARTICULAR = 1.5  # what a calculation has before the bare figure that it uses
SHARED = 0.8  # a word of a measure, operation or aspect, when a fact explains it
CANONICAL = 1.0  # what a measure, operation or aspect has before a fact that explains the same words
STRONG = 3.0  # idf of the words that a second fact must add to be told as well
PERSONAL = frozenset({Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.FUNDING})
# Unknowns that a question is rarely about by the way: another funder or place, the practical side of applying.
HEAVY = frozenset(
    {"other_funders", "other_places", "deadline", "how_to_apply", "contact", "open_now", "staff"}
)
# Endings of verbs: what follows a name and looks so says something of it rather than naming another thing.
VERBAL = {
    Language.NL: re.compile(
        r"^ge\w{3,}(?:d|t|en|de|te)$|^(?:be|ver|ont|her|uit|toe|aan|op)\w{3,}(?:d|t|en)$|(?:de|te)n?$"
    ),
    Language.FR: re.compile(r"(?:ez|(?<!m)ent|ait|aient)$"),
}
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
COUNT = re.compile(r"(?<![\d.])(?!20\d\d)\d+")  # a number that is not a year
HEAVIER = 2.0
HARD = frozenset({"off_topic", "staff", "politics", "contact"})  # unknowns that no plan explains
# Which of several aspects is meant: the more particular one.
ASPECTS = (Aspect.SOURCE, Aspect.STAGE, Aspect.AUDIENCE, Aspect.PARTNERS, Aspect.NAMES, Aspect.PEOPLE)
COUNTED = (Measure.PROJECTS, Measure.BENEFICIARIES, Measure.APPLICATIONS)
MOST_LISTED = 20  # a number up to this may be how many to list
PLAIN_TALK = 4  # words of a set phrase that leave no doubt that the bot itself is meant
FOLLOW_UP = 6  # words of a message that may refer to what was said before
MOST_VERBS = 2  # unknown verbs that a question about the whole report may hold
MOST_UNEXPLAINED = 4  # words that a plan may hold which nobody taught the bot
FIRST = (Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.APPLICATIONS)  # these qualify the other measures
# Which of several operations is meant: the more particular one.
PRECEDENCE = (
    Operation.NOT_FUNDED,
    Operation.SUCCESS_RATE,
    Operation.GROWTH,
    Operation.MORE_THAN,
    Operation.LESS_THAN,
    Operation.AVERAGE,
    Operation.EACH,
    Operation.DIFFERENCE,
    Operation.COMPARE,
    Operation.TOTAL,
    Operation.HIGHEST,
    Operation.LOWEST,
    Operation.SHARE,
    Operation.RANK,
)


@dataclass(frozen=True)
class Scene:
    """All that the steps look at."""

    reading: Reading
    named: Named
    context: Context
    profile: Profile
    wish: Wish
    year: int | None
    years: tuple[int, ...]
    stems: dict[int, str]  # every token that is not part of a name or a mere function word
    form: frozenset[int]  # those of them that carry no information of their own
    connecting: frozenset[int]  # "welke", "hoeveel", "en": they ask or connect
    asking: frozenset[int]  # those that say what is asked: measure, aspect, operation, how many
    words: tuple[str, ...]
    may: bool  # whether it asks what one can or may get

    @property
    def keys(self) -> dict[int, tuple[str, ...]]:
        """What to search by: each token's stem, then those of a compound's parts."""
        language = self.reading.language
        return {
            n: (key, *(self.reading.tokens[n].parts if language is Language.NL else ()))
            for n, key in self.stems.items()
        }

    @property
    def focus(self) -> frozenset[int]:
        """The tokens that may say what is asked of a name: the clause or sentence that asks and names, if there is one."""
        tokens = self.reading.tokens
        asking = self.asking | _tokens(self.reading, Kind.QUESTION)
        stems = frozenset(self.stems) - _tokens(self.reading, Kind.YEAR)
        if self.wish.personal:
            stems -= _tokens(self.reading, Kind.ASKER)
        for part in (attrgetter("clause"), attrgetter("sentence")):
            asked = {part(tokens[n]) for n in asking}
            if asked & {part(tokens[n]) for n in self.named.spans}:
                return frozenset(n for n in stems if part(tokens[n]) in asked)
        return stems

    @property
    def counted(self) -> int | None:
        """The token right behind "how many": what is counted, whatever it is."""
        ends = sorted(m.end for m in self.reading.of(Kind.QUANTITY))
        return next(
            (n for end in ends for n in (end, end + 1) if n in self.stems and n not in self.connecting), None
        )

    @property
    def question(self) -> Question:
        """A question with what is already known, for a step to complete."""
        return Question(
            Intent.UNKNOWN,
            self.reading.language,
            year=self.year,
            profile=self.profile,
            words=self.words,
        )

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The operations mentioned."""
        return tuple(Operation(key) for key in self.reading.ids(Kind.OPERATION))

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The measures mentioned."""
        mentions = self.reading.of(Kind.MEASURE)
        tokens = self.reading.tokens
        asking = {tokens[n].sentence for n in self.named.spans}
        asking |= {tokens[m.start].sentence for m in self.reading.of(Kind.QUANTITY)}
        near = [m for m in mentions if tokens[m.start].sentence in asking]
        asked = any(tokens[m.start].sentence in asking for m in self.reading.of(Kind.ASPECT))
        return tuple(dict.fromkeys(Measure(m.id) for m in (near if near or asked else mentions)))

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """The aspects mentioned."""
        return tuple(Aspect(key) for key in self.reading.ids(Kind.ASPECT))

    @property
    def informative(self) -> frozenset[int]:
        """The tokens that an answer has to explain."""
        told = _tokens(self.reading, Kind.SEEKING, Kind.FIRST_PERSON)
        return frozenset(self.stems) - self.form - self.asking - told

    @property
    def hard(self) -> bool:
        """Whether something was named, not by a guess at its spelling, that no plan explains."""
        return any(m.id in HARD and m.score == 1 for m in self.reading.of(Kind.UNKNOWN))

    @property
    def counts(self) -> bool:
        """Whether it asks how many or how much."""
        return self.reading.has(Kind.QUANTITY)


@dataclass(frozen=True)
class Candidate:
    """One way to read the question, the weight of the words that it explains, and which they are."""

    question: Question
    weight: float
    tokens: frozenset[int]


class Parser:
    """Parses readings against one knowledge base."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._base = base
        self._reader = reader
        self._facts_by_id = {
            f"{key}/{fact.id}": fact for key, subject in base.subjects.items() for fact in subject.facts
        }
        self._steps = (
            self._small_talk,
            self._choice_of_names,
            self._personal_advice,
            self._asked,
            self._unanswerable,
            self._advice,
            self._list,
            self._described,
            self._by_content,
            self._last_resort,
            self._still_about,
        )

    def questions(self, reading: Reading, context: Context) -> list[Question]:
        """The questions that `reading` asks in `context`: one, or two where each has its own name and field."""
        return self._two(reading, context) or [self.parse(reading, context)]

    def hits(self, reading: Reading) -> list[Hit]:
        """What the content of the whole base resembles the message, best first."""
        return self._search(self._scene(reading, Context()))

    def candidates(self, reading: Reading, context: Context) -> list[Candidate]:
        """The ways to read the message as a question about a subject, heaviest first."""
        scene = self._scene(reading, context)
        found = [one for targets in self._scopes(scene) for one in self._candidates(scene, targets)]
        return sorted(found, key=lambda candidate: -candidate.weight)

    def parse(self, reading: Reading, context: Context) -> Question:
        """The question that `reading` asks in `context`."""
        scene = self._scene(reading, context)
        for step in self._steps:
            if (question := step(scene)) is not None:
                return question
        return scene.question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,))

    def _two(self, reading: Reading, context: Context) -> list[Question]:
        for cut in self._cuts(reading):
            halves = [reading.tokens[:cut], reading.tokens[cut:]]
            texts = [" ".join(token.text for token in half) for half in halves]
            readings = [self._reader.read(text, forced=reading.language) for text in texts]
            scenes = [self._scene(one, context) for one in readings]
            if not all(asks_plainly(scene.reading) for scene in scenes):
                continue
            first, second = (scene.named.targets for scene in scenes)
            if first and second and set(first) != set(second):
                return [self.parse(one, context) for one in readings]
            if first and not second and all(scene.counts and scene.measures for scene in scenes):
                return [self.parse(readings[0], context), self.parse(readings[1], Context(targets=first))]
        return []

    def _cuts(self, reading: Reading) -> list[int]:
        """Where one question may end and the next begin: a new sentence, or "en"/"et"."""
        if not reading.of(*NAMES):
            return []
        return [
            n
            for n in range(2, len(reading.tokens) - 1)
            if reading.tokens[n].sentence != reading.tokens[n - 1].sentence
            or any(m.start == n for m in reading.of(Kind.ANOTHER))
        ]

    # -- the scene ---------------------------------------------------------------------------------

    def _scene(self, reading: Reading, context: Context) -> Scene:
        named = named_in(reading, self._base)
        years = self._years(reading, context, named)
        function = self._reader.function[reading.language]
        questions = {m.start: m.id for m in reading.of(Kind.QUESTION)}
        stems = {
            n: token.stem(reading.language)
            for n, token in enumerate(reading.tokens)
            if n not in named.spans
            and (token.text not in function or n in questions)
            and not (token.text.isdigit() and int(token.text) in years)
        }
        words = self._reader.question_words[reading.language]
        stems |= {n: stem(words[name], reading.language) for n, name in questions.items() if n in stems}
        asking = _tokens(reading, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUANTITY)
        form = _tokens(reading, *EMPTY, Kind.ANOTHER, Kind.CORRECTION, Kind.YEAR, Kind.CHAT)
        digits = {n for n in stems if reading.tokens[n].text.isdigit()}
        telling = self._reader.telling[reading.language]
        connecting = frozenset(n for n in stems if reading.tokens[n].text in telling)
        scene = Scene(
            reading=reading,
            named=named,
            context=context,
            profile=Profile(),
            wish=Wish(0, False, False),
            year=years[0] if years else None,
            years=years,
            stems=stems,
            form=frozenset(stems) & (form | _tokens(reading, Kind.QUESTION) | digits),
            connecting=connecting,
            asking=asking,
            words=tuple(reading.tokens[n].text for n in sorted(reading.open) if n not in digits),
            may=any(token.text in self._reader.modals[reading.language] for token in reading.tokens),
        )
        nothing = not named.anything or (named.subjects == (INNOVIRIS,) and not named.things)
        plain = asking - _ids(reading, Operation.LIST, Operation.COUNT, Aspect.NAMES)
        if nothing and not named.several and not named.unknowns and not context.targets and plain:
            scene = replace(scene, named=self._inferred(scene))
        programmes = tuple(key for key in scene.named.subjects if key in self._base.programmes)
        profile = profile_of(reading, programmes, named.excluded)
        return replace(scene, profile=profile, wish=wish_of(reading, profile))

    def _inferred(self, scene: Scene) -> Named:
        """Part of a programme's name, when that explains most of what is not asked."""
        hits = [hit for hit in self._search(scene) if hit.document.sort is Sort.PROGRAMME and hit.asked]
        if not hits or margin(hits) < SURE:
            return scene.named
        best = replace(hits[0], tokens=hits[0].asked)
        telling = sum(self._idf(scene, n) for n in best.tokens & scene.informative)
        if self._coverage(scene, best) < ENOUGH_OF_NAME or telling < STRONG:
            return scene.named
        key = hits[0].document.subject
        group = "families" if key in self._base.families else "subjects"
        return replace(scene.named, **{group: (key,)}, spans=scene.named.spans | best.tokens)

    def _years(self, reading: Reading, context: Context, named: Named) -> tuple[int, ...]:
        """The years asked for; relative ones count from the report's year, or the one last spoken of."""
        denied = {
            reading.tokens[n].text
            for m in reading.of(Kind.EXCLUSION)
            for n in range(m.end, min(m.end + 2, len(reading.tokens)))
        }
        inside = {reading.tokens[n].text for n in named.spans}
        years = [year for year in reading.years if str(year) not in denied | inside]
        report = self._base.document.year
        for key in reading.ids(Kind.YEAR):
            if key == "previous":
                years.append((context.year or report) - 1 if not years else years[0] - 1)
            elif key == "next":
                years.append(report + 1)
        return tuple(dict.fromkeys(years))

    # -- steps -------------------------------------------------------------------------------------

    def _small_talk(self, scene: Scene) -> Question | None:
        reading = scene.reading
        if not reading.tokens:
            return scene.question.but(topics=(Unknown.NOTHING,))
        chats = reading.ids(Kind.CHAT)
        if not chats:
            return None
        languages = [key for key in chats if key.startswith("to_")]
        talk = _tokens(reading, Kind.CHAT)
        if any(
            mention.id in {"help", "identity"} and len(mention) >= PLAIN_TALK
            for mention in reading.of(Kind.CHAT)
        ):
            return scene.question.but(intent=Intent.CHAT, topics=("help" if "help" in chats else "identity",))
        asked = _tokens(reading, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUANTITY)
        asked -= _ids(reading, Operation.HIGHEST)  # "top, merci"
        rest = (scene.informative | asked) - talk
        if (
            scene.named.anything
            or (scene.named.unknowns and not scene.hard)
            or len(rest) > len(talk)
            or (rest and scene.profile.needs)
        ):
            return None
        if scene.context.targets and asked - talk:
            return None
        if languages:
            return scene.question.but(intent=Intent.CHAT, topics=(languages[0],))
        order = ("help", "identity", "stop", "back", "thanks", "goodbye", "greeting")
        topic = next((key for key in order if key in chats), chats[0])
        return scene.question.but(intent=Intent.CHAT, topics=(topic,))

    def _choice_of_names(self, scene: Scene) -> Question | None:
        """One word that names several programmes: what else is said decides, or the asker does."""
        several = scene.named.several
        if not several or scene.named.targets:
            return None
        hits = self._search(scene, within=several)
        if hits and margin(hits) >= SURE:
            return None
        return scene.question.but(intent=Intent.CLARIFY, targets=several)

    def _asked(self, scene: Scene) -> Question | None:
        """What is asked of a subject: the reading that explains most of the words, weighed by how rare they are."""
        if self._wants_advice(scene):
            return None
        for targets in self._scopes(scene):
            candidates = self._candidates(scene, targets)
            if candidates:
                best = max(candidates, key=lambda candidate: candidate.weight)
                if best.weight > self._doubt(scene, best):
                    return best.question
        return None

    def _candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> list[Candidate]:
        facts = list(self._facts(scene, targets))
        where = self._asking_where(scene)
        if where and not scene.counts and any(where & fact.tokens for fact in facts):
            return facts  # when, where and why are not answered with a figure
        return [
            *self._calculations(scene, targets),
            *self._figures(scene, targets),
            *self._aspects(scene, targets),
            *facts,
            *self._projects(scene, targets),
        ]

    def _doubt(self, scene: Scene, candidate: Candidate) -> float:
        """The weight of the words that say that it is not known, unless the candidate explains them and more."""
        tokens = scene.reading.tokens
        near = {tokens[n].sentence for n in candidate.tokens | scene.named.spans}
        doubtful = {n for n in _tokens(scene.reading, Kind.UNKNOWN) if not near or tokens[n].sentence in near}
        if not doubtful:
            return 0.0
        whole = sum(self._weight(scene, n) for n in doubtful)
        explained = sum(self._weight(scene, n) for n in doubtful & candidate.tokens)
        named = scene.named.things or (scene.named.targets and scene.named.targets != (INNOVIRIS,))
        if whole and explained >= ENOUGH * whole and (named or candidate.tokens - doubtful - scene.form):
            return 0.0
        return (1 + whole) * (HEAVIER if HEAVY & set(scene.named.unknowns) else 1.0)

    def _unanswerable(self, scene: Scene) -> Question | None:
        if not scene.named.unknowns:
            return None
        if not scene.hard and scene.wish.clear and scene.profile.needs and not asks_plainly(scene.reading):
            return None
        return scene.question.but(
            intent=Intent.UNKNOWN,
            topics=scene.named.unknowns[:1],
            targets=scene.named.targets or scene.context.targets[:1],
        )

    def _wants_advice(self, scene: Scene) -> bool:
        """Whether somebody without a name in mind asks what suits them, though not of themself."""
        plain = asks_plainly(scene.reading)
        return (
            not plain
            and scene.wish.clear
            and not scene.named.anything
            and not scene.context.targets
            and bool(scene.profile.askers)
        )

    def _recommend(self, scene: Scene) -> Question:
        """Advice on all that the asker has said, in a chat about advice also before."""
        profile = replace(scene.profile, resembling=self._resembling(scene))
        if scene.context.intent is Intent.RECOMMEND:
            profile = scene.context.profile.merged(profile)
        return scene.question.but(intent=Intent.RECOMMEND, profile=profile)

    def _resembling(self, scene: Scene) -> tuple[tuple[str, float], ...]:
        """For each programme the share of the informative words, by idf, that stand in its texts (0-1)."""
        explained: dict[str, set[int]] = defaultdict(set)
        for hit in self._search(scene, tuple(self._base.programmes)):
            explained[hit.document.subject] |= hit.tokens
        weights = {n: self._weight(scene, n) for n in scene.stems}
        whole = sum(weights.values()) or 1.0
        return tuple(
            (key, sum(weights[n] for n in tokens) / whole) for key, tokens in sorted(explained.items())
        )

    def _personal_advice(self, scene: Scene) -> Question | None:
        """Somebody tells of themself and a plan: advice, whatever else the words resemble."""
        unknowns = set(scene.named.unknowns)
        if scene.hard or (unknowns and scene.named.targets) or scene.reading.has(Kind.CORRECTION):
            return None
        if not scene.wish.personal or not scene.wish.clear or asks_plainly(scene.reading):
            return None
        organisations = all(thing in self._base.organisations for thing in scene.named.things)
        if not organisations or not (scene.profile.needs or not (scene.named.anything or unknowns)):
            return None
        return self._recommend(scene)

    def _advice(self, scene: Scene) -> Question | None:
        plain = asks_plainly(scene.reading)
        if plain and (scene.named.anything or scene.context.targets or not scene.wish.personal):
            return None
        if plain and not (scene.wish.clear and set(scene.measures) & PERSONAL):
            return None
        if scene.named.things or (scene.named.targets and not scene.wish.personal):
            return None
        if scene.reading.has(Kind.CORRECTION) and scene.named.targets:
            return None
        if Aspect.AUDIENCE in scene.aspects and scene.named.targets and not scene.profile.needs:
            return None
        if scene.wish.clear:
            return self._recommend(scene)
        bare = not scene.named.anything and not scene.words and not scene.context.targets
        return self._recommend(scene) if scene.wish.seeking and bare else None

    def _calculations(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        if Measure.MAX_SUPPORT in scene.measures or scene.named.things:
            return
        several = tuple(key for key in scene.named.subjects if key in self._base.programmes)
        if len(several) > 1 and Operation.TOTAL not in scene.operations:
            compared = scene.question.but(
                intent=Intent.COMPUTE,
                operation=Operation.COMPARE,
                measure=self._compared(scene),
                targets=several,
            )
            yield Candidate(compared, COMPARED, frozenset())
        for operation in PRECEDENCE:
            if operation in scene.operations and (question := self._calculate(scene, operation, targets)):
                counted = [
                    one
                    for one in scene.measures
                    if one is not Measure.FUNDING or operation is not Operation.SHARE
                ]
                whole = [Operation.TOTAL] if operation is Operation.SHARE else []
                tokens = _ids(scene.reading, operation, *whole, *counted, "quantity")
                candidate = self._candidate(scene, question, tokens)
                yield replace(candidate, weight=candidate.weight + PARTICULAR)
                return

    def _calculate(
        self, scene: Scene, operation: Operation, scope: tuple[str, ...] | None
    ) -> Question | None:
        targets = scope or ()
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        measure = counted[0] if counted and Measure.FUNDING not in scene.measures else Measure.FUNDING
        if not scene.measures and not scene.named.anything:
            measure = scene.context.measure or measure
        if operation in {
            Operation.AVERAGE,
            Operation.EACH,
        } and Measure.BENEFICIARIES in self._measures_inside(scene):
            measure = Measure.BENEFICIARIES
        question = scene.question.but(
            intent=Intent.COMPUTE, operation=operation, measure=measure, targets=targets, top=self._top(scene)
        )
        if not targets and not self._all_explained(scene):
            return None
        if not scene.named.targets and targets and len(scene.words) > 1:
            return None
        match operation:
            case Operation.MORE_THAN | Operation.LESS_THAN if scene.reading.amounts:
                return question.but(amount=scene.reading.amounts[0], targets=scene.named.families)
            case Operation.HIGHEST | Operation.LOWEST:
                programmes = scene.named.subjects
                if len(programmes) > 1:
                    return question.but(operation=Operation.COMPARE, targets=programmes)
                if not programmes and not scene.named.families and (pair := self._pair_spoken_of(scene)):
                    return question.but(operation=Operation.COMPARE, targets=pair)
                if programmes and scope and Measure.PROJECTS in scene.measures and not scene.counts:
                    return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=programmes)
                return (
                    None
                    if programmes
                    else question.but(targets=scene.named.families, measure=self._ranked(scene, measure))
                )
            case Operation.TOTAL:
                if scene.aspects or (scene.context.intent is Intent.RECOMMEND and not scene.named.targets):
                    return None
                both = _once(targets if len(targets) > 1 else (*scene.context.earlier, *targets))
                years = self._years_told(scene, targets)
                if len(scene.named.targets) == 1:
                    both = scene.named.targets if len(years) > 1 else ()
                elif len(both) == 1 and not scene.words:
                    years = self._years_held(both[0])
                return question.but(targets=both, year=None) if len(both) > 1 or len(years) > 1 else None
            case Operation.DIFFERENCE | Operation.GROWTH | Operation.COMPARE:
                return self._comparison(scene, question)
            case Operation.SHARE | Operation.AVERAGE | Operation.EACH | Operation.RANK:
                return self._part(scene, question, targets)
            case Operation.SUCCESS_RATE | Operation.NOT_FUNDED:
                return question if scene.counts or not scene.wish.personal else None
        return None

    def _ranked(self, scene: Scene, measure: Measure) -> Measure:
        """What is ranked: what stands right behind "the most"."""
        ends = [
            m.end for m in scene.reading.of(Kind.OPERATION) if m.id in {Operation.HIGHEST, Operation.LOWEST}
        ]
        mentions = scene.reading.of(Kind.MEASURE)
        return next((Measure(m.id) for m in mentions for end in ends if 0 <= m.start - end <= 1), measure)

    def _measures_inside(self, scene: Scene) -> set[str]:
        """The measures mentioned, also inside a phrase for an operation: "par bénéficiaire"."""
        lexicon = self._reader.lexicons[scene.reading.language]
        inside = [n for m in scene.reading.of(Kind.OPERATION) for n in range(m.start, m.end)]
        stems = [scene.reading.tokens[n].stem(lexicon.language) for n in inside]
        concepts = {one for key in stems for one in lexicon.concepts.get((key,), ())}
        return {*scene.measures, *(one.id for one in concepts if one.kind is Kind.MEASURE)}

    def _pair_spoken_of(self, scene: Scene) -> tuple[str, ...]:
        """The two programmes that "the two" or "of those" refers to, in a short follow-up."""
        spoken = tuple(
            key
            for key in _once((*scene.context.earlier[:1], *scene.context.targets))
            if key in self._base.programmes
        )
        two = any(self._number(scene, token.text) == 2 for token in scene.reading.tokens)
        return spoken if len(spoken) == 2 and two else ()

    def _years_told(self, scene: Scene, targets: tuple[str, ...]) -> set[int]:
        """The years asked for, also by what happened in them: "de start en 2023"."""
        years = set(scene.years)
        if years and (hits := self._fact_hits(scene, targets)):
            told = {int(year) for year in self._years_in(hits[0])}
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
            known = not targets or targets[0] in {INNOVIRIS, *self._base.programmes, *self._base.families}
            if Measure.SUPPORT_RATE in scene.measures or not known:
                return None
            rated = targets or (INNOVIRIS,)
            spoken = {Measure.PROJECTS, Measure.APPLICATIONS} & {scene.context.measure}
            if (files or (spoken and not scene.measures)) and self._base.figures(
                rated[0], Measure.APPLICATIONS
            ):
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
            if (
                targets
                and targets[0] in self._base.subjects
                and self._base.figures(targets[0], Measure.MAX_SUPPORT)
            ):
                return question.but(intent=Intent.FIGURE, measure=Measure.MAX_SUPPORT, targets=targets[:1])
            question = question.but(operation=Operation.AVERAGE)
        if question.operation is Operation.AVERAGE and targets and not self._held(targets, [Measure.FUNDING]):
            return None
        return question.but(targets=(*scene.named.subjects, *scene.named.families) or targets)

    def _compared(self, scene: Scene) -> Measure | None:
        """The measure by which programmes are compared; None when what they are is asked as well."""
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        asked = (
            scene.measures or scene.counts or scene.context.operation in {Operation.COMPARE, Operation.TOTAL}
        )
        return counted[0] if counted else Measure.FUNDING if asked else None

    def _comparison(self, scene: Scene, question: Question) -> Question | None:
        targets = question.targets
        if len(targets) == 1 and scene.context.targets and scene.named.targets:
            targets = _once((*scene.context.targets[:1], *targets))
        years = {
            f.year
            for key in targets[:1]
            if key in self._base.subjects
            for f in self._base.figures(key, question.measure or Measure.FUNDING)
        }
        if len(targets) == 1 and len(years) < 2 and not scene.named.targets:
            targets = _once((*scene.context.earlier[:1], *targets))
        if len(targets) > 1:
            plain = question.operation in {Operation.COMPARE, Operation.DIFFERENCE} and scene.named.targets
            return question.but(targets=targets, measure=self._compared(scene) if plain else question.measure)
        if not targets or targets[0] not in self._base.programmes:
            return None
        if len(years) < 2 and question.operation is not Operation.GROWTH:
            return None
        grown = question.operation is Operation.GROWTH or scene.counts or len(scene.years) > 1
        return question.but(operation=Operation.GROWTH, targets=targets) if grown else None

    def _figures(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """A figure of the first target; of the whole report only when every word is explained."""
        measure = self._measure(scene, targets)
        if (
            measure is None
            or self._counts_periods(scene)
            or (measure in COUNTED and Operation.LIST in scene.operations and not scene.counts)
        ):
            return
        nouns = [m for m in scene.reading.of(Kind.MEASURE) if not self._is_verbal(scene, m.start)]
        bare = scene.counts and not nouns and measure is Measure.FUNDING
        question = scene.question.but(intent=Intent.FIGURE, measure=measure, bare=bare)
        several = [key for key in targets or () if key in self._base.subjects]
        if len(several) > 1 and scene.named.targets and not bare:
            compared = question.but(
                intent=Intent.COMPUTE, operation=Operation.COMPARE, targets=tuple(several)
            )
            yield self._candidate(scene, compared, _ids(scene.reading, measure, "quantity"))
            return
        tokens = _ids(scene.reading, measure, "quantity")
        if self._held(targets, [measure]):  # other money words and "in totaal" go with any figure
            tokens |= _tokens(scene.reading, Kind.MEASURE)
            tokens |= (
                _ids(scene.reading, Operation.TOTAL)
                if Operation.SHARE not in scene.operations
                else frozenset()
            )
        if targets is None or targets == (INNOVIRIS,):
            yield from self._figures_of_report(scene, question, tokens)
        elif targets[0] in self._base.subjects:
            yield from self._figures_of(scene, question.but(targets=targets), tokens)
        else:
            yield from self._figures_of_thing(scene, question.but(targets=targets[:1]), tokens)

    def _figures_of(self, scene: Scene, question: Question, tokens: frozenset[int]) -> Iterator[Candidate]:
        context = scene.context
        if not scene.named.targets and context.operation is Operation.COMPARE and len(context.targets) > 1:
            compared = question.but(
                intent=Intent.COMPUTE, operation=Operation.COMPARE, targets=context.targets
            )
            yield self._candidate(scene, compared, tokens)
            return
        held = self._base.figures(question.targets[0], question.measure or Measure.FUNDING)
        years = {figure.year for figure in held}
        question = question.but(year=next((year for year in scene.years if year in years), scene.year))
        found = self._unless_qualified(scene, question)
        known = self._candidate(scene, found, tokens)
        if question.measure not in scene.measures and question.measure in {
            Measure.PROJECTS,
            Measure.MAX_SUPPORT,
        }:
            known = replace(known, weight=known.weight + MOST_OF_ASKING)  # the name or the asker tells it
        told = held and (not scene.years or question.year in years or years == {None})
        yield known if told else replace(known, weight=UNHELD * max(known.weight - CANONICAL, CANONICAL))

    def _figures_of_report(
        self, scene: Scene, question: Question, tokens: frozenset[int]
    ) -> Iterator[Candidate]:
        assert question.measure is not None
        owners = [key for key in self._base.subjects if self._base.figures(key, question.measure)]
        if len(owners) == 1 and not scene.words:
            yield self._candidate(scene, question.but(targets=(owners[0],)), tokens)
        elif self._all_explained(scene):
            yield self._candidate(scene, question.but(targets=(INNOVIRIS,)), tokens)

    def _figures_of_thing(
        self, scene: Scene, question: Question, tokens: frozenset[int]
    ) -> Iterator[Candidate]:
        """The amount of a project, company or organisation; any other count of it is not in the report."""
        money = {Measure.FUNDING, Measure.MAX_SUPPORT} & set(scene.measures)
        shared = self._shared_programme(scene)
        if shared and (money or scene.counts):
            yield self._candidate(scene, question.but(measure=Measure.FUNDING, targets=(shared,)), tokens)
            return
        follows = len(scene.reading.tokens) <= FOLLOW_UP and Operation.TOTAL not in scene.operations
        said = scene.counts or scene.named.things or follows
        if said and (
            (money and not scene.aspects) or (scene.counts and not scene.informative and not scene.measures)
        ):
            yield self._candidate(scene, question.but(measure=Measure.FUNDING), tokens)
        elif (
            scene.counts
            and scene.informative
            and not scene.measures
            and not scene.aspects
            and scene.named.things
        ):
            unknown = question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,))
            yield self._candidate(scene, unknown, frozenset())

    def _shared_programme(self, scene: Scene) -> str | None:
        """The programme of several projects that are named together."""
        named = [self._base.projects[key] for key in scene.named.things if key in self._base.projects]
        if len(named) < 2:
            return None
        shared = set.intersection(*({one.programme for one in appearances} for appearances in named))
        return min(shared) if shared else None

    def _aspects(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        if targets is None:
            return
        listed = self._lists_what_is_counted(scene)
        nouns = [m for m in scene.reading.of(Kind.MEASURE) if not self._is_verbal(scene, m.start)]
        if (
            Aspect.DESCRIPTION in scene.aspects
            and scene.named.anything
            and targets[0] != INNOVIRIS
            and not nouns
        ):
            question = scene.question.but(intent=Intent.DESCRIBE, targets=targets[:1])
            yield Candidate(question, DESCRIBED, _ids(scene.reading, Aspect.DESCRIPTION))
        aspects = [aspect for aspect in ASPECTS if aspect in scene.aspects]
        if scene.wish.personal:
            aspects = [aspect for aspect in aspects if aspect is not Aspect.PEOPLE]
        counted = [measure for measure in scene.measures if measure in COUNTED]
        if not scene.counts and (listed or (counted and not self._held(targets, counted))):
            aspects = [*aspects, Aspect.NAMES]
        if self._asks_for_others(scene):
            names = scene.question.but(
                intent=Intent.ASPECT,
                targets=self._programmes_of(targets),
                aspect=Aspect.NAMES,
                topics=("others",),
            )
            yield Candidate(names, COMPARED, frozenset())
        for aspect in aspects[:1]:
            tokens = _ids(scene.reading, aspect, *counted, Operation.LIST)
            question = scene.question.but(intent=Intent.ASPECT, targets=targets[:1], aspect=aspect)
            candidate = self._candidate(scene, question, tokens)
            if aspect is Aspect.SOURCE and scene.measures:
                candidate = replace(candidate, weight=CANONICAL)
            elif (aspect not in scene.aspects and not listed) or (
                scene.counts and aspect is not Aspect.NAMES
            ):
                candidate = replace(candidate, weight=UNHELD * candidate.weight)
            elif self._asks_first(scene, aspect):
                candidate = replace(candidate, weight=candidate.weight + CANONICAL)
            yield candidate

    def _asks_first(self, scene: Scene, aspect: Aspect) -> bool:
        """Whether the aspect stands before all else that asks: "qui a droit à l'intervention"."""
        asks = min(
            (m for m in scene.reading.of(Kind.ASPECT, Kind.MEASURE, Kind.OPERATION)), key=lambda m: m.start
        )
        return asks.id == aspect

    def _asks_for_others(self, scene: Scene) -> bool:
        """ "de andere laureaten": those that the report does not name."""
        others = self._reader.others[scene.reading.language]
        said = any(token.text in others for token in scene.reading.tokens)
        listed = Aspect.NAMES in scene.aspects or {Operation.LIST} & set(scene.operations)
        return said and bool(listed or set(COUNTED) & set(scene.measures))

    def _programmes_of(self, targets: tuple[str, ...]) -> tuple[str, ...]:
        """The programmes that `targets` are or stand in."""
        found = [one.programme for key in targets for one in self._base.projects.get(key, ())]
        return tuple(key for key in (*targets, *found) if key in self._base.subjects) or targets

    def _lists_what_is_counted(self, scene: Scene) -> bool:
        """ "welke projecten", or in a chat about a number of them "welke zijn dat?"."""
        lists = [m for m in scene.reading.of(Kind.OPERATION) if m.id == Operation.LIST]
        counted = [m.start for m in scene.reading.of(Kind.MEASURE) if m.id in COUNTED]
        if any(0 <= start - m.end <= 2 for m in lists for start in counted):
            return True
        return (
            bool(lists)
            and not scene.named.anything
            and scene.context.measure in COUNTED
            and not scene.informative
        )

    def _unless_qualified(self, scene: Scene, question: Question) -> Question:
        """A word behind the beginning of a name makes it another name: "IPCEI waterstof", not "IPCEI Batteries"."""
        themes = _tokens(scene.reading, Kind.THEME) & scene.informative
        foreign = scene.reading.open | themes
        lexicon = self._reader.lexicons[scene.reading.language]
        for mention in scene.reading.of(Kind.SUBJECT):
            behind = mention.end
            name = tuple(
                token.stem(lexicon.language) for token in scene.reading.tokens[mention.start : behind]
            )
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

    def _says_something(self, scene: Scene, number: int, targets: tuple[str, ...]) -> bool:
        """Whether the word is a verb, or stands in what is known of `targets` under another head than a name."""
        if self._is_verbal(scene, number):
            return True
        hits = self._search(scene, targets)
        return any(number in hit.tokens for hit in hits if hit.document.sort is not Sort.PROGRAMME)

    def _all_explained(self, scene: Scene) -> bool:
        """Whether nothing but a verb or two is left that nobody taught the bot, where it asks or names what it asks of."""
        tokens = scene.reading.tokens
        told = scene.asking | scene.named.spans
        asking = {tokens[n].clause for n in told}
        left = [n for n in scene.informative if tokens[n].clause in asking]
        if not scene.named.anything and told:  # "that course and that beer, how much together?"
            first = min(told)
            left += [
                n for n in scene.informative if n < first and tokens[n].sentence == tokens[first].sentence
            ]
        return len(left) <= MOST_VERBS and all(self._is_verbal(scene, n) for n in left)

    def _is_verbal(self, scene: Scene, number: int) -> bool:
        text = scene.reading.tokens[number].text
        return text in scene.reading.participles or bool(VERBAL[scene.reading.language].search(text))

    def _candidate(self, scene: Scene, question: Question, tokens: frozenset[int]) -> Candidate:
        """A candidate that explains words that ask; what is canonical gets a little more than a fact's words."""
        counting = _tokens(scene.reading, Kind.QUANTITY) - _tokens(
            scene.reading, Kind.MEASURE, Kind.OPERATION
        )
        rarity = sum(min(self._weight(scene, n), MOST_OF_ASKING) for n in tokens - counting)
        return Candidate(question, rarity + CANONICAL, tokens)

    def _weight(self, scene: Scene, number: int) -> float:
        """How much a word tells apart: its idf, little for a word without content of its own."""
        if number not in scene.stems:
            return 0.0
        if any(mention.start == number for mention in scene.reading.of(Kind.QUESTION)):
            return OF_QUESTION
        light = number in scene.connecting or (number in scene.form and number != scene.counted)
        return self._idf(scene, number) * (OF_FORM if light else 1.0)

    def _list(self, scene: Scene) -> Question | None:
        wanted = {Operation.LIST, Operation.COUNT} & set(scene.operations)
        if not wanted or scene.named.subjects or scene.named.things or scene.informative:
            return None
        if not scene.named.families and scene.context.targets:
            return None
        operation = Operation.COUNT if Operation.COUNT in wanted else Operation.LIST
        return scene.question.but(intent=Intent.LIST, targets=scene.named.families, operation=operation)

    def _described(self, scene: Scene) -> Question | None:
        targets = scene.named.targets or scene.named.things
        telling = tuple(thing for thing in scene.named.things if thing not in self._base.organisations)
        targets = telling or targets
        if not targets and Aspect.DESCRIPTION in scene.aspects and len(scene.informative) < 2:
            targets = scene.context.targets[:1]
        if not targets or (targets == (INNOVIRIS,) and scene.informative):
            return None
        if scene.counts and scene.informative:
            return scene.question.but(topics=(Unknown.WORDS,), targets=targets[:1])
        programmes = [key for key in targets if key in self._base.programmes]
        if len(programmes) > 1 and Aspect.DESCRIPTION not in scene.aspects:
            return scene.question.but(
                intent=Intent.COMPUTE,
                operation=Operation.COMPARE,
                measure=self._compared(scene),
                targets=tuple(programmes),
            )
        return scene.question.but(intent=Intent.DESCRIBE, targets=targets[:3])

    def _by_content(self, scene: Scene) -> Question | None:
        """No name at all: the fact, project or programme whose words the message uses."""
        hits = self._search(scene)
        if not hits or self._coverage(scene, hits[0]) < ENOUGH or not hits[0].tokens & scene.informative:
            return None
        if len(hits[0].tokens) < (2 if scene.context.targets else 1):
            return None
        best = hits[0].document
        if best.sort is Sort.FACT:
            return self._told(scene, [hit for hit in hits if hit.document.subject == best.subject])
        target = best.id if best.sort is not Sort.PERSON else f"person:{slug(best.id.split('/')[1])}"
        return scene.question.but(intent=Intent.DESCRIBE, targets=(target,))

    def _last_resort(self, scene: Scene) -> Question | None:
        about_innoviris = INNOVIRIS in scene.named.subjects
        if scene.counts or (about_innoviris and not scene.wish.clear):
            return None
        fits = scene.profile.needs or (scene.profile.askers and scene.profile.themes)
        if fits and scene.wish.weight >= ADVICE and len(scene.words) <= MOST_UNEXPLAINED:
            return self._recommend(scene)
        return None

    def _still_about(self, scene: Scene) -> Question | None:
        """A short follow-up that says nothing new: what the chat is about, in full."""
        if not scene.context.targets or scene.year or len(scene.words) > 1:
            return None
        known = scene.context.targets[0] in self._base.subjects
        if known and (len(scene.informative) > 1 or len(scene.reading.tokens) > FOLLOW_UP):
            return None
        return scene.question.but(intent=Intent.DESCRIBE, targets=scene.context.targets[:1])

    # -- parts of questions ------------------------------------------------------------------------

    def _scopes(self, scene: Scene) -> list[tuple[str, ...] | None]:
        """Where to look, in turn: what is named; else what the chat is about, then the whole report (None)."""
        named = scene.named
        telling = tuple(thing for thing in named.things if thing not in self._base.organisations)
        if telling or (named.things and not named.targets):
            return [telling or named.things]
        if named.targets == (INNOVIRIS,):
            return [named.targets, None]
        if named.targets:
            return [named.targets]
        return [scene.context.targets, None] if scene.context.targets else [None]

    def _measure(self, scene: Scene, targets: tuple[str, ...] | None) -> Measure | None:
        """The measure meant: the one that qualifies the others, else the first; in a bare follow-up the chat's."""
        measures = scene.measures
        if Measure.FUNDING in measures and not scene.counts:
            measures = (*(one for one in measures if one in FIRST), Measure.FUNDING)
        elif scene.counts and not set(FIRST) & set(measures) and self._names_what_is_counted(scene):
            return Measure.PROJECTS
        if (counted := self._counted_in_compound(scene)) is not None:
            return counted
        if (counted := self._counted(scene)) not in {None, Measure.FUNDING}:
            return Measure.APPLICATIONS if Measure.APPLICATIONS in measures else counted
        asked_first = [one for one in FIRST if one in measures]
        if asked_first and (scene.counts or asked_first[0] is not Measure.APPLICATIONS):
            return asked_first[0]
        for measure in (*asked_first, *measures):
            if self._held(targets, [measure]):
                return measure
        if measures:
            return measures[0]
        if scene.counts and scene.wish.personal and scene.may and targets and not scene.years:
            return Measure.MAX_SUPPORT
        if (targets and scene.counts) or Operation.TOTAL in scene.operations:
            return Measure.FUNDING
        if targets and scene.years and not scene.words and not scene.context.measure:
            return Measure.FUNDING
        follows = any(mention.start <= 1 for mention in scene.reading.of(Kind.ANOTHER))
        bare = not scene.informative or follows or scene.reading.has(Kind.CORRECTION)
        refers = scene.named.targets or scene.years
        return scene.context.measure if bare and refers and not scene.aspects else None

    def _held(self, targets: tuple[str, ...] | None, measures: list[Measure]) -> bool:
        """Whether one of `targets` (None: the whole report) has a figure for one of `measures`."""
        keys = [key for key in targets or (INNOVIRIS,) if key in self._base.subjects]
        return any(self._base.figures(key, measure) for key in keys for measure in measures)

    def _counted(self, scene: Scene) -> Measure | None:
        """The measure named right behind or together with "combien de"."""
        ends = {m.end for m in scene.reading.of(Kind.QUANTITY)}
        starts = {m.start for m in scene.reading.of(Kind.QUANTITY)} | ends
        mentions = [m for m in scene.reading.of(Kind.MEASURE) if m.start in starts and m.end > min(ends)]
        nouns = [m for m in mentions if not self._is_verbal(scene, m.end - 1)]
        return Measure(nouns[0].id) if nouns else None

    def _counts_periods(self, scene: Scene) -> bool:
        """ "hoeveel jaar": how long."""
        periods = self._reader.periods[scene.reading.language]
        ends = [m.end for m in scene.reading.of(Kind.QUANTITY)]
        tokens = scene.reading.tokens
        return any(token.text in periods for end in ends for token in tokens[end : end + 2])

    def _counted_in_compound(self, scene: Scene) -> Measure | None:
        """What "hoeveel onderzoeksprojecten" counts: the last part of the word behind it."""
        if scene.counted is None or scene.reading.language is not Language.NL:
            return None
        *_, last = (None, *scene.reading.tokens[scene.counted].parts)
        concepts = self._reader.lexicons[Language.NL].concepts.get((last,), ()) if last else ()
        return next(
            (Measure(one.id) for one in concepts if one.kind is Kind.MEASURE and one.id in COUNTED), None
        )

    def _names_what_is_counted(self, scene: Scene) -> bool:
        """ "hoeveel wetenschapscheques", "aantal DUT-projecten": the name itself is or holds what is counted."""
        asked = [m.end for m in scene.reading.of(Kind.QUANTITY)]
        figure = self._base.figure(scene.named.targets[0], Measure.PROJECTS) if scene.named.targets else None
        lexicon = self._reader.lexicons[scene.reading.language]
        counted = Concept(Kind.MEASURE, Measure.PROJECTS)
        money = [
            m.start
            for m in scene.reading.of(Kind.MEASURE)
            if m.id == Measure.FUNDING and not self._is_verbal(scene, m.start)
        ]
        for mention in scene.reading.of(Kind.SUBJECT):
            if mention.id not in self._base.programmes:
                continue
            if any(start < mention.start for start in money):
                return False
            if figure and figure.noun and any(0 <= mention.start - end <= 1 for end in asked):
                return True
            stems = [
                token.stem(scene.reading.language)
                for token in scene.reading.tokens[mention.start : mention.end]
            ]
            near = any(0 <= mention.start - end <= 1 for end in asked)
            if any(counted in lexicon.concepts.get((key,), ()) for key in stems) and near:
                return True
        return False

    def _facts(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The best fact, with a second one of the same subject that explains more of the words."""
        everything = targets is None or targets == (INNOVIRIS,)
        hits = self._fact_hits(scene, targets)
        if not hits:
            return
        best = hits[0]
        enough = ENOUGH if len(best.asked - scene.form - scene.connecting) < 2 else ENOUGH_OF_TWO
        if everything and (self._coverage(scene, best) < enough or margin(hits) < SURE):
            return
        if targets is None and scene.context.targets and len(best.asked - scene.form - scene.connecting) < 2:
            return
        if scene.counts and not self._has_value(best) and self._held(targets, list(scene.measures)):
            return
        if self._counts_something_else(scene, targets, best):
            return
        money = _ids(scene.reading, Measure.FUNDING)
        if targets is None and sum(self._weight(scene, n) for n in best.asked - money) < LEAST_OF_ALL:
            return
        weight = self._fact_weight(scene, best)
        of_thing = any(key not in self._base.subjects for key in targets or ())
        whole = not scene.counts and self._coverage(scene, best) == 1
        least = LEAST_OF_ALL if targets is None or of_thing else LEAST_OF_WHOLE if whole else LEAST
        if weight >= least:
            yield Candidate(self._told(scene, hits), weight, best.asked)

    def _counts_something_else(self, scene: Scene, targets: tuple[str, ...] | None, hit: Hit) -> bool:
        """Whether what stands behind "how many" is a figure of the subject that the fact does not speak of."""
        measure = self._counted(scene)
        if measure is None or not self._held(targets, [measure]):
            return False
        tokens = _ids(scene.reading, measure) - _tokens(scene.reading, Kind.QUANTITY)
        return bool(tokens) and not tokens & hit.tokens

    def _projects(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """A project of the subject, by what it does."""
        if targets is None or scene.counts or any(key not in self._base.subjects for key in targets):
            return
        for hit in self._search(scene, targets):
            if hit.document.sort is Sort.PROJECT and hit.asked - scene.form - scene.connecting:
                weight = sum(self._weight(scene, n) for n in hit.asked)
                question = scene.question.but(intent=Intent.DESCRIBE, targets=(hit.document.id,))
                yield Candidate(question, weight, hit.asked)
                return

    def _fact_hits(self, scene: Scene, targets: tuple[str, ...] | None) -> list[Hit]:
        """The facts of `targets` (None: of all) whose asking words occur, best first."""
        if targets is not None:
            programmes = [a.programme for key in targets for a in self._base.projects.get(key, ())]
            programmes += [role.subject for key in targets for role in self._base.people.get(key, ())]
            subjects = tuple(key for key in (*targets, *programmes) if key in self._base.subjects)
        else:
            subjects = None
        found = self._search(scene, subjects)
        hits = [hit for hit in found if hit.document.sort is Sort.FACT and self._is_asked(scene, hit, found)]
        things = [key for key in targets or () if key in self._base.projects]
        if things:
            hits = [hit for hit in hits if any(self._names_thing(hit, key) for key in things)]
        return sorted(hits, key=lambda hit: -self._fact_weight(scene, hit))

    def _is_asked(self, scene: Scene, hit: Hit, others: list[Hit]) -> bool:
        """Whether words that people ask with occur; for what is absent, words that nothing beside it is asked with."""
        if not hit.asked or not self._facts_by_id[hit.document.id].absent:
            return bool(hit.asked)
        alone = not scene.named.anything and not scene.context.targets
        if (alone or scene.measures) and not hit.asked - scene.form - scene.connecting:
            return False
        known: set[int] = set()
        for other in others:
            if other.document.subject == hit.document.subject and other.document.sort is not Sort.PROGRAMME:
                fact = self._facts_by_id.get(other.document.id)
                if fact is None or not fact.absent:
                    known |= other.asked
        return bool(hit.asked - known - scene.connecting)

    def _names_thing(self, hit: Hit, key: str) -> bool:
        project = self._base.projects[key][0].project.name.lower()
        return project in self._facts_by_id[hit.document.id].text.nl.lower()

    def _fact_weight(self, scene: Scene, hit: Hit) -> float:
        absent = self._facts_by_id[hit.document.id].absent
        own = hit.asked - scene.asking
        if absent and own - scene.connecting and not own & scene.form:
            asked = sum(self._weight(scene, n) for n in own)
        elif absent:  # its words are all that tells it from the fact beside it
            asked = sum(self._idf(scene, n) for n in own - scene.connecting - self._asking_where(scene))
        else:
            asked = sum(self._weight(scene, n) for n in own)
        asked += SHARED * sum(min(self._weight(scene, n), MOST_OF_ASKING) for n in hit.asked & scene.asking)
        told = sum(self._weight(scene, n) for n in hit.tokens - hit.asked)
        others = {str(year) for year in scene.years if year != self._base.document.year}
        if others & self._years_in(hit):
            asked += OF_QUESTION
        if not scene.counts:
            return asked + TOLD * told
        return (asked + TOLD * told) * (VALUED if self._has_value(hit) else UNCOUNTED)

    def _told(self, scene: Scene, hits: list[Hit]) -> Question:
        """The best fact, and a second one of the same subject that explains more of the words."""
        best = hits[0]
        topics = [best.document.id]
        for hit in hits[1:]:
            more = sum(self._weight(scene, n) for n in hit.asked - best.tokens - scene.asking)
            if (
                hit.document.subject == best.document.subject
                and hit.document.sort is Sort.FACT
                and more >= STRONG
            ):
                topics.append(hit.document.id)
                break
        subject = best.document.subject
        about = [
            key for key in (*scene.named.things, *scene.context.targets[:1]) if key in self._base.projects
        ]
        return scene.question.but(
            intent=Intent.FACT,
            targets=(subject,),
            topics=tuple(topics),
            year=self._year_of(scene, topics),
            thing=about[0] if about and not scene.named.targets else None,
        )

    def _years_in(self, hit: Hit) -> set[str]:
        """The years that a fact speaks of."""
        fact = self._facts_by_id[hit.document.id]
        return set(YEAR.findall(f"{fact.text.nl} {fact.value} {fact.year}"))

    def _year_of(self, scene: Scene, topics: list[str]) -> int | None:
        """The year asked, unless one of the facts speaks of one of the years asked."""
        facts = [self._facts_by_id[topic] for topic in topics]
        told = " ".join(f"{fact.text.nl} {fact.value} {fact.year}" for fact in facts)
        return None if any(str(year) in told for year in scene.years) else scene.year

    def _asking_where(self, scene: Scene) -> set[int]:
        return {mention.start for mention in scene.reading.of(Kind.QUESTION)}

    def _has_value(self, hit: Hit) -> bool:
        fact = self._facts_by_id[hit.document.id]
        return not fact.absent and (fact.value is not None or COUNT.search(fact.text.nl) is not None)

    def _top(self, scene: Scene) -> int | None:
        numbers = (self._number(scene, token.text) for token in scene.reading.tokens)
        return next((number for number in numbers if number and 1 < number <= MOST_LISTED), None)

    def _number(self, scene: Scene, word: str) -> int | None:
        """The whole number that `word` writes, in digits or letters."""
        value = (
            int(word)
            if word.isascii() and word.isdigit()
            else self._reader.numbers[scene.reading.language].get(word)
        )
        return int(value) if value is not None and value == int(value) else None

    def _search(self, scene: Scene, within: tuple[str, ...] | None = None) -> list[Hit]:
        keys = scene.keys if within is None else {n: key for n, key in scene.keys.items() if n in scene.focus}
        return self._reader.indexes[scene.reading.language].search(keys, within)

    def _idf(self, scene: Scene, number: int) -> float:
        return self._reader.indexes[scene.reading.language].idf(scene.stems.get(number, ""))

    def _coverage(self, scene: Scene, hit: Hit) -> float:
        """The share of the informative words, by idf, that `hit` explains (0-1)."""
        tokens = scene.reading.tokens
        near = {tokens[n].clause for n in hit.tokens}
        counted = [n for n in scene.informative if tokens[n].clause in near]
        weights = {n: self._idf(scene, n) for n in {*counted, *(hit.asked & scene.asking)}}
        whole = sum(weights.values())
        return sum(weights[n] for n in hit.tokens if n in weights) / whole if whole else 1.0


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _ids(reading: Reading, *ids: str) -> frozenset[int]:
    """The tokens of what is mentioned under these ids."""
    return frozenset(n for m in reading.mentions if m.id in ids for n in range(m.start, m.end))


def _tokens(reading: Reading, *kinds: Kind) -> frozenset[int]:
    return frozenset(n for m in reading.of(*kinds) for n in range(m.start, m.end))
