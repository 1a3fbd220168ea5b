"""What a message restricts a figure to, where the report gives only the whole: "R&D Projects in de farma"."""

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Measure
from bot.understanding.concepts import NAMES, Kind
from bot.understanding.evidence import Evidence
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, tokens_of

PERSONAL = frozenset({Measure.MAX_SUPPORT, Measure.SUPPORT_RATE})
REACH = 3  # tokens from a preposition to what it restricts to: "in de nieuwe farma"


class Restrictions:
    """Tells whether only a part of a figure is asked for, which no figure and no fact gives."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence

    def unmet(self, scene: Scene, target: str, measure: Measure | None) -> bool:
        """Whether the figure of `target` is asked of only those in a field, in a place or of an organisation."""
        if measure in PERSONAL or scene.wish.personal:  # what "I" may get is no part of anything
            return False
        if target not in self._base.subjects and target not in self._base.projects:
            return False
        return self._of_organisation(scene, target) or self._of_part(scene, target) or self._of_kind(scene, target)

    def _of_organisation(self, scene: Scene, target: str) -> bool:
        """Whether it asks how much of it one organisation has.

        Several partners together, or whoever carries the only project, have it all.
        """
        asking = {scene.reading.tokens[n].sentence for n in scene.asking}
        apart = {
            m.id
            for m in scene.reading.of(Kind.ORGANISATION)
            if scene.reading.tokens[m.start].sentence in asking and not self._inside_name(scene, m.start)
        }
        subject = self._base.subjects.get(target)
        if subject is not None:
            single = self._base.figure(target, Measure.PROJECTS)
            projects = subject.projects if single is not None and single.value == 1 else ()
        else:
            projects = tuple(one.project for one in self._base.projects.get(target, ()))
        holders = {project.holder for project in projects}
        if subject is not None and len(apart) > 1 and apart.issubset(subject.partners):
            return False
        itself = {target.removeprefix("project:"), *scene.named.excluded}
        return bool(apart - holders - itself)

    def _inside_name(self, scene: Scene, number: int) -> bool:
        others = [m for m in scene.reading.of(*NAMES) if m.kind is not Kind.ORGANISATION]
        return any(mention.start <= number < mention.end for mention in others)

    def _of_kind(self, scene: Scene, target: str) -> bool:
        """Whether it asks of one kind of asker, where the programme is for others too: "R&D Projects voor kmo's"."""
        programme = self._base.programmes.get(target)
        if programme is None or programme.fit is None or target not in scene.named.targets or not scene.counts:
            return False
        tokens, askers = scene.reading.tokens, programme.fit.askers
        asking = {tokens[m.start].clause for m in scene.reading.of(Kind.QUANTITY)}
        apart = tokens_of(scene.reading, *NAMES, Kind.MEASURE, Kind.QUANTITY)
        asked = {
            m.id
            for m in scene.reading.of(Kind.ASKER)
            if tokens[m.start].clause in asking and apart.isdisjoint(range(m.start, m.end))
        }
        own = {*askers.stated}
        return bool(asked - {Asker.CITIZEN}) and not asked & own and bool({*(askers.stated or askers.implied)} - asked)

    def _of_part(self, scene: Scene, target: str) -> bool:
        """Whether a field or kind that nothing of the target speaks of stands behind a preposition."""
        tokens = scene.reading.tokens
        prepositions = self._reader.restricting[scene.reading.language]
        if target not in scene.named.targets or not scene.counts:
            return False
        asking = {tokens[m.start].clause for m in scene.reading.of(Kind.QUANTITY)}
        absent = {f"{target}/{fact.id}" for fact in self._base.subjects[target].facts if fact.absent}
        hits = self._evidence.search(scene, (target,))
        known = {n for hit in hits if hit.document.id not in absent for n in hit.tokens}
        known |= {n for n, token in enumerate(tokens) if token.clause not in asking}
        told = scene.informative - known - scene.reading.open - tokens_of(scene.reading, *NAMES)
        return any(
            tokens[before].text in prepositions and tokens[before].clause == tokens[n].clause
            for n in told
            if not scene.is_verbal(n)
            for before in range(max(n - REACH, 0), n)
        )
