"""A press looks each thing up once and writes each record once, in one transaction."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import KEPT
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.context import Context
from bot.core.conversation import Ask
from bot.core.jobs import Recipient, schedule
from bot.core.lines import Lines
from bot.core.names import CORE_POST
from bot.core.people import Person, add_account
from bot.core.storage import in_one_work, new_reference
from bot.core.together import MOST
from bot.duty.calendar_rota import keep_turns
from bot.duty.model import Duty
from bot.programme import Calendar, Found
from bot.programme.model import Rota, TitleNames
from bot.programme.rosters.scheduled_shifts import (
    keep_scheduled_shifts,
    scheduled_shift_window,
)
from tests.clock import SimulatedClock
from tests.sealed import sealed_text
from tests.toys import LAMP, LIT, PlainWording, toy_worker
from tests.world import LINE, START, ZONE, FakePlatform, World, account


@pytest.fixture
async def world(on_sqlite: DatabaseStorage, clock: SimulatedClock) -> World:
    clock.advance(START - clock.now())
    return await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)


@contextmanager
def heard(storage: DatabaseStorage) -> Iterator[list[str]]:
    """The statements that reach the database, in order."""
    statements: list[str] = []
    storage.sessions.hears = lambda sql: statements.append(" ".join(sql.split()))
    yield statements
    storage.sessions.hears = None


def reads_of(table: str, statements: list[str]) -> int:
    return sum(each.startswith("SELECT") and f" FROM {table} " in f"{each} " for each in statements)


def transactions(statements: list[str]) -> int:
    return sum(each.startswith("BEGIN") for each in statements)


async def test_a_press_is_one_transaction(world: World, on_sqlite: DatabaseStorage) -> None:
    async with on_sqlite.reading() as work:
        for kind in KEPT:  # which a process that runs has long read
            await work.of(kind).find()
    with heard(on_sqlite) as statements:
        await world.press("sam", "check_in.peer")
    assert transactions(statements) == 1
    assert reads_of("stamps", statements) == 1
    assert reads_of("platform_account", statements) == 1
    # The person who pressed, and nobody else: people who could take it are found by one search.
    assert len(re.findall(r"FROM person WHERE person.reference = ", " ".join(statements))) == 1


async def test_a_batch_of_redraws_reads_its_cards_and_their_readers_at_once(
    on_sqlite: DatabaseStorage, clock: SimulatedClock
) -> None:
    queue = DatabaseJobQueue(on_sqlite)
    platform = FakePlatform()
    worker = toy_worker(on_sqlite, queue, LINE, platform)
    readers = [f"reader{number}" for number in range(MOST)]
    async with on_sqlite.work() as work:
        await work.add(Duty(reference=LAMP, since=work.now))
        for user in readers:
            person = Person(reference=new_reference())
            await work.add(person)
            await add_account(work, person, account(user))
            whose = sealed_text(new_reference(), "person")
            await work.vault.seal(whose, person.reference)
            to = Recipient.sealed(whose)
            await schedule(work, CORE_POST, user, work.now, subject=LAMP, screen=LIT, recipient=to)
    while await worker.run_due():
        pass
    async with on_sqlite.work() as work:
        await Context(work, PlainWording().words("", ""), Lines((LINE,))).redraw(LAMP)
    with heard(on_sqlite) as statements:
        assert await worker.run_due() == MOST
    assert [len(platform.at(user).log) for user in readers] == [2] * MOST, "each was redrawn"
    # Where it needs fewer than before, lower this number.
    assert len(statements) <= 31, [each[:60] for each in statements]


async def test_taking_a_request_writes_its_row_once(
    world: World, on_sqlite: DatabaseStorage
) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()
    form = await world.press_in("pat", "request.claim", at="#peers")
    assert isinstance(form, Ask)
    with heard(on_sqlite) as statements:
        await world.submit("pat", form)
    assert transactions(statements) == 1
    assert reads_of("stamps", statements) == 1
    assert sum(each.startswith("UPDATE support_request ") for each in statements) == 1


@pytest.mark.parametrize("of", ["a rota", "a unit"])
async def test_the_names_for_a_calendars_titles_are_looked_up_at_once(
    world: World, on_sqlite: DatabaseStorage, of: str
) -> None:
    starts, ends = world.clock.now(), world.clock.now() + timedelta(hours=8)
    found = [Found((), starts, ends, "nobody here")]
    how = TitleNames.FULL
    with heard(on_sqlite) as statements:
        if of == "a rota":
            rota = Rota("main", "peer", calendar="https://rota.example", titles=how)
            await in_one_work(on_sqlite, lambda work: keep_turns(work, rota, found))
        else:
            kept = Calendar("icu-rota", "https://rota.example", ZONE, unit="icu", titles=how)
            window = scheduled_shift_window(starts)
            await keep_scheduled_shifts(on_sqlite, kept, found, window)
    assert reads_of("vault_keys", statements) == 1
    assert not any("WHERE person.reference = " in each for each in statements)
