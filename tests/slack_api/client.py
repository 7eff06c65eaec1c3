"""Slack's client: people who type, press and send, as signed HTTP bodies into the real route.

``SlackClient`` builds the bodies from what the stand-in shows, posts them to the app, and does
with the answer what Slack does: shows it, draws a modal again, closes it. What Slack would not
take raises ``AssertionError``, because then a person would see nothing.
"""

import hashlib
import hmac
import json
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from aiohttp import ClientSession

from adapters.clock import SystemClock
from tests.slack_api.blocks import faults_of_message
from tests.slack_api.methods import Asked, SlackError
from tests.slack_api.server import FakeSlack
from tests.slack_api.state import Channel, Json, Message, State, User, View
from tests.slack_api.views import check_view, entered, push, redraw, value_of, view_json

SIGNING_SECRET = "signing-secret"
APP = "A1"
FORM = "application/x-www-form-urlencoded"
OK = 200
REQUIRED = "Please complete this required field."


def signed(secret: str, timestamp: str, body: bytes) -> str:
    """The signature of a body, as Slack makes it."""
    base = f"v0:{timestamp}:".encode() + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


@dataclass
class Sent:
    """A request as it was sent, so that it can come again; and what was answered."""

    body: bytes
    content_type: str
    payload: Json
    status: int = 0
    answer: str = ""
    shown: list[Message] = field(default_factory=list)
    """What the answer itself shows."""


