"""The fake Bot API behind HTTP: `python -m tests.wire.server` prints its address and serves until it is ended.

`/bot<token>/<method>` is the Bot API; `/control/<action>` is for the test: every `play_…` of the world, `calls` (the
record, from `since`, waits up to `wait` seconds for more), `mark` (how many calls there were), `say_all` (many messages
at once), `fault`, `faults_off`, `token`, `reset`, `progress` (messages sent, updates that wait, faults), and `state`.
"""

import asyncio
import contextlib
import json
import os
import sys
from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.wire.delivery import Delivery
from tests.wire.faults import Fault, Faults
from tests.wire.world import RefusedError, World

GRACE = 0.02  # seconds in which an answer's first half gets through before the connection ends


class Server:
    """Puts a world behind HTTP."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.faults = Faults()
        self.delivery = Delivery(world)
        self._changed = asyncio.Condition()
        self._poll = 0  # the number of the latest getUpdates: an earlier one that waits ends with 409

    def application(self) -> web.Application:
        """The routes."""
        made = web.Application(client_max_size=64 * 2**20)
        made.router.add_route("*", "/bot{token}/{method}", self.api)
        made.router.add_post("/control/{action}", self.control)
        return made

    # -- the Bot API ----------------------------------------------------------------------------------

    async def api(self, request: web.Request) -> web.StreamResponse:
        """One call of the bot."""
        if request.match_info["token"] != self.world.token:
            return web.json_response(RefusedError(401, "Unauthorized").body, status=401)
        method = request.match_info["method"]
        parameters = await parameters_of(request)
        fault = self.faults.strikes(method)
        if fault is None:
            return await self._carried_out(method, parameters)
        await asyncio.sleep(fault.delay)
        if fault.carried_out or not (fault.status or fault.drop or fault.torn or fault.garbage):
            response = await self._carried_out(method, parameters)
            if not fault.carried_out:
                return await dripping(request, response, fault.drip) if fault.drip else response
        return await self._spoiled(request, fault)

    async def _carried_out(self, method: str, parameters: dict[str, Any]) -> web.Response:
        try:
            result = self.world.call(method, parameters)
            if method == "getUpdates" and not result and int(parameters.get("timeout", 0)):
                result = await self._wait(parameters)
        except RefusedError as error:
            return web.json_response(error.body, status=error.code)
        finally:
            await self._tell()
        return web.json_response({"ok": True, "result": result})

    async def _wait(self, parameters: dict[str, Any]) -> Any:
        """Hold a long poll until there is an update, its time is over, or another poll takes its place."""
        self._poll += 1
        mine = self._poll
        offset = int(parameters.get("offset", 0))

        def ready() -> bool:
            return self._poll != mine or any(one["update_id"] >= offset for one in self.world.updates)

        await self._tell()
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(int(parameters["timeout"])), self._changed:
                await self._changed.wait_for(ready)
        if self._poll != mine:
            raise RefusedError(
                409,
                "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
            )
        return [one for one in self.world.updates if one["update_id"] >= offset][: int(parameters.get("limit", 100))]

    async def _spoiled(self, request: web.Request, fault: Fault) -> web.StreamResponse:
        if fault.garbage:
            return web.Response(text="<html>502 Bad Gateway</html>", status=fault.status or 200)
        if fault.torn:
            response = web.StreamResponse(headers={"Content-Length": "1000", "Content-Type": "application/json"})
            await response.prepare(request)
            await response.write(b'{"ok": true, "result": [{"upd')
            await asyncio.sleep(GRACE)
        if fault.torn or fault.drop:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        more = {"retry_after": fault.retry_after} if fault.retry_after else {}
        error = RefusedError(fault.status, fault.description or "fault", **more)
        return web.json_response(error.body, status=error.code)

    async def _tell(self) -> None:
        """Wake whoever waits for something new."""
        self.delivery.look()
        async with self._changed:
            self._changed.notify_all()

    # -- the test -------------------------------------------------------------------------------------

    async def control(self, request: web.Request) -> web.Response:
        """What a test wants: an event in the world, the record, a fault."""
        action = request.match_info["action"]
        given = await request.json()
        if action == "calls":
            return web.json_response(await self._calls(int(given["since"]), float(given["wait"])))
        result: Any = None
        if action == "fault":
            self.faults.coming.append(Fault(**given))
        elif action == "faults_off":
            self.faults.coming.clear()
        elif action == "token":
            self.world.token = result = given["token"]
        elif action == "state":
            result = self._state()
        elif action == "reset":
            await self._reset()
        elif action == "progress":
            progress = {"said": self.world.said, "pending": len(self.world.updates)}
            result = {**progress, "struck": self.faults.struck}
        elif action == "say_all":
            result = len([self.world.play_say(**said) for said in given["said"]])
        elif action == "mark":
            result = len(self.world.calls)
        else:
            result = getattr(self.world, f"play_{action}")(**given)
        await self._tell()
        return web.json_response(result)

    async def _reset(self) -> None:
        """Begin anew, with a world in which nothing has happened."""
        await self.delivery.close()
        self.world, self.faults = World(), Faults()
        self.delivery = Delivery(self.world)

    async def _calls(self, since: int, wait: float) -> list[dict[str, Any]]:
        """The calls after number `since`; when there are none yet, those that come in the next `wait` seconds."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(wait), self._changed:
                await self._changed.wait_for(lambda: len(self.world.calls) > since)
        return [asdict(call) for call in self.world.calls[since:]]

    def _state(self) -> dict[str, Any]:
        world = self.world
        return {
            "pending": [update["update_id"] for update in world.updates],
            "waiting": sorted(world.waiting),
            "invalid": [asdict(call) for call in world.calls if call.invalid],
            "settings": [[*key, value] for key, value in world.settings.items()],
            "messages": list(world.messages.values()),
            "inline_messages": world.inline_messages,
            "answers": world.answers,
            "webhook": world.webhook,
            "attempts": self.delivery.attempts,
        }


