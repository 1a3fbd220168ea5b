"""What tests of several rooms share."""

import pytest

from bot.conversation import Conversation, open_conversation
from bot.errors import KnowledgeError
from bot.settings import SHIPPED_KNOWLEDGE


@pytest.fixture(scope="session")
def real_conversation() -> Conversation:
    """Open the shipped knowledge; skip while it does not load: the tests of the knowledge tell why."""
    try:
        return open_conversation(SHIPPED_KNOWLEDGE)
    except KnowledgeError as error:
        pytest.skip(f"the shipped knowledge does not load: {error}")
