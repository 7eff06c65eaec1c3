"""Draws the home page, with a section for each role its reader holds.

The page shows none of the reader's requests, because others may see the screen. These are shown
after a press.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.adverse_events.names import ADVERSE_EVENT_REPORT, MILESTONE_PLAN
from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_WHAT_WE_KEEP, PRIVACY_CLEAR
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Heading, Part, Row, Text
from bot.core.texts import Words
from bot.duty.names import DUTY_COVERAGE
from bot.home import names
from bot.milestones.names import OPEN_OWN_DAYS
from bot.programme.names import PROGRAMME_UNDELIVERED
from bot.referrals.names import COLLEAGUE_NOTE, HOME_TALK
from bot.supporters.names import HOME_DUTY

HOME = Screen("home.home")
OWN = Screen("home.own")
MOST_SHOWN = 4


@dataclass(frozen=True)
class Supporting:
    """What a supporter sees at once."""

    on_duty: bool
    waiting: int
    held: int
    calls: int = 0
    """How many of those that can be taken are calls for which nobody asked."""
    until: str = ""
    """When duty ends, in words; empty if that is open."""
    next_turn: str = ""
    """The next scheduled duty, in words."""


@dataclass(frozen=True)
class Coordinating:
    """What a coordinator sees at once: counts, never people."""

    open: int
    to_mend: int
    triggers: int
    """How many triggers are on today."""
    drafts: int = 0
    """How many triggers are not on yet."""
    paused: bool = False
    undelivered: int = 0
    """How many messages ended undelivered, or perhaps so."""
    gaps: int | None = None
    """How many gaps the planned duty has; ``None`` if no duty is planned."""


@dataclass(frozen=True)
class Front:
    """What a page shows besides what everybody sees."""

    reports: bool = False
    supporting: Supporting | None = None
    coordinating: Coordinating | None = None


def home_card(words: Words, lines: Lines, front: Front) -> Card:
    """Draw the page of one person."""
    return Card(
        screen=HOME,
        subject="",
        preview=words("home.preview"),
        parts=(
            *_everybody(words),
            *(_supporting(words, front.supporting) if front.supporting else ()),
            *_leading(words, front),
            *with_line(words, lines),
        ),
    )


def _everybody(words: Words) -> tuple[Part, ...]:
    return (
        Heading(words("home.page.title")),
        Text(words("home.page.text")),
        Row(
            (
                Button(CHECK_IN_BREAK, words("home.break"), opens_form=True),
                Button(HOME_TALK, words("home.talk")),
                Button(CRISIS_SHOW, words("home.need_someone")),
                Button(COLLEAGUE_NOTE, words("home.page.colleague"), opens_form=True),
                Button(OPEN_OWN_DAYS, words("home.page.own_day")),
            )
        ),
        Text(words("home.page.private")),
        Row(
            (
                Button(OWN.action, words("home.page.own")),
                Button(names.OPEN_HOME_SETTINGS, words("home.settings_button")),
                Button(CHECK_IN_WHAT_WE_KEEP, words("home.what_we_keep"), opens_form=True),
                Button(names.OPEN_HOME_HELP, words("home.help_button")),
                Button(PRIVACY_CLEAR, words("home.clear")),
            )
        ),
    )


def _supporting(words: Words, now: Supporting) -> tuple[Part, ...]:
    if not now.on_duty:
        duty = words("home.page.off_duty")
    elif now.until:
        duty = words("home.page.duty_until", time=now.until)
    else:
        duty = words("home.page.on_duty")
    waiting = words("home.page.waiting", count=now.waiting)
    held = words("home.page.held", count=now.held)
    if now.calls:
        waiting = f"{waiting} {words('home.page.calls', count=now.calls)}"
    coming = (Text(words("home.page.next_turn", turn=now.next_turn)),) if now.next_turn else ()
    return (
        Heading(words("home.for_supporters")),
        Text(f"{duty} {waiting} {held}"),
        *coming,
        Row(
            (
                Button(names.HOME_DUTY_OFF, words("home.page.go_off"))
                if now.on_duty
                else Button(names.HOME_DUTY_ON, words("home.page.go_on")),
                Button(names.HOME_QUEUE, words("home.queue")),
                Button(names.HOME_MINE, words("home.mine")),
                Button(HOME_DUTY, words("home.duty")),
                Button(names.OPEN_HOME_HELP, words("home.page.help_supporters"), "supporters"),
            )
        ),
    )


def _leading(words: Words, front: Front) -> tuple[Part, ...]:
    now = front.coordinating
    buttons = []
    if front.reports:
        activate = words("home.admin.activate")
        buttons.append(Button(ADVERSE_EVENT_REPORT, activate, opens_form=True))
    if now is not None:
        buttons.append(Button(names.HOME_OPEN, words("home.admin.open")))
        buttons.append(Button(names.HOME_DOCTOR, words("home.page.doctor")))
        buttons.append(Button(DUTY_COVERAGE, words("home.page.coverage")))
    if not buttons:
        return ()
    buttons.append(Button(names.OPEN_HOME_ADMIN_HELP, words("home.page.help_admin")))
    heading = words("home.page.coordinators") if now else words("home.page.leads")
    text = words("home.page.leads_text")
    if now is not None:
        mend = words("home.page.to_mend", count=now.to_mend)
        facts = [
            words("home.page.open", count=now.open),
            words("home.page.triggers", count=now.triggers),
            *((words("home.page.drafts", count=now.drafts),) if now.drafts else ()),
            words("home.page.paused") if now.paused else mend,
        ]
        if now.gaps is not None:
            facts.append(words("home.page.gaps", count=now.gaps))
        text = " ".join(facts)
    further = (_further(words, now),) if now else ()
    return (Heading(heading), Text(text), Row(tuple(buttons)), *further)


def _further(words: Words, now: Coordinating) -> Row:
    buttons = [
        Button(names.OPEN_TRIGGER_LIST, words("home.page.rules")),
        Button(MILESTONE_PLAN, words("home.page.milestone"), opens_form=True),
    ]
    if now.undelivered:
        label = words("home.page.undelivered", count=now.undelivered)
        buttons.append(Button(PROGRAMME_UNDELIVERED, label, opens_form=True))
    return Row(tuple(buttons))


def own_card(words: Words, lines: Lines, codes: Mapping[str, str]) -> Card:
    """List the reader's requests; ``codes`` maps a request's code to its reference."""
    text = words("home.own.some") if codes else words("home.own.none")
    looks = [
        Button(names.HOME_LOOK, words("home.own.look", code=code), reference)
        for code, reference in list(codes.items())[:MOST_SHOWN]
    ]
    buttons = (*looks, Button(PRIVACY_CLEAR, words("home.clear")))
    parts = (Text(text), *with_line(words, lines))
    return Card(OWN, "", words("home.preview"), parts, buttons)
