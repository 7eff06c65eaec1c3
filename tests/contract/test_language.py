"""Whoever reads Spanish reads it everywhere, on every platform; the others go on as before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from tests.contract.stage import Stage
from tests.wording import phrase

NOTHING_PASSES = timedelta()


async def reads_spanish(stage: Stage, user: str = "sam") -> None:
    """The playbook says so, whatever their app is set to."""

    async def write(work: Work) -> None:
        person = await work.of(Person).get(stage.world.people[user])
        assert person is not None
        await work.save(replace(person, locale="es", from_playbook=("locale",)))

    await in_one_work(stage.world.storage, write)


@pytest.mark.branch("03.1")
async def test_menu_dialog_and_refusal_are_in_spanish(stage: Stage) -> None:
    await reads_spanish(stage)
    sam = stage.person("sam")
    menu = await sam.types("/support")
    assert phrase("home.menu.text", "es") in menu.text
    assert menu.buttons["check_in.talk"] == phrase("home.talk", "es")
    form = await sam.presses("check_in.break", menu)
    assert phrase("time_out.ask.not_meal", "es") in form.text
    assert "otra función" in (await sam.types("/support queue")).text


@pytest.mark.branch("03.2")
async def test_a_request_is_in_spanish_for_who_asks_and_in_english_for_who_takes_it(
    stage: Stage,
) -> None:
    await reads_spanish(stage)
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(NOTHING_PASSES)
    assert phrase("supports.peer.asking", "es") in (await sam.reads())[-1].text
    taking = await pat.presses("request.claim")
    assert phrase("support_requests.take.title") in taking.text
    await pat.sends(taking)
    await stage.pass_time(NOTHING_PASSES)
    assert phrase("supports.peer.found", "es").removesuffix("las") in (await sam.reads())[-1].text
    assert any(phrase("support_requests.held.claimed") in shown.text for shown in await pat.reads())


@pytest.mark.branch("03.21")
async def test_a_card_in_a_channel_is_in_the_hospitals_language(stage: Stage) -> None:
    async def speaks_spanish(work: Work) -> None:
        await put(work, replace(await current(work), language="es"))

    await in_one_work(stage.world.storage, speaks_spanish)
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")
    await stage.pass_time(NOTHING_PASSES)
    (card,) = [shown for shown in await pat.reads() if shown.has("request.claim")]
    # In Teams a card may be drawn anew for the one who looks; what was posted is everybody's.
    assert phrase("support_requests.claim.preview", "es") in card.text
    # Whoever takes it reads their own language.
    assert phrase("support_requests.take.title") in (await pat.presses("request.claim")).text


@pytest.mark.branch("03.3")
async def test_numbers_to_call_are_in_spanish_with_the_database_down(stage: Stage) -> None:
    await reads_spanish(stage)
    sam = stage.person("sam")
    await sam.types("/support")
    stage.crash.down = True
    crisis = await sam.types("/support crisis")
    assert phrase("home.crisis.cope", "es") in crisis.text
    assert "oprima 2" in crisis.text
