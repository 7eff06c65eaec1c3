"""The steps of setting up, each judged from the programme as it stands.

Only what was seen to work is stored (``bot.core.seen_to_work``), so a coordinator can stop at any
time. They see the steps of their own areas.
"""

from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.context import Context
from bot.core.seen_to_work import is_seen
from bot.duty import coverage_of
from bot.home.model import is_announced
from bot.programme import (
    channel_recipients,
    kinds_without_privacy,
    late_lines,
    names_of,
    reachable,
    today,
    without_channel,
    without_cover,
    without_lead,
    without_on_call,
    without_supporters,
)
from bot.programme.model import ANNOUNCEMENTS, Area, Programme, Unit
from bot.setup.channel_tests import is_on_its_way, spot_index, spot_names
from bot.setup.model import Taker
from bot.triggers.model import State, reach_of, state_of

LIVE = {State.LIVE, State.AHEAD, State.PAUSED}


class SetupStep(StrEnum):
    """What to do before the first note goes out, in the best order."""

    CHANNEL = "channel"
    SUPPORTERS = "supporters"
    ON_CALL = "on_call"
    COVERAGE = "coverage"
    LINES = "lines"
    COUNSEL = "counsel"
    LEADS = "leads"
    COVER = "cover"
    TRIGGERS = "triggers"
    ANNOUNCE = "announce"


@dataclass(frozen=True)
class StepStatus:
    """How far a step is."""

    step: SetupStep
    open: tuple[str, ...] = ()
    """The names of what is still open; empty when the step is done."""
    about: str = ""
    """The subject of the form that does the step."""
    in_playbook: bool = False
    """Whether only the playbook can do the step."""
    is_under_way: bool = False
    """Whether it was begun and its outcome is not known yet."""

    @property
    def is_done(self) -> bool:
        """Whether nothing in the step is open."""
        return not self.open


@dataclass(frozen=True)
class Scope:
    """The programme, and the areas and units that the coordinator runs."""

    programme: Programme
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]


async def step_statuses(context: Context) -> list[StepStatus]:
    """The status of every step, for the coordinator who acts."""
    programme = await reachable(context.work)
    areas = programme.run_by(context.actor.reference)
    keys = {area.key for area in areas}
    scope = Scope(programme, areas, tuple(u for u in programme.units if u.area in keys))
    return [await look(context, scope) for look in LOOKS]


async def _channel(context: Context, scope: Scope) -> StepStatus:
    """Done once a test has arrived in every channel that the playbook names for requests."""
    if alone := without_channel(scope.programme, scope.areas):
        return StepStatus(SetupStep.CHANNEL, names_of(alone), in_playbook=True)
    indexes = {
        spot_index(context.work, spot): name
        for spot, name in spot_names(context.words, scope.programme, scope.areas).items()
    }
    left = {at: team for at, team in indexes.items() if not await is_seen(context.work, at)}
    waits = [await is_on_its_way(context.work, index) for index in left]
    names = tuple(dict.fromkeys(left.values()))
    return StepStatus(SetupStep.CHANNEL, names, is_under_way=any(waits))


async def _supporters(context: Context, scope: Scope) -> StepStatus:
    alone = without_supporters(scope.programme, scope.areas)
    return StepStatus(SetupStep.SUPPORTERS, names_of(alone), f"{Taker()}/{_first(alone)}")


async def _on_call(context: Context, scope: Scope) -> StepStatus:
    alone = without_on_call(scope.areas)
    return StepStatus(SetupStep.ON_CALL, names_of(alone), f"on_call/{_first(alone)}")


async def _coverage(context: Context, scope: Scope) -> StepStatus:
    """Done if somebody has a turn at every service hour of the next two weeks."""
    found = await coverage_of(context.work, context.actor.reference)
    names = (each.short(context.words) for each in found if not each.is_whole)
    return StepStatus(SetupStep.COVERAGE, tuple(names))


async def _lines(context: Context, scope: Scope) -> StepStatus:
    if not any(line.crisis for line in scope.programme.lines):
        return StepStatus(SetupStep.LINES, ("crisis",), in_playbook=True)
    late = late_lines(scope.programme, context.now)
    return StepStatus(
        SetupStep.LINES, tuple(line.name for line in late), late[0].key if late else ""
    )


async def _counsel(context: Context, scope: Scope) -> StepStatus:
    # Only the coordinator's own areas count; without any there is nothing to ask counsel for.
    mine = replace(scope.programme, areas=scope.areas)
    missing = kinds_without_privacy(mine) if scope.areas else []
    return StepStatus(SetupStep.COUNSEL, tuple(kind.key for kind in missing), in_playbook=True)


async def _leads(context: Context, scope: Scope) -> StepStatus:
    alone = without_lead(scope.units)
    return StepStatus(SetupStep.LEADS, names_of(alone), f"lead/{_first(alone)}")


async def _cover(context: Context, scope: Scope) -> StepStatus:
    alone = without_cover(scope.units)
    return StepStatus(SetupStep.COVER, names_of(alone), f"cover/{_first(alone)}")


async def _triggers(context: Context, scope: Scope) -> StepStatus:
    """Open for the units that no live trigger reaches."""
    alone = unreached(scope.programme, scope.units, context.now)
    return StepStatus(SetupStep.TRIGGERS, names_of(alone))


def unreached(programme: Programme, units: Iterable[Unit], now: datetime) -> list[Unit]:
    """The units that no live trigger reaches."""
    day = today(programme, now)
    live = [trigger for trigger in programme.triggers if state_of(trigger, day) in LIVE]
    reached = {unit.key for trigger in live for unit in reach_of(programme, trigger)}
    return [unit for unit in units if unit.key not in reached]


async def _announce(context: Context, scope: Scope) -> StepStatus:
    """Done once the bot posted the announcement on every platform that has a channel for it.

    A tick in a trigger's checklist is no proof.
    """
    channels = channel_recipients(scope.programme, ANNOUNCEMENTS)
    posted = [await is_announced(context.work, channel) for channel in channels]
    if posted and all(posted):
        return StepStatus(SetupStep.ANNOUNCE)
    return StepStatus(SetupStep.ANNOUNCE, (ANNOUNCEMENTS,), in_playbook=not channels)


def _first(places: list[Area] | list[Unit]) -> str:
    return places[0].key if places else ""


LOOKS: tuple[Callable[[Context, Scope], Awaitable[StepStatus]], ...] = (
    _channel,
    _supporters,
    _on_call,
    _coverage,
    _lines,
    _counsel,
    _leads,
    _cover,
    _triggers,
    _announce,
)
