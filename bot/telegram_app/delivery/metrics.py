"""What is counted of the bot's work; nothing of anybody's."""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest

BUCKETS = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
KINDS = frozenset({"message", "edited_message", "callback_query", "inline_query", "chosen_inline_result"})


class Metrics:
    """Counters of one bot."""

    def __init__(self) -> None:
        self._registry = CollectorRegistry()
        self._updates = Counter("bot_updates", "Updates handled", ["kind", "outcome"], registry=self._registry)
        self._seconds = Histogram(
            "bot_update_seconds", "From taking up an update to its last reply", buckets=BUCKETS, registry=self._registry
        )
        self._errors = Counter("bot_errors", "What failed, and how", ["where", "what"], registry=self._registry)
        self._storage = Gauge("bot_storage_up", "Whether storage can be reached", registry=self._registry)

    def update(self, kind: str, outcome: str, seconds: float) -> None:
        """Count an update."""
        self._updates.labels(kind if kind in KINDS else "other", outcome).inc()
        self._seconds.observe(seconds)

    def error(self, where: str, what: str) -> None:
        """Count a failure: a method of the Bot API and a status, or a part of the bot."""
        self._errors.labels(where, what).inc()

    def storage(self, up: bool) -> None:
        """Note whether storage can be reached."""
        self._storage.set(up)

    def written(self) -> bytes:
        """All of it in the text format of Prometheus."""
        return generate_latest(self._registry)
