"""A turn is offered, and another takes it with one press. Nobody is asked why."""

from dataclasses import replace

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.jobs import Recipient
from bot.core.people import Person
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.storage import Work, new_reference
from bot.programme import Window, channel_recipients, current, private_channel, today
from bot.programme.model import OF_AREA, Area, Programme
from bot.supporters.model import DutyChanged, TurnChange, areas_of
from bot.supporters.rota import ahead, is_planned, serves, turns_of
from bot.supporters.screens import SWAP
from bot.supporters.swap_screens import GIVEN, OFFER, TAKEN, TURN
from bot.supporters.turns import Turn, overlap


async def show(context: Context, command: Command) -> Reply:
    """What is offered, and one's own offers; from typed words."""
    return say(SWAP)


async def pressed(context: Context, press: Press, subject: str) -> Reply:
    """The same by a button."""
    return say(SWAP)


async def open_offer(context: Context, press: Press, subject: str) -> Reply:
    """Open the form in which one of one's own turns is chosen."""
    if not await own_turns(context):
        raise Refused("supporters.swap.no_turns")
    return ask(OFFER)


async def own_turns(context: Context) -> list[Turn]:
    """The turns of who acts that begin in the next two weeks and are not offered yet."""
    mine = await turns_of(context.work, context.actor.reference, ahead(context.work))
    return [turn for turn in mine if turn.starts > context.now and not turn.offered]


async def send_offer(context: Context, sent: Submission) -> Reply:
    """Offer the turn that was chosen; it stays one's own until somebody takes it."""
    turn = next((t for t in await own_turns(context) if t.name == sent.one("turn")), None)
    if turn is None:
        raise FormRefused({"turn": "supporters.swap.fault.turn"})
    change = await _offered(context.work, turn)
    await _tell_the_others(context, change)
    return say(SWAP)


async def _offered(work: Work, turn: Turn) -> TurnChange:
    found = await work.of(TurnChange).find(
        TurnChange.of.is_(turn.of or turn.person),
        TurnChange.option.is_(turn.option),
        TurnChange.area.is_(turn.area),
        TurnChange.starts.is_(turn.starts),
    )
    if found:
        return await work.save(replace(found[0], offered=True))
    change = TurnChange(
        reference=new_reference(),
        option=turn.option,
        area=turn.area,
        of=turn.person,
        starts=turn.starts,
        ends=turn.ends,
    )
    await work.add(change)
    return change


async def _tell_the_others(context: Context, change: TurnChange) -> None:
    """Hang the card where requests are claimed, or else write to each who may take it."""
    programme = await current(context.work)
    key = f"turn:{change.reference}:{change.revision}"
    channels = channel_recipients(programme, _channel(programme, change))
    for channel in channels:
        await context.post(
            TURN, change.reference, channel, f"{key}:{channel.qualifier}", repeat=False
        )
    if channels:
        return
    for person in sorted(_takers(programme, change) - {change.holder}):
        to = Recipient.person(person)
        await context.post(TURN, change.reference, to, f"{key}:{person}", repeat=False)


def _channel(programme: Programme, change: TurnChange) -> str:
    """The channel that those who may take it read, and few others; empty if there is none.

    Where areas share one, most would read the card in vain.
    """
    areas = _areas(programme, change)
    if len(areas) != 1:
        return ""
    key = private_channel(programme, areas[0].key, change.option)
    return key if len(programme.areas) == 1 or key.startswith(OF_AREA) else ""


def _areas(programme: Programme, change: TurnChange) -> list[Area]:
    """The areas that a turn is for."""
    areas = [area for area in programme.areas if change.area in {"", area.key}]
    if not change.area:
        theirs = {area.key for area in areas_of(programme, change.of, change.option)}
        areas = [area for area in areas if area.key in theirs]
    return areas


def _takers(programme: Programme, change: TurnChange) -> set[str]:
    """The people, by reference, who take such requests where the turn is."""
    areas = _areas(programme, change)
    return {each for area in areas for each in programme.takers(area, change.option)}


async def take(context: Context, press: Press, subject: str) -> Reply:
    """Take a turn with one press, from the card that hangs where all of them read."""
    change = await change_of(context.work, subject)
    await _take(context, change)
    return replace_card(TURN, change.reference)


async def take_here(context: Context, press: Press, subject: str) -> Reply:
    """The same from one's own list."""
    await _take(context, await change_of(context.work, subject))
    return replace_card(SWAP)


async def change_of(work: Work, reference: str) -> TurnChange:
    """The turn a button is about. Raises ``SubjectGone``."""
    change = await work.of(TurnChange).get(reference)
    if change is None:
        raise SubjectGone
    return change


async def _take(context: Context, change: TurnChange) -> None:
    work, person = context.work, context.actor
    if change.by == person.reference and not change.offered:
        return
    reason = await _against(context, change, person)
    if reason:
        raise Refused(reason)
    before = change.holder
    change = await work.save(
        replace(
            change,
            by=None if change.of == person.reference else person.reference,
            offered=False,
        )
    )
    await context.redraw(change.reference, TURN)
    key = f"{change.reference}:{change.revision}"
    to = Recipient.person(person.reference)
    await context.post(TAKEN, change.reference, to, f"turn-taken:{key}", repeat=False)
    given = Recipient.person(before)
    await context.post(GIVEN, change.reference, given, f"turn-given:{key}", repeat=False)
    context.tell(DutyChanged((before, person.reference)))


async def _against(context: Context, change: TurnChange, person: Person) -> str:
    """What speaks against taking a turn, as the key of what is said; empty if nothing does."""
    programme, reference = await current(context.work), person.reference
    if not change.offered or change.starts <= context.now:
        return "supporters.swap.not_free"
    if reference == change.holder:
        return "supporters.swap.own"
    if reference not in _takers(programme, change):
        return "supporters.swap.elsewhere"
    if not await is_still_a_turn(context.work, programme, change):
        return "supporters.swap.not_free"
    last = person.trained_until
    if last and last < today(programme, change.starts):
        return "supporters.swap.training"
    window = Window(change.starts, change.ends)
    for turn in await turns_of(context.work, reference, window):
        if turn.option == change.option and overlap(turn.window, window):
            return "supporters.swap.busy"
    return ""


async def is_still_a_turn(work: Work, programme: Programme, change: TurnChange) -> bool:
    """Whether whoever offered a turn still takes such requests, and has it by the rota."""
    there = serves(programme, change.of, change.option, change.area)
    return there and await is_planned(work, change)


async def keep(context: Context, press: Press, subject: str) -> Reply:
    """Take an offer back: one keeps the turn after all."""
    work = context.work
    change = await change_of(work, subject)
    if change.holder != context.actor.reference:
        raise SubjectGone
    if change.offered:
        await work.save(replace(change, offered=False))
        await context.redraw(change.reference, TURN)
    return replace_card(SWAP)


async def on_offer(context: Context) -> list[TurnChange]:
    """The turns of others that who acts could take, the earliest first."""
    found = await context.work.of(TurnChange).find(
        TurnChange.offered.is_(True), order_by=TurnChange.starts
    )
    return [change for change in found if not await _against(context, change, context.actor)]


async def my_offers(context: Context) -> list[TurnChange]:
    """The turns that who acts has offered and nobody has taken yet."""
    found = await context.work.of(TurnChange).find(
        TurnChange.offered.is_(True), order_by=TurnChange.starts
    )
    mine = [change for change in found if change.holder == context.actor.reference]
    return [change for change in mine if change.starts > context.now]
