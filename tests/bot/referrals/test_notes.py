"""A colleague worries: one gentle note, and nothing told of who wrote, got, or answered it."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.core.conversation import Answer, Ask, Say
from bot.core.jobs import Job
from bot.core.people import Person
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.referrals.model import ColleagueNote, LastColleagueNote
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

DAY = timedelta(days=1)


async def leaves_a_note(world: World, sender: str, to: str, *, named: bool = False) -> Answer:
    form = await world.command(sender, "/support colleague")
    answer = await world.submit(sender, form, who=to, named=("yes",) if named else ())
    await world.settle()
    return answer


def notes(world: World, user: str) -> list[Card]:
    return [card for card in world.sees(user).log if card.screen == "colleague.hello"]


async def change(world: World, user: str, **fields: Any) -> None:
    async def write(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, **fields))

    await in_one_work(world.storage, write)


async def rows(world: World) -> tuple[int, int]:
    async with world.storage.reading() as work:
        return await work.of(ColleagueNote).count(), await work.of(LastColleagueNote).count()


async def test_one_gentle_note_comes_that_says_nothing_of_who_sent_it(world: World) -> None:
    await leaves_a_note(world, "nora", "sam")
    (note,) = notes(world, "sam")
    assert phrase("check_in.note.hello", name="Sam") in text_of(note)
    assert "Nora" not in text_of(note)
    assert "colleague.who" not in [b.action for b in note.buttons]
    async with world.storage.reading() as work:
        (kept,) = await work.of(ColleagueNote).find()
        assert await work.vault.open(sealed_text(kept.reference, "sender")) is None


async def test_who_sent_it_opens_in_a_dialog_if_they_agreed(world: World) -> None:
    await leaves_a_note(world, "nora", "sam", named=True)
    (note,) = notes(world, "sam")
    assert "Nora" not in text_of(note)
    shown = await world.press_in("sam", "colleague.who")
    assert isinstance(shown, Ask)
    assert "Nora Quist" in text_of(shown)
    assert "Nora" not in text_of(await world.press("theo", "colleague.who", note.subject))


async def test_a_second_note_within_a_month_does_not_come_and_nobody_is_told(
    world: World,
) -> None:
    first = await leaves_a_note(world, "nora", "sam")
    await world.pass_time(29 * DAY)
    second = await leaves_a_note(world, "theo", "sam")
    assert text_of(second) == text_of(first)
    assert len(notes(world, "sam")) == 1
    await world.pass_time(2 * DAY)
    await leaves_a_note(world, "theo", "sam")
    assert len(notes(world, "sam")) == 2


async def test_a_wish_for_no_notes_holds_and_is_not_told(world: World) -> None:
    await world.command("sam", "/support stop")
    answer = await leaves_a_note(world, "nora", "sam")
    assert text_of(answer) == text_of(await leaves_a_note(world, "nora", "theo"))
    assert notes(world, "sam") == []


@pytest.mark.parametrize("fields", [{"adult": False}, {"active": False}])
async def test_nobody_under_age_or_gone_is_written_to(
    world: World, fields: dict[str, object]
) -> None:
    await change(world, "sam", **fields)
    await leaves_a_note(world, "nora", "sam")
    assert notes(world, "sam") == []


async def test_an_account_that_nobody_knows_gets_nothing(world: World) -> None:
    answer = await leaves_a_note(world, "nora", "stranger")
    assert phrase("colleague.thanks.title") in text_of(answer)
    assert notes(world, "stranger") == []


@pytest.mark.parametrize("role", ["manager", "evaluators"])
async def test_none_comes_from_somebody_who_leads_or_assesses_them(world: World, role: str) -> None:
    lead = world.people["lena"]
    await change(world, "sam", **{role: lead if role == "manager" else (lead,)})
    shown = await leaves_a_note(world, "lena", "sam")
    assert isinstance(shown, Say)
    assert phrase("colleague.ways.text") in text_of(shown)
    assert phrase("colleague.ways.report") in text_of(shown)
    assert "Sam" not in text_of(shown)
    assert notes(world, "sam") == []
    for button in some(shown.card.buttons):
        opened = await world.press("lena", button.action, button.subject)
        assert isinstance(opened, Ask)


async def test_a_manager_who_answers_for_no_unit_reads_whom_to_ask(world: World) -> None:
    await change(world, "sam", manager=world.people["nora"])
    shown = await leaves_a_note(world, "nora", "sam")
    assert isinstance(shown, Say)
    assert phrase("colleague.ways.lead") in text_of(shown)
    assert "adverse_event.report" not in [button.action for button in shown.card.buttons]
    assert notes(world, "sam") == []


async def test_a_note_to_oneself_is_a_slip(world: World) -> None:
    assert phrase("colleague.fault.self") in text_of(await leaves_a_note(world, "sam", "sam"))


async def test_it_waits_for_an_hour_that_is_not_quiet(world: World) -> None:
    await world.pass_time(timedelta(hours=15))  # midnight
    await leaves_a_note(world, "nora", "sam")
    assert notes(world, "sam") == []
    await world.pass_time(timedelta(hours=12))
    assert len(notes(world, "sam")) == 1


async def test_no_thanks_ends_it_and_erases_whom_it_was_to(world: World) -> None:
    await leaves_a_note(world, "nora", "sam", named=True)
    await world.press_in("sam", "colleague.no_thanks")
    assert world.sees("sam").last.buttons == ()
    assert await rows(world) == (0, 1)


async def test_after_a_week_it_is_forgotten_and_after_a_month_the_index_too(world: World) -> None:
    await leaves_a_note(world, "nora", "sam", named=True)
    await world.pass_time(8 * DAY)
    assert await rows(world) == (0, 1)
    await world.pass_time(25 * DAY)
    assert await rows(world) == (0, 0)


async def test_forget_erases_it_for_whoever_it_was_to_and_from(world: World) -> None:
    await leaves_a_note(world, "nora", "sam", named=True)
    assert phrase("privacy.mydata.note") in text_of(await world.command("nora", "/support mydata"))
    await world.press("nora", "privacy.forget")
    await world.settle()
    assert "colleague.who" not in [b.action for b in notes(world, "sam")[-1].buttons]
    await world.press("sam", "privacy.forget")
    assert await rows(world) == (0, 1)


async def test_it_leads_to_a_break_and_a_talk_like_any_other(world: World) -> None:
    await leaves_a_note(world, "nora", "sam")
    assert isinstance(await world.press_in("sam", "check_in.break"), Ask)
    await world.press_in("sam", "home.talk")
    await world.press("sam", "check_in.peer")
    await world.settle()
    assert "request.claim" in [b.action for b in world.sees("#peers").last.buttons]


async def test_no_record_says_who_wrote_or_got_one(world: World) -> None:
    await leaves_a_note(world, "nora", "sam", named=True)
    async with world.storage.reading() as work:
        kept = [
            *await work.of(ColleagueNote).find(),
            *await work.of(LastColleagueNote).find(),
            *[job for job in await work.of(Job).find() if "colleague" in job.key],
        ]
    assert kept
    for user in ("nora", "sam"):
        assert not [row for row in kept if world.people[user] in str(row)]
