"""What people may ask of each subject of a knowledge base, and what the reply must then hold."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.evaluation.marking import fold
from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, AspectName, Entry, Fact, Figure, Language, MeasureName, Phrases, Subject
from bot.knowledge.source import read
from bot.understanding.text import stem, words
from bot.wording.reply import Outcome, Reply

HERE = Path(__file__).parent
Pieces = tuple[str, ...]
YEAR = re.compile(r"20\d\d")


class Templates(Entry):
    """How people ask, in one language."""

    figures: dict[MeasureName, Phrases]
    aspects: dict[AspectName, Phrases]
    facts: Phrases
    project: Phrases
    project_support: Phrases
    project_funding: Phrases
    project_partners: Phrases
    person: Phrases
    organisation: Phrases
    members: Phrases


def templates(language: Language) -> Templates:
    """The templates of `language`."""
    source = read(HERE / f"{language}.yaml", HERE)
    found = source.read_as(Templates)
    assert found is not None, source.problems
    return found


@dataclass(frozen=True)
class Asked:
    """A question, whose it is, and what a right reply holds: all the pieces of one of these lists."""

    text: str
    language: Language
    victim: str  # whose it is, and what is asked: `dut/funding`
    owners: frozenset[str]  # the programmes one of which the reply must be about first; empty where there is none
    told: tuple[Pieces, ...]  # what the report says, or says that it does not know
    figures: tuple[Pieces, ...] = ()  # the same, where only an answer will do
    lacking: bool = False  # whether "not in the report" is right too

    def is_right(self, reply: Reply) -> bool:
        """Whether `reply` answers the question, or says that the report does not."""
        if reply.language is not self.language:
            return False
        if self.owners and reply.programmes and reply.programmes[0] not in self.owners:
            return False
        if self.lacking and reply.outcome is Outcome.UNKNOWN:
            return True
        text = fold(reply.text)
        held = self.told if reply.outcome is not Outcome.ANSWERED else (*self.figures, *self.told)
        return any(all(piece in text for piece in pieces) for pieces in held)


class Asker:
    """Makes the questions of one language over one knowledge base."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        self._base = base
        self._language = language
        self._templates = templates(language)
        self._facts_told = {
            key: {fact.id: pieces(fact.text[language]) for fact in subject.facts}
            for key, subject in base.subjects.items()
        }
        vocabulary = base.vocabularies[language]
        framing = (*vocabulary.operations.values(), *vocabulary.question_words.values(), *vocabulary.measures.values())
        self._framing = {self._stems(phrase) for listed in framing for phrase in listed}
        self._measures = {
            measure: [self._stems(phrase) for phrase in listed] for measure, listed in vocabulary.measures.items()
        }
        self._empty = frozenset(
            word for one in (vocabulary.function, vocabulary.skip) for p in one for word in words(p)
        )
        self._names = {
            key: [self._stems(name) for name in (one.name[language].split(" (")[0], *one.aliases.of(language))]
            for key, one in base.subjects.items()
        }

    def questions(self) -> Mapping[str, list[Asked]]:
        """The questions by subject, each question once."""
        found: dict[str, dict[str, Asked]] = {}
        for key, subject in self._base.subjects.items():
            own = found.setdefault(key, {})
            for one in (*self._figures(key, subject), *self._aspects(key, subject), *self._facts(key, subject)):
                own.setdefault(one.text, one)
        return {key: list(own.values()) for key, own in found.items()}

    def first_of_each(self) -> Mapping[str, str]:
        """The first way to ask for each figure and aspect of each subject."""
        found: dict[str, str] = {}
        for key, subject in self._base.subjects.items():
            for one in (*self._figures(key, subject), *self._aspects(key, subject)):
                found.setdefault(one.victim, one.text)
        return found

    def _ask(
        self,
        template: str,
        target: str,
        what: str,
        told: Iterable[Pieces],
        figures: Iterable[Pieces] = (),
        *,
        ask: str = "",
        lacking: bool = False,
    ) -> Asked:
        base, subject = self._base, self._base.subjects[target]
        called, name = subject.called[self._language], subject.name[self._language].split(" (")[0]
        return Asked(
            text=template.format(name=called, short=name, ask=ask),
            language=self._language,
            victim=f"{target}/{what}",
            owners=frozenset({target} & base.programmes.keys()),
            told=tuple(told),
            figures=tuple(figures),
            lacking=lacking,
        )

    def _figures(self, key: str, subject: Subject) -> Iterator[Asked]:
        facts = self._facts_told[key].values()
        for measure, listed in self._templates.figures.items():
            figures = [figure for figure in subject.figures if figure.measure is measure]
            if key == INNOVIRIS and not figures:  # a programme that has the figure may answer for the whole
                continue
            for template in listed:
                held = [f for f in figures if f.year is None or str(f.year) in template or not YEAR.search(template)]
                told = () if held else facts
                yield self._ask(template, key, measure, told, map(_number, held), lacking=not held)

    def _aspects(self, key: str, subject: Subject) -> Iterator[Asked]:
        facts = self._facts_told[key].values()
        for aspect, listed in self._templates.aspects.items():
            held = [pieces(text) for text in self._held(subject, aspect)]
            for template in listed:
                yield self._ask(template, key, aspect, facts, held, lacking=not held)

    def _held(self, subject: Subject, aspect: Aspect) -> Iterable[str]:
        language, base = self._language, self._base
        match aspect:
            case Aspect.NAMES:
                return [one.name for one in subject.projects]
            case Aspect.PARTNERS:
                owned = [one for project in subject.projects for one in (project.holder, *project.partners) if one]
                return [base.organisations[one].name[language] for one in (*subject.partners, *owned)]
            case Aspect.PEOPLE:
                return [one.name for one in subject.people]
            case Aspect.AUDIENCE | Aspect.STAGE:
                text = subject.audience if aspect is Aspect.AUDIENCE else subject.stage
                return [text[language]] if text else []
            case Aspect.DESCRIPTION:
                return [subject.summary[language]]
            case Aspect.SOURCE:
                return [base.interface[language]["aspect_source"].split("{")[0]]

    def _facts(self, key: str, subject: Subject) -> Iterator[Asked]:
        """One question for each of the words that a fact is asked with, unless they ask for something else as well."""
        shapes = self._templates.facts
        others = [name for other, names in self._names.items() if other != key for name in names]
        for fact in subject.facts:
            for ask in fact.asks.of(self._language):
                stems = self._stems(ask)
                if stems in (*self._framing, *self._names[key]) or any(name <= stems for name in others):
                    continue
                if self._empty >= set(words(ask)):
                    continue
                asked = [one for one in subject.facts if stems <= self._asks(one)]
                told = [self._facts_told[key][one.id] for one in asked]
                besides, absent = self._besides(subject, stems), all(one.absent for one in asked)
                yield self._ask(shapes[len(ask) % len(shapes)], key, fact.id, told, besides, ask=ask, lacking=absent)

    def _besides(self, subject: Subject, stems: frozenset[str]) -> Iterator[Pieces]:
        """What answers words that ask for a figure or an aspect too, or name a project."""
        for measure, phrases in self._measures.items():
            if not any(phrase <= stems for phrase in phrases):
                continue
            if isinstance(measure, Aspect):
                yield from map(pieces, self._held(subject, measure))
            else:
                yield from (_number(figure) for figure in subject.figures if figure.measure is measure)
        for project in subject.projects:
            if project.about and self._stems(project.name) <= stems:
                yield pieces(project.about[self._language])

    def _asks(self, fact: Fact) -> frozenset[str]:
        return frozenset().union(*(self._stems(phrase) for phrase in fact.asks.of(self._language)))

    def _stems(self, phrase: str) -> frozenset[str]:
        return frozenset(stem(word, self._language) for word in words(phrase))


def pieces(text: str) -> Pieces:
    """The parts of a text around its value, as they stand in a reply."""
    return tuple(fold(piece).strip(" .") for piece in text.replace("**", "").split("{value}"))


def _number(figure: Figure) -> Pieces:
    return (fold(str(figure.value).removesuffix(".0")),)
