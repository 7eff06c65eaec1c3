"""Prometheus metrics of the deployment, without people, units or anything typed."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import (
    CounterMetricFamily,
    GaugeMetricFamily,
    HistogramMetricFamily,
    Metric,
)
from prometheus_client.registry import Collector

from bot.core.health import Finding
from bot.core.observations import Observation, Topic
from bot.core.sending_health import Unsent


@dataclass(frozen=True)
class Heartbeats:
    """What the processes say of themselves."""

    workers: int = 0
    """How many processes that carry out all jobs are alive."""
    alive: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How many are alive, by kind and version."""
    newest: Mapping[str, timedelta] = field(default_factory=dict)
    """How long ago one of a kind announced itself last."""
    clock_offset_ms: int = 0
    """How far the clock of a host is from the database's, at most."""


@dataclass(frozen=True)
class OfThisProcess:
    """What only the process that is asked can tell."""

    serving: bool
    database_s: float | None = None
    """How long the database took for the shortest unit of work; ``None`` while it is down."""
    free_bytes: Mapping[str, int] = field(default_factory=dict)
    """The free space where the file is that a setting names, by the setting."""
    limited: Mapping[str, int] = field(default_factory=dict)
    """How many requests were turned away since its start, by the pattern of their path."""


@dataclass(frozen=True)
class Figures:
    """What is counted in the database; empty while that is down."""

    jobs: Mapping[str, int] = field(default_factory=dict)
    """The number of jobs by state."""
    overdue: Mapping[str, int] = field(default_factory=dict)
    """The number of records that the last audit found without a next step, by audit."""
    audited: timedelta | None = None
    """How long ago that was; ``None`` before the first time."""
    counts: tuple[Observation, ...] = ()
    """What all processes counted."""
    unsent: tuple[Unsent, ...] = ()
    """What waits although it should have gone, by message and platform."""
    heartbeats: Heartbeats = field(default_factory=Heartbeats)
    held: bool = False
    waits: tuple[tuple[timedelta | None, int], ...] = ()
    """How many requests somebody took within each time, rounded down; ``None`` counts all."""


def exposition(
    figures: Figures, findings: Iterable[Finding], causes: Iterable[str], here: OfThisProcess
) -> bytes:
    """The metrics in Prometheus' text format; ``causes`` are all that there can be."""
    found = list(findings)
    registry = CollectorRegistry()
    registry.register(
        _Collected(
            [
                *_states(figures, found, causes),
                *_of_processes(figures.heartbeats),
                *_here(here),
                *_counts(figures),
                _waits(figures.waits),
            ]
        )
    )
    return generate_latest(registry)


class _Collected(Collector):
    def __init__(self, metrics: list[Metric]) -> None:
        self._metrics = metrics

    def collect(self) -> list[Metric]:
        return self._metrics


def _states(figures: Figures, findings: list[Finding], causes: Iterable[str]) -> Iterator[Metric]:
    act = any(finding.broken for finding in findings)
    yield _gauge("support_act", "1 if somebody must act", act)
    yield _gauge("support_held", "1 if nothing is sent until someone confirms", figures.held)
    yield _gauge(
        "support_oldest_unsent_seconds",
        "How long the oldest unsent message has waited since it was meant to go",
        max((each.age.total_seconds() for each in figures.unsent), default=0.0),
    )
    yield _unsent(figures.unsent)
    by_cause = Counter(finding.cause for finding in findings)
    counts = {cause: by_cause.get(cause, 0) for cause in (*causes, *by_cause)}
    yield _gauges("support_findings", "What doctor finds, by cause", "cause", counts)
    yield _gauges("support_jobs", "Jobs by state", "state", figures.jobs)
    help_text = "What the last audit found without a next step"
    yield _gauges("support_overdue", help_text, "audit", figures.overdue)
    age = figures.audited.total_seconds() if figures.audited is not None else None
    yield _gauge("support_audit_age_seconds", "How long ago the last audit was", age)


