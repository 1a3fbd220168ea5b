"""A reading and the chat's context → the question that is asked.

The order of the steps is the grammar: small talk, what the report can't know, advice, calculations,
figures, facts in words, lists, descriptions; at last what the content itself resembles. A step that does
not apply returns None. What the steps make of a message, the candidates and the facts beside them are
proposals, of which the ranking chooses one; it listens most to the step that applies first.
"""

from collections.abc import Iterator

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Language, Measure, Operation
from bot.understanding.advice import PERSONAL, Advice
from bot.understanding.advised import about_advice
from bot.understanding.aspects import Aspects
from bot.understanding.calculations import Calculations
from bot.understanding.concepts import ASKS, NAMES, THRESHOLDS, Kind
from bot.understanding.descriptions import Described, Descriptions
from bot.understanding.evidence import ENOUGH, EXTREMES, FOLLOW_UP, Candidate, Evidence
from bot.understanding.facts import Facts
from bot.understanding.features import Features
from bot.understanding.figures import Figures
from bot.understanding.measures import Measures
from bot.understanding.operands import Operands
from bot.understanding.operations import Operations
from bot.understanding.parts import Parts
from bot.understanding.pointing import Pointing
from bot.understanding.profile import Leanings, asks_plainly
from bot.understanding.proposals import Measured, Proposal, gathered, single_facts
from bot.understanding.question import Context, Intent, Question, Unknown
from bot.understanding.ranking import Ranking
from bot.understanding.reading import Reader, Reading
from bot.understanding.remainders import Remainders
from bot.understanding.scene import Scene, remembered, tokens_meaning, tokens_of
from bot.understanding.scenes import Scenes
from bot.understanding.search import Hit, Sort
from bot.understanding.strangers import Strangers
from bot.understanding.text import fold, stem

# Unknowns that a question is rarely about by the way: another funder or place, the practical side of applying.
HEAVY = frozenset({"other_funders", "other_places", "deadline", "how_to_apply", "contact", "open_now", "staff"})
HEAVIER = 2.0
OFF_TOPIC = "off_topic"
OF_PROGRAMMES = frozenset({Operation.AVERAGE, Operation.EACH, Operation.SHARE, Operation.RANK})  # of no project
OVER_SEVERAL = (Operation.TOTAL, Operation.DIFFERENCE, Operation.COMPARE)  # they join what "and" stands between
SET_PHRASE = 4.0  # what each further word of a phrase for something unknown weighs, however common
ANSWERED = 2  # words beside "no" that a message holds which only says so
ANSWERS = frozenset({"yes", "no"})  # small talk that may confirm or end a question: "refusés, c'est bien ça ?"
SPOKEN_OF = 3.0  # what a reading about what the chat is about has before one about anything else
LONGEST_PAIR = 60  # words of two questions in one message; each place where it may be cut costs another reading
PER_HOLDER = frozenset({Measure.MAX_SUPPORT, Measure.SUPPORT_RATE})  # what only a programme sets
GREETED = 4  # words beside a greeting that a message holds which only greets
ELSEWHERE = frozenset({Intent.FACT, Intent.DESCRIBE})  # what may be meant that has nothing to do with the chat
# Steps that see in the form of a message what it can only be; too rare for their weight to be learnt.
DECISIVE = frozenset({"small talk", "about advice", "stranger", "choice of names", "again", "remainder"})
PLAIN_TALK = 4  # words of a set phrase that leave no doubt that the bot itself is meant


