"""Legal holds: shown, set and ended by the counsel of an area, and written to the audit log."""

from dataclasses import dataclass
from datetime import datetime

from bot.adverse_events import close_what_is_due
from bot.adverse_events.model import Episode
from bot.core.commands import EVERY_DAY, HelpLine
from bot.core.context import Context
from bot.core.conversation import Command, Press
from bot.core.errors import Refused
from bot.core.limits import MOST_BUTTONS
from bot.core.names import Action, Screen
from bot.core.people import Role
from bot.core.retention import hold_on, lift_hold, set_hold
from bot.core.routes import OnCommand, OnPress, Reply, replace_card, say
from bot.core.screens import Button, Card, Confirm, Items, Text, Weight
from bot.core.texts import Words
from bot.privacy.erasure import erase_episode
from bot.programme import coordinator_card, current, note_change
from bot.programme.model import Area

RETENTION = Screen("privacy.retention")
HOLD = Action("privacy.hold")
LIFT = Action("privacy.lift")


@dataclass(frozen=True)
class Standing:
    """How an area stands, as its retention card shows it."""

    area: Area
    since: datetime | None
    """Since when the area is on hold; ``None`` if it is not."""
    mine: bool
    """Whether the reader is the area's counsel."""


def retention_card(words: Words, areas: list[Standing], days: int) -> Card:
    """Show how long things are kept and which areas are on hold; counsel can change that."""
    rows = tuple(
        words("privacy.retention.held", area=each.area.name, day=words.day(each.since))
        if each.since
        else words("privacy.retention.running", area=each.area.name)
        for each in areas
    )
    parts = [
        Text(words("privacy.retention.names", days=days)),
        Text(words("privacy.retention.talks")),
        Text(words("privacy.retention.typed")),
        *((Items(rows),) if rows else ()),
        Text(words("privacy.retention.why")),
    ]
    buttons = [_button(words, each) for each in areas if each.mine]
    return coordinator_card(words, RETENTION, *parts, buttons=buttons[:MOST_BUTTONS])


def _button(words: Words, standing: Standing) -> Button:
    area = standing.area
    if standing.since:
        sure = Confirm(
            words("privacy.retention.lift_sure.title"),
            words("privacy.retention.lift_sure.text"),
            words("privacy.retention.lift_sure.yes"),
            words("privacy.retention.lift_sure.no"),
        )
        label = words("privacy.retention.lift", area=area.name[:50])
        return Button(LIFT, label, area.key, Weight.GRAVE, confirm=sure)
    sure = Confirm(
        words("privacy.retention.sure.title"),
        words("privacy.retention.sure.text"),
        words("privacy.retention.sure.yes"),
        words("privacy.retention.sure.no"),
    )
    label = words("privacy.retention.put", area=area.name[:50])
    return Button(HOLD, label, area.key, confirm=sure)


async def draw_retention(context: Context, subject: str) -> Card:
    """Draw the areas that the reader runs or is counsel of; ``subject`` limits it to one."""
    me = context.actor.reference
    programme = await current(context.work)
    areas = [
        area
        for area in programme.areas
        if (area.is_run_by(me) or me in area.counsel) and subject in {"", area.key}
    ]
    shown = []
    for area in areas:
        hold = await hold_on(context.work, area.key)
        mine = context.actor.reference in area.counsel
        shown.append(Standing(area, hold.since if hold else None, mine))
    return retention_card(context.words, shown, programme.names_kept.days)


async def show(context: Context, command: Command) -> Reply:
    """Handle ``retention show``."""
    return say(RETENTION)


async def show_one(context: Context, command: Command) -> Reply:
    """Handle ``retention hold on|off AREA``: show that area, with the button to confirm."""
    typed = command.words[3] if len(command.words) > 3 else ""  # noqa: PLR2004 - … on AREA
    return say(RETENTION, (await _area(context, typed)).key)


async def hold(context: Context, press: Press, subject: str) -> Reply:
    """Put an area on hold; a second press changes nothing."""
    area = await _area(context, subject)
    if await set_hold(context.work, area.key):
        await note_change(
            context.work, context.actor.reference, f"legal hold set in area {area.key}"
        )
    return replace_card(RETENTION, area.key)


async def lift(context: Context, press: Press, subject: str) -> Reply:
    """End a hold, and erase what would have been erased by now, in one unit of work."""
    area = await _area(context, subject)
    owners = await lift_hold(context.work, area.key)
    if owners is not None:
        for owner in owners:
            await _erase(context, owner)
        await close_what_is_due(context, area.key)
        await note_change(
            context.work, context.actor.reference, f"legal hold ended in area {area.key}"
        )
    return replace_card(RETENTION, area.key)


async def _erase(context: Context, owner: str) -> None:
    if await context.work.of(Episode).get(owner) is not None:
        await erase_episode(context, owner)
    else:
        await context.work.vault.erase(owner)


async def _area(context: Context, key: str) -> Area:
    area = (await current(context.work)).area(key)
    if area is None:
        raise Refused("privacy.retention.unknown")
    if context.actor.reference not in area.counsel:
        raise Refused("privacy.retention.not_counsel")
    return area


_COMMAND = OnCommand(
    "support-admin retention",
    show,
    frozenset({Role.COORDINATOR, Role.COUNSEL}),
    reads_only=True,
    help=HelpLine(EVERY_DAY, 70, "home.admin_help.retention", "show"),
)
ROUTES = (
    _COMMAND,
    _COMMAND.then("show", show, reads_only=True),
    _COMMAND.then("hold on", show_one, reads_only=True),
    _COMMAND.then("hold off", show_one, reads_only=True),
    OnPress(HOLD, hold, Role.COUNSEL),
    OnPress(LIFT, lift, Role.COUNSEL),
)
VIEWS = {RETENTION: draw_retention}
