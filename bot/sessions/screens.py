"""The cards and dialogs of group sessions.

Cards never show where, with whom or about what; only dialogs do, as they leave nothing behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.core.inputs import Choice, DayInput, Input, Option, TimeInput, options_named
from bot.core.limits import MOST_BUTTONS
from bot.core.lines import Lines
from bot.core.names import Action, Dialog, Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Confirm, Form, Items, Part, Text, Weight
from bot.core.texts import Words
from bot.programme import coordinator_card
from bot.programme.model import is_online
from bot.sessions import names
from bot.sessions.model import LENGTHS, GroupSession, Invitation, SessionState
from bot.unit_leads.names import GROUP_PLAN

USUAL_MINUTES = 60
USUAL_TIME = time(15)
STAY_AWAY = Action("group.stay_away")


@dataclass(frozen=True)
class Plan:
    """What the form to plan a session is drawn from."""

    subject: str
    unit: str
    places: Sequence[str]
    people: Sequence[tuple[str, str]]
    day: date


def _form(
    words: Words,
    name: Dialog,
    subject: str,
    *parts: Part,
    inputs: tuple[Input, ...] = (),
    submit: str = "",
) -> Form:
    return Form(
        name=name,
        subject=subject,
        title=words("group.title"),
        close=words("core.close"),
        submit=submit,
        parts=parts,
        inputs=inputs,
    )


# ---- coordinators ----


def offer_card(words: Words, lines: Lines, event: str, *, planned: bool) -> Card:
    """Suggest a session to the coordinator, or link to the planned ones once there is one."""
    if planned:
        text = words("group.offer.planned")
        button = Button(names.SESSIONS.action, words("group.button.all"))
    else:
        text, label = words("group.offer.text"), words("group.button.plan")
        button = Button(GROUP_PLAN, label, event, Weight.MAIN, opens_form=True)
    parts = (Text(text), Text(words("group.offer.leave")), *with_line(words, lines))
    return coordinator_card(words, names.OFFER, *parts, buttons=(button,), subject=event)


def plan_form(words: Words, plan: Plan) -> Form:
    """Ask who leads it, where and when; or show the playbook line that is missing for that."""
    if not plan.places or not plan.people:
        lacking = words("group.plan.no_place") if not plan.places else words("group.plan.nobody")
        line = words("group.line.places") if not plan.places else words("group.line.facilitators")
        return _form(words, GROUP_PLAN, plan.subject, Text(lacking), Items((line,)))
    people, places = _people(words, plan.people), _places(words, plan.places, "")
    return _form(
        words,
        GROUP_PLAN,
        plan.subject,
        Text(words("group.plan.text", unit=plan.unit)),
        inputs=(people, places, *_when(words, plan.day, USUAL_TIME, USUAL_MINUTES)),
        submit=words("group.plan.see"),
    )


def _people(words: Words, people: Sequence[tuple[str, str]]) -> Input:
    options = options_named(
        (person, name or words("programme.names.nameless")) for person, name in people
    )
    return Choice("leads", words("group.plan.leads"), options)


def _places(words: Words, places: Sequence[str], chosen: str) -> Input:
    options = options_named((str(number), place) for number, place in enumerate(places))
    now = next((option.value for option in options if option.label == chosen), "0")
    return Choice("place", words("group.plan.place"), options, chosen=now)


def _when(words: Words, day: date, at: time, minutes: int) -> tuple[Input, ...]:
    lengths = tuple(Option(str(each), words("group.plan.minutes", count=each)) for each in LENGTHS)
    return (
        DayInput("day", words("group.plan.day"), day),
        TimeInput("time", words("group.plan.time"), at),
        Choice("minutes", words("group.plan.length"), lengths, chosen=str(minutes)),
    )


def confirm_form(words: Words, lines: Lines, session: GroupSession, leader: str) -> Form:
    """Show the exact words before anybody is asked."""
    invitation = Invitation(reference="seen", session=session.reference, whose="")
    as_sent = replace(session, state=SessionState.OPEN)
    card = invite_card(words, lines, invitation, as_sent, words("group.confirm.hello"))
    return _form(
        words,
        names.CONFIRM,
        session.reference,
        Text(words("group.confirm.text")),
        *(part for part in card.parts if isinstance(part, Text)),
        Text(words("group.confirm.behind")),
        Items(_facts(words, session, leader)),
        *_shown_online(words, session),
        submit=words("group.confirm.ask"),
    )


def _shown_online(words: Words, session: GroupSession) -> tuple[Part, ...]:
    """Say before anybody decides that an online meeting shows who attends it."""
    return (Text(words("group.online")),) if is_online(session.place) else ()


def _facts(words: Words, session: GroupSession, leader: str) -> tuple[str, ...]:
    when = words("group.when", at=words.day_and_time(session.starts_at), count=session.minutes)
    who = words("group.who", name=leader) if leader else words("group.who_open")
    return (when, words("group.where", place=session.place), who)


def session_card(words: Words, lines: Lines, session: GroupSession) -> Card:
    """Show coordinators where a session stands, without any name and without who comes."""
    at = words.day_and_time(session.starts_at)
    pick = Button(
        names.PICK, words("group.button.pick"), session.reference, Weight.MAIN, opens_form=True
    )
    sure = Confirm(
        words("group.sure.title"),
        words("group.sure.text"),
        words("group.sure.yes"),
        words("group.sure.no"),
    )
    change = Button(names.CHANGE, words("group.button.change"), session.reference, opens_form=True)
    off = Button(
        names.CANCEL, words("group.button.cancel"), session.reference, Weight.GRAVE, confirm=sure
    )
    buttons: tuple[Button, ...] = (change, off)
    if not session.is_ahead:
        text, buttons = words("group.session.over"), ()
        if session.state is SessionState.CANCELLED:
            text = words("group.session.cancelled", at=at)
    elif session.facilitator:
        text = words("group.session.open", at=at)
    elif session.asked:
        text, buttons = words("group.session.asked", at=at), (pick, *buttons)
    else:
        text, buttons = words("group.session.nobody", at=at), (pick, *buttons)
    parts = (Text(text), Text(words("group.session.leave")), *with_line(words, lines))
    reference = session.reference
    return coordinator_card(words, names.SESSION, *parts, buttons=buttons, subject=reference)


def sessions_card(words: Words, sessions: Sequence[GroupSession]) -> Card:
    """List the planned sessions, the next one first."""
    text = words("group.sessions.text") if sessions else words("group.sessions.none")
    shown = sessions[:MOST_BUTTONS]
    labels = [words("group.sessions.see", at=words.day_and_time(each.starts_at)) for each in shown]
    # Sessions that begin at the same minute have the same label, so later ones get a number.
    named = [
        label if labels.index(label) == n else words("group.sessions.also", see=label, number=n + 1)
        for n, label in enumerate(labels)
    ]
    buttons = tuple(
        Button(names.GROUP_SHOW, label, each.reference)
        for label, each in zip(named, shown, strict=True)
    )
    return coordinator_card(words, names.SESSIONS, Text(text), buttons=buttons)


def change_form(
    words: Words, session: GroupSession, places: Sequence[str], local: datetime
) -> Form:
    """Ask for another time or place; the facilitator stays."""
    known = tuple(dict.fromkeys((*places, session.place)))
    when = _when(words, local.date(), local.time().replace(second=0), session.minutes)
    return _form(
        words,
        names.CHANGE,
        session.reference,
        Text(words("group.change.text")),
        inputs=(_places(words, places or known, session.place), *when),
        submit=words("group.change.save"),
    )


def pick_form(words: Words, session: GroupSession, people: Sequence[tuple[str, str]]) -> Form:
    """Ask for somebody else to lead it."""
    if not people:
        line = Items((words("group.line.facilitators"),))
        return _form(words, names.PICK, session.reference, Text(words("group.plan.nobody")), line)
    inputs, send = (_people(words, people),), words("group.confirm.ask")
    return _form(words, names.PICK, session.reference, inputs=inputs, submit=send)


# ---- the facilitator ----


def lead_card(
    words: Words, lines: Lines, session: GroupSession, *, asked: bool, leads: bool
) -> Card:
    """Draw the card of the person who leads, or who is or was asked to."""
    see = Button(names.LEAD_DETAILS, words("group.button.see"), session.reference, opens_form=True)
    buttons: tuple[Button, ...] = ()
    if session.state is SessionState.CANCELLED:
        parts: tuple[Part, ...] = (Text(words("group.coming.cancelled")),)
    elif not session.is_ahead or not (asked or leads):
        parts = (Text(words("core.gone")),)
    elif leads:
        parts = (Text(words("group.lead.leads")), Text(words("group.lead.look")))
        buttons = (see, Button(names.GROUP_NO, words("group.lead.no_longer"), session.reference))
    else:
        parts = (Text(words("group.lead.asked")), Text(words("group.lead.near")))
        yes = Button(names.GROUP_YES, words("group.lead.yes"), session.reference, Weight.MAIN)
        buttons = (see, yes, Button(names.GROUP_NO, words("group.lead.no"), session.reference))
    parts = (*parts, *with_line(words, lines))
    return Card(names.LEAD, session.reference, words("core.preview"), parts, buttons)


def lead_details_form(words: Words, session: GroupSession, count: int, link: str) -> Form:
    """Show when, where, and how many come in steps of five, so that nobody is identified."""
    when, where, _ = _facts(words, session, "")
    many = words("group.lead.count", count=count) if count else words("group.lead.few")
    shown = _shown_online(words, session)
    parts = (Items((when, where)), *shown, Text(many), Text(words("group.lead.how")))
    calendar = _calendar(words, link)
    return _form(words, names.LEAD_DETAILS, session.reference, *parts, *calendar)


def _calendar(words: Words, link: str) -> tuple[Part, ...]:
    return (Text(words("group.calendar")), Text(link)) if link else ()


# ---- those invited ----


def invite_card(
    words: Words, lines: Lines, invitation: Invitation, session: GroupSession, hello: str
) -> Card:
    """Draw an invitation; once its reader comes, it says so."""
    see = Button(names.DETAILS, words("group.button.see"), invitation.reference, opens_form=True)
    no = Button(STAY_AWAY, words("group.invite.no"), invitation.reference)
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = (see, no)
    if session.state is SessionState.CANCELLED:
        parts, buttons = (Text(words("group.coming.cancelled")),), ()
    elif not session.is_ahead:
        parts, buttons = (Text(words("core.gone")),), ()
    elif invitation.joined:
        parts = (Text(words("group.invite.comes")),)
        no = Button(STAY_AWAY, words("group.invite.no_longer"), invitation.reference)
        buttons = (see, no)
    else:
        parts = (
            Text(f"{hello} {words('group.invite.text')}"),
            Text(words("group.invite.free")),
            Text(words("group.invite.private")),
        )
    parts = (*parts, *with_line(words, lines))
    return Card(names.INVITE, invitation.reference, words("core.preview"), parts, buttons)


def coming_card(
    words: Words, lines: Lines, invitation: Invitation, session: GroupSession, hello: str
) -> Card:
    """Inform a participant that the session has changed or is cancelled."""
    text = words("group.coming.changed")
    return _to_who_comes(words, lines, names.COMING, invitation, session, (hello, text))


def _to_who_comes(
    words: Words,
    lines: Lines,
    screen: Screen,
    invitation: Invitation,
    session: GroupSession,
    said: tuple[str, str],
) -> Card:
    """Greet a participant and say what there is, or that the session is cancelled or over."""
    hello, text = said
    see = Button(names.DETAILS, words("group.button.see"), invitation.reference, opens_form=True)
    no = Button(STAY_AWAY, words("group.invite.no_longer"), invitation.reference)
    buttons: tuple[Button, ...] = (see, no)
    if session.state is SessionState.CANCELLED:
        text, buttons = words("group.coming.cancelled"), ()
    elif not session.is_ahead:
        text, buttons = words("core.gone"), ()
    parts = (Text(f"{hello} {text}"), *with_line(words, lines))
    return Card(screen, invitation.reference, words("core.preview"), parts, buttons)


def reminder_card(
    words: Words,
    lines: Lines,
    invitation: Invitation,
    session: GroupSession,
    hello: str,
    *,
    is_today: bool,
    has_moved: bool,
) -> Card:
    """Remind a participant of the session; it says neither where nor with whom."""
    if is_today:
        text = words("group.reminder.today")
    elif has_moved:
        text = words("group.coming.changed")
    else:
        text = words("group.reminder.soon")
    return _to_who_comes(words, lines, names.REMINDER, invitation, session, (hello, text))


def details_form(
    words: Words, invitation: Invitation, session: GroupSession, leader: str, link: str
) -> Form:
    """Show when, where, with whom and what it is, with the one button to say "I come"."""
    if not session.is_ahead:
        gone = words("core.gone")
        if session.state is SessionState.CANCELLED:
            gone = words("group.coming.cancelled")
        return _form(words, names.DETAILS, invitation.reference, Text(gone))
    facts = (Items(_facts(words, session, leader)), *_shown_online(words, session))
    if invitation.joined:
        parts = (Text(words("group.details.comes")), *facts, *_calendar(words, link))
        return _form(words, names.DETAILS, invitation.reference, *parts)
    parts = (*facts, Text(words("group.details.what")), Text(words("group.details.kept")))
    come = words("group.details.come")
    return _form(words, names.DETAILS, invitation.reference, *parts, submit=come)


def declined_card(words: Words, lines: Lines) -> Card:
    """Draw what an invitation becomes after "no"."""
    parts = (Text(words("group.declined")), *with_line(words, lines))
    return Card(names.DECLINED, "", words("core.preview"), parts)
