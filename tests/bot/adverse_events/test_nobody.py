"""An event that would reach nobody is never silent."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import EventState
from bot.core.context import Context
from bot.core.jobs import cancel
from bot.core.storage import Work, in_one_work
from bot.programme import current
from tests.audits import overdue
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.wording import phrase
from tests.world import text_of

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
HALF_HOUR = timedelta(minutes=30)


# ---- an event that would reach nobody ----


def asked(hospital: Hospital, user: str) -> int:
    return sum(
        c.screen == "adverse_event.nobody" and bool(c.buttons)
        for c in hospital.world.sees(user).log
    )


async def is_led_by(hospital: Hospital, user: str) -> None:
    units = (await hospital.programme()).units
    leads = (hospital.world.people[user],)
    await hospital.change_programme(units=tuple(replace(unit, leads=leads) for unit in units))


async def test_an_event_that_would_reach_nobody_asks_lead_and_coordinator(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=("who@example.org",))
    assert (asked(hospital, "lena"), asked(hospital, "kit")) == (1, 1)
    card = hospital.world.sees("lena").last
    assert phrase("adverse_event.nobody.text") in text_of(card)
    assert "ICU" not in text_of(card)


@pytest.mark.branch("1.9")
async def test_each_is_asked_once_for_an_event(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",))
    await hospital.world.pass_time(timedelta(days=2))
    assert (asked(hospital, "lena"), asked(hospital, "kit")) == (1, 1)


async def test_the_cards_of_two_events_tell_when_each_was_reported(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",), occurred_at=hospital.now - HOUR)
    await hospital.world.pass_time(8 * HOUR)
    await hospital.source(emails=("who@example.org",), occurred_at=hospital.now - MINUTE)
    assert len(await hospital.events()) == 2
    cards = [c for c in hospital.world.sees("lena").log if c.screen == "adverse_event.nobody"]
    assert len({text_of(card) for card in cards}) == 2


async def test_whoever_leads_only_later_is_asked_as_well(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",))
    await is_led_by(hospital, "cole")
    await hospital.world.pass_time(HALF_HOUR + MINUTE)
    assert (asked(hospital, "cole"), asked(hospital, "kit")) == (1, 1)


async def test_when_the_picked_ones_are_not_reached_either_they_are_asked_anew(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=("who@example.org",), occurred_at=hospital.now - HOUR)
    hospital.world.platform.gone.add("rosa")
    form = await hospital.world.press_in("lena", "adverse_event.pick")
    await hospital.world.submit("lena", await hospital.world.submit("lena", form, people=("rosa",)))
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("rosa") == 0
    assert asked(hospital, "kit") == 2


async def test_picking_people_shows_who_and_the_words_and_ends_the_asking(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=("who@example.org",), occurred_at=hospital.now - HOUR)
    form = await hospital.world.press_in("lena", "adverse_event.pick")
    assert "ICU" in text_of(form)
    preview = await hospital.world.submit("lena", form, people=("rosa",))
    assert "Rosa Lind" in text_of(preview)
    await hospital.world.submit("lena", preview)
    await hospital.world.pass_time(timedelta(days=1))
    assert hospital.notes("rosa") == 1
    assert asked(hospital, "kit") == 1
    cards = hospital.world.sees("kit").messages.values()
    (card,) = [card for card in cards if card.screen == "adverse_event.nobody"]
    assert phrase("adverse_event.nobody.picked") in text_of(card)
    assert len(await hospital.events()) == 1


async def test_picking_nobody_is_said_in_the_form(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",))
    form = await hospital.world.press_in("lena", "adverse_event.pick")
    answer = await hospital.world.submit("lena", form, people=())
    assert phrase("adverse_event.fault.people") in text_of(answer)


async def test_stop_asking_ends_it_for_everyone(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",))
    answer = await hospital.world.press_in("lena", "adverse_event.stop_asking")
    assert phrase("adverse_event.nobody.withdrawn") in text_of(answer)
    await hospital.world.pass_time(timedelta(days=1))
    assert asked(hospital, "kit") == 1
    (event,) = await hospital.events()
    assert event.state is EventState.WITHDRAWN


async def test_nobody_else_can_pick_or_stop(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",))
    (event,) = await hospital.events()
    for action in ("adverse_event.pick", "adverse_event.stop_asking"):
        answer = await hospital.world.press("sam", action, event.reference)
        assert phrase("core.gone") in text_of(answer)
    form = form_of(await hospital.world.press_in("lena", "adverse_event.pick"))
    sent = await hospital.world.submit("sam", replace(form, nonce="sam"), people=("rosa",))
    assert phrase("core.gone") in text_of(sent)
    (event,) = await hospital.events()
    assert event.state is EventState.HELD


async def test_stop_asking_on_an_old_card_stops_no_note(hospital: Hospital) -> None:
    await hospital.source(emails=("who@example.org",))
    (event,) = await hospital.events()
    await hospital.source(emails=("sam@example.org",))
    answer = await hospital.world.press("kit", "adverse_event.stop_asking", event.reference)
    assert phrase("adverse_event.nobody.picked") in text_of(answer)
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


async def test_people_who_left_or_have_no_account_are_nobody(hospital: Hospital) -> None:
    await hospital.change_person("sam", active=False)
    await hospital.source(emails=("sam@example.org",))
    assert asked(hospital, "lena") == 1


async def test_an_empty_roster_is_nobody(hospital: Hospital) -> None:
    for user in ("sam", "theo", "rosa", "lena", "cole", "nora"):
        await hospital.change_person(user, shift="")
    await hospital.source(emails=())
    assert asked(hospital, "lena") == 1


async def test_an_event_whose_notes_all_fail_asks_as_well(hospital: Hospital) -> None:
    hospital.world.platform.gone.add("sam")
    await hospital.report()
    await hospital.world.pass_time(45 * MINUTE)
    assert asked(hospital, "lena") == 1


async def test_a_unit_nobody_leads_asks_the_coordinator(hospital: Hospital) -> None:
    await hospital.source(unit="pharmacy", emails=("who@example.org",))
    assert asked(hospital, "kit") == 1


async def test_an_area_without_anybody_asks_any_coordinator_there_is(
    hospital: Hospital,
) -> None:
    async with hospital.world.storage.reading() as work:
        programme = await current(work)
    other = replace(programme.areas[0], key="west", coordinators=(hospital.world.people["oda"],))
    areas = (replace(programme.areas[0], coordinators=()), other)
    units = tuple(replace(unit, leads=()) for unit in programme.units)
    await hospital.change_programme(areas=areas, units=units)
    await hospital.source(emails=("who@example.org",))
    assert asked(hospital, "oda") == 1


async def test_the_audit_finds_an_event_nobody_is_asked_about_and_asks(
    hospital: Hospital,
) -> None:
    await hospital.source(emails=("who@example.org",))
    (event,) = await hospital.events()

    async def lose_the_job(work: Work) -> None:
        await cancel(work, event.reference)

    await in_one_work(hospital.world.storage, lose_the_job)
    assert await found(hospital) == {
        "adverse_event.unasked": 1,
        "adverse_event.unreleased": 0,
        "adverse_event.unsettled_brake": 0,
        "adverse_event.unreminded_brake": 0,
    }
    await is_led_by(hospital, "cole")
    await hospital.world.pass_time(2 * MINUTE)
    assert (asked(hospital, "lena"), asked(hospital, "cole")) == (1, 1)
    assert await found(hospital) == {
        "adverse_event.unasked": 0,
        "adverse_event.unreleased": 0,
        "adverse_event.unsettled_brake": 0,
        "adverse_event.unreminded_brake": 0,
    }


async def test_the_audit_finds_a_report_nothing_releases_and_releases_it(
    hospital: Hospital,
) -> None:
    reference = await hospital.report(time="07:30")

    async def lose_the_job(work: Work) -> None:
        await cancel(work, reference)

    await in_one_work(hospital.world.storage, lose_the_job)
    hospital.world.clock.set(hospital.now + 6 * MINUTE)
    assert (await found(hospital))["adverse_event.unreleased"] == 1
    await hospital.world.pass_time(2 * MINUTE)
    assert hospital.notes("sam") == 1


async def found(hospital: Hospital) -> dict[str, int]:
    world = hospital.world
    async with world.storage.reading() as work:
        words = world.wording.words("en", "UTC")
        context = Context(work, words, world.directory.lines())
        audits = await overdue(context, world.registry)
    return {name: count for name, count in audits.items() if name.startswith("adverse")}
