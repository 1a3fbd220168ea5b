"""What is right, what is wrong, and what was said as if it were right."""

import pytest

from bot.conversation import Conversation
from bot.evaluation.corpus import Chat, Turn
from bot.evaluation.evaluate import evaluate, misspelt
from bot.evaluation.marking import contains, fold, shortcomings
from bot.knowledge.model import Language
from bot.wording.reply import Outcome, Reply

REPLY = Reply(Outcome.ANSWERED, Language.NL, "**1.371.814 euro** voor PYSI in 2023.", ("pysi",))


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ("1.371.814", True),
        ("1371814", True),
        ("371.814", False),
        ("1,4 miljoen|1.371.814", True),
        ("PYSI", True),
        ("euros", False),
    ],
)
def test_what_a_reply_contains(wanted: str, found: bool) -> None:
    """Separators, accents and capitals do not matter; part of a number does."""
    assert contains(fold(REPLY.text), wanted) is found


@pytest.mark.parametrize(
    ("turn", "reasons"),
    [
        (Turn(say="?", outcome=(Outcome.ANSWERED,), all=("1.371.814",), programmes=("pysi",)), 0),
        (Turn(say="?", outcome=(Outcome.UNKNOWN,)), 1),
        (Turn(say="?", all=("15",)), 1),
        (Turn(say="?", none=("2023",)), 1),
        (Turn(say="?", programmes=("patents",), first=("patents",)), 2),
    ],
)
def test_what_a_reply_falls_short_of(turn: Turn, reasons: int) -> None:
    """Each expectation that is not met is a reason of its own."""
    assert len(shortcomings(turn, Language.NL, REPLY)) == reasons
    assert len(shortcomings(turn, Language.FR, REPLY)) == reasons + 1


def test_a_chat_is_right_when_every_turn_is(real_conversation: Conversation) -> None:
    """One wrong turn makes it wrong, and is told."""
    right = Turn(say="hoeveel kreeg PYSI in 2023?", outcome=(Outcome.ANSWERED,), all=("1.371.814",))
    wrong = Turn(say="en in 2022?", outcome=(Outcome.UNKNOWN,))
    chats = [
        Chat(id="a", kind="figure", turns=(right,), language=Language.NL),
        Chat(id="b", kind="figure", turns=(right, wrong), language=Language.NL),
    ]
    tally = evaluate(real_conversation, chats)["nl", "figure"]
    assert (tally.chats, tally.right, tally.turns, tally.confident) == (2, 1, 3, 1)
    assert [miss.turn for miss in tally.misses] == [wrong]


def test_the_same_slips_every_time() -> None:
    """Some of the longer words are misspelt, in the same way each time; the short ones never."""
    words = "welke programmas zijn bedoeld voor onderzoekers " * 5
    chats = [Chat(id="a", kind="figure", turns=(Turn(say=words.strip()),))]
    slipped = misspelt(chats)[0].turns[0].say.split()
    typed = words.split()
    changed = [word for word, slip in zip(typed, slipped, strict=True) if word != slip]
    assert 0 < len(changed) < len(typed)
    assert all(len(word) > 4 for word in changed)
    assert misspelt(chats) == misspelt(chats)
