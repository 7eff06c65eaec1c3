"""Handing a request to one colleague, who has to take it as anybody else would.

The contact leaves whoever hands it on at once. The colleague sees a card without a name and may
leave it; what they may not take, by any rule, is refused before they are asked, with one line for
every reason. Whom nobody takes over goes back to all, and through "show me who first" its person
is asked again.
"""

from itertools import takewhile

from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused, Refused, SubjectGone
from bot.core.inputs import Option as Pick
from bot.core.people import Person, name_of, person_with
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.screens import Card, Form
from bot.programme import current, is_quiet
from bot.requests import transitions
from bot.requests.eligibility import takers_here
from bot.requests.handoffs import screens
from bot.requests.model import Back, SupportRequest
from bot.requests.names import HAND_OFF, HANDED_CARD, HELD_CARD
from bot.requests.queries import (
    held_by_code,
    held_request,
    is_handed_to,
    is_of_now,
    may_look,
    on_duty_for,
    request_of,
)
from bot.requests.screens import when

NOT_THEM = "support_requests.hand_off.not_them"


async def opened(context: Context, press: Press, subject: str) -> Reply:
    """Open the dialog in which a colleague is picked."""
    request = await held_request(context, subject)
    return ask(HAND_OFF, request.reference)


async def handed(context: Context, sent: Submission) -> Reply:
    """Ask the colleague who was picked."""
    request = await held_request(context, sent.subject)
    if not is_of_now(request, sent.subject):
        raise SubjectGone
    picked = (
        await context.work.of(Person).get(sent.one(screens.WHO)) if sent.one(screens.WHO) else None
    )
    if picked is None:
        raise FormRefused({screens.WHO: "support_requests.hand_off.nobody_picked"})
    if not await _hand_to(context, request, picked):
        raise FormRefused({screens.WHO: NOT_THEM})
    return ask(screens.HANDED_ON, request.reference)


async def typed(context: Context, command: Command) -> Reply:
    """Ask the colleague who was named; without a name, show the way to the list."""
    # Where nobody can be named by typing, a name is only words: the code stands before it.
    said = tuple(takewhile(lambda word: not word.startswith("@"), command.words[2:]))
    request = await held_by_code(context, said)
    if not command.mentioned:
        return say(screens.HAND_OFF_ASK, request.reference)
    picked = await person_with(context.work, command.account.neighbour(command.mentioned[0]))
    if picked is None or not await _hand_to(context, request, picked):
        raise Refused(NOT_THEM)
    return say(HELD_CARD, request.reference)


async def _hand_to(context: Context, request: SupportRequest, picked: Person) -> bool:
    """Hand it on; ``False`` if they may not take it, and then the whole work is to be undone."""
    mine = picked.reference == context.actor.reference
    request = await transitions.hand_on(context, request, picked)
    # Weighed as the request is from now on, with preferences kept to anew.
    may = await may_look(context.work, request, picked)
    return may and not mine and await can_be_asked(context, request, picked)


async def can_be_asked(context: Context, request: SupportRequest, person: Person) -> bool:
    """Whether they are on duty, or at least not asleep: nobody would see that it waits."""
    working = await on_duty_for(context.work, request)
    if person.reference in {each.reference for each in working}:
        return True
    unit = (await current(context.work)).unit(person.unit)
    return not is_quiet(unit, person, context.now)


async def not_me(context: Context, press: Press, subject: str) -> Reply:
    """The colleague leaves it; everybody is asked at once, and nobody is told who left it."""
    request = await request_of(context, subject)
    if await is_handed_to(context.work, request, context.actor) and is_of_now(request, subject):
        request = await transitions.back_to_queue(context, request, Back.HANDED, tell=False)
    return replace_card(HANDED_CARD, request.reference)


async def draw_form(context: Context, subject: str) -> Form:
    """Everybody who takes such requests, those on duty first. Who may not is not left out."""
    request = await held_request(context, subject)
    work = context.work
    duty = {person.reference for person in await on_duty_for(work, request)}
    picks: list[tuple[bool, str, Pick]] = []
    for person in await takers_here(work, request):
        name = await name_of(work, person.reference)
        there = await can_be_asked(context, request, person)
        if name and there and person.reference != context.actor.reference:
            on = person.reference in duty
            pick = screens.colleague(context.words, person.reference, name, on_duty=on)
            picks.append((not on, name, pick))
    picks.sort(key=lambda each: each[:2])
    return screens.hand_off_form(context.words, request, [pick for _, _, pick in picks])


async def draw_ask(context: Context, subject: str) -> Card:
    """The way to the dialog."""
    request = await request_of(context, subject)
    return screens.hand_off_ask_card(context.words, context.lines, request)


async def draw_card(context: Context, subject: str) -> Card:
    """What the colleague sees, while they are asked and after."""
    request = await request_of(context, subject)
    mine = await is_handed_to(context.work, request, context.person)
    until = when(context.words, request.next_step_at or context.now, context.now)
    return screens.handed_card(context.words, context.lines, request, until, mine=mine)
