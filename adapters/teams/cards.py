"""Cards as Adaptive Cards 1.5: plain text only, every button with the words of the contract.

Limits and habits of Teams are in the shared notes this rests on: at most six actions, 28 KB a
card, ``Action.Execute`` for what is answered in place, and a button that opens a dialog drawn as
one (``task/fetch``). See https://adaptivecards.io/explorer/ for the elements.
"""

import re
from typing import Any, assert_never

from bot.screens import (
    Button,
    Card,
    Confirm,
    Heading,
    Items,
    Part,
    Row,
    Small,
    Text,
    Weight,
)

Json = dict[str, Any]

SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
VERSION = "1.5"
CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"
LARGEST_CARD = 28 * 1024
"""Bytes; Teams refuses a message above it."""
STYLES = {Weight.PLAIN: "default", Weight.MAIN: "positive", Weight.GRAVE: "destructive"}
MARKDOWN = re.compile(r"([\\`*_\[\]()#+\-!~>|<&])")
"""What Teams' Markdown gives a meaning to, anywhere in a text."""


def card_json(card: Card) -> Json:
    """A card as the content of an attachment."""
    return {
        "$schema": SCHEMA,
        "type": "AdaptiveCard",
        "version": VERSION,
        "fallbackText": card.preview,
        "speak": card.preview,
        "body": [element for part in card.parts for element in elements(part)],
        "actions": [button_json(button) for button in card.buttons],
    }


def plain(text: str) -> str:
    """A text in which nothing is formatting, a mention or a link any more.

    A number at the start of a line would become a list (``1.``), so its point is escaped too.
    """
    escaped = MARKDOWN.sub(r"\\\1", text)
    return re.sub(r"(?m)^(\s*\d+)([.)])", r"\1\\\2", escaped)


def elements(part: Part) -> list[Json]:
    """A part of a card or a form."""
    match part:
        case Text(text=text):
            return [_text(text)]
        case Small(text=text):
            return [_text(text, size="Small", isSubtle=True)]
        case Heading(text=text):
            return [_text(text, style="heading", weight="Bolder", separator=True)]
        case Items(items=items):
            return [_text(f"• {item}", spacing="Small") for item in items]
        case Row(buttons=buttons):
            return [{"type": "ActionSet", "actions": [button_json(each) for each in buttons]}]
        case _:
            assert_never(part)


def _text(text: str, **more: object) -> Json:
    return {"type": "TextBlock", "text": plain(text), "wrap": True, **more}


def button_json(button: Button) -> Json:
    """A button; one that asks first unfolds its question, with the verb below it."""
    if button.confirm is not None:
        return _unfolding(button, button.confirm)
    return _pressed(button, button.label)


def _pressed(button: Button, label: str) -> Json:
    common = {"title": label, "style": STYLES[button.weight]}
    if button.opens_form:
        # Teams opens a dialog only from a button that was drawn so.
        data = {"msteams": {"type": "task/fetch"}, "verb": button.action, "value": button.value}
        return {"type": "Action.Submit", **common, "associatedInputs": "none", "data": data}
    return {
        "type": "Action.Execute",
        **common,
        "verb": button.action,
        "associatedInputs": "none",
        "data": {"value": button.value},
    }


def _unfolding(button: Button, confirm: Confirm) -> Json:
    return {
        "type": "Action.ShowCard",
        "title": button.label,
        "style": STYLES[button.weight],
        "card": {
            "type": "AdaptiveCard",
            "body": [_text(confirm.title, weight="Bolder"), _text(confirm.text)],
            "actions": [_pressed(button, confirm.yes)],
        },
    }
