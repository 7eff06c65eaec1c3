"""Cards and forms: what a person sees, as frozen data with no platform in it.

The strictest platform's limits are checked on construction, so that a screen no platform can
show fails in the test that draws it. The strictest are: button text 75, a form's title and submit
24, ``value`` 2,000, 100 options, six actions a card, 28 KB a card. Ours are tighter where the
wording rules ask for it (five buttons).
"""

from dataclasses import dataclass, field, replace
from datetime import date, time
from enum import StrEnum
from typing import Self

from bot.core.names import Action, Dialog, Screen

MOST_BUTTONS = 5
MOST_PARTS = 20
MOST_OPTIONS = 100
MOST_TICKS = 10
LONGEST_BUTTON = 75
LONGEST_TITLE = 24
LONGEST_LABEL = 75
LONGEST_TEXT = 1500
LONGEST_PREVIEW = 150
LONGEST_NUMBER = 40


def _check(text: str, longest: int, what: str) -> None:
    if not text.strip():
        message = f"{what} is empty"
        raise ValueError(message)
    if len(text) > longest:
        message = f"{what} has {len(text)} characters, at most {longest} fit: {text[:40]}…"
        raise ValueError(message)


@dataclass(frozen=True)
class Text:
    """A paragraph of plain text; nothing in it is formatting, a mention or a link."""

    text: str

    def __post_init__(self) -> None:
        """Check the length."""
        _check(self.text, LONGEST_TEXT, "a paragraph")


@dataclass(frozen=True)
class Small:
    """A paragraph that may stand back, such as the support line's number below a note."""

    text: str

    def __post_init__(self) -> None:
        """Check the length."""
        _check(self.text, LONGEST_TEXT, "a small paragraph")


@dataclass(frozen=True)
class Items:
    """A short list of plain lines."""

    items: tuple[str, ...]

    def __post_init__(self) -> None:
        """Check that there is something to list, and each line's length."""
        if not self.items:
            message = "a list without lines"
            raise ValueError(message)
        for item in self.items:
            _check(item, LONGEST_TEXT, "a line of a list")


@dataclass(frozen=True)
class Heading:
    """The heading of a section; only Home has sections."""

    text: str

    def __post_init__(self) -> None:
        """Check the length."""
        _check(self.text, LONGEST_LABEL, "a heading")


class Weight(StrEnum):
    """How a button stands among the others; "No thanks" is as large as the rest."""

    PLAIN = "plain"
    MAIN = "main"
    GRAVE = "grave"


@dataclass(frozen=True)
class Confirm:
    """Asked before something that cannot be undone; the buttons are verbs."""

    title: str
    text: str
    yes: str
    no: str

    def __post_init__(self) -> None:
        """Check the lengths."""
        _check(self.title, 100, "a confirmation's title")
        _check(self.text, 300, "a confirmation's text")
        _check(self.yes, 30, "a confirmation's yes")
        _check(self.no, 30, "a confirmation's no")


@dataclass(frozen=True)
class Button:
    """A button. ``subject`` is a reference, never a permission and never personal data.

    ``opens_form`` must be set if the press is answered with a form: some platforms have to draw
    such a button differently.
    """

    action: Action
    label: str
    subject: str = ""
    weight: Weight = Weight.PLAIN
    opens_form: bool = False
    confirm: Confirm | None = None

    def __post_init__(self) -> None:
        """Check the label's length."""
        _check(self.label, LONGEST_BUTTON, "a button")

    @property
    def value(self) -> str:
        """What the platform sends back with the press."""
        return f"1:{self.subject}"


@dataclass(frozen=True)
class Row:
    """Buttons of their own below what stands above them; only Home has them, for its sections.

    A message has at most five buttons, at its end: what is put before somebody who is tired is
    one question at a time.
    """

    buttons: tuple[Button, ...]

    def __post_init__(self) -> None:
        """Check that there are one to five."""
        if not 0 < len(self.buttons) <= MOST_BUTTONS:
            message = f"a row has 1 to {MOST_BUTTONS} buttons, this one {len(self.buttons)}"
            raise ValueError(message)


Part = Text | Small | Items | Heading | Row


def subject_of(value: str) -> str | None:
    """The subject in a button's value, or ``None`` if its format is not one we know."""
    version, colon, subject = value.partition(":")
    return subject if version == "1" and colon else None


@dataclass(frozen=True)
class Card:
    """A message: a preview, some paragraphs, at most five buttons.

    ``screen`` and ``subject`` name what it shows, so that it can be drawn again from the present
    state. ``preview`` is what a lock screen and a screen reader get first: written for each
    screen, neutral, naming no event, no feeling and no service.
    """

    screen: Screen
    subject: str
    preview: str
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()

    def __post_init__(self) -> None:
        """Check the limits, and that no two buttons do the same with the same subject."""
        _check(self.preview, LONGEST_PREVIEW, "a preview")
        if not self.parts or len(self.parts) > MOST_PARTS:
            message = f"a card has 1 to {MOST_PARTS} parts, this one {len(self.parts)}"
            raise ValueError(message)
        if len(self.buttons) > MOST_BUTTONS:
            message = f"a card has at most {MOST_BUTTONS} buttons, this one {len(self.buttons)}"
            raise ValueError(message)
        everything = self.all_buttons
        if len({(b.action, b.subject) for b in everything}) < len(everything):
            message = f"two buttons of {self.screen} do the same"
            raise ValueError(message)
        if len({b.label for b in everything}) < len(everything):
            message = f"two buttons of {self.screen} read the same"
            raise ValueError(message)

    @property
    def all_buttons(self) -> tuple[Button, ...]:
        """The buttons at its end and those of its rows, in the order they are read."""
        rows = (part.buttons for part in self.parts if isinstance(part, Row))
        return (*(button for row in rows for button in row), *self.buttons)


