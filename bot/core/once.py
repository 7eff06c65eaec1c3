"""Handles each delivery once; a repeat gets the same screen in its present state."""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from bot.core.context import Context
from bot.core.conversation import Incoming, Submission
from bot.core.routes import NOTHING, Reply
from bot.core.seen import Seen, Shape
from bot.core.storage import Work


async def once(
    context: Context, incoming: Incoming, handle: Callable[[], Awaitable[Reply]]
) -> tuple[Reply, bool]:
    """Run ``handle`` the first time only; returns the reply, and whether it was the first time."""
    seen = Seen(reference=_delivery_index(context.work, incoming), at=context.now)
    if not await context.work.add(seen):
        return await _again(context, incoming, seen.reference), False
    reply = await handle()
    await context.work.save(
        replace(seen, shape=reply.shape, screen=reply.screen, subject=reply.subject)
    )
    return reply, True


async def _again(context: Context, incoming: Incoming, reference: str) -> Reply:
    seen = await context.work.of(Seen).get(reference)
    if seen is None or not seen.screen:
        return NOTHING
    if seen.shape is Shape.ASK and not isinstance(incoming, Submission):
        return NOTHING
    return Reply(seen.shape, seen.screen, seen.subject)


def _delivery_index(work: Work, incoming: Incoming) -> str:
    account, delivery = incoming.account, incoming.delivery
    identity = (delivery.kind, delivery.conversation, delivery.id)
    return work.vault.blind_index("seen", account.platform, account.tenant, *identity)
