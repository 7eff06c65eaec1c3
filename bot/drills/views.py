"""Draws the cards and dialogs of a drill from its records."""

from collections import Counter

from bot.check_ins import greeting
from bot.core.context import Context
from bot.core.people import name_of
from bot.core.screens import Card, Form
from bot.drills import screens
from bot.drills.handlers import practice_request, those_who_agreed
from bot.drills.model import Drill, Participant, PracticeRequest, Role, Stage


async def control(context: Context, subject: str) -> Card:
    """Draw the coordinator's card, with the numbers of people asked and agreed."""
    drill = await context.need(Drill, subject)
    asked = await context.work.of(Participant).find(Participant.drill.is_(drill.reference))
    agreed = Counter(participant.role for participant in asked if participant.agreed)
    until = context.words.time(drill.ends_at)
    return screens.control_card(context.words, drill, len(asked), agreed, until)


async def _found(context: Context, subject: str) -> tuple[Participant, Drill]:
    participant = await context.need(Participant, subject)
    return participant, await context.need(Drill, participant.drill)


async def invite(context: Context, subject: str) -> Card:
    """Draw the invitation to take part."""
    participant, drill = await _found(context, subject)
    return screens.invite_card(context.words, context.lines, drill, participant)


async def note(context: Context, subject: str) -> Card:
    """Draw the practice note, or its result."""
    participant, drill = await _found(context, subject)
    name = await name_of(context.work, context.person.reference) if context.person else ""
    hello = greeting(context.words, name)
    result = await _result(context, participant, drill)
    return screens.note_card(context.words, context.lines, drill, participant, hello, result)


async def _result(context: Context, participant: Participant, drill: Drill) -> str:
    """What the participant reads after they pressed a button of the practice note."""
    words = context.words
    if participant.stage is Stage.DECLINED:
        return words("drill.told.declined")
    role = Role.LISTENS if participant.stage is Stage.TALK else Role.COVERS
    requests = await context.work.of(PracticeRequest).find(
        PracticeRequest.asker.is_(participant.reference), PracticeRequest.role.is_(role)
    )
    if requests and requests[0].taken_by:
        return words("drill.told.talk") if role is Role.LISTENS else words("drill.told.covered")
    if not await those_who_agreed(context.work, drill, role):
        return words("drill.told.nobody")
    return words("drill.told.asked")


async def ask(context: Context, subject: str) -> Card:
    """Draw a practice request for somebody who listens or covers."""
    request = await context.need(PracticeRequest, subject)
    drill = await context.need(Drill, request.drill)
    return screens.ask_card(context.words, context.lines, drill, request)


async def take(context: Context, subject: str) -> Form:
    """Draw what to expect of a practice request; for its taker, what would be shown here."""
    request, mine = await practice_request(context, subject)
    return screens.take_form(context.words, request, mine=request.taken_by == mine.reference)
