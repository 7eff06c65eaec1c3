import ast
import io
import json
import logging
import sys
import warnings
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Any

import pytest

from adapters import logs
from tests import programs
from tests.adapters import draw_logs

ROOT = Path(__file__).parents[2]
CANARY = "Maria Canary"


class State(StrEnum):
    OPEN = "open"


class HomeMadeError(Exception):
    pass


@pytest.fixture(autouse=True)
def _the_log_as_it_was() -> Iterator[None]:
    root, access = logging.getLogger(), logging.getLogger("aiohttp.access")
    before = (root.handlers[:], root.level, logging.raiseExceptions, sys.excepthook)
    # Slack's adapter quiets its SDK as soon as it is imported, which another test may have done.
    sdk = logging.getLogger("slack_bolt")
    quieted = sdk.level
    sdk.setLevel(logging.NOTSET)
    quiet = [logging.getLogger(name) for name in ("alembic", "apscheduler")]
    levels = [library.level for library in quiet]
    yield
    for library, level in zip(quiet, levels, strict=True):
        library.setLevel(level)
    sdk.setLevel(quieted)
    logging.captureWarnings(capture=False)
    access.disabled = False
    root.handlers[:], root.level, logging.raiseExceptions, sys.excepthook = before


@pytest.fixture
def written() -> io.StringIO:
    stream = io.StringIO()
    logs.configure("json", stream, logging.DEBUG)
    return stream


def only_line(stream: io.StringIO) -> dict[str, Any]:
    (line,) = stream.getvalue().splitlines()
    parsed: dict[str, Any] = json.loads(line)
    return parsed


OURS = logging.getLogger("bot.core.worker")


def test_a_line_is_an_event_name_and_references(written: io.StringIO) -> None:
    OURS.info("request_claimed", extra={"request": "r7k2", "attempt": 2, "state": State.OPEN})
    line = only_line(written)
    assert line.pop("time").endswith("+00:00")
    assert line == {
        "level": "info",
        "event": "request_claimed",
        "logger": "bot.core.worker",
        "attempt": 2,
        "request": "r7k2",
        "state": "open",
    }


def test_text_is_the_same_line_for_the_eye() -> None:
    stream = io.StringIO()
    logs.configure("text", stream)
    OURS.warning("lease_lost", extra={"job": "j4"})
    assert (
        stream.getvalue().partition(" ")[2] == "warning lease_lost logger=bot.core.worker job=j4\n"
    )


def test_a_value_that_is_no_reference_is_withheld(written: io.StringIO) -> None:
    OURS.info("request_claimed", extra={"person": CANARY, "request": CANARY, "count": [CANARY]})
    line = only_line(written)
    assert (line["request"], line["count"], line["withheld"]) == ("withheld", "withheld", 1)
    assert "Canary" not in written.getvalue()


@pytest.mark.parametrize(("error", "shown"), [("KeyError", "KeyError"), ("no:such", "withheld")])
def test_an_error_named_by_hand_is_a_class_name(
    written: io.StringIO, error: str, shown: str
) -> None:
    OURS.error("job_failed", extra={"error": error})
    assert only_line(written)["error"] == shown


@pytest.mark.parametrize(
    ("name", "message", "values"),
    [
        ("bot.core.worker", f"claimed by {CANARY}", ()),
        ("bot.core.worker", "claimed_by_%s", (CANARY,)),
        ("sqlalchemy.engine", "INSERT %s", (CANARY,)),
        ("slack_bolt", "maria_canary", ()),
    ],
)
def test_a_sentence_is_never_written(
    written: io.StringIO, name: str, message: str, values: tuple[str, ...]
) -> None:
    logging.getLogger(name).warning(message, *values, extra={"reference": "canary"})
    assert only_line(written)["event"] == "library_message"
    assert "canary" not in written.getvalue().lower()


def test_an_error_is_written_by_class_and_place_never_by_its_words(written: io.StringIO) -> None:
    try:
        try:
            raise KeyError(CANARY)
        except KeyError as cause:
            raise HomeMadeError(CANARY) from cause
    except HomeMadeError as error:
        place = error.__traceback__
        OURS.exception("job_failed", extra={"job": "j4"}, stack_info=True)
    assert place
    line = only_line(written)
    assert (line["error"], line["cause"]) == ("HomeMadeError", "KeyError")
    assert line["at"] == f"{__name__}:{place.tb_lineno}"
    assert "Canary" not in written.getvalue()


def test_a_warning_goes_the_same_way(written: io.StringIO) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("always")
        logging.captureWarnings(capture=True)
        warnings.warn(CANARY, stacklevel=1)
        logging.captureWarnings(capture=False)
    assert only_line(written)["event"] == "library_message"
    assert "Canary" not in written.getvalue()


def test_a_library_that_logs_every_step_is_not_written() -> None:
    stream = io.StringIO()
    logs.configure("json", stream)
    for library in ("alembic.runtime.migration", "apscheduler.scheduler"):
        logging.getLogger(library).info("one step")
        logging.getLogger(library).error("a fault")
    assert [json.loads(line)["level"] for line in stream.getvalue().splitlines()] == ["error"] * 2


def test_who_called_is_not_logged(written: io.StringIO) -> None:
    logging.getLogger("aiohttp.access").info("request")
    assert written.getvalue() == ""


def test_a_crash_says_its_class_and_place_and_no_more() -> None:
    program = f"from adapters import logs\nlogs.configure('json')\nraise ValueError({CANARY!r})"
    run = programs.run(sys.executable, "-c", program, cwd=ROOT)
    line = json.loads(run.stderr)
    assert run.returncode == 1
    assert (line["event"], line["error"], line["at"]) == ("crashed", "ValueError", "__main__:3")
    assert "Canary" not in run.stderr


def test_every_log_call_names_its_event_and_only_listed_fields() -> None:
    """The formatter would withhold the rest in silence; here it is said aloud."""
    faults = [
        f"{path.relative_to(ROOT)}:{call.lineno}"
        for folder in ("adapters", "bot")
        for path in sorted((ROOT / folder).rglob("*.py"))
        for call in _log_calls(ast.parse(path.read_text("utf-8")))
        if not _is_plain(call)
    ]
    assert faults == []


def _log_calls(tree: ast.AST) -> Iterator[ast.Call]:
    levels = {"debug", "info", "warning", "error", "exception", "critical"}
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="log" | "logger"), attr=level)):
                if level in levels:
                    yield node


def _is_plain(call: ast.Call) -> bool:
    match call.args:
        case [ast.Constant(value=str(event))] if event.replace("_", "").isalnum():
            pass
        case _:
            return False
    for keyword in call.keywords:
        match keyword:
            case ast.keyword(arg="exc_info"):
                pass
            case ast.keyword(arg="extra", value=ast.Dict(keys=keys)):
                names = [key.value for key in keys if isinstance(key, ast.Constant)]
                if len(names) < len(keys) or not logs.FIELDS.issuperset(names):
                    return False
            case _:
                return False
    return True


def test_every_event_is_explained_and_nothing_else() -> None:
    assert set(draw_logs.meanings()) == set(draw_logs.events())


def test_the_page_of_events_is_up_to_date() -> None:
    assert draw_logs.PLACE.read_text("utf-8") == draw_logs.page(), "run make states"
