"""Which measure a message asks for, and what it counts."""

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Aspect, Language, Measure, Operation
from bot.understanding.concepts import Concept, Kind, Mention
from bot.understanding.evidence import COUNTED, Evidence
from bot.understanding.question import Intent
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, remembered, tokens_of

PLURAL = ("s", "en")  # how Dutch plurals end
FIRST = (Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.APPLICATIONS)  # these qualify the other measures


class Measures:
    """Which measure a message asks for, and what it counts."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence

    def asked(self, scene: Scene, targets: tuple[str, ...] | None) -> Measure | None:
        """The measure meant: the one that qualifies the others, else the first; in a bare follow-up the chat's."""
        return self._said(scene, targets) if scene.measures or scene.counts else self._unsaid(scene, targets)

    def _said(self, scene: Scene, targets: tuple[str, ...] | None) -> Measure | None:
        """The measure of a message that names one, or counts something."""
        measures = scene.measures
        if scene.counts and scene.wish.personal and scene.reading.amounts and measures == (Measure.FUNDING,):
            paid = [one for one in (Measure.SUPPORT_RATE, Measure.MAX_SUPPORT) if self._evidence.held(targets, [one])]
            if paid and targets:  # what "I" get of an amount: the share or the most, not the budget
                return paid[0]
        if self._funded_of_handled(scene):
            return Measure.PROJECTS
        if self._asks_amount(scene):
            return Measure.FUNDING
        if Measure.FUNDING in measures and not scene.counts:
            measures = (*(one for one in measures if one in FIRST), Measure.FUNDING)
        elif scene.counts and not set(FIRST) & set(measures) and self._names_what_is_counted(scene):
            return Measure.PROJECTS
        if (counted := self._counted_in_compound(scene)) is not None:
            return counted
        if (counted := self.counted(scene)) not in {None, Measure.FUNDING}:
            return Measure.APPLICATIONS if Measure.APPLICATIONS in measures else counted
        asked_first = [one for one in FIRST if one in measures]
        if asked_first and (scene.counts or asked_first[0] is not Measure.APPLICATIONS):
            return asked_first[0]
        held = (one for one in (*asked_first, *measures) if self._evidence.held(targets, [one]))
        return next(held, measures[0]) if measures else self._unsaid(scene, targets)

    def _asks_amount(self, scene: Scene) -> bool:
        """Whether the words that ask how much mean money themselves: "quatre projets, quelle somme ?"."""
        money = {(m.start, m.end) for m in scene.reading.of(Kind.MEASURE) if m.id == Measure.FUNDING}
        asked = {(m.start, m.end) for m in scene.reading.of(Kind.QUANTITY)}
        return bool(asked) and asked <= money and {Measure.FUNDING} == set(scene.measures) - set(COUNTED)

    def _unsaid(self, scene: Scene, targets: tuple[str, ...] | None) -> Measure | None:
        """The measure of a message that names none."""
        other = scene.counted in scene.informative  # "bij hoeveel centra kan ik terecht"
        if scene.counts and scene.wish.personal and scene.may and targets and not (scene.years or other):
            return Measure.MAX_SUPPORT
        if scene.counts and self._counts_unknown(scene):
            return None
        if scene.quotes_amount and Aspect.SOURCE in scene.aspects and targets:  # an amount that is to be checked
            return Measure.FUNDING
        only_year = scene.years and not scene.words and not scene.context.measure
        if (targets and (scene.counts or only_year)) or (Operation.TOTAL in scene.operations and not scene.aspects):
            return Measure.FUNDING
        if targets and self._speaks_of_all(scene, targets[0]):
            return Measure.FUNDING
        follows = scene.follows(1)
        bare = not scene.informative or follows or scene.reading.has(Kind.CORRECTION)
        refers = scene.named.targets or scene.years or self.asks_again(scene)
        lists = Operation.LIST in scene.operations and scene.named.families  # "welke Europese programma's zijn er?"
        return scene.context.measure if bare and refers and not scene.aspects and not lists else None

    def _speaks_of_all(self, scene: Scene, target: str) -> bool:
        """Whether a follow-up on an amount asks it for as many as got one: "et pour les trois ?"."""
        told = scene.context.intent is Intent.FIGURE and target in scene.context.targets and not scene.informative
        funded = self._base.figure(target, Measure.PROJECTS) if told and target in self._base.subjects else None
        numbers = (self._evidence.number(scene, token.text) for token in scene.reading.tokens)
        return funded is not None and funded.value in {number for number in numbers if number and number > 1}

    def asks_again(self, scene: Scene) -> bool:
        """Whether the amount just told is asked of another project, or of the programme of the one spoken of."""
        told = scene.context.intent is Intent.FIGURE
        project = told and set(scene.context.targets[:1]) & self._base.projects.keys()
        others = scene.follows() and set(scene.named.things) & self._base.projects.keys()
        return bool(project and (others or self._reader.names_programme(scene.reading) == "that"))

    def _funded_of_handled(self, scene: Scene) -> bool:
        """Whether "et financés ?" asks how many of the files just counted were funded."""
        counting = scene.context.measure in COUNTED and scene.context.intent is not Intent.RECOMMEND
        money = set(scene.measures) <= {Measure.FUNDING, Measure.BENEFICIARIES}
        if (
            not counting
            or scene.named.anything
            or not scene.measures
            or not money
            or Operation.TOTAL in scene.operations
        ):
            return False
        if scene.counts:  # "hoeveel daarvan kregen geld"
            return self._evidence.among(scene)
        told = scene.reading.of(Kind.MEASURE)
        if any(mention.id == Measure.BENEFICIARIES and len(mention) == 1 for mention in told):  # "begunstigden"
            return False
        return all(scene.is_verbal(mention.end - 1) for mention in told)

    @remembered
    def counted(self, scene: Scene) -> Measure | None:
        """The measure named right behind or together with "combien de"."""
        ends = {m.end for m in scene.reading.of(Kind.QUANTITY)}
        starts = {n for m in scene.reading.of(Kind.QUANTITY) for n in range(m.start, m.end)} | ends
        mentions = [m for m in scene.reading.of(Kind.MEASURE) if m.start in starts and m.end > min(ends)]
        nouns = [m for m in mentions if m.id != Measure.FUNDING or not scene.is_verbal(m.end - 1)]
        return Measure(nouns[0].id) if nouns else None

    def _counts_unknown(self, scene: Scene) -> bool:
        """Whether a noun that is no measure stands behind "how many": "hoeveel sterren"."""
        number = scene.counted
        if number is None or number not in scene.informative or scene.is_verbal(number):
            return False
        if scene.reading.language is Language.FR:
            return any(len(m) > 1 and m.end == number for m in scene.reading.of(Kind.QUANTITY))
        return number + 1 not in scene.named.spans

    def counts_periods(self, scene: Scene) -> bool:
        """Whether it asks how long: "hoeveel jaar"."""
        periods = self._reader.periods[scene.reading.language]
        ends = [m.end for m in scene.reading.of(Kind.QUANTITY)]
        tokens = scene.reading.tokens
        return any(token.text in periods for end in ends for token in tokens[end : end + 2])

    def _counted_in_compound(self, scene: Scene) -> Measure | None:
        """What "hoeveel onderzoeksprojecten" counts: the last part of the word behind it."""
        if scene.counted is None or scene.reading.language is not Language.NL:
            return None
        *_, last = (None, *scene.reading.tokens[scene.counted].parts)
        concepts = self._reader.lexicons[Language.NL].meanings(last) if last else ()
        return next((Measure(one.id) for one in concepts if one.kind is Kind.MEASURE and one.id in COUNTED), None)

    def _names_what_is_counted(self, scene: Scene) -> bool:
        """Whether the name itself is or holds what is counted: "hoeveel wetenschapscheques"."""
        asked = [m.end for m in scene.reading.of(Kind.QUANTITY)]
        other = tokens_of(scene.reading, Kind.MEASURE)
        lexicon = self._reader.lexicons[scene.reading.language]
        counted = Concept(Kind.MEASURE, Measure.PROJECTS)
        money = [
            m.start for m in scene.reading.of(Kind.MEASURE) if m.id == Measure.FUNDING and not scene.is_verbal(m.start)
        ]
        shared = tokens_of(scene.reading, Kind.OPERATION)  # "hoeveel per doctoraat"
        for mention in scene.reading.of(Kind.SUBJECT):
            if mention.id not in self._base.programmes or mention.start in shared:
                continue
            if any(start < mention.start for start in money):
                return False
            tokens = scene.reading.tokens[mention.start : mention.end]
            stems = [key for token in tokens for key in (token.stem(lexicon.language), *token.parts)]
            near = any(0 <= mention.start - end <= 1 and not other & set(range(end, mention.start)) for end in asked)
            if any(counted in lexicon.meanings(key) for key in stems) and near:
                return True
            if self._is_plural(scene, mention):
                return True
        return False

    def _is_plural(self, scene: Scene, mention: Mention) -> bool:
        """Whether a name stands in the plural right behind "how many": "hoeveel spin-offs", "combien de spin-off"."""
        counts = [m for m in scene.reading.of(Kind.QUANTITY) if m.end == mention.start]
        if scene.reading.language is Language.FR:
            return any(len(one) > 1 for one in counts)
        return bool(counts) and scene.reading.tokens[mention.end - 1].text.endswith(PLURAL)

    def of_all(self, scene: Scene) -> bool:
        """Whether the measure itself says that all of it is meant: "montant total", "totaalbedrag"."""
        return self._evidence.hold_total(scene, tokens_of(scene.reading, Kind.MEASURE))

    def measures_inside(self, scene: Scene) -> set[str]:
        """The measures mentioned, also inside a phrase for an operation: "par bénéficiaire"."""
        lexicon = self._reader.lexicons[scene.reading.language]
        inside = [n for m in scene.reading.of(Kind.OPERATION) for n in range(m.start, m.end)]
        stems = [scene.reading.tokens[n].stem(lexicon.language) for n in inside]
        concepts = {one for key in stems for one in lexicon.meanings(key)}
        return {*scene.measures, *(one.id for one in concepts if one.kind is Kind.MEASURE)}
