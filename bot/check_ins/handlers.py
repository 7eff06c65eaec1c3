"""What people press on the first note and its choices."""

from dataclasses import replace

from bot.adverse_events import confirm, end_care, own_care, own_report
from bot.adverse_events.model import Care, CareState, ReportState
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.check_ins.jobs import note_arrived
from bot.check_ins.model import Answered, LaterWanted
from bot.check_ins.names import (
    CHECK_IN_OPTIONS,
    CHECK_IN_WHAT_WE_KEEP,
    CHECK_IN_WHERE,
    LATER,
    MENU,
    NOTE,
    STOPPED,
)
from bot.core.context import Context
from bot.core.conversation import Press, Submission
from bot.core.routes import NOTHING, Reply, ask, replace_card


async def answered(context: Context, care: Care) -> Care:
    """Note that somebody pressed something other than "No thanks"; told once for each care."""
    if care.state in {CareState.ENDED, CareState.ANSWERED}:
        return care
    await note_arrived(context, care)
    care = await own_care(context, care.reference)
    care = await context.work.of(Care).save(replace(care, state=CareState.ANSWERED))
    context.tell(Answered(care.reference))
    return care


async def talk(context: Context, press: Press, subject: str) -> Reply:
    """Talk with someone; with no care (from the menu, after a break) as well."""
    if subject:
        await answered(context, await own_care(context, subject))
    return replace_card(CHECK_IN_OPTIONS, subject)


async def more(context: Context, press: Press, subject: str) -> Reply:
    """The rest of the choices."""
    await answered(context, await own_care(context, subject))
    return replace_card(MENU, subject)


async def back(context: Context, press: Press, subject: str) -> Reply:
    """The first note again."""
    await own_care(context, subject)
    return replace_card(NOTE, subject)


async def later(context: Context, press: Press, subject: str) -> Reply:
    """Ask again in about a day."""
    care = await own_care(context, subject)
    if care.state is CareState.ENDED:
        return replace_card(NOTE, subject)
    await answered(context, care)
    context.tell(LaterWanted(subject))
    return replace_card(LATER, subject)


async def no_thanks(context: Context, press: Press, subject: str) -> Reply:
    """Nothing more is sent about this, and who it was about goes at once."""
    care = await own_care(context, subject)
    await note_arrived(context, care)
    await end_care(context, await own_care(context, subject), erase_now=True)
    return replace_card(STOPPED)


async def what_we_keep(context: Context, press: Press, subject: str) -> Reply:
    """What is kept, in a dialog."""
    return ask(CHECK_IN_WHAT_WE_KEEP)


async def where(context: Context, press: Press, subject: str) -> Reply:
    """Where one can talk about what happened, in a dialog: it holds a name or a number."""
    return ask(CHECK_IN_WHERE)


async def see(context: Context, press: Press, subject: str) -> Reply:
    """Who would get the first note, and its words, in a dialog."""
    return ask(CHECK_IN_PREVIEW, subject)


async def send(context: Context, sent: Submission) -> Reply:
    """The reporter has seen who and the words: the hold-off begins."""
    report = await own_report(context, sent.subject)
    if report.state is ReportState.DRAFT:
        await confirm(context, report)
    return NOTHING
