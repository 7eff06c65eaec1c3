"""The people whose messages wait for an account, and what looking for their accounts found."""

from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.errors import SubjectGone
from bot.core.jobs import Job, JobState, Reason, Recipient
from bot.core.people import Person, PlatformAccount
from bot.core.records import Field, Record, stored
from bot.core.storage import Work
from bot.core.ways import person_of


class AccountSearch(Record):
    """How the last search for accounts on a platform ended; its reference is the platform."""

    at: Field[datetime | None] = stored(default=None)
    waiting: Field[int] = stored(default=0)
    """How many people had messages waiting and no account there."""
    unknown: Field[int] = stored(default=0)
    """How many of those asked about have no account under their work e-mail."""
    unconfirmed: Field[int] = stored(default=0)
    """How many have one whose e-mail the platform has not confirmed, so that it proves nothing."""
    unreachable: Field[bool] = stored(default=False)
    """Whether the platform did not answer."""


@dataclass(frozen=True)
class Sought:
    """Somebody whose account is looked for, and their work e-mail."""

    person: str
    email: str


async def people_waited_for(work: Work, platform: str) -> list[Sought]:
    """The active people with no account on a platform for whom a message waits."""
    waiting = await work.of(Job).find(
        Job.state.is_(JobState.PENDING), Job.reason.is_(Reason.ACCOUNT), order_by=Job.due_at
    )
    if not waiting:
        return []
    accounts = await work.of(PlatformAccount).find(PlatformAccount.platform.is_(platform))
    there = {account.person for account in accounts}
    found: dict[str, Sought] = {}
    for text in dict.fromkeys(job.recipient for job in waiting if job.recipient):
        try:
            person = await person_of(work, Recipient.parse(text))
        except SubjectGone:
            continue
        if person is None or not person.active:
            continue
        if person.reference in there or person.reference in found:
            continue
        if email := await work.vault.open(Person.email.of(person.reference)):
            found[person.reference] = Sought(person.reference, email)
    return list(found.values())


async def note_search(
    work: Work,
    platform: str,
    *,
    waiting: int = 0,
    unknown: int = 0,
    unconfirmed: int = 0,
    unreachable: bool = False,
) -> None:
    """Note how a search on a platform just ended."""
    before = await work.of(AccountSearch).get(platform)
    after = AccountSearch(
        reference=platform,
        at=work.now,
        waiting=waiting,
        unknown=unknown,
        unconfirmed=unconfirmed,
        unreachable=unreachable,
    )
    if before is None:
        await work.add(after)
    else:
        await work.save(replace(after, revision=before.revision))


async def search_is_over(work: Work, platform: str) -> bool:
    """Whether nobody is waited for on a platform any more, and the last search says otherwise."""
    before = await work.of(AccountSearch).get(platform)
    return before is not None and bool(before.waiting or before.unreachable)


async def searches(work: Work) -> list[AccountSearch]:
    """How the last search ended on each platform."""
    return await work.of(AccountSearch).find()
