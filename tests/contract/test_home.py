"""Home on every platform: drawn when it is opened, in the roles its owner holds."""

from datetime import timedelta

import pytest

from bot.adverse_events.unmapped_codes import Code, note_code
from bot.core.storage import Work, in_one_work
from tests.adapters.intake.adt_kit import ADT, with_sources
from tests.contract.stage import Stage
from tests.wording import phrase

pytestmark = pytest.mark.needs("pages")


async def test_home_offers_help_at_once(stage: Stage) -> None:
    home = await stage.person("sam").opens_home()
    assert {"check_in.break", "home.talk", "crisis.show"} <= set(home.buttons)
    assert "home.queue" not in home.buttons
    crisis = await stage.person("sam").presses("crisis.show", home)
    assert "988" in crisis.text


async def test_home_shows_a_request_only_after_a_press(stage: Stage) -> None:
    sam = stage.person("sam")
    before = await sam.opens_home()
    talk = await sam.presses("home.talk", before)
    await sam.presses("check_in.peer", talk)
    await stage.pass_time(timedelta())
    home = await sam.opens_home()
    assert home.text == before.text
    own = await sam.presses("home.own", home)
    assert "request.withdraw" in own.buttons


async def test_a_break_can_be_asked_for_from_home(stage: Stage) -> None:
    sam = stage.person("sam")
    form = await sam.presses("check_in.break", await sam.opens_home())
    assert form.is_form


async def test_home_offers_to_hide_no_message_but_what_is_shown_after_a_press(
    stage: Stage,
) -> None:
    sam = stage.person("sam")
    home = await sam.opens_home()
    assert "privacy.clear" not in home.buttons
    own = await sam.presses("home.own", home)
    assert "privacy.clear" in own.buttons


async def test_a_supporters_home_follows_the_queue(stage: Stage) -> None:
    pat, sam = stage.person("pat"), stage.person("sam")
    assert phrase("home.page.waiting", count=0) in (await pat.opens_home()).text
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    home = await pat.opens_home()
    assert phrase("home.page.waiting", count=1) in home.text
    on = await pat.presses("home.duty_on", home)
    assert on.text == "" or phrase("support_requests.hand_off.on_duty") in on.text
    assert phrase("home.page.on_duty") in (await pat.opens_home()).text


async def test_a_coordinators_home_counts_and_names_nobody(stage: Stage) -> None:
    sam, kit = stage.person("sam"), stage.person("kit")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    home = await kit.opens_home()
    assert phrase("home.page.open", count=1) in home.text
    assert "Sam" not in home.text
    assert "home.open" in home.buttons


async def test_a_coordinators_home_leads_to_when_notes_go(stage: Stage) -> None:
    kit = stage.person("kit")
    rules = await kit.presses("trigger.list", await kit.opens_home())
    assert "trigger.start" in rules.buttons
    assert "trigger.list" not in (await stage.person("pat").opens_home()).buttons


async def test_a_coordinators_home_asks_what_a_code_means_that_nobody_mapped(
    stage: Stage,
) -> None:
    await with_sources(stage.world, [ADT])

    async def note(work: Work) -> None:
        for patient in range(14):
            await note_code(work, "adt", str(patient), Code("PV1-36", "EXPIRED"))

    await in_one_work(stage.world.storage, note)
    home = await stage.person("kit").opens_home()
    assert 'the code "EXPIRED" 14 times since' in home.text
    assert 'died = ["20", "40", "41", "42", "exp", "EXPIRED"]' in home.text
    assert "EXPIRED" not in (await stage.person("pat").opens_home()).text
