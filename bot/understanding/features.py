"""What speaks for a proposal, in numbers: how much of the message it explains, what it tells, and of what."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Fact, Language, Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import Evidence
from bot.understanding.facts import Facts
from bot.understanding.proposals import TENTH, Proposal
from bot.understanding.question import Intent, Question
from bot.understanding.ranking import SAYS
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
# Of the measured features those that show which proposal has most of something, with what marks it.
MOST_OF = {
    name: f"most {name}"
    for name in (
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
}
OF_MEASURES = frozenset({Intent.FIGURE, Intent.COMPUTE})
TOLD_BY_TOPIC = frozenset({Intent.FACT, Intent.UNKNOWN})


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
        self._kinds = lru_cache(None)(self._kinds_of)

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
            *self._said(scene),
            *(f"asks {m.id}" for m in reading.of(Kind.QUESTION)),
            *(f"asks {one}" for one in (*scene.measures, *scene.aspects, *scene.operations)),
            *(f"unknown {one}" for one in named.unknowns),
        )
        return list(dict.fromkeys((*(name for name, true in told.items() if true), *asked)))

    def _said(self, scene: Scene) -> Iterator[str]:
        """Each word beside names and courtesies, by its stem."""
        language = scene.reading.language
        for n, token in enumerate(scene.reading.tokens):
            if n not in scene.named.spans | scene.polite:
                yield f"{SAYS}{language} {token.stem(language)}"

    def of(self, scene: Scene, proposals: list[Proposal], hits: Mapping[str, Hit]) -> list[dict[str, float]]:
        """The features of each proposal; `hits` are what was found in the message, by the id of the document."""
        measure = _Measure(scene, self._evidence, self._reader)
        found = []
        for proposal in proposals:
            question = proposal.question
            told = question.topics[0] if question.topics and question.intent in TOLD_BY_TOPIC else ""
            asked = question.measure if question.intent in OF_MEASURES else None
            kinds, kinds_of_first = self._kinds(question.intent, asked, question.operation, question.aspect, told)
            features = {**kinds, **proposal.origin, **self._of_question(scene, question), **measure.of(proposal, hits)}
            if "first" in features:
                features |= kinds_of_first
            if question.intent is Intent.FACT:
                features |= self._of_fact(scene, told, measure)
            found.append(features)
        _compare(found)
        return found

    def _kinds_of(
        self, intent: Intent, measure: Measure | None, operation: Operation | None, aspect: Aspect | None, topic: str
    ) -> tuple[dict[str, float], dict[str, float]]:
        """What sort of question it is, roughly first; and the same of one that comes first."""
        kinds = [f"{intent} of {measure}"] if measure else []
        kinds += [f"by {one}" for one in (operation, aspect) if one]
        if intent is Intent.UNKNOWN:
            kinds.append(f"unknown {topic}")
        elif intent is Intent.FACT:
            kinds += self._forms_of(topic)
        return {f"is {kind}": 1.0 for kind in (intent, *kinds)}, {f"first is {kind}": 1.0 for kind in kinds}

    def _forms_of(self, key: str) -> list[str]:
        """What the fact answers with."""
        fact = self._facts.by_id[key]
        sort = "absent" if fact.absent else "valued" if self._facts.has_value(key) else "plain"
        forms = [name for name, pattern in TELLS.items() if pattern.search(fact.text.nl)]
        person = ["a person"] if self._people.search(fact.text.nl) else []
        return [f"fact {sort}", *(f"tells {form}" for form in (*forms, *person))]

    def _of_fact(self, scene: Scene, key: str, measure: "_Measure") -> dict[str, float]:
        """How much of what people ask the fact with stands in the message."""
        index, language = self._reader.indexes[scene.reading.language], scene.reading.language
        share = whole = 0.0
        for phrase, weight in self._asks(language, key):
            if phrase.isdisjoint(measure.said):  # as most are
                continue
            asked, all_of_it = phrase, weight
            if not phrase.isdisjoint(measure.names):
                asked = phrase - measure.names or phrase
                all_of_it = sum(map(index.idf, asked))
            found = sum(map(index.idf, asked & measure.said))
            whole = max(whole, found / (all_of_it + 1))
            if len(asked) > 1:
                share = max(share, found / all_of_it)
        features = {"phrase found": share, "phrase found whole": whole}
        if phrase_said := scene.phrases.get(key):
            features["phrase"] = min(phrase_said, 10.0) * TENTH
        return features

    def _asked_with(self, language: Language, key: str) -> list[tuple[frozenset[str], float]]:
        """The stems of each phrase that people ask the fact with, and how much they tell apart (idf)."""
        fact: Fact = self._facts.by_id[key]
        phrases = (frozenset(stem(word, language) for word in words(phrase)) for phrase in fact.asks.of(language))
        return [(phrase, sum(map(self._reader.indexes[language].idf, phrase))) for phrase in phrases if phrase]

    def _of_question(self, scene: Scene, question: Question) -> dict[str, float]:
        """Of what it speaks, against what is named, and whether the report has the figure."""
        features: dict[str, float] = {}
        if not question.targets:
            return features
        target, named = question.targets[0], scene.named
        if question.intent is Intent.FIGURE and target in self._base.subjects:
            held = question.measure and self._base.figures(target, question.measure)
            features["held" if held else "not held"] = 1.0
        if target in named.targets:
            features["of the named"] = 1.0
        elif named.targets:
            features["of another than named"] = 1.0
        if target in named.things:
            features["of the named thing"] = 1.0
        if target in scene.context.targets[:1]:
            features["of the chat's"] = 1.0
        if target == INNOVIRIS:
            features["of Innoviris"] = 1.0
        return features


class _Measure:
    """Measures how much of one message a proposal explains."""

    def __init__(self, scene: Scene, evidence: Evidence, reader: Reader) -> None:
        self._scene = scene
        tokens, language = scene.reading.tokens, scene.reading.language
        self._idf = [evidence.idf(scene, n) if n in scene.stems else 0.0 for n in range(len(tokens))]
        self._informative = scene.informative
        self._whole = self._sum(self._informative) or 1.0
        self._all = sum(self._idf) or 1.0
        rarest = reader.indexes[language].rarest
        self._foreign = frozenset(n for n in self._informative if self._idf[n] >= rarest)
        self._focus = self._asked_for(reader)
        self._explaining: dict[frozenset[int], dict[str, float]] = {}  # proposals often explain the same tokens
        named = scene.named.spans & tokens_of(scene.reading, Kind.SUBJECT)
        self.names = {tokens[n].stem(language) for n in named}
        self.said = {token.stem(language) for n, token in enumerate(tokens) if n not in named}

    def of(self, proposal: Proposal, hits: Mapping[str, Hit]) -> dict[str, float]:
        """How much the proposal explains, of what, and what it leaves."""
        question, explained, asked = proposal.question, proposal.tokens, frozenset[int]()
        told = question.targets if question.intent is Intent.DESCRIBE else ()
        for key in question.topics if question.intent is Intent.FACT else told:
            if (hit := hits.get(key)) is not None:
                explained, asked = explained | hit.tokens, asked | hit.asked
        asking = [one for one in (question.measure, question.aspect, question.operation) if one]
        if asking:
            explained |= tokens_meaning(self._scene.reading, *asking)
        if explained not in self._explaining:
            self._explaining[explained] = self._of_explained(explained)
        return self._explaining[explained] | {"asked": min(self._sum(asked), MOST_EXPLAINED) * TENTH}

    def _of_explained(self, explained: frozenset[int]) -> dict[str, float]:
        left = self._informative - explained
        features = {
            "coverage": self._sum(explained & self._informative) / self._whole if self._informative else 1.0,
            "coverage of all": self._sum(explained) / self._all,
            "unexplained": min(self._sum(left), MOST_EXPLAINED) * TENTH,
            "rarest unexplained": max((self._idf[n] for n in left), default=0.0) / RAREST,
            "explained": min(self._sum(explained), MOST_EXPLAINED) * TENTH,
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
        return sum(map(self._idf.__getitem__, sorted(tokens)))

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
    for name, mark in MOST_OF.items():
        values = [features.get(name, 0.0) for features in found]
        most = max(values, default=0.0)
        if most > 0:
            for features, value in zip(found, values, strict=True):
                if value >= most:
                    features[mark] = 1.0
