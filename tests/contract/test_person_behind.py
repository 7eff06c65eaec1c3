"""A person behind it: a signed first message, and a plan that people carry out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.programme import current, put
from tests.contract.stage import Stage
from tests.wording import phrase


@pytest.mark.branch("69.1")
async def test_the_first_message_carries_the_name_of_a_peer_lead(stage: Stage) -> None:
    async with stage.world.storage.work() as work:
        programme = await current(work)
        (area,) = programme.areas
        area = replace(area, signed_by=stage.world.people["pat"])
        await put(work, replace(programme, areas=(area,)))
    lena = stage.person("lena")
    form = await lena.types("/support-admin activate")
    preview = await lena.sends(
        form,
        kind="resuscitation",
        harm="unknown",
        unit="icu",
        day="2026-03-02",
        time="08:30",
        people="sam",
    )
    signed = phrase("check_in.note.signed", name="Pat Okafor")
    assert signed in preview.text
    await lena.sends(preview)
    await stage.pass_time(timedelta(hours=2))
    (note,) = [shown for shown in await stage.person("sam").reads() if shown.has("check_in.talk")]
    assert signed in note.text


@pytest.mark.branch("69.2")
async def test_a_co_workers_death_waits_for_people_and_their_plan(stage: Stage) -> None:
    lena, kit = stage.person("lena"), stage.person("kit")
    form = await lena.types("/support-admin activate")
    preview = await lena.sends(
        form,
        kind="colleague_loss",
        harm="death",
        unit="icu",
        day="2026-03-02",
        time="08:30",
        people="sam",
    )
    assert phrase("check_in.see.by_plan") in preview.text
    await lena.sends(preview)
    await stage.pass_time(timedelta(hours=4))
    assert await notes(stage, "sam") == 0
    plan = await kit.presses("staff_death.plan")
    assert phrase("staff_death.told") in plan.text
    words = await kit.presses("staff_death.words", plan)
    assert phrase("staff_death.words.news") in words.text
    await kit.presses("adverse_event.let_go")
    await stage.pass_time(timedelta(hours=3))
    assert await notes(stage, "sam") == 1


async def notes(stage: Stage, user: str) -> int:
    return sum(shown.has("check_in.talk") for shown in await stage.person(user).reads())
