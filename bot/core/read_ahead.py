"""Reads at once what each job of a batch is about to read by itself: few statements for many."""

from collections.abc import Iterable, Sequence

from bot.core.jobs import Job, Recipient, RecipientKind
from bot.core.leases import card_reference
from bot.core.people import Person, PlatformAccount
from bot.core.seen import ShownCard
from bot.core.storage import Work


async def rows_of(work: Work, jobs: Sequence[Job]) -> None:
    """Read the present rows of these jobs."""
    await work.of(Job).find(Job.reference.one_of(job.reference for job in jobs))


async def recipients_of(work: Work, jobs: Sequence[Job]) -> None:
    """Read the present rows of these jobs, their cards, and who gets them by which account."""
    await rows_of(work, jobs)
    references = [card_reference(job) for job in jobs]
    cards = await work.of(ShownCard).find(ShownCard.reference.one_of(references))
    written = {each.recipient for each in jobs} | {each.recipient for each in cards}
    found = [Recipient.parse(each) for each in sorted(written - {""})]
    sealed = [each for each in found if each.kind is RecipientKind.SEALED]
    await work.vault.open_all([*references, *(each.reference for each in sealed)])
    named = [each.reference for each in found if each.kind is RecipientKind.PERSON]
    behind = [await work.vault.open(each.sealed_person) for each in sealed]
    await _people(work, {*named, *(each for each in behind if each is not None)})


async def _people(work: Work, people: Iterable[str]) -> None:
    references = sorted(people)
    await work.of(Person).find(Person.reference.one_of(references))
    await work.of(PlatformAccount).find(PlatformAccount.person.one_of(references))
    await work.vault.open_all(references)
