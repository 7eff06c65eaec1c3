"""The log: event names and references only, without personal data.

Our modules write ``log.warning("lease_lost", extra={"job": job.reference})``. The formatter
writes only the event name, the fields listed here, and values that look like a reference. It
omits the messages of other libraries, and writes an exception only as its class and origin,
because both could contain personal data.
"""

import json
import logging
import re
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from enum import Enum
from itertools import islice
from pathlib import Path
from traceback import walk_tb
from types import TracebackType
from typing import Literal, TextIO

FIELDS = frozenset(
    {
        # the subject, by reference
        "adverse_event",
        "care",
        "check_in",
        "delivery",
        "follow_up",
        "installation",
        "job",
        "key",
        "lease",
        "reference",
        "request",
        "subject",
        "time_out",
        # the part of the program
        "audit",
        "command",
        "database",
        "kind",
        "platform",
        "port",
        "route",
        "screen",
        "source",
        "worker",
        "zone",
        # the state
        "attempt",
        "count",
        "error",  # the class of an exception, never its text
        "reason",
        "retry_after",
        "revision",
        "seconds",
        "state",
        "status",
        "version",
    }
)
"""All permitted field names; none is for a person, account, unit or text."""

WITHHELD = "withheld"
"""Replaces a value that does not look like a reference."""

FOREIGN = "library_message"
"""The event name of a message from another library."""

FRAMES = 6
"""How many frames of a traceback are written, the innermost first."""

_EVENT = re.compile(r"[a-z][a-z0-9_]{0,63}")
_REFERENCE = re.compile(r"[A-Za-z0-9_.:/+-]{1,80}")
_OURS = ("adapters", "bot", "__main__")
# The attributes of every log record; all others come from ``extra``.
_STANDARD = frozenset(vars(logging.makeLogRecord({}))) | {"asctime", "message", "taskName"}

Value = str | int | float | bool | None


def configure(
    log_format: Literal["json", "text"], stream: TextIO | None = None, level: int = logging.INFO
) -> None:
    """Send all logs, warnings and crashes through the safe formatter to standard error.

    Call this once at the start; a second call replaces the first.
    """
    handler = logging.StreamHandler(stream)
    handler.setFormatter(SafeFormatter(log_format))
    logging.basicConfig(level=level, handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    logging.raiseExceptions = False  # otherwise a faulty log call prints its values
    # They log every step, and their messages are omitted anyway.
    for library in ("alembic", "apscheduler"):
        logging.getLogger(library).setLevel(logging.WARNING)
    # IP addresses and user agents are personal data.
    logging.getLogger("aiohttp.access").disabled = True
    sys.excepthook = _crashed


class SafeFormatter(logging.Formatter):
    """Formats a record as one line of JSON or ``name=value`` pairs, without personal data."""

    def __init__(self, log_format: Literal["json", "text"]) -> None:
        super().__init__()
        self._as_json = log_format == "json"

    def format(self, record: logging.LogRecord) -> str:
        line = dict(_line(record))
        if self._as_json:
            return json.dumps(line)
        head = f"{line.pop('time')} {line.pop('level')} {line.pop('event')}"
        return " ".join([head, *(f"{name}={value}" for name, value in line.items())])


def _line(record: logging.LogRecord) -> Iterator[tuple[str, Value]]:
    event = _event(record)
    yield "time", datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
    yield "level", record.levelname.lower()
    yield "event", event
    yield "logger", record.name if _REFERENCE.fullmatch(record.name) else WITHHELD
    if event != FOREIGN:
        yield from _fields(vars(record))
    if isinstance(record.exc_info, tuple) and record.exc_info[1] is not None:
        yield from _error(record.exc_info[1])


def _event(record: logging.LogRecord) -> str:
    """The record's event name if one of our modules logged it without arguments."""
    ours = record.name.partition(".")[0] in _OURS
    fixed = isinstance(record.msg, str) and _EVENT.fullmatch(record.msg) and not record.args
    return str(record.msg) if ours and fixed else FOREIGN


def _fields(extra: Mapping[str, object]) -> Iterator[tuple[str, Value]]:
    for name in sorted(extra.keys() & FIELDS):
        plain = _safe(extra[name])
        yield name, WITHHELD if name == "error" and not str(plain).isidentifier() else plain
    if unlisted := extra.keys() - FIELDS - _STANDARD:
        yield WITHHELD, len(unlisted)


def _safe(value: object) -> Value:
    if isinstance(value, Enum):
        value = value.value
    if value is None or isinstance(value, bool | int | float):
        return value
    return value if isinstance(value, str) and _REFERENCE.fullmatch(value) else WITHHELD


def _error(error: BaseException) -> Iterator[tuple[str, Value]]:
    yield "error", type(error).__name__
    if cause := error.__cause__ or error.__context__:
        yield "cause", type(cause).__name__
    if places := list(_places(error)):
        yield "at", "<".join(islice(reversed(places), FRAMES))


def _places(error: BaseException) -> Iterator[str]:
    """``module:line`` of each frame of the traceback, the outermost first."""
    for frame, line in walk_tb(error.__traceback__):
        module = frame.f_globals.get("__name__") or Path(frame.f_code.co_filename).stem
        yield f"{module}:{line}"


def _crashed(
    kind: type[BaseException], error: BaseException, traceback: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    logger = logging.getLogger(__name__)
    logger.critical("crashed", exc_info=(kind, error, traceback))
