"""Where the card of an offered turn hangs, and how it gets there again if it is nowhere."""

from bot.core.context import Context
from bot.core.hanging import Hanging, Spot, first_key, hang, missing
from bot.core.jobs import Recipient, RecipientKind
from bot.core.names import CORE_POST
from bot.core.seen import CardGone
from bot.core.storage import Work
from bot.duty.model import TurnChange
from bot.duty.swap_screens import TURN
from bot.programme import channel_spots, private_channel, reachable
from bot.programme.model import Area, ChannelKey, Programme
from bot.supporters.model import areas_of


async def post_offer(context: Context, change: TurnChange) -> None:
    """Post the card in the channel where requests are claimed, or else to each taker.

    It is posted even if a card of an earlier offer hangs there, because the offer is news.
    """
    hanging = await _hanging(context.work, change)
    for spot in hanging.spots:
        await context.post(TURN, hanging.subject, spot.recipient, first_key(hanging, spot))


async def offers_nowhere(context: Context) -> list[str]:
    """Return the offered turns, still ahead, whose card is missing where it is taken."""
    offered = await context.work.of(TurnChange).find(
        TurnChange.offered.is_(True), TurnChange.starts.at_least(context.now)
    )
    return [each.reference for each in offered if await _missing(context.work, each)]


async def hang_again(context: Context, reference: str) -> None:
    """Hang the card of a turn anew where it is missing, if the turn is still offered."""
    change = await context.work.of(TurnChange).get(reference)
    if change is not None and change.offered and change.starts > context.now:
        hanging = await _hanging(context.work, change)
        await hang(context.work, hanging, await _missing(context.work, change))


async def card_gone(context: Context, fact: CardGone) -> None:
    """Hang the card of an offered turn anew."""
    if fact.screen == TURN:
        await hang_again(context, fact.subject)


async def _missing(work: Work, change: TurnChange) -> tuple[Spot, ...]:
    """Return where the card is missing: private ones are hung anew only if nobody has one."""
    hanging = await _hanging(work, change)
    found = await missing(work, hanging)
    in_channels = any(s.recipient.kind is RecipientKind.CHANNEL for s in hanging.spots)
    return found if in_channels or len(found) == len(hanging.spots) else ()


async def _hanging(work: Work, change: TurnChange) -> Hanging:
    programme = await reachable(work)
    spots = channel_spots(programme, _channel(programme, change))
    if not spots:
        others = sorted(takers(programme, change) - {change.holder})
        spots = tuple(Spot(Recipient.person(person)) for person in others)
    key = f"turn:{change.reference}:{change.revision}"
    return Hanging(change.reference, TURN, spots, CORE_POST, key)


def _channel(programme: Programme, change: TurnChange) -> str:
    """Return the key of the takers' own channel; empty without one.

    A channel that areas share does not count: most of its readers could not take the turn.
    """
    areas = _areas(programme, change)
    if len(areas) != 1:
        return ""
    key = private_channel(programme, areas[0].key, change.option)
    return key if len(programme.areas) == 1 or ChannelKey.owned(key) else ""


def _areas(programme: Programme, change: TurnChange) -> list[Area]:
    """Return the areas that a turn is for."""
    areas = [area for area in programme.areas if change.area in {"", area.key}]
    if not change.area:
        theirs = {area.key for area in areas_of(programme, change.of, change.option)}
        areas = [area for area in areas if area.key in theirs]
    return areas


def takers(programme: Programme, change: TurnChange) -> set[str]:
    """Return the people (by reference) who take such requests in the turn's areas."""
    areas = _areas(programme, change)
    return {each for area in areas for each in programme.takers(area, change.option)}
