"""What is said about who can help now comes from the rota, the lines' hours, and nothing else."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core.lines import SupportLine
from bot.core.people import Employment, Person
from bot.duty.availability import Availability
from bot.programme import current
from bot.requests.open_ways import open_ways
from tests.bot.duty.rota_kit import person_is, programme_is, rota_is, turn
from tests.bot.requests.hospital import ask_for_peer, episode_of, take
from tests.wording import phrase
from tests.world import EAP_LINE, START, World, text_of

HOUR = timedelta(hours=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri")
LADDER = timedelta(minutes=30)
CONFIRM = timedelta(hours=4)


async def found(
    world: World, employment: Employment = Employment.EMPLOYEE, asker: str = ""
) -> dict[str, Availability]:
    """What is offered in the sample hospital, by kind, in the order in which it is shown."""
    async with world.storage.reading() as work:
        programme = await current(work)
        person = await work.of(Person).get(world.people[asker]) if asker else None
        area = programme.areas[0]
        asking = person or Person(reference="", employment=employment)
        got = await open_ways(work, programme, area, asking)
        return {one.kind.key: one for one in got}


async def line_is(world: World, line: SupportLine) -> None:
    async with world.storage.reading() as work:
        lines = (await current(work)).lines
    await programme_is(world, lines=tuple(line if each.key == line.key else each for each in lines))


def local(hour: int, minute: int = 0, days: int = 0) -> datetime:
    """A time on the hospital's clock, from the Monday on which the tests begin (09:00)."""
    return START + timedelta(days=days, hours=hour - 9, minutes=minute)


async def test_without_a_rota_nobody_is_awake_and_no_time_is_promised() -> None:
    world = await World.make()
    peer = (await found(world))["peer"]
    assert (peer.awake, peer.until, peer.opens_at) == (False, None, None)
    assert (peer.says_yes_within, peer.calls_within) == (None, None)
    assert peer.can_ask


async def test_somebody_on_duty_is_awake_until_the_last_turn_in_a_row_ends() -> None:
    world = await World.make()
    await rota_is(
        world, turn(world, "pat", "07:00", "12:00"), turn(world, "quinn", "12:00", "17:00")
    )
    peer = (await found(world))["peer"]
    assert peer.awake
    assert peer.until == local(17)
    assert (peer.says_yes_within, peer.calls_within) == (LADDER, LADDER + CONFIRM)


async def test_a_time_is_promised_only_if_the_people_on_duty_stay_that_long() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "09:20"))
    peer = (await found(world))["peer"]
    assert peer.awake
    assert peer.until == local(9, 20)
    assert (peer.says_yes_within, peer.calls_within) == (None, None)


async def test_before_the_next_turn_it_is_asleep_and_says_when_that_begins() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "19:00", "07:00"))
    peer = (await found(world))["peer"]
    assert not peer.awake
    assert peer.opens_at == local(19)


async def test_without_a_rota_out_of_hours_it_says_when_requests_are_watched_again() -> None:
    world = await World.make()
    await world.pass_time(13 * HOUR)
    peer = (await found(world))["peer"]
    assert (peer.awake, peer.opens_at) == (False, local(8, days=1))


async def test_who_went_on_duty_without_an_end_is_awake_without_an_end() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    peer = (await found(world))["peer"]
    assert (peer.awake, peer.until, peer.says_yes_within) == (True, None, LADDER)


async def test_who_went_off_duty_does_not_count_for_the_rest_of_their_turn() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await world.command("pat", "/support duty off")
    peer = (await found(world))["peer"]
    assert not peer.awake
    assert peer.opens_at == local(7, days=1)


async def test_the_one_who_asks_and_those_above_them_do_not_count() -> None:
    world = await World.make()
    await rota_is(
        world, turn(world, "pat", "07:00", "12:00"), turn(world, "quinn", "07:00", "14:00")
    )
    await person_is(world, "pat", evaluators=(world.people["quinn"],))
    assert (await found(world))["peer"].until == local(14)
    assert not (await found(world, asker="pat"))["peer"].awake


async def test_whose_training_has_ended_does_not_count() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await person_is(world, "pat", trained_until="2026-03-01")
    assert not (await found(world))["peer"].awake


