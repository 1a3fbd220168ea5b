"""Delivers updates to a webhook as Telegram does: a queue per chat, per user for buttons and inline queries.

Only the head of a queue is on its way, and at most `max_connections` queues at once. Without a 2xx it comes again: at
once, then after 2, 4, 8 … 60 units (`unit` seconds each, so that tests need not wait).
"""

import asyncio
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout

from tests.wire.world import World

LONGEST = 60  # units between two attempts
TIMEOUT = 60.0  # seconds for the bot to answer


def queue_of(update: dict[str, Any]) -> str:
    """The queue that an update waits in."""
    for kind in ("callback_query", "inline_query", "chosen_inline_result"):
        if kind in update:
            return f"{kind} {update[kind].get('from', {}).get('id')}"
    (content,) = (value for key, value in update.items() if key != "update_id")
    return f"chat {content.get('chat', {}).get('id')}" if isinstance(content, dict) else "odd"


class Delivery:
    """Calls the webhook while one is set."""

    def __init__(self, world: World, unit: float = 0.01) -> None:
        self._world = world
        self._unit = unit
        self._busy: dict[str, asyncio.Task[None]] = {}
        self.attempts: list[tuple[int, int]] = []  # (update_id, status; 0 for no answer), in their order

    def look(self) -> None:
        """Start with every queue that waits and is not on its way; call it whenever something changed."""
        hook = self._world.webhook
        if not hook.get("url"):
            return
        self._busy = {name: task for name, task in self._busy.items() if not task.done()}
        for update in self._world.updates:
            name = queue_of(update)
            if name not in self._busy and len(self._busy) < hook.get("max_connections", 40):
                self._busy[name] = asyncio.create_task(self._work_off(name))

    async def close(self) -> None:
        """End what is on its way."""
        for task in self._busy.values():
            task.cancel()
        await asyncio.gather(*self._busy.values(), return_exceptions=True)

    async def _work_off(self, name: str) -> None:
        async with ClientSession(timeout=ClientTimeout(total=TIMEOUT)) as session:
            attempt = 0
            while self._world.webhook.get("url"):
                update = next((one for one in self._world.updates if queue_of(one) == name), None)
                if update is None:
                    break
                status = await self._deliver(session, update)
                self.attempts.append((update["update_id"], status))
                if 200 <= status < 300:
                    if update in self._world.updates:
                        self._world.updates.remove(update)
                    attempt = 0
                else:
                    attempt += 1
                    await asyncio.sleep(self._unit * min(2**attempt, LONGEST) if attempt > 1 else 0)
        self._busy.pop(name, None)
        self.look()

    async def _deliver(self, session: ClientSession, update: dict[str, Any]) -> int:
        hook = self._world.webhook
        headers = {"X-Telegram-Bot-Api-Secret-Token": hook["secret_token"]} if "secret_token" in hook else {}
        try:
            async with session.post(hook["url"], json=update, headers=headers) as response:
                await response.read()
                return response.status
        except (ClientError, TimeoutError):
            return 0
