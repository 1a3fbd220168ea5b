"""How the ranking weighs what speaks for each proposal, and what the proposals of a message are."""

import pytest

from bot.conversation import Conversation, State
from bot.knowledge.model import Language, Measure
from bot.understanding.proposals import Measured
from bot.understanding.question import Intent
from bot.understanding.ranking import ALWAYS, Ranking, parts

WEIGHTS = {
    ALWAYS: {"coverage": 2.0, "asked": 1.0, "is fact": -1.0},
    "is fact": {"coverage": 0.5},
    "counts": {"coverage": 1.0, "is fact": -0.25},
}
FACT = {"coverage": 1.0, "asked": 2.0, "is fact": 1.0}
FIGURE = {"coverage": 0.5, "is figure": 1.0}


def test_a_feature_weighs_always_by_kind_and_by_circumstance() -> None:
    """The three add up."""
    ranking = Ranking(WEIGHTS)
    assert ranking.scores([FACT, FIGURE], []) == [2.0 + 0.5 + 2.0 - 1.0, 1.0]
    assert ranking.scores([FACT, FIGURE], ["counts"]) == [3.5 + 1.0 - 0.25, 1.5]


@pytest.mark.parametrize("circumstances", [[], ["counts"], ["counts", "follows"]])
def test_what_is_learnt_is_what_is_scored(circumstances: list[str]) -> None:
    """The score is the sum over the parts that learning sees."""
    for features in (FACT, FIGURE):
        told = sum(WEIGHTS.get(one, {}).get(name, 0.0) * value for one, name, value in parts(features, circumstances))
        assert Ranking(WEIGHTS).scores([features], circumstances) == [pytest.approx(told)]


def test_without_weights_nothing_is_ranked() -> None:
    """The steps alone decide then."""
    assert not Ranking({})


def measured(conversation: Conversation, text: str) -> Measured:
    """What `text` may ask, as the first message of a chat in Dutch."""
    found = conversation.measured(text, State(language=Language.NL))
    assert found is not None
    return found[0]


def test_every_proposal_is_measured_once(real_conversation: Conversation) -> None:
    """Each stands there once, with one kind; one comes first, and that nothing is understood is one of them."""
    found = measured(real_conversation, "hoeveel bezoekers had het wetenschapsfestival in Tour & Taxis?")
    assert len(found.questions) == len(set(found.questions)) == len(found.features)
    assert sum("first" in features for features in found.features) == 1
    assert sum("unread" in features for features in found.features) == 1
    intents = [f"is {question.intent}" for question in found.questions]
    assert all(kind in features for kind, features in zip(intents, found.features, strict=True))
    assert all(0 <= features["coverage"] <= 1 for features in found.features)


def test_what_the_message_is_like(real_conversation: Conversation) -> None:
    """Its circumstances say what it asks and names; courtesies do not count."""
    plain = measured(real_conversation, "hoeveel bezoekers had het I Love Science Festival in 2022?").circumstances
    assert {"in nl", "counts", "asks visitors", "names a programme", "year", "other year"} <= {*plain}
    polite = measured(real_conversation, "Goedendag, hoeveel bezoekers had het I Love Science Festival in 2022?")
    assert polite.circumstances == plain


def test_a_programme_that_is_described_is_proposed(real_conversation: Conversation) -> None:
    """Of a programme that is only described the figure asked is among the proposals."""
    found = measured(real_conversation, "hoeveel geld ging naar die prijs voor beloftevolle jonge techbedrijven?")
    figures = {one.targets[0] for one in found.questions if one.intent is Intent.FIGURE and one.measure}
    assert "innovative-starters-award" in figures
    described = [one for one, told in zip(found.questions, found.features, strict=True) if "described" in told]
    assert any(one.measure is Measure.FUNDING for one in described)


def test_nothing_is_measured_where_there_is_nothing_to_choose(real_conversation: Conversation) -> None:
    """Two questions in one message are answered both; a step that waits gets its answer."""
    two = "hoeveel kreeg PYSI in 2023 en wie kan er terecht bij Applied PhD?"
    assert real_conversation.measured(two, State(language=Language.NL)) is None
    _, waiting = real_conversation.choose(Language.NL)
    assert waiting.context.step is not None
    assert real_conversation.measured("hoeveel kreeg PYSI?", waiting) is None
