"""Several replicas behind a balancer; the long run is `python -m benchmarks.replicas`."""

from benchmarks.replicas import run
from bot.conversation import Conversation
from tests.faults.crowd import Crowd
from tests.servers import needed

KILLED = 1  # replicas: each may be handing one message to the network in that instant, and nobody can tell


def test_one_replica_is_killed_and_one_is_added(real_conversation: Conversation) -> None:
    """Nothing doubled or out of order, and nothing lost but what the killed one was sending at that instant."""
    needed("nginx")
    needed("redis-server")
    found = run(real_conversation, Crowd(people=20, questions=10), replicas=2)
    assert (found.doubled, found.out_of_order) == (0, 0)
    assert found.lost <= KILLED
    assert found.identical == (found.lost == 0)
