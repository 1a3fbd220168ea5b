"""What the bot tells Telegram of itself when it starts."""

from tests.wire.conftest import running
from tests.wire.player import AN, FakeApi, Player


def test_set_once(api: FakeApi) -> None:
    """A first start sets commands and descriptions; a second one finds all as it should be, and sets nothing."""
    done: list[set[str]] = []
    for _ in range(2):
        since = api.mark()
        with running(api):
            api.wait_for("getUpdates", since=since)
        done.append({call["method"] for call in api.calls(since)})
    first, second = done
    assert {"setMyCommands", "setMyDescription", "setMyShortDescription"} <= first
    assert "getMyCommands" in second
    assert not [method for method in second if method.startswith("set")]


def test_commands_that_cannot_be_set(api: FakeApi) -> None:
    """When Telegram refuses them, the bot answers all the same."""
    api.control("fault", method="getMyCommands", status=429, retry_after=30, description="Too Many Requests", times=6)
    api.control("fault", method="getMyDescription", drop=True, times=3)
    with running(api):
        assert Player(api, AN).say("wat is pysi?")["text"]
