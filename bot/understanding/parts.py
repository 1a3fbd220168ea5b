"""Counts that the report gives beside the whole that they are part of: which share they are, and what is left."""

from collections.abc import Iterator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import Candidate, Evidence
from bot.understanding.facts import LEAST, LEAST_OF_ALL, Facts
from bot.understanding.question import Intent
from bot.understanding.scene import Scene, tokens_meaning, tokens_of

BETTER = 1.5  # what it weighs before the part alone, which it tells too
NEAR = 0.6  # weight of the fact that is a part, against the best fact
SHARES = frozenset({Operation.SHARE, Operation.SUCCESS_RATE})
RESTS = frozenset({Operation.REMAINDER, Operation.NOT_FUNDED})


class Parts:
    """Finds the count of which a share or the rest is asked."""

    def __init__(self, base: KnowledgeBase, evidence: Evidence, facts: Facts) -> None:
        self._evidence = evidence
        self._facts = facts
        self._parts = frozenset(
            f"{key}/{fact.id}" for key, subject in base.subjects.items() for fact in subject.facts if fact.part_of
        )

    def candidates(self, scene: Scene, targets: tuple[str, ...] | None) -> Iterator[Candidate]:
        """The share or the rest of the part that the message tells, or that was told last."""
        operation = self._operation(scene)
        if operation is None or scene.named.things:
            return
        said = tokens_meaning(scene.reading, *SHARES, *RESTS) | tokens_of(scene.reading, Kind.EXCLUSION)
        part, weight, tokens = self._told(scene) or self._said(scene, targets) or ("", 0.0, frozenset[int]())
        if part:
            question = scene.question.but(
                intent=Intent.COMPUTE, operation=operation, targets=(part.split("/")[0],), topics=(part,), year=None
            )
            own = self._evidence.candidate(scene, question, said - tokens)
            yield Candidate(question, weight + own.weight + BETTER, tokens | said)

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
