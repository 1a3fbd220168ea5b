"""What speaks for a proposal, in numbers: how much of the message it explains, what it tells, and of what."""

import re
from collections.abc import Mapping
from functools import lru_cache

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Fact, Language
from bot.understanding.concepts import Kind
from bot.understanding.evidence import Evidence
from bot.understanding.facts import Facts
from bot.understanding.proposals import TENTH, Proposal
from bot.understanding.question import Intent, Question
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, tokens_meaning, tokens_of
from bot.understanding.search import Hit
from bot.understanding.text import stem, words

MOST_EXPLAINED = 20.0  # idf; what is explained above it says no more
RAREST = 8.0  # idf that counts as 1
LENGTHS = (1, 3, 6, 11, 19)  # words up to which messages are alike
MOST_INFORMATIVE, MOST_FOREIGN, MOST_UNEXPLAINED = 4, 3, 4  # words; more count as so many
NEAR = 3  # words within which what is asked for follows "which", "how many", "who"

# What a fact tells, by its text: the form of its answer.
TELLS = {
    "a year": re.compile(r"\b20\d\d\b"),
    "a share": re.compile(r"%|procent"),
    "money": re.compile(r"\beuro"),
    "a number": re.compile(r"(?<![\d.])(?!20\d\d)\d+"),
    "a reason": re.compile(r"omdat|\bwant |daarom|zodat|\bom .* te |\bdoel|dank"),
    "a month": re.compile(
        r"januari|februari|maart|april|\bmei |juni|juli|augustus|september|oktober|november|december"
    ),
    "a place": re.compile(r"Brussel|Molenbeek|Ukkel|Elsene|Evere|Schaarbeek|Jette|Anderlecht|Gent|Leuven| in [A-Z]"),
}
"""Of the measured features those that show which proposal has most of something."""
COMPARED = (
    "coverage",
    "coverage of all",
    "explained",
    "phrase found",
    "phrase found whole",
    "asked",
    "phrase",
    "weight",
    "fact weight",
)


