"""Cards and forms: what a person sees, as frozen data without anything of a platform.

The constructors check ``bot.core.limits`` and raise ``ValueError`` for what some platform cannot
show.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Self

from bot.core.charts import Chart
from bot.core.inputs import Input
from bot.core.limits import (
    FEWEST_IN_MENU,
    LONGEST_BUTTON,
    LONGEST_FACT,
    LONGEST_LABEL,
    LONGEST_PREVIEW,
    LONGEST_TEXT,
    LONGEST_TILE,
    LONGEST_TITLE,
    MOST_BUTTONS,
    MOST_FACTS,
    MOST_PARTS,
    MOST_QUIET,
    MOST_TILES,
    are_unique,
    check,
    require,
)
from bot.core.names import Action, Dialog, Screen
from bot.core.phones import tel


@dataclass(frozen=True)
class Link:
    """Some words of a paragraph, and what a tap on them opens."""

    words: str
    address: str
    """A ``tel:`` or an ``sms:`` address."""


def call(number: str) -> Link:
    """Make the link that calls a telephone number."""
    return Link(number, tel(number))


@dataclass(frozen=True)
class Text:
    """A paragraph of plain text; nothing in it is formatting or a mention."""

    text: str
    links: tuple[Link, ...] = ()
    """What can be tapped in it, in the order of the text."""

    def __post_init__(self) -> None:
        check(self.text, LONGEST_TEXT, "a paragraph")
        found = tuple(Link(words, address) for words, address in self.pieces() if address)
        lacking = f"a link does not stand in its paragraph: {self.text[:40]}…"
        require(found == self.links, lacking)

    def pieces(self) -> tuple[tuple[str, str], ...]:
        """Return the text in pieces, each with the address that it opens; plain ones have none.

        Words that stand there twice, such as a number in the name of a line, are the last ones.
        """
        pieces: list[tuple[str, str]] = []
        rest = self.text
        for link in reversed(self.links):
            rest, found, after = rest.rpartition(link.words)
            pieces = [(found, link.address), (after, ""), *pieces]
        return tuple(piece for piece in ((rest, ""), *pieces) if piece[0])


@dataclass(frozen=True)
class Small:
    """A less prominent paragraph, such as what is only told once."""

    text: str

    def __post_init__(self) -> None:
        check(self.text, LONGEST_TEXT, "a small paragraph")


@dataclass(frozen=True)
class Items:
    """A short list of plain lines."""

    items: tuple[str, ...]

    def __post_init__(self) -> None:
        require(bool(self.items), "a list has no lines")
        for item in self.items:
            check(item, LONGEST_TEXT, "a line of a list")


@dataclass(frozen=True)
class Fact:
    """One thing to know, such as ``How`` and ``By phone``."""

    label: str
    value: str

    def __post_init__(self) -> None:
        check(self.label, LONGEST_LABEL, "a fact's label")
        check(self.value, LONGEST_FACT, "a fact's value")

    @property
    def line(self) -> str:
        """The fact on one line."""
        return f"{self.label}: {self.value}"


@dataclass(frozen=True)
class Facts:
    """A few things to know at a glance, each in a row with its label."""

    facts: tuple[Fact, ...]

    def __post_init__(self) -> None:
        count = len(self.facts)
        require(0 < count <= MOST_FACTS, f"1 to {MOST_FACTS} facts, not {count}")


@dataclass(frozen=True)
class Heading:
    """The heading of a section; only Home has sections."""

    text: str

    def __post_init__(self) -> None:
        check(self.text, LONGEST_LABEL, "a heading")


class Weight(StrEnum):
    """How prominent a button is; "No thanks" is as large as the others."""

    RARE = "rare"
    """Small, and in a menu where a card has many: never the way out, and never help right now."""
    SMALL = "small"
    """Below the others and apart from them: what few people need."""
    PLAIN = "plain"
    MAIN = "main"
    """What the card is for; at most one."""
    GRAVE = "grave"


QUIET = (Weight.RARE, Weight.SMALL)
"""Those that stand below the buttons that answer what a card asks."""


@dataclass(frozen=True)
class Confirm:
    """The question before a step that cannot be undone; its buttons are verbs."""

    title: str
    text: str
    yes: str
    no: str

    def __post_init__(self) -> None:
        check(self.title, 100, "a confirmation's title")
        check(self.text, 300, "a confirmation's text")
        check(self.yes, 30, "a confirmation's yes")
        check(self.no, 30, "a confirmation's no")


@dataclass(frozen=True)
class Button:
    """A button of a card."""

    action: Action
    label: str
    subject: str = ""
    """A reference; never a permission and never personal data.

    One button carries more: ``OPEN_ENVELOPE`` has the closed message itself (``bot.core.letters``).
    """
    weight: Weight = Weight.PLAIN
    opens_form: bool = False
    """Set if the answer to the press is a form: some platforms draw such a button differently."""
    confirm: Confirm | None = None

    def __post_init__(self) -> None:
        check(self.label, LONGEST_BUTTON, "a button")
        in_menu = self.weight is Weight.RARE
        require(self.confirm is None or not in_menu, "a button of a menu asks no question")

    @property
    def value(self) -> str:
        """What the platform sends back with the press."""
        return f"1:{self.subject}"


@dataclass(frozen=True)
class Row:
    """A row of buttons between the paragraphs; only Home has rows, one for each section.

    A message has at most five buttons, at its end, so that it asks a tired person one question;
    what few people need stands below them, small.
    """

    buttons: tuple[Button, ...]

    def __post_init__(self) -> None:
        count = len(self.buttons)
        require(0 < count <= MOST_BUTTONS, f"a row has 1 to {MOST_BUTTONS} buttons, not {count}")


@dataclass(frozen=True)
class Tile:
    """How one thing stands, large, with the one action beside it."""

    label: str
    value: str
    """A few words, such as ``2 requests are open.``"""
    button: Button
    text: str = ""
    """What is worth knowing about it, smaller; empty for nothing."""
    warns: bool = False
    """Whether somebody should act; the words say so too, because colour alone tells nothing."""

    def __post_init__(self) -> None:
        check(self.label, LONGEST_LABEL, "a tile's label")
        check(self.value, LONGEST_LABEL, "a tile's value")
        require(len(self.text) <= LONGEST_TILE, f"a tile's text is too long: {self.text[:40]}…")

    @property
    def lines(self) -> tuple[str, ...]:
        """What it says."""
        return (self.label, self.value, *((self.text,) if self.text else ()))


@dataclass(frozen=True)
class Tiles:
    """A few things at a glance, two beside each other where there is room; only Home has them."""

    tiles: tuple[Tile, ...]

    def __post_init__(self) -> None:
        count = len(self.tiles)
        require(0 < count <= MOST_TILES, f"1 to {MOST_TILES} tiles, not {count}")

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons of the tiles."""
        return tuple(tile.button for tile in self.tiles)


