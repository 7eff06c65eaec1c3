"""Home: one page for each role that somebody holds, drawn from values alone.

It shows nothing that was asked for: others may look over a shoulder. One's own requests come
after a press.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.adverse_events.names import ADVERSE_EVENT_REPORT
from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_WHAT_WE_KEEP, PRIVACY_CLEAR
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Heading, Part, Row, Text
from bot.core.texts import Words
from bot.home.names import (
    HOME_DOCTOR,
    HOME_DUTY_OFF,
    HOME_DUTY_ON,
    HOME_LOOK,
    HOME_MINE,
    HOME_OPEN,
    HOME_QUEUE,
    OPEN_HOME_ADMIN_HELP,
    OPEN_HOME_HELP,
    OPEN_HOME_SETTINGS,
    OPEN_TRIGGER_LIST,
)
from bot.referrals.names import COLLEAGUE_NOTE, HOME_TALK
from bot.supporters.names import DUTY_COVERAGE, HOME_DUTY

HOME = Screen("home.home")
OWN = Screen("home.own")
MOST_SHOWN = 4


@dataclass(frozen=True)
class Supporting:
    """What a supporter sees at once; ``until`` is when duty ends, in words, as the next turn is."""

    on_duty: bool
    waiting: int
    held: int
    until: str = ""
    next_turn: str = ""


@dataclass(frozen=True)
class Coordinating:
    """What a coordinator sees at once: counts, never who. ``gaps`` in planned duty."""

    open: int
    to_mend: int
    triggers: int
    paused: bool = False
    gaps: int | None = None


@dataclass(frozen=True)
class Front:
    """What there is on somebody's page beside what everybody has."""

    reports: bool = False
    supporting: Supporting | None = None
    coordinating: Coordinating | None = None


def home_card(words: Words, lines: Lines, front: Front) -> Card:
    """The page of one person."""
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
            )
        ),
        Text(words("home.page.private")),
        Row(
            (
                Button(OWN.action, words("home.page.own")),
                Button(OPEN_HOME_SETTINGS, words("home.settings_button")),
                Button(CHECK_IN_WHAT_WE_KEEP, words("home.what_we_keep"), opens_form=True),
                Button(OPEN_HOME_HELP, words("home.help_button")),
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
    coming = (Text(words("home.page.next_turn", turn=now.next_turn)),) if now.next_turn else ()
    return (
        Heading(words("home.for_supporters")),
        Text(f"{duty} {waiting} {held}"),
        *coming,
        Row(
            (
                Button(HOME_DUTY_OFF, words("home.page.go_off"))
                if now.on_duty
                else Button(HOME_DUTY_ON, words("home.page.go_on")),
                Button(HOME_QUEUE, words("home.queue")),
                Button(HOME_MINE, words("home.mine")),
                Button(HOME_DUTY, words("home.duty")),
                Button(OPEN_HOME_HELP, words("home.page.help_supporters"), "supporters"),
            )
        ),
    )


def _leading(words: Words, front: Front) -> tuple[Part, ...]:
    """For unit leads and coordinators."""
    now = front.coordinating
    buttons = []
    if front.reports:
        activate = words("home.admin.activate")
        buttons.append(Button(ADVERSE_EVENT_REPORT, activate, opens_form=True))
    if now is not None:
        buttons.append(Button(HOME_OPEN, words("home.admin.open")))
        buttons.append(Button(HOME_DOCTOR, words("home.page.doctor")))
        buttons.append(Button(DUTY_COVERAGE, words("home.page.coverage")))
    if not buttons:
        return ()
    buttons.append(Button(OPEN_HOME_ADMIN_HELP, words("home.page.help_admin")))
    heading = words("home.page.coordinators") if now else words("home.page.leads")
    text = words("home.page.leads_text")
    if now is not None:
        mend = words("home.page.to_mend", count=now.to_mend)
        said = [
            words("home.page.open", count=now.open),
            words("home.page.triggers", count=now.triggers),
            words("home.page.paused") if now.paused else mend,
        ]
        if now.gaps is not None:
            said.append(words("home.page.gaps", count=now.gaps))
        text = " ".join(said)
    rules = Row((Button(OPEN_TRIGGER_LIST, words("home.page.rules")),))
    return (Heading(heading), Text(text), Row(tuple(buttons)), *((rules,) if now else ()))


def own_card(words: Words, lines: Lines, codes: Mapping[str, str]) -> Card:
    """What one has asked for oneself; ``codes`` maps a request's code to its reference."""
    text = words("home.own.some") if codes else words("home.own.none")
    looks = [
        Button(HOME_LOOK, words("home.own.look", code=code), reference)
        for code, reference in list(codes.items())[:MOST_SHOWN]
    ]
    return Card(
        screen=OWN,
        subject="",
        preview=words("home.preview"),
        parts=(Text(text), *with_line(words, lines)),
        buttons=(*looks, Button(PRIVACY_CLEAR, words("home.clear"))),
    )
