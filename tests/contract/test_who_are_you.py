"""The owner of an account that somebody had who left is asked whether that was them."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.intake.hr_file import import_file
from bot.check_ins import wishes_of
from bot.core.people import person_with, person_with_email
from bot.core.storage import Work, in_one_work
from bot.programme import match_accounts
from tests.contract.stage import Stage
from tests.wording import phrase
from tests.world import STAFF, user_of

UNITS = {"icu", "float", "surgery", "pharmacy", "pastoral"}
ZOE = "zoe@example.org"
IS_IT_YOU = phrase("programme.who_are_you.text")
EARLIER = phrase("programme.who_are_you.was", name="Sam (sam@example.org)")
THANKS = phrase("programme.who_are_you.thanks")


async def hr_says(stage: Stage, **renamed: tuple[str, str]) -> None:
    """HR's file comes, with some people under another name and address."""
    lines = ["email,name,role,unit"]
    for listed, profession, unit, _ in STAFF:
        user = user_of(listed)
        name, email = renamed.get(user, (listed, f"{user}@example.org"))
        lines.append(f"{email},{name},{profession},{unit if unit in UNITS else ''}")

    async def take_file(work: Work) -> None:
        plan = await import_file(work, "\n".join([*lines, ""]).encode(), "test")
        assert plan.is_sound, [str(fault) for fault in plan.faults]

    await in_one_work(stage.world.storage, take_file)


@pytest.fixture
async def stage_with_zoe(stage: Stage) -> Stage:
    """Sam has left after a wish to get no messages; Zoe, in another role, has that account."""
    await stage.person("sam").types("/support stop")
    await hr_says(stage)
    await hr_says(stage, sam=("Zoe Quell", ZOE))
    account = stage.world.home.account("sam")

    async def moves(work: Work) -> None:
        zoe = await person_with_email(work, ZOE)
        assert zoe is not None
        await work.save(replace(zoe, unit="pastoral", profession="adviser"))
        await match_accounts(work, [(ZOE, account)])

    await in_one_work(stage.world.storage, moves)
    return stage


async def owner(stage: Stage) -> str:
    async with stage.world.storage.reading() as work:
        person = await person_with(work, stage.world.home.account("sam"))
    assert person is not None
    return person.reference


async def has_stopped(stage: Stage, person: str) -> bool:
    async with stage.world.storage.reading() as work:
        return (await wishes_of(work, person)).stopped


async def test_a_yes_joins_both_and_the_earlier_wish_holds(stage_with_zoe: Stage) -> None:
    stage = stage_with_zoe
    zoe, sam = stage.person("sam"), stage.world.people["sam"]
    asked = await zoe.types("/support talk")
    assert IS_IT_YOU in asked.text
    assert "Sam " not in asked.text
    assert EARLIER in (await zoe.presses("programme.former_name", asked)).text
    assert THANKS in (await zoe.presses("programme.its_me", asked)).text
    await stage.pass_time(timedelta(minutes=1))
    assert await owner(stage) == sam
    assert await has_stopped(stage, sam)
    assert IS_IT_YOU not in (await zoe.types("/support talk")).text


async def test_a_no_keeps_them_apart_and_is_asked_once(stage_with_zoe: Stage) -> None:
    stage = stage_with_zoe
    zoe, sam = stage.person("sam"), stage.world.people["sam"]
    asked = await zoe.types("/support talk")
    assert THANKS in (await zoe.presses("programme.not_me", asked)).text
    assert IS_IT_YOU not in (await zoe.types("/support talk")).text
    now = await owner(stage)
    assert now != sam
    assert not await has_stopped(stage, now)
