"""Modals and Home: a stack of three, triggers used once and within three seconds, hashes."""

from typing import Any

from tests.slack_api.blocks import LARGEST_VIEW, faults_of_view
from tests.slack_api.methods import Asked, Method, SlackError
from tests.slack_api.state import TRIGGER_LIVES_S, Json, State, Trigger, View

MOST_VIEWS = 3


def views_open(asked: Asked) -> Json:
    """Open a modal as the only one."""
    payload, trigger = _payload(asked, "modal"), _trigger(asked)
    view = _new(asked, trigger.user, payload)
    asked.state.modals[trigger.user] = [view]
    return {"view": view_json(view)}


def views_push(asked: Asked) -> Json:
    """Put a modal on top of the one the trigger came from."""
    payload, trigger = _payload(asked, "modal"), _trigger(asked)
    return {"view": view_json(push(asked, trigger.user, payload))}


def push(asked: Asked, user: str, payload: Json) -> View:
    """Put a modal on top of the others."""
    stack = asked.state.modals.get(user, [])
    if not stack:
        raise SlackError("not_found")
    if len(stack) >= MOST_VIEWS:
        raise SlackError("push_limit_reached")
    view = _new(asked, user, payload, root=stack[0].id, previous=stack[-1].id)
    stack.append(view)
    return view


def views_update(asked: Asked) -> Json:
    """Redraw a view, if it is still as the caller knows it."""
    payload = _payload(asked, str((asked.json("view") or {}).get("type")))
    view = asked.state.find_view(str(asked.args.get("view_id") or ""))
    if view is None or view.team != asked.team.id:
        raise SlackError("not_found")
    given = asked.args.get("hash")
    if given and given != view.hash:
        raise SlackError("hash_conflict")
    redraw(asked.state, view, payload)
    return {"view": view_json(view)}


def views_publish(asked: Asked) -> Json:
    """Draw somebody's Home."""
    user = asked.user(asked.one("user_id", "invalid_arguments"))
    payload = _payload(asked, "home")
    known = asked.state.homes.get(user.id)
    given = asked.args.get("hash")
    if given and (known is None or given != known.hash):
        raise SlackError("hash_conflict")
    if known is None:
        known = asked.state.homes[user.id] = _new(asked, user.id, payload)
    else:
        redraw(asked.state, known, payload)
    return {"view": view_json(known)}


def redraw(state: State, view: View, payload: Json) -> None:
    """Show other blocks. What was entered stays in inputs whose block and action ids stay.

    So does Slack: the new initial value of such an input is not looked at.
    """
    fresh = initial_state(payload)
    for block_id, values in fresh.items():
        for action_id, value in values.items():
            before = view.state.get(block_id, {}).get(action_id)
            if before is not None and before["type"] == value["type"]:
                values[action_id] = before
    view.payload, view.state, view.errors = payload, fresh, {}
    view.hash = state.ts()


def view_json(view: View) -> Json:
    """A view as it stands in payloads."""
    found = {
        "id": view.id,
        "team_id": view.team,
        "type": view.payload["type"],
        "blocks": view.payload["blocks"],
        "private_metadata": view.payload.get("private_metadata", ""),
        "callback_id": view.payload.get("callback_id", ""),
        "state": {"values": view.state},
        "hash": view.hash,
        "clear_on_close": view.payload.get("clear_on_close", False),
        "notify_on_close": view.payload.get("notify_on_close", False),
        "external_id": view.payload.get("external_id", ""),
        "root_view_id": view.root,
        "previous_view_id": view.previous,
        "app_id": "A1",
        "bot_id": "B1",
        "app_installed_team_id": view.team,
    }
    for name in ("title", "submit", "close"):
        found[name] = view.payload.get(name)
    return found


