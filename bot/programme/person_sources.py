"""Who says what of a person: the playbook first, then HR's file, then what goes without saying."""

from collections.abc import Mapping

from bot.core.people import Person, is_own_choice
from bot.programme.external_sources import Listing
from bot.programme.model import Programme

OUTSIDE_HR = "roster"
"""Among what a playbook says of somebody: whether they work here is not for HR's file to say."""


def listed(
    known: Person, listing: Listing, programme: Programme, said: Mapping[str, object]
) -> dict[str, object]:
    """What HR's file makes of a person, where the playbook (``said``) is silent.

    A unit that HR does not name stays the one a group or a team put them into.
    """
    if not listing.active:
        return {} if OUTSIDE_HR in said else {"active": False, "gone": True}
    grouped = known.roster and not listing.unit and "unit" not in said
    unit = str(said.get("unit", "")) or (known.unit if grouped else listing.unit)
    at = programme.unit(unit)
    found: dict[str, object] = {
        "unit": unit,
        "roster": known.roster if grouped else "",
        "profession": listing.profession,
        "manager": listing.manager,
        "zone": listing.zone or (at.zone if at else programme.zone),
        "locale": known.locale if is_own_choice(known.locale) else listing.locale or known.locale,
        "employment": listing.employment,
        "adult": listing.adult,
        "active": True,
        "gone": False,
    }
    return {name: value for name, value in found.items() if name not in said}
