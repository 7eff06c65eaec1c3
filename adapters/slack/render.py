"""Renders cards and forms as Block Kit. All texts are plain text, so none becomes markup.

Limits: https://docs.slack.dev/reference/block-kit/blocks/ (50 blocks a message, 100 a view).
"""

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, assert_never

from bot.core.charts import Chart
from bot.core.inputs import Choice, DayInput, Input, PeoplePicker, PhoneInput, Ticks, TimeInput
from bot.core.limits import LONGEST_NUMBER
from bot.core.screens import (
    Button,
    Card,
    Facts,
    Form,
    Heading,
    Items,
    Part,
    Picture,
    Row,
    Small,
    Text,
    Tile,
    Tiles,
    Weight,
)

Json = dict[str, Any]

LONGEST_SPOKEN = 75
"""How long what a screen reader says of a button may be."""
FEW = 5
"""Up to this many options are radio buttons; more become a menu."""
STYLES = {Weight.MAIN: "primary", Weight.GRAVE: "danger"}
CARD = "card"
"""The callback id of a modal that shows a card."""
MENU = "menu"
"""The action id of a menu of buttons; which of them is pressed stands in the option's value."""
LONGEST_OPTION = 150
"""How long the value of an option may be."""
CALLS = "tel:"
"""What a link may open besides a page.

Slack's reference names no schemes, and a refused link would take its whole message with it: words
that begin a text message (``sms:``) stay words here.
"""
OFFER = "offer"
"""The id of the block whose button opens a form that did not open."""
PICTURE = "picture-"
"""How the id of a block with a picture begins; the reference of the posted picture follows."""
LONGEST_ALT = 2000
"""How long the alternative text of a picture may be."""


@dataclass(frozen=True)
class Phrases:
    """The texts of the frame around a card in a modal."""

    title: str
    close: str
    open: str
    opens_here: str


@dataclass(frozen=True)
class UploadedPicture:
    """A chart that was given to Slack as a file."""

    file: str
    reference: str
    """Of the record by which it is deleted (``bot.core.posted_pictures``)."""


InLanguage = Callable[[str], Phrases]
"""Gives the phrases in the language nearest to a locale."""

_WRITTEN = re.compile(r"(?<![\w/])/(support-admin|support)(?![\w/-])")
"""A command in a text, but not inside a URL."""


class Drawing:
    """Draws cards and forms, with the commands under the names that the workspace uses."""

    def __init__(self, commands: Mapping[str, str] | None = None) -> None:
        """``commands`` maps a typed command (``/care``) to the bot's name for it (``support``)."""
        called = {name: typed for typed, name in (commands or {}).items()}
        self._called = {name: typed for name, typed in called.items() if typed != f"/{name}"}

    def message(self, card: Card) -> Json:
        """A message."""
        return self._written_here(message_json(card))

    def with_picture(self, card: Card, picture: UploadedPicture) -> Json:
        """A message that shows its chart as a picture."""
        blocks = card_blocks(card, picture)
        return self._written_here({"text": card.preview, "blocks": blocks})

    def home(self, card: Card) -> Json:
        """A card as a home tab."""
        blocks = card_blocks(card)
        return self._written_here({"type": "home", "callback_id": "home", "blocks": blocks})

    def card_modal(self, card: Card, phrases: Phrases) -> Json:
        """A card as a modal, which has nothing to send."""
        modal = {
            "type": "modal",
            "callback_id": CARD,
            "title": plain(phrases.title),
            "close": plain(phrases.close),
            "blocks": card_blocks(card),
        }
        return self._written_here(modal)

    def form(self, form: Form) -> Json:
        """A form as a modal."""
        return self._written_here(form_modal(form))

    def faults(self, form: Form) -> dict[str, str]:
        """The faults of a form's inputs, by input name."""
        return {one.name: self._text(one.fault) for one in form.inputs if one.fault}

    def _written_here(self, drawn: Json) -> Json:
        """The same JSON with renamed commands in every text; values of buttons stay unchanged."""
        if not self._called:
            return drawn
        return {
            name: self._text(one) if name == "text" and isinstance(one, str) else self._within(one)
            for name, one in drawn.items()
        }

    def _within(self, found: object) -> object:
        if isinstance(found, list):
            return [self._within(one) for one in found]
        return self._written_here(found) if isinstance(found, dict) else found

    def _text(self, text: str) -> str:
        return _WRITTEN.sub(lambda found: self._called.get(found[1], found[0]), text)


