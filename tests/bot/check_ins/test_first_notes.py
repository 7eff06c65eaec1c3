"""First notes: one a person, at the best moment, never at a bad one, and what stops them."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bot.adverse_events import episodes_of, forget_episode, on_the_list
from bot.adverse_events.model import Episode, EpisodeEnded, EpisodeState
from bot.check_ins import kept_wishes
from bot.check_ins.model import (
    FirstNoteSent,
    FirstNoteUndeliverable,
    LastFirstNote,
)
from bot.check_ins.names import NOTE
from bot.core.context import Context
from bot.core.errors import OutcomeUnknown, PlatformBusy
from bot.core.jobs import Job, Reason, cancel
from bot.core.names import JobName
from bot.core.people import Person
from bot.core.routes import Reaction
from bot.core.storage import Work, in_one_work
from bot.core.undelivered import retry, undelivered
from bot.programme.model import CURRENT, Configuration, Harm, Kind, Trigger
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import START, text_of

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)


def told(hospital: Hospital, kind: type) -> list[object]:
    """Facts of this kind as they are told from now on."""
    heard: list[object] = []

    async def hear(context: Context, fact: object) -> None:
        heard.append(fact)

    hospital.world.registry.reactions.setdefault(kind, []).append(Reaction(kind, hear))
    return heard


async def wish(hospital: Hospital, user: str, **changes: Any) -> None:
    person = hospital.world.people[user]
    async with hospital.world.storage.work() as work:
        await work.save(replace(await kept_wishes(work, person), **changes))


async def at(hospital: Hospital, hour: int, minute: int = 0, *, day: int = 2) -> None:
    """Move the clock to a wall time of the hospital before anything is planned."""
    hospital.world.clock.set(datetime(2026, 3, day, hour, minute, tzinfo=UTC) + 7 * HOUR)


def progress_of(hospital: Hospital) -> str:
    """What the card of who reported says; a unit lead has a guide beside it."""
    cards = hospital.world.sees("lena").messages.values()
    (card,) = (card for card in cards if card.screen == "adverse_event.progress")
    return text_of(card)


async def note_time(hospital: Hospital, user: str, within: timedelta = 2 * DAY) -> datetime | None:
    """When somebody's first note came, on the hospital's clock."""
    end = hospital.now + within
    while hospital.now <= end:
        if hospital.notes(user):
            return hospital.now - 7 * HOUR
        due = await hospital.world.queue.next_due()
        hospital.world.clock.set(max(hospital.now, due) if due else end + MINUTE)
        await hospital.world.settle()
    return None


def clock(day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, 3, day, hour, minute, tzinfo=UTC)


# ---- when ----


async def test_the_first_note_goes_one_hour_after_it_happened(hospital: Hospital) -> None:
    await hospital.report(time="08:30")
    assert await note_time(hospital, "sam") == clock(2, 9, 30)


@pytest.mark.branch("2.2")
async def test_the_delay_is_the_triggers(hospital: Hospital) -> None:
    trigger = Trigger("resuscitation", Harm.UNKNOWN, 3 * HOUR, 5 * MINUTE)
    await hospital.change_programme(triggers=(trigger,))
    await hospital.report(time="08:30")
    assert await note_time(hospital, "sam") == clock(2, 11, 30)


@pytest.mark.branch("2.5")
async def test_an_older_event_goes_at_the_next_allowed_moment(hospital: Hospital) -> None:
    await hospital.report(day="2026-02-20", time="08:30")
    assert await note_time(hospital, "sam") == clock(2, 9, 5)


@pytest.mark.branch("2.3")
async def test_outside_quiet_hours_if_another_moment_within_the_day_exists(
    hospital: Hospital,
) -> None:
    await hospital.change_person("sam", shift="")
    await at(hospital, 21, 30)
    await hospital.report(time="21:20")
    assert await note_time(hospital, "sam") == clock(3, 8)


@pytest.mark.branch("2.6")
async def test_on_shift_is_never_quiet(hospital: Hospital) -> None:
    await at(hospital, 23)
    await hospital.report(people=("nora",), time="22:50")
    assert await note_time(hospital, "nora") == clock(2, 23, 50)


@pytest.mark.branch("2.7")
async def test_the_eight_hours_after_a_night_shift_are_quiet(hospital: Hospital) -> None:
    await at(hospital, 8)
    await hospital.report(people=("nora",), time="06:30")
    assert await note_time(hospital, "nora") == clock(2, 15)


@pytest.mark.branch("2.8")
async def test_an_hour_that_falls_after_the_shift_means_45_minutes_before_its_end(
    hospital: Hospital,
) -> None:
    await at(hospital, 18)
    await hospital.report(time="18:00")
    assert await note_time(hospital, "sam") == clock(2, 18, 15)


@pytest.mark.branch("2.4")
async def test_never_later_than_a_day_after_the_report_even_if_all_of_it_is_quiet(
    hospital: Hospital,
) -> None:
    trigger = Trigger("*", Harm.UNKNOWN, 40 * HOUR, 5 * MINUTE)
    await hospital.change_programme(triggers=(trigger,))
    await hospital.change_person("sam", shift="")
    await hospital.report(time="08:30")
    moment = await note_time(hospital, "sam")
    assert moment is not None
    assert moment <= clock(3, 9)


async def test_a_zone_changed_between_plan_and_sending_is_taken_into_account(
    hospital: Hospital,
) -> None:
    await at(hospital, 19)
    await hospital.change_person("sam", shift="")
    await hospital.report(time="18:55")
    await hospital.change_person("sam", zone="America/New_York")  # 21:55 there by then
    assert await note_time(hospital, "sam") == clock(3, 6)


async def test_a_shift_changed_between_plan_and_sending_is_taken_into_account(
    hospital: Hospital,
) -> None:
    await at(hospital, 20, 30)
    await hospital.report(people=("nora",), time="20:25")
    await hospital.change_person("nora", shift="")
    assert await note_time(hospital, "nora") == clock(3, 8)


async def test_a_note_late_by_an_outage_still_goes_but_not_at_night(hospital: Hospital) -> None:
    await hospital.change_person("sam", shift="")
    await hospital.report(time="08:30")
    hospital.world.clock.set(START + timedelta(days=2, hours=14))  # 23:00 two days later
    await hospital.world.settle()
    assert hospital.notes("sam") == 0
    assert await note_time(hospital, "sam") == clock(5, 8)


# ---- one a person ----


@pytest.mark.branch("2.1")
async def test_one_person_gets_one_note_of_an_event_however_often_they_are_named(
    hospital: Hospital,
) -> None:
    await hospital.report(people=("sam",))
    await hospital.source(emails=("sam@example.org", "SAM@example.org"))
    await hospital.report("kit", people=("sam",), time="08:35")
    await hospital.world.pass_time(2 * DAY)
    assert hospital.notes("sam") == 1


@pytest.mark.branch("1.11")
async def test_nobody_gets_two_first_notes_within_twelve_hours(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(HOUR)
    await hospital.report(kind="violence_or_threat", people=("sam", "rosa"), time="10:00")
    await hospital.world.pass_time(DAY)
    assert (hospital.notes("sam"), hospital.notes("rosa")) == (1, 1)


async def test_whoever_is_joined_quietly_is_still_on_that_events_list(
    hospital: Hospital,
) -> None:
    await hospital.report()
    await hospital.report(kind="violence_or_threat")
    await hospital.world.pass_time(2 * HOUR)
    first, second = await hospital.events()
    person = hospital.world.people["sam"]
    async with hospital.world.storage.reading() as work:
        assert await on_the_list(work, first.reference, person)
        assert await on_the_list(work, second.reference, person)
        assert not await on_the_list(work, second.reference, hospital.world.people["rosa"])
        assert not await on_the_list(work, None, person)
        going_on = [c for c in await episodes_of(work, person) if c.state is not EpisodeState.ENDED]
    assert len(going_on) == 1


async def test_two_notes_due_at_the_same_moment_are_one(hospital: Hospital) -> None:
    await hospital.report(time="07:30")
    await hospital.report(kind="violence_or_threat", time="07:30")
    hospital.world.clock.set(hospital.now + 6 * MINUTE)
    await asyncio.gather(hospital.world.worker.run_due(), hospital.world.worker.run_due())
    await hospital.world.settle()
    assert hospital.notes("sam") == 1


async def test_after_twelve_hours_another_event_has_its_note_in_other_words(
    hospital: Hospital,
) -> None:
    await hospital.report()
    await hospital.world.pass_time(13 * HOUR)
    await hospital.report(kind="violence_or_threat", time="21:50")
    await hospital.world.pass_time(DAY)
    assert hospital.notes("sam") == 2
    first, second = [c for c in hospital.world.sees("sam").log if c.screen == "check_in.note"]
    assert phrase("check_in.note.why") in text_of(first)
    assert phrase("check_in.note.again") in text_of(second)


async def test_after_thirty_days_the_words_are_the_first_ones_again(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(timedelta(days=31))
    await hospital.report(kind="violence_or_threat", day="2026-04-02")
    await hospital.world.pass_time(DAY)
    assert hospital.notes("sam") == 2
    notes = [c for c in hospital.world.sees("sam").log if c.screen == "check_in.note" and c.buttons]
    assert phrase("check_in.note.again") not in text_of(notes[-1])


async def test_the_index_of_the_last_note_is_kept_twelve_hours(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    assert await indexes(hospital) == 1
    await hospital.world.pass_time(13 * HOUR)
    assert await indexes(hospital) == 0


async def indexes(hospital: Hospital) -> int:
    async with hospital.world.storage.reading() as work:
        return await work.of(LastFirstNote).count()


# ---- what stops it ----


async def test_who_stopped_all_notes_gets_none_and_is_not_kept(hospital: Hospital) -> None:
    await wish(hospital, "sam", stopped=True)
    ended = told(hospital, EpisodeEnded)
    await hospital.report()
    await hospital.world.pass_time(2 * DAY)
    assert hospital.notes("sam") == 0
    (episode,) = await hospital.episodes()
    assert episode.state is EpisodeState.ENDED
    assert ended == [EpisodeEnded(episode.reference, erase_now=True)]


async def test_the_reporter_cannot_tell_who_stopped_notes(hospital: Hospital) -> None:
    await wish(hospital, "sam", stopped=True)
    await hospital.report(people=("sam", "rosa"))
    await hospital.world.pass_time(2 * HOUR)
    said = progress_of(hospital)
    assert phrase("adverse_event.progress.planned", count=2) in said
    assert phrase("adverse_event.progress.reached", count=1) in said


async def test_a_snooze_puts_the_note_off_until_it_ends(hospital: Hospital) -> None:
    await wish(hospital, "sam", quiet_until=START + timedelta(hours=5))
    await hospital.report()
    assert await note_time(hospital, "sam") == clock(2, 14)


async def test_a_long_snooze_ends_at_an_hour_that_is_not_quiet(hospital: Hospital) -> None:
    await hospital.change_person("sam", shift="")
    await wish(hospital, "sam", quiet_until=START + timedelta(days=3, hours=15))
    await hospital.report()
    assert await note_time(hospital, "sam", 7 * DAY) == clock(6, 8)


async def test_pause_holds_first_notes_and_resume_lets_them_go(hospital: Hospital) -> None:
    async def pause(work: Work, *, paused: bool) -> None:
        configuration = await work.of(Configuration).get(CURRENT)
        assert configuration is not None
        await work.save(replace(configuration, paused=paused))

    await in_one_work(hospital.world.storage, lambda work: pause(work, paused=True))
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 0
    await in_one_work(hospital.world.storage, lambda work: pause(work, paused=False))
    await hospital.world.pass_time(11 * MINUTE)
    assert hospital.notes("sam") == 1


async def test_who_left_meanwhile_counts_as_not_reached(hospital: Hospital) -> None:
    await hospital.report(people=("sam", "rosa"))
    await hospital.change_person("sam", active=False)
    undeliverable = told(hospital, FirstNoteUndeliverable)
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 0
    assert len(undeliverable) == 1
    assert phrase("adverse_event.progress.unreachable", count=1) in progress_of(hospital)


async def test_who_was_forgotten_before_the_note_gets_none(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(10 * MINUTE)
    (episode,) = await hospital.episodes()
    await forget(hospital, episode.reference)
    await hospital.world.pass_time(2 * DAY)
    assert hospital.notes("sam") == 0
    (episode,) = await hospital.episodes()
    assert (episode.whose, episode.state) == (None, EpisodeState.ENDED)


async def test_who_was_forgotten_is_not_written_to_again_about_that_event(
    hospital: Hospital,
) -> None:
    await hospital.report()
    await hospital.world.pass_time(10 * MINUTE)
    (episode,) = await hospital.episodes()
    await forget(hospital, episode.reference)
    await hospital.report("kit", people=("sam", "rosa"), time="08:35")
    await hospital.world.pass_time(2 * DAY)
    assert (hospital.notes("sam"), hospital.notes("rosa")) == (0, 1)
    (event,) = await hospital.events()
    async with hospital.world.storage.reading() as work:
        assert await on_the_list(work, event.reference, hospital.world.people["sam"])


async def forget(hospital: Hospital, episode: str) -> None:
    async def do(work: Work) -> None:
        words = hospital.world.wording.words("en", "UTC")
        await forget_episode(Context(work, words, hospital.world.directory.lines()), episode)

    await in_one_work(hospital.world.storage, do)


async def test_a_job_that_ends_and_forgets_its_own_episode_ends_quietly(hospital: Hospital) -> None:
    async def erase(context: Context, fact: object) -> None:
        assert isinstance(fact, EpisodeEnded)
        await forget_episode(context, fact.episode)

    hospital.world.registry.reactions.setdefault(EpisodeEnded, []).append(
        Reaction(EpisodeEnded, erase)
    )
    await wish(hospital, "sam", stopped=True)
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    async with hospital.world.storage.reading() as work:
        jobs = await work.of(Job).find(Job.kind.is_("check_in.first_note"))
        episodes = await work.of(Episode).find()
        assert await work.vault.open(sealed_text(episodes[0].reference, "person")) is None
    assert jobs == []


async def test_the_audit_finds_a_note_that_nothing_is_about_to_send_and_plans_it(
    hospital: Hospital,
) -> None:
    await hospital.report()
    await hospital.world.pass_time(10 * MINUTE)
    (episode,) = await hospital.episodes()

    async def lose_the_job(work: Work) -> None:
        await cancel(work, episode.reference, JobName("check_in.first_note"))

    await in_one_work(hospital.world.storage, lose_the_job)
    await hospital.world.pass_time(19 * MINUTE)
    assert hospital.notes("sam") == 0
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


# ---- on the way ----


async def test_a_note_that_arrived_is_told_once(hospital: Hospital) -> None:
    sent = told(hospital, FirstNoteSent)
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    (episode,) = await hospital.episodes()
    assert sent == [FirstNoteSent(episode.reference)]
    assert episode.state is EpisodeState.WRITTEN
    assert episode.first_note_at is not None


async def test_a_person_no_platform_reaches_is_told_as_such(hospital: Hospital) -> None:
    hospital.world.platform.gone.add("sam")
    undeliverable = told(hospital, FirstNoteUndeliverable)
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    (episode,) = await hospital.episodes()
    assert undeliverable == [FirstNoteUndeliverable(episode.reference)]
    assert episode.state is EpisodeState.UNREACHABLE
    assert await indexes(hospital) == 0


async def test_a_busy_platform_only_puts_the_note_off(hospital: Hospital) -> None:
    hospital.world.platform.fail["sam"] = [PlatformBusy(3 * MINUTE)]
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


async def test_a_first_note_nobody_knows_the_fate_of_is_sent_again(hospital: Hospital) -> None:
    hospital.world.platform.fail["sam"] = [OutcomeUnknown()]
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


@pytest.mark.parametrize("action", ["check_in.talk", "check_in.later", "check_in.no_thanks"])
async def test_a_note_that_was_pressed_has_arrived_and_is_not_sent_again(
    hospital: Hospital, action: str
) -> None:
    sent = told(hospital, FirstNoteSent)
    await hospital.report()
    hospital.world.platform.fail["sam"] = [OutcomeUnknown()]
    await hospital.world.pass_time(30 * MINUTE)
    (episode,) = await hospital.episodes()
    assert episode.state is EpisodeState.WAITING
    await hospital.world.press("sam", action, episode.reference)
    await hospital.world.pass_time(HOUR)
    assert hospital.notes("sam") == 0
    assert sent == [FirstNoteSent(episode.reference)]


async def test_the_row_of_a_episode_and_its_jobs_name_nobody(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    person = hospital.world.people["sam"]
    async with hospital.world.storage.reading() as work:
        (episode,) = await work.of(Episode).find()
        rows: list[object] = [episode, *await work.of(Job).find(Job.subject.is_(episode.reference))]
        rows += await work.of(LastFirstNote).find()
        assert await work.of(Person).get(person)
    assert not any(person in str(row) for row in rows)


async def test_a_system_and_a_person_lead_to_the_same_note(hospital: Hospital) -> None:
    await hospital.report(people=("sam",))
    await hospital.source(kind=Kind.VIOLENCE_OR_THREAT, emails=("rosa@example.org",))
    await hospital.world.pass_time(3 * HOUR)
    sam, rosa = (text_of(hospital.world.sees(user).log[0]) for user in ("sam", "rosa"))
    assert sam.replace("Sam", "Rosa") == rosa


async def test_a_note_that_arrived_is_not_planned_again_though_noting_it_failed(
    hospital: Hospital,
) -> None:
    async def faulty(context: Context, job: Job) -> None:
        message = "a fault in what is noted afterwards"
        raise RuntimeError(message)

    jobs = hospital.world.registry.jobs
    jobs["check_in.first_note"] = replace(jobs["check_in.first_note"], delivered=faulty)
    await hospital.report()
    for _ in range(24):
        await hospital.world.pass_time(10 * MINUTE)
    assert hospital.notes("sam") == 1


async def test_a_note_to_somebody_without_an_account_waits_and_goes_out_when_there_is_one(
    hospital: Hospital,
) -> None:
    await hospital.report()
    await hospital.lose_account("sam")
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 0
    assert phrase("adverse_event.progress.unreachable", count=1) in progress_of(hospital)
    await hospital.give_account("sam")
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1
    assert phrase("adverse_event.progress.unreachable", count=1) not in progress_of(hospital)
    (episode,) = await hospital.episodes()
    assert episode.state is EpisodeState.WRITTEN


@pytest.mark.parametrize("away", [timedelta(hours=h) for h in (6, 12, 72)])
async def test_after_an_outage_a_note_still_comes_once_and_by_day(
    hospital: Hospital, away: timedelta
) -> None:
    await hospital.report()
    hospital.world.clock.advance(away)
    await hospital.world.pass_time(timedelta(days=1))
    assert hospital.notes("sam") == 1


async def test_after_nine_days_it_does_not_come_and_is_listed(hospital: Hospital) -> None:
    await hospital.report()
    hospital.world.clock.advance(timedelta(days=9))
    await hospital.world.pass_time(timedelta(days=1))
    assert hospital.notes("sam") == 0
    async with hospital.world.storage.reading() as work:
        listed = [job for job in await undelivered(work) if job.screen == NOTE]
    assert [job.reason for job in listed] == [Reason.EXPIRED]
    await in_one_work(hospital.world.storage, lambda work: retry(work, listed[0].reference))
    await hospital.world.pass_time(timedelta(days=1))
    assert hospital.notes("sam") == 1
