"""The hold-off and undo; reports put together; re-gradings and corrections."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import EventState, Taken
from bot.programme.model import Harm, Kind, Trigger
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import text_of

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


# ---- hold-off and undo ----


async def test_the_hold_off_is_five_minutes_and_the_reporter_sees_until_when(
    hospital: Hospital,
) -> None:
    await hospital.report()
    card = hospital.world.sees("lena").last
    assert phrase("adverse_event.progress.held", at="9:05 AM", count=1) in text_of(card)
    assert [b.action for b in card.buttons] == ["check_in.preview", "adverse_event.undo"]


async def test_the_hold_off_is_the_triggers(hospital: Hospital) -> None:
    trigger = Trigger("resuscitation", Harm.UNKNOWN, timedelta(), timedelta(minutes=20))
    await hospital.change_programme(triggers=(trigger,))
    await hospital.report()
    await hospital.world.pass_time(timedelta(minutes=19))
    assert hospital.notes("sam") == 0
    await hospital.world.pass_time(2 * MINUTE)
    assert hospital.notes("sam") == 1


@pytest.mark.branch("1.8")
@pytest.mark.parametrize("by", ["button", "words"])
async def test_the_reporter_undoes_within_the_hold_off_and_nothing_is_sent(
    hospital: Hospital, by: str
) -> None:
    await hospital.report()
    await hospital.world.pass_time(4 * MINUTE)
    if by == "button":
        answer = await hospital.world.press_in("lena", "adverse_event.undo")
    else:
        answer = await hospital.world.command("lena", "/support-admin undo")
    assert phrase("adverse_event.progress.withdrawn") in text_of(answer)
    await hospital.world.pass_time(timedelta(days=3))
    assert hospital.notes("sam") == 0
    assert phrase("adverse_event.progress.withdrawn") in text_of(hospital.world.sees("lena").last)
    (event,) = await hospital.events()
    assert event.state is EventState.WITHDRAWN
    assert await hospital.episodes() == []


@pytest.mark.parametrize("user", ["lena", "kit"])
async def test_leads_and_coordinators_undo_what_a_system_reported(
    hospital: Hospital, user: str
) -> None:
    await hospital.source()
    answer = await hospital.world.command(user, "/support-admin undo")
    assert phrase("adverse_event.progress.withdrawn") in text_of(answer)
    await hospital.world.pass_time(timedelta(days=1))
    assert hospital.notes("sam") == 0
    assert phrase("adverse_event.progress.withdrawn") in text_of(hospital.world.sees("kit").last)


async def test_an_undone_list_is_erased_at_once(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.command("lena", "/support-admin undo")
    (report,) = await hospital.reports()
    async with hospital.world.storage.reading() as work:
        assert await work.vault.open(sealed_text(report.people, "people")) is None


async def test_nobody_else_can_undo(hospital: Hospital) -> None:
    reference = await hospital.report()
    for user in ("sam", "cole", "pat", "stranger"):
        pressed = await hospital.world.press(user, "adverse_event.undo", reference)
        assert phrase("core.gone") in text_of(pressed)
        typed = await hospital.world.command(user, "/support-admin undo")
        assert phrase("adverse_event.nothing_to_undo") in text_of(typed)
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


async def test_after_the_hold_off_undo_shows_how_it_stands_and_changes_nothing(
    hospital: Hospital,
) -> None:
    reference = await hospital.report()
    await hospital.world.pass_time(6 * MINUTE)
    pressed = await hospital.world.press("lena", "adverse_event.undo", reference)
    assert phrase("adverse_event.progress.planned", count=1) in text_of(pressed)
    typed = await hospital.world.command("lena", "/support-admin undo")
    assert phrase("adverse_event.nothing_to_undo") in text_of(typed)
    await hospital.world.pass_time(HOUR)
    assert hospital.notes("sam") == 1


async def test_undo_pressed_twice_is_undo_once(hospital: Hospital) -> None:
    reference = await hospital.report()
    for _ in range(2):
        answer = await hospital.world.press("lena", "adverse_event.undo", reference)
        assert phrase("adverse_event.progress.withdrawn") in text_of(answer)


async def test_of_several_reports_undo_asks_which_without_naming_a_place(
    hospital: Hospital,
) -> None:
    await hospital.report("kit", unit="icu")
    await hospital.world.pass_time(MINUTE)
    await hospital.report("kit", unit="surgery", people=("quinn",))
    answer = await hospital.world.command("kit", "/support-admin undo")
    said = text_of(answer)
    assert phrase("adverse_event.which.one", number=1, at="9:01 AM") in said
    assert phrase("adverse_event.which.one", number=2, at="9:00 AM") in said
    assert "ICU" not in said
    newest = answer.card.buttons[0].subject  # type: ignore[union-attr]
    await hospital.world.press("kit", "adverse_event.undo", newest)
    await hospital.world.pass_time(2 * HOUR)
    assert (hospital.notes("sam"), hospital.notes("quinn")) == (1, 0)


# ---- one event from several reports ----


async def test_the_same_unit_and_kind_group_within_an_hour_is_one_event(
    hospital: Hospital,
) -> None:
    await hospital.report(kind="resuscitation", people=("sam", "rosa"), time="08:00")
    await hospital.source(
        kind=Kind.UNEXPECTED_DEATH,
        occurred_at=hospital.now,
        emails=("sam@example.org", "theo@example.org"),
    )
    assert len(await hospital.events()) == 1
    await hospital.world.pass_time(5 * HOUR)
    assert [hospital.notes(user) for user in ("sam", "rosa", "theo")] == [1, 1, 1]
    assert len(await hospital.episodes()) == 3


@pytest.mark.parametrize(
    "other",
    [
        {"kind": Kind.VIOLENCE_OR_THREAT},
        {"unit": "surgery"},
        {"minutes": 61},
    ],
)
async def test_another_kind_group_unit_or_hour_is_another_event(
    hospital: Hospital, other: dict[str, object]
) -> None:
    await hospital.report(time="07:55")
    minutes = other.pop("minutes", 0)
    at = hospital.now - timedelta(minutes=65) + timedelta(minutes=int(str(minutes)))
    await hospital.source(occurred_at=at, **other)
    assert len(await hospital.events()) == 2


@pytest.mark.branch("1.10")
async def test_two_systems_that_tell_of_the_same_are_one_event(hospital: Hospital) -> None:
    await hospital.source(source="incidents", id="7")
    await hospital.source(source="records", id="7")
    assert len(await hospital.reports()) == 2
    assert len(await hospital.events()) == 1
    # The second adds nobody, so nobody is asked to look at it.
    assert len(hospital.world.sees("kit").messages) == 1


async def test_people_a_later_report_adds_have_a_hold_off_of_their_own(
    hospital: Hospital,
) -> None:
    await hospital.report(time="08:00")
    await hospital.world.pass_time(30 * MINUTE)
    assert hospital.notes("sam") == 1
    await hospital.report("kit", people=("rosa",), time="08:10")
    await hospital.world.pass_time(4 * MINUTE)
    await hospital.world.press_in("kit", "adverse_event.undo")
    await hospital.world.pass_time(5 * HOUR)
    assert hospital.notes("rosa") == 0
    (event,) = await hospital.events()
    assert event.state is EventState.RELEASED


async def test_taking_one_report_back_leaves_what_another_told(hospital: Hospital) -> None:
    await hospital.source(id="first", emails=("sam@example.org", "rosa@example.org"))
    await hospital.source(id="second", emails=("sam@example.org", "theo@example.org"))
    await hospital.source(id="first", emails=(), cancelled=True)
    await hospital.world.pass_time(5 * HOUR)
    assert [hospital.notes(user) for user in ("sam", "rosa", "theo")] == [1, 0, 1]


async def test_after_an_undo_a_new_report_is_a_new_event(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.command("lena", "/support-admin undo")
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1
    assert [e.state for e in await hospital.events()] != [EventState.WITHDRAWN]


# ---- re-grading and corrections ----


@pytest.mark.branch("1.12")
async def test_a_regrading_neither_fires_again_nor_takes_back(hospital: Hospital) -> None:
    await hospital.source(id="x", harm=Harm.SEVERE)
    assert await hospital.source(id="x", harm=Harm.NONE) is Taken.KNOWN
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1
    assert await hospital.source(id="x", harm=Harm.DEATH) is Taken.KNOWN
    assert await hospital.source(id="x", kind=Kind.VIOLENCE_OR_THREAT) is Taken.KNOWN
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1
    assert len(await hospital.events()) == 1


async def test_a_harm_that_only_later_reaches_a_trigger_fires_then_for_the_first_time(
    hospital: Hospital,
) -> None:
    trigger = Trigger("*", Harm.SEVERE, HOUR, 5 * MINUTE)
    await hospital.change_programme(triggers=(trigger,))
    assert await hospital.source(id="x", harm=Harm.MILD) is Taken.ACCEPTED
    assert await hospital.events() == []
    assert await hospital.source(id="x", harm=Harm.DEATH) is Taken.KNOWN
    assert await hospital.source(id="x", harm=Harm.DEATH) is Taken.KNOWN
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


@pytest.mark.branch("1.13")
async def test_a_correction_inside_the_hold_off_cancels(hospital: Hospital) -> None:
    await hospital.source(id="x")
    await hospital.world.pass_time(4 * MINUTE)
    assert await hospital.source(id="x", cancelled=True) is Taken.KNOWN
    await hospital.world.pass_time(timedelta(days=2))
    assert hospital.notes("sam") == 0
    assert phrase("adverse_event.progress.withdrawn") in text_of(hospital.world.sees("kit").last)


async def test_a_correction_after_the_hold_off_changes_nothing(hospital: Hospital) -> None:
    await hospital.source(id="x")
    await hospital.world.pass_time(6 * MINUTE)
    assert await hospital.source(id="x", cancelled=True) is Taken.KNOWN
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


async def test_a_cancellation_that_overtakes_its_report_still_cancels(
    hospital: Hospital,
) -> None:
    assert await hospital.source(id="x", cancelled=True) is Taken.ACCEPTED
    assert await hospital.source(id="x") is Taken.KNOWN
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 0
    assert await hospital.events() == []


async def test_a_known_report_that_was_cancelled_does_not_come_back(hospital: Hospital) -> None:
    await hospital.source(id="x")
    await hospital.source(id="x", cancelled=True)
    await hospital.source(id="x")
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 0
