"""Every phrase of the knowledge base, by language, with the concepts that it can mean."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language, Text, Words
from bot.understanding.concepts import EMPTY, NAMES, PROFILE, Concept, Kind
from bot.understanding.text import Token, stem, words

WITH_JOINED = frozenset({Kind.SUBJECT, Kind.PROJECT, Kind.ORGANISATION})
# Not by their stem: "boeren" are no Boers, "rapporter" is no rapport.
EXACT = frozenset({Kind.QUESTION, Kind.UNKNOWN, Kind.PROJECT, Kind.ORGANISATION, Kind.PERSON, Kind.CHAT})
MOST_JOINED = 4  # words of a name that people write as one

Phrase = tuple[str, Concept]
Match = tuple[int, int, Concept]  # from the first token to the one behind the last


class Lexicon:
    """The phrases of one language: stems → concepts."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        self.language = language
        self._function = frozenset(word for phrase in base.vocabularies[language].function for word in words(phrase))
        self.words: set[str] = set()
        self.telling: set[str] = set()  # those of names and of what can be asked
        self.joined: set[str] = set()  # names of several words, written as one
        self.concepts: dict[tuple[str, ...], set[Concept]] = defaultdict(set)
        self.beginnings: set[tuple[str, ...]] = set()  # the first two stems of every phrase
        self._lengths: dict[str, tuple[int, ...]] = {}  # by first stem, the longest first
        self._forms: dict[tuple[str, ...], set[tuple[str, ...]]] = defaultdict(set)
        self._starting: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        self._exact: dict[tuple[tuple[str, ...], Concept], set[tuple[str, ...]]] = defaultdict(set)
        for phrase, concept in phrases(base, language):
            self._add(phrase, concept)

    def _add(self, phrase: str, concept: Concept) -> None:
        parts = words(phrase)
        if not parts or (concept.kind is Kind.UNKNOWN and "".join(parts).isdigit()):
            return
        self.words.update(parts)
        if concept.kind not in PROFILE | EMPTY:
            self.telling.update(parts)
        stems = tuple(stem(part, self.language) for part in parts)
        self._put(stems, concept)
        self._forms[stems].add(tuple(parts))
        if concept.kind in WITH_JOINED and 1 < len(parts) <= MOST_JOINED:
            self.joined.add("".join(parts))
            self._put((stem("".join(parts), self.language),), concept)
            self._exact[(stem("".join(parts), self.language),), concept].add((_form("".join(parts)),))
        set_phrase = concept.kind is Kind.SKIP and len(parts) > 1
        if (
            set_phrase
            or concept.kind in EXACT
            or (concept.kind is Kind.SUBJECT and len(parts) == 1 and phrase.isupper())
        ):
            self._exact[stems, concept].add(tuple(map(_form, parts)))

    def starting(self, first: str) -> Iterable[tuple[str, ...]]:
        """The names, as stems, that begin with this stem."""
        return self._starting.get(first, ())

    def is_beginning(self, stems: tuple[str, ...], concept: Concept) -> bool:
        """Whether a longer phrase for the same concept begins with `stems`."""
        longer = (key for key in self.starting(stems[0]) if len(key) > len(stems) and key[: len(stems)] == stems)
        return any(concept in self.concepts[key] for key in longer)

    def _put(self, stems: tuple[str, ...], concept: Concept) -> None:
        self.concepts[stems].add(concept)
        if concept.kind in NAMES:
            self._starting[stems[0]].add(stems)
        if len(stems) > 1:
            self.beginnings.add(stems[:2])
        lengths = self._lengths.get(stems[0], ())
        if len(stems) not in lengths:
            self._lengths[stems[0]] = tuple(sorted((*lengths, len(stems)), reverse=True))

    def matches(self, tokens: list[Token]) -> Iterator[Match]:
        """Every phrase that stands in `tokens`, with start and end."""
        stems = [token.stem(self.language) for token in tokens]
        for start, first in enumerate(stems):
            for end in (start + length for length in self._lengths.get(first, ())):
                key = tuple(stems[start:end])
                if (
                    end > len(stems)
                    or key not in self.concepts
                    or not self._keeps_function_words(key, tokens[start:end])
                ):
                    continue
                for concept in self.concepts[key]:
                    forms = self._exact.get((key, concept))  # the words themselves, not others with their stem
                    if forms is None or tuple(_form(token.text) for token in tokens[start:end]) in forms:
                        yield start, end, concept

    def _keeps_function_words(self, key: tuple[str, ...], tokens: list[Token]) -> bool:
        """Whether function words stand for themselves: "hoeveel kan" is not "hoeveel kans"."""
        fixed = [(n, token.text) for n, token in enumerate(tokens) if token.text in self._function]
        forms = self._forms.get(key)
        return not fixed or not forms or any(all(form[n] == text for n, text in fixed) for form in forms)


