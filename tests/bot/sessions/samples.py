"""Every screen and form of group sessions, in each state."""

from dataclasses import replace
from datetime import UTC, date, datetime

from bot.core.lines import Lines
from bot.core.texts import Words
from bot.sessions import screens
from bot.sessions.model import GroupSession, Invitation, SessionState
from tests.samples import Sample

AT = datetime(2026, 3, 4, 22, 0, tzinfo=UTC)
OPEN = GroupSession(
    reference="5e" * 16,
    event="7a" * 16,
    area="main",
    unit="icu",
    starts_at=AT,
    minutes=60,
    place="Room 4, level 2",
    at=AT,
    state=SessionState.OPEN,
    facilitator="p",
)
ASKED = replace(OPEN, state=SessionState.ASKED, facilitator="", asked="p")
NOBODY = replace(OPEN, facilitator="")
CANCELLED = replace(OPEN, state=SessionState.CANCELLED)
OVER = replace(OPEN, state=SessionState.OVER)
ONLINE = replace(OPEN, place="Ours: https://meet.larkspur.example/quiet")
INVITED = Invitation(reference="1b" * 16, session=OPEN.reference, whose="m")
COMES = replace(INVITED, joined=True)
PEOPLE = (("p", "Imani Roth"), ("q", ""))
PLAN = screens.Plan(OPEN.event, "ICU", ("Room 4, level 2", "Chapel"), PEOPLE, date(2026, 3, 4))
LINK = "https://support.example.org/calendar/session/0.ics"


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    return [*_planning(words, lines), *_leading(words, lines), *_invited(words, lines)]


def _planning(words: Words, lines: Lines) -> list[Sample]:
    states = (OPEN, ASKED, NOBODY, CANCELLED, OVER)
    twins = [OPEN, replace(OPEN, reference="6f" * 16)]
    forms = [
        screens.plan_form(words, PLAN),
        screens.plan_form(words, replace(PLAN, places=())),
        screens.plan_form(words, replace(PLAN, people=())),
        screens.confirm_form(words, lines, ASKED, "Imani Roth"),
        screens.change_form(words, OPEN, PLAN.places, AT),
        screens.pick_form(words, NOBODY, PEOPLE),
        screens.pick_form(words, NOBODY, ()),
    ]
    return [
        Sample("note", screens.offer_card(words, lines, OPEN.event, planned=False)),
        Sample("note", screens.offer_card(words, lines, OPEN.event, planned=True)),
        *(Sample("note", screens.session_card(words, lines, each)) for each in states),
        Sample("card", screens.sessions_card(words, twins)),
        Sample("card", screens.sessions_card(words, [])),
        *(Sample("form", form) for form in forms),
    ]


def _leading(words: Words, lines: Lines) -> list[Sample]:
    def card(session: GroupSession, *, asked: bool = False, leads: bool = False) -> Sample:
        drawn = screens.lead_card(words, lines, session, asked=asked, leads=leads)
        return Sample("note", drawn)

    return [
        card(ASKED, asked=True),
        card(OPEN, leads=True),
        card(OPEN),
        card(CANCELLED, leads=True),
        Sample("form", screens.lead_details_form(words, OPEN, 0, "")),
        Sample("form", screens.lead_details_form(words, OPEN, 5, LINK)),
    ]


def _invited(words: Words, lines: Lines) -> list[Sample]:
    hello = words("check_in.note.hello", name="Sam")
    cards = [
        draw(words, lines, invitation, session, hello)
        for draw in (screens.invite_card, screens.coming_card)
        for invitation in (INVITED, COMES)
        for session in (OPEN, CANCELLED, OVER)
    ]
    reminders = [
        screens.reminder_card(words, lines, COMES, session, hello, is_today=is_today)
        for session, is_today in ((OPEN, True), (OPEN, False), (CANCELLED, True), (OVER, False))
    ]
    forms = [
        screens.details_form(words, invitation, session, leader, link)
        for invitation in (INVITED, COMES)
        for session in (OPEN, ONLINE, CANCELLED, OVER)
        for leader, link in (("Imani Roth", LINK), ("", ""))
    ]
    return [
        *(Sample("note", card) for card in (*cards, *reminders)),
        *(Sample("form", form) for form in forms),
        Sample("note", screens.declined_card(words, lines)),
    ]
