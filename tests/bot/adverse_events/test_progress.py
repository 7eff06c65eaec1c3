"""What a reporter sees while notes go out, and how an event ends."""

from datetime import timedelta

import pytest

from bot.adverse_events.model import EpisodeState, EventState, Report, ReportState
from bot.adverse_events.names import PROGRESS
from bot.core.jobs import OPEN, Job
from bot.core.people import Person
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import text_of

MINUTE = timedelta(minutes=1)
HOUR = timedelta(hours=1)


# ---- progress ----


def progress_of(hospital: Hospital) -> Card:
    """The newest card about the report; its unit's lead has a guide beside it."""
    cards = hospital.world.sees("lena").messages.values()
    return next(card for card in reversed(list(cards)) if card.screen == PROGRESS)


@pytest.mark.branch("1.14")
async def test_the_reporter_sees_progress_and_never_who_answered(hospital: Hospital) -> None:
    hospital.world.platform.gone.add("rosa")
    await hospital.report(people=("sam", "rosa", "theo"))
    await hospital.world.pass_time(6 * MINUTE)
    said = text_of(progress_of(hospital))
    assert phrase("adverse_event.progress.planned", count=3) in said
    assert phrase("adverse_event.progress.reached", count=0) in said
    await hospital.world.pass_time(HOUR)
    reached = progress_of(hospital)
    said = text_of(reached)
    assert phrase("adverse_event.progress.reached", count=2) in said
    assert phrase("adverse_event.progress.unreachable", count=1) in said
    await hospital.world.press_in("sam", "check_in.no_thanks")
    await hospital.world.press_in("theo", "check_in.talk")
    await hospital.world.pass_time(HOUR)
    assert progress_of(hospital) == reached
    for name in ("Sam", "Rosa", "Theo"):
        assert all(name not in text_of(card) for card in some(hospital.world.sees("lena").log))


async def test_who_cannot_be_reached_is_named_in_a_dialog_to_reporter_and_leads_alone(
    hospital: Hospital,
) -> None:
    hospital.world.platform.gone.add("rosa")
    reference = await hospital.report(people=("sam", "rosa"))
    await hospital.world.pass_time(2 * HOUR)
    shown = await hospital.world.press_in("lena", "adverse_event.unreached")
    assert "Rosa Lind" in text_of(shown)
    assert phrase("adverse_event.unreached.text") in text_of(shown)
    assert "Sam" not in text_of(shown)
    other = await hospital.world.press("theo", "adverse_event.unreached", reference)
    assert phrase("core.gone") in text_of(other)


async def test_progress_of_many_notes_is_redrawn_every_few_seconds_at_most(
    hospital: Hospital,
) -> None:
    await hospital.report(people=("sam", "rosa", "theo", "cole", "fay"), time="07:30")
    await hospital.world.pass_time(10 * MINUTE)
    log = hospital.world.sees("lena").log
    drawn = [text_of(card) for card in log if card.screen == PROGRESS]
    assert len(drawn) == 3  # held, released, reached
    assert phrase("adverse_event.progress.reached", count=5) in drawn[-1]


async def test_the_reporter_is_sealed_and_the_report_row_names_nobody(
    hospital: Hospital,
) -> None:
    await hospital.report()
    await hospital.world.pass_time(2 * HOUR)
    async with hospital.world.storage.reading() as work:
        rows = [
            *await work.of(Report).find(),
            *await work.of(Job).find(Job.subject.is_((await work.of(Report).find())[0].reference)),
        ]
    people = set(hospital.world.people.values())
    assert not any(person in str(row) for row in rows for person in people)


async def test_a_forgotten_reporter_is_nobody_and_no_stranger_takes_their_place(
    hospital: Hospital,
) -> None:
    reference = await hospital.report()

    async def forget(work: Work) -> None:
        await work.vault.clear(sealed_text(reference, "reporter"))

    await in_one_work(hospital.world.storage, forget)
    for user in ("stranger", "sam"):
        for action in ("check_in.preview", "adverse_event.undo"):
            answer = await hospital.world.press(user, action, reference)
            assert phrase("core.gone") in text_of(answer)
    await hospital.world.pass_time(2 * HOUR)
    assert hospital.notes("sam") == 1


# ---- the end ----


async def test_an_event_closes_sixty_days_after_the_report_with_all_its_indexes(
    hospital: Hospital,
) -> None:
    await hospital.report(people=("sam", "rosa"))
    await hospital.world.pass_time(timedelta(days=59))
    episodes = await hospital.episodes()
    assert len([episode for episode in episodes if episode.audience_index]) == 2
    (event,) = await hospital.events()
    await hospital.world.pass_time(timedelta(days=2))
    assert (await hospital.events(), await hospital.reports()) == ([], [])
    assert not [
        episode for episode in await hospital.episodes() if episode.event == event.reference
    ]
    async with hospital.world.storage.reading() as work:
        for episode in some(episodes):
            assert await work.vault.open(sealed_text(episode.reference, "person")) is None
            assert (
                await work.of(Job).count(Job.subject.is_(episode.reference), Job.state.one_of(OPEN))
                == 0
            )


async def test_the_index_of_a_report_that_sent_nothing_goes_after_sixty_days(
    hospital: Hospital,
) -> None:
    await hospital.source(cancelled=True)
    await hospital.world.pass_time(timedelta(days=61))
    assert await hospital.reports() == []


async def test_an_audience_of_hundreds_is_joined_once_each(hospital: Hospital) -> None:
    async def staff(work: Work) -> None:
        for number in range(300):
            await hospital.world.add_person(work, f"p{number} Crowd", "nurse", "icu")

    await in_one_work(hospital.world.storage, staff)
    await hospital.report(people=(), everyone="everyone", time="07:30")
    await hospital.world.pass_time(10 * MINUTE)
    episodes = await hospital.episodes()
    assert len(episodes) == 305
    assert {episode.state for episode in episodes} == {EpisodeState.WRITTEN}
    assert sum(hospital.notes(f"p{number}") for number in range(300)) == 300


async def test_a_report_keeps_its_state_apart_from_its_event(hospital: Hospital) -> None:
    await hospital.report()
    await hospital.world.pass_time(6 * MINUTE)
    (report,) = await hospital.reports()
    (event,) = await hospital.events()
    assert (report.state, event.state) == (ReportState.RELEASED, EventState.RELEASED)
    async with hospital.world.storage.reading() as work:
        assert await work.of(Person).count(Person.unit.is_("icu")) == 6
