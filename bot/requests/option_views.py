"""Draws the screens of a chaplain, the EAP and a peer outside from the present state."""

from bot.adverse_events.model import Episode, EpisodeState
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import Employment, Person
from bot.core.screens import Card, Form
from bot.programme import current, current_for, current_in, told_of
from bot.programme.model import OUTSIDE, Area, Option, Programme
from bot.requests import option_screens as screens
from bot.requests.model import SupportRequest
from bot.requests.option_screens import Shown
from bot.requests.queries import held_request, live_of, own_request, request_of

TIER_3 = (Option.CHAPLAIN, Option.EAP)


async def others(context: Context, episode: str) -> Card:
    """Everybody else there is to talk with."""
    keys = await keys_for(context, episode)
    found = await context.work.of(Episode).get(episode) if episode else None
    noted = found is not None and found.event is not None and found.state is not EpisodeState.ENDED
    return screens.others_card(context.words, context.lines, episode, keys, noted=noted)


async def keys_for(context: Context, episode: str) -> tuple[str, ...]:
    """The options beside a peer that are open to who reads this, by their keys."""
    person = await _reader(context, episode)
    employed = person.employment if person else Employment.EMPLOYEE
    programme, area = await _here(context, episode)
    return tuple(
        key
        for key in (*TIER_3, OUTSIDE)
        if key in programme.options
        and programme.options[key].is_for(employed)
        and _can_be_had(programme, area, key)
    )


def _can_be_had(programme: Programme, area: Area | None, key: str) -> bool:
    if key == OUTSIDE:
        return True
    said = programme.options[key]
    takers = programme.takers(area, Option(key)) if area else ()
    return bool(said.line or said.operator or takers)


async def _reader(context: Context, episode: str) -> Person | None:
    if context.person is not None:
        return context.person
    reference = await context.work.vault.open(Episode.person.of(episode)) if episode else None
    return await context.work.of(Person).get(reference) if reference else None


async def _here(context: Context, episode: str) -> tuple[Programme, Area | None]:
    """The programme as it is where this is about, and that area."""
    programme = await current(context.work)
    found = await context.work.of(Episode).get(episode) if episode else None
    if found is not None:
        area = programme.area(found.area)
    else:
        person = await _reader(context, episode)
        area = programme.area_of_unit(person.unit if person else "")
    return programme.within(area.key if area else ""), area


async def chaplain(context: Context, episode: str) -> Card:
    """A chaplain."""
    shown = await _shown(context, episode, Option.CHAPLAIN)
    return screens.chaplain_card(context.words, context.lines, shown)


async def eap(context: Context, episode: str) -> Card:
    """The EAP."""
    shown = await _shown(context, episode, Option.EAP)
    return screens.eap_card(context.words, context.lines, shown)


async def _shown(context: Context, episode: str, option: Option) -> Shown:
    programme, area = await _here(context, episode)
    said = programme.options.get(option)
    if said is None:
        raise SubjectGone
    person = await _reader(context, episode)
    live = await live_of(context.work, person.reference) if person else []
    return Shown(
        episode=episode,
        told=told_of(programme, option, context.now, context.words),
        said=said,
        line=programme.line_of(option),
        can_ask=area is not None and bool(programme.takers(area, option)),
        asked=any(request.option is option for request in live),
        is_for=person is None or said.is_for(person.employment),
    )


async def outside(context: Context, episode: str) -> Card:
    """A peer outside the hospital."""
    programme, _ = await _here(context, episode)
    said = programme.options.get(OUTSIDE)
    if said is None:
        raise SubjectGone
    told = told_of(programme, OUTSIDE, context.now, context.words)
    return screens.outside_card(context.words, context.lines, Shown(episode, told, said))


async def ask(context: Context, subject: str) -> Form:
    """How to be reached, before somebody is asked for."""
    option, _, episode = subject.partition(":")
    found = await context.work.of(Episode).get(episode) if episode else None
    live = await live_of(context.work, context.actor.reference)
    return screens.ask_form(
        context.words,
        context.lines,
        subject,
        Option(option),
        near=found is not None and found.event is not None,
        peer=any(request.option is Option.PEER for request in live),
    )


async def call(context: Context, subject: str) -> Form:
    """The numbers of an option, and the words for the operator."""
    programme = await current_for(context.work, context.person)
    option = Option(subject)
    said = programme.options.get(option)
    line = programme.line_of(option)
    if said is None or not (said.operator or line):
        raise SubjectGone
    return screens.call_form(context.words, option, said, line)


async def reach(context: Context, subject: str) -> Form:
    """How to be reached, for the person of a request alone."""
    request = await own_request(context, subject)
    number = await context.work.vault.open(request.number) or ""
    return screens.reach_form(context.words, context.lines, subject, request.reach, number)


async def step_up(context: Context, subject: str) -> Card:
    """The offer to talk with somebody else as well."""
    request = await request_of(context.work, subject)
    keys = await keys_for(context, request.episode)
    tier_3 = tuple(key for key in keys if key != OUTSIDE)
    episode = await _open_episode(context, request)
    return screens.step_up_card(context.words, context.lines, request.reference, episode, tier_3)


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
    programme = await current_in(context.work, request.area)
    who = [option for option in TIER_3 if option in programme.options]
    return screens.escalate_form(context.words, request.this_round, who)


async def sent(context: Context, subject: str) -> Form:
    """The offer is on its way."""
    return screens.sent_form(context.words, subject)


async def asked(context: Context, subject: str) -> Form:
    """Somebody was asked for."""
    return screens.asked_form(context.words, subject)


async def kept(context: Context, subject: str) -> Form:
    """How to be reached is kept."""
    return screens.kept_form(context.words, subject)
