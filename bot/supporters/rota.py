"""Whose turn it is: the rotas of the playbook and of calendars, people's own weeks, and changes."""

from collections.abc import Iterator, Mapping
from datetime import datetime, time, timedelta

from bot.clock import in_zone
from bot.people import Person
from bot.programme import Window, current, zone_of
from bot.programme.model import Area, Option, Programme
from bot.storage import AnyOf, AtLeast, AtMost, Work
from bot.supporters.model import CalendarTurn, DutyWeek, TurnChange, areas_of
from bot.supporters.turns import DAYS, Turn, Weekly, overlap, unrolled

AHEAD = timedelta(days=14)
"""How far ahead turns are shown."""


def ahead(work: Work) -> Window:
    """The two weeks from now."""
    return Window(work.now, work.now + AHEAD)


async def turns_in(work: Work, within: Window, person: str | None = None) -> list[Turn]:
    """Everybody's turns (or one person's) that overlap a span of time, in order of their start.

    Left out are those of who does not take such requests (any more), and of who is away.
    """
    programme = await current(work)
    records = work.of(DutyWeek)
    found = await (records.find() if person is None else records.find(reference=person))
    weeks = {week.reference: week for week in found}
    people = await _people(work, programme, weeks, person)
    changes = await work.of(TurnChange).find()
    turns = [
        turn
        for turn in _changed(await _planned(work, programme, weeks, people, within), changes)
        if overlap(turn.window, within)
        and turn.person in people
        and serves(programme, turn.person, turn.option, turn.area)
        and not _is_away(weeks.get(turn.person), people[turn.person], turn)
    ]
    return sorted(turns, key=lambda turn: (turn.starts, turn.option, turn.area, turn.person))


async def turns_of(work: Work, person: str, within: Window) -> list[Turn]:
    """The turns of one person, by reference."""
    return await turns_in(work, within, person)


async def is_planned(work: Work, change: TurnChange) -> bool:
    """Whether a turn is still one by the rota, whoever is away; one that was taken stays one."""
    if change.by is not None:
        return True
    programme = await current(work)
    weeks = {week.reference: week for week in await work.of(DutyWeek).find(reference=change.of)}
    people = await _people(work, programme, weeks, change.of)
    within = Window(change.starts, change.ends)
    planned = await _planned(work, programme, weeks, people, within)
    return any(turn.origin == change_origin(change) for turn in planned)


def change_origin(change: TurnChange) -> tuple[str, Option, str, datetime]:
    """What tells the turn of a change from others, as ``Turn.origin`` does."""
    return change.of, change.option, change.area, change.starts


def serves(programme: Programme, person: str, option: Option, area: str) -> bool:
    """Whether a person takes requests for an option in an area, or (without one) in any."""
    areas = areas_of(programme, person, option)
    return bool(areas) if not area else area in {each.key for each in areas}


def is_for(programme: Programme, turn: Turn, area: Area, option: Option) -> bool:
    """Whether a turn counts for an area and an option."""
    if turn.option is not option or turn.area not in {"", area.key}:
        return False
    return turn.person in programme.takers(area, option)


async def _people(
    work: Work, programme: Programme, weeks: Mapping[str, DutyWeek], only: str | None
) -> dict[str, Person]:
    if only is not None:
        references = {only}
    else:
        references = set(weeks)
        for area in programme.areas:
            for option in Option:
                references.update(programme.takers(area, option))
    found = await work.of(Person).find(reference=AnyOf(tuple(references)), active=True)
    return {person.reference: person for person in found}


async def _planned(
    work: Work,
    programme: Programme,
    weeks: Mapping[str, DutyWeek],
    people: Mapping[str, Person],
    within: Window,
) -> list[Turn]:
    turns = [*_of_rotas(programme, within), *_of_weeks(programme, weeks, people, within)]
    read = {rota.key for rota in programme.rotas if rota.calendar}
    turns += [
        Turn(row.person, row.option, row.area, row.starts, row.ends)
        for row in await _read_rows(work, people, within)
        if f"{row.area}:{row.option}" in read
    ]
    # The same turn in the playbook and in a calendar is one.
    return list({turn.origin: turn for turn in turns}.values())


async def _read_rows(
    work: Work, people: Mapping[str, Person], within: Window
) -> list[CalendarTurn]:
    """What calendars tell of a span of time, of these people."""
    return await work.of(CalendarTurn).find(
        person=AnyOf(tuple(people)), starts=AtMost(within.ends), ends=AtLeast(within.starts)
    )


def _of_rotas(programme: Programme, within: Window) -> Iterator[Turn]:
    for rota in programme.rotas:
        there = programme.within(rota.area)
        holidays = there.hours_for(rota.option).holidays
        for each in rota.turns:
            weekly = Weekly(each.days or DAYS, each.starts, each.ends, there.zone)
            for window in unrolled(weekly, within, holidays):
                yield Turn(each.person, rota.option, rota.area, window.starts, window.ends)


def _of_weeks(
    programme: Programme,
    weeks: Mapping[str, DutyWeek],
    people: Mapping[str, Person],
    within: Window,
) -> Iterator[Turn]:
    for reference, week in weeks.items():
        person = people.get(reference)
        if person is None or not week.days:
            continue
        hours = time.fromisoformat(week.starts), time.fromisoformat(week.ends)
        weekly = Weekly(week.days, *hours, zone_of(person, None))
        for option in Option:
            if areas_of(programme, reference, option):
                holidays = _holidays(programme, reference, option)
                for window in unrolled(weekly, within, holidays):
                    yield Turn(reference, option, "", window.starts, window.ends)


def _holidays(programme: Programme, person: str, option: Option) -> frozenset[str]:
    """The days that are holidays in all areas in which somebody takes such requests."""
    areas = areas_of(programme, person, option)
    days = [frozenset(programme.within(a.key).hours_for(option).holidays) for a in areas]
    return frozenset.intersection(*days)


def _changed(planned: list[Turn], changes: list[TurnChange]) -> Iterator[Turn]:
    """The turns as they are after some changed hands; what was taken stays with its taker."""
    by_origin = {change_origin(change): change for change in changes}
    for turn in planned:
        change = by_origin.get(turn.origin)
        if change is None:
            yield turn
        elif change.by is None:
            yield Turn(
                turn.person, turn.option, turn.area, turn.starts, turn.ends, offered=change.offered
            )
    for change in changes:
        if change.by is not None:
            yield Turn(
                change.by,
                change.option,
                change.area,
                change.starts,
                change.ends,
                of=change.of,
                offered=change.offered,
            )


def _is_away(week: DutyWeek | None, person: Person, turn: Turn) -> bool:
    if week is None:
        return False
    return week.is_away_on(in_zone(turn.starts, zone_of(person, None)).date().isoformat())
