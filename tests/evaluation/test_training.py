"""What is learnt from questions with known answers."""

import json
from pathlib import Path

from bot.conversation import Conversation
from bot.evaluation.corpus import Chat, Turn
from bot.evaluation.training import LEAST_SEEN, Example, examples, learnt, write
from bot.knowledge.model import Language
from bot.understanding.ranking import ALWAYS
from bot.wording.reply import Outcome

GOOD, BAD = (ALWAYS, "coverage"), (ALWAYS, "unread")


def test_what_goes_with_right_answers_weighs_for_them() -> None:
    """And what goes with wrong ones against them; what is seen too rarely weighs nothing."""
    told = [Example([{GOOD: 1.0}, {BAD: 1.0}], [True, False]) for _ in range(4 * LEAST_SEEN)]
    rare = [Example([{(ALWAYS, "rare"): 1.0}, {BAD: 1.0}], [True, False]) for _ in range(LEAST_SEEN - 1)]
    weights = learnt(told + rare)[ALWAYS]
    assert weights["coverage"] > 0 > weights["unread"]
    assert "rare" not in weights


def test_the_same_examples_give_the_same_weights() -> None:
    """Whatever their order."""
    told = [Example([{GOOD: 0.1 * n, BAD: 1.0}, {BAD: 0.5}], [n % 3 > 0, n % 3 == 0]) for n in range(30)]
    assert learnt(told) == learnt(told[::-1])


def test_an_example_has_right_and_wrong_proposals(real_conversation: Conversation) -> None:
    """A message to which every reply is wrong teaches nothing; the chat goes on all the same."""
    figure = Turn(say="hoeveel kreeg PYSI in 2023?", outcome=(Outcome.ANSWERED,), all=("1.371.814",))
    never = Turn(say="hoeveel kreeg Applied PhD in 2023?", all=("no reply says this",))
    again = Turn(say="en PYSI?", outcome=(Outcome.ANSWERED,), all=("1.371.814",))
    chat = Chat(id="a", kind="dialogue", turns=(figure, never, again), language=Language.NL)
    found = list(examples(real_conversation, [chat]))
    assert len(found) == 2
    assert all(any(one.right) and not all(one.right) for one in found)
    assert all((ALWAYS, "coverage") in proposal for one in found for proposal in one.proposals)


def test_weights_are_written_sorted(tmp_path: Path) -> None:
    """A line for each circumstance, so that a change shows."""
    weights = {"b": {"y": 0.5, "x": -1.0}, "a": {"z": 2.0}}
    write(weights, tmp_path / "ranking.json")
    text = (tmp_path / "ranking.json").read_text(encoding="utf-8")
    assert json.loads(text) == weights
    assert [line[:3] for line in text.splitlines()] == ["{", '"a"', '"b"', "}"]
