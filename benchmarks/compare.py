"""The same questions through the bot and through what one would pick instead: `python -m benchmarks.compare`.

A rival looks up the nearest of the phrases that `benchmarks.lookup` makes from the same knowledge base, and gives
the bot's own reply to that phrase: it is right where that reply is what `tests/questions/` expects, as for the bot.
How near is near enough is settled on the seen half of those questions; what is printed is measured on the unseen half.
"""

import json
import random
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.lookup import Lookup, open_lookups, with_cutoff
from benchmarks.timing import Clocked, Spread, Started, started
from bot.conversation import Conversation, open_conversation
from bot.evaluation.corpus import Chat
from bot.evaluation.evaluate import Answerer, Tally, corpus, evaluate
from bot.settings import SHIPPED_KNOWLEDGE

BOT = "this bot"
FIRST_QUESTION = "hoeveel kreeg PYSI?"
SEED = 2023
WARMING = 500  # chats of the seen half that settle a cut-off, and come before what is measured
APART = {"unknown": "not in the report", "fit": "advice", "dialogue": "dialogues"}  # other kinds are plain questions
LEFT_OUT = frozenset({"hostile"})  # megabytes of noise: no measure of anything


@dataclass(frozen=True)
class Measured:
    """What came of one of those compared; shares are 0-1."""

    name: str
    phrases: int  # 0 for the bot, which has none
    spread: Spread
    started: Started
    right: Mapping[str, float]  # of the chats of each group
    confident: float  # turns answered wrongly as if that were right


def run(conversation: Conversation) -> list[Measured]:
    """Measure the bot, then each rival."""
    chats = [chat for chat in corpus(()) if chat.kind not in LEFT_OUT]
    random.Random(SEED).shuffle(chats)
    seen, unseen = ([chat for chat in chats if chat.unseen is half] for half in (False, True))
    evaluate(conversation, seen[:WARMING])
    found = [_measured(BOT, conversation, unseen, started("bot", "ask", FIRST_QUESTION), 0)]
    for name, lookup in open_lookups(conversation).items():
        settled = with_cutoff(lookup, seen[:WARMING])
        found.append(_measured(name, settled, unseen, _started(name, lookup), len(lookup.phrases)))
    return found


def _measured(name: str, bot: Answerer, chats: Sequence[Chat], start: Started, phrases: int) -> Measured:
    clocked = Clocked(bot)
    tallies = evaluate(clocked, chats)
    groups: dict[str, list[Tally]] = {}
    for (_, kind), tally in tallies.items():
        groups.setdefault(APART.get(kind, "questions"), []).append(tally)
    right = {group: _share(groups[group]) for group in ("questions", *APART.values())}
    turns, confident = (sum(getattr(one, what) for one in tallies.values()) for what in ("turns", "confident"))
    return Measured(name, phrases, clocked.spread, start, right, confident / turns)


def _share(tallies: Iterable[Tally]) -> float:
    """The share of the chats that are right in every turn."""
    listed = list(tallies)
    return sum(one.right for one in listed) / sum(one.chats for one in listed)


def _started(name: str, lookup: Lookup) -> Started:
    """The start of a process that has the phrases in a file."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "phrases.json"
        file.write_text(json.dumps(lookup.phrases), encoding="utf-8")
        return started("benchmarks.rivals", name, str(file), FIRST_QUESTION)


def table(found: Sequence[Measured]) -> Iterator[str]:
    """As Markdown; the ratios are to the bot's own median."""
    own = found[0].spread.median
    groups = tuple(found[0].right)
    heads = (
        "",
        "phrases",
        "median ms",
        "95 of 100",
        "99 of 100",
        "× ours",
        "start s",
        "MB",
        *groups,
        "wrong as if right",
    )
    yield _row(heads)
    yield _row(("---", *["--:"] * (len(heads) - 1)))
    for one in found:
        times = (f"{ms:.2f}" for ms in (one.spread.median, one.spread.p95, one.spread.p99))
        shares = (f"{one.right[group]:.0%}" for group in groups)
        start = f"{one.started.seconds:.1f}", f"{one.started.memory:.0f}"
        ratio = f"{one.spread.median / own:.1f}"
        yield _row((one.name, f"{one.phrases or '–'}", *times, ratio, *start, *shares, f"{one.confident:.1%}"))


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure and print."""
    print(*table(run(open_conversation(SHIPPED_KNOWLEDGE))), sep="\n")


if __name__ == "__main__":
    main()
