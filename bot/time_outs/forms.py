"""The dialogs of a time-out. Names stand only here, and closing one leaves nothing behind."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.names import Dialog
from bot.core.screens import (
    LONGEST_LABEL,
    MOST_OPTIONS,
    Choice,
    Form,
    Input,
    Option,
    PeoplePicker,
    Text,
    Ticks,
)
from bot.core.texts import Words
from bot.programme.model import Unit
from bot.time_outs.model import MINUTES, Askable, TimeOut, TimeOutState
from bot.time_outs.names import ASK, ASK_LIST, ASK_ONE, COVER, SOON_FORM
from bot.time_outs.screens import WHO

LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Asker:
    """What the coverer sees in the dialog after saying yes; empty texts where unknown."""

    name: str
    unit: str


def ask_form(
    words: Words, subject: str, minutes: int, askable: Askable, units: Sequence[Unit] = ()
) -> Form:
    """Asks for a break: first who will see what, then for how long and whom to ask.

    ``units`` are those to choose from, for who works in several; the first is the usual one.
    """
    parts = [Text(words("time_out.ask.offer"))]
    inputs: list[Input] = [_minutes(words, minutes)]
    if len(units) > 1:
        options = tuple(Option(unit.key, unit.name[:LONGEST_LABEL]) for unit in units)
        label = words("time_out.ask.unit")
        inputs.append(Choice("unit", label, options[:MOST_OPTIONS], chosen=options[0].value))
    if askable:
        texts = [*_who_sees_what(words, askable), words("time_out.ask.pick_alone")]
        parts.append(Text(" ".join(texts)))
        label = words("time_out.ask.person")
        inputs.append(PeoplePicker("person", label, most=1, optional=True))
        inputs.extend(_lead(words, askable))
    else:
        parts.append(Text(words("time_out.ask.nobody")))
        inputs.append(PeoplePicker("person", words("time_out.ask.person_needed"), most=1))
    parts.append(Text(words("time_out.ask.stay")))
    return Form(
        name=ASK,
        subject=subject,
        title=words("time_out.ask.title"),
        close=words("core.close"),
        parts=tuple(parts),
        inputs=tuple(inputs),
        submit=words("time_out.ask.send"),
    )


def _minutes(words: Words, chosen: int) -> Choice:
    options = tuple(Option(str(n), words("time_out.ask.choice", count=n)) for n in MINUTES)
    return Choice("minutes", words("time_out.ask.minutes"), options, chosen=str(chosen))


def _lead(words: Words, askable: Askable) -> list[Input]:
    if not askable.leads:
        return []
    option = Option(LEAVE_OUT, words("time_out.ask.leave_lead_out"))
    return [Ticks("lead", words("time_out.ask.lead"), (option,))]


def _who_sees_what(words: Words, askable: Askable) -> list[str]:
    if askable.cover:
        sees = words("time_out.ask.list_sees")
        match bool(askable.leads), bool(askable.next_in_line):
            case True, True:
                then = [words("time_out.ask.lead_then_next")]
            case True, False:
                then = [words("time_out.ask.lead_only")]
            case False, True:
                then = [words("time_out.ask.next_only")]
            case _:
                then = []
        return [sees, words("time_out.ask.yes_sees"), *then, *_house(words, askable)]
    sees = words("time_out.ask.no_list")
    if askable.leads and askable.next_in_line:
        first = words("time_out.ask.first_lead_then_next")
    elif askable.leads:
        first = words("time_out.ask.first_lead")
    elif askable.next_in_line:
        first = words("time_out.ask.first_next")
    else:
        return [sees, words("time_out.ask.yes_sees"), words("time_out.ask.only_house")]
    return [sees, words("time_out.ask.yes_sees"), first, *_house(words, askable)]


def _house(words: Words, askable: Askable) -> list[str]:
    """When the house supervisor is asked."""
    if not askable.house:
        return []
    if askable.house_first:
        return [words("time_out.ask.house_first")]
    return [words("time_out.ask.house_last")]


def open_already(words: Words, subject: str) -> Form:
    """Instead of a second break: where the open one can be seen."""
    return _only_says(words, ASK, subject, words("time_out.ask.open"))


def _only_says(words: Words, name: Dialog, subject: str, text: str) -> Form:
    return Form(
        name=name,
        subject=subject,
        title=words("time_out.ask.title"),
        close=words("core.close"),
        parts=(Text(text),),
    )


def ask_one_form(words: Words, time_out: TimeOut) -> Form:
    """Picks one person to ask as well."""
    return Form(
        name=ASK_ONE,
        subject=time_out.reference,
        title=words("time_out.ask_one.title"),
        close=words("core.close"),
        parts=(Text(words("time_out.ask_one.text")),),
        inputs=(PeoplePicker("person", words("time_out.ask.person_needed"), most=1),),
        submit=words("time_out.ask_one.send"),
    )


def ask_list_form(words: Words, time_out: TimeOut, askable: Askable) -> Form:
    """Before more people are asked: who will see what."""
    return Form(
        name=ASK_LIST,
        subject=time_out.reference,
        title=words("time_out.ask_list.title"),
        close=words("core.close"),
        parts=(Text(" ".join(_who_sees_what(words, askable))),),
        inputs=tuple(_lead(words, askable)),
        submit=words("time_out.ask_list.send"),
    )


def cover_form(words: Words, time_out: TimeOut, from_when: datetime | None) -> Form:
    """Say yes, and then you see who it is; ``from_when`` for "In 10 minutes"."""
    if from_when is None:
        name, text = COVER, words("time_out.cover.text", minutes=time_out.minutes)
    else:
        name = SOON_FORM
        at = words.time(from_when)
        text = words("time_out.cover.soon_text", minutes=time_out.minutes, time=at)
    return Form(
        name=name,
        subject=time_out.reference,
        title=words("time_out.cover.title"),
        close=words("core.close"),
        parts=(Text(text), Text(words("time_out.cover.safe"))),
        submit=words("time_out.cover.send"),
    )


def settled_form(words: Words, name: Dialog, subject: str, text: str) -> Form:
    """The same dialog once nobody is asked any more."""
    return Form(
        name=name,
        subject=subject,
        title=words("time_out.cover.title"),
        close=words("core.close"),
        parts=(Text(text),),
    )


def who_asks(words: Words, time_out: TimeOut, asker: Asker, now: datetime) -> Form:
    """For the coverer, after the yes: the name of the one who asked."""
    minutes = time_out.minutes
    if asker.name and asker.unit:
        text = words(
            "time_out.who.asker_of_unit", name=asker.name, unit=asker.unit, minutes=minutes
        )
    elif asker.name:
        text = words("time_out.who.asker", name=asker.name, minutes=minutes)
    elif asker.unit:
        text = words("time_out.who.asker_nameless_of_unit", unit=asker.unit)
    else:
        text = words("time_out.who.asker_nameless")
    if time_out.state is TimeOutState.RUNNING:
        return _who(words, time_out, text, _until(words, time_out))
    if time_out.arrives_at and time_out.arrives_at > now:
        go = words("time_out.who.go_at", time=words.time(time_out.arrives_at))
    else:
        go = words("time_out.who.go_now")
    return _who(words, time_out, text, go)


def who_covers(words: Words, time_out: TimeOut, name: str, now: datetime) -> Form:
    """For the asker: the name of the one who said yes."""
    said = words("time_out.who.coverer", name=name) if name else ""
    said = said or words("time_out.who.coverer_nameless")
    if time_out.state is TimeOutState.RUNNING:
        return _who(words, time_out, said, _until(words, time_out))
    if time_out.arrives_at and time_out.arrives_at > now:
        comes = words("time_out.who.comes_at", time=words.time(time_out.arrives_at))
    else:
        comes = words("time_out.who.comes_now")
    return _who(words, time_out, said, comes)


def _until(words: Words, time_out: TimeOut) -> str:
    return words("time_out.who.until", time=words.time(time_out.ends_at or time_out.asked_at))


def _who(words: Words, time_out: TimeOut, *texts: str) -> Form:
    return Form(
        name=WHO,
        subject=time_out.reference,
        title=words("time_out.who.title"),
        close=words("core.close"),
        parts=tuple(Text(text) for text in texts),
    )
