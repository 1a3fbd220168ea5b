"""Which operations a message asks for: those it says, and those that only what stands in it tells."""

from collections.abc import Mapping

from bot.knowledge.base import INNOVIRIS
from bot.knowledge.model import Language, Measure, Operation
from bot.understanding.concepts import THRESHOLDS, Kind
from bot.understanding.evidence import EXTREMES, Evidence
from bot.understanding.numerals import Numerals
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, remembered, tokens_meaning

# What "et pour X ?" asks for again.
CARRIED = frozenset(
    {
        Operation.SHARE,
        Operation.AVERAGE,
        Operation.GROWTH,
        Operation.SUCCESS_RATE,
        Operation.NOT_FUNDED,
        Operation.RANK,
        Operation.ADD,
    }
)


class Operations:
    """Finds the operations that a message asks for."""

    def __init__(self, reader: Reader, evidence: Evidence) -> None:
        self._reader = reader
        self._evidence = evidence
        self.numerals = Numerals(reader, evidence)

    @remembered
    def of(self, scene: Scene) -> tuple[Operation, ...]:
        """The operations that are asked for: said in so many words, or told by what stands in the message."""
        operations = scene.operations or self._carried(scene)
        if self._asks_for_rate(scene):
            operations = (Operation.SUCCESS_RATE,)
        if THRESHOLDS.intersection(operations):
            most = tokens_meaning(scene.reading, *EXTREMES)  # "le plus de projets" is no "plus de"
            inside = {m.id for m in scene.reading.of(Kind.OPERATION) if m.id in THRESHOLDS and m.start in most}
            operations = tuple(one for one in operations if one not in inside)
        apart = scene.reading.has(Kind.OPERATION, Operation.BETWEEN) and len(scene.years) > 1
        if Operation.ADD in operations and apart:  # "combien en plus entre 2022 et 2023"
            operations = (Operation.GROWTH,)
        if Operation.BETWEEN in operations and len(self.numerals.places(scene)) > 1:  # "tussen nummer 1 en nummer 2"
            operations = (Operation.DIFFERENCE,)
        if THRESHOLDS.isdisjoint(operations):
            if self.numerals.part(scene):
                operations = (*operations, Operation.PART)
            if self._asks_exactly(scene):
                operations = (*operations, Operation.EXACTLY)
        if self._supposes_full(scene, operations):
            operations = (*operations, Operation.FULL)
        if self.joined_by_plus(scene) or self._asks_for_sum(scene):
            operations = (*operations, Operation.TOTAL)
        if self._joined_by(scene, self._reader.minus):
            operations = (*operations, Operation.DIFFERENCE)
        if self._leaves_out(scene, operations):
            operations = (*operations, Operation.REMAINDER)
        return (Operation.RANK,) if self._asks_for_place(scene, operations) else operations

    def _asks_for_rate(self, scene: Scene) -> bool:
        """Whether "quel taux ?" is asked of the counts that were told, and not of costs."""
        bare = set(scene.measures) == {Measure.SUPPORT_RATE} and not (scene.named.anything or scene.informative)
        return bare and scene.context.measure in {Measure.PROJECTS, Measure.APPLICATIONS}

    def _asks_exactly(self, scene: Scene) -> bool:
        """Whether it asks which programmes count so many: "welke programma's steunden 4 projecten"."""
        which = self._reader.names_programme(scene.reading) == "which"
        return which and not scene.named.subjects and bool(self.numerals.counted(scene))

    def _supposes_full(self, scene: Scene, operations: tuple[str, ...]) -> bool:
        """Whether it asks what it would be if each one got as much: "si chaque lauréat a 500.000, combien au total"."""
        language = scene.reading.language
        if self._reader.everyone[language].isdisjoint(scene.reading.texts) or not scene.counts or scene.wish.personal:
            return False
        supposes = not self._reader.conditions[language].isdisjoint(scene.reading.texts)
        summed = Operation.TOTAL in operations and Operation.EACH in operations
        return supposes and (summed or Measure.MAX_SUPPORT in scene.measures)

    def _leaves_out(self, scene: Scene, operations: tuple[Operation, ...]) -> bool:
        """Whether it asks for an amount without some programmes: "het totaal zonder R&D Projects"."""
        if not scene.named.excluded:
            return False
        money = scene.counts or Measure.FUNDING in scene.measures or Operation.TOTAL in operations
        ranks = (EXTREMES | THRESHOLDS | {Operation.RANK, Operation.COUNT}) & set(operations)
        lists = Operation.LIST in operations and not money
        asks = money or bool(scene.named.families)
        return asks and not (ranks or lists or set(scene.named.subjects) - {INNOVIRIS})

    def _asks_for_sum(self, scene: Scene) -> bool:
        """Whether the total is asked inside a word for money, of several: "totaalbedrag van X en Y"."""
        money = tokens_meaning(scene.reading, Measure.FUNDING)
        return len(scene.named.targets) > 1 and self._evidence.hold_total(scene, money)

    def _asks_for_place(self, scene: Scene, operations: tuple[Operation, ...]) -> bool:
        """Whether it asks who stands at a place of the ranking: "wie staat derde qua budget"."""
        places = self.numerals.places(scene)
        if not places or len(places) > 1 or places[0].number in {1, -1} or set(scene.named.subjects) - {INNOVIRIS}:
            return False
        ranks = (EXTREMES | {Operation.RANK}) & set(operations) or {Measure.FUNDING, Measure.PROJECTS} & set(
            scene.measures
        )
        which = self._reader.names_programme(scene.reading) == "which" or self._evidence.asks_which(scene)
        left = scene.informative - places[0].tokens
        return bool(ranks or which) and all(scene.is_verbal(n) for n in left)

    def joined_by_plus(self, scene: Scene) -> bool:
        """Whether "plus" stands between two names."""
        return self._joined_by(scene, self._reader.plus)

    def _joined_by(self, scene: Scene, words: Mapping[Language, frozenset[str]]) -> bool:
        """Whether one of `words` stands between two names, or between the total and a name."""
        joining = words[scene.reading.language]
        if joining.isdisjoint(scene.reading.texts):
            return False
        names = scene.reading.of(Kind.SUBJECT)
        ends = {m.end for m in names} | {m.end for m in scene.reading.of(Kind.OPERATION) if m.id == Operation.TOTAL}
        between = ends & {m.start - 1 for m in names}
        return any(scene.reading.tokens[number].text in joining for number in between)

    def _carried(self, scene: Scene) -> tuple[Operation, ...]:
        """The calculation that "et pour X ?" asks for again, or with another threshold "et 10 millions ?"."""
        follows = scene.follows()
        again = scene.context.operation
        if again in THRESHOLDS and follows and scene.reading.amounts and not (scene.measures or scene.aspects):
            return (again,)
        new = scene.measures or scene.aspects or scene.counts or scene.years or scene.informative
        return (again,) if again in CARRIED and follows and scene.named.targets and not new else ()
