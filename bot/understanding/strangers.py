"""Names with capitals that the report does not know: "Export Voucher", "Rise Brussels"."""

import re
from collections.abc import Iterable, Iterator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.concepts import NAMES, PROFILE, Kind
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene
from bot.understanding.search import contents
from bot.understanding.text import words

WORD = r"(?<![\w’'])[A-ZÀ-Þ][\w&]*(?![\w’'-])"
NAME = re.compile(rf"{WORD}(?:\s+(?:for\s+)?{WORD})+")
MOST_CAPITALS = 0.6  # share of the words with a capital beyond which capitals tell nothing


class Strangers:
    """Finds names of two words or more that stand nowhere in the knowledge."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._reader = reader
        texts = (text for language in Language for _, _, text in contents(base, language))
        self._known = f" {' | '.join(_plain(words(text)) for text in texts)} "

    def named_in(self, scene: Scene) -> bool:
        """Whether such a name is all that is named, in a message that is not written in capitals throughout."""
        message = scene.reading.message.split()
        if sum(word[0].isupper() for word in message) > MOST_CAPITALS * len(message):
            return False
        return any(not scene.named.spans - span for span in self._strange(scene))

    def _strange(self, scene: Scene) -> Iterator[frozenset[int]]:
        """The tokens of each strange name."""
        reading = scene.reading
        typed = [token.text for token in reading.tokens]
        for found in NAME.finditer(reading.message):
            name = words(found.group())
            start = next((n for n in range(len(typed)) if typed[n : n + len(name)] == name), None)
            if start is None:
                continue
            span = range(start + (1 if self._is_common(scene, start) else 0), start + len(name))
            told = f" {_plain(typed[n] for n in span)} "
            if len(span) > 1 and told not in self._known and not scene.named.spans >= set(span):
                yield frozenset(span)

    def _is_common(self, scene: Scene, number: int) -> bool:
        """Whether the word is no part of a name: "Brussel", or what a sentence begins with, "Hoeveel"."""
        tokens = scene.reading.tokens
        begins = number == 0 or tokens[number - 1].sentence != tokens[number].sentence
        kinds = {m.kind for m in scene.reading.mentions if m.start <= number < m.end}
        if Kind.SKIP in kinds:  # "Brussel", "Innoviris"
            return True
        plain = bool(kinds - NAMES - PROFILE)
        return begins and (plain or tokens[number].text in self._reader.function[scene.reading.language])


def _plain(name: Iterable[str]) -> str:
    """The words without the mark of their plural."""
    return " ".join(word.rstrip("s") for word in name)