class SlackClient:
    """Everybody's client, and Slack's own deliveries."""

    def __init__(
        self, slack: FakeSlack, url: str, session: ClientSession, secret: str = SIGNING_SECRET
    ) -> None:
        """Deliver to ``url``, the app's ``/slack/events``."""
        self.slack = slack
        self.url = url
        self.secret = secret
        self._session = session

    @property
    def _state(self) -> State:
        return self.slack.state

    # ---- what people do ----

    async def command(self, user: str, command: str, text: str = "", channel: str = "") -> Sent:
        """Type a slash command, in the conversation with the app unless a channel is named."""
        payload = self.command_payload(user, command, text, channel)
        return await self._command_sent(Sent(urlencode(payload).encode(), FORM, payload))

    def command_payload(self, user: str, command: str, text: str = "", channel: str = "") -> Json:
        """What Slack makes of a typed command."""
        who, where = self._who(user, channel)
        url = self._state.new_url(who, where.id)
        payload: Json = {
            "token": "verification",
            "team_id": who.team,
            "team_domain": "sample",
            "channel_id": where.id,
            "channel_name": where.name,
            "user_id": who.id,
            "user_name": who.name.split()[0].lower(),
            "command": command,
            "text": self._escaped(text),
            "api_app_id": APP,
            "is_enterprise_install": "false",
            "response_url": self.slack.url_of(url),
            "trigger_id": self._state.new_trigger(who).id,
        }
        if enterprise := self._state.teams[who.team].enterprise:
            payload |= {"enterprise_id": enterprise, "enterprise_name": "Org"}
        return payload

    def _escaped(self, text: str) -> str:
        """``@name`` becomes a mention, as with ``should_escape``."""

        def mention(found: re.Match[str]) -> str:
            first = found[1].casefold()
            for user in self._state.users.values():
                if not user.bot and user.name.split()[0].casefold() == first:
                    return f"<@{user.id}|{first}>"
            return found[0]

        plain = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        return re.sub(r"@(\w+)", mention, plain)

    async def press(self, user: str, message: Message, action_id: str, value: str = "") -> Sent:
        """Press a button of a message, which may be another person's copy of an old one."""
        who = self._state.users[user]
        element, block = find_button(message.blocks, action_id, value)
        channel = self._state.channels[message.channel]
        container: Json = {
            "type": "message",
            "message_ts": message.ts,
            "channel_id": channel.id,
            "is_ephemeral": bool(message.only_for),
        }
        url = self._state.new_url(who, channel.id, message.key)
        payload = self._interaction("block_actions", who) | {
            "container": container,
            "trigger_id": self._state.new_trigger(who).id,
            "channel": {"id": channel.id, "name": _name_of(channel)},
            "state": {"values": {}},
            "response_url": self.slack.url_of(url),
            "actions": [self._action(element, block)],
        }
        if not message.only_for:
            shown = {"type": "message", "ts": message.ts, "text": message.text}
            payload["message"] = shown | {"bot_id": "B1", "blocks": message.blocks}
        return await self._interacted(payload)

    async def press_in_view(self, user: str, view: View, action_id: str, value: str = "") -> Sent:
        """Press a button of a modal or of Home."""
        who = self._state.users[user]
        element, block = find_button(view.payload["blocks"], action_id, value)
        payload = self._interaction("block_actions", who) | {
            "container": {"type": "view", "view_id": view.id},
            "trigger_id": self._state.new_trigger(who, view.id).id,
            "view": view_json(view),
            "actions": [self._action(element, block)],
        }
        return await self._interacted(payload)

    async def submit(self, user: str, view: View, values: dict[str, tuple[str, ...]]) -> Sent:
        """Enter these values, by action id, and send the modal.

        Where a required input is empty Slack's client says so itself and sends nothing.
        """
        enter(view, values)
        view.errors = missing(view)
        if view.errors:
            return Sent(b"", FORM, {})
        return await self._submitted(self._as_form(self.submission_payload(user, view)), view)

    def submission_payload(self, user: str, view: View) -> Json:
        """What Slack makes of a modal that is sent."""
        who = self._state.users[user]
        return self._interaction("view_submission", who) | {
            "trigger_id": self._state.new_trigger(who, view.id).id,
            "view": view_json(view),
            "response_urls": [],
        }

    async def shortcut(self, user: str, callback_id: str) -> Sent:
        """Choose a global shortcut."""
        who = self._state.users[user]
        payload = self._interaction("shortcut", who) | {
            "action_ts": self._state.ts(),
            "callback_id": callback_id,
            "trigger_id": self._state.new_trigger(who).id,
        }
        return await self._interacted(payload)

    async def message_shortcut(
        self, user: str, callback_id: str, channel: str, author: str, text: str
    ) -> Sent:
        """Choose a shortcut on somebody's message."""
        who, where = self._who(user, channel)
        ts = self._state.ts()
        payload = self._interaction("message_action", who) | {
            "action_ts": self._state.ts(),
            "callback_id": callback_id,
            "trigger_id": self._state.new_trigger(who).id,
            "message_ts": ts,
            "channel": {"id": where.id, "name": _name_of(where)},
            "response_url": self.slack.url_of(self._state.new_url(who, where.id)),
            "message": {"type": "message", "user": author, "ts": ts, "text": text},
        }
        return await self._interacted(payload)

    async def opens_home(self, user: str, tab: str = "home") -> Sent:
        """Look at the app's Home."""
        home = self._state.homes.get(user)
        event: Json = {"type": "app_home_opened", "user": user, "tab": tab}
        event |= {"channel": self._state.im(self._state.users[user]).id}
        event |= {"event_ts": self._state.ts()}
        if home:
            event["view"] = view_json(home)
        return await self.event(event, self._state.users[user].team)

    async def event(self, event: Json, team: str = "T1", seconds: int = 0) -> Sent:
        """Deliver something that happened, ``seconds`` from now."""
        of = self._state.teams[team]
        number = next(self._state.numbers)
        authorization = {
            "enterprise_id": of.enterprise or None,
            "team_id": None if of.org_wide else team,
            "user_id": of.bot_user,
            "is_bot": True,
            "is_enterprise_install": of.org_wide,
        }
        payload = {
            "token": "verification",
            "team_id": team,
            "api_app_id": APP,
            "event": event,
            "type": "event_callback",
            "event_id": f"Ev{number:09d}",
            "event_time": int(self._state.now()) + seconds,
            "authorizations": [authorization],
            "is_ext_shared_channel": False,
        }
        if of.enterprise:
            payload["enterprise_id"] = of.enterprise
        return await self.deliver(payload)

    # ---- on the wire ----

    async def again(self, sent: Sent) -> Sent:
        """The very same delivery a second time: Slack's own retry of an event, or a replay."""
        copy = Sent(sent.body, sent.content_type, sent.payload)
        kind = sent.payload.get("type")
        if kind == "view_submission":
            view = self._state.find_view(sent.payload["view"]["id"])
            return await self._submitted(copy, view)
        if "command" in sent.payload:
            return await self._command_sent(copy)
        retry = {"X-Slack-Retry-Num": "1", "X-Slack-Retry-Reason": "http_timeout"}
        return await self.post(copy, retry if kind == "event_callback" else {})

    async def deliver(self, payload: Json, more: dict[str, str] | None = None) -> Sent:
        """Deliver an event's whole body as it is given."""
        body = json.dumps(payload, ensure_ascii=False).encode()
        return await self.post(Sent(body, "application/json", payload), more)

    async def post(self, sent: Sent, more: dict[str, str] | None = None, seconds: int = 0) -> Sent:
        """Sign and send. Slack's own clock signs, whatever time it is on the stage.

        ``seconds`` is how much later than now it is signed.
        """
        timestamp = str(int(SystemClock().now().timestamp()) + seconds)
        headers = {
            "Content-Type": sent.content_type,
            "X-Slack-Request-Timestamp": timestamp,
            "X-Slack-Signature": signed(self.secret, timestamp, sent.body),
            "User-Agent": "Slackbot 1.0 (+https://api.slack.com/robots)",
            **(more or {}),
        }
        async with self._session.post(self.url, data=sent.body, headers=headers) as response:
            sent.status, sent.answer = response.status, await response.text()
        return sent

    async def _command_sent(self, sent: Sent) -> Sent:
        await self.post(sent)
        assert sent.status == OK, f"{sent.status} {sent.answer}"
        if sent.answer.strip():
            try:
                answer = json.loads(sent.answer)
            except ValueError:
                answer = {"text": sent.answer}
            blocks = answer.get("blocks") or []
            faults = faults_of_message(blocks) if blocks else []
            assert not faults, faults
            kind = answer.get("response_type", "ephemeral")
            where = sent.payload["channel_id"]
            text = answer.get("text", "")
            shown = self.slack.show(sent.payload["user_id"], where, text, blocks, kind)
            sent.shown.append(shown)
        return sent

    async def _interacted(self, payload: Json) -> Sent:
        sent = await self.post(self._as_form(payload))
        assert sent.status == OK, f"{sent.status} {sent.answer}"
        return sent

    async def _submitted(self, sent: Sent, view: View | None) -> Sent:
        await self.post(sent)
        assert sent.status == OK, f"{sent.status} {sent.answer}"
        answer = json.loads(sent.answer) if sent.answer.strip() else {}
        user = sent.payload["user"]["id"]
        if view is None:
            # The modal it came from is gone; what is answered has no place any more.
            return sent
        match answer.get("response_action"):
            case "errors":
                view.errors = _errors(view, answer["errors"])
            case "update":
                redraw(self._state, view, _taken(answer["view"]))
            case "push":
                push(self._asked(view.team), user, _taken(answer["view"]))
            case "clear":
                self._state.modals[user] = []
            case None:
                self._state.modals[user] = self._state.modals.get(user, [])[:-1]
            case other:
                raise AssertionError(other)
        return sent

    def _asked(self, team: str) -> Asked:
        return Asked(self._state, self._state.teams[team])

    def _as_form(self, payload: Json) -> Sent:
        body = urlencode({"payload": json.dumps(payload, ensure_ascii=False)}).encode()
        return Sent(body, FORM, payload)

    def _interaction(self, kind: str, who: User) -> Json:
        of = self._state.teams[who.team]
        name = who.name.split()[0].lower()
        return {
            "type": kind,
            "team": {"id": who.team, "domain": "sample"}
            | ({"enterprise_id": of.enterprise} if of.enterprise else {}),
            "user": {"id": who.id, "username": name, "name": name, "team_id": who.team},
            "api_app_id": APP,
            "token": "verification",
            "enterprise": {"id": of.enterprise, "name": "Org"} if of.enterprise else None,
            "is_enterprise_install": False,
        }

    def _action(self, element: Json, block: Json) -> Json:
        kept = {k: v for k, v in element.items() if k not in ("confirm", "accessibility_label")}
        kept |= {"block_id": block.get("block_id", "b1"), "action_ts": self._state.ts()}
        return kept

    def _who(self, user: str, channel: str) -> tuple[User, Channel]:
        who = self._state.users[user]
        return who, self._state.channels[channel] if channel else self._state.im(who)


