"""Where nobody on duty takes a request: it says so, asks who allowed it, and shows what is open."""

from datetime import timedelta

import pytest

from tests.contract.matching import NOW, area_is, asks, status_of
from tests.contract.stage import Shown, Stage
from tests.wording import phrase
from tests.world import takers

MINUTE = timedelta(minutes=1)


async def asked_in_private(stage: Stage, user: str) -> list[Shown]:
    """The messages that ask somebody who is off duty whether they could take a request."""
    text = phrase("support_requests.reminder_off_duty", one="a peer")
    return [shown for shown in await stage.person(user).reads() if text in shown.text]


async def allows_being_asked(stage: Stage, user: str) -> None:
    """A supporter lets themselves be asked off duty, by the button on their own duty."""
    who = stage.person(user)
    form = await who.presses("duty.off_duty", await who.types("/support duty"))
    assert form.is_form
    await who.sends(form, may="any_time")
    await stage.pass_time(NOW)


# It is Monday, 09:00, and nobody is on duty.


@pytest.mark.branch("67.28")
async def test_with_nobody_on_duty_the_person_reads_so_and_when_they_hear_more(
    stage: Stage,
) -> None:
    status = await asks(stage)
    assert phrase("support_requests.aim.nobody_on", time="9:30 AM") in status.text
    assert await asked_in_private(stage, "quinn") == []
    await stage.pass_time(30 * MINUTE)
    told = await status_of(stage)
    assert phrase("supports.peer.waiting") in told.text
    assert "555-0188" in told.text


@pytest.mark.branch("67.29")
async def test_off_duty_only_who_allowed_it_is_asked_and_can_take_it(stage: Stage) -> None:
    await allows_being_asked(stage, "quinn")
    await asks(stage)
    await stage.pass_time(10 * MINUTE)
    (question,) = await asked_in_private(stage, "quinn")
    assert await asked_in_private(stage, "pat") == []
    assert "Sam" not in question.text
    quinn = stage.person("quinn")
    contact = await quinn.sends(await quinn.presses("request.claim", question))
    assert "Sam Rivera" in contact.text
    await stage.pass_time(NOW)
    assert phrase("supports.peer.waiting") not in (await status_of(stage)).text


@pytest.mark.branch("67.30")
async def test_where_nobody_may_take_it_the_other_ways_stand_at_once_and_nobody_is_asked(
    stage: Stage,
) -> None:
    await area_is(stage, supports=takers(peer=(stage.world.people["pat"],)))
    await allows_being_asked(stage, "pat")
    status = await asks(stage, "pat")
    assert phrase("support_requests.waiting.nobody_may") in status.text
    assert "555-0188" in status.text
    assert status.has("check_in.talk")
    await stage.pass_time(8 * 60 * MINUTE)
    assert await asked_in_private(stage, "pat") == []
    told = [shown.text for shown in await stage.person("kit").reads()]
    assert not any(phrase("support_requests.needs_someone.open") in text for text in told)
    assert not any("request.claim" in shown.buttons for shown in await stage.person("uma").reads())