class Features:
    """Measures proposals."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence, facts: Facts) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence
        self._facts = facts
        names = [re.escape(one.name) for subject in base.subjects.values() for one in subject.people]
        self._people = re.compile("|".join(names) or r"(?!)")
        self._asks = lru_cache(None)(self._asked_with)
        self._forms = lru_cache(None)(self._forms_of)

    def circumstances(self, scene: Scene) -> list[str]:
        """What is true of the message, whatever the answer."""
        reading, named, profile = scene.reading, scene.named, scene.profile
        told = {
            f"in {reading.language}": True,
            "counts": scene.counts,
            "an unknown": named.unknowns,
            "personal": scene.wish.personal,
            "seeking": scene.wish.seeking,
            "asker": profile.askers,
            "need": profile.wanted,
            "year": scene.years,
            "other year": scene.year not in (None, self._base.document.year),
            "names Innoviris": named.targets == (INNOVIRIS,),
            "names a programme": named.targets and named.targets != (INNOVIRIS,),
            "names a thing": named.things,
            "names nothing": not named.anything,
            "in a chat": scene.context.targets,
            f"after {scene.context.intent}": scene.context.intent,
            "follows": scene.follows(1),
            "precedent": reading.has(Kind.PRECEDENT),
            "amount": reading.amounts,
            f"informative {min(len(scene.informative), MOST_INFORMATIVE)}": True,
            f"length {sum(len(reading.tokens) - len(scene.polite) > length for length in LENGTHS)}": True,
        }
        asked = (
            *(f"asks {m.id}" for m in reading.of(Kind.QUESTION)),
            *(f"asks {one}" for one in (*scene.measures, *scene.aspects, *scene.operations)),
            *(f"unknown {one}" for one in named.unknowns),
        )
        return list(dict.fromkeys((*(name for name, true in told.items() if true), *asked)))

    def of(self, scene: Scene, proposals: list[Proposal], hits: Mapping[str, Hit]) -> list[dict[str, float]]:
        """The features of each proposal; `hits` are what was found in the message, by the id of the document."""
        measure = _Measure(scene, self._evidence, self._reader)
        found = []
        for proposal in proposals:
            features = proposal.origin | self._of_question(scene, proposal.question)
            kinds = self._kinds(proposal.question)
            features |= measure.of(proposal, hits)
            if proposal.question.intent is Intent.FACT:
                features |= self._of_fact(scene, proposal.question.topics[0])
                kinds += self._forms(proposal.question.topics[0])
            if "first" in features:
                features |= {f"first is {kind}": 1.0 for kind in kinds[1:]}
            features |= {f"is {kind}": 1.0 for kind in kinds}
            found.append(features)
        _compare(found)
        return found

    def _kinds(self, question: Question) -> list[str]:
        """What sort of question it is, roughly first."""
        kinds = [question.intent.value]
        if question.measure and question.intent in {Intent.FIGURE, Intent.COMPUTE}:
            kinds.append(f"{question.intent} of {question.measure}")
        kinds += [f"by {one}" for one in (question.operation, question.aspect) if one]
        if question.intent is Intent.UNKNOWN:
            kinds.append(f"unknown {question.topics[0] if question.topics else ''}")
        return kinds

    def _forms_of(self, key: str) -> list[str]:
        """What the fact answers with."""
        fact = self._facts.by_id[key]
        sort = "absent" if fact.absent else "valued" if self._facts.has_value(key) else "plain"
        forms = [name for name, pattern in TELLS.items() if pattern.search(fact.text.nl)]
        person = ["a person"] if self._people.search(fact.text.nl) else []
        return [f"fact {sort}", *(f"tells {form}" for form in (*forms, *person))]

    def _of_fact(self, scene: Scene, key: str) -> dict[str, float]:
        """How much of what people ask the fact with stands in the message."""
        index, language = self._reader.indexes[scene.reading.language], scene.reading.language
        tokens, named = scene.reading.tokens, scene.named.spans & tokens_of(scene.reading, Kind.SUBJECT)
        names = {tokens[n].stem(language) for n in named}
        said = {token.stem(language) for n, token in enumerate(tokens) if n not in named}
        share = whole = 0.0
        for phrase in self._asks(language, key):
            asked = phrase - names or phrase
            all_of_it = sum(index.idf(one) for one in asked)
            found = sum(index.idf(one) for one in asked & said)
            whole = max(whole, found / (all_of_it + 1))
            if len(asked) > 1:
                share = max(share, found / all_of_it)
        features = {"phrase found": share, "phrase found whole": whole}
        if phrase_said := scene.phrases.get(key):
            features["phrase"] = min(phrase_said, 10.0) * TENTH
        return features

    def _asked_with(self, language: Language, key: str) -> list[frozenset[str]]:
        """The stems of each phrase that people ask the fact with."""
        fact: Fact = self._facts.by_id[key]
        phrases = (frozenset(stem(word, language) for word in words(phrase)) for phrase in fact.asks.of(language))
        return [phrase for phrase in phrases if phrase]

    def _of_question(self, scene: Scene, question: Question) -> dict[str, float]:
        """Of what it speaks, against what is named, and whether the report has the figure."""
        features: dict[str, float] = {}
        if not question.targets:
            return features
        target, named = question.targets[0], scene.named
        if question.intent is Intent.FIGURE and target in self._base.subjects:
            held = question.measure and self._base.figures(target, question.measure)
            features["held" if held else "not held"] = 1.0
        told = {
            "of the named": target in named.targets,
            "of the named thing": target in named.things,
            "of the chat's": target in scene.context.targets[:1],
            "of Innoviris": target == INNOVIRIS,
            "of another than named": bool(named.targets) and target not in named.targets,
        }
        return features | {name: 1.0 for name, true in told.items() if true}


class _Measure:
    """Measures how much of one message a proposal explains."""

    def __init__(self, scene: Scene, evidence: Evidence, reader: Reader) -> None:
        self._scene = scene
        self._idf = {n: evidence.idf(scene, n) for n in scene.stems}
        self._informative = scene.informative
        self._whole = sum(self._idf[n] for n in self._informative) or 1.0
        self._all = sum(self._idf.values()) or 1.0
        rarest = reader.indexes[scene.reading.language].rarest
        self._foreign = {n for n in self._informative if self._idf[n] >= rarest}
        self._focus = self._asked_for(reader)

    def of(self, proposal: Proposal, hits: Mapping[str, Hit]) -> dict[str, float]:
        """How much the proposal explains, of what, and what it leaves."""
        question = proposal.question
        documents = {Intent.FACT: question.topics, Intent.DESCRIBE: question.targets}.get(question.intent, ())
        found = [hits[key] for key in documents if key in hits]
        asked = frozenset[int]().union(*(hit.asked for hit in found))
        asking = [one for one in (question.measure, question.aspect, question.operation) if one]
        explained = proposal.tokens.union(*(hit.tokens for hit in found), tokens_meaning(self._scene.reading, *asking))
        left = self._informative - explained
        features = {
            "coverage": self._sum(explained & self._informative) / self._whole if self._informative else 1.0,
            "coverage of all": self._sum(explained) / self._all,
            "unexplained": min(self._sum(left), MOST_EXPLAINED) * TENTH,
            "rarest unexplained": max((self._idf[n] for n in left), default=0.0) / RAREST,
            "explained": min(self._sum(explained), MOST_EXPLAINED) * TENTH,
            "asked": min(self._sum(asked), MOST_EXPLAINED) * TENTH,
            f"unexplained {min(len(left), MOST_UNEXPLAINED)}": 1.0,
            f"foreign {min(len(self._foreign - explained), MOST_FOREIGN)}": 1.0,
        }
        if self._scene.counted is not None:
            features["counted" if self._scene.counted in explained else "not counted"] = 1.0
        if self._focus is not None:
            sign = 1.0 if self._focus in explained else -1.0
            features["focus" if sign > 0 else "not focus"] = 1.0
            features["focus rarity"] = sign * self._idf[self._focus] / RAREST
        return features

    def _sum(self, tokens: frozenset[int]) -> float:
        return sum(self._idf.get(n, 0.0) for n in sorted(tokens))

    def _asked_for(self, reader: Reader) -> int | None:
        """The first word with content behind "which", "how many", "who"."""
        scene, asking = self._scene, -NEAR - 1
        which, asks = reader.which[scene.reading.language], tokens_of(scene.reading, Kind.QUANTITY, Kind.QUESTION)
        for n, token in enumerate(scene.reading.tokens):
            if token.text in which or n in asks:
                asking = n
            elif n - asking <= NEAR and n in scene.stems and n not in scene.connecting:
                return n
        return None


def _compare(found: list[dict[str, float]]) -> None:
    """Mark those that have most of something."""
    for name in COMPARED:
        most = max((features.get(name, 0.0) for features in found), default=0.0)
        if most > 0:
            for features in found:
                if features.get(name, 0.0) >= most:
                    features[f"most {name}"] = 1.0
