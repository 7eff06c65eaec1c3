"""What a unit lead sees: the guide, and the dialogs behind its buttons. It names nobody."""

from bot.core.lines import Lines
from bot.core.names import Dialog, Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Form, Items, Text
from bot.core.texts import Words
from bot.unit_leads.names import GROUP_PLAN, UNIT_LEAD_ASK_GROUP, UNIT_LEAD_HAND_ON

GUIDE = Screen("unit_lead.guide")
SAY = Dialog("unit_lead.say")
PAUSE = Dialog("unit_lead.pause")
PAPER = Dialog("unit_lead.paper")
GROUP = Screen("unit_lead.group")


def guide_card(
    words: Words, lines: Lines, event: str, *, handed_on: bool, group_asked: bool
) -> Card:
    """Be with your people: what helps now, and what the lead can do by a press."""
    buttons = [
        Button(SAY, words("unit_lead.button.say"), event, opens_form=True),
        Button(PAUSE, words("unit_lead.button.pause"), event, opens_form=True),
        Button(PAPER, words("unit_lead.button.paper"), event, opens_form=True),
    ]
    done = []
    if group_asked:
        done.append(Text(words("unit_lead.guide.group_asked")))
    else:
        buttons.append(Button(UNIT_LEAD_ASK_GROUP, words("unit_lead.button.group"), event))
    if handed_on:
        done.append(Text(words("unit_lead.guide.handed_on")))
    else:
        buttons.append(Button(UNIT_LEAD_HAND_ON, words("unit_lead.button.hand_on"), event))
    return Card(
        screen=GUIDE,
        subject=event,
        preview=words("unit_lead.preview"),
        parts=(
            Text(words("unit_lead.guide.text")),
            Items(
                (
                    words("unit_lead.guide.be_there"),
                    words("unit_lead.guide.ask"),
                    words("unit_lead.guide.cover"),
                )
            ),
            Text(words("unit_lead.guide.private")),
            *done,
            *with_line(words, lines),
        ),
        buttons=tuple(buttons),
    )


def say_form(words: Words) -> Form:
    """What helps to say, and what does not."""
    return _dialog(
        words,
        SAY,
        words("unit_lead.say.title"),
        (
            Text(words("unit_lead.say.helps")),
            Items(
                (
                    words("unit_lead.say.hard"),
                    words("unit_lead.say.here"),
                    words("unit_lead.say.need"),
                    words("unit_lead.say.later"),
                )
            ),
            Text(words("unit_lead.say.hurts")),
            Items(
                (
                    words("unit_lead.say.at_least"),
                    words("unit_lead.say.know"),
                    words("unit_lead.say.what"),
                )
            ),
            Text(words("unit_lead.say.facts")),
        ),
    )


def pause_form(words: Words) -> Form:
    """A team pause: a minute of silence, or five minutes that anyone may leave."""
    return _dialog(
        words,
        PAUSE,
        words("unit_lead.pause.title"),
        (
            Text(words("unit_lead.pause.choose")),
            Text(words("unit_lead.pause.minute")),
            Text(words("unit_lead.pause.five")),
            Items(
                (
                    words("unit_lead.pause.free"),
                    words("unit_lead.pause.now"),
                    words("unit_lead.pause.shift"),
                    words("unit_lead.pause.who"),
                )
            ),
            Text(words("unit_lead.pause.not")),
        ),
    )


def paper_form(words: Words, lines: Lines) -> Form:
    """For people without the app: what stands on the printed card, and where it is."""
    line = next(iter(lines.others), None) or lines.crisis
    told = (
        (Text(words("unit_lead.paper.number", name=words.said(line.name), number=line.number)),)
        if line is not None
        else ()
    )
    return _dialog(
        words,
        PAPER,
        words("unit_lead.paper.title"),
        (
            Text(words("unit_lead.paper.text")),
            *told,
            Text(words("unit_lead.paper.language")),
            Text(words("unit_lead.paper.print")),
        ),
    )


def _dialog(words: Words, name: Dialog, title: str, parts: tuple[Text | Items, ...]) -> Form:
    return Form(name=name, subject="", title=title, close=words("core.close"), parts=parts)


def group_card(words: Words, lines: Lines, event: str, unit: str) -> Card:
    """For coordinators: a unit lead asks for a group session."""
    return Card(
        screen=GROUP,
        subject=event,
        preview=words("programme.preview"),
        parts=(Text(words("unit_lead.group.text", unit=unit)), *with_line(words, lines)),
        buttons=(Button(GROUP_PLAN, words("unit_lead.group.plan"), event, opens_form=True),),
    )
