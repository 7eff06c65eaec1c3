"""One's own duty: how it stands, the week, the address of one's own calendar."""

from dataclasses import dataclass
from datetime import date, datetime, time

from bot.core.names import Action, Dialog, Screen
from bot.core.screens import (
    Button,
    Card,
    Choice,
    DayInput,
    Form,
    Input,
    Option,
    Part,
    Small,
    Text,
    Ticks,
    TimeInput,
)
from bot.core.texts import Words
from bot.supporters.duty import Standing
from bot.supporters.model import DutyWeek
from bot.supporters.names import SUPPORTERS_DUTY
from bot.supporters.turn_texts import span, weekdays

ON = Dialog("duty.on")
OFF = Action("duty.off")
WEEK = Dialog("duty.week")
SWAP = Screen("supporters.swap")
SWAP_OPEN = Action("duty.swap")
CALENDAR = Dialog("duty.calendar")
NEW, NONE = "new", "none"


@dataclass(frozen=True)
class Own:
    """One's own duty, for one's own screen; ``offered`` counts turns of others one may take.

    ``lapsed``: one's training is over, so that duty leads to nothing.
    """

    standing: Standing
    zone: str = "UTC"
    offered: int = 0
    away_through: datetime | None = None
    lapsed: bool = False


def duty_card(words: Words, own: Own) -> Card:
    """Whether its reader is on duty, and until when on their own clock; and what comes."""
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
    return Card(
        screen=SUPPORTERS_DUTY,
        subject="",
        preview=words("supporters.preview"),
        parts=(Text(text), *_coming(words, own)),
        buttons=(
            on_or_off,
            Button(WEEK, words("supporters.duty.week"), opens_form=True),
            Button(SWAP_OPEN, words("supporters.duty.swap")),
            Button(CALENDAR, words("supporters.duty.calendar"), opens_form=True),
        ),
    )


def _coming(words: Words, own: Own) -> tuple[Part, ...]:
    said = []
    if own.lapsed:
        said.append(words("supporters.duty.lapsed"))
    if own.away_through is not None:
        said.append(words("supporters.duty.away", day=words.day(own.away_through)))
    if own.standing.next is not None:
        turn = span(words, own.standing.next.window, own.zone)
        said.append(words("supporters.duty.next", turn=turn))
    if own.offered:
        said.append(words("supporters.duty.offered", count=own.offered))
    return (Text(" ".join(said)),) if said else ()


def on_form(words: Words) -> Form:
    """Until when: two taps, and a time only for who likes."""
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
    """One's own week, and days away; ``on_rota``: the playbook gives them turns as well.

    ``usual`` are the times to begin with, so that a tick and a press are enough.
    """
    now = week or DutyWeek(reference="")
    starts, ends = (time.fromisoformat(each) if each else None for each in (now.starts, now.ends))
    days = tuple(Option(day, name) for day, name in weekdays(words).items())
    note = words("supporters.week.rota") if on_rota else words("supporters.week.none")
    return Form(
        name=WEEK,
        subject="",
        title=words("supporters.week.title"),
        close=words("core.close"),
        parts=(Text(words("supporters.week.text")), Small(note)),
        inputs=(
            Ticks("days", words("supporters.week.days"), days, ticked=now.days),
            TimeInput("starts", words("supporters.week.starts"), starts or usual[0], optional=True),
            TimeInput("ends", words("supporters.week.ends"), ends or usual[1], optional=True),
            *_away(words, now, today),
        ),
        submit=words("supporters.week.save"),
    )


def _away(words: Words, week: DutyWeek, today: date) -> tuple[Input, ...]:
    """The days away; those that are over are not shown again."""
    kept = week.away_through >= today.isoformat()
    first = date.fromisoformat(week.away_from) if kept else None
    last = date.fromisoformat(week.away_through) if kept else None
    return (
        DayInput("away_from", words("supporters.week.away_from"), day=first, optional=True),
        DayInput("away_through", words("supporters.week.away_through"), day=last, optional=True),
    )


def calendar_form(words: Words, address: str, *, there: bool) -> Form:
    """The secret address of one's own calendar, in a window that leaves nothing behind.

    ``there`` is no address of this service where the playbook names none.
    """
    title, close = words("supporters.calendar.title"), words("core.close")
    if not there:
        parts: tuple[Part, ...] = (Text(words("supporters.calendar.nowhere")),)
        return Form(name=CALENDAR, subject="", title=title, close=close, parts=parts)
    if not address:
        return Form(
            name=CALENDAR,
            subject="",
            title=title,
            close=close,
            parts=(
                Text(words("supporters.calendar.what")),
                Text(words("supporters.calendar.says")),
            ),
            submit=words("supporters.calendar.get"),
        )
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
