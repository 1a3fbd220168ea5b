"""A reading and the chat's context → the question that is asked.

The order of the steps is the grammar: small talk, what the report can't know, advice, calculations,
figures, facts in words, lists, descriptions; at last what the content itself resembles. A step that does
not apply returns None. What a question's words leave unexplained counts against every answer.
"""

from dataclasses import dataclass

from bot.knowledge.base import INNOVIRIS, SCOREBOARD, KnowledgeBase
from bot.knowledge.model import Aspect, Measure, Operation
from bot.understanding.concepts import EMPTY, NAMES, Kind
from bot.understanding.names import Named, named_in
from bot.understanding.profile import Wish, asks_plainly, profile_of, wish_of
from bot.understanding.question import Context, Intent, Profile, Question, Unknown
from bot.understanding.reading import Reader, Reading
from bot.understanding.search import Hit, Sort, margin

ENOUGH = 0.6  # share of the informative words (by idf) that an answer found by content must explain
SURE = 0.15  # how far the best must be ahead of another subject's best
ADDED = 0.25  # share that a second fact must add to be told as well
GENERIC = frozenset({Measure.FUNDING, Measure.PROJECTS, Measure.APPLICATIONS, Measure.BENEFICIARIES})
PERSONAL = frozenset({Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.FUNDING})


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
    stems: dict[int, str]  # informative tokens, by number
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
            self._unanswerable,
            self._advice,
            self._calculation,
            self._figure_or_fact,
            self._list,
            self._aspect,
            self._described,
            self._by_content,
            self._last_resort,
        )

    def questions(self, reading: Reading, context: Context) -> list[Question]:
        """The questions that `reading` asks in `context`: one, or two where each has its own name and field."""
        return self._two(reading, context) or [self.parse(reading, context)]

    def hits(self, reading: Reading) -> list[Hit]:
        """What the content of the whole base resembles the message, best first."""
        return self._search(self._scene(reading, Context()))

    def _two(self, reading: Reading, context: Context) -> list[Question]:
        for cut in self._cuts(reading):
            halves = [reading.tokens[:cut], reading.tokens[cut:]]
            texts = [" ".join(token.text for token in half) for half in halves]
            readings = [self._reader.read(text, forced=reading.language) for text in texts]
            scenes = [self._scene(one, context) for one in readings]
            if all(scene.named.targets and asks_plainly(scene.reading) for scene in scenes):
                if set(scenes[0].named.targets) != set(scenes[1].named.targets):
                    return [self.parse(one, context) for one in readings]
        return []

    def _cuts(self, reading: Reading) -> list[int]:
        """Where one question may end and the next begin: a new sentence, or "en"/"et"."""
        named = {m.start for m in reading.of(*NAMES)}
        if len(named) < 2:
            return []
        return [
            n
            for n in range(2, len(reading.tokens) - 1)
            if reading.tokens[n].sentence != reading.tokens[n - 1].sentence
            or any(m.start == n for m in reading.of(Kind.ANOTHER))
        ]

    def parse(self, reading: Reading, context: Context) -> Question:
        """The question that `reading` asks in `context`."""
        scene = self._scene(reading, context)
        for step in self._steps:
            if (question := step(scene)) is not None:
                return question
        return scene.question.but(intent=Intent.UNKNOWN, topics=(Unknown.WORDS,))

    # -- the scene ---------------------------------------------------------------------------------

    def _scene(self, reading: Reading, context: Context) -> Scene:
        named = named_in(reading, self._base)
        programmes = tuple(key for key in named.subjects if key in self._base.programmes)
        profile = profile_of(reading, programmes, named.excluded)
        years = self._years(reading, context)
        form = {n for m in reading.of(*EMPTY) for n in range(m.start, m.end)}
        function = self._reader.function[reading.language]
        informative = {
            n: token.stem(reading.language)
            for n, token in enumerate(reading.tokens)
            if n not in named.spans and n not in form and token.text not in function
            and not (token.text.isdigit() and int(token.text) in years)
        }
        return Scene(
            reading=reading,
            named=named,
            context=context,
            profile=profile,
            wish=wish_of(reading, profile),
            year=years[0] if years else None,
            years=years,
            stems=informative,
            words=tuple(reading.tokens[n].text for n in sorted(reading.open)),
        )

    def _years(self, reading: Reading, context: Context) -> tuple[int, ...]:
        """The years asked for; relative ones count from the report's year, or the one last spoken of."""
        denied = {
            reading.tokens[m.end].text
            for m in reading.of(Kind.EXCLUSION)
            if m.end < len(reading.tokens)
        }
        years = [year for year in reading.years if str(year) not in denied]
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
        serious = scene.named.anything or scene.counts or scene.profile
        if languages and not scene.named.subjects:
            return scene.question.but(intent=Intent.CHAT, topics=(languages[0],))
        talk = {n for m in reading.of(Kind.CHAT) for n in range(m.start, m.end)}
        rest = set(scene.stems) - talk
        if serious or len(rest) > len(talk):
            return None
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

    def _unanswerable(self, scene: Scene) -> Question | None:
        if not scene.named.unknowns:
            return None
        if scene.wish.clear and scene.profile.needs and not asks_plainly(scene.reading):
            return None
        return scene.question.but(
            intent=Intent.UNKNOWN,
            topics=scene.named.unknowns[:1],
            targets=scene.named.targets or scene.context.targets[:1],
        )

    def _advice(self, scene: Scene) -> Question | None:
        plain = asks_plainly(scene.reading)
        if plain and (scene.named.anything or scene.context.targets or not scene.wish.personal):
            return None
        if plain and not (scene.wish.clear and set(scene.measures) & PERSONAL):
            return None
        if scene.named.things:
            return None
        if scene.named.subjects and not (scene.wish.personal or scene.profile.askers):
            return None
        if scene.wish.clear or (scene.wish.seeking and not scene.named.anything and not scene.words):
            return scene.question.but(intent=Intent.RECOMMEND)
        return None

    def _calculation(self, scene: Scene) -> Question | None:
        operations = scene.operations
        if not operations or Measure.MAX_SUPPORT in scene.measures:
            return None
        for operation in operations:
            if question := self._calculate(scene, operation):
                return question
        return None

    def _calculate(self, scene: Scene, operation: Operation) -> Question | None:
        targets = scene.named.targets or self._context_targets(scene)
        measure = self._measure(scene) or Measure.FUNDING
        question = scene.question.but(
            intent=Intent.COMPUTE, operation=operation, measure=measure, targets=targets, top=self._top(scene)
        )
        match operation:
            case Operation.MORE_THAN | Operation.LESS_THAN if scene.reading.amounts:
                return question.but(amount=scene.reading.amounts[0], targets=scene.named.families)
            case Operation.HIGHEST | Operation.LOWEST:
                programmes = scene.named.subjects
                if len(programmes) > 1:
                    return question.but(operation=Operation.COMPARE, targets=programmes)
                return None if programmes else question.but(targets=scene.named.families)
            case Operation.TOTAL:
                both = targets if len(targets) > 1 else (*scene.context.earlier, *targets)
                return question.but(targets=_once(both)) if len(_once(both)) > 1 else None
            case Operation.DIFFERENCE | Operation.GROWTH | Operation.COMPARE:
                return self._comparison(scene, question)
            case Operation.SHARE | Operation.RANK | Operation.AVERAGE:
                return question.but(targets=(*scene.named.subjects, *scene.named.families) or targets)
            case Operation.SUCCESS_RATE | Operation.NOT_FUNDED:
                return question
        return None

    def _comparison(self, scene: Scene, question: Question) -> Question | None:
        targets = question.targets
        if len(targets) == 1 and scene.context.targets and scene.named.targets:
            targets = _once((*scene.context.targets[:1], *targets))
        if len(targets) > 1:
            return question.but(targets=targets)
        if targets and targets[0] != SCOREBOARD:
            return question.but(operation=Operation.GROWTH, targets=targets)
        return None

    def _figure_or_fact(self, scene: Scene) -> Question | None:
        """A figure of a named subject, or what its texts say, whichever explains more of the words."""
        for targets in self._scopes(scene):
            measure = self._measure(scene)
            if measure is None and scene.counts and scene.named.targets and not scene.words:
                measure = Measure.PROJECTS
            facts = self._facts(scene, targets)
            if measure is not None and not facts:
                asked = scene.question.but(intent=Intent.FIGURE, measure=measure, targets=targets)
                if self._answerable(asked) or scene.named.anything:
                    return asked
            if facts:
                return scene.question.but(intent=Intent.FACT, targets=targets, topics=facts)
        return None

    def _list(self, scene: Scene) -> Question | None:
        wanted = {Operation.LIST, Operation.COUNT} & set(scene.operations)
        if not wanted or scene.named.subjects or scene.named.things or scene.words:
            return None
        operation = Operation.COUNT if Operation.COUNT in wanted else Operation.LIST
        return scene.question.but(intent=Intent.LIST, targets=scene.named.families, operation=operation)

    def _aspect(self, scene: Scene) -> Question | None:
        targets = scene.named.things or scene.named.targets or scene.context.targets[:1]
        aspects = [aspect for aspect in scene.aspects if aspect is not Aspect.DESCRIPTION]
        if not targets or not aspects or (not scene.named.anything and len(scene.words) > 1):
            return None
        return scene.question.but(intent=Intent.ASPECT, targets=targets[:1], aspect=aspects[0])

    def _described(self, scene: Scene) -> Question | None:
        targets = scene.named.things or scene.named.targets
        if not targets and Aspect.DESCRIPTION in scene.aspects and not scene.words:
            targets = scene.context.targets[:1]
        if not targets:
            return None
        return scene.question.but(intent=Intent.DESCRIBE, targets=targets[:3])

    def _by_content(self, scene: Scene) -> Question | None:
        """No name at all: the fact, project or programme whose words the message uses."""
        hits = self._search(scene)
        if not hits or self._coverage(scene, hits[0]) < ENOUGH:
            return None
        best = hits[0].document
        if best.sort is Sort.FACT:
            return scene.question.but(intent=Intent.FACT, targets=(best.subject,), topics=(best.id,))
        target = best.id if best.sort is not Sort.PERSON else best.subject
        return scene.question.but(intent=Intent.DESCRIBE, targets=(target,))

    def _last_resort(self, scene: Scene) -> Question | None:
        if scene.profile and scene.wish.weight >= 1 and len(scene.words) <= 2:
            return scene.question.but(intent=Intent.RECOMMEND)
        return None

    # -- parts of questions ------------------------------------------------------------------------

    def _scopes(self, scene: Scene) -> list[tuple[str, ...]]:
        """Where to look, in turn: what is named; else what the chat is about, then the whole report."""
        if scene.named.targets:
            return [scene.named.targets]
        if scene.named.things:
            return []
        scopes = [scene.context.targets] if scene.context.targets else []
        owners = self._owners(scene)
        return [*scopes, *owners]

    def _owners(self, scene: Scene) -> list[tuple[str, ...]]:
        measure = self._measure(scene)
        if measure is None or measure in GENERIC:
            return [(INNOVIRIS,)] if not scene.words else []
        owners = [key for key in self._base.subjects if self._base.figures(key, measure)]
        return [(owner,) for owner in owners] if len(owners) == 1 else []

    def _measure(self, scene: Scene) -> Measure | None:
        """The most specific measure mentioned; else that of the chat for a bare follow-up."""
        measures: list[Measure] = list(scene.measures)
        specific = [measure for measure in measures if measure is not Measure.FUNDING]
        if measures:
            return (specific or measures)[0]
        bare = not scene.stems or scene.reading.has(Kind.ANOTHER)
        return scene.context.measure if bare and scene.named.targets else None

    def _facts(self, scene: Scene, targets: tuple[str, ...]) -> tuple[str, ...]:
        """Up to two facts of `targets` that explain words which measure and operation do not."""
        taken = {
            n
            for m in scene.reading.of(Kind.MEASURE, Kind.OPERATION, Kind.QUANTITY, Kind.ASPECT)
            for n in range(m.start, m.end)
        }
        found: list[str] = []
        explained: set[int] = set(taken) if self._has_figure(scene, targets) else set()
        for hit in self._search(scene, within=targets):
            fresh = hit.asked - explained
            if hit.document.sort is Sort.FACT and fresh and len(found) < 2:
                found.append(hit.document.id)
                explained |= hit.tokens
        return tuple(found)

    def _has_figure(self, scene: Scene, targets: tuple[str, ...]) -> bool:
        measure = self._measure(scene)
        return measure is not None and any(self._base.figures(key, measure) for key in targets)

    def _answerable(self, question: Question) -> bool:
        assert question.measure is not None
        return any(self._base.figures(key, question.measure) for key in question.targets)

    def _context_targets(self, scene: Scene) -> tuple[str, ...]:
        return () if scene.words else scene.context.targets

    def _top(self, scene: Scene) -> int | None:
        numbers = [int(amount) for amount in scene.reading.amounts if amount == int(amount) and amount <= 20]
        return numbers[0] if numbers else None

    def _search(self, scene: Scene, within: tuple[str, ...] | None = None) -> list[Hit]:
        return self._reader.indexes[scene.reading.language].search(scene.stems, within)

    def _coverage(self, scene: Scene, hit: Hit) -> float:
        """The share of the informative words, by idf, that `hit` explains (0-1)."""
        index = self._reader.indexes[scene.reading.language]
        weights = {n: index.idf(key) for n, key in scene.stems.items()}
        whole = sum(weights.values())
        return sum(weights[n] for n in hit.tokens) / whole if whole else 0.0


def _once(ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(ids))
