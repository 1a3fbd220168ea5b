"""Words that nobody taught the bot."""

import pytest

from bot.understanding.spelling import Speller, edits_allowed


@pytest.fixture(scope="module")
def speller() -> Speller:
    """Some words, and a name of two words that people write as one."""
    return Speller(
        dict.fromkeys(["octrooi", "projecten", "steun", "water", "molen", "dak", "watermolen"], 1), ["zonnedak"]
    )


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        pytest.param("octroi", "octrooi", id="letter missing"),
        pytest.param("otcrooi", "octrooi", id="letters swapped"),
        pytest.param("octrooii", "octrooi", id="letter too many"),
        pytest.param("foctrooi", "octrooi", id="first letter too many"),
        pytest.param("projectn", "projecten", id="ending"),
        pytest.param("prjecetn", "projecten", id="two mistakes in a long word"),
        pytest.param("zonnedk", "zonnedak", id="name written as one word"),
    ],
)
def test_a_typo_is_corrected(typed: str, meant: str, speller: Speller) -> None:
    """A word that is a slip away from a known word is that word, less surely than when it is right."""
    found = speller.correct(typed)
    assert found is not None
    assert found[0] == meant
    assert 0.5 < found[1] < 1


@pytest.mark.parametrize(
    "typed", ["dka", "gent", "sterren", "fietsenmaker", "octrx", "2023", "b2b2c"], ids=lambda typed: typed
)
def test_another_word_is_left_alone(typed: str, speller: Speller) -> None:
    """Short words, numbers and words that are far from any other are not corrected."""
    assert speller.correct(typed) is None


def test_fewer_edits_may_be_asked(speller: Speller) -> None:
    """One edit at most finds a slip and leaves two slips for later."""
    assert speller.correct("octroi", 1) is not None
    assert speller.correct("prjecetn", 1) is None


@pytest.mark.parametrize(
    ("word", "edits"), [("dak", 0), ("geld", 1), ("project", 1), ("octrooien", 2), ("haalbaarheid", 3), ("x2023", 0)]
)
def test_longer_words_may_have_more_mistakes(word: str, edits: int) -> None:
    """The number of edits allowed grows with the word, and words with digits are exact."""
    assert edits_allowed(word) == edits


@pytest.mark.parametrize(
    ("typed", "parts"),
    [
        pytest.param("watersteun", ("water", "steun"), id="two words"),
        pytest.param("projectensteun", ("projecten", "steun"), id="plural first"),
        pytest.param("steunsmolen", ("steun", "molen"), id="linking s"),
        pytest.param("fietssteun", None, id="only one is known"),
        pytest.param("dakwater", None, id="part too short"),
    ],
)
def test_a_compound_is_split(typed: str, parts: tuple[str, str] | None, speller: Speller) -> None:
    """A word that two known words make is those two; nothing else is split."""
    assert speller.split(typed) == parts


def test_two_words_are_joined(speller: Speller) -> None:
    """Two words that make a known word together are that word, but not when only a name is written so."""
    assert speller.join("water", "molen") == "watermolen"
    assert speller.join("molen", "water") is None
    assert speller.join("zonne", "dak") is None
