"""The Dutch and the French form of a question have the same answer."""

import re
from pathlib import Path

from bot.conversation import Conversation, State
from bot.evaluation.marking import fold
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from tests.known import known_failures
from tests.over_match.asked import Asker
from tests.properties.variations import NUMBER

KNOWN = Path(__file__).parent / "known_languages.yaml"
BOLD = re.compile(r"\*\*(.+?)\*\*")


def facts_of(conversation: Conversation, text: str, language: Language) -> tuple[object, ...]:
    """Outcome, programmes and the figures in bold: names and sentences differ."""
    reply, _ = conversation.respond(text, State(language=language))
    return reply.outcome, reply.programmes, tuple(NUMBER.findall(fold(" ".join(BOLD.findall(reply.markup)))))


def test_dutch_and_french_agree(real_conversation: Conversation, real_base: KnowledgeBase) -> None:
    """For each figure and aspect of each subject, asked in the first of the ways that people ask."""
    asked = {language: Asker(real_base, language).first_of_each() for language in Language}
    apart = {}
    for what, dutch in asked[Language.NL].items():
        french = asked[Language.FR][what]
        told = facts_of(real_conversation, dutch, Language.NL), facts_of(real_conversation, french, Language.FR)
        if told[0] != told[1]:
            apart[dutch] = (french, *told)
    known = {*known_failures(KNOWN, Language.NL)}
    assert {text: told for text, told in apart.items() if text not in known} == {}
    assert known - apart.keys() == set(), "these agree now: take them out of known_languages.yaml"
