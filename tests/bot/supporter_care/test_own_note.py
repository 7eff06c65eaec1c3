"""Who listens to others gets a note of their own: one a day, on the next, and only if wished."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from bot.core.clock import in_zone
from bot.core.jobs import Job
from bot.core.people import Person
from bot.core.retention import HeldBack
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.supporter_care.model import OwnNote
from tests.bot.requests.hospital import ask_for_peer, press, take
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import ZONE, World, text_of

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


async def talks(world: World, user: str = "sam", by: str = "pat") -> str:
    """Somebody asks, a supporter takes it and says that they have talked."""
    request = await ask_for_peer(world, user)
    await take(world, by, request)
    await press(world, by, "request.reached", request)
    return request


def notes(world: World, user: str = "pat") -> list[Card]:
    return [card for card in world.sees(user).log if card.screen == "supporter_care.note"]


async def rows(world: World) -> list[OwnNote]:
    async with world.storage.reading() as work:
        return await work.of(OwnNote).find()


async def change(world: World, user: str, **fields: Any) -> None:
    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, **fields))

    await in_one_work(world.storage, write)


async def test_it_comes_the_next_day_at_ten_and_names_nobody(world: World) -> None:
    await talks(world)
    await world.pass_time(24 * HOUR)  # 09:00 of the next day
    assert notes(world) == []
    await world.pass_time(HOUR)
    (note,) = notes(world)
    assert phrase("check_in.note.hello", name="Pat") in text_of(note)
    for told in ("Sam", "Rivera", "ICU", "Quinn"):
        assert told not in text_of(note)
    assert [b.action for b in note.buttons] == [
        "home.talk",
        "supporter_care.ok",
        "supporter_care.stop",
        "privacy.clear",
    ]


async def test_one_a_day_however_many_talks(world: World) -> None:
    first = await talks(world)
    await world.pass_time(HOUR)
    await talks(world, "nora")
    await press(world, "pat", "request.done", first)
    await world.pass_time(2 * DAY)
    assert len(notes(world)) == 1


async def test_a_talk_counts_once_though_it_is_done_days_later(world: World) -> None:
    request = await talks(world)
    await world.pass_time(3 * DAY)
    await press(world, "pat", "request.done", request)
    await world.pass_time(3 * DAY)
    assert len(notes(world)) == 1


async def test_a_talk_called_done_at_once_counts_too(world: World) -> None:
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.done", request)
    await world.pass_time(2 * DAY)
    assert len(notes(world)) == 1


async def test_talks_on_two_days_are_two_notes_and_never_two_on_one_day(world: World) -> None:
    first = await talks(world)
    await press(world, "pat", "request.done", first)
    await world.pass_time(14 * HOUR + 30 * timedelta(minutes=1))  # 23:30
    await talks(world, "nora")
    await world.pass_time(10 * HOUR)
    await talks(world, "theo")
    await world.pass_time(3 * DAY)
    async with world.storage.reading() as work:
        sent = [
            in_zone(job.due_at, ZONE).date()
            for job in await work.of(Job).find(Job.kind.is_("supporter_care.send"))
        ]
    assert sorted(sent) == [date(2026, 3, 3), date(2026, 3, 4)]
    assert len(notes(world)) == 2


async def test_after_a_night_shift_it_waits_for_the_sleep(world: World) -> None:
    await change(world, "pat", unit="icu", shift="night")
    await talks(world)
    await world.pass_time(26 * HOUR)
    assert notes(world) == []
    await world.pass_time(4 * HOUR)  # 15:00: eight hours after the shift
    assert len(notes(world)) == 1


async def test_release_hand_off_and_tries_bring_none(world: World) -> None:
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.press_in("pat", "request.tried")
    await press(world, "pat", "request.release", request)
    await world.pass_time(2 * DAY)
    assert notes(world) == []


@pytest.mark.branch("27.17")
async def test_who_wished_for_no_notes_gets_none(world: World) -> None:
    await world.command("pat", "/support stop")
    await talks(world)
    await world.command("quinn", "/support snooze 1w")
    await talks(world, "nora", by="quinn")
    await talks(world, "theo", by="uma")
    await world.command("uma", "/support stop")
    await world.pass_time(3 * DAY)
    assert [notes(world, user) for user in ("pat", "quinn", "uma")] == [[], [], []]
    assert await rows(world) == []


async def test_no_more_of_these_stops_these_and_nothing_else(world: World) -> None:
    await talks(world)
    await world.pass_time(26 * HOUR)
    answer = await world.press_in("pat", "supporter_care.stop")
    assert phrase("supporter_care.stopped") in text_of(answer)
    await talks(world, "nora")
    await world.pass_time(2 * DAY)
    assert len(notes(world)) == 1
    assert phrase("home.settings.on") in text_of(await world.command("pat", "/support settings"))
    assert phrase("privacy.mydata.own_stopped") in text_of(
        await world.command("pat", "/support mydata")
    )


async def test_that_wish_lasts_and_resume_takes_it_back(world: World) -> None:
    await talks(world)
    await world.pass_time(26 * HOUR)
    await world.press_in("pat", "supporter_care.stop")
    await world.pass_time(30 * DAY)
    await talks(world, "nora")
    await world.pass_time(2 * DAY)
    assert len(notes(world)) == 1
    await world.command("pat", "/support resume")
    await talks(world, "theo")
    await world.pass_time(2 * DAY)
    assert len(notes(world)) == 2


async def test_i_am_ok_keeps_nothing(world: World) -> None:
    await talks(world)
    await world.pass_time(26 * HOUR)
    answer = await world.press_in("pat", "supporter_care.ok")
    assert phrase("supporter_care.done") in text_of(answer)
    assert await rows(world) == []


async def test_whose_it_is_goes_a_week_after_and_an_old_button_still_answers(world: World) -> None:
    await talks(world)
    await world.pass_time(26 * HOUR)
    (row,) = await rows(world)
    await world.pass_time(7 * DAY)
    assert await rows(world) == []
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(row.reference, "person")) is None
    assert phrase("supporter_care.done") in text_of(
        await world.press_in("pat", "supporter_care.ok")
    )


async def test_it_is_forgotten_though_its_own_job_was_lost(world: World) -> None:
    await talks(world)
    (row,) = await rows(world)

    async def lose(work: Work) -> None:
        for job in await work.of(Job).find(Job.subject.is_(row.reference)):
            await work.remove(job)

    await in_one_work(world.storage, lose)
    await world.pass_time(10 * DAY)
    assert await rows(world) == []


async def test_nobody_else_can_press_it(world: World) -> None:
    await talks(world)
    await world.pass_time(26 * HOUR)
    (row,) = await rows(world)
    await world.press("quinn", "supporter_care.ok", row.reference)
    assert await rows(world) == [row]


async def test_forget_and_mydata_know_of_it(world: World) -> None:
    await talks(world)
    assert phrase("privacy.mydata.own_note") in text_of(
        await world.command("pat", "/support mydata")
    )
    await world.press("pat", "privacy.forget")
    assert await rows(world) == []
    await world.pass_time(2 * DAY)
    assert notes(world) == []


async def test_while_all_notes_are_paused_it_waits_and_after_a_day_it_is_let_go(
    world: World,
) -> None:
    await talks(world)

    await world.command("kit", "/support-admin pause all")
    await world.press("kit", "programme.pause")
    await world.pass_time(4 * DAY)
    assert notes(world) == []
    assert await rows(world) == []


async def test_under_counsels_hold_whose_it_is_stays_sealed_until_the_hold_ends(
    world: World,
) -> None:
    await talks(world)
    await world.press("vera", "privacy.hold", "main")
    await world.pass_time(9 * DAY)
    assert await rows(world) == []
    async with world.storage.reading() as work:
        kept = [held.reference for held in await work.of(HeldBack).find()]
        opened = [await work.vault.open(sealed_text(reference, "person")) for reference in kept]
    assert world.people["pat"] in opened
    await world.press("vera", "privacy.lift", "main")
    await world.settle()
    async with world.storage.reading() as work:
        opened = [await work.vault.open(sealed_text(reference, "person")) for reference in kept]
    assert world.people["pat"] not in opened


async def test_who_left_gets_none(world: World) -> None:
    await talks(world)
    await change(world, "pat", active=False)
    await world.pass_time(2 * DAY)
    assert notes(world) == []
    assert await rows(world) == []


async def test_nothing_stored_says_whose_it_is(world: World) -> None:
    await talks(world)
    (row,) = await rows(world)
    assert world.people["pat"] not in str(row)
    async with world.storage.reading() as work:
        jobs = await work.of(Job).find(Job.subject.is_(row.reference))
    assert world.people["pat"] not in str(jobs)
