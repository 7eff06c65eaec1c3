"""Applying a playbook: all of it in one unit of work, or nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, cast

from bot.core.jobs import schedule
from bot.core.names import JobName
from bot.core.people import (
    Account,
    Person,
    PlatformAccount,
    account_mark,
    add_account,
    email_mark,
    give_account,
    is_own_choice,
)
from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work, new_reference
from bot.programme.addresses import keep_addresses, marked
from bot.programme.applied_text import keep_text
from bot.programme.audit import note_change
from bot.programme.configuration import current, put
from bot.programme.external_sources import Listing
from bot.programme.model import Programme
from bot.programme.person_sources import listed
from bot.programme.playbook import Entry, Playbook
from bot.programme.reference_swap import renamed

JOIN = JobName("privacy.join")
"""The kind of job that makes what is one person's another's: ``subject`` of ``detail``."""
SEALED = ("name", "email", "phone")
ON_THE_PERSON = (
    "email_mark",
    "unit",
    "units",
    "profession",
    "languages",
    "employment",
    "adult",
    "trained_until",
    "zone",
    "locale",
    "manager",
    "evaluators",
    "shift",
    "shift_days",
    "prefers",
    "active",
    "roster",
    "said",
    "gone",
)


UNTOLD = ("email_mark", "roster", "said", "gone")
"""What of a person changes without anybody having to read of it."""


@dataclass(frozen=True)
class Applied:
    """What applying a playbook did; without a change there is no new version and no entry."""

    version: int
    changed: bool
    added: int = 0
    altered: int = 0
    left: int = 0


@dataclass(frozen=True)
class Step:
    """What is to be done about one person; ``fields`` and ``sealed`` are what differs.

    Accounts to remove are given by their marks.
    """

    entry: Entry
    reference: str
    person: Person | None
    fields: Mapping[str, object]
    sealed: Mapping[str, str]
    to_add: tuple[Account, ...] = ()
    to_remove: tuple[str, ...] = ()
    to_join: tuple[str, ...] = ()
    """The strangers, by reference, who had an account of theirs: they are this person."""

    @property
    def changes(self) -> tuple[str, ...]:
        """The names of what differs, for people."""
        names = [name for name in self.fields if name not in UNTOLD]
        accounts = ["accounts"] if self.to_add or self.to_remove else []
        return (*names, *self.sealed, *accounts)


@dataclass(frozen=True)
class Held:
    """Everybody there is, read once: people by reference and e-mail mark, accounts by mark.

    Of whom the playbook names, also what is ``sealed``, by part.
    """

    people: Mapping[str, Person]
    by_email: Mapping[str, Person]
    accounts: Mapping[str, PlatformAccount]
    of_person: Mapping[str, Mapping[str, PlatformAccount]]
    """The accounts of each person, by mark."""
    sealed: Mapping[str, Mapping[str, str]]
    listings: Mapping[str, Listing]


@dataclass(frozen=True)
class Plan:
    """What applying a playbook would do."""

    before: Programme
    after: Programme
    steps: tuple[Step, ...] = ()
    leaving: tuple[Person, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=dict)
    """The addresses of calendars, by the marks that stand for them."""
    handed_over: tuple[tuple[Person, Mapping[str, object]], ...] = ()
    """Who is no longer named but stands in HR's file, and what they are by that file."""

    @property
    def is_empty(self) -> bool:
        """Whether everything is already as the playbook says."""
        nobody = not self.leaving and not any(step.changes for step in self.steps)
        return nobody and not self.handed_over and self.before == self.after


async def apply(work: Work, playbook: Playbook, who: str, *, text: str = "") -> Applied:
    """Make everything as the playbook says; ``who`` goes into the audit log.

    People are known by their work e-mail, or failing that by an account, and keep their
    reference. An account named for another person moves to them. Who is no longer named becomes
    inactive, unless HR's file lists them. ``text`` is kept for the next export (``keep_text``).
    """
    plan = await plan_for(work, playbook)
    for step in plan.steps:
        await _take(work, step)
    for person in plan.leaving:
        await work.of(Person).save(replace(person, active=False, said=()))
    for person, fields in plan.handed_over:
        await work.of(Person).save(replace(person, **cast("Any", fields)))
    await keep_addresses(work, plan.addresses)
    version = await put(work, plan.after)
    await keep_text(work, text, {step.entry.email: step.reference for step in plan.steps})
    if not plan.is_empty:
        await note_change(work, who, f"playbook applied, version {version}")
    return Applied(
        version=version,
        changed=not plan.is_empty,
        added=sum(step.person is None for step in plan.steps),
        altered=sum(step.person is not None and bool(step.changes) for step in plan.steps),
        left=len(plan.leaving),
    )


