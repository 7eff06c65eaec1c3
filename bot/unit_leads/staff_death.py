"""The plan for a co-worker's death. People carry it out; nothing in it is sent by itself.

It offers what there is: words, numbers to call, and, once they said that messages go out, breaks
and a group session.
"""

from bot.adverse_events import answers_for
from bot.adverse_events.model import BY_PLAN, AdverseEvent, EventState, Report
from bot.adverse_events.names import STAFF_DEATH_PLAN
from bot.core.commands import SETTING_UP, HelpLine
from bot.core.context import Context, drawn_in_words
from bot.core.conversation import Press
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Dialog, Screen
from bot.core.notices import with_line
from bot.core.people import Role
from bot.core.routes import OnCommand, OnPress, Reply, answers, opens, say
from bot.core.screens import Button, Card, Form, Items, Text, Weight
from bot.core.texts import Words
from bot.programme import coordinator_card, current
from bot.unit_leads.names import GROUP_PLAN, OFFER_BREAKS

PLAN = Screen("staff_death.plan")
WORDS = Dialog("staff_death.words")
READERS = frozenset({Role.UNIT_LEAD, Role.COORDINATOR})


async def open_plan(context: Context, press: Press, subject: str) -> Reply:
    """Show the plan, for the report from whose card it was opened."""
    return say(PLAN, subject)


async def draw_plan(context: Context, subject: str) -> Card:
    """Draw the plan; breaks and a session are offered once messages about the event go out."""
    programme, me = await current(context.work), context.actor.reference
    event = await _event(context, subject)
    area = programme.area(event.area) if event else None
    return plan_card(
        context.words,
        context.lines,
        subject,
        event=event.reference if event else "",
        plans_sessions=area is not None and area.is_run_by(me),
    )


async def _event(context: Context, subject: str) -> AdverseEvent | None:
    """Return the event of this report, or else the newest; only if the actor answers for it."""
    programme = await current(context.work)
    report = await context.work.of(Report).get(subject) if subject else None
    found = await context.work.of(AdverseEvent).find(
        AdverseEvent.state.is_(EventState.RELEASED), order_by=AdverseEvent.reported_at
    )
    theirs = [
        event
        for event in found
        if event.kind in BY_PLAN and answers_for(programme, context.actor.reference, event.unit)
    ]
    if report is not None:
        theirs = [event for event in theirs if event.reference == report.event]
    return theirs[-1] if theirs else None


def plan_card(
    words: Words, lines: Lines, subject: str, *, event: str, plans_sessions: bool
) -> Card:
    """Draw the steps, and a button for each part that can be had now."""
    steps = (
        words("staff_death.told"),
        words("staff_death.cover"),
        words("staff_death.write"),
        words("staff_death.meet"),
        words("staff_death.later"),
    )
    breaks, session = words("staff_death.button.breaks"), words("staff_death.button.session")
    parts_of_event = (
        Button(OFFER_BREAKS, breaks, event, opens_form=True),
        *((Button(GROUP_PLAN, session, event, opens_form=True),) if plans_sessions else ()),
    )
    buttons = (
        Button(WORDS, words("staff_death.button.words"), "", Weight.MAIN, opens_form=True),
        Button(CRISIS_SHOW, words("staff_death.button.numbers")),
        *(parts_of_event if event else ()),
    )
    parts = (
        Text(words("staff_death.text")),
        Items(steps),
        *(() if event else (Text(words("staff_death.not_yet")),)),
        *with_line(words, lines),
    )
    return coordinator_card(words, PLAN, *parts, buttons=buttons, subject=subject)


def words_form(words: Words) -> Form:
    """Draw what helps to say when somebody is told, and what to take care with."""
    helps = (
        words("staff_death.words.news"),
        words("staff_death.words.more"),
        words("staff_death.words.stop"),
        words("staff_death.words.talk"),
    )
    careful = (
        words("staff_death.words.suicide"),
        words("staff_death.words.why"),
        words("staff_death.words.hope"),
    )
    return Form(
        name=WORDS,
        subject="",
        title=words("staff_death.words.title"),
        close=words("core.close"),
        parts=(
            Text(words("staff_death.words.helps")),
            Items(helps),
            Text(words("staff_death.words.careful")),
            Items(careful),
        ),
    )


ROUTES = (
    OnCommand(
        "support-admin plan",
        answers(say(PLAN)),
        READERS,
        reads_only=True,
        help=HelpLine(SETTING_UP, 75, "home.admin_help.staff_death"),
    ),
    OnPress(STAFF_DEATH_PLAN, open_plan, READERS, reads_only=True),
    OnPress(WORDS, opens(WORDS), READERS, reads_only=True),
)
VIEWS = {PLAN: draw_plan}
FORMS = {WORDS: drawn_in_words(words_form)}
