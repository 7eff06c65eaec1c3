"""Who can help right now, by support kind, and by when: what may truly be said about it."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Final

from bot.core.people import Employment
from bot.core.storage import Work
from bot.duty.model import Duty
from bot.duty.response_times import UsualTimes, usual_times
from bot.duty.rota import AHEAD, is_for, turns_in
from bot.duty.turns import Turn, end_of_run, without
from bot.programme import (
    Window,
    is_always_open,
    is_open,
    line_windows,
    opening,
)
from bot.programme.model import Area, Programme, SupportKind

NEVER: Final = datetime.max.replace(tzinfo=UTC)
"""The end of what has no known end."""


@dataclass(frozen=True)
class Availability:
    """How soon a support kind can help somebody who asks now."""

    kind: SupportKind
    awake: bool = False
    """Whether somebody who may take its requests is on duty, or its own line is open."""
    until: datetime | None = None
    """The end of these turns, or of the line's hours; unset if no end is known."""
    opens_at: datetime | None = None
    """When the next turn begins or the line opens, if it is not awake; unset if not known."""
    says_yes_within: timedelta | None = None
    """How soon somebody takes a request; unset if that cannot be promised."""
    measured: bool = False
    """Whether this and the next are the times within which most requests were answered."""
    calls_within: timedelta | None = None
    """How soon they make contact, counted from asking; unset if that cannot be promised."""
    number: str = ""
    """Its own line, or the operator who pages it; empty without either."""
    can_ask: bool = False
    """Whether there is anybody who may take a request from the bot."""


@dataclass(frozen=True)
class Takers:
    """The people, by reference, who may take one person's requests of a kind."""

    may: frozenset[str] = frozenset()
    """Those from whom nothing keeps it for good."""
    free: frozenset[str] = frozenset()
    """Those of them who may take it now; the others hold as many requests as they should."""


async def availabilities(
    work: Work,
    programme: Programme,
    area: Area | None,
    employment: Employment,
    takers: Mapping[str, Takers],
) -> tuple[Availability, ...]:
    """Return what is offered in an area, to somebody with this employment, the soonest first.

    Kinds that are awake come first, in the order of how soon somebody says yes; those for which
    that is unknown follow. Then come the others, by when they open. Equal ones keep the playbook's
    order. ``takers`` are those who may take a request, by the key of the kind.
    """
    here = programme.within(area.key if area else "")
    kinds = programme.offered(area, employment)
    duties = await _duties(work, area, kinds, takers)
    found = [
        _availability(
            here,
            kind,
            duties[kind.key],
            work.now,
            await usual_times(work, here, kind.key, work.now),
        )
        for kind in kinds
    ]
    return tuple(sorted(found, key=_how_soon))


async def staffed_until(
    work: Work, area: Area, kind: str, people: Iterable[str]
) -> datetime | None:
    """Return until when one of these people (by reference) is on duty without a break.

    ``None`` if none of them is on duty now, ``NEVER`` if no end is known.
    """
    those = frozenset(people)
    turns = await turns_in(work, Window(work.now, work.now + AHEAD), those)
    theirs = [turn for turn in turns if is_for(turn, area, kind, those)]
    statements = await _statements(work, those)
    windows = [
        window
        for person in those
        for window in _on_duty(person, theirs, statements.get(person), work.now)
    ]
    return end_of_run(windows, work.now)


@dataclass(frozen=True)
class _Duties:
    """The people who may take a kind's requests, and when any who is free is on duty."""

    takers: frozenset[str] = frozenset()
    windows: tuple[Window, ...] = ()


def _how_soon(one: Availability) -> tuple[bool, timedelta, datetime]:
    return (
        not one.awake,
        one.says_yes_within if one.says_yes_within is not None else timedelta.max,
        one.opens_at or NEVER,
    )


def _availability(
    programme: Programme,
    kind: SupportKind,
    duties: _Duties,
    now: datetime,
    usual: UsualTimes | None,
) -> Availability:
    line = programme.line_of(kind.key)
    ahead = Window(now, now + AHEAD)
    hours = line_windows(programme, line, ahead) if line is not None else []
    ends = [end for end in (end_of_run(duties.windows, now), end_of_run(hours, now)) if end]
    if line is not None and is_always_open(line):
        ends = [NEVER]
    until = max(ends, default=None)
    within = _promised(programme, kind, duties, now)
    calls = within + programme.ladder_for(kind.key).confirm if within else None
    is_watched = end_of_run(duties.windows, now) is not None or is_open(programme, now, kind.key)
    measured = usual is not None and is_watched and bool(duties.takers)
    if usual is not None and measured:
        # What was measured is truer than what is aimed at.
        within, calls = usual.yes, usual.call
    return Availability(
        kind=kind,
        awake=until is not None,
        until=None if until == NEVER else until,
        opens_at=None if until else _opens_at(programme, kind, duties, hours, now),
        says_yes_within=within,
        measured=measured,
        calls_within=calls,
        number=line.number if line is not None else kind.operator,
        can_ask=bool(duties.takers),
    )


def _promised(
    programme: Programme, kind: SupportKind, duties: _Duties, now: datetime
) -> timedelta | None:
    """The time after which a request is escalated, if the people on duty stay until then."""
    target = programme.ladder_for(kind.key).on_call
    there_until = end_of_run(duties.windows, now)
    return target if there_until is not None and there_until >= now + target else None


def _opens_at(
    programme: Programme,
    kind: SupportKind,
    duties: _Duties,
    line_hours: Iterable[Window],
    now: datetime,
) -> datetime | None:
    starts = [window.starts for window in (*duties.windows, *line_hours) if window.starts > now]
    if not duties.windows and duties.takers and not is_open(programme, now, kind.key):
        # Nobody's turns are known, but from then on its requests are watched.
        starts.append(opening(programme, now, kind.key))
    return min(starts, default=None)


async def _duties(
    work: Work, area: Area | None, kinds: Iterable[SupportKind], takers: Mapping[str, Takers]
) -> Mapping[str, _Duties]:
    known = {kind.key: takers.get(kind.key, Takers()) for kind in kinds}
    if area is None:
        return {key: _Duties() for key in known}
    free = frozenset(person for those in known.values() for person in those.free)
    statements = await _statements(work, free)
    turns = await turns_in(work, Window(work.now, work.now + AHEAD), free)
    found = {}
    for key, those in known.items():
        theirs = [turn for turn in turns if is_for(turn, area, key, those.free)]
        windows = (
            window
            for person in those.free
            for window in _on_duty(person, theirs, statements.get(person), work.now)
        )
        found[key] = _Duties(those.may, tuple(windows))
    return found


async def _statements(work: Work, people: Iterable[str]) -> Mapping[str, Duty]:
    found = await work.of(Duty).find(Duty.reference.one_of(tuple(people)))
    return {duty.reference: duty for duty in found}


def _on_duty(
    person: str, turns: Iterable[Turn], duty: Duty | None, now: datetime
) -> Iterator[Window]:
    """When one person is on duty: their own statement overrides their turns."""
    stated: list[Window] = []
    if duty is not None and duty.lasts_at(now):
        on = Window(now, duty.until or NEVER)
        stated = [on]
        yield on
    if duty is not None and duty.off_until is not None and now < duty.off_until:
        stated.append(Window(now, duty.off_until))
    for turn in turns:
        if turn.person == person:
            yield from without(turn.window, stated)
