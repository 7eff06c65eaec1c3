"""Fixtures for all tests, and the rule that a skipped test fails in CI."""

import gc
import os
import shutil
import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import hypothesis
import pytest

from adapters.gc_tuning import keep_for_good
from tests import forks, programs
from tests.patience import be_patient
from tests.postgres import Postgres, running_postgres
from tests.tied import end_with_parent

BROWSERS = ("chromium", "chromium-browser", "google-chrome")

CHROMIUM_FLAGS = (
    "--no-sandbox",  # the sandbox does not work as root
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    # Without these a browser asks for updates and lists of its own.
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)

# No deadline, as a slow machine is no fault. In CI the examples are the same every time.
hypothesis.settings.register_profile("here", deadline=None)
hypothesis.settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)


def in_ci() -> bool:
    return os.environ.get("CI", "").lower() in {"1", "true", "yes"}


hypothesis.settings.load_profile("ci" if in_ci() else "here")


RARELY = (700, 10, 100)
"""The garbage collector's thresholds: as they come, it takes a twelfth of the run."""


def pytest_configure(config: pytest.Config) -> None:
    """End a worker at once if its test run is killed, instead of after its test.

    What is imported for the tests is no garbage, so nothing looks for any meanwhile.
    """
    gc.disable()
    if hasattr(config, "workerinput"):
        end_with_parent(signal.SIGKILL)


def pytest_collection_finish() -> None:
    """Keep imports out of garbage collection, and lengthen the program's own time limits."""
    keep_for_good()
    gc.set_threshold(*RARELY)
    gc.enable()
    be_patient()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """In CI a skipped test is a failed one, unless it is ``optional`` or ``lacking``."""
    report = yield
    excused = any(item.get_closest_marker(name) for name in ("optional", "lacking"))
    allowed = excused or hasattr(report, "wasxfail")
    if report.skipped and in_ci() and not allowed:
        report.outcome = "failed"
        report.longrepr = f"{item.nodeid} was skipped, and in CI nothing is: {_why(report)}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report(
    collector: pytest.Collector,
) -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """In CI a module that skips itself is an error: none of its tests could be marked."""
    report = yield
    if report.skipped and in_ci():
        report.outcome = "failed"
        report.longrepr = f"{collector.nodeid} skipped itself, and in CI nothing is: {_why(report)}"
    return report


@pytest.hookimpl(trylast=True)
def pytest_runtest_teardown() -> None:
    """End the programs that a failed test left running."""
    programs.end_what_was_started()
    forks.end_what_was_forked()


def pytest_sessionfinish() -> None:
    """End what starts programs for the tests."""
    forks.end_servers()


def _why(report: pytest.TestReport | pytest.CollectReport) -> str:
    return report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Print which tests were left out, and why."""
    skipped = terminalreporter.getreports("skipped")
    for why in sorted({_why(report) for report in skipped}):
        number = sum(_why(report) == why for report in skipped)
        terminalreporter.write_line(f"LEFT OUT, {number} tests: {why}", yellow=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """The PostgreSQL server of this test run."""
    with running_postgres() as server:
        yield server


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The address of a fresh, empty PostgreSQL database."""
    url = postgres.create()
    yield url
    postgres.drop(url)


@pytest.fixture(scope="session")
def chromium_path() -> Path:
    """The browser of this machine, for playwright's ``executable_path``."""
    for name in BROWSERS:
        if found := shutil.which(name):
            return Path(found)
    pytest.skip(
        "No Chromium here. Run: apt-get install --no-install-recommends chromium libatomic1"
    )
