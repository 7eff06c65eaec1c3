"""With nobody on duty those are asked who said so, and nobody else, and not often."""

from datetime import timedelta

import pytest

from bot.core.errors import Conflict
from bot.duty.model import OffDutyAsk, OffDutyHours, OffDutyWish
from bot.programme.model import OffDutyRules
from tests.bot.duty.rota_kit import person_is, programme_is
from tests.bot.requests.hospital import actions, ask_for_peer, card_of, hanging, press, take
from tests.wording import phrase
from tests.world import World, text_of

MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


async def allows(world: World, user: str, may: OffDutyHours) -> None:
    await world.submit(user, await world.press(user, "duty.off_duty"), may=may)


async def asked(world: World, request: str) -> set[str]:
    return {
        user
        for user in ("pat", "quinn", "uma")
        if hanging(world, user, request, "request.reminder")
    }


# It is Monday, 09:00, and nobody is on duty.


async def test_who_said_nothing_is_never_asked_off_duty() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await world.pass_time(8 * HOUR)
    assert await asked(world, request) == set()


@pytest.mark.parametrize("may", [OffDutyHours.DAYTIME, OffDutyHours.ANY_TIME])
async def test_who_allows_it_is_asked_where_nobody_is_on_duty(may: OffDutyHours) -> None:
    world = await World.make()
    await allows(world, "quinn", may)
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    (card,) = hanging(world, "quinn", request, "request.reminder")
    assert phrase("support_requests.reminder_off_duty", one="a peer") in text_of(card)
    assert actions(card) == ["request.claim", "request.pass"]
    # There is an answer to wait for, so the coordinator is told when the person was told they are.
    assert hanging(world, "kit", request, "request.needs_someone") == []
    await world.pass_time(20 * MINUTE)
    assert hanging(world, "kit", request, "request.needs_someone")


async def test_with_somebody_on_duty_nobody_off_duty_is_asked() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(25 * MINUTE)
    assert await asked(world, request) == {"pat"}


async def test_at_night_only_those_are_asked_who_allow_any_time() -> None:
    world = await World.make()
    await allows(world, "pat", OffDutyHours.DAYTIME)
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    await world.pass_time(17 * HOUR)  # 02:00
    answer = await world.press("sam", "check_in.peer")
    assert phrase("support_requests.aim.nobody_on", time="2:30 AM") in text_of(answer)
    await world.pass_time(10 * MINUTE)
    assert await asked(world, card_of(answer).subject) == {"quinn"}
    # By the time that was named, the person hears how it stands, at night as well.
    await world.pass_time(20 * MINUTE)
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)


async def test_nobody_is_asked_after_a_night_shift() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    await person_is(world, "quinn", shift="night")
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert await asked(world, request) == set()


async def test_nobody_is_asked_on_leave() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    form = await world.command("quinn", "/support duty week")
    await world.submit("quinn", form, away_from="2026-03-01", away_through="2026-03-04")
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert await asked(world, request) == set()


async def test_who_may_not_take_it_is_not_asked() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    request = await ask_for_peer(world, "quinn")
    await world.pass_time(HOUR)
    assert await asked(world, request) == set()


async def test_one_is_asked_for_one_request_at_a_time() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    first = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    second = await ask_for_peer(world, "nora")
    await world.pass_time(10 * MINUTE)
    assert await asked(world, first) == {"quinn"}
    assert await asked(world, second) == set()


async def test_who_was_asked_is_asked_again_once_it_comes_back_to_all() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    await take(world, "uma", request)
    await press(world, "uma", "request.release", request)
    (card,) = hanging(world, "quinn", request, "request.reminder")
    await world.pass_time(10 * MINUTE)
    # The card of the round before has made way for a new one.
    assert len(hanging(world, "quinn", request, "request.older")) == 1
    assert hanging(world, "quinn", request, "request.reminder") == [card]
    await world.pass_time(10 * MINUTE)
    assert len(hanging(world, "quinn", request, "request.older")) == 1


async def test_who_saw_them_free_before_they_were_asked_for_another_begins_again() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    async with world.storage.reading() as work:
        (seen,) = await work.of(OffDutyWish).find()
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    with pytest.raises(Conflict):
        async with world.storage.work() as work:
            await work.save(seen)


async def test_there_is_a_limit_for_a_week_which_ends() -> None:
    world = await World.make()
    await programme_is(world, off_duty=OffDutyRules(a_week=1))
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    first = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    await press(world, "sam", "request.withdraw", first)
    second = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert await asked(world, second) == set()
    await press(world, "sam", "request.withdraw", second)
    await world.pass_time(timedelta(days=8))
    third = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    assert await asked(world, third) == {"quinn"}


async def test_the_hospital_can_switch_it_off() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    await programme_is(world, off_duty=OffDutyRules(allowed=False))
    request = await ask_for_peer(world)
    await world.pass_time(HOUR)
    assert await asked(world, request) == set()
    card = card_of(await world.command("quinn", "/support duty"))
    assert "duty.off_duty" not in actions(card)
    answer = await world.press("quinn", "duty.off_duty")
    assert phrase("supporters.off_duty.not_here") in text_of(answer)


async def test_ones_own_setting_stands_on_the_duty_card_and_can_be_taken_back() -> None:
    world = await World.make()
    never = phrase("supporters.off_duty.now.never")
    assert never in text_of(await world.command("quinn", "/support duty"))
    await allows(world, "quinn", OffDutyHours.DAYTIME)
    card = text_of(await world.command("quinn", "/support duty"))
    assert phrase("supporters.off_duty.now.daytime") in card
    await allows(world, "quinn", OffDutyHours.NEVER)
    async with world.storage.reading() as work:
        assert await work.of(OffDutyWish).find() == []


async def test_forget_takes_the_setting_and_the_asks_along() -> None:
    world = await World.make()
    await allows(world, "quinn", OffDutyHours.ANY_TIME)
    await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    mine = text_of(await world.command("quinn", "/support mydata"))
    assert phrase("privacy.mydata.duty_off") in mine
    await world.press("quinn", "privacy.forget")
    await world.settle()
    async with world.storage.reading() as work:
        assert await work.of(OffDutyWish).find() == []
        assert await work.of(OffDutyAsk).find() == []
