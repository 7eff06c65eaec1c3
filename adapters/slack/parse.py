"""Parses what Slack delivers into plain data for the bot, with its origin.

Shapes: https://docs.slack.dev/reference/interaction-payloads/ and
https://docs.slack.dev/interactivity/implementing-slash-commands/.
"""

import json
import re
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from adapters.slack.address import HOME, account_of, address_of, message_of
from adapters.slack.render import OFFER, PICTURE, pressed_option
from bot.core.commands import OPEN_HOME, SUPPORT
from bot.core.conversation import Command, Delivery, Press, Submission
from bot.core.people import Account

Json = dict[str, Any]

MENTION = re.compile(r"<@([A-Z0-9]+)(?:\|[^<>]*)?>")
LINK = re.compile(r"<([^@<>|]+)(?:\|([^<>]*))?>")
CURLY = str.maketrans({"“": '"', "”": '"', "‘": "'", "’": "'", "–": "-", "—": "-"})
"""Quotes and dashes that phones insert while a person types."""
LAST_MOMENT = 2**33
"""The largest accepted time, in seconds since 1970."""
LONGEST_VALUE = 2000
AGAIN = "slack.again"
"""The action of a button that repeats a command whose form could not be opened."""
SHORTCUTS = {
    "support_for_me": (),
    "support_from_message": (),
    "support_for_colleague": ("colleague",),
}
"""By callback id of a shortcut, the words of the ``support`` command it stands for."""


class Unreadable(ValueError):
    """The body is not one that Slack sends; the text says what is wrong, without any value."""


class Surface(StrEnum):
    """Where a person acted."""

    COMMAND = "command"
    SHORTCUT = "shortcut"
    MESSAGE = "message"
    EPHEMERAL = "ephemeral"
    HOME = "home"
    MODAL = "modal"


@dataclass(frozen=True)
class Origin:
    """Where an answer goes. It is only kept in memory, because a response URL is a secret."""

    surface: Surface
    account: Account
    channel: str = ""
    trigger: str = ""
    response_url: str = ""
    view: str = ""
    locale: str = ""
    """The reader's language, for the frame around the answer."""
    opened: str = ""
    """The hash of the home tab that its person opened; empty for the first time."""
    offered: bool = False
    """Whether the pressed button offered a form that had not opened."""
    timestamp: str = ""
    """Of the pressed message."""
    pictures: tuple[str, ...] = ()
    """The references of the pictures that the pressed message shows."""


@dataclass(frozen=True)
class Removal:
    """The app was removed from a workspace, or from a whole organisation."""

    enterprise: str
    team: str
    """Empty if the app was installed for the whole organisation."""
    at: datetime | None


@dataclass(frozen=True)
class Leaver:
    """Somebody's account was closed."""

    account: Account


def leaver(body: Json) -> Leaver | None:
    """Who was deactivated; ``None`` for any other change, and for people of other companies."""
    user = body["event"]["user"]
    enterprise, team = team_of(body)
    own = user.get("team_id") in {team, enterprise, None} and not user.get("is_stranger")
    if not user.get("deleted") or user.get("is_bot") or not own:
        return None
    return Leaver(account_of(tenant_of(body), _text(user, "id")))


def team_of(body: Json) -> tuple[str, str]:
    """The organisation (or an empty string) and workspace of a delivery."""
    team = body.get("team")
    enterprise = body.get("enterprise")
    found = team.get("id") if isinstance(team, dict) else body.get("team_id")
    if not found and isinstance(body.get("user"), dict):
        found = body["user"].get("team_id")
    org = enterprise.get("id") if isinstance(enterprise, dict) else body.get("enterprise_id")
    return str(org or ""), str(found or "")


def removal(body: Json) -> Removal | None:
    """A removal of the app; ``None`` if only people's tokens were revoked."""
    tokens = (body.get("event") or {}).get("tokens")
    if tokens is not None and not tokens.get("bot"):
        return None
    authorizations = body.get("authorizations") or [{}]
    is_org_wide = bool(authorizations[0].get("is_enterprise_install"))
    at, moment = body.get("event_time"), None
    if isinstance(at, int) and 0 < at < LAST_MOMENT:
        # The end of the second that Slack names.
        moment = datetime.fromtimestamp(at + 1, UTC)
    enterprise, team = team_of(body)
    return Removal(enterprise, "" if is_org_wide else team, moment)


