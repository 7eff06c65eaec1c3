"""Care for those who care: a limit, a silent pass, and what to do when somebody is in danger."""

from dataclasses import replace
from datetime import timedelta

from bot.programme import current, put
from bot.programme.model import Programme
from bot.storage import Work, in_one_work
from tests.contract.stage import Shown, Stage

NOW = timedelta()


async def programme_is(stage: Stage, *, cap: int = 2, urgent: tuple[str, ...] = ()) -> None:
    async def change(work: Work) -> Programme:
        programme = await current(work)
        areas = tuple(replace(area, supporter_cap=cap) for area in programme.areas)
        programme = replace(programme, areas=areas, urgent=urgent)
        await put(work, programme)
        return programme

    stage.world.directory.remember(await in_one_work(stage.world.storage, change))


async def asks(stage: Stage, user: str) -> None:
    who = stage.person(user)
    doors = await who.presses("check_in.talk", await who.types("/support"))
    await who.presses("check_in.peer", doors)
    await stage.pass_time(NOW)


async def takes(stage: Stage, user: str) -> Shown:
    who = stage.person(user)
    form = await who.presses("request.claim")
    shown = await who.sends(form)
    await stage.pass_time(NOW)
    return shown


async def test_at_their_limit_a_supporter_is_refused_like_anybody_else(stage: Stage) -> None:
    await programme_is(stage, cap=1)
    await asks(stage, "sam")
    await takes(stage, "pat")
    await asks(stage, "rosa")
    refused = await stage.person("pat").presses("request.claim")
    offered = await stage.person("quinn").presses("request.claim")
    assert refused.text != offered.text
    assert "hold" not in refused.text.lower()
    assert "limit" not in refused.text.lower()


async def test_a_limit_that_is_higher_lets_them_take_more(stage: Stage) -> None:
    await programme_is(stage, cap=2)
    await asks(stage, "sam")
    first = await takes(stage, "pat")
    await asks(stage, "rosa")
    second = await takes(stage, "pat")
    assert first.is_form == second.is_form


async def test_when_somebody_may_be_in_danger_the_plan_is_one_press_away(stage: Stage) -> None:
    await programme_is(stage, urgent=("Call extension 4911.",))
    await asks(stage, "sam")
    await takes(stage, "pat")
    pat = stage.person("pat")
    await pat.presses("request.reached")
    await stage.pass_time(NOW)
    shown = await pat.presses("request.urgent")
    assert "Call extension 4911." in shown.text
    assert "Ask openly if they think of ending their life" in shown.text


async def test_the_plan_is_there_with_the_database_down_and_stores_nothing(stage: Stage) -> None:
    await programme_is(stage, urgent=("Call extension 4911.",))
    stage.crash.down = True
    shown = await stage.person("pat").types("/support urgent")
    assert "Call extension 4911." in shown.text
