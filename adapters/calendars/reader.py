"""Has calendars parsed in a process of their own, which is ended if one takes too long.

What a hospital publishes can make the libraries run for ever or take all memory. In a process
apart, that costs this one calendar, and never the service.
"""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress
from datetime import datetime
from typing import Any

from adapters.calendars.faults import TOO_HEAVY, CalendarFault
from adapters.calendars.parser import CalendarRead, Entry, How
from adapters.calendars.reader_process import LENGTH
from bot.programme import Window

DEADLINE_S = 240.0
"""How long parsing one calendar may take, for a process that does not compute but hangs.

One that computes is ended sooner, by ``reader_process.CALENDAR_S``.
"""


class CalendarReader:
    """Parses one calendar after the other in one process, which is started when it is needed."""

    def __init__(self, deadline_s: float = DEADLINE_S) -> None:
        self.deadline_s = deadline_s
        self._turn = asyncio.Lock()
        self._process: Process | None = None

    @property
    def pid(self) -> int | None:
        """The number of the present process; ``None`` if there is none."""
        return self._process.pid if self._process else None

    async def read(
        self,
        body: bytes,
        zone: str,
        window: Window,
        how: How = How(),  # noqa: B008 - it cannot change
    ) -> CalendarRead:
        """Parse a calendar as ``read_calendar`` does.

        Raises ``CalendarFault`` as that does, and if it takes too much time or memory.
        """
        asked = {
            "zone": zone,
            "starts": window.starts.isoformat(),
            "ends": window.ends.isoformat(),
            "longest": how.longest.total_seconds(),
            "titles": how.titles,
            "all_day": [each.isoformat() for each in how.all_day or ()],
        }
        async with self._turn:
            answered = False
            try:
                async with asyncio.timeout(self.deadline_s):
                    said = await self._ask(json.dumps(asked).encode(), body)
                answered = True
            except (TimeoutError, asyncio.IncompleteReadError, ConnectionError) as fault:
                raise CalendarFault(TOO_HEAVY) from fault
            finally:
                # Whoever stopped half-way would get the answer that was meant for another.
                if not answered:
                    await self._end()
        return _unpacked(said)

    async def close(self) -> None:
        """End the process, if there is one; the next calendar starts another."""
        async with self._turn:
            await self._end()

    async def _ask(self, request: bytes, body: bytes) -> dict[str, Any]:
        process = await self._running()
        into, out = process.stdin, process.stdout
        if into is None or out is None:
            raise ConnectionError
        for part in (request, body):
            into.write(LENGTH.pack(len(part)) + part)
        await into.drain()
        (length,) = LENGTH.unpack(await out.readexactly(LENGTH.size))
        said: dict[str, Any] = json.loads(await out.readexactly(length))
        return said

    async def _running(self) -> Process:
        if self._process is None or self._process.returncode is not None:
            # It ends when its input is closed, which it is when this process ends.
            self._process = await asyncio.create_subprocess_exec(  # noqa: TID251
                *(sys.executable, "-P", "-m", "adapters.calendars.reader_process"),
                stdin=PIPE,
                stdout=PIPE,
                # A traceback may quote the calendar.
                stderr=DEVNULL,
                # The service's own environment holds its keys.
                env={"PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
            )
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


def _unpacked(said: dict[str, Any]) -> CalendarRead:
    if "fault" in said:
        raise CalendarFault(said["fault"])
    entries = [
        Entry(tuple(emails), datetime.fromisoformat(starts), datetime.fromisoformat(ends), title)
        for emails, starts, ends, title in said["entries"]
    ]
    return CalendarRead(entries, said["passed_over"])
