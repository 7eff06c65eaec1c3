"""The messages about a milestone, the form that plans one, and its preview."""

from datetime import date, datetime

from bot.adverse_events import Audience, kinds, name_parts
from bot.adverse_events.model import ReportState
from bot.adverse_events.names import MILESTONE_PLAN, MILESTONE_PREVIEW
from bot.check_ins import greeting
from bot.check_ins.names import PRIVACY_CLEAR
from bot.core.inputs import (
    Choice,
    DayInput,
    Input,
    Option,
    PeoplePicker,
    Ticks,
    grouped,
    options_labelled,
    options_named,
)
from bot.core.lines import Lines
from bot.core.messages import Message
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Form, Part, Small, Text
from bot.core.texts import Words
from bot.milestones import names
from bot.milestones.model import Stage
from bot.programme.model import MILESTONES, Kind, Unit

MESSAGES: dict[Stage, Message] = {
    Stage.BEFORE: names.MILESTONE_BEFORE,
    Stage.AFTER: names.MILESTONE_AFTER,
}
WORDING: dict[tuple[Kind, Stage], str] = {
    (Kind.EVENT_REVIEW, Stage.BEFORE): "milestone.before.event_review",
    (Kind.EVENT_REVIEW, Stage.AFTER): "milestone.after.event_review",
    (Kind.DISCLOSURE_TALK, Stage.BEFORE): "milestone.before.disclosure_talk",
    (Kind.DISCLOSURE_TALK, Stage.AFTER): "milestone.after.disclosure_talk",
    (Kind.FIRST_DAY_BACK, Stage.BEFORE): "milestone.before.first_day_back",
    (Kind.FIRST_DAY_BACK, Stage.AFTER): "milestone.after.first_day_back",
    (Kind.MEDIA_ATTENTION, Stage.BEFORE): "milestone.before.media_attention",
    (Kind.MEDIA_ATTENTION, Stage.AFTER): "milestone.after.media_attention",
    (Kind.REGULATOR_VISIT, Stage.BEFORE): "milestone.before.regulator_visit",
    (Kind.REGULATOR_VISIT, Stage.AFTER): "milestone.after.regulator_visit",
}
TOLD, YES = "told", "yes"


def message_parts(words: Words, hello: str, kind: Kind, stage: Stage) -> tuple[Part, ...]:
    """Return the exact words of a message, as it is sent and as it is shown before."""
    return (Text(f"{hello} {words(WORDING[kind, stage])}"), Text(words("milestone.way_out")))


def message_card(
    words: Words, lines: Lines, episode: str, name: str, kind: Kind, stage: Stage
) -> Card:
    """Draw a message about a milestone; it says neither what the day is nor when."""
    parts = message_parts(words, greeting(words, name), kind, stage)
    return Card(
        MESSAGES[stage],
        episode,
        words("milestone.lock_screen"),
        (*parts, *with_line(words, lines)),
        message_buttons(words, episode),
    )


def message_buttons(words: Words, episode: str) -> tuple[Button, ...]:
    """Return the buttons of both messages."""
    return (
        Button(names.MILESTONE_TALK, words("milestone.talk"), episode),
        Button(names.MILESTONE_STOP, words("milestone.stop"), episode),
        Button(PRIVACY_CLEAR, words("milestone.clear")),
    )


def exact_words(
    words: Words, lines: Lines, kind: Kind, days: dict[Stage, datetime]
) -> tuple[Part, ...]:
    """Return both messages with the day of each, for a preview or a dry run."""
    hello = words("check_in.note.hello", name=words("check_in.see.first_name"))
    labels = " · ".join(button.label for button in message_buttons(words, ""))
    parts: list[Part] = []
    for stage, moment in days.items():
        day = words.day(moment)
        goes = {
            Stage.BEFORE: words("milestone.see.before", day=day),
            Stage.AFTER: words("milestone.see.after", day=day),
        }
        parts += [Text(goes[stage]), *message_parts(words, hello, kind, stage)]
    return (
        *parts,
        *with_line(words, lines),
        Small(words("check_in.see.buttons", buttons=labels)),
    )


def plannable_kinds(words: Words) -> dict[Kind, str]:
    """Return the labels of the kinds of milestone, in the order of the form."""
    return {kind: label for kind, label in kinds(words).items() if kind in MILESTONES}


def plan_form(
    words: Words, units: tuple[Unit, ...], chosen: str, day: date, linked: tuple[Option, ...]
) -> Form:
    """Plan a milestone: what, where, which day, for whom, and that they know of it."""
    earlier = (
        (Choice("linked", words("milestone.plan.linked"), linked, optional=True),) if linked else ()
    )
    return Form(
        name=MILESTONE_PLAN,
        subject=chosen,
        title=words("milestone.plan.title"),
        close=words("core.close"),
        submit=words("adverse_event.form.submit"),
        parts=(Text(words("milestone.plan.text")), Text(words("milestone.plan.personal"))),
        inputs=(
            *grouped(words("milestone.plan.what"), *_planned(words, units, chosen, day)),
            *grouped(
                words("milestone.plan.who"),
                PeoplePicker("people", words("milestone.plan.people"), optional=True),
                *earlier,
                Ticks(
                    TOLD,
                    words("milestone.plan.told"),
                    (Option(YES, words("milestone.plan.told_yes")),),
                ),
            ),
        ),
    )


def _planned(words: Words, units: tuple[Unit, ...], chosen: str, day: date) -> tuple[Input, ...]:
    """What is planned, where, and on which day."""
    places = sorted(units, key=lambda unit: unit.name.casefold())
    return (
        Choice(
            "kind",
            words("milestone.plan.kind"),
            options_labelled(plannable_kinds(words)),
            chosen=chosen,
        ),
        Choice(
            "unit",
            words("adverse_event.form.unit"),
            options_named((unit.key, unit.name) for unit in places),
            chosen=places[0].key if len(places) == 1 else "",
        ),
        DayInput("day", words("adverse_event.form.day"), day),
    )


def preview_form(
    words: Words, lines: Lines, audience: Audience, linked: str, days: dict[Stage, datetime]
) -> Form:
    """Show who was picked, and the exact words of both messages; a draft is confirmed here.

    ``linked`` describes the earlier event whose people join; they are neither named nor counted.
    """
    report = audience.report
    confirms = report.state is ReportState.DRAFT and audience.by_actor
    what, when = kinds(words)[report.kind], words.day(report.occurred_at)
    count = len(audience.names) + audience.nameless
    who: tuple[Part, ...] = ()
    if count:
        who = (
            Text(words("milestone.see.who", count=count)),
            *name_parts(words, audience.names, audience.nameless),
        )
    if audience.unreachable:
        text = words("check_in.see.unreachable", count=len(audience.unreachable))
        who = (*who, Text(text), *name_parts(words, audience.unreachable))
    if linked:
        who = (*who, Text(words("milestone.see.linked", event=linked)))
    return Form(
        name=MILESTONE_PREVIEW,
        subject=report.reference,
        title=words("check_in.see.title"),
        close=words("core.close"),
        submit=words("milestone.see.send") if confirms else "",
        parts=(
            Small(words("adverse_event.about", what=what, where=audience.unit.name, when=when)),
            *who,
            *exact_words(words, lines, report.kind, days),
            *((Text(words("milestone.see.undo")),) if confirms else ()),
        ),
    )
