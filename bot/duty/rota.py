"""Computes turns from the playbook's rotas, calendars, people's own weeks, and changes."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core.clock import in_zone
from bot.core.people import Person
from bot.core.storage import Work
from bot.duty.model import CalendarTurn, DutyWeek, TurnChange
from bot.duty.turns import DAYS, Turn, Weekly, overlap, unrolled
from bot.programme import Window, current, zone_of
from bot.programme.model import Area, Programme

AHEAD = timedelta(days=14)
"""How far ahead turns are shown."""


def ahead(work: Work) -> Window:
    """Return the window of the next two weeks."""
    return Window(work.now, work.now + AHEAD)


async def turns_in(work: Work, within: Window, only: Collection[str] | None = None) -> list[Turn]:
    """Return everybody's turns, or some people's, that overlap a window, in order of their start.

    Turns of people who are away, or who take no such requests, are left out.
    """
    programme = await current(work)
    records = work.of(DutyWeek)
    found = await (
        records.find() if only is None else records.find(DutyWeek.reference.one_of(only))
    )
    weeks = {week.reference: week for week in found}
    served = _served(programme)
    people = await _people(work, served, weeks, only)
    changes = await work.of(TurnChange).find()
    planned = await _planned(work, programme, weeks, people, within)
    turns = [
        turn
        for turn in _changed(planned, changes)
        if overlap(turn.window, within)
        and turn.person in people
        and _serves(served, turn.person, turn.option, turn.area)
        and not _is_away(weeks.get(turn.person), people[turn.person], turn)
    ]
    return sorted(turns, key=lambda turn: (turn.starts, turn.option, turn.area, turn.person))


async def turns_of(work: Work, person: str, within: Window) -> list[Turn]:
    """Return the turns of one person (by reference)."""
    return await turns_in(work, within, (person,))


async def is_planned(work: Work, change: TurnChange) -> bool:
    """Return whether a turn was taken, or is still in a rota (even if its holder is away)."""
    if change.by is not None:
        return True
    programme = await current(work)
    weeks = {
        week.reference: week
        for week in await work.of(DutyWeek).find(DutyWeek.reference.is_(change.of))
    }
    people = await _people(work, _served(programme), weeks, (change.of,))
    within = Window(change.starts, change.ends)
    planned = await _planned(work, programme, weeks, people, within)
    return any(turn.origin == change_origin(change) for turn in planned)


def change_origin(change: TurnChange) -> tuple[str, str, str, datetime]:
    """Return what identifies the turn of a change, like ``Turn.origin``."""
    return change.of, change.option, change.area, change.starts


def serves(programme: Programme, person: str, kind: str, area: str) -> bool:
    """Return whether a person takes requests of a kind in an area (any area if empty)."""
    return _serves(_served(programme), person, kind, area)


def is_for(turn: Turn, area: Area, kind: str, takers: Collection[str]) -> bool:
    """Return whether a turn covers an area and a support kind with these takers."""
    return turn.option == kind and turn.area in {"", area.key} and turn.person in takers


Served = Mapping[tuple[str, str], frozenset[str]]
"""The keys of the areas in which a person takes requests of a support kind."""


def _served(programme: Programme) -> Served:
    found: dict[tuple[str, str], set[str]] = {}
    for area in programme.areas:
        for kind in programme.supports:
            for person in programme.takers(area, kind.key):
                found.setdefault((person, kind.key), set()).add(area.key)
    return {key: frozenset(areas) for key, areas in found.items()}


def _serves(served: Served, person: str, kind: str, area: str) -> bool:
    areas = served.get((person, kind), frozenset())
    return area in areas if area else bool(areas)


async def _people(
    work: Work, served: Served, weeks: Mapping[str, DutyWeek], only: Collection[str] | None
) -> dict[str, Person]:
    everybody = {*weeks, *(person for person, _ in served)}
    references = everybody if only is None else only
    found = await work.of(Person).find(
        Person.reference.one_of(tuple(references)), Person.active.is_(True)
    )
    return {person.reference: person for person in found}


async def _planned(
    work: Work,
    programme: Programme,
    weeks: Mapping[str, DutyWeek],
    people: Mapping[str, Person],
    within: Window,
) -> list[Turn]:
    windows = _Unrolled(within)
    turns = [*_of_rotas(programme, windows, people), *_of_weeks(programme, weeks, people, windows)]
    read = {rota.key for rota in programme.rotas if rota.calendar}
    turns += [
        Turn(row.person, row.option, row.area, row.starts, row.ends)
        for row in (await _read_rows(work, people, within) if read else ())
        if f"{row.area}:{row.option}" in read
    ]
    # A turn that is in the playbook and in a calendar counts once.
    return list({turn.origin: turn for turn in turns}.values())


async def _read_rows(
    work: Work, people: Mapping[str, Person], within: Window
) -> list[CalendarTurn]:
    # Always of the next weeks, so that whoever asks for a shorter time reads nothing more.
    return await work.of(CalendarTurn).find(
        CalendarTurn.person.one_of(tuple(people)),
        CalendarTurn.starts.at_most(max(within.ends, work.now + AHEAD)),
        CalendarTurn.ends.at_least(min(within.starts, work.now)),
    )


class _Unrolled:
    """Caches the windows of each weekly pattern, because many people share one."""

    def __init__(self, within: Window) -> None:
        self._within = within
        self._known: dict[tuple[Weekly, frozenset[str]], list[Window]] = {}

    def of(self, weekly: Weekly, holidays: Iterable[str]) -> list[Window]:
        key = (weekly, frozenset(holidays))
        if key not in self._known:
            self._known[key] = list(unrolled(weekly, self._within, key[1]))
        return self._known[key]


def _of_rotas(programme: Programme, weeks: _Unrolled, only: Collection[str]) -> Iterator[Turn]:
    for rota in programme.rotas:
        there = programme.within(rota.area)
        holidays = there.hours_for(rota.option).holidays
        for each in rota.turns:
            if each.person not in only:
                continue
            weekly = Weekly(each.days or DAYS, each.starts, each.ends, there.zone)
            for window in weeks.of(weekly, holidays):
                yield Turn(each.person, rota.option, rota.area, window.starts, window.ends)


def _of_weeks(
    programme: Programme,
    weeks: Mapping[str, DutyWeek],
    people: Mapping[str, Person],
    windows: _Unrolled,
) -> Iterator[Turn]:
    served, there = _served(programme), {a.key: programme.within(a.key) for a in programme.areas}
    for reference, week in weeks.items():
        person = people.get(reference)
        if person is None or not week.days:
            continue
        hours = time.fromisoformat(week.starts), time.fromisoformat(week.ends)
        weekly = Weekly(week.days, *hours, zone_of(person, None))
        for kind in programme.supports:
            areas = served.get((reference, kind.key), frozenset())
            if areas:
                # A day is free only if it is a holiday in all of their areas.
                days = (frozenset(there[key].hours_for(kind.key).holidays) for key in areas)
                for window in windows.of(weekly, frozenset.intersection(*days)):
                    yield Turn(reference, kind.key, "", window.starts, window.ends)


def _changed(planned: list[Turn], changes: list[TurnChange]) -> Iterator[Turn]:
    """Apply the changes to the planned turns; a taken turn stays with its taker."""
    by_origin = {change_origin(change): change for change in changes}
    for turn in planned:
        change = by_origin.get(turn.origin)
        if change is None:
            yield turn
        elif change.by is None:
            yield replace(turn, offered=change.offered)
    for each in changes:
        if each.by is not None:
            turn = Turn(each.by, each.option, each.area, each.starts, each.ends, of=each.of)
            yield replace(turn, offered=each.offered)


def _is_away(week: DutyWeek | None, person: Person, turn: Turn) -> bool:
    if week is None:
        return False
    return week.is_away_on(in_zone(turn.starts, zone_of(person, None)).date().isoformat())
