"""A coordinator asks one person to look at an open request, by its code; whose it is never shows.

The request stays open to all. Whether they may take it is weighed in silence: the coordinator is
told the same whether they are asked or not, so that nothing is learned of what keeps them from it.
"""

from bot.core.context import Context
from bot.core.conversation import Command, Submission
from bot.core.errors import FormRefused, SubjectGone
from bot.core.inputs import Choice, options_named
from bot.core.names import Dialog
from bot.core.people import Person, name_of
from bot.core.routes import Reply, ask
from bot.core.screens import Form, Text
from bot.core.texts import Words
from bot.programme import current
from bot.requests.eligibility import takers_here
from bot.requests.handoffs.handlers import can_be_asked
from bot.requests.model import Origin, RequestState, SupportRequest
from bot.requests.queries import may_be_told, request_of, with_code
from bot.requests.telling import remind

ASSIGN = Dialog("request.assign")
ASSIGN_WHICH = Dialog("request.assign_which")
ASSIGNED = Dialog("request.assigned")
WHICH, WHO = "request", "who"


async def typed(context: Context, command: Command) -> Reply:
    """``assign CODE``, or ``assign`` alone: the form says whom it goes to, and asks once."""
    code = tuple(word for word in command.words[1:] if word != "@")
    if not code:
        return ask(ASSIGN_WHICH)
    return ask(ASSIGN, with_code(await _open_of_mine(context), code).reference)


async def send_which(context: Context, sent: Submission) -> Reply:
    """Which request it is about: then whom to ask."""
    return ask(ASSIGN, (await _of_mine(context, sent.one(WHICH))).reference)


async def send(context: Context, sent: Submission) -> Reply:
    """Ask the person picked, if nothing speaks against it."""
    request = await _of_mine(context, sent.subject)
    takers = [person.reference for person in await _takers(context, request)]
    if sent.one(WHO) not in takers:
        raise FormRefused({WHO: "support_requests.assign.choose"})
    person = await context.work.of(Person).get(sent.one(WHO))
    if person is not None and await may_be_told(context.work, request, person):
        key = f"assign:{request.this_round}:{person.reference}"
        await remind(context, request, person.reference, key)
    return ask(ASSIGNED, request.reference)


async def _open_of_mine(context: Context) -> list[SupportRequest]:
    """The requests nobody has taken, of the areas the actor coordinates."""
    programme, me = await current(context.work), context.actor.reference
    keys = tuple(area.key for area in programme.run_by(me))
    return await context.work.of(SupportRequest).find(
        SupportRequest.area.one_of(keys),
        SupportRequest.state.is_(RequestState.OPEN),
        order_by=SupportRequest.asked_at,
    )


async def _of_mine(context: Context, reference: str) -> SupportRequest:
    """One of them; raises ``SubjectGone`` once it is taken, and out of one's reach."""
    found = await request_of(context, reference)
    if found.reference not in {each.reference for each in await _open_of_mine(context)}:
        raise SubjectGone
    return found


async def _takers(context: Context, request: SupportRequest) -> list[Person]:
    """Everybody who takes such requests and is awake; who may not is not left out."""
    people = await takers_here(context.work, request)
    return [person for person in people if await can_be_asked(context, request, person)]


async def draw_which(context: Context, subject: str) -> Form:
    """The open requests, by code."""
    found = await _open_of_mine(context)
    return which_form(context.words, [(each.reference, each.code) for each in found])


async def draw(context: Context, subject: str) -> Form:
    """Whom to ask for one of them, by name."""
    request = await _of_mine(context, subject)
    people = await _takers(context, request)
    named = [(each.reference, await name_of(context.work, each.reference)) for each in people]
    return assign_form(context.words, request, sorted(named, key=lambda pair: pair[1]))


async def draw_assigned(context: Context, subject: str) -> Form:
    """The same words whether they are asked or not."""
    return _told(context.words, ASSIGNED, subject, context.words("support_requests.assign.asked"))


def which_form(words: Words, requests: list[tuple[str, str]]) -> Form:
    """Which request; without any, that there is none."""
    if not requests:
        return _told(words, ASSIGN_WHICH, "", words("support_requests.overview.empty"))
    options = options_named(requests)
    return Form(
        name=ASSIGN_WHICH,
        subject="",
        title=words("support_requests.assign.title"),
        close=words("core.close"),
        submit=words("support_requests.assign.go_on"),
        inputs=(
            Choice(WHICH, words("support_requests.assign.which"), options, chosen=options[0].value),
        ),
    )


def assign_form(words: Words, request: SupportRequest, people: list[tuple[str, str]]) -> Form:
    """Whom to ask; with nobody awake, that the ladder goes on."""
    if not people:
        nobody = words("support_requests.assign.nobody")
        return _told(words, ASSIGN, request.reference, nobody)
    options = options_named(
        (person, name or words("programme.names.nameless")) for person, name in people
    )
    return Form(
        name=ASSIGN,
        subject=request.reference,
        title=words("support_requests.assign.title"),
        close=words("core.close"),
        submit=words("support_requests.assign.send"),
        parts=(Text(_what(words, request)),),
        inputs=(Choice(WHO, words("support_requests.assign.who"), options),),
    )


def _what(words: Words, request: SupportRequest) -> str:
    if request.origin is Origin.CALL:
        return words("support_requests.calls.assign", code=request.code)
    return words("support_requests.assign.text", code=request.code)


def _told(words: Words, name: Dialog, subject: str, text: str) -> Form:
    return Form(
        name=name,
        subject=subject,
        title=words("support_requests.assign.title"),
        close=words("core.close"),
        parts=(Text(text),),
    )