class Parser:
    """Parses readings against one knowledge base."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._base = base
        self._reader = reader
        self._evidence = Evidence(base, reader)
        self._scenes = Scenes(base, reader, self._evidence)
        measures = self._measures = Measures(base, reader, self._evidence)
        self._facts = Facts(base, self._evidence, measures)
        operands = Operands(base, self._evidence, self._facts)
        self._calculations = Calculations(base, self._evidence, measures, operands, Operations(reader, self._evidence))
        self._parts = Parts(base, reader, self._evidence, self._facts)
        self._remainders = Remainders(base, operands)
        self._figures = Figures(base, reader, self._evidence, measures)
        self._aspects = Aspects(base, reader, self._evidence, self._facts)
        self._strangers = Strangers(base, reader)
        self._pointing = Pointing(base, reader)
        plans = {
            language: Leanings(
                {key: one.fit.plans.of(language) for key, one in base.programmes.items() if one.fit},
                language,
                reader.function[language],
            )
            for language in Language
        }
        self._descriptions = Descriptions(base, self._evidence, plans)
        self._advice = Advice(base, reader, self._evidence, self._facts, plans)
        self._features = Features(base, reader, self._evidence, self._facts)
        self._ranking = Ranking(base.ranking)
        self._steps = {
            "small talk": self._small_talk,
            "about advice": lambda scene: about_advice(scene, base),
            "stranger": self._stranger,
            "choice of names": self._choice_of_names,
            "personal": self._advice.personal,
            "again": self._again,
            "remainder": self._remainders.question,
            "counted": self._counted,
            "asked": self._asked,
            "unanswerable": self._unanswerable,
            "advice": self._advice.general,
            "list": self._list,
            "described": self._described,
            "by content": self._by_content,
            "last resort": self._advice.last_resort,
            "still about": self._still_about,
        }

    def questions(self, reading: Reading, context: Context) -> list[Question]:
        """The questions that `reading` asks in `context`: one, or two where each has its own name and field."""
        reading = self._pointing.resolve(reading, context)
        return self._two(reading, context) or [self.parse(reading, context)]

    def scene(self, reading: Reading, context: Context) -> Scene:
        """All that the steps look at."""
        return self._scenes.scene(reading, context)

    def hits(self, reading: Reading) -> list[Hit]:
        """What the content of the whole base resembles the message, best first."""
        return self._evidence.search(self._scenes.scene(reading, Context()))

    def candidates(self, reading: Reading, context: Context) -> list[Candidate]:
        """The ways to read the message as a question about a subject, heaviest first."""
        scene = self._scenes.scene(reading, context)
        found = [one for targets in self._scopes(scene) for one in self._candidates(scene, targets)]
        return sorted(found, key=lambda candidate: -candidate.weight)

    def parse(self, reading: Reading, context: Context) -> Question:
        """The question that `reading` asks in `context`."""
        scene = self._scenes.scene(reading, context)
        applying = self._applying(scene)
        first = next(applying)
        if not self._ranking or _is_settled(scene, *first):
            return first[1]
        best = self._scored(self._measured(scene, [first, *applying]))[0][1]
        return self._unread(scene) if self._is_of_elsewhere(scene, best) else best

    def scored(self, reading: Reading, context: Context) -> list[tuple[float, Question]]:
        """What the message may ask, each with its score, the likeliest first."""
        return self._scored(self.measured(reading, context))

    def measured(self, reading: Reading, context: Context) -> Measured:
        """What the message may ask, each with what speaks for it, also where the first step leaves no choice."""
        scene = self._scenes.scene(reading, context)
        return self._measured(scene, list(self._applying(scene)))

    def _scored(self, found: Measured) -> list[tuple[float, Question]]:
        scores = self._ranking.scores(found.features, found.circumstances)
        return sorted(zip(scores, found.questions, strict=True), key=lambda one: -one[0])

    def _measured(self, scene: Scene, applying: list[tuple[str, Question]]) -> Measured:
        proposals = self._proposals(scene, applying)
        return Measured(
            [one.question for one in proposals],
            self._features.of(scene, proposals, self._found(scene)),
            self._features.circumstances(scene),
        )

    def _proposals(self, scene: Scene, applying: list[tuple[str, Question]]) -> list[Proposal]:
        """All that the message may ask."""
        scopes = list(enumerate(self._scopes(scene)))
        candidates = [(one, place) for place, targets in scopes for one in self._candidates(scene, targets)]
        facts = single_facts(scene, self._facts, [(place, targets) for place, targets in scopes])
        return gathered(applying, candidates, facts, self._of_described(scene))

    def _of_described(self, scene: Scene) -> list[tuple[Candidate, int, float]]:
        """What may be asked of a programme that may be described, where nothing is named."""
        if set(scene.named.targets) - {INNOVIRIS} or scene.named.things:
            return []
        return [
            (self._descriptions.credited(scene, one, described), place, share)
            for place, (described, share) in enumerate(self._descriptions.likeliest(scene))
            for one in (*self._candidates(scene, (described.key,)), self._plainly(scene, described.key))
        ]

    def _plainly(self, scene: Scene, key: str) -> Candidate:
        """What the programme is, whatever is asked of it."""
        return Candidate(scene.question.but(intent=Intent.DESCRIBE, targets=(key,)), 0.0, frozenset())

    def _applying(self, scene: Scene) -> Iterator[tuple[str, Question]]:
        """What each step makes of a message that it applies to; at last that it is not understood."""
        for name, step in self._steps.items():
            if (question := step(scene)) is not None:
                yield name, question
        yield "none", self._unread(scene)

    def _unread(self, scene: Scene) -> Question:
        """That the message is not understood."""
        return scene.question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,))

    def _is_of_elsewhere(self, scene: Scene, question: Question) -> bool:
        """Whether a figure of what the chat is about is asked with a thing of which the report knows nothing."""
        if question.intent is not Intent.FIGURE or scene.named.anything or question.targets != scene.context.targets:
            return False
        index = self._reader.indexes[scene.reading.language]
        nowhere = [n for n in scene.informative if index.idf(scene.stems[n]) >= index.rarest and not scene.is_verbal(n)]
        return bool(nowhere)

    def _found(self, scene: Scene) -> dict[str, Hit]:
        """What the words resemble, by the id of the document."""
        found = {hit.document.id: hit for hit in reversed(self._evidence.search(scene))}
        for targets in self._scopes(scene):
            for hit in self._facts.hits(scene, targets):
                found.setdefault(hit.document.id, hit)
        return found

    def _two(self, reading: Reading, context: Context) -> list[Question]:
        for cut in self._cuts(reading):
            halves = [reading.tokens[:cut], reading.tokens[cut:]]
            texts = [" ".join(token.text for token in half) for half in halves]
            readings = [self._reader.read(text, forced=reading.language) for text in texts]
            if not all(asks_plainly(one) or one.of(Kind.QUESTION, Kind.ASPECT) for one in readings):
                continue
            scenes = [self._scenes.scene(one, context) for one in readings]
            first, second = (scene.named.targets or scene.named.things for scene in scenes)
            if first and second and set(first) != set(second):
                return [self.parse(one, context) for one in readings]
            if first and not second and self._asks_more(scenes[1]):
                return [self.parse(readings[0], context), self.parse(readings[1], Context(targets=first))]
            if second and not first and all(scene.counts and scene.measures for scene in scenes):
                return [self.parse(readings[0], Context(targets=second)), self.parse(readings[1], context)]
        return []

    def _asks_more(self, scene: Scene) -> bool:
        """Whether the second half asks something of its own about what the first half names."""
        asks = scene.counts or scene.asking_where or scene.aspects
        return bool(asks) and not scene.words and not scene.named.anything

    def _cuts(self, reading: Reading) -> list[int]:
        """Where one question may end and the next begin, both asking: a new sentence, or "en"/"et"."""
        asks = [m.start for m in reading.of(*ASKS)]
        if not reading.of(*NAMES) or not asks or len(reading.tokens) > LONGEST_PAIR:
            return []
        joined = reading.has(Kind.OPERATION, *OVER_SEVERAL)
        return [
            n
            for n in range(max(2, min(asks) + 1), min(max(asks) + 1, len(reading.tokens) - 1))
            if reading.tokens[n].sentence != reading.tokens[n - 1].sentence
            or (not joined and any(m.start == n for m in reading.of(Kind.ANOTHER)))
        ]

    def _small_talk(self, scene: Scene) -> Question | None:
        reading = scene.reading
        if not reading.tokens:
            return scene.question.but(topics=(Unknown.NOTHING,))
        chats = reading.ids(Kind.CHAT)
        if not chats or reading.has(Kind.QUESTION):
            return None
        languages = [key for key in chats if key.startswith("to_")]
        talk = tokens_of(reading, Kind.CHAT)
        plain = any(m.id in {"help", "identity"} and len(m) >= PLAIN_TALK for m in reading.of(Kind.CHAT))
        if plain and not (scene.named.anything or scene.profile.wanted):
            return scene.question.but(intent=Intent.CHAT, topics=("help" if "help" in chats else "identity",))
        asked = tokens_of(reading, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUANTITY)
        asked -= tokens_meaning(reading, Operation.HIGHEST)  # "top, merci"
        rest = (scene.informative | asked) - talk
        more = len(reading.tokens) - len(talk)
        if talk <= scene.polite and rest and (rest & asked or scene.profile or self._goes_with_courtesy(scene, rest)):
            return None  # a question, politely put
        asks = reading.message.rstrip().endswith("?") and more > ANSWERED
        only_thanks = chats == ("thanks",) and {*scene.named.unknowns} <= {OFF_TOPIC} and len(rest) <= len(talk)
        if only_thanks and not (asks or scene.asking or scene.named.anything or scene.profile.wanted):
            return scene.question.but(intent=Intent.CHAT, topics=chats)  # "merci, tu es un amour"
        if (
            scene.named.anything
            or (scene.named.unknowns and (not scene.hard or tokens_of(reading, Kind.UNKNOWN) - talk))
            or len(rest) > len(talk)
            or (rest and (scene.profile.wanted or (scene.profile and scene.wish.clear and scene.wish.personal)))
            or (scene.profile.askers and (scene.context.profile or (len(rest) > 1 and scene.wish.personal)))
        ):
            return None
        if scene.context.targets and (asked - talk or scene.years):
            return None
        tag = asks or (rest and min(rest) < min(talk))  # "c'est un autre chiffre, non ?"
        if (ANSWERS & set(chats) and (asked - talk or tag)) or ("to_other" in chats and scene.context.targets and rest):
            return None
        if languages:
            return scene.question.but(intent=Intent.CHAT, topics=(languages[0],))
        order = ("help", "identity", "restart", "stop", "back", "thanks", "goodbye", "greeting")
        topic = next((key for key in order if key in chats), chats[0])
        return scene.question.but(intent=Intent.CHAT, topics=(topic,))

    def _goes_with_courtesy(self, scene: Scene, said: frozenset[int]) -> bool:
        """Whether the courtesy is a sentence of its own behind what is said, or greets before more than a few words."""
        tokens = scene.reading.tokens
        greeted = scene.reading.has(Kind.CHAT, "greeting") and len(tokens) - len(scene.polite) > GREETED
        return greeted or min(tokens[n].sentence for n in said) < max(tokens[n].sentence for n in scene.polite)

    def _choice_of_names(self, scene: Scene) -> Question | None:
        """One word that names several programmes, and nothing tells which: the asker decides."""
        several = scene.named.several
        if not several or set(scene.named.targets) - {INNOVIRIS}:
            return None
        return scene.question.but(intent=Intent.CLARIFY, targets=several, measure=next(iter(scene.measures), None))

    def _stranger(self, scene: Scene) -> Question | None:
        """Something that is named, with capitals, and stands nowhere in the report."""
        if scene.wish.personal or scene.named.unknowns or not self._strangers.named_in(scene):
            return None
        return scene.question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,))

    def _again(self, scene: Scene) -> Question | None:
        """A follow-up that only asks for the year or date of what was just told, or for it in another year."""
        context, when = scene.context, scene.reading.has(Kind.QUESTION, "when")
        new = scene.named.anything or scene.named.unknowns or scene.informative
        asks = scene.measures or scene.aspects or scene.counts or set(scene.operations) - {Operation.LIST}
        if new or asks or not (when or scene.years):
            return None
        if context.intent is Intent.FACT and context.topics:
            return self._facts.again(scene)
        if context.intent is not Intent.FIGURE or not context.targets:
            return None
        if len(scene.years) == 1 and not scene.asking_where:
            return scene.question.but(intent=Intent.FIGURE, targets=context.targets[:1], measure=context.measure)
        if when and not scene.years:
            asked = tokens_of(scene.reading, Kind.QUESTION)
            periods = self._reader.periods[scene.reading.language]
            if any(scene.reading.tokens[n].text in periods for n in asked):  # which year, not which day
                return scene.question.but(
                    intent=Intent.FIGURE, targets=context.targets[:1], measure=context.measure, year=context.year
                )
        return None

    def _asked(self, scene: Scene) -> Question | None:
        """What is asked of a subject: the reading that explains most of the words, weighed by how rare they are."""
        if self._advice.is_meant(scene):
            return None
        found: list[tuple[float, Question]] = []
        scopes = self._scopes(scene)
        described = self._described_in(scene, scopes)
        if described:
            scopes = [*scopes, (described.key,)]
        for place, targets in enumerate(scopes):
            candidates = self._candidates(scene, targets)
            if described:
                candidates = [self._descriptions.credited(scene, one, described) for one in candidates]
            elif found:  # a fact may be meant that has nothing to do with the chat; the total of all is not
                candidates = [one for one in candidates if one.question.intent in ELSEWHERE]
            if candidates:
                best = max(candidates, key=lambda candidate: candidate.weight)
                if best.weight > self._doubt(scene, best):
                    found.append((best.weight + (0 if place else SPOKEN_OF), best.question))
        return max(found, key=lambda one: one[0])[1] if found else None

    def _described_in(self, scene: Scene, scopes: list[tuple[str, ...] | None]) -> Described | None:
        """The programme that is described, in a question that names nothing and is not about what was said before."""
        asks = scene.asking | scene.asking_where
        whole = Operation.TOTAL in scene.operations and scene.named.anything
        if not asks or whole or scene.named.unknowns or scopes[0] not in (None, (INNOVIRIS,)):
            return None
        told = scene.wish.personal and not (scene.counts or scene.measures)
        plans = scene.profile.wanted or scene.profile.askers
        if told or (plans and not scene.counts and self._advice.general(scene)):
            return None  # "avec un partenaire allemand" is a plan
        return None if self._facts.recognised(scene) else self._descriptions.of(scene)

    @remembered
    def _candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> list[Candidate]:
        facts = list(self._facts.candidates(scene, targets))
        where = scene.asking_where
        ranks = EXTREMES & set(scene.operations)  # "where did most of the money go"
        if where and not (scene.counts or ranks) and any(where & fact.tokens for fact in facts):
            return facts  # when, where and why are not answered with a figure
        if where and not facts and (untold := self._facts.untold(scene, targets)):
            return [untold]
        return [
            *self._calculations.candidates(scene, targets),
            *self._parts.candidates(scene, targets),
            *self._figures.candidates(scene, targets),
            *self._aspects.candidates(scene, targets),
            *facts,
            *self._facts.projects(scene, targets),
        ]

    def _doubt(self, scene: Scene, candidate: Candidate) -> float:
        """The weight of the words that say that it is not known, unless the candidate explains them and more."""
        tokens = scene.reading.tokens
        near = {tokens[n].sentence for n in candidate.tokens | scene.named.spans}
        aspect = candidate.question.aspect
        who = tokens_meaning(scene.reading, aspect) if aspect else frozenset[int]()
        unknown = [
            mention
            for mention in scene.reading.of(Kind.UNKNOWN)
            if mention.start not in who  # "wie kan een aanvraag indienen" does not ask how
            and (not near or tokens[mention.start].sentence in near)
        ]
        doubtful = {n for mention in unknown for n in range(mention.start, mention.end)}
        if not doubtful:
            return 0.0
        whole = sum(self._evidence.weight(scene, n) for n in doubtful)
        explained = sum(self._evidence.weight(scene, n) for n in doubtful & candidate.tokens)
        named = scene.named.things or (scene.named.targets and scene.named.targets != (INNOVIRIS,))
        carried = not scene.named.anything and candidate.question.targets[:1] == scene.context.targets[:1]
        if whole and explained >= ENOUGH * whole and (named or carried or candidate.tokens - doubtful - scene.form):
            return 0.0
        phrases = (len(mention) for mention in unknown if mention.start not in scene.named.spans)
        whole += SET_PHRASE * (max(phrases, default=1) - 1)
        return (1 + whole) * (HEAVIER if HEAVY & set(scene.named.unknowns) else 1.0)

    def _unanswerable(self, scene: Scene) -> Question | None:
        if not scene.named.unknowns:
            return None
        if self._advice.may_be_meant(scene):
            return None
        topic = scene.named.unknowns[0]
        wish = scene.wish.seeking or (scene.wish.personal and PERSONAL & set(scene.measures))
        wishes = topic == OFF_TOPIC and wish
        return scene.question.but(
            intent=Intent.UNKNOWN,
            topics=(Unknown.WISH if wishes else topic,),
            targets=scene.named.targets or scene.context.targets[:1],
            measure=next(iter(scene.measures), None),
        )

    def _list(self, scene: Scene) -> Question | None:
        wanted = {Operation.LIST, Operation.COUNT} & set(scene.operations)
        counted = Operation.COUNT in wanted and scene.named.subjects == (INNOVIRIS,)
        if not wanted or (scene.named.subjects and not counted) or scene.named.things or scene.informative:
            return None
        if set(scene.context.targets[:1]) & set(self._base.families) and not scene.named.anything:
            return scene.question.but(intent=Intent.LIST, targets=scene.context.targets[:1], operation=Operation.LIST)
        plainly = any(len(m) > 1 for m in scene.reading.of(Kind.OPERATION) if m.id in wanted)  # "alle programma's"
        if not scene.named.families and scene.context.targets and not plainly:
            return None
        operation = Operation.COUNT if Operation.COUNT in wanted else Operation.LIST
        return scene.question.but(intent=Intent.LIST, targets=scene.named.families, operation=operation)

    def _counted(self, scene: Scene) -> Question | None:
        """How many programmes there are in all, which no fact or figure of one of them answers."""
        if THRESHOLDS & set(scene.operations):  # how many lie above an amount
            return None
        whole = scene.named.targets == (INNOVIRIS,) or not (scene.named.targets or scene.context.targets)
        return self._list(scene) if whole and Operation.COUNT in scene.operations and not scene.measures else None

    def _described(self, scene: Scene) -> Question | None:
        targets = scene.named.targets or scene.named.things
        telling = tuple(thing for thing in scene.named.things if thing not in self._base.organisations)
        targets = telling or targets
        if not targets and Aspect.DESCRIPTION in scene.aspects and len(scene.informative) < 2:
            targets = scene.context.targets[:1]
        if (
            targets == (INNOVIRIS,) and scene.context.targets and not scene.aspects
        ):  # "en wat heb ik daaraan bij jullie?"
            targets = scene.context.targets[:1]
        if not targets or (targets == (INNOVIRIS,) and scene.informative):
            return None
        of_person = targets[0] in self._base.people and (scene.counts or scene.measures)
        if of_person or (scene.counts and scene.informative):
            return scene.question.but(topics=(Unknown.WORDS,), targets=targets[:1])
        programmes = [key for key in targets if key in self._base.programmes]
        if len(programmes) > 1 and Aspect.DESCRIPTION not in scene.aspects:
            return scene.question.but(
                intent=Intent.COMPUTE,
                operation=Operation.COMPARE,
                measure=self._calculations.compared(scene),
                targets=tuple(programmes),
            )
        return scene.question.but(intent=Intent.DESCRIBE, targets=targets[:3])

    def _by_content(self, scene: Scene) -> Question | None:
        """No name at all: the fact, project or programme whose words the message uses."""
        hits = self._evidence.search(scene)
        if not hits or self._evidence.coverage(scene, hits[0]) < ENOUGH or not hits[0].tokens & scene.informative:
            return None
        if len(hits[0].tokens) < (2 if scene.context.targets else 1):
            return None
        best = hits[0].document
        if best.sort is Sort.FACT:
            return self._facts.question(scene, [hit for hit in hits if hit.document.subject == best.subject])
        return scene.question.but(intent=Intent.DESCRIBE, targets=(best.id,))

    def _still_about(self, scene: Scene) -> Question | None:
        """A short follow-up that says nothing new: what the chat is about, in full."""
        verbs = {scene.reading.tokens[n].text for n in scene.reading.open if scene.is_verbal(n)}
        known = scene.context.targets[:1] and scene.context.targets[0] in self._base.subjects
        unread = [word for word in scene.words if known or word not in verbs][1 if scene.asking else 0 :]
        if not scene.context.targets or scene.year or scene.counts or unread:
            return None
        if known and (len(scene.informative) > 1 or len(scene.reading.tokens) > FOLLOW_UP):
            return None
        return scene.question.but(intent=Intent.DESCRIBE, targets=scene.context.targets[:1])

    def _counts_all_files(self, scene: Scene) -> bool:
        """Whether a whole question counts by the word that stands for all files, whatever the chat was about."""
        language = scene.reading.language
        whole = self._base.figure(INNOVIRIS, Measure.PROJECTS)
        if whole is None or whole.noun is None or not scene.counts or len(scene.reading.tokens) < FOLLOW_UP:
            return False
        follows = scene.follows(1)
        own = stem(fold(whole.noun[language].one).split()[-1], language)
        return not follows and any(token.stem(language) == own for token in scene.reading.tokens)

    def _its_programme(self, scene: Scene) -> tuple[str, ...]:
        """The programme of the project that the chat is about, when that is meant: "dat programma", "in totaal"."""
        projects = [key for key in scene.context.targets[:1] if key in self._base.projects]
        example = scene.context.aspect is Aspect.NAMES and Measure.FUNDING in scene.measures
        named = self._reader.names_programme(scene.reading)
        summed = self._measures.of_all(scene) or OF_PROGRAMMES & set(scene.operations)
        total = Operation.TOTAL in scene.operations or (summed and not self._own(projects))
        granted = PER_HOLDER & set(scene.measures)
        meant = named == "that" or (named is None and (total or example or granted))
        return tuple(self._base.projects[key][0].programme for key in projects) if meant else ()

    def _programme_of(self, scene: Scene) -> tuple[str, ...]:
        """The programme of the project or company that is named: "het programma van Alpaflow", with what is asked."""
        words, tokens = self._reader.programmes[scene.reading.language], scene.reading.tokens
        asked = tokens_of(scene.reading, Kind.MEASURE)
        behind = [
            n for n, token in enumerate(tokens) if token.text in words and n not in asked and n + 2 in scene.named.spans
        ]
        if not behind or not (scene.measures or scene.counts):
            return ()
        ties = [tie for key in scene.named.things for tie in self._base.ties.get(key, ())]
        found = [one.programme for key in (*scene.named.things, *ties) for one in self._base.projects.get(key, ())]
        return tuple(dict.fromkeys(found)) if len(set(found)) == 1 else ()

    def _own(self, projects: list[str]) -> bool:
        """Whether the report gives one of `projects` an amount of its own."""
        return any(one.project.figures for key in projects for one in self._base.projects[key])

    def _member_described(self, scene: Scene) -> tuple[str, ...]:
        """The programme asked for by what it is about, where only its family is named: "un appel européen sur …"."""
        family = scene.named.targets if scene.named.targets == scene.named.families[:1] else ()
        one_of_them = Aspect.NAMES in scene.aspects or scene.asking_where
        described = self._descriptions.of(scene) if family and one_of_them else None
        return (described.key,) if described and described.key in self._base.members(family[0]) else ()

    @remembered
    def _scopes(self, scene: Scene) -> list[tuple[str, ...] | None]:
        """Where to look, in turn: what is named; else what the chat is about, then the whole report (None)."""
        named = scene.named
        telling = tuple(thing for thing in named.things if thing not in self._base.organisations)
        if telling or (named.things and not named.targets):
            return [self._programme_of(scene) or telling or named.things]
        if named.targets == (INNOVIRIS,):  # in a chat about a programme it is whoever gives the money
            given = self._base.programmes.keys() | self._base.projects.keys()
            spoken = scene.context.targets if given & set(scene.context.targets) else ()
            whole = scene.reading.has(Kind.OPERATION, Operation.TOTAL)
            return [spoken if spoken and not whole else named.targets, None]
        if named.targets:
            return [self._member_described(scene) or named.targets]
        if self._counts_all_files(scene):
            return [None]
        roles = [role.subject for key in scene.context.targets for role in self._base.people.get(key, ())]
        led = [
            one
            for key in scene.context.targets
            if key in self._base.people
            for one in self._base.projects_of_person(key)
        ]
        meant = (*led[:1], *roles[:1])[:1] or self._its_programme(scene)  # of a person, what they speak of
        spoken = meant or scene.context.targets
        of_project = [(one.programme,) for key in spoken[:1] for one in self._base.projects.get(key, ())[:1]]
        if spoken:
            return [spoken, *of_project, None]
        return [None]


def _is_settled(scene: Scene, step: str, question: Question) -> bool:
    """Whether nothing but what the step found can be meant: then there is no choice."""
    whom = scene.informative <= tokens_of(scene.reading, Kind.ASKER)  # "ik ben kapper", "is dat ook voor vzw's?"
    who = whom and (step == "personal" or question.aspect is Aspect.AUDIENCE)
    gets = (
        scene.may and question.intent is Intent.FIGURE and question.measure in PER_HOLDER
    )  # "hoeveel kan men krijgen"
    all_of_them = step == "list" and not scene.informative and not scene.named.anything  # "alle programma's"
    return (
        step in DECISIVE
        or who
        or gets
        or all_of_them
        or question.intent is Intent.COMPUTE
        or scene.context.step is not None
    )
