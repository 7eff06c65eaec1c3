"""Every message that is posted, and every kind of job, declares until when it makes sense."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core.context import Context
from bot.core.job_kinds import CORE_JOBS
from bot.core.jobs import Job, JobState, Reason, Recipient, schedule
from bot.core.lines import Lines
from bot.core.messages import A_DAY, FRESH_FOR, Hours, Message
from bot.core.names import CORE_POST, Screen
from bot.core.people import Person, add_account
from bot.core.routes import Feature, Registry
from bot.core.screens import Card, Text
from bot.core.storage import Work, in_one_work, new_reference
from bot.core.undelivered import undelivered
from bot.core.worker import Worker
from bot.features import make_registry
from tests.bot.draw_jobs import PLACE, page
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.some import some
from tests.toys import PlainWording, ToyDirectory
from tests.world import LINE, FakePlatform, account

URGENT = ("request.", "time_out.", "drill.")
"""Somebody waits for these; a step that is due within two minutes may be repeated."""


def test_the_page_of_jobs_and_messages_is_up_to_date() -> None:
    assert PLACE.read_text("utf-8") == page(), "run make states"


def test_a_note_that_nobody_asked_for_is_repeated_no_sooner_than_after_an_hour() -> None:
    for name, terms in some(make_registry().posted().items()):
        if terms.repeats_after is not None and terms.hours is Hours.BY_DAY:
            assert terms.repeats_after >= timedelta(hours=1), name
        elif terms.repeats_after is not None:
            assert name.startswith(URGENT) or terms.repeats_after >= timedelta(hours=1), name


EVENING = datetime(2026, 3, 2, 20, tzinfo=UTC)
DAY = (time(8), time(21))
POSTED = make_registry().posted()


class Nights(ToyDirectory):
    """Everybody sleeps from nine in the evening to eight in the morning."""

    async def waking_at(self, work: Work, person: Person) -> datetime:
        now = work.now
        if DAY[0] <= now.time() < DAY[1]:
            return now
        day = now.date() + timedelta(days=now.time() >= DAY[1])
        return datetime.combine(day, DAY[0], UTC)


async def card(context: Context, subject: str) -> Card:
    return Card(Screen("any"), subject, ".", (Text("."),))


@pytest.mark.parametrize("away", [timedelta(hours=6), timedelta(hours=11), 3 * A_DAY, 9 * A_DAY])
@pytest.mark.parametrize("name", sorted(POSTED))
async def test_after_an_outage_a_message_comes_by_day_once_or_is_listed_as_expired(
    name: str, away: timedelta
) -> None:
    message = Message(name, POSTED[name])
    clock = SimulatedClock(EVENING)
    storage, platform = MemoryStorage(clock, clock), FakePlatform()
    registry = Registry((Feature(screens={message: card}, jobs=CORE_JOBS),))
    worker = Worker(
        storage, storage, registry, PlainWording(), Nights(Lines((LINE,))), {"practice": platform}
    )

    async def post(work: Work) -> None:
        person = Person(reference=new_reference())
        await work.add(person)
        await add_account(work, person, account("sam"))
        to = Recipient.person(person.reference)
        await schedule(work, CORE_POST, "k", work.now, screen=message, recipient=to)

    await in_one_work(storage, post)
    clock.advance(away)
    for _ in range(30):
        await worker.run_due()
        clock.advance(timedelta(minutes=30))
    async with storage.reading() as work:
        (job,) = await work.of(Job).find()
    if job.state is JobState.SENT:
        assert platform.posts == 1
        assert DAY[0] <= job.due_at.time() < DAY[1] or away <= FRESH_FOR
        assert job.due_at <= EVENING + POSTED[name].lasts or away <= POSTED[name].lasts
    else:
        assert platform.posts == 0
        assert (job.state, job.reason) == (JobState.DEAD, Reason.EXPIRED)
        assert await in_one_work(storage, undelivered) == [job]
        assert POSTED[name].lasts < away + timedelta(hours=12)
