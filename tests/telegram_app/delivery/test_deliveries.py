"""Each update once, in the order of its chat, done when it is done."""

import asyncio
import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest
import pytest_asyncio
from pydantic import SecretStr

from bot.conversation import State
from bot.knowledge.model import Language
from bot.settings import Settings
from bot.storage.backend import Standing
from bot.storage.seal import Seal
from bot.storage.sealed import SealedStorage
from bot.storage.sqlite import SqliteBackend
from bot.telegram_app.application import BotApplication, build_application
from bot.telegram_app.delivery.allowance import Allowance, PoliteNotice
from bot.telegram_app.delivery.deliveries import Deliveries
from bot.telegram_app.delivery.incoming import incoming
from bot.telegram_app.delivery.lanes import Lanes
from bot.telegram_app.delivery.metrics import Metrics
from bot.telegram_app.delivery.turns import CURRENT, TurnStore
from tests.fake_conversation import FakeConversation
from tests.telegram_app.double import GROUP, NL_USER, PRIVATE, TOKEN, Recorder, message

SECRET = "a secret of more than thirty-two characters"


@pytest_asyncio.fixture
async def kept(tmp_path: Path) -> AsyncIterator[SealedStorage]:
    """Make a storage."""
    made = SealedStorage(SqliteBackend(tmp_path / "bot.sqlite"), Seal(SECRET), retention=86_400.0)
    yield made
    await made.close()


@pytest_asyncio.fixture
async def application(kept: SealedStorage, recorder: Recorder) -> AsyncIterator[BotApplication]:
    """Yield the application on that storage."""
    settings = Settings(_env_file=None, telegram_bot_token=SecretStr(TOKEN))
    async with build_application(FakeConversation(), TurnStore(kept), settings, recorder) as built:
        yield built


def deliveries(application: BotApplication, kept: SealedStorage, holder: str = "one", most: int = 0) -> Deliveries:
    """Make what is tested; at most `most` messages a minute, 0: any."""
    notice = PoliteNotice(FakeConversation(), kept, application.bot)
    return Deliveries(application, kept, Metrics(), holder=holder, allowance=Allowance(kept, most, notice), lease=5.0)


async def test_an_update_is_handled_once(application: BotApplication, kept: SealedStorage, recorder: Recorder) -> None:
    """However often it comes, also to another process."""
    update = message("pysi")
    one, other = deliveries(application, kept), deliveries(application, kept, "other")
    assert [await to.deliver(update) for to in (one, one, other)] == [True, True, True]
    assert len(recorder.sent) == 1


async def test_an_update_of_another_is_left_alone(
    application: BotApplication, kept: SealedStorage, recorder: Recorder
) -> None:
    """While that one has its lease, it is neither answered nor done."""
    update = message("pysi")
    await kept.begin(update["update_id"], "other", 5.0)
    assert not await deliveries(application, kept).deliver(update)
    assert recorder.sent == []


async def test_what_was_sent_before_a_crash_is_not_sent_again(application: BotApplication, kept: SealedStorage) -> None:
    """The state is what it would have been, and the update done."""
    update = message("combien")
    number = update["update_id"]
    await kept.begin(number, "one", 5.0)
    await kept.mark(number, 1)
    seen: list[int] = []

    class Watching(Allowance):
        async def __call__(self, _: Any) -> str | None:

            turn = CURRENT.get()
            assert turn is not None
            seen.append(turn.before)
            return None

    watching = Deliveries(
        application,
        kept,
        Metrics(),
        holder="one",
        allowance=Watching(kept, 0, PoliteNotice(FakeConversation(), kept, application.bot)),
    )
    assert await watching.deliver(update)
    assert seen == [1]
    assert await kept.get(PRIVATE["id"], NL_USER["id"]) == State(language=Language.FR)
    assert (await kept.begin(number, "other", 5.0)).standing is Standing.DONE


