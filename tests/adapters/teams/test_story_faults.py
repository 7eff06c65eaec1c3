"""The story through a Teams that fails in every way it can, and delivers things twice."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import timedelta
from itertools import pairwise

import pytest

from bot.core.jobs import Job, JobState
from bot.duty.model import Duty
from bot.requests.model import SupportRequest
from tests.contract.reporting import report_by_form
from tests.contract.stage import Shown, memory_ground
from tests.contract.teams_stage import TeamsStage, channel_id, teams_stage
from tests.some import some
from tests.teams_api.client import Sent
from tests.teams_api.state import Dialog
from tests.wording import phrase

NOW, HOUR = timedelta(), timedelta(hours=1)
OPEN = (JobState.PENDING, JobState.LEASED, JobState.SENDING)
FIRST_NOTE = "check_in.first_note"
PEERS = channel_id("peers")


@pytest.fixture
async def stage() -> AsyncIterator[TeamsStage]:
    async with teams_stage(memory_ground()) as stage:
        yield stage


async def report(stage: TeamsStage, user: str = "sam") -> None:
    lena = stage.person("lena")
    await report_by_form(lena, people=user)


async def first_note(stage: TeamsStage) -> Job:
    async with stage.world.storage.reading() as work:
        (job,) = await work.of(Job).find(Job.kind.is_(FIRST_NOTE))
    return job


def place_of_sam(stage: TeamsStage) -> str:
    return stage.teams.state.personal(stage.user("sam")).id


def hanging(stage: TeamsStage) -> int:
    """How many first notes hang with Sam."""
    messages = stage.teams.messages(stage.user("sam"))
    return sum("check_in.no_thanks" in str(message.card) for message in messages)


async def asks_for_a_peer(stage: TeamsStage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(NOW)


async def requests(stage: TeamsStage) -> list[SupportRequest]:
    async with stage.world.storage.reading() as work:
        return await work.of(SupportRequest).find()


# ---- sending ----


@pytest.mark.parametrize("how", ["429", "412", "502", "504", "BotDisabledByAdmin"])
async def test_what_is_not_the_readers_fault_waits_and_costs_nothing(
    stage: TeamsStage, how: str
) -> None:
    await report(stage)
    with stage.teams.failing("post", how):
        await stage.pass_time(3 * HOUR)
        assert hanging(stage) == 0
        job = await first_note(stage)
        assert (job.state, job.attempts) == (JobState.PENDING, 0)
    await stage.pass_time(HOUR)
    assert hanging(stage) == 1
    assert (await first_note(stage)).state is JobState.SENT


async def test_teams_is_not_asked_again_before_it_said_so(stage: TeamsStage) -> None:
    await report(stage)
    await stage.ours.drain()
    stage.teams.retry_after = 120
    sam = place_of_sam(stage)
    stage.teams.fail_next("post", "429", 3, about=sam)
    before = len(stage.teams.called("post"))
    await stage.pass_time(3 * HOUR)
    calls = [call for call in stage.teams.called("post")[before:] if call.conversation == sam]
    assert [call.outcome for call in calls] == ["429", "429", "429", "ok"]
    assert all(second.at - first.at >= 120 for first, second in some(pairwise(calls)))


@pytest.mark.parametrize("how", ["500", "503", "html", "reset_before"])
async def test_a_note_teams_may_have_lost_is_sent_again(stage: TeamsStage, how: str) -> None:
    await report(stage)
    stage.teams.fail_next("post", how, about=place_of_sam(stage))
    await stage.pass_time(4 * HOUR)
    assert hanging(stage) == 1
    job = await first_note(stage)
    assert job.state is JobState.SENT
    assert job.repeats == 1, "an outcome that nobody knows is counted"


async def test_a_note_teams_took_in_silence_comes_once_more_an_hour_later_and_never_again(
    stage: TeamsStage,
) -> None:
    await report(stage)
    with stage.teams.failing("post", "reset_after"):
        await stage.pass_time(timedelta(days=2))
    assert hanging(stage) == 2
    assert (await first_note(stage)).state is JobState.UNKNOWN


@pytest.mark.branch("05.11")
async def test_whoever_has_not_the_app_is_told_of_to_the_unit_lead(stage: TeamsStage) -> None:
    stage.user("sam").has_app = False
    await report(stage)
    await stage.pass_time(3 * HOUR)
    assert hanging(stage) == 0
    assert (await first_note(stage)).state is JobState.DEAD
    lena = stage.person("lena")
    (told,) = [
        m
        for m in await lena.reads()
        if phrase("adverse_event.progress.unreachable", count=1) in m.text
    ]
    assert "Sam" not in told.text
    (see,) = (
        action
        for action, label in told.buttons.items()
        if phrase("adverse_event.see_unreached") in label
    )
    whom = await lena.presses(see, told)
    assert "Sam Rivera" in whom.text
    assert phrase("adverse_event.unreached.text") in whom.text
    assert isinstance(whom.place, Dialog), "it leaves nothing behind in the chat"


async def test_a_storm_of_refusals_loses_nothing(stage: TeamsStage) -> None:
    await report(stage)
    stage.teams.retry_after = None
    for _ in range(4):
        for method in ("post", "update", "create", "paged"):
            stage.teams.fail_next(method, "429", 5)
        await stage.pass_time(HOUR)
    stage.teams.heal()
    await stage.pass_time(3 * HOUR)
    assert hanging(stage) == 1
    async with stage.world.storage.reading() as work:
        overdue = [
            j for j in await work.of(Job).find(Job.state.one_of(OPEN)) if j.due_at < work.now
        ]
        assert overdue == []
        assert await work.of(Job).find(Job.state.is_(JobState.DEAD)) == []


async def test_a_sign_in_that_is_down_for_an_hour_loses_nothing(stage: TeamsStage) -> None:
    await report(stage)
    stage.teams.issuer.revoke()
    stage.teams.issuer.fail = 503
    assert stage.ours.tokens
    stage.ours.tokens._ends = float("-inf")
    await stage.pass_time(3 * HOUR)
    assert hanging(stage) == 0
    stage.teams.issuer.fail = 0
    stage.ours.tokens._asked = float("-inf")
    await stage.pass_time(HOUR)
    assert hanging(stage) == 1


async def test_a_card_that_could_not_be_redrawn_is_redrawn_later(stage: TeamsStage) -> None:
    await asks_for_a_peer(stage)
    pat = stage.person("pat")
    form = await pat.presses("request.claim")
    stage.teams.fail_next("update", "503", 2)
    await pat.sends(form)
    await stage.pass_time(HOUR)
    (message,) = stage.teams.messages(PEERS)
    assert phrase("support_requests.taken") in str(message.card)


async def test_a_claim_channel_without_the_app_raises_hands_at_once(stage: TeamsStage) -> None:
    stage.teams.state.conversations[PEERS].has_bot = False
    await asks_for_a_peer(stage)
    assert stage.teams.messages(PEERS) == []
    assert stage.teams.messages(stage.user("kit")), "the coordinator was not told"


async def test_whoever_left_the_channel_cannot_claim(stage: TeamsStage) -> None:
    await asks_for_a_peer(stage)
    (card,) = [m for m in await stage.person("pat").reads() if "request.claim" in m.buttons]
    pat = stage.user("pat")
    stage.teams.state.conversations[PEERS].members.discard(pat.id)
    stage.filled += 1
    await stage.client.presses(pat, card.place, "request.claim")
    dialog = stage.teams.state.dialogs.get(pat.id)
    assert dialog is None or "Sam" not in str(dialog)
    (request,) = await requests(stage)
    assert request.held_by is None


# ---- the same once more ----


async def goes_on_duty(stage: TeamsStage) -> Sent:
    await stage.fill_channels()
    return await stage.client.says(stage.user("pat"), "duty on until 18:00")


async def asks(stage: TeamsStage) -> Sent:
    shown = await stage.person("sam").types("/support talk peer")
    return await stage.client.presses(stage.user("sam"), shown.place, "check_in.peer")


async def takes(stage: TeamsStage) -> Sent:
    await asks_for_a_peer(stage)
    form: Shown = await stage.person("pat").presses("request.claim")
    assert isinstance(form.place, Dialog)
    return await stage.client.submits(stage.user("pat"), form.place, {})


Doing = Callable[[TeamsStage], Awaitable[Sent]]
EVERY_KIND: tuple[Doing, ...] = (goes_on_duty, asks, takes)
INVOKES: tuple[Doing, ...] = (asks, takes)


async def kept(stage: TeamsStage) -> str:
    async with stage.world.storage.reading() as work:
        return str([await work.of(kind).find() for kind in (SupportRequest, Duty)])


@pytest.mark.parametrize("do", EVERY_KIND)
async def test_a_delivery_that_comes_again_changes_nothing(stage: TeamsStage, do: Doing) -> None:
    sent = await do(stage)
    await stage.settle()
    before = await kept(stage)
    again = await stage.client.again(sent)
    await stage.settle()
    assert again.status == 200
    assert await kept(stage) == before


@pytest.mark.parametrize("do", INVOKES)
async def test_an_invoke_repeated_under_another_id_changes_nothing(
    stage: TeamsStage, do: Doing
) -> None:
    sent = await do(stage)
    await stage.settle()
    before = await kept(stage)
    again = await stage.client.again(sent, new_id=True)
    await stage.settle()
    assert again.status == 200
    assert await kept(stage) == before


@pytest.mark.parametrize("do", EVERY_KIND)
async def test_copies_that_come_at_once_do_it_once(stage: TeamsStage, do: Doing) -> None:
    sent = await do(stage)
    await stage.settle()
    before = await kept(stage)
    copies = await asyncio.gather(
        *(stage.client.again(sent, new_id=number % 2 == 1) for number in range(4))
    )
    await stage.settle()
    assert {copy.status for copy in copies} == {200}
    if do is not goes_on_duty:
        assert await kept(stage) == before


# ---- what somebody on a team sees ----


async def test_whoever_looks_at_the_channel_sees_the_present_card(stage: TeamsStage) -> None:
    await asks_for_a_peer(stage)
    pat = stage.person("pat")
    await pat.sends(await pat.presses("request.claim"))
    with stage.teams.failing("update", "503"):
        await stage.pass_time(NOW)
    (card,) = [
        m for m in await stage.person("quinn").reads() if phrase("support_requests.taken") in m.text
    ]
    assert card.buttons == {}
