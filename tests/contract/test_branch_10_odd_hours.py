"""Relief at odd hours: nights, weekends, holidays, small units, and people of no usual place."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.core.people import Employment, Person
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Programme
from tests.contract.reporting import report_by_form
from tests.contract.stage import Shown, Stage, where_it_stands
from tests.wording import phrase
from tests.world import with_kind

pytestmark = pytest.mark.one_stage

NOW = timedelta()
MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)
SOME_HOURS = 7
"""How far the sample hospital's clock is behind UTC in winter."""


async def at(stage: Stage, day: int, hour: int, month: int = 3) -> None:
    """Let time pass up to a wall time of the hospital in 2026."""
    moment = datetime(2026, month, day, hour, tzinfo=UTC) + SOME_HOURS * HOUR
    await stage.pass_time(moment - stage.world.clock.now())


async def person_is(stage: Stage, user: str, **changes: Any) -> None:
    async def change(work: Work) -> None:
        person = await work.of(Person).get(stage.world.people[user])
        assert person is not None
        await work.save(replace(person, **changes))

    await in_one_work(stage.world.storage, change)


async def programme_is(stage: Stage, **changes: Any) -> None:
    async def change(work: Work) -> Programme:
        programme = replace(await current(work), **changes)
        await put(work, programme)
        return programme

    stage.world.directory.remember(await in_one_work(stage.world.storage, change))


@pytest.fixture(autouse=True)
async def house(stage: Stage) -> None:
    """Hugo is the house supervisor."""
    async with stage.world.storage.reading() as work:
        areas = (await current(work)).areas
    hugo = (stage.world.people["hugo"],)
    await programme_is(stage, areas=tuple(replace(a, house_supervisors=hugo) for a in areas))


async def reports(stage: Stage, *people: str, day: str, time: str) -> None:
    lena = stage.person("lena")
    for person in people:
        await report_by_form(lena, "resuscitation", "unknown", day=day, time=time, people=person)
    await stage.pass_time(NOW)


async def asks_for_a_break(stage: Stage, user: str, unit: str = "") -> Shown:
    who = stage.person(user)
    form = await who.types("/support break")
    if unit:
        await who.sends(form, minutes="15", unit=unit)
    else:
        await who.sends(form, minutes="15")
    await stage.pass_time(NOW)
    return form


async def is_asked(stage: Stage, user: str) -> bool:
    return any("time_out.cover" in shown.buttons for shown in await stage.person(user).reads())


async def notes(stage: Stage, user: str) -> list[Shown]:
    return [m for m in await stage.person(user).reads() if "check_in.no_thanks" in m.buttons]


@pytest.mark.every_stage
@pytest.mark.branch("30.1")
async def test_at_night_the_house_supervisor_is_asked_with_the_first(stage: Stage) -> None:
    await person_is(stage, "gil", shift="night")
    await at(stage, 3, 2)
    form = await asks_for_a_break(stage, "nora")
    assert phrase("time_out.ask.house_first") in form.text
    assert await is_asked(stage, "hugo")
    assert await is_asked(stage, "gil")
    assert not await is_asked(stage, "fay"), "she works by day and is asleep"


@pytest.mark.branch("30.2")
async def test_at_the_weekend_too(stage: Stage) -> None:
    await at(stage, 7, 11)  # a Saturday
    await asks_for_a_break(stage, "sam")
    assert await is_asked(stage, "hugo")


@pytest.mark.branch("30.3")
async def test_on_a_holiday_too_and_no_hour_of_it_is_promised(stage: Stage) -> None:
    async with stage.world.storage.reading() as work:
        hours = (await current(work)).hours
    await programme_is(stage, hours=replace(hours, holidays=("2026-03-04",)))
    await at(stage, 4, 10)
    await asks_for_a_break(stage, "sam")
    assert await is_asked(stage, "hugo")
    sam = stage.person("sam")
    doors = await sam.presses("check_in.talk", await sam.types("/support"))
    await sam.presses("check_in.peer", doors)
    assert "Mar 5" in (await where_it_stands(stage, "sam")).text


@pytest.mark.branch("30.4")
async def test_by_day_the_house_supervisor_is_asked_last(stage: Stage) -> None:
    form = await asks_for_a_break(stage, "sam")
    assert phrase("time_out.ask.house_last") in form.text
    assert not await is_asked(stage, "hugo")
    await stage.pass_time(25 * MINUTE)
    assert await is_asked(stage, "hugo")


