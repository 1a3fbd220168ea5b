"""What one would pick instead of the bot: a search for the nearest of many phrases, each with its ready answer.

Imports nothing of the bot, so that `python -m benchmarks.rivals NAME PHRASES QUESTION` is a process with a rival alone:
it reads the phrases (a JSON list of language and phrase), builds what it searches in, and answers one question.
"""

import json
import sys
import unicodedata
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Protocol

LANGUAGES = {"nl": "dutch", "fr": "french"}

Phrase = tuple[str, str]  # language, text
Nearest = tuple[int, float]  # the number of the phrase, and how near: above 0, no upper end for BM25


class Rival(Protocol):
    """Finds the nearest phrase."""

    def nearest(self, question: str) -> Nearest | None:
        """The nearest phrase to `question`; None when no phrase shares a word with it."""


class RapidFuzz:
    """`process.extractOne` over all phrases, with one of RapidFuzz' scorers (0-100)."""

    def __init__(self, phrases: Sequence[Phrase], scorer: str) -> None:
        from rapidfuzz import fuzz, process, utils  # noqa: PLC0415 (each process loads one rival)

        self._prepared = utils.default_process
        self._extract = partial(process.extractOne, scorer=getattr(fuzz, scorer))
        self._choices = [self._prepared(plain(text)) for _, text in phrases]

    def nearest(self, question: str) -> Nearest | None:
        """Compare `question` with every phrase."""
        found = self._extract(self._prepared(plain(question)), self._choices)
        return found and (found[2], found[1])


class Bm25s:
    """bm25s over the stems of both languages, on its numba-free backend."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        import bm25s  # noqa: PLC0415
        import Stemmer  # noqa: PLC0415

        self._stemmers = {key: Stemmer.Stemmer(name) for key, name in LANGUAGES.items()}
        self._index = bm25s.BM25()
        self._index.index([self._stems(plain(text), language) for language, text in phrases], show_progress=False)

    def _stems(self, text: str, *languages: str) -> list[str]:
        words = "".join(c if c.isalnum() else " " for c in text).split()
        return [f"{key}:{stem}" for key in languages for stem in self._stemmers[key].stemWords(words)]

    def nearest(self, question: str) -> Nearest | None:
        """Score every phrase that shares a stem."""
        known = [one for one in self._stems(plain(question), *LANGUAGES) if one in self._index.vocab_dict]
        if not known:
            return None
        found, scores = self._index.retrieve([known], k=1, show_progress=False)
        return int(found[0, 0]), float(scores[0, 0])


class Tantivy:
    """Tantivy in memory, a field for each language with its stemmer."""

    def __init__(self, phrases: Sequence[Phrase]) -> None:
        import tantivy  # noqa: PLC0415

        schema = tantivy.SchemaBuilder().add_unsigned_field("number", stored=True)
        for language in LANGUAGES:
            schema.add_text_field(language, tokenizer_name=language)
        self._index = tantivy.Index(schema.build())
        for language, name in LANGUAGES.items():
            steps = (tantivy.Filter.lowercase(), tantivy.Filter.ascii_fold(), tantivy.Filter.stemmer(name))
            builder = tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.simple())
            for step in steps:
                builder = builder.filter(step)
            self._index.register_tokenizer(language, builder.build())
        writer = self._index.writer(num_threads=1)
        for number, (language, text) in enumerate(phrases):
            writer.add_document(tantivy.Document(number=number, **{language: text}))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def nearest(self, question: str) -> Nearest | None:
        """Search in both fields."""
        words = "".join(c if c.isalnum() else " " for c in question)
        query, _ = self._index.parse_query_lenient(words.lower(), list(LANGUAGES))
        hits = self._searcher.search(query, 1).hits
        if not hits:
            return None
        score, address = hits[0]
        return self._searcher.doc(address)["number"][0], score


def plain(text: str) -> str:
    """Lower case without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))


RIVALS: dict[str, Callable[[Sequence[Phrase]], Rival]] = {
    "RapidFuzz WRatio": partial(RapidFuzz, scorer="WRatio"),
    "RapidFuzz token_set_ratio": partial(RapidFuzz, scorer="token_set_ratio"),
    "bm25s": Bm25s,
    "Tantivy": Tantivy,
}


def main() -> None:
    """Answer one question, from nothing."""
    name, file, question = sys.argv[1:]
    phrases = json.loads(Path(file).read_text(encoding="utf-8"))
    print(RIVALS[name](phrases).nearest(question))


if __name__ == "__main__":
    main()