async def plan_for(work: Work, playbook: Playbook) -> Plan:
    """What applying this playbook would do; it only reads."""
    held = await _held(work, playbook)
    found = _found(work, playbook, held)
    references = {
        email: person.reference if person else new_reference() for email, person in found.items()
    }
    programme = playbook.programme
    steps = [
        _step(work, entry, found[entry.email], references, held, programme)
        for entry in playbook.people
    ]
    named = set(references.values())
    unnamed = [p for p in held.people.values() if p.said and p.reference not in named]
    listed_still = {p.reference for p in unnamed if _is_listed(held, p)}
    before = await current(work)
    after, addresses = marked(
        work, _with_days(before, _by_reference(playbook.programme, references))
    )
    return Plan(
        before=before,
        after=after,
        addresses=addresses,
        steps=tuple(steps),
        leaving=tuple(p for p in unnamed if p.active and p.reference not in listed_still),
        handed_over=tuple(
            (p, _by_hr_alone(p, held.listings[p.reference], playbook.programme))
            for p in unnamed
            if p.reference in listed_still
        ),
    )


def _is_listed(held: Held, person: Person) -> bool:
    listing = held.listings.get(person.reference)
    return listing is not None and listing.active


def _by_hr_alone(person: Person, listing: Listing, programme: Programme) -> dict[str, object]:
    """What somebody is without the playbook: what HR's file says, and nothing besides."""
    bare = Person(
        reference=person.reference,
        email_mark=person.email_mark,
        unit=person.unit,
        roster=person.roster,
        locale=person.locale,
        prefers=person.prefers,
    )
    wanted = replace(bare, **cast("Any", listed(person, listing, programme, {})))
    return {**_differing(person, wanted)}


async def _held(work: Work, playbook: Playbook) -> Held:
    people = await work.of(Person).find()
    accounts = await work.of(PlatformAccount).find()
    of_person: dict[str, dict[str, PlatformAccount]] = {}
    for account in accounts:
        of_person.setdefault(account.person, {})[account.mark] = account
    marks = {email_mark(work, entry.email) for entry in playbook.people}
    marked = {mark for entry in playbook.people for mark in _marks(work, entry)}
    owners = {account.person for account in accounts if account.mark in marked}
    owners |= {person.reference for person in people if person.email_mark in marks}
    return Held(
        of_person=of_person,
        sealed=await work.vault.open_all(sorted(owners)),
        people={person.reference: person for person in people},
        by_email={person.email_mark: person for person in people if person.email_mark},
        accounts={account.mark: account for account in accounts},
        listings={each.reference: each for each in await work.of(Listing).find()},
    )


def _found(work: Work, playbook: Playbook, held: Held) -> dict[str, Person | None]:
    """Who each entry is, by e-mail; ``None`` for somebody new.

    A person whose e-mail is nowhere in the playbook (a new address, or a stranger so far) is
    recognised by an account: what waits for them must go on waiting for the same person.
    """
    marks = {entry.email: email_mark(work, entry.email) for entry in playbook.people}
    found = {email: held.by_email.get(mark) for email, mark in marks.items()}
    taken = set()
    for entry in playbook.people:
        for mark in _marks(work, entry) if found[entry.email] is None else ():
            row = held.accounts.get(mark)
            owner = held.people.get(row.person) if row else None
            unnamed = owner is not None and owner.email_mark not in marks.values()
            if owner and unnamed and owner.reference not in taken:
                found[entry.email] = owner
                taken.add(owner.reference)
                break
    return found


def _marks(work: Work, entry: Entry) -> dict[str, Account]:
    """The accounts an entry names, by the mark each is found by."""
    return {account_mark(work, account): account for _, account in entry.accounts if account}


