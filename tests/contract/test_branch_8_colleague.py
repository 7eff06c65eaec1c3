"""No event needed: a talk at any time, and a kind note to a colleague."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.referrals.model import ColleagueNote, LastColleagueNote
from tests.contract.stage import Shown, Stage
from tests.wording import phrase

pytestmark = pytest.mark.one_stage

NOW = timedelta()
DAY = timedelta(days=1)


async def leaves_a_note(stage: Stage, sender: str, to: str, *, named: str = "") -> Shown:
    who = stage.person(sender)
    form = await who.types("/support colleague")
    answer = await who.sends(form, who=to, named=named)
    await stage.pass_time(NOW)
    return answer


async def notes(stage: Stage, user: str) -> list[Shown]:
    return [m for m in await stage.person(user).reads() if "colleague.no_thanks" in m.buttons]


@pytest.mark.branch("28.1")
async def test_anybody_may_ask_without_an_event(stage: Stage) -> None:
    shown = await stage.person("sam").types("/support")
    assert {"check_in.break", "check_in.talk", "crisis.show"} <= set(shown.buttons)


@pytest.mark.every_stage
@pytest.mark.branch("28.2")
async def test_a_note_never_says_who_sent_it(stage: Stage) -> None:
    thanks = await leaves_a_note(stage, "nora", "sam")
    assert phrase("colleague.thanks.title") in thanks.text
    (note,) = await notes(stage, "sam")
    assert phrase("check_in.note.hello", name="Sam") in note.text
    assert "Nora" not in note.text
    assert "colleague.who" not in note.buttons


@pytest.mark.every_stage
@pytest.mark.branch("28.3")
async def test_the_sender_is_shown_in_a_dialog_if_they_agreed(stage: Stage) -> None:
    await leaves_a_note(stage, "nora", "sam", named="yes")
    (note,) = await notes(stage, "sam")
    assert "Nora" not in note.text
    shown = await stage.person("sam").presses("colleague.who", note)
    assert "Nora Quist" in shown.text


@pytest.mark.branch("28.4")
async def test_one_a_recipient_in_thirty_days_and_nobody_learns_of_the_other(
    stage: Stage,
) -> None:
    first = await leaves_a_note(stage, "nora", "sam")
    second = await leaves_a_note(stage, "theo", "sam")
    assert second.text == first.text
    assert len(await notes(stage, "sam")) == 1


@pytest.mark.every_stage
@pytest.mark.branch("28.5")
async def test_none_from_that_persons_manager(stage: Stage) -> None:
    people = stage.world.people

    async def lead(work: Work) -> None:
        person = await work.of(Person).get(people["sam"])
        assert person is not None
        await work.save(replace(person, manager=people["lena"]))

    await in_one_work(stage.world.storage, lead)
    shown = await leaves_a_note(stage, "lena", "sam")
    assert phrase("colleague.ways.text") in shown.text
    assert await notes(stage, "sam") == []


@pytest.mark.branch("28.6")
async def test_no_thanks_is_the_end_of_it(stage: Stage) -> None:
    await leaves_a_note(stage, "nora", "sam")
    (note,) = await notes(stage, "sam")
    await stage.person("sam").presses("colleague.no_thanks", note)
    assert await notes(stage, "sam") == []


@pytest.mark.branch("28.7")
async def test_after_a_week_it_is_forgotten_and_after_a_month_another_may_come(
    stage: Stage,
) -> None:
    await leaves_a_note(stage, "nora", "sam", named="yes")
    await stage.pass_time(8 * DAY)
    async with stage.world.storage.reading() as work:
        assert await work.of(ColleagueNote).count() == 0
        assert await work.of(LastColleagueNote).count() == 1
    await stage.pass_time(25 * DAY)
    async with stage.world.storage.reading() as work:
        assert await work.of(LastColleagueNote).count() == 0
    before = len(await stage.person("sam").reads())
    await leaves_a_note(stage, "theo", "sam")
    assert len(await stage.person("sam").reads()) == before + 1


@pytest.mark.every_stage
@pytest.mark.branch("28.8")
async def test_a_manager_is_shown_the_ways_there_are_and_one_of_them_leads_on(
    stage: Stage,
) -> None:
    await manages(stage, "lena", "sam")
    shown = await leaves_a_note(stage, "lena", "sam")
    assert phrase("colleague.ways.text") in shown.text
    assert await notes(stage, "sam") == []
    form = await stage.person("lena").presses("adverse_event.report", shown)
    assert form.is_form
    assert "unit" in form.inputs


async def manages(stage: Stage, lead: str, of: str) -> None:
    async def write(work: Work) -> None:
        person = await work.of(Person).get(stage.world.people[of])
        assert person is not None
        await work.save(replace(person, manager=stage.world.people[lead]))

    await in_one_work(stage.world.storage, write)
