"""The guide goes to a unit's leads when the hold-off ends, before the first notes; never later."""

from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.model import AdverseEvent, EventReleased
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.errors import SubjectGone
from bot.core.job_kinds import Done, JobKind, Step
from bot.core.jobs import Job, Recipient, Urgency
from bot.core.names import JobName
from bot.core.routes import OnPress, Reply, Sweep, ask, replace_card
from bot.core.screens import Card, Form
from bot.programme import current, post_unasked
from bot.programme.model import Kind
from bot.unit_leads import screens
from bot.unit_leads.model import GroupWanted, LeadGuide
from bot.unit_leads.names import UNIT_LEAD_ASK_GROUP, UNIT_LEAD_HAND_ON

TIDY = JobName("unit_lead.tidy")
OF_ONE_PERSON = frozenset(
    {
        Kind.LITIGATION_NOTICE,
        Kind.DISCLOSURE_TALK,
        Kind.EVENT_REVIEW,
        Kind.FIRST_DAY_BACK,
        Kind.ANNIVERSARY,
    }
)
"""What concerns a person and no team: a lead who heard of it would have learned of whom."""


async def on_released(context: Context, fact: EventReleased) -> None:
    """Guide the leads; where a unit has none, the next in line.

    They are posted as answers are, ahead of every note: a lead who hears of it from a shaken
    nurse has heard too late. A note never waits for them.
    """
    event = await context.work.of(AdverseEvent).get(fact.event)
    unit = (await current(context.work)).unit(event.unit) if event else None
    if event is None or unit is None or event.kind in OF_ONE_PERSON:
        return
    guide = LeadGuide(reference=event.reference, area=event.area, unit=event.unit, at=context.now)
    if await context.work.of(LeadGuide).add(guide):
        await _post(context, guide, unit.leads or unit.next_in_line)


async def _post(context: Context, guide: LeadGuide, people: tuple[str, ...]) -> None:
    for person in people:
        await post_unasked(
            context,
            screens.GUIDE,
            guide.reference,
            Recipient.person(person),
            f"lead-guide:{guide.reference}:{person}",
            urgency=Urgency.ANSWER,
        )


async def hand_on(context: Context, press: Press, subject: str) -> Reply:
    """Somebody else is to do this: the next in line gets the guide, and hears of no reason."""
    guide = await _mine(context, subject)
    unit = (await current(context.work)).unit(guide.unit)
    if not guide.handed_on and unit is not None:
        await context.work.of(LeadGuide).save(replace(guide, handed_on=True))
        others = tuple(p for p in unit.next_in_line if p != context.actor.reference)
        await _post(context, guide, others)
        await context.redraw(guide.reference, screens.GUIDE)
    return replace_card(screens.GUIDE, subject)


async def ask_group(context: Context, press: Press, subject: str) -> Reply:
    """Ask the coordinators for a group session, once for each event."""
    guide = await _mine(context, subject)
    if not guide.group_asked:
        await context.work.of(LeadGuide).save(replace(guide, group_asked=True))
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
    return replace_card(screens.GUIDE, subject)


async def _mine(context: Context, subject: str) -> LeadGuide:
    """The guide, for who leads its unit or is next in line; else ``SubjectGone``."""
    guide = await context.work.of(LeadGuide).get(subject)
    unit = (await current(context.work)).unit(guide.unit) if guide else None
    if guide is None or unit is None:
        raise SubjectGone
    if context.actor.reference not in (*unit.leads, *unit.next_in_line):
        raise SubjectGone
    return guide


async def open_say(context: Context, press: Press, subject: str) -> Reply:
    """What helps to say."""
    return ask(screens.SAY)


async def open_pause(context: Context, press: Press, subject: str) -> Reply:
    """A team pause."""
    return ask(screens.PAUSE)


async def open_paper(context: Context, press: Press, subject: str) -> Reply:
    """The printed card."""
    return ask(screens.PAPER)


async def draw_guide(context: Context, subject: str) -> Card:
    """The guide as it stands."""
    guide = await context.work.of(LeadGuide).get(subject)
    if guide is None:
        raise SubjectGone
    return screens.guide_card(
        context.words,
        context.lines,
        subject,
        handed_on=guide.handed_on,
        group_asked=guide.group_asked,
    )


async def draw_group(context: Context, subject: str) -> Card:
    """That a group session is wanted, and where."""
    guide = await context.work.of(LeadGuide).get(subject)
    unit = (await current(context.work)).unit(guide.unit) if guide else None
    if unit is None:
        raise SubjectGone
    return screens.group_card(context.words, context.lines, subject, unit.name)


async def draw_say(context: Context, subject: str) -> Form:
    """What helps to say."""
    return screens.say_form(context.words)


async def draw_pause(context: Context, subject: str) -> Form:
    """A team pause."""
    return screens.pause_form(context.words)


async def draw_paper(context: Context, subject: str) -> Form:
    """The printed card."""
    return screens.paper_form(context.words, context.lines)


async def _tidy(context: Context, job: Job) -> Step:
    """Remove the guides of adverse events that are gone."""
    for guide in await context.work.of(LeadGuide).find():
        if await context.work.of(AdverseEvent).get(guide.reference) is None:
            await context.work.of(LeadGuide).remove(guide)
    return Done()


ROUTES = (
    OnPress(UNIT_LEAD_HAND_ON, hand_on),
    OnPress(UNIT_LEAD_ASK_GROUP, ask_group),
    OnPress(screens.SAY, open_say, reads_only=True),
    OnPress(screens.PAUSE, open_pause, reads_only=True),
    OnPress(screens.PAPER, open_paper, reads_only=True),
)
VIEWS = {screens.GUIDE: draw_guide, screens.GROUP: draw_group}
FORMS = {screens.SAY: draw_say, screens.PAUSE: draw_pause, screens.PAPER: draw_paper}
JOBS = (JobKind(TIDY, _tidy),)
SWEEPS = (Sweep(TIDY, timedelta(days=1)),)
