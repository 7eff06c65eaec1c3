"""Reads every calendar of the playbook regularly, beside the worker's other duties."""

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from typing import Self

from adapters.calendars.faults import NO_CALENDAR, CalendarFault
from adapters.calendars.fetcher import Fetcher, Known
from adapters.calendars.parser import CalendarRead, How
from adapters.calendars.reader import CalendarReader
from bot.core.storage import Storage, Work, in_one_work
from bot.duty import keep_turns, rota_window
from bot.programme import (
    Calendar,
    Found,
    Window,
    address_of,
    claim_list,
    current,
    keep_scheduled_shifts,
    list_of_calendar,
    list_of_rota,
    looking_first,
    note_fault,
    scheduled_shift_window,
)
from bot.programme.model import Programme, Rota

LOOK_S = 15.0
"""How often to check whether a calendar is due."""

EVERY = timedelta(minutes=30)
"""How often each calendar is read."""

LONGEST_DUTY = timedelta(days=15)
"""A longer event is no turn of duty: people are on call for a week, or two."""

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Kept:
    """The last download, used when the server says that nothing has changed."""

    address: str
    known: Known
    body: bytes


class Calendars:
    """Keeps people's shifts in step with the calendars; safe to run in several processes.

    ``ticks`` returns monotonic seconds.
    """

    def __init__(
        self, storage: Storage, fetcher: Fetcher, ticks: Callable[[], float] = time.monotonic
    ) -> None:
        self._storage = storage
        self._fetcher = fetcher
        self._reader = CalendarReader()
        self._ticks = ticks
        self._next = ticks()
        self._kept: dict[str, _Kept] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._reader.close()
        await self._fetcher.close()

    async def keep(self) -> int:
        """A slow duty of the worker: read the calendars that are due."""
        if self._ticks() >= self._next:
            self._next = self._ticks() + LOOK_S
            await self.read_due()
        return 0

    async def read_due(self) -> int:
        """Read the calendars that are due; returns how many could be read."""
        programme = await in_one_work(self._storage, current, reads_only=True)
        addresses = {each.address for each in programme.calendars}
        addresses |= {rota.calendar for rota in programme.rotas}
        self._kept = {name: kept for name, kept in self._kept.items() if kept.address in addresses}
        try:
            return await self._read_due(programme)
        finally:
            # Calendars are due every half hour; until then nothing of them is kept in memory.
            await self._reader.close()

    async def _read_due(self, programme: Programme) -> int:
        well = 0
        for calendar in programme.calendars:
            if await self._is_due(list_of_calendar(calendar.key)):
                well += await self._one(calendar)
        for rota in programme.rotas:
            if rota.calendar and await self._is_due(list_of_rota(rota.key)):
                well += await self._rota(rota, programme.within(rota.area).zone)
        return well

    async def _is_due(self, name: str) -> bool:
        claim = partial(claim_list, name=name, every=EVERY)
        return await looking_first(self._storage, claim)

    async def _one(self, calendar: Calendar) -> bool:
        """Read a calendar of shifts; returns whether that worked."""
        name = list_of_calendar(calendar.key)
        window = await in_one_work(self._storage, _window, reads_only=True)
        how = How(titles=bool(calendar.titles), all_day=calendar.all_day)
        read = await self._read(name, calendar.address, calendar.zone, window, how)
        if read is None:
            return False
        await keep_scheduled_shifts(self._storage, calendar, _found(read), window, read.passed_over)
        return True

    async def _rota(self, rota: Rota, zone: str) -> bool:
        """Read a calendar of duty turns; returns whether that worked."""
        window = await in_one_work(self._storage, _rota_window, reads_only=True)
        name = list_of_rota(rota.key)
        how = How(LONGEST_DUTY, titles=bool(rota.titles), all_day=rota.all_day)
        read = await self._read(name, rota.calendar, zone, window, how)
        if read is None:
            return False
        keep = partial(keep_turns, rota=rota, found=_found(read), passed_over=read.passed_over)
        await in_one_work(self._storage, keep)
        return True

    async def _read(
        self,
        name: str,
        address: str,
        zone: str,
        window: Window,
        how: How,
    ) -> CalendarRead | None:
        """Read one calendar; if that fails, record the fault and return ``None``."""
        try:
            opened = partial(address_of, text=address)
            clear = await in_one_work(self._storage, opened, reads_only=True)
            body = await self._body(name, address, clear)
            return await self._reader.read(body, zone, window, how)
        except CalendarFault as fault:
            word = fault.word
        except Exception as fault:  # noqa: BLE001 - one calendar must not stop the others
            # Log neither text nor traceback: they may quote the calendar.
            log.error("calendar_failed", extra={"error": type(fault).__name__})  # noqa: TRY400
            word = NO_CALENDAR
        log.warning("calendar_not_read", extra={"error": word})
        await in_one_work(self._storage, lambda work: note_fault(work, name, word))
        return None

    async def _body(self, name: str, address: str, clear: str) -> bytes:
        """The present calendar; kept only in memory, because it contains event titles."""
        kept = self._kept.get(name)
        if kept is not None and kept.address != address:
            kept = None
        fetched = await self._fetcher.fetch(clear, kept.known if kept else None)
        if fetched.body is None and kept is not None:
            return kept.body
        body = fetched.body or b""
        self._kept[name] = _Kept(address, fetched.known, body)
        return body


def _found(read: CalendarRead) -> tuple[Found, ...]:
    return tuple(Found(each.emails, each.starts, each.ends, each.title) for each in read.entries)


async def _window(work: Work) -> Window:
    return scheduled_shift_window(work.now)


async def _rota_window(work: Work) -> Window:
    return rota_window(work)
