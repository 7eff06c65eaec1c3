"""Apply a playbook: all of it in one unit of work, or nothing."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.core.people import (
    Account,
    OtherEmail,
    Person,
    PlatformAccount,
    account_index,
    add_account,
    add_other_email,
    email_index,
    free_email,
)
from bot.core.places import (
    NO_RENAMES,
    BelongsTo,
    PlaceKind,
    Renames,
    StillWaiting,
    move_all,
    still_waiting,
)
from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work, new_reference
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.joining import may_be_one, plan_join, unite
from bot.programme.people.person_sources import (
    NOT_REPORTED,
    differing,
    from_hr,
    given_fields,
    save_fields,
)
from bot.programme.people.reference_swap import renamed
from bot.programme.playbook.applied_text import keep_text
from bot.programme.playbook.model import Entry, Playbook
from bot.programme.stored.addresses import keep_addresses, marked
from bot.programme.stored.audit import note_change
from bot.programme.stored.configuration import current, put
from bot.programme.stored.moving import in_units, with_new_keys

SEALED = ("name", "email", "phone")


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


@dataclass(frozen=True)
class PersonStep:
    """What applying a playbook does to one person it names."""

    entry: Entry
    reference: str
    person: Person | None
    """The stored person; ``None`` for somebody new."""
    fields: Mapping[str, object]
    """The fields that change, with their new values."""
    sealed: Mapping[str, str]
    """The same for sealed fields."""
    to_add: tuple[Account, ...] = ()
    to_remove: tuple[str, ...] = ()
    """The blind indexes of accounts to remove."""
    to_join: tuple[str, ...] = ()
    """The references of strangers who used one of the accounts: they are this person."""
    keeps_address: bool = False
    """Whether HR's file gives them another address, which stays their present one."""

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what changes, for a dry run."""
        names = [name for name in self.fields if name not in NOT_REPORTED]
        accounts = ["accounts"] if self.to_add or self.to_remove else []
        return (*names, *self.sealed, *accounts)


@dataclass(frozen=True)
class Stored:
    """Everybody in the database, read once."""

    people: Mapping[str, Person]
    by_email: Mapping[str, Person]
    """People by the blind index of their e-mail."""
    by_other_email: Mapping[str, Person]
    """The same by their other addresses."""
    accounts: Mapping[str, PlatformAccount]
    """Accounts by their blind index."""
    of_person: Mapping[str, Mapping[str, PlatformAccount]]
    """The accounts of each person, by blind index."""
    sealed: Mapping[str, Mapping[str, str]]
    """The sealed values of the people the playbook names."""
    hr_records: Mapping[str, HrRecord]


@dataclass(frozen=True)
class Plan:
    """What applying a playbook will change."""

    before: Programme
    """With the new keys of renamed areas and units."""
    after: Programme
    steps: tuple[PersonStep, ...] = ()
    leaving: tuple[Person, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The addresses of calendars, by the blind indexes that replace them."""
    handed_over: tuple[tuple[Person, Mapping[str, object]], ...] = ()
    """People the playbook no longer names but HR's file does, and their fields by that file."""
    renames: Renames = NO_RENAMES
    """The renamed areas and units that have their old key until now."""
    staying: tuple[Person, ...] = ()
    """People of whom the playbook says nothing and who stay as they are."""
    joined: tuple[tuple[Person, Person], ...] = ()
    """Pairs of records that are one person by the playbook's word, the newer record second."""

    @property
    def is_empty(self) -> bool:
        """Whether applying the playbook changes nothing."""
        nobody = not self.leaving and not any(step.changes for step in self.steps)
        nobody = nobody and not self.joined
        renamed = self.renames.areas or self.renames.units
        return not renamed and nobody and not self.handed_over and self.before == self.after


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