def check_view(payload: Any, kind: str = "modal") -> Json:
    """The view, if Slack would take it. Raises ``SlackError``."""
    if not isinstance(payload, dict):
        raise SlackError("invalid_arguments")
    if faults := faults_of_view(payload, kind=kind):
        raise SlackError("invalid_arguments", response_metadata={"messages": faults})
    if len(str(payload)) > LARGEST_VIEW:
        raise SlackError("view_too_large")
    return payload


def _payload(asked: Asked, kind: str) -> Json:
    return check_view(asked.json("view"), kind)


def _trigger(asked: Asked) -> Trigger:
    trigger = asked.state.triggers.get(asked.one("trigger_id"))
    if trigger is None or trigger.team != asked.team.id:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if asked.state.now() - trigger.at > TRIGGER_LIVES_S:
        raise SlackError("expired_trigger_id")
    trigger.used = True
    return trigger


def _new(
    asked: Asked, user: str, payload: Json, *, root: str = "", previous: str | None = None
) -> View:
    view_id = f"V{next(asked.state.numbers)}"
    hash_ = asked.state.ts()
    state = initial_state(payload)
    return View(view_id, asked.team.id, user, payload, hash_, root or view_id, previous, state)


def initial_state(payload: Json) -> Json:
    """What is entered in a view before anybody touches it."""
    found: Json = {}
    for block in payload["blocks"]:
        elements = [block.get("element"), block.get("accessory"), *block.get("elements", [])]
        for element in elements:
            if isinstance(element, dict) and element.get("action_id"):
                value = value_of(element)
                if value is not None:
                    found.setdefault(block["block_id"], {})[element["action_id"]] = value
    return found


def value_of(element: Json, given: tuple[str, ...] | None = None) -> Json | None:
    """An input's value as payloads carry it; what is there at first unless it is given."""
    kind = element["type"]
    match kind:
        case "plain_text_input":
            value = element.get("initial_value") if given is None else _one(given)
            return {"type": kind, "value": value}
        case "datepicker":
            day = element.get("initial_date") if given is None else _one(given)
            return {"type": kind, "selected_date": day}
        case "timepicker":
            at = element.get("initial_time") if given is None else _one(given)
            return {"type": kind, "selected_time": at}
        case "static_select" | "radio_buttons":
            chosen = element.get("initial_option") if given is None else None
            if given:
                chosen = _option(element, given[0])
            return {"type": kind, "selected_option": chosen}
        case "checkboxes" | "multi_static_select":
            ticked = element.get("initial_options", []) if given is None else None
            if given is not None:
                ticked = [_option(element, value) for value in given if value]
            return {"type": kind, "selected_options": ticked}
        case "multi_users_select":
            picked = element.get("initial_users", []) if given is None else None
            most = element.get("max_selected_items", 100)
            picked = [one for one in given if one][:most] if given is not None else picked
            return {"type": kind, "selected_users": picked}
        case "users_select":
            user = element.get("initial_user") if given is None else _one(given)
            return {"type": kind, "selected_user": user}
        case _:
            return None


def _one(given: tuple[str, ...]) -> str | None:
    return given[0] if given and given[0] else None


def _option(element: Json, value: str) -> Json:
    for option in element["options"]:
        if option["value"] == value:
            found: Json = option
            return found
    text = f"no option {value!r} in {element.get('action_id')}"
    raise LookupError(text)


def entered(value: Json) -> tuple[str, ...]:
    """What is entered in an input, as texts."""
    match value["type"]:
        case "static_select" | "radio_buttons":
            chosen = value["selected_option"]
            return (chosen["value"],) if chosen else ()
        case "checkboxes" | "multi_static_select":
            return tuple(option["value"] for option in value["selected_options"])
        case "multi_users_select":
            return tuple(value["selected_users"])
        case _:
            (only,) = [v for name, v in value.items() if name != "type"]
            return (only,) if only else ()


VIEW_METHODS: dict[str, tuple[str, Method]] = {
    "views.open": ("", views_open),
    "views.push": ("", views_push),
    "views.update": ("", views_update),
    "views.publish": ("", views_publish),
}
"""Views need no scope."""
