"""Who holds which seat, changed in chat: each change is a version and a line in the audit log."""

from collections.abc import Awaitable, Callable

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.names import Dialog
from bot.core.people import Account, Person, name_of, person_with
from bot.core.routes import Reply, ask, say
from bot.core.screens import Card, Form
from bot.programme import current, managers_among, note_change, put, with_takers_alone
from bot.setup import role_screens as screens
from bot.setup.model import (
    AnySeat,
    Held,
    Place,
    Seat,
    Takes,
    holders,
    is_apart,
    leaves_nobody,
    place_of,
    places_for,
    seat_named,
    takes_requests,
    typed_name,
    with_holders,
)
from bot.setup.names import ADD, CHANGED, REMOVE, REMOVE_WHO

KEYS = {"area", "unit", "in", "at"}
FOR = "for="
"""Before a support kind's key: ``people add supporter @name for=KEY``."""
Handler = Callable[[Context, Command], Awaitable[Reply]]


async def open_add(context: Context, command: Command) -> Reply:
    """``people add`` opens the form; ``people add SEAT @name`` does it at once."""
    return _form_unless_words(command, ADD)


async def open_remove(context: Context, command: Command) -> Reply:
    """``people remove`` opens the form."""
    return _form_unless_words(command, REMOVE)


def _form_unless_words(command: Command, form: Dialog) -> Reply:
    if len(command.words) > len(["people", "add"]):
        raise Refused("setup.people.how")
    return ask(form)


async def press_add(context: Context, press: Press, subject: str) -> Reply:
    """The form, from a button; ``subject`` is what is already chosen in it."""
    return ask(ADD, subject)


async def press_remove(context: Context, press: Press, subject: str) -> Reply:
    """The form, from a button."""
    return ask(REMOVE, subject)


