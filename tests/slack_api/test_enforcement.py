"""The stand-in refuses what Slack refuses: asked by Slack's own client library."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest
from aiohttp import ClientConnectionError, ClientSession, ClientTimeout
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.manifest import SCOPES
from tests.patience import PATIENCE_S
from tests.slack_api.limits import TIER_OF, TIERS
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.slack_api.state import LEAST_SCOPES
from tests.some import some

TEXT = {"type": "section", "text": {"type": "plain_text", "text": "Hello."}}
MODAL: dict[str, Any] = {
    "type": "modal",
    "title": {"type": "plain_text", "text": "A title"},
    "close": {"type": "plain_text", "text": "Close"},
    "blocks": [TEXT],
}


@pytest.fixture
async def slack() -> AsyncIterator[FakeSlack]:
    async with FakeSlack() as slack:
        slack.add_team()
        slack.add_user("USAM", "Sam Rivera", phone="555-0142")
        slack.add_user("UPAT", "Pat Okafor")
        slack.add_channel("C1", ("UPAT",))
        yield slack


@pytest.fixture
async def client(slack: FakeSlack) -> AsyncIterator[AsyncWebClient]:
    async with ClientSession(timeout=ClientTimeout(total=PATIENCE_S)) as session:
        yield AsyncWebClient(BOT_TOKEN, slack.base_url, session=session, retry_handlers=[])


async def error(call: Any) -> str:
    with pytest.raises(SlackApiError) as refused:
        await call
    return str(refused.value.response["error"])


def button(action_id: str = "a", **more: Any) -> dict[str, Any]:
    text = {"type": "plain_text", "text": "Press"}
    return {"type": "button", "action_id": action_id, "text": text, "value": "1:", **more}


def actions(*buttons: dict[str, Any]) -> dict[str, Any]:
    return {"type": "actions", "block_id": "b", "elements": list(buttons)}


async def test_a_message_to_a_user_hangs_in_their_direct_conversation(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="USAM", text="Hello", blocks=[TEXT])
    assert posted["channel"] == "DSAM"
    (message,) = slack.messages("USAM")
    assert message.ts == posted["ts"]
    assert await error(client.chat_update(channel="USAM", ts=message.ts, text="Ho")) == (
        "channel_not_found"
    )
    await client.chat_update(channel="DSAM", ts=message.ts, text="Ho")
    assert slack.messages("DSAM")[0].text == "Ho"


@pytest.mark.parametrize(
    "blocks",
    [
        [actions(button(), button())],
        [actions(button(text={"type": "plain_text", "text": " "}))],
        [actions(button(text={"type": "plain_text", "text": "x" * 76}))],
        [actions(button(value="x" * 2001))],
        [actions(button("x" * 256))],
        [actions(button(style="red"))],
        [actions(button(colour="red"))],
        [actions(*(button(str(n)) for n in range(26)))],
        [actions(button()), actions(button("c"))],
        [TEXT] * 51,
        [{"type": "section", "text": {"type": "plain_text", "text": "x" * 3001}}],
        [{"type": "header", "text": {"type": "plain_text", "text": "x" * 151}}],
        [{"type": "paragraph"}],
        [{"type": "context", "elements": []}],
    ],
)
async def test_blocks_beyond_the_limits_are_refused(
    client: AsyncWebClient, blocks: list[Any]
) -> None:
    assert await error(client.chat_postMessage(channel="C1", text="x", blocks=blocks)) == (
        "invalid_blocks"
    )


async def test_a_modal_beyond_the_limits_is_refused(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    text_input = {"type": "plain_text_input", "action_id": "number"}
    label = {"type": "plain_text", "text": "Number"}
    wrong: tuple[dict[str, Any], ...] = (
        {"title": {"type": "plain_text", "text": "x" * 25}},
        {"private_metadata": "x" * 3001},
        {"callback_id": "x" * 256},
        {"blocks": [TEXT] * 101},
        {"blocks": [{"type": "input", "block_id": "i", "label": label, "element": text_input}]},
        {"colour": "red"},
    )
    for change in some(wrong):
        trigger = slack.state.new_trigger(slack.state.users["USAM"]).id
        view = MODAL | change
        assert await error(client.views_open(trigger_id=trigger, view=view)) == "invalid_arguments"
    assert slack.state.top("USAM") is None


async def test_a_trigger_lives_for_three_seconds_and_once(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sam = slack.state.users["USAM"]
    trigger = slack.state.new_trigger(sam).id
    await client.views_open(trigger_id=trigger, view=MODAL)
    assert await error(client.views_open(trigger_id=trigger, view=MODAL)) == "exchanged_trigger_id"
    late = slack.state.new_trigger(sam).id
    slack.clock.move(3.1)
    assert await error(client.views_open(trigger_id=late, view=MODAL)) == "expired_trigger_id"
    assert await error(client.views_open(trigger_id="1.2.3", view=MODAL)) == "invalid_trigger_id"


async def test_views_stack_to_three_and_are_redrawn_only_as_known(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sam = slack.state.users["USAM"]
    opened = await client.views_open(trigger_id=slack.state.new_trigger(sam).id, view=MODAL)
    for _ in range(2):
        await client.views_push(trigger_id=slack.state.new_trigger(sam).id, view=MODAL)
    more = client.views_push(trigger_id=slack.state.new_trigger(sam).id, view=MODAL)
    assert await error(more) == "push_limit_reached"
    view: dict[str, str] = opened["view"]
    await client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    late = client.views_update(view_id=view["id"], hash=view["hash"], view=MODAL)
    assert await error(late) == "hash_conflict"


async def test_home_is_published_to_one_person(slack: FakeSlack, client: AsyncWebClient) -> None:
    await client.views_publish(user_id="USAM", view={"type": "home", "blocks": [TEXT]})
    assert slack.home("USAM") == {"type": "home", "blocks": [TEXT]}
    assert slack.home("UPAT") is None


CALLS: dict[str, Callable[[AsyncWebClient], Any]] = {
    "chat:write": lambda client: client.chat_postMessage(channel="C1", text="x"),
    "dnd:read": lambda client: client.dnd_info(user="USAM"),
    "files:write": lambda client: client.files_getUploadURLExternal(filename="x", length=1),
    "groups:read": lambda client: client.conversations_members(channel="C1"),
    "im:write": lambda client: client.conversations_open(users=["USAM"]),
    "usergroups:read": lambda client: client.usergroups_list(),
    "users:read": lambda client: client.users_info(user="USAM"),
    "users:read.email": lambda client: client.users_lookupByEmail(email="sam@example.org"),
}


@pytest.mark.parametrize("scope", sorted(CALLS))
async def test_a_missing_scope_is_named(
    slack: FakeSlack, client: AsyncWebClient, scope: str
) -> None:
    slack.state.teams["T1"].scopes = set(LEAST_SCOPES) - {scope}
    assert await error(CALLS[scope](client)) == "missing_scope"
    slack.state.teams["T1"].scopes = set(LEAST_SCOPES)
    assert (await CALLS[scope](client))["ok"]


def test_it_enforces_each_scope_that_we_ask_for() -> None:
    assert set(LEAST_SCOPES) == set(SCOPES)
    # The commands' own is asked for by no method.
    assert set(CALLS) == set(SCOPES) - {"commands"}


async def test_channels_that_are_gone_or_without_the_app_are_said(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.add_channel("C2", bot=False)
    slack.add_channel("C3", bot=False, private=False)
    slack.add_channel("C4").archived = True
    for channel, said in (
        ("C9", "channel_not_found"),
        ("C2", "channel_not_found"),
        ("C3", "not_in_channel"),
        ("C4", "is_archived"),
        ("U9", "channel_not_found"),
    ):
        assert await error(client.chat_postMessage(channel=channel, text="x")) == said


async def test_a_message_in_an_archived_channel_cannot_be_changed(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    posted = await client.chat_postMessage(channel="C1", text="x")
    slack.state.channels["C1"].archived = True
    changed = client.chat_update(channel="C1", ts=str(posted["ts"]), text="y")
    assert await error(changed) == "is_inactive"


async def test_a_revoked_token_gets_nothing(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.revoke()
    assert await error(client.chat_postMessage(channel="C1", text="x")) == "token_revoked"
    assert await error(AsyncWebClient("xoxb-else", slack.base_url).auth_test()) == "invalid_auth"


async def test_rates_answer_429_and_say_how_long(slack: FakeSlack, client: AsyncWebClient) -> None:
    slack.rates.channel_burst = 1
    await client.chat_postMessage(channel="C1", text="x")
    with pytest.raises(SlackApiError) as refused:
        await client.chat_postMessage(channel="C1", text="x")
    assert refused.value.response.status_code == 429
    assert refused.value.response.headers["Retry-After"] == "1"
    await client.chat_postMessage(channel="USAM", text="another channel has its own")
    slack.clock.move(1)
    await client.chat_postMessage(channel="C1", text="x")
    for _ in range(20):
        await client.usergroups_list()
    assert await error(client.usergroups_list()) == "ratelimited"


@pytest.mark.parametrize("method", ["users.list", "conversations.info", "users.info"])
async def test_each_tier_has_its_calls_a_minute(
    slack: FakeSlack, client: AsyncWebClient, method: str
) -> None:
    asked = {"channel": "C1", "user": "USAM"}
    for _ in range(TIERS[TIER_OF[method]]):
        await client.api_call(method, params=asked)
    assert await error(client.api_call(method, params=asked)) == "ratelimited"
    slack.clock.move(60)
    await client.api_call(method, params=asked)


async def test_an_ephemeral_message_cannot_be_updated(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    shown = await client.chat_postEphemeral(channel="C1", user="UPAT", text="Only you")
    late = client.chat_update(channel="C1", ts=shown["message_ts"], text="x")
    assert await error(late) == "message_not_found"
    outside = client.chat_postEphemeral(channel="C1", user="USAM", text="x")
    assert await error(outside) == "user_not_in_channel"


async def test_a_response_url_is_good_for_five_answers_in_thirty_minutes(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    sam = slack.state.users["USAM"]
    first = slack.show("USAM", "DSAM", "Before", [])
    url = slack.url_of(slack.state.new_url(sam, "DSAM", first.key))
    async with ClientSession() as session:

        async def answer(**body: Any) -> int:
            async with session.post(url, json=body) as response:
                return response.status

        assert await answer(text="After", replace_original=True) == 200
        assert first.text == "After"
        assert await answer(delete_original=True) == 200
        assert slack.state.find_ephemeral(*first.key) is None
        for _ in range(3):
            assert await answer(text="More") == 200
        assert await answer(text="Too much") == 404
        late = slack.state.new_url(sam, "DSAM")
        slack.clock.move(30 * 60 + 1)
        url = slack.url_of(late)
        assert await answer(text="Too late") == 404


async def test_after_a_reset_the_message_hangs_there_and_nobody_was_told(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.fail_next("chat.postMessage", "reset_before")
    with pytest.raises(ClientConnectionError):
        await client.chat_postMessage(channel="C1", text="x")
    assert slack.messages("C1") == []
    slack.fail_next("chat.postMessage", "reset_after")
    with pytest.raises(ClientConnectionError):
        await client.chat_postMessage(channel="C1", text="x")
    assert len(slack.messages("C1")) == 1


async def test_it_fails_as_it_is_told(slack: FakeSlack, client: AsyncWebClient) -> None:
    for how in ("500", "502", "503"):
        slack.fail_next("chat.postMessage", how)
        with pytest.raises(SlackApiError) as failed:
            await client.chat_postMessage(channel="C1", text="x")
        assert failed.value.response.status_code == int(how)
    slack.fail_next("chat.postMessage", "internal_error")
    assert await error(client.chat_postMessage(channel="C1", text="x")) == "internal_error"
    assert slack.messages("C1") == []


async def test_somebody_deactivated_is_known_by_users_info_alone(
    slack: FakeSlack, client: AsyncWebClient
) -> None:
    slack.state.users["USAM"].deleted = True
    await client.chat_postMessage(channel="USAM", text="Nobody reads this")
    assert (await client.users_info(user="USAM"))["user"]["deleted"] is True
    assert await error(client.users_lookupByEmail(email="sam@example.org")) == "users_not_found"