@dataclass(frozen=True)
class Option:
    """One of the things to choose from."""

    value: str
    label: str

    def __post_init__(self) -> None:
        """Check the lengths."""
        _check(self.label, LONGEST_LABEL, "an option")
        _check(self.value, 75, "an option's value")


@dataclass(frozen=True)
class Choice:
    """Choose one of a few."""

    name: str
    label: str
    options: tuple[Option, ...]
    chosen: str = ""
    optional: bool = False
    fault: str = ""

    def __post_init__(self) -> None:
        """Check that there is something to choose from, and that each option differs."""
        _check(self.label, LONGEST_LABEL, "a label")
        if not 0 < len(self.options) <= MOST_OPTIONS:
            message = f"{self.name}: 1 to {MOST_OPTIONS} options, not {len(self.options)}"
            raise ValueError(message)
        if len({option.value for option in self.options}) < len(self.options):
            message = f"{self.name}: two options have the same value"
            raise ValueError(message)

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """The same with what was entered, and what is wrong with it."""
        known = {option.value for option in self.options}
        chosen = values[0] if values and values[0] in known else ""
        return replace(self, chosen=chosen, fault=fault)


@dataclass(frozen=True)
class Ticks:
    """Tick any of a few."""

    name: str
    label: str
    options: tuple[Option, ...]
    ticked: tuple[str, ...] = ()
    fault: str = ""
    optional: bool = True

    def __post_init__(self) -> None:
        """Check the label and the options."""
        _check(self.label, LONGEST_LABEL, "a label")
        if not 0 < len(self.options) <= MOST_TICKS:
            message = f"{self.name}: 1 to {MOST_TICKS} options, not {len(self.options)}"
            raise ValueError(message)

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """The same with what was entered, and what is wrong with it."""
        known = {option.value for option in self.options}
        return replace(self, ticked=tuple(v for v in values if v in known), fault=fault)


@dataclass(frozen=True)
class PeoplePicker:
    """Pick people; values are user ids of the presser's own platform and tenant."""

    name: str
    label: str
    picked: tuple[str, ...] = ()
    most: int = 50
    optional: bool = False
    fault: str = ""

    def __post_init__(self) -> None:
        """Check the label's length."""
        _check(self.label, LONGEST_LABEL, "a label")

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """The same with what was entered, and what is wrong with it."""
        return replace(self, picked=values, fault=fault)


@dataclass(frozen=True)
class DayInput:
    """Pick a day; the value is ``YYYY-MM-DD``."""

    name: str
    label: str
    day: date | None = None
    optional: bool = False
    fault: str = ""

    def __post_init__(self) -> None:
        """Check the label's length."""
        _check(self.label, LONGEST_LABEL, "a label")

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """The same with what was entered, and what is wrong with it."""
        try:
            day = date.fromisoformat(values[0]) if values else None
        except ValueError:
            day = None
        return replace(self, day=day, fault=fault)


@dataclass(frozen=True)
class TimeInput:
    """Pick a time of day on the person's own clock; the value is ``HH:MM``."""

    name: str
    label: str
    at: time | None = None
    optional: bool = False
    fault: str = ""

    def __post_init__(self) -> None:
        """Check the label's length."""
        _check(self.label, LONGEST_LABEL, "a label")

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """The same with what was entered, and what is wrong with it."""
        try:
            at = time.fromisoformat(values[0]) if values else None
        except ValueError:
            at = None
        return replace(self, at=at, fault=fault)


@dataclass(frozen=True)
class PhoneInput:
    """A telephone number, typed: the one thing that may be, because no picker can offer it.

    The value is the number as it was typed; whoever reads it says what is wrong with it
    (``bot.core.phones``). It is sealed until what it was for has ended.
    """

    name: str
    label: str
    number: str = ""
    optional: bool = False
    fault: str = ""

    def __post_init__(self) -> None:
        """Check the label's length."""
        _check(self.label, LONGEST_LABEL, "a label")

    def filled(self, values: tuple[str, ...], fault: str) -> Self:
        """The same with what was entered, and what is wrong with it."""
        return replace(self, number=values[0][:LONGEST_NUMBER] if values else "", fault=fault)


Input = Choice | Ticks | PeoplePicker | DayInput | TimeInput | PhoneInput


@dataclass(frozen=True)
class Form:
    """A dialog: text, inputs, and at most one thing to send; closing it does nothing.

    Without ``submit`` it only shows something, such as a contact, and leaves no message behind.
    ``name`` is the route of its submission. There is no input for free text, on purpose; a
    telephone number is all that can be typed.
    """

    name: Dialog
    subject: str
    title: str
    close: str
    parts: tuple[Part, ...] = ()
    inputs: tuple[Input, ...] = ()
    submit: str = ""
    nonce: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        """Check the limits and the names of the inputs."""
        _check(self.title, LONGEST_TITLE, "a form's title")
        _check(self.close, LONGEST_TITLE, "a form's way out")
        if self.submit:
            _check(self.submit, LONGEST_TITLE, "a form's button")
        elif self.inputs:
            message = f"{self.name} has inputs and nothing to send them with"
            raise ValueError(message)
        if not self.parts and not self.inputs:
            message = f"{self.name} shows nothing"
            raise ValueError(message)
        if len({i.name for i in self.inputs}) < len(self.inputs):
            message = f"two inputs of {self.name} have one name"
            raise ValueError(message)

    def filled(self, values: dict[str, tuple[str, ...]], faults: dict[str, str]) -> Self:
        """The same form with what was entered still in it, and what is wrong said beside it."""
        inputs = tuple(
            i.filled(values.get(i.name, ()), faults.get(i.name, "")) for i in self.inputs
        )
        return replace(self, inputs=inputs)
