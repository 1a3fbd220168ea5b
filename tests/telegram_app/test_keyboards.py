"""How options are laid out."""

import pytest

from bot.telegram_app.keyboards import keyboard
from bot.wording.reply import Option


def test_no_options_no_keyboard() -> None:
    """An empty keyboard is none."""
    assert keyboard(()) is None


@pytest.mark.parametrize(
    ("labels", "rows"),
    [
        (["2022", "2023", "2024", "samen"], [3, 1]),
        (["R&D Projects", "Joint R&D"], [2]),
        (["R&D Projects", "Joint R&D Projects of Brussels"], [1, 1]),
    ],
    ids=["short", "middling", "long"],
)
def test_as_many_in_a_row_as_can_be_read(labels: list[str], rows: list[int]) -> None:
    """At most three a row, fewer when labels are long."""
    made = keyboard([Option(label, f"d{label[:9]}") for label in labels])
    assert made is not None
    assert [len(row) for row in made.inline_keyboard] == rows
