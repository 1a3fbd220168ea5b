"""The phrases of several words with which facts are asked for: whole in a message they tell more than their words."""

import math
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.text import stem, words

LONGEST = 4  # words of a phrase, function words not counted


class AskedPhrases:
    """The phrases of one language by their stems, in any order, with the facts that each asks for."""

    def __init__(self, base: KnowledgeBase, language: Language, function: Container[str]) -> None:
        self._facts: dict[frozenset[str], set[str]] = defaultdict(set)
        inside, alone = set[tuple[str, str]](), set[tuple[str, str]]()
        facts = [(f"{key}/{fact.id}", fact) for key, subject in base.subjects.items() for fact in subject.facts]
        for key, fact in facts:
            for phrase in fact.asks.of(language):
                stems = frozenset(stem(word, language) for word in words(phrase) if word not in function)
                (inside if len(stems) > 1 else alone).update((key, one) for one in stems)
                if len(stems) > 1:
                    self._facts[stems].add(key)
        self._parts = inside - alone
        self._weights = {stems: math.log(1 + len(facts) / len(found)) for stems, found in self._facts.items()}

    def within(self, said: Mapping[int, str], canonical: AbstractSet[int]) -> Mapping[str, float]:
        """For each fact of which a phrase is said, how much the rarest of them tells apart (idf).

        `said` holds the stems by token number; a phrase of nothing but `canonical` tokens, which ask for what
        any subject may have, says nothing of one fact.
        """
        found: dict[str, float] = {}
        for run in _runs(tuple(said)):
            phrase = frozenset([said[n] for n in run])
            weight = self._weights.get(phrase)
            if weight is None or canonical >= set(run):
                continue
            for key in self._facts[phrase]:
                found[key] = max(weight, found.get(key, 0.0))
        return found

    def is_part(self, fact: str, key: str) -> bool:
        """Whether a stem only stands beside others in what `fact` is asked with."""
        return (fact, key) in self._parts


def _runs(numbers: Sequence[int]) -> Iterator[Sequence[int]]:
    """Each two to `LONGEST` that follow each other."""
    for start in range(len(numbers) - 1):
        for end in range(start + 2, min(start + LONGEST, len(numbers)) + 1):
            yield numbers[start:end]
