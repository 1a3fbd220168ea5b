"""Whether a message asks for a chart, and for which: every word of it must belong to such a request."""

from collections.abc import Iterable, Mapping

from rapidfuzz import fuzz, process

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language, Picture, PictureWords
from bot.understanding.text import clean, fold

MOST_WORDS = 16  # beyond that somebody tells a story
LONG = 5  # letters from which a word may be misspelt
ALIKE = 0.82  # 0-1; "grafik" is "grafiek" with 0.92, "programma" is not "diagram" with 0.62


class PictureReader:
    """Reads requests for charts with the words of the knowledge."""

    def __init__(self, base: KnowledgeBase) -> None:
        self._words = {
            language: _by_word(words.pictures) for language, words in base.vocabularies.items() if words.pictures
        }

    def asked(self, text: str) -> tuple[Picture, Language] | None:
        """The chart that `text` asks for, and in which language; None when it asks something else."""
        words = fold(clean(text)).replace("'", " ").replace("-", " ").split()
        words = [word.strip('.,;:!?()"«»') for word in words]
        if not words or len(words) > MOST_WORDS:
            return None
        for language, known in self._words.items():
            found = [_meaning(word, known) for word in words if word]
            if "noun" in found and "" not in found:
                topics = [Picture(one) for one in found if one in list(Picture)]
                return next((one for one in topics if one is not Picture.BUDGETS), Picture.BUDGETS), language
        return None


def _by_word(words: PictureWords) -> Mapping[str, str]:
    """What each word means: `noun`, `around`, or the picture that it is about."""
    lists: dict[str, Iterable[str]] = {"around": words.around, "noun": words.nouns}
    lists |= {str(picture): phrases for picture, phrases in words.of.items()}
    return {part: meaning for meaning, phrases in lists.items() for phrase in phrases for part in _parts(phrase)}


def _parts(phrase: str) -> list[str]:
    return fold(phrase).replace("'", " ").replace("-", " ").split()


def _meaning(word: str, known: Mapping[str, str]) -> str:
    """What `word` means, also when it is misspelt; empty when it has no place in a request for a chart."""
    if word in known or len(word) < LONG:
        return known.get(word, "")
    longer = [one for one in known if len(one) >= LONG]
    near = process.extractOne(word, longer, scorer=fuzz.ratio, score_cutoff=100 * ALIKE)
    return known[near[0]] if near else ""
