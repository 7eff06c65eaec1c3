"""The forms of seats, and the card that says how many hold one now. No card names a person."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.screens import (
    LONGEST_LABEL,
    MOST_OPTIONS,
    Button,
    Card,
    Choice,
    Form,
    Input,
    Option,
    PeoplePicker,
    Text,
)
from bot.core.texts import Words
from bot.programme import role_of
from bot.programme.model import Area, Programme, SupportKind, Unit
from bot.programme.names import PROGRAMME_NAMES
from bot.setup.model import AnySeat, Held, Place, Seat, Takes, seat_named
from bot.setup.names import ADD, CHANGED, REMOVE, REMOVE_WHO, SETUP

UNIT = "unit/"
"""Before a unit's key, in the value of a form's input: an area may have the same key."""


@dataclass(frozen=True)
class Places:
    """Where a coordinator may fill seats."""

    areas: Sequence[Place]
    units: Sequence[Place]
    kinds: Sequence[SupportKind] = ()
    """The support kinds whose requests somebody can take."""


def seats(words: Words) -> dict[Seat, str]:
    """What the seats are called."""
    return {
        Seat.ON_CALL: words("setup.seat.on_call"),
        Seat.COORDINATOR: words("setup.seat.coordinator"),
        Seat.HOUSE_SUPERVISOR: words("setup.seat.house_supervisor"),
        Seat.INVESTIGATOR: words("setup.seat.investigator"),
        Seat.LEAD: words("setup.seat.lead"),
        Seat.NEXT_IN_LINE: words("setup.seat.next_in_line"),
        Seat.COVER: words("setup.seat.cover"),
    }


def seat_label(words: Words, programme: Programme, seat: AnySeat) -> str:
    """What one seat is called."""
    if isinstance(seat, Takes):
        return role_of(words, programme.kind(seat.kind))
    return seats(words)[seat]


def add_form(words: Words, places: Places, chosen: str) -> Form:
    """Whom to give which seat, where; ``chosen`` is a seat in a place, or empty."""
    who = PeoplePicker("who", words("setup.add.who"), most=1)
    return Form(
        name=ADD,
        subject="",
        title=words("setup.add.title"),
        close=words("core.close"),
        submit=words("setup.add.save"),
        parts=(Text(words("setup.add.text")),),
        inputs=(who, *_seat_and_place(words, places, chosen)),
    )


def remove_form(words: Words, places: Places, chosen: str) -> Form:
    """Which seat somebody is to be taken off."""
    return Form(
        name=REMOVE,
        subject="",
        title=words("setup.remove.title"),
        close=words("core.close"),
        submit=words("setup.remove.go_on"),
        inputs=_seat_and_place(words, places, chosen),
    )


def _seat_and_place(words: Words, places: Places, chosen: str) -> tuple[Input, ...]:
    name, _, key = chosen.partition("/")
    seat = seat_named(name) if name else None
    kinds = (Option(str(Takes(kind.key)), role_of(words, kind)) for kind in places.kinds)
    named = (*kinds, *(Option(each, label) for each, label in seats(words).items()))
    where = [Option(area.key, area.name[:LONGEST_LABEL]) for area in places.areas]
    where += [Option(f"{UNIT}{unit.key}", unit.name[:LONGEST_LABEL]) for unit in places.units]
    value = f"{UNIT}{key}" if seat and seat.is_of_a_unit else key
    known = {option.value for option in where}
    return (
        Choice("seat", words("setup.add.seat"), named, chosen=str(seat or "")),
        Choice(
            "where",
            words("setup.add.where"),
            tuple(where[:MOST_OPTIONS]),
            chosen=value if value in known else where[0].value,
        ),
    )


def remove_who_form(
    words: Words, held: Held, seat: str, place: Place, people: Sequence[tuple[str, str]]
) -> Form:
    """Who holds it now, by reference and name."""
    options = tuple(
        Option(person, (name or words("programme.names.nameless"))[:LONGEST_LABEL])
        for person, name in people[:MOST_OPTIONS]
    )
    return Form(
        name=REMOVE_WHO,
        subject=str(held),
        title=words("setup.remove.title"),
        close=words("core.close"),
        submit=words("setup.remove.save"),
        parts=(Text(words("setup.remove.text", seat=seat, place=place.name)),),
        inputs=(Choice("who", words("setup.add.who"), options),),
    )


def changed_card(words: Words, held: Held, seat: str, place: Area | Unit, count: int) -> Card:
    """How many hold a seat now, and the ways on."""
    parts = [Text(words("setup.changed.text", seat=seat, place=place.name, people=count))]
    if isinstance(held.seat, Takes):
        parts.append(Text(words("setup.changed.channel")))
    parts.append(Text(words("setup.changed.playbook")))
    return Card(
        screen=CHANGED,
        subject=str(held),
        preview=words("programme.preview"),
        parts=tuple(parts),
        buttons=(
            Button(ADD, words("setup.changed.add"), str(held), opens_form=True),
            Button(REMOVE, words("setup.changed.remove"), str(held), opens_form=True),
            Button(PROGRAMME_NAMES, words("programme.people.names"), opens_form=True),
            Button(SETUP.action, words("setup.changed.go_on")),
        ),
    )
