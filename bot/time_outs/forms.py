"""The dialogs of a time-out; only dialogs show names, because closing one leaves nothing behind."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core.inputs import Choice, Input, Option, PeoplePicker, Ticks, options_named
from bot.core.names import Dialog
from bot.core.screens import Form, Text
from bot.core.texts import Words
from bot.programme.model import Unit
from bot.time_outs.model import MINUTES, Askable, TimeOut, TimeOutState
from bot.time_outs.names import ASK, ASK_LIST, ASK_ONE, COVER, SOON_FORM
from bot.time_outs.screens import WHO

LEAVE_OUT = "leave_out"


@dataclass(frozen=True)
class Asker:
    """Who asked, as the coverer sees it after saying yes."""

    name: str
    """Empty if unknown."""
    unit: str
    """The unit's name; empty if unknown."""


def ask_form(
    words: Words, subject: str, minutes: int, askable: Askable, units: Sequence[Unit] = ()
) -> Form:
    """Ask for a break: who will see what, then for how long and who is asked.

    ``units`` are the choices of a person who works in several, their usual one first.
    """
    texts: list[str] = []
    inputs: list[Input] = [_minutes(words, minutes)]
    if len(units) > 1:
        options = options_named((unit.key, unit.name) for unit in units)
        label = words("time_out.ask.unit")
        inputs.append(Choice("unit", label, options, chosen=options[0].value))
    if askable:
        texts.append(" ".join(who_sees_what(words, askable)))
        texts.append(words("time_out.ask.pick_alone"))
        label = words("time_out.ask.person")
        inputs.append(PeoplePicker("person", label, most=1, optional=True))
        inputs.extend(_lead(words, askable))
    else:
        texts.append(words("time_out.ask.nobody"))
        inputs.append(PeoplePicker("person", words("time_out.ask.person_needed"), most=1))
    texts.append(words("time_out.ask.not_meal"))
    send = words("time_out.ask.send")
    return _form(words, ASK, subject, *texts, inputs=inputs, submit=send)


def _form(
    words: Words,
    name: Dialog,
    subject: str,
    *texts: str,
    inputs: Iterable[Input] = (),
    submit: str = "",
    title: str = "time_out.ask.title",
) -> Form:
    return Form(
        name=name,
        subject=subject,
        title=words(title),
        close=words("core.close"),
        parts=tuple(Text(text) for text in texts),
        inputs=tuple(inputs),
        submit=submit,
    )


def _minutes(words: Words, chosen: int) -> Choice:
    options = tuple(Option(str(n), words("time_out.ask.choice", count=n)) for n in MINUTES)
    return Choice("minutes", words("time_out.ask.minutes"), options, chosen=str(chosen))


def _lead(words: Words, askable: Askable) -> list[Input]:
    if not askable.leads:
        return []
    option = Option(LEAVE_OUT, words("time_out.ask.leave_lead_out"))
    return [Ticks("lead", words("time_out.ask.lead"), (option,))]


def who_sees_what(words: Words, askable: Askable) -> list[str]:
    """Return who is asked, in order, and what each of them sees, a sentence each."""
    asked = [*_asked_in_order(words, askable), *_house(words, askable)]
    return [*asked, words("time_out.ask.sees"), words("time_out.ask.yes_sees")]


def _asked_in_order(words: Words, askable: Askable) -> list[str]:
    if askable.cover:
        first = words("time_out.ask.list_first")
        match bool(askable.leads), bool(askable.next_in_line):
            case True, True:
                return [first, words("time_out.ask.lead_then_next")]
            case True, False:
                return [first, words("time_out.ask.lead_only")]
            case False, True:
                return [first, words("time_out.ask.next_only")]
            case _:
                return [first]
    first = words("time_out.ask.no_list")
    if askable.leads and askable.next_in_line:
        return [first, words("time_out.ask.first_lead_then_next")]
    if askable.leads:
        return [first, words("time_out.ask.first_lead")]
    if askable.next_in_line:
        return [first, words("time_out.ask.first_next")]
    return [first]


