"""What a supporter can press on their own note; the card may outlive its record."""

from dataclasses import replace

from bot.check_ins import kept_wishes
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.routes import Reply, replace_card
from bot.supporter_care.model import OwnNote
from bot.supporter_care.notes import erase, whose_index
from bot.supporter_care.screens import DONE, STOPPED


async def ok(context: Context, press: Press, subject: str) -> Reply:
    """Erase the note of a supporter who is OK; the answer itself is not stored."""
    await _erase_own(context, subject)
    return replace_card(DONE)


async def stop(context: Context, press: Press, subject: str) -> Reply:
    """Send this supporter no more of these notes; their other wishes stay as they are."""
    await _erase_own(context, subject)
    wishes = await kept_wishes(context.work, context.actor.reference)
    await context.work.save(replace(wishes, own_notes_stopped=True))
    return replace_card(STOPPED)


async def _erase_own(context: Context, subject: str) -> None:
    """Erase the note, if it still exists; raises ``SubjectGone`` for another person's note."""
    note = await context.work.of(OwnNote).get(subject)
    if note is None:
        return
    if note.whose != whose_index(context.work, context.actor.reference):
        raise SubjectGone
    await erase(context, note, shown=False, running="")
