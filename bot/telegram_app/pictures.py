"""Charts sent as photos: drawn in a process of their own, uploaded once a language, then sent by their file_id."""

import asyncio
import json
import logging
import sys
from collections.abc import Awaitable, Callable
from dataclasses import asdict
from pathlib import Path
from typing import TypeAlias

from telegram import InlineKeyboardMarkup, Message
from telegram.constants import ChatAction
from telegram.error import BadRequest, TelegramError

from bot.conversation import Conversation
from bot.knowledge.model import Language, Picture
from bot.telegram_app.actions import Kind, encode
from bot.telegram_app.cards import pieces
from bot.telegram_app.keyboards import row, rows
from bot.wording.charts import Chart
from bot.wording.reply import Option

ROOT = Path(__file__).resolve().parent.parent.parent
PATIENCE = 60.0  # seconds for a drawing; the first takes some two, mostly to load matplotlib

Draw: TypeAlias = Callable[[Chart], Awaitable[bytes]]

logger = logging.getLogger(__name__)


class DrawingError(Exception):
    """A chart could not be drawn."""


async def drawn(chart: Chart) -> bytes:
    """Draw `chart` as a PNG; raises `DrawingError`."""
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "bot.telegram_app.drawing", cwd=ROOT,
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
    )  # fmt: skip
    try:
        picture, said = await asyncio.wait_for(process.communicate(json.dumps(asdict(chart)).encode()), PATIENCE)
    except TimeoutError:
        process.kill()
        await process.wait()
        raise DrawingError(f"{chart.picture}: not drawn within {PATIENCE:.0f} s") from None
    if process.returncode:
        *_, last = ["", *said.decode(errors="replace").splitlines()]
        raise DrawingError(f"{chart.picture}: {last}")
    return picture


class Pictures:
    """Sends charts."""

    def __init__(self, conversation: Conversation, draw: Draw) -> None:
        self._conversation = conversation
        self._draw = draw
        self._files: dict[tuple[Picture, Language], str] = {}
        self._drawing = asyncio.Lock()  # who asks while it is drawn gets the file_id of the same upload

    async def send(self, message: Message, picture: Picture, language: Language) -> None:
        """Answer `message` with the chart; with its figures in words alone when it can't be drawn."""
        chart = self._conversation.chart(picture, language)
        caption, buttons = next(pieces(chart.caption)), self._buttons(chart)
        try:
            await self._send(message, chart, caption, buttons)
        except DrawingError as error:
            logger.error("no chart: %s", error)
            await message.reply_text(caption, reply_markup=buttons)

    async def _send(self, message: Message, chart: Chart, caption: str, buttons: InlineKeyboardMarkup) -> None:
        key = (chart.picture, chart.language)
        if (known := self._files.get(key)) and await self._sent_again(message, known, caption, buttons):
            return
        async with self._drawing:
            if (known := self._files.get(key)) and await self._sent_again(message, known, caption, buttons):
                return
            await _wait_sign(message)
            sent = await message.reply_photo(await self._draw(chart), caption=caption, reply_markup=buttons)
            if sent.photo:
                self._files[key] = sent.photo[-1].file_id

    async def _sent_again(self, message: Message, file: str, caption: str, buttons: InlineKeyboardMarkup) -> bool:
        """Whether the file_id still holds; one of before the bot's token changed does not."""
        try:
            await message.reply_photo(file, caption=caption, reply_markup=buttons)
        except BadRequest as error:
            if "file" not in error.message.lower():
                raise
            return False
        return True

    def _buttons(self, chart: Chart) -> InlineKeyboardMarkup:
        """The other charts, and this one in the other language."""
        say, language = self._conversation.phrase, chart.language
        names = {
            Picture.BUDGETS: "telegram_chart_budgets",
            Picture.FAMILIES: "telegram_chart_families",
            Picture.YEARS: "telegram_chart_years",
        }
        others = [
            Option(say(key, language), encode(Kind.CHART, language, picture))
            for picture, key in names.items()
            if picture is not chart.picture
        ]
        other = language.other
        switch = Option(say("telegram_in_this_language", other), encode(Kind.CHART, other, chart.picture))
        return InlineKeyboardMarkup([*rows(others), row(switch)])


async def _wait_sign(message: Message) -> None:
    """Show that something is on its way; when that fails, it comes all the same."""
    try:
        await message.reply_chat_action(ChatAction.UPLOAD_PHOTO)
    except TelegramError as error:
        logger.info("no chat action: %s", error)
