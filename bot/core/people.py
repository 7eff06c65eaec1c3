"""People, their accounts on the platforms, and their roles.

A person's row holds what matching and shifts need, and nothing that identifies them: name, e-mail
and accounts are sealed in the vault under the person's own key, and found by blind indexes.
"""

import json
from collections.abc import AsyncIterator, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from functools import partial

from bot.core.jobs import Job, JobState, Reason, schedule
from bot.core.names import ACCOUNT_FOUND
from bot.core.packed import Packed
from bot.core.records import (
    TEXT,
    Codec,
    Field,
    Listed,
    Openable,
    Record,
    Sealed,
    SealedPer,
    stored,
)
from bot.core.scheduled_shifts import ScheduledShift
from bot.core.storage import Storage, Work, in_one_work, new_reference

AT_ONCE = 200
"""How many people one unit of work reads where all are looked at."""


class Role(StrEnum):
    """What a person may do; the server checks it at each press."""

    CLINICIAN = "clinician"
    SUPPORTER = "supporter"
    """Takes requests of at least one support kind; the programme lists which."""
    UNIT_LEAD = "unit_lead"
    COORDINATOR = "coordinator"
    COUNSEL = "counsel"


class Employment(StrEnum):
    """How somebody is employed; each support kind is open to some of these."""

    EMPLOYEE = "employee"
    TRAINEE = "trainee"
    CONTRACTOR = "contractor"
    VOLUNTEER = "volunteer"


class TrainingLevel(StrEnum):
    """How far somebody is in their own training for a profession."""

    NONE = "none"
    """They are not in training, or nobody said that they are."""
    STUDENT = "student"
    RESIDENT = "resident"
    FELLOW = "fellow"


@dataclass(frozen=True)
class Account:
    """A user as one platform knows them. Never stored in the clear."""

    platform: str
    tenant: str
    user: str

    def neighbour(self, user: str) -> "Account":
        """Return the account of another user of the same platform and tenant."""
        return replace(self, user=user)


ACCOUNT: Codec[Account] = Codec(
    lambda account: json.dumps([account.platform, account.tenant, account.user]),
    lambda text: Account(*json.loads(text)),
)


@dataclass(frozen=True)
class FormerOwner(Packed):
    """Who had an account before, and left; its present owner may be the same person."""

    person: str
    account: str
    """The blind index of the account."""


class Person(Record):
    """Somebody who works here."""

    email_index: Field[str | None] = stored(default=None, column="email_mark")
    """Finds them by their present work e-mail; ``OtherEmail`` has their other addresses."""
    employee_index: Field[str | None] = stored(default=None)
    """The blind index of HR's employee number, if HR gives numbers. It stays when they leave:
    an address that is given to somebody else later must not lead to them."""
    unit: Field[str] = stored(default="")
    units: Field[tuple[str, ...]] = stored(default=())
    """The units they work in besides ``unit``."""
    profession: Field[str] = stored(default="")
    languages: Field[tuple[str, ...]] = stored(default=())
    """The languages they can talk in."""
    employment: Field[Employment] = stored(default=Employment.EMPLOYEE)
    level: Field[TrainingLevel] = stored(default=TrainingLevel.NONE)
    dedicated_to: Field[tuple[str, ...]] = stored(default=())
    """The training levels (``TrainingLevel``) whose requests a supporter is there for first."""
    adult: Field[bool] = stored(default=True)
    """Only adults are written to."""
    trained_until: Field[str] = stored(default="")
    """The last day of a supporter's training, ``YYYY-MM-DD``; empty without an end."""
    zone: Field[str] = stored(default="UTC")
    locale: Field[str] = stored(default="en")
    """The language they read: their own choice, else the hospital's, else that of their app."""
    locale_chosen: Field[bool] = stored(default=False)
    """Whether they chose ``locale`` themselves; then no other source changes it."""
    manager: Field[str | None] = stored(default=None)
    """A person's reference."""
    evaluators: Field[tuple[str, ...]] = stored(default=())
    """The references of the people who assess them."""
    shift: Field[str] = stored(default="")
    """The key of one of their unit's shifts."""
    shift_days: Field[tuple[str, ...]] = stored(default=())
    """The days on which the shift starts (``mon`` … ``sun``); all if empty."""
    prefers: Field[str] = stored(default="")
    """The platform they prefer."""
    active: Field[bool] = stored(default=True)
    welcomed: Field[bool] = stored(default=False)
    """Whether they were told, before any event, what this service is."""
    roster: Field[str] = stored(default="")
    """The source of their unit if it is not the playbook, such as a group on a platform."""
    from_playbook: Field[tuple[str, ...]] = stored(default=(), column="said")
    """The names of the fields that the playbook sets; an HR file may set the others."""
    scheduled_shifts: Field[tuple[ScheduledShift, ...]] = stored(default=(), column="stints")
    """Shifts from calendars, valid between the two moments below; outside, ``shift`` counts."""
    scheduled_shifts_from: Field[datetime | None] = stored(default=None, column="stints_from")
    scheduled_shifts_until: Field[datetime | None] = stored(default=None, column="stints_until")
    gone: Field[bool] = stored(default=False)
    """Whether the HR file no longer lists them, even if an account still works.

    They stay ``active`` while it is in doubt whether they only have a new name there.
    """

    former: Field[str] = stored(default="")
    """The ``FormerOwner`` of an account of theirs; empty once they said whether it was them."""

    name = Sealed(TEXT)
    email = Sealed(TEXT)
    phone = Sealed(TEXT)
    account = SealedPer(ACCOUNT)
    """Each account, by the reference of its ``PlatformAccount``."""
    direct = SealedPer(TEXT)
    """The private conversation with them, by platform."""

    @Listed
    def works_in(self) -> frozenset[str]:
        """The units, by key, that they belong to or have scheduled shifts in."""
        lent = (shift.unit for shift in self.scheduled_shifts)
        return frozenset({self.unit, *self.units, *lent}) - {""}

    @Listed
    def shift_calendars(self) -> frozenset[str]:
        """The calendars, by key, that they have scheduled shifts from."""
        return frozenset(shift.calendar for shift in self.scheduled_shifts)