async def plan_for(work: Work, playbook: Playbook) -> Plan:
    """What applying this playbook will change; it only reads."""
    stored = await _stored(work, playbook)
    found = await _found(work, playbook, stored)
    references = {
        email: person.reference if person else new_reference()
        for email, person in found.people.items()
    }
    programme = playbook.programme
    steps = [
        _step(work, entry, found.people[entry.email], references, stored, programme)
        for entry in playbook.people
        if entry.email not in found.twice
    ]
    named = set(references.values()) | {newer.reference for _, newer in found.joined}
    unnamed = [p for p in stored.people.values() if p.from_playbook and p.reference not in named]
    listed_still = {p.reference for p in unnamed if _is_listed(stored, p)}
    before = await current(work)
    renames = _renamed_now(before, playbook.renames)
    before = with_new_keys(before, renames)
    after, addresses = marked(
        work, _with_days(before, _by_reference(playbook.programme, references))
    )
    return Plan(
        before=before,
        after=after,
        addresses=addresses,
        steps=tuple(steps),
        joined=found.joined,
        leaving=tuple(p for p in unnamed if p.active and p.reference not in listed_still),
        handed_over=tuple(
            (p, _by_hr_alone(p, stored.hr_records[p.reference], playbook.programme))
            for p in unnamed
            if p.reference in listed_still
        ),
        renames=renames,
        staying=tuple(
            p
            for p in stored.people.values()
            if p.active and not p.from_playbook and p.reference not in named
        ),
    )


def _renamed_now(before: Programme, renames: Renames) -> Renames:
    """The renames of areas and units that the stored programme has by their old keys."""
    return Renames(
        areas={old: new for old, new in renames.areas.items() if before.area(old)},
        units={old: new for old, new in renames.units.items() if before.unit(old)},
    )


async def what_waits(
    work: Work, plan: Plan, places: Iterable[BelongsTo]
) -> tuple[StillWaiting, ...]:
    """What waits in the areas and units that a plan removes; it only reads."""
    before, after, found = plan.before, plan.after, list[StillWaiting]()
    places = tuple(places)
    for area in before.areas if places else ():
        if after.area(area.key) is None:
            counts = await still_waiting(work, places, PlaceKind.AREA, area.key)
            found += [StillWaiting(PlaceKind.AREA, area.key, counts)] if counts else []
    for unit in before.units if places else ():
        if after.unit(unit.key) is None:
            counts = await still_waiting(work, places, PlaceKind.UNIT, unit.key)
            if people := _people_left_in(plan, unit.key):
                counts = (*counts, (people, "people"))
            found += [StillWaiting(PlaceKind.UNIT, unit.key, counts)] if counts else []
    return tuple(found)


def _people_left_in(plan: Plan, unit: str) -> int:
    """How many people would still belong to a unit that a plan removes."""
    left = sum(unit in {person.unit, *person.units} for person in plan.staying)
    changed = [(step.person, step.fields) for step in plan.steps if step.person]
    return left + sum(
        fields.get("unit", person.unit) == unit for person, fields in (*changed, *plan.handed_over)
    )


def _is_listed(stored: Stored, person: Person) -> bool:
    hr_record = stored.hr_records.get(person.reference)
    # Somebody in doubt may only have a new name.
    return hr_record is not None and (hr_record.active or hr_record.leaves_at is not None)


def _by_hr_alone(person: Person, hr_record: HrRecord, programme: Programme) -> dict[str, object]:
    """The fields that change when only HR's file still lists a person."""
    bare = Person(
        reference=person.reference,
        email_index=person.email_index,
        employee_index=person.employee_index,
        unit=person.unit,
        roster=person.roster,
        locale=person.locale,
        prefers=person.prefers,
    )
    wanted = replace(bare, **cast("Any", from_hr(person, hr_record, programme, {})))
    return differing(person, wanted)


