"""A coordinator sets the programme up in chat, step by step, and looks back at what was changed."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.people import Person
from bot.programme import current, put
from tests.contract.stage import Shown, Stage
from tests.wording import phrase


async def change(stage: Stage, **changes: object) -> None:
    async with stage.world.storage.work() as work:
        programme = replace(await current(work), **changes)  # type: ignore[arg-type]
        await put(work, programme)


async def without_on_call(stage: Stage) -> None:
    async with stage.world.storage.reading() as work:
        areas = tuple(replace(area, on_call=()) for area in (await current(work)).areas)
    await change(stage, areas=areas)


async def tests_the_channels(stage: Stage) -> Shown:
    """Open the step of the channels and post the test; what the step shows once it arrived."""
    kit = stage.person("kit")
    step = await kit.presses("setup.step", await kit.types("/support-admin setup"))
    shown = await kit.presses("setup.test", step)
    await stage.pass_time(timedelta())
    return shown


@pytest.mark.branch("61.17")
async def test_the_channel_is_done_once_a_test_was_seen_in_it(stage: Stage) -> None:
    kit, pat = stage.person("kit"), stage.person("pat")
    before = await kit.types("/support-admin setup")
    assert phrase("setup.to_do", step=phrase("setup.title.channel")) in before.text
    on_its_way = await tests_the_channels(stage)
    assert phrase("setup.test.waits") in on_its_way.text
    assert any(phrase("setup.test.text") in shown.text for shown in await pat.reads())
    after = await kit.types("/support-admin setup")
    assert phrase("setup.done", step=phrase("setup.title.channel")) in after.text


@pytest.mark.branch("61.18")
async def test_a_word_to_everyone_without_a_channel_shows_the_lines_that_name_one(
    stage: Stage,
) -> None:
    shown = await stage.person("kit").types("/support-admin announce")
    assert phrase("home.announce.nowhere") in shown.text
    assert "[channels.announcements]" in shown.text
    assert stage.world.home.platform in shown.text


@pytest.mark.branch("61.20")
async def test_the_posters_are_ordered_by_a_line_for_the_server(stage: Stage) -> None:
    shown = await stage.person("kit").types("/support-admin kit")
    assert phrase("setup.line.kit") in shown.text
    assert phrase("home.kit.make") in shown.text


@pytest.mark.branch("61.1")
async def test_setting_up_goes_step_by_step_and_can_be_left_and_taken_up_again(
    stage: Stage,
) -> None:
    kit = stage.person("kit")
    await without_on_call(stage)
    await tests_the_channels(stage)
    shown = await kit.types("/support-admin setup")
    assert phrase("setup.to_do", step=phrase("setup.title.on_call")) in shown.text
    step = await kit.presses("setup.step", shown)
    assert phrase("setup.why.on_call", names="Main campus") in step.text
    form = await kit.presses("setup.add", step)
    done = await kit.sends(form, who="oda", seat="on_call", where="main")
    assert phrase("setup.changed.text", seat="On call", place="Main campus", people=1) in done.text
    assert "Oda" not in done.text
    again = await kit.types("/support-admin setup")
    assert phrase("setup.done", step=phrase("setup.title.on_call")) in again.text


@pytest.mark.branch("61.3")
async def test_what_the_playbook_alone_can_say_is_shown_as_its_exact_lines(stage: Stage) -> None:
    await change(stage, channels={})
    kit = stage.person("kit")
    shown = await kit.presses("setup.step", await kit.types("/support-admin setup"))
    assert "[channels.claims]" in shown.text
    assert stage.world.home.platform in shown.text


@pytest.mark.branch("61.4")
@pytest.mark.needs("mentions")
async def test_somebody_is_named_by_words(stage: Stage) -> None:
    named = await stage.person("kit").types("/support-admin people add supporter @rosa")
    assert phrase("setup.changed.text", people=4) in named.text


@pytest.mark.branch("61.5")
async def test_somebody_is_named_by_the_form_and_taken_off_by_name_in_a_dialog(
    stage: Stage,
) -> None:
    kit = stage.person("kit")
    form = await kit.types("/support-admin people add")
    named = await kit.sends(form, who="rosa", seat="takes:peer", where="main")
    assert phrase("setup.changed.text", people=4) in named.text
    form = await kit.presses("setup.remove", named)
    second = await kit.sends(form, seat="takes:peer", where="main")
    assert second.is_form
    done = await kit.sends(second, who=stage.world.people["rosa"])
    assert phrase("setup.changed.text", people=3) in done.text


async def test_a_manager_cannot_be_named_a_supporter(stage: Stage) -> None:
    async with stage.world.storage.work() as work:
        sam = await work.of(Person).get(stage.world.people["sam"])
        assert sam is not None
        await work.save(replace(sam, manager=stage.world.people["rosa"]))
    kit = stage.person("kit")
    form = await kit.types("/support-admin people add")
    refused = await kit.sends(form, who="rosa", seat="takes:peer", where="main")
    assert phrase("setup.people.apart") in refused.faults["who"]


@pytest.mark.branch("61.9")
async def test_a_line_that_was_called_is_noted_by_the_coordinator(stage: Stage) -> None:
    async with stage.world.storage.reading() as work:
        lines = (await current(work)).lines
    await change(stage, lines=tuple(replace(x, last_verified=date(2025, 1, 1)) for x in lines))
    kit = stage.person("kit")
    form = await kit.presses("programme.called", await kit.types("/support-admin lines list"))
    shown = await kit.sends(form, line="988")
    assert (
        phrase("programme.lines.fine", name="988 Lifeline", number="988", day="Mar 2") in shown.text
    )


@pytest.mark.branch("61.11")
async def test_which_later_notes_there_are_is_shown_and_changed(stage: Stage) -> None:
    kit = stage.person("kit")
    form = await kit.presses("setup.notes_of", await kit.types("/support-admin followup show"))
    second = await kit.sends(form, of="area/main")
    shown = await kit.sends(second, stages="1w")
    assert f"Main campus: {phrase('trigger.later.week')}" in shown.text


@pytest.mark.branch("61.12")
async def test_the_log_of_changes_opens_in_a_dialog(stage: Stage) -> None:
    kit = stage.person("kit")
    form = await kit.types("/support-admin people add")
    await kit.sends(form, who="rosa", seat="takes:peer", where="main")
    shown = await kit.types("/support-admin audit 7d")
    assert "Kit Laszlo: Rosa Lind added to supporter in main" in shown.text
    assert not any("Rosa" in message.text for message in await kit.reads())


@pytest.mark.branch("61.13")
async def test_a_coordinator_asks_one_person_to_take_what_waits(stage: Stage) -> None:
    sam, kit, pat = (stage.person(user) for user in ("sam", "kit", "pat"))
    menu = await sam.presses("check_in.talk", await sam.types("/support"))
    await sam.presses("check_in.peer", menu)
    await stage.pass_time(timedelta())
    form = await kit.presses("request.assign_which", await kit.types("/support-admin open"))
    second = await kit.sends(form, request=form.inputs["request"][0])
    asked = await kit.sends(second, who=stage.world.people["pat"])
    assert phrase("support_requests.assign.asked") in asked.text
    await stage.pass_time(timedelta())
    shown = await pat.presses("request.claim", (await pat.reads())[-1])
    assert "Sam" not in shown.text
    assert not any("Sam" in message.text for message in await kit.reads())