class PlatformAccount(Record):
    """One account of a person; ``blind_index`` finds it, the vault holds the account."""

    person: Field[str]
    platform: Field[str]
    blind_index: Field[str] = stored(column="mark")


class OtherEmail(Record):
    """One more work e-mail of a person, which leads to them as their present one does.

    It is an earlier one, or one that a platform confirmed for an account of theirs.
    """

    person: Field[str]
    blind_index: Field[str]


def account_index(work: Work, account: Account) -> str:
    """Return the blind index that finds an account."""
    return work.vault.blind_index("account", account.platform, account.tenant, account.user)


async def person_with(work: Work, account: Account) -> Person | None:
    """Return the owner of an account, or ``None`` if nobody here has it."""
    found = await work.of(PlatformAccount).find(
        PlatformAccount.blind_index.is_(account_index(work, account))
    )
    return await work.of(Person).get(found[0].person) if found else None


async def person_behind(work: Work, value: Openable[str]) -> Person | None:
    """Return the person whose reference is sealed in ``value``; ``None`` once it is erased."""
    reference = await work.vault.open(value)
    return await work.of(Person).get(reference) if reference else None


async def person_with_email(work: Work, email: str) -> Person | None:
    """Return the person with this work e-mail address, regardless of case.

    A present address counts before an earlier one of somebody else.
    """
    blind_index = email_index(work, email)
    return (await people_with_emails(work, (blind_index,))).get(blind_index)


async def people_with_emails(work: Work, indexes: Iterable[str]) -> dict[str, Person]:
    """Return the people with these e-mail addresses, by the blind index of the address."""
    wanted = tuple(indexes)
    others = await work.of(OtherEmail).find(OtherEmail.blind_index.one_of(wanted))
    found = {}
    for other in others:
        person = await work.of(Person).get(other.person)
        if person is not None:
            found[other.blind_index] = person
    for person in await work.of(Person).find(Person.email_index.one_of(wanted)):
        found[person.email_index or ""] = person
    return found


def email_index(work: Work, email: str) -> str:
    """Return the blind index that finds a work e-mail address."""
    return work.vault.blind_index("email", email.strip().casefold())


async def add_other_email(work: Work, person: Person, blind_index: str) -> None:
    """Let one more e-mail address, by its blind index, lead to a person."""
    row = OtherEmail(reference=new_reference(), person=person.reference, blind_index=blind_index)
    for before in await work.of(OtherEmail).find(OtherEmail.blind_index.is_(blind_index)):
        if before.person == person.reference:
            return
        await work.remove(before)
    await work.add(row)


async def free_email(work: Work, blind_index: str) -> None:
    """Let an e-mail address, which somebody is about to have, lead to nobody else any more."""
    for other in await work.of(OtherEmail).find(OtherEmail.blind_index.is_(blind_index)):
        await work.remove(other)
    for person in await work.of(Person).find(Person.email_index.is_(blind_index)):
        await work.save(replace(person, email_index=None))
        await work.vault.clear(person.email)


async def note_account_found(work: Work) -> None:
    """Have the messages that wait for somebody's account run at once, if there are any."""
    waiting = await work.of(Job).count(
        Job.state.is_(JobState.PENDING), Job.reason.is_(Reason.ACCOUNT)
    )
    planned = waiting and await work.of(Job).count(
        Job.state.is_(JobState.PENDING), Job.kind.is_(ACCOUNT_FOUND)
    )
    if waiting and not planned:
        key = f"account-found:{new_reference()}"
        await schedule(work, ACCOUNT_FOUND, key, work.now)


async def add_account(work: Work, person: Person, account: Account) -> None:
    """Give a person an account, unless somebody has it already.

    Messages that wait for their account are sent soon after this work.
    """
    row = PlatformAccount(
        reference=new_reference(),
        person=person.reference,
        platform=account.platform,
        blind_index=account_index(work, account),
    )
    if await work.add(row):
        await work.vault.seal(person.account(row.reference), account)
        await note_account_found(work)


