"""Handlers of the coordinators' commands about lines and pauses."""

from dataclasses import replace as changed
from datetime import timedelta

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.conversation import Command, Press, Submission
from bot.core.errors import FormRefused
from bot.core.jobs import cancel, schedule
from bot.core.routes import Reply, ask, replace_card, say
from bot.core.storage import new_reference
from bot.programme.names import PROGRAMME_CALLED, REMIND_OF_PAUSE
from bot.programme.screens import LINES, PAUSE, PAUSED, STILL_PAUSED
from bot.programme.stored.audit import note_change
from bot.programme.stored.configuration import current, put, set_paused

A_DAY = timedelta(days=1)


async def open_called(context: Context, command: Command) -> Reply:
    """``lines verify [KEY]``: open the dialog that notes the call of a line."""
    typed = command.words[2] if len(command.words) > 2 else ""  # noqa: PLR2004 - lines verify KEY
    return ask(PROGRAMME_CALLED, typed)


async def send_called(context: Context, sent: Submission) -> Reply:
    """Note that somebody called a line today and that it answered."""
    programme = await current(context.work)
    line = next((each for each in programme.lines if each.key == sent.one("line")), None)
    if line is None:
        raise FormRefused({"line": "programme.called.choose"})
    day = in_zone(context.now, programme.zone).date()
    if line.last_verified != day:
        lines = (
            changed(each, last_verified=day) if each == line else each for each in programme.lines
        )
        await put(context.work, changed(programme, lines=tuple(lines)))
        await note_change(context.work, context.actor.reference, f"line {line.key} called")
    return say(LINES)


async def pause(context: Context, press: Press, subject: str) -> Reply:
    """Pause first notes and follow-ups everywhere; a second press changes nothing."""
    if await set_paused(context.work, context.actor.reference, is_paused=True):
        key = f"still-paused:{new_reference()}"
        due = context.now + A_DAY
        await schedule(context.work, REMIND_OF_PAUSE, key, due, subject=PAUSED)
    return replace_card(PAUSE)


async def resume(context: Context, press: Press, subject: str) -> Reply:
    """Resume notes, by the button."""
    await _resume(context)
    return replace_card(PAUSE)


async def resume_by_words(context: Context, command: Command) -> Reply:
    """Resume notes, by a command, without asking again."""
    await _resume(context)
    return say(PAUSE)


async def _resume(context: Context) -> None:
    if await set_paused(context.work, context.actor.reference, is_paused=False):
        await cancel(context.work, PAUSED)
        await context.redraw(PAUSED, STILL_PAUSED)
