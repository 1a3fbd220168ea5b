"""Proposals: the ways to answer a message among which the ranking chooses, each with how it was come by."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.understanding.evidence import Candidate
from bot.understanding.facts import Facts
from bot.understanding.question import Question
from bot.understanding.scene import Scene

MOST_CANDIDATES = 10
MOST_FACTS = 5  # of each scope
HEAVIEST = 30.0  # a weight above it says no more
TENTH = 0.1  # brings weights near 1, as the other features are
LAST_PLACE = 3  # the fourth and those behind it count alike


@dataclass
class Proposal:
    """A question that may be meant, how it was come by, and the tokens that it is known to explain."""

    question: Question
    origin: dict[str, float]
    tokens: frozenset[int] = frozenset()


@dataclass
class Measured:
    """What a message may ask, what speaks for each question, and what the message is like."""

    questions: list[Question]
    features: list[dict[str, float]]
    circumstances: list[str]


def gathered(
    applying: list[tuple[str, Question]],
    candidates: list[tuple[Candidate, int]],
    facts: list[tuple[Question, float, float, int, int]],
    described: list[tuple[Candidate, int, float]],
) -> list[Proposal]:
    """Every question once, with all the ways in which it was come by.

    The steps' come in their order, the candidates' with the place of their scope, the described ones' with the
    place of the programme and how much speaks for it, against the likeliest (0-1).
    """
    found: dict[Question, Proposal] = {}

    def told(question: Question, **origin: float) -> Proposal:
        proposal = found.get(question)
        if proposal is None:
            proposal = found[question] = Proposal(question, origin)
        else:
            proposal.origin.update(origin)
        return proposal

    for number, (step, question) in enumerate(applying):
        told(question, **({} if number else {"first": 1.0, f"first {step}": 1.0}))
    told(applying[-1][1], unread=1.0)
    ranked = sorted(candidates, key=lambda one: -one[0].weight)[:MOST_CANDIDATES]
    for place, (candidate, scope) in enumerate(ranked):
        proposal = told(candidate.question, candidate=1.0, **_weighed("weight", candidate.weight, ranked[0][0].weight))
        proposal.origin |= {f"place {min(place, LAST_PLACE)}": 1.0, f"scope {scope}": 1.0}
        proposal.tokens = candidate.tokens
    for question, weight, best, place, scope in facts:
        proposal = told(question, fact=1.0, **_weighed("fact weight", weight, best))
        proposal.origin |= {f"fact place {place}": 1.0, f"fact scope {scope}": 1.0}
    for candidate, place, share in described:
        proposal = told(candidate.question, described=share, **{f"described {place}": 1.0})
        proposal.origin.setdefault("weight", min(candidate.weight, HEAVIEST) * TENTH)
        proposal.tokens |= candidate.tokens
    return list(found.values())


def single_facts(
    scene: Scene, facts: Facts, scopes: Iterable[tuple[int, tuple[str, ...] | None]]
) -> list[tuple[Question, float, float, int, int]]:
    """The best facts of each scope, one a question: with its weight, the best's, its place and the scope's."""
    found = []
    for scope, targets in scopes:
        hits = facts.hits(scene, targets)[:MOST_FACTS]
        weights = [facts.weight(scene, hit) for hit in hits]
        found += [
            (facts.question(scene, [hit]), weight, weights[0], place, scope)
            for place, (hit, weight) in enumerate(zip(hits, weights, strict=True))
        ]
    return found


def _weighed(name: str, weight: float, best: float) -> dict[str, float]:
    share = weight / best if best > 0 else 0.0
    return {name: min(weight, HEAVIEST) * TENTH, f"{name} of best": share}