@dataclass(frozen=True)
class Picture:
    """A chart, where the platform shows pictures; elsewhere the same in words.

    The dispatcher has it drawn after the view (``bot.core.pictures``): a view only names it.
    """

    chart: Chart
    png: str = field(default="", compare=False)
    """The picture in base64; empty before it is drawn, and where it is not."""

    def __post_init__(self) -> None:
        check(self.chart.alt, LONGEST_TEXT, "the words of a picture")


Part = Text | Small | Items | Facts | Heading | Row | Tiles | Picture


def lines_of(part: Part) -> tuple[str, ...]:
    """Return what a part says, line by line, without its buttons."""
    match part:
        case Items(items=items):
            return items
        case Facts(facts=facts):
            return tuple(fact.line for fact in facts)
        case Row():
            return ()
        case Tiles(tiles=tiles):
            return tuple(line for tile in tiles for line in tile.lines)
        case Picture(chart=chart):
            return (chart.alt,)
        case Text(text=text) | Small(text=text) | Heading(text=text):
            return (text,)


def subject_of(value: str) -> str | None:
    """Return the subject in a button's value, or ``None`` for an unknown format."""
    version, colon, subject = value.partition(":")
    return subject if version == "1" and colon else None


class Icon(StrEnum):
    """What stands beside the first words of a card, where a platform can show it."""

    REQUEST = "request"
    """Cards of those who are asked for help: a speech bubble."""
    OFFICE = "office"
    """Cards of those who run the programme: a list that is ticked off."""


