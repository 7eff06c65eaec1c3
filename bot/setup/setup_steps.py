"""The steps of setting up, each done or not as things stand: nothing is stored, so it can be left.

A coordinator sees those of their own areas.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.jobs import Job, JobState
from bot.home.names import HOME_ANNOUNCEMENT
from bot.programme import (
    current,
    kinds_without_privacy,
    overdue,
    places_of,
    private_channel,
    today,
)
from bot.programme.model import ANNOUNCEMENTS, FIRST_KIND, Area, Check, Programme, Unit
from bot.setup.model import Takes, areas_of
from bot.triggers.model import State, reach_of, state_of

LIVE = {State.LIVE, State.AHEAD, State.PAUSED}


class Step(StrEnum):
    """What is to be done before the first note, in the order it is best done."""

    CHANNEL = "channel"
    SUPPORTERS = "supporters"
    ON_CALL = "on_call"
    LINES = "lines"
    COUNSEL = "counsel"
    LEADS = "leads"
    COVER = "cover"
    TRIGGERS = "triggers"
    ANNOUNCE = "announce"


@dataclass(frozen=True)
class Standing:
    """Where a step stands: what of it is open, by name, and what a form about it begins with.

    ``in_playbook``: only the playbook can do it. Nothing open: it is done.
    """

    step: Step
    open: tuple[str, ...] = ()
    about: str = ""
    in_playbook: bool = False

    @property
    def is_done(self) -> bool:
        """Whether nothing of it is open."""
        return not self.open


@dataclass(frozen=True)
class Seen:
    """What the steps are judged by."""

    programme: Programme
    areas: tuple[Area, ...]
    units: tuple[Unit, ...]


async def standings(context: Context) -> list[Standing]:
    """Every step, as it stands for the coordinator who looks."""
    programme = await current(context.work)
    areas = areas_of(programme, context.actor.reference)
    keys = {area.key for area in areas}
    seen = Seen(programme, areas, tuple(u for u in programme.units if u.area in keys))
    return [await look(context, seen) for look in LOOKS]


async def _channel(context: Context, seen: Seen) -> Standing:
    alone = [
        area
        for area in seen.areas
        if not places_of(seen.programme, private_channel(seen.programme, area.key, FIRST_KIND))
    ]
    return Standing(Step.CHANNEL, _names(alone), in_playbook=True)


async def _supporters(context: Context, seen: Seen) -> Standing:
    alone = [area for area in seen.areas if not seen.programme.takers(area, FIRST_KIND)]
    return Standing(Step.SUPPORTERS, _names(alone), f"{Takes()}/{_first(alone)}")


async def _on_call(context: Context, seen: Seen) -> Standing:
    alone = [area for area in seen.areas if not area.on_call]
    return Standing(Step.ON_CALL, _names(alone), f"on_call/{_first(alone)}")


async def _lines(context: Context, seen: Seen) -> Standing:
    if not any(line.crisis for line in seen.programme.lines):
        return Standing(Step.LINES, ("crisis",), in_playbook=True)
    day = in_zone(context.now, seen.programme.zone).date()
    late = [line for line in seen.programme.lines if overdue(line, day)]
    return Standing(Step.LINES, tuple(line.name for line in late), late[0].key if late else "")


async def _counsel(context: Context, seen: Seen) -> Standing:
    # Of the coordinator's own areas; who runs none has nothing to ask counsel for.
    mine = replace(seen.programme, areas=seen.areas)
    unsaid = kinds_without_privacy(mine) if seen.areas else []
    return Standing(Step.COUNSEL, tuple(kind.key for kind in unsaid), in_playbook=True)


async def _leads(context: Context, seen: Seen) -> Standing:
    alone = [unit for unit in seen.units if not unit.leads and not unit.next_in_line]
    return Standing(Step.LEADS, _names(alone), f"lead/{_first(alone)}")


async def _cover(context: Context, seen: Seen) -> Standing:
    alone = [unit for unit in seen.units if not unit.cover]
    return Standing(Step.COVER, _names(alone), f"cover/{_first(alone)}")


async def _triggers(context: Context, seen: Seen) -> Standing:
    """Units for which nothing is live, where notes would go by the usual waits alone."""
    day = today(seen.programme, context.now)
    live = [t for t in seen.programme.triggers if state_of(t, day) in LIVE]
    reached = {unit.key for trigger in live for unit in reach_of(seen.programme, trigger)}
    alone = [unit for unit in seen.units if unit.key not in reached]
    return Standing(Step.TRIGGERS, _names(alone))


async def _announce(context: Context, seen: Seen) -> Standing:
    """Posted by the bot, or ticked by whoever answers for it, in the chat or in the playbook."""
    if any(Check.ANNOUNCED in trigger.checks for trigger in seen.programme.triggers):
        return Standing(Step.ANNOUNCE)
    if await context.work.of(Job).count(
        Job.screen.is_(HOME_ANNOUNCEMENT), Job.state.is_(JobState.SENT)
    ):
        return Standing(Step.ANNOUNCE)
    nowhere = not seen.programme.channels.get(ANNOUNCEMENTS)
    return Standing(Step.ANNOUNCE, (ANNOUNCEMENTS,), in_playbook=nowhere)


def _names(places: list[Area] | list[Unit]) -> tuple[str, ...]:
    return tuple(place.name for place in places)


def _first(places: list[Area] | list[Unit]) -> str:
    return places[0].key if places else ""


LOOKS: tuple[Callable[[Context, Seen], Awaitable[Standing]], ...] = (
    _channel,
    _supporters,
    _on_call,
    _lines,
    _counsel,
    _leads,
    _cover,
    _triggers,
    _announce,
)