def find_button(blocks: list[Json], action_id: str, value: str = "") -> tuple[Json, Json]:
    """A button, or a menu with what is chosen in it, and its block. Raises ``LookupError``."""
    for block in blocks:
        for element in [*block.get("elements", []), block.get("accessory")]:
            if not isinstance(element, dict) or element.get("action_id") != action_id:
                continue
            if element["type"] == "overflow":
                (chosen,) = (one for one in element["options"] if one["value"] == value)
                menu = {name: element[name] for name in ("type", "action_id")}
                return menu | {"selected_option": chosen}, block
            if not value or element.get("value") == value:
                return element, block
    text = f"no button {action_id}"
    raise LookupError(text)


def enter(view: View, values: dict[str, tuple[str, ...]]) -> None:
    """Enter values in a view, by action id. Raises ``LookupError`` for what is not there."""
    left = dict(values)
    for block in view.payload["blocks"]:
        element = block.get("element")
        if block["type"] == "input" and element["action_id"] in left:
            value = value_of(element, left.pop(element["action_id"]))
            view.state[block["block_id"]][element["action_id"]] = value
    if left:
        text = f"no such inputs: {sorted(left)}"
        raise LookupError(text)


def missing(view: View) -> dict[str, str]:
    """What Slack's client says of required inputs with nothing in them, by block."""
    found = {}
    for block in view.payload["blocks"]:
        if block["type"] == "input" and not block.get("optional", False):
            value = view.state[block["block_id"]][block["element"]["action_id"]]
            if not entered(value):
                found[block["block_id"]] = REQUIRED
    return found


def _taken(view: Any) -> Json:
    try:
        return check_view(view)
    except SlackError as refused:
        raise AssertionError(refused.more) from refused


def _errors(view: View, errors: dict[str, str]) -> dict[str, str]:
    inputs = {b["block_id"] for b in view.payload["blocks"] if b["type"] == "input"}
    assert errors, "errors without an error"
    assert set(errors) <= inputs, f"errors beside no input: {errors}"
    assert all(text.strip() for text in errors.values()), "an empty error"
    return errors


def _name_of(channel: Channel) -> str:
    if channel.im:
        return "directmessage"
    return "privategroup" if channel.private else channel.name
