"""Counts that only facts tell: which share of their whole they are, what is left, what a figure is for each of them."""

from collections.abc import Iterator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import Candidate, Evidence
from bot.understanding.facts import LEAST, LEAST_OF_ALL, Facts
from bot.understanding.question import Intent
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, tokens_meaning, tokens_of

BETTER = 1.5  # what it weighs before the part alone, which it tells too
NEAR = 0.6  # weight of the fact that is a part, against the best fact
COUNTS = frozenset({Measure.VISITORS, Measure.APPLICATIONS, Measure.BENEFICIARIES})
SHARES = frozenset({Operation.SHARE, Operation.SUCCESS_RATE})
RESTS = frozenset({Operation.REMAINDER, Operation.NOT_FUNDED})


class Parts:
    """Finds the count of which a share or the rest is asked, or by which a figure is divided."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence, facts: Facts) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence
        self._facts = facts
        self._parts = frozenset(key for key, fact in facts.by_id.items() if fact.part_of)
        self._counts = frozenset(key for key, fact in facts.by_id.items() if fact.value and not fact.unit)

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The share or the rest of the part that the message tells, or that was told last."""
        yield from self._divided(scene, targets)
        operation = self._operation(scene)
        another_year = scene.year not in (None, self._base.document.year)
        if operation is None or scene.named.things or another_year or (scene.wish.personal and not scene.counts):
            return
        said = tokens_meaning(scene.reading, *SHARES, *RESTS) | tokens_of(scene.reading, Kind.EXCLUSION)
        part, weight, tokens = self._told(scene) or self._said(scene, targets) or ("", 0.0, frozenset[int]())
        if part:
            question = scene.question.but(
                intent=Intent.COMPUTE, operation=operation, targets=(part.split("/")[0],), topics=(part,), year=None
            )
            own = self._evidence.candidate(scene, question, said - tokens)
            yield Candidate(question, weight + own.weight + BETTER, tokens | said)

    def _divided(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """A count divided by another behind "per": "hoeveel bezoekers per stand?"; never money."""
        measures = [one for one in scene.measures if one in COUNTS]
        tokens, per = scene.reading.tokens, self._reader.per[scene.reading.language]
        behind = {n + 1 for n, token in enumerate(tokens) if token.text in per} & scene.stems.keys()
        behind -= tokens_of(scene.reading, Kind.MEASURE)
        for hit in self._facts.hits(scene, targets) if behind and targets and measures else ():
            if hit.document.id in self._counts and behind & hit.asked and self._evidence.held(targets, measures[:1]):
                question = scene.question.but(
                    intent=Intent.COMPUTE,
                    operation=Operation.AVERAGE,
                    measure=measures[0],
                    targets=(hit.document.subject,),
                    topics=(hit.document.id,),
                )
                said = tokens_meaning(scene.reading, Operation.AVERAGE, Operation.EACH, measures[0], "quantity")
                own = self._evidence.candidate(scene, question, said - hit.asked)
                yield Candidate(question, self._facts.weight(scene, hit) + own.weight + BETTER, hit.asked | said)
                return

    def _operation(self, scene: Scene) -> Operation | None:
        """Whether it asks for a share, or for what is left."""
        asked = set(scene.operations)
        if asked & RESTS or (scene.counts and scene.reading.has(Kind.EXCLUSION) and not asked & SHARES):
            return Operation.REMAINDER
        return Operation.SHARE if asked & SHARES else None

    def _told(self, scene: Scene) -> tuple[str, float, frozenset[int]] | None:
        """The part that was told last, when the message says nothing of its own: "da is hoeveel procent?"."""
        told = next((key for key in scene.context.topics if key in self._parts), None)
        if told is None or scene.named.anything or scene.informative or scene.measures:
            return None
        return told, 0.0, frozenset()

    def _said(self, scene: Scene, targets: tuple[str, ...] | None) -> tuple[str, float, frozenset[int]] | None:
        """The part that the message asks for in its own words."""
        hits = self._facts.hits(scene, targets)
        least = max(LEAST if targets else LEAST_OF_ALL, NEAR * self._facts.weight(scene, hits[0]) if hits else 0.0)
        for hit in hits:
            weight = self._facts.weight(scene, hit)
            if hit.document.id in self._parts and weight >= least:
                return hit.document.id, weight, hit.asked
        return None
