"""Handlers for swaps: a supporter offers a turn, another takes it, without any reason."""

from dataclasses import replace

from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.jobs import Recipient
from bot.core.people import Person
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.storage import Work, new_reference
from bot.duty.model import DutyChanged, TurnChange
from bot.duty.offer_cards import post_offer, takers
from bot.duty.rota import ahead, is_planned, serves, turns_of
from bot.duty.screens import SWAP
from bot.duty.swap_screens import GIVEN, OFFER, TAKEN, TURN
from bot.duty.turns import Turn, overlap
from bot.programme import Window, current, today
from bot.programme.model import Programme


async def open_offer(context: Context, press: Press, subject: str) -> Reply:
    """Open the form to choose one of one's own turns."""
    if not await own_turns(context):
        raise Refused("supporters.swap.no_turns")
    return ask(OFFER)


async def own_turns(context: Context) -> list[Turn]:
    """Return the actor's turns that begin in the next two weeks and are not offered."""
    mine = await turns_of(context.work, context.actor.reference, ahead(context.work))
    return [turn for turn in mine if turn.starts > context.now and not turn.offered]


async def send_offer(context: Context, sent: Submission) -> Reply:
    """Offer the chosen turn; it stays the actor's until somebody takes it."""
    turn = next((t for t in await own_turns(context) if t.name == sent.one("turn")), None)
    if turn is None:
        raise FormRefused({"turn": "supporters.swap.fault.turn"})
    change = await _offered(context.work, turn)
    await post_offer(context, change)
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


async def take(context: Context, press: Press, subject: str) -> Reply:
    """Take a turn from its card."""
    change = await context.need(TurnChange, subject)
    await _take(context, change)
    return replace_card(TURN, change.reference)


async def take_here(context: Context, press: Press, subject: str) -> Reply:
    """Take a turn from the list."""
    await _take(context, await context.need(TurnChange, subject))
    return replace_card(SWAP)


async def _take(context: Context, change: TurnChange) -> None:
    work, person = context.work, context.actor
    if change.by == person.reference and not change.offered:
        return
    reason = await _obstacle(context, change, person)
    if reason:
        raise Refused(reason)
    before = change.holder
    by = None if change.of == person.reference else person.reference
    change = await work.save(replace(change, by=by, offered=False))
    await context.redraw(change.reference, TURN)
    key = f"{change.reference}:{change.revision}"
    to = Recipient.person(person.reference)
    await context.post(TAKEN, change.reference, to, f"turn-taken:{key}")
    given = Recipient.person(before)
    await context.post(GIVEN, change.reference, given, f"turn-given:{key}")
    context.tell(DutyChanged((before, person.reference)))


async def _obstacle(context: Context, change: TurnChange, person: Person) -> str:
    """Return the text key of the reason why a person cannot take a turn; empty if they can."""
    programme, reference = await current(context.work), person.reference
    if not change.offered or change.starts <= context.now:
        return "supporters.swap.not_free"
    if reference == change.holder:
        return "supporters.swap.own"
    if reference not in takers(programme, change):
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
    """Return whether the turn's owner still takes such requests and still has the turn."""
    there = serves(programme, change.of, change.option, change.area)
    return there and await is_planned(work, change)


async def keep(context: Context, press: Press, subject: str) -> Reply:
    """Withdraw an offer: the actor keeps the turn."""
    work = context.work
    change = await context.need(TurnChange, subject)
    if change.holder != context.actor.reference:
        raise SubjectGone
    if change.offered:
        await work.save(replace(change, offered=False))
        await context.redraw(change.reference, TURN)
    return replace_card(SWAP)


async def _all_offers(context: Context) -> list[TurnChange]:
    offered = TurnChange.offered.is_(True)
    return await context.work.of(TurnChange).find(offered, order_by=TurnChange.starts)


async def on_offer(context: Context) -> list[TurnChange]:
    """Return the offered turns that the actor could take, the earliest first."""
    found = await _all_offers(context)
    return [each for each in found if not await _obstacle(context, each, context.actor)]


async def my_offers(context: Context) -> list[TurnChange]:
    """Return the turns that the actor offers and nobody has taken yet."""
    mine = [each for each in await _all_offers(context) if each.holder == context.actor.reference]
    return [each for each in mine if each.starts > context.now]
