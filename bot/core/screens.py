"""Cards and forms: what a person sees, as frozen data without anything of a platform.

The constructors check the limits of the strictest platform, so a screen that some platform cannot
show fails in the test that draws it. These limits are: button text 75, a form's title and submit
24, ``value`` 2,000, 100 options, six actions a card, 28 KB a card. Ours are tighter where the
wording rules ask for it (five buttons).
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from itertools import islice
from typing import Any, Self, TypeVar, assert_never

from bot.core.names import Action, Dialog, Screen
from bot.core.phones import read_number

S = TypeVar("S", bound=str)
T = TypeVar("T")

MOST_BUTTONS = 5
MOST_QUIET = 3
"""So many buttons beside the main one are seen at once; of more, the rare ones are in a menu."""
FEWEST_IN_MENU = 2
MOST_PARTS = 20
MOST_TILES = 4
MOST_OPTIONS = 100
MOST_TICKS = 10
LONGEST_BUTTON = 75
LONGEST_TITLE = 24
LONGEST_LABEL = 75
LONGEST_TEXT = 1500
LONGEST_TILE = 200
MOST_FACTS = 10
LONGEST_FACT = 300
LONGEST_PREVIEW = 150
LONGEST_NUMBER = 40


def _require(condition: bool, message: str) -> None:  # noqa: FBT001 - reads as a sentence
    if not condition:
        raise ValueError(message)


def _check(text: str, longest: int, what: str) -> None:
    _require(bool(text.strip()), f"{what} is empty")
    too_long = f"{what} has {len(text)} characters, at most {longest} fit: {text[:40]}…"
    _require(len(text) <= longest, too_long)


def _are_unique(values: Iterable[object]) -> bool:
    listed = list(values)
    return len(set(listed)) == len(listed)


@dataclass(frozen=True)
class Text:
    """A paragraph of plain text; nothing in it is formatting or a mention."""

    text: str
    numbers: tuple[str, ...] = ()
    """The telephone numbers in it, in their order; a tap on one calls it."""

    def __post_init__(self) -> None:
        _check(self.text, LONGEST_TEXT, "a paragraph")
        lacking = f"a number to call does not stand in its paragraph: {self.text[:40]}…"
        _require(self.pieces()[1::2] == self.numbers, lacking)

    def pieces(self) -> tuple[str, ...]:
        """Return the text in pieces: at odd places the numbers, around them what is plain.

        A number that stands there twice, as in the name of a line, is the last one.
        """
        pieces: list[str] = []
        rest = self.text
        for number in reversed(self.numbers):
            rest, found, after = rest.rpartition(number)
            pieces = [found, after, *pieces]
        return (rest, *pieces)


def calling(text: str, number: str) -> Text:
    """Make a paragraph in which a tap on ``number`` calls it, if it is a telephone number."""
    can_call = read_number(number) is not None and number in text
    return Text(text, (number,) if can_call else ())


@dataclass(frozen=True)
class Small:
    """A less prominent paragraph, such as what is only told once."""

    text: str

    def __post_init__(self) -> None:
        _check(self.text, LONGEST_TEXT, "a small paragraph")


@dataclass(frozen=True)
class Items:
    """A short list of plain lines."""

    items: tuple[str, ...]

    def __post_init__(self) -> None:
        _require(bool(self.items), "a list has no lines")
        for item in self.items:
            _check(item, LONGEST_TEXT, "a line of a list")


@dataclass(frozen=True)
class Fact:
    """One thing to know, such as ``How`` and ``By phone``."""

    label: str
    value: str

    def __post_init__(self) -> None:
        _check(self.label, LONGEST_LABEL, "a fact's label")
        _check(self.value, LONGEST_FACT, "a fact's value")

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
        _require(0 < count <= MOST_FACTS, f"1 to {MOST_FACTS} facts, not {count}")


@dataclass(frozen=True)
class Heading:
    """The heading of a section; only Home has sections."""

    text: str

    def __post_init__(self) -> None:
        _check(self.text, LONGEST_LABEL, "a heading")


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
        _check(self.title, 100, "a confirmation's title")
        _check(self.text, 300, "a confirmation's text")
        _check(self.yes, 30, "a confirmation's yes")
        _check(self.no, 30, "a confirmation's no")


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
        _check(self.label, LONGEST_BUTTON, "a button")
        in_menu = self.weight is Weight.RARE
        _require(self.confirm is None or not in_menu, "a button of a menu asks no question")

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
        _require(0 < count <= MOST_BUTTONS, f"a row has 1 to {MOST_BUTTONS} buttons, not {count}")


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
        _check(self.label, LONGEST_LABEL, "a tile's label")
        _check(self.value, LONGEST_LABEL, "a tile's value")
        _require(len(self.text) <= LONGEST_TILE, f"a tile's text is too long: {self.text[:40]}…")

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
        _require(0 < count <= MOST_TILES, f"1 to {MOST_TILES} tiles, not {count}")

    @property
    def buttons(self) -> tuple[Button, ...]:
        """The buttons of the tiles."""
        return tuple(tile.button for tile in self.tiles)


Part = Text | Small | Items | Facts | Heading | Row | Tiles


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
        case Text(text=text) | Small(text=text) | Heading(text=text):
            return (text,)


def subject_of(value: str) -> str | None:
    """Return the subject in a button's value, or ``None`` for an unknown format."""
    version, colon, subject = value.partition(":")
    return subject if version == "1" and colon else None


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

    def __post_init__(self) -> None:
        _check(self.preview, LONGEST_PREVIEW, "a preview")
        parts, every = len(self.parts), self.all_buttons
        _require(0 < parts <= MOST_PARTS, f"a card has 1 to {MOST_PARTS} parts, not {parts}")
        mains = sum(each.weight is Weight.MAIN for each in every)
        _require(mains <= 1, f"a card has one main button, not {mains}")
        for row in (self.main_buttons, self.small_buttons, self.menu_buttons):
            most = f"a card has at most {MOST_BUTTONS} buttons in a row, not {len(row)}"
            _require(len(row) <= MOST_BUTTONS, most)
        same_act = f"two buttons of {self.screen} do the same"
        _require(_are_unique((b.action, b.subject) for b in every), same_act)
        same_label = f"two buttons of {self.screen} read the same"
        _require(_are_unique(b.label for b in every), same_label)

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
class Option:
    """One option of a choice."""

    value: str
    label: str

    def __post_init__(self) -> None:
        _check(self.label, LONGEST_LABEL, "an option")
        _check(self.value, 75, "an option's value")


