"""Joins two records that turn out to be one person, such as after a new name.

An e-mail address is one piece of evidence about who somebody is; HR's employee number, an account,
and the playbook are others. What this feature holds is joined at once, so that the next press finds
one person; the features above move what they hold in a job.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, cast

from bot.core.jobs import schedule
from bot.core.names import JobName
from bot.core.people import (
    ACCOUNT,
    Account,
    FormerOwner,
    OtherEmail,
    Person,
    PlatformAccount,
    account_index,
    accounts_of,
    add_other_email,
    are_two_by_number,
    email_index,
    give_account,
    is_back,
    name_of,
    note_account_found,
    people_with_emails,
    person_with,
)
from bot.core.records import TEXT, SealedValue
from bot.core.storage import Work
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrRecord
from bot.programme.people.person_sources import ON_A_PERSON, from_hr, given_fields
from bot.programme.people.reference_swap import everybody_in, renamed
from bot.programme.stored.audit import note_change
from bot.programme.stored.configuration import current, put

JOIN = JobName("privacy.join")
"""The kind of job that gives everything of the person ``subject`` to the person ``detail``."""


async def may_be_one(work: Work, one: Person, other: Person) -> bool:
    """Whether nothing that HR says speaks against two records being one person."""
    if one.reference == other.reference or are_two_by_number(one, other):
        return False
    records = [await work.of(HrRecord).get(each.reference) for each in (one, other)]
    return not all(record is not None and record.active for record in records)


async def is_new_name(work: Work, owner: Person, person: Person, account: Account) -> bool:
    """Whether a person is the owner of an account, who left, under a new name.

    ``account`` is the owner's, and a platform says that it has the person's e-mail. An account that
    was given to somebody else has an owner whom nothing else connects with the person.
    """
    if not (owner.gone or not owner.active) or not person.active:
        return False
    there = {(each.platform, each.tenant) for each in await accounts_of(work, person)}
    if (account.platform, account.tenant) in there or not await may_be_one(work, owner, person):
        return False
    return is_same_work(owner, person) or await share_a_name(work, owner, person)


def is_same_work(one: Person, other: Person) -> bool:
    """Whether two people have the same unit and the same profession."""
    return bool(one.unit and one.profession) and (
        (one.unit, one.profession.casefold()) == (other.unit, other.profession.casefold())
    )


async def share_a_name(work: Work, one: Person, other: Person) -> bool:
    """Whether a part of their names is the same."""
    names = [await name_of(work, each.reference) for each in (one, other)]
    return name_in_common(*names)


def name_in_common(one: str, other: str) -> bool:
    """Whether two names have a word in common, such as a first name."""
    return bool(set(one.casefold().split()) & set(other.casefold().split()))


async def recognise(work: Work, person: Person, account: Account) -> Person:
    """Give a person an account that a platform proves to be theirs, and its requests.

    Returns the person, who is the account's owner so far if that is the same person.
    """
    owner = await person_with(work, account)
    if owner is not None and await is_new_name(work, owner, person, account):
        return await unite(work, owner, person)
    stranger = await give_account(work, person, account)
    if stranger:
        await plan_join(work, stranger, person)
    elif owner is not None and await may_have_been(work, owner, person):
        former = FormerOwner(owner.reference, account_index(work, account))
        person = await work.save(replace(person, former=str(former)))
    return person


async def may_have_been(work: Work, owner: Person, person: Person) -> bool:
    """Whether a person may be somebody who left, and only they can say so."""
    is_known = owner.email_index is not None or bool(owner.from_playbook)
    has_left = is_known and not owner.active
    return has_left and person.active and await may_be_one(work, owner, person)


async def former_owner(work: Work, person: Person, account: Account) -> Person | None:
    """Return who had this account of a person before, if they may be the same person."""
    if not person.former:
        return None
    former = FormerOwner.parse(person.former)
    owner = await work.of(Person).get(former.person)
    if owner is None or former.account != account_index(work, account):
        return None
    return owner if await may_have_been(work, owner, person) else None


async def plan_join(work: Work, stranger: str, person: Person) -> None:
    """Give a stranger's requests to a person; the features above do it, in a job."""
    key = f"join:{stranger}:{person.reference}"
    await schedule(work, JOIN, key, work.now, subject=stranger, detail=person.reference)


async def match_accounts(work: Work, found: Iterable[tuple[str, Account]]) -> dict[str, Person]:
    """Link accounts to people by the work e-mails that a platform confirmed for them.

    Returns the active people by the blind index of the e-mail. Where an account's owner has an
    e-mail that leads to nobody, it leads to them from now on.
    """
    at = {email_index(work, email): account for email, account in found}
    indexes = tuple({account_index(work, account) for account in at.values()})
    rows = await work.of(PlatformAccount).find(PlatformAccount.blind_index.one_of(indexes))
    owners = {row.blind_index: row.person for row in rows}
    people = await people_with_emails(work, at)
    matched, leads_somewhere = {}, set()
    for blind_index, known in people.items():
        account = at[blind_index]
        leads_somewhere.add(account)
        person = await is_back(work, known)
        if not person.active:
            continue
        if owners.get(account_index(work, account)) != person.reference:
            person = await recognise(work, person, account)
        matched[blind_index] = person
    for blind_index, account in at.items():
        reference = owners.get(account_index(work, account))
        if reference is None or account in leads_somewhere:
            continue
        owner = await work.of(Person).get(reference)
        if owner is not None and owner.email_index:
            await add_other_email(work, owner, blind_index)
    return matched