@pytest.mark.branch("30.5")
async def test_a_unit_with_nobody_to_cover_asks_the_house_supervisor_at_once(
    stage: Stage,
) -> None:
    form = await asks_for_a_break(stage, "uma")
    assert phrase("time_out.ask.only_house") in form.text
    assert await is_asked(stage, "hugo")


@pytest.mark.every_stage
@pytest.mark.branch("30.6")
async def test_between_units_one_says_where_one_is(stage: Stage) -> None:
    await person_is(stage, "sam", unit="")
    form = await asks_for_a_break(stage, "sam", unit="icu")
    assert phrase("time_out.ask.unit") in form.text
    assert await is_asked(stage, "fay")


@pytest.mark.branch("30.7")
async def test_who_works_in_two_units_is_on_both_rosters_and_picks_one_for_a_break(
    stage: Stage,
) -> None:
    await person_is(stage, "pat", units=("icu",))
    lena = stage.person("lena")
    form = await lena.types("/support-admin activate")
    preview = await lena.sends(
        form,
        kind="resuscitation",
        harm="unknown",
        unit="icu",
        day="2026-03-02",
        time="08:30",
        everyone="everyone",
    )
    assert "Pat Okafor" in preview.text
    await asks_for_a_break(stage, "pat", unit="icu")
    assert await is_asked(stage, "fay")


@pytest.mark.branch("30.8")
async def test_each_is_written_to_by_the_clock_of_where_they_live(stage: Stage) -> None:
    await person_is(stage, "theo", zone="Asia/Tokyo", shift="")
    await at(stage, 2, 10)
    await reports(stage, "sam", "theo", day="2026-03-02", time="09:30")
    await stage.pass_time(2 * HOUR)
    assert len(await notes(stage, "sam")) == 1
    assert len(await notes(stage, "theo")) == 0  # two in the morning there
    await stage.pass_time(8 * HOUR)
    assert len(await notes(stage, "theo")) == 1


@pytest.mark.branch("30.9")
async def test_nobody_under_age_is_written_to_in_any_way(stage: Stage) -> None:
    await person_is(stage, "sam", adult=False)
    await person_is(stage, "fay", adult=False)
    await reports(stage, "sam", "rosa", day="2026-03-02", time="08:30")
    nora = stage.person("nora")
    await nora.sends(await nora.types("/support colleague"), who="sam")
    await asks_for_a_break(stage, "theo")
    await stage.pass_time(40 * DAY)
    assert await stage.person("sam").reads() == []
    assert await stage.person("fay").reads() == []
    assert len(await notes(stage, "rosa")) == 1


@pytest.mark.every_stage
@pytest.mark.branch("30.10")
async def test_on_the_night_clocks_change_with_nobody_on_duty_the_truth_is_told_once(
    stage: Stage,
) -> None:
    # On 8 March 2026 two in the morning becomes three; service hours begin at eight.
    await at(stage, 7, 23)
    sam = stage.person("sam")
    doors = await sam.presses("check_in.talk", await sam.types("/support"))
    await sam.presses("check_in.peer", doors)
    assert "8:00 AM" in (await where_it_stands(stage, "sam")).text
    before = len(await sam.reads())
    await at(stage, 8, 6)
    assert len(await sam.reads()) == before
    await at(stage, 8, 8)
    told = (await sam.reads())[before:]
    assert len(told) == 1
    assert "request.withdraw" in told[0].buttons


@pytest.mark.branch("30.11")
@pytest.mark.parametrize("employment", [Employment.TRAINEE, Employment.CONTRACTOR])
async def test_whom_the_eap_does_not_cover_is_not_offered_it(
    stage: Stage, employment: Employment
) -> None:
    async with stage.world.storage.reading() as work:
        programme = await current(work)
    changed = with_kind(programme, "eap", open_to=(Employment.EMPLOYEE,))
    await programme_is(stage, supports=changed.supports)
    await person_is(stage, "sam", employment=employment)
    for user, offered in (("nora", True), ("sam", False)):
        who = stage.person(user)
        card = await who.types("/support talk")
        assert (phrase("supports.eap.call") in card.labels("request.ask")) is offered
        assert phrase("supports.chaplain.ask") in card.labels("request.ask_now")
        told = await who.types("/support talk eap")
        assert ("555-0188" in told.text) is offered
