"""A rival as a bot: every question form that the knowledge base can answer, each with the bot's own reply to it.

So the rivals have its answers, ready made; what is measured is whether they find the right one, and whether they know
when there is none.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from operator import attrgetter

from benchmarks.rivals import RIVALS, Phrase, Rival
from bot.conversation import Conversation, State
from bot.evaluation.corpus import Chat
from bot.evaluation.evaluate import Answerer, evaluate
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.concepts import PROFILE, Concept, Kind
from bot.understanding.lexicon import phrases
from bot.wording.reply import Outcome, Reply
from tests.over_match.asked import Asker, templates

BARE = frozenset({Kind.UNKNOWN, Kind.CHAT})  # asked with a word of the vocabulary by itself
FIRST = 30  # of the words that mean the same; all of them are twice as many phrases and get 3 of 100 chats more right
CUTS = 40  # cut-offs that are tried


def question_forms(base: KnowledgeBase) -> list[Phrase]:
    """Every way to ask for all that is known of every subject, project, person and organisation."""
    found = (
        (language.value, text)
        for language in Language
        for text in (*_of_subjects(base, language), *_of_things(base, language))
    )
    return list(dict.fromkeys(found))


def bare_words(base: KnowledgeBase) -> list[Phrase]:
    """What can't be known, small talk, and what one may seek support for, in a word or two."""
    return list(dict.fromkeys((language.value, text) for language in Language for text in _of_words(base, language)))


def _of_subjects(base: KnowledgeBase, language: Language) -> Iterator[str]:
    for questions in Asker(base, language).questions().values():
        yield from map(attrgetter("text"), questions)
    operations = base.vocabularies[language].operations.values()
    for subject in base.subjects.values():
        yield from (f"{listed[0]} {subject.called[language]}" for listed in operations if listed)


def _of_things(base: KnowledgeBase, language: Language) -> Iterator[str]:
    forms = templates(language)
    of_project = (*forms.project, *forms.project_support, *forms.project_funding, *forms.project_partners)
    for appearances in base.projects.values():
        yield from (one.format(short=appearances[0].project.name) for one in of_project)
    for roles in base.people.values():
        yield from (one.format(short=roles[0].person.name) for one in forms.person)
    for organisation in base.organisations.values():
        yield from (one.format(short=organisation.name[language]) for one in forms.organisation)
    for family in base.families.values():
        yield from (one.format(name=family.called[language]) for one in forms.members)


def _of_words(base: KnowledgeBase, language: Language) -> Iterator[str]:
    """The first words of each thing that can't be known, of small talk, and of each wish."""
    listed: dict[Concept, list[str]] = defaultdict(list)
    for phrase, concept in phrases(base, language):
        listed[concept].append(phrase)
    seeking = base.profiles[language].seeking[0]
    for concept, found in listed.items():
        if concept.kind in BARE:
            yield from found[:FIRST]
        elif concept.kind in PROFILE:
            yield from (f"{seeking} {phrase}" for phrase in found[:FIRST])


@dataclass
class Lookup:
    """Answers with the reply to the nearest phrase; what is not as near as `cutoff` is not in the report."""

    phrases: Sequence[Phrase]
    rival: Rival
    replies: Sequence[Reply]
    refusals: Mapping[Language, Reply]
    cutoff: float = 0.0

    def respond(self, text: str, state: State | None = None) -> tuple[Reply, State]:
        """The reply to the nearest phrase, in its language; what the chat was about does not count."""
        spoken = state.language if state else None
        found = self.rival.nearest(text)
        nearest = self.replies[found[0]] if found else None
        language = nearest.language if nearest else spoken or Language.NL
        near = nearest if found and found[1] >= self.cutoff else None
        return near or self.refusals[language], State(language)


class Remembered:
    """A rival that searches for each question once: only for trying cut-offs, never where time is measured."""

    def __init__(self, rival: Rival) -> None:
        self.nearest = cache(rival.nearest)


def with_cutoff(lookup: Lookup, chats: Sequence[Chat]) -> Lookup:
    """The same with the cut-off that gets most of `chats` right."""
    remembered = Remembered(lookup.rival)
    found = (remembered.nearest(turn.say) for chat in chats for turn in chat.turns)
    scores = sorted(one[1] for one in found if one)
    tried = [scores[len(scores) * place // CUTS] for place in range(CUTS)]
    best = max(tried, key=lambda cutoff: right(replace(lookup, rival=remembered, cutoff=cutoff), chats))
    return replace(lookup, cutoff=best)


def right(bot: Answerer, chats: Iterable[Chat]) -> int:
    """How many of `chats` `bot` gets right in every turn."""
    return sum(tally.right for tally in evaluate(bot, chats).values())


def open_lookups(conversation: Conversation) -> dict[str, Lookup]:
    """Every rival with the bot's replies to its phrases, without a cut-off yet.

    RapidFuzz goes without the bare words: a question that holds one of them is as near to it as can be.
    """
    forms = question_forms(conversation.base)
    everything = forms + bare_words(conversation.base)
    replies = [conversation.respond(text, State(Language(language)))[0] for language, text in everything]
    year = conversation.base.document.year
    refusals = {
        language: Reply(Outcome.UNKNOWN, language, conversation.phrase("unknown_words", language, year=year))
        for language in Language
    }
    return {
        name: Lookup(phrases := forms if name.startswith("RapidFuzz") else everything, made(phrases), replies, refusals)
        for name, made in RIVALS.items()
    }
