"""Which messages ask for a chart."""

import pytest

from bot.conversation import Conversation
from bot.knowledge.model import Language, Picture

BUDGETS, FAMILIES, YEARS = Picture.BUDGETS, Picture.FAMILIES, Picture.YEARS


@pytest.mark.parametrize(
    ("text", "picture", "language"),
    [
        ("grafiek", BUDGETS, Language.NL),
        ("Toon een grafiek van de budgetten!", BUDGETS, Language.NL),
        ("kan je de bedragen per programma in een staafdiagram tonen aub", BUDGETS, Language.NL),
        ("graag een grafiekje van de vier families", FAMILIES, Language.NL),
        ("laat eens een grafik zien van pysi 2022 2023", YEARS, Language.NL),
        ("graphique", BUDGETS, Language.FR),
        ("montre-moi un graphique des budgets", BUDGETS, Language.FR),
        ("Pouvez-vous me faire un diagramme des familles ?", FAMILIES, Language.FR),
        ("un grafique de l'évolution de PYSI svp", YEARS, Language.FR),
    ],
)
def test_asks_for_a_chart(real_conversation: Conversation, text: str, picture: Picture, language: Language) -> None:
    """With a typo, politely, of one thing or another."""
    assert real_conversation.picture_asked(text) == (picture, language)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "???",
        "hoeveel geld ging er naar pysi?",
        "volgens de grafiek, hoeveel kreeg DUT?",
        "wat is het verschil tussen grafiek en tekst voor R&D?",
        "dans le graphique, quel est le montant de FARI ?",
        "toon de budgetten",
        "ik ben grafisch ontwerper en zoek steun",
        "grafiek " * 40,
    ],
)
def test_asks_something_else(real_conversation: Conversation, text: str) -> None:
    """A question that merely speaks of a chart stays a question."""
    assert real_conversation.picture_asked(text) is None


def test_no_question_of_the_corpus_asks_for_a_chart(real_conversation: Conversation) -> None:
    """None of the questions with known answers is taken for a request to draw."""
    from bot.evaluation.evaluate import corpus  # noqa: PLC0415

    seen = [chat for chat in corpus([]) if not chat.unseen]
    turns = [turn.say for chat in seen for turn in chat.turns]
    assert len(turns) > 1000
    assert [text for text in turns if real_conversation.picture_asked(text)] == []
