"""The coordinators' screens: roles, lines, pause, doctor. No card names a person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import itemgetter

from bot.core.health import MENDERS, Finding
from bot.core.inputs import Choice, options_named
from bot.core.limits import LONGEST_TEXT
from bot.core.lines import Lines, SupportLine
from bot.core.messages import A_DAY, Message, by_day
from bot.core.names import Action, Screen
from bot.core.notices import with_line
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.screens import Button, Card, Confirm, Form, Items, Part, Small, Text, Weight
from bot.core.texts import Words
from bot.programme.cards import coordinator_card
from bot.programme.names import PROGRAMME_CALLED, PROGRAMME_DOCTOR, PROGRAMME_NAMES
from bot.programme.people.reach import Count, count_row

PEOPLE = Screen("programme.people")
LINES = Screen("programme.lines")
PAUSE = Screen("programme.pause")
RESUME = Action("programme.resume")
STILL_PAUSED = Message("programme.still_paused", by_day(A_DAY))

PAUSED = "pause"
"""The subject of everything about a pause; there is only one pause."""

MOST_FINDINGS = 2
MOST_UNITS = 5
MOST_NAMES = 60


@dataclass(frozen=True)
class Holders:
    """The people with a role, by name; ``None`` for a name we do not hold."""

    title: str
    names: tuple[tuple[str | None, bool], ...]
    """Each name, and whether the person can be reached."""


@dataclass(frozen=True)
class Checked:
    """A support line, and when it was last called."""

    line: SupportLine
    day: datetime
    """The day of the call, as a moment on the reader's clock."""
    days_ago: int
    late: bool


def people_card(words: Words, roles: Sequence[Count], units: Sequence[Count]) -> Card:
    """How many people have each role, and the units with people who cannot be reached."""
    lost = sorted((unit for unit in units if unit.missing), key=lambda unit: -unit.missing)
    rows = [count_row(words, count) for count in (*roles, *lost[:MOST_UNITS])]
    if len(lost) > MOST_UNITS:
        rows.append(words("programme.people.more_units", count=len(lost) - MOST_UNITS))
    text, counted = Text(words("programme.people.text")), Items(tuple(rows))
    names = Button(PROGRAMME_NAMES, words("programme.people.names"), opens_form=True)
    return coordinator_card(words, PEOPLE, text, counted, buttons=(names,))


def names_form(words: Words, holders: Sequence[Holders], place: PageOf = FIRST_PAGE) -> Form:
    """Who has each role, in a dialog because it leaves no message behind."""
    listed = [(each.title, _shown(words, *name)) for each in holders for name in each.names]
    listed += [(each.title, words("programme.names.none")) for each in holders if not each.names]
    page = page_of(listed, MOST_NAMES, place)
    rows = [
        row
        for title, named in groupby(page.shown, key=itemgetter(0))
        for row in _rows(title, (name for _, name in named))
    ]
    return Form(
        name=PROGRAMME_NAMES,
        subject=str(page.place),
        title=words("programme.names.title"),
        close=words("core.close"),
        parts=(
            Text(words("programme.names.text")),
            Items(tuple(rows)),
            *page.in_dialog(words, PROGRAMME_NAMES),
        ),
    )


def _rows(title: str, names: Iterable[str]) -> list[str]:
    """The names of a role, on as many lines as they need."""
    rows = list[str]()
    for name in names:
        longer = f"{rows[-1]}, {name}" if rows else ""
        if rows and len(longer) <= LONGEST_TEXT:
            rows[-1] = longer
        else:
            rows.append(f"{title}: {name}")
    return rows


def _shown(words: Words, name: str | None, reached: bool) -> str:  # noqa: FBT001 - a pair's half
    shown = name or words("programme.names.nameless")
    return shown if reached else words("programme.names.lost", name=shown)


