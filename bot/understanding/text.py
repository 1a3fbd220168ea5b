"""A message as people type it → words that can be compared."""

import html
import re
import unicodedata
from functools import lru_cache
from sys import intern
from typing import NamedTuple

import Stemmer

from bot.knowledge.model import Language

WORDS_KEPT = 1 << 16  # words of which is remembered what was worked out once: stems, parts, the language
LONGEST = 1000  # characters that are read; what people ask is under 300
LONGEST_WORD = 50  # letters that are read of a word; the longest that people type have some 35

ACCENT = re.compile("[\u0300-\u036f]+")
PLAIN = str.maketrans("àâäáçéèêëîïíôöóûùüú’", "aaaaceeeeiiiooouuuu'", "\u0301\u0300\u0302\u0308\u0327") | {
    ord("œ"): "oe",
    ord("æ"): "ae",
}  # what Dutch and French put on letters
ENDLESS = re.compile(rf"(\w{{{LONGEST_WORD}}})\w+")
TAG = re.compile(r"</?[a-z][^<>]{0,40}>", re.IGNORECASE)
RESEARCH = re.compile(r"\b([ro])\s?(?:&|n')\s?([do])\b")  # R&D, R & D, O&O are one word
PLURAL = re.compile(r"(?<=[aiouy])'s\b")  # kmo's, programma's
FRENCH_PLURALS = ("ies", "ues", "aces", "ices", "yses")
LOAN_PLURALS = ("as", "is", "os", "us")  # which Dutch Snowball leaves as it is
SHORT = 3  # letters of a stem that stays as it is
HARDENED = {"v": "f", "z": "s"}  # bedrijven and bedrijf, huizen and huis
SPLIT_AMOUNT = re.compile(r"(?<![\d.,])\d{1,3}(?:[.\s]\d{3})+(?![\d])(?:,\d+)?")
CLAUSE_END = re.compile(r",(?!\d)|:|\s[-–—]\s|[()]")
TOKEN = re.compile(r"\d+(?:[.,]\d+)+|[^\W_]+|[%+]")
SENTENCE_END = re.compile(r"[?!;\n]+|\.(?=\s|$)")

_STEMMERS = {Language.NL: Stemmer.Stemmer("dutch_porter"), Language.FR: Stemmer.Stemmer("french")}


class Token(NamedTuple):
    """A word of the message: as typed but folded, and its stem in each language."""

    text: str
    nl: str
    fr: str
    sentence: int = 0
    clause: int = 0
    parts: tuple[str, ...] = ()  # Dutch stems of the parts of a compound

    def stem(self, language: Language) -> str:
        """The stem as a word of `language`."""
        return self.nl if language is Language.NL else self.fr


def clean(message: str) -> str:
    """The message without control characters, entities, tags and surrogates, cut at `LONGEST`.

    Its words are cut too: what reads them letter by letter takes the square of their length.
    """
    text = html.unescape(message[: LONGEST * 2])
    text = unicodedata.normalize("NFKC", text)[: LONGEST * 2]  # one character may stand for eighteen
    if not text.isprintable():
        text = "".join(c if unicodedata.category(c)[0] != "C" else " " if c in "\n\t\r" else "" for c in text)
    return ENDLESS.sub(r"\1", TAG.sub(" ", text).strip()[:LONGEST])


def fold(text: str) -> str:
    """Lower case without accents; every apostrophe the same."""
    if text.isascii():
        return PLURAL.sub("s", text.lower()) if "'" in text else text.lower()
    common = text.lower().translate(PLAIN)
    if common.isascii():
        return PLURAL.sub("s", common) if "'" in common else common
    lowered = PLURAL.sub("s", text.lower().replace("’", "'")).replace("œ", "oe").replace("æ", "ae")
    return ACCENT.sub("", unicodedata.normalize("NFKD", lowered))


@lru_cache(WORDS_KEPT)
def stem(word: str, language: Language) -> str:
    """The Snowball stem of a folded word."""
    if language is Language.NL:  # what Dutch Snowball leaves as it is: cheques, laureaat, onderzoekscentra
        if word.endswith(FRENCH_PLURALS):
            word = word[:-1]
        elif word.endswith("centra"):
            word = word[:-1] + "um"
        elif word.endswith("eaat"):
            word = word[:-2] + "t"
    stemmed: str = _STEMMERS[language].stemWord(word)
    if language is Language.NL and len(stemmed) > SHORT:
        stemmed = stemmed[:-1] if stemmed.endswith(LOAN_PLURALS) else stemmed
        stemmed = stemmed[:-1] + HARDENED.get(stemmed[-1], stemmed[-1])
    return intern(stemmed)


@lru_cache(WORDS_KEPT)
def token(word: str, sentence: int = 0, clause: int = 0) -> Token:
    """A folded word with its stems."""
    return Token(word, stem(word, Language.NL), stem(word, Language.FR), sentence, clause)


def words(text: str) -> list[str]:
    """The folded words of `text`."""
    if text.replace(" ", "").isalpha():  # as nearly all phrases are
        return list(map(_word, text.split()))
    return _split(fold(text))


@lru_cache(WORDS_KEPT)
def _word(letters: str) -> str:
    """One word, folded and kept once: the same ones stand in thousands of phrases (5 MB)."""
    return intern(fold(letters))


def tokens(message: str) -> list[Token]:
    """The tokens of a cleaned message, each with the number of its sentence."""
    found: list[Token] = []
    clauses = 0
    for number, sentence in enumerate(SENTENCE_END.split(fold(message))):
        for clause in CLAUSE_END.split(sentence):
            found += [token(word, number, clauses) for word in _split(clause)]
            clauses += 1
    return found


def _split(folded: str) -> list[str]:
    plain = folded if "n'" in folded else folded.replace("'", " ").replace("-", " ")
    if plain.replace(" ", "").isalpha():
        return list(map(intern, plain.split()))
    joined = RESEARCH.sub(r"\1\2", folded)
    joined = SPLIT_AMOUNT.sub(lambda m: re.sub(r"[.\s]", "", m.group()), joined)
    return list(map(intern, TOKEN.findall(joined)))