def options_labelled(labels: Mapping[S, str]) -> tuple[Option, ...]:
    """Make the options of a choice from their labels, by value."""
    return tuple(Option(value, label) for value, label in labels.items())


def options_named(names: Iterable[tuple[str, str]]) -> tuple[Option, ...]:
    """Make options from values and names: as many as fit, and of each name as much as fits."""
    fitting = islice(names, MOST_OPTIONS)
    return tuple(Option(value, name[:LONGEST_LABEL]) for value, name in fitting)


@dataclass(frozen=True)
class _FormInput(ABC):
    """What all inputs of a form have in common."""

    name: str
    """The key of the entered values in a ``Submission``."""
    label: str
    optional: bool = field(default=False, kw_only=True)
    fault: str = field(default="", kw_only=True)
    """What is wrong with the entered values, shown beside the input."""

    def __post_init__(self) -> None:
        _check(self.label, LONGEST_LABEL, "a label")

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """Return this input with the entered values in it, and what is wrong with them."""
        return replace(self, fault=fault, **self._entered(values))

    @abstractmethod
    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        """Return the fields of this input that hold the entered values."""


@dataclass(frozen=True)
class Choice(_FormInput):
    """Choose one of a few."""

    options: tuple[Option, ...]
    chosen: str = ""

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_options(self.name, self.options, MOST_OPTIONS)

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        known = {option.value for option in self.options}
        return {"chosen": values[0] if values and values[0] in known else ""}


@dataclass(frozen=True)
class Ticks(_FormInput):
    """Tick any of a few."""

    options: tuple[Option, ...]
    ticked: tuple[str, ...] = ()
    optional: bool = field(default=True, kw_only=True)

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_options(self.name, self.options, MOST_TICKS)

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        known = {option.value for option in self.options}
        return {"ticked": tuple(value for value in values if value in known)}


def _check_options(name: str, options: tuple[Option, ...], most: int) -> None:
    count = len(options)
    _require(0 < count <= most, f"{name}: 1 to {most} options, not {count}")
    _require(_are_unique(each.value for each in options), f"{name}: two options have one value")


@dataclass(frozen=True)
class PeoplePicker(_FormInput):
    """Pick people; the values are user ids of the person's own platform and tenant."""

    picked: tuple[str, ...] = ()
    most: int = 50

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"picked": values}


@dataclass(frozen=True)
class DayInput(_FormInput):
    """Pick a day; the value is ``YYYY-MM-DD``."""

    day: date | None = None

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"day": _parsed(date.fromisoformat, values)}


@dataclass(frozen=True)
class TimeInput(_FormInput):
    """Pick a time of day on the person's own clock; the value is ``HH:MM``."""

    at: time | None = None

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"at": _parsed(time.fromisoformat, values)}


def _parsed(parse: Callable[[str], T], values: tuple[str, ...]) -> T | None:
    """Parse the first value; ``None`` without one, or if it cannot be parsed."""
    try:
        return parse(values[0]) if values else None
    except ValueError:
        return None


@dataclass(frozen=True)
class PhoneInput(_FormInput):
    """A telephone number: the only typed input, because no picker can offer numbers.

    The value is the number as it was typed; ``bot.core.phones`` checks it. It stays sealed, and
    is deleted when what it was for has ended.
    """

    number: str = ""

    def _entered(self, values: tuple[str, ...]) -> dict[str, Any]:
        return {"number": values[0][:LONGEST_NUMBER] if values else ""}


Input = Choice | Ticks | PeoplePicker | DayInput | TimeInput | PhoneInput


def values_of(one: Input) -> tuple[str, ...]:
    """Return what an input sends if nobody changes it."""
    match one:
        case Choice(chosen=value) | PhoneInput(number=value):
            return (value,) if value else ()
        case Ticks(ticked=values) | PeoplePicker(picked=values):
            return values
        case DayInput(day=day):
            return (day.isoformat(),) if day else ()
        case TimeInput(at=at):
            return (at.isoformat(timespec="minutes"),) if at else ()
        case _:
            assert_never(one)


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
        _check(self.title, LONGEST_TITLE, "a form's title")
        _check(self.close, LONGEST_TITLE, "a form's close button")
        if self.submit:
            _check(self.submit, LONGEST_TITLE, "a form's submit button")
        _require(
            bool(self.submit) or not self.inputs, f"{self.name} has inputs but no submit button"
        )
        _require(bool(self.parts or self.inputs), f"{self.name} shows nothing")
        same_name = f"two inputs of {self.name} have the same name"
        _require(_are_unique(each.name for each in self.inputs), same_name)

    def filled(self, values: dict[str, tuple[str, ...]], faults: dict[str, str]) -> Self:
        """Return this form with the entered values in it, and each fault beside its input."""
        inputs = tuple(
            i.filled(values.get(i.name, ()), faults.get(i.name, "")) for i in self.inputs
        )
        return replace(self, inputs=inputs)
