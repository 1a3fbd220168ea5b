"""Replies as HTML that Telegram accepts."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.knowledge.model import Language
from bot.telegram_app.cards import pieces
from bot.wording.reply import Outcome, Reply


def reply(markup: str) -> Reply:
    """Make a reply with this mark-up."""
    return Reply(Outcome.ANSWERED, Language.NL, markup)


def read(html: str) -> str:
    """Return what a user reads of it."""
    return re.sub(r"</?b>", "", html).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def test_short_reply_is_the_replys_own_html() -> None:
    """One part, as `Reply.html` has it."""
    assert list(pieces("**1 < 2** & 3")) == [reply("**1 < 2** & 3").html]


@pytest.mark.parametrize(
    ("markup", "parts"),
    [
        ("een twee\ndrie vier", ["een twee", "drie vier"]),
        ("een **twee\ndrie** vier", ["een <b>twee</b>", "<b>drie</b> vier"]),
        ("een twee drie", ["een twee", "drie"]),
        ("eentweedrievier", ["eentweedri", "evier"]),
        ("een twee &\n&&&", ["een twee &amp;", "&amp;&amp;&amp;"]),
        ("een\n\n\n\n\n\n\n\n\n\n\n\n\n\ntwee", ["een", "twee"]),
    ],
    ids=["line end", "bold over the cut", "space", "no space", "escapes count once", "blank stretch"],
)
def test_long_reply_is_cut(markup: str, parts: list[str]) -> None:
    """At a line end, else at a space, else anywhere; tags closed in each part."""
    assert list(pieces(markup, limit=10)) == parts


@given(st.text(alphabet="ab<&*\n \ud800", max_size=80), st.integers(min_value=1, max_value=12))
def test_parts_always_fit(markup: str, limit: int) -> None:
    """Whatever the text, each part fits, is not blank, closes its tags, and no letter is lost."""
    parts = list(pieces(markup, limit))
    for part in parts:
        assert 0 < len(read(part)) <= limit
        assert part.count("<b>") == part.count("</b>")
    whole = reply(markup).text.encode("utf-8", "replace").decode()
    assert re.sub(r"\s", "", "".join(map(read, parts))) == re.sub(r"\s", "", whole)