@dataclass(frozen=True)
class Emblem:
    """An icon and what a screen reader says of it.

    Cards for somebody who may need help have none: they look like any other message.
    """

    icon: Icon
    says: str

    def __post_init__(self) -> None:
        check(self.says, LONGEST_LABEL, "the words of an icon")


@dataclass(frozen=True)
class Card:
    """A message: a preview, some paragraphs, at most five buttons, as many small ones, a menu."""

    screen: Screen
    """Names the view, so that the card can be drawn again from the present state."""
    subject: str
    """The reference of the record that the card is about."""
    preview: str
    """What a lock screen and a screen reader get first; names no event, feeling or service."""
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    language: str = field(default="", compare=False)
    """The code of the language that it is drawn in, for screen readers; empty if unknown."""
    emblem: Emblem | None = field(default=None, compare=False)

    def __post_init__(self) -> None:
        check(self.preview, LONGEST_PREVIEW, "a preview")
        parts, every = len(self.parts), self.all_buttons
        require(0 < parts <= MOST_PARTS, f"a card has 1 to {MOST_PARTS} parts, not {parts}")
        mains = sum(each.weight is Weight.MAIN for each in every)
        require(mains <= 1, f"a card has one main button, not {mains}")
        for row in (self.main_buttons, self.small_buttons, self.menu_buttons):
            most = f"a card has at most {MOST_BUTTONS} buttons in a row, not {len(row)}"
            require(len(row) <= MOST_BUTTONS, most)
        same_act = f"two buttons of {self.screen} do the same"
        require(are_unique((b.action, b.subject) for b in every), same_act)
        same_label = f"two buttons of {self.screen} read the same"
        require(are_unique(b.label for b in every), same_label)

    @property
    def main_buttons(self) -> tuple[Button, ...]:
        """The buttons at its end that answer what it asks."""
        return tuple(each for each in self.buttons if each.weight not in QUIET)

    @property
    def small_buttons(self) -> tuple[Button, ...]:
        """The small buttons below these, in a row of their own."""
        menu = self.menu_buttons
        return tuple(each for each in self.buttons if each.weight in QUIET and each not in menu)

    @property
    def menu_buttons(self) -> tuple[Button, ...]:
        """The rare buttons of a card with many, in a menu behind the last row of buttons."""
        rare = tuple(each for each in self.buttons if each.weight is Weight.RARE)
        quiet = sum(each.weight is not Weight.MAIN for each in self.buttons)
        return rare if quiet > MOST_QUIET and len(rare) >= FEWEST_IN_MENU else ()

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        """The buttons of the rows and those at the end, in reading order."""
        rows = (part.buttons for part in self.parts if isinstance(part, Row | Tiles))
        within = (button for row in rows for button in row)
        return (*within, *self.main_buttons, *self.small_buttons, *self.menu_buttons)


@dataclass(frozen=True)
class Form:
    """A dialog: text, inputs, and at most one submit button; closing it does nothing.

    There is no input for free text, on purpose: only a telephone number can be typed.
    """

    name: Dialog
    """The route of its submission."""
    subject: str
    title: str
    close: str
    parts: tuple[Part, ...] = ()
    inputs: tuple[Input, ...] = ()
    submit: str = ""
    """The button's text; without it the form only shows something, such as a contact."""
    nonce: str = field(default="", compare=False)
    language: str = field(default="", compare=False)
    """The code of the language that it is drawn in, for screen readers; empty if unknown."""

    def __post_init__(self) -> None:
        check(self.title, LONGEST_TITLE, "a form's title")
        check(self.close, LONGEST_TITLE, "a form's close button")
        if self.submit:
            check(self.submit, LONGEST_TITLE, "a form's submit button")
        require(
            bool(self.submit) or not self.inputs, f"{self.name} has inputs but no submit button"
        )
        require(bool(self.parts or self.inputs), f"{self.name} shows nothing")
        same_name = f"two inputs of {self.name} have the same name"
        require(are_unique(each.name for each in self.inputs), same_name)

    def filled(self, values: dict[str, tuple[str, ...]], faults: dict[str, str]) -> Self:
        """Return this form with the entered values in it, and each fault beside its input."""
        inputs = tuple(
            i.filled(values.get(i.name, ()), faults.get(i.name, "")) for i in self.inputs
        )
        return replace(self, inputs=inputs)
