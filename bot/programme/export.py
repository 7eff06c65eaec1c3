"""The playbook of the programme as it stands: exported, checked and applied it changes nothing."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, cast

from bot.core.people import Account, Person, PlatformAccount
from bot.core.storage import Work
from bot.programme.addresses import with_addresses
from bot.programme.applied_text import kept_text
from bot.programme.configuration import current, version
from bot.programme.external_sources import Listing
from bot.programme.model import Programme
from bot.programme.playbook import ON_A_PERSON, Entry, Playbook
from bot.programme.reference_swap import everybody_in, renamed

BY_REFERENCE = ("manager", "evaluators")
"""The fields of a person that name other people."""


@dataclass(frozen=True)
class Exported:
    """The playbook as things stand."""

    playbook: Playbook
    left_out: int = 0
    """How many people with a role are not in it, because they have no work e-mail here."""
    text: str = ""
    """The text applied last, as it is kept: for its comments and its order."""


@dataclass(frozen=True)
class Known:
    """Everybody, what is sealed of those who are written down, and their accounts' rows."""

    people: Mapping[str, Person]
    sealed: Mapping[str, Mapping[str, str]]
    rows: Mapping[str, list[PlatformAccount]]
    listings: Mapping[str, Listing]

    def email(self, reference: str) -> str:
        """The work e-mail of a person; empty for who has none here."""
        return self.sealed.get(reference, {}).get("email", "")


async def export(work: Work) -> Exported:
    """The playbook as things stand."""
    return await _exported(work, await current(work))


async def export_version(work: Work, number: int) -> Exported | None:
    """The programme as it was in a version, with the people of today; ``None`` if none is kept.

    Who has left since holds no role in it.
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
    """How many people an export would write down."""
    people = {person.reference: person for person in await work.of(Person).find()}
    return len(_named(people, programme) & people.keys())


def _named(people: Mapping[str, Person], programme: Programme) -> set[str]:
    named = {each.reference for each in people.values() if each.said} | set(everybody_in(programme))
    # Whoever is named by somebody who is named has to be named, too.
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
        listings={each.reference: each for each in await work.of(Listing).find()},
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
    sealed, listing = known.sealed[person.reference], known.listings.get(person.reference)
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
        # Who left by HR's file is out by that file, and back by it.
        active=person.active or (listing is not None and not listing.active),
        accounts=_accounts(person, known),
        said=person.said or _differing(person, listing),
    )


def _differing(person: Person, listing: Listing | None) -> tuple[str, ...]:
    """What to say of somebody of whom the playbook said nothing so far."""
    if listing is not None:
        return ("name",)
    usual = Person(reference=person.reference)
    fields = (f for f in ON_A_PERSON.values() if getattr(person, f) != getattr(usual, f))
    return (*fields, "name")


def _accounts(person: Person, known: Known) -> tuple[tuple[str, Account], ...]:
    sealed = known.sealed[person.reference]
    # Taken away, an account's part is empty.
    found = [
        (row.platform, Account(*json.loads(value)))
        for row in known.rows.get(person.reference, [])
        if (value := sealed.get(f"account.{row.reference}"))
    ]
    found.sort(key=lambda one: (one[0], one[1].tenant, one[1].user))
    return tuple(found)
