"""The coordinators' screens about rosters: counts and ages, never names."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.names import Action, Dialog, Screen
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.screens import Button, Card, Form, Items, Part, Text
from bot.core.texts import Words
from bot.programme.cards import coordinator_card
from bot.programme.people.reach import Count, count_row
from bot.programme.rosters.list_status import Stand
from bot.programme.rosters.list_texts import list_row

ROSTER = Screen("roster.show")
UNITS = Dialog("roster.units")
LISTS = Dialog("roster.lists")
SYNC = Action("roster.sync")
SYNCED = Screen("roster.synced")
IMPORT = Screen("roster.import")
MOST_ROWS = 3
MOST_IN_A_DIALOG = 40


@dataclass(frozen=True)
class Rosters:
    """What a coordinator may see: the units of their areas, and the lists."""

    units: tuple[Count, ...] = ()
    lists: tuple[Stand, ...] = ()
    elsewhere: int = 0
    """How many people have no unit of the programme; no trigger reaches them."""

    @property
    def late(self) -> tuple[Stand, ...]:
        """The lists that were read too long ago."""
        return tuple(stand for stand in self.lists if stand.late)


def roster_card(words: Words, rosters: Rosters) -> Card:
    """How many people there are and can be reached, and which lists are late."""
    units = sorted(rosters.units, key=lambda unit: -unit.missing)
    lacking = [unit for unit in units if unit.missing]
    parts: list[Part] = [Text(_summary(words, rosters))]
    if lacking:
        parts.append(Items(tuple(count_row(words, unit) for unit in lacking[:MOST_ROWS])))
    if rosters.late:
        rows = tuple(list_row(words, stand) for stand in rosters.late[:MOST_ROWS])
        parts += [Text(words("roster.late")), Items(rows)]
    buttons = []
    if rosters.units:
        buttons.append(Button(UNITS, words("roster.units_button"), opens_form=True))
    if rosters.lists:
        buttons.append(Button(LISTS, words("roster.lists_button"), opens_form=True))
        buttons.append(Button(SYNC, words("roster.sync_button")))
    buttons.append(Button(IMPORT.action, words("roster.import_button")))
    return coordinator_card(words, ROSTER, *parts, buttons=buttons)


def _summary(words: Words, rosters: Rosters) -> str:
    if not rosters.units:
        return words("roster.none")
    people = sum(unit.people for unit in rosters.units)
    missing = sum(unit.missing for unit in rosters.units)
    text = words("roster.text", count=len(rosters.units), people=people)
    return f"{text} {words('roster.missing', count=missing)}"


def units_form(
    words: Words, units: Sequence[Count], elsewhere: int = 0, place: PageOf = FIRST_PAGE
) -> Form:
    """All units in a dialog, and how many people have none."""
    rows = [count_row(words, unit) for unit in units]
    if elsewhere:
        rows.append(words("roster.elsewhere", count=elsewhere))
    return _form(words, UNITS, "roster.units_title", "roster.units_text", rows, place)


def lists_form(words: Words, lists: Sequence[Stand], place: PageOf = FIRST_PAGE) -> Form:
    """All lists in a dialog."""
    rows = [list_row(words, stand) for stand in lists]
    return _form(words, LISTS, "roster.lists_title", "roster.lists_text", rows, place)


def _form(
    words: Words, name: Dialog, title: str, text: str, rows: Sequence[str], place: PageOf
) -> Form:
    page = page_of(rows, MOST_IN_A_DIALOG, place)
    parts: list[Part] = [Text(words(text))]
    if rows:
        parts.append(Items(page.shown))
    return Form(
        name=name,
        subject=str(page.place),
        title=words(title),
        close=words("core.close"),
        parts=(*parts, *page.in_dialog(words, name)),
    )


def synced_card(words: Words, count: int) -> Card:
    """How many lists will be read again; HR's file is never fetched."""
    text = words("roster.synced", count=count) if count else words("roster.nothing_to_read")
    show = Button(ROSTER.action, words("roster.show_button"))
    hr = Text(words("roster.hr_comes"))
    return coordinator_card(words, SYNCED, Text(text), hr, buttons=(show,))


def import_card(words: Words) -> Card:
    """How to import HR's file, which is never done in a chat."""
    steps = Items((words("roster.import.look"), words("roster.import.take")))
    parts = (Text(words("roster.import.text")), steps, Text(words("roster.import.nightly")))
    show = Button(ROSTER.action, words("roster.show_button"))
    return coordinator_card(words, IMPORT, *parts, buttons=(show,))
