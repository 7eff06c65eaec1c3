"""Role assignments in chat: each change makes a version and a line in the audit log."""

from collections.abc import Awaitable, Callable

from bot.core.context import Context
from bot.core.conversation import Command, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.names import Dialog
from bot.core.people import Account, Person, name_of, person_with
from bot.core.routes import Reply, ask, say
from bot.core.screens import Card, Form
from bot.programme import current, is_manager, misplaced, note_change, put
from bot.setup import role_screens as screens
from bot.setup.model import (
    AnyRole,
    ChosenPlace,
    LocalRole,
    Place,
    RoleAssignment,
    Taker,
    holders,
    leaves_nobody,
    place_of,
    places_for,
    role_named,
    sees_requests,
    typed_name,
    with_holders,
    with_takers_alone,
)
from bot.setup.names import CHANGED, REMOVE_WHO

KEYS = {"area", "unit", "in", "at"}
FOR = "for="
"""Precedes a support kind's key, as in ``people add supporter @name for=KEY``."""
Handler = Callable[[Context, Command], Awaitable[Reply]]


def only_opens(dialog: Dialog) -> Handler:
    """The handler of ``people add`` and ``people remove`` without a role: it opens the form."""

    async def handler(context: Context, command: Command) -> Reply:
        if len(command.words) > len(["people", "add"]):
            raise Refused("setup.people.how")
        return ask(dialog)

    return handler


def typed_as(named: AnyRole, spelling: str, *, adds: bool) -> Handler:
    """The handler of ``people add|remove ROLE @name [for=KIND] [in=PLACE]`` for one spelling."""
    before = len(f"people add {spelling}".split())

    async def handler(context: Context, command: Command) -> Reply:
        if len(command.mentioned) != 1:
            # In a chat with the app some platforms have no mentions: the form does it there.
            raise Refused("setup.people.how")
        role, words = await _typed_kind(context, named, command.words[before:])
        place = await _typed_place(context, role, words)
        person = await _person(context, command.account, command.mentioned[0])
        assignment = RoleAssignment(role, place.key)
        if person is None:
            raise Refused("setup.people.unknown")
        if adds:
            await _add(context, assignment, person)
        else:
            await _remove(context, assignment, person.reference)
        return say(CHANGED, str(assignment))

    return handler


async def _typed_kind(
    context: Context, role: AnyRole, words: tuple[str, ...]
) -> tuple[AnyRole, tuple[str, ...]]:
    """The role with the support kind typed after ``for=``, and the other words."""
    kinds = [word.removeprefix(FOR) for word in words if word.startswith(FOR)]
    if not kinds:
        return role, words
    known = (await current(context.work)).support(kinds[0])
    if not isinstance(role, Taker) or known is None or known.external:
        raise Refused("setup.people.how")
    return Taker(known.key), tuple(word for word in words if not word.startswith(FOR))


async def _typed_place(context: Context, role: AnyRole, words: tuple[str, ...]) -> Place:
    """The place typed after ``in=``, or the only place there is; raises ``Refused``."""
    places = places_for(await current(context.work), context.actor.reference, role)
    typed = [word for word in words if word != "@"]
    if not typed and len(places) == 1:
        return places[0]
    name, equals, key = typed[0].partition("=") if len(typed) == 1 else ("", "", "")
    found = next((each for each in places if each.key.casefold() == key), None)
    if not equals or name not in KEYS or found is None:
        raise Refused("setup.people.where", places=", ".join(p.key for p in places[:5]) or "–")
    return found


async def _person(context: Context, account: Account, user: str) -> Person | None:
    """The picked person; ``None`` without a known e-mail, as the next playbook would drop them."""
    person = await person_with(context.work, account.neighbour(user))
    known = person is not None and person.active and person.email_index is not None
    return person if known else None


async def send_add(context: Context, sent: Submission) -> Reply:
    """Give somebody a role, as the form asks."""
    assignment = await _chosen(context, sent)
    person = await _person(context, sent.account, sent.one("who"))
    if person is None:
        raise FormRefused({"who": "setup.people.unknown"})
    try:
        await _add(context, assignment, person)
    except Refused as refusal:
        raise FormRefused({"who": refusal.key}) from refusal
    return say(CHANGED, str(assignment))


async def send_remove(context: Context, sent: Submission) -> Reply:
    """Take the role to remove somebody from, and ask who it is."""
    assignment = await _chosen(context, sent)
    place = await _place(context, assignment)
    if not holders(await current(context.work), place, assignment.role):
        raise FormRefused({"where": "setup.fault.nobody"})
    return ask(REMOVE_WHO, str(assignment))


async def send_remove_who(context: Context, sent: Submission) -> Reply:
    """Remove somebody from a role."""
    assignment = RoleAssignment.of_subject(sent.subject)
    try:
        await _remove(context, assignment, sent.one("who"))
    except Refused as refusal:
        raise FormRefused({"who": refusal.key}) from refusal
    return say(CHANGED, str(assignment))


