"""Which of the two languages a message is in."""

import re
from collections.abc import Collection, Mapping
from functools import lru_cache

from bot.knowledge.model import Language
from bot.understanding.text import WORDS_KEPT

# Letters that one language has and the other hardly: a weak hint, for words that neither vocabulary knows.
LOOKS = {
    Language.NL: re.compile(r"ij|aa|ee|oo|uu|sch|cht|ck|k(?=s|t|$)|w"),
    Language.FR: re.compile(r"eau|eux|oi|ai|ou[ixr]|qu|gn|ent$|tion|é|è|ê|ç|à"),
}
FUNCTION, KNOWN, LOOK = 1.0, 0.7, 0.25
SWITCH = 1.1  # evidence needed to leave the language of the chat: more than one word, "merci" is said in both


class LanguageDetector:
    """Weighs function words, known words and spelling; names of programmes count for neither."""

    def __init__(self, function: Mapping[Language, Collection[str]], known: Mapping[Language, Collection[str]]) -> None:
        self._function = {language: frozenset(words) for language, words in function.items()}
        self._known = {language: frozenset(words) for language, words in known.items()}
        self._weights = lru_cache(WORDS_KEPT)(self._weighed)

    def scores(self, words: Collection[str]) -> dict[Language, float]:
        """The weight of evidence for each language; `words` in lower case, accents kept or not."""
        weights = [self._weights(word) for word in words]
        return {language: sum(one[place] for one in weights) for place, language in enumerate(Language)}

    def detect(self, words: Collection[str], spoken: Language | None = None) -> Language | None:
        """The language of `words`; None when nothing tells, or too little to leave the one `spoken`."""
        scores = self.scores(words)
        dutch, french = scores[Language.NL], scores[Language.FR]
        if abs(dutch - french) < (SWITCH if spoken else LOOK):
            return None
        return Language.NL if dutch > french else Language.FR

    def _weighed(self, word: str) -> tuple[float, ...]:
        return tuple(self._weight(word, language) for language in Language)

    def _weight(self, word: str, language: Language) -> float:
        other = language.other
        if word in self._function[language]:
            return 0.0 if word in self._function[other] else FUNCTION
        if word in self._function[other]:
            return 0.0
        if word in self._known[language]:
            return 0.0 if word in self._known[other] else KNOWN
        if word in self._known[other]:
            return 0.0
        return LOOK if LOOKS[language].search(word) else 0.0
