"""Finds the stored person of each entry of a playbook."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.core.people import (
    Account,
    OtherEmail,
    Person,
    PlatformAccount,
    account_index,
    email_index,
)
from bot.core.storage import Work
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.joining import may_be_one
from bot.programme.playbook.model import Entry, Playbook
from bot.programme.stored.moving import in_units


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


async def read_stored(work: Work, playbook: Playbook) -> Stored:
    """Read everybody, with the new keys of renamed units."""
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
    marked = {blind_index for entry in playbook.people for blind_index in indexes_of(work, entry)}
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
class Matches:
    """Who the entries of a playbook are."""

    people: Mapping[str, Person | None]
    """The stored person of each entry, by the entry's e-mail; ``None`` for somebody new."""
    twice: frozenset[str] = frozenset()
    """The e-mails of entries that name, by another address, a person who has an entry."""
    joined: tuple[tuple[Person, Person], ...] = ()
    """Pairs of records that are one person, the newer record second."""


async def matched(work: Work, playbook: Playbook, stored: Stored) -> Matches:
    """Find the stored person of each entry; it only reads.

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
    return Matches(found, twice, tuple(joined))


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
        for blind_index in indexes_of(work, entry) if found[entry.email] is None else ():
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


def indexes_of(work: Work, entry: Entry) -> dict[str, Account]:
    """The accounts that an entry names, by their blind index."""
    return {account_index(work, account): account for _, account in entry.accounts if account}
