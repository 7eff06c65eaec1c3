"""Loads what the first note and its choices show."""

from datetime import timedelta

from bot.adverse_events import audience_of, episodes_of, may_ask_for_calls, milestone_of
from bot.adverse_events.model import AdverseEvent, Episode, EpisodeState, trigger_of
from bot.check_ins import screens
from bot.check_ins.choices import place_of
from bot.check_ins.signature import signature_in
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.programme import current
from bot.programme.model import MILESTONES, Offer

SOON = timedelta(days=30)


async def note_view(context: Context, reference: str) -> Card:
    """Draw the first note; closed once its episode has ended."""
    episode = await context.need(Episode, reference)
    # "Back" leads here from the choices, also from those of a milestone, which has no first note.
    if episode.state is EpisodeState.ENDED or await milestone_of(context.work, episode):
        return screens.closed_card(context.words, context.lines, reference)
    person = await context.work.vault.open(Episode.person.of(reference))
    if person is None:
        raise SubjectGone
    event = await context.work.of(AdverseEvent).get(episode.event or "")
    return screens.note_card(
        context.words,
        context.lines,
        reference,
        await name_of(context.work, person),
        soon_after=await _soon_after_another(context, episode, person),
        offers=await _offers(context, event),
        signed=await signature_in(context, event.area, event.kind, person) if event else "",
    )


async def _offers(context: Context, event: AdverseEvent | None) -> tuple[Offer, ...]:
    return trigger_of(await current(context.work), event).offers if event else tuple(Offer)


async def _soon_after_another(context: Context, episode: Episode, person: str) -> bool:
    """Whether this person had another event's first note in the 30 days before."""
    at = episode.first_note_at or context.now
    others = [
        other.first_note_at
        for other in await episodes_of(context.work, person)
        if other.reference != episode.reference
    ]
    return any(other is not None and at - SOON <= other < at for other in others)


async def menu_view(context: Context, reference: str) -> Card:
    """Draw "More"; once the episode has ended, without the way back to its note."""
    found = await context.work.of(Episode).get(reference) if reference else None
    if found is None or found.state is EpisodeState.ENDED:
        reference = ""
    return screens.menu_card(context.words, context.lines, reference)


async def where_view(context: Context, reference: str) -> Form:
    """Show who to talk with about what happened."""
    programme, _ = await place_of(context, reference)
    return screens.where_form(context.words, context.lines, programme.facts_contact)


async def preview_view(context: Context, reference: str) -> Form:
    """Show who would get the first note and its words, to people who may see the list."""
    audience = await audience_of(context, reference)
    if audience is None or audience.report.kind in MILESTONES:
        raise SubjectGone
    signed = await signature_in(context, audience.unit.area, audience.report.kind)
    return screens.preview_form(
        context.words,
        context.lines,
        audience,
        signed,
        asks_for_calls=await may_ask_for_calls(context, audience.report),
    )
