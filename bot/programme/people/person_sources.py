"""What the playbook, HR's file, and an app each say about a person, and which of them counts."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, cast

from bot.core.people import Person
from bot.core.storage import Work
from bot.programme.model import Programme
from bot.programme.model.external_sources import HrRecord

ON_A_PERSON = {
    "unit": "unit",
    "units": "units",
    "profession": "profession",
    "languages": "languages",
    "employment": "employment",
    "level": "level",
    "dedicated_to": "dedicated_to",
    "adult": "adult",
    "trained_until": "trained_until",
    "manager": "manager",
    "evaluators": "evaluators",
    "zone": "zone",
    "language": "locale",
    "shift": "shift",
    "days": "shift_days",
    "prefers": "prefers",
}
"""The keys under ``[[people]]``, with the field of a person that each of them gives."""

OUTSIDE_HR = "roster"
"""In ``Person.from_playbook``: HR's file does not decide whether this person works here."""
ON_THE_PERSON = (
    "email_index",
    "employee_index",
    *ON_A_PERSON.values(),
    "active",
    "roster",
    "from_playbook",
    "gone",
)
"""The fields of a person that a playbook or HR's file may change."""
NOT_REPORTED = ("email_index", "employee_index", "roster", "from_playbook", "gone")
"""Those of them whose change no dry run mentions."""


def from_hr(
    known: Person, hr_record: HrRecord, programme: Programme, given: Mapping[str, object]
) -> dict[str, object]:
    """The fields that HR's file gives a person; those ``given`` by the playbook are left out.

    If HR names no unit, the person stays in the unit that a platform's group put them into.
    """
    if not hr_record.active and OUTSIDE_HR in given:
        return {}
    if not hr_record.active:
        # While it is in doubt whether they only have a new name, they stay.
        return {"gone": True} if hr_record.leaves_at else {"active": False, "gone": True}
    grouped = known.roster and not hr_record.unit and "unit" not in given
    unit = str(given.get("unit", "")) or (known.unit if grouped else hr_record.unit)
    at = programme.unit(unit)
    found: dict[str, object] = {
        "unit": unit,
        "roster": known.roster if grouped else "",
        "profession": hr_record.profession,
        "manager": hr_record.manager,
        "zone": hr_record.zone or (at.zone if at else programme.zone),
        "locale": known.locale if known.locale_chosen else hr_record.locale or known.locale,
        "employment": hr_record.employment,
        "level": hr_record.level,
        "adult": hr_record.adult,
        "active": True,
        "gone": False,
    }
    return {name: value for name, value in found.items() if name not in given}


def given_fields(person: Person, names: tuple[str, ...]) -> dict[str, object]:
    """The values of these fields; a name that is no field of a person has none."""
    return {name: getattr(person, name, None) for name in names}


def differing(known: Person, wanted: Person) -> dict[str, object]:
    """The fields in which ``wanted`` differs from ``known``, with their new values."""
    return {
        name: getattr(wanted, name)
        for name in ON_THE_PERSON
        if getattr(known, name) != getattr(wanted, name)
    }


async def save_fields(
    work: Work, reference: str, person: Person | None, fields: Mapping[str, object]
) -> Person:
    """Save these fields of a person, who is added if they are new."""
    changes = cast("Any", fields)
    if person is None:
        person = replace(Person(reference=reference), **changes)
        await work.add(person)
        return person
    return await work.save(replace(person, **changes)) if fields else person


async def reading_in(work: Work, person: Person, locale: str) -> Person:
    """The person, as a reader of the language that their app is set to (``es_MX``).

    Their own choice, the playbook, and HR's file count more than the app. A work that only reads
    shows them the language; their next press saves it.
    """
    if not locale or locale == person.locale or person.locale_chosen:
        return person
    if "locale" in person.from_playbook:
        return person
    hr_record = await work.of(HrRecord).get(person.reference) if person.reference else None
    if hr_record is not None and hr_record.locale:
        return person
    if work.reads_only:
        return replace(person, locale=locale)
    return await work.save(replace(person, locale=locale))
