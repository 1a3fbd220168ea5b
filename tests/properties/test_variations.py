"""However a question is typed, the answer is the same."""

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.conversation import Conversation, State
from bot.evaluation.evaluate import corpus
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Aspect, Language, Measure
from tests.known import known_failures
from tests.over_match.asked import templates
from tests.properties.profile import STEADY
from tests.properties.variations import VARIATIONS, Variation, answer_of

KNOWN = Path(__file__).parent / "known_variations.yaml"
KNOWN_ALIASES = Path(__file__).parent / "known_aliases.yaml"
NAMES = {
    Language.NL: ("PYSI", "R&D Projects", "de wetenschapscheques", "CoopCity", "Patents", "I Love Science Festival"),
    Language.FR: ("PYSI", "R&D Projects", "les chèques scientifiques", "CoopCity", "les brevets", "l'ISA"),
}
TEMPLATES = {language: templates(language) for language in Language}


def seen(language: Language) -> list[str]:
    """The first turns of the half of the corpus that may be read."""
    chats = [chat for chat in corpus(()) if not chat.unseen and chat.language is language]
    return sorted({chat.turns[0].say for chat in chats})


def chosen(text: str) -> list[Variation]:
    """Half of the variations, always the same ones for `text`: all of them take too long."""
    chance = hashlib.sha256(text.encode()).digest()
    return [vary for vary, byte in zip(VARIATIONS.values(), chance, strict=False) if byte % 2]


def answer(conversation: Conversation, text: str, language: Language) -> tuple[object, ...]:
    """What is answered in a chat in `language`."""
    return answer_of(conversation.respond(text, State(language=language))[0])


@pytest.mark.parametrize("language", Language)
def test_one_variation(language: Language, real_conversation: Conversation) -> None:
    """Each question of the corpus, varied in one of several ways, is answered as it stands there."""
    changed = set()
    for text in seen(language):
        plain = answer(real_conversation, text, language)
        for vary in chosen(text):
            varied = vary(text, language)
            if varied != text and answer(real_conversation, varied, language) != plain:
                changed.add(varied)
    known = {*known_failures(KNOWN, language)}
    assert changed - known == set()
    assert known - changed == set(), "these are right now: take them out of known_variations.yaml"


@st.composite
def varied_questions(draw: st.DrawFn) -> tuple[Language, str, str]:
    """A language, a question for a figure or an aspect, and the same varied in several ways."""
    language = draw(st.sampled_from(Language))
    found = TEMPLATES[language]
    listed = (*found.figures.values(), *found.aspects.values())
    template = draw(st.sampled_from([text for texts in listed for text in texts]))
    name = draw(st.sampled_from(NAMES[language]))
    text = varied = template.format(name=name, short=name)
    for vary in draw(st.lists(st.sampled_from(list(VARIATIONS)), min_size=2, max_size=5, unique=True)):
        varied = VARIATIONS[vary](varied, language)
    return language, text, varied


@STEADY
@given(asked=varied_questions())
def test_several_variations(asked: tuple[Language, str, str], real_conversation: Conversation) -> None:
    """A question for a figure or an aspect, varied in several ways at once, has the same answer."""
    language, text, varied = asked
    assert answer(real_conversation, varied, language) == answer(real_conversation, text, language)


@pytest.mark.parametrize("language", Language)
def test_aliases(language: Language, real_conversation: Conversation, real_base: KnowledgeBase) -> None:
    """A programme's aliases are its name: the same question gets the same answer with each of them."""
    shapes = (TEMPLATES[language].figures[Measure.FUNDING][1], TEMPLATES[language].aspects[Aspect.DESCRIPTION][0])
    changed = {}
    for programme in real_base.programmes.values():
        name = programme.name[language].split(" (")[0]
        for shape in shapes:
            plain = answer(real_conversation, shape.format(name=name), language)
            for alias in programme.aliases.of(language):
                text = shape.format(name=alias)
                if (found := answer(real_conversation, text, language)) != plain:
                    changed[text] = found
    known = {*known_failures(KNOWN_ALIASES, language)}
    assert {text: found for text, found in changed.items() if text not in known} == {}
    assert known - changed.keys() == set(), "these are right now: take them out of known_aliases.yaml"
