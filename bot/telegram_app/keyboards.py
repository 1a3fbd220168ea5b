"""Options as buttons under a message."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton

from bot.wording.reply import Option

# The longest label that a telephone shows whole, by the number of buttons in a row.
WIDTHS = {3: 10, 2: 18}

Row = list[InlineKeyboardButton]


def rows(options: Sequence[Option]) -> list[Row]:
    """One button an option, at most three a row, and no more than fit."""
    buttons = row(*options)
    longest = max((len(option.label) for option in options), default=0)
    a_row = next((count for count, width in WIDTHS.items() if longest <= width), 1)
    return [buttons[at : at + a_row] for at in range(0, len(buttons), a_row)]


def row(*options: Option) -> Row:
    """The options side by side, without those that have nothing to ask."""
    return [InlineKeyboardButton(option.label, callback_data=option.data) for option in options if option.data]