async def _chosen(context: Context, sent: Submission) -> RoleAssignment:
    """The assignment a form asks for; a unit may stand for its area, as people know their unit."""
    programme = await current(context.work)
    try:
        role = role_named(sent.one("seat"))
    except ValueError:
        raise FormRefused({"seat": "setup.fault.choose"}) from None
    if isinstance(role, Taker) and programme.support(role.kind) is None:
        raise FormRefused({"seat": "setup.fault.choose"})
    where = ChosenPlace.parse(sent.one("where"))
    if role.is_of_a_unit and not where.is_unit:
        raise FormRefused({"where": "setup.fault.unit"})
    key = where.key
    if where.is_unit and not role.is_of_a_unit:
        unit = programme.unit(where.key)
        key = unit.area if unit else ""
    assignment = RoleAssignment(role, key)
    if place_of(programme, context.actor.reference, assignment) is None:
        raise FormRefused({"where": "setup.fault.choose"})
    return assignment


async def _place(context: Context, assignment: RoleAssignment) -> Place:
    """The place of an assignment; raises ``Refused`` if the actor may not change it."""
    place = place_of(await current(context.work), context.actor.reference, assignment)
    if place is None:
        raise Refused("setup.people.not_yours")
    return place


async def _add(context: Context, assignment: RoleAssignment, person: Person) -> None:
    """Give somebody a role; raises ``Refused`` if they must not take requests."""
    place, programme = await _place(context, assignment), await current(context.work)
    now = holders(programme, place, assignment.role)
    if person.reference in now:
        return
    if not person.adult and sees_requests(assignment.role):
        raise Refused("setup.people.young")
    after = with_holders(programme, assignment.role, place, (*now, person.reference))
    managing = await is_manager(context.work, person.reference)
    managers = frozenset({person.reference} if managing else ())
    if person.reference in misplaced(after, managers):
        raise Refused("setup.people.apart")
    await put(context.work, after)
    await _note(context, assignment, "added to", person.reference)


async def _remove(context: Context, assignment: RoleAssignment, person: str) -> None:
    """Take a role away; requests they hold go back by themselves.

    Raises ``Refused`` for the last coordinator and for the last person who could take a request.
    """
    place, programme = await _place(context, assignment), await current(context.work)
    now = holders(programme, place, assignment.role)
    left = tuple(each for each in now if each != person)
    if len(left) == len(now):
        raise Refused("setup.people.not_there")
    if assignment.role is LocalRole.COORDINATOR and not left:
        raise Refused("setup.people.last")
    # Their rota turns go too: a playbook that still named them could not be applied.
    after = with_takers_alone(with_holders(programme, assignment.role, place, left))
    if leaves_nobody(after, assignment.role):
        raise Refused("setup.people.last_taker")
    await put(context.work, after)
    await _note(context, assignment, "taken off", person)


async def _note(context: Context, assignment: RoleAssignment, what: str, person: str) -> None:
    text = f"{person} {what} {typed_name(assignment.role)} in {assignment.place}"
    await note_change(context.work, context.actor.reference, text)


async def draw_add(context: Context, subject: str) -> Form:
    """The form to give somebody a role."""
    return screens.add_form(context.words, await _places(context), _chosen_before(subject))


async def draw_remove(context: Context, subject: str) -> Form:
    """The form to choose the role to remove somebody from."""
    return screens.remove_form(context.words, await _places(context), _chosen_before(subject))


def _chosen_before(subject: str) -> RoleAssignment | None:
    return RoleAssignment.of_subject(subject) if subject else None


async def _places(context: Context) -> screens.Places:
    programme, me = await current(context.work), context.actor.reference
    return screens.Places(
        places_for(programme, me, LocalRole.ON_CALL),
        places_for(programme, me, LocalRole.LEAD),
        tuple(kind for kind in programme.supports if not kind.external),
    )


async def draw_remove_who(context: Context, subject: str) -> Form:
    """Who has the role, by name, in a dialog because it leaves no message behind."""
    assignment = RoleAssignment.of_subject(subject)
    place = await _place(context, assignment)
    programme = await current(context.work)
    there = holders(programme, place, assignment.role)
    people = [(person, await name_of(context.work, person)) for person in there]
    if not people:
        raise SubjectGone
    role = screens.role_label(context.words, programme, assignment.role)
    return screens.remove_who_form(context.words, assignment, role, place, people)


async def draw_changed(context: Context, subject: str) -> Card:
    """How many people have the role now."""
    assignment, programme = RoleAssignment.of_subject(subject), await current(context.work)
    # A coordinator who removed themselves still sees that it worked.
    find = programme.unit if assignment.role.is_of_a_unit else programme.area
    place: Place | None = find(assignment.place)
    if place is None:
        raise SubjectGone
    role = screens.role_label(context.words, programme, assignment.role)
    count = len(holders(programme, place, assignment.role))
    return screens.changed_card(context.words, assignment, role, place, count)
