"""What the words of a message weigh, and how much of it an answer explains."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Measure, Operation
from bot.understanding.concepts import THRESHOLDS, Concept, Kind
from bot.understanding.question import Question
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, tokens_of
from bot.understanding.search import Hit

ENOUGH = 0.6  # share of the informative words (by idf) that an answer found by content must explain
SURE = 0.15  # how far the best must be ahead of another subject's best
COMPARED = 4.0  # what it weighs that two programmes are named side by side
OF_FORM = 0.3  # a word without content of its own ("jaar", "belangrijk"), against one with
OF_QUESTION = 2.5  # "waar", "wanneer", "waarom": they tell which fact is asked
MOST_OF_ASKING = 4.0  # idf that a word of a measure or operation counts at most
UNHELD = 0.4  # a measure that the subject lacks, against a fact that explains the same words
CANONICAL = 1.0  # what a measure, operation or aspect has before a fact that explains the same words
FAR_BEHIND = 0.75  # how near the next best may come to what is described without its name
TOLD = 0.3  # a word that only stands in a text, against one that people ask with
STRONG = 3.0  # idf of the words that a second fact must add to be told as well
COUNTED = (Measure.PROJECTS, Measure.BENEFICIARIES, Measure.APPLICATIONS)
EXTREMES = frozenset({Operation.HIGHEST, Operation.LOWEST})
COMPARING = THRESHOLDS | {Operation.COMPARE, Operation.DIFFERENCE}
WHO = frozenset({Aspect.NAMES, Aspect.PARTNERS, Aspect.PEOPLE})  # aspects that ask which one or who it is
FOLLOW_UP = 5  # words of a message that may refer to what was said before
MOST_VERBS = 2  # unknown verbs that a question about the whole report may hold


@dataclass(unsafe_hash=True)  # never changed; `frozen` sets each field three times as slowly
class Candidate:
    """One way to read the question, the weight of the words that it explains, and which they are."""

    question: Question
    weight: float
    tokens: frozenset[int]


class Evidence:
    """What the words of a message weigh, and how much of it an answer explains."""

    def __init__(self, base: KnowledgeBase, reader: Reader) -> None:
        self._base = base
        self._reader = reader

    def search(self, scene: Scene, within: tuple[str, ...] | None = None) -> list[Hit]:
        """What the words resemble, best first; of the subjects `within` by what may be asked of them."""
        if within not in scene.found:
            keys = scene.keys if within is None else {n: key for n, key in scene.keys.items() if n in scene.focus}
            scene.found[within] = self._reader.indexes[scene.reading.language].search(keys, within)
        return scene.found[within]

    def idf(self, scene: Scene, number: int) -> float:
        """How much the stem of token `number` tells apart (0 and up)."""
        return self._reader.indexes[scene.reading.language].idf(scene.stems.get(number, ""))

    def weight(self, scene: Scene, number: int) -> float:
        """How much a word tells apart: its idf, little for a word without content of its own."""
        weight = scene.weights.get(number)
        if weight is None:
            weight = scene.weights[number] = self._weight(scene, number)
        return weight

    def _weight(self, scene: Scene, number: int) -> float:
        if number not in scene.stems:
            return 0.0
        if number in scene.asking_where:
            return OF_QUESTION
        light = number in scene.connecting or (number in scene.form and number != scene.counted)
        return self.idf(scene, number) * (OF_FORM if light else 1.0)

    def parts(self, scene: Scene, hit: Hit) -> list[int]:
        """The tokens that only stand beside others in what the fact is asked with."""
        parts, stems = self._reader.phrases[scene.reading.language].parts(hit.document.id), scene.stems
        return [n for n in hit.asked if stems.get(n) in parts] if parts else []

    def coverage(self, scene: Scene, hit: Hit) -> float:
        """The share of the informative words, by idf, that `hit` explains (0-1)."""
        tokens = scene.reading.tokens
        near = {tokens[n].clause for n in hit.tokens}
        counted = [n for n in scene.informative if tokens[n].clause in near]
        weights = {n: self.idf(scene, n) for n in {*counted, *(hit.asked & scene.asking)}}
        whole = sum(weights.values())
        return sum(weights[n] for n in hit.tokens if n in weights) / whole if whole else 1.0

    def candidate(self, scene: Scene, question: Question, tokens: frozenset[int]) -> Candidate:
        """A candidate that explains words that ask, with a little more than a fact that explains them."""
        counting = tokens_of(scene.reading, Kind.QUANTITY) - tokens_of(scene.reading, Kind.MEASURE, Kind.OPERATION)
        rarity = sum(min(self.weight(scene, n), MOST_OF_ASKING) for n in tokens - counting)
        return Candidate(question, rarity + CANONICAL, tokens)

    def held(self, targets: tuple[str, ...] | None, measures: list[Measure]) -> bool:
        """Whether one of `targets` (None: the whole report) has a figure for one of `measures`."""
        keys = [key for key in targets or (INNOVIRIS,) if key in self._base.subjects]
        return any(self._base.figures(key, measure) for key in keys for measure in measures)

    def all_explained(self, scene: Scene, also: frozenset[int] = frozenset()) -> bool:
        """Whether nothing but a verb or two is left unexplained where it asks and names, besides the tokens `also`."""
        tokens = scene.reading.tokens
        told = scene.asking | scene.named.spans
        asking = {tokens[n].clause for n in told}
        left = [n for n in scene.informative if tokens[n].clause in asking]
        if not scene.named.anything and told:  # "that course and that beer, how much together?"
            first = min(told)
            left += [n for n in scene.informative if n < first and tokens[n].sentence == tokens[first].sentence]
        left = [n for n in left if n not in also and not self._reader.is_number(tokens[n].text)]
        who = tokens_of(scene.reading, Kind.ASKER, Kind.THEME)  # "bedrijven" only looks like a verb
        verbs = [
            n for n in left if scene.is_verbal(n) and (n not in who or tokens[n].text in scene.reading.participles)
        ]
        return len(left) <= MOST_VERBS and len(verbs) == len(left)

    def later(self, scene: Scene) -> frozenset[int]:
        """The tokens that speak of another round or edition than the first: "tweede", "2e"."""
        ordinals = self._reader.ordinals[scene.reading.language]
        return frozenset(n for n in scene.stems if ordinals.get(scene.reading.tokens[n].text, 1) > 1)

    def among(self, scene: Scene) -> bool:
        """Whether it asks of those just told: "daarvan"."""
        among = self._reader.among[scene.reading.language]
        return not among.isdisjoint(scene.reading.texts)

    def hold_total(self, scene: Scene, numbers: Iterable[int]) -> bool:
        """Whether the words of these tokens, or a part of one, mean the total: "totaalbedrag"."""
        lexicon = self._reader.lexicons[scene.reading.language]
        said = [scene.reading.tokens[n] for n in numbers]
        keys = {key for token in said for key in (token.stem(lexicon.language), *token.parts)}
        return any(Concept(Kind.OPERATION, Operation.TOTAL) in lexicon.meanings(key) for key in keys)

    def asks_which(self, scene: Scene) -> bool:
        """Whether it asks which one, without saying that any programme is meant: "lequel", not "quel programme"."""
        which = self._reader.which[scene.reading.language]
        return not which.isdisjoint(scene.reading.texts) and self._reader.names_programme(scene.reading) is None

    def speaks_of_periods(self, scene: Scene) -> bool:
        """Whether it speaks of years, months or days."""
        periods = self._reader.periods[scene.reading.language]
        return not periods.isdisjoint(scene.reading.texts)

    def percentage(self, scene: Scene) -> float | None:
        """So many percent: the number before "%"."""
        tokens, percent = scene.reading.tokens, self._reader.percent[scene.reading.language]
        before = (tokens[n - 1].text for n, token in enumerate(tokens) if n and token.text in percent)
        return next((number for text in before if (number := self.number(scene, text))), None)

    def number(self, scene: Scene, word: str) -> int | None:
        """The whole number that `word` writes, in digits or letters."""
        value = (
            int(word) if word.isascii() and word.isdigit() else self._reader.numbers[scene.reading.language].get(word)
        )
        return int(value) if value is not None and value == int(value) else None