def lines_card(words: Words, checked: Sequence[Checked]) -> Card:
    """The support lines and when each was last called, overdue ones first."""
    rows = tuple(_line(words, each) for each in sorted(checked, key=lambda each: not each.late))
    if not rows:
        return coordinator_card(words, LINES, Text(words("programme.lines.none")))
    text = Text(words("programme.lines.text"))
    called = Button(PROGRAMME_CALLED, words("programme.lines.called"), opens_form=True)
    return coordinator_card(words, LINES, text, Items(rows), buttons=(called,))


def called_form(words: Words, checked: Sequence[Checked], chosen: str) -> Form:
    """Ask which line somebody has just called; overdue lines come first."""
    in_order = sorted(checked, key=lambda each: not each.late)
    options = options_named(
        (each.line.key, f"{each.line.name}, {each.line.number}") for each in in_order
    )
    known = chosen if any(option.value == chosen for option in options) else options[0].value
    return Form(
        name=PROGRAMME_CALLED,
        subject="",
        title=words("programme.called.title"),
        close=words("core.close"),
        submit=words("programme.called.save"),
        parts=(Text(words("programme.called.text")),),
        inputs=(Choice("line", words("programme.called.line"), options, chosen=known),),
    )


def _line(words: Words, checked: Checked) -> str:
    line, day, ago = checked.line, words.day(checked.day), checked.days_ago
    key = "programme.lines.late" if checked.late else "programme.lines.fine"
    return words(key, name=line.name, number=line.number, day=day, count=ago)


def pause_card(words: Words, *, is_paused: bool) -> Card:
    """What a pause stops and what goes on, with the button that changes it."""
    if is_paused:
        text = Text(words("programme.pause.paused"))
        button = Button(RESUME, words("programme.pause.resume"), weight=Weight.MAIN)
    else:
        text = Text(words("programme.pause.running"))
        confirm = Confirm(
            words("programme.pause.sure.title"),
            words("programme.pause.sure.text"),
            words("programme.pause.sure.yes"),
            words("programme.pause.sure.no"),
        )
        button = Button(
            PAUSE.action, words("programme.pause.pause"), weight=Weight.GRAVE, confirm=confirm
        )
    goes_on = Text(words("programme.pause.goes_on"))
    return coordinator_card(words, PAUSE, text, goes_on, buttons=(button,))


def still_paused_note(words: Words, lines: Lines, *, is_paused: bool) -> Card:
    """Remind a coordinator that notes are paused, so that nobody forgets it."""
    buttons: tuple[Button, ...] = ()
    text = words("programme.still_paused.over")
    if is_paused:
        text = words("programme.still_paused.text")
        buttons = (Button(RESUME, words("programme.pause.resume"), weight=Weight.MAIN),)
    parts = (Text(text), *with_line(words, lines))
    return coordinator_card(words, STILL_PAUSED, *parts, buttons=buttons, subject=PAUSED)


def doctor_card(words: Words, findings: Sequence[Finding]) -> Card:
    """The first findings, broken things first, each with its remedy."""
    parts: list[Part] = [Text(_verdict(words, findings))]
    for finding in findings[:MOST_FINDINGS]:
        parts += (Text(finding.what), Small(_remedy(words, finding)))
    if len(findings) > MOST_FINDINGS:
        parts.append(Text(words("programme.doctor.more", count=len(findings) - MOST_FINDINGS)))
    return coordinator_card(words, PROGRAMME_DOCTOR, *parts)


def _remedy(words: Words, finding: Finding) -> str:
    """The remedy of what is wrong, who can mend it, and since when it lasts."""
    remedy = words("health.remedy", mend=finding.mend, who=words(MENDERS[finding.who]))
    if finding.since is None:
        return remedy
    return f"{remedy} {words('health.since', time=words.day_and_time(finding.since))}"


def _verdict(words: Words, findings: Sequence[Finding]) -> str:
    broken = sum(finding.broken for finding in findings)
    if broken:
        return words("programme.doctor.broken", count=broken)
    if findings:
        return words("programme.doctor.works")
    return words("programme.doctor.well")