async def _stored(work: Work, playbook: Playbook) -> Stored:
    units = playbook.renames.units
    people = await work.of(Person).find()
    if units:
        people = [in_units(person, units) for person in people]
    accounts = await work.of(PlatformAccount).find()
    of_person: dict[str, dict[str, PlatformAccount]] = {}
    for account in accounts:
        of_person.setdefault(account.person, {})[account.blind_index] = account
    named = {email for entry in playbook.people for email in (entry.email, entry.was) if email}
    indexes = {email_index(work, email) for email in named}
    others = await work.of(OtherEmail).find()
    marked = {blind_index for entry in playbook.people for blind_index in _indexes(work, entry)}
    owners = {account.person for account in accounts if account.blind_index in marked}
    owners |= {person.reference for person in people if person.email_index in indexes}
    owners |= {other.person for other in others if other.blind_index in indexes}
    by_reference = {person.reference: person for person in people}
    return Stored(
        of_person=of_person,
        sealed=await work.vault.open_all(sorted(owners)),
        people=by_reference,
        by_other_email={
            other.blind_index: by_reference[other.person]
            for other in others
            if other.person in by_reference
        },
        by_email={person.email_index: person for person in people if person.email_index},
        accounts={account.blind_index: account for account in accounts},
        hr_records={
            each.reference: replace(each, unit=units.get(each.unit, each.unit))
            for each in await work.of(HrRecord).find()
        },
    )


@dataclass(frozen=True)
class Found:
    """Who the entries of a playbook are."""

    people: Mapping[str, Person | None]
    """The stored person of each entry, by the entry's e-mail; ``None`` for somebody new."""
    twice: frozenset[str] = frozenset()
    """The e-mails of entries that name, by another address, a person who has an entry."""
    joined: tuple[tuple[Person, Person], ...] = ()
    """Pairs of records that are one person, the newer record second."""


async def _found(work: Work, playbook: Playbook, stored: Stored) -> Found:
    """Find the stored person of each entry.

    Somebody with a new address, or a stranger so far, is recognised by an earlier address or by an
    account, so that what waits for them stays with the same person.
    """
    indexes = {entry.email: email_index(work, entry.email) for entry in playbook.people}
    found = {email: stored.by_email.get(blind_index) for email, blind_index in indexes.items()}
    taken = {person.reference for person in found.values() if person}
    joined = []
    for entry in playbook.people:
        earlier, newer = _earlier(work, entry, stored), found[entry.email]
        if earlier is None or earlier.reference in taken:
            continue
        if newer is not None and not await may_be_one(work, earlier, newer):
            continue
        joined += [(earlier, newer)] if newer is not None else []
        found[entry.email] = earlier
        taken.add(earlier.reference)
    twice = _by_other_emails(indexes, stored, found, taken)
    _by_accounts(work, playbook, stored, found, taken)
    return Found(found, twice, tuple(joined))


def _by_other_emails(
    indexes: Mapping[str, str],
    stored: Stored,
    found: dict[str, Person | None],
    taken: set[str],
) -> frozenset[str]:
    """Add to ``found`` the people with other addresses; return the e-mails of second entries."""
    twice = set()
    for email, blind_index in indexes.items():
        owner = stored.by_other_email.get(blind_index) if found[email] is None else None
        if owner is not None:
            found[email] = owner
            if owner.reference in taken:
                twice.add(email)
            taken.add(owner.reference)
    return frozenset(twice)


def _by_accounts(
    work: Work,
    playbook: Playbook,
    stored: Stored,
    found: dict[str, Person | None],
    taken: set[str],
) -> None:
    """Add to ``found`` the people with the accounts that entries name."""
    for entry in playbook.people:
        for blind_index in _indexes(work, entry) if found[entry.email] is None else ():
            row = stored.accounts.get(blind_index)
            owner = stored.people.get(row.person) if row else None
            if owner and owner.reference not in taken:
                found[entry.email] = owner
                taken.add(owner.reference)
                break


def _earlier(work: Work, entry: Entry, stored: Stored) -> Person | None:
    """The person who had the earlier address that an entry names."""
    if not entry.was:
        return None
    blind_index = email_index(work, entry.was)
    return stored.by_email.get(blind_index) or stored.by_other_email.get(blind_index)


def _indexes(work: Work, entry: Entry) -> dict[str, Account]:
    """The accounts that an entry names, by their blind index."""
    return {account_index(work, account): account for _, account in entry.accounts if account}


