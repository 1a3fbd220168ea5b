"""What tests of several rooms share."""

from pathlib import Path

import pytest
from hypothesis import settings

from bot.conversation import Conversation, open_conversation
from bot.errors import KnowledgeError
from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.settings import SHIPPED_KNOWLEDGE
from bot.understanding.reading import Reader
from tests import tiny

# No test depends on the clock, nor on chance: a failure on one machine is a failure on all.
settings.register_profile("everywhere", deadline=None, derandomize=True)
settings.load_profile("everywhere")


@pytest.fixture(scope="session")
def real_conversation() -> Conversation:
    """Open the shipped knowledge; skip while it does not load: the tests of the knowledge tell why."""
    try:
        return open_conversation(SHIPPED_KNOWLEDGE)
    except KnowledgeError as error:
        pytest.skip(f"the shipped knowledge does not load: {error}")


@pytest.fixture
def tiny_folder(tmp_path: Path) -> Path:
    """A tiny knowledge folder of its own, that a test may break."""
    return tiny.write(tmp_path / "knowledge")


@pytest.fixture(scope="session")
def tiny_base(tmp_path_factory: pytest.TempPathFactory) -> KnowledgeBase:
    """The tiny knowledge, loaded."""
    return load(tiny.write(tmp_path_factory.mktemp("tiny")))


@pytest.fixture(scope="session")
def tiny_reader(tiny_base: KnowledgeBase) -> Reader:
    """A reader of the tiny knowledge's words."""
    return Reader(tiny_base)
