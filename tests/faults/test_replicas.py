"""Several replicas behind a balancer; the long run is `python -m benchmarks.replicas`."""

from benchmarks.replicas import run
from bot.conversation import Conversation
from tests.faults.crowd import Crowd
from tests.servers import needed


def test_one_replica_is_killed_and_one_is_added(real_conversation: Conversation) -> None:
    """Nothing is lost, doubled or out of order: the chats read what one process would have told them."""
    needed("nginx")
    needed("redis-server")
    found = run(real_conversation, Crowd(people=20, questions=10), replicas=2)
    assert (found.lost, found.doubled, found.out_of_order) == (0, 0, 0)
    assert found.identical
