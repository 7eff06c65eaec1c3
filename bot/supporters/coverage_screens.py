"""Cards for coordinators: hours without a turn, and trainings that end; never reasons."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.core.clock import at_wall_time
from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.lines import Lines
from bot.core.names import Action, Screen
from bot.core.notices import with_line
from bot.core.routes import Reply, replace_card
from bot.core.screens import MOST_BUTTONS, Button, Card, Form, Items, Part, Small, Text
from bot.core.texts import Words
from bot.programme import Window, coordinator_card, team_of
from bot.supporters.coverage import Coverage
from bot.supporters.names import DUTY_COVERAGE
from bot.supporters.swap_screens import duty_note, unlike
from bot.supporters.training import ENDS, NAMES, SOON
from bot.supporters.turn_texts import by_day, day_of

COVERAGE = Screen("supporters.coverage")
GAPS = Screen("supporters.gaps")
LOOK = Action("duty.gaps")
MOST_LISTED = 5
MOST_TO_LOOK_AT = 4


async def open_gaps(context: Context, press: Press, subject: str) -> Reply:
    """Show one week of one area and support kind, in place of the pressed card."""
    return replace_card(GAPS, subject)


def _title(words: Words, covered: Coverage) -> str:
    return f"{covered.area.name}, {team_of(words, covered.kind)}"


def coverage_card(words: Words, rows: Sequence[Coverage], zone: str, ending: int) -> Card:
    """Make the overview of two weeks; ``ending`` counts trainings that end or ended."""
    parts: list[Part] = [Text(words("supporters.coverage.text"))]
    if rows:
        listed = tuple(_row(words, each, zone) for each in rows[:MOST_LISTED])
        parts.append(Items(listed))
    else:
        parts = [Text(words("supporters.coverage.nobody"))]
    if len(rows) > MOST_LISTED:
        parts.append(Small(words("supporters.coverage.more")))
    with_gaps = [each for each in rows if each.gaps and each.planned]
    most = MOST_TO_LOOK_AT if ending else MOST_BUTTONS
    buttons = [
        Button(
            LOOK, words("supporters.coverage.look", title=_title(words, each)[:60]), f"{each.key}:0"
        )
        for each in sorted(with_gaps, key=lambda each: each.gaps[0].starts)[:most]
    ]
    if ending:
        parts.append(Text(words("supporters.coverage.training", count=ending)))
        buttons.append(Button(NAMES, words("supporters.training.who"), opens_form=True))
    return coordinator_card(words, COVERAGE, *parts, buttons=unlike(buttons))


def _row(words: Words, each: Coverage, zone: str) -> str:
    title = _title(words, each)
    if not each.planned:
        row = words("supporters.coverage.unplanned", title=title)
    elif not each.gaps:
        row = words("supporters.coverage.whole", title=title)
    else:
        first = day_of(words, each.gaps[0], zone)
        row = words("supporters.coverage.gaps", title=title, count=len(each.gaps), first=first)
    return f"{row} {_calendar(words, each)}" if each.calendar else row


def _calendar(words: Words, each: Coverage) -> str:
    if each.read_at is None:
        if each.stale:
            return words("supporters.coverage.unreadable")
        return words("supporters.coverage.unread")
    at = words.day_and_time(each.read_at)
    if each.stale:
        return words("supporters.coverage.stale", at=at)
    text = words("supporters.coverage.as_of", at=at)
    if each.unknown:
        text += f" {words('supporters.coverage.unknown', count=each.unknown)}"
    return text


def gaps_card(
    words: Words, covered: Coverage, gaps: Sequence[Window], week: int, zone: str
) -> Card:
    """Make the card with one week's gaps, by day."""
    title = _title(words, covered)
    parts: tuple[Part, ...] = (Text(words("supporters.gaps.none", title=title)),)
    if gaps:
        parts = (Text(words("supporters.gaps.text", title=title)), Items(by_day(words, gaps, zone)))
    other = words("supporters.gaps.this_week") if week else words("supporters.gaps.next_week")
    buttons = (
        Button(LOOK, other, f"{covered.key}:{0 if week else 1}"),
        Button(DUTY_COVERAGE, words("supporters.gaps.back")),
    )
    return coordinator_card(words, GAPS, *parts, buttons=buttons, subject=f"{covered.key}:{week}")


# ---- training ----


def soon_card(words: Words, lines: Lines, day: datetime) -> Card:
    """Tell a supporter when their training ends, and what to do about it."""
    text = words("supporters.training.yours", day=words.day(day))
    return duty_note(words, lines, SOON, "", text)


def ends_card(words: Words, lines: Lines, area: str, count: int) -> Card:
    """Tell a coordinator how many trainings end; a window shows the names."""
    parts = (Text(words("supporters.training.theirs", count=count)), *with_line(words, lines))
    who = Button(NAMES, words("supporters.training.who"), area, opens_form=True)
    return coordinator_card(words, ENDS, *parts, buttons=(who,), subject=area)


@dataclass(frozen=True)
class Named:
    """A person's name, and the last day of their training."""

    name: str
    day: date
    over: bool


def names_form(words: Words, people: Sequence[Named], area: str, zone: str) -> Form:
    """Make the window with the names of those whose training ends; it leaves no message."""
    listed = tuple(_ends(words, each, zone) for each in people)
    parts: tuple[Part, ...] = (Text(words("supporters.training.nobody")),)
    if listed:
        parts = (Items(listed), Text(words("supporters.training.renew")))
    return Form(
        name=NAMES,
        subject=area,
        title=words("supporters.training.title"),
        close=words("core.close"),
        parts=parts,
    )


def _ends(words: Words, each: Named, zone: str) -> str:
    name = each.name or words("programme.names.nameless")
    day = words.day(noon(each.day, zone))
    if each.over:
        return words("supporters.training.ended", name=name, day=day)
    return words("supporters.training.ends", name=name, day=day)


def noon(day: date, zone: str) -> datetime:
    """Return noon on the reader's clock, so that the day is right in their time zone."""
    return at_wall_time(datetime.combine(day, time(12)), zone)
