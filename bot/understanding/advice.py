"""Whether a message wants advice, and on what: the profile, with what was told before."""

import math
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import replace

from bot.knowledge.base import INNOVIRIS, KnowledgeBase
from bot.knowledge.model import Asker, Aspect, Language, Measure, Need, Operation
from bot.understanding.advised import ADVISED
from bot.understanding.concepts import ASKS, Kind, Mention
from bot.understanding.evidence import EXTREMES, WHO, Evidence
from bot.understanding.facts import Facts
from bot.understanding.profile import ADVICE, Leanings
from bot.understanding.question import Intent, Question
from bot.understanding.reading import Reader
from bot.understanding.scene import Scene, remembered, tokens_of
from bot.understanding.text import stem, words

PERSONAL = frozenset({Measure.MAX_SUPPORT, Measure.SUPPORT_RATE, Measure.FUNDING})
LIGHT = frozenset({"other_places", "staff", "politics"})  # unknowns whose words plans hold too: a job, the government
PROCEEDING = frozenset({"how_to_apply", "contact"})  # unknowns that a plan may end with: how to go about it
FROM_ABROAD = frozenset({Need.ATTRACT_RESEARCHER, Need.INTERNATIONAL_PARTNER})  # needs that name other places
PLANNED = (Kind.NEED, Kind.ASKER, Kind.SEEKING)
PLAIN_PLAN = 2.5  # of the wish: who or what field, what for and that support is sought, whatever else is told
LIKE_A_PLAN = 0.25  # of words: three in four plans are more alike one that was told, one in four other messages
READ = 0.8  # how surely a name must be meant to stand in a plan: "boeg" is nobody called Boers
TELLING = 12.0  # idf of two rare words: fewer are no text to compare with
SHORT = 8  # words of a message that only says who asks after all
MOST_UNEXPLAINED = 4  # words that a plan may hold which nobody taught the bot


