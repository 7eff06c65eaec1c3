"""The gaps of the next two weeks, by area and support kind: service hours without a turn."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.core.context import Context
from bot.core.health import Cause, Check, Finding, Mender
from bot.core.packed import Packed
from bot.core.people import Person
from bot.core.storage import Work
from bot.core.texts import Words
from bot.duty.rota import is_for, turns_in
from bot.duty.turns import Turn, without
from bot.programme import Stand, Window, current, service_windows, stands_of, team_of, today
from bot.programme.model import Area, Programme, SupportKind, rota_key


@dataclass(frozen=True)
class Coverage:
    """The coverage of one area and support kind."""

    area: Area
    kind: SupportKind
    gaps: tuple[Window, ...] = ()
    """The hours in which nobody has a turn, in order."""
    planned: bool = True
    """Whether there are turns, or a rota for them."""
    calendar: bool = False
    """Whether a calendar lists turns as well."""
    read_at: datetime | None = None
    """When the calendar was last read."""
    stale: bool = False
    """Whether that is too long ago, or failed."""
    unknown: int = 0
    """How many names of the calendar are nobody's who takes such requests."""
    unusable: int = 0
    """How many of the calendar's entries could not be used."""

    @property
    def is_whole(self) -> bool:
        """Whether turns are planned and leave no gap."""
        return self.planned and not self.gaps

    def title(self, words: Words) -> str:
        """Its area and those who take its requests."""
        return f"{self.area.name}, {team_of(words, self.kind)}"

    def short(self, words: Words) -> str:
        """The same, to stand in a list with others."""
        return f"{team_of(words, self.kind)} ({self.area.name})"

    def week(self, number: int) -> str:
        """The subject of what shows the gaps of its week ``number``."""
        return str(WeekOfGaps(self.area.key, self.kind.key, number))


@dataclass(frozen=True)
class WeekOfGaps(Packed):
    """The subject of the gaps of one area and support kind in one week."""

    area: str
    kind: str
    week: int
    """0 is the first of the two weeks, 1 the second."""


def two_weeks(programme: Programme, now: datetime) -> Window:
    """Return the window from now to the end of the fourteenth day, on the programme's clock."""
    last = in_zone(now, programme.zone).date() + timedelta(weeks=2)
    return Window(now, at_wall_time(datetime.combine(last, time()), programme.zone))


async def coverage_of(work: Work, coordinator: str) -> list[Coverage]:
    """Return the coverage of the areas that a coordinator (by reference) runs."""
    return await _coverage(work, lambda area: area.is_run_by(coordinator))


async def _coverage(work: Work, wanted: Callable[[Area], bool]) -> list[Coverage]:
    programme = await current(work)
    areas = [area for area in programme.areas if wanted(area)]
    # One day more than the fortnight, because it ends later in some time zones.
    within = Window(work.now, work.now + timedelta(weeks=2, days=1))
    turns = await _that_count(work, programme, await turns_in(work, within))
    stands = {stand.of: stand for stand in await stands_of(work, programme) if stand.of}
    return [
        _covered(work, programme, area, kind, turns, stands.get(rota_key(area.key, kind.key)))
        for area in areas
        for kind in programme.supports
        if programme.takers(area, kind.key)
    ]


async def gaps_for(work: Work, coordinator: str) -> int | None:
    """Count the gaps in a coordinator's areas; ``None`` if no turns are planned there."""
    planned = [each for each in await coverage_of(work, coordinator) if each.planned]
    return sum(len(each.gaps) for each in planned) if planned else None


GAPS = Cause("duty_gaps", Mender.COORDINATOR, "health.found.gaps", "health.mend.gaps")
UNPLANNED = Cause(
    "duty_unplanned", Mender.COORDINATOR, "health.found.unplanned", "health.mend.unplanned"
)
MOST_NAMED = 4


async def _find(context: Context) -> list[Finding]:
    coverages = await _coverage(context.work, lambda _: True)
    count = sum(len(each.gaps) for each in coverages if each.planned)
    found = [GAPS.said(context.words, count=count)] if count else []
    if unplanned := [each for each in coverages if not each.planned]:
        names = ", ".join(each.short(context.words) for each in unplanned[:MOST_NAMED])
        if (more := len(unplanned) - MOST_NAMED) > 0:
            names = context.words("programme.and_more", names=names, more=more)
        apart = [rota_key(each.area.key, each.kind.key) for each in unplanned]
        found.append(UNPLANNED.said(context.words, "", apart, names=names))
    return found


CHECK = Check("duty", _find, (GAPS, UNPLANNED))


def _covered(
    work: Work,
    programme: Programme,
    area: Area,
    kind: SupportKind,
    turns: Iterable[Turn],
    calendar: Stand | None,
) -> Coverage:
    takers = frozenset(programme.takers(area, kind.key))
    windows = [turn.window for turn in turns if is_for(turn, area, kind.key, takers)]
    there = programme.within(area.key)
    named = any(rota.key == rota_key(area.key, kind.key) for rota in programme.rotas)
    gaps = [
        gap
        for hours in service_windows(there, kind.key, two_weeks(there, work.now))
        for gap in without(hours, windows)
    ]
    return Coverage(
        area=area,
        kind=kind,
        gaps=tuple(gaps),
        planned=bool(windows) or named,
        calendar=calendar is not None,
        read_at=calendar.state.as_of if calendar else None,
        stale=calendar is not None and calendar.late,
        unknown=calendar.state.unknown if calendar else 0,
        unusable=calendar.state.passed_over if calendar else 0,
    )


async def _that_count(work: Work, programme: Programme, turns: list[Turn]) -> list[Turn]:
    """Leave out offered turns, and turns after the end of their holder's training."""
    people = await work.of(Person).find(Person.reference.one_of(tuple({t.person for t in turns})))
    until = {person.reference: person.trained_until for person in people}
    return [
        turn
        for turn in turns
        if not turn.offered and not _is_untrained(until.get(turn.person, ""), programme, turn)
    ]


def _is_untrained(until: str, programme: Programme, turn: Turn) -> bool:
    return bool(until) and until < today(programme, turn.starts)


def in_week(gaps: Iterable[Window], first: datetime, number: int, zone: str) -> list[Window]:
    """Return the gaps of week ``number`` (0 or 1) from a day on."""
    begins = in_zone(first, zone).date() + timedelta(weeks=number)
    days = {begins + timedelta(days=n) for n in range(7)}
    return [gap for gap in gaps if in_zone(gap.starts, zone).date() in days]
