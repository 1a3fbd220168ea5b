"""A reading and the chat so far → the scene that the steps look at."""

from collections.abc import Iterable
from dataclasses import replace

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Aspect, Measure, Operation
from bot.understanding.concepts import EMPTY, PROFILE, Kind
from bot.understanding.evidence import EXTREMES, STRONG, SURE, Evidence
from bot.understanding.names import Named, named_in
from bot.understanding.profile import Leanings, profile_of, wish_of
from bot.understanding.question import Context, Intent, Profile
from bot.understanding.reading import Reader, Reading
from bot.understanding.scene import Scene, courtesies, tokens_meaning, tokens_of
from bot.understanding.search import Sort, margin
from bot.understanding.text import stem

OF_FAMILIES = EXTREMES | {Operation.RANK, Operation.TOTAL}  # what is asked of the groups of programmes
PLURAL = "s"  # how words for several programmes end
ENOUGH_OF_NAME = 0.8  # share of the informative words that part of a name must explain to stand for it


class Scenes:
    """A reading and the chat so far → the scene that the steps look at."""

    def __init__(self, base: KnowledgeBase, reader: Reader, evidence: Evidence) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence
        self._leanings = {
            language: Leanings(
                {need: one.phrases for need, one in profile.needs.items()}, language, reader.function[language]
            )
            for language, profile in base.profiles.items()
        }

    def scene(self, reading: Reading, context: Context) -> Scene:
        """The scene of `reading` in a chat that is about `context`."""
        named = self._in_chat(reading, context, named_in(reading, self._base))
        years = self._years(reading, context, named)
        function = self._reader.function[reading.language]
        questions = {m.start: m.id for m in reading.of(Kind.QUESTION)}
        asking = tokens_of(reading, Kind.MEASURE, Kind.ASPECT, Kind.OPERATION, Kind.QUANTITY)
        # an organisation beside a programme says what is asked of it: "Mpact bij DUT"
        beside = tokens_of(reading, Kind.ORGANISATION) - tokens_of(reading, Kind.SUBJECT)
        beside = beside if named.targets else frozenset()
        beside |= tokens_meaning(reading, *named.excluded)  # "à part Solvay": of which others a fact may tell
        polite = courtesies(reading)
        said = {
            n: token.stem(reading.language)
            for n, token in enumerate(reading.tokens)
            if (token.text not in function or n in questions) and token.text != str(self._base.document.year)
        }
        first = next((n for n in range(len(reading.tokens)) if n not in polite), 0)
        opening = (m for m in reading.of(Kind.ANOTHER) if m.start == first and len(m) > 1)  # "hoe zit het met"
        carrying = frozenset(n for m in opening for n in range(m.start, m.end))
        hidden = polite | (named.spans - beside) | (carrying - questions.keys() - asking)
        asked_years = {str(year) for year in years}
        stems = {n: key for n, key in said.items() if n not in hidden and reading.tokens[n].text not in asked_years}
        words = self._reader.question_words[reading.language]
        stems |= {n: stem(words[name], reading.language) for n, name in questions.items() if n in stems}
        form = tokens_of(reading, *EMPTY, Kind.ANOTHER, Kind.CORRECTION, Kind.YEAR, Kind.CHAT)
        if named.targets and not asking | (frozenset(stems) - form):  # a year may be what a fact is asked with
            stems |= {n: t.text for n, t in enumerate(reading.tokens) if self._is_another_year(t.text, years)}
        digits = {n for n in stems if reading.tokens[n].text.isdigit()}
        telling = self._reader.telling[reading.language]
        connecting = frozenset(n for n in stems if reading.tokens[n].text in telling)
        profile = self._profile(reading, named)
        spoken = [token.stem(reading.language) for token in reading.tokens]
        single = named.spans if len(named.subjects) < 2 else frozenset[int]()  # of two together a fact may tell
        scene = Scene(
            reading=reading,
            named=named,
            context=context,
            profile=profile,
            wish=wish_of(reading, profile),
            year=years[0] if years else None,
            years=years,
            stems=stems,
            form=frozenset(stems) & (form | tokens_of(reading, Kind.QUESTION) | digits | beside),
            connecting=connecting,
            asking=asking,
            words=tuple(reading.tokens[n].text for n in sorted(reading.open) if n not in digits),
            polite=polite,
            phrases=self._reader.phrases[reading.language].within(said, asking | single, spoken),
            may=not self._reader.modals[reading.language].isdisjoint(reading.texts),
        )
        if named.several and set(named.targets) <= {INNOVIRIS} and (one := self._one_of(scene)):
            return replace(scene, named=replace(named, subjects=(one,), several=()))
        if not named.anything and (one := self._meant_for(scene)):
            told = tokens_of(reading, *PROFILE)
            kept = {n: key for n, key in scene.stems.items() if n not in told}
            named = replace(named, subjects=(one,), spans=named.spans | told)
            return replace(scene, named=named, stems=kept, profile=replace(scene.profile, named=(one,)))
        if not named.anything and (one := self._largest_or_smallest(scene)):
            spans = tokens_meaning(reading, *EXTREMES)
            stems = {n: key for n, key in scene.stems.items() if n not in spans}
            return replace(scene, named=replace(named, subjects=(one,), spans=spans), stems=stems)
        if self._asks_of_families(scene):
            return replace(scene, named=replace(named, families=tuple(self._base.families)))
        nothing = not named.anything or (named.subjects == (INNOVIRIS,) and not named.things)
        plain = asking - tokens_meaning(reading, Operation.LIST, Operation.COUNT, Aspect.NAMES)
        listed = tuple(key for key in context.offered if key in self._base.programmes)
        if nothing and not named.several and not named.unknowns and (listed or (plain and not context.targets)):
            inferred = self._inferred(scene, listed or None)
            if inferred is not named:
                profile = replace(profile, named=self._programmes(inferred))
                return replace(scene, named=inferred, profile=profile)
        return scene

    def _in_chat(self, reading: Reading, context: Context, named: Named) -> Named:
        """What is named where that depends on the chat: "alles samen" of what it is about, "europa" after the total."""
        if (
            named.subjects == (INNOVIRIS,)
            and context.targets
            and named.spans <= tokens_meaning(reading, Operation.TOTAL)
        ):
            return replace(named, subjects=(), spans=frozenset())
        if named.anything or named.several or named.unknowns or not self._tells_amounts(context):
            return named
        families = self._reader.short_families[reading.language]
        said = {n: families[token.text] for n, token in enumerate(reading.tokens) if token.text in families}
        return replace(named, families=tuple(said.values())[:1], spans=named.spans | said.keys()) if said else named

    def _tells_amounts(self, context: Context) -> bool:
        """Whether the chat is about what went to all programmes, or to one of their families."""
        money = context.measure is Measure.FUNDING or any(topic.startswith(INNOVIRIS) for topic in context.topics)
        return money and set(context.targets) <= self._base.families.keys()

    def _asks_of_families(self, scene: Scene) -> bool:
        """Whether it ranks or sums the groups that the programmes fall into: "welke familie kreeg het meest"."""
        words = self._reader.families[scene.reading.language]
        said = {n for n, token in enumerate(scene.reading.tokens) if token.text in words}
        if not said or not OF_FAMILIES & set(scene.operations) or set(scene.named.targets) - {INNOVIRIS}:
            return False
        numbers = {self._evidence.number(scene, token.text) for token in scene.reading.tokens}
        alone = scene.context.targets == () or set(scene.context.targets) <= self._base.families.keys()
        all_of_them = alone and len(self._base.families) in numbers
        extreme = bool(EXTREMES & set(scene.operations))
        counted = scene.counts and Operation.TOTAL not in scene.operations
        return (extreme or all_of_them) and not counted and all(scene.is_verbal(n) for n in scene.informative - said)

    def _largest_or_smallest(self, scene: Scene) -> str | None:
        """The programme of the highest or lowest amount, of which something else is counted.

        "Combien de projets dans le plus gros programme"; "quel programme a le plus de projets" ranks.
        """
        reading, words = scene.reading, self._reader.programmes[scene.reading.language]
        which = self._reader.which[reading.language]
        if not scene.counts or not set(scene.measures) - {Measure.FUNDING} or not which.isdisjoint(reading.texts):
            return None
        texts = [token.text for token in reading.tokens]
        meant = [m for m in reading.of(Kind.OPERATION) if m.id in EXTREMES and {*texts[m.end : m.end + 1]} & words]
        if not meant or texts[meant[0].end].endswith(PLURAL):
            return None
        amounts = {key: self._base.figure(key, Measure.FUNDING) for key in self._base.programmes}
        told = {key: one.value for key, one in amounts.items() if one and one.year == self._base.document.year}
        return (max if meant[0].id == Operation.HIGHEST else min)(told, key=lambda key: told[key])

    def _is_another_year(self, word: str, years: tuple[int, ...]) -> bool:
        return word.isdigit() and int(word) in years and int(word) != self._base.document.year

    def _one_of(self, scene: Scene) -> str | None:
        """Which of several that share a name: the chat's, the one for the asker, or that the other words tell."""
        several = scene.named.several
        if spoken := next((key for key in scene.context.targets if key in several), None):
            return spoken
        if suited := self._suited(scene, several):
            return suited
        hits = [hit for hit in self._evidence.search(scene) if hit.document.subject in several]
        return hits[0].document.subject if hits and margin(hits) >= SURE else None

    def _meant_for(self, scene: Scene) -> str | None:
        """Which of the programmes between which to choose is for whom it says: "ceux pour les écoles"."""
        context, told = scene.context, tokens_of(scene.reading, *PROFILE)
        if scene.wish.personal or not told or frozenset(scene.stems) - scene.form - scene.asking - told:
            return None
        if context.intent is Intent.CLARIFY:
            return self._suited(scene, context.offered)
        shared = self._base.vocabularies[scene.reading.language].shared_names.values()
        group = next((keys for keys in shared if set(context.targets[:1]) & set(keys)), ())
        if scene.reading.has(Kind.CORRECTION):  # "nee, die van de scholen": not the one that was told
            return self._suited(scene, [key for key in group if key not in context.targets])
        return self._suited(scene, group) if scene.reading.has(Kind.SERVING) else None

    def _suited(self, scene: Scene, several: Iterable[str]) -> str | None:
        """The only one of several programmes that is for such an asker, or else for such a need."""
        fits = {key: one.fit for key in several if (one := self._base.programmes.get(key)) and one.fit}
        by_asker = [key for key, fit in fits.items() if set(scene.profile.askers) & set(fit.askers.stated)]
        by_need = [key for key, fit in fits.items() if {need for need, _ in scene.profile.needs} & fit.needs.keys()]
        return next((found[0] for found in (by_asker, by_need) if len(found) == 1), None)

    def _profile(self, reading: Reading, named: Named) -> Profile:
        return profile_of(reading, self._programmes(named), named.excluded, self._leanings[reading.language])

    def _programmes(self, named: Named) -> tuple[str, ...]:
        return tuple(key for key in named.subjects if key in self._base.programmes)

    def _inferred(self, scene: Scene, among: tuple[str, ...] | None) -> Named:
        """Part of a programme's name, when that explains most of what is not asked; of one of those just listed."""
        hits = [hit for hit in self._evidence.search(scene, among) if hit.document.sort is Sort.PROGRAMME and hit.asked]
        if not hits or margin(hits) < SURE:
            return scene.named
        best = replace(hits[0], tokens=hits[0].asked)
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
        report, tokens = self._base.document.year, reading.tokens
        ends = {m.end for m in reading.of(Kind.YEAR) if m.id == "previous"} & set(range(len(tokens)))
        behind = {tokens[n].text for n in ends if tokens[n].clause == tokens[n - 1].clause}
        for key in reading.ids(Kind.YEAR):
            if key == "previous" and years[:1] == [report] and str(report) in behind:  # "het jaar voor 2023"
                years[0] -= 1
            elif key == "previous":
                years.append((context.year or report) - 1 if not years else years[0] - 1)
            elif key == "next":
                years.append(report + 1)
        return tuple(dict.fromkeys(years))