def _of_processes(said: Heartbeats) -> Iterator[Metric]:
    yield _gauge("support_workers_alive", "Processes that carry out all jobs", said.workers)
    alive = GaugeMetricFamily(
        "support_processes_alive", "Processes that announce themselves", labels=["kind", "version"]
    )
    for (kind, version), count in said.alive.items():
        alive.add_metric([kind, version], count)
    yield alive
    ages = GaugeMetricFamily(
        "support_heartbeat_age_seconds",
        "How long ago a process of a kind announced itself last",
        labels=["kind"],
    )
    for kind, age in said.newest.items():
        ages.add_metric([kind], max(0.0, age.total_seconds()))
    yield ages
    offset = said.clock_offset_ms / 1000
    help_text = "How far the clock of a host is from the database's, at most"
    yield _gauge("support_clock_offset_seconds", help_text, offset)


def _here(here: OfThisProcess) -> Iterator[Metric]:
    yield _gauge("support_ready", "1 if this process can serve", here.serving)
    help_text = "How long the shortest unit of work takes this process"
    yield _gauge("support_database_seconds", help_text, here.database_s)
    help_text = "Free space of this process's disks, by the setting that names a file there"
    yield _gauges("support_disk_free_bytes", help_text, "setting", here.free_bytes)
    limited = CounterMetricFamily(
        "support_requests_limited",
        "Requests that this process turned away, since too many of their address were refused",
        labels=["path"],
    )
    for path, count in here.limited.items():
        limited.add_metric([path], count)
    yield limited


def _waits(waits: Iterable[tuple[timedelta | None, int]]) -> Metric:
    buckets = [
        (f"{bound // timedelta(minutes=1)}" if bound else "+Inf", float(count))
        for bound, count in waits
    ]
    family = HistogramMetricFamily(
        "support_wait_for_yes_minutes",
        "How long requests waited for somebody to take them; a week late, rounded down",
    )
    if buckets:
        # There is no sum: with it, the wait of a single request could be worked out.
        family.add_metric([], buckets, None)
    return family


def _counts(figures: Figures) -> Iterator[Metric]:
    sends = CounterMetricFamily(
        "support_sends", "Attempts to send, by result", labels=["platform", "result"]
    )
    last = GaugeMetricFamily(
        "support_last_sent_timestamp_seconds", "When a message was last sent", labels=["platform"]
    )
    refused = CounterMetricFamily(
        "support_deliveries_refused",
        "Deliveries of a platform that were refused, by what differed",
        labels=["platform", "reason"],
    )
    reports = CounterMetricFamily(
        "support_reports_refused",
        "Reports of a source that were refused, by what differed",
        labels=["source", "reason"],
    )
    for row in figures.counts:
        match row.topic:
            case Topic.SENT:
                sends.add_metric([row.about, "delivered"], row.count)
                last.add_metric([row.about], row.last_at.timestamp())
            case Topic.NOT_SENT:
                sends.add_metric([row.about, row.code], row.count)
            case Topic.REFUSED:
                refused.add_metric([row.about, row.code], row.count)
            case Topic.INTAKE:
                reports.add_metric([row.about, row.code], row.count)
            case _:
                continue
    yield from (sends, last, refused, reports)


def _unsent(found: Iterable[Unsent]) -> Metric:
    ages = GaugeMetricFamily(
        "support_unsent_age_seconds",
        "How long the oldest unsent message of a kind has waited since it was meant to go",
        labels=["platform", "message"],
    )
    for each in found:
        ages.add_metric([each.platform, each.message], each.age.total_seconds())
    return ages


def _gauge(name: str, text: str, value: float | None) -> Metric:
    """A gauge; one that nobody knows now is named all the same, without a value."""
    return GaugeMetricFamily(name, text, value=value)


def _gauges(name: str, text: str, label: str, values: Mapping[str, int]) -> Metric:
    family = GaugeMetricFamily(name, text, labels=[label])
    for key, value in values.items():
        family.add_metric([key], value)
    return family
