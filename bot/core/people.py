"""People, their accounts on the platforms, and their roles.

A person row carries what matching and shifts need and nothing that names them: name, e-mail
and accounts are sealed in the vault under the person's own key, and found by blind indexes.
"""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.records import TEXT, Codec, Field, Record, Sealed, SealedPer, stored
from bot.core.storage import Work, new_reference


class Role(StrEnum):
    """What a person may do; checked at each press, on the server.

    ``SUPPORTER``: they take requests of at least one support kind; which, the programme says.
    """

    CLINICIAN = "clinician"
    SUPPORTER = "supporter"
    UNIT_LEAD = "unit_lead"
    COORDINATOR = "coordinator"
    COUNSEL = "counsel"


class Employment(StrEnum):
    """How somebody works here; what each support kind is open to depends on it."""

    EMPLOYEE = "employee"
    TRAINEE = "trainee"
    CONTRACTOR = "contractor"
    VOLUNTEER = "volunteer"


@dataclass(frozen=True)
class Account:
    """A user as one platform knows them. Never stored in the clear."""

    platform: str
    tenant: str
    user: str


ACCOUNT: Codec[Account] = Codec(
    lambda account: json.dumps([account.platform, account.tenant, account.user]),
    lambda text: Account(*json.loads(text)),
)


class Person(Record):
    """Somebody who works here.

    ``shift`` names one of their unit's shifts, ``shift_days`` the days it starts on (``mon`` …
    ``sun``, all when empty); ``manager`` is a person's reference; ``prefers`` a platform.
    ``locale`` is the language they read: their own choice, else the hospital's word, else what
    their app is set to. ``units`` are those they work in besides ``unit``; ``languages`` those they
    can talk in; ``evaluators`` the people, by reference, who assess them. ``employment`` decides
    what they may use. Nobody who is not ``adult`` is written to. ``trained_until`` is the last day
    of a supporter's training, ``YYYY-MM-DD``. ``welcomed``: they were told, in calm times, what
    this is. ``roster`` names what put them into their unit where the playbook does not (a group on
    a platform). ``from_playbook`` are the names of the fields that the playbook gives; empty for
    people it does not name. HR's file may give the others. ``scheduled shifts`` are the shifts
    that a calendar gives them, good for what happens from ``scheduled_shifts_from`` until
    ``scheduled_shifts_until``; beyond that, and without any, the usual ``shift`` stands. ``gone``:
    HR's file says that they left, so that no account that still works brings them back.
    """

    email_index: Field[str | None] = stored(default=None, column="email_mark")
    unit: Field[str] = stored(default="")
    units: Field[tuple[str, ...]] = stored(default=())
    profession: Field[str] = stored(default="")
    languages: Field[tuple[str, ...]] = stored(default=())
    employment: Field[Employment] = stored(default=Employment.EMPLOYEE)
    adult: Field[bool] = stored(default=True)
    trained_until: Field[str] = stored(default="")
    zone: Field[str] = stored(default="UTC")
    locale: Field[str] = stored(default="en")
    manager: Field[str | None] = stored(default=None)
    evaluators: Field[tuple[str, ...]] = stored(default=())
    shift: Field[str] = stored(default="")
    shift_days: Field[tuple[str, ...]] = stored(default=())
    prefers: Field[str] = stored(default="")
    active: Field[bool] = stored(default=True)
    welcomed: Field[bool] = stored(default=False)
    roster: Field[str] = stored(default="")
    from_playbook: Field[tuple[str, ...]] = stored(default=(), column="said")
    scheduled_shifts: Field[tuple[str, ...]] = stored(default=(), column="stints")
    scheduled_shifts_from: Field[datetime | None] = stored(default=None, column="stints_from")
    scheduled_shifts_until: Field[datetime | None] = stored(default=None, column="stints_until")
    gone: Field[bool] = stored(default=False)

    name = Sealed(TEXT)
    email = Sealed(TEXT)
    phone = Sealed(TEXT)
    account = SealedPer(ACCOUNT)
    """Each account, by the reference of its ``PlatformAccount``."""
    direct = SealedPer(TEXT)
    """The private conversation with them, by platform."""


class PlatformAccount(Record):
    """One account of a person; ``blind_index`` finds it, the vault holds what it is."""

    person: Field[str]
    platform: Field[str]
    blind_index: Field[str] = stored(column="mark")


def account_index(work: Work, account: Account) -> str:
    """The blind index by which an account is found."""
    return work.vault.blind_index("account", account.platform, account.tenant, account.user)


