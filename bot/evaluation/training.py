"""Learns what speaks for a proposal from the seen half of the questions (`python -m bot train`)."""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

from bot.conversation import Conversation, State
from bot.evaluation.corpus import Chat
from bot.evaluation.marking import shortcomings
from bot.understanding.ranking import ALWAYS, parts

LEAST_SEEN = 5  # messages in which a feature must occur in a circumstance
PENALTY = 8.0  # of the squared weights (L2), against the log-likelihood of all messages
STEPS = 300  # of the search for the best weights, at most
HANDICAP = 0.5  # the steps were written on the same questions, and look surer there than they are
LEAST_WEIGHT = 0.02  # smaller weights are left out
DIGITS = 3

Key = tuple[str, str]


@dataclass(frozen=True)
class Example:
    """A message with its proposals: of each the features in each circumstance, and whether its reply is right."""

    proposals: list[dict[Key, float]]
    right: list[bool]


def examples(conversation: Conversation, chats: Iterable[Chat]) -> Iterator[Example]:
    """The messages of `chats` to which some replies are right and some wrong; the chat goes on as the bot answers."""
    for chat in chats:
        state = State()
        for turn in chat.turns:
            if found := conversation.measured(turn.say, state):
                measured, replies = found
                right = [not shortcomings(turn, chat.language, reply) for reply in replies]
                if any(right) and not all(right):
                    yield Example([_flat(one, measured.circumstances) for one in measured.features], right)
            _, state = conversation.respond(turn.say, state)


def _flat(features: dict[str, float], circumstances: list[str]) -> dict[Key, float]:
    return {(circumstance, name): value for circumstance, name, value in parts(features, circumstances)}


def learnt(found: list[Example]) -> dict[str, dict[str, float]]:
    """The weights under which the right replies are likeliest, by circumstance and feature."""
    seen = Counter(key for example in found for key in set().union(*example.proposals))
    keys = sorted(key for key, count in seen.items() if count >= LEAST_SEEN)
    values = _fitted(found, {key: number for number, key in enumerate(keys)})
    weights: dict[str, dict[str, float]] = {}
    for (circumstance, name), value in zip(keys, values.tolist(), strict=True):
        weight = value - HANDICAP if (circumstance, name) == (ALWAYS, "first") else value
        if abs(weight) >= LEAST_WEIGHT:
            weights.setdefault(circumstance, {})[name] = round(weight, DIGITS)
    return weights


def _fitted(found: list[Example], columns: dict[Key, int]) -> "np.ndarray[tuple[int], np.dtype[np.float64]]":
    """The maximum of the penalised conditional log-likelihood, by L-BFGS."""
    rows = [proposal for example in found for proposal in example.proposals]
    cells = [(n, columns[key], value) for n, row in enumerate(rows) for key, value in row.items() if key in columns]
    row, column, value = zip(*cells, strict=True)
    matrix = csr_matrix((value, (row, column)), shape=(len(rows), len(columns)))
    group = np.repeat(np.arange(len(found)), [len(example.right) for example in found])
    right = np.array([one for example in found for one in example.right], dtype=float)

    def shares(scores: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        highest = np.full(len(found), -np.inf)
        np.maximum.at(highest, group, scores)
        likely = np.exp(scores - highest[group])
        whole = np.bincount(group, likely)
        good = np.bincount(group, likely * right)
        return likely / whole[group], likely * right / good[group], good / whole

    def loss(weights: np.ndarray) -> tuple[float, np.ndarray]:
        of_all, of_right, chance = shares(matrix @ weights)
        value = -np.log(chance).sum() + PENALTY / 2 * weights @ weights
        return value, matrix.T @ (of_all - of_right) + PENALTY * weights

    fitted = minimize(loss, np.zeros(len(columns)), jac=True, method="L-BFGS-B", options={"maxiter": STEPS})
    return np.asarray(fitted.x)


def write(weights: dict[str, dict[str, float]], file: Path) -> None:
    """Write the weights, sorted, a line for each circumstance."""
    lines = [f"{json.dumps(key)}: {json.dumps(dict(sorted(weights[key].items())))}" for key in sorted(weights)]
    file.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")