def _house(words: Words, askable: Askable) -> list[str]:
    if not askable.house:
        return []
    if not (askable.cover or askable.leads or askable.next_in_line):
        return [words("time_out.ask.only_house")]
    first, last = words("time_out.ask.house_first"), words("time_out.ask.house_last")
    return [first if askable.house_first else last]


def open_already(words: Words, subject: str) -> Form:
    """Tell the asker, in place of the form, where the card of the open break is."""
    return _form(words, ASK, subject, words("time_out.ask.open"))


def ask_one_form(words: Words, time_out: TimeOut) -> Form:
    """Let the asker pick one more person to ask."""
    return _form(
        words,
        ASK_ONE,
        time_out.reference,
        words("time_out.ask_one.text"),
        inputs=(PeoplePicker("person", words("time_out.ask.person_needed"), most=1),),
        submit=words("time_out.ask_one.send"),
        title="time_out.ask_one.title",
    )


def ask_list_form(words: Words, time_out: TimeOut, askable: Askable) -> Form:
    """Show who will see what before more people are asked."""
    return _form(
        words,
        ASK_LIST,
        time_out.reference,
        " ".join(who_sees_what(words, askable)),
        inputs=_lead(words, askable),
        submit=words("time_out.ask_list.send"),
        title="time_out.ask_list.title",
    )


def cover_form(words: Words, time_out: TimeOut, from_when: datetime | None) -> Form:
    """Confirm a yes, after which the name is shown; ``from_when`` is set for "In 10 minutes"."""
    if from_when is None:
        name, text = COVER, words("time_out.cover.text", minutes=time_out.minutes)
    else:
        name, at = SOON_FORM, words.time(from_when)
        text = words("time_out.cover.soon_text", minutes=time_out.minutes, time=at)
    return _form(
        words,
        name,
        time_out.reference,
        text,
        words("time_out.cover.safe"),
        submit=words("time_out.cover.send"),
        title="time_out.cover.title",
    )


def settled_form(words: Words, name: Dialog, subject: str, text: str) -> Form:
    """Draw the same dialog when nobody is asked any more."""
    return _form(words, name, subject, text, title="time_out.cover.title")


def who_asks(words: Words, time_out: TimeOut, asker: Asker, now: datetime) -> Form:
    """Show the coverer who asked and when to go."""
    minutes = time_out.minutes
    if asker.name and asker.unit:
        name, unit = asker.name, asker.unit
        text = words("time_out.who.asker_of_unit", name=name, unit=unit, minutes=minutes)
    elif asker.name:
        text = words("time_out.who.asker", name=asker.name, minutes=minutes)
    elif asker.unit:
        text = words("time_out.who.asker_nameless_of_unit", unit=asker.unit)
    else:
        text = words("time_out.who.asker_nameless")
    go_at = words("time_out.who.go_at", time=words.time(time_out.arrives_at or now))
    return _who(words, time_out, text, now, go_at, words("time_out.who.go_now"))


def who_covers(words: Words, time_out: TimeOut, name: str, now: datetime) -> Form:
    """Show the asker who said yes and when they come."""
    text = words("time_out.who.coverer", name=name) if name else ""
    text = text or words("time_out.who.coverer_nameless")
    comes_at = words("time_out.who.comes_at", time=words.time(time_out.arrives_at or now))
    return _who(words, time_out, text, now, comes_at, words("time_out.who.comes_now"))


def _who(
    words: Words, time_out: TimeOut, text: str, now: datetime, later: str, at_once: str
) -> Form:
    when = later if time_out.arrives_at and time_out.arrives_at > now else at_once
    if time_out.state is TimeOutState.RUNNING:
        until = words.time(time_out.ends_at or time_out.asked_at)
        when = words("time_out.who.until", time=until)
    return _form(words, WHO, time_out.reference, text, when, title="time_out.who.title")
