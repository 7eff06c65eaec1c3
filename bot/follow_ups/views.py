"""Loads what the cards of follow-ups show."""

from bot.adverse_events.model import Episode
from bot.check_ins import reader_of, wishes_of
from bot.check_ins.names import CLOSED_NOTE, LATER
from bot.core.context import Context, View
from bot.core.errors import SubjectGone
from bot.core.names import Screen
from bot.core.people import first_name, name_of
from bot.core.screens import Card
from bot.follow_ups import screens
from bot.follow_ups.cadence import cadence_of, note_asked_for
from bot.follow_ups.erasure_time import goes_at
from bot.follow_ups.model import Stage, held_back_until, is_last
from bot.follow_ups.names import ASK_LATER, FOLLOW_UP_DAY
from bot.programme import current, next_allowed


def _note_view(screen: Screen) -> View:
    async def view(context: Context, episode: str) -> Card:
        cadence = await cadence_of(context.work, episode)
        found = await context.work.of(Episode).get(episode)
        person = await context.work.vault.open(Episode.person.of(episode))
        if cadence is None or found is None or person is None:
            raise SubjectGone
        name = first_name(await name_of(context.work, person))
        when = await goes_at(context.work, found, cadence.sent_at or context.now)
        sent = cadence.sent_stage
        last = screen != FOLLOW_UP_DAY and sent is not None and is_last(cadence, sent)
        note = screens.Note(screen, episode, cadence.variant, name, when, last)
        return screens.note_card(context.words, context.lines, note)

    return view


async def _later(context: Context, episode: str) -> Card:
    """Draw when the one more note comes, be it held back; once it has come, that it has."""
    words, lines, cadence = context.words, context.lines, await cadence_of(context.work, episode)
    reader = await reader_of(context, episode)
    wishes = await wishes_of(context.work, reader.reference) if reader is not None else None
    if wishes is not None and wishes.stopped:
        return screens.later_stopped_card(words, lines, episode)
    if cadence is None or cadence.ended or cadence.later_at is None:
        return CLOSED_NOTE.draw(words, lines)
    ahead = await note_asked_for(context.work, episode) is not None
    if cadence.sent_stage is Stage.DAY and not ahead:
        return screens.later_came_card(words, lines, episode)
    held = held_back_until(cadence, Stage.DAY, wishes.quiet_until) if wishes else None
    if reader is None or held is None or held <= cadence.later_at:
        return screens.later_card(words, lines, episode, cadence.later_at)
    unit = (await current(context.work)).unit(reader.unit)
    comes = next_allowed(unit, reader, max(held, context.now))
    return screens.later_held_card(words, lines, episode, comes)


async def _ask_later(context: Context, episode: str) -> Card:
    return screens.ask_later_card(context.words, context.lines, episode)


async def _stopped(context: Context, subject: str) -> Card:
    reference = context.person.reference if context.person else ""
    name = first_name(await name_of(context.work, reference))
    return screens.stopped_card(context.words, context.lines, name)


async def _stopped_longer(context: Context, subject: str) -> Card:
    wishes = await wishes_of(context.work, context.actor.reference)
    until = wishes.quiet_until
    if until is not None and until <= context.now:
        until = None
    return screens.stopped_longer_card(
        context.words, context.lines, stopped=wishes.stopped, quiet_until=until
    )


VIEWS: dict[Screen, View] = {
    **{screen: _note_view(screen) for screen in (*screens.SCREENS.values(), screens.SILENCE)},
    LATER: _later,
    ASK_LATER: _ask_later,
    screens.STOPPED: _stopped,
    screens.STOPPED_LONGER: _stopped_longer,
}
