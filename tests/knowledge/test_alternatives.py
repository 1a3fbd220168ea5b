"""Phrases that are written as alternatives."""

import pytest
from pydantic_core import PydanticCustomError

from bot.knowledge.alternatives import written_out


@pytest.mark.parametrize(
    ("phrase", "ways"),
    [
        pytest.param("een test", ["een test"], id="none"),
        pytest.param("(een|de) test", ["een test", "de test"], id="before"),
        pytest.param("test (op straat|bij u)", ["test op straat", "test bij u"], id="behind"),
        pytest.param("(a|b) en (c|d)", ["a en c", "a en d", "b en c", "b en d"], id="each with each"),
        pytest.param("(een| de) test", ["een test", "de test"], id="over the end of a line"),
    ],
)
def test_alternatives_are_written_out(phrase: str, ways: list[str]) -> None:
    """Each way to choose is a phrase of its own, in the order in which they stand."""
    assert list(written_out([phrase])) == ways


@pytest.mark.parametrize("phrase", ["(a", "a)", "(a|", "(a|)", "()", "a|b", "(a) b)"])
def test_brackets_that_do_not_pair_are_a_mistake(phrase: str) -> None:
    """A bracket without its other half, or a choice without words, is told and not taken for a word."""
    with pytest.raises(PydanticCustomError, match="is not written as"):
        written_out([phrase])
