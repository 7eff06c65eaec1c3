"""Prometheus metrics of the service, without people or units."""

from collections.abc import Mapping

from prometheus_client import CollectorRegistry, Gauge, generate_latest


def exposition(
    jobs: Mapping[str, int], overdue: Mapping[str, int], *, ready: bool, held: bool = False
) -> bytes:
    """The metrics in Prometheus' text format.

    ``jobs`` counts the jobs by state, ``overdue`` the records without a next step by audit.
    """
    registry = CollectorRegistry()
    up = Gauge("support_ready", "1 if database and schema are ready", registry=registry)
    up.set(1 if ready else 0)
    waits = Gauge("support_held", "1 if nothing is sent until someone confirms", registry=registry)
    waits.set(1 if held else 0)
    by_state = Gauge("support_jobs", "Jobs by state", ["state"], registry=registry)
    for state, count in jobs.items():
        by_state.labels(state).set(count)
    late = Gauge(
        "support_overdue", "What an audit finds without a next step", ["audit"], registry=registry
    )
    for name, count in overdue.items():
        late.labels(name).set(count)
    return generate_latest(registry)
