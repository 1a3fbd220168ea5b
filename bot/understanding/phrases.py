"""The phrases of several words with which facts are asked for: whole in a message they tell more than their words."""

import math
from collections import defaultdict
from collections.abc import Collection, Container, Iterator, Mapping, Sequence
from itertools import pairwise

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.text import stem, words

LONGEST = 4  # words of a phrase, function words not counted


class AskedPhrases:
    """The phrases of one language by their stems, in any order, with the facts that each asks for."""

    def __init__(self, base: KnowledgeBase, language: Language, function: Container[str]) -> None:
        self._facts: dict[frozenset[str], set[str]] = defaultdict(set)
        self._spoken: dict[tuple[str, ...], set[str]] = defaultdict(set)  # of one word beside function words, in order
        self._longer: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)  # those that begin with two words
        inside, alone = set[tuple[str, str]](), set[tuple[str, str]]()
        facts = [(f"{key}/{fact.id}", fact) for key, subject in base.subjects.items() for fact in subject.facts]
        for key, fact in facts:
            for phrase in fact.asks.of(language):
                spoken = words(phrase)
                stems = frozenset(stem(word, language) for word in spoken if word not in function)
                (inside if len(stems) > 1 else alone).update((key, one) for one in stems)
                if len(stems) > 1:
                    self._facts[stems].add(key)
                elif len(spoken) > 1:
                    uttered = tuple(stem(word, language) for word in spoken)
                    self._spoken[uttered].add(key)
                    self._longer[uttered[:2]].add(uttered)
        self._parts: dict[str, set[str]] = defaultdict(set)
        for key, one in inside - alone:
            self._parts[key].add(one)
        listed: Sequence[tuple[Collection[str], set[str]]] = [*self._facts.items(), *self._spoken.items()]
        self._weights = {stems: math.log(1 + len(facts) / len(found)) for stems, found in listed}

    def within(self, said: Mapping[int, str], canonical: frozenset[int], spoken: Sequence[str]) -> Mapping[str, float]:
        """For each fact of which a phrase is said, how much the rarest of them tells apart (idf).

        `said` holds the stems by token number, without function words, and `spoken` those of every token: "qui
        siégeait" must be said as it stands. A phrase of nothing but `canonical` tokens, which ask for what any
        subject may have, says nothing of one fact.
        """
        numbers, stems = tuple(said), tuple(said.values())
        found: dict[str, float] = {}
        for start, end in _runs(len(stems)):
            phrase = frozenset(stems[start:end])
            weight = self._weights.get(phrase)
            if weight is None or canonical.issuperset(numbers[start:end]):
                continue
            for key in self._facts[phrase]:
                found[key] = max(weight, found.get(key, 0.0))
        for start, pair in enumerate(pairwise(spoken)):
            for uttered in self._longer.get(pair, ()):
                end = start + len(uttered)
                own = said.keys() & range(start, end)
                if tuple(spoken[start:end]) == uttered and not (own and own <= canonical):
                    for key in self._spoken[uttered]:
                        found[key] = max(self._weights[uttered], found.get(key, 0.0))
        return found

    def parts(self, fact: str) -> Collection[str]:
        """The stems that only stand beside others in what `fact` is asked with."""
        return self._parts.get(fact, ())


def _runs(length: int) -> Iterator[tuple[int, int]]:
    """Where each two to `LONGEST` of so many words begin and end."""
    for start in range(length - 1):
        for end in range(start + 2, min(start + LONGEST, length) + 1):
            yield start, end
