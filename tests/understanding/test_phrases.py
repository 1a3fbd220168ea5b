"""Phrases of several words that facts are asked for with."""

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.phrases import AskedPhrases
from bot.understanding.text import stem, words

FUNCTION = frozenset({"du", "qui"})


def spoken(message: str) -> list[str]:
    """The stems of the French message's words."""
    return [stem(word, Language.FR) for word in words(message)]


def said(message: str) -> dict[int, str]:
    """The same by their number, without function words."""
    return {number: key for number, key in enumerate(spoken(message)) if key not in FUNCTION}


@pytest.fixture(scope="module")
def phrases(tiny_base: KnowledgeBase) -> AskedPhrases:
    """Those of the tiny knowledge, in French: "membres du jury"."""
    return AskedPhrases(tiny_base, Language.FR, FUNCTION)


@pytest.mark.parametrize(
    ("message", "found"),
    [
        pytest.param("membres jury", ["zonnedak/jury"], id="whole"),
        pytest.param("jury membres", ["zonnedak/jury"], id="in another order"),
        pytest.param("membres gentils jury", [], id="apart"),
        pytest.param("jury", [], id="one of its words"),
        pytest.param("donc qui juge", ["zonnedak/jury"], id="with a function word"),
        pytest.param("juge qui", [], id="with a function word in another order"),
    ],
)
def test_a_phrase_is_found_whole(message: str, found: list[str], phrases: AskedPhrases) -> None:
    """The facts of which all words of a phrase follow each other."""
    assert list(phrases.within(said(message), frozenset(), spoken(message))) == found


def test_words_that_any_subject_is_asked_with_tell_no_fact(phrases: AskedPhrases) -> None:
    """A phrase of nothing but such words is none; one other word is enough."""
    message = said("membres jury"), spoken("membres jury")
    assert not phrases.within(message[0], frozenset({0, 1}), message[1])
    assert phrases.within(message[0], frozenset({0}), message[1])


def test_a_word_that_stands_alone_too_is_no_part(phrases: AskedPhrases) -> None:
    """Only "membres" needs the rest of its phrase."""
    assert [key in phrases.parts("zonnedak/jury") for key in said("membres jury").values()] == [True, False]
