"""What Teams cannot show of an Adaptive Card 1.5, or what its client would do wrongly with it.

``faults_of_card`` lists what is wrong, each with a JSON pointer; an empty list means that it is
shown as it was meant. Stricter than Teams, which drops in silence what it does not know.
https://adaptivecards.io/explorer/ and
https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
"""

import json
import re
from collections.abc import Callable, Iterable
from typing import Any, Literal

Json = dict[str, Any]
Kind = Literal["message", "dialog"]
MOST_ACTIONS = 6
MOST_REFRESHED = 60
LARGEST_CARD = 28 * 1024
VERSIONS = ("1.0", "1.1", "1.2", "1.3", "1.4", "1.5")
SCHEMA = "http://adaptivecards.io/schemas/adaptive-card.json"
PEOPLE = "graph.microsoft.com/users"
FROM_MESSAGES = ("task/fetch", "imBack", "messageBack", "signin", "invoke")
"""What ``Action.Submit`` may be in a message; without one, what was typed is posted for all."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_CARD = {
    "$schema",
    "type",
    "version",
    "body",
    "actions",
    "refresh",
    "fallbackText",
    "speak",
    "lang",
    "rtl",
    "msteams",
    "minHeight",
    "verticalContentAlignment",
}
_ANY = {"type", "id", "spacing", "separator", "height", "isVisible", "fallback", "requires"}
_INPUT = _ANY | {"label", "isRequired", "errorMessage", "value"}
_BOX = {"style", "bleed", "minHeight", "verticalContentAlignment", "rtl", "selectAction"}
_TEXT = {"text", "color", "size", "weight", "isSubtle", "fontType"}
_ELEMENTS: dict[str, set[str]] = {
    "TextBlock": _ANY | _TEXT | {"wrap", "maxLines", "horizontalAlignment", "style"},
    "RichTextBlock": _ANY | {"inlines", "horizontalAlignment"},
    "Container": _ANY | _BOX | {"items"},
    "ColumnSet": _ANY | {"columns", "style", "bleed", "minHeight", "horizontalAlignment"},
    "FactSet": _ANY | {"facts"},
    "ActionSet": _ANY | {"actions"},
    "Image": _ANY | {"url", "altText", "size", "style", "width", "horizontalAlignment"},
    "Input.Text": _INPUT | {"placeholder", "maxLength", "isMultiline", "regex", "style"},
    "Input.Number": _INPUT | {"placeholder", "min", "max"},
    "Input.Date": _INPUT | {"placeholder", "min", "max"},
    "Input.Time": _INPUT | {"placeholder", "min", "max"},
    "Input.Toggle": (_INPUT - {"value"}) | {"title", "value", "valueOn", "valueOff", "wrap"},
    "Input.ChoiceSet": _INPUT
    | {"choices", "choices.data", "isMultiSelect", "style", "placeholder", "wrap"},
}
_COLUMN = _ANY | _BOX | {"items", "width"}
_RUN = {"type", *_TEXT, "italic", "strikethrough", "underline", "highlight"}
_ACTION = {"type", "id", "title", "style", "tooltip", "isEnabled", "mode", "iconUrl", "fallback"}
_ACTIONS: dict[str, set[str]] = {
    "Action.Execute": _ACTION | {"verb", "data", "associatedInputs"},
    "Action.Submit": _ACTION | {"data", "associatedInputs"},
    "Action.OpenUrl": _ACTION | {"url"},
    "Action.ShowCard": _ACTION | {"card"},
    "Action.ToggleVisibility": _ACTION | {"targetElements"},
}
_LOOKS = {"style": ("default", "positive", "destructive"), "mode": ("primary", "secondary")}


def faults_of_card(card: Any, kind: Kind = "message") -> list[str]:
    """What is wrong with a card in a message, or in a dialog."""
    checker = _Checker(kind)
    checker.card(card, "")
    if isinstance(card, dict) and _size(card) > LARGEST_CARD:
        checker.wrong("more than 28 KB", "")
    return checker.faults


def _size(card: Json) -> int:
    """In bytes, as it comes and as Teams keeps it: the larger."""
    text = json.dumps(card, ensure_ascii=False)
    return max(len(text.encode(code, "replace")) for code in ("utf-8", "utf-16-le"))


class _Checker:
    """Collects faults on the way through one card."""

    def __init__(self, kind: Kind) -> None:
        self.faults: list[str] = []
        self._kind = kind
        self._ids: set[str] = set()
        self._outer = True

    def wrong(self, what: str, at: str) -> None:
        """Note a fault."""
        self.faults.append(f"{at or '/'}: {what}")

    def card(self, card: Any, at: str) -> None:
        """A whole card, or the one that an action shows."""
        if not isinstance(card, dict) or card.get("type") != "AdaptiveCard":
            self.wrong("not an AdaptiveCard", at)
            return
        self._only(card, _CARD, at)
        if self._outer:
            self._outer = False
            if card.get("version") not in VERSIONS:
                self.wrong(f"version {card.get('version')} is not shown", at)
            if "refresh" in card:
                self._refresh(card["refresh"], f"{at}/refresh")
        if card.get("$schema", SCHEMA) not in (SCHEMA, SCHEMA.replace("http:", "https:")):
            self.wrong("another schema", f"{at}/$schema")
        if not card.get("body") and not card.get("actions"):
            self.wrong("nothing to show", at)
        self._items(card.get("body", []), f"{at}/body")
        self._actions(card.get("actions", []), f"{at}/actions")

    def _refresh(self, refresh: Json, at: str) -> None:
        self._only(refresh, {"action", "userIds"}, at)
        action = refresh.get("action", {})
        if action.get("type") != "Action.Execute":
            self.wrong("only Action.Execute refreshes", f"{at}/action")
        else:
            self._action({"title": "Refresh", **action}, f"{at}/action")
        users = refresh.get("userIds", [])
        if len(users) > MOST_REFRESHED or len(set(users)) < len(users):
            self.wrong(f"more than {MOST_REFRESHED} people, or one twice", f"{at}/userIds")

    def _items(self, items: Any, at: str) -> None:
        if not isinstance(items, list):
            self.wrong("not a list", at)
            return
        for number, item in enumerate(items):
            self._item(item, f"{at}/{number}")

    def _item(self, item: Any, at: str) -> None:
        kind = item.get("type") if isinstance(item, dict) else None
        if kind not in _ELEMENTS:
            self.wrong(f"unknown element {kind}", at)
            return
        self._only(item, _ELEMENTS[kind], at)
        if "id" in item:
            self._id(item["id"], at)
        if kind.startswith("Input."):
            self._input(item, at)
        checks: dict[str, Callable[[Json, str], None]] = {
            "TextBlock": self._text_block,
            "RichTextBlock": self._rich,
            "Container": lambda one, where: self._filled(one, "items", where),
            "ColumnSet": self._columns,
            "FactSet": self._facts,
            "ActionSet": lambda one, where: self._actions(one.get("actions"), f"{where}/actions"),
            "Image": lambda one, where: self._string(one.get("altText"), f"{where}/altText"),
        }
        if check := checks.get(kind):
            check(item, at)

    def _text_block(self, item: Json, at: str) -> None:
        self._string(item.get("text"), f"{at}/text")
        if not item.get("wrap", False) and "maxLines" not in item:
            self.wrong("a text that is cut at the end of its first line", at)

    def _rich(self, item: Json, at: str) -> None:
        if not item.get("inlines"):
            self.wrong("no text in it", at)
        for number, run in enumerate(item.get("inlines", [])):
            where = f"{at}/inlines/{number}"
            if isinstance(run, dict):
                self._only(run, _RUN, where)
                if run.get("type") != "TextRun":
                    self.wrong("not a TextRun", where)
            text = run.get("text") if isinstance(run, dict) else run
            if not isinstance(text, str) or not text:
                self.wrong("an empty text", where)

    def _filled(self, item: Json, name: str, at: str) -> None:
        if not item.get(name):
            self.wrong("nothing in it", at)
        self._items(item.get(name, []), f"{at}/{name}")

    def _columns(self, item: Json, at: str) -> None:
        for number, column in enumerate(item.get("columns", [])):
            self._only(column, _COLUMN, f"{at}/columns/{number}")
            self._filled(column, "items", f"{at}/columns/{number}")

    def _facts(self, item: Json, at: str) -> None:
        if not item.get("facts"):
            self.wrong("nothing in it", at)
        for number, fact in enumerate(item.get("facts", [])):
            self._only(fact, {"title", "value"}, f"{at}/facts/{number}")
            self._string(fact.get("value"), f"{at}/facts/{number}/value")

    def _input(self, item: Json, at: str) -> None:
        if not item.get("id"):
            self.wrong("an input without a name", at)
        self._string(item.get("label"), f"{at}/label")
        if item.get("isRequired"):
            self._string(item.get("errorMessage"), f"{at}/errorMessage")
        value = item.get("value")
        if item["type"] == "Input.Date" and value and not _DATE.fullmatch(value):
            self.wrong("not YYYY-MM-DD", f"{at}/value")
        if item["type"] == "Input.Time" and value and not _TIME.fullmatch(value):
            self.wrong("not HH:MM", f"{at}/value")
        if item["type"] == "Input.ChoiceSet":
            self._choices(item, at)
        if item["type"] == "Input.Toggle":
            self._string(item.get("title"), f"{at}/title")

    def _choices(self, item: Json, at: str) -> None:
        choices, data = item.get("choices", []), item.get("choices.data")
        if data is not None and data != {"type": "Data.Query", "dataset": data.get("dataset")}:
            self.wrong("not a Data.Query", f"{at}/choices.data")
        if not choices and not data:
            self.wrong("nothing to choose from", at)
        values = [one.get("value") for one in choices]
        if len(set(values)) < len(values):
            self.wrong("two choices have the same value", f"{at}/choices")
        for number, one in enumerate(choices):
            self._only(one, {"title", "value"}, f"{at}/choices/{number}")
            self._string(one.get("title"), f"{at}/choices/{number}/title")
            self._string(one.get("value"), f"{at}/choices/{number}/value")
            if item.get("isMultiSelect") and "," in str(one.get("value")):
                self.wrong("a comma would make two of it", f"{at}/choices/{number}/value")
        chosen = [one for one in str(item.get("value", "")).split(",") if one]
        if not data and not set(chosen) <= set(values):
            self.wrong("what is chosen is no choice", f"{at}/value")

    def _actions(self, actions: Any, at: str) -> None:
        if not isinstance(actions, list) or len(actions) > MOST_ACTIONS:
            self.wrong(f"more than {MOST_ACTIONS} actions", at)
            return
        for number, action in enumerate(actions):
            self._action(action, f"{at}/{number}")

    def _action(self, action: Any, at: str) -> None:
        kind = action.get("type") if isinstance(action, dict) else None
        if kind not in _ACTIONS:
            self.wrong(f"unknown action {kind}", at)
            return
        self._only(action, _ACTIONS[kind], at)
        self._string(action.get("title"), f"{at}/title")
        self._looks(action, at)
        if "id" in action:
            self._id(action["id"], at)
        match kind:
            case "Action.Execute":
                self._string(action.get("verb"), f"{at}/verb")
                if self._kind == "dialog":
                    self.wrong("Action.Execute does nothing in a dialog", at)
            case "Action.Submit":
                self._submit(action, at)
            case "Action.ShowCard":
                self.card(action.get("card"), f"{at}/card")
            case "Action.OpenUrl":
                if not str(action.get("url", "")).startswith(("https://", "tel:", "mailto:")):
                    self.wrong("not an address Teams opens", f"{at}/url")

    def _looks(self, action: Json, at: str) -> None:
        for name, known in _LOOKS.items():
            if action.get(name, known[0]) not in known:
                self.wrong(f"no such {name}: {action[name]}", f"{at}/{name}")

    def _submit(self, action: Json, at: str) -> None:
        data = action.get("data")
        own = data.get("msteams", {}).get("type") if isinstance(data, dict) else None
        if self._kind == "message" and own not in FROM_MESSAGES:
            self.wrong("Action.Submit in a message posts what was typed", at)

    def _id(self, given: Any, at: str) -> None:
        if not isinstance(given, str) or not given:
            self.wrong("an empty id", f"{at}/id")
        elif given in self._ids:
            self.wrong(f"the id {given!r} is there twice", f"{at}/id")
        else:
            self._ids.add(given)

    def _string(self, given: Any, at: str) -> None:
        if not isinstance(given, str) or not given.strip():
            self.wrong("an empty text", at)

    def _only(self, given: Json, known: Iterable[str], at: str) -> None:
        for name in sorted(set(given) - set(known)):
            self.wrong(f"unknown property {name}", at)
