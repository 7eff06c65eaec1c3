"""The form, its confirmation, the note, and the dialog with the sender's name."""

from bot.adverse_events.names import ADVERSE_EVENT_REPORT
from bot.check_ins import greeting
from bot.check_ins.names import CHECK_IN_BREAK
from bot.core.inputs import Option, PeoplePicker, Ticks
from bot.core.jobs import Urgency
from bot.core.lines import Lines
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Dialog, Screen
from bot.core.notices import Notice, with_line
from bot.core.screens import Button, Card, Form, Items, Small, Text, Weight
from bot.core.texts import Words
from bot.referrals.names import COLLEAGUE_NO_THANKS, COLLEAGUE_NOTE, HOME_TALK, OPEN_HOME_MORE
from bot.unit_leads import SAY

THANKS = Dialog("colleague.thanks")
NOTE = Message("colleague.hello", by_day(3 * A_DAY, urgency=Urgency.FOLLOW_UP))
SENDER = Dialog("colleague.who")
WAYS = Screen("colleague.ways")
CLOSED = Notice(Screen("colleague.closed"), "colleague.closed", "check_in.note.preview")
"""Replaces the note after "No thanks"."""
NAMED = "named"
YES = "yes"


def note_form(words: Words) -> Form:
    """Pick a colleague, and choose whether the note names its sender."""
    return Form(
        name=COLLEAGUE_NOTE,
        subject="",
        title=words("colleague.form.title"),
        close=words("core.close"),
        parts=(Text(words("colleague.form.what")), Text(words("colleague.form.limits"))),
        inputs=(
            PeoplePicker("who", words("colleague.form.who"), most=1),
            Ticks(
                NAMED, words("colleague.form.name"), (Option(YES, words("colleague.form.named")),)
            ),
        ),
        submit=words("colleague.form.send"),
    )


def thanks_form(words: Words, lines: Lines) -> Form:
    """Thank the sender; the text is the same whether or not the note was sent."""
    return Form(
        name=THANKS,
        subject="",
        title=words("colleague.thanks.title"),
        close=words("core.close"),
        parts=(
            Text(words("colleague.thanks.text")),
            Text(words("colleague.thanks.you")),
            *with_line(words, lines),
        ),
    )


def ways_card(words: Words, lines: Lines, *, may_report: bool) -> Card:
    """What a manager can do for somebody instead of a note, with the buttons that do it."""
    reports = words("colleague.ways.report" if may_report else "colleague.ways.lead")
    items = (reports, words("colleague.ways.ask"), words("colleague.ways.cover"))
    say = Button(SAY, words("unit_lead.button.say"), opens_form=True)
    report = Button(
        ADVERSE_EVENT_REPORT, words("home.admin.activate"), weight=Weight.MAIN, opens_form=True
    )
    return Card(
        screen=WAYS,
        subject="",
        preview=words("check_in.note.preview"),
        parts=(Text(words("colleague.ways.text")), Items(items), *with_line(words, lines)),
        buttons=(report, say) if may_report else (say,),
    )


def note_card(words: Words, lines: Lines, note: str, name: str, *, named: bool) -> Card:
    """The note. It names only its reader; the sender's name opens in a dialog."""
    who = words("colleague.note.named") if named else words("colleague.note.unnamed")
    buttons = [
        Button(CHECK_IN_BREAK, words("check_in.button.break"), opens_form=True),
        Button(HOME_TALK, words("check_in.button.talk")),
        Button(COLLEAGUE_NO_THANKS, words("check_in.button.no_thanks"), note),
        Button(OPEN_HOME_MORE, words("check_in.button.more")),
    ]
    if named:
        buttons.append(Button(SENDER, words("colleague.note.who"), note, opens_form=True))
    return Card(
        screen=NOTE,
        subject=note,
        preview=words("check_in.note.preview"),
        parts=(
            Text(f"{greeting(words, name)} {words('colleague.note.why')} {who}"),
            Text(words("colleague.note.offer")),
            Small(words("check_in.note.privacy")),
            *with_line(words, lines),
        ),
        buttons=tuple(buttons),
    )


def sender_form(words: Words, lines: Lines, name: str) -> Form:
    """The sender's name, in a dialog so that it stays in no message."""
    return Form(
        name=SENDER,
        subject="",
        title=words("colleague.sender.title"),
        close=words("core.close"),
        parts=(Text(name), Text(words("colleague.sender.free")), *with_line(words, lines)),
    )
