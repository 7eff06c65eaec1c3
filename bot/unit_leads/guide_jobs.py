"""Posts the guide to a unit's leads when the hold-off ends, and handles its buttons."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.model import AdverseEvent, EventReleased
from bot.core.context import Context, drawn, drawn_in_words
from bot.core.conversation import Press, Submission
from bot.core.errors import SubjectGone
from bot.core.job_kinds import HOWEVER_LATE, Done, JobKind, Step
from bot.core.jobs import Job, Recipient
from bot.core.names import JobName
from bot.core.routes import (
    OnPress,
    OnSubmission,
    Reply,
    Sweep,
    answers,
    ask,
    opens,
    replace_card,
)
from bot.core.screens import Card, Form
from bot.programme import current, post_unasked
from bot.unit_leads import screens
from bot.unit_leads.model import GroupWanted, LeadGuide
from bot.unit_leads.names import UNIT_LEAD_ASK_GROUP, UNIT_LEAD_HAND_ON

TIDY = JobName("unit_lead.tidy")


async def on_released(context: Context, fact: EventReleased) -> None:
    """Post the guide to the unit's leads; where it has none, to the next in line.

    The guide has a higher priority than the first notes, so that leads know before their team
    asks. First notes do not wait for it.
    """
    event = await context.work.of(AdverseEvent).get(fact.event)
    unit = (await current(context.work)).unit(event.unit) if event else None
    if event is None or unit is None:
        return
    guide = LeadGuide(reference=event.reference, area=event.area, unit=event.unit, at=context.now)
    if await context.work.add(guide):
        await _post(context, guide, unit.leads or unit.next_in_line)


async def _post(context: Context, guide: LeadGuide, people: tuple[str, ...]) -> None:
    for person in people:
        await post_unasked(
            context,
            screens.GUIDE,
            guide.reference,
            Recipient.person(person),
            f"lead-guide:{guide.reference}:{person}",
        )


async def hand_on(context: Context, press: Press, subject: str) -> Reply:
    """Post the guide to the next in line, without a reason."""
    guide = await _own_guide(context, subject)
    unit = (await current(context.work)).unit(guide.unit)
    if not guide.handed_on and unit is not None:
        await context.work.save(replace(guide, handed_on=True))
        others = tuple(p for p in unit.next_in_line if p != context.actor.reference)
        await _post(context, guide, others)
        await context.redraw(guide.reference, screens.GUIDE)
    return replace_card(screens.GUIDE, subject)


async def ask_group(context: Context, press: Press, subject: str) -> Reply:
    """Handle the button of an older guide."""
    await _ask_for_group(context, subject)
    return replace_card(screens.GUIDE, subject)


async def send_group(context: Context, submission: Submission) -> Reply:
    """Ask for a group session from the dialog about the team."""
    await _ask_for_group(context, submission.subject)
    return ask(screens.PAUSE, submission.subject)


async def _ask_for_group(context: Context, subject: str) -> None:
    """Ask the coordinators for a group session, at most once for each event."""
    guide = await _own_guide(context, subject)
    if not guide.group_asked:
        await context.work.save(replace(guide, group_asked=True))
        area = (await current(context.work)).area(guide.area)
        for person in area.coordinators if area else ():
            await context.post(
                screens.GROUP,
                guide.reference,
                Recipient.person(person),
                f"group-wanted:{guide.reference}:{person}",
            )
        context.tell(GroupWanted(guide.area))
        await context.redraw(guide.reference, screens.GUIDE)


async def _own_guide(context: Context, subject: str) -> LeadGuide:
    """The guide; raises ``SubjectGone`` if the actor neither leads its unit nor is next in line."""
    guide = await context.need(LeadGuide, subject)
    unit = (await current(context.work)).unit(guide.unit)
    if unit is None or context.actor.reference not in (*unit.leads, *unit.next_in_line):
        raise SubjectGone
    return guide


async def draw_guide(context: Context, subject: str) -> Card:
    """Draw the guide with what was done about it."""
    guide = await context.need(LeadGuide, subject)
    return screens.guide_card(
        context.words,
        context.lines,
        subject,
        handed_on=guide.handed_on,
        group_asked=guide.group_asked,
        breaks_offered=guide.breaks_offered_at is not None,
    )


async def draw_pause(context: Context, subject: str) -> Form:
    """Draw the dialog about the team; of an event that is gone, without the session."""
    guide = await context.work.of(LeadGuide).get(subject)
    asked = guide.group_asked if guide else None
    return screens.pause_form(context.words, subject, group_asked=asked)


async def draw_group(context: Context, subject: str) -> Card:
    """Draw the card that asks coordinators for a group session."""
    guide = await context.need(LeadGuide, subject)
    unit = (await current(context.work)).unit(guide.unit)
    if unit is None:
        raise SubjectGone
    return screens.group_card(context.words, context.lines, subject, unit.name)


async def _tidy(context: Context, job: Job) -> Step:
    """Remove the guides of adverse events that are gone."""
    for guide in await context.work.of(LeadGuide).find():
        if await context.work.of(AdverseEvent).get(guide.reference) is None:
            await context.work.remove(guide)
    return Done()


ROUTES = (
    OnPress(UNIT_LEAD_HAND_ON, hand_on),
    OnPress(UNIT_LEAD_ASK_GROUP, ask_group),
    OnPress(screens.SAY, answers(ask(screens.SAY)), reads_only=True),
    OnPress(screens.PAUSE, opens(screens.PAUSE), reads_only=True),
    OnSubmission(screens.PAUSE, send_group),
    OnPress(screens.PAPER, answers(ask(screens.PAPER)), reads_only=True),
)
VIEWS = {screens.GUIDE: draw_guide, screens.GROUP: draw_group}
FORMS = {
    screens.SAY: drawn_in_words(screens.say_form),
    screens.PAUSE: draw_pause,
    screens.PAPER: drawn(screens.paper_form),
}
JOBS = (JobKind(TIDY, _tidy, HOWEVER_LATE),)
SWEEPS = (Sweep(TIDY, timedelta(days=1)),)
