"""Duty on every platform: by words and by buttons from Home, turns that change hands, gaps."""

import asyncio
from dataclasses import replace
from datetime import time, timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Programme, Rota, RotaTurn
from bot.supporters.model import Training
from tests.contract.matching import asks, is_now
from tests.contract.stage import Shown, Stage
from tests.wording import phrase

NOW, HOUR = timedelta(), timedelta(hours=1)


async def rota_is(stage: Stage, user: str, starts: str, ends: str, option: str = "peer") -> None:
    """Somebody has a turn each day; the service can be reached by calendars."""
    hours = time.fromisoformat(starts), time.fromisoformat(ends)
    turn = RotaTurn(stage.world.people[user], *hours)

    async def change(work: Work) -> Programme:
        programme = await current(work)
        rotas = (*programme.rotas, Rota("main", option, (turn,)))
        programme = replace(programme, rotas=rotas, address="https://support.example.org")
        await put(work, programme)
        return programme

    stage.world.directory.remember(await in_one_work(stage.world.storage, change))


async def duty(stage: Stage, user: str) -> Shown:
    """Somebody's own duty, reached by buttons from Home."""
    who = stage.person(user)
    return await who.presses("home.duty", await who.opens_home())


async def reminders(stage: Stage, user: str) -> list[Shown]:
    return [
        m for m in await stage.person(user).reads() if phrase("support_requests.reminder") in m.text
    ]


async def with_an_offered_turn(stage: Stage) -> None:
    """Pat offers today's turn, from 10 to 12."""
    await rota_is(stage, "pat", "10:00", "12:00")
    pat = stage.person("pat")
    swap = await pat.types("/support duty swap")
    form = await pat.presses("duty.offer", swap)
    async with stage.world.storage.reading() as work:
        moment = work.now.replace(hour=17, minute=0)
    await pat.sends(form, turn=f"peer:main:{moment.timestamp():.0f}")
    await stage.pass_time(NOW)


# It is Monday, 09:00.


@pytest.mark.branch("67.3")
async def test_whose_turn_it_is_is_reminded_and_nobody_else(stage: Stage) -> None:
    await rota_is(stage, "pat", "08:00", "12:00")
    await asks(stage)
    await stage.pass_time(timedelta(minutes=11))
    assert len(await reminders(stage, "pat")) == 1
    assert await reminders(stage, "quinn") == []


@pytest.mark.branch("67.4")
async def test_who_said_off_is_off_though_it_be_their_turn(stage: Stage) -> None:
    await rota_is(stage, "pat", "08:00", "12:00")
    shown = await stage.person("pat").types("/support duty off")
    assert phrase("supporters.duty.off") in shown.text
    await asks(stage)
    await stage.pass_time(timedelta(minutes=21))
    assert await reminders(stage, "pat") == []


@pytest.mark.branch("67.5")
async def test_with_nobody_on_duty_the_ladder_is_as_it_is(stage: Stage) -> None:
    await rota_is(stage, "pat", "15:00", "16:00")
    await asks(stage)
    await stage.pass_time(timedelta(minutes=31))
    (raised,) = [
        m
        for m in await stage.person("kit").reads()
        if phrase("support_requests.needs_someone.open") in m.text
    ]
    assert "Sam" not in raised.text
    assert await reminders(stage, "pat") == []


@pytest.mark.branch("67.6")
async def test_a_chaplain_has_a_rota_of_their_own(stage: Stage) -> None:
    await rota_is(stage, "imani", "08:00", "12:00", "chaplain")
    assert "until" in (await stage.person("imani").types("/support duty")).text
    assert phrase("supporters.duty.off") in (await stage.person("abel").types("/support duty")).text


@pytest.mark.branch("67.8")
@pytest.mark.needs("pages")
async def test_from_home_one_goes_on_until_a_time_and_off_again(stage: Stage) -> None:
    pat = stage.person("pat")
    form = await pat.presses("duty.on", await duty(stage, "pat"))
    assert form.is_form
    on = await pat.sends(form, until="19:00")
    assert phrase("supporters.duty.until", time="Mar 2, 7:00 PM") in on.text
    off = await pat.presses("duty.off", await duty(stage, "pat"))
    assert off.text == "" or phrase("supporters.duty.off") in off.text
    assert phrase("supporters.duty.off") in (await pat.opens_home()).text


@pytest.mark.branch("67.9")
@pytest.mark.needs("pages")
async def test_ones_own_week_is_two_taps_and_a_save_away(stage: Stage) -> None:
    pat = stage.person("pat")
    form = await pat.presses("duty.week", await duty(stage, "pat"))
    assert form.is_form
    saved = await pat.sends(form, days="mon")  # the times are those of the shift already
    assert phrase("supporters.duty.until", time="Mar 2, 7:00 PM") in saved.text
    again = await pat.presses("duty.week", await duty(stage, "pat"))
    assert again.inputs["days"] == ("mon",)


@pytest.mark.needs("pages")
async def test_what_is_amiss_in_a_week_stands_beside_it(stage: Stage) -> None:
    pat = stage.person("pat")
    form = await pat.presses("duty.week", await duty(stage, "pat"))
    told = await pat.sends(form, away_from="2026-03-09")
    assert told.is_form
    assert phrase("supporters.week.fault.last_day") in told.faults["away_through"]


@pytest.mark.branch("67.14")
async def test_one_offers_a_turn_and_another_takes_it_with_one_press(stage: Stage) -> None:
    await with_an_offered_turn(stage)
    quinn, pat = stage.person("quinn"), stage.person("pat")
    (card,) = [m for m in await quinn.reads() if "duty.take" in m.buttons]
    assert phrase("supporters.turn.free", turn="Mon, Mar 2, 10:00 AM to 12:00 PM") in card.text
    assert "Pat" not in card.text
    await quinn.presses("duty.take", card)
    await stage.pass_time(NOW)
    assert any(phrase("supporters.turn.yours") in m.text for m in await quinn.reads())
    assert any(phrase("supporters.turn.given") in m.text for m in await pat.reads())
    assert not [m for m in await stage.person("uma").reads() if "duty.take" in m.buttons]
    await stage.pass_time(HOUR)
    assert "until" in (await quinn.types("/support duty")).text


