"""Who says what of a person: the playbook first, then HR's file, then what goes without saying."""

from collections.abc import Mapping

from bot.core.people import Person, is_own_choice
from bot.programme.external_sources import HrRecord
from bot.programme.model import Programme

OUTSIDE_HR = "roster"
"""Among what a playbook says of somebody: whether they work here is not for HR's file to say."""


def listed(
    known: Person, hr_record: HrRecord, programme: Programme, said: Mapping[str, object]
) -> dict[str, object]:
    """What HR's file makes of a person, where the playbook (``said``) is silent.

    A unit that HR does not name stays the one a group or a team put them into.
    """
    if not hr_record.active:
        return {} if OUTSIDE_HR in said else {"active": False, "gone": True}
    grouped = known.roster and not hr_record.unit and "unit" not in said
    unit = str(said.get("unit", "")) or (known.unit if grouped else hr_record.unit)
    at = programme.unit(unit)
    found: dict[str, object] = {
        "unit": unit,
        "roster": known.roster if grouped else "",
        "profession": hr_record.profession,
        "manager": hr_record.manager,
        "zone": hr_record.zone or (at.zone if at else programme.zone),
        "locale": known.locale if is_own_choice(known.locale) else hr_record.locale or known.locale,
        "employment": hr_record.employment,
        "adult": hr_record.adult,
        "active": True,
        "gone": False,
    }
    return {name: value for name, value in found.items() if name not in said}
