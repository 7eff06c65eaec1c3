"""What coordinators, whoever leads a session, and those invited see of it.

No card says where, with whom, or what it is about: that is read in dialogs, which leave nothing.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time

from bot.core.lines import Lines
from bot.core.names import Action, Dialog
from bot.core.notices import with_line
from bot.core.screens import (
    LONGEST_LABEL,
    MOST_BUTTONS,
    MOST_OPTIONS,
    Button,
    Card,
    Choice,
    Confirm,
    DayInput,
    Form,
    Input,
    Items,
    Option,
    Part,
    Text,
    TimeInput,
    Weight,
)
from bot.core.texts import Words
from bot.sessions.model import LENGTHS, GroupSession, Invitation, SessionState
from bot.sessions.names import (
    CANCEL,
    CHANGE,
    COMING,
    CONFIRM,
    DECLINED,
    DETAILS,
    GROUP_NO,
    GROUP_SHOW,
    GROUP_YES,
    INVITE,
    LEAD,
    LEAD_DETAILS,
    OFFER,
    PICK,
    SESSION,
    SESSIONS,
)
from bot.unit_leads.names import GROUP_PLAN

USUAL_MINUTES = 60
USUAL_TIME = time(15)
STAY_AWAY = Action("group.stay_away")
YES, NO = GROUP_YES, GROUP_NO


@dataclass(frozen=True)
class Plan:
    """What a session is planned from."""

    subject: str
    unit: str
    places: Sequence[str]
    people: Sequence[tuple[str, str]]
    day: date


# ---- coordinators ----


def offer_card(words: Words, lines: Lines, event: str, *, planned: bool) -> Card:
    """A session may help; whether there is one is the coordinator's to say."""
    if planned:
        text, buttons = (
            words("group.offer.planned"),
            (Button(SESSIONS.action, words("group.button.all")),),
        )
    else:
        plan = Button(GROUP_PLAN, words("group.button.plan"), event, Weight.MAIN, opens_form=True)
        text, buttons = words("group.offer.text"), (plan,)
    return Card(
        screen=OFFER,
        subject=event,
        preview=words("programme.preview"),
        parts=(Text(text), Text(words("group.offer.leave")), *with_line(words, lines)),
        buttons=buttons,
    )


def plan_form(words: Words, plan: Plan) -> Form:
    """Who leads it, where, when; what the playbook lacks for it, with its exact line."""
    if not plan.places or not plan.people:
        lacking = words("group.plan.no_place") if not plan.places else words("group.plan.nobody")
        line = words("group.line.places") if not plan.places else words("group.line.facilitators")
        return _told(words, GROUP_PLAN, plan.subject, (Text(lacking), Items((line,))))
    return Form(
        name=GROUP_PLAN,
        subject=plan.subject,
        title=words("group.title"),
        close=words("core.close"),
        submit=words("group.plan.see"),
        parts=(Text(words("group.plan.text", unit=plan.unit)),),
        inputs=(
            _people(words, plan.people),
            _places(words, plan.places, ""),
            *_when(words, plan.day, USUAL_TIME, USUAL_MINUTES),
        ),
    )


def _people(words: Words, people: Sequence[tuple[str, str]]) -> Input:
    options = tuple(
        Option(person, (name or words("programme.names.nameless"))[:LONGEST_LABEL])
        for person, name in people[:MOST_OPTIONS]
    )
    return Choice("leads", words("group.plan.leads"), options)


def _places(words: Words, places: Sequence[str], chosen: str) -> Input:
    options = tuple(
        Option(str(number), place[:LONGEST_LABEL])
        for number, place in enumerate(places[:MOST_OPTIONS])
    )
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
    """The exact words, before anybody is asked."""
    invitation = Invitation(reference="seen", session=session.reference, whose="")
    as_sent = replace(session, state=SessionState.OPEN)
    card = invite_card(words, lines, invitation, as_sent, words("group.confirm.hello"))
    shown = tuple(part for part in card.parts if isinstance(part, Text))
    return Form(
        name=CONFIRM,
        subject=session.reference,
        title=words("group.title"),
        close=words("core.close"),
        submit=words("group.confirm.ask"),
        parts=(
            Text(words("group.confirm.text")),
            *shown,
            Text(words("group.confirm.behind")),
            Items(_facts(words, session, leader)),
        ),
    )


