"""Finds facts, projects and programmes by the words of their content, rare words first (idf)."""

import math
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from operator import itemgetter

from bot.knowledge.base import KnowledgeBase, slug
from bot.knowledge.model import Fact, Language, Project
from bot.understanding.text import WORDS_KEPT, stem, words

# How much a word counts by where it stands: what people ask with, the name, the running text.
ASKED, NAMED, TOLD = 1.0, 0.9, 0.4
STRESSED = 0.7  # in bold: the point of the fact
ASKED_FROM = 0.6  # from this weight on a word is one that people ask with
MOST_HITS = 40  # documents that a search returns
PART = 0.7  # part of a Dutch compound, against the whole

Values = Mapping[int, tuple[float, float]]

BOLD = re.compile(r"\*\*(.+?)\*\*")


class Sort(StrEnum):
    """What a document of the index is."""

    FACT = "fact"
    PROJECT = "project"
    PROGRAMME = "programme"
    PERSON = "person"


@dataclass(frozen=True)
class Document:
    """Something that can answer a question in words; `subject` is the programme it belongs to."""

    sort: Sort
    id: str
    subject: str


@dataclass(eq=False)  # never changed; each stands for itself
class Hit:
    """A document, which tokens it explains, and the weight of that."""

    document: Document
    score: float
    tokens: frozenset[int]
    asked: frozenset[int]  # those that stand among the words people ask with
    rarity: Mapping[int, float]  # for each of the tokens the idf of what was found: the word, or part of a compound


class ContentIndex:
    """An inverted index over the texts of one language; documents are numbered."""

    def __init__(self, base: KnowledgeBase, language: Language, empty: frozenset[str]) -> None:
        self.language = language
        self._empty = empty
        self._by_word: dict[str, dict[int, float]] = defaultdict(dict)
        numbers: dict[Document, int] = {}
        for document, weight, text in contents(base, language):
            self._add(numbers.setdefault(document, len(numbers)), weight, text)
        self.words = Counter({word: len(found) for word, found in self._by_word.items()})  # and how many hold each
        self.documents = tuple(numbers)
        places = {key: place for place, key in enumerate(sorted({(one.sort, one.id) for one in numbers}))}
        self._order = [places[one.sort, one.id] for one in self.documents]  # of those that weigh the same
        self._of_subject: dict[str, set[int]] = defaultdict(set)
        for document, number in numbers.items():
            self._of_subject[document.subject].add(number)
        self.rarest = math.log(1 + len(self.documents))
        self._postings: dict[str, dict[int, float]] = defaultdict(dict)
        for word, found in self._by_word.items():
            self._post(word, found, 1.0)
        self._weigh()

    def split_compounds(self, split: Callable[[str], tuple[str, str] | None]) -> None:
        """Find compounds by their parts too."""
        for word, found in self._by_word.items():
            for part in split(word) or ():
                if part not in self._empty:
                    self._post(part, found, PART)
        self._weigh()

    def _add(self, document: int, weight: float, text: str) -> None:
        for word in words(text):
            if (weight < STRESSED and word in self._empty) or (len(word) < 2 and not word.isdigit()):
                continue
            found = self._by_word[word]
            found[document] = max(weight, found.get(document, 0.0))

    def _post(self, word: str, found: Mapping[int, float], share: float) -> None:
        postings = self._postings[stem(word, self.language)]
        for document, weight in found.items():
            postings[document] = max(share * weight, postings.get(document, 0.0))

    def _weigh(self) -> None:
        self._values = lru_cache(WORDS_KEPT)(self._valued)
        count = len(self.documents)
        self._idf = {key: math.log(1 + count / len(found)) for key, found in self._postings.items()}

    def idf(self, key: str) -> float:
        """How much the stem tells apart: `rarest` for one that stands nowhere."""
        return self._idf.get(key, self.rarest)

    def search(self, keys: Mapping[int, tuple[str, ...]], within: Iterable[str] | None = None) -> list[Hit]:
        """The documents that hold any of `keys`, best first; by token number its stem, then its parts'."""
        allowed = None if within is None else set().union(*(self._of_subject[key] for key in within))
        scores: dict[int, float] = {}
        valued = [(number, self._values(stems)) for number, stems in keys.items()]
        for _, values in valued:
            for document in values if allowed is None else values.keys() & allowed:
                scores[document] = scores.get(document, 0.0) + values[document][0]
        best = sorted(scores.items(), key=itemgetter(1), reverse=True)[:MOST_HITS]
        best.sort(key=lambda one: (-one[1], self._order[one[0]]))
        return [self._hit(document, score, valued) for document, score in best]

    def _hit(self, number: int, score: float, valued: Iterable[tuple[int, Values]]) -> Hit:
        """What of a document was found; `valued` are the documents of each token."""
        rarity: dict[int, float] = {}
        asked: list[int] = []
        for token, values in valued:
            if number in values:
                value, weight = values[number]
                rarity[token] = value / weight
                if weight >= ASKED_FROM:
                    asked.append(token)
        return Hit(self.documents[number], score, frozenset(rarity), frozenset(asked), rarity)

    def _valued(self, stems: tuple[str, ...]) -> Values:
        """The documents that hold a word or a part of it, given by their stems: value (weight × idf) and weight."""
        found: dict[int, tuple[float, float]] = {}
        for place, key in enumerate(stems):
            idf, share = self._idf.get(key, 0.0), PART if place else 1.0
            for document, weight in self._postings.get(key, {}).items():
                value = share * weight * idf
                if value > found.get(document, (0.0, 0.0))[0]:
                    found[document] = (value, share * weight)
        return found


def contents(base: KnowledgeBase, language: Language) -> Iterator[tuple[Document, float, str]]:
    """Every text of `language` with its document and how much its words count."""
    for key, subject in base.subjects.items():
        document = Document(Sort.PROGRAMME, key, key)
        yield document, TOLD, subject.summary[language]
        for alias in (subject.name[language], *subject.aliases.of(language)):
            yield document, NAMED, alias
        for fact in subject.facts:
            yield from _fact(Document(Sort.FACT, f"{key}/{fact.id}", key), fact, language)
        for person in subject.people:
            document = Document(Sort.PERSON, f"person:{slug(person.name)}", key)
            yield document, NAMED, f"{person.name} {person.role[language]}"
            if person.said:
                yield document, TOLD, person.said[language]
    for key, appearances in base.projects.items():
        for appearance in appearances:
            document = Document(Sort.PROJECT, key, appearance.programme)
            for weight, text in _project(appearance.project, language):
                yield document, weight, text


def _fact(document: Document, fact: Fact, language: Language) -> Iterator[tuple[Document, float, str]]:
    for phrase in fact.asks.of(language):
        yield document, ASKED, phrase
    text = fact.text[language].replace("{value}", "")
    yield document, TOLD, text
    for phrase in BOLD.findall(text):
        yield document, STRESSED, phrase


def _project(project: Project, language: Language) -> Iterator[tuple[float, str]]:
    for phrase in project.words.of(language):
        yield ASKED, phrase
    for alias in (project.name, *project.aliases.of(language)):
        yield NAMED, alias
    if project.about:
        yield TOLD, project.about[language]


def margin(hits: Sequence[Hit]) -> float:
    """How far the best hit is ahead of the best of another subject (0-1; 1 when it stands alone)."""
    rival = next((hit.score for hit in hits if hit.document.subject != hits[0].document.subject), 0.0)
    return 1 - rival / hits[0].score if hits else 0.0
