"""What a person reads of an Adaptive Card, as Teams draws it: Markdown is drawn, not shown."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tests.teams_api.state import Json

OURS = "support"
"""Where in an action's data the app keeps its own, as any app may choose."""
_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_FUNCTION = re.compile(r"\{\{(?:DATE|TIME)\([^)]*\)\}\}")
"""What Adaptive Cards put a date in place of before anything else is looked at."""


@dataclass(frozen=True)
class Pressable:
    """A button as it was drawn, and the inputs of the card it stands on."""

    action: Json
    label: str

    @property
    def opens_dialog(self) -> bool:
        """Whether a press of it asks for a dialog."""
        return _data(self.action, "msteams").get("type") == "task/fetch"


@dataclass
class Read:
    """Texts in the order they stand, buttons by verb, inputs by id."""

    lines: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    places: dict[str, Pressable] = field(default_factory=dict)
    inputs: dict[str, Json] = field(default_factory=dict)
    by_id: dict[str, str] = field(default_factory=dict)
    """Texts that have an id, by it."""
    closing: Json | None = None
    """The action that sends a dialog."""

    @property
    def text(self) -> str:
        """Everything, line by line."""
        return "\n".join(self.lines)


def read(card: Json) -> Read:
    """Read a card, and those which its actions show."""
    found = Read()
    _read_card(found, card)
    return found


def verb_of(action: Json) -> str:
    """What an action is called: by its verb, or by the ``action`` of the app's own data."""
    return str(action.get("verb") or _data(action, OURS).get("action", ""))


def entered(element: Json, value: str) -> tuple[str, ...]:
    """What stands in an input, as one or several values."""
    if element.get("isMultiSelect"):
        return tuple(one for one in value.split(",") if one)
    return (value,) if value else ()


def shown(text: str) -> str:
    """What a ``TextBlock`` shows of its text."""
    return "\n".join(_blocks(_MARKDOWN.parse(_FUNCTION.sub("a date", text)))).strip("\n")


def _data(action: Json, key: str) -> Json:
    data = action.get("data")
    own = data.get(key) if isinstance(data, dict) else None
    return own if isinstance(own, dict) else {}


def _read_card(found: Read, card: Json) -> None:
    for item in card.get("body", []):
        _read_item(found, item)
    for action in card.get("actions", []):
        _read_action(found, action)


def _read_item(found: Read, item: Json) -> None:
    if item.get("isVisible") is False:
        return
    before = len(found.lines)
    found.lines += _lines(item)
    if item["type"].startswith("Input."):
        found.inputs[item["id"]] = item
    inner = [*item.get("items", []), *(i for c in item.get("columns", []) for i in c["items"])]
    for one in inner:
        _read_item(found, one)
    for action in item.get("actions", []):
        _read_action(found, action)
    if "id" in item:
        found.by_id[item["id"]] = "\n".join(found.lines[before:])


def _lines(item: Json) -> list[str]:
    """The texts of an element itself."""
    match item["type"]:
        case "TextBlock":
            return [shown(item["text"])]
        case "RichTextBlock":
            return ["".join(_run(run) for run in item["inlines"])]
        case "FactSet":
            return [f"{shown(f['title'])} {shown(f['value'])}" for f in item["facts"]]
        case "Image":
            return [item["altText"]]
        case str(kind) if kind.startswith("Input."):
            return [item["label"], *_titles(item)]
        case _:
            return []


def _titles(item: Json) -> Iterator[str]:
    """A label and a folded list show their words as they are; ticks and radio buttons do not."""
    if "title" in item:
        yield shown(item["title"])
    unfolded = item.get("isMultiSelect") or item.get("style") == "expanded"
    for choice in item.get("choices", []):
        yield shown(choice["title"]) if unfolded else choice["title"]


def _run(run: Json | str) -> str:
    return run if isinstance(run, str) else str(run["text"])


def _read_action(found: Read, action: Json) -> None:
    label = str(action["title"])
    found.lines.append(label)
    if action["type"] == "Action.ShowCard":
        _read_card(found, action["card"])
        return
    verb = verb_of(action)
    if verb:
        found.buttons[verb] = label
        found.places[verb] = found.places[f"{verb}={label}"] = Pressable(action, label)
    elif action["type"] == "Action.Submit":
        found.closing = action


def _blocks(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type == "inline":
            yield "".join(_inline(token.children or []))
        elif token.type in ("fence", "code_block"):
            yield token.content.rstrip("\n")


def _inline(tokens: list[Token]) -> Iterator[str]:
    for token in tokens:
        if token.type in ("text", "text_special", "code_inline"):
            yield token.content
        elif token.type == "hardbreak":
            yield "\n"
        elif token.type == "softbreak":
            yield " "
        elif token.type == "image":
            yield token.content
