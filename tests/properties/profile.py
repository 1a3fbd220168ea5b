"""How many examples hypothesis tries: always the same ones, so that a run says the same everywhere."""

from hypothesis import HealthCheck, settings

STEADY = settings(
    derandomize=True,
    deadline=None,
    database=None,
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow],  # the machine may be busy
)
