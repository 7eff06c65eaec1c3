"""Draws the screens of the support kinds from the present state."""

from dataclasses import replace

from bot.adverse_events.model import Episode
from bot.check_ins import held_episode, offered_to, place_of, reader_of
from bot.core.context import Context, View
from bot.core.errors import SubjectGone
from bot.core.people import Employment, person_behind
from bot.core.screens import Card, Form
from bot.duty import Availability
from bot.programme import current, current_for
from bot.programme.model import FIRST_KIND, SupportKind
from bot.requests.eligibility import events_of
from bot.requests.kinds import screens, ways_screens
from bot.requests.kinds.names import KindSubject
from bot.requests.kinds.screens import NearKinds, Reached
from bot.requests.kinds.ways import Way, on_the_card, ways_for
from bot.requests.model import SupportRequest
from bot.requests.queries import held_request, own_request, request_of
from bot.requests.views import kind_of


async def options(context: Context, reference: str) -> Card:
    """The first choice: every way there is."""
    episode, (shown, _) = await _parted(context, reference)
    card = ways_screens.ways_card(context.words, context.lines, context.now, episode, shown)
    return replace(card, subject=reference)


async def others(context: Context, reference: str) -> Card:
    """The ways that do not stand on the first card."""
    episode, (_, rest) = await _parted(context, reference)
    card = ways_screens.others_card(context.words, context.lines, context.now, episode, rest)
    return replace(card, subject=reference)


async def _parted(context: Context, reference: str) -> tuple[str, tuple[list[Way], list[Way]]]:
    episode = await held_episode(context, reference)
    return episode, on_the_card(await ways_for(context, episode))


def kind_view(key: str) -> View:
    """Draws the card of one kind."""

    async def view(context: Context, reference: str) -> Card:
        episode = await held_episode(context, reference)
        programme, _ = await place_of(context, episode)
        kind, person = programme.support(key), await reader_of(context, episode)
        if kind is None:
            raise SubjectGone
        if person is not None and key != FIRST_KIND and not kind.is_for(person.employment):
            card = ways_screens.not_for_card(context.words, context.lines, episode, kind)
            return replace(card, subject=reference)
        ways = {way.kind.key: way for way in await ways_for(context, episode)}
        way = ways.get(key) or Way(Availability(kind), programme.line_of(key))
        card = ways_screens.kind_card(context.words, context.lines, context.now, episode, way)
        return replace(card, subject=reference)

    return view


async def which(context: Context, subject: str) -> Card:
    """The kinds near to what was typed (``subject``: their keys), or else all there are."""
    kinds, near = await offered_to(context, ""), NearKinds.of_subject(subject)
    found = [kind for kind in kinds if kind.key in near.kinds]
    return screens.which_card(context.words, context.lines, found or kinds, near=bool(found))


async def ask(context: Context, subject: str) -> Form:
    """The number of a kind's own line, and how to be called back."""
    kind = KindSubject.of_subject(subject).kind
    programme = await current_for(context.work, context.actor)
    line = programme.line_of(kind)
    return screens.ask_form(context.words, context.lines, subject, programme.kind(kind), line)


async def call(context: Context, subject: str) -> Form:
    """The numbers of a kind, and the words for the operator."""
    programme = await current_for(context.work, context.person)
    kind, line = programme.support(subject), programme.line_of(subject)
    if kind is None or not (kind.operator or line):
        raise SubjectGone
    return screens.call_form(context.words, kind, line)


async def reach(context: Context, subject: str) -> Form:
    """How to be reached, for the person of a request alone."""
    request = await own_request(context, subject)
    number = await context.work.vault.open(request.number) or ""
    kind = await kind_of(context, request)
    asks = kind.near and bool(await events_of(context.work, request))
    given = Reached(request.reach, number, request.there_too if asks else None)
    return screens.reach_form(context.words, context.lines, subject, given, kind)


async def step_up(context: Context, subject: str) -> Card:
    """The offer to talk with somebody else as well."""
    request = await request_of(context, subject)
    kinds = await step_up_kinds(context, request)
    episode = await _open_episode(context, request)
    return screens.step_up_card(context.words, context.lines, request.reference, episode, kinds)


async def step_up_kinds(context: Context, request: SupportRequest) -> tuple[SupportKind, ...]:
    """Every other kind that is open to the person of a request, and asks somebody here."""
    programme = await current(context.work)
    person = await person_behind(context.work, request.person)
    employment = person.employment if person else Employment.EMPLOYEE
    kinds = programme.offered(programme.area(request.area), employment)
    return tuple(kind for kind in kinds if kind.key != request.option and not kind.external)


async def _open_episode(context: Context, request: SupportRequest) -> str:
    """The care of a request while it is somebody's; what they press does not need it."""
    known = (
        await context.work.vault.open(Episode.person.of(request.episode))
        if request.episode
        else None
    )
    return request.episode if known else ""


async def enough(context: Context, subject: str) -> Card:
    """The offer was left."""
    return screens.enough_card(context.words, context.lines, subject)


async def escalate(context: Context, subject: str) -> Form:
    """What the offer is."""
    request = await held_request(context, subject)
    who = await step_up_kinds(context, request)
    return screens.escalate_form(context.words, request.this_round, who)
