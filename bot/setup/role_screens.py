"""The forms for role assignments, and the card with their count. No card names a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.inputs import Choice, Input, Option, PeoplePicker, options_labelled, options_named
from bot.core.screens import Button, Card, Form, Text
from bot.core.texts import Words, texts_of
from bot.programme import coordinator_card, role_of
from bot.programme.model import Programme, SupportKind
from bot.programme.names import PROGRAMME_NAMES
from bot.setup.model import AnyRole, ChosenPlace, LocalRole, Place, RoleAssignment, Taker
from bot.setup.names import ADD, CHANGED, REMOVE, REMOVE_WHO, SETUP


@dataclass(frozen=True)
class Places:
    """The areas and units in which a coordinator may give roles."""

    areas: Sequence[Place]
    units: Sequence[Place]
    kinds: Sequence[SupportKind] = ()
    """The support kinds whose requests people here can take."""


def role_labels(words: Words) -> dict[LocalRole, str]:
    """The name of each role."""
    return texts_of(words, "setup.seat", LocalRole)


def role_label(words: Words, programme: Programme, role: AnyRole) -> str:
    """The name of one role."""
    if isinstance(role, Taker):
        return role_of(words, programme.kind(role.kind))
    return role_labels(words)[role]


def add_form(words: Words, places: Places, chosen: RoleAssignment | None) -> Form:
    """Ask who gets which role, where; ``chosen`` is chosen at first."""
    who = PeoplePicker("who", words("setup.add.who"), most=1)
    return Form(
        name=ADD,
        subject="",
        title=words("setup.add.title"),
        close=words("core.close"),
        submit=words("setup.add.save"),
        parts=(Text(words("setup.add.text")),),
        inputs=(who, *_role_and_place(words, places, chosen)),
    )


def remove_form(words: Words, places: Places, chosen: RoleAssignment | None) -> Form:
    """Ask which role to remove somebody from."""
    return Form(
        name=REMOVE,
        subject="",
        title=words("setup.remove.title"),
        close=words("core.close"),
        submit=words("setup.remove.go_on"),
        inputs=_role_and_place(words, places, chosen),
    )


def _role_and_place(
    words: Words, places: Places, chosen: RoleAssignment | None
) -> tuple[Input, ...]:
    kinds = (Option(str(Taker(kind.key)), role_of(words, kind)) for kind in places.kinds)
    named = (*kinds, *options_labelled(role_labels(words)))
    where = options_named(
        [(area.key, area.name) for area in places.areas]
        + [(str(ChosenPlace(unit.key, is_unit=True)), unit.name) for unit in places.units]
    )
    value = str(ChosenPlace(chosen.place, chosen.role.is_of_a_unit)) if chosen else ""
    known = {option.value for option in where}
    return (
        Choice("seat", words("setup.add.seat"), named, chosen=str(chosen.role) if chosen else ""),
        Choice(
            "where",
            words("setup.add.where"),
            where,
            chosen=value if value in known else where[0].value,
        ),
    )


def remove_who_form(
    words: Words,
    assignment: RoleAssignment,
    role: str,
    place: Place,
    people: Sequence[tuple[str, str]],
) -> Form:
    """Ask which of these people, by reference and name, to remove."""
    options = options_named(
        (person, name or words("programme.names.nameless")) for person, name in people
    )
    return Form(
        name=REMOVE_WHO,
        subject=str(assignment),
        title=words("setup.remove.title"),
        close=words("core.close"),
        submit=words("setup.remove.save"),
        parts=(Text(words("setup.remove.text", seat=role, place=place.name)),),
        inputs=(Choice("who", words("setup.add.who"), options),),
    )


def changed_card(
    words: Words, assignment: RoleAssignment, role: str, place: Place, count: int
) -> Card:
    """How many people have a role now, and what to do next."""
    parts = [Text(words("setup.changed.text", seat=role, place=place.name, people=count))]
    if isinstance(assignment.role, Taker):
        parts.append(Text(words("setup.changed.channel")))
    parts.append(Text(words("setup.changed.playbook")))
    return coordinator_card(
        words,
        CHANGED,
        *parts,
        subject=str(assignment),
        buttons=(
            Button(ADD, words("setup.changed.add"), str(assignment), opens_form=True),
            Button(REMOVE, words("setup.changed.remove"), str(assignment), opens_form=True),
            Button(PROGRAMME_NAMES, words("programme.people.names"), opens_form=True),
            Button(SETUP.action, words("setup.changed.go_on")),
        ),
    )
