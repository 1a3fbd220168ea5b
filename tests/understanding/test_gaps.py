"""Which words of an unanswered question may be kept, and which questions are near to each other."""

import pytest

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.understanding.gaps import HIDDEN, MOST_WORDS, Gap, Gaps, Word

NL, FR = Language.NL, Language.FR


@pytest.fixture(scope="module")
def gaps(real_conversation: Conversation) -> Gaps:
    """Read with the words of the shipped knowledge."""
    return real_conversation.gaps


def shown(gaps: Gaps, message: str) -> str:
    """The words of `message`, unknown ones in brackets."""
    _, found = gaps.words(message)
    return " ".join(word.text if word.known else f"[{word.text}]" for word in found)


@pytest.mark.parametrize(
    ("message", "words"),
    [
        pytest.param("Wat is het budgt van PYSI in 2021?", "wat is het budget van pysi in 2021", id="as meant"),
        pytest.param("bel 0475123456 op 3/4", f"bel {HIDDEN} op {HIDDEN} {HIDDEN}", id="numbers"),
        pytest.param("steun voor Xavier Vandenplasbergh", "steun voor [xavier] [vandenplasbergh]", id="a stranger"),
        pytest.param("budget van karen boers", "budget van [karen] [boers]", id="a person of the report"),
    ],
)
def test_words(gaps: Gaps, message: str, words: str) -> None:
    """What the knowledge has is known, but for people; numbers are hidden, but for years."""
    assert shown(gaps, message) == words


def test_a_story_is_no_question(gaps: Gaps) -> None:
    """What is long tells of a person, even in words that all are known."""
    assert gaps.words("steun " * MOST_WORDS) == (NL, (Word("steun", known=True),) * MOST_WORDS)
    assert gaps.words("steun " * (MOST_WORDS + 1)) == (NL, ())


def test_near_ones_stand_together(gaps: Gaps) -> None:
    """By the words that tell them apart, each language by itself, most frequent first, with what is nearest."""
    asked = [
        Gap(NL, "telefoonnummer van pysi", 4),
        Gap(NL, "deadline voor waterstof", 3),
        Gap(NL, "en voor waterstof is de deadline", 2),
        Gap(FR, "deadline patents", 1),
        Gap(NL, "deadline patents", 1),
    ]
    groups = gaps.grouped(asked)
    assert [[gap.text for gap in group.gaps] for group in groups] == [
        ["deadline voor waterstof", "en voor waterstof is de deadline"],
        ["telefoonnummer van pysi"],
        ["deadline patents"],
        ["deadline patents"],
    ]
    assert [group.times for group in groups] == [5, 4, 1, 1]
    assert [group.subject for group in groups] == [None, "prove-your-social-innovation", "patents", "patents"]


def test_nothing_is_near_to_nothing(gaps: Gaps) -> None:
    """Words without content make no group, and have no subject."""
    groups = gaps.grouped([Gap(NL, HIDDEN, 1), Gap(NL, f"de {HIDDEN}", 1)])
    assert [(group.times, group.subject) for group in groups] == [(1, None), (1, None)]
