"""Finds facts, projects and programmes by the words of their content, rare words first (idf)."""

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Fact, Language, Project
from bot.understanding.text import stem, words

# How much a word counts by where it stands: what people ask with, the name, the running text.
ASKED, NAMED, TOLD = 1.0, 0.9, 0.4
STRESSED = 0.7  # in bold: the point of the fact
ASKED_FROM = 0.6  # from this weight on a word is one that people ask with
PART = 0.7  # part of a Dutch compound, against the whole

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


@dataclass(frozen=True)
class Hit:
    """A document, which tokens it explains, and the weight of that."""

    document: Document
    score: float
    tokens: frozenset[int]
    asked: frozenset[int]  # those that stand among the words people ask with


class ContentIndex:
    """An inverted index over the texts of one language."""

    def __init__(
        self,
        base: KnowledgeBase,
        language: Language,
        empty: frozenset[str],
        split: Callable[[str], tuple[str, str] | None] = lambda _: None,
    ) -> None:
        self.language = language
        self.words: set[str] = set()
        self._postings: dict[str, dict[Document, float]] = defaultdict(dict)
        self._empty = empty
        self._split = split
        for document, weight, text in contents(base, language):
            self._add(document, weight, text)
        self.documents = frozenset(d for found in self._postings.values() for d in found)
        self.rarest = math.log(1 + len(self.documents))
        self._idf = {
            key: math.log(1 + len(self.documents) / len(found)) for key, found in self._postings.items()
        }

    def _add(self, document: Document, weight: float, text: str) -> None:
        for word in words(text):
            if (weight < STRESSED and word in self._empty) or (len(word) < 2 and not word.isdigit()):
                continue
            self.words.add(word)
            self._post(word, document, weight)
            if self.language is Language.NL and (parts := self._split(word)):
                for part in parts:
                    if part not in self._empty:
                        self._post(part, document, weight * PART)

    def _post(self, word: str, document: Document, weight: float) -> None:
        found = self._postings[stem(word, self.language)]
        found[document] = max(weight, found.get(document, 0.0))

    def idf(self, key: str) -> float:
        """How much the stem tells apart: `rarest` for one that stands nowhere."""
        return self._idf.get(key, self.rarest)

    def search(self, keys: Mapping[int, tuple[str, ...]], within: Iterable[str] | None = None) -> list[Hit]:
        """The documents that hold any of `keys`: by token number its stem, then those of its parts; best first."""
        allowed = None if within is None else frozenset(within)
        scores: dict[Document, float] = defaultdict(float)
        seen: dict[Document, set[int]] = defaultdict(set)
        asked: dict[Document, set[int]] = defaultdict(set)
        for number, (whole, *parts) in keys.items():
            found = dict(self._postings.get(whole, {}))
            values = {document: weight * self._idf[whole] for document, weight in found.items()}
            for part in parts:
                for document, weight in self._postings.get(part, {}).items():
                    value = PART * weight * self._idf[part]
                    if value > values.get(document, 0.0):
                        values[document], found[document] = value, PART * weight
            for document, value in values.items():
                if allowed is None or document.subject in allowed:
                    scores[document] += value
                    seen[document].add(number)
                    if found[document] >= ASKED_FROM:
                        asked[document].add(number)
        hits = [Hit(d, s, frozenset(seen[d]), frozenset(asked[d])) for d, s in scores.items()]
        return sorted(hits, key=lambda hit: (-hit.score, hit.document.sort, hit.document.id))


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
            document = Document(Sort.PERSON, f"{key}/{person.name}", key)
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
