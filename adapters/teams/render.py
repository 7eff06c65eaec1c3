"""Renders cards and forms as Adaptive Cards 1.5, in the theme's own colours.

https://adaptivecards.io/explorer/ and, for what Teams makes of them,
https://learn.microsoft.com/en-us/microsoftteams/platform/task-modules-and-cards/cards/cards-format
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, assert_never

from adapters.teams.address import HOME
from adapters.teams.bodies import as_sent
from adapters.teams.emblems import image
from adapters.teams.plain import markdown, plain
from adapters.teams.render_inputs import input_blocks
from adapters.teams.transport import CardMessage
from bot.core.inputs import PeoplePicker, Ticks
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

VERSION = "1.5"
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
CARD_TYPE = "application/vnd.microsoft.card.adaptive"
TEXT_TYPE = "application/vnd.microsoft.activity.message"
LARGEST = 28 * 1024
TILES_A_ROW = 2
MOST_REFRESHED = 60
STYLES = {Weight.MAIN: "positive", Weight.GRAVE: "destructive"}
OURS = "support"
"""The key of the app's own values in an action's data, beside those of the inputs."""
REFRESH = "card.refresh"
"""The verb with which a client asks for the current card."""
KEEP = "teams.keep"
"""The verb of the button that cancels a confirmation."""
AGAIN = "teams.again"
"""The verb of a button that repeats a command whose answer is a form."""
CLOSE = "teams.close"
"""The verb of the button that closes a dialog."""


@dataclass(frozen=True)
class Phrases:
    """The texts of the frame around cards and dialogs."""

    title: str
    close: str
    open: str
    opens_here: str
    required: str
    needed: str
    sent: str
    below: str
    kept: str
    done: str


InLanguage = Callable[[str], Phrases]
"""Gives the phrases in the language nearest to a locale."""


@dataclass(frozen=True)
class _Surface:
    """Where a card is drawn: on a message, on a home card, or in a dialog."""

    dialog: bool = False
    home: bool = False


def card_json(card: Card, refreshed_for: tuple[str, ...] = ()) -> Json:
    """A card of a message; the clients of the users in ``refreshed_for`` refresh it."""
    found = _card(card, _Surface())
    if refreshed_for:
        action = {"type": "Action.Execute", "verb": REFRESH, "data": {OURS: {"value": "1:"}}}
        found["refresh"] = {"action": action, "userIds": list(refreshed_for[:MOST_REFRESHED])}
    return _small_enough(found)


def home_json(card: Card) -> Json:
    """A home card; its buttons carry a mark, so that presses on it are recognised."""
    return _small_enough(_card(card, _Surface(home=True)))


def message_of(card: Card, refreshed_for: tuple[str, ...] = ()) -> CardMessage:
    """A message: the card, and its preview for lock screens and screen readers."""
    return CardMessage(card_json(card, refreshed_for), plain(card.preview))


def home_of(card: Card) -> CardMessage:
    """A message with a home card."""
    return CardMessage(home_json(card), plain(card.preview))


def card_dialog(card: Card, phrases: Phrases) -> Json:
    """A card in an open dialog; its buttons are answered in the dialog."""
    found = _card(card, _Surface(dialog=True))
    close = _submit(phrases.close, {"action": CLOSE})
    found["actions"] = [*found.get("actions", []), close]
    return _dialog(phrases.title, _small_enough(found))


def form_dialog(form: Form, phrases: Phrases) -> Json:
    """A form as a dialog. The fault of an input is a text above it."""
    surface = _Surface(dialog=True)
    body = [block for part in form.parts for block in _part(part, surface)]
    for one in form.inputs:
        if one.group:
            body += _part(Heading(one.group), surface)
        body += input_blocks(one, phrases.required, phrases.needed)
    actions = []
    if form.submit:
        many = " ".join(one.name for one in form.inputs if isinstance(one, Ticks | PeoplePicker))
        ours = {"form": form.name, "subject": form.subject, "nonce": form.nonce, "many": many}
        send = {"type": "Action.Submit", "title": plain(form.submit), "data": {OURS: ours}}
        actions.append({**send, "style": "positive"})
    actions.append(_submit(form.close, {"action": CLOSE}))
    card = {**_empty(form.language), "body": body, "actions": actions}
    return _dialog(form.title, _small_enough(card))


def again_message(action: str, value: str, phrases: Phrases) -> CardMessage:
    """A card with one button that opens a form, because only a button can open a dialog.

    For a typed command ``action`` is ``AGAIN`` and ``value`` comes from ``parse.again_value``.
    """
    button = _fetch(phrases.open, {"action": action, "value": value})
    card = {**_empty(), "body": [_text(phrases.opens_here)], "actions": [button]}
    return CardMessage(card, plain(phrases.opens_here))


def say_body(text: str) -> Json:
    """The response to a press that shows a text and leaves the card unchanged."""
    return {"statusCode": 200, "type": TEXT_TYPE, "value": text}


def card_body(card: Card) -> Json:
    """The response to a press that replaces the pressed card."""
    return {"statusCode": 200, "type": CARD_TYPE, "value": card_json(card)}


def words_dialog(text: str) -> Json:
    """The response that ends a dialog with a text."""
    return {"task": {"type": "message", "value": text}}


def size_of(card: Json) -> int:
    """The size of a card in bytes: the larger of the sent form and Teams' stored form (UTF-16)."""
    sent = as_sent(card)
    return max(len(sent), len(sent.decode().encode("utf-16-le")))


