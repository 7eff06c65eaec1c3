"""Draws the screens of the support kinds from the present state."""

from bot.adverse_events.model import Episode, EpisodeState
from bot.check_ins import offered_to, others_for, place_of, reader_of
from bot.core.context import Context, View
from bot.core.errors import SubjectGone
from bot.core.people import Employment, person_behind
from bot.core.screens import Card, Form
from bot.programme import current, current_for, disclosure_of
from bot.programme.model import SupportKind
from bot.requests.kinds import screens
from bot.requests.kinds.screens import KindSubject, NearKinds, Shown
from bot.requests.model import SupportRequest
from bot.requests.queries import held_request, live_of, own_request, request_of


async def others(context: Context, episode: str) -> Card:
    """Everybody else there is to talk with."""
    kinds = await others_for(context, episode)
    found = await context.work.of(Episode).get(episode) if episode else None
    noted = found is not None and found.event is not None and found.state is not EpisodeState.ENDED
    return screens.others_card(context.words, context.lines, episode, kinds, noted=noted)


def kind_view(key: str) -> View:
    """Draws the card of one kind."""

    async def view(context: Context, episode: str) -> Card:
        programme, area = await place_of(context, episode)
        kind = programme.support(key)
        if kind is None:
            raise SubjectGone
        person = await reader_of(context, episode)
        live = await live_of(context.work, person.reference) if person else []
        shown = Shown(
            episode=episode,
            kind=kind,
            told=disclosure_of(programme, key, context.now, context.words),
            line=programme.line_of(key),
            can_ask=area is not None and bool(programme.takers(area, key)),
            asked=any(request.option == key for request in live),
            is_for=person is None or kind.is_for(person.employment),
        )
        return screens.kind_card(context.words, context.lines, shown)

    return view


async def which(context: Context, subject: str) -> Card:
    """The kinds near to what was typed (``subject``: their keys), or else all there are."""
    kinds, near = await offered_to(context, ""), NearKinds.of_subject(subject)
    found = [kind for kind in kinds if kind.key in near.kinds]
    return screens.which_card(context.words, context.lines, found or kinds, near=bool(found))


async def ask(context: Context, subject: str) -> Form:
    """How to be reached, before somebody is asked for."""
    wanted = KindSubject.of_subject(subject)
    programme = await current_for(context.work, context.actor)
    found = await context.work.of(Episode).get(wanted.episode) if wanted.episode else None
    live = await live_of(context.work, context.actor.reference)
    others = dict.fromkeys(request.option for request in live if request.option != wanted.kind)
    return screens.ask_form(
        context.words,
        context.lines,
        subject,
        programme.kind(wanted.kind),
        near=found is not None and found.event is not None,
        others=[programme.kind(other) for other in others],
    )


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
    return screens.reach_form(context.words, context.lines, subject, request.reach, number)


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
