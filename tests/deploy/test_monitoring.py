"""Alert rules and dashboard, held against the metrics that the program serves."""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml
from prometheus_client.parser import text_string_to_metric_families

from bot.core.jobs import Recipient
from tests.adapters.health.ward import Ward, a_ward
from tests.deploy.starts import DEPLOY
from tests.some import some

MONITORING = DEPLOY / "monitoring"
RULES: list[dict[str, Any]] = [
    rule
    for group in yaml.safe_load((MONITORING / "alerts.yml").read_text("utf-8"))["groups"]
    for rule in group["rules"]
]
DASHBOARD: dict[str, Any] = json.loads((MONITORING / "dashboard.json").read_text("utf-8"))
SERIES = re.compile(r"(support_[a-z_]+)(?:\{([^}]*)\})?")
LABEL = re.compile(r'([a-z]+)(?:=~|!=|=)"')
BY = re.compile(r"by \(([^)]*)\)")
SHOWN = re.compile(r"\{\{ ?(?:\$labels\.)?([a-z]+) ?\}\}")
CHANNEL = Recipient.channel("claims", "slack")
ADDED = {"instance", "le"}
"""Labels that Prometheus adds, or that every histogram has."""


@dataclass(frozen=True)
class Served:
    """The names of what is served, with the labels of each."""

    labels: dict[str, set[str]]

    @classmethod
    def read(cls, text: str) -> "Served":
        found: dict[str, set[str]] = {}
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                found.setdefault(sample.name, set()).update(sample.labels)
        return cls(found)


def expressions() -> list[tuple[str, str]]:
    """Each expression, with the text that shows its labels."""
    rules = [(rule["expr"], rule["annotations"]["summary"]) for rule in RULES]
    panels = [
        (target["expr"], target["legendFormat"])
        for panel in DASHBOARD["panels"]
        for target in panel["targets"]
    ]
    return [*rules, *panels]


async def everything_happens(ward: Ward) -> None:
    """Let each metric have a sample: something is sent, refused, and waits."""
    await ward.parts.plan()
    await ward.post(CHANNEL)
    await ward.minute()
    ward.slack.fail_next("chat.postMessage", "account_inactive", times=9)
    await ward.post(CHANNEL)
    await ward.delivers(secret="x" * 32)
    await ward.reports(b"x" * 32)
    ward.parts.limits.burst = 0
    await ward.public.get("/a-guess", headers={"X-Forwarded-For": "203.0.113.7"})
    await ward.minute()


@pytest.fixture
async def served(tmp_path: Path) -> Served:
    """What a deployment serves in which everything happened once."""
    async with a_ward(tmp_path) as ward:
        await everything_happens(ward)
        return Served.read(await ward.metrics())


async def test_every_metric_and_label_of_rules_and_dashboard_is_served(served: Served) -> None:
    for expression, shown in some(expressions()):
        named = SERIES.findall(expression)
        labels = set[str]()
        for name, chosen in some(named):
            assert name in served.labels, expression
            assert set(LABEL.findall(chosen)) <= served.labels[name] | ADDED, expression
            labels |= served.labels[name]
        grouped = {each.strip() for group in BY.findall(expression) for each in group.split(",")}
        assert grouped <= labels | ADDED, expression
        assert set(SHOWN.findall(shown)) <= grouped | ADDED, expression


async def test_every_metric_that_is_served_is_shown_on_the_dashboard_or_rings(
    served: Served,
) -> None:
    named = {name for expression, _ in expressions() for name, _ in SERIES.findall(expression)}
    assert set(served.labels) <= named


def test_every_alert_says_whether_it_wakes_somebody_and_is_tried_by_promtool() -> None:
    assert {rule["labels"]["severity"] for rule in RULES} == {"page", "ticket"}
    tried = yaml.safe_load((MONITORING / "alerts_test.yml").read_text("utf-8"))["tests"]
    fires: dict[str, set[bool]] = {}
    for case in tried:
        for each in case["alert_rule_test"]:
            fires.setdefault(each["alertname"], set()).add(bool(each["exp_alerts"]))
    assert fires == {rule["alert"]: {True, False} for rule in RULES}


def test_the_dashboard_asks_whatever_prometheus_is_chosen() -> None:
    [chosen] = DASHBOARD["templating"]["list"]
    for panel in some(DASHBOARD["panels"]):
        assert panel["datasource"]["uid"] == f"${{{chosen['name']}}}"
        assert panel["description"]
    ids = [panel["id"] for panel in DASHBOARD["panels"]]
    assert len(ids) == len(set(ids))


def test_every_alert_has_a_line_about_what_to_look_at_first() -> None:
    page = (DEPLOY.parent / "docs" / "it" / "monitoring.md").read_text("utf-8")
    told = set(re.findall(r"`(Support\w+)`", page.partition("## When it rings")[2]))
    assert told == {rule["alert"] for rule in RULES}


async def test_every_metric_that_is_served_is_explained(served: Served) -> None:
    page = (DEPLOY.parent / "docs" / "it" / "monitoring.md").read_text("utf-8")
    told = set(re.findall(r"`(support_[a-z_]+)", page))
    assert {name.removesuffix("_bucket") for name in served.labels} <= told