def message_json(card: Card) -> Json:
    """A message: its blocks, and its preview for lock screens and screen readers."""
    return {"text": card.preview, "blocks": card_blocks(card)}


def card_blocks(card: Card, picture: UploadedPicture | None = None) -> list[Json]:
    """The blocks of a card; its chart is words without a ``picture``."""
    actions = _Actions()
    found = [
        block
        for n, part in enumerate(card.parts)
        for block in (
            _image(part.chart, f"p{n}", picture)
            if picture and isinstance(part, Picture)
            else _part(part, f"p{n}", actions)
        )
    ]
    menu, small = card.menu_buttons, card.small_buttons
    if any(len(_option_value(button)) > LONGEST_OPTION for button in menu):
        menu, small = (), (*small, *menu)
    rows = {"buttons": card.main_buttons, "small": small}
    drawn = [actions.block(buttons, name) for name, buttons in rows.items() if buttons]
    if menu:
        drawn = drawn or [{"type": "actions", "block_id": "small", "elements": []}]
        drawn[-1]["elements"].append(_menu(menu))
    return [*found, *drawn]


def form_modal(form: Form) -> Json:
    """A form as a modal. The fault of an input is a text above it."""
    blocks: list[Json] = [
        block for n, part in enumerate(form.parts) for block in _part(part, f"p{n}", _Actions())
    ]
    for one in form.inputs:
        if one.group:
            blocks += _part(Heading(one.group), f"group-{one.name}", _Actions())
        if one.fault:
            blocks.append(_small(one.fault, f"fault-{one.name}"))
        blocks.append(_input(one))
    modal = {
        "type": "modal",
        "callback_id": form.name,
        "title": plain(form.title),
        "close": plain(form.close),
        "blocks": blocks,
        "private_metadata": json.dumps([form.subject, form.nonce]),
    }
    return {**modal, "submit": plain(form.submit)} if form.submit else modal


def again_json(action: str, value: str, phrases: Phrases) -> Json:
    """A message with one button, which opens a form that could not be opened before."""
    button = {"type": "button", "action_id": action, "text": plain(phrases.open), "value": value}
    section = {"type": "section", "block_id": "p0", "text": plain(phrases.opens_here)}
    actions = {"type": "actions", "block_id": OFFER, "elements": [button]}
    return {"text": phrases.opens_here, "blocks": [section, actions]}


def plain(text: str) -> Json:
    """A text object without markup and emoji."""
    return {"type": "plain_text", "text": text, "emoji": False}


class _Actions:
    """Draws the buttons of one screen, with the unique action ids that Slack requires."""

    def __init__(self) -> None:
        self._seen: Counter[str] = Counter()

    def block(self, buttons: tuple[Button, ...], name: str) -> Json:
        elements = [self._button(button) for button in buttons]
        return {"type": "actions", "block_id": name, "elements": elements}

    def tile(self, tile: Tile, name: str) -> list[Json]:
        """A line of its own for each tile, because sections cannot stand beside each other."""
        button = self._button(tile.button)
        button["accessibility_label"] = f"{tile.label}: {tile.button.label}"[:LONGEST_SPOKEN]
        section = {
            "type": "section",
            "block_id": name,
            "text": plain("\n".join(tile.lines)),
            "accessory": button,
        }
        return [{"type": "divider", "block_id": f"{name}-line"}, section]

    def _button(self, button: Button) -> Json:
        self._seen[button.action] += 1
        again = self._seen[button.action]
        found: Json = {
            "type": "button",
            "action_id": button.action if again == 1 else f"{button.action}#{again}",
            "text": plain(button.label),
            "value": button.value,
        }
        if button.weight in STYLES:
            found["style"] = STYLES[button.weight]
        if button.confirm is not None:
            found["confirm"] = {
                "title": plain(button.confirm.title),
                "text": plain(button.confirm.text),
                "confirm": plain(button.confirm.yes),
                "deny": plain(button.confirm.no),
            }
        return found


def _menu(buttons: tuple[Button, ...]) -> Json:
    """The menu behind "…"; its options have no confirmation of their own."""
    options = [_option(_option_value(button), button.label) for button in buttons]
    return {"type": "overflow", "action_id": MENU, "options": options}


def _option_value(button: Button) -> str:
    """What comes back from a menu: the button's action and its value."""
    return f"{button.action} {button.value}"


def pressed_option(value: str) -> tuple[str, str]:
    """Return the action and the value of the button that was chosen in a menu."""
    action, _, given = value.partition(" ")
    return action, given


