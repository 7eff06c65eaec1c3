"""The guide a unit lead sees and the dialogs its buttons open. They name nobody."""

from dataclasses import replace
from datetime import timedelta

from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, AN_HOUR, Message, by_day
from bot.core.names import Dialog
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Form, Items, Text, Weight
from bot.core.texts import Words
from bot.programme import coordinator_card
from bot.unit_leads.names import (
    GROUP_PLAN,
    OFFER_BREAKS,
    UNIT_LEAD_HAND_ON,
)

GUIDE = Message("unit_lead.guide", by_day(timedelta(hours=36), urgency=Urgency.ANSWER))
SAY = Dialog("unit_lead.say")
PAUSE = Dialog("unit_lead.pause")
PAPER = Dialog("unit_lead.paper")
GROUP = Message("unit_lead.group", by_day(3 * A_DAY, repeats_after=AN_HOUR))


def guide_card(
    words: Words,
    lines: Lines,
    event: str,
    *,
    handed_on: bool,
    group_asked: bool,
    breaks_offered: bool = False,
) -> Card:
    """What helps the team now, with buttons for what the lead can do."""
    offer = words("unit_lead.button.offer_breaks")
    buttons = [
        Button(OFFER_BREAKS, offer, event, Weight.MAIN, opens_form=True),
        Button(SAY, words("unit_lead.button.say"), event, opens_form=True),
        Button(PAUSE, words("unit_lead.button.pause"), event, opens_form=True),
        Button(PAPER, words("unit_lead.button.paper"), event, Weight.RARE, opens_form=True),
    ]
    steps = (
        words("unit_lead.guide.be_there"),
        words("unit_lead.guide.ask"),
        words("unit_lead.guide.cover"),
    )
    done = [Text(words("unit_lead.guide.breaks_offered"))] if breaks_offered else []
    if group_asked:
        done.append(Text(words("unit_lead.guide.group_asked")))
    if handed_on:
        done.append(Text(words("unit_lead.guide.handed_on")))
    else:
        hand_on = words("unit_lead.button.hand_on")
        buttons.append(Button(UNIT_LEAD_HAND_ON, hand_on, event, Weight.RARE))
    return Card(
        screen=GUIDE,
        subject=event,
        preview=words("unit_lead.preview"),
        parts=(
            Text(words("unit_lead.guide.text")),
            Items(steps),
            Text(words("unit_lead.guide.private")),
            *done,
            *with_line(words, lines),
        ),
        buttons=tuple(buttons),
    )


def say_form(words: Words) -> Form:
    """What helps to say, and what does not."""
    helps = (
        words("unit_lead.say.hard"),
        words("unit_lead.say.here"),
        words("unit_lead.say.need"),
        words("unit_lead.say.later"),
    )
    hurts = (
        words("unit_lead.say.at_least"),
        words("unit_lead.say.know"),
        words("unit_lead.say.what"),
    )
    return _dialog(
        words,
        SAY,
        words("unit_lead.say.title"),
        Text(words("unit_lead.say.helps")),
        Items(helps),
        Text(words("unit_lead.say.hurts")),
        Items(hurts),
        Text(words("unit_lead.say.facts")),
    )


def pause_form(words: Words, event: str, *, group_asked: bool | None) -> Form:
    """A team pause: a minute of silence, or five minutes that anyone may leave.

    Sending the dialog asks for a group session, which comes later. ``group_asked`` is ``None`` once
    the event is gone.
    """
    rules = (
        words("unit_lead.pause.free"),
        words("unit_lead.pause.now"),
        words("unit_lead.pause.shift"),
        words("unit_lead.pause.who"),
    )
    asked, later = words("unit_lead.guide.group_asked"), words("unit_lead.pause.session")
    pause = _dialog(
        words,
        PAUSE,
        words("unit_lead.pause.title"),
        Text(words("unit_lead.pause.choose")),
        Text(words("unit_lead.pause.minute")),
        Text(words("unit_lead.pause.five")),
        Items(rules),
        Text(words("unit_lead.pause.not")),
        *([] if group_asked is None else [Text(asked if group_asked else later)]),
    )
    submit = words("unit_lead.button.group") if group_asked is False else ""
    return replace(pause, subject=event, submit=submit)


def paper_form(words: Words, lines: Lines) -> Form:
    """For people without the app: what the printed card says, and where it is."""
    number = []
    if line := lines.on_paper:
        name = words.translate(line.name)
        number = [Text(words("unit_lead.paper.number", name=name, number=line.number))]
    return _dialog(
        words,
        PAPER,
        words("unit_lead.paper.title"),
        Text(words("unit_lead.paper.text")),
        *number,
        Text(words("unit_lead.paper.language")),
        Text(words("unit_lead.paper.print")),
    )


def _dialog(words: Words, name: Dialog, title: str, *parts: Text | Items) -> Form:
    return Form(name=name, subject="", title=title, close=words("core.close"), parts=parts)


def group_card(words: Words, lines: Lines, event: str, unit: str) -> Card:
    """Tell coordinators that a unit lead asks for a group session."""
    parts = (Text(words("unit_lead.group.text", unit=unit)), *with_line(words, lines))
    plan = Button(GROUP_PLAN, words("unit_lead.group.plan"), event, opens_form=True)
    return coordinator_card(words, GROUP, *parts, buttons=(plan,), subject=event)
