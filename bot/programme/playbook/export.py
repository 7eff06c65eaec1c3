"""Export the programme as a playbook, which changes nothing when it is applied again."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.core.people import Account, Person, PlatformAccount
from bot.core.storage import Work
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.person_sources import ON_A_PERSON
from bot.programme.people.reference_swap import everybody_in, renamed
from bot.programme.playbook.applied_text import kept_text
from bot.programme.playbook.model import Entry, Playbook
from bot.programme.stored.addresses import with_addresses
from bot.programme.stored.configuration import current, version

BY_REFERENCE = ("manager", "evaluators")
"""The fields of a person that name other people."""


@dataclass(frozen=True)
class Exported:
    """A playbook made from the programme."""

    playbook: Playbook
    left_out: int = 0
    """How many people with a role are missing in it because we hold no e-mail of theirs."""
    text: str = ""
    """The text applied last, for its comments and its order."""


@dataclass(frozen=True)
class Known:
    """The people to write down, with their sealed values, accounts, and HR records."""

    people: Mapping[str, Person]
    sealed: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, list[PlatformAccount]]
    hr_records: Mapping[str, HrRecord]

    def email(self, reference: str) -> str:
        """The work e-mail of a person; empty if we hold none."""
        return self.sealed.get(reference, {}).get("email", "")


async def export(work: Work) -> Exported:
    """The playbook of the programme as it stands."""
    return await _exported(work, await current(work))


async def export_version(work: Work, number: int) -> Exported | None:
    """The playbook of an earlier version, with the people of today; ``None`` if it is not kept.

    People who left since have no role in it.
    """
    programme = await version(work, number)
    if programme is None:
        return None
    here = {person.reference for person in await work.of(Person).find(Person.active.is_(True))}
    return await _exported(
        work, renamed(programme, lambda people: tuple(each for each in people if each in here))
    )


async def _exported(work: Work, programme: Programme) -> Exported:
    programme = await with_addresses(work, programme)
    known = await _known(work, programme)
    standing = [each for each in everybody_in(programme) if not known.email(each)]
    text = await kept_text(work, known.email)
    return Exported(_playbook(programme, known), len(standing), text)


async def people_written(work: Work, programme: Programme) -> int:
    """How many people an export writes down."""
    people = {person.reference: person for person in await work.of(Person).find()}
    return len(_named(people, programme) & people.keys())


def _named(people: Mapping[str, Person], programme: Programme) -> set[str]:
    named = {each.reference for each in people.values() if each.from_playbook}
    named |= set(everybody_in(programme))
    # Managers and evaluators of these people have to be written down too.
    new = named
    while new:
        new = {each for ref in new for each in _others(people.get(ref))} - named
        named |= new
    return named


async def _known(work: Work, programme: Programme) -> Known:
    people = {person.reference: person for person in await work.of(Person).find()}
    named = _named(people, programme)
    rows: dict[str, list[PlatformAccount]] = {}
    for row in await work.of(PlatformAccount).find():
        rows.setdefault(row.person, []).append(row)
    return Known(
        people={each: people[each] for each in sorted(named) if each in people},
        sealed=await work.vault.open_all(sorted(named)),
        rows=rows,
        hr_records={each.reference: each for each in await work.of(HrRecord).find()},
    )


def _others(person: Person | None) -> tuple[str, ...]:
    if person is None:
        return ()
    return (*((person.manager,) if person.manager else ()), *person.evaluators)


def _playbook(programme: Programme, known: Known) -> Playbook:
    units = {unit.key: number for number, unit in enumerate(programme.units)}
    entries = [_entry(each, known) for each in known.people.values() if known.email(each.reference)]
    entries.sort(key=lambda one: (units.get(one.unit, len(units)), one.name, one.email))
    return Playbook(renamed(programme, lambda some: _emails(some, known)), tuple(entries))


def _emails(references: Iterable[str], known: Known) -> tuple[str, ...]:
    return tuple(email for each in references if (email := known.email(each)))


def _entry(person: Person, known: Known) -> Entry:
    sealed, hr_record = known.sealed[person.reference], known.hr_records.get(person.reference)
    fields: dict[str, object] = {
        name: getattr(person, field)
        for name, field in ON_A_PERSON.items()
        if name not in BY_REFERENCE
    }
    email = sealed["email"]
    return Entry(
        **cast("Any", fields),
        manager="".join(_emails((person.manager,), known)) if person.manager else "",
        evaluators=_emails(person.evaluators, known),
        name=sealed.get("name") or email.partition("@")[0],
        email=email,
        phone=sealed.get("phone", ""),
        # HR's file alone decides about people who left by it.
        active=person.active or (hr_record is not None and not hr_record.active),
        accounts=_accounts(person, known),
        from_playbook=person.from_playbook or _differing(person, hr_record),
    )


def _differing(person: Person, hr_record: HrRecord | None) -> tuple[str, ...]:
    """The fields to write of somebody the playbook did not name so far."""
    if hr_record is not None:
        return ("name",)
    usual = Person(reference=person.reference)
    fields = (f for f in ON_A_PERSON.values() if getattr(person, f) != getattr(usual, f))
    return (*fields, "name")


def _accounts(person: Person, known: Known) -> tuple[tuple[str, Account], ...]:
    sealed = known.sealed[person.reference]
    # The sealed value of a removed account is empty.
    found = [
        (row.platform, Account(*json.loads(value)))
        for row in known.rows.get(person.reference, [])
        if (value := sealed.get(f"account.{row.reference}"))
    ]
    found.sort(key=lambda one: (one[0], one[1].tenant, one[1].user))
    return tuple(found)
