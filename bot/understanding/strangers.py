"""Names with capitals that the report does not know: "Export Voucher", "Rise Brussels"."""

import re
from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cached_property

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.concepts import NAMES, PROFILE, Kind
from bot.understanding.reading import OF_COMPOUND, Reader
from bot.understanding.scene import Scene
from bot.understanding.search import contents
from bot.understanding.text import stem, words

WORD = r"(?<![\w’'])[A-ZÀ-Þ][\w&]*(?![\w’'-])"
JOINING = ("for", "in", "of", "and", "the")  # in English names; in a language where they are words they end a name
MOST_CAPITALS = 0.8  # share of the words with a capital beyond which capitals tell nothing


class Strangers:
    """Finds names of two words or more that stand nowhere in the knowledge."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._reader = reader
        self._base = base
        self._names = {language: _names(JOINING, reader.function[language]) for language in Language}
        self._shared = {
            language: {stem(word, language) for name in one.shared_names for word in words(name)}
            for language, one in base.vocabularies.items()
        }

    @cached_property
    def _texts(self) -> Mapping[str, list[str]]:
        """All that the knowledge tells, by each word that it holds; few messages hold a name to be looked for in it."""
        texts = (_plain(words(text)) for language in Language for _, _, text in contents(self._base, language))
        found: dict[str, list[str]] = {}
        for text in dict.fromkeys(texts):
            for word in set(text.split()):
                found.setdefault(word, []).append(f" {text} ")
        return found

    def named_in(self, scene: Scene) -> bool:
        """Whether such a name is all that is named, in a message that is not written in capitals throughout."""
        if self._is_like_a_shared_name(scene):
            return True
        if not self._names[scene.reading.language].search(scene.reading.message):
            return False
        message = [word for word in scene.reading.message.split() if word[0].isalpha()]
        capitals = sum(word[0].isupper() for word in message)
        if scene.reading.message.isupper() or capitals > MOST_CAPITALS * len(message):
            return False
        giver = {n for m in scene.reading.of(Kind.SUBJECT) if m.id == INNOVIRIS for n in range(m.start, m.end)}
        return any(not scene.named.spans - giver - span for span in self._strange(scene))

    def _is_like_a_shared_name(self, scene: Scene) -> bool:
        """Whether a compound that nobody knows ends in a name that several share: "mobiliteitscheque"."""
        shared = self._shared[scene.reading.language]
        whole = {n for m in scene.reading.of(*NAMES) if m.score != OF_COMPOUND for n in range(m.start, m.end)}
        compounds = ((n, token) for n, token in enumerate(scene.reading.tokens) if token.parts)
        split = (
            meant.split()[-1] for typed, meant in scene.reading.corrected.items() if " " in meant and " " not in typed
        )
        unknown = any(stem(last, scene.reading.language) in shared for last in split)
        return unknown or any(n not in whole and token.parts[-1] in shared for n, token in compounds)

    def _strange(self, scene: Scene) -> Iterator[frozenset[int]]:
        """The tokens of each strange name."""
        reading = scene.reading
        typed = [token.text for token in reading.tokens]
        for found in self._names[reading.language].finditer(reading.message):
            name = words(found.group())
            start = next((n for n in range(len(typed)) if typed[n : n + len(name)] == name), None)
            if start is None:
                continue
            span = range(start + (1 if self._is_common(scene, start) else 0), start + len(name))
            told = f" {_plain(typed[n] for n in span)} "
            if len(span) > 1 and not self._stands(told) and not scene.named.spans >= set(span):
                yield frozenset(span)

    def _stands(self, told: str) -> bool:
        """Whether these words stand together in a text: in one of those that hold the rarest of them."""
        texts = min((self._texts.get(word, []) for word in told.split()), key=len)
        return any(told in text for text in texts)

    def _is_common(self, scene: Scene, number: int) -> bool:
        """Whether the word is no part of a name: "Brussel", or what a sentence begins with, "Hoeveel"."""
        kinds = {m.kind for m in scene.reading.mentions if m.start <= number < m.end}
        text = scene.reading.tokens[number].text
        return bool(kinds - NAMES - PROFILE) or text in self._reader.function[scene.reading.language]


def _names(joining: Iterable[str], function: Container[str]) -> re.Pattern[str]:
    """Two words or more with a capital, with one of `joining` between them unless it is a function word."""
    between = "|".join(word for word in joining if word not in function)
    return re.compile(rf"{WORD}(?:\s+(?:(?:{between})\s+)?{WORD})+")


def _plain(name: Iterable[str]) -> str:
    """The words without the mark of their plural."""
    return " ".join(word.rstrip("s") for word in name)
