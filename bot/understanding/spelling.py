"""Words that nobody taught the bot → the known word that was probably meant."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import OSA

# Edits allowed by length of the typed word (optimal string alignment: a swap of neighbours is one edit).
# Shorter words have too many neighbours: "gent" and "geld", "chat" and "achat".
EDITS = {4: 1, 5: 1, 6: 1, 7: 1, 8: 2, 9: 2, 10: 2}
MOST_EDITS = 3
LINKS = ("", "s", "e", "en")  # what Dutch puts between the parts of a compound
SHORTEST_PART = 4


def edits_allowed(word: str) -> int:
    """How many edits `word` may be away from what was meant."""
    if len(word) < min(EDITS) or any(c.isdigit() for c in word):
        return 0
    return EDITS.get(len(word), MOST_EDITS)


class Speller:
    """Finds the nearest known word, the most common of those as near, and the two known words of a compound."""

    def __init__(
        self, known: Mapping[str, int], joined: Iterable[str] = (), telling: Iterable[str] | None = None
    ) -> None:
        self._common = known  # how often each is said
        self.words = frozenset(known)  # what two typed words may make together
        self._telling = self.words if telling is None else frozenset(telling) | frozenset(joined)
        self.known = self.words | frozenset(joined)
        self._alike: dict[tuple[str, int, int], list[str]] = {}  # by first letter, length and edits: as looked for

    @cached_property
    def _by_first(self) -> dict[str, list[str]]:
        """The words that may be meant, by their first letter, the most common first."""
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self.known, key=lambda word: (-self._common.get(word, 1), word)):
            if len(word) >= min(EDITS):
                found[word[0]].append(word)
        return found

    @cached_property
    def _by_letters(self) -> dict[str, str]:
        """The first of the words with these letters."""
        found: dict[str, str] = {}
        for words in self._by_first.values():
            for word in words:
                found.setdefault(_letters(word), word)
        return found

    def correct(self, word: str, edits: int | None = None) -> tuple[str, float] | None:
        """The nearest known word within the edits allowed, and its similarity (0-1); None when none is."""
        most = edits_allowed(word) if edits is None else min(edits, edits_allowed(word))
        if not most:
            return None
        near = self._nearest(word, word[0], most)
        if near is None and len(word) > 1:  # the first letter itself is wrong, missing or swapped
            near = self._nearest(word, word[1], min(most, 1))
        if near is None and (same := self._by_letters.get(_letters(word))):  # "pisy"
            near = same, 2
        if near is None:
            return None
        found, distance = near
        if distance > 1 and found not in self._telling:
            return None
        return found, 1 - distance / max(len(word), len(found))

    def _nearest(self, word: str, first: str, most: int) -> tuple[str, int] | None:
        """The nearest known word that begins with `first` and is not longer or shorter than `most` edits make it."""
        key = first, len(word), most
        choices = self._alike.get(key)
        if choices is None:
            known = self._by_first.get(first, ())
            choices = self._alike[key] = [one for one in known if abs(len(one) - len(word)) <= most]
        found = process.extractOne(word, choices, scorer=OSA.distance, processor=None, score_cutoff=most)
        return None if found is None else (found[0], int(found[1]))

    def split(self, word: str) -> tuple[str, str] | None:
        """The two known words that `word` is made of, the longer first part preferred."""
        for cut in range(len(word) - SHORTEST_PART, SHORTEST_PART - 1, -1):
            tail = word[cut:]
            if tail not in self.known:
                continue
            for link in LINKS:
                head = word[: cut - len(link)]
                if len(head) >= SHORTEST_PART and word[:cut].endswith(link) and head in self.known:
                    return head, tail
        return None

    def join(self, first: str, second: str) -> str | None:
        """The known word that two typed words make together."""
        for link in LINKS:
            joined = f"{first}{link}{second}"
            if joined in self.words:
                return joined
        return None


def _letters(word: str) -> str:
    """The first letter, then the others in the order of the alphabet."""
    return word[0] + "".join(sorted(word[1:]))
