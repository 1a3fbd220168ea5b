"""Replies as messages: HTML in pages that a telephone shows, with the buttons that belong under them."""

import html
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from telegram import InlineKeyboardButton, InlineKeyboardMarkup
from telegram.constants import MessageLimit

from bot.conversation import Conversation
from bot.knowledge.model import Language
from bot.telegram_app import links
from bot.telegram_app.actions import Kind, encode
from bot.telegram_app.keyboards import Row, row, rows
from bot.understanding.question import Intent
from bot.wording.options import in_language
from bot.wording.reply import BOLD, Option, Outcome, Reply

LIMIT = int(MessageLimit.MAX_TEXT_LENGTH)


class Place(StrEnum):
    """Where a reply is read."""

    PRIVATE = "private"
    GROUP = "group"
    INLINE = "inline"


PAGE = {Place.PRIVATE: 900, Place.GROUP: 600, Place.INLINE: 900}  # characters; longer replies are paged at line ends


@dataclass(frozen=True)
class Card:
    """One message: its HTML and its buttons."""

    text: str
    buttons: InlineKeyboardMarkup | None


class Cards:
    """Makes messages of replies."""

    def __init__(self, conversation: Conversation, username: Callable[[], str]) -> None:
        self._conversation = conversation
        self._phrase = conversation.phrase
        self._username = username  # a bot learns its own only when it starts

    def of(self, reply: Reply, place: Place, page: int = 0) -> list[Card]:
        """The messages that `reply` takes: one page of it, or all its parts when it can't be paged."""
        pages = _pages(reply.markup, PAGE[place])
        page = min(max(page, 0), len(pages) - 1)
        turns = self._turns(reply, page, len(pages))
        pages = [pages[page]] if turns else [reply.markup]
        texts = [text for markup in pages for text in pieces(markup)]
        offered = (*reply.options, *self._ways(reply))
        buttons = [line for line in (*rows(offered), turns, *self._about(reply, place)) if line]
        markup = InlineKeyboardMarkup(buttons) if buttons else None
        return [Card(text, markup if number == len(texts) else None) for number, text in enumerate(texts, 1)]

    def _ways(self, reply: Reply) -> Iterator[Option]:
        """From a list of programmes: the way to leaf through them."""
        if f"|{Intent.LIST}|" in reply.data:
            yield Option(self._phrase("telegram_browse", reply.language), encode(Kind.FAMILIES, reply.language))

    def _turns(self, reply: Reply, page: int, count: int) -> Row:
        """The buttons that turn pages; none when there is one page, or no button that can ask for it again."""
        if count == 1 or not reply.data or not encode(Kind.PAGE, count, reply.data):
            return []
        around = (("telegram_previous", page - 1), ("telegram_next", page + 1))
        return row(*(
            Option(self._phrase(key, reply.language, page=at + 1, pages=count), encode(Kind.PAGE, at, reply.data))
            for key, at in around
            if 0 <= at < count
        ))  # fmt: skip

    def _about(self, reply: Reply, place: Place) -> Iterator[Row]:
        """The rows for an answer as such: the other language, sharing, whether it was right."""
        if reply.outcome is not Outcome.ANSWERED or place is Place.GROUP:
            return
        other = reply.language.other
        languages = row(Option(self._phrase("telegram_in_this_language", other), _asked_in(reply, other, place)))
        if place is Place.INLINE:
            yield [*languages, *self._link(reply, "telegram_open")]
        elif shared := self._link(reply, "telegram_share"):
            yield from ([*languages, *shared], self._votes(reply))
        else:
            yield [*languages, *self._votes(reply)]

    def _link(self, reply: Reply, key: str) -> Row:
        """The button that opens a programme's card in the bot, or sends the way there to somebody."""
        if not reply.programmes:
            return []
        programme, language = reply.programmes[0], reply.language
        if key == "telegram_share" and not reply.data.endswith(f"|describe|{language}|{programme}"):
            return []
        there = links.address(self._username(), programme, language)
        name = self._conversation.base.programmes[programme].name[language]
        url = there if key == "telegram_open" else f"https://t.me/share/url?{urlencode({'url': there, 'text': name})}"
        return [InlineKeyboardButton(self._phrase(key, language), url=url)]

    def _votes(self, reply: Reply) -> Row:
        return row(*(
            Option(self._phrase(key, reply.language), encode(Kind.VOTE, way, reply.data) or encode(Kind.VOTE, way))
            for key, way in (("telegram_right", "up"), ("telegram_wrong", "down"))
        ))  # fmt: skip


def _asked_in(reply: Reply, language: Language, place: Place) -> str:
    """The data of the button that asks the same in `language`; empty when there is none."""
    if reply.data:
        return in_language(reply.data, language)
    advised = reply.asked is not None and reply.asked.intent is Intent.RECOMMEND
    return encode(Kind.ADVICE, language) if advised and place is Place.PRIVATE else ""


def _pages(markup: str, limit: int) -> list[str]:
    """Part `markup` at line ends in pages of about `limit` characters; each ends with the last line, the source."""
    *lines, source = markup.split("\n")
    if len(markup) <= limit or not lines:
        return [markup]
    pages = [lines[0]]
    for line in lines[1:]:
        if len(pages[-1]) + len(line) + len(source) < limit:
            pages[-1] += f"\n{line}"
        else:
            pages.append(line)
    return [f"{page}\n{source}" for page in pages]


def pieces(markup: str, limit: int = LIMIT) -> Iterator[str]:
    """Write `markup` as HTML, in parts of at most `limit` characters of text, cut at line ends."""
    runs = _runs(markup)
    text = "".join(run for run, _ in runs)
    start = 0
    while start < len(text):
        end = _cut(text, start, limit)
        if text[start:end].strip():
            yield _html(runs, start, end).strip()
        start = end + (text[end : end + 1] in ("\n", " "))


def _runs(markup: str) -> list[tuple[str, bool]]:
    """Part `markup` into stretches that are bold or not."""
    sendable = markup.encode("utf-8", "replace").decode("utf-8")  # lone surrogates can't be sent
    return [(run, bool(index % 2)) for index, run in enumerate(BOLD.split(sendable)) if run]


def _cut(text: str, start: int, limit: int) -> int:
    """Find where a part that begins at `start` ends."""
    if len(text) - start <= limit:
        return len(text)
    for mark in ("\n", " "):
        found = text.rfind(mark, start + 1, start + limit + 1)
        if found > start:
            return found
    return start + limit


def _html(runs: list[tuple[str, bool]], start: int, end: int) -> str:
    """Write the text from `start` to `end`, escaped, tags closed."""
    written, at = "", 0
    for run, bold in runs:
        part = html.escape(run[max(start - at, 0) : max(end - at, 0)], quote=False)
        written += f"<b>{part}</b>" if bold and part else part
        at += len(run)
    return written
