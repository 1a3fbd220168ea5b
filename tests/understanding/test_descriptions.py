"""A programme that is described, not named, over the shipped knowledge."""

import pytest

from bot.conversation import Conversation
from bot.wording.reply import Outcome

DESCRIBED = {
    "by-what-it-pays": (
        "Le programme des thèses avec une administration, ça a coûté combien ?",
        "1 550 614 euros",
    ),
    "by-its-purpose": ("welk bedrag ging er naar het halen van buitenlandse onderzoekers?", "1.873.985 euro"),
    "one-of-its-projects-is": ("van welk bedrijf is de draagbare borstkolf?", "Lileo"),
}
ALIKE = {
    "no-rate": ("Avec quels autres pays ?", "50"),
    "no-praise": ("de beoordeling was prima", "46.405.255"),
}


@pytest.mark.parametrize("case", DESCRIBED.values(), ids=DESCRIBED)
def test_a_described_programme_is_found(case: tuple[str, str], real_conversation: Conversation) -> None:
    """What is asked of it is answered as if it had been named."""
    reply, _ = real_conversation.respond(case[0])
    assert case[1] in reply.text.replace("\u202f", " ").replace("\xa0", " ")


@pytest.mark.parametrize("case", ALIKE.values(), ids=ALIKE)
def test_words_that_only_share_a_stem(case: tuple[str, str], real_conversation: Conversation) -> None:
    """A word is not taken for another with the same stem."""
    reply, _ = real_conversation.respond(case[0])
    assert case[1] not in reply.text


def test_a_question_behind_a_greeting(real_conversation: Conversation) -> None:
    """A greeting does not hide what is asked behind it."""
    reply, _ = real_conversation.respond("Goedendag, thema's van die 10 nota's voor het parlement?")
    assert reply.outcome is Outcome.ANSWERED and "maatschappelijke participatie" in reply.text
