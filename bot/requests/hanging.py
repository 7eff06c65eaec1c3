"""Where the card of an open request hangs, and how it gets there again if it is nowhere."""

from dataclasses import replace

from bot.core.context import Context, want_redraw
from bot.core.hanging import Hanging, Spot, hang, live_cards, missing
from bot.core.jobs import Recipient, RecipientKind
from bot.core.storage import Work
from bot.programme import channel_spots, private_channel, reachable
from bot.requests.eligibility import takers_here, weigh
from bot.requests.model import RequestState, SupportRequest
from bot.requests.names import CLAIM_CARD, MOVED
from bot.requests.next_step import HANG
from bot.requests.queries import nobody_may_take


async def hang_up(context: Context, request: SupportRequest) -> None:
    """Hang the card where it is claimed and does not hang yet.

    That is the channel on each platform that has it, or else a private card for each whom no
    conflict keeps from it for good. Neither wishes nor how many they hold leave anybody out: else
    who gets a card would tell what is wished for. The private ones are hung anew only if nobody
    has one.
    """
    hanging = await _hanging(context.work, request)
    spots = await _missing(context.work, request, hanging)
    await hang(context.work, hanging, spots)


async def hangs_nowhere(context: Context) -> list[str]:
    """Return the open requests whose card is missing where it is claimed."""
    work = context.work
    opened = await work.of(SupportRequest).find(SupportRequest.state.is_(RequestState.OPEN))
    return [
        request.reference
        for request in opened
        if await _missing(work, request, await _hanging(work, request))
    ]


async def hang_again(context: Context, reference: str) -> None:
    """Hang the card of a request that ``hangs_nowhere`` found."""
    request = await context.work.of(SupportRequest).get(reference)
    if request is not None:
        await hang_up(context, request)


async def retire_elsewhere(context: Context, request: SupportRequest) -> None:
    """Let cards in channels of before say that the request is in another channel now."""
    hanging = await _hanging(context.work, request)
    for shown, spot in await live_cards(context.work, hanging):
        if spot not in hanging.spots and spot.recipient.kind is RecipientKind.CHANNEL:
            await want_redraw(context.work, await context.work.save(replace(shown, screen=MOVED)))


async def hangs_in_channel(work: Work, request: SupportRequest) -> bool:
    """Whether its card truly hangs in the channel in which it is claimed, on any platform."""
    hanging = await _hanging(work, request)
    there = {spot for _, spot in await live_cards(work, hanging)} & {*hanging.spots}
    return any(spot.recipient.kind is RecipientKind.CHANNEL for spot in there)


async def _hanging(work: Work, request: SupportRequest) -> Hanging:
    programme = await reachable(work)
    spots = channel_spots(programme, private_channel(programme, request.area, request.option))
    if not spots:
        takers = await takers_here(work, request)
        invited = [each for each in takers if (await weigh(work, request, each)).ever]
        spots = tuple(Spot(Recipient.person(person.reference)) for person in invited)
    key = f"claim-card:{request.reference}"
    return Hanging(request.reference, CLAIM_CARD, spots, HANG, key)


async def _missing(work: Work, request: SupportRequest, hanging: Hanging) -> tuple[Spot, ...]:
    if request.state is not RequestState.OPEN or await nobody_may_take(work, request):
        # Nobody is invited to take what none of them may.
        return ()
    found = await missing(work, hanging)
    in_channels = any(s.recipient.kind is RecipientKind.CHANNEL for s in hanging.spots)
    return found if in_channels or len(found) == len(hanging.spots) else ()
