"""The phrases of one language and what they can mean."""

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.model import Language
from bot.understanding.concepts import Kind
from bot.understanding.lexicon import Lexicon
from bot.understanding.text import tokens

NL, FR = Language.NL, Language.FR


@pytest.fixture(scope="module")
def lexicons(tiny_base: KnowledgeBase) -> dict[Language, Lexicon]:
    """The lexicon of each language."""
    return {language: Lexicon(tiny_base, language) for language in Language}


def meanings(lexicon: Lexicon, message: str) -> set[tuple[str, str]]:
    """What the message can mean by this lexicon, mere function words apart."""
    found = {(str(concept.kind), concept.id) for _, _, concept in lexicon.matches(tokens(message))}
    return {(kind, key) for kind, key in found if kind != Kind.FUNCTION}


@pytest.mark.parametrize(
    ("language", "message", "meaning"),
    [
        pytest.param(NL, "zonnedak", ("subject", "zonnedak"), id="name"),
        pytest.param(NL, "Zonnedak (ZON)", ("subject", "zonnedak"), id="name with its gloss"),
        pytest.param(NL, "zon", ("subject", "zonnedak"), id="abbreviation"),
        pytest.param(NL, "ZonnepanelenCheque", ("subject", "zonnedak"), id="alias in other case"),
        pytest.param(FR, "chèque solaire", ("subject", "zonnedak"), id="alias of two words"),
        pytest.param(FR, "chequesolaire", ("subject", "zonnedak"), id="two words written as one"),
        pytest.param(NL, "eigen steun", ("subject", "innoviris-programmes"), id="family"),
        pytest.param(NL, "lichthuis", ("project", "project:lichthuis"), id="project"),
        pytest.param(FR, "labo urbain", ("organisation", "stadslabo"), id="organisation"),
        pytest.param(NL, "Zonneveld", ("person", "person:an-zonneveld"), id="last name"),
        pytest.param(NL, "bedragen", ("measure", "funding"), id="measure"),
        pytest.param(FR, "pour qui", ("aspect", "audience"), id="aspect"),
        pytest.param(NL, "meer dan", ("operation", "more_than"), id="operation"),
        pytest.param(NL, "deadline", ("unknown", "deadline"), id="known unknown"),
        pytest.param(NL, "kmo", ("asker", "sme"), id="asker"),
        pytest.param(FR, "maquette", ("need", "prototype"), id="need"),
        pytest.param(NL, "energie", ("theme", "energy"), id="theme"),
        pytest.param(NL, "vorig jaar", ("year", "previous"), id="year"),
        pytest.param(FR, "merci", ("chat", "thanks"), id="small talk"),
    ],
)
def test_a_phrase_has_its_meaning(
    language: Language, message: str, meaning: tuple[str, str], lexicons: dict[Language, Lexicon]
) -> None:
    """Every sort of phrase is found, whatever its ending, case or accents."""
    assert meaning in meanings(lexicons[language], message)


@pytest.mark.parametrize(
    "message",
    ["zonne", "dak", "licht", "vlaai", "urbain"],
    ids=["part", "other part", "half", "near", "one of two"],
)
def test_a_part_of_a_name_is_not_the_name(message: str, lexicons: dict[Language, Lexicon]) -> None:
    """Only the whole phrase has the meaning."""
    assert meanings(lexicons[NL], message) == set()
    assert meanings(lexicons[FR], message) == set()


def test_the_place_of_a_phrase(lexicons: dict[Language, Lexicon]) -> None:
    """A match says where it begins and ends."""
    found = {concept.id: (start, end) for start, end, concept in lexicons[FR].matches(tokens("le moulin à eau"))}
    assert found["watermolen"] == (1, 4)
