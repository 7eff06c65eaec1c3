"""Cards for coordinators: hours without a turn; never reasons."""

from collections.abc import Sequence

from bot.core.context import Context
from bot.core.conversation import Press
from bot.core.limits import MOST_BUTTONS
from bot.core.names import Action, Screen
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.routes import Reply, replace_card
from bot.core.screens import Button, Card, Items, Part, Text
from bot.core.texts import Words
from bot.duty.coverage import Coverage
from bot.duty.names import DUTY_COVERAGE
from bot.duty.swap_screens import unlike
from bot.duty.turn_texts import by_day, day_of
from bot.programme import Window, coordinator_card
from bot.supporters.names import TRAINING_NAMES

COVERAGE = Screen("supporters.coverage")
GAPS = Screen("supporters.gaps")
LOOK = Action("duty.gaps")
TURN = Action("duty.coverage_page")
MOST_LISTED = 5
MOST_TO_LOOK_AT = 4


async def open_gaps(context: Context, press: Press, subject: str) -> Reply:
    """Show one week of one area and support kind, in place of the pressed card."""
    return replace_card(GAPS, subject)


def coverage_card(
    words: Words,
    rows: Sequence[Coverage],
    zone: str,
    ending: int,
    place: PageOf = FIRST_PAGE,
) -> Card:
    """Make the overview of two weeks; ``ending`` counts trainings that end or ended."""
    parts: list[Part] = [Text(words("supporters.coverage.text"))]
    page = page_of(rows, MOST_LISTED, place)
    if rows:
        parts.append(Items(tuple(_row(words, each, zone) for each in page.shown)))
        parts += page.where(words)
    else:
        parts = [Text(words("supporters.coverage.nobody"))]
    with_gaps = [each for each in page.shown if each.gaps and each.planned]
    most = MOST_TO_LOOK_AT if ending else MOST_BUTTONS
    buttons = [
        Button(LOOK, words("supporters.coverage.look", title=each.title(words)[:60]), each.week(0))
        for each in sorted(with_gaps, key=lambda each: each.gaps[0].starts)[:most]
    ]
    if ending:
        parts.append(Text(words("supporters.coverage.training", count=ending)))
        buttons.append(Button(TRAINING_NAMES, words("supporters.training.who"), opens_form=True))
    buttons += page.buttons(words, TURN)
    subject = str(page.place)
    return coordinator_card(words, COVERAGE, *parts, buttons=unlike(buttons), subject=subject)


def _row(words: Words, each: Coverage, zone: str) -> str:
    title = each.title(words)
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
    if each.unusable:
        text += f" {words('supporters.coverage.unusable', count=each.unusable)}"
    return text


def gaps_card(
    words: Words, covered: Coverage, gaps: Sequence[Window], week: int, zone: str
) -> Card:
    """Make the card with one week's gaps, by day."""
    title = covered.title(words)
    parts: tuple[Part, ...] = (Text(words("supporters.gaps.none", title=title)),)
    if gaps:
        parts = (Text(words("supporters.gaps.text", title=title)), Items(by_day(words, gaps, zone)))
    other = words("supporters.gaps.this_week") if week else words("supporters.gaps.next_week")
    buttons = (
        Button(LOOK, other, covered.week(0 if week else 1)),
        Button(DUTY_COVERAGE, words("supporters.gaps.back")),
    )
    return coordinator_card(words, GAPS, *parts, buttons=buttons, subject=covered.week(week))
