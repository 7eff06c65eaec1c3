"""A practice in the real workspace: marked, agreed to, counted nowhere, and over by itself."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import Episode
from bot.drills.model import Drill, Participant
from bot.requests.model import SupportRequest
from tests.contract.stage import Stage
from tests.some import some
from tests.wording import phrase

NOW, HOUR = timedelta(), timedelta(hours=1)


async def under_way(stage: Stage) -> None:
    """Kit asks Sam and Pat, both say yes, and the practice note goes out."""
    kit = stage.person("kit")
    form = await kit.types("/support-admin drill on")
    await kit.sends(form, near="sam", listens="pat", hours="2")
    await stage.pass_time(NOW)
    assert not any(shown.has("drill.begin") for shown in await kit.reads())
    for user, agreed in (("sam", 1), ("pat", 2)):
        await stage.person(user).presses("drill.join")
        await stage.pass_time(NOW)
        (control,) = [shown for shown in await kit.reads() if shown.has("drill.begin")]
        assert phrase("drill.control.counted", agreed=agreed, asked=2) in control.text
    await kit.presses("drill.begin")
    await stage.pass_time(NOW)


async def texts(stage: Stage, user: str) -> list[str]:
    return [shown.text for shown in await stage.person(user).reads()]


@pytest.mark.branch("63.4")
async def test_every_message_of_it_says_that_it_is_a_practice(stage: Stage) -> None:
    await under_way(stage)
    sam = await texts(stage, "sam")
    assert len(sam) == 2
    assert all(phrase("drill.frame") in text for text in some(sam))
    for user in ("rosa", "lena", "quinn"):
        assert await texts(stage, user) == []


@pytest.mark.branch("63.5")
async def test_a_talk_is_taken_in_practice_and_nothing_real_comes_of_it(stage: Stage) -> None:
    await under_way(stage)
    sam, pat = stage.person("sam"), stage.person("pat")
    await sam.presses("drill.talk")
    await stage.pass_time(NOW)
    taken = await pat.sends(await pat.presses("drill.take"))
    assert phrase("drill.take.nobody") in taken.text
    await stage.pass_time(NOW)
    assert any(phrase("drill.told.talk") in text for text in await texts(stage, "sam"))
    async with stage.world.storage.reading() as work:
        assert await work.of(SupportRequest).count() == 0
        assert await work.of(Episode).count() == 0


@pytest.mark.branch("63.7")
async def test_help_for_real_is_one_press_away_and_is_real(stage: Stage) -> None:
    await under_way(stage)
    sam = stage.person("sam")
    menu = await sam.presses("drill.for_real")
    assert "PRACTICE" not in menu.text
    talk = await sam.presses("check_in.talk", menu)
    asked = await sam.presses("check_in.peer", talk)
    assert "PRACTICE" not in asked.text
    async with stage.world.storage.reading() as work:
        assert await work.of(SupportRequest).count() == 1


@pytest.mark.branch("63.9")
async def test_it_ends_by_a_word_and_every_card_says_so(stage: Stage) -> None:
    await under_way(stage)
    running = await stage.person("kit").types("/support-admin drill")
    assert phrase("drill.control.begun") in running.text
    shown = await stage.person("kit").types("/support-admin drill off")
    assert phrase("drill.control.over") in shown.text
    await stage.pass_time(NOW)
    for user in ("sam", "pat"):
        assert all(phrase("drill.over") in text for text in some(await texts(stage, user)))


@pytest.mark.branch("63.10")
async def test_it_ends_by_itself_and_nothing_is_left(stage: Stage) -> None:
    await under_way(stage)
    await stage.pass_time(3 * HOUR)
    assert all(phrase("drill.over") in text for text in some(await texts(stage, "sam")))
    async with stage.world.storage.reading() as work:
        assert await work.of(Drill).count() == 0
        assert await work.of(Participant).count() == 0
