"""Which of the two languages a message is in."""

import pytest

from bot.knowledge.model import Language
from bot.understanding.language import LanguageDetector

NL, FR = Language.NL, Language.FR


@pytest.fixture(scope="module")
def detector() -> LanguageDetector:
    """A few words of each language; "de" and "project" belong to both."""
    return LanguageDetector(
        {NL: ["het", "de", "hoeveel"], FR: ["le", "de", "combien"]},
        {NL: ["geld", "project"], FR: ["montant", "project"]},
    )


@pytest.mark.parametrize(
    ("message", "language"),
    [
        pytest.param("hoeveel geld", NL, id="Dutch"),
        pytest.param("combien le montant", FR, id="French"),
        pytest.param("geld", NL, id="one known word"),
        pytest.param("vrijwilligerswerk", NL, id="looks Dutch"),
        pytest.param("récompense", FR, id="looks French"),
        pytest.param("de project", None, id="words of both"),
        pytest.param("pst", None, id="nothing tells"),
        pytest.param("", None, id="nothing"),
        pytest.param("combien geld het", NL, id="more of one than of the other"),
    ],
)
def test_detect(message: str, language: Language | None, detector: LanguageDetector) -> None:
    """Function words tell most, then known words, then spelling; doubt is None."""
    assert detector.detect(message.split()) is language


@pytest.mark.parametrize(
    ("message", "language"),
    [
        pytest.param("combien", None, id="one word does not change the language of a chat"),
        pytest.param("combien le montant", FR, id="a sentence does"),
        pytest.param("hoeveel geld", NL, id="the same language is confirmed"),
    ],
)
def test_a_chat_keeps_its_language(message: str, language: Language | None, detector: LanguageDetector) -> None:
    """To leave the language that is spoken takes more than a word."""
    assert detector.detect(message.split(), spoken=NL) is language
