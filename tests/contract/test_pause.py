"""The kill switch on any platform: what nobody asked for waits, what people ask for goes on."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.programme.model import AuditEntry
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.contract.matching import asks
from tests.contract.stage import Stage
from tests.wording import phrase

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
NOTE = phrase("check_in.note.why")


async def texts(stage: Stage, user: str) -> str:
    return "\n".join(shown.text for shown in await stage.person(user).reads())


@pytest.mark.branch("61.16")
async def test_paused_no_note_goes_until_it_is_resumed_and_who_asks_is_heard(
    stage: Stage,
) -> None:
    kit = stage.person("kit")
    await Hospital(stage.world).source(emails=("sam@example.org",))
    await kit.presses("programme.pause", await kit.types("/support-admin pause all"))
    await stage.pass_time(3 * HOUR)
    assert NOTE not in await texts(stage, "sam")
    await asks(stage)
    assert (await stage.person("pat").presses("request.claim")).is_form
    resumed = await kit.types("/support-admin resume all")
    assert "pause" in resumed.text.casefold()
    await stage.pass_time(MINUTE * 20)
    assert NOTE in await texts(stage, "sam")
    async with stage.world.storage.reading() as work:
        said = [entry.what for entry in await work.of(AuditEntry).find(order_by=AuditEntry.number)]
    assert said[-2:] == ["all notes paused", "all notes resumed"]


@pytest.mark.branch("27.26")
async def test_when_who_asked_leaves_the_one_who_holds_it_reads_that_it_is_over(
    stage: Stage,
) -> None:
    async def leaves(work: Work) -> None:
        person = await work.of(Person).get(stage.world.people["sam"])
        assert person is not None
        await work.save(replace(person, active=False))

    await asks(stage)
    pat = stage.person("pat")
    await pat.sends(await pat.presses("request.claim"))
    await stage.pass_time(MINUTE)
    assert "This one is closed" not in await texts(stage, "pat")
    await in_one_work(stage.world.storage, leaves)
    await stage.pass_time(2 * MINUTE)
    assert phrase("core.gone") in await texts(stage, "pat")
