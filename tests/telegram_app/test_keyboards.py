"""How options are laid out."""

import pytest

from bot.telegram_app.keyboards import rows
from bot.wording.reply import Option


def test_no_options_no_rows() -> None:
    """Nothing offered, nothing to press; what has nothing to ask is no button."""
    assert rows(()) == []
    assert rows([Option("2022", "")]) == []


@pytest.mark.parametrize(
    ("labels", "lengths"),
    [
        (["2022", "2023", "2024", "samen"], [2, 2]),
        (["2021", "2022", "2023", "2024", "samen"], [3, 2]),
        (["R&D Projects", "Joint R&D"], [2]),
        (["R&D Projects", "Joint R&D Projects of Brussels"], [1, 1]),
    ],
    ids=["four", "short", "middling", "long"],
)
def test_as_many_in_a_row_as_can_be_read(labels: list[str], lengths: list[int]) -> None:
    """At most three a row, fewer when labels are long."""
    made = rows([Option(label, f"d{label[:9]}") for label in labels])
    assert [len(row) for row in made] == lengths
