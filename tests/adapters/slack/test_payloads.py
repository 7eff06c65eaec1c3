"""What becomes of each kind of delivery: the shapes are those of Slack's documentation."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.http import make_app
from adapters.slack.opening import Slack, open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bot.core.conversation import Answer, Command, Incoming, Nothing, Press, Submission
from bot.core.people import Account
from tests.slack_api.client import FORM, SIGNING_SECRET, Sent, SlackClient
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.some import some

PAYLOADS = Path(__file__).with_name("payloads")
TEAM, USER, ORGANISATION = "T0123ABCDEF", "U0123SAMPLE", "E0123ABCDEF"
WHO = Account("slack", TEAM, USER)
DIRECT = f"{TEAM}:{USER}"
JSON_BODIES = {"url_verification", "app_rate_limited"}
Json = dict[str, Any]


@dataclass
class Recorder:
    """A bot that keeps what it is given."""

    got: list[Incoming] = field(default_factory=list)

    async def handle(self, incoming: Incoming) -> Answer:
        self.got.append(incoming)
        return Nothing()


@dataclass
class RequestMode:
    """The real route, with what stands behind it."""

    bot: Recorder
    client: SlackClient

    async def takes(self, name: str, payload: Json | None = None) -> Sent:
        """Deliver the payload of that name."""
        sent = sent_as(name, payload or read_payload(name))
        return await self.client.post(sent)


@pytest.fixture
async def door() -> AsyncIterator[RequestMode]:
    bot = Recorder()
    words = load_wording().words("en", "UTC")
    async with FakeSlack() as slack, ClientSession() as session:
        slack.add_team(TEAM, enterprise=ORGANISATION)
        options = SlackSettings(
            SIGNING_SECRET,
            BOT_TOKEN,
            api_url=slack.base_url,
        )
        commands = {"/support": "support", "/care": "support", "/care-admin": "support-admin"}
        async with (
            open_slack(options, words, SystemClock(), commands=commands) as ours,
            _served(ours, bot) as url,
        ):
            yield RequestMode(bot, SlackClient(slack, url, session))


@asynccontextmanager
async def _served(ours: Slack, bot: Recorder) -> AsyncIterator[str]:
    app = make_app()
    async with ours.serving(app, bot):
        runner = web.AppRunner(app, access_log=None)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}/slack/events"
        finally:
            await runner.cleanup()


def read_payload(name: str) -> Json:
    found: Json = json.loads((PAYLOADS / f"{name}.json").read_text("utf-8"))
    return found


def sent_as(name: str, payload: Json) -> Sent:
    if "command" in payload or "ssl_check" in payload:
        return Sent(urlencode(payload).encode(), FORM, payload)
    if payload["type"] == "event_callback" or name in JSON_BODIES:
        return Sent(json.dumps(payload).encode(), "application/json", payload)
    return Sent(urlencode({"payload": json.dumps(payload)}).encode(), FORM, payload)


async def one(door: RequestMode, name: str, payload: Json | None = None) -> Incoming:
    """The one thing the bot is given of this payload."""
    sent = await door.takes(name, payload)
    assert sent.status == 200, sent.answer
    (got,) = door.bot.got
    return got


async def test_a_slash_command_is_a_command(door: RequestMode) -> None:
    got = await one(door, "slash_command")
    assert isinstance(got, Command)
    assert (got.account, got.name, got.words) == (WHO, "support", ("talk", "peer"))
    assert got.delivery.id


@pytest.mark.parametrize(
    ("typed", "name"), [("/care", "support"), ("/care-admin", "support-admin")]
)
async def test_commands_are_called_as_the_hospital_calls_them(
    door: RequestMode, typed: str, name: str
) -> None:
    payload = read_payload("slash_command") | {"command": typed}
    got = await one(door, "slash_command", payload)
    assert isinstance(got, Command)
    assert got.name == name


async def test_a_command_that_is_none_of_ours_is_acknowledged_and_left(door: RequestMode) -> None:
    sent = await door.takes("slash_command", read_payload("slash_command") | {"command": "/x"})
    assert sent.status == 200
    assert door.bot.got == []


async def test_a_mention_in_a_command_is_a_user_id(door: RequestMode) -> None:
    got = await one(door, "slash_command_mention")
    assert isinstance(got, Command)
    assert (got.words, got.mentioned) == (("colleague", "@"), ("U0123OTHER1",))


async def test_in_an_organisation_people_are_the_organisations(door: RequestMode) -> None:
    got = await one(door, "slash_command_enterprise")
    assert got.account == Account("slack", ORGANISATION, USER)


@pytest.mark.parametrize(
    ("name", "conversation", "message", "redrawn_later"),
    [
        ("block_actions_message", DIRECT, "D0123ABCDEF:1548261231.000200", True),
        ("block_actions_channel", f"{TEAM}:C0123ABCDEF", "C0123ABCDEF:1548261231.000200", True),
        ("block_actions_ephemeral", f"{TEAM}:C0123ABCDEF", None, False),
        ("block_actions_overflow", DIRECT, "D0123ABCDEF:1548261231.000200", True),
        ("block_actions_home", DIRECT, "home", None),
        ("block_actions_modal", DIRECT, "", False),
    ],
)
async def test_a_button_is_a_press_wherever_it_is(
    door: RequestMode,
    name: str,
    conversation: str,
    message: str | None,
    redrawn_later: bool | None,  # noqa: FBT001 - a parameter of the table above
) -> None:
    got = await one(door, name)
    assert isinstance(got, Press)
    assert (got.account, got.action, got.value) == (WHO, "check_in.peer", "1:careref")
    assert got.delivery.conversation == conversation
    if message is not None:
        assert got.message == message
    if redrawn_later is not None:
        assert got.redrawn_later is redrawn_later


async def test_a_number_behind_an_action_only_tells_buttons_apart(door: RequestMode) -> None:
    payload = read_payload("block_actions_message")
    payload["actions"][0]["action_id"] += "#2"
    got = await one(door, "block_actions_message", payload)
    assert isinstance(got, Press)
    assert got.action == "check_in.peer"


def form_payload(name: str) -> Json:
    payload = read_payload(name)
    payload["view"]["callback_id"] = "adverse_event.report"
    payload["view"]["private_metadata"] = json.dumps(["subject", "nonce"])
    return payload


async def test_a_form_is_a_submission_with_every_kind_of_value(door: RequestMode) -> None:
    got = await one(door, "view_submission", form_payload("view_submission"))
    assert isinstance(got, Submission)
    assert (got.account, got.form, got.subject) == (WHO, "adverse_event.report", "subject")
    assert got.delivery.id == "nonce"
    assert dict(got.values) == {
        "unit": ("icu",),
        "harm": ("death",),
        "ticks": ("a", "c"),
        "people": ("U0123OTHER1", "W0123OTHER2"),
        "day": ("2026-03-02",),
        "time": ("08:30",),
        "phone": ("555 0142",),
    }


async def test_inputs_with_nothing_in_them_have_no_value(door: RequestMode) -> None:
    got = await one(door, "view_submission_empty", form_payload("view_submission_empty"))
    assert isinstance(got, Submission)
    assert all(not any(values) for values in some(got.values.values()))


async def test_opening_home_is_the_command_home(door: RequestMode) -> None:
    for name in ("app_home_opened", "app_home_opened_first"):
        await door.takes(name)
    for got in some(door.bot.got):
        assert isinstance(got, Command)
        assert (got.account, got.name, got.words) == (WHO, "home", ())
        assert got.delivery.conversation == DIRECT
        assert got.delivery.id == "Ev0123ABCDEF"
    assert len(door.bot.got) == 2


async def test_shortcuts_are_commands_and_what_others_wrote_is_not_looked_at(
    door: RequestMode,
) -> None:
    for name, callback in SHORTCUTS.items():
        payload = read_payload(name)
        payload["callback_id"] = callback
        sent = await door.takes(name, payload)
        assert sent.status == 200
    mine, colleague = door.bot.got
    assert isinstance(mine, Command)
    assert isinstance(colleague, Command)
    assert (mine.name, colleague.name) == ("support", "support")
    assert "not for us" not in str(door.bot.got)


SHORTCUTS = {"shortcut": "support_for_me", "message_action": "support_for_colleague"}
IGNORED = (
    "app_home_opened_messages",
    "app_rate_limited",
    "block_actions_select_in_modal",
    "member_joined_channel",
    "member_left_channel",
    "ssl_check",
    "subteam_members_changed",
    "team_join",
    "url_verification",
    "user_change",
    "view_closed",
)


@pytest.mark.parametrize("name", IGNORED)
async def test_what_is_nothing_to_the_bot_is_acknowledged_and_left(
    door: RequestMode, name: str
) -> None:
    sent = await door.takes(name)
    assert sent.status == 200, sent.answer
    assert door.bot.got == []


async def test_the_url_is_verified_by_its_challenge(door: RequestMode) -> None:
    sent = await door.takes("url_verification")
    assert read_payload("url_verification")["challenge"] in sent.answer


@pytest.mark.parametrize("name", ["tokens_revoked", "app_uninstalled"])
async def test_an_app_that_is_taken_away_is_forgotten(door: RequestMode, name: str) -> None:
    sent = await door.takes(name, read_payload(name) | {"event_time": now()})
    assert sent.status == 200
    assert (await door.takes("slash_command")).status == 403
    assert door.bot.got == []


@pytest.mark.parametrize("name", ["tokens_revoked", "app_uninstalled"])
async def test_late_news_of_an_older_token_takes_nothing_away(door: RequestMode, name: str) -> None:
    sent = await door.takes(name, read_payload(name) | {"event_time": now() - 300})
    assert sent.status == 200
    assert (await door.takes("slash_command")).status == 200


def now() -> int:
    return int(SystemClock().now().timestamp())


async def test_every_payload_here_has_its_test() -> None:
    text = Path(__file__).read_text("utf-8")
    for path in some(PAYLOADS.glob("*.json")):
        assert f'"{path.stem}"' in text, path.name
