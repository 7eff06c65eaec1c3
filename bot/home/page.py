"""Draws the home page, with a section for each role its reader holds.

The page shows none of the reader's requests, because others may see the screen. These are shown
after a press.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bot.adverse_events.names import ADVERSE_EVENT_REPORT, BRAKE, MILESTONE_PLAN
from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_WHAT_WE_KEEP, PRIVACY_CLEAR
from bot.core.limits import LONGEST_TILE
from bot.core.lines import Lines
from bot.core.names import CRISIS_SHOW, Screen
from bot.core.notices import with_line
from bot.core.screens import (
    Button,
    Card,
    Heading,
    Items,
    Part,
    Row,
    Small,
    Text,
    Tile,
    Tiles,
    Weight,
)
from bot.core.texts import Words
from bot.duty.names import DUTY_COVERAGE
from bot.home import names
from bot.programme.names import PROGRAMME_UNDELIVERED
from bot.referrals.names import COLLEAGUE_NOTE, HOME_TALK
from bot.supporters.names import HOME_DUTY

HOME = Screen("home.home")
OWN = Screen("home.own")
MOST_SHOWN = 4
MOST_BRAKES = 2
"""More of them stand in what needs fixing."""


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
    since: str = ""
    """Since when the oldest of the open requests waits, in words."""
    first: str = ""
    """What needs mending first, in words."""
    brakes: tuple[tuple[str, str], ...] = ()
    """Reports that wait for the reader: the brake's reference, and how it stands in words."""


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
            *_everybody(words, front),
            *(_supporting(words, front.supporting) if front.supporting else ()),
            *(_coordinating(words, front.coordinating) if front.coordinating else ()),
            *(_leading(words) if front.reports and not front.coordinating else ()),
            *with_line(words, lines),
        ),
    )


def _everybody(words: Words, front: Front) -> tuple[Part, ...]:
    # Who supports or coordinates knows it, and has more to read.
    knows = front.supporting or front.coordinating
    return (
        Heading(words("home.page.title")),
        *(() if knows else (Text(words("home.page.text")),)),
        Row(
            (
                Button(CHECK_IN_BREAK, words("home.break"), opens_form=True),
                Button(HOME_TALK, words("home.talk")),
                Button(CRISIS_SHOW, words("home.need_someone")),
                Button(COLLEAGUE_NOTE, words("home.page.colleague"), opens_form=True),
            )
        ),
        Small(words("home.page.private")),
        Row(
            (
                Button(OWN.action, words("home.page.own")),
                Button(names.OPEN_HOME_SETTINGS, words("home.settings_button")),
                Button(CHECK_IN_WHAT_WE_KEEP, words("home.what_we_keep"), opens_form=True),
                Button(names.OPEN_HOME_HELP, words("home.help_button")),
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
    have = [duty, words("home.page.waiting", count=now.waiting)]
    if now.calls:
        have.append(words("home.page.calls", count=now.calls))
    have.append(words("home.page.held", count=now.held))
    if now.next_turn:
        have.append(words("home.page.next_turn", turn=now.next_turn))
    look = Weight.MAIN if now.waiting or now.calls else Weight.PLAIN
    return (
        Heading(words("home.for_supporters")),
        Items(tuple(have)),
        Row(
            (
                Button(names.HOME_QUEUE, words("home.queue"), weight=look),
                Button(names.HOME_DUTY_OFF, words("home.page.go_off"))
                if now.on_duty
                else Button(names.HOME_DUTY_ON, words("home.page.go_on")),
                Button(names.HOME_MINE, words("home.mine")),
                Button(HOME_DUTY, words("home.duty")),
                Button(names.OPEN_HOME_HELP, words("home.page.help_supporters"), "supporters"),
            )
        ),
    )


def _leading(words: Words) -> tuple[Part, ...]:
    activate, help_ = words("home.admin.activate"), words("home.page.help_admin")
    return (
        Heading(words("home.page.leads")),
        Text(words("home.page.leads_text")),
        Row(
            (
                Button(ADVERSE_EVENT_REPORT, activate, opens_form=True),
                Button(names.OPEN_HOME_ADMIN_HELP, help_),
            )
        ),
    )


def _coordinating(words: Words, now: Coordinating) -> tuple[Part, ...]:
    tiles = (
        _waiting(words, now),
        _messages(words, now),
        _coverage(words, now),
        _to_fix(words, now),
    )
    activate = words("home.admin.activate")
    buttons = [
        Button(ADVERSE_EVENT_REPORT, activate, opens_form=True),
        Button(MILESTONE_PLAN, words("home.page.milestone"), opens_form=True),
    ]
    if now.undelivered:
        label = words("home.page.undelivered", count=now.undelivered)
        buttons.append(Button(PROGRAMME_UNDELIVERED, label, opens_form=True))
    buttons.append(Button(names.OPEN_HOME_ADMIN_HELP, words("home.page.help_admin")))
    heading = Heading(words("home.page.coordinators"))
    return (heading, *_brakes(words, now), Tiles(tiles), Row(tuple(buttons)))


def _brakes(words: Words, now: Coordinating) -> Iterator[Part]:
    look = words("adverse_event.brake.look")
    for reference, text in now.brakes[:MOST_BRAKES]:
        yield Text(text)
        yield Row((Button(BRAKE.action, look, reference),))


def _waiting(words: Words, now: Coordinating) -> Tile:
    return Tile(
        words("home.page.tile.waiting"),
        words("home.page.open", count=now.open),
        Button(names.HOME_OPEN, words("home.admin.open")),
        words("home.page.tile.since", time=now.since) if now.since else "",
        warns=bool(now.open),
    )


def _messages(words: Words, now: Coordinating) -> Tile:
    facts = [words("home.page.triggers", count=now.triggers)]
    if now.drafts:
        facts.append(words("home.page.drafts", count=now.drafts))
    return Tile(
        words("home.page.tile.messages"),
        words("home.page.paused") if now.paused else words("home.page.tile.on"),
        Button(names.OPEN_TRIGGER_LIST, words("home.page.rules")),
        " ".join(facts),
        warns=now.paused,
    )


def _coverage(words: Words, now: Coordinating) -> Tile:
    return Tile(
        words("home.page.tile.coverage"),
        words("home.page.tile.unplanned")
        if now.gaps is None
        else words("home.page.gaps", count=now.gaps),
        Button(DUTY_COVERAGE, words("home.page.coverage")),
        warns=bool(now.gaps),
    )


def _to_fix(words: Words, now: Coordinating) -> Tile:
    return Tile(
        words("home.page.tile.to_fix"),
        words("home.page.to_mend", count=now.to_mend),
        Button(names.HOME_DOCTOR, words("home.page.doctor")),
        now.first if len(now.first) <= LONGEST_TILE else "",
        warns=bool(now.to_mend),
    )


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
