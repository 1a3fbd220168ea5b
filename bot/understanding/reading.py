"""One message, read: its words as they were meant, and everything that they mention."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language, Vocabulary
from bot.understanding.concepts import EMPTY, NAMES, PROFILE, Concept, Kind, Mention
from bot.understanding.language import LanguageDetector
from bot.understanding.lexicon import Lexicon, Match
from bot.understanding.phrases import AskedPhrases
from bot.understanding.search import ContentIndex
from bot.understanding.spelling import Speller
from bot.understanding.text import WORDS_KEPT, Token, clean, fold, stem, token, tokens
from bot.understanding.text import words as split_words

YEAR = re.compile(r"(?:19|20)\d\d")
SHORT_YEAR = re.compile(r"2\d")
BEFORE_YEAR = frozenset({"in", "en", "van", "de", "sinds", "depuis"})  # in either language
CENTURY = 2000
AMOUNT = re.compile(r"(\d+(?:[.,]\d+)?)([a-z]*)")
FOREIGN = NAMES | PROFILE | {Kind.MEASURE, Kind.OPERATION}  # meant even when the other language's word is used
FRENCH_PUNCTUATION = re.compile(r"\w [?:!;](?!\w)|« ")  # Dutch puts no space before it
ACCENTED = re.compile("[éèêçàâîôûù]")
PARTICIPLE = re.compile(r"\w+(?<!it)ée?s?\b")
SET = NAMES | {Kind.SKIP}  # of which a longer one hides what is inside it
SAME_WORD = 0.99
OF_COMPOUND = 0.9  # how surely a name or measure inside a compound is meant: "octrooikosten", "projectbudget"
OFTEN = 1000  # how often a function word is said, against the phrases in which another word stands
SHORTEST = 3  # letters of a word that may be half of another
MOST_STRANGE = 20  # words that stand nowhere and are corrected: a message with more of them is about nothing here
COMPOUND = 9  # letters: two parts of four and a link
SEVERAL = 3  # needs that are told in other words: a plan, though nobody says whose it is


@dataclass(eq=False)  # never changed; `frozen` is slow
class Reading:
    """A message after reading; token numbers in mentions count in `tokens`."""

    message: str
    language: Language
    certain: bool  # whether the message itself tells the language
    tokens: tuple[Token, ...]
    mentions: tuple[Mention, ...]
    years: tuple[int, ...] = ()
    amounts: tuple[float, ...] = ()
    open: frozenset[int] = frozenset()  # tokens that no mention explains and that are not mere form
    participles: frozenset[str] = frozenset()  # folded French words that were typed with a final é(e)(s)
    corrected: dict[str, str] = field(default_factory=dict)

    def of(self, *kinds: Kind) -> tuple[Mention, ...]:
        """The mentions of these kinds, in the order of the message."""
        if len(kinds) == 1:
            return self._by_kind.get(kinds[0], ())
        found = self._of_kinds.get(kinds)
        if found is None:
            found = self._of_kinds[kinds] = tuple(one for one in self.mentions if one.kind in kinds)
        return found

    def tokens_of(self, *kinds: Kind) -> frozenset[int]:
        """The tokens of the mentions of these kinds."""
        found = self._tokens_of.get(kinds)
        if found is None:
            found = frozenset(n for one in self.of(*kinds) for n in range(one.start, one.end))
            self._tokens_of[kinds] = found
        return found

    def tokens_meaning(self, *ids: str) -> frozenset[int]:
        """The tokens of what is mentioned under these ids."""
        found = self._tokens_meaning.get(ids)
        if found is None:
            found = frozenset(n for one in self.mentions if one.id in ids for n in range(one.start, one.end))
            self._tokens_meaning[ids] = found
        return found

    @cached_property
    def texts(self) -> frozenset[str]:
        """The words, folded, without their order."""
        return frozenset(token.text for token in self.tokens)

    @cached_property
    def _of_kinds(self) -> dict[tuple[Kind, ...], tuple[Mention, ...]]:
        return {}

    @cached_property
    def _tokens_of(self) -> dict[tuple[Kind, ...], frozenset[int]]:
        return {}

    @cached_property
    def _tokens_meaning(self) -> dict[tuple[str, ...], frozenset[int]]:
        return {}

    @cached_property
    def _by_kind(self) -> dict[Kind, tuple[Mention, ...]]:
        """The mentions of each kind that is mentioned: the steps of the parser ask for them over and over."""
        found: dict[Kind, tuple[Mention, ...]] = {}
        for mention in self.mentions:
            found[mention.kind] = (*found.get(mention.kind, ()), mention)
        return found

    def ids(self, kind: Kind) -> tuple[str, ...]:
        """The ids mentioned of this kind, each once."""
        return tuple(dict.fromkeys(mention.id for mention in self.of(kind)))

    def has(self, kind: Kind, *ids: str) -> bool:
        """Whether a concept of this kind (with one of these ids) is mentioned."""
        found = self._by_kind.get(kind, ())
        return bool(found) if not ids else any(mention.id in ids for mention in found)


class Reader:
    """Reads messages against the words of one knowledge base."""

    def __init__(self, base: KnowledgeBase) -> None:
        self.lexicons = {language: Lexicon(base, language) for language in Language}
        self.function = {
            language: frozenset(
                word for phrase in vocabulary.function for word in fold(phrase).replace("'", " ").split()
            )
            for language, vocabulary in base.vocabularies.items()
        }
        skips = {key: _folded(one.skip) for key, one in base.vocabularies.items()}
        self.indexes = {
            language: ContentIndex(base, language, self.function[language] | skips[language]) for language in Language
        }
        self.phrases = {language: AskedPhrases(base, language, self.function[language]) for language in Language}
        said = {
            language: _together(self.lexicons[language].words, self.indexes[language].words) for language in Language
        }
        self._lexical = Speller(said[Language.NL])
        self._parts = lru_cache(WORDS_KEPT)(self._parts_of)
        self.indexes[Language.NL].split_compounds(self._lexical.split)
        known = {
            language: _together(said[language], dict.fromkeys(self.function[language], OFTEN)) for language in Language
        }
        self.spellers = {
            language: Speller(known[language], self.lexicons[language].joined, self.lexicons[language].telling)
            for language in Language
        }
        self._is_as_meant = lru_cache(WORDS_KEPT)(self._is_known)
        self.modals = {key: _folded(one.modals) for key, one in base.vocabularies.items()}
        self.others = {key: _folded(one.others) for key, one in base.vocabularies.items()}
        self.short_families = {
            key: {fold(word): family for word, family in one.short_families.items()}
            for key, one in base.vocabularies.items()
        }
        self.besides = {key: _folded(one.besides) for key, one in base.vocabularies.items()}
        self.programmes = {key: _folded(one.programmes) for key, one in base.vocabularies.items()}
        self.which = {key: _folded(one.which) for key, one in base.vocabularies.items()}
        self.things = {key: _folded(one.things) for key, one in base.vocabularies.items()}
        self.these = {key: _folded(one.these) for key, one in base.vocabularies.items()}
        self.following = {key: _folded(one.following) for key, one in base.vocabularies.items()}
        self.among = {key: _folded(one.among) for key, one in base.vocabularies.items()}
        self.offices = {key: _folded(one.offices) for key, one in base.vocabularies.items()}
        self.percent = {key: _folded(one.percent) for key, one in base.vocabularies.items()}
        self.periods = {key: _folded(one.periods) for key, one in base.vocabularies.items()}
        self.question_words = {
            language: {name: fold(listed[0]) for name, listed in vocabulary.question_words.items()}
            for language, vocabulary in base.vocabularies.items()
        }
        self.accented = {
            language: {fold(word): word for listed in vocabulary.question_words.values() for word in listed}
            for language, vocabulary in base.vocabularies.items()
        }
        self.telling = {language: _telling(vocabulary) for language, vocabulary in base.vocabularies.items()}
        telling = {language: self.function[language] | self.telling[language] for language in Language}
        self.detector = LanguageDetector(telling, known)
        self.numbers = {
            language: {fold(name): value for name, value in vocabulary.numbers.items()}
            for language, vocabulary in base.vocabularies.items()
        }
        self.shorthand = {
            language: {fold(short): split_words(full) for short, full in vocabulary.shorthand.items()}
            for language, vocabulary in base.vocabularies.items()
        }
        self.ordinals = {
            language: {fold(word): place for word, place in vocabulary.ordinals.items()}
            for language, vocabulary in base.vocabularies.items()
        }
        self.numbered = {key: _folded(one.numbered) for key, one in base.vocabularies.items()}
        self.places = {
            language: {
                tuple(split_words(phrase)): place for phrase, place in (vocabulary.ordinals | vocabulary.places).items()
            }
            for language, vocabulary in base.vocabularies.items()
        }
        self.begin_places = {
            language: frozenset(words[0] for words in places) | self.numbered[language]
            for language, places in self.places.items()
        }
        self.longest_place = max(len(words) for places in self.places.values() for words in places)
        self._separable = {key: list(_separable(one)) for key, one in base.vocabularies.items()}
        self.of_whole = {key: _folded(one.of_whole) for key, one in base.vocabularies.items()}
        self.everyone = {key: _folded(one.everyone) for key, one in base.vocabularies.items()}
        self.conditions = {key: _folded(one.conditions) for key, one in base.vocabularies.items()}
        self.per = {key: _folded(one.per) for key, one in base.vocabularies.items()}
        self.towards = {key: _folded(one.towards) for key, one in base.vocabularies.items()}
        self.restricting = {key: _folded(one.restricting) for key, one in base.vocabularies.items()}
        self.plus = {key: _folded(one.plus) for key, one in base.vocabularies.items()}
        self.minus = {key: _folded(one.minus) for key, one in base.vocabularies.items()}
        self.families = {key: _folded(one.families) for key, one in base.vocabularies.items()}
        self.shares = {
            language: {fold(word): share for word, share in vocabulary.shares.items()}
            for language, vocabulary in base.vocabularies.items()
        }
        self.begin_parts = {
            language: frozenset(phrase.split()[0] for phrase in {*self.percent[language], *shares})
            for language, shares in self.shares.items()
        }
        self.multipliers = {
            fold(name): value
            for vocabulary in base.vocabularies.values()
            for name, value in vocabulary.multipliers.items()
        }

    def read(self, message: str, spoken: Language | None = None, forced: Language | None = None) -> Reading:
        """Read `message`; `spoken` is the chat's language so far, `forced` one that is settled."""
        text = clean(message)
        typed = tokens(text)
        matches = {language: tuple(lexicon.matches(typed)) for language, lexicon in self.lexicons.items()}
        named = _named(matches) | (_thanks(matches) if spoken else set())
        told = [word.text for number, word in enumerate(typed) if number not in named]
        accented = (word for word in _accented(text) if fold(word) not in self.function[Language.NL])
        detected = forced or self.detector.detect([*told, *accented], spoken)
        if detected is None and spoken is None and FRENCH_PUNCTUATION.search(text):
            detected = Language.FR
        if detected is None and spoken and _is_small_talk(matches, len(typed), spoken.other):
            detected = spoken.other
        language = detected or spoken or Language.NL
        meant, scores, corrected = self._spell(typed, language)
        mentions = tuple(
            one
            for one in self._mentions(meant, scores, language, None if corrected else matches)
            if self._asks(one, meant, text, language)
        )
        years = tuple(dict.fromkeys(_years(meant)))
        return Reading(
            message=text,
            language=language,
            certain=detected is not None,
            tokens=tuple(meant),
            mentions=mentions,
            years=years,
            amounts=tuple(self._amounts(meant, language)),
            open=self._open(meant, mentions, language),
            participles=_participles(text),
            corrected=corrected,
        )

    def is_number(self, text: str) -> bool:
        """Whether a word is a number in digits, with its multiplier or not: "1,5", "500k"."""
        match = AMOUNT.fullmatch(text)
        return match is not None and (not match[2] or match[2] in self.multipliers)

    def names_programme(self, reading: Reading) -> str | None:
        """How the word "programme" stands in it: "which" programme is asked, or "that" one is meant; None without."""
        programmes, which = self.programmes[reading.language], self.which[reading.language]
        found = [number for number, one in enumerate(reading.tokens) if one.text in programmes]
        if not found:
            return None
        asked = any(reading.tokens[number - 1].text in which for number in found if number)
        return "which" if asked else "that"

    def _spell(self, typed: list[Token], language: Language) -> tuple[list[Token], list[float], dict[str, str]]:
        """The words as meant, how surely (0-1), and what was corrected."""
        meant: list[Token] = []
        scores: list[float] = []
        corrected: dict[str, str] = {}
        number = strange = 0
        while number < len(typed):
            word, following = typed[number], typed[number + 1] if number + 1 < len(typed) else None
            joined = self._join(word, following, language) if following else None
            as_meant = self._is_as_meant(word.text, language)
            strange += not as_meant
            if not joined and (as_meant or strange > MOST_STRANGE):
                meant.append(self._compound(word, language))
                scores.append(1.0)
                number += 1
                continue
            parts, score = ([joined], SAME_WORD) if joined else self._word(word, language)
            same = parts == [word.text]
            if not same:
                corrected[f"{word.text} {following.text}" if joined and following else word.text] = " ".join(parts)
            words = [word] if same else [token(part, word.sentence, word.clause) for part in parts]
            meant += [self._compound(one, language) for one in words]
            scores += [score] * len(parts)
            number += 2 if joined else 1
        return meant, scores, corrected

    def parts(self, word: str, language: Language) -> frozenset[str]:
        """The stems of the parts of a compound."""
        return frozenset(self._compound(token(word), language).parts)

    def _compound(self, word: Token, language: Language) -> Token:
        if language is not Language.NL or len(word.text) < COMPOUND or not (parts := self._parts(word.text)):
            return word
        return word._replace(parts=parts)

    def _parts_of(self, word: str) -> tuple[str, ...]:
        return tuple(stem(part, Language.NL) for part in self._lexical.split(word) or ())

    def _join(self, first: Token, second: Token, language: Language) -> str | None:
        """The compound that two words make which are no phrase as they stand: "wetenschap cheque"."""
        function = self.function[language]
        if first.text in function or second.text in function or min(len(first.text), len(second.text)) < SHORTEST:
            return None
        if self.lexicons[language].begins(first.stem(language), second.stem(language)):
            return None
        return self.spellers[language].join(first.text, second.text)

    def _word(self, word: Token, language: Language) -> tuple[list[str], float]:
        own, other = self.spellers[language], self.spellers[language.other]
        text = word.text
        if text in self.shorthand[language]:
            return self.shorthand[language][text], 1.0
        for edits in (1, None):
            for speller in (own, other):
                if found := speller.correct(text, edits):
                    return [found[0]], found[1]
            if edits == 1 and language is Language.NL and (parts := own.split(text)):
                return list(parts), SAME_WORD
        return [text], 1.0

    def _is_known(self, text: str, language: Language) -> bool:
        """Whether a word of a message in `language` is one of either language, and no shorthand."""
        if text in self.shorthand[language]:
            return False
        if any(text in speller.known for speller in self.spellers.values()):
            return True
        key = token(text).stem(language)
        return (
            bool(self.lexicons[language].meanings(key))
            or self.indexes[language].idf(key) < self.indexes[language].rarest
        )

    def _mentions(
        self,
        words: list[Token],
        scores: list[float],
        language: Language,
        matches: Mapping[Language, tuple[Match, ...]] | None,
    ) -> tuple[Mention, ...]:
        """What `words` mention; `matches` when they are known already."""
        matches = matches or {one: tuple(lexicon.matches(words)) for one, lexicon in self.lexicons.items()}
        own = [*self._found(words, scores, language, matches[language]), *self._separated(words, language)]
        taken = {(n, m.concept.rivalry) for m in own for n in range(m.start, m.end)}
        taken |= {(n, "form") for n, word in enumerate(words) if word.text in self.function[language]}
        foreign = [
            mention
            for mention in self._found(words, scores, language.other, matches[language.other])
            if mention.kind in FOREIGN
            and not any(
                (n, kind) in taken
                for n in range(mention.start, mention.end)
                for kind in (mention.concept.rivalry, "form", *(["skip"] if mention.kind not in NAMES else []))
            )
        ]
        return tuple(sorted(_longest([*own, *foreign]), key=lambda m: (m.start, -m.end, m.kind, m.id)))

    def _asks(self, mention: Mention, words: list[Token], text: str, language: Language) -> bool:
        """False for "ou" without its accent between two words that it joins: "PYSI ou Patents"."""
        folded = words[mention.start].text
        accented = self.accented[language].get(folded, folded)
        if mention.kind is not Kind.QUESTION or len(mention) > 1 or accented == folded or accented in text.lower():
            return True
        sides = (
            words[mention.start - 1] if mention.start else None,
            *words[mention.end : mention.end + 1],
            None,
        )
        before, after = sides[:2]
        inside = before and after and before.sentence == words[mention.start].sentence == after.sentence
        return not inside or (before is not None and before.text in self.function[language])

    def _found(
        self, words: list[Token], scores: list[float], language: Language, matches: Iterable[Match]
    ) -> list[Mention]:
        found = [
            Mention(concept, start, end, min(scores[start:end]))
            for start, end, concept in matches
            if concept.kind is not Kind.FUNCTION
        ]
        if not any(word.parts for word in words):
            return found
        named = {n for one in found if one.kind is Kind.SUBJECT for n in range(one.start, one.end)}
        return found + [
            Mention(concept, number, number + 1, OF_COMPOUND)
            for number, word in enumerate(words)
            for part in word.parts
            for concept in self.lexicons[language].meanings(part)
            if (concept.kind is Kind.SUBJECT and number not in named)
            or (concept.kind is Kind.MEASURE and part == word.parts[-1] and self._is_name(word.parts[0], language))
        ]

    def _separated(self, words: list[Token], language: Language) -> Iterator[Mention]:
        """Verbs whose particle stands further on in the sentence: "tel PYSI en STEM op"."""
        if not self._separable[language]:
            return
        places = {word.text: number for number, word in enumerate(words)}
        for concept, verb, particle in self._separable[language]:
            first, second = places.get(verb, -1), places.get(particle, -1)
            if 0 <= first < second - 1 and words[first].sentence == words[second].sentence:
                yield Mention(concept, first, first + 1, 1.0)
                yield Mention(concept, second, second + 1, 1.0)

    def _is_name(self, stemmed: str, language: Language) -> bool:
        concepts = self.lexicons[language].meanings(stemmed)
        return any(concept.kind in {Kind.SUBJECT, Kind.MEASURE, Kind.OPERATION} for concept in concepts)

    def _open(self, words: list[Token], mentions: Iterable[Mention], language: Language) -> frozenset[int]:
        explained = {n for m in mentions for n in range(m.start, m.end)}
        return frozenset(
            n
            for n, word in enumerate(words)
            if n not in explained
            and word.text not in self.function[language]
            and not YEAR.fullmatch(word.text)
            and (len(word.text) > 1 or word.text.isdigit())
        )

    def _amounts(self, words: list[Token], language: Language) -> Iterable[float]:
        """The numbers, in digits ("500k", "1,5 miljoen") or in words before a multiplier ("deux millions")."""
        for number, word in enumerate(words):
            match = AMOUNT.fullmatch(word.text)
            following = words[number + 1].text if number + 1 < len(words) else ""
            if match and not YEAR.fullmatch(word.text):
                yield float(match[1].replace(",", ".")) * self.multipliers.get(match[2] or following, 1)
            elif word.text in self.numbers[language] and following in self.multipliers:
                yield self.numbers[language][word.text] * self.multipliers[following]


