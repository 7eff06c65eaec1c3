"""Who may take a request, and who fits it: rules on values, without a look at any record.

Every rule that speaks against somebody does so silently: they all end in the one refusal, and all
of what they need is looked up before the first of them is asked, so that neither the words nor
the time it takes say which it was.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.core.people import Person, TrainingLevel
from bot.requests.wishes import Preferences, UnitWish


@dataclass(frozen=True)
class Standing:
    """What is known of one person, as far as one request goes.

    ``not_wanted``: its person would rather not talk with them. ``near``: they are on the list of
    the same adverse event. ``leads``: they answer for the unit of its person, or for the one
    where the event was. ``apart``: they are a manager or an investigator, whom no request is for.
    ``full``: they hold as many as one person should.
    """

    not_wanted: bool = False
    near: bool = False
    leads: bool = False
    apart: bool = False
    full: bool = False


def speaks_against(
    asker: Person,
    wishes: Preferences,
    person: Person,
    standing: Standing,
    today: str,
    *,
    fine_if_near: bool = False,
) -> bool:
    """Whether any conflict keeps a person from this request; which one is nobody's business.

    ``today`` is the programme's day (``YYYY-MM-DD``). ``fine_if_near``: to the one who asked it
    is fine if this person was near the same adverse event, where the kind allows it.
    """
    same_unit = bool(units_of(asker) & units_of(person))
    return any(
        (
            person.reference == asker.reference,
            person.reference == asker.manager,
            person.reference in asker.evaluators,
            standing.near and not fine_if_near,
            standing.not_wanted,
            standing.leads,
            standing.apart,
            standing.full,
            wishes.unit is UnitWish.OTHER and same_unit,
            has_lapsed(person, today),
        )
    )


def has_lapsed(person: Person, today: str) -> bool:
    """Whether a supporter's training is over; the last day still counts, no day is no end."""
    return bool(person.trained_until) and person.trained_until < today


def units_of(person: Person) -> frozenset[str]:
    """The units somebody works in, by key."""
    return frozenset({person.unit, *person.units}) - {""}


def languages_of(person: Person) -> frozenset[str]:
    """The languages somebody can talk in, without their country (``es`` for ``es-MX``)."""
    said = {each.replace("_", "-").partition("-")[0] for each in (*person.languages, person.locale)}
    return frozenset(each.casefold() for each in said) - {""}


def works_alike(one: Person, other: Person) -> bool:
    """Whether two people have the same profession."""
    return bool(one.profession) and one.profession.casefold() == other.profession.casefold()


def learns_alike(one: Person, other: Person) -> bool:
    """Whether two people are at the same level of training."""
    return one.level is not TrainingLevel.NONE and one.level is other.level


def met(asker: Person, wishes: Preferences, person: Person) -> Mapping[str, bool]:
    """Each preference there is that a person can meet or not, and whether they do.

    Another unit is none of these: it is kept to always, as a conflict. Nor is the time:
    the two agree on it.
    """
    found: dict[str, bool] = {}
    if wishes.language:
        found["language"] = wishes.language in languages_of(person)
    if wishes.same_profession:
        found["profession"] = works_alike(asker, person)
    if wishes.same_level:
        found["level"] = learns_alike(asker, person)
    if wishes.unit is UnitWish.OWN:
        found["unit"] = bool(units_of(asker) & units_of(person))
    return found


def fits(asker: Person, wishes: Preferences, person: Person) -> bool:
    """Whether a person meets all preferences."""
    return all(met(asker, wishes, person).values())


def is_reserved(asker: Person, person: Person) -> bool:
    """Whether a supporter is there for people in training first, and the asker is none of these."""
    return bool(person.dedicated_to) and asker.level not in person.dedicated_to


def how_well(asker: Person, wishes: Preferences, person: Person) -> int:
    """How many preferences a person meets; who meets more is told first.

    Being there for people in training is none: to be told first would tell the level of who asks.
    """
    return sum(met(asker, wishes, person).values())
