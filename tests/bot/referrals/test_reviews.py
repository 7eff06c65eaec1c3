"""Who reviews harm asks for support for a team, and learns nothing of anybody in it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import REVIEW, EventState, ReportState
from bot.core.conversation import Answer, Say
from bot.core.inputs import Choice
from bot.programme.model import Area, Harm, Kind
from tests.bot.adverse_events.reporting_kit import HALF_PAST_EIGHT, Hospital, form_of
from tests.bot.adverse_events.reporting_kit import hospital as open_hospital
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

REVIEWER = "quinn"
NAMES = ("Sam", "Theo", "Rosa", "Lena", "Cole", "Nora")
DAY = timedelta(days=1)


@pytest.fixture(name="hospital")
async def _hospital() -> Hospital:
    """Quinn is of risk, and reviews harm in the whole of the hospital."""
    hospital = await open_hospital()
    (area,) = (await hospital.programme()).areas
    quinn = hospital.world.people[REVIEWER]
    await hospital.change_programme(areas=(replace(area, investigators=(quinn,)),))
    return hospital


async def asked(hospital: Hospital, event: str = "new") -> Answer:
    form = await hospital.world.command(REVIEWER, "/support-admin review")
    return await hospital.world.submit(REVIEWER, form, event=event)


async def answered(hospital: Hospital, form: Answer, need: str, **values: object) -> Answer:
    given = {"unit": "icu", "kind": "unexpected_death", **HALF_PAST_EIGHT} | values
    inputs = {one.name for one in form_of(form).inputs}
    sent = {name: value for name, value in given.items() if name in inputs}
    return await hospital.world.submit(REVIEWER, form, need=need, **sent)  # type: ignore[arg-type]


async def test_a_review_starts_the_ordinary_messages_for_the_shift(hospital: Hospital) -> None:
    shown = await answered(hospital, await asked(hospital), "shift")
    assert phrase("review.started") in text_of(shown)
    (report,) = await hospital.reports()
    assert (report.source, report.state) == (REVIEW, ReportState.HELD)
    await hospital.world.pass_time(timedelta(hours=2))
    assert hospital.notes("sam") == 1
    assert hospital.notes("nora") == 0  # on nights


async def test_the_people_picked_get_one_and_nobody_else(hospital: Hospital) -> None:
    shown = await answered(hospital, await asked(hospital), "picked", people=("sam", "fay"))
    assert phrase("review.started") in text_of(shown)
    await hospital.world.pass_time(timedelta(hours=2))
    assert [hospital.notes(user) for user in ("sam", "fay", "theo")] == [1, 1, 0]


async def test_no_sends_nothing_and_keeps_nothing(hospital: Hospital) -> None:
    shown = await answered(hospital, await asked(hospital), "no")
    assert phrase("review.not_needed") in text_of(shown)
    assert await hospital.reports() == []


async def test_a_recent_event_is_picked_and_nobody_gets_two_messages(hospital: Hospital) -> None:
    await hospital.report(people=("sam",))
    await hospital.world.pass_time(timedelta(hours=2))
    (event,) = await hospital.events()
    form = await asked(hospital, event.reference)
    assert phrase("review.ask.offered") in text_of(form)
    await answered(hospital, form, "shift")
    await hospital.world.pass_time(DAY)
    assert [known.reference for known in await hospital.events()] == [event.reference]
    assert hospital.notes("sam") == 1
    assert hospital.notes("theo") == 1


async def test_the_reviewer_is_told_of_nobody_then_or_later(hospital: Hospital) -> None:
    await hospital.report(people=("sam",))
    await hospital.world.pass_time(timedelta(hours=2))
    (event,) = await hospital.events()
    form = await asked(hospital, event.reference)
    shown = await answered(hospital, form, "shift")
    await hospital.world.press_in("sam", "check_in.talk")
    await hospital.world.pass_time(DAY)
    seen = [text_of(form), text_of(shown)]
    seen += [str(card) for card in hospital.world.sees(REVIEWER).log]
    assert not [name for name in NAMES for text in seen if name in text]
    assert hospital.world.sees(REVIEWER).log == []
    # Nothing leads back: neither the list, nor who could not be reached, nor undoing it.
    world = hospital.world
    for report in some(await hospital.reports()):
        for action in ("check_in.preview", "adverse_event.unreached", "adverse_event.undo"):
            answer = text_of(await world.press(REVIEWER, action, report.reference))
            assert not [name for name in NAMES if name in answer]
    assert phrase("adverse_event.nothing_to_undo") in text_of(
        await world.command(REVIEWER, "/support-admin undo")
    )


async def test_the_coordinators_hear_of_it_and_can_undo_it(hospital: Hospital) -> None:
    await answered(hospital, await asked(hospital), "picked", people=("sam",))
    await hospital.world.settle()
    (card,) = [c for c in hospital.world.sees("kit").log if c.screen == "adverse_event.progress"]
    assert "asks for support for a team" in text_of(card)
    await hospital.world.press_in("kit", "adverse_event.undo")
    await hospital.world.pass_time(DAY)
    assert hospital.notes("sam") == 0
    (event,) = await hospital.events()
    assert event.state is EventState.WITHDRAWN


async def test_the_coordinators_get_no_card_to_undo_where_nobody_new_would_hear(
    hospital: Hospital,
) -> None:
    await hospital.report(people=("sam",))
    await hospital.world.pass_time(timedelta(hours=2))
    (event,) = await hospital.events()
    shown = await answered(
        hospital, await asked(hospital, event.reference), "picked", people=("sam",)
    )
    assert phrase("review.started") in text_of(shown)
    await hospital.world.pass_time(DAY)
    assert [c for c in hospital.world.sees("kit").log if c.screen == "adverse_event.progress"] == []
    assert hospital.notes("sam") == 1


async def test_events_of_one_person_and_of_other_areas_are_not_offered(hospital: Hospital) -> None:
    await hospital.report(kind="first_day_back", people=("sam",))
    await hospital.report("kit", kind="near_miss", unit="pharmacy", people=("pat",))
    programme = await hospital.programme()
    north = Area("north", "North", coordinators=(hospital.world.people["kit"],))
    units = tuple(
        replace(unit, area="north") if unit.key == "pharmacy" else unit for unit in programme.units
    )
    await hospital.change_programme(areas=(*programme.areas, north), units=units)
    form = form_of(await hospital.world.command(REVIEWER, "/support-admin review"))
    (events,) = form.inputs
    assert isinstance(events, Choice)
    assert [option.value for option in events.options] == ["new"]
    for event in some(await hospital.events()):
        shown = await hospital.world.submit(REVIEWER, form, event=event.reference)
        assert not isinstance(shown, Say) or "Sam" not in text_of(shown)
        assert phrase("review.ask.need") not in text_of(shown)


@pytest.mark.parametrize("user", ["sam", "lena", "pat", "stranger"])
async def test_nobody_else_gets_there(hospital: Hospital, user: str) -> None:
    shown = await hospital.world.command(user, "/support-admin review")
    assert phrase("review.not_yours") in text_of(shown)


@pytest.mark.parametrize(
    ("need", "values", "fault"),
    [
        ("", {}, "review.fault.need"),
        ("picked", {}, "review.fault.people"),
        ("shift", {"kind": "litigation_notice"}, "adverse_event.fault.kind"),
        ("shift", {"unit": "moon"}, "review.fault.team"),
        ("shift", {"time": "09:30"}, "adverse_event.fault.future"),
        ("shift", {"day": "2025-01-01"}, "adverse_event.fault.past"),
    ],
)
async def test_what_lacks_is_said_beside_the_input(
    hospital: Hospital, need: str, values: dict[str, object], fault: str
) -> None:
    shown = await answered(hospital, await asked(hospital), need, **values)
    assert phrase(fault) in text_of(shown)
    assert await hospital.reports() == []


async def test_a_system_s_own_report_is_still_told_apart(hospital: Hospital) -> None:
    await hospital.source(kind=Kind.UNEXPECTED_DEATH, harm=Harm.DEATH)
    (report,) = await hospital.reports()
    assert report.is_by_system
