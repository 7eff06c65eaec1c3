"""Whoever has copies of the database, an hour or a month apart, reads no count in them."""

import re
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.context import Context
from bot.core.storage import Work, in_one_work
from bot.duty import Answered, Wait, count_answered
from bot.programme import current
from bot.reports import declarations as tables
from bot.reports.counting import Count, add_up, count
from bot.reports.declarations import ALL
from bot.reports.model import PublishedTable
from bot.reports.publishing import publish_due
from bot.reports.table import By
from tests.bot.reports.attacker import leaks, read
from tests.clock import SimulatedClock
from tests.some import some
from tests.world import World, lines

TABLES = ("pending_count", "tally", "counting_state", "counter")
HOUR, MONTH = timedelta(hours=1), timedelta(days=30)
ALL_CELLS = [Count(table, cell) for table in ALL if table.by is By.CELLS for cell in table.cells]


WAITS = ("response_count", "response_tally")


def copy(
    path: Path, name: str, of: tuple[str, ...] = TABLES
) -> list[tuple[str, tuple[object, ...]]]:
    """The rows of a copy of the database in the tables that counts stand in."""
    there = path.with_name(name)
    with closing(sqlite3.connect(path)) as source, closing(sqlite3.connect(there)) as target:
        source.backup(target)
        return [
            (table, row)
            for table in of
            for row in target.execute(f"SELECT * FROM {table}")  # noqa: S608 - fixed names
        ]


def sealed(path: Path, tally: str = "tally") -> bytes:
    """What is sealed of a tally in a copy."""
    joined = f"SELECT sealed FROM vault JOIN {tally} ON vault.owner = {tally}.reference"  # noqa: S608
    with closing(sqlite3.connect(path)) as copied:
        (row,) = copied.execute(joined)
        return bytes(row[0])


async def test_two_copies_show_neither_a_count_nor_what_was_added_between_them(
    on_sqlite: DatabaseStorage, sqlite_url: str, clock: SimulatedClock
) -> None:
    clock.set(datetime(2026, 3, 2, 16, tzinfo=UTC))
    world = await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)
    path = Path(sqlite_url.partition("///")[2])

    async def one_of_each(work: Work) -> None:
        await count(Context(work, world.wording.words("en", "UTC"), lines()), *ALL_CELLS)

    async def one_alone(work: Work) -> None:
        once = Count(tables.REASONS, "life")
        await count(Context(work, world.wording.words("en", "UTC"), lines()), once)

    await in_one_work(on_sqlite, one_of_each)
    waiting = copy(path, "waiting.db")
    assert len(waiting) == len(ALL_CELLS)
    with (
        closing(sqlite3.connect(path.with_name("waiting.db"))) as copied,
        pytest.raises(sqlite3.OperationalError, match="rowid"),
    ):
        # Nor does SQLite number the rows as they come.
        copied.execute("SELECT rowid FROM pending_count")
    names = "|".join(table.name for table in ALL)
    assert not [row for _, row in waiting if re.search(names, repr(row))]
    seen: list[bytes] = []
    for number, later in enumerate((HOUR, HOUR, MONTH)):
        await in_one_work(on_sqlite, add_up)
        rows = copy(path, f"copy{number}.db")
        # The numbers in these are revisions: they count hours, not people.
        assert [table for table, _ in rows] == ["tally", "counting_state"]
        seen.append(sealed(path.with_name(f"copy{number}.db")))
        clock.advance(later)
        await in_one_work(on_sqlite, one_alone)
    assert len({len(each) for each in seen}) == 1
    assert len(set(seen)) == len(seen)


async def test_what_a_copy_has_in_the_clear_is_what_was_published(
    on_sqlite: DatabaseStorage, clock: SimulatedClock
) -> None:
    clock.set(datetime(2026, 3, 2, 16, tzinfo=UTC))
    world = await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)

    async def some_requests(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), lines())
        for result in ("talked",) * 13 + ("nobody",) * 2:
            await count(context, Count(tables.REQUESTS), Count(tables.RESULTS, result))

    await in_one_work(on_sqlite, some_requests)
    for _ in range(40):
        clock.advance(timedelta(hours=23))
        await in_one_work(on_sqlite, add_up)
    await in_one_work(on_sqlite, publish_due)
    async with on_sqlite.reading() as work:
        pages = read(await work.of(PublishedTable).find())
    shown = {(str(page.period), str(page.table.name)): page.content.cells for page in some(pages)}
    assert shown["2026Q1", "requests"] == {"all": 15}
    assert leaks(pages) == []


async def test_copies_from_before_and_after_a_survey_lead_from_no_ticket_to_its_person(
    on_sqlite: DatabaseStorage, sqlite_url: str, clock: SimulatedClock
) -> None:
    clock.set(datetime(2026, 3, 2, 16, tzinfo=UTC))
    world = await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)
    path = Path(sqlite_url.partition("///")[2])
    await world.command("sam", "/support snooze 1d")
    await world.submit("kit", await world.press("kit", "survey.start"))
    of = ("survey_ticket", "job", "vault", "vault_keys", "erasures", "shown_card")
    before = copy(path, "planned.db", of)
    await world.settle()
    planned = before + copy(path, "planned_all.db", of)
    await world.pass_time(timedelta(days=3))
    after = copy(path, "sent.db", of)
    tickets = {str(row[0]) for table, row in after if table == "survey_ticket"}
    elsewhere = repr([row for table, row in after if table != "survey_ticket"] + before)
    assert len(planned) > len(before)
    assert not [ticket for ticket in some(tickets) if ticket in elsewhere]
    with (
        closing(sqlite3.connect(path.with_name("sent.db"))) as copied,
        pytest.raises(sqlite3.OperationalError, match="rowid"),
    ):
        copied.execute("SELECT rowid FROM survey_ticket")


async def test_two_copies_do_not_show_how_soon_one_request_was_answered(
    on_sqlite: DatabaseStorage, sqlite_url: str, clock: SimulatedClock
) -> None:
    await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)
    path = Path(sqlite_url.partition("///")[2])

    async def answers(work: Work, many: int, minutes: int) -> None:
        lasted = timedelta(minutes=minutes)
        waits = ((Wait.YES, lasted), (Wait.CALL, lasted))
        each = Answered("peer", work.now, waits)
        await count_answered(work, await current(work), [each] * many)

    seen: list[tuple[object, bytes]] = []
    for number, (many, minutes) in enumerate(((20, 15), (1, 45), (1, 300))):
        await in_one_work(on_sqlite, partial(answers, many=many, minutes=minutes))
        rows = copy(path, f"waits{number}.db", WAITS)
        seen.append((rows, sealed(path.with_name(f"waits{number}.db"), "response_tally")))
    clear, hidden = zip(*seen, strict=True)
    assert [table for table, _ in clear[0]] == ["response_count"] * 2 + ["response_tally"]
    assert clear[0] == clear[1] == clear[2]
    assert len({len(each) for each in hidden}) == 1
    assert len(set(hidden)) == len(hidden)
