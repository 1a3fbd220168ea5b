"""Names that the report does not know."""

import pytest

from bot.conversation import Conversation
from bot.wording.reply import Outcome


@pytest.mark.parametrize(
    "typed",
    [
        pytest.param("hoeveel kreeg Rise Brussels?", id="name of two words"),
        pytest.param("wie won de Innovation Leaders Award?", id="made of known words"),
        pytest.param("budget Green Vouchers 2023", id="beside a name of several"),
        pytest.param("Prove Your Digital Innovation, hoeveel projecten?", id="like a programme's"),
        pytest.param("mobiliteitscheque, hoeveel?", id="compound with a shared name"),
        pytest.param("qui est Jean Dupont ?", id="person"),
    ],
)
def test_a_strange_name_is_not_known(typed: str, real_conversation: Conversation) -> None:
    """What resembles it is not given in its place."""
    assert real_conversation.respond(typed)[0].outcome is Outcome.UNKNOWN


@pytest.mark.parametrize(
    ("typed", "programme"),
    [
        pytest.param("Hoeveel Innovation Vouchers waren er?", "innovation-vouchers", id="a name that is known"),
        pytest.param("L'acronyme HARPO, c'est quoi ?", "r-d-projects", id="after an elision"),
        pytest.param("Wat Kreeg PYSI In 2023?", "prove-your-social-innovation", id="capitals throughout"),
        pytest.param("Ik ben Jan Janssens, budget PYSI?", "prove-your-social-innovation", id="who asks"),
        pytest.param("schoolcheques, welk bedrag?", "science-vouchers", id="compound that is a name"),
    ],
)
def test_what_is_known_is_answered(typed: str, programme: str, real_conversation: Conversation) -> None:
    """Capitals alone make nothing strange."""
    reply, _ = real_conversation.respond(typed)
    assert (reply.outcome, reply.programmes[:1]) == (Outcome.ANSWERED, (programme,))
