"""The process that parses calendars; ``reader`` starts it, and ends it if it takes too long.

It reads requests from its input until that is closed, and answers each on its output. It gets no
secret of the service, and only so much memory. Messages: eight bytes of length, then the message.
A request is a JSON object and then the calendar itself; an answer is a JSON object.
"""

import json
import os
import resource
import signal
import struct
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, time, timedelta
from pathlib import Path
from types import FrameType
from typing import Any, BinaryIO

from adapters.calendars.faults import TOO_HEAVY, CalendarFault
from adapters.calendars.parser import CalendarRead, How, TooLong, read_calendar
from bot.programme import Window

LENGTH = struct.Struct(">Q")
MEMORY = 1024 * 1024 * 1024
"""How many bytes of memory the process may have."""

SERIES_S = 2.0
"""How many seconds of computing one series may take."""

CALENDAR_S = 90
"""How many seconds of computing one calendar may take, even if nobody is left to end this."""


def main() -> None:
    """Answer requests until the input is closed."""
    _confine()
    while (request := _next(sys.stdin.buffer)) is not None:
        body = _next(sys.stdin.buffer)
        used = resource.getrusage(resource.RUSAGE_SELF)
        _at_most(resource.RLIMIT_CPU, int(used.ru_utime + used.ru_stime) + CALENDAR_S)
        answer = json.dumps(_answer(json.loads(request), body or b"")).encode()
        sys.stdout.buffer.write(LENGTH.pack(len(answer)) + answer)
        sys.stdout.buffer.flush()


def _answer(asked: dict[str, Any], body: bytes) -> dict[str, Any]:
    window = Window(*(datetime.fromisoformat(asked[name]) for name in ("starts", "ends")))
    hours = [time.fromisoformat(each) for each in asked["all_day"]]
    how = How(
        longest=timedelta(seconds=asked["longest"]),
        titles=asked["titles"],
        all_day=(hours[0], hours[1]) if hours else None,
    )
    try:
        found = read_calendar(body, asked["zone"], window, how, series_limit)
    except CalendarFault as fault:
        return {"fault": fault.word}
    except MemoryError:
        return {"fault": TOO_HEAVY}
    return _packed(found)


def _packed(found: CalendarRead) -> dict[str, Any]:
    entries = [
        [each.emails, each.starts.isoformat(), each.ends.isoformat(), each.title]
        for each in found.entries
    ]
    return {"entries": entries, "passed_over": found.passed_over}


@contextmanager
def series_limit() -> Iterator[None]:
    """Raise ``TooLong`` after ``SERIES_S`` seconds of computing."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise TooLong

    signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, SERIES_S)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)


def _confine() -> None:
    """Limit the memory, and have the system end this process first if all memory is used."""
    _at_most(resource.RLIMIT_AS, MEMORY)
    _at_most(resource.RLIMIT_CORE, 0)
    with suppress(OSError):
        Path(f"/proc/{os.getpid()}/oom_score_adj").write_text("1000", "ascii")


def _at_most(what: int, amount: int) -> None:
    """Set a limit of this process, the system's own at most; some systems lack some limits."""
    hard = resource.getrlimit(what)[1]
    with suppress(OSError, ValueError):
        resource.setrlimit(what, (amount, hard))


def _next(stream: BinaryIO) -> bytes | None:
    """The next message; ``None`` when the input was closed."""
    head = stream.read(LENGTH.size)
    if len(head) < LENGTH.size:
        return None
    return stream.read(LENGTH.unpack(head)[0])


if __name__ == "__main__":
    main()
