"""Chooses among proposals: a log-linear model over their features, with weights learnt from questions of people.

The weight of a feature is the sum of what it weighs always, for this kind of proposal, and in each of the
message's circumstances (a conditional logit model: McFadden, 1974).
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from bot.understanding.question import Intent, Unknown

ALWAYS = "always"
KIND = "is "  # begins the features that say what sort of question a proposal is
# The features that weigh differently by what the message is like; all kinds do.
CONDITIONAL = frozenset(
    {
        "first",
        "coverage",
        "unexplained",
        "rarest unexplained",
        "phrase",
        "phrase found",
        "phrase found whole",
        "focus",
        "not focus",
        "counted",
        "not counted",
        "weight",
        "fact weight",
        "of the named",
        "of the chat's",
        "of Innoviris",
    }
)
SAYS = "says "  # begins the circumstance that a word stands in the message
# What alone weighs differently by the words: which intent it is, or that nothing in the report is meant.
SAID = frozenset({*(f"{KIND}{intent}" for intent in Intent), f"{KIND}{Intent.UNKNOWN} {Unknown.WORDS}"})

Weights = Mapping[str, Mapping[str, float]]  # by circumstance, then by feature


def parts(features: Mapping[str, float], circumstances: Sequence[str]) -> Iterator[tuple[str, str, float]]:
    """Each feature in each circumstance in which it weighs: circumstance, feature, value."""
    kind = next(name for name in features if name.startswith(KIND))
    for name, value in features.items():
        yield ALWAYS, name, value
        if not name.startswith(KIND):
            yield kind, name, value
        if name.startswith(KIND) or name in CONDITIONAL:
            for circumstance in circumstances:
                if name in SAID or not circumstance.startswith(SAYS):
                    yield circumstance, name, value


class Ranking:
    """Scores proposals with fixed weights."""

    def __init__(self, weights: Weights) -> None:
        self._weights = weights
        self._by_kind: dict[str, Mapping[str, float]] = {}

    def __bool__(self) -> bool:
        return bool(self._weights)

    def scores(self, proposals: Sequence[Mapping[str, float]], circumstances: Sequence[str]) -> list[float]:
        """The score of each proposal, given its features; higher is likelier."""
        here: dict[str, float] = defaultdict(float)
        for circumstance in circumstances:
            for name, weight in self._weights.get(circumstance, {}).items():
                here[name] += weight
        found = []
        for features in proposals:
            kind = next(name for name in features if name.startswith(KIND))
            always = self._with_kind(kind)
            found.append(sum(value * (always.get(name, 0.0) + here.get(name, 0.0)) for name, value in features.items()))
        return found

    def _with_kind(self, kind: str) -> Mapping[str, float]:
        """What features weigh always, and for this kind of proposal."""
        if kind not in self._by_kind:
            always, own = self._weights.get(ALWAYS, {}), self._weights.get(kind, {})
            self._by_kind[kind] = {name: always.get(name, 0.0) + own.get(name, 0.0) for name in {*always, *own}}
        return self._by_kind[kind]
