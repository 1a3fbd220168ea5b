"""A message as people type it, as words that can be compared."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Language
from bot.understanding.text import LONGEST, clean, fold, stem, tokens, words


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        pytest.param("a\u200bb\x00c", "abc", id="invisible and control characters"),
        pytest.param("een\ttwee\ndrie", "een twee drie", id="tabs and line ends"),
        pytest.param("R&amp;D", "R&D", id="entities"),
        pytest.param("<b>vet</b>", "vet", id="tags"),
        pytest.param("x < y > z", "x < y > z", id="no tags"),
        pytest.param("ﬁets １２", "fiets 12", id="compatibility forms"),
        pytest.param("half \ud83d teken", "half  teken", id="half a character"),
        pytest.param("   ", "", id="nothing"),
    ],
)
def test_clean(typed: str, kept: str) -> None:
    """What nobody typed on purpose is taken out, the rest stays."""
    assert clean(typed) == kept


def test_long_messages_are_cut() -> None:
    """Of a message a thousand characters are read, of a word fifty letters."""
    assert 900 < len(clean("woord " * 100_000)) <= 1000
    assert clean("a" * 60 + " b") == "a" * 50 + " b"


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Coöperatie", "cooperatie"),
        ("L’École", "l'ecole"),
        ("ŒUVRE", "oeuvre"),
        ("KMO's", "kmos"),
        ("programma’s", "programmas"),
    ],
)
def test_fold(typed: str, folded: str) -> None:
    """Case, accents, ligatures and the kind of apostrophe make no difference."""
    assert fold(typed) == folded


@pytest.mark.parametrize(
    ("typed", "split"),
    [
        pytest.param("R&D, R & D", ["rd", "rd"], id="R&D is one word"),
        pytest.param("l'argent d'Innoviris", ["l", "argent", "d", "innoviris"], id="elision"),
        pytest.param("Œuvre  sociétale", ["oeuvre", "societale"], id="letters only"),
        pytest.param("1.371.814 euro", ["1371814", "euro"], id="Dutch thousands"),
        pytest.param("1 371 814 euros", ["1371814", "euros"], id="French thousands"),
        pytest.param("14,2 %", ["14,2", "%"], id="decimals and percent"),
        pytest.param("haalbaarheids-studie (2023)!", ["haalbaarheids", "studie", "2023"], id="punctuation"),
        pytest.param("😀🍞", [], id="emoji"),
    ],
)
def test_words(typed: str, split: list[str]) -> None:
    """A text falls apart into folded words and whole numbers."""
    assert words(typed) == split


def test_sentences_are_numbered() -> None:
    """Each word knows its sentence; the dot in an amount ends none."""
    found = [(token.text, token.sentence) for token in tokens("Wie? Hoeveel is 1.000 euro. En nu")]
    assert found == [("wie", 0), ("hoeveel", 1), ("is", 1), ("1000", 1), ("euro", 1), ("en", 2), ("nu", 2)]


@pytest.mark.parametrize(
    ("one", "several", "language"),
    [
        ("project", "projecten", Language.NL),
        ("kmo", "kmos", Language.NL),
        ("programma", "programmas", Language.NL),
        ("projet", "projets", Language.FR),
        ("entreprise", "entreprises", Language.FR),
    ],
)
def test_one_and_several_have_the_same_stem(one: str, several: str, language: Language) -> None:
    """The ending of a word makes no difference."""
    assert stem(one, language) == stem(several, language)


@given(st.text())
def test_any_text_can_be_read(typed: str) -> None:
    """No text, however odd, is an exception; and what is clean stays as it is."""
    cleaned = clean(typed)
    tokens(cleaned)
    assert len(cleaned) <= LONGEST