async def person_with(work: Work, account: Account) -> Person | None:
    """The person an account belongs to, or ``None`` if nobody here has it."""
    found = await work.of(PlatformAccount).find(
        PlatformAccount.blind_index.is_(account_index(work, account))
    )
    return await work.of(Person).get(found[0].person) if found else None


async def person_with_email(work: Work, email: str) -> Person | None:
    """The person with this work e-mail address (upper and lower case are alike)."""
    found = await work.of(Person).find(Person.email_index.is_(email_index(work, email)))
    return found[0] if found else None


def email_index(work: Work, email: str) -> str:
    """The blind index by which a work e-mail address is found."""
    return work.vault.blind_index("email", email.strip().casefold())


OWN = "-x-own"
"""Ends the language somebody has chosen themselves, as a private tag does (BCP 47)."""


def chosen_by_oneself(language: str) -> str:
    """How a person's own choice of a language is kept: nobody else's word goes before it."""
    return f"{language}{OWN}"


def is_own_choice(locale: str) -> bool:
    """Whether somebody has chosen this language themselves."""
    return locale.endswith(OWN)


async def add_account(work: Work, person: Person, account: Account) -> None:
    """Give a person an account; one that somebody has already stays where it is."""
    row = PlatformAccount(
        reference=new_reference(),
        person=person.reference,
        platform=account.platform,
        blind_index=account_index(work, account),
    )
    if await work.add(row):
        await work.vault.seal(person.account(row.reference), account)


async def give_account(work: Work, person: Person, account: Account) -> str:
    """Give a person an account that a platform proves to be theirs, by their e-mail.

    From somebody who left (or goes by a new address now) it is taken, and from whoever pressed
    something before anybody could say whose account it is; from anybody else it is not. Returns
    the reference of the latter, who turns out to be this person, or an empty text.
    """
    stranger = ""
    for row in await work.of(PlatformAccount).find(
        PlatformAccount.blind_index.is_(account_index(work, account))
    ):
        owner = await work.of(Person).get(row.person)
        if owner is not None and owner.active:
            if owner.reference == person.reference or owner.email_index or owner.from_playbook:
                return ""
            stranger = owner.reference
        await work.remove(row)
        await work.vault.clear(Person.account.of(row.person, row.reference))
    await add_account(work, person, account)
    return stranger


async def is_back(work: Work, person: Person) -> Person:
    """Somebody who had left every platform, and is seen on one again, may do what they could.

    Whoever left the playbook still has an account, and stays as they are; as does who left by
    HR's file, for HR knows before any platform does.
    """
    if (
        person.active
        or person.gone
        or await work.of(PlatformAccount).count(PlatformAccount.person.is_(person.reference))
    ):
        return person
    return await work.save(replace(person, active=True))


async def take_account(work: Work, row: PlatformAccount) -> None:
    """Their account is of no use; without another they can do nothing, and claims go back."""
    await work.remove(row)
    await work.vault.clear(Person.account.of(row.person, row.reference))
    person = await work.of(Person).get(row.person)
    others = await work.of(PlatformAccount).count(PlatformAccount.person.is_(row.person))
    if person is not None and person.active and not others:
        await work.save(replace(person, active=False))


async def add_stranger(
    work: Work, account: Account, zone: str, locale: str, email: str = ""
) -> Person:
    """A person for an account nobody here has yet: anyone who works here may ask for help.

    With an ``email`` that the platform has proven, a playbook or HR's file will know them by it.
    """
    blind_index = email_index(work, email) if email else None
    person = Person(reference=new_reference(), zone=zone, locale=locale, email_index=blind_index)
    await work.add(person)
    await add_account(work, person, account)
    return person


async def accounts_of(work: Work, person: Person) -> list[Account]:
    """A person's accounts, the one on the platform they prefer first."""
    rows = await work.of(PlatformAccount).find(PlatformAccount.person.is_(person.reference))
    rows.sort(key=lambda row: (row.platform != person.prefers, row.platform, row.reference))
    found = [await work.vault.open(person.account(row.reference)) for row in rows]
    return [account for account in found if account is not None]


async def name_of(work: Work, reference: str) -> str:
    """The name a person is known by, or an empty text when none is held."""
    return await work.vault.open(Person.name.of(reference)) or ""


def first_name(name: str) -> str:
    """The first word of a name, for greeting its owner; empty when there is none."""
    return next(iter(name.split()), "")
