"""However long a message is and whatever it is made of, an answer to it costs no more than that to a few questions."""

import time

import pytest

from bot.conversation import Conversation

SIZE = 100_000  # characters
OFTEN = 5
MOST = 20.0  # times what a short question costs: some 5 ms
ORDINARY = "hoeveel geld kreeg PYSI en wie deed mee aan het project "


def cost(conversation: Conversation, text: str) -> float:
    """Seconds of this process, at best; asking for a chart is looked for first, as the fronts do."""
    taken = []
    for _ in range(OFTEN):
        begun = time.process_time()
        conversation.picture_asked(text)
        conversation.respond(text)
        taken.append(time.process_time() - begun)
    return min(taken)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("a" * SIZE, id="one word"),
        pytest.param("<a" * (SIZE // 2), id="half a tag"),
        pytest.param("&amp;" * (SIZE // 5), id="entities"),
        pytest.param("ﷺ" * SIZE, id="one character that stands for eighteen"),
        pytest.param("e\u0301" * (SIZE // 2), id="accents of their own"),
        pytest.param(" ".join(f"{number:x}"[::-1] + "zorp" for number in range(SIZE // 9)), id="words of nobody"),
        pytest.param(ORDINARY * (SIZE // len(ORDINARY)), id="ordinary words"),
        pytest.param("de " * (SIZE // 3), id="little words"),
    ],
)
def test_a_message_of_100_kb(text: str, real_conversation: Conversation) -> None:
    """Nothing takes the square of its length."""
    assert cost(real_conversation, text) <= MOST * cost(real_conversation, "hoeveel geld kreeg PYSI?")
