"""Imports HR's file: all of it in one unit of work, or nothing."""

from collections.abc import Collection
from dataclasses import replace

from bot.core.people import OtherEmail, Person, add_other_email, email_index, free_email
from bot.core.storage import Work
from bot.programme.model.external_sources import HR, HrRecord
from bot.programme.people.joining import unite
from bot.programme.people.person_sources import save_fields
from bot.programme.rosters.hr_plan import HrPlan, HrStep
from bot.programme.rosters.hr_planner import plan_import
from bot.programme.rosters.hr_records import HrRead
from bot.programme.rosters.list_status import note_read
from bot.programme.stored.audit import note_change


async def import_records(
    work: Work, read: HrRead, who: str, *, allow_leavers: bool = False
) -> HrPlan:
    """Import a file if its plan has no faults; the returned plan says so."""
    plan = await plan_import(work, read, allow_leavers=allow_leavers)
    if not plan.is_sound:
        return plan
    if plan.joined:
        for person, newer in plan.joined:
            await unite(work, person, newer)
        plan = await plan_import(work, read, allow_leavers=allow_leavers)
    await take_import(work, plan, who)
    return plan


async def take_import(work: Work, plan: HrPlan, who: str) -> None:
    """Carry out a plan without faults; ``who`` goes into the audit log."""
    for _, step in plan.reused:
        await free_email(work, email_index(work, step.line.email))
    moved = {email_index(work, step.line.email) for step in plan.steps if step.moved}
    for other in await work.of(OtherEmail).find():
        if other.blind_index in moved:
            await work.remove(other)
    in_use = {email_index(work, step.line.email) for step in plan.steps}
    for step in plan.steps:
        await _apply_step(work, step, in_use)
    for before, hr_record in plan.gone:
        await _keep(work, before, hr_record)
    for person in plan.leaving:
        await _leave(work, person.reference, active=False)
    for reference in plan.in_doubt:
        await _leave(work, reference, active=True)
    if not plan.is_empty:
        what = (
            f"HR's file taken: {len(plan.added)} people added,"
            f" {len(plan.changed)} changed, {len(plan.leaving)} left"
        )
        await note_change(work, who, what)
    await note_read(work, HR, people=len(plan.steps), passed_over=plan.left_out)


async def _leave(work: Work, reference: str, *, active: bool) -> None:
    person = await work.of(Person).get(reference)
    if person is not None and (person.active, person.gone) != (active, True):
        await work.save(replace(person, active=active, gone=True))


async def end_doubts(work: Work) -> None:
    """Let the people leave who turned out to have no other name in the days that they had."""
    for record in await work.of(HrRecord).find(HrRecord.leaves_at.at_most(work.now)):
        await work.save(replace(record, leaves_at=None))
        person = await work.of(Person).get(record.reference)
        if person is not None and person.gone:
            await _leave(work, record.reference, active=False)


async def _apply_step(work: Work, step: HrStep, in_use: Collection[str]) -> None:
    # Read again: their address may have been given to somebody else in this work.
    person = await work.of(Person).get(step.reference)
    before = step.person.email_index if step.person else None
    person = await save_fields(work, step.reference, person, step.fields)
    if step.before is None or step.moved:
        await work.vault.seal(Person.email.of(step.reference), step.line.email)
    if step.moved and before and before not in in_use:
        await add_other_email(work, person, before)
    if step.person is None or step.renamed:
        await work.vault.seal(Person.name.of(step.reference), step.line.name)
    await _keep(work, step.before, step.hr_record)


async def _keep(work: Work, known: HrRecord | None, hr_record: HrRecord) -> None:
    if known is None:
        await work.add(replace(hr_record, revision=0))
    elif replace(known, revision=0) != replace(hr_record, revision=0):
        await work.save(replace(hr_record, revision=known.revision))
