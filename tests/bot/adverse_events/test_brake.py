"""A source that suddenly reports far more than usual: held, told of at once, decided by people."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.adverse_events.brake.model import A_DAY, AN_HOUR, Brake, busiest, limit
from bot.adverse_events.brake.views import CHECK
from bot.adverse_events.model import ReportState
from bot.adverse_events.names import BRAKE_AGAIN, BRAKE_STILL
from bot.core.context import Context
from bot.core.screens import Card, Items
from bot.programme.model import Source, SourceForm
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import lines, text_of

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
NINE = datetime(2026, 3, 2, 9, tzinfo=UTC)


async def reports(hospital: Hospital, count: int, **values: object) -> None:
    """So many deaths, one after the other."""
    for _ in range(count):
        await hospital.source(**values)


async def count_of(hospital: Hospital, *states: ReportState) -> int:
    return sum(report.state in states for report in await hospital.reports())


async def brake(hospital: Hospital) -> Brake:
    async with hospital.world.storage.reading() as work:
        (found,) = await work.of(Brake).find()
    return found


def card(hospital: Hospital, user: str = "kit", name: str = "adverse_event.brake") -> Card:
    """The question about the brake as it hangs now."""
    shown = hospital.world.sees(user).messages.values()
    return [each for each in shown if each.screen == name][-1]


async def flood(hospital: Hospital, count: int = 12, **values: object) -> None:
    await reports(hospital, count, **values)
    await hospital.world.pass_time(2 * MINUTE)


# ---- the rule ----


def test_a_few_reports_an_hour_always_go_and_the_number_of_units_caps_the_rest() -> None:
    assert limit(AN_HOUR, units=3, busiest=0) == 5
    assert limit(AN_HOUR, units=20, busiest=4) == 12
    assert limit(AN_HOUR, units=3, busiest=40) == 8
    assert limit(A_DAY, units=20, busiest=9) == 27
    assert limit(AN_HOUR, units=3, busiest=40, own=30) == 30
    assert limit(A_DAY, units=3, busiest=0, own=30) == 90


def test_the_busiest_hour_may_begin_at_any_minute() -> None:
    moments = [NINE + minutes * MINUTE for minutes in (0, 50, 70, 100, 109, 300)]
    assert busiest(moments, HOUR) == 4
    assert busiest([], HOUR) == 0


# ---- held ----


async def test_after_the_first_few_the_rest_waits_and_coordinators_and_on_call_are_asked(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    assert await count_of(hospital, ReportState.HELD) == 5
    assert await count_of(hospital, ReportState.BRAKED) == 7
    for user in ("kit", "oda"):
        shown = card(hospital, user)
        assert "7 reports from Incident reports" in text_of(shown)
        assert any(isinstance(part, Items) and "ICU: 7" in part.items for part in shown.parts)
        assert not [name for name in ("Sam", "Rosa") if name in text_of(shown)]


async def test_nothing_that_waits_goes_by_itself_however_long_it_waits(hospital: Hospital) -> None:
    await flood(hospital, emails=("rosa@example.org",), occurred_at=hospital.now)
    await hospital.world.pass_time(3 * DAY)
    assert await count_of(hospital, ReportState.BRAKED) == 7
    assert hospital.notes("rosa") == 1


async def test_those_who_decide_are_reminded_at_once_then_by_day(hospital: Hospital) -> None:
    await flood(hospital)
    await hospital.world.pass_time(5 * HOUR)
    log = [each.screen for each in hospital.world.sees("kit").messages.values()]
    assert log.count(BRAKE_AGAIN) == 3
    await hospital.world.pass_time(3 * DAY)
    log = [each.screen for each in hospital.world.sees("kit").messages.values()]
    assert log.count(BRAKE_STILL) >= 3
    assert phrase("adverse_event.brake.still") in text_of(
        card(hospital, name="adverse_event.brake_still")
    )


async def test_what_waits_is_listed_in_doctor(hospital: Hospital) -> None:
    await flood(hospital)
    async with hospital.world.storage.reading() as work:
        words = hospital.world.wording.words("en", "America/Denver")
        (finding,) = await CHECK.find(Context(work, words, lines()))
    assert "7 reports from Incident reports (Main campus) have been waiting" in finding.what


async def test_what_people_report_is_never_held_and_does_not_count(hospital: Hospital) -> None:
    await flood(hospital)
    await hospital.report()
    assert (await hospital.reports())[-1].state is ReportState.HELD
    await hospital.report(user="lena", people=("rosa",))
    assert await count_of(hospital, ReportState.BRAKED) == 7


async def test_another_source_goes_on(hospital: Hospital) -> None:
    await flood(hospital)
    await hospital.source(source="adt", id="1")
    assert (await hospital.reports())[-1].state is ReportState.HELD


async def test_a_source_with_busy_hours_of_its_own_may_report_three_times_as_many(
    hospital: Hospital,
) -> None:
    await reports(hospital, 3)
    await hospital.world.pass_time(2 * DAY)
    await flood(hospital, 12)
    assert await count_of(hospital, ReportState.BRAKED) == 3


async def test_a_slow_flood_is_held_by_the_day(hospital: Hospital) -> None:
    for _ in range(5):
        await reports(hospital, 4)
        await hospital.world.pass_time(2 * HOUR)
    assert await count_of(hospital, ReportState.BRAKED) == 5


async def test_the_playbook_sets_another_limit_for_a_source(hospital: Hospital) -> None:
    own = Source("incidents", "Incident reports", most_an_hour=8)
    await hospital.change_programme(sources=(own,))
    await flood(hospital, 12)
    assert await count_of(hospital, ReportState.BRAKED) == 4


async def test_a_file_of_a_whole_day_is_held_only_by_the_day(hospital: Hospital) -> None:
    nightly = Source("incidents", "Incident reports", SourceForm.CSV)
    await hospital.change_programme(sources=(nightly,))
    await flood(hospital, 14)
    assert await count_of(hospital, ReportState.BRAKED) == 0


# ---- decided ----


async def test_all_are_let_go_in_two_presses_and_each_has_its_own_hold_off(
    hospital: Hospital,
) -> None:
    await flood(hospital, occurred_at=hospital.now, emails=("rosa@example.org",))
    shown = card(hospital)
    (go,) = [each for each in shown.all_buttons if each.action == "adverse_event.brake_let_go"]
    assert go.confirm is not None
    await hospital.world.press_in("kit", go.action)
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.HELD) == 12
    assert phrase("adverse_event.brake.goes", count=7) in text_of(card(hospital, "oda"))
    assert (await brake(hospital)).since is None
    await hospital.world.pass_time(3 * HOUR)
    assert await count_of(hospital, ReportState.RELEASED) == 12
    assert hospital.notes("rosa") == 1


async def test_after_that_the_night_goes_on_without_a_new_question(hospital: Hospital) -> None:
    await flood(hospital)
    await hospital.world.press_in("kit", "adverse_event.brake_let_go")
    await hospital.world.settle()
    await flood(hospital, 8)
    assert await count_of(hospital, ReportState.BRAKED) == 0


@pytest.mark.parametrize(
    ("action", "becomes"),
    [
        ("adverse_event.brake_let_go", ReportState.HELD),
        ("adverse_event.brake_leave_out", ReportState.LEFT_OUT),
    ],
)
async def test_what_came_after_the_card_was_drawn_waits_on(
    hospital: Hospital, action: str, becomes: ReportState
) -> None:
    await flood(hospital)
    before = await count_of(hospital, becomes)
    (button,) = [each for each in card(hospital).all_buttons if each.action == action]
    await reports(hospital, 30)
    await hospital.world.press("kit", action, button.subject)
    await hospital.world.settle()
    assert await count_of(hospital, becomes) == before + 7
    assert await count_of(hospital, ReportState.BRAKED) == 30
    assert (await brake(hospital)).since is not None


async def test_the_form_decides_about_what_it_counted(hospital: Hospital) -> None:
    await flood(hospital)
    form = form_of(await hospital.world.press_in("kit", "adverse_event.brake_some"))
    await hospital.world.pass_time(MINUTE)
    await reports(hospital, 30)
    await hospital.world.submit("kit", form, unit="all", hours="all", goes="let_go")
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.BRAKED) == 30


async def test_none_goes_and_the_lists_are_erased(hospital: Hospital) -> None:
    await flood(hospital)
    waiting = [each for each in await hospital.reports() if each.state is ReportState.BRAKED]
    await hospital.world.press_in("oda", "adverse_event.brake_leave_out")
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.LEFT_OUT) == 7
    assert phrase("adverse_event.brake.left_out", count=7) in text_of(card(hospital))
    async with hospital.world.storage.reading() as work:
        for report in some(waiting):
            assert await work.vault.open(sealed_text(report.people, "people")) is None


async def test_the_rest_of_a_dismissed_flood_waits_and_the_next_real_death_does_not(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    await hospital.world.press_in("kit", "adverse_event.brake_leave_out")
    await flood(hospital, 4)
    assert await count_of(hospital, ReportState.BRAKED) == 4
    await hospital.world.press_in("kit", "adverse_event.brake_leave_out")
    await hospital.world.pass_time(3 * HOUR)
    await hospital.source()
    assert (await hospital.reports())[-1].state is ReportState.HELD


async def test_those_of_one_unit_or_of_the_last_hours_go_and_the_rest_waits(
    hospital: Hospital,
) -> None:
    old = hospital.now - 30 * HOUR
    await reports(hospital, 5)
    await reports(hospital, 3, unit="surgery")
    await flood(hospital, 4, occurred_at=old)
    form = form_of(await hospital.world.press_in("kit", "adverse_event.brake_some"))
    answer = await hospital.world.submit("kit", form, unit="surgery", hours="all", goes="let_go")
    await hospital.world.settle()
    gone = [each for each in await hospital.reports() if each.unit == "surgery"]
    assert {each.state for each in gone} == {ReportState.HELD}
    assert "4 reports from" in text_of(answer)
    await reports(hospital, 20)
    waits = await count_of(hospital, ReportState.BRAKED)
    form = form_of(await hospital.world.press_in("kit", "adverse_event.brake_some"))
    await hospital.world.submit("kit", form, unit="all", hours="24", goes="left_out")
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.BRAKED) == 4 < waits


async def test_two_who_decide_at_once_decide_once(hospital: Hospital) -> None:
    await flood(hospital)
    found = await brake(hospital)
    await hospital.world.press("kit", "adverse_event.brake_leave_out", found.reference)
    await hospital.world.press("oda", "adverse_event.brake_let_go", found.reference)
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.LEFT_OUT) == 7
    assert await count_of(hospital, ReportState.HELD) == 5


async def test_only_who_answers_for_the_area_decides(hospital: Hospital) -> None:
    await flood(hospital)
    found = await brake(hospital)
    for user in ("sam", "lena"):
        for action in ("adverse_event.brake_let_go", "adverse_event.brake"):
            answer = await hospital.world.press(user, action, found.reference)
            assert phrase("core.gone") in text_of(answer)
    assert await count_of(hospital, ReportState.BRAKED) == 7


async def test_what_its_source_takes_back_no_longer_waits(hospital: Hospital) -> None:
    await reports(hospital, 5)
    await hospital.source(id="wrong")
    await hospital.world.pass_time(MINUTE)
    await hospital.source(id="wrong", cancelled=True)
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.BRAKED) == 0
    assert (await brake(hospital)).since is None
    assert phrase("adverse_event.brake.nothing") in text_of(card(hospital))


async def test_hundreds_are_carried_out_some_at_a_time_and_none_is_lost(
    hospital: Hospital,
) -> None:
    await flood(hospital, 50, emails=())
    await hospital.world.press_in("kit", "adverse_event.brake_let_go")
    await hospital.world.settle()
    assert await count_of(hospital, ReportState.HELD, ReportState.RELEASED) == 50


async def test_a_decision_that_nobody_carries_out_is_found(hospital: Hospital) -> None:
    await flood(hospital)
    waiting = await hospital.reports()
    async with hospital.world.storage.work() as work:
        for report in waiting:
            if report.state is ReportState.BRAKED:
                await work.save(replace(report, state=ReportState.LET_GO))
    await hospital.world.pass_time(DAY)
    assert await count_of(hospital, ReportState.LET_GO, ReportState.BRAKED) == 0


async def test_what_nobody_decides_is_forgotten_with_its_source_reports(
    hospital: Hospital,
) -> None:
    await flood(hospital)
    await hospital.world.pass_time(61 * DAY)
    assert await hospital.reports() == []
    async with hospital.world.storage.reading() as work:
        assert await work.of(Brake).count(Brake.since.at_most(hospital.now)) == 0
