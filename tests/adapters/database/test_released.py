"""Databases of every released version, kept as SQL with rows in them, brought to today's schema.

Each was written by that version's own program, in the middle of the practice hospital's story:
notes went out, a break was taken, and a peer holds a request.
"""

import base64
import sqlite3
from collections.abc import AsyncIterator, Awaitable, Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TypeVar

import asyncpg
import pytest

from adapters.database import migrations
from adapters.database.engines import database_url
from adapters.database.migrations.check import missing
from adapters.database.sealing import Keyring
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from adapters.deployment import Deployment
from adapters.practice.address import PLATFORM
from adapters.practice.messenger import PracticeMessenger
from adapters.practice.workspace import Workspace
from adapters.settings import load
from adapters.wiring import deployed
from bot.adverse_events.model import AdverseEvent, Episode
from bot.core.jobs import Job, JobState, Reason
from bot.core.people import Person
from bot.core.records import Sealed
from bot.core.storage import Work, in_one_work
from bot.follow_ups.names import FOLLOW_UP_MONTH, FOLLOW_UP_WEEK
from bot.programme import current
from bot.requests.model import RequestState, SupportRequest
from bot.time_outs.model import TimeOut
from tests.adapters.database.conftest import KINDS
from tests.adapters.database.engines import engine_on
from tests.clock import SimulatedClock

T = TypeVar("T")

RELEASED = Path(__file__).with_name("released")
KEY = b"the first edition, a frozen dump"
VERSIONS = sorted(folder.name for folder in RELEASED.iterdir())


@pytest.fixture(params=VERSIONS)
def version(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(params=KINDS)
async def url(request: pytest.FixtureRequest, version: str, tmp_path: Path) -> str:
    """The address of that version's database, with its rows."""
    sql = (RELEASED / version / f"{request.param}.sql").read_text("utf-8")
    if request.param == "sqlite":
        file = tmp_path / "old.db"
        with sqlite3.connect(file) as connection:
            connection.executescript(sql)
        connection.close()
        return f"sqlite+aiosqlite:///{file}"
    address = str(request.getfixturevalue("postgres_url"))
    parsed = database_url(address)
    where = {"host": str(parsed.query["host"]), "database": parsed.database}
    server = await asyncpg.connect(**where, user=parsed.username)  # type: ignore[no-untyped-call]
    await server.execute(sql)
    await server.close()
    return address


async def test_the_schema_of_a_release_becomes_todays(url: str) -> None:
    await migrations.migrate(url)
    engine = engine_on(url)
    async with engine.connect() as connection:
        difference = await connection.run_sync(missing)
    await engine.dispose()
    assert not difference


async def _opened(work: Work) -> dict[str, int]:
    """How many sealed values of each kind of record can be opened; reads every record."""
    found: dict[str, int] = {}
    for kind in TABLES:
        sealed = [name for name, value in vars(kind).items() if isinstance(value, Sealed)]
        for record in await work.of(kind).find():
            texts = [await work.vault.open(getattr(record, name)) for name in sealed]
            found[kind.__name__] = found.get(kind.__name__, 0) + sum(map(bool, texts))
    return found


async def test_every_record_of_a_release_is_read_and_every_sealed_value_opened(url: str) -> None:
    await migrations.migrate(url)
    storage = DatabaseStorage(url, Keyring([KEY]))
    async with storage.reading() as work:
        opened = await _opened(work)
        people = await work.of(Person).find()
        names = {each.reference: await work.vault.open(each.name) for each in people}
        [request] = await work.of(SupportRequest).find()
        asker = await work.vault.open(request.person)
        supporter = await work.vault.open(request.supporter(request.round))
        programme = await current(work)
    await storage.close()
    assert len(names) == 31
    # A name and an e-mail address of each, at least.
    assert opened["Person"] >= 62
    assert request.state is RequestState.CLAIMED
    assert (names[str(asker)], names[str(supporter)]) == ("Sam Rivera", "Pat Okafor")
    assert programme.name == "Larkspur Valley Hospital"


NEARLY_A_DAY = timedelta(hours=23)
"""The clock did not leap as long as it went ahead by less than a day."""
FROZEN_AT = datetime(2026, 11, 24, 16, 25, tzinfo=UTC)
LONGEST_KEPT = timedelta(days=60)
ABOUT_SOMEBODY = (AdverseEvent, Episode, SupportRequest, TimeOut)


@pytest.fixture
async def upgraded(tmp_path: Path, clock: SimulatedClock) -> AsyncIterator[Deployment]:
    """The hospital of the first edition, which this program goes on with."""
    file = tmp_path / "old.db"
    with sqlite3.connect(file) as connection:
        connection.executescript((RELEASED / "0.1.0" / "sqlite.sql").read_text("utf-8"))
    connection.close()
    clock.set(FROZEN_AT)
    settings = load(
        {
            "DATABASE_URL": f"sqlite+aiosqlite:///{file}",
            "SUPPORT_KEYS": base64.b64encode(KEY).decode(),
            "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
        }
    )
    await migrations.migrate(settings.database_url)
    messenger = PracticeMessenger(Workspace(clock.now))
    async with deployed(settings, {PLATFORM: messenger}, clock) as parts:
        yield parts


@pytest.mark.long
async def test_what_a_release_had_in_hand_is_carried_on_and_erased_in_time(
    upgraded: Deployment, clock: SimulatedClock
) -> None:
    async def jobs(work: Work) -> list[Job]:
        return await work.of(Job).find()

    async def about_somebody(work: Work) -> dict[str, int]:
        return {kind.__name__: await work.of(kind).count() for kind in ABOUT_SOMEBODY}

    async def look(do: Callable[[Work], Awaitable[T]]) -> T:
        return await in_one_work(upgraded.storage, do, reads_only=True)

    assert min((await look(about_somebody)).values()) > 0
    seen: dict[str, Job] = {}
    while any((await look(about_somebody)).values()):
        await upgraded.plan()
        while await upgraded.worker.run_due():
            pass
        seen |= {job.reference: job for job in await look(jobs)}
        clock.advance(NEARLY_A_DAY)
        # A day of grace, and a step of ours.
        assert clock.now() < FROZEN_AT + LONGEST_KEPT + timedelta(days=2)
    ended = {(job.state, job.reason) for job in seen.values()}
    assert not {reason for _, reason in ended} & {Reason.FAULT, Reason.REFUSED}
    sent = {job.screen for job in seen.values() if job.state is JobState.SENT}
    assert {FOLLOW_UP_WEEK, FOLLOW_UP_MONTH} <= sent
