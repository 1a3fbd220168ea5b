"""The numbers of a message that a calculation needs: places in a ranking, bounds, shares of a whole."""

from collections.abc import Iterator
from typing import NamedTuple

from bot.knowledge.model import Measure, Operation
from bot.understanding.concepts import Kind
from bot.understanding.evidence import COUNTED, EXTREMES, Evidence
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, remembered
from bot.understanding.text import Token

BEFORE_WHOLE = 3  # words before a name among which "of" stands: "van heel de wetenschapspromotie"
THOUSAND = 1000


class Place(NamedTuple):
    """A place in a ranking (1: the first, -1: the last), and the tokens that say so."""

    number: int
    tokens: frozenset[int]


class Numerals:
    """Finds the numbers that a calculation needs."""

    def __init__(self, reader: Reader, evidence: Evidence) -> None:
        self._reader = reader
        self._evidence = evidence

    @remembered
    def places(self, scene: Scene) -> list[Place]:
        """The places in a ranking that are named: "de tweede", "numéro 3", "op één na"."""
        places, first = self._reader.places[scene.reading.language], self._reader.begin_places[scene.reading.language]
        tokens = scene.reading.tokens
        found: list[Place] = []
        if first.isdisjoint(scene.reading.texts):
            return found
        for start in range(len(tokens)):
            if found and start in found[-1].tokens:
                continue
            for end in range(min(start + self._reader.longest_place, len(tokens)), start, -1):
                number = places.get(tuple(token.text for token in tokens[start:end])) or self._numbered(
                    scene, tokens[start:end]
                )
                if number:
                    found.append(Place(number, frozenset(range(start, end))))
                    break
        return found

    def _numbered(self, scene: Scene, tokens: tuple[Token, ...]) -> int | None:
        """The place that "nummer 2" names."""
        numbered = self._reader.numbered[scene.reading.language]
        return self._evidence.number(scene, tokens[1].text) if len(tokens) == 2 and tokens[0].text in numbered else None

    def tokens(self, scene: Scene) -> frozenset[int]:
        """The tokens that are numbers or shares, or name a place in a ranking."""
        placed = {n for place in self.places(scene) for n in place.tokens}
        percent, shares = self._reader.percent[scene.reading.language], self._reader.shares[scene.reading.language]
        texts = {n: scene.reading.tokens[n].text for n in scene.stems}
        numbers = {n for n, one in texts.items() if one in percent or one in shares or self._reader.is_number(one)}
        return frozenset(placed | numbers)

    def extremes(self, scene: Scene) -> list[int]:
        """The places that "the largest" and "the smallest" stand for, in the order of the message."""
        mentions = [m for m in scene.reading.of(Kind.OPERATION) if m.id in EXTREMES]
        return [1 if mention.id == Operation.HIGHEST else -1 for mention in mentions]

    def bounds(self, scene: Scene) -> tuple[float, ...]:
        """The amounts or numbers between which something must lie, the lower first; one, or two."""
        found = sorted(set(scene.reading.amounts) or set(self.counted(scene)) or {*self._round(scene)})
        while len(found) > 1 and found[0] * THOUSAND <= found[1]:  # "tussen 1 en 1,3 miljoen"
            found[0] *= THOUSAND
        return tuple(found)

    def counted(self, scene: Scene) -> tuple[int, ...]:
        """The numbers right before something that is counted: "vijf projecten", "un seul projet"."""
        return tuple(value for _, value in self._with_measures(scene))

    def counts(self, scene: Scene) -> Measure | None:
        """What those numbers count."""
        return next((measure for measure, _ in self._with_measures(scene)), None)

    def _with_measures(self, scene: Scene) -> Iterator[tuple[Measure, int]]:
        tokens = scene.reading.tokens
        for mention in scene.reading.of(Kind.MEASURE):
            for number in range(max(mention.start - 2, 0), mention.start) if mention.id in COUNTED else ():
                if (value := self._evidence.number(scene, tokens[number].text)) is not None:
                    yield Measure(mention.id), value

    def part(self, scene: Scene) -> float | None:
        """So many percent of what is named behind it, of the total or what was told: "10 % van PYSI", "10 % ervan"."""
        if Measure.SUPPORT_RATE in scene.measures:
            return None
        of_told = Operation.PART in scene.operations
        return next((share for share, end in self._shares(scene) if of_told or self._of_amount(scene, end)), None)

    def _shares(self, scene: Scene) -> Iterator[tuple[float, int]]:
        """The shares in percent ("10 %", "un quart"), each with the number of the token behind it."""
        language, tokens = scene.reading.language, scene.reading.tokens
        percent, shares = self._reader.percent[language], self._reader.shares[language]
        if self._reader.begin_parts[language].isdisjoint(scene.reading.texts):
            return
        for start, token in enumerate(tokens):
            number = self._evidence.number(scene, token.text)
            for end in (start + 1, start + 2):
                if (share := shares.get(" ".join(one.text for one in tokens[start:end]))) is not None:
                    yield share, end
                elif number and " ".join(one.text for one in tokens[start + 1 : end + 1]) in percent:
                    yield number, end + 1

    def _of_amount(self, scene: Scene, start: int) -> bool:
        """Whether from token `start` on it says whose amount is meant, and not to whom it goes: "naar PYSI"."""
        language, tokens = scene.reading.language, scene.reading.tokens
        if start >= len(tokens) or tokens[start].text not in self._reader.of_whole[language]:
            return False
        if not scene.named.anything:
            wholes = [m for m in scene.reading.of(Kind.OPERATION) if m.id in {Operation.TOTAL, Operation.SHARE}]
            wholes += [m for m in scene.reading.of(Kind.MEASURE) if m.id == Measure.FUNDING]
            return any(mention.end > start for mention in wholes)
        name = min(scene.named.spans)
        between = range(start, name)
        goes = any(tokens[n].text in self._reader.towards[language] for n in between)
        return name >= start and not goes and scene.asking.issuperset(scene.stems.keys() & set(between))

    def is_of_named(self, scene: Scene) -> bool:
        """Whether what is named is a whole of which something is a share: "hoeveel procent van heel de ..."."""
        name, language = min(scene.named.spans), scene.reading.language
        before = {token.text for token in scene.reading.tokens[max(name - BEFORE_WHOLE, 0) : name]}
        return bool(before & self._reader.of_whole[language]) and not before & self._reader.towards[language]

    def _round(self, scene: Scene) -> Iterator[float]:
        """A multiplier that stands alone: "boven het miljoen"."""
        multipliers = (self._reader.multipliers.get(token.text, 0) for token in scene.reading.tokens)
        return (float(value) for value in multipliers if value >= THOUSAND)
