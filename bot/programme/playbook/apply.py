"""Apply a playbook: all of it in one unit of work, or nothing."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any, cast

from bot.core.people import (
    Person,
    PlatformAccount,
    account_index,
    add_account,
    add_other_email,
    email_index,
    free_email,
)
from bot.core.places import NO_RENAMES, BelongsTo, StillWaiting, move_all
from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work
from bot.programme.people.joining import plan_join, unite
from bot.programme.people.person_sources import save_fields
from bot.programme.playbook.applied_text import keep_text
from bot.programme.playbook.model import Playbook
from bot.programme.playbook.plan import PersonStep, plan_for, what_waits
from bot.programme.stored.addresses import keep_addresses
from bot.programme.stored.audit import note_change
from bot.programme.stored.configuration import put


@dataclass(frozen=True)
class Applied:
    """What applying a playbook did; without a change there is no new version and no log entry."""

    version: int
    changed: bool
    added: int = 0
    altered: int = 0
    left: int = 0


class SomethingWaitsError(Exception):
    """A playbook removes an area or a unit in which something waits; nothing of it was applied."""

    def __init__(self, waiting: Sequence[StillWaiting]) -> None:
        """Keep what waits, by area and unit."""
        super().__init__("\n".join(map(str, waiting)))
        self.waiting = tuple(waiting)


async def apply(
    work: Work,
    playbook: Playbook,
    who: str,
    *,
    text: str = "",
    places: Sequence[BelongsTo] = (),
) -> Applied:
    """Apply a playbook; ``who`` goes into the audit log.

    People are recognised by their work e-mail, present or earlier, by the earlier one that the
    playbook names, or else by an account, and keep their reference. An account named for another
    person moves to them. People no longer named become inactive, unless HR's file lists them.
    ``text`` is kept for the next export (``keep_text``).

    ``places`` is all that belongs to areas and units: it moves with a renamed one. Raises
    ``SomethingWaitsError`` if one is removed in which something waits.
    """
    plan = await plan_for(work, playbook)
    waiting = await what_waits(work, plan, places)
    if waiting:
        raise SomethingWaitsError(waiting)
    renames = plan.renames
    if playbook.renames != NO_RENAMES:
        await move_all(work, places, playbook.renames)
        plan = replace(await plan_for(work, playbook), renames=renames)
    joined = plan.joined
    for person, newer in joined:
        await unite(work, person, newer)
    if joined:
        plan = replace(await plan_for(work, playbook), renames=renames)
    for step in plan.steps:
        await _apply_step(work, step)
    for person in plan.leaving:
        await work.save(replace(person, active=False, from_playbook=()))
    for person, fields in plan.handed_over:
        await work.save(replace(person, **cast("Any", fields)))
    await keep_addresses(work, plan.addresses)
    version = await put(work, plan.after)
    await keep_text(work, text, {step.entry.email: step.reference for step in plan.steps})
    changed = bool(joined) or not plan.is_empty
    if changed:
        await note_change(work, who, f"playbook applied, version {version}")
    return Applied(
        version=version,
        changed=changed,
        added=sum(step.person is None for step in plan.steps),
        altered=sum(step.person is not None and bool(step.changes) for step in plan.steps),
        left=len(plan.leaving),
    )


async def _apply_step(work: Work, step: PersonStep) -> None:
    if new := cast("str | None", step.fields.get("email_index")):
        await free_email(work, new)
    person = await save_fields(work, step.reference, step.person, step.fields)
    before = step.person.email_index if step.person else None
    other = email_index(work, step.entry.email) if step.keeps_address else before
    if other and other != person.email_index:
        await add_other_email(work, person, other)
    for name, value in step.sealed.items():
        await work.vault.seal(SealedValue(person.reference, name, TEXT), value)
    for blind_index in step.to_remove:
        await _detach(work, blind_index, only_from=person.reference)
    for account in step.to_add:
        await _detach(work, account_index(work, account))
        await add_account(work, person, account)
    for stranger in step.to_join:
        await plan_join(work, stranger, person)


async def _detach(work: Work, blind_index: str, only_from: str | None = None) -> None:
    """Take an account, with its sealed value, from its owner (or only from one person)."""
    for row in await work.of(PlatformAccount).find(PlatformAccount.blind_index.is_(blind_index)):
        if only_from in {None, row.person}:
            await work.remove(row)
            await work.vault.clear(Person.account.of(row.person, row.reference))
