"""What a person reads of blocks and views, as Slack's client draws them."""

import re
from dataclasses import dataclass, field

from tests.slack_api.state import Json
from tests.slack_api.views import entered

SUFFIX = re.compile(r"#\d+$")
"""Two buttons of one block may not have one action id: ours differ by a number behind it."""


@dataclass
class Read:
    """Texts in the order they stand, buttons by action, inputs by name."""

    lines: list[str] = field(default_factory=list)
    buttons: dict[str, str] = field(default_factory=dict)
    places: dict[str, tuple[str, str]] = field(default_factory=dict)
    """By action, and by ``action=label``, the action id and the value of the button."""
    inputs: dict[str, tuple[str, ...]] = field(default_factory=dict)
    blocks_of: dict[str, str] = field(default_factory=dict)
    """By input, its block's id."""

    @property
    def text(self) -> str:
        """Everything, line by line."""
        return "\n".join(self.lines)


def name_of(action_id: str) -> str:
    """The action without what tells its button from another of the same."""
    return SUFFIX.sub("", action_id)


def read(blocks: list[Json], state: Json | None = None) -> Read:
    """Read blocks, and what is entered in their inputs."""
    found = Read()
    for block in blocks:
        _read_block(found, block, state or {})
    return found


def _read_block(found: Read, block: Json, state: Json) -> None:
    match block["type"]:
        case "section" | "header":
            found.lines.extend(_shown(one) for one in _texts(block))
        case "context":
            found.lines.extend(_shown(one) for one in block["elements"])
        case "rich_text":
            found.lines.extend(_rich_lines(block))
        case "image":
            found.lines.append(block["alt_text"])
        case "input":
            _read_input(found, block, state)
    elements = block.get("elements", []) if block["type"] == "actions" else []
    for element in [*elements, block.get("accessory")]:
        if element and element["type"] == "button":
            label = _shown(element["text"])
            found.lines.append(label)
            action = name_of(element["action_id"])
            found.buttons[action] = label
            place = (element["action_id"], element.get("value", ""))
            found.places[action] = found.places[f"{action}={label}"] = place
        elif element and element["type"] == "overflow":
            _read_menu(found, element)


def _read_menu(found: Read, menu: Json) -> None:
    """A menu: each of its options acts like a button, of the action that its value begins with."""
    for option in menu["options"]:
        label = _shown(option["text"])
        found.lines.append(label)
        action = option["value"].split(" ")[0]
        found.buttons[action] = label
        place = (menu["action_id"], option["value"])
        found.places[action] = found.places[f"{action}={label}"] = place


def _texts(block: Json) -> list[Json]:
    return [one for one in (block.get("text"), *block.get("fields", [])) if one]


def _read_input(found: Read, block: Json, state: Json) -> None:
    element = block["element"]
    name = name_of(element["action_id"])
    found.lines.append(_shown(block["label"]))
    if "hint" in block:
        found.lines.append(_shown(block["hint"]))
    found.inputs[name] = entered(state[block["block_id"]][element["action_id"]])
    found.blocks_of[name] = block["block_id"]


def _rich_lines(block: Json) -> list[str]:
    lines: list[str] = []
    for element in block["elements"]:
        items = element["elements"] if element["type"] == "rich_text_list" else [element]
        lines.extend("".join(one["text"] for one in item["elements"]) for item in items)
    return lines


def _shown(text: Json) -> str:
    """Plain text as it is; in mrkdwn, markup is markup and no longer what somebody wrote."""
    shown = str(text["text"])
    if text["type"] == "mrkdwn":
        shown = re.sub(r"<[^>]*>|[*_~`]", "", shown)
        shown = shown.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    elif text.get("emoji", False):
        shown = re.sub(r":[a-z0-9_+-]+:", "", shown)
    return shown