def _wanted(
    work: Work,
    entry: Entry,
    known: Person,
    references: Mapping[str, str],
    listing: Listing | None,
    programme: Programme,
) -> Person:
    """The person as the playbook has them, filled in by HR's file where that lists them."""
    wanted = Person(
        reference=known.reference,
        email_mark=email_mark(work, entry.email),
        unit=entry.unit or (known.unit if known.roster else ""),
        units=entry.units,
        profession=entry.profession,
        languages=entry.languages,
        employment=entry.employment,
        adult=entry.adult,
        trained_until=entry.trained_until,
        zone=entry.zone,
        locale=known.locale if is_own_choice(known.locale) else entry.language or known.locale,
        manager=references.get(entry.manager),
        evaluators=tuple(references[email] for email in entry.evaluators),
        shift=entry.shift,
        shift_days=entry.days,
        prefers=entry.prefers or known.prefers,
        roster="" if entry.unit else known.roster,
        said=entry.said,
        active=entry.active,
    )
    if listing is None:
        return wanted
    said = {name: getattr(wanted, name, None) for name in entry.said}
    if not entry.active:
        said["active"] = False
    return replace(wanted, **cast("Any", listed(known, listing, programme, said)))


def _step(
    work: Work,
    entry: Entry,
    person: Person | None,
    references: Mapping[str, str],
    held: Held,
    programme: Programme,
) -> Step:
    reference = references[entry.email]
    known = person or Person(reference=reference)
    listing = held.listings.get(reference)
    wanted = _wanted(work, entry, known, references, listing, programme)
    sealed = {part: held.sealed.get(reference, {}).get(part, "") for part in SEALED}
    named, mine = _marks(work, entry), held.of_person.get(reference, {})
    platforms = {platform for platform, _ in entry.accounts}
    return Step(
        entry=entry,
        reference=reference,
        person=person,
        fields=_differing(known, wanted),
        sealed={
            part: getattr(entry, part) for part in SEALED if getattr(entry, part) != sealed[part]
        },
        to_join=_strangers(held, reference, named),
        to_add=tuple(account for mark, account in named.items() if mark not in mine),
        to_remove=tuple(
            mark for mark, row in mine.items() if row.platform in platforms and mark not in named
        ),
    )


def _strangers(held: Held, reference: str, named: Mapping[str, Account]) -> tuple[str, ...]:
    """Who had these accounts so far and is nobody that the playbook or HR's file knows."""
    owners = {row.person for mark in named if (row := held.accounts.get(mark))}
    people = [held.people[each] for each in sorted(owners - {reference}) if each in held.people]
    return tuple(p.reference for p in people if not p.said and p.reference not in held.listings)


def _differing(known: Person, wanted: Person) -> dict[str, object]:
    return {
        name: getattr(wanted, name)
        for name in ON_THE_PERSON
        if getattr(known, name) != getattr(wanted, name)
    }


def _by_reference(programme: Programme, references: Mapping[str, str]) -> Programme:
    """The programme with a reference wherever a person stands by e-mail."""
    return renamed(programme, lambda emails: tuple(references[email] for email in emails))


def _with_days(before: Programme, after: Programme) -> Programme:
    """A line that was called since the playbook was written stays called: it is the same number."""
    days = {(line.key, line.number): line.last_verified for line in before.lines}
    lines = (
        replace(
            line,
            last_verified=max(
                line.last_verified, days.get((line.key, line.number), line.last_verified)
            ),
        )
        for line in after.lines
    )
    return replace(after, lines=tuple(lines))


async def _take(work: Work, step: Step) -> None:
    person = step.person
    if person is None:
        person = replace(Person(reference=step.reference), **cast("Any", step.fields))
        await work.of(Person).add(person)
    elif step.fields:
        person = await work.of(Person).save(replace(person, **cast("Any", step.fields)))
    for part, value in step.sealed.items():
        await work.vault.seal(SealedValue(person.reference, part, TEXT), value)
    for mark in step.to_remove:
        await _detach(work, mark, only_from=person.reference)
    for account in step.to_add:
        await _detach(work, account_mark(work, account))
        await add_account(work, person, account)
    for stranger in step.to_join:
        await _join(work, stranger, person)


async def recognise(work: Work, person: Person, account: Account) -> None:
    """Give a person an account that a platform proves to be theirs, with what was asked by it."""
    stranger = await give_account(work, person, account)
    if stranger:
        await _join(work, stranger, person)


async def _join(work: Work, stranger: str, person: Person) -> None:
    """What they asked for goes on as theirs; only features above this one know what that is."""
    key = f"join:{stranger}:{person.reference}"
    await schedule(work, JOIN, key, work.now, subject=stranger, detail=person.reference)


async def _detach(work: Work, mark: str, only_from: str | None = None) -> None:
    """Take an account from whoever has it (or from one person), and what was sealed of it."""
    for row in await work.of(PlatformAccount).find(PlatformAccount.mark.is_(mark)):
        if only_from in {None, row.person}:
            await work.of(PlatformAccount).remove(row)
            await work.vault.clear(Person.account.of(row.person, row.reference))
