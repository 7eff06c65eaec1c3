"""What a supporter does with their own note. A note outlives what is kept of it."""

from dataclasses import replace

from bot.check_ins import kept_wishes
from bot.check_ins.model import NoteWishes
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.routes import Reply, replace_card
from bot.supporter_care.model import OwnNote
from bot.supporter_care.notes import erase, whose_mark
from bot.supporter_care.screens import DONE, STOPPED


async def ok(context: Context, press: Press, subject: str) -> Reply:
    """They are OK; nothing is kept of that."""
    await _over(context, subject)
    return replace_card(DONE)


async def stop(context: Context, press: Press, subject: str) -> Reply:
    """No more of these; what else they wish of notes stays as it is."""
    await _over(context, subject)
    await context.work.of(NoteWishes).save(
        replace(await kept_wishes(context.work, context.actor.reference), own_notes_stopped=True)
    )
    return replace_card(STOPPED)


async def _over(context: Context, subject: str) -> None:
    note = await context.work.of(OwnNote).get(subject)
    if note is None:
        return
    if note.whose != whose_mark(context.work, context.actor.reference):
        raise SubjectGone
    await erase(context, note, shown=False, running="")
