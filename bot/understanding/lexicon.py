"""Every phrase of the knowledge base, by language, with the concepts that it can mean."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language, Text, Words
from bot.understanding.concepts import EMPTY, PROFILE, Concept, Kind
from bot.understanding.text import Token, fold, stem, words

WITH_JOINED = frozenset({Kind.SUBJECT, Kind.PROJECT, Kind.ORGANISATION})
# Not by their stem: "boeren" are no Boers, "rapporter" is no rapport.
EXACT = frozenset({Kind.QUESTION, Kind.UNKNOWN, Kind.PROJECT, Kind.ORGANISATION, Kind.PERSON, Kind.CHAT})
NOWHERE = 0  # no node of the tree
ROOT = 1  # the node where every phrase begins
INFINITIVE = re.compile(r"^[^\W\d_]{3,}er$")
MOST_JOINED = 4  # words of a name that people write as one

Phrase = tuple[str, Concept]
Match = tuple[int, int, Concept]  # from the first token to the one behind the last


class Lexicon:
    """The phrases of one language: a tree of stems, with the concepts that end in each."""

    def __init__(self, base: KnowledgeBase, language: Language) -> None:
        self.language = language
        vocabulary = base.vocabularies[language]
        alone = (*vocabulary.function, *vocabulary.homographs)  # "pays" is not "paye", though their stem is one
        self._alone = frozenset(word for phrase in alone for word in words(phrase))
        self._stems_alone = frozenset(stem(word, language) for word in self._alone)
        self._homographs = frozenset(stem(fold(word), language) for word in vocabulary.homographs)
        self.telling: set[str] = set()  # those of names and of what can be asked
        self.joined: set[str] = set()  # names of several words, written as one
        self._following: dict[tuple[int, str], int] = {}  # from one node of the tree to the next, by stem
        self._meanings: dict[int, dict[Concept, set[tuple[str, ...]] | None]] = defaultdict(dict)
        # Every way in which a phrase is written that holds the stem of a word that only stands for itself.
        self._forms: dict[int, list[list[str]]] = defaultdict(list)
        self._beginnings: set[tuple[tuple[str, ...], Concept]] = set()  # of the names of subjects
        said: list[str] = []
        for phrase, concept in phrases(base, language):
            said += self._add(phrase, concept)
        for apart in (
            vocabulary.places,
            vocabulary.shares,
            vocabulary.families,
            vocabulary.homographs,
        ):  # known, though no phrases
            said += [word for phrase in apart for word in words(phrase)]
        self.words = Counter(said)  # and in how many phrases each stands

    def _add(self, phrase: str, concept: Concept) -> list[str]:
        """Put the phrase into the tree; its words."""
        parts, kind = words(phrase), concept.kind
        if not parts or (kind is Kind.UNKNOWN and "".join(parts).isdigit()):
            return []
        if kind in PROFILE:  # as most phrases are
            self._put(parts, concept, exact=False)
            return parts
        if kind not in EMPTY:
            self.telling.update(parts)
        set_phrase = kind is Kind.SKIP and len(parts) > 1
        abbreviation = kind is Kind.SUBJECT and len(parts) == 1 and phrase.isupper()
        self._put(parts, concept, exact=set_phrase or abbreviation or kind in EXACT)
        if kind in WITH_JOINED and 1 < len(parts) <= MOST_JOINED:
            joined = "".join(parts)
            self.joined.add(joined)
            self._put([joined], concept, exact=True)
        return parts

    def _put(self, parts: list[str], concept: Concept, *, exact: bool) -> None:
        language, following = self.language, self._following
        stems = tuple([stem(part, language) for part in parts])
        node = ROOT
        for key in stems:
            node = following.setdefault((node, key), len(following) + 2)
        if not self._stems_alone.isdisjoint(stems):
            self._forms[node].append(parts)
        meanings = self._meanings[node]
        if not exact and (len(stems) > 1 or stems[0] not in self._homographs):
            meanings[concept] = None
        elif (forms := meanings.setdefault(concept, set())) is not None:
            forms.add(tuple(map(_form, parts)))
        if concept.kind is Kind.SUBJECT:
            self._beginnings.update((stems[:length], concept) for length in range(1, len(stems)))

    def _node(self, stems: Iterable[str]) -> int | None:
        node: int | None = ROOT
        for key in stems:
            node = self._following.get((node, key)) if node is not None else None
        return node

    def meanings(self, *stems: str) -> Collection[Concept]:
        """What the phrase of these stems can mean."""
        node = self._node(stems)
        return self._meanings.get(node, ()) if node is not None else ()

    def begins(self, first: str, second: str) -> bool:
        """Whether a phrase begins with these two stems."""
        return self._node((first, second)) is not None

    def is_beginning(self, stems: tuple[str, ...], concept: Concept) -> bool:
        """Whether a longer name of the same subject begins with `stems`."""
        return (stems, concept) in self._beginnings

    def matches(self, tokens: Sequence[Token]) -> Iterator[Match]:
        """Every phrase that stands in `tokens`, with start and end."""
        stems = [token.stem(self.language) for token in tokens]
        following, meant, written = self._following, self._meanings, self._forms
        last = len(stems)
        for start in range(last):
            node, end = ROOT, start
            while end < last and (node := following.get((node, stems[end]), NOWHERE)):
                end += 1
                meanings = meant.get(node)
                if not meanings or (node in written and not self._keeps(written[node], tokens, start)):
                    continue
                form = None
                for concept, forms in meanings.items():
                    if forms is not None:  # the words themselves, not others with their stem
                        form = form or tuple(_form(token.text) for token in tokens[start:end])
                        if form not in forms:
                            continue
                    yield start, end, concept

    def _keeps(self, forms: Sequence[Sequence[str]], tokens: Sequence[Token], start: int) -> bool:
        """Whether words that only stand for themselves do: "hoeveel kan" is not "hoeveel kans"."""
        said = [token.text for token in tokens[start : start + len(forms[0])]]
        if said in forms:
            return True
        fixed = [(place, text) for place, text in enumerate(said) if text in self._alone]
        return not fixed or any(all(form[place] == text for place, text in fixed) for form in forms)


def phrases(base: KnowledgeBase, language: Language) -> Iterator[Phrase]:
    """Every phrase of `language` with the concept it means."""
    yield from _names(base, language)
    yield from _vocabulary(base, language)
    yield from _profile(base, language)


def _names(base: KnowledgeBase, language: Language) -> Iterator[Phrase]:
    for key, subject in base.subjects.items():
        yield from _called(Concept(Kind.SUBJECT, key), subject.name, subject.aliases, language)
    for name, keys in base.vocabularies[language].shared_names.items():
        for key in keys:
            yield name, Concept(Kind.SUBJECT, key)
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
        phrases_of_need = (
            (*labelled.phrases, *_with_us(labelled.phrases)) if language is Language.FR else labelled.phrases
        )
        yield from _all(Kind.NEED, need, phrases_of_need)
    for theme, labelled in profile.themes.items():
        yield from _all(Kind.THEME, theme, labelled.phrases)
    yield from _all(Kind.FIRST_PERSON, "first_person", profile.first_person)
    yield from _all(Kind.SEEKING, "seeking", profile.seeking)
    yield from _all(Kind.SUPPOSING, "supposing", profile.supposing)
    yield from _all(Kind.FITTING, "fitting", profile.fitting)
    yield from _all(Kind.PRECEDENT, "precedent", profile.precedent)
    yield from _all(Kind.ACCOMPANYING, "accompanying", profile.accompanying)
    yield from _all(Kind.SERVING, "serving", profile.serving)
    yield from _all(Kind.SKIP, "staff", profile.staff)


def _with_us(listed: Iterable[str]) -> Iterator[str]:
    """The French phrases that begin with an infinitive, as "nous" says them: "réparer" → "réparons"."""
    for phrase in listed:
        first, *rest = phrase.split(" ")
        if INFINITIVE.search(first):
            ending = "eons" if first.endswith("ger") else "ons"
            yield " ".join([first[:-2] + ending, *rest])


def _all(kind: Kind, key: str, listed: Iterable[str]) -> Iterator[Phrase]:
    concept = Concept(kind, str(key))
    return ((phrase, concept) for phrase in listed)


def _form(word: str) -> str:
    return word.rstrip("s")
