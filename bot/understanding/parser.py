"""A reading and the chat's context → the question that is asked.

The order of the steps is the grammar: small talk, what the report can't know, advice, calculations,
figures, facts in words, lists, descriptions; at last what the content itself resembles. A step that does
not apply returns None. What a question's words leave unexplained counts against every answer.
"""

from dataclasses import dataclass, replace

from bot.knowledge.base import INNOVIRIS, KnowledgeBase, slug
from bot.knowledge.model import Aspect, Figure, Measure, Operation
from bot.understanding.concepts import EMPTY, NAMES, Concept, Kind
from bot.understanding.names import Named, named_in
from bot.understanding.profile import ADVICE, Wish, asks_plainly, profile_of, wish_of
from bot.understanding.question import Context, Intent, Profile, Question, Unknown
from bot.understanding.reading import Reader, Reading
from bot.understanding.search import Hit, Sort, margin

ENOUGH = 0.6  # share of the informative words (by idf) that an answer found by content must explain
SURE = 0.15  # how far the best must be ahead of another subject's best
VALUED = 1.15  # what a fact with a figure gains when one asks how many
STRONG = 3.0  # idf of the words that only a fact explains, for it to go before figures and calculations
PERSONAL = frozenset({Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.FUNDING})
HARD = frozenset({"off_topic", "staff", "politics", "contact"})  # unknowns that no plan explains
# Which of several aspects is meant: the more particular one.
ASPECTS = (Aspect.SOURCE, Aspect.STAGE, Aspect.AUDIENCE, Aspect.PARTNERS, Aspect.NAMES, Aspect.PEOPLE)
COUNTED = (Measure.PROJECTS, Measure.BENEFICIARIES, Measure.APPLICATIONS)
FIRST = (Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.APPLICATIONS)  # these qualify the other measures
# Which of several operations is meant: the more particular one.
PRECEDENCE = (
    Operation.NOT_FUNDED,
    Operation.SUCCESS_RATE,
    Operation.GROWTH,
    Operation.MORE_THAN,
    Operation.LESS_THAN,
    Operation.AVERAGE,
    Operation.DIFFERENCE,
    Operation.COMPARE,
    Operation.TOTAL,
    Operation.SHARE,
    Operation.HIGHEST,
    Operation.LOWEST,
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
    asking: frozenset[int]  # those that say what is asked: measure, aspect, operation, how many
    words: tuple[str, ...]

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
        return tuple(Measure(key) for key in self.reading.ids(Kind.MEASURE))

    @property
    def aspects(self) -> tuple[Aspect, ...]:
        """The aspects mentioned."""
        return tuple(Aspect(key) for key in self.reading.ids(Kind.ASPECT))

    @property
    def informative(self) -> frozenset[int]:
        """The tokens that an answer has to explain."""
        return frozenset(self.stems) - self.form - self.asking

    @property
    def counts(self) -> bool:
        """Whether it asks how many or how much."""
        return self.reading.has(Kind.QUANTITY)


class Parser:
    """Parses readings against one knowledge base."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._base = base
        self._reader = reader
        self._steps = (
            self._small_talk,
            self._choice_of_names,
            self._personal_advice,
            self._strong_fact,
            self._unanswerable,
            self._calculation,
            self._advice,
            self._figure,
            self._fact,
            self._list,
            self._aspect,
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
        function = self._reader.function[reading.language] - self._reader.question_words[reading.language]
        stems = {
            n: token.stem(reading.language)
            for n, token in enumerate(reading.tokens)
            if n not in named.spans and token.text not in function
            and not (token.text.isdigit() and int(token.text) in years)
        }
        asking = _tokens(reading, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUANTITY)
        form = _tokens(reading, *EMPTY, Kind.ANOTHER, Kind.CORRECTION, Kind.YEAR, Kind.CHAT)
        questions = {n for n in stems if reading.tokens[n].text in self._reader.function[reading.language]}
        scene = Scene(
            reading=reading,
            named=named,
            context=context,
            profile=Profile(),
            wish=Wish(0, False, False),
            year=years[0] if years else None,
            years=years,
            stems=stems,
            form=frozenset(stems) & (form | questions),
            asking=asking,
            words=tuple(reading.tokens[n].text for n in sorted(reading.open)),
        )
        nothing = not named.anything or (named.subjects == (INNOVIRIS,) and not named.things)
        if nothing and not named.several and not named.unknowns and not context.targets and asking:
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
        if self._coverage(scene, best) < ENOUGH or not best.tokens & scene.informative:
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
        rest = (frozenset(scene.stems) - talk - scene.form) | (scene.asking - talk)
        if scene.named.anything or scene.profile.needs or len(rest) > len(talk):
            return None
        asked = _tokens(reading, Kind.MEASURE, Kind.ASPECT, Kind.QUANTITY)
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

    def _strong_fact(self, scene: Scene) -> Question | None:
        """What only a fact explains goes before figures and before what is not known."""
        doubtful = _tokens(scene.reading, Kind.UNKNOWN)
        if Operation.TOTAL in scene.operations and self._calculate(scene, Operation.TOTAL):
            return None
        for targets in self._scopes(scene):
            hits = self._facts(scene, targets)
            if not hits or (doubtful and not hits[0].asked & doubtful):
                continue
            own = sum(self._idf(scene, n) for n in hits[0].asked - scene.asking - scene.form)
            if own < STRONG or (scene.counts and self._countable(scene, targets) and not self._has_value(hits[0])):
                continue
            everything = targets is None or targets == (INNOVIRIS,)
            if everything and (self._coverage(scene, hits[0]) < ENOUGH or margin(hits) < SURE):
                continue
            if targets is None and scene.context.targets and len(hits[0].asked) < 2:
                continue
            return self._told(scene, hits)
        return None

    def _unanswerable(self, scene: Scene) -> Question | None:
        if not scene.named.unknowns:
            return None
        soft = not HARD & set(scene.named.unknowns)
        if soft and scene.wish.clear and scene.profile.needs and not asks_plainly(scene.reading):
            return None
        return scene.question.but(
            intent=Intent.UNKNOWN,
            topics=scene.named.unknowns[:1],
            targets=scene.named.targets or scene.context.targets[:1],
        )

    def _personal_advice(self, scene: Scene) -> Question | None:
        """Somebody tells of themself and a plan: advice, whatever else the words resemble."""
        unknowns = set(scene.named.unknowns)
        if HARD & unknowns or (unknowns and scene.named.targets) or scene.reading.has(Kind.CORRECTION):
            return None
        if not scene.wish.personal or not scene.wish.clear or asks_plainly(scene.reading):
            return None
        organisations = all(thing in self._base.organisations for thing in scene.named.things)
        if not organisations or not (scene.profile.needs or not scene.named.anything):
            return None
        return scene.question.but(intent=Intent.RECOMMEND)

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
            return scene.question.but(intent=Intent.RECOMMEND)
        bare = not scene.named.anything and not scene.words and not scene.context.targets
        return scene.question.but(intent=Intent.RECOMMEND) if scene.wish.seeking and bare else None

    def _calculation(self, scene: Scene) -> Question | None:
        if Measure.MAX_SUPPORT in scene.measures or scene.named.things:
            return None
        for operation in PRECEDENCE:
            if operation in scene.operations and (question := self._calculate(scene, operation)):
                return question
        return None

    def _calculate(self, scene: Scene, operation: Operation) -> Question | None:
        targets = scene.named.targets or self._context_targets(scene)
        counted = [measure for measure in scene.measures if measure is not Measure.FUNDING]
        measure = counted[0] if counted and Measure.FUNDING not in scene.measures else Measure.FUNDING
        if not scene.measures and not scene.named.anything:
            measure = scene.context.measure or measure
        if operation is Operation.AVERAGE and Measure.BENEFICIARIES in scene.measures:
            measure = Measure.BENEFICIARIES
        question = scene.question.but(
            intent=Intent.COMPUTE, operation=operation, measure=measure, targets=targets, top=self._top(scene)
        )
        if not targets and scene.informative:
            return None
        match operation:
            case Operation.MORE_THAN | Operation.LESS_THAN if scene.reading.amounts:
                return question.but(amount=scene.reading.amounts[0], targets=scene.named.families)
            case Operation.HIGHEST | Operation.LOWEST:
                programmes = scene.named.subjects
                if len(programmes) > 1:
                    return question.but(operation=Operation.COMPARE, targets=programmes)
                return None if programmes else question.but(targets=scene.named.families)
            case Operation.TOTAL:
                if scene.aspects or (scene.context.intent is Intent.RECOMMEND and not scene.named.targets):
                    return None
                both = _once(targets if len(targets) > 1 else (*scene.context.earlier, *targets))
                if len(scene.named.targets) == 1:
                    both = scene.named.targets if len(scene.years) > 1 else ()
                return question.but(targets=both, year=None) if both and (len(both) > 1 or scene.years) else None
            case Operation.DIFFERENCE | Operation.GROWTH | Operation.COMPARE:
                return self._comparison(scene, question)
            case Operation.SHARE | Operation.AVERAGE | Operation.RANK:
                return self._part(scene, question, targets)
            case Operation.SUCCESS_RATE | Operation.NOT_FUNDED:
                return question
        return None

    def _part(self, scene: Scene, question: Question, targets: tuple[str, ...]) -> Question | None:
        """A share, average or rank; a share of files is a success rate."""
        files = {Measure.PROJECTS, Measure.APPLICATIONS} & set(scene.measures)
        if question.operation is Operation.SHARE:
            if Measure.SUPPORT_RATE in scene.measures:
                return None
            rated = targets or (INNOVIRIS,)
            if files and self._base.figures(rated[0], Measure.APPLICATIONS):
                return question.but(operation=Operation.SUCCESS_RATE)
            single = targets[:1]
            if single and self._base.figures(single[0], Measure.SUPPORT_RATE) and not scene.named.families:
                return question.but(intent=Intent.FIGURE, measure=Measure.SUPPORT_RATE, targets=single)
        if question.operation is Operation.RANK and not scene.named.targets:
            if scene.context.operation in {Operation.HIGHEST, Operation.LOWEST}:  # "en de tweede?"
                return question.but(operation=scene.context.operation, targets=())
            if not targets and not scene.measures:
                return None
        if question.operation is Operation.AVERAGE and targets:
            award = self._base.figure(targets[0], Measure.MAX_SUPPORT) if targets[0] in self._base.subjects else None
            if award and award.year:  # what each laureate gets is printed
                return question.but(intent=Intent.FIGURE, measure=Measure.MAX_SUPPORT, targets=targets[:1])
            if not self._answerable(question.but(measure=Measure.FUNDING)):
                return None
        return question.but(targets=(*scene.named.subjects, *scene.named.families) or targets)

    def _comparison(self, scene: Scene, question: Question) -> Question | None:
        targets = question.targets
        if len(targets) == 1 and scene.context.targets and scene.named.targets:
            targets = _once((*scene.context.targets[:1], *targets))
        years = {f.year for key in targets[:1] if key in self._base.subjects for f in self._figures(key, question)}
        if len(targets) == 1 and len(years) < 2 and not scene.named.targets:
            targets = _once((*scene.context.earlier[:1], *targets))
        if len(targets) > 1:
            return question.but(targets=targets)
        if targets and targets[0] in self._base.programmes:
            return question.but(operation=Operation.GROWTH, targets=targets)
        return None

    def _figure(self, scene: Scene) -> Question | None:
        named = scene.named
        if named.things and not named.targets:
            return self._figure_of_thing(scene)
        measure = self._measure(scene)
        if measure is None or (scene.aspects and not scene.counts and measure is not Measure.FUNDING):
            return None
        if measure in COUNTED and Operation.LIST in scene.operations and not scene.counts:
            return None
        question = scene.question.but(intent=Intent.FIGURE, measure=measure)
        if named.targets and named.targets[0] in self._base.subjects:
            held = {figure.year for figure in self._base.figures(named.targets[0], measure)}
            question = question.but(year=next((year for year in scene.years if year in held), scene.year))
        if named.targets and named.targets != (INNOVIRIS,):
            if not self._answerable(question.but(targets=named.targets)) and self._facts(scene, named.targets):
                return None
            return self._unless_qualified(scene, question.but(targets=named.targets))
        if scene.context.targets and len(scene.words) < 2 and not named.targets:
            return self._figure_in_context(scene, question)
        owners = [key for key in self._base.subjects if self._base.figures(key, measure)]
        if len(owners) == 1 and not scene.words:
            return question.but(targets=(owners[0],))
        return None if scene.informative else question.but(targets=(INNOVIRIS,))

    def _figure_in_context(self, scene: Scene, question: Question) -> Question | None:
        """A figure of what the chat is about; one that only the whole report has, of the report."""
        context = scene.context
        if context.operation is Operation.COMPARE and len(context.targets) > 1:
            return question.but(intent=Intent.COMPUTE, operation=Operation.COMPARE, targets=context.targets)
        asked = question.but(targets=context.targets[:1])
        if context.targets[0] not in self._base.subjects:
            return asked if scene.counts else None
        if self._answerable(asked):
            return asked
        if self._facts(scene, asked.targets):
            return None
        owners = [key for key in self._base.subjects if self._base.figures(key, question.measure or Measure.FUNDING)]
        return asked if not scene.informative or len(owners) > 1 else question.but(targets=tuple(owners))

    def _figure_of_thing(self, scene: Scene) -> Question | None:
        """The amount of a project, company or organisation; any other count of it is not in the report."""
        question = scene.question.but(targets=scene.named.things[:1])
        money = {Measure.FUNDING, Measure.MAX_SUPPORT} & set(scene.measures)
        if money and not scene.aspects or (scene.counts and not scene.informative and not scene.measures):
            return question.but(intent=Intent.FIGURE, measure=Measure.FUNDING)
        if scene.counts and scene.informative and not scene.measures and not scene.aspects:
            return question.but(topics=(Unknown.WORDS,))
        return None

    def _unless_qualified(self, scene: Scene, question: Question) -> Question:
        """A word right behind the name that nothing explains makes it another name: "IPCEI waterstof"."""
        themes = _tokens(scene.reading, Kind.THEME) & scene.informative
        foreign = scene.reading.open | themes
        for mention in scene.reading.of(Kind.SUBJECT):
            behind = mention.end
            if behind in foreign and behind in scene.stems:
                hits = self._search(scene, question.targets)
                if not any(behind in hit.tokens for hit in hits):
                    return question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,), targets=())
        return question

    def _fact(self, scene: Scene) -> Question | None:
        """A fact about what is named, or what the chat is about."""
        for targets in self._scopes(scene):
            if targets is not None and (hits := self._facts(scene, targets)):
                return self._told(scene, hits)
        return None

    def _list(self, scene: Scene) -> Question | None:
        wanted = {Operation.LIST, Operation.COUNT} & set(scene.operations)
        if not wanted or scene.named.subjects or scene.named.things or scene.informative:
            return None
        if not scene.named.families and scene.context.targets:
            return None
        operation = Operation.COUNT if Operation.COUNT in wanted else Operation.LIST
        return scene.question.but(intent=Intent.LIST, targets=scene.named.families, operation=operation)

    def _aspect(self, scene: Scene) -> Question | None:
        targets = scene.named.targets or scene.named.things or scene.context.targets[:1]
        if any(thing.startswith(("project:", "person:")) for thing in scene.named.things):
            targets = scene.named.things
        aspects = [aspect for aspect in ASPECTS if aspect in scene.aspects]
        if set(scene.measures) & set(COUNTED) and not aspects:
            aspects = [Aspect.NAMES]
        if not targets or not aspects or (not scene.named.anything and len(scene.words) > 1):
            return None
        return scene.question.but(intent=Intent.ASPECT, targets=targets[:1], aspect=aspects[0])

    def _described(self, scene: Scene) -> Question | None:
        targets = scene.named.targets or scene.named.things
        if any(thing.startswith(("project:", "person:")) for thing in scene.named.things):
            targets = scene.named.things
        if not targets and Aspect.DESCRIPTION in scene.aspects and len(scene.informative) < 2:
            targets = scene.context.targets[:1]
        if not targets:
            return None
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
        if scene.profile.needs and scene.wish.weight >= ADVICE and len(scene.words) <= 2:
            return scene.question.but(intent=Intent.RECOMMEND)
        return None

    def _still_about(self, scene: Scene) -> Question | None:
        """A short follow-up that says nothing new: what the chat is about, in full."""
        if not scene.context.targets or scene.year or len(scene.words) > 1:
            return None
        known = scene.context.targets[0] in self._base.subjects
        if known and scene.informative:
            return None
        return scene.question.but(intent=Intent.DESCRIBE, targets=scene.context.targets[:1])

    # -- parts of questions ------------------------------------------------------------------------

    def _scopes(self, scene: Scene) -> list[tuple[str, ...] | None]:
        """Where to look for facts, in turn: what is named; else what the chat is about, then everything (None)."""
        if scene.named.targets and scene.named.targets != (INNOVIRIS,):
            return [scene.named.targets]
        if scene.named.targets:
            return [scene.named.targets, None]
        if scene.named.things:
            return []
        return [scene.context.targets, None] if scene.context.targets else [None]

    def _measure(self, scene: Scene) -> Measure | None:
        """The measure meant: the one that qualifies the others, else the first; in a bare follow-up the chat's."""
        measures = scene.measures
        if Measure.FUNDING in measures and not scene.counts:
            measures = (*(one for one in measures if one in FIRST), Measure.FUNDING)
        elif scene.counts and Measure.FUNDING not in measures and self._names_what_is_counted(scene):
            return Measure.PROJECTS
        for measure in (*(one for one in FIRST if one in measures), *measures):
            if self._has_figure(scene, measure):
                return measure
        if measures:
            return measures[0]
        whole = scene.named.targets == (INNOVIRIS,) and Operation.TOTAL in scene.operations
        if whole or (scene.counts and scene.named.targets):
            return Measure.FUNDING
        bare = not scene.informative or scene.reading.has(Kind.ANOTHER) or scene.reading.has(Kind.CORRECTION)
        refers = scene.named.targets or scene.years
        return scene.context.measure if bare and refers and not scene.aspects else None

    def _names_what_is_counted(self, scene: Scene) -> bool:
        """"hoeveel wetenschapscheques", "aantal DUT-projecten": the name itself is or holds what is counted."""
        asked = [m.end for m in scene.reading.of(Kind.QUANTITY)]
        figure = self._base.figure(scene.named.targets[0], Measure.PROJECTS) if scene.named.targets else None
        lexicon = self._reader.lexicons[scene.reading.language]
        counted = Concept(Kind.MEASURE, Measure.PROJECTS)
        for mention in scene.reading.of(Kind.SUBJECT):
            if figure and figure.noun and any(0 <= mention.start - end <= 1 for end in asked):
                return True
            stems = [token.stem(scene.reading.language) for token in scene.reading.tokens[mention.start : mention.end]]
            if any(counted in lexicon.concepts.get((key,), ()) for key in stems) and min(asked) <= mention.start:
                return True
        return False

    def _has_figure(self, scene: Scene, measure: Measure) -> bool:
        targets = scene.named.targets or scene.context.targets or (INNOVIRIS,)
        return any(self._base.figures(key, measure) for key in targets if key in self._base.subjects)

    def _countable(self, scene: Scene, targets: tuple[str, ...] | None) -> bool:
        return any(
            self._base.figures(key, measure)
            for key in targets or (INNOVIRIS,)
            for measure in scene.measures
            if key in self._base.subjects
        )

    def _facts(self, scene: Scene, targets: tuple[str, ...] | None) -> list[Hit]:
        """The facts of `targets` (None: of all) whose asking words occur; with a value first when one counts."""
        if targets is not None:
            targets = tuple(key for key in targets if key in self._base.subjects)
        hits = [hit for hit in self._search(scene, targets) if hit.document.sort is Sort.FACT and hit.asked]
        if scene.counts:
            hits.sort(key=lambda hit: -hit.score * (VALUED if self._has_value(hit) else 1))
        return hits

    def _told(self, scene: Scene, hits: list[Hit]) -> Question:
        """The best fact, and a second one of the same subject that explains more of the words."""
        best = hits[0]
        topics = [best.document.id]
        for hit in hits[1:]:
            more = sum(self._idf(scene, n) for n in hit.asked - best.tokens - scene.form)
            if hit.document.subject == best.document.subject and hit.document.sort is Sort.FACT and more >= STRONG:
                topics.append(hit.document.id)
                break
        subject = best.document.subject
        return scene.question.but(
            intent=Intent.FACT, targets=(subject,), topics=tuple(topics), year=self._year_of(scene, topics)
        )

    def _year_of(self, scene: Scene, topics: list[str]) -> int | None:
        """The year asked, unless one of the facts speaks of one of the years asked."""
        facts = {f"{key}/{fact.id}": fact for key, subject in self._base.subjects.items() for fact in subject.facts}
        told = " ".join(facts[topic].text.nl + str(facts[topic].year) for topic in topics)
        return None if any(str(year) in told for year in scene.years) else scene.year

    def _has_value(self, hit: Hit) -> bool:
        key, _, name = hit.document.id.partition("/")
        return any(fact.id == name and fact.value is not None for fact in self._base.subjects[key].facts)

    def _figures(self, key: str, question: Question) -> tuple[Figure, ...]:
        return self._base.figures(key, question.measure or Measure.FUNDING)

    def _answerable(self, question: Question) -> bool:
        assert question.measure is not None
        keys = [key for key in question.targets if key in self._base.subjects]
        return any(self._base.figures(key, question.measure) for key in keys)

    def _context_targets(self, scene: Scene) -> tuple[str, ...]:
        return () if len(scene.words) > 1 else scene.context.targets

    def _top(self, scene: Scene) -> int | None:
        numbers = [int(amount) for amount in scene.reading.amounts if amount == int(amount) and amount <= 20]
        return numbers[0] if numbers else None

    def _search(self, scene: Scene, within: tuple[str, ...] | None = None) -> list[Hit]:
        return self._reader.indexes[scene.reading.language].search(scene.stems, within)

    def _idf(self, scene: Scene, number: int) -> float:
        return self._reader.indexes[scene.reading.language].idf(scene.stems.get(number, ""))

    def _coverage(self, scene: Scene, hit: Hit) -> float:
        """The share of the informative words, by idf, that `hit` explains (0-1)."""
        weights = {n: self._idf(scene, n) for n in scene.informative | (hit.asked & scene.asking)}
        whole = sum(weights.values())
        return sum(weights[n] for n in hit.tokens if n in weights) / whole if whole else 0.0


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))


def _tokens(reading: Reading, *kinds: Kind) -> frozenset[int]:
    return frozenset(n for m in reading.of(*kinds) for n in range(m.start, m.end))