def _years(words: Sequence[Token]) -> Iterable[int]:
    """The years, in four digits, or in two at the end of what is said: "en in 22?"."""
    for number, word in enumerate(words):
        if YEAR.fullmatch(word.text):
            yield int(word.text)
            continue
        last = number + 1 == len(words) or words[number + 1].clause != word.clause
        if last and number and SHORT_YEAR.fullmatch(word.text) and words[number - 1].text in BEFORE_YEAR:
            yield CENTURY + int(word.text)


def _named(matches: Mapping[Language, Iterable[Match]]) -> set[int]:
    """The words inside names of both languages, which tell nothing about it: "Proof of Business"."""
    dutch, french = (
        {
            number
            for start, end, concept in found
            if concept.kind in NAMES and concept.kind is not Kind.UNKNOWN
            for number in range(start, end)
        }
        for found in matches.values()
    )
    return dutch & french


def _thanks(matches: Mapping[Language, Iterable[Match]]) -> set[int]:
    """Thanks that are said in both languages, and so are no reason to leave the chat's: "merci"."""
    thanks = Concept(Kind.CHAT, "thanks")
    dutch, french = (
        {number for start, end, concept in found if concept == thanks for number in range(start, end)}
        for found in matches.values()
    )
    return dutch & french


def _is_small_talk(matches: Mapping[Language, Iterable[Match]], count: int, language: Language) -> bool:
    """Whether all `count` words are small talk in `language`, and mean nothing in the other: "bonjour"."""
    said = {n for start, end, concept in matches[language] if concept.kind is Kind.CHAT for n in range(start, end)}
    own = any(concept.kind not in EMPTY for _, _, concept in matches[language.other])
    return len(said) == count and not own


