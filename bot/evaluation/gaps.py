"""Questions that went unanswered, written as chats for tests/questions."""

import asyncio
import json
from collections.abc import Iterable, Iterator, Sequence

from bot.storage.sealed import SealedStorage
from bot.understanding.gaps import Gap, Group


def kept(storage: SealedStorage) -> Sequence[Gap]:
    """Read all that are kept; raises `StorageError`."""

    async def read() -> Sequence[Gap]:
        try:
            return await storage.gaps()
        finally:
            await storage.close()

    return asyncio.run(read())


def listed(groups: Iterable[Group]) -> Iterator[str]:
    """YAML that `evaluate` reads: a chat for each group, what it stands for in a comment, most frequent first."""
    for number, group in enumerate(groups, start=1):
        most, *others = group.gaps
        yield f"# {group.times}×, nearest: {group.subject or '-'}"
        yield from (f"#   also {gap.times}×: {gap.text}" for gap in others)
        yield f"- {{id: gap-{number:03}, language: {most.language}, kind: gap,"
        yield f"   turns: [{{say: {json.dumps(most.text, ensure_ascii=False)}, outcome: answered}}]}}"