def phrases(base: KnowledgeBase, language: Language) -> Iterator[Phrase]:
    """Every phrase of `language` with the concept it means."""
    yield from _names(base, language)
    yield from _vocabulary(base, language)
    yield from _profile(base, language)


def _names(base: KnowledgeBase, language: Language) -> Iterator[Phrase]:
    for key, subject in base.subjects.items():
        yield from _called(Concept(Kind.SUBJECT, key), subject.name, subject.aliases, language)
    for key, organisation in base.organisations.items():
        concept = Concept(Kind.ORGANISATION, key)
        yield from _called(concept, organisation.name, organisation.aliases, language)
    for key, appearances in base.projects.items():
        for appearance in appearances:
            concept = Concept(Kind.PROJECT, key)
            for alias in (appearance.project.name, *appearance.project.aliases.of(language)):
                yield alias, concept
    for key, roles in base.people.items():
        name = roles[0].person.name
        concept = Concept(Kind.PERSON, key)
        yield name, concept
        yield name.split(" ", 1)[-1], concept


def _called(concept: Concept, name: Text, aliases: Words, language: Language) -> Iterator[Phrase]:
    without_gloss = name[language].split(" (")[0]
    for alias in (name[language], without_gloss, *aliases.of(language)):
        yield alias, concept


def _vocabulary(base: KnowledgeBase, language: Language) -> Iterator[Phrase]:
    vocabulary = base.vocabularies[language]
    for measure, listed in vocabulary.measures.items():
        kind = Kind.ASPECT if type(measure).__name__ == "Aspect" else Kind.MEASURE
        yield from _all(kind, measure, listed)
    for operation, listed in vocabulary.operations.items():
        yield from _all(Kind.OPERATION, operation, listed)
    for key, unknown in vocabulary.unknowns.items():
        yield from _all(Kind.UNKNOWN, key, unknown.phrases)
    for name in ("quantity", "exclusion", "correction", "another", "function", "skip"):
        yield from _all(Kind(name), name, getattr(vocabulary, name))
    for name, listed in vocabulary.question_words.items():
        yield from _all(Kind.QUESTION, name, listed)
    for name in ("previous_year", "this_year", "next_year"):
        yield from _all(Kind.YEAR, name.removesuffix("_year"), getattr(vocabulary, name))
    for name in type(vocabulary.chat).model_fields:
        yield from _all(Kind.CHAT, name, getattr(vocabulary.chat, name))
    numerals: tuple[Iterable[str], ...] = (vocabulary.numbers, vocabulary.months, vocabulary.multipliers)
    for numeral in numerals:
        yield from _all(Kind.SKIP, "number", numeral)


def _profile(base: KnowledgeBase, language: Language) -> Iterator[Phrase]:
    profile = base.profiles[language]
    for asker, labelled in profile.askers.items():
        yield from _all(Kind.ASKER, asker, labelled.phrases)
    for asker, listed in profile.size.items():
        yield from _all(Kind.ASKER, asker, listed)
    for need, labelled in profile.needs.items():
        yield from _all(Kind.NEED, need, labelled.phrases)
    for theme, labelled in profile.themes.items():
        yield from _all(Kind.THEME, theme, labelled.phrases)
    yield from _all(Kind.FIRST_PERSON, "first_person", profile.first_person)
    yield from _all(Kind.SEEKING, "seeking", profile.seeking)
    yield from _all(Kind.SKIP, "staff", profile.staff)


def _all(kind: Kind, key: str, listed: Iterable[str]) -> Iterator[Phrase]:
    concept = Concept(kind, str(key))
    return ((phrase, concept) for phrase in listed)


def _form(word: str) -> str:
    return word.rstrip("s")
