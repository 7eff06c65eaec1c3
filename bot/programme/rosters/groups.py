"""Rosters: people belong to a unit while another system lists them for it."""

from collections.abc import Iterable
from dataclasses import replace

from bot.core.people import (
    Account,
    Person,
    add_stranger,
    is_back,
    person_with,
    person_with_email,
)
from bot.core.storage import Work
from bot.programme.model import Unit
from bot.programme.people.joining import recognise
from bot.programme.stored.configuration import current


async def found_in(
    work: Work, account: Account, email: str, name: str, zone: str, locale: str
) -> Person:
    """The person with an account, else with its e-mail; otherwise a new person."""
    person = await person_with(work, account)
    known = await person_with_email(work, email) if email else None
    if known is not None and (person is None or known.reference != person.reference):
        known = await is_back(work, known)
        if known.active or person is None:
            known = await recognise(work, known, account)
        person = await person_with(work, account) or known
    if person is None:
        locale = locale or (await current(work)).language
        person = await add_stranger(work, account, zone or "UTC", locale, email)
        if name:
            await work.vault.seal(person.name, name)
    return person


async def keep_roster(work: Work, roster: str, unit: Unit, people: Iterable[Person]) -> None:
    """Put exactly these people into a unit by ``roster``.

    People with a unit from the playbook keep it.
    """
    listed = {person.reference: person for person in people}
    for person in await work.of(Person).find(Person.roster.is_(roster)):
        if person.reference not in listed:
            await work.save(replace(person, unit="", roster=""))
    for person in listed.values():
        if not person.unit or (person.roster == roster and person.unit != unit.key):
            await work.save(
                replace(person, unit=unit.key, roster=roster, zone=person.zone or unit.zone)
            )
