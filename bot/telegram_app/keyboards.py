"""Options as buttons under a message."""

from collections.abc import Sequence

from telegram import InlineKeyboardButton, InlineKeyboardMarkup

from bot.wording.reply import Option

# The longest label that a telephone shows whole, by the number of buttons in a row.
WIDTHS = {3: 10, 2: 18}


def keyboard(options: Sequence[Option]) -> InlineKeyboardMarkup | None:
    """One button an option, at most three a row, and no more than fit; None when there is no option."""
    if not options:
        return None
    buttons = [InlineKeyboardButton(option.label, callback_data=option.data) for option in options]
    longest = max(len(option.label) for option in options)
    a_row = next((count for count, width in WIDTHS.items() if longest <= width), 1)
    return InlineKeyboardMarkup([buttons[at : at + a_row] for at in range(0, len(buttons), a_row)])
