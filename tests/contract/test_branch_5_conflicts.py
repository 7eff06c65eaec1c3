"""Conflict rules: each is refused with the same line, so that nothing is revealed."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.requests.model import LIVE, SupportRequest
from tests.contract.matching import (
    REFUSED,
    area_is,
    asks,
    is_now,
    it_was_after,
    the_card,
    tries,
    wishes,
)
from tests.contract.stage import Stage

pytestmark = pytest.mark.one_stage

HALF_A_MINUTE = timedelta(seconds=30)

Arrange = Callable[[Stage], Awaitable[None]]


async def is_refused(stage: Stage, user: str = "pat") -> str:
    shown = await tries(stage, user)
    assert not shown.is_form
    assert REFUSED in shown.text
    assert "Sam" not in shown.text
    return shown.text


async def may_take(stage: Stage, user: str) -> None:
    shown = await tries(stage, user)
    assert shown.is_form, shown.text


async def manager(stage: Stage) -> None:
    await is_now(stage, "sam", manager=stage.world.people["pat"])


async def evaluator(stage: Stage) -> None:
    await is_now(stage, "sam", evaluators=(stage.world.people["pat"],))


async def of_that_event(stage: Stage) -> None:
    await it_was_after(stage, "sam", "pat")


async def leads_where_it_was(stage: Stage) -> None:
    await leads(stage, "surgery")
    await it_was_after(stage, "sam", unit="surgery")


async def leads_the_unit(stage: Stage) -> None:
    await leads(stage, "icu")


async def leads(stage: Stage, key: str) -> None:
    async def write(work: Work) -> None:
        programme = await current(work)
        led = tuple(
            replace(unit, leads=(stage.world.people["pat"],)) if unit.key == key else unit
            for unit in programme.units
        )
        await put(work, replace(programme, units=led))

    await in_one_work(stage.world.storage, write)


async def training_over(stage: Stage) -> None:
    await is_now(stage, "pat", trained_until="2026-03-01")


async def manages_others(stage: Stage) -> None:
    await is_now(stage, "gil", manager=stage.world.people["pat"])


async def investigates(stage: Stage) -> None:
    await area_is(stage, investigators=(stage.world.people["pat"],))


@pytest.mark.branch("25.1")
async def test_who_is_on_that_events_list_is_refused(stage: Stage) -> None:
    await asks(stage)
    await of_that_event(stage)
    await is_refused(stage)
    await may_take(stage, "quinn")


@pytest.mark.branch("25.2")
async def test_the_requester_cannot_take_their_own(stage: Stage) -> None:
    await asks(stage, "pat")
    await is_refused(stage)
    await may_take(stage, "quinn")


@pytest.mark.branch("25.3")
@pytest.mark.parametrize(
    "arrange", [manager, evaluator, leads_the_unit, leads_where_it_was], ids=lambda f: f.__name__
)
async def test_a_manager_or_evaluator_is_refused(stage: Stage, arrange: Arrange) -> None:
    await asks(stage)
    await arrange(stage)
    await is_refused(stage)
    await may_take(stage, "quinn")


@pytest.mark.branch("25.4")
async def test_whose_training_is_over_is_refused_from_the_next_day(stage: Stage) -> None:
    await asks(stage)
    await training_over(stage)
    await is_refused(stage)
    await is_now(stage, "pat", trained_until="2026-03-02")
    await may_take(stage, "pat")


@pytest.mark.branch("25.5")
async def test_who_holds_two_is_refused_like_anybody_else(stage: Stage) -> None:
    for user in ("nora", "theo"):
        await asks(stage, user)
        pat = stage.person("pat")
        await pat.sends(await pat.presses("request.claim", await the_card(stage)))
    await asks(stage)
    await is_refused(stage)
    await may_take(stage, "quinn")


@pytest.mark.branch("25.6")
@pytest.mark.parametrize("arrange", [manages_others, investigates], ids=lambda f: f.__name__)
async def test_managers_and_investigators_take_nothing_at_all(
    stage: Stage, arrange: Arrange
) -> None:
    await asks(stage)
    await arrange(stage)
    await is_refused(stage)
    await may_take(stage, "quinn")


async def on_their_list(stage: Stage) -> None:
    await wishes(stage, not_with="pat")


async def of_their_unit(stage: Stage) -> None:
    await is_now(stage, "pat", units=("icu",))
    await wishes(stage, unit="other")


async def as_before(stage: Stage) -> None:
    """Take back what kept Pat from it."""
    await is_now(stage, "sam", manager=None)
    await is_now(stage, "gil", manager=None)
    await is_now(stage, "pat", trained_until="", units=())
    await area_is(stage, investigators=())


@pytest.mark.every_stage
@pytest.mark.branch("25.7")
async def test_every_refusal_reads_the_same(stage: Stage) -> None:
    said = set()
    for arrange in (
        manager,
        training_over,
        manages_others,
        investigates,
        of_that_event,
        on_their_list,
        of_their_unit,
    ):
        await asks(stage)
        await may_take(stage, "pat")  # so that each reason stands alone
        await arrange(stage)
        said.add(await is_refused(stage))
        await as_before(stage)
        await stage.person("sam").presses("request.withdraw")
        await stage.pass_time(HALF_A_MINUTE)  # Teams takes sixty calls in one chat meanwhile
    assert len(said) == 1


@pytest.mark.every_stage
@pytest.mark.branch("25.8")
async def test_an_old_dialog_is_refused_when_it_is_sent_too(stage: Stage) -> None:
    await asks(stage)
    form = await tries(stage, "pat")
    assert form.is_form
    await manager(stage)
    pat = stage.person("pat")
    answer = await pat.sends(form)
    assert REFUSED in answer.text
    async with stage.world.storage.reading() as work:
        (request,) = await work.of(SupportRequest).find(SupportRequest.state.one_of(LIVE))
    assert request.held_by is None


@pytest.mark.every_stage
@pytest.mark.branch("25.9")
async def test_card_and_queue_are_the_same_for_who_is_excluded(stage: Stage) -> None:
    await asks(stage)
    await manager(stage)
    queue = await stage.person("pat").types("/support queue")
    assert queue.text == (await stage.person("quinn").types("/support queue")).text
    card = await the_card(stage, "pat")
    seen = await the_card(stage, "quinn")
    assert (card.text, card.buttons) == (seen.text, seen.buttons)
