"""What applying a playbook will change: computed first, for a dry run as well."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.core.people import Account, Person, email_index
from bot.core.places import (
    NO_RENAMES,
    BelongsTo,
    PlaceKind,
    Renames,
    StillWaiting,
    still_waiting,
)
from bot.core.storage import Work, new_reference
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.person_sources import NOT_REPORTED, differing, from_hr, given_fields
from bot.programme.people.reference_swap import renamed
from bot.programme.playbook.matching import Stored, indexes_of, matched, read_stored
from bot.programme.playbook.model import Entry, Playbook
from bot.programme.stored.addresses import marked
from bot.programme.stored.configuration import current
from bot.programme.stored.moving import with_new_keys

SEALED = ("name", "email", "phone")
"""The fields of an entry that are sealed for its person."""


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


async def plan_for(work: Work, playbook: Playbook) -> Plan:
    """What applying this playbook will change; it only reads."""
    stored = await read_stored(work, playbook)
    found = await matched(work, playbook, stored)
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
    # Somebody new reads the hospital's language until their own is known.
    begun = person or replace(known, locale=programme.language)
    hr_record = stored.hr_records.get(reference)
    wanted = _wanted(work, entry, begun, references, hr_record, programme)
    by_hr = hr_record is not None and hr_record.active and known.email_index
    keeps_address = bool(by_hr) and known.email_index != wanted.email_index
    if keeps_address:
        wanted = replace(wanted, email_index=known.email_index)
    sealed = stored.sealed.get(reference, {})
    named, mine = indexes_of(work, entry), stored.of_person.get(reference, {})
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