def tenant_of(body: Json) -> str:
    """The tenant of user ids: the organisation if there is one, else the workspace."""
    enterprise, team = team_of(body)
    tenant = enterprise or team
    if not tenant:
        raise Unreadable("no workspace is named")
    return tenant


def command(body: Json, names: dict[str, str]) -> tuple[Command, Origin]:
    """A slash command; ``names`` maps the typed text to ``support`` or ``support-admin``."""
    tenant, user, channel = tenant_of(body), _text(body, "user_id"), _text(body, "channel_id")
    account = account_of(tenant, user)
    words, mentioned = _words(str(body.get("text", "")))
    trigger = _text(body, "trigger_id")
    came = Delivery("command", f"{tenant}:{channel}", trigger)
    name = names.get(_text(body, "command").casefold())
    if name is None:
        raise Unreadable("a command we do not have")
    origin = Origin(Surface.COMMAND, account, channel, trigger, str(body.get("response_url", "")))
    return Command(came, account, name, words, mentioned), origin


def shortcut(body: Json) -> tuple[Command, Origin]:
    """A global shortcut, or one on a message; the message itself is never read."""
    tenant, user = tenant_of(body), _user(body)
    account = account_of(tenant, user)
    words = SHORTCUTS.get(_text(body, "callback_id"))
    if words is None:
        raise Unreadable("a shortcut we do not have")
    trigger = _text(body, "trigger_id")
    came = Delivery("shortcut", address_of(tenant, user).value, trigger)
    # Only a shortcut on a message has a response URL.
    channel = str((body.get("channel") or {}).get("id", ""))
    url = str(body.get("response_url", ""))
    origin = Origin(Surface.SHORTCUT, account, channel, trigger, url)
    return Command(came, account, SUPPORT, words), origin


def home_opened(body: Json) -> tuple[Command, Origin] | None:
    """A person opened their home tab; ``None`` for the app's other tabs."""
    event = body.get("event")
    if not isinstance(event, dict) or event.get("tab") != "home":
        return None
    tenant, user = tenant_of(body), _text(event, "user")
    account = account_of(tenant, user)
    came = Delivery("event", address_of(tenant, user).value, _text(body, "event_id"))
    view = event.get("view")
    found = view.get("hash") if isinstance(view, dict) else ""
    opened = found if isinstance(found, str) else ""
    return Command(came, account, OPEN_HOME, ()), Origin(Surface.HOME, account, opened=opened)


def press(body: Json) -> tuple[Press | Command, Origin]:
    """A pressed button, on any surface; a button of the app's own may repeat a command."""
    tenant, user = tenant_of(body), _user(body)
    account = account_of(tenant, user)
    actions = body.get("actions")
    if not isinstance(actions, list) or not actions or not isinstance(actions[0], dict):
        raise Unreadable("no action")
    action, trigger = actions[0], _text(body, "trigger_id")
    name, value = _pressed(action)
    surface, conversation, message, origin = _pressed_on(body, account, trigger)
    origin = replace(origin, offered=action.get("block_id") == OFFER)
    # Two presses on one message differ in their action time; repeats of one press share it.
    came = Delivery("press", conversation, f"{trigger} {action.get('action_ts', '')}")
    if name == AGAIN:
        return _again(value, came, account), origin
    later = surface is Surface.MESSAGE
    return Press(came, account, name, value, message, redrawn_later=later), origin


def _pressed(action: Json) -> tuple[str, str]:
    """The action and the value of a button, which may have been chosen in a menu."""
    if action.get("type") == "overflow":
        option = action.get("selected_option")
        if not isinstance(option, dict):
            raise Unreadable("nothing was chosen in a menu")
        return pressed_option(_text(option, "value"))
    if action.get("type") != "button":
        raise Unreadable("not a button")
    return _text(action, "action_id").partition("#")[0], str(action.get("value", ""))


def _again(value: str, came: Delivery, account: Account) -> Command:
    try:
        name, words, mentioned = json.loads(value)
        return Command(came, account, str(name), tuple(words), tuple(mentioned))
    except (ValueError, TypeError) as fault:
        raise Unreadable("a button that is not ours") from fault


def again_value(typed: Command) -> str:
    """The value of a button that repeats a typed command.

    If it exceeds Slack's limit, only the command and its first word are kept.
    """
    value = json.dumps([typed.name, typed.words, typed.mentioned])
    return value if len(value) <= LONGEST_VALUE else json.dumps([typed.name, typed.words[:1], []])


