"""Options as buttons under a message."""

from collections.abc import Sequence
from itertools import groupby

from telegram import InlineKeyboardButton

from bot.telegram_app import actions
from bot.telegram_app.actions import Kind
from bot.understanding.question import Intent
from bot.wording.reply import Option

# The longest label that a telephone shows whole, by the number of buttons in a row.
WIDTHS = {3: 10, 2: 18}

Row = list[InlineKeyboardButton]


def rows(options: Sequence[Option]) -> list[Row]:
    """One button an option, at most three a row, and no more than fit; those that lead elsewhere stand apart."""
    return [line for _, alike in groupby(options, _leads_elsewhere) for line in _laid_out(list(alike))]


def _leads_elsewhere(option: Option) -> bool:
    """Whether a button goes back, on, or out, rather than answer what is asked above it."""
    action = actions.decode(option.data)
    return f"|{Intent.CHAT}|" in option.data or (action is not None and action.kind in {Kind.FAMILIES, Kind.FAMILY})


def _laid_out(options: Sequence[Option]) -> list[Row]:
    buttons = row(*options)
    longest = max(len(option.short or option.label) for option in options)
    a_row = next((count for count, width in WIDTHS.items() if longest <= width), 1)
    a_row = 2 if len(buttons) == 4 and a_row == 3 else a_row  # two rows of two rather than three and one
    return [buttons[at : at + a_row] for at in range(0, len(buttons), a_row)]


def row(*options: Option) -> Row:
    """The options side by side, without those that have nothing to ask."""
    return [
        InlineKeyboardButton(option.short or option.label, callback_data=option.data)
        for option in options
        if option.data
    ]
