"""What Slack refuses in blocks and views, told the way Slack tells it.

``faults_of_message`` and ``faults_of_view`` list what is wrong, each with a JSON pointer; an
empty list means that Slack would take it. The limits are those of Slack's Block Kit reference.
It also refuses what ``slack_sdk`` lets through: two equal action ids in a block, two equal block
ids, empty texts, and properties nobody knows.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

Json = dict[str, Any]
MOST_IN_MESSAGE = 50
MOST_IN_VIEW = 100
LARGEST_VIEW = 250_000
LONGEST_METADATA = 3000
LONGEST_ID = 255
LONGEST_TITLE = 24

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_TIME = re.compile(r"([01]\d|2[0-3]):[0-5]\d")

_SELECTS = (
    "static_select",
    "multi_static_select",
    "users_select",
    "multi_users_select",
    "conversations_select",
    "channels_select",
)
_PICKERS = (*_SELECTS, "datepicker", "timepicker", "radio_buttons", "checkboxes")
IN_ACTIONS = ("button", "overflow", *_PICKERS)
IN_INPUT = ("plain_text_input", "number_input", "email_text_input", *_PICKERS)
_ELEMENT = {"type", "action_id", "focus_on_load"}
_PROPERTIES: dict[str, set[str]] = {
    "button": {"text", "value", "style", "url", "confirm", "accessibility_label"},
    "overflow": {"options", "confirm"},
    "static_select": {"placeholder", "options", "option_groups", "initial_option", "confirm"},
    "multi_static_select": {
        "placeholder",
        "options",
        "option_groups",
        "initial_options",
        "confirm",
        "max_selected_items",
    },
    "users_select": {"placeholder", "initial_user", "confirm"},
    "multi_users_select": {"placeholder", "initial_users", "confirm", "max_selected_items"},
    "conversations_select": {"placeholder", "initial_conversation", "filter", "confirm"},
    "channels_select": {"placeholder", "initial_channel", "confirm"},
    "datepicker": {"placeholder", "initial_date", "confirm"},
    "timepicker": {"placeholder", "initial_time", "confirm", "timezone"},
    "radio_buttons": {"options", "initial_option", "confirm"},
    "checkboxes": {"options", "initial_options", "confirm"},
    "plain_text_input": {
        "placeholder",
        "initial_value",
        "multiline",
        "min_length",
        "max_length",
        "dispatch_action_config",
    },
    "number_input": {"placeholder", "is_decimal_allowed", "initial_value", "min_value"},
    "email_text_input": {"placeholder", "initial_value"},
}
_BLOCKS: dict[str, set[str]] = {
    "section": {"text", "fields", "accessory", "expand"},
    "context": {"elements"},
    "header": {"text"},
    "divider": set(),
    "actions": {"elements"},
    "input": {"label", "element", "hint", "optional", "dispatch_action"},
    "rich_text": {"elements"},
    "image": {"alt_text", "title", "image_url", "slack_file"},
}
_MODAL = {
    "type",
    "title",
    "blocks",
    "submit",
    "close",
    "private_metadata",
    "callback_id",
    "clear_on_close",
    "notify_on_close",
    "external_id",
    "submit_disabled",
}
_HOME = {"type", "blocks", "private_metadata", "callback_id", "external_id"}


class Checker:
    """Collects faults on the way through one surface."""

    def __init__(self) -> None:
        """Start without a fault."""
        self.faults: list[str] = []

    def wrong(self, what: str, at: str) -> None:
        """Note a fault as Slack words it."""
        self.faults.append(f"[ERROR] {what} [json-pointer:{at}]")

    def only(self, given: Json, known: Iterable[str], at: str) -> None:
        """Refuse properties Slack does not know there."""
        for name in set(given) - set(known):
            self.wrong(f"no more than allowed: unexpected property {name}", at)

    def text(self, given: Any, longest: int, at: str, *, plain: bool = True) -> None:
        """A text object."""
        if not isinstance(given, dict) or given.get("type") not in ("plain_text", "mrkdwn"):
            self.wrong("must provide an object of type text", at)
            return
        if plain and given["type"] != "plain_text":
            self.wrong("must be of type plain_text", at)
        allowed = (
            {"type", "text", "emoji"}
            if given["type"] == "plain_text"
            else {
                "type",
                "text",
                "verbatim",
            }
        )
        self.only(given, allowed, at)
        self.string(given.get("text"), longest, f"{at}/text")

    def string(self, given: Any, longest: int, at: str) -> None:
        """A text of at least one character that is seen."""
        if not isinstance(given, str) or not given.strip():
            self.wrong("must be more than 0 characters", at)
        elif len(given) > longest:
            self.wrong(f"must be less than {longest + 1} characters", at)

    def blocks(self, given: Any, most: int) -> None:
        """All blocks of a surface."""
        if not isinstance(given, list):
            self.wrong("must be a list", "/blocks")
            return
        if not 0 < len(given) <= most:
            self.wrong(f"must have 1 to {most} items", "/blocks")
        ids = [block.get("block_id") for block in given if block.get("block_id")]
        for twice in {one for one in ids if ids.count(one) > 1}:
            self.wrong(f"`block_id` {twice!r} already exists", "/blocks")
        for number, block in enumerate(given):
            self.block(block, f"/blocks/{number}")

    def block(self, block: Json, at: str) -> None:
        """One block."""
        kind = block.get("type")
        if kind not in _BLOCKS:
            self.wrong(f"unsupported type: {kind}", f"{at}/type")
            return
        self.only(block, {"type", "block_id", *_BLOCKS[kind]}, at)
        if "block_id" in block:
            self.string(block["block_id"], LONGEST_ID, f"{at}/block_id")
        checks: dict[str, Callable[[Json, str], None]] = {
            "section": self._section,
            "context": self._context,
            "header": lambda b, a: self.text(b.get("text"), 150, f"{a}/text"),
            "divider": lambda b, a: None,
            "actions": self._actions,
            "input": self._input,
            "rich_text": self._rich_text,
            "image": self._image,
        }
        checks[kind](block, at)

    def _section(self, block: Json, at: str) -> None:
        if "text" not in block and "fields" not in block:
            self.wrong("missing required field: text or fields", at)
        if "text" in block:
            self.text(block["text"], 3000, f"{at}/text", plain=False)
        fields = block.get("fields", [])
        if len(fields) > 10:
            self.wrong("no more than 10 items allowed", f"{at}/fields")
        for number, one in enumerate(fields):
            self.text(one, 2000, f"{at}/fields/{number}", plain=False)
        if "accessory" in block:
            self.element(block["accessory"], IN_ACTIONS, f"{at}/accessory")

    def _image(self, block: Json, at: str) -> None:
        self.string(block.get("alt_text"), 2000, f"{at}/alt_text")
        file = block.get("slack_file", {})
        self.only(file, {"id", "url"}, f"{at}/slack_file")
        if ("image_url" in block) == bool(file):
            self.wrong("either image_url or slack_file", at)
        if file and not re.fullmatch(r"F[A-Z0-9]{8,}", str(file.get("id"))):
            self.wrong("input must match regex pattern: ^[F][A-Z0-9]{8,}$", f"{at}/slack_file/id")

    def _context(self, block: Json, at: str) -> None:
        elements = block.get("elements", [])
        if not 0 < len(elements) <= 10:
            self.wrong("must have 1 to 10 items", f"{at}/elements")
        for number, one in enumerate(elements):
            self.text(one, 3000, f"{at}/elements/{number}", plain=False)

    def _actions(self, block: Json, at: str) -> None:
        elements = block.get("elements", [])
        if not 0 < len(elements) <= 25:
            self.wrong("must have 1 to 25 items", f"{at}/elements")
        ids = [one.get("action_id") for one in elements if one.get("action_id")]
        for twice in {one for one in ids if ids.count(one) > 1}:
            self.wrong(f"`action_id` {twice!r} already exists in this block", f"{at}/elements")
        for number, one in enumerate(elements):
            self.element(one, IN_ACTIONS, f"{at}/elements/{number}")

    def _input(self, block: Json, at: str) -> None:
        self.text(block.get("label"), 2000, f"{at}/label")
        if "hint" in block:
            self.text(block["hint"], 2000, f"{at}/hint")
        self.element(block.get("element", {}), IN_INPUT, f"{at}/element")

    def _rich_text(self, block: Json, at: str) -> None:
        if not block.get("elements"):
            self.wrong("must have at least 1 item", f"{at}/elements")
        for number, one in enumerate(block.get("elements", [])):
            self._rich(one, f"{at}/elements/{number}")

    def _rich(self, one: Json, at: str) -> None:
        kind = one.get("type")
        if kind in ("rich_text_section", "rich_text_list", "rich_text_quote"):
            self.only(one, {"type", "elements", "style", "indent", "border"}, at)
            if kind == "rich_text_list" and one.get("style") not in ("bullet", "ordered"):
                self.wrong("must be bullet or ordered", f"{at}/style")
            for number, inner in enumerate(one.get("elements", [])):
                self._rich(inner, f"{at}/elements/{number}")
        elif kind == "link":
            self.only(one, {"type", "url", "text", "style", "unsafe"}, at)
            if not re.match(r"(https?|mailto|tel):.", str(one.get("url"))):
                self.wrong("must be a valid URL", f"{at}/url")
        elif kind == "text":
            self.only(one, {"type", "text", "style"}, at)
            if not isinstance(one.get("text"), str) or not one["text"]:
                self.wrong("must be more than 0 characters", f"{at}/text")
        else:
            self.wrong(f"unsupported type: {kind}", f"{at}/type")

    def element(self, one: Json, allowed: tuple[str, ...], at: str) -> None:
        """An interactive element."""
        kind = one.get("type")
        if kind not in allowed:
            self.wrong(f"unsupported type: {kind}", f"{at}/type")
            return
        self.only(one, _ELEMENT | _PROPERTIES[kind], at)
        if "action_id" in one:
            self.string(one["action_id"], LONGEST_ID, f"{at}/action_id")
        if "placeholder" in one:
            self.text(one["placeholder"], 150, f"{at}/placeholder")
        if "confirm" in one:
            self._confirm(one["confirm"], f"{at}/confirm")
        if kind == "button":
            self._button(one, at)
        elif "options" in _PROPERTIES[kind]:
            self._options(one, at)
        self._initial(one, at)

    def _button(self, one: Json, at: str) -> None:
        self.text(one.get("text"), 75, f"{at}/text")
        if "value" in one:
            self.string(one["value"], 2000, f"{at}/value")
        if "accessibility_label" in one:
            self.string(one["accessibility_label"], 75, f"{at}/accessibility_label")
        if one.get("style", "primary") not in ("primary", "danger"):
            self.wrong("must be primary or danger", f"{at}/style")

    def _confirm(self, one: Json, at: str) -> None:
        self.only(one, {"title", "text", "confirm", "deny", "style"}, at)
        self.text(one.get("title"), 100, f"{at}/title")
        self.text(one.get("text"), 300, f"{at}/text", plain=False)
        self.text(one.get("confirm"), 30, f"{at}/confirm")
        self.text(one.get("deny"), 30, f"{at}/deny")

    def _options(self, one: Json, at: str) -> None:
        options = one.get("options", [])
        most = 10 if one["type"] in ("radio_buttons", "checkboxes") else 100
        if "option_groups" not in one and not 0 < len(options) <= most:
            self.wrong(f"must have 1 to {most} items", f"{at}/options")
        values = [option.get("value") for option in options]
        if len(set(values)) < len(values):
            self.wrong("option values must be unique", f"{at}/options")
        for number, option in enumerate(options):
            where = f"{at}/options/{number}"
            self.only(option, {"text", "value", "description", "url"}, where)
            self.text(option.get("text"), 75, f"{where}/text", plain=False)
            self.string(option.get("value"), 150, f"{where}/value")
            if "description" in option:
                self.text(option["description"], 75, f"{where}/description", plain=False)
        initial = one.get("initial_options", [])
        initial = [*initial, one["initial_option"]] if "initial_option" in one else initial
        if "initial_options" in one and not one["initial_options"]:
            self.wrong("must have at least 1 item", f"{at}/initial_options")
        for chosen in initial:
            if chosen not in options:
                self.wrong("initial option is not one of the options", f"{at}/initial_option")

    def _initial(self, one: Json, at: str) -> None:
        if "initial_date" in one and not _DATE.fullmatch(str(one["initial_date"])):
            self.wrong("must be a date YYYY-MM-DD", f"{at}/initial_date")
        if "initial_time" in one and not _TIME.fullmatch(str(one["initial_time"])):
            self.wrong("must be a time HH:mm", f"{at}/initial_time")
        if one.get("initial_value") is not None and not isinstance(one["initial_value"], str):
            self.wrong("must be a text", f"{at}/initial_value")
        if "initial_users" in one and not isinstance(one["initial_users"], list):
            self.wrong("must be a list", f"{at}/initial_users")
        most = one.get("max_selected_items", 1)
        if not isinstance(most, int) or most < 1:
            self.wrong("must be at least 1", f"{at}/max_selected_items")


def faults_of_message(blocks: Any) -> list[str]:
    """What Slack would refuse in a message's blocks."""
    checker = Checker()
    checker.blocks(blocks, MOST_IN_MESSAGE)
    return checker.faults


def faults_of_view(view: Json, *, kind: str = "modal") -> list[str]:
    """What Slack would refuse in a modal or a Home."""
    checker = Checker()
    if view.get("type") != kind:
        checker.wrong(f"must be a {kind}", "/view/type")
    checker.only(view, _MODAL if kind == "modal" else _HOME, "/view")
    checker.blocks(view.get("blocks"), MOST_IN_VIEW)
    if len(str(view.get("private_metadata", ""))) > LONGEST_METADATA:
        checker.wrong(f"must be less than {LONGEST_METADATA + 1} characters", "/private_metadata")
    for name in ("callback_id", "external_id"):
        if view.get(name):
            checker.string(view[name], LONGEST_ID, f"/view/{name}")
    if kind == "modal":
        checker.text(view.get("title"), LONGEST_TITLE, "/view/title")
        for name in ("submit", "close"):
            if name in view:
                checker.text(view[name], LONGEST_TITLE, f"/view/{name}")
        has_input = any(b.get("type") == "input" for b in view.get("blocks") or ())
        if has_input and "submit" not in view:
            checker.wrong("`submit` is required when an `input` block is within", "/view")
    return checker.faults
