"""A large audience joins some people at a time; nobody is lost between, and nobody joins twice."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.audience import people_of
from bot.adverse_events.model import EventState, Report, ReportState
from bot.adverse_events.names import JOIN
from bot.adverse_events.reports import JOIN_AT_ONCE, join_some
from bot.core.context import Context
from bot.core.jobs import Job, JobState
from bot.core.storage import Work, in_one_work
from bot.programme.model import Kind
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.wording import phrase
from tests.world import ZONE, text_of

HOLD_OFF = timedelta(minutes=5)
MORE = 2 * JOIN_AT_ONCE
CREW = tuple(f"n{number}" for number in range(MORE + 5))
"""Three portions: two whole ones, and a few."""


@pytest.fixture(name="crew")
async def fixture_crew(hospital: Hospital) -> Hospital:
    """The hospital, with many more people on the ICU."""

    async def hire(work: Work) -> None:
        for user in CREW:
            await hospital.world.add_person(work, f"{user.title()} Moss", "nurse", "icu")

    await in_one_work(hospital.world.storage, hire)
    return hospital


async def held(crew: Hospital, people: tuple[str, ...] = CREW) -> str:
    """A report of all of them whose hold-off is over, but nothing of it has been released."""
    reference = await crew.report(people=people)
    crew.world.clock.advance(HOLD_OFF)
    return reference


async def one_portion(crew: Hospital) -> None:
    """Let what is due now be done, but nothing that becomes due by it."""
    await crew.world.worker.run_due()


async def the_report(crew: Hospital) -> Report:
    (report,) = await crew.reports()
    return report


async def joined(crew: Hospital) -> Counter[str]:
    """How often each person has joined."""
    users = {reference: user for user, reference in crew.world.people.items()}
    episodes = await crew.episodes()
    async with crew.world.storage.reading() as work:
        people = [await work.vault.open(each.person) for each in episodes]
    return Counter(users[person] for person in people if person)


async def the_list(crew: Hospital) -> list[str]:
    report = await the_report(crew)
    async with crew.world.storage.reading() as work:
        return await people_of(work, report)


async def test_people_join_twenty_at_a_time_and_each_once(crew: Hospital) -> None:
    await held(crew)
    for left in (MORE + 5 - JOIN_AT_ONCE, 5):
        await one_portion(crew)
        assert (await the_report(crew)).to_join == left
        assert len(await the_list(crew)) == len(CREW)
    await crew.world.settle()
    assert await joined(crew) == Counter(CREW)
    assert await the_list(crew) == []
    await crew.world.pass_time(timedelta(hours=1))
    assert [crew.notes(user) for user in CREW] == [1] * len(CREW)


async def test_how_many_are_on_the_list_is_right_from_the_first_portion_on(crew: Hospital) -> None:
    await held(crew)
    await one_portion(crew)
    shown = await crew.world.press("lena", "adverse_event.undo", (await the_report(crew)).reference)
    assert phrase("adverse_event.progress.planned", count=len(CREW)) in text_of(shown)


async def test_between_two_portions_nothing_can_be_undone_and_the_others_still_join(
    crew: Hospital,
) -> None:
    reference = await held(crew)
    await one_portion(crew)
    await crew.world.press("lena", "adverse_event.undo", reference)
    assert phrase("adverse_event.nothing_to_undo") in text_of(
        await crew.world.command("lena", "/support-admin undo")
    )
    await crew.world.settle()
    assert (await the_report(crew)).state is ReportState.RELEASED
    assert await joined(crew) == Counter(CREW)


async def test_before_the_first_portion_everything_can_be_undone(crew: Hospital) -> None:
    reference = await held(crew)
    await crew.world.press("lena", "adverse_event.undo", reference)
    await crew.world.settle()
    assert await joined(crew) == Counter()
    assert [event.state for event in await crew.events()] == [EventState.WITHDRAWN]


async def test_a_portion_that_fails_leaves_nothing_and_is_done_again(crew: Hospital) -> None:
    await held(crew)
    await one_portion(crew)
    before = await joined(crew)

    async def breaks(work: Work) -> None:
        words, lines = crew.world.wording.words("en", ZONE), crew.world.directory.lines(None)
        (report,) = await work.of(Report).find()
        left = await join_some(Context(work, words, lines), report)
        assert left.to_join == report.to_join - JOIN_AT_ONCE
        raise LookupError("on purpose")

    with pytest.raises(LookupError, match="on purpose"):
        await in_one_work(crew.world.storage, breaks)
    assert await joined(crew) == before
    await crew.world.settle()
    assert await joined(crew) == Counter(CREW)


async def test_the_audit_goes_on_when_the_job_of_the_next_portion_is_lost(
    crew: Hospital, caplog: pytest.LogCaptureFixture
) -> None:
    await held(crew)
    await one_portion(crew)

    async def lose(work: Work) -> None:
        for job in await work.of(Job).find(Job.kind.is_(JOIN)):
            await work.remove(job)

    await in_one_work(crew.world.storage, lose)
    await crew.world.pass_time(timedelta(minutes=2))
    assert await joined(crew) == Counter(CREW)
    assert "audit_mended" in caplog.text


async def test_two_jobs_for_one_portion_let_nobody_join_twice(crew: Hospital) -> None:
    await held(crew)
    await one_portion(crew)

    async def double(work: Work) -> None:
        (job,) = await work.of(Job).find(Job.kind.is_(JOIN), Job.state.is_(JobState.PENDING))
        await work.add(replace(job, reference=f"{job.reference}2", key=f"{job.key}:2", revision=0))

    await in_one_work(crew.world.storage, double)
    await crew.world.settle()
    assert await joined(crew) == Counter(CREW)


async def test_nobody_is_asked_to_pick_people_while_the_only_reachable_one_has_yet_to_join(
    crew: Hospital,
) -> None:
    await held(crew, (*CREW, "sam"))
    for user in CREW:
        await crew.lose_account(user)
    await one_portion(crew)
    await one_portion(crew)
    await crew.world.settle()
    assert not any(
        card.screen == "adverse_event.nobody"
        for user in ("lena", "kit")
        for card in crew.world.sees(user).log
    )
    await crew.world.pass_time(timedelta(hours=1))
    assert crew.notes("sam") == 1


async def test_a_report_of_the_same_event_adds_nobody_who_is_about_to_join(crew: Hospital) -> None:
    await held(crew)
    await one_portion(crew)
    emails = tuple(f"{user}@example.org" for user in CREW)
    await crew.source(kind=Kind.RESUSCITATION, emails=emails)
    assert len(await crew.events()) == 1
    assert "adverse_event.progress" not in {card.screen for card in crew.world.sees("kit").log}