def _wanted(
    work: Work,
    entry: Entry,
    known: Person,
    references: Mapping[str, str],
    hr_record: HrRecord | None,
    programme: Programme,
) -> Person:
    """The person as the playbook has them, completed by their HR record."""
    wanted = Person(
        reference=known.reference,
        email_index=email_index(work, entry.email),
        employee_index=known.employee_index,
        unit=entry.unit or (known.unit if known.roster else ""),
        units=entry.units,
        profession=entry.profession,
        languages=entry.languages,
        employment=entry.employment,
        level=entry.level,
        dedicated_to=entry.dedicated_to,
        adult=entry.adult,
        trained_until=entry.trained_until,
        zone=entry.zone,
        locale=known.locale if known.locale_chosen else entry.language or known.locale,
        manager=references.get(entry.manager),
        evaluators=tuple(dict.fromkeys(references[email] for email in entry.evaluators)),
        shift=entry.shift,
        shift_days=entry.days,
        prefers=entry.prefers or known.prefers,
        roster="" if entry.unit else known.roster,
        from_playbook=entry.from_playbook,
        active=entry.active,
    )
    if hr_record is None:
        return wanted
    given = given_fields(wanted, entry.from_playbook)
    if not entry.active:
        given["active"] = False
    return replace(wanted, **cast("Any", from_hr(known, hr_record, programme, given)))


def _step(
    work: Work,
    entry: Entry,
    person: Person | None,
    references: Mapping[str, str],
    stored: Stored,
    programme: Programme,
) -> PersonStep:
    reference = references[entry.email]
    known = person or Person(reference=reference)
    hr_record = stored.hr_records.get(reference)
    wanted = _wanted(work, entry, known, references, hr_record, programme)
    by_hr = hr_record is not None and hr_record.active and known.email_index
    keeps_address = bool(by_hr) and known.email_index != wanted.email_index
    if keeps_address:
        wanted = replace(wanted, email_index=known.email_index)
    sealed = stored.sealed.get(reference, {})
    named, mine = _indexes(work, entry), stored.of_person.get(reference, {})
    platforms = {platform for platform, _ in entry.accounts}
    return PersonStep(
        entry=entry,
        reference=reference,
        person=person,
        fields=differing(known, wanted),
        sealed={
            name: value
            for name in SEALED
            if (value := getattr(entry, name)) != sealed.get(name, "")
            and not (keeps_address and name == "email")
        },
        keeps_address=keeps_address,
        to_join=_strangers(stored, reference, named),
        to_add=tuple(account for blind_index, account in named.items() if blind_index not in mine),
        to_remove=tuple(
            blind_index
            for blind_index, row in mine.items()
            if row.platform in platforms and blind_index not in named
        ),
    )


def _strangers(stored: Stored, reference: str, named: Mapping[str, Account]) -> tuple[str, ...]:
    """The owners of these accounts whom neither the playbook nor HR's file knows."""
    owners = {row.person for blind_index in named if (row := stored.accounts.get(blind_index))}
    people = [stored.people[each] for each in sorted(owners - {reference}) if each in stored.people]
    return tuple(
        p.reference for p in people if not p.from_playbook and p.reference not in stored.hr_records
    )


def _by_reference(programme: Programme, references: Mapping[str, str]) -> Programme:
    """The programme with people by reference instead of by e-mail."""

    def swap(emails: tuple[str, ...]) -> tuple[str, ...]:
        # Two addresses may be one person's.
        return tuple(dict.fromkeys(references[email] for email in emails))

    return renamed(programme, swap)


def _with_days(before: Programme, after: Programme) -> Programme:
    """Keep the day a line was last called if the playbook has an older day for its number."""
    days = {(line.key, line.number): line.last_verified for line in before.lines}
    lines = []
    for line in after.lines:
        known = days.get((line.key, line.number), line.last_verified)
        lines.append(replace(line, last_verified=max(line.last_verified, known)))
    return replace(after, lines=tuple(lines))


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
