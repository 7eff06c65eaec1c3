"""A person behind it: a signed first message, and a plan that people carry out."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.programme import current, put
from tests.contract.reporting import report_by_form
from tests.contract.stage import Shown, Stage
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
    preview = await report_by_form(lena, "colleague_loss", "death", people="sam")
    assert phrase("check_in.see.by_plan") in preview.text
    await stage.pass_time(timedelta(hours=4))
    assert await notes(stage, "sam") == 0
    plan = await kit.presses("staff_death.plan")
    assert phrase("staff_death.told") in plan.text
    words = await kit.presses("staff_death.words", plan)
    assert phrase("staff_death.words.news") in words.text
    await kit.presses("adverse_event.let_go")
    await stage.pass_time(timedelta(hours=3))
    assert await notes(stage, "sam") == 1


async def reports_a_death(stage: Stage, user: str) -> Shown:
    """Somebody fills in the report of an unexpected death; what they then see."""
    person = stage.person(user)
    preview = await person.sends(
        await person.types("/support-admin activate"),
        unit="icu",
        day="2026-03-02",
        time="08:30",
        people="sam",
    )
    if "kind" in preview.inputs:
        preview = await person.sends(preview, kind="unexpected_death", harm="death")
    return preview


async def calls(stage: Stage, choice: str) -> None:
    """The coordinator asks peers to call somebody after an unexpected death; the call is open."""
    kit = stage.person("kit")
    preview = await reports_a_death(stage, "kit")
    assert phrase("check_in.see.calls.ask") in preview.text
    await kit.sends(preview, calls=choice)
    await stage.pass_time(timedelta(hours=1, minutes=2))


@pytest.mark.branch("69.3")
async def test_peers_call_before_the_message_and_the_person_reads_so_first(stage: Stage) -> None:
    await calls(stage, "first")
    sam, pat = stage.person("sam"), stage.person("pat")
    (line,) = [shown for shown in await sam.reads() if shown.has("request.no_call")]
    assert phrase("support_requests.calls.coming") in line.text
    assert await notes(stage, "sam") == 0
    (card,) = [shown for shown in await pat.reads() if shown.has("request.claim")]
    assert phrase("support_requests.calls.claim", one="a peer") in card.text
    assert "Sam" not in card.text
    contact = await pat.sends(await pat.presses("request.claim"))
    assert "Sam Rivera" in contact.text
    await stage.pass_time(timedelta())
    await pat.presses("request.reached")
    await stage.pass_time(timedelta(minutes=2))
    assert await notes(stage, "sam") == 1


@pytest.mark.branch("69.4")
async def test_a_call_instead_of_the_message_is_found_and_declined(stage: Stage) -> None:
    await calls(stage, "instead")
    sam, kit = stage.person("sam"), stage.person("kit")
    mydata = await sam.types("/support mydata")
    assert phrase("privacy.mydata.call") in mydata.text
    answer = await sam.presses("request.no_call", mydata)
    assert phrase("support_requests.calls.declined").partition(".")[0] in answer.text
    await stage.pass_time(timedelta(hours=6))
    assert await notes(stage, "sam") == 0
    stands = await kit.presses("adverse_event.calls")
    assert phrase("support_requests.calls.few", count=5) in stands.text
    assert "Sam" not in stands.text


@pytest.mark.branch("69.5")
async def test_whom_nobody_calls_gets_the_message(stage: Stage) -> None:
    await calls(stage, "instead")
    assert await notes(stage, "sam") == 0
    await stage.pass_time(timedelta(hours=4, minutes=2))
    assert await notes(stage, "sam") == 1


@pytest.mark.branch("69.6")
async def test_a_coordinator_asks_for_calls_after_a_leads_report(stage: Stage) -> None:
    await stage.person("lena").sends(await reports_a_death(stage, "lena"))
    kit = stage.person("kit")
    preview = await kit.types("/support-admin calls")
    assert phrase("check_in.see.calls.ask") in preview.text
    await kit.sends(preview, calls="instead")
    await stage.pass_time(timedelta(hours=1, minutes=2))
    (card,) = [each for each in await stage.person("pat").reads() if each.has("request.claim")]
    assert phrase("support_requests.calls.claim", one="a peer") in card.text
    assert await notes(stage, "sam") == 0


async def notes(stage: Stage, user: str) -> int:
    return sum(shown.has("check_in.talk") for shown in await stage.person(user).reads())
