"""Runs the chats, tallies what was right, and says what went wrong (`python -m bot evaluate`)."""

import random
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from bot.conversation import State
from bot.evaluation.corpus import Chat, Turn, read_chats
from bot.evaluation.marking import shortcomings
from bot.wording.reply import Outcome, Reply

SHIPPED = Path(__file__).resolve().parents[2] / "tests" / "questions"
MISSPELT, LONG = 0.3, 5  # the share of the words of this length or more that a misspelling hits
SEED = 2023


class Answerer(Protocol):
    """Whatever answers: the bot, or what it is compared with."""

    def respond(self, text: str, state: State | None = None) -> tuple[Reply, State]:
        """Answer `text` in the chat that `state` describes."""


@dataclass(frozen=True)
class Miss:
    """A turn that was not answered as it should be."""

    chat: Chat
    turn: Turn
    reply: Reply
    why: tuple[str, ...]

    @property
    def confident(self) -> bool:
        """Whether something was given as an answer all the same."""
        return self.reply.outcome is Outcome.ANSWERED


@dataclass
class Tally:
    """What came of a set of chats."""

    chats: int = 0
    right: int = 0
    turns: int = 0
    confident: int = 0
    clarified: int = 0
    language: int = 0
    misses: list[Miss] = field(default_factory=list)

    @property
    def share(self) -> float:
        """The share of the chats with every turn right (0-1)."""
        return self.right / self.chats if self.chats else 1.0


def corpus(files: Sequence[Path]) -> list[Chat]:
    """The chats of `files`, or those shipped."""
    return [chat for file in (files or sorted(SHIPPED.glob("*.yaml"))) for chat in read_chats(file)]


def evaluate(conversation: Answerer, chats: Iterable[Chat]) -> dict[tuple[str, str], Tally]:
    """Run `chats`; a tally by language (`any` where either will do) and kind."""
    tallies: dict[tuple[str, str], Tally] = {}
    for chat in chats:
        tally = tallies.setdefault((chat.language or "any", chat.kind), Tally())
        misses = list(_run(conversation, chat, tally))
        tally.chats += 1
        tally.right += not misses
        tally.misses += misses
    return dict(sorted(tallies.items()))


def _run(conversation: Answerer, chat: Chat, tally: Tally) -> Iterator[Miss]:
    state: State | None = None
    for turn in chat.turns:
        reply, state = conversation.respond(turn.say, state)
        why = shortcomings(turn, chat.language, reply)
        tally.turns += 1
        tally.clarified += reply.outcome is Outcome.CLARIFY
        tally.language += any(reason.startswith("language") for reason in why)
        if why:
            miss = Miss(chat, turn, reply, tuple(why))
            tally.confident += miss.confident
            yield miss


def misspelt(chats: Iterable[Chat]) -> list[Chat]:
    """The same chats, in the same halves, with a slip in `MISSPELT` of the longer words, the same slips every time."""
    chance = random.Random(SEED)
    found = []
    for chat in chats:
        turns = tuple(turn.model_copy(update={"say": _slip(turn.say, chance)}) for turn in chat.turns)
        found.append(chat.model_copy(update={"turns": turns, "half": "unseen" if chat.unseen else "seen"}))
    return found


def _slip(text: str, chance: random.Random) -> str:
    return " ".join(
        _mistype(word, chance) if len(word) >= LONG and word.isalpha() and chance.random() < MISSPELT else word
        for word in text.split(" ")
    )


def _mistype(word: str, chance: random.Random) -> str:
    """One slip inside the word: two letters swapped, one dropped, or one doubled."""
    place = chance.randrange(1, len(word) - 1)
    slip = chance.choice(("swap", "drop", "double"))
    if slip == "swap":
        return word[:place] + word[place + 1] + word[place] + word[place + 2 :]
    return word[:place] + word[place + 1 :] if slip == "drop" else word[:place] + word[place] + word[place:]


def confusions(tallies: dict[tuple[str, str], Tally]) -> Counter[tuple[str, str]]:
    """Which programme took a question that was another's: (wanted, given)."""
    return Counter(
        (miss.turn.programmes[0], miss.reply.programmes[0])
        for tally in tallies.values()
        for miss in tally.misses
        if miss.turn.programmes and miss.reply.programmes and miss.reply.programmes[0] not in miss.turn.programmes
    )
