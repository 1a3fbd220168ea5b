"""Advice as a user reads it: the steps of the dialogue, why, why not, what if, and nothing that fits."""

import re

import pytest

from bot.answering.answer import AskStep
from bot.answering.answering import answer
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Asker, Language, Need, Theme
from bot.understanding.question import GUESSED, Intent, Profile, Question, Slot, Step
from bot.wording.options import LONGEST, decode
from bot.wording.reply import Outcome, Reply
from bot.wording.writer import Writer

NL, FR = Language.NL, Language.FR
MARKET = ((Need.MARKET, 1.0),)
CAVEAT = "Het verslag gaat over 2023. Wat nu open is en wie in aanmerking komt, beslist Innoviris: steun.example."


def replied(question: Question, base: KnowledgeBase) -> Reply:
    """The reply to `question`."""
    return Writer(base, question.language).write(answer(question, base))


def lines(question: Question, base: KnowledgeBase) -> list[str]:
    """The lines of the reply, with every space an ordinary one."""
    return re.sub("[\u00a0\u202f]", " ", replied(question, base).markup).split("\n")


# -- steps ---------------------------------------------------------------------------------------------


def test_the_first_step_offers_choices_and_ways_out(tiny_base: KnowledgeBase) -> None:
    """A button for each choice, one for "I don't know" and one to stop; there is nothing to go back to."""
    reply = Writer(tiny_base, NL).write(AskStep(Slot.NEED, ("market", "prototype"), Profile(), first=True))
    assert reply.outcome is Outcome.CLARIFY
    assert reply.markup == "Wat wilt u precies doen? Kies hieronder, of vertel het in uw eigen woorden."
    labels = [option.label for option in reply.options]
    assert labels == ["Is er een markt voor?", "Een prototype of test", "Weet ik niet", "Stoppen"]


def test_a_later_step_notes_what_is_known_and_leads_back(tiny_base: KnowledgeBase) -> None:
    """What was told is repeated, and there is a way back."""
    profile = Profile((Asker.SME,), MARKET, ((Theme.FOOD, 1.0),))
    reply = Writer(tiny_base, NL).write(AskStep(Slot.KIND, ("company", "research"), profile, first=False))
    assert reply.markup == "Ik noteer: een kmo, een markt, voeding. Voor wie zoekt u steun?"
    assert [option.label for option in reply.options[2:]] == ["Weet ik niet", "Terug", "Stoppen"]


def test_a_group_that_was_chosen_is_noted_by_its_name(tiny_base: KnowledgeBase) -> None:
    """Who only chose a group is not told to be one of its kinds, nor to want one of its needs."""
    company = next(group for group in tiny_base.choices.kinds if group.id == "company")
    profile = Profile(tuple(company.members), ((Need.MARKET, GUESSED),))
    reply = Writer(tiny_base, FR).write(AskStep(Slot.ASKER, ("sme", "starter"), profile, first=False))
    assert reply.markup.startswith("Je note\u00a0: entreprise ou start-up. Qu'est-ce qui")


@pytest.mark.parametrize("slot", list(Slot))
def test_every_choice_fits_a_button_and_is_read_back(slot: Slot, tiny_base: KnowledgeBase) -> None:
    """What a button of a step holds is at most 64 bytes, and means the choice that it shows."""
    choices: dict[Slot, list[str]] = {
        Slot.KIND: [group.id for group in tiny_base.choices.kinds],
        Slot.AREA: [group.id for group in tiny_base.choices.areas],
        Slot.ASKER: list(Asker),
        Slot.NEED: list(Need),
        Slot.THEME: list(Theme),
    }
    for language in Language:
        reply = Writer(tiny_base, language).write(AskStep(slot, tuple(choices[slot]), Profile(), first=True))
        read = [decode(option.data) for option in reply.options[:-2]]
        assert sorted(one.topics for one in read if one) == sorted((slot, choice) for choice in choices[slot])
        assert all(len(option.data.encode()) <= LONGEST for option in reply.options)


# -- why, why not, what if -----------------------------------------------------------------------------


def test_why_tells_the_place_and_the_reasons(tiny_base: KnowledgeBase) -> None:
    """A programme that is proposed: its place, and what speaks for it."""
    profile = Profile((Asker.SME,), ((Need.PROTOTYPE, 1.0),))
    question = Question(Intent.EXPLAIN, NL, ("zonnedak",), profile=profile)
    first, reasons, caveat = lines(question, tiny_base)
    assert first == "**Zonnedak (ZON)** staat in mijn voorstel op plaats 1."
    assert reasons == "U zoekt een prototype. Het verslag noemt een kmo als doelgroep."
    assert caveat == CAVEAT


def test_why_not_names_the_criteria(tiny_base: KnowledgeBase) -> None:
    """A programme that is not proposed: whom the report names instead, and what it is for instead."""
    profile = Profile((Asker.NONPROFIT,), ((Need.INTERNATIONAL_PARTNER, 1.0),))
    question = Question(Intent.EXPLAIN, NL, ("zonnedak",), profile=profile)
    first, reasons, _ = lines(question, tiny_base)
    assert first == "**Zonnedak (ZON)** staat niet bij mijn eerste drie."
    assert "Let wel: het verslag spreekt hier van een kmo of een starter, niet van een vzw." in reasons
    assert "Daar vindt u een prototype, terwijl u een partner in het buitenland zoekt." in reasons


def test_what_if_tells_what_is_won_and_lost(tiny_base: KnowledgeBase) -> None:
    """Another kind of asker: the list as it would be, what falls out of it and why."""
    before, after = Profile((Asker.SME,), MARKET), Profile((Asker.LARGE_COMPANY,), MARKET)
    text = "\n".join(lines(Question(Intent.SUPPOSE, NL, profile=after, before=before), tiny_base))
    assert text.startswith("Stel: een groot bedrijf. Dan past dit misschien:\n1. **Watermolen**")
    assert "**Zonnedak (ZON)** valt weg. Let wel" in text


def test_what_if_nothing_changes(tiny_base: KnowledgeBase) -> None:
    """The same three: that is said."""
    profile = Profile((Asker.SME,), MARKET)
    question = Question(Intent.SUPPOSE, NL, profile=profile, before=profile)
    assert "Aan de eerste drie verandert dat niets." in lines(question, tiny_base)


# -- nothing fits --------------------------------------------------------------------------------------


def test_the_nearest_miss_says_what_blocks_it(tiny_base: KnowledgeBase) -> None:
    """Only other kinds of asker are named for the need: the nearest, what blocks it, and what there is instead."""
    profile = Profile((Asker.NONPROFIT,), ((Need.INTERNATIONAL_PARTNER, 1.0),))
    first, item, *rest = lines(Question(Intent.RECOMMEND, NL, profile=profile), tiny_base)
    assert first.startswith("Volgens het verslag is niets hiervan uitdrukkelijk voor een vzw bedoeld.")
    assert "niet van een vzw" in item
    assert rest == ["Wat er volgens het verslag wel is voor een vzw: **Stadstuin**.", CAVEAT]


def test_nothing_told_gets_a_way_on(tiny_base: KnowledgeBase) -> None:
    """Whoever knew no answer to any step is told so kindly, and can see the list."""
    trail = tuple(Step(slot, Profile()) for slot in Slot)
    reply = replied(Question(Intent.RECOMMEND, NL, trail=trail, guided=True), tiny_base)
    assert reply.markup.startswith("Zonder iets over u of uw plan")
    assert [option.label for option in reply.options] == ["Welk programma past bij mij?", "Alle programma's"]
