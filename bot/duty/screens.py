"""The screens of one's own duty: its state, the week, and the address of the calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.core.inputs import (
    Choice,
    DayInput,
    Input,
    Option,
    Ticks,
    TimeInput,
    grouped,
    options_labelled,
)
from bot.core.names import Action, Dialog, Screen
from bot.core.screens import Button, Card, Form, Part, Small, Text, Weight
from bot.core.texts import Words, texts_of
from bot.duty.model import DutyWeek, OffDutyHours
from bot.duty.names import SUPPORTERS_DUTY
from bot.duty.off_duty import OFF_DUTY
from bot.duty.standing import Standing
from bot.duty.turn_texts import span, weekdays

ON = Dialog("duty.on")
OFF = Action("duty.off")
WEEK = Dialog("duty.week")
SWAP = Screen("supporters.swap")
SWAP_OPEN = Action("duty.swap")
CALENDAR = Dialog("duty.calendar")
NEW, NONE = "new", "none"


@dataclass(frozen=True)
class Own:
    """What the screen of one's own duty shows."""

    standing: Standing
    zone: str = "UTC"
    offered: int = 0
    """How many turns of others the reader may take."""
    away_through: datetime | None = None
    lapsed: bool = False
    """Whether the reader's training is over, so that no request reaches them."""
    off_duty: OffDutyHours | None = None
    """When the reader may be asked off duty; ``None`` if the hospital asks nobody then."""


def duty_card(words: Words, own: Own) -> Card:
    """Make the card with the reader's duty, its end on their clock, and what comes next."""
    now = own.standing
    if not now.on:
        text = words("supporters.duty.off")
    elif now.until is None:
        text = words("supporters.duty.on")
    else:
        text = words("supporters.duty.until", time=words.day_and_time(now.until))
    on_or_off = (
        Button(OFF, words("supporters.duty.go_off"))
        if now.on
        else Button(ON, words("supporters.duty.go_on"), opens_form=True)
    )
    buttons: tuple[Button, ...] = (
        on_or_off,
        Button(WEEK, words("supporters.duty.week"), opens_form=True),
        Button(SWAP_OPEN, words("supporters.duty.swap")),
        Button(CALENDAR, words("supporters.duty.calendar"), weight=Weight.RARE, opens_form=True),
    )
    if own.off_duty is not None:
        label = words("supporters.off_duty.title")
        off_duty = Button(OFF_DUTY, label, weight=Weight.RARE, opens_form=True)
        buttons = (*buttons, off_duty)
    parts = (Text(text), *_coming(words, own))
    return Card(SUPPORTERS_DUTY, "", words("supporters.preview"), parts, buttons)


def _coming(words: Words, own: Own) -> tuple[Part, ...]:
    texts = []
    if own.lapsed:
        texts.append(words("supporters.duty.lapsed"))
    if own.away_through is not None:
        texts.append(words("supporters.duty.away", day=words.day(own.away_through)))
    if own.standing.next is not None:
        turn = span(words, own.standing.next.window, own.zone)
        texts.append(words("supporters.duty.next", turn=turn))
    if own.off_duty is not None:
        texts.append(texts_of(words, "supporters.off_duty.now", OffDutyHours)[own.off_duty])
    if own.offered:
        texts.append(words("supporters.duty.offered", count=own.offered))
    return (Text(" ".join(texts)),) if texts else ()


def on_form(words: Words) -> Form:
    """Make the form that goes on duty, with an optional end."""
    return Form(
        name=ON,
        subject="",
        title=words("supporters.duty.go_on"),
        close=words("core.close"),
        parts=(Text(words("supporters.on.text")),),
        inputs=(TimeInput("until", words("supporters.on.until"), optional=True),),
        submit=words("supporters.duty.go_on"),
    )


def week_form(
    words: Words, week: DutyWeek | None, today: date, usual: tuple[time, time], *, on_rota: bool
) -> Form:
    """Make the form of one's own week and days away.

    ``usual`` are the hours it suggests; ``on_rota``: the playbook gives the person turns as well.
    """
    now = week or DutyWeek(reference="")
    starts, ends = (time.fromisoformat(each) if each else None for each in (now.starts, now.ends))
    days = options_labelled(weekdays(words))
    note = words("supporters.week.rota") if on_rota else words("supporters.week.none")
    return Form(
        name=WEEK,
        subject="",
        title=words("supporters.week.title"),
        close=words("core.close"),
        parts=(Text(words("supporters.week.text")), Small(note)),
        inputs=(
            *grouped(
                words("supporters.week.on_duty"),
                Ticks("days", words("supporters.week.days"), days, ticked=now.days),
                TimeInput(
                    "starts", words("supporters.week.starts"), starts or usual[0], optional=True
                ),
                TimeInput("ends", words("supporters.week.ends"), ends or usual[1], optional=True),
            ),
            *grouped(words("supporters.week.away"), *_away(words, now, today)),
        ),
        submit=words("supporters.week.save"),
    )


def _away(words: Words, week: DutyWeek, today: date) -> tuple[Input, ...]:
    """Make the inputs for the days away; days that are over are not shown again."""
    kept = week.away_through >= today.isoformat()
    first = date.fromisoformat(week.away_from) if kept else None
    last = date.fromisoformat(week.away_through) if kept else None
    return (
        DayInput("away_from", words("supporters.week.away_from"), day=first, optional=True),
        DayInput("away_through", words("supporters.week.away_through"), day=last, optional=True),
    )


def calendar_form(words: Words, address: str, *, there: bool) -> Form:
    """Make the window with the secret address of one's own calendar; it leaves no message.

    ``there``: the playbook names an address of this service, so calendars are available.
    """
    title, close = words("supporters.calendar.title"), words("core.close")
    if not there:
        parts: tuple[Part, ...] = (Text(words("supporters.calendar.nowhere")),)
        return Form(name=CALENDAR, subject="", title=title, close=close, parts=parts)
    if not address:
        what, says = words("supporters.calendar.what"), words("supporters.calendar.says")
        get = words("supporters.calendar.get")
        return Form(CALENDAR, "", title, close, parts=(Text(what), Text(says)), submit=get)
    options = (
        Option(NEW, words("supporters.calendar.new")),
        Option(NONE, words("supporters.calendar.none")),
    )
    return Form(
        name=CALENDAR,
        subject="",
        title=title,
        close=close,
        parts=(
            Text(words("supporters.calendar.here")),
            Text(address),
            Text(words("supporters.calendar.secret")),
        ),
        inputs=(Choice("what", words("supporters.calendar.change"), options, optional=True),),
        submit=words("supporters.calendar.save"),
    )