def _facts(words: Words, session: GroupSession, leader: str) -> tuple[str, ...]:
    when = words("group.when", at=words.day_and_time(session.starts_at), count=session.minutes)
    who = words("group.who", name=leader) if leader else words("group.who_open")
    return (when, words("group.where", place=session.place), who)


def session_card(words: Words, lines: Lines, session: GroupSession) -> Card:
    """Where a session stands, without a name and without who comes."""
    at = words.day_and_time(session.starts_at)
    pick = Button(PICK, words("group.button.pick"), session.reference, Weight.MAIN, opens_form=True)
    sure = Confirm(
        words("group.sure.title"),
        words("group.sure.text"),
        words("group.sure.yes"),
        words("group.sure.no"),
    )
    change = Button(CHANGE, words("group.button.change"), session.reference, opens_form=True)
    off = Button(
        CANCEL, words("group.button.cancel"), session.reference, Weight.GRAVE, confirm=sure
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
    return Card(
        screen=SESSION,
        subject=session.reference,
        preview=words("programme.preview"),
        parts=(Text(text), Text(words("group.session.leave")), *with_line(words, lines)),
        buttons=buttons,
    )


def sessions_card(words: Words, sessions: Sequence[GroupSession]) -> Card:
    """What is planned, the next first."""
    text = words("group.sessions.text") if sessions else words("group.sessions.none")
    shown = sessions[:MOST_BUTTONS]
    labels = [words("group.sessions.see", at=words.day_and_time(each.starts_at)) for each in shown]
    # Two at the same minute read alike; the second says which it is.
    named = [
        label if labels.index(label) == n else words("group.sessions.also", see=label, number=n + 1)
        for n, label in enumerate(labels)
    ]
    return Card(
        screen=SESSIONS,
        subject="",
        preview=words("programme.preview"),
        parts=(Text(text),),
        buttons=tuple(
            Button(GROUP_SHOW, label, each.reference)
            for label, each in zip(named, shown, strict=True)
        ),
    )


def change_form(
    words: Words, session: GroupSession, places: Sequence[str], local: datetime
) -> Form:
    """Another time or place; who leads it stays."""
    known = tuple(dict.fromkeys((*places, session.place)))
    return Form(
        name=CHANGE,
        subject=session.reference,
        title=words("group.title"),
        close=words("core.close"),
        submit=words("group.change.save"),
        parts=(Text(words("group.change.text")),),
        inputs=(
            _places(words, places or known, session.place),
            *_when(words, local.date(), local.time().replace(second=0), session.minutes),
        ),
    )


def pick_form(words: Words, session: GroupSession, people: Sequence[tuple[str, str]]) -> Form:
    """Somebody else to lead it."""
    if not people:
        line = Items((words("group.line.facilitators"),))
        lacking = Text(words("group.plan.nobody"))
        return _told(words, PICK, session.reference, (lacking, line))
    return Form(
        name=PICK,
        subject=session.reference,
        title=words("group.title"),
        close=words("core.close"),
        submit=words("group.confirm.ask"),
        inputs=(_people(words, people),),
    )


def _told(words: Words, name: Dialog, subject: str, parts: tuple[Part, ...]) -> Form:
    return Form(
        name=name,
        subject=subject,
        title=words("group.title"),
        close=words("core.close"),
        parts=parts,
    )


# ---- whoever leads it ----


def lead_card(
    words: Words, lines: Lines, session: GroupSession, *, asked: bool, leads: bool
) -> Card:
    """Asked to lead it, leading it, or neither any more."""
    see = Button(LEAD_DETAILS, words("group.button.see"), session.reference, opens_form=True)
    buttons: tuple[Button, ...] = ()
    if session.state is SessionState.CANCELLED:
        parts: tuple[Part, ...] = (Text(words("group.coming.cancelled")),)
    elif not session.is_ahead or not (asked or leads):
        parts = (Text(words("core.gone")),)
    elif leads:
        parts = (Text(words("group.lead.leads")), Text(words("group.lead.look")))
        buttons = (see, Button(NO, words("group.lead.no_longer"), session.reference))
    else:
        parts = (Text(words("group.lead.asked")), Text(words("group.lead.near")))
        yes = Button(YES, words("group.lead.yes"), session.reference, Weight.MAIN)
        buttons = (see, yes, Button(NO, words("group.lead.no"), session.reference))
    return Card(
        screen=LEAD,
        subject=session.reference,
        preview=words("core.preview"),
        parts=(*parts, *with_line(words, lines)),
        buttons=buttons,
    )


def lead_details_form(words: Words, session: GroupSession, count: int, link: str) -> Form:
    """When and where; how many come in steps of five, so that nobody can be counted out."""
    when, where, _ = _facts(words, session, "")
    many = words("group.lead.count", count=count) if count else words("group.lead.few")
    parts: tuple[Part, ...] = (
        Items((when, where)),
        Text(many),
        Text(words("group.lead.how")),
        *_calendar(words, link),
    )
    return _told(words, LEAD_DETAILS, session.reference, parts)


def _calendar(words: Words, link: str) -> tuple[Part, ...]:
    return (Text(words("group.calendar")), Text(link)) if link else ()


# ---- those invited ----


def invite_card(
    words: Words, lines: Lines, invitation: Invitation, session: GroupSession, hello: str
) -> Card:
    """One invitation; once its reader comes, that they do."""
    see = Button(DETAILS, words("group.button.see"), invitation.reference, opens_form=True)
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
    return Card(
        screen=INVITE,
        subject=invitation.reference,
        preview=words("core.preview"),
        parts=(*parts, *with_line(words, lines)),
        buttons=buttons,
    )


def coming_card(
    words: Words, lines: Lines, invitation: Invitation, session: GroupSession, hello: str
) -> Card:
    """For who said they come: it has changed, or does not take place."""
    see = Button(DETAILS, words("group.button.see"), invitation.reference, opens_form=True)
    no = Button(STAY_AWAY, words("group.invite.no_longer"), invitation.reference)
    buttons: tuple[Button, ...] = (see, no)
    if session.state is SessionState.CANCELLED:
        text, buttons = words("group.coming.cancelled"), ()
    elif not session.is_ahead:
        text, buttons = words("core.gone"), ()
    else:
        text = words("group.coming.changed")
    return Card(
        screen=COMING,
        subject=invitation.reference,
        preview=words("core.preview"),
        parts=(Text(f"{hello} {text}"), *with_line(words, lines)),
        buttons=buttons,
    )


def details_form(
    words: Words, invitation: Invitation, session: GroupSession, leader: str, link: str
) -> Form:
    """When, where, with whom, and what it is; the one press that says "I come"."""
    if not session.is_ahead:
        gone = words("core.gone")
        if session.state is SessionState.CANCELLED:
            gone = words("group.coming.cancelled")
        return _told(words, DETAILS, invitation.reference, (Text(gone),))
    facts = Items(_facts(words, session, leader))
    if invitation.joined:
        parts = (Text(words("group.details.comes")), facts, *_calendar(words, link))
        return _told(words, DETAILS, invitation.reference, parts)
    return Form(
        name=DETAILS,
        subject=invitation.reference,
        title=words("group.title"),
        close=words("core.close"),
        submit=words("group.details.come"),
        parts=(facts, Text(words("group.details.what")), Text(words("group.details.kept"))),
    )


def declined_card(words: Words, lines: Lines) -> Card:
    """After no."""
    return Card(
        screen=DECLINED,
        subject="",
        preview=words("core.preview"),
        parts=(Text(words("group.declined")), *with_line(words, lines)),
    )
