"""Setting up step by step, which later notes there are, lines that were called, the log."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from adapters.playbook import check
from bot.core.conversation import Ask, Replace, Say
from bot.core.errors import OutcomeUnknown
from bot.core.jobs import Job
from bot.core.seen import ShownCard
from bot.follow_ups.model import Cadence
from bot.programme import apply, current, put
from bot.programme.model import DEFAULT_KINDS, AuditEntry, Programme, SupportTerms
from bot.programme.playbook.model import Playbook
from bot.setup.audit_log import days_in
from bot.setup.names import TEST_FAILED, TEST_UNKNOWN
from bot.setup.setup_steps import SetupStep
from tests.bot.adverse_events.reporting_kit import Hospital, form_of
from tests.bot.duty.rota_kit import rota_is, turn
from tests.bot.programme.test_playbook import SMALL
from tests.wording import phrase
from tests.world import LINE, text_of

SETUP = "/support-admin setup"


async def shown(hospital: Hospital, step: str) -> str:
    return text_of(await hospital.world.press("kit", "setup.step", step))


# ---- the steps ----


async def test_every_step_is_there_with_where_it_stands(hospital: Hospital) -> None:
    answer = await hospital.world.command("kit", SETUP)
    assert isinstance(answer, Say)
    text = text_of(answer)
    assert phrase("setup.done", step=phrase("setup.title.supporters")) in text
    assert phrase("setup.to_do", step=phrase("setup.title.leads")) in text
    assert "To do: Cover for breaks" in text


async def test_who_chose_open_messages_is_told_what_that_means(hospital: Hospital) -> None:
    assert "open_messages" not in text_of(await hospital.world.command("kit", SETUP))
    await hospital.change_programme(open_messages=True)
    warned = phrase("setup.open_messages")
    assert warned in text_of(await hospital.world.command("kit", SETUP))
    assert "on shared screens too" in warned


@pytest.mark.branch("61.2")
async def test_a_step_is_done_when_it_is_done_whoever_did_it(hospital: Hospital) -> None:
    assert phrase("setup.done", step=phrase("setup.title.on_call")) in text_of(
        await hospital.world.command("kit", SETUP)
    )
    areas = tuple(replace(a, on_call=()) for a in (await hospital.programme()).areas)
    await hospital.change_programme(areas=areas)
    assert phrase("setup.to_do", step=phrase("setup.title.on_call")) in text_of(
        await hospital.world.command("kit", SETUP)
    )
    answer = await hospital.world.press("kit", "setup.step", "on_call")
    assert isinstance(answer, Replace)
    (name,) = [b for b in answer.card.buttons if b.opens_form]
    form = form_of(await hospital.world.press("kit", name.action, name.subject))
    assert [getattr(each, "chosen", "") for each in form.inputs] == ["", "on_call", "main"]
    await hospital.world.submit("kit", form, who="oda", seat="on_call", where="main")
    assert phrase("setup.is_done") in await shown(hospital, "on_call")


async def test_what_the_playbook_alone_can_say_is_shown_as_its_lines(hospital: Hospital) -> None:
    await hospital.change_programme(channels={}, supports=(DEFAULT_KINDS["peer"],), lines=())
    text = await shown(hospital, "channel")
    assert "[channels.claims]" in text
    assert 'practice = "#name"' in text
    assert 'key = "peer"' in await shown(hospital, "counsel")
    assert "crisis = true" in await shown(hospital, "lines")


@pytest.mark.parametrize("step", list(SetupStep))
async def test_every_step_leads_on(hospital: Hospital, step: SetupStep) -> None:
    answer = await hospital.world.press("kit", "setup.step", step)
    assert isinstance(answer, Replace)
    subjects = [b.subject for b in answer.card.buttons if b.action == "setup.step"]
    assert "" in subjects
    assert step not in subjects


async def test_no_trigger_live_leaves_its_step_open(hospital: Hospital) -> None:
    await hospital.change_programme(triggers=())
    text = await shown(hospital, "triggers")
    assert phrase("setup.why.triggers") in text
    assert phrase("setup.button.triggers") in text


async def test_the_announcement_counts_once_it_is_posted(hospital: Hospital) -> None:
    await hospital.change_programme(
        triggers=(), channels={"claims": {"practice": "#p"}, "announcements": {"practice": "#all"}}
    )
    assert phrase("setup.button.announce") in await shown(hospital, "announce")
    first = text_of(await hospital.world.press("kit", "home.announce_first"))
    assert phrase("home.announce.post") in first
    await hospital.world.press("kit", "home.announce")
    await hospital.world.settle()
    assert phrase("setup.is_done") in await shown(hospital, "announce")


async def test_the_announcement_is_open_until_it_is_posted_on_every_platform(
    hospital: Hospital,
) -> None:
    places = {"practice": "#all", "elsewhere": "C1"}
    await hospital.change_programme(
        triggers=(), channels={"claims": {"practice": "#p"}, "announcements": places}
    )
    await hospital.world.press("kit", "home.announce")
    await hospital.world.settle()
    assert len(hospital.world.sees("#all").log) == 1
    assert phrase("setup.why.announce") in await shown(hospital, "announce")
    await hospital.world.press("kit", "home.announce")
    await hospital.world.settle()
    assert len(hospital.world.sees("#all").log) == 1, "it has arrived there"


async def test_a_ticked_checklist_is_no_proof_that_everyone_was_told(hospital: Hospital) -> None:
    await hospital.change_programme(
        channels={"claims": {"practice": "#p"}, "announcements": {"practice": "#all"}}
    )
    assert any(trigger.checks for trigger in (await hospital.programme()).triggers)
    assert phrase("setup.why.announce") in await shown(hospital, "announce")


async def test_the_announcement_stays_done_when_its_message_is_forgotten(
    hospital: Hospital,
) -> None:
    await hospital.change_programme(
        channels={"claims": {"practice": "#p"}, "announcements": {"practice": "#all"}}
    )
    await hospital.world.press("kit", "home.announce")
    await hospital.world.settle()
    async with hospital.world.storage.work() as work:
        for job in await work.of(Job).find(Job.screen.is_("home.announcement")):
            await work.remove(job)
    assert phrase("setup.is_done") in await shown(hospital, "announce")


async def test_a_channel_that_has_the_announcement_never_gets_it_again_because_another_lacks_it(
    hospital: Hospital,
) -> None:
    claims = {"practice": "#p"}
    await hospital.change_programme(
        channels={"claims": claims, "announcements": {"practice": "#all"}}
    )
    await hospital.world.press("kit", "home.announce")
    await hospital.world.settle()
    async with hospital.world.storage.work() as work:
        for job in await work.of(Job).find(Job.screen.is_("home.announcement")):
            await work.remove(job)  # as housekeeping does, months later
    places = {"practice": "#all", "elsewhere": "C1"}
    await hospital.change_programme(channels={"claims": claims, "announcements": places})
    await hospital.world.press("kit", "home.announce")
    await hospital.world.settle()
    assert len(hospital.world.sees("#all").log) == 1


# ---- the test in the channels ----


async def cards_about_tests(hospital: Hospital) -> int:
    async with hospital.world.storage.reading() as work:
        screens = (TEST_FAILED, TEST_UNKNOWN)
        return await work.of(ShownCard).count(ShownCard.screen.one_of(screens))


async def tested(hospital: Hospital) -> None:
    await hospital.world.press("kit", "setup.test", "channel")
    await hospital.world.settle()


async def test_a_channel_in_the_playbook_is_done_only_once_a_test_arrived(
    hospital: Hospital,
) -> None:
    before = await shown(hospital, "channel")
    assert phrase("setup.test.why", names="chaplains, peers") in before
    on_its_way = text_of(await hospital.world.press("kit", "setup.test", "channel"))
    assert phrase("setup.test.waits") in on_its_way
    await hospital.world.press("kit", "setup.test", "channel")
    await hospital.world.settle()
    for channel in ("#peers", "#chaplains"):
        (posted,) = hospital.world.sees(channel).log
        assert phrase("setup.test.text") in text_of(posted)
        assert posted.buttons == ()
    assert phrase("setup.is_done") in await shown(hospital, "channel")
    await tested(hospital)
    assert len(hospital.world.sees("#peers").log) == 1, "what is done is not tested again"


async def test_a_channel_where_the_test_cannot_be_posted_stays_open_and_says_so(
    hospital: Hospital,
) -> None:
    hospital.world.platform.gone.add("#peers")
    await tested(hospital)
    told = text_of(hospital.world.sees("kit").last)
    assert phrase("setup.test.failed", name="peers") in told
    assert phrase("setup.test.why", names="peers") in await shown(hospital, "channel")
    assert not await cards_about_tests(hospital), "nothing keeps to whom it was told"
    hospital.world.platform.gone.clear()
    await hospital.world.press_in("kit", "setup.step")
    await tested(hospital)
    assert phrase("setup.is_done") in await shown(hospital, "channel")


async def test_each_channel_where_the_test_did_not_arrive_is_named(hospital: Hospital) -> None:
    hospital.world.platform.gone.update({"#peers", "#chaplains"})
    await tested(hospital)
    told = "".join(text_of(card) for card in hospital.world.sees("kit").messages.values())
    for team in ("peers", "chaplains"):
        assert told.count(phrase("setup.test.failed", name=team)) == 1


async def test_of_a_test_whose_answer_was_lost_it_says_that_it_does_not_know(
    hospital: Hospital,
) -> None:
    hospital.world.platform.fail["#peers"] = [OutcomeUnknown()]
    await tested(hospital)
    told = text_of(hospital.world.sees("kit").last)
    assert phrase("setup.test.unknown", name="peers") in told
    assert not await cards_about_tests(hospital), "nothing keeps to whom it was told"
    assert phrase("setup.test.why", names="peers") in await shown(hospital, "channel")
    await tested(hospital)
    assert phrase("setup.is_done") in await shown(hospital, "channel")


async def test_the_channels_of_two_areas_are_told_apart(hospital: Hospital) -> None:
    (area,) = (await hospital.programme()).areas
    own = {"claims": {"practice": "#west"}}
    west = replace(area, key="west", name="West", channels=own)
    await hospital.change_programme(areas=(area, west))
    hospital.world.platform.gone.update({"#peers", "#west"})
    await tested(hospital)
    told = "".join(text_of(card) for card in hospital.world.sees("kit").messages.values())
    assert phrase("setup.test.failed", name="peers (West)") in told


async def test_another_address_of_a_channel_is_tested_anew(hospital: Hospital) -> None:
    await tested(hospital)
    await hospital.change_programme(channels={"claims": {"practice": "#other"}})
    assert phrase("setup.test.why", names="peers") in await shown(hospital, "channel")


# ---- coverage ----


@pytest.mark.branch("61.19")
async def test_duty_is_done_once_every_hour_of_two_weeks_has_a_turn(hospital: Hospital) -> None:
    world = hospital.world
    assert "peers (Main campus)" in await shown(hospital, "coverage")
    round_the_clock = [
        turn(world, user, "00:00", "00:00", option=kind)
        for kind, user in (("peer", "pat"), ("chaplain", "imani"), ("eap", "hana"))
    ]
    await rota_is(world, round_the_clock[0])
    assert "chaplains (Main campus)" in await shown(hospital, "coverage")
    assert "peers" not in await shown(hospital, "coverage")
    await rota_is(world, *round_the_clock)
    text = await shown(hospital, "coverage")
    assert phrase("setup.is_done") in text
    await rota_is(
        world, round_the_clock[0], turn(world, "oda", "08:00", "12:00", option="chaplain")
    )
    answer = await world.press("kit", "setup.step", "coverage")
    assert isinstance(answer, Replace)
    assert "chaplains (Main campus)" in text_of(answer)
    assert "duty.coverage" in [button.action for button in answer.card.buttons]


async def test_doctor_says_where_no_turns_are_planned(hospital: Hospital) -> None:
    units = tuple(
        replace(unit, leads=(hospital.world.people["lena"],), cover=(hospital.world.people["fay"],))
        for unit in (await hospital.programme()).units
    )
    await hospital.change_programme(units=units)
    text = text_of(await hospital.world.command("kit", "/support-admin doctor"))
    assert phrase("health.found.unplanned", names="peers (Main campus)").rstrip(".") in text


async def test_an_old_button_of_a_step_that_is_no_more_is_closed(hospital: Hospital) -> None:
    assert phrase("core.gone") in await shown(hospital, "paint-the-door")


# ---- lines ----


async def test_a_line_that_was_called_is_fresh_again_and_the_log_says_so(
    hospital: Hospital,
) -> None:
    old = replace(LINE, last_verified=date(2025, 1, 1))
    await hospital.change_programme(lines=(old,))
    assert phrase("setup.why.lines", names="988 Lifeline") in await shown(hospital, "lines")
    form = await hospital.world.command("kit", "/support-admin lines verify")
    answer = await hospital.world.submit("kit", form, line="988")
    assert phrase("programme.lines.fine", day="Mar 2", count=0) in text_of(answer)
    async with hospital.world.storage.reading() as work:
        (entry,) = await work.of(AuditEntry).find()
    assert entry.what == "line 988 called"
    again = await hospital.world.submit("kit", form, line="nothing")
    assert phrase("programme.called.choose") in str(again) or phrase(
        "programme.lines.fine"
    ) in text_of(again)


PLAYBOOK = (
    SMALL.replace("2026-11-01", "2025-02-01")
    .replace("[programme]", '[programme]\nlater_notes = ["72h", "1m"]')
    .replace("[[areas]]", '[[areas]]\nlater_notes = ["1w"]')
)


async def applied(hospital: Hospital, text: str = PLAYBOOK) -> Programme:
    playbook = check(text)
    assert isinstance(playbook, Playbook), playbook
    async with hospital.world.storage.work() as work:
        await apply(work, playbook, "test")
        return await current(work)


@pytest.mark.branch("61.10")
async def test_an_older_playbook_does_not_take_a_call_back(hospital: Hospital) -> None:
    await applied(hospital)
    form = await hospital.world.command("kit", "/support-admin lines verify 112")
    await hospital.world.submit("kit", form, line="112")
    assert (await applied(hospital)).lines[0].last_verified == date(2026, 3, 2)
    other = PLAYBOOK.replace('number = "112"', 'number = "119"')
    assert (await applied(hospital, other)).lines[0].last_verified == date(2025, 2, 1)


# ---- later notes ----


async def edits(hospital: Hospital, of: str, *stages: str) -> str:
    form = await hospital.world.command("kit", "/support-admin followup edit")
    second = await hospital.world.submit("kit", form, of=of)
    answer = await hospital.world.submit("kit", second, stages=stages)
    return str(answer) if isinstance(answer, Ask) else text_of(answer)


async def test_later_notes_are_chosen_for_everything_an_area_and_a_trigger(
    hospital: Hospital,
) -> None:
    assert f"{phrase('setup.notes.everywhere')}: {phrase('trigger.later.week')}" in await edits(
        hospital, "all", "1w"
    )
    assert f"Main campus: {phrase('trigger.later.three_days')}" in await edits(
        hospital, "area/main", "72h"
    )
    text = await edits(hospital, "trigger/any-from-unknown", "1m")
    assert "Any kind of event, any unit: after a month" in text
    async with hospital.world.storage.reading() as work:
        said = [entry.what for entry in await work.of(AuditEntry).find(order_by=AuditEntry.number)]
    assert said == [
        "later notes changed everywhere",
        "later notes changed in area main",
        "trigger any-from-unknown later notes changed",
    ]


async def test_the_nearest_choice_is_kept_to(hospital: Hospital) -> None:
    await edits(hospital, "area/main", "1w")
    await hospital.source()
    await hospital.world.pass_time(timedelta(hours=3))
    async with hospital.world.storage.reading() as work:
        (cadence,) = await work.of(Cadence).find()
    assert cadence.stages == ("1w",)


async def test_at_least_one_note_stays_and_saving_nothing_new_logs_nothing(
    hospital: Hospital,
) -> None:
    assert phrase("trigger.fault.stages") in await edits(hospital, "all")
    await edits(hospital, "all", "72h", "1w", "1m")
    async with hospital.world.storage.reading() as work:
        assert await work.of(AuditEntry).count() == 0


async def test_the_playbook_can_say_it_too(hospital: Hospital) -> None:
    programme = await applied(hospital)
    assert programme.later_notes == ("72h", "1m")
    assert programme.areas[0].later_notes == ("1w",)


async def test_everywhere_is_for_who_coordinates_everything(hospital: Hospital) -> None:
    programme = await hospital.programme()
    async with hospital.world.storage.work() as work:
        other = replace(programme.areas[0], key="north", coordinators=())
        await put(work, replace(programme, areas=(*programme.areas, other)))
    form = form_of(await hospital.world.command("kit", "/support-admin followup edit"))
    assert "all" not in str([option.value for option in form.inputs[0].options])  # type: ignore[union-attr]
    answer = await hospital.world.submit("kit", form, of="all")
    assert isinstance(answer, Ask)
    assert answer.form.inputs[0].fault


# ---- the log ----


async def test_the_log_says_who_changed_what_in_a_dialog(hospital: Hospital) -> None:
    await hospital.world.command("kit", "/support-admin people add supporter @rosa")
    await hospital.world.press("kit", "programme.pause")
    answer = await hospital.world.command("kit", "/support-admin audit")
    assert isinstance(answer, Ask)
    text = text_of(answer)
    assert "Kit Laszlo: all notes paused" in text
    assert "Kit Laszlo: Rosa Lind added to supporter in main" in text
    assert hospital.world.people["rosa"] not in text


async def test_the_log_says_a_trigger_as_its_sentence_also_once_it_is_deleted(
    hospital: Hospital,
) -> None:
    for typed in ("add near_miss units=icu", "pause near miss", "remove near miss"):
        await hospital.world.command("kit", f"/support-admin trigger {typed}")
    text = text_of(await hospital.world.command("kit", "/support-admin audit"))
    assert "trigger Near miss, ICU: paused" in text
    assert "trigger Near miss, ICU: removed" in text
    assert "near-miss" not in text


async def test_it_looks_back_as_far_as_is_asked(hospital: Hospital) -> None:
    await hospital.world.press("kit", "programme.pause")
    await hospital.world.pass_time(timedelta(days=8))
    week = text_of(await hospital.world.command("kit", "/support-admin audit 7d"))
    assert phrase("setup.log.none") in week
    assert "all notes paused" in text_of(
        await hospital.world.command("vera", "/support-admin audit 2w")
    )
    assert [days_in(typed) for typed in ("", "1d", "2w", "3mo", "9")] == [30, 1, 14, 90, 9]
    answer = await hospital.world.command("kit", "/support-admin audit of everything")
    assert phrase("setup.log.how") in text_of(answer)


async def test_nobody_else_reads_it(hospital: Hospital) -> None:
    for user in ("sam", "pat", "lena"):
        answer = await hospital.world.command(user, "/support-admin audit")
        assert phrase("core.not_yours") in text_of(answer)


async def test_what_an_area_says_itself_counts_in_its_steps(hospital: Hospital) -> None:
    area = (await hospital.programme()).areas[0]
    own = replace(area, channels={"claims": {"practice": "#ours"}})
    await hospital.change_programme(channels={}, areas=(own,))
    await tested(hospital)
    assert phrase("setup.is_done") in await shown(hospital, "channel")
    assert hospital.world.sees("#ours").log
    bare = SupportTerms(private="Kept private.", limits="There are limits.")
    said = replace(own, supports=dict.fromkeys(("peer", "chaplain", "eap", "outside"), bare))
    kinds = tuple(DEFAULT_KINDS[key] for key in said.supports)
    await hospital.change_programme(supports=kinds, areas=(said,))
    assert phrase("setup.is_done") in await shown(hospital, "counsel")