def _telling(vocabulary: Vocabulary) -> set[str]:
    """Words that ask or connect, and so tell the language though they also mean something."""
    phrases = (*vocabulary.quantity, *vocabulary.another, *vocabulary.exclusion, *vocabulary.which)
    return {word for phrase in phrases for word in split_words(phrase)}


def _together(first: Mapping[str, int], second: Mapping[str, int]) -> Counter[str]:
    """How often each word is said in both; three times as fast as adding the counters."""
    counted = Counter(first)
    counted.update(second)
    return counted


def _separable(vocabulary: Vocabulary) -> Iterator[tuple[Concept, str, str]]:
    """The verbs of which the particle may stand apart: what they ask for, the verb and the particle."""
    for phrase, operation in vocabulary.separable.items():
        verb, particle = split_words(phrase)
        yield Concept(Kind.OPERATION, operation), verb, particle


def _folded(phrases: Iterable[str]) -> frozenset[str]:
    return frozenset(map(fold, phrases))


def _participles(text: str) -> frozenset[str]:
    return frozenset(map(fold, PARTICIPLE.findall(text.lower()))) if not text.isascii() else frozenset()


def _accented(text: str) -> list[str]:
    return [] if text.isascii() else [word for word in text.lower().split() if ACCENTED.search(word)]


