"""Questions about one fact of the shipped knowledge: which of the facts that share their words is meant."""

import pytest

from bot.conversation import Conversation
from bot.wording.reply import Outcome

ANSWERED, UNKNOWN = Outcome.ANSWERED, Outcome.UNKNOWN

QUESTIONS: dict[str, tuple[str, Outcome, str]] = {
    "a-programme-by-its-content": ("in hoeveel groepen verdeelt Europa de regio's?", ANSWERED, "4 groepen"),
    "a-whole-phrase": ("combien d'euros ont reçu les grandes sociétés ?", UNKNOWN, "sans montants"),
    "all-partners-together": ("combien a reçu FARI, l'institut de la VUB et de l'ULB ?", ANSWERED, "pour FARI en 2023"),
    "the-goal-is-no-description": ("quel est l'objectif de CanSat ?", ANSWERED, "expérience pratique du spatial"),
    "who-said-it": (
        "wie zei dat universiteiten, overheid en bedrijven samen Brussel een voorloper in AI maken?",
        ANSWERED,
        "Karen Boers",
    ),
    "a-project-where-nobody-is-named": ("qui a inventé un système de murs à rénover ?", ANSWERED, "WONDERWALLS"),
    "what-is-not-known-stands-alone": (
        "in welke straat staat het gebouw van Spullenhulp met de demo van WONDERWALLS?",
        UNKNOWN,
        "demonstratiemodel",
    ),
    "a-reason-before-what-is-not-known": ("waarom zijn twee spin-offs verlengd?", ANSWERED, "rijpen"),
}


@pytest.mark.parametrize(("typed", "outcome", "told"), QUESTIONS.values(), ids=QUESTIONS)
def test_the_fact_that_is_meant(typed: str, outcome: Outcome, told: str, real_conversation: Conversation) -> None:
    """The reply tells the fact, or says that the report does not know it."""
    reply, _ = real_conversation.respond(typed)
    assert (reply.outcome, told in reply.text.replace("\N{NO-BREAK SPACE}", " ")) == (outcome, True), reply.text