async def test_a_state_is_kept_only_with_its_update(
    application: BotApplication, kept: SealedStorage, recorder: Recorder
) -> None:
    """When the process ends before the reply is out, the chat is where it was."""
    stuck = asyncio.Event()

    async def never(*_: object, **__: object) -> tuple[int, bytes]:
        stuck.set()
        await asyncio.Event().wait()
        return 200, b""

    recorder.do_request = never  # type: ignore[method-assign]
    task = asyncio.create_task(deliveries(application, kept).deliver(message("combien")))
    await stuck.wait()
    task.cancel()
    await asyncio.gather(task, return_exceptions=True)
    assert await kept.get(PRIVATE["id"], NL_USER["id"]) is None


async def test_one_line_a_update_without_anybody(
    application: BotApplication, kept: SealedStorage, caplog: pytest.LogCaptureFixture
) -> None:
    """Outcome, language and time; no text, no id of a person or a chat."""
    user = {**NL_USER, "id": 7_040_112_233}
    chat = {**PRIVATE, "id": 7_040_112_244}
    with caplog.at_level(logging.INFO, logger="bot"):
        await deliveries(application, kept).deliver(message("een heel eigen vraag", chat=chat, user=user))
    (line,) = [record for record in caplog.records if record.message == "handled"]
    fields = line.__dict__["fields"]
    assert (fields["outcome"], fields["language"], fields["kind"]) == ("answered", "nl", "message")
    assert fields["ms"] > 0
    told = json.dumps(fields) + caplog.text
    assert not any(secret in told for secret in ("eigen", "7040112233", "7040112244"))


async def test_who_asks_too_much_is_asked_once_to_wait(
    application: BotApplication, kept: SealedStorage, recorder: Recorder
) -> None:
    """Three answers, one notice, then silence; another user is not touched, nor is the next minute."""
    to = deliveries(application, kept, most=3)
    for _ in range(6):
        assert await to.deliver(message("pysi"))
    assert len(recorder.sent) == 4
    assert recorder.last.text == FakeConversation().phrase("telegram_too_fast", Language.NL)
    await to.deliver(message("pysi", user={**NL_USER, "id": 99}, chat={**PRIVATE, "id": 99}))
    await to.deliver(message("pysi", date=61))
    assert len(recorder.sent) == 6


async def test_a_group_has_its_measure_too(
    application: BotApplication, kept: SealedStorage, recorder: Recorder
) -> None:
    """Many users of one group together get no more than three users would."""
    to = deliveries(application, kept, most=1)
    for user in range(6):
        await to.deliver(message("/vraag pysi", user={**NL_USER, "id": 100 + user}, chat=GROUP))
    assert [call.text.startswith("<b>pysi") for call in recorder.sent] == [True, True, True, False]


async def test_lanes_keep_order_and_leave_nothing_behind() -> None:
    """First come, first served in a lane; lanes do not wait for each other; nothing is kept of those that are over."""
    lanes, went = Lanes(), list[str]()

    async def walk(lane: str, number: int, gate: asyncio.Event) -> None:
        async with lanes.enter(lane):
            await gate.wait()
            went.append(f"{lane}{number}")

    shut, open_ = asyncio.Event(), asyncio.Event()
    open_.set()
    tasks = [asyncio.create_task(walk("a", number, shut)) for number in range(3)]
    await walk("b", 0, open_)
    assert went == ["b0"]
    shut.set()
    await asyncio.gather(*tasks)
    assert went == ["b0", "a0", "a1", "a2"]
    assert len(lanes) == 0


@pytest.mark.parametrize("raw", [None, [], 7, {}, {"update_id": "1"}, {"update_id": True}], ids=str)
async def test_what_has_no_number_is_set_aside(
    application: BotApplication, kept: SealedStorage, raw: object, caplog: pytest.LogCaptureFixture
) -> None:
    """It can't be confirmed and need not come again."""
    assert incoming(raw) is None
    assert await deliveries(application, kept).deliver(raw)
    assert "set aside" in caplog.text