async def unite(work: Work, person: Person, other: Person) -> Person:
    """Make one person of two; ``person`` keeps their reference and all that they wished.

    ``other`` is the newer record: its HR record and its values from the playbook count. So does its
    address, unless only ``person`` is listed by HR. The features above follow in a job.
    """
    record = await work.of(HrRecord).get(other.reference)
    listed = record if record is not None and record.active else None
    before = await work.of(HrRecord).get(person.reference)
    keeps_address = person.email_index and before and before.active and not listed
    sealed = await work.vault.open_all([person.reference, other.reference])
    old, new = person.email_index, other.email_index
    await work.save(replace(other, email_index=None, from_playbook=(), roster=""))
    changes = await _taken_over(work, person, other, listed)
    if new and not keeps_address:
        changes["email_index"] = new
        await work.vault.seal(person.email, sealed.get(other.reference, {}).get("email", ""))
    person = await work.save(replace(person, **cast("Any", changes)))
    await _take_addresses(work, person, other, {old, new})
    await _take_names(work, person, other, sealed)
    await _take_record(work, person, record)
    await _take_accounts(work, person, other)
    await _swap_everywhere(work, other.reference, person.reference)
    await plan_join(work, other.reference, person)
    return person


async def _taken_over(
    work: Work, person: Person, other: Person, record: HrRecord | None
) -> dict[str, object]:
    """The fields of a person that follow from the newer record."""
    given = {
        **given_fields(person, person.from_playbook),
        **given_fields(other, other.from_playbook),
    }
    changes = {
        name: given[name]
        for name in other.from_playbook
        if name in ON_A_PERSON.values() and not (name == "locale" and person.locale_chosen)
    }
    if record is not None:
        changes |= from_hr(person, record, await current(work), given)
    changes |= {
        "from_playbook": tuple(sorted({*person.from_playbook, *other.from_playbook})),
        "employee_index": person.employee_index or other.employee_index,
        "prefers": person.prefers or other.prefers,
        "welcomed": person.welcomed or other.welcomed,
        "active": person.active or other.active,
        "gone": other.gone,
    }
    return changes


async def _take_names(
    work: Work, person: Person, other: Person, sealed: Mapping[str, Mapping[str, str]]
) -> None:
    """Take over a name, unless only the playbook gives the person's, and a telephone number."""
    mine, theirs = sealed.get(person.reference, {}), sealed.get(other.reference, {})
    by_playbook = "name" in person.from_playbook and "name" not in other.from_playbook
    if theirs.get("name") and not (by_playbook and mine.get("name")):
        await work.vault.seal(person.name, theirs["name"])
    if theirs.get("phone") and not mine.get("phone"):
        await work.vault.seal(person.phone, theirs["phone"])


async def _take_addresses(
    work: Work, person: Person, other: Person, addresses: Iterable[str | None]
) -> None:
    """Let every address of both lead to the person."""
    rows = await work.of(OtherEmail).find(OtherEmail.person.is_(other.reference))
    for row in rows:
        await work.save(replace(row, person=person.reference))
    for blind_index in addresses:
        if blind_index and blind_index != person.email_index:
            await add_other_email(work, person, blind_index)


async def _take_record(work: Work, person: Person, record: HrRecord | None) -> None:
    """Let what HR says of the newer record be said of the person."""
    before = await work.of(HrRecord).get(person.reference)
    if before is not None and before.leaves_at is not None:
        before = await work.save(replace(before, leaves_at=None))
    if record is None:
        return
    await work.remove(record)
    if before is None:
        await work.add(replace(record, reference=person.reference, revision=0))
    elif record.active:
        moved = replace(record, reference=person.reference, revision=before.revision)
        await work.save(moved)


async def _take_accounts(work: Work, person: Person, other: Person) -> None:
    """Move the accounts, and the conversations on their platforms."""
    sealed = await work.vault.open_all([person.reference, other.reference])
    known, theirs = sealed.get(person.reference, {}), sealed.get(other.reference, {})
    for name, value in theirs.items():
        if name.startswith("direct.") and value and not known.get(name):
            await work.vault.seal(SealedValue(person.reference, name, TEXT), value)
    for row in await work.of(PlatformAccount).find(PlatformAccount.person.is_(other.reference)):
        if account := theirs.get(f"account.{row.reference}"):
            await work.save(replace(row, person=person.reference))
            await work.vault.seal(person.account(row.reference), ACCOUNT.read(account))
    await note_account_found(work)


async def _swap_everywhere(work: Work, old: str, new: str) -> None:
    """Name a person by another reference wherever the programme and other people name them."""
    programme = await current(work)
    if old in everybody_in(programme):
        await put(work, _swapped(programme, old, new))
        await note_change(work, "joining of two records", "a person's places in the playbook kept")
    for each in await work.of(Person).find(Person.manager.is_(old)):
        await work.save(replace(each, manager=new))
    for each in await work.of(Person).find():
        if old in each.evaluators:
            named = tuple(dict.fromkeys(new if one == old else one for one in each.evaluators))
            await work.save(replace(each, evaluators=named))
    for record in await work.of(HrRecord).find():
        if record.manager == old:
            await work.save(replace(record, manager=new))


def _swapped(programme: Programme, old: str, new: str) -> Programme:
    def swap(people: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(new if each == old else each for each in people))

    return renamed(programme, swap)