async def test_a_manager_does_not_count_for_a_kind_that_is_closed_to_managers() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "12:00"))
    await person_is(world, "sam", manager=world.people["pat"])
    assert not (await found(world))["peer"].awake


async def test_where_the_only_supporter_asks_there_is_nobody_to_ask() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        area = (await current(work)).areas[0]
    await programme_is(world, areas=(area.with_takers("peer", (world.people["pat"],)),))
    assert (await found(world))["peer"].can_ask
    assert not (await found(world, asker="pat"))["peer"].can_ask


async def test_after_an_event_those_who_were_near_it_do_not_count_on_any_card() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "14:00"))
    episode = await episode_of(world, "sam")
    promised = phrase("support_requests.ways.says_yes", yes="30 minutes")
    assert promised in text_of(await world.press("sam", "check_in.talk", episode))
    for supporter in ("pat", "quinn", "uma"):
        await episode_of(world, supporter)
    assert promised not in text_of(await world.press("sam", "check_in.talk", episode))
    answer = text_of(await world.press("sam", "check_in.peer", episode))
    assert phrase("support_requests.waiting.nobody_may") in answer


async def test_no_time_is_promised_for_somebody_who_holds_as_many_as_they_should() -> None:
    world = await World.make()
    async with world.storage.reading() as work:
        area = (await current(work)).areas[0]
    await programme_is(world, areas=(replace(area, supporter_cap=1),))
    await world.command("pat", "/support duty on")
    assert (await found(world, asker="sam"))["peer"].says_yes_within == LADDER
    await take(world, "pat", await ask_for_peer(world, "nora"))
    peer = (await found(world, asker="sam"))["peer"]
    assert (peer.says_yes_within, peer.can_ask) == (None, True)


async def test_a_line_that_never_closes_is_awake_without_an_end_and_has_its_number() -> None:
    world = await World.make()
    eap = (await found(world))["eap"]
    assert (eap.awake, eap.until, eap.number) == (True, None, EAP_LINE.number)
    assert eap.says_yes_within is None


async def test_a_line_with_hours_is_awake_until_it_closes_and_says_when_it_opens() -> None:
    world = await World.make()
    await line_is(
        world,
        replace(EAP_LINE, hours="by day", open_days=WEEKDAYS, opens=time(8), closes=time(17)),
    )
    eap = (await found(world))["eap"]
    assert (eap.awake, eap.until) == (True, local(17))
    await world.pass_time(9 * HOUR)
    eap = (await found(world))["eap"]
    assert (eap.awake, eap.opens_at) == (False, local(8, days=1))


async def test_a_line_whose_hours_are_words_alone_is_never_called_open() -> None:
    world = await World.make()
    await line_is(world, replace(EAP_LINE, hours="most days"))
    eap = (await found(world))["eap"]
    assert (eap.awake, eap.opens_at, eap.number) == (False, None, EAP_LINE.number)


async def test_the_operator_is_the_number_of_a_kind_without_a_line() -> None:
    world = await World.make()
    chaplain = (await found(world))["chaplain"]
    assert (chaplain.awake, chaplain.number) == (False, "555-0100")


async def test_who_is_awake_comes_first_and_of_these_the_soonest() -> None:
    world = await World.make()
    await line_is(world, replace(EAP_LINE, hours="most days"))
    await rota_is(world, turn(world, "imani", "07:00", "12:00", option="chaplain"))
    assert list(await found(world)) == ["chaplain", "peer", "eap", "outside"]
    await line_is(world, EAP_LINE)
    assert list(await found(world)) == ["chaplain", "eap", "peer", "outside"]


async def test_of_those_asleep_the_one_that_opens_first_comes_first() -> None:
    world = await World.make()
    await line_is(world, replace(EAP_LINE, hours="most days"))
    await rota_is(
        world,
        turn(world, "pat", "15:00", "17:00"),
        turn(world, "imani", "12:00", "14:00", option="chaplain"),
    )
    assert list(await found(world)) == ["chaplain", "peer", "eap", "outside"]


async def test_a_kind_that_is_not_for_their_employment_is_left_out() -> None:
    world = await World.make()
    assert "eap" not in await found(world, Employment.CONTRACTOR)
