"""Numbers as Belgians write them."""

import pytest

from bot.knowledge.model import Language
from bot.wording.numbers import is_one, number

THIN = "\u202f"


@pytest.mark.parametrize(
    ("value", "digits", "dutch", "french"),
    [
        pytest.param(999, 0, "999", "999", id="hundreds"),
        pytest.param(1000, 0, "1.000", f"1{THIN}000", id="thousands"),
        pytest.param(46405255, 0, "46.405.255", f"46{THIN}405{THIN}255", id="millions"),
        pytest.param(8409.6, 0, "8.410", f"8{THIN}410", id="rounded"),
        pytest.param(14.2, 1, "14,2", "14,2", id="decimal"),
        pytest.param(63.93, 1, "63,9", "63,9", id="one decimal at most"),
        pytest.param(64.0, 1, "64", "64", id="no decimal that says nothing"),
    ],
)
def test_number(value: float, digits: int, dutch: str, french: str) -> None:
    """Dutch separates thousands with a dot, French with a narrow space that does not break."""
    assert (number(value, Language.NL, digits), number(value, Language.FR, digits)) == (dutch, french)


def test_a_fixed_number_keeps_its_decimals() -> None:
    """Where shares stand side by side, each has its decimal."""
    assert [number(3.0, language, 1, fixed=True) for language in Language] == ["3,0", "3,0"]


@pytest.mark.parametrize(
    ("value", "dutch", "french"),
    [(0, False, True), (1, True, True), (1.5, False, True), (2, False, False)],
)
def test_singular(value: float, dutch: bool, french: bool) -> None:
    """Only one is singular in Dutch; in French everything under two is."""
    assert (is_one(value, Language.NL), is_one(value, Language.FR)) == (dutch, french)
