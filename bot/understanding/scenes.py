"""A reading and the chat so far → the scene that the steps look at."""

from dataclasses import replace

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Operation
from bot.understanding.concepts import EMPTY, Kind
from bot.understanding.evidence import STRONG, SURE, Evidence
from bot.understanding.names import Named, named_in
from bot.understanding.profile import profile_of, wish_of
from bot.understanding.question import Context, Profile
from bot.understanding.reading import Reader, Reading
from bot.understanding.scene import Scene, tokens_meaning, tokens_of
from bot.understanding.search import Sort, margin
from bot.understanding.text import stem

ENOUGH_OF_NAME = 0.8  # share of the informative words that part of a name must explain to stand for it


class Scenes:
    """A reading and the chat so far → the scene that the steps look at."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence

    def scene(self, reading: Reading, context: Context) -> Scene:
        """The scene of `reading` in a chat that is about `context`."""
        named = named_in(reading, self._base)
        years = self._years(reading, context, named)
        function = self._reader.function[reading.language]
        questions = {m.start: m.id for m in reading.of(Kind.QUESTION)}
        stems = {
            n: token.stem(reading.language)
            for n, token in enumerate(reading.tokens)
            if n not in named.spans
            and (token.text not in function or n in questions)
            and not (token.text.isdigit() and int(token.text) in years)
        }
        words = self._reader.question_words[reading.language]
        stems |= {n: stem(words[name], reading.language) for n, name in questions.items() if n in stems}
        asking = tokens_of(reading, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUANTITY)
        form = tokens_of(reading, *EMPTY, Kind.ANOTHER, Kind.CORRECTION, Kind.YEAR, Kind.CHAT)
        digits = {n for n in stems if reading.tokens[n].text.isdigit()}
        telling = self._reader.telling[reading.language]
        connecting = frozenset(n for n in stems if reading.tokens[n].text in telling)
        profile = self._profile(reading, named)
        scene = Scene(
            reading=reading,
            named=named,
            context=context,
            profile=profile,
            wish=wish_of(reading, profile),
            year=years[0] if years else None,
            years=years,
            stems=stems,
            form=frozenset(stems) & (form | tokens_of(reading, Kind.QUESTION) | digits),
            connecting=connecting,
            asking=asking,
            words=tuple(reading.tokens[n].text for n in sorted(reading.open) if n not in digits),
            may=any(token.text in self._reader.modals[reading.language] for token in reading.tokens),
        )
        nothing = not named.anything or (named.subjects == (INNOVIRIS,) and not named.things)
        plain = asking - tokens_meaning(reading, Operation.LIST, Operation.COUNT, Aspect.NAMES)
        if nothing and not named.several and not named.unknowns and not context.targets and plain:
            inferred = self._inferred(scene)
            return replace(scene, named=inferred, profile=self._profile(reading, inferred))
        return scene

    def _profile(self, reading: Reading, named: Named) -> Profile:
        programmes = tuple(key for key in named.subjects if key in self._base.programmes)
        return profile_of(reading, programmes, named.excluded)

    def _inferred(self, scene: Scene) -> Named:
        """Part of a programme's name, when that explains most of what is not asked."""
        hits = [hit for hit in self._evidence.search(scene) if hit.document.sort is Sort.PROGRAMME and hit.asked]
        if not hits or margin(hits) < SURE:
            return scene.named
        best = hits[0]._replace(tokens=hits[0].asked)
        telling = sum(self._evidence.idf(scene, n) for n in best.tokens & scene.informative)
        if self._evidence.coverage(scene, best) < ENOUGH_OF_NAME or telling < STRONG:
            return scene.named
        key = hits[0].document.subject
        group = "families" if key in self._base.families else "subjects"
        return replace(scene.named, **{group: (key,)}, spans=scene.named.spans | best.tokens)

    def _years(self, reading: Reading, context: Context, named: Named) -> tuple[int, ...]:
        """The years asked for; relative ones count from the report's year, or the one last spoken of."""
        denied = {
            reading.tokens[n].text
            for m in reading.of(Kind.EXCLUSION)
            for n in range(m.end, min(m.end + 2, len(reading.tokens)))
        }
        inside = {reading.tokens[n].text for n in named.spans}
        years = [year for year in reading.years if str(year) not in denied | inside]
        report = self._base.document.year
        for key in reading.ids(Kind.YEAR):
            if key == "previous":
                years.append((context.year or report) - 1 if not years else years[0] - 1)
            elif key == "next":
                years.append(report + 1)
        return tuple(dict.fromkeys(years))
