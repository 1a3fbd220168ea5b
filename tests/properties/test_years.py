"""A question about one year never gets the figure of another without saying so."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Conversation, State
from bot.evaluation.evaluate import corpus
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Language, Measure
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wording.reply import Outcome, Reply
from tests.over_match.asked import Asker
from tests.properties.profile import STEADY
from tests.properties.variations import FINAL

OTHER_YEARS = [year for year in range(2015, 2031) if year != 2023]
YEAR = re.compile(r"\b20\d\d\b")
FIGURE = re.compile(r"\*\*[^*]*\b\d[^*]*\*\*")
IN = {Language.NL: "in", Language.FR: "en"}
RELATIVE = re.compile(r"\b(?:vorig|volgend|laatste|dernier|précédent|prochain|passé)", re.IGNORECASE)


def of_figures(base: KnowledgeBase) -> list[tuple[Language, str]]:
    """The questions for a figure of each subject."""
    found = []
    for language in Language:
        for questions in Asker(base, language).questions().values():
            found += [(language, asked.text) for asked in questions if asked.victim.split("/")[1] in {*Measure}]
    return found


def seen() -> list[tuple[Language, str]]:
    """The questions of the corpus that name no year of their own."""
    chats = [chat for chat in corpus(()) if not chat.unseen and chat.language]
    texts = {(chat.language, chat.turns[0].say) for chat in chats if chat.language}
    return sorted(one for one in texts if not YEAR.search(one[1]) and not RELATIVE.search(one[1]))


def misleads(reply: Reply, year: int) -> bool:
    """Whether a line of an answer holds a figure, while nothing above the source says of which year."""
    if reply.outcome is not Outcome.ANSWERED:
        return False
    *lines, _ = reply.markup.split("\n")
    told = [line for line in lines if FIGURE.search(line)]
    return bool(told) and not any(YEAR.search(line) for line in lines) and str(year) not in reply.text


QUESTIONS = of_figures(load(SHIPPED_KNOWLEDGE))


def moved(language: Language, text: str, year: int) -> str:
    """The question for another year."""
    return YEAR.sub(str(year), text) if YEAR.search(text) else f"{FINAL.sub('', text)} {IN[language]} {year}?"


@pytest.mark.parametrize("year", [2019, 2024])
def test_another_year_is_said(year: int, real_conversation: Conversation) -> None:
    """A question of the corpus, asked of another year, gets no figure without a year."""
    misled = []
    for language, text in seen():
        asked = moved(language, text, year)
        reply, _ = real_conversation.respond(asked, State(language=language))
        if misleads(reply, year):
            misled.append(asked)
    assert misled == []


@STEADY
@given(asked=st.sampled_from(QUESTIONS), year=st.sampled_from(OTHER_YEARS))
def test_a_figure_is_of_the_year_that_is_asked(
    asked: tuple[Language, str], year: int, real_conversation: Conversation
) -> None:
    """A question for a figure of another year gets that of the year, or hears that there is none."""
    language, text = asked
    reply, _ = real_conversation.respond(moved(language, text, year), State(language=language))
    assert reply.outcome is Outcome.UNKNOWN or str(year) in reply.text