@pytest.mark.branch("67.15")
@pytest.mark.needs("pages")
async def test_an_offer_can_be_taken_back(stage: Stage) -> None:
    await with_an_offered_turn(stage)
    pat = stage.person("pat")
    await pat.presses("duty.keep", await pat.presses("duty.swap", await duty(stage, "pat")))
    await stage.pass_time(NOW)
    assert not [m for m in await stage.person("quinn").reads() if "duty.take" in m.buttons]


async def test_the_same_press_delivered_again_takes_it_once(stage: Stage) -> None:
    await with_an_offered_turn(stage)
    quinn = stage.person("quinn")
    (card,) = [m for m in await quinn.reads() if "duty.take" in m.buttons]
    await quinn.presses("duty.take", card)
    await quinn.presses("duty.take", card, again=True)
    await stage.pass_time(NOW)
    assert sum(phrase("supporters.turn.yours") in m.text for m in await quinn.reads()) == 1


@pytest.mark.branch("67.17")
@pytest.mark.needs("pages")
async def test_the_address_of_ones_calendar_opens_in_a_window_and_stands_in_no_message(
    stage: Stage,
) -> None:
    await rota_is(stage, "pat", "08:00", "12:00")
    pat = stage.person("pat")
    form = await pat.presses("duty.calendar", await duty(stage, "pat"))
    made = await pat.sends(form)
    assert made.is_form
    assert "https://support.example.org/calendar/" in made.text
    await stage.pass_time(NOW)
    assert not [m for m in await pat.reads() if "/calendar/" in m.text]
    another = await pat.sends(made, what="new")
    assert "/calendar/" in another.text
    assert another.text != made.text


@pytest.mark.branch("67.23")
@pytest.mark.needs("pages")
async def test_the_coordinator_sees_gaps_two_weeks_ahead_and_no_reason(stage: Stage) -> None:
    await rota_is(stage, "pat", "08:00", "15:00")
    kit = stage.person("kit")
    home = await kit.opens_home()
    assert phrase("home.page.gaps", count=14) in home.text
    overview = await kit.presses("duty.coverage", home)
    assert (
        phrase(
            "supporters.coverage.gaps",
            title=f"Main campus, {phrase('supports.peer.team')}",
            count=14,
            first="Mon, Mar 2",
        )
        in overview.text
    )
    week = await kit.presses("duty.gaps", overview)
    assert "Mon, Mar 2: 3:00 PM to 8:00 PM" in week.text
    assert "Pat" not in week.text
    typed = await kit.types("/support-admin coverage")
    assert phrase("supporters.coverage.gaps", count=14) in typed.text


@pytest.mark.branch("67.22")
async def test_training_that_ends_is_told_to_whom_it_is_and_to_the_coordinator(
    stage: Stage,
) -> None:
    await is_now(stage, "pat", trained_until="2026-03-20")
    await stage.pass_time(timedelta(days=1))
    pat, kit = stage.person("pat"), stage.person("kit")
    assert any(
        phrase("supporters.training.yours", day="Mar 20") in m.text for m in await pat.reads()
    )
    (card,) = [m for m in await kit.reads() if "supporters.training_names" in m.buttons]
    assert "Pat" not in card.text
    shown = await kit.presses("supporters.training_names", card)
    assert "Pat Okafor: Mar 20" in shown.text


@pytest.mark.branch("67.27")
@pytest.mark.needs("pages")
async def test_mydata_names_a_supporters_week(stage: Stage) -> None:
    pat = stage.person("pat")
    form = await pat.presses("duty.week", await duty(stage, "pat"))
    await pat.sends(form, days="mon", starts="08:00", ends="12:00")
    assert phrase("privacy.mydata.duty_week") in (await pat.types("/support mydata")).text


async def test_of_two_who_press_at_once_one_has_it(stage: Stage) -> None:
    await with_an_offered_turn(stage)
    both = [stage.person("quinn"), stage.person("uma")]
    cards = [next(m for m in await who.reads() if "duty.take" in m.buttons) for who in both]
    await asyncio.gather(
        *(who.presses("duty.take", card) for who, card in zip(both, cards, strict=True))
    )
    await stage.pass_time(NOW)
    told = [
        sum(phrase("supporters.turn.yours") in m.text for m in await who.reads()) for who in both
    ]
    assert sorted(told) == [0, 1]


async def test_a_training_is_noted_in_a_dialog_and_its_supporter_sees_it(stage: Stage) -> None:
    kit, pat = stage.person("kit"), stage.person("pat")
    form = await kit.presses("supporters.note_training", await kit.types("/support-admin training"))
    shown = await kit.sends(
        form,
        who=stage.world.people["pat"],
        course="first",
        held_on="2026-02-01",
        until="2028-01-31",
    )
    first = phrase("supporters.course.first")
    held = phrase(
        "supporters.trained.counts", course=first, day="Feb 1, 2026", until="Jan 31, 2028"
    )
    assert f"Pat Okafor: {held}" in shown.text
    assert held in (await pat.types("/support training")).text
    whose = await kit.presses("supporters.take_out_training", shown)
    form = await kit.sends(whose, who=stage.world.people["pat"])
    async with stage.world.storage.reading() as work:
        (noted,) = await work.of(Training).find()
    assert first not in (await kit.sends(form, which=noted.reference)).text