class Advice:
    """Tells whether a message wants advice, and on what."""

    def __init__(
        self,
        base: KnowledgeBase,
        reader: Reader,
        evidence: Evidence,
        facts: Facts,
        plans: Mapping[Language, Leanings],
    ) -> None:
        self._base = base
        self._reader = reader
        self._evidence = evidence
        self._facts = facts
        self._plans = plans
        self._proper = {
            tuple(stem(word, language) for word in words(name))
            for subject in base.subjects.values()
            for language in Language
            for name in (*subject.name[language].rstrip(")").split(" ("), *subject.aliases.of(language))
            if name.lower() != name or name not in subject.aliases.of(language)
        }

    def personal(self, scene: Scene) -> Question | None:
        """Somebody tells of themself and a plan: advice, whatever else the words resemble."""
        if self._ranks(scene) or scene.reading.has(Kind.CORRECTION):
            return None
        if scene.named.unknowns and (scene.hard or self._named(scene)) and not self._by_the_way(scene):
            return None
        if not scene.wish.personal or not scene.wish.clear or scene.plain:
            return None
        if not scene.profile and scene.context.targets and scene.informative:  # "je veux les titres"
            return None
        if (WHO & set(scene.aspects) and scene.named.targets) or self._of_others(scene):
            return None
        apart = self._apart(scene)
        if not all(thing in self._base.organisations for thing in apart):
            return None
        bare = not (apart or scene.named.unknowns or self._named(scene))
        return self._recommend(scene) if bare or self._plans_something(scene) else None

    @remembered
    def general(self, scene: Scene) -> Question | None:
        """Somebody seeks support, for themself or for whom they name."""
        plain = scene.plain
        if self._ranks(scene) or (plain and Operation.SPLIT in scene.operations):
            return None
        if plain and (scene.named.anything or scene.context.targets or not scene.wish.personal):
            return None
        if plain and not (scene.wish.clear and scene.may and set(scene.measures) & PERSONAL):
            return None
        if self._apart(scene) or (self._named(scene) and not scene.wish.personal):
            return None
        if scene.reading.has(Kind.CORRECTION) and scene.named.targets:
            return None
        if Aspect.AUDIENCE in scene.aspects and scene.named.targets and not scene.profile.wanted:
            return None
        if scene.context.profile and scene.words and not scene.profile:
            return None  # something else, and not more of the plan that was told
        proceeds = bool(scene.profile.wanted) and bool(PROCEEDING & set(scene.named.unknowns))
        if scene.wish.clear or proceeds or self._told(scene):
            return self._recommend(scene)
        bare = not scene.named.anything and not scene.words and not scene.context.targets
        return self._recommend(scene) if scene.wish.seeking and bare else None

    def last_resort(self, scene: Scene) -> Question | None:
        """A plan in words that ask nothing and that nothing else explains."""
        about_innoviris = INNOVIRIS in scene.named.subjects
        which = self._reader.which[scene.reading.language]
        said = (token.text for n, token in enumerate(scene.reading.tokens) if n not in scene.polite)
        asks_who = next(said, "") in which
        of_others = asks_who and not (scene.wish.seeking or scene.wish.personal)  # "qui vend des trottinettes ?"
        if scene.counts or of_others or (about_innoviris and not scene.wish.clear):
            return None
        fits = scene.profile.wanted or (scene.profile.askers and scene.profile.themes)
        if fits and scene.wish.weight >= ADVICE and len(scene.words) <= MOST_UNEXPLAINED:
            return self._recommend(scene)
        return None

    def is_meant(self, scene: Scene) -> bool:
        """Whether somebody without a name in mind asks what suits them, though not of themself."""
        plain = scene.plain
        return (
            not plain
            and (scene.wish.clear or self._told(scene))
            and not (self._named(scene) or self._apart(scene))
            and not scene.context.targets
            and bool(scene.profile.askers or (scene.profile.wanted and (scene.wish.seeking or self._told(scene))))
            and not self._of_others(scene)
        )

    def may_be_meant(self, scene: Scene) -> bool:
        """Whether what the report can't know only stands in a plan, not in what is asked."""
        elsewhere = "other_funders" in scene.named.unknowns and INNOVIRIS not in scene.named.subjects
        needs, askers = set(scene.profile.wanted), set(scene.profile.askers)
        if elsewhere or scene.plain:
            return False
        if (needs & FROM_ABROAD or Asker.RESEARCHER_ABROAD in askers) and not (scene.hard or scene.named.anything):
            return True
        plans = self._plans_something(scene)
        if plans and (self._by_the_way(scene) or (needs and scene.wish.weight >= PLAIN_PLAN and not scene.counts)):
            return True
        guessed = all(one.score < 1 for one in scene.reading.of(Kind.UNKNOWN)) and scene.wish.clear
        return guessed or (plans and not scene.hard and scene.wish.clear and scene.wish.personal)

    def _plans_something(self, scene: Scene) -> bool:
        """Whether a need is told, or whoever tells what they are speaks in the words of plans."""
        if scene.profile.wanted:
            return True
        told = scene.wish.clear and bool(scene.profile.askers)
        return told and max((share for _, share in self._alike(scene)), default=0.0) >= LIKE_A_PLAN

    def _of_others(self, scene: Scene) -> bool:
        """Whether it asks for others who did it already, and one project is recognised: "un projet avec du pain ?"."""
        asks = WHO & set(scene.aspects) or scene.reading.has(Kind.PRECEDENT)
        return bool(asks) and self._facts.recognised(scene) is not None

    def _told(self, scene: Scene) -> bool:
        """Whether it says who plans what, and asks nothing but in the words of the plan: "kmo met een klein budget"."""
        selves, needs = tokens_of(scene.reading, Kind.ASKER), scene.reading.of(Kind.NEED)
        names = tokens_of(scene.reading, Kind.SUBJECT)
        wanted = any(len(m) > 1 and set(range(m.start, m.end)) - selves - names for m in needs)
        enough = bool(selves) or len({m.start for m in needs}) > 1
        return wanted and enough and not (self._asks(scene) or scene.named.unknowns)

    def _asks(self, scene: Scene) -> bool:
        """Whether anything is asked but in the words of a plan: "association qui organise des ateliers"."""
        plan, sought = scene.reading.of(*PLANNED), tokens_of(scene.reading, Kind.SEEKING, Kind.FIRST_PERSON)
        return any(
            not any(len(longer) >= len(m) and m.start < longer.end and longer.start < m.end for longer in plan)
            and not sought.issuperset(range(m.start, m.end))  # "…, subside ?", "…, quel programme ?"
            for m in scene.reading.of(*ASKS)
        )

    def _ranks(self, scene: Scene) -> bool:
        """Whether it asks for the most or least of all, and says nothing of a plan: "geef mij de drie grootste"."""
        return bool(EXTREMES & set(scene.operations)) and not scene.profile.wanted

    @remembered
    def _recommend(self, scene: Scene) -> Question:
        """Advice on all that the asker has said, in a chat about advice also before."""
        profile = replace(scene.profile, resembling=self._resembling(scene), alike=self._alike(scene))
        correcting = profile.askers and not profile.wanted and len(scene.reading.tokens) <= SHORT
        if scene.context.intent in ADVISED or scene.context.step or (scene.context.profile and correcting):
            profile = scene.context.profile.merged(profile)
        return scene.question.but(intent=Intent.RECOMMEND, profile=profile)

    def _resembling(self, scene: Scene) -> tuple[tuple[str, float], ...]:
        """For each programme the share of the informative words, by idf, that stand in its texts (0-1)."""
        explained: dict[str, set[int]] = defaultdict(set)
        for hit in self._evidence.search(scene, tuple(self._base.programmes)):
            explained[hit.document.subject] |= hit.tokens
        framing = tokens_of(scene.reading, Kind.ASKER, Kind.SEEKING, Kind.FIRST_PERSON, Kind.EXCLUSION)
        weights = {n: self._evidence.weight(scene, n) for n in scene.stems if n not in framing}
        whole = max(sum(weights.values()), TELLING)
        return tuple(
            (key, sum(weights.get(n, 0.0) for n in tokens) / whole) for key, tokens in sorted(explained.items())
        )

    @remembered
    def _alike(self, scene: Scene) -> tuple[tuple[str, float], ...]:
        """For each programme how much the words are those of plans told for it (0 and up, seldom over 1)."""
        language, tokens = scene.reading.language, scene.reading.tokens
        told = scene.named.spans.union(scene.stems) - tokens_of(scene.reading, Kind.SEEKING, Kind.FIRST_PERSON)
        stems = {tokens[n].stem(language) for n in told}
        alike: dict[str, float] = defaultdict(float)
        for key in sorted(stems):
            for programme, share in self._plans[language].of(key).items():
                alike[programme] += share
        return tuple((key, share / math.sqrt(len(stems))) for key, share in sorted(alike.items()))

    @remembered
    def _apart(self, scene: Scene) -> tuple[str, ...]:
        """The projects, people and organisations that are named, besides who asks: "un labo de la VUB" with a plan."""
        if not scene.named.things or not self._plans_something(scene):
            return scene.named.things
        asking = {(one.start, one.end) for one in scene.reading.of(Kind.ASKER)}
        selves = {one.id for one in scene.reading.of(Kind.ORGANISATION) if (one.start, one.end) in asking}
        read = {one.id for one in scene.reading.of(Kind.PROJECT, Kind.ORGANISATION, Kind.PERSON) if one.score >= READ}
        return tuple(thing for thing in scene.named.things if thing in read - selves)

    @remembered
    def _named(self, scene: Scene) -> tuple[str, ...]:
        """The subjects that are named; not by a word that a plan holds as well: "semi-conducteurs"."""
        reading = scene.reading
        if self._asks(scene):
            return scene.named.targets
        plan = tokens_of(reading, Kind.NEED, Kind.THEME)
        longer = [one for one in reading.of(*PLANNED) if len(one) > 1]
        told, named = set[str](), set[str]()
        for one in reading.of(Kind.SUBJECT):
            stems = tuple(token.stem(reading.language) for token in reading.tokens[one.start : one.end])
            if any(m.start <= one.start and one.end <= m.end and len(m) > len(one) for m in longer):
                told.add(one.id)  # "spin-off medtech" tells who asks
            elif stems in self._proper:
                named.add(one.id)
            elif plan.issuperset(range(one.start, one.end)):
                told.add(one.id)
        return tuple(key for key in scene.named.targets if key not in told - named)

    def _by_the_way(self, scene: Scene) -> bool:
        """Whether the unknown is a word of a plan: somebody tells what they do, and asks nothing of it."""
        told = scene.wish.personal or bool(scene.profile.askers) or scene.wish.weight >= PLAIN_PLAN
        named = self._named(scene) or self._apart(scene)
        if not told or named or scene.reading.has(Kind.QUESTION):
            return False
        return all(self._is_light(one, scene) for one in scene.reading.of(Kind.UNKNOWN))

    def _is_light(self, unknown: Mention, scene: Scene) -> bool:
        """Whether plans mention it too: how to go about it, or one word for a place, a job, the government."""
        said = {token.text for token in scene.reading.tokens[unknown.start : unknown.end]}
        alone = len(said - self._reader.function[scene.reading.language]) == 1
        return unknown.id in PROCEEDING or (alone and unknown.id in LIGHT)
