"""What the README tells is so."""

import re
from pathlib import Path

import pytest
import yaml

from bot.conversation import Conversation
from bot.knowledge.model import Programme
from bot.settings import Settings

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def readme() -> str:
    """The text of the README."""
    return (ROOT / "README.md").read_text(encoding="utf-8")


def test_the_example_chat_is_what_the_bot_says(readme: str, real_conversation: Conversation) -> None:
    """The question at the head of the README gets the reply that is printed there."""
    found = re.search(r"^ {4}> (.+)\n((?: {4}.+\n)+)", readme, re.MULTILINE)
    assert found is not None
    reply, _ = real_conversation.respond(found[1])
    assert reply.text.split("\n") == [line.strip() for line in found[2].splitlines()]


def test_the_example_programme_can_be_read(readme: str) -> None:
    """Whoever copies the example of a programme's file gets one that is right."""
    found = re.search(r"```yaml\n(.*?)```", readme, re.DOTALL)
    assert found is not None
    Programme.model_validate(yaml.safe_load(found[1]))


def test_every_setting_is_told(readme: str) -> None:
    """The table of settings has all of them and no other."""
    told = re.findall(r"^\| `(\w+)` \|", readme, re.MULTILINE)
    assert told == [name.upper() for name in Settings.model_fields]


def test_every_room_is_told(readme: str) -> None:
    """The plan of the house has the rooms that there are."""
    plan = readme.partition("## How the house is built")[2].partition("\n## ")[0]
    rooms = {path.name for path in (ROOT / "bot").iterdir() if (path / "__init__.py").exists()}
    modules = {path.name for path in (ROOT / "bot").glob("*.py")} - {"__init__.py"}
    told = set(re.findall(r"^ {6}(\w+)/", plan, re.MULTILINE)) | set(re.findall(r"\b(\w+\.py)\b", plan))
    assert told == rooms | modules