def _beats(longer: Mention, mention: Mention) -> bool:
    """Whether `mention` yields to a longer one that it overlaps: a rival, or what hides it."""
    same = longer.start == mention.start and longer.end == mention.end
    return not same and (longer.concept.rivalry == mention.concept.rivalry or _hides(longer, mention))


def _hides(longer: Mention, mention: Mention) -> bool:
    """Whether `mention` is lost inside a longer name or set phrase; that something is counted is not."""
    if len(longer) <= len(mention):
        return False
    if longer.kind in {Kind.OPERATION, Kind.CORRECTION}:
        return mention.kind is Kind.FIRST_PERSON  # "geef mij", "nee ik bedoel"
    return longer.kind in SET and not (mention.kind is Kind.QUANTITY and longer.kind is Kind.UNKNOWN)


def _longest(mentions: list[Mention]) -> list[Mention]:
    """Of overlapping rivals the longest; nothing else inside a longer name or set phrase."""
    kept: list[Mention] = []
    for mention in sorted(mentions, key=lambda m: (-len(m), -m.score, m.start)):
        if not any(_beats(other, mention) for other in kept if other.start < mention.end and mention.start < other.end):
            kept.append(mention)
    meaningful = {(m.start, m.end) for m in kept if m.kind not in EMPTY}
    return _of_plans([m for m in kept if m.kind not in EMPTY or (m.start, m.end) not in meaningful])


def _of_plans(mentions: list[Mention]) -> list[Mention]:
    """Without the unknowns inside a longer phrase of somebody's own plan: "nous étudions … pour le gouvernement"."""
    needs = [mention for mention in mentions if mention.kind is Kind.NEED]
    if len(needs) < SEVERAL and not any(mention.kind is Kind.FIRST_PERSON for mention in mentions):
        return mentions
    return [m for m in mentions if m.kind is not Kind.UNKNOWN or not any(_inside(m, need) for need in needs)]


def _inside(mention: Mention, longer: Mention) -> bool:
    return len(longer) > len(mention) and longer.start <= mention.start and mention.end <= longer.end


__all__ = ["Concept", "Mention", "Reader", "Reading"]
