"""The programme that a message describes without naming it: "die oproep rond afval", "le prix pour les start-ups"."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Language, Measure
from bot.understanding.aspects import OF_PROJECTS
from bot.understanding.concepts import Kind
from bot.understanding.evidence import FAR_BEHIND, TOLD, Candidate, Evidence
from bot.understanding.profile import Leanings
from bot.understanding.question import Intent
from bot.understanding.scene import Scene, remembered, tokens_meaning, tokens_of
from bot.understanding.search import Sort

LEAST = 6.0  # idf that must be explained: two rare words
ENOUGH = 0.5  # share of the informative words (by idf) that must be explained
MOST = 3  # programmes that may be described


@dataclass(frozen=True)
class Described:
    """A programme, the tokens that describe it, and whether they rather describe one of its projects."""

    key: str
    tokens: frozenset[int]
    of_project: bool


class Descriptions:
    """Tells which programme is described, by its texts and by the plans that people told for it."""

    def __init__(self, base: KnowledgeBase, evidence: Evidence, plans: Mapping[Language, Leanings]) -> None:
        self._base = base
        self._evidence = evidence
        self._plans = plans

    def likeliest(self, scene: Scene) -> list[tuple[Described, float]]:
        """The programmes for which most of the words speak, and how much against the first (0-1)."""
        told = self._told(scene)
        ranked = self._ranked(told)[:MOST]
        return [(Described(key, frozenset(told[key]), of_project=False), one / ranked[0][0]) for one, key in ranked]

    def of(self, scene: Scene) -> Described | None:
        """The one programme for which most of the words speak."""
        told = self._told(scene)
        ranked = self._ranked(told)
        if not ranked:
            return None
        (best, key), (rival, _) = [*ranked, (0.0, "")][:2]
        telling = scene.informative if scene.named.anything else scene.stems.keys() - _asking(scene)
        if rival > FAR_BEHIND * best or sum(told[key][n] for n in told[key].keys() & telling) < LEAST:
            return None
        whole = sum(self._evidence.idf(scene, n) for n in scene.informative | told[key].keys())
        if best < ENOUGH * whole:
            return None
        return Described(key, frozenset(told[key]), self._is_of_project(scene, key, told[key]))

    def credited(self, scene: Scene, candidate: Candidate, described: Described) -> Candidate:
        """A candidate about the programme that is described explains the words of the description too."""
        question = candidate.question
        measures = [one for one in scene.measures if one is question.measure]
        guessed = question.intent is Intent.FIGURE and not self._evidence.held((described.key,), measures)
        other = described.of_project and question.intent is not Intent.FACT and described.key in question.targets
        about = described.key in self._programmes_of(question.targets) and question.aspect not in OF_PROJECTS
        if guessed or other or not about:
            return candidate
        tokens = described.tokens - candidate.tokens
        weight = sum(self._evidence.weight(scene, n) for n in tokens)
        return replace(candidate, weight=candidate.weight + weight, tokens=candidate.tokens | tokens)

    def _programmes_of(self, targets: tuple[str, ...]) -> set[str]:
        projects = (self._base.projects.get(key, ()) for key in targets)
        return {*targets, *(one.programme for found in projects for one in found)}

    def _is_of_project(self, scene: Scene, key: str, told: Mapping[int, float]) -> bool:
        """Whether one of its projects is described rather than the programme."""
        projects = (hit for hit in self._evidence.search(scene) if hit.document.sort is Sort.PROJECT)
        own = [sum(told[n] for n in hit.asked & told.keys()) for hit in projects if hit.document.subject == key]
        return max(own, default=0.0) > FAR_BEHIND * sum(told.values())

    def _ranked(self, told: Mapping[str, Mapping[int, float]]) -> list[tuple[float, str]]:
        return sorted(((sum(found.values()), key) for key, found in told.items()), reverse=True)

    @remembered
    def _told(self, scene: Scene) -> Mapping[str, Mapping[int, float]]:
        """For each programme the tokens that speak for it, each with how much it tells apart."""
        told: dict[str, dict[int, float]] = defaultdict(dict)
        may = scene.focus - scene.connecting - tokens_meaning(scene.reading, Measure.FUNDING, Kind.QUANTITY)
        for hit in self._evidence.search(scene):
            subject = hit.document.subject
            if subject == INNOVIRIS or subject in self._base.families:
                continue
            for n in hit.tokens & may:
                value = hit.rarity[n] * (1.0 if n in hit.asked else TOLD)
                told[subject][n] = max(value, told[subject].get(n, 0.0))
        for n in may:
            for key, share in self._plans[scene.reading.language].of(scene.stems[n]).items():
                told[key][n] = told[key].get(n, 0.0) + share * self._evidence.idf(scene, n)
        return told


def _asking(scene: Scene) -> frozenset[int]:
    """The tokens that say which figure is asked, or what is to be done with it."""
    return tokens_of(scene.reading, Kind.MEASURE, Kind.OPERATION, Kind.QUANTITY)
