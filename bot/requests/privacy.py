"""What is held about a person here, and how it goes at once when they say so."""

from dataclasses import replace

from bot.adverse_events import episodes_of
from bot.core.context import Context
from bot.core.jobs import Recipient, RecipientKind
from bot.core.people import Person
from bot.core.redraws import close_for_good
from bot.core.seen import Reader, ShownCard, forget_shown
from bot.core.storage import Work
from bot.requests import transitions
from bot.requests.blind_indexes import holder_index
from bot.requests.model import HELD, Holdings, RequestState, SupportRequest
from bot.requests.queries import asked_by, calls_to, calls_to_come, live_of


async def holdings(work: Work, person: str) -> Holdings:
    """The talks a person (by reference) has asked for, and holds for others, not over yet."""
    blind_index = holder_index(work, person)
    handed = await work.of(SupportRequest).find(SupportRequest.state.is_(RequestState.HANDED))
    asked = [await work.vault.open(each.handed(each.round)) for each in handed]
    return Holdings(
        handed=sum(each == person for each in asked),
        asked=tuple(request.option for request in await asked_by(work, person)),
        calls=tuple(call.reference for call in await calls_to(work, person)),
        calls_to_come=tuple(call.reference for call in await calls_to_come(work, person)),
        held=await work.of(SupportRequest).count(
            SupportRequest.held_by.is_(blind_index), SupportRequest.state.one_of(HELD)
        ),
    )


async def forget(context: Context, person: str) -> None:
    """Withdraw and erase all requests of a person (by reference) in this same work.

    What they hold for others stays: somebody waits for it, and it names the other. One that has
    ended no longer says whose it was, but where its cards hang does, until they are tidied up.
    """
    for request in await live_of(context.work, person):
        await transitions.end(context, request, done=False)
        await _forget_their_cards(context.work, request.reference, person)
    for episode in await episodes_of(context.work, person):
        for ended in await context.work.of(SupportRequest).find(
            SupportRequest.episode.is_(episode.reference)
        ):
            await _forget_their_cards(context.work, ended.reference, person)
            # Beside the blind index that stays of the episode, it would tell that they asked.
            await context.work.save(replace(ended, episode=""))


async def _forget_their_cards(work: Work, request: str, person: str) -> None:
    """Forget the cards of the person who asked, while the others are still redrawn.

    One that does not say yet that the request has ended becomes one that says nothing of it.
    """
    reader = await work.of(Person).get(person)
    for shown in await work.of(ShownCard).find(ShownCard.subject.is_(request)):
        recipient = Recipient.parse(shown.recipient)
        if recipient.kind is RecipientKind.SEALED and recipient.qualifier == "person":
            if reader is not None and shown.wanted > shown.shown:
                await close_for_good(work, shown, Reader(reader.locale, reader.zone))
            else:
                await forget_shown(work, shown)