async def give_account(work: Work, person: Person, account: Account) -> str:
    """Give a person an account that a platform proves to be theirs, by their e-mail.

    It is taken from an owner who left, or whom no playbook, HR file or e-mail identifies; another
    owner keeps it, and so does one who HR says is another person. Returns the reference of an
    unidentified active owner, who turns out to be this person, or an empty text.
    """
    stranger = ""
    for row in await work.of(PlatformAccount).find(
        PlatformAccount.blind_index.is_(account_index(work, account))
    ):
        owner = await work.of(Person).get(row.person)
        if owner is not None and are_two_by_number(owner, person):
            return ""
        if owner is not None and owner.active:
            if owner.reference == person.reference or owner.email_index or owner.from_playbook:
                return ""
            stranger = owner.reference
        await work.remove(row)
        await work.vault.clear(Person.account.of(row.person, row.reference))
    await add_account(work, person, account)
    return stranger


def are_two_by_number(one: Person, other: Person) -> bool:
    """Return whether HR's employee numbers say that these are two different people."""
    numbers = {one.employee_index, other.employee_index} - {None}
    return len(numbers) > 1


async def is_back(work: Work, person: Person) -> Person:
    """Reactivate a person who had left every platform and is seen on one again.

    A person who still has an account was removed from the playbook and stays inactive, as does
    a person whom the HR file lists as gone.
    """
    if (
        person.active
        or person.gone
        or await work.of(PlatformAccount).count(PlatformAccount.person.is_(person.reference))
    ):
        return person
    return await work.save(replace(person, active=True))


async def take_account(work: Work, row: PlatformAccount) -> None:
    """Remove an account; its owner becomes inactive if it was their last one."""
    await work.remove(row)
    await work.vault.clear(Person.account.of(row.person, row.reference))
    person = await work.of(Person).get(row.person)
    others = await work.of(PlatformAccount).count(PlatformAccount.person.is_(row.person))
    if person is not None and person.active and not others:
        await work.save(replace(person, active=False))


async def add_stranger(
    work: Work, account: Account, zone: str, locale: str, email: str = ""
) -> Person:
    """Add a person for an unknown account: anyone who works here may ask for help.

    A playbook or HR file later finds them by an ``email`` that the platform has verified.
    """
    blind_index = email_index(work, email) if email else None
    person = Person(reference=new_reference(), zone=zone, locale=locale, email_index=blind_index)
    await work.add(person)
    await add_account(work, person, account)
    return person


async def accounts_of(work: Work, person: Person) -> list[Account]:
    """Return a person's accounts, the one on their preferred platform first."""
    rows = await work.of(PlatformAccount).find(PlatformAccount.person.is_(person.reference))
    rows.sort(key=lambda row: (row.platform != person.prefers, row.platform, row.reference))
    found = [await work.vault.open(person.account(row.reference)) for row in rows]
    return [account for account in found if account is not None]


async def everybody(storage: Storage) -> AsyncIterator[list[Person]]:
    """Yield all active people, some at a time, each from a unit of work of its own."""
    last = ""
    while True:
        some = await in_one_work(storage, partial(active_after, last=last), reads_only=True)
        if not some:
            return
        yield some
        last = some[-1].reference


async def active_after(work: Work, last: str) -> list[Person]:
    """Return the next active people after the one with this reference, in its order."""
    where = Person.active.is_(True), Person.reference.at_least(last)
    found = await work.of(Person).find(*where, limit=AT_ONCE + 1)
    return [person for person in found if person.reference != last][:AT_ONCE]


async def accounts_of_all(work: Work, people: Iterable[str]) -> dict[str, list[Account]]:
    """Return the accounts of some people (by reference), in a few statements."""
    references = tuple(people)
    rows = await work.of(PlatformAccount).find(PlatformAccount.person.one_of(references))
    sealed = await work.vault.open_all(sorted({row.person for row in rows}))
    found: dict[str, list[Account]] = {reference: [] for reference in references}
    for row in rows:
        account = sealed.get(row.person, {}).get(f"account.{row.reference}")
        if account:
            found[row.person].append(ACCOUNT.read(account))
    return found


async def accounts_on(storage: Storage, platform: str) -> frozenset[Account]:
    """Return the accounts that all active people have on a platform, read some at a time."""
    found: set[Account] = set()
    async for people in everybody(storage):
        references = [person.reference for person in people]
        accounts = await in_one_work(
            storage, partial(accounts_of_all, people=references), reads_only=True
        )
        found.update(
            account
            for each in accounts.values()
            for account in each
            if account.platform == platform
        )
    return frozenset(found)


async def name_of(work: Work, reference: str) -> str:
    """Return a person's name, or an empty text if none is stored."""
    return await work.vault.open(Person.name.of(reference)) or ""


def first_name(name: str) -> str:
    """Return the first word of a name, for a greeting; empty for an empty name."""
    return next(iter(name.split()), "")