def _part(part: Part, name: str, actions: _Actions) -> list[Json]:
    match part:
        case Text():
            return [_paragraph(part, name)]
        case Small(text=text):
            return [_small(text, name)]
        case Heading(text=text):
            return [{"type": "header", "block_id": name, "text": plain(text)}]
        case Items(items=items):
            return [_list(items, name)]
        case Facts(facts=facts):
            # Two beside each other on a desktop, beneath one another on a telephone.
            fields = [plain(f"{fact.label}\n{fact.value}") for fact in facts]
            return [{"type": "section", "block_id": name, "fields": fields}]
        case Row(buttons=buttons):
            return [actions.block(buttons, name)]
        case Tiles(tiles=tiles):
            return [
                block for n, tile in enumerate(tiles) for block in actions.tile(tile, f"{name}-{n}")
            ]
        case Picture(chart=chart):
            return [_paragraph(Text(chart.alt), name)]
        case _:
            assert_never(part)


def _image(chart: Chart, name: str, picture: UploadedPicture) -> list[Json]:
    """A picture, and its words beneath it where they are too long to be its alternative text."""
    image = {
        "type": "image",
        "block_id": f"{PICTURE}{picture.reference}",
        "alt_text": chart.alt[:LONGEST_ALT],
        "slack_file": {"id": picture.file},
    }
    return [image] if len(chart.alt) <= LONGEST_ALT else [image, _paragraph(Text(chart.alt), name)]


def _paragraph(part: Text, name: str) -> Json:
    """A paragraph whose numbers are links that call; its other pieces stay plain text."""
    if not any(address.startswith(CALLS) for _, address in part.pieces()):
        return {"type": "section", "block_id": name, "text": plain(part.text)}
    elements = [
        {"type": "link", "url": address, "text": piece}
        if address.startswith(CALLS)
        else {"type": "text", "text": piece}
        for piece, address in part.pieces()
    ]
    section = {"type": "rich_text_section", "elements": elements}
    return {"type": "rich_text", "block_id": name, "elements": [section]}


def _small(text: str, name: str) -> Json:
    return {"type": "context", "block_id": name, "elements": [plain(text)]}


def _list(items: tuple[str, ...], name: str) -> Json:
    """A bullet list that screen readers announce as a list; its items are plain text."""
    lines = [
        {"type": "rich_text_section", "elements": [{"type": "text", "text": item}]}
        for item in items
    ]
    bullets = {"type": "rich_text_list", "style": "bullet", "elements": lines}
    return {"type": "rich_text", "block_id": name, "elements": [bullets]}


def _input(one: Input) -> Json:
    return {
        "type": "input",
        "block_id": one.name,
        "label": plain(one.label),
        "optional": one.optional,
        "element": {**_element(one), "action_id": one.name},
    }


def _element(one: Input) -> Json:
    match one:
        case Choice(options=options, chosen=chosen):
            given = [_option(o.value, o.label) for o in options]
            kind = "radio_buttons" if len(options) <= FEW else "static_select"
            found: Json = {"type": kind, "options": given}
            return _begun(found, "initial_option", [o for o in given if o["value"] == chosen][:1])
        case Ticks(options=options, ticked=ticked):
            given = [_option(o.value, o.label) for o in options]
            found = {"type": "checkboxes", "options": given}
            chosen_ones = [o for o in given if o["value"] in ticked]
            return {**found, "initial_options": chosen_ones} if chosen_ones else found
        case PeoplePicker(picked=picked, most=most):
            found = {"type": "multi_users_select", "max_selected_items": most}
            return {**found, "initial_users": list(picked)} if picked else found
        case DayInput(day=day):
            return _begun({"type": "datepicker"}, "initial_date", [day.isoformat()] if day else [])
        case TimeInput(at=at):
            shown = [at.isoformat(timespec="minutes")] if at else []
            return _begun({"type": "timepicker"}, "initial_time", shown)
        case PhoneInput(number=number):
            found = {"type": "plain_text_input", "max_length": LONGEST_NUMBER}
            return _begun(found, "initial_value", [number] if number else [])
        case _:
            assert_never(one)


def _option(value: str, label: str) -> Json:
    return {"text": plain(label), "value": value}


def _begun(element: Json, name: str, values: list[Any]) -> Json:
    """The element with its initial value, if there is one; Slack refuses an empty one."""
    return {**element, name: values[0]} if values else element
