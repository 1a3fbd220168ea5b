"""Whatever is typed, a valid reply comes back."""

import re

from hypothesis import given
from hypothesis import strategies as st

from bot.answering.steps import MOST_CHOICES
from bot.conversation import Conversation, State
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Language
from bot.settings import SHIPPED_KNOWLEDGE
from bot.understanding.lexicon import phrases
from bot.wording.reply import Reply
from tests.properties.profile import STEADY

LONGEST_MESSAGE, LONGEST_DATA = 4096, 64  # what Telegram takes, in characters and in bytes
TAG = re.compile(r"</?b>")
BASE = load(SHIPPED_KNOWLEDGE)
PHRASES = sorted({phrase for language in Language for phrase, _ in phrases(BASE, language)})
ANY_TEXT = st.text(st.characters(), max_size=300)
KNOWN_WORDS = st.lists(st.sampled_from([*PHRASES, "2022", "500k", "?", ",", "."]), min_size=1, max_size=9).map(" ".join)


def check(reply: Reply, base: KnowledgeBase) -> None:
    """Fail unless every front can show `reply`."""
    assert reply.text.strip()
    assert len(reply.html) <= LONGEST_MESSAGE
    assert "<" not in TAG.sub("", reply.html)
    assert "**" not in reply.text
    assert "None" not in reply.text
    assert not re.search(r"\{\w*\}", reply.text)
    assert len(reply.options) <= MOST_CHOICES + 3  # a step's choices, and the ways out of it
    assert set(reply.programmes) <= base.programmes.keys()
    assert all(option.label and len(option.data.encode()) <= LONGEST_DATA for option in reply.options)


@STEADY
@given(text=ANY_TEXT)
def test_any_text(text: str, real_conversation: Conversation) -> None:
    """Any Unicode text gets a valid reply."""
    reply, _ = real_conversation.respond(text)
    check(reply, BASE)


@STEADY
@given(turns=st.lists(st.one_of(KNOWN_WORDS, ANY_TEXT), min_size=1, max_size=4))
def test_any_chat(turns: list[str], real_conversation: Conversation) -> None:
    """So does each turn of a chat made of the base's own words, and the chat can be kept and taken up again."""
    state: State | None = None
    for text in turns:
        reply, state = real_conversation.respond(text, state)
        check(reply, BASE)
        assert State.from_json(state.to_json()) == state


@STEADY
@given(text=st.one_of(KNOWN_WORDS, ANY_TEXT))
def test_the_same_again(text: str, real_conversation: Conversation) -> None:
    """The same text gets the same reply, and every button of it can be tapped."""
    reply, state = real_conversation.respond(text)
    assert real_conversation.respond(text)[0] == reply
    for option in reply.options:
        tapped, _ = real_conversation.tap(option.data, state)
        check(tapped, BASE)