async def dripping(request: web.Request, response: web.Response, pause: float) -> web.StreamResponse:
    """Write `response` byte by byte."""
    body = response.body
    assert isinstance(body, bytes)
    slow = web.StreamResponse(headers={"Content-Length": str(len(body)), "Content-Type": "application/json"})
    await slow.prepare(request)
    for number in range(len(body)):
        await slow.write(body[number : number + 1])
        await asyncio.sleep(pause)
    return slow


async def parameters_of(request: web.Request) -> dict[str, Any]:
    """The parameters of a call, be it a form, a form with files, or JSON."""
    if request.content_type == "application/json":
        return dict(await request.json())
    found: dict[str, Any] = dict(request.query)
    for name, value in (await request.post()).items():
        found[name] = value.file.read() if isinstance(value, web.FileField) else value
    files = {f"attach://{name}": value for name, value in found.items() if isinstance(value, bytes)}
    attached = {name: files.pop(value) for name, value in found.items() if isinstance(value, str) and value in files}
    loose = {name.removeprefix("attach://"): value for name, value in files.items()}
    return {name: value for name, value in found.items() if not isinstance(value, bytes)} | loose | attached


async def serve(port: int = 0) -> None:
    """Serve until whoever started it closes its standard input."""
    server = Server(World())
    runner = web.AppRunner(server.application(), access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", port)
    await site.start()
    print(json.dumps({"url": f"http://127.0.0.1:{runner.addresses[0][1]}", "pid": os.getpid()}), flush=True)
    await asyncio.to_thread(sys.stdin.read)
    await server.delivery.close()
    await runner.cleanup()


if __name__ == "__main__":
    asyncio.run(serve(int(sys.argv[1]) if len(sys.argv) > 1 else 0))