def _pressed_on(body: Json, account: Account, trigger: str) -> tuple[Surface, str, str, Origin]:
    container = body.get("container")
    container = container if isinstance(container, dict) else {}
    private = address_of(account.tenant, account.user).value
    view = body.get("view")
    if isinstance(view, dict):
        is_home = view.get("type") == HOME
        surface = Surface.HOME if is_home else Surface.MODAL
        origin = Origin(surface, account, trigger=trigger, view=_text(view, "id"))
        return surface, private, HOME if is_home else "", origin
    channel = str(container.get("channel_id") or (body.get("channel") or {}).get("id", ""))
    timestamp = str(container.get("message_ts", ""))
    if not channel or not timestamp:
        raise Unreadable("neither a message nor a view")
    surface = Surface.EPHEMERAL if container.get("is_ephemeral") else Surface.MESSAGE
    # The address of a private conversation is the person's id, not Slack's channel id.
    conversation = private if channel.startswith("D") else f"{account.tenant}:{channel}"
    url, pictures = str(body.get("response_url", "")), _pictures_in(body)
    origin = Origin(surface, account, channel, trigger, url, timestamp=timestamp, pictures=pictures)
    return surface, conversation, message_of(channel, timestamp), origin


def _pictures_in(body: Json) -> tuple[str, ...]:
    """The pictures of the pressed message, by what the ids of their blocks say."""
    message = body.get("message")
    blocks = message.get("blocks") if isinstance(message, dict) else None
    ids = [str(one.get("block_id", "")) for one in blocks or () if isinstance(one, dict)]
    return tuple(one.removeprefix(PICTURE) for one in ids if one.startswith(PICTURE))


def submission(body: Json) -> tuple[Submission, Origin]:
    """A sent form."""
    tenant, user = tenant_of(body), _user(body)
    account, view = account_of(tenant, user), body.get("view")
    if not isinstance(view, dict):
        raise Unreadable("no view")
    try:
        subject, nonce = json.loads(_text(view, "private_metadata"))
    except (ValueError, TypeError) as fault:
        raise Unreadable("a view that is not ours") from fault
    if not isinstance(subject, str) or not isinstance(nonce, str):
        raise Unreadable("a view that is not ours")
    came = Delivery("form", address_of(tenant, user).value, nonce)
    trigger = str(body.get("trigger_id", ""))
    origin = Origin(Surface.MODAL, account, trigger=trigger, view=_text(view, "id"))
    form = _text(view, "callback_id")
    return Submission(came, account, form, subject, _values(view)), origin


def _values(view: Json) -> dict[str, tuple[str, ...]]:
    values: dict[str, tuple[str, ...]] = {}
    state = view.get("state")
    blocks = state.get("values", {}) if isinstance(state, dict) else {}
    for name, entered in blocks.items():
        for element in entered.values():
            values[name] = tuple(one for one in _entered(element) if one)
    return values


def _entered(element: Json) -> list[str]:
    """The values of one input of any kind."""
    if isinstance(option := element.get("selected_option"), dict):
        return [str(option.get("value", ""))]
    if isinstance(options := element.get("selected_options"), list):
        return [str(each.get("value", "")) for each in options]
    if isinstance(users := element.get("selected_users"), list):
        return [str(each) for each in users]
    for name in ("selected_date", "selected_time", "value"):
        if isinstance(value := element.get(name), str):
            return [value]
    return []


def _words(text: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The words in lower case, with ``@`` for each mention; and the mentioned ids."""
    mentioned = tuple(MENTION.findall(text))
    plain = LINK.sub(lambda found: found[2] or found[1], MENTION.sub("@", text))
    for escaped, sign in (("&lt;", "<"), ("&gt;", ">"), ("&amp;", "&")):
        plain = plain.replace(escaped, sign)
    return tuple(plain.translate(CURLY).casefold().split()), mentioned


def _user(body: Json) -> str:
    user = body.get("user")
    if not isinstance(user, dict):
        raise Unreadable("user is missing")
    return _text(user, "id")


def _text(given: Json, name: str) -> str:
    value = given.get(name)
    if not isinstance(value, str) or not value:
        raise Unreadable(f"{name} is missing")
    return value