def _card(card: Card, surface: _Surface) -> Json:
    body = [block for part in card.parts for block in _part(part, surface)]
    if card.emblem is not None:
        body = _beside(image(card.emblem), body)
    found = {**_empty(card.language), "fallbackText": plain(card.preview), "body": body}
    main, small, menu = card.main_buttons, card.small_buttons, card.menu_buttons
    if surface.dialog:
        small, menu = (*small, *menu), ()
    if main and small:
        # The actions of a card are one row; the small ones stand in a row of their own below.
        body.append({"type": "ActionSet", "actions": [_button(each, surface) for each in main]})
    if last := small or main:
        # Teams shows the secondary actions of a row in a menu behind "…".
        rare = [{**_button(button, surface), "mode": "secondary"} for button in menu]
        found["actions"] = [*(_button(button, surface) for button in last), *rare]
    return found


def _beside(picture: Json, body: list[Json]) -> list[Json]:
    """The same blocks, the first of them beside a picture."""
    first, *others = body
    columns = [
        {"type": "Column", "width": "auto", "items": [picture]},
        {"type": "Column", "width": "stretch", "items": [first]},
    ]
    return [{"type": "ColumnSet", "spacing": "None", "columns": columns}, *others]


def _empty(language: str = "") -> Json:
    """An empty card; screen readers pronounce it in its language."""
    found = {"type": "AdaptiveCard", "$schema": SCHEMA, "version": VERSION}
    return {**found, "lang": language} if language else found


def _small_enough(card: Json) -> Json:
    size = size_of(card)
    if size > LARGEST:
        message = f"a card of {size} bytes; Teams takes {LARGEST}"
        raise ValueError(message)
    return card


def _dialog(title: str, card: Json) -> Json:
    attachment = {"contentType": CARD_TYPE, "content": card}
    value = {"title": plain(title), "height": "medium", "width": "medium", "card": attachment}
    return {"task": {"type": "continue", "value": value}}


def _part(part: Part, surface: _Surface) -> list[Json]:
    match part:
        case Text():
            return [_with_links(part) if part.links else _text(part.text)]
        case Small(text=text):
            return [{**_text(text), "size": "Small", "isSubtle": True}]
        case Heading(text=text):
            look = {"style": "heading", "weight": "Bolder", "size": "Medium", "separator": True}
            return [{**_text(text), **look}]
        case Items(items=items):
            # A Markdown list, which screen readers announce; each item must be one line.
            lines = [f"- {_in_line(item)}" for item in items]
            return [{"type": "TextBlock", "text": "\r".join(lines), "wrap": True}]
        case Facts(facts=facts):
            rows = [{"title": _in_line(one.label), "value": _in_line(one.value)} for one in facts]
            return [{"type": "FactSet", "facts": rows}]
        case Row(buttons=buttons):
            actions = [_button(button, surface) for button in buttons]
            return [{"type": "ActionSet", "actions": actions}]
        case Tiles(tiles=tiles):
            return _tiles(tiles, surface)
        case Picture():
            return [_picture(part)]
        case _:
            assert_never(part)


