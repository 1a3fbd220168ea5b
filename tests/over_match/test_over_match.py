"""The over-match gate: every question of every subject is put to the whole base, and none may take another's."""

from pathlib import Path

import pytest

from bot.conversation import Conversation, State
from bot.evaluation.marking import fold
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.knowledge.model import Language
from bot.settings import SHIPPED_KNOWLEDGE
from bot.wording.reply import Reply
from tests.known import known_failures
from tests.over_match.asked import Asked, Asker, pieces

BASE = load(SHIPPED_KNOWLEDGE)
KNOWN = {language: known_failures(Path(__file__).parent / "known.yaml", language) for language in Language}
ASKED = {language: Asker(BASE, language).questions() for language in Language}


def thief(reply: Reply, base: KnowledgeBase) -> str:
    """What answered in its place: the fact that was told, else the programme and the reply's first line."""
    text = fold(reply.text)
    for key in (*reply.programmes, *base.families, "innoviris", "scoreboard"):
        for fact in base.subjects[key].facts:
            if all(piece in text for piece in pieces(fact.text[reply.language])):
                return f"{key}/{fact.id}"
    return f"{'/'.join(reply.programmes[:1]) or reply.outcome}: {reply.text.splitlines()[0]}"


def stolen(conversation: Conversation, questions: list[Asked]) -> dict[str, str]:
    """Of `questions` those that something else took: victim and thief."""
    found = {}
    for asked in questions:
        reply, _ = conversation.respond(asked.text, State(language=asked.language))
        if not asked.is_right(reply):
            found[asked.text] = f"{asked.victim} ← {thief(reply, BASE)}"
    return found


@pytest.mark.parametrize("subject", BASE.subjects)
@pytest.mark.parametrize("language", Language)
def test_every_question_goes_to_its_own_subject(
    language: Language, subject: str, real_conversation: Conversation
) -> None:
    """No other subject, fact or figure answers it, and it is not refused; what is known to fail still does."""
    questions = ASKED[language][subject]
    found = stolen(real_conversation, questions)
    known = {asked.text for asked in questions} & {*KNOWN[language]}
    assert {text: why for text, why in found.items() if text not in known} == {}
    assert known - found.keys() == set(), "these are right now: take them out of known.yaml"


@pytest.mark.parametrize("language", Language)
def test_what_is_known_to_fail_is_asked(language: Language) -> None:
    """Each is a question of the gate, and stands under one reason."""
    asked = {one.text for questions in ASKED[language].values() for one in questions}
    assert sorted(KNOWN[language]) == sorted(asked & {*KNOWN[language]})