def typed_as(named: AnySeat, spelling: str, *, adds: bool) -> Handler:
    """The handler of ``people add|remove SEAT @name [for=KIND] [in=PLACE]``, typed in this way."""
    before = len(f"people add {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        if len(command.mentioned) != 1:
            # Where a platform knows no mentions (in a chat with the app) there is the form.
            raise Refused("setup.people.how")
        seat, words = await _typed_kind(context, named, command.words[before:])
        place = await _typed_place(context, seat, words)
        person = await _person(context, command.account, command.mentioned[0])
        held = Held(seat, place.key)
        if person is None:
            raise Refused("setup.people.unknown")
        if adds:
            await _add(context, held, person)
        else:
            await _remove(context, held, person.reference)
        return say(CHANGED, str(held))

    return handler


async def _typed_kind(
    context: Context, seat: AnySeat, words: tuple[str, ...]
) -> tuple[AnySeat, tuple[str, ...]]:
    """The seat with the support kind typed behind ``for=``, and the other words."""
    kinds = [word.removeprefix(FOR) for word in words if word.startswith(FOR)]
    if not kinds:
        return seat, words
    known = (await current(context.work)).support(kinds[0])
    if not isinstance(seat, Takes) or known is None or known.external:
        raise Refused("setup.people.how")
    return Takes(known.key), tuple(word for word in words if not word.startswith(FOR))


async def _typed_place(context: Context, seat: AnySeat, words: tuple[str, ...]) -> Place:
    """Where a seat is meant: what is typed behind ``in=``, or the only place there is."""
    places = places_for(await current(context.work), context.actor.reference, seat)
    said = [word for word in words if word != "@"]
    if not said and len(places) == 1:
        return places[0]
    name, equals, key = said[0].partition("=") if len(said) == 1 else ("", "", "")
    found = next((each for each in places if each.key.casefold() == key), None)
    if not equals or name not in KEYS or found is None:
        raise Refused("setup.people.where", places=", ".join(p.key for p in places[:5]) or "–")
    return found


async def _person(context: Context, account: Account, user: str) -> Person | None:
    """The person picked, if the roster has them: whoever it does not would be lost at the next."""
    person = await person_with(context.work, Account(account.platform, account.tenant, user))
    known = person is not None and person.active and person.email_index is not None
    return person if known else None


async def send_add(context: Context, sent: Submission) -> Reply:
    """Give somebody a seat, as the form says."""
    held = await _held(context, sent)
    person = await _person(context, sent.account, sent.one("who"))
    if person is None:
        raise FormRefused({"who": "setup.people.unknown"})
    try:
        await _add(context, held, person)
    except Refused as refusal:
        raise FormRefused({"who": refusal.key}) from refusal
    return say(CHANGED, str(held))


async def send_remove(context: Context, sent: Submission) -> Reply:
    """Which seat it is about: then who holds it."""
    held = await _held(context, sent)
    place = await _place(context, held)
    if not holders(await current(context.work), place, held.seat):
        raise FormRefused({"where": "setup.fault.nobody"})
    return ask(REMOVE_WHO, str(held))


async def send_remove_who(context: Context, sent: Submission) -> Reply:
    """Take somebody off a seat."""
    held = parsed(sent.subject)
    try:
        await _remove(context, held, sent.one("who"))
    except Refused as refusal:
        raise FormRefused({"who": refusal.key}) from refusal
    return say(CHANGED, str(held))


async def _held(context: Context, sent: Submission) -> Held:
    """The seat a form names; an area's may be named by a unit of it, as people know their unit."""
    programme = await current(context.work)
    try:
        seat = seat_named(sent.one("seat"))
    except ValueError:
        raise FormRefused({"seat": "setup.fault.choose"}) from None
    if isinstance(seat, Takes) and programme.support(seat.kind) is None:
        raise FormRefused({"seat": "setup.fault.choose"})
    unit = programme.unit(sent.one("where").removeprefix(screens.UNIT))
    is_unit = sent.one("where").startswith(screens.UNIT)
    if seat.is_of_a_unit and not is_unit:
        raise FormRefused({"where": "setup.fault.unit"})
    key = sent.one("where").removeprefix(screens.UNIT)
    if is_unit and not seat.is_of_a_unit:
        key = unit.area if unit else ""
    held = Held(seat, key)
    if place_of(programme, context.actor.reference, held) is None:
        raise FormRefused({"where": "setup.fault.choose"})
    return held


async def _place(context: Context, held: Held) -> Place:
    """The place of a seat; raises ``Refused`` where it is out of the actor's reach."""
    place = place_of(await current(context.work), context.actor.reference, held)
    if place is None:
        raise Refused("setup.people.not_yours")
    return place


async def _add(context: Context, held: Held, person: Person) -> None:
    """Give a seat, by the rules that keep people apart; who has it already keeps it."""
    place, programme = await _place(context, held), await current(context.work)
    now = holders(programme, place, held.seat)
    if person.reference in now:
        return
    if not person.adult and takes_requests(held.seat):
        raise Refused("setup.people.young")
    after = with_holders(programme, held, place, (*now, person.reference))
    managers = managers_among(await context.work.of(Person).find(Person.active.is_(True)))
    if is_apart(after, managers, person.reference):
        raise Refused("setup.people.apart")
    await put(context.work, after)
    await _note(context, held, "added to", person.reference)


async def _remove(context: Context, held: Held, person: str) -> None:
    """Take a seat away; what they hold goes back by itself.

    The last coordinator stays, and the last who could take a request.
    """
    place, programme = await _place(context, held), await current(context.work)
    now = holders(programme, place, held.seat)
    left = tuple(each for each in now if each != person)
    if len(left) == len(now):
        raise Refused("setup.people.not_there")
    if held.seat is Seat.COORDINATOR and not left:
        raise Refused("setup.people.last")
    # Their turns of duty go with the seat: a playbook that still named them could not be applied.
    after = with_takers_alone(with_holders(programme, held, place, left))
    if leaves_nobody(after, held.seat):
        raise Refused("setup.people.last_taker")
    await put(context.work, after)
    await _note(context, held, "taken off", person)


async def _note(context: Context, held: Held, what: str, person: str) -> None:
    told = f"{person} {what} {typed_name(held.seat)} in {held.place}"
    await note_change(context.work, context.actor.reference, told)


def parsed(subject: str) -> Held:
    """The seat a subject is about; raises ``SubjectGone`` for what is none."""
    try:
        return Held.parse(subject)
    except ValueError:
        raise SubjectGone from None


async def draw_add(context: Context, subject: str) -> Form:
    """Whom to give which seat, where."""
    return screens.add_form(context.words, await _places(context), subject)


async def draw_remove(context: Context, subject: str) -> Form:
    """Which seat somebody is to be taken off."""
    return screens.remove_form(context.words, await _places(context), subject)


async def _places(context: Context) -> screens.Places:
    programme, me = await current(context.work), context.actor.reference
    return screens.Places(
        places_for(programme, me, Seat.ON_CALL),
        places_for(programme, me, Seat.LEAD),
        tuple(kind for kind in programme.supports if not kind.external),
    )


async def draw_remove_who(context: Context, subject: str) -> Form:
    """Who holds the seat, by name: a dialog, which leaves no message behind."""
    held = parsed(subject)
    place = await _place(context, held)
    programme = await current(context.work)
    there = holders(programme, place, held.seat)
    people = [(person, await name_of(context.work, person)) for person in there]
    if not people:
        raise SubjectGone
    seat = screens.seat_label(context.words, programme, held.seat)
    return screens.remove_who_form(context.words, held, seat, place, people)


async def draw_changed(context: Context, subject: str) -> Card:
    """How many hold it now."""
    held, programme = parsed(subject), await current(context.work)
    # Who has just taken themselves off it sees that they did.
    find = programme.unit if held.seat.is_of_a_unit else programme.area
    place: Place | None = find(held.place)
    if place is None:
        raise SubjectGone
    seat = screens.seat_label(context.words, programme, held.seat)
    count = len(holders(programme, place, held.seat))
    return screens.changed_card(context.words, held, seat, place, count)
