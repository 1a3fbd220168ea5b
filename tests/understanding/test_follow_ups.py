"""Follow-ups over the shipped knowledge: what the chat was about fills in what they leave out."""

import pytest

from bot.conversation import Conversation, State

Chat = tuple[tuple[str, str], ...]  # what is typed, and what the reply must hold

AMONG: dict[str, Chat] = {
    "the-most-of-those-ranked": (
        ("wat zijn de drie grootste programma's?", "1. R&D Projects"),
        ("welke daarvan heeft de meeste projecten?", "1. R&D Projects: 27 projecten"),
    ),
    "another-measure-of-those-ranked": (
        ("quels sont les trois plus gros budgets ?", "1. R&D Projects"),
        ("lequel a eu le plus de projets ?", "1. R&D Projects : 27 projets"),
    ),
    "the-same-measure-of-all": (
        ("wat zijn de drie grootste programma's?", "1. R&D Projects"),
        ("en wie kreeg het minst?", "1. Wetenschapscheques"),
    ),
    "three-that-are-named": (("PYSI, STEM en Spin-Off: welke kreeg het meest?", "1. STEM"),),
    "the-two-that-were-compared": (
        ("vergelijk het budget van R&D Projects en STEM", "Verschil"),
        ("welke heeft de meeste projecten?", "56 projecten"),
    ),
    "the-least-of-the-family-that-was-ranked": (
        ("wie kreeg het meest bij de Europese programma's?", "1. Key Digital Technologies"),
        ("en het minst?", "1. Driving Urban Transitions"),
    ),
}
REMAINDERS: dict[str, Chat] = {
    "a-ranking": (
        ("quels programmes ont reçu le plus ?", "1. R&D Projects"),
        ("et sans R&D Projects ?", "1. Joint R&D"),
    ),
    "the-ranking-of-a-family": (
        ("wie kreeg het meest bij de Europese programma's?", "1. Key Digital Technologies"),
        ("en zonder Key Digital Technologies?", "1. IPCEI Batteries"),
    ),
    "the-total": (
        ("hoeveel kende Innoviris toe in 2023?", "46.405.255 euro"),
        ("en zonder R&D Projects?", "30.583.424 euro"),
    ),
    "a-family": (
        ("combien pour la promotion des sciences ?", "4 197 000 euros"),
        ("et sans le roadshow ?", "3 397 000 euros"),
    ),
    "a-sum": (
        ("Spin-Off en PYSI en STEM, hoeveel samen?", "4.732.923 euro"),
        ("en zonder STEM?", "2.321.052 euro"),
    ),
    "a-sum-of-two": (
        ("Spin-Off en PYSI, hoeveel samen?", "2.321.052 euro"),
        ("en zonder PYSI?", "949.238 euro"),
    ),
}
SUMS: dict[str, Chat] = {
    "one-more-and-another": (
        ("budget de Spin-Off pour 2023 ?", "949 238 euros"),
        ("ajoute Proof of Concept", "1 917 998 euros"),
        ("et Applied PhD", "3 468 612 euros"),
    ),
    "the-share-of-a-sum": (
        ("Spin-Off en PYSI, hoeveel samen?", "2.321.052 euro"),
        ("hoeveel procent van het totaal van Innoviris is dat?", "5,0 %"),
    ),
}


def _named(*groups: dict[str, Chat]) -> list[object]:
    return [pytest.param(chat, id=name) for group in groups for name, chat in group.items()]


def holds(conversation: Conversation, chat: Chat) -> None:
    """Type `chat`; each reply holds what it must."""
    state: State | None = None
    for said, part in chat:
        reply, state = conversation.respond(said, state)
        assert part in reply.text.replace("\N{NARROW NO-BREAK SPACE}", " ").replace("\N{NO-BREAK SPACE}", " ")


@pytest.mark.parametrize("chat", _named(AMONG))
def test_it_ranks_those_that_it_asks_of(chat: Chat, real_conversation: Conversation) -> None:
    """What "welke daarvan" or, by another measure, "lequel" asks is ranked among those just told."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(REMAINDERS))
def test_it_leaves_out_what_is_excluded(chat: Chat, real_conversation: Conversation) -> None:
    """A follow-up that only leaves X out asks for the ranking, sum or amount told last, without X."""
    holds(real_conversation, chat)


@pytest.mark.parametrize("chat", _named(SUMS))
def test_it_goes_on_with_a_sum(chat: Chat, real_conversation: Conversation) -> None:
    """What is named after an addition is added too, and of the sum a share can be asked."""
    holds(real_conversation, chat)
