"""Draws the cards and dialogs of a practice from its records as they stand."""

from bot.check_ins import greeting
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.drills import screens
from bot.drills.handlers import asked_of, parts_of
from bot.drills.model import Drill, DrillAsk, DrillPart, Role, Step


async def on(context: Context, subject: str) -> Form:
    """Who takes part."""
    return screens.on_form(context.words)


async def control(context: Context, subject: str) -> Card:
    """How it stands, in numbers."""
    drill = await context.work.of(Drill).get(subject)
    if drill is None:
        raise SubjectGone
    parts = await context.work.of(DrillPart).find(DrillPart.drill.is_(drill.reference))
    cast = screens.Cast(len(parts), sum(part.agreed for part in parts))
    until = context.words.time(drill.ends_at)
    return screens.control_card(context.words, drill, cast, until)


async def _drawn(context: Context, subject: str) -> tuple[DrillPart, Drill]:
    part = await context.work.of(DrillPart).get(subject)
    drill = await context.work.of(Drill).get(part.drill) if part else None
    if part is None or drill is None:
        raise SubjectGone
    return part, drill


async def invite(context: Context, subject: str) -> Card:
    """Asked to take part."""
    part, drill = await _drawn(context, subject)
    return screens.invite_card(context.words, context.lines, drill, part)


async def note(context: Context, subject: str) -> Card:
    """The practice note, or what came of it."""
    part, drill = await _drawn(context, subject)
    name = await name_of(context.work, context.person.reference) if context.person else ""
    hello, told = greeting(context.words, name), await _told(context, part, drill)
    return screens.note_card(context.words, context.lines, drill, part, hello, told)


async def _told(context: Context, part: DrillPart, drill: Drill) -> str:
    words = context.words
    if part.step is Step.DECLINED:
        return words("drill.told.declined")
    role = Role.LISTENS if part.step is Step.TALK else Role.COVERS
    asked = await context.work.of(DrillAsk).find(
        DrillAsk.part.is_(part.reference), DrillAsk.role.is_(role)
    )
    if asked and asked[0].taken_by:
        if role is Role.LISTENS:
            return words("drill.told.talk")
        return words("drill.told.covered")
    if not await parts_of(context.work, drill, role):
        return words("drill.told.nobody")
    return words("drill.told.asked")


async def ask(context: Context, subject: str) -> Card:
    """What is asked of who listens or covers."""
    asked = await context.work.of(DrillAsk).get(subject)
    drill = await context.work.of(Drill).get(asked.drill) if asked else None
    if asked is None or drill is None:
        raise SubjectGone
    return screens.ask_card(context.words, context.lines, drill, asked)


async def take(context: Context, subject: str) -> Form:
    """What to expect; once it is theirs, what would stand there."""
    asked, mine = await asked_of(context, subject)
    return screens.take_form(context.words, asked, mine=asked.taken_by == mine.reference)


async def left(context: Context, subject: str) -> Card:
    """After leaving; it asks nothing of the records."""
    return screens.left_card(context.words, context.lines)