def _picture(part: Picture) -> Json:
    if not part.png:
        return _text(part.chart.alt)
    url = f"data:image/png;base64,{part.png}"
    return {"type": "Image", "url": url, "altText": part.chart.alt, "size": "Stretch"}


def _in_line(text: str) -> str:
    return markdown(" ".join(text.split()))


def _tiles(tiles: tuple[Tile, ...], surface: _Surface) -> list[Json]:
    """Two tiles beside each other; their width is shared, so that they line up."""
    columns = [
        {
            "type": "Column",
            "width": "stretch",
            "items": [
                {
                    "type": "Container",
                    "style": "warning" if tile.warns else "emphasis",
                    "height": "stretch",
                    "items": _tile(tile, surface),
                }
            ],
        }
        for tile in tiles
    ]
    return [
        {"type": "ColumnSet", "spacing": "Medium", "columns": columns[n : n + TILES_A_ROW]}
        for n in range(0, len(columns), TILES_A_ROW)
    ]


def _tile(tile: Tile, surface: _Surface) -> list[Json]:
    items = [
        {**_text(tile.label), "size": "Small", "isSubtle": True},
        {**_text(tile.value), "size": "Medium", "weight": "Bolder", "spacing": "None"},
    ]
    if tile.text:
        items.append({**_text(tile.text), "spacing": "Small"})
    return [*items, {"type": "ActionSet", "actions": [_button(tile.button, surface)]}]


def _text(text: str) -> Json:
    # Markdown ignores single line breaks.
    return {"type": "TextBlock", "text": markdown(text).replace("\n", "\n\n"), "wrap": True}


def _with_links(part: Text) -> Json:
    """A paragraph with links that call, or that begin a text message."""
    pieces = [
        f"[{markdown(piece)}]({address})" if address else markdown(piece)
        for piece, address in part.pieces()
    ]
    return {**_text(part.text), "text": "".join(pieces).replace("\n", "\n\n")}


def _button(button: Button, surface: _Surface) -> Json:
    ours = {"action": button.action, "value": button.value}
    if surface.home:
        ours["on"] = HOME
    style = {"style": STYLES[button.weight]} if button.weight in STYLES else {}
    if button.confirm is None:
        return {**_act(button.label, button.action, ours, button, surface), **style}
    ask = button.confirm
    body = [{**_text(ask.title), "weight": "Bolder"}, _text(ask.text)]
    keep = {"action": KEEP, "value": "1:"}
    actions = [
        {**_act(ask.yes, button.action, ours, button, surface), **style},
        _submit(ask.no, keep) if surface.dialog else _execute(ask.no, KEEP, keep),
    ]
    card = {"type": "AdaptiveCard", "version": VERSION, "body": body, "actions": actions}
    return {"type": "Action.ShowCard", "title": plain(button.label), "card": card, **style}


def _act(title: str, verb: str, ours: Json, button: Button, surface: _Surface) -> Json:
    """The button's action; dialogs only support one kind."""
    if surface.dialog:
        return _submit(title, ours)
    return _fetch(title, ours) if button.opens_form else _execute(title, verb, ours)


def _execute(title: str, verb: str, ours: Json) -> Json:
    return {"type": "Action.Execute", "title": plain(title), "verb": verb, "data": {OURS: ours}}


def _fetch(title: str, ours: Json) -> Json:
    data = {"msteams": {"type": "task/fetch"}, "verb": ours["action"], OURS: ours}
    return {"type": "Action.Submit", "title": plain(title), "data": data}


def _submit(title: str, ours: Json) -> Json:
    """A dialog's button that does not send the form, so inputs are not validated."""
    data = {"verb": ours["action"], OURS: ours}
    found = {"type": "Action.Submit", "title": plain(title), "data": data}
    return {**found, "associatedInputs": "none"}
