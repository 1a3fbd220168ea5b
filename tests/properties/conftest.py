"""What the tests of properties share."""

import pytest

from bot.knowledge.base import KnowledgeBase
from bot.knowledge.loader import load
from bot.settings import SHIPPED_KNOWLEDGE


@pytest.fixture(scope="session")
def real_base() -> KnowledgeBase:
    """The shipped knowledge."""
    return load(SHIPPED_KNOWLEDGE)
