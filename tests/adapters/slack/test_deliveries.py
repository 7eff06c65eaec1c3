"""Deliveries that come twice, late or in pieces, and answers that do not get through."""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.core.jobs import Job, Reason
from bot.duty.model import Duty
from bot.requests.model import SupportRequest
from tests.contract.slack_stage import SlackStage, slack_id, slack_stage
from tests.contract.stage import Shown, memory_ground
from tests.slack_api.client import FORM, Sent
from tests.wording import phrase

NOW = timedelta()
SAM, PAT, KIT = slack_id("sam"), slack_id("pat"), slack_id("kit")


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with slack_stage(memory_ground()) as stage:
        yield stage


async def requests(stage: SlackStage) -> list[SupportRequest]:
    async with stage.world.storage.reading() as work:
        return await work.of(SupportRequest).find()


async def duties(stage: SlackStage) -> list[Duty]:
    async with stage.world.storage.reading() as work:
        return await work.of(Duty).find()


async def asks_for_a_peer(stage: SlackStage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(NOW)


async def claim_card(stage: SlackStage) -> Shown:
    (card,) = [m for m in await stage.person("pat").reads() if "request.claim" in m.buttons]
    return card


# ---- the same once more ----


async def goes_on_duty(stage: SlackStage) -> Sent:
    await stage.fill_channels()
    return await stage.client.command(PAT, "/support", "duty on until 18:00")


async def asks(stage: SlackStage) -> Sent:
    shown = await stage.person("sam").types("/support talk peer")
    message, places = shown.place
    return await stage.client.press(SAM, message, *places["check_in.peer"])


async def takes(stage: SlackStage) -> Sent:
    await asks_for_a_peer(stage)
    form = await stage.person("pat").presses("request.claim")
    view, _ = form.place
    return await stage.client.submit(PAT, view, {})


async def opens_home(stage: SlackStage) -> Sent:
    return await stage.client.opens_home(SAM)


async def chooses_a_shortcut(stage: SlackStage) -> Sent:
    return await stage.client.shortcut(SAM, "support_for_me")


Doing = Callable[[SlackStage], Awaitable[Sent]]
EVERY_KIND: tuple[Doing, ...] = (goes_on_duty, asks, takes, opens_home, chooses_a_shortcut)


async def kept(stage: SlackStage) -> str:
    """What is stored, without what is about the deliveries themselves and the sending."""
    async with stage.world.storage.reading() as work:
        return str([await work.of(kind).find() for kind in (SupportRequest, Duty)])


@pytest.mark.parametrize("do", EVERY_KIND)
async def test_a_delivery_that_comes_again_changes_nothing(stage: SlackStage, do: Doing) -> None:
    sent = await do(stage)
    await stage.settle()
    before = await kept(stage)
    again = await stage.client.again(sent)
    await stage.settle()
    assert again.status == 200
    assert await kept(stage) == before


@pytest.mark.parametrize("do", EVERY_KIND)
async def test_copies_that_come_at_once_do_it_once(stage: SlackStage, do: Doing) -> None:
    sent = await do(stage)
    await stage.settle()
    before = await kept(stage)
    copies = await asyncio.gather(*(stage.client.again(sent) for _ in range(5)))
    await stage.settle()
    assert {copy.status for copy in copies} == {200}
    assert await kept(stage) == before


async def test_a_copy_after_an_hour_is_refused_at_the_door(stage: SlackStage) -> None:
    sent = await goes_on_duty(stage)
    late = await stage.client.post(sent, seconds=-3600)
    assert late.status == 401


async def test_a_retry_may_be_the_first_that_arrives(stage: SlackStage) -> None:
    event = {"type": "app_home_opened", "user": SAM, "channel": "DSAM", "tab": "home"}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev1", "event": event}
    sent = await stage.client.deliver(body, {"X-Slack-Retry-Num": "1"})
    await stage.settle()
    assert sent.status == 200
    assert stage.slack.home(SAM) is not None


async def test_home_is_drawn_by_whoever_was_told_of_the_opening(stage: SlackStage) -> None:
    sent = await stage.client.opens_home(SAM)
    await stage.ours.drain()
    assert sent.status == 200
    assert stage.slack.home(SAM) is not None, "no worker has run yet"


async def test_a_home_that_was_drawn_since_it_was_opened_is_not_drawn_over(
    stage: SlackStage, caplog: pytest.LogCaptureFixture
) -> None:
    pat = stage.person("pat")
    await pat.opens_home()
    opened = stage.slack.state.homes[pat.id].hash
    await pat.types("/support duty on")
    await stage.settle()
    newer = stage.slack.state.homes[pat.id]
    assert newer.hash != opened
    event = {"type": "app_home_opened", "user": pat.id, "tab": "home", "view": {"hash": opened}}
    body = {"type": "event_callback", "team_id": "T1", "event_id": "Ev9", "event": event}
    before = newer.hash
    assert (await stage.client.deliver(body)).status == 200
    await stage.ours.drain()
    assert stage.slack.state.homes[pat.id].hash == before
    assert [call.outcome for call in stage.slack.called("views.publish")][-1] == "hash_conflict"
    assert "answer_not_shown" not in caplog.text


# ---- triggers ----


async def test_a_form_whose_trigger_ran_out_is_offered_again_by_a_button(
    stage: SlackStage,
) -> None:
    pat = stage.person("pat")
    await asks_for_a_peer(stage)
    stage.slack.fail_next("views.open", "expired_trigger_id")
    offered = await pat.presses("request.claim", await claim_card(stage))
    assert not offered.is_form
    assert "request.claim" in offered.buttons
    form = await pat.presses("request.claim", offered)
    assert form.is_form
    assert offered.text not in [shown.text for shown in await pat.reads()]
    assert "Sam Rivera" in (await pat.sends(form)).text


async def test_a_form_asked_for_by_command_is_offered_again_as_well(stage: SlackStage) -> None:
    sam = stage.person("sam")
    stage.slack.fail_next("views.open", "reset_before")
    offered = await sam.types("/support break 20")
    assert not offered.is_form
    ((action, _),) = offered.buttons.items()
    form = await sam.presses(action, offered)
    assert form.is_form
    assert form.inputs["minutes"] == ("20",)


async def test_a_slack_that_is_too_slow_does_not_keep_somebody_waiting_for_a_form(
    stage: SlackStage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.slack.replies.OPEN_TIMEOUT_S", 0.1)
    stage.slack.fail_next("views.open", "timeout_before")
    offered = await stage.person("sam").types("/support break")
    assert offered.buttons


# ---- answers that do not get through ----


async def test_an_answer_whose_url_fails_comes_by_the_other_way(stage: SlackStage) -> None:
    await asks_for_a_peer(stage)
    pat, quinn = stage.person("pat"), stage.person("quinn")
    card = await claim_card(stage)
    await quinn.sends(await quinn.presses("request.claim"))
    stage.slack.fail_next("response_url", "500")
    late = await pat.presses("request.claim", card)
    assert phrase("support_requests.taken") in late.text
    (call,) = stage.slack.called("chat.postEphemeral")
    assert (call.args["channel"], call.args["user"], call.outcome) == ("C1", PAT, "ok")


async def test_an_answer_goes_to_slack_and_to_no_address_that_a_delivery_names(
    stage: SlackStage, caplog: pytest.LogCaptureFixture
) -> None:
    """Signed or not, a body does not say whom the app calls."""
    called: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        called.append(request.path)
        return web.Response()

    app = web.Application()
    app.router.add_route("*", "/{tail:.*}", elsewhere)
    sent = await asks(stage)
    async with TestServer(app) as server:
        url = f"http://127.0.0.1:{server.port}/response/1"
        payload = {**sent.payload, "trigger_id": "9.9.9", "response_url": url}
        body = urlencode({"payload": json.dumps(payload)}).encode()
        answered = await stage.client.post(Sent(body, FORM, payload))
        await stage.settle()
    assert answered.status == 200
    assert called == []
    assert "answer_not_shown" in caplog.text


async def test_what_was_pressed_is_done_although_its_answer_was_lost(stage: SlackStage) -> None:
    sam = stage.person("sam")
    card = await sam.types("/support talk peer")
    with stage.slack.failing("response_url", "reset_after"):
        await sam.presses("check_in.peer", card)
    assert len(await requests(stage)) == 1


async def test_what_one_response_url_does_not_take_any_more_is_no_fault(stage: SlackStage) -> None:
    sent = await asks(stage)
    for _ in range(7):
        copy = await stage.client.again(sent)
        await stage.settle()
        assert copy.status == 200
    outcomes = [call.outcome for call in stage.slack.called("response_url")]
    assert outcomes == ["ok"] * 5 + ["used_url"] * 3
    assert len(await requests(stage)) == 1


# ---- the channel of those who help ----


async def test_the_claim_card_hangs_in_the_private_channel_once(stage: SlackStage) -> None:
    await asks_for_a_peer(stage)
    (message,) = stage.slack.messages("C1")
    assert "Sam" not in str(message)
    assert "USAM" not in str(message)
    pat = stage.person("pat")
    await pat.sends(await pat.presses("request.claim"))
    await stage.pass_time(NOW)
    (message,) = stage.slack.messages("C1")
    assert phrase("support_requests.taken") in str(message.blocks)
    assert len(message.history) == 1


async def test_whoever_left_the_channel_cannot_claim(stage: SlackStage) -> None:
    await asks_for_a_peer(stage)
    card = await claim_card(stage)
    message, places = card.place
    stage.slack.state.channels["C1"].members.discard(PAT)
    stage.filled += 1
    await stage.client.press(PAT, message, *places["request.claim"])
    await stage.settle()
    assert stage.slack.state.top(PAT) is None
    (request,) = await requests(stage)
    assert request.held_by is None


async def test_an_app_put_out_of_the_channel_raises_hands_at_once(stage: SlackStage) -> None:
    stage.slack.state.channels["C1"].members.clear()
    stage.filled += 1
    await asks_for_a_peer(stage)
    outcomes = [call.outcome for call in stage.slack.called("chat.postMessage")]
    assert "channel_not_found" in outcomes
    async with stage.world.storage.reading() as work:
        # The hourly audit may have planned another in its place by now.
        assert await work.of(Job).find(Job.reason.is_(Reason.GONE))
    assert stage.slack.messages(KIT), "the coordinator was not told"


async def test_a_deleted_channel_raises_hands_at_once(stage: SlackStage) -> None:
    # The card for the team.
    stage.slack.fail_next("chat.postMessage", "channel_not_found", about="C1")
    await asks_for_a_peer(stage)
    assert stage.slack.messages("C1") == []
    assert stage.slack.messages(KIT), "the coordinator was not told"


async def test_a_form_that_did_not_open_from_home_waits_in_a_message(stage: SlackStage) -> None:
    sam = stage.person("sam")
    home = await sam.opens_home()
    with stage.slack.failing("views.open", "503"):
        await sam.presses("check_in.break", home)
    offered = [m for m in await sam.reads() if list(m.buttons) == ["check_in.break"]]
    form = await sam.presses("check_in.break", offered[-1])
    assert form.is_form
    # Nothing of it is left in their conversation.
    assert not [m for m in await sam.reads() if list(m.buttons) == ["check_in.break"]]


# ---- a number to call is shown, come what may ----


async def test_a_crisis_number_is_shown_from_home_although_no_modal_opens(
    stage: SlackStage,
) -> None:
    sam = stage.person("sam")
    home = await sam.opens_home()
    with stage.slack.failing("views.open", "internal_error"):
        shown = await sam.presses("crisis.show", home)
    assert "988" in shown.text
    # Nothing hangs in their conversation, and Home opened again is Home.
    cope = stage.world.wording.words("en", "UTC")("home.crisis.cope")
    assert cope in shown.text
    assert not any(cope in str(m.blocks) for m in stage.slack.messages(SAM))
    assert "check_in.break" in (await sam.opens_home()).buttons


@pytest.mark.parametrize("on_a_message", [False, True])
async def test_a_shortcut_is_answered_although_no_modal_opens(
    stage: SlackStage, *, on_a_message: bool
) -> None:
    sam = stage.person("sam")
    await sam.opens_home()
    with stage.slack.failing("views.open", "503"):
        if on_a_message:
            await stage.client.message_shortcut(SAM, "support_from_message", "DSAM", PAT, "Oh no")
        else:
            await stage.client.shortcut(SAM, "support_for_me")
        await stage.settle()
    newest = (await sam.reads())[-1]
    assert "check_in.break" in newest.buttons
    assert "Oh no" not in newest.text


# ---- whose words ----


async def test_numbers_to_call_come_in_the_language_slack_knows_with_the_database_down(
    stage: SlackStage,
) -> None:
    stage.slack.state.users[SAM].locale = "es-US"
    stage.crash.down = True
    sent = await stage.client.command(SAM, "/support", "crisis")
    spanish = stage.world.wording.words("es_US", "UTC")("home.crisis.cope")
    assert spanish in str(sent.shown[0].blocks)


async def test_the_frame_around_a_card_is_in_its_readers_language(stage: SlackStage) -> None:
    stage.slack.state.users[SAM].locale = "es-MX"
    sam = stage.person("sam")
    await sam.presses("crisis.show", await sam.opens_home())
    view = stage.slack.state.top(SAM)
    assert view is not None
    spanish = stage.world.wording.words("es_MX", "UTC")
    assert view.payload["title"]["text"] == spanish("core.notice.title")
    assert view.payload["close"]["text"] == spanish("core.close")


async def test_where_the_commands_have_other_names_every_way_to_a_reader_says_them() -> None:
    called = {"/care": "support", "/care-admin": "support-admin"}
    async with slack_stage(memory_ground(), commands=called) as stage:
        sam, pat = stage.person("sam"), stage.person("pat")
        answered = await sam.types("/care help")
        welcomed = await sam.opens_home()
        await stage.pass_time(NOW)
        modal = await sam.presses("crisis.show", welcomed)
        form = await sam.types("/care colleague")
        refused = await sam.sends(form, who="sam")
        seen = [answered, modal, form, refused, *await sam.reads(), await pat.opens_home()]
    assert "/care break" in answered.text
    assert "/care" in str(refused)
    assert not [shown.text for shown in seen if "/support" in shown.text]


async def test_words_too_long_for_a_button_leave_the_command(stage: SlackStage) -> None:
    stage.slack.fail_next("views.open", "expired_trigger_id")
    offered = await stage.person("sam").types("/support break " + "20 " * 900)
    ((action, _),) = offered.buttons.items()
    assert (await stage.person("sam").presses(action, offered)).is_form
