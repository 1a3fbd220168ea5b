"""The question corpus: what is right must not become less. Raise a floor when the score has risen for good."""

import pytest

from bot.conversation import Conversation
from bot.evaluation.evaluate import Tally, corpus, evaluate
from bot.knowledge.model import Language

# The share of the chats of each half with every turn right (0-1).
FLOORS = {
    ("seen", Language.NL): 0.885,
    ("seen", Language.FR): 0.86,
    ("unseen", Language.NL): 0.865,
    ("unseen", Language.FR): 0.85,
}
# The share of the chats about what fits in which every reply has a right programme among the first three, and first.
AMONG_THREE, FIRST = 0.94, 0.86
MOST_CONFIDENT = 0.1  # the share of the turns that may be answered wrongly as if right
MOST_OTHER_LANGUAGE = 0.01  # the share of the turns that may be answered in the wrong language


@pytest.fixture(scope="module")
def tallies(real_conversation: Conversation) -> dict[tuple[str, str], list[Tally]]:
    """The tallies of every kind of chat, by half and language."""
    chats = corpus(())
    found: dict[tuple[str, str], list[Tally]] = {}
    for half, language in FLOORS:
        own = [chat for chat in chats if chat.language is language and chat.unseen == (half == "unseen")]
        found[half, language] = list(evaluate(real_conversation, own).values())
    return found


@pytest.mark.parametrize(("half", "language"), FLOORS)
def test_the_share_of_right_chats(half: str, language: Language, tallies: dict[tuple[str, str], list[Tally]]) -> None:
    """At least as many chats as before are right in every turn."""
    found = tallies[half, language]
    assert sum(one.right for one in found) / sum(one.chats for one in found) >= FLOORS[half, language]


@pytest.mark.parametrize(("half", "language"), FLOORS)
def test_a_programme_that_fits_is_among_the_first(
    half: str, language: Language, real_conversation: Conversation
) -> None:
    """A right programme is nearly always among the three that are proposed, and mostly the first."""
    chats = [one for one in corpus(()) if one.kind == "fit" and one.language is language]
    found = evaluate(real_conversation, [one for one in chats if one.unseen == (half == "unseen")])
    (tally,) = found.values()
    wrong = {miss.chat.id for miss in tally.misses if any(why.startswith("programmes") for why in miss.why)}
    second = {miss.chat.id for miss in tally.misses if any(why.startswith("first") for why in miss.why)}
    assert 1 - len(wrong) / tally.chats >= AMONG_THREE
    assert 1 - len(second) / tally.chats >= FIRST


@pytest.mark.parametrize(("half", "language"), FLOORS)
def test_wrong_answers_are_few(half: str, language: Language, tallies: dict[tuple[str, str], list[Tally]]) -> None:
    """Few turns get something else as if it were the answer, hardly any in the wrong language."""
    found = tallies[half, language]
    turns = sum(one.turns for one in found)
    assert sum(one.confident for one in found) / turns <= MOST_CONFIDENT
    assert sum(one.language for one in found) / turns <= MOST_OTHER_LANGUAGE
