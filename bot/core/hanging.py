"""Cards that must hang somewhere while somebody waits: found missing, and hung anew.

A card can vanish: a moderator or a retention rule deletes it, a channel is archived, or the
playbook names another one. A card is known to hang if a message of it is recorded at the address
that the playbook gives now. Where it does not, and no job is about to post it, it is missing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.jobs import Job, JobState, Recipient, RecipientKind, schedule
from bot.core.messages import Message
from bot.core.names import JobName
from bot.core.seen import ShownCard
from bot.core.storage import Work

PAUSE = timedelta(minutes=10)
"""The shortest time between two hangings of one card in one place.

Something may delete each of our messages at once; then it does not get us into a loop.
"""
FREQUENT = 6
"""How many hangings in one place have that pause; later ones have ``LONG_PAUSE``."""
LONG_PAUSE = timedelta(hours=1)
UNDER_WAY = (JobState.PENDING, JobState.LEASED, JobState.SENDING)


@dataclass(frozen=True)
class Spot:
    """Where a card can hang."""

    recipient: Recipient
    address: str = ""
    """The channel's present address; empty for a person, whose conversation stays the same."""


@dataclass(frozen=True)
class Hanging:
    """One card, the spots where it must hang, and the job that posts it."""

    subject: str
    message: Message
    spots: tuple[Spot, ...]
    kind: JobName
    key: str
    """Begins the keys of the jobs that post it."""


async def live_cards(work: Work, hanging: Hanging) -> list[tuple[ShownCard, Spot]]:
    """Return the cards of this screen that hang somewhere, each with the spot it was posted at."""
    found = await work.of(ShownCard).find(
        ShownCard.subject.is_(hanging.subject), ShownCard.screen.is_(hanging.message)
    )
    live = []
    for shown in found:
        address = await work.vault.open(shown.address)
        if address is not None:
            recipient = Recipient.parse(shown.recipient)
            channel = recipient.kind is RecipientKind.CHANNEL
            live.append((shown, Spot(recipient, address.value if channel else "")))
    return live


async def missing(work: Work, hanging: Hanging) -> tuple[Spot, ...]:
    """Return the spots where the card does not hang and nothing is about to post it."""
    there = {spot for _, spot in await live_cards(work, hanging)}
    jobs = await _jobs(work, hanging)
    return tuple(
        spot
        for spot in hanging.spots
        if spot not in there
        and not any(_is_for(job, spot) for job in jobs if job.state in UNDER_WAY)
    )


async def hang(work: Work, hanging: Hanging, spots: Sequence[Spot]) -> None:
    """Plan to post the card at these spots, which ``missing`` returned.

    An attempt that is still planned for another address of the same channel gets this one. An
    earlier one that was not delivered is replaced, so it is not listed as undelivered any more.
    """
    jobs = await _jobs(work, hanging)
    for spot in spots:
        here = [job for job in jobs if job.recipient == str(spot.recipient)]
        planned = next((job for job in here if job.state is JobState.PENDING), None)
        if planned is not None:
            await work.save(
                replace(planned, due_at=work.now, first_due_at=work.now, detail=spot.address)
            )
            continue
        for job in here:
            if job.state is JobState.DEAD:
                await work.save(replace(job, state=JobState.CANCELLED))
        await _plan(work, hanging, spot, _not_before(work.now, here, spot))


def _not_before(now: datetime, here: Sequence[Job], spot: Spot) -> datetime:
    """Return when the card may be hung here again, by the earlier attempts at this address."""
    tried = [
        job.due_at
        for job in here
        if _is_for(job, spot) and job.state in {JobState.SENT, JobState.UNKNOWN, JobState.DEAD}
    ]
    if not tried:
        return now
    return max(now, max(tried) + (PAUSE if len(tried) <= FREQUENT else LONG_PAUSE))


def first_key(hanging: Hanging, spot: Spot) -> str:
    """Return the key of the job that first posts a card at a spot."""
    recipient = spot.recipient
    channel = recipient.kind is RecipientKind.CHANNEL
    return f"{hanging.key}:{recipient.qualifier if channel else recipient.reference}"


async def _plan(work: Work, hanging: Hanging, spot: Spot, at: datetime) -> None:
    first = first_key(hanging, spot)
    for key in (first, f"{first}:{work.now.isoformat()}"):
        if await schedule(
            work,
            hanging.kind,
            key,
            at,
            subject=hanging.subject,
            screen=hanging.message,
            recipient=spot.recipient,
            detail=spot.address,
            urgency=hanging.message.terms.urgency,
        ):
            return


async def _jobs(work: Work, hanging: Hanging) -> list[Job]:
    """Return the jobs that posted this card or will post it, in any state."""
    found = await work.of(Job).find(Job.subject.is_(hanging.subject))
    return [job for job in found if job.kind == hanging.kind and _posts(job, hanging.message)]


def _posts(job: Job, message: Message) -> bool:
    # A job of an older version names its screen only once it was sent.
    return job.screen in {"", message}


def _is_for(job: Job, spot: Spot) -> bool:
    # A job of an older version does not name the address.
    return job.recipient == str(spot.recipient) and job.detail in {"", spot.address}
