"""A coordinator plans a day that may be hard; what people hear of it, and what nobody does."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.adverse_events.model import AdverseEvent, Episode, EventState, Report
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.adverse_events.reports import JOIN_AT_ONCE
from bot.core.clock import in_zone
from bot.core.conversation import Replace
from bot.core.errors import OutcomeUnknown
from bot.core.inputs import Choice
from bot.core.storage import Work, in_one_work
from bot.programme.model import MILESTONES, PERSONAL, Group, Harm, Kind, Trigger
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.follow_ups.story import opened
from tests.bot.milestones.plans import (
    AFTER,
    BEFORE,
    DAY,
    HOUR,
    MINUTE,
    fill_in,
    going_on,
    in_days,
    messages,
    plan,
    planned,
    screens,
)
from tests.some import some
from tests.wording import phrase
from tests.world import ZONE, text_of

KINDS = [kind for kind in Kind if kind in MILESTONES]


def text(part: object) -> str:
    return str(getattr(part, "text", ""))


# ---- what arrives, and when ----


async def test_a_message_comes_on_the_working_day_before_and_one_the_day_after(
    hospital: Hospital,
) -> None:
    await plan(hospital)  # for a Monday
    arrived: dict[str, date] = {}
    for _ in range(4 * 9):
        for screen in set(screens(hospital, "sam")) - arrived.keys():
            arrived[screen] = in_zone(hospital.now, ZONE).date()
        await hospital.world.pass_time(6 * HOUR)
    monday = date(2026, 3, 9)
    assert arrived == {BEFORE: monday - 3 * DAY, AFTER: monday + DAY}
    assert screens(hospital, "sam") == [BEFORE, AFTER]


@pytest.mark.parametrize(("lost", "comes"), [(1, [AFTER]), (2, [])])
async def test_a_message_of_unknown_outcome_is_not_sent_again(
    hospital: Hospital, lost: int, comes: list[str]
) -> None:
    await plan(hospital)
    hospital.world.platform.fail["sam"] = [OutcomeUnknown()] * lost
    await hospital.world.pass_time(20 * DAY)
    assert screens(hospital, "sam") == comes
    assert hospital.world.platform.fail["sam"] == []


@pytest.mark.parametrize("kind", KINDS)
async def test_what_was_previewed_is_what_is_delivered_word_for_word(
    hospital: Hospital, kind: Kind
) -> None:
    preview = text_of(await plan(hospital, kind=kind))
    assert phrase("milestone.see.before", day="Mar 6") in preview
    assert phrase("milestone.see.after", day="Mar 10") in preview
    await hospital.world.pass_time(9 * DAY)
    delivered = messages(hospital, "sam")
    assert [card.screen for card in delivered] == [BEFORE, AFTER]
    for card in some(delivered):
        for part in some(card.parts):
            assert text(part).replace("Sam", "(first name)") in preview
        for button in some(card.buttons):
            assert button.label in preview


@pytest.mark.parametrize("kind", KINDS)
async def test_a_dry_run_shows_the_words_that_are_delivered_and_names_no_shift(
    hospital: Hospital, kind: Kind
) -> None:
    trigger = Trigger(kind, Harm.NONE, timedelta(), 5 * MINUTE, name="ahead")
    await hospital.change_programme(triggers=(trigger,))
    form = await hospital.world.press("kit", "trigger.test", "ahead")
    day = in_days(hospital, 7).isoformat()
    dry_run = text_of(await hospital.world.submit("kit", form, unit="icu", day=day, time="09:00"))
    assert phrase("milestone.dry_run") in dry_run
    assert "Rosa" not in dry_run
    await plan(hospital, kind=kind)
    await hospital.world.pass_time(9 * DAY)
    for card in some(messages(hospital, "sam")):
        for part in some(card.parts):
            assert text(part).replace("Sam", "(first name)") in dry_run


async def test_each_kind_has_words_of_its_own_before_and_after(hospital: Hospital) -> None:
    said = set()
    for number, kind in enumerate(KINDS):
        await plan(hospital, kind=kind, day=in_days(hospital, 7 + number).isoformat())
    await hospital.world.pass_time(16 * DAY)
    said = {text(card.parts[0]) for card in messages(hospital, "sam")}
    assert len(said) == 2 * len(KINDS)


async def test_planned_on_its_own_day_only_the_message_after_it_is_shown_and_comes(
    hospital: Hospital,
) -> None:
    preview = text_of(await plan(hospital, day=in_days(hospital, 0).isoformat()))
    assert phrase("milestone.see.before") not in preview
    await hospital.world.pass_time(3 * DAY)
    assert screens(hospital, "sam") == [AFTER]


async def test_a_message_that_could_only_come_on_the_day_itself_is_left_out(
    hospital: Hospital,
) -> None:
    await plan(hospital, day=in_days(hospital, 2).isoformat())
    await hospital.world.command("sam", "/support snooze 2d")
    await hospital.world.pass_time(5 * DAY)
    assert screens(hospital, "sam") == [AFTER]


async def test_nobody_gets_a_first_note_and_no_lead_a_guide(hospital: Hospital) -> None:
    await plan(hospital, people=("sam", "rosa"))
    await hospital.world.pass_time(10 * DAY)
    assert (hospital.notes("sam"), hospital.notes("rosa")) == (0, 0)
    assert hospital.world.sees("lena").log == []
    assert screens(hospital, "rosa") == [BEFORE, AFTER]


async def test_no_session_is_offered_for_it(hospital: Hospital) -> None:
    await plan(hospital, people=("sam", "rosa", "theo", "nora", "fay", "gil"))
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "fay") == [BEFORE, AFTER]
    assert {card.screen for card in hospital.world.sees("kit").log} == {"adverse_event.progress"}


@pytest.mark.parametrize("kind", sorted(MILESTONES | PERSONAL))
async def test_no_system_can_start_one(hospital: Hospital, kind: Kind) -> None:
    await hospital.source(kind=kind, harm=Harm.UNKNOWN)
    await hospital.world.pass_time(10 * DAY)
    assert hospital.world.everything_posted() == []
    assert await hospital.events() == []


async def test_no_shift_and_no_group_hears_of_it(hospital: Hospital) -> None:
    uma = hospital.world.people["uma"]
    trigger = Trigger("event_review", Harm.NONE, timedelta(), 5 * MINUTE, groups=("code",))
    groups = (Group("code", "Code team", (uma,)),)
    await hospital.change_programme(triggers=(trigger,), groups=groups)
    await plan(hospital)
    await hospital.world.pass_time(10 * DAY)
    heard = [user for user in hospital.world.people if messages(hospital, user)]
    assert heard == ["sam"]


# ---- who joins ----


async def in_care(hospital: Hospital) -> str:
    """Sam and Rosa had a first note; Sam answered it, and Rosa said no."""
    await hospital.report(people=("sam", "rosa"))
    await hospital.world.pass_time(2 * HOUR)
    await hospital.world.press_in("sam", "check_in.talk")
    await hospital.world.press_in("rosa", "check_in.no_thanks")
    return (await hospital.events())[-1].reference


async def test_those_still_in_care_of_an_earlier_event_join_unnamed_and_uncounted(
    hospital: Hospital,
) -> None:
    event = await in_care(hospital)
    preview = text_of(await plan(hospital, people=(), linked=event))
    assert phrase("milestone.see.linked") in preview
    assert "Sam" not in preview
    assert "Rosa" not in preview
    assert phrase("milestone.see.who", count=1) not in preview
    for card in some(hospital.world.sees("kit").log):
        assert "1 person" not in text_of(card)
        assert "people" not in text_of(card)
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == [BEFORE, AFTER]
    assert screens(hospital, "rosa") == []


async def test_who_stops_the_messages_about_an_event_hears_of_no_milestone_of_it(
    hospital: Hospital,
) -> None:
    event = await in_care(hospital)
    await hospital.world.pass_time(3 * DAY)
    await plan(hospital, people=(), linked=event)
    await hospital.world.press_in("sam", "follow_up.stop")
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == []
    assert await planned(hospital) == []


async def between_two_portions(hospital: Hospital, event: str) -> None:
    """A plan is released for so many who were picked that those in care have yet to join it."""
    crew = tuple(f"n{number}" for number in range(JOIN_AT_ONCE))

    async def hire(work: Work) -> None:
        for user in crew:
            await hospital.world.add_person(work, f"{user.title()} Moss", "nurse", "icu")

    await in_one_work(hospital.world.storage, hire)
    await hospital.world.submit("kit", await fill_in(hospital, people=crew, linked=event))
    await hospital.world.settle()
    due = await hospital.world.queue.next_due()
    while not any(report.to_join for report in await hospital.reports()):
        assert due is not None
        hospital.world.clock.set(max(due, hospital.now))
        await hospital.world.worker.run_due()
        due = await hospital.world.queue.next_due()


async def test_who_stops_the_messages_before_their_portion_joins_no_milestone(
    hospital: Hospital,
) -> None:
    event = await in_care(hospital)
    await hospital.world.pass_time(3 * DAY)
    await between_two_portions(hospital, event)
    await hospital.world.press_in("sam", "follow_up.stop")
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == []
    assert screens(hospital, "n0") == [BEFORE, AFTER]


async def test_when_the_last_who_had_yet_to_join_stops_the_list_is_erased(
    hospital: Hospital,
) -> None:
    event = await in_care(hospital)
    await hospital.world.pass_time(3 * DAY)
    await between_two_portions(hospital, event)
    (report,) = [each for each in await hospital.reports() if each.to_join]
    assert report.to_join == 1
    await hospital.world.press_in("sam", "follow_up.stop")
    async with hospital.world.storage.reading() as work:
        left = await work.of(Report).get(report.reference)
        assert left is not None
        assert left.to_join == 0
        assert await work.vault.open(left.listed) is None


async def test_a_plan_that_is_cancelled_between_two_portions_reaches_nobody_else(
    hospital: Hospital,
) -> None:
    await between_two_portions(hospital, await in_care(hospital))
    (report,) = (each for each in await hospital.reports() if each.to_join)
    await hospital.world.press("kit", "adverse_event.undo", report.reference)
    await hospital.world.pass_time(10 * DAY)
    assert await going_on(hospital) == []
    assert screens(hospital, "sam") == []


async def test_messages_about_an_event_that_end_by_themselves_take_no_milestone_away(
    hospital: Hospital,
) -> None:
    """Rosa ignores the one note that comes to those who are silent; she is picked all the same."""
    await hospital.report(people=("sam", "rosa"))
    await hospital.world.pass_time(2 * HOUR)
    event = (await hospital.events())[-1].reference
    await plan(hospital, people=("rosa",), linked=event, day=in_days(hospital, 14).isoformat())
    await hospital.world.pass_time(17 * DAY)
    assert screens(hospital, "rosa") == [BEFORE, AFTER]


async def test_a_plan_that_is_still_being_read_ends_nobodys_own_request(
    hospital: Hospital,
) -> None:
    event = await in_care(hospital)
    await hospital.world.press("sam", "check_in.peer")
    async with hospital.world.storage.reading() as work:
        (own,) = [each for each in await work.of(Episode).find() if each.event is None]
    await hospital.world.pass_time(3 * DAY)
    await fill_in(hospital, people=(), linked=event)
    await hospital.world.press_in("sam", "follow_up.stop")
    async with hospital.world.storage.reading() as work:
        kept = await work.of(Episode).get(own.reference)
    assert kept is not None
    assert kept.state is own.state


async def test_a_day_lies_between_a_message_about_a_milestone_and_the_next_note(
    hospital: Hospital,
) -> None:
    event = await in_care(hospital)  # its note of the first week would come on the day after
    await plan(hospital, people=(), linked=event, day=in_days(hospital, 6).isoformat())
    moments: dict[str, int] = {}
    for hour in range(0, 24 * 12, 6):
        for card in hospital.world.sees("sam").log:
            moments.setdefault(str(card.screen), hour)
        await hospital.world.pass_time(6 * HOUR)
    assert moments["follow_up.week"] - moments[AFTER] >= 24


# ---- what a plan needs ----


async def test_without_a_person_who_told_them_nothing_is_planned(hospital: Hospital) -> None:
    refused = await fill_in(hospital, told=())
    assert phrase("milestone.fault.told") in text_of(refused)
    assert await hospital.reports() == []


@pytest.mark.parametrize(
    ("values", "fault"),
    [
        ({"kind": "near_miss"}, "milestone.fault.kind"),
        ({"kind": "litigation_notice"}, "milestone.fault.kind"),
        ({"unit": "moon"}, "milestone.fault.unit"),
        ({"day": "soon"}, "milestone.fault.day"),
        ({"day": "2026-02-20"}, "milestone.fault.past"),
        ({"day": "2026-05-20"}, "milestone.fault.far"),
        ({"people": ()}, "milestone.fault.people"),
        ({"linked": "0" * 32}, "milestone.fault.linked"),
    ],
)
async def test_what_cannot_be_planned_is_refused(
    hospital: Hospital, values: dict[str, str], fault: str
) -> None:
    assert phrase(fault) in text_of(await fill_in(hospital, **values))
    assert await hospital.reports() == []


async def test_the_form_asks_neither_for_harm_nor_for_a_time(hospital: Hospital) -> None:
    form = form_of(await hospital.world.command("kit", "/support-admin milestone"))
    assert [each.name for each in form.inputs] == ["kind", "unit", "day", "people", "told"]
    (kinds,) = [each for each in form.inputs if each.name == "kind"]
    assert isinstance(kinds, Choice)
    assert {option.value for option in kinds.options} == MILESTONES


@pytest.mark.parametrize("user", ["lena", "sam"])
async def test_only_a_coordinator_plans_one(hospital: Hospital, user: str) -> None:
    answer = await hospital.world.command(user, "/support-admin milestone")
    assert phrase("milestone.not_yours") in text_of(answer)


async def test_a_plan_is_shown_to_no_unit_lead(hospital: Hospital) -> None:
    await fill_in(hospital)
    await plan(hospital)
    (report, _) = await hospital.reports()
    for dialog in ("milestone.preview", "check_in.preview"):
        seen = await hospital.world.press("lena", dialog, report.reference)
        assert phrase("core.gone") in text_of(seen)
    undone = await hospital.world.command("lena", "/support-admin undo")
    assert phrase("adverse_event.nothing_to_undo") in text_of(undone)


async def test_the_first_note_is_never_previewed_for_a_milestone(hospital: Hospital) -> None:
    preview = form_of(await fill_in(hospital))
    seen = await hospital.world.press("kit", "check_in.preview", preview.subject)
    assert phrase("core.gone") in text_of(seen)
    sent = await hospital.world.submit("kit", replace(preview, name=CHECK_IN_PREVIEW))
    assert phrase("core.gone") in text_of(sent)


async def test_typed_as_a_report_it_opens_the_plan(hospital: Hospital) -> None:
    form = form_of(await hospital.world.command("kit", "/support-admin activate event_review"))
    assert form.name == "milestone.plan"
    (kind,) = [each for each in form.inputs if each.name == "kind"]
    assert isinstance(kind, Choice)
    assert kind.chosen == "event_review"


# ---- what nobody may send to others ----


@pytest.mark.parametrize("kind", sorted(PERSONAL))
async def test_nobody_sends_anybody_a_legal_notice_or_an_anniversary(
    hospital: Hospital, kind: Kind
) -> None:
    for user in ("kit", "lena"):
        typed = f"/support-admin activate {kind} unit=icu people=@sam"
        refused = await hospital.world.command(user, typed)
        assert phrase("milestone.personal") in text_of(refused)
    assert phrase("adverse_event.fault.kind") in text_of(await hospital.fill_in(kind=kind))
    assert await hospital.reports() == []
    draft = await hospital.world.command("kit", f"/support-admin trigger add {kind}")
    assert phrase("trigger.typed.personal") in text_of(draft)


@pytest.mark.parametrize("kind", ["litigation_notice", "event_review"])
async def test_a_first_note_that_an_older_version_planned_about_one_is_not_sent(
    hospital: Hospital, kind: str
) -> None:
    await hospital.report()
    await hospital.world.pass_time(6 * MINUTE)

    async def as_before(work: Work) -> None:
        (event,) = await work.of(AdverseEvent).find()
        await work.save(replace(event, kind=Kind(kind)))

    await in_one_work(hospital.world.storage, as_before)
    await hospital.world.pass_time(5 * DAY)
    assert hospital.notes("sam") == 0


# ---- undone, cancelled, stopped ----


async def test_undoing_one_plan_leaves_another_of_the_same_day_alone(hospital: Hospital) -> None:
    await plan(hospital, people=("sam",))
    await hospital.world.submit("kit", await fill_in(hospital, people=("rosa",)))
    await hospital.world.settle()
    await hospital.world.press_in("kit", "adverse_event.undo")
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == [BEFORE, AFTER]
    assert screens(hospital, "rosa") == []


async def test_undone_in_time_nobody_hears_of_it(hospital: Hospital) -> None:
    await hospital.world.submit("kit", await fill_in(hospital))
    await hospital.world.settle()
    await hospital.world.press_in("kit", "adverse_event.undo")
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == []


async def test_called_off_later_it_is_cancelled_and_its_names_are_gone(
    hospital: Hospital,
) -> None:
    await plan(hospital)
    shown = hospital.world.sees("kit").last
    assert phrase("milestone.progress.planned") in text_of(shown)
    await hospital.world.press_in("kit", "adverse_event.undo")
    await hospital.world.settle()
    assert phrase("milestone.progress.cancelled") in text_of(hospital.world.sees("kit").last)
    assert (await going_on(hospital), await planned(hospital)) == ([], [])
    (event,) = await hospital.events()
    assert event.state is EventState.WITHDRAWN
    for episode in some(await hospital.episodes()):
        assert await opened(hospital.world, episode.reference) is None
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == []


async def test_who_wants_no_more_of_these_gets_no_second_one(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(5 * DAY)
    stopped = await hospital.world.press_in("sam", "milestone.stop")
    assert phrase("check_in.stopped") in text_of(stopped)
    await hospital.world.pass_time(5 * DAY)
    assert screens(hospital, "sam") == [BEFORE]


async def test_its_buttons_work_after_everything_about_it_is_erased(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(70 * DAY)
    assert await hospital.episodes() == []
    subject = messages(hospital, "sam")[0].subject
    talk = await hospital.world.press("sam", "milestone.talk", subject)
    assert isinstance(talk, Replace)
    assert "check_in.peer" in {button.action for button in talk.card.all_buttons}
    stopped = await hospital.world.press("sam", "milestone.stop", subject)
    assert phrase("check_in.stopped") in text_of(stopped)


async def test_somebody_elses_message_stops_nothing(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(5 * DAY)
    subject = messages(hospital, "sam")[0].subject
    for action in ("milestone.stop", "milestone.talk"):
        answer = await hospital.world.press("rosa", action, subject)
        assert isinstance(answer, Replace)
        assert subject not in {button.subject for button in answer.card.all_buttons}
    await hospital.world.pass_time(5 * DAY)
    assert screens(hospital, "sam") == [BEFORE, AFTER]


async def test_a_typed_no_after_a_message_stops_the_next_one(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(5 * DAY)
    assert screens(hospital, "sam") == [BEFORE]
    said = await hospital.world.command("sam", "/support no thanks")
    assert phrase("check_in.stopped") in text_of(said)
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == [BEFORE]


async def test_a_typed_no_before_the_first_message_stops_none(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(DAY)
    await hospital.world.command("sam", "/support no")
    await hospital.world.pass_time(14 * DAY)
    assert screens(hospital, "sam") == [BEFORE, AFTER]


async def test_a_talk_after_a_message_starts_no_cadence_of_notes(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.pass_time(5 * DAY)
    await hospital.world.press_in("sam", "milestone.talk")
    await hospital.world.press_in("sam", "check_in.peer")
    await hospital.world.pass_time(40 * DAY)
    later = [c for c in hospital.world.sees("sam").log if c.screen.startswith("follow_up.")]
    assert later == []
    assert screens(hospital, "sam") == [BEFORE, AFTER]


async def test_who_stopped_all_messages_hears_of_none(hospital: Hospital) -> None:
    await hospital.world.command("sam", "/support stop")
    await plan(hospital)
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == []
    assert await going_on(hospital) == []


async def test_while_everything_is_paused_none_goes(hospital: Hospital) -> None:
    await plan(hospital)
    await hospital.world.press("kit", "programme.pause")
    await hospital.world.pass_time(20 * DAY)
    assert screens(hospital, "sam") == []


async def test_afterwards_it_is_over_and_who_asked_for_nothing_is_erased(
    hospital: Hospital,
) -> None:
    await plan(hospital)
    await hospital.world.pass_time(12 * DAY)
    assert await going_on(hospital) == []
    for episode in some(await hospital.episodes()):
        assert await opened(hospital.world, episode.reference) is None


async def test_forget_ends_it_at_once(hospital: Hospital) -> None:
    await plan(hospital)
    held = text_of(await hospital.world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.list") in held
    await hospital.world.press("sam", "privacy.forget")
    assert (await going_on(hospital), await planned(hospital)) == ([], [])
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == []


async def test_a_second_plan_for_that_day_writes_to_nobody_twice(hospital: Hospital) -> None:
    await plan(hospital)
    await plan(hospital, people=("sam", "rosa"))
    assert len(await hospital.events()) == 1
    await hospital.world.pass_time(10 * DAY)
    assert screens(hospital, "sam") == screens(hospital, "rosa") == [BEFORE, AFTER]
