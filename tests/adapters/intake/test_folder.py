"""The drop folder: a file is taken whole or not at all, moved aside, its faults named by line."""

from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.clock import SystemClock
from adapters.intake.csv_folder import DropFolder
from bot.adverse_events.model import ReportState
from bot.programme.model import Harm, Kind, Source, SourceForm
from tests.adapters.intake.adt_kit import Feed, feed_of
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import ZONE, World

CANARY = "Zzyzx"
NIGHTLY = Source(
    "nightly",
    "Nightly list",
    form=SourceForm.CSV,
    zone=ZONE,
    fields={"id": "Case No", "unit": "Location", "time": "When", "kind": "What", "harm": "Harm"},
    kinds={"code blue": Kind.RESUSCITATION},
    units={"4 icu": "icu"},
)
HEAD = "Case No,Patient,Location,When,What,Harm"
LINE = f"17,{CANARY},4 ICU,2026-03-02 08:30,Code Blue,severe"


@dataclass
class Drop:
    feed: Feed
    path: Path
    folder: DropFolder

    def put(self, raw: bytes | str, name: str = "list.csv") -> None:
        where = self.path / "nightly"
        where.mkdir(exist_ok=True)
        (where / name).write_bytes(raw.encode() if isinstance(raw, str) else raw)

    async def sweep(self) -> None:
        """Two rounds: one sees the file, one finds it unchanged."""
        for _ in (1, 2):
            self.folder._next = 0.0
            await self.folder.sweep()

    def there(self) -> list[str]:
        return sorted(
            str(p.relative_to(self.path / "nightly")) for p in self.path.rglob("*") if p.is_file()
        )

    def faults(self) -> str:
        return (self.path / "nightly" / "faulty" / "list.faults.txt").read_text()


@pytest.fixture
async def drop(tmp_path: Path) -> Drop:
    feed = await feed_of(await World.make(), [NIGHTLY])
    folder = DropFolder(tmp_path, feed.into, feed.world.clock, rests_for_s=0.0)
    return Drop(feed, tmp_path, folder)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
async def test_a_file_is_taken_and_moved_aside(drop: Drop, encoding: str, delimiter: str) -> None:
    drop.put(f"{HEAD}\r\n{LINE}\r\n\r\n".replace(",", delimiter).encode(encoding))
    await drop.sweep()
    (report,) = await drop.feed.reports()
    assert (report.kind, report.harm, report.unit) == (Kind.RESUSCITATION, Harm.SEVERE, "icu")
    assert report.occurred_at == drop.feed.ago(30)
    assert drop.there() == ["done/list.csv"]


async def test_the_same_list_again_changes_nothing_and_writes_over_nothing(drop: Drop) -> None:
    for _ in (1, 2):
        drop.put(f"{HEAD}\n{LINE}\n")
        await drop.sweep()
    assert await drop.feed.states() == [ReportState.HELD]
    assert len(drop.there()) == 2


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (f"{HEAD}\n{LINE}\n18,x,9 WEST,2026-03-02 08:30,Code Blue,severe", "line 3: Location is"),
        (f"{HEAD}\n18,x,4 ICU,yesterday,Code Blue,severe", "line 2: When does not have the format"),
        (f"{HEAD}\n18,x,4 ICU,2026-03-02 08:30,{CANARY},severe", "line 2: What is not one that"),
        (f"{HEAD}\n18,x,4 ICU,2026-03-02 08:30,Code Blue,{CANARY}", "line 2: Harm is not one that"),
        (f"{HEAD}\n,x,4 ICU,2026-03-02 08:30,Code Blue,mild", "line 2: Case No is missing"),
        (f"{HEAD}\n18,x,4 ICU,2026-03-02 23:30,Code Blue,mild", "line 2: When lies in the future"),
        (f"{HEAD}\n18,x,4 ICU,2025-03-02 23:30,Code Blue,mild", "line 2: When is more than 30"),
        (f'{HEAD}\n"=HYPERLINK(""x"")",x,4 ICU,2026-03-02,a,b', "line 2: Case No holds a formula"),
        (f"{HEAD}\n18,x,@SUM(1),2026-03-02,a,b", "line 2: Location holds a formula"),
        (f"{HEAD}\n18,x", "line 2: line has too few cells"),
        (f'{HEAD}\n18,"x', "line 2: line has a quote that is not closed"),
        (f"{HEAD}\n{LINE}\n{LINE.replace('severe', 'mild')}", "line 3: Case No is there already"),
        ("Case No,Location\n1,4 ICU", "line 1: When is not a column of this file"),
        (f"{HEAD},Harm\n{LINE},mild", "line 1: Harm is there twice"),
        ("", "line 1: Case No is not a column of this file"),
        (f"{HEAD}\nJosé".encode("latin-1"), "line 2: file is not UTF-8"),
        (f"{HEAD}\n1\0".encode(), "line 2: file is not a text file"),
    ],
)
async def test_a_fault_is_named_by_line_and_nothing_of_the_file_is_taken(
    drop: Drop, raw: str | bytes, said: str
) -> None:
    drop.put(raw)
    await drop.sweep()
    assert said in drop.faults()
    assert CANARY not in drop.faults()
    assert drop.there() == ["faulty/list.csv", "faulty/list.faults.txt"]
    assert await drop.feed.reports() == []
    assert {row.source for row in await drop.feed.unread()} == {"nightly"}


async def test_all_faults_of_a_file_come_at_once(drop: Drop) -> None:
    drop.put(f"{HEAD}\n1,x,nowhere,2026-03-02 08:30,,\n2,x,4 ICU,never,,\n{LINE}")
    await drop.sweep()
    assert [line[:7] for line in drop.faults().splitlines()[1:]] == ["line 2:", "line 3:"]


async def test_a_file_still_being_written_is_left_alone(drop: Drop) -> None:
    drop.folder.rests_for_s = 3600.0
    drop.put(f"{HEAD}\n{LINE}\n")
    await drop.sweep()
    assert drop.there() == ["list.csv"]


async def test_other_files_and_links_are_left_alone(drop: Drop, tmp_path: Path) -> None:
    drop.put("x", "notes.txt")
    (tmp_path / "nightly" / "link.csv").symlink_to("/etc/hostname")
    await drop.sweep()
    assert drop.there() == ["link.csv", "notes.txt"]


async def test_with_the_database_down_the_file_waits(drop: Drop) -> None:
    drop.put(f"{HEAD}\n{LINE}\n")
    programme = await drop.feed.into.programme()
    storage = drop.feed.world.storage
    assert isinstance(storage, MemoryStorage)
    storage.down = True
    await drop.folder._file(programme, NIGHTLY, drop.path / "nightly" / "list.csv")
    assert drop.there() == ["list.csv"]
    storage.down = False
    await drop.sweep()
    assert drop.there() == ["done/list.csv"]


async def test_times_may_be_written_in_the_hospitals_own_way(drop: Drop, tmp_path: Path) -> None:
    source = replace(NIGHTLY, time_format="%m/%d/%Y %I:%M %p")
    feed = await feed_of(await World.make(), [source])
    drop = Drop(feed, tmp_path, DropFolder(tmp_path, feed.into, feed.world.clock, rests_for_s=0.0))
    drop.put(f"{HEAD}\n{LINE}\n".replace("2026-03-02 08:30", "03/02/2026 08:30 AM"))
    await drop.sweep()
    assert [report.occurred_at for report in await feed.reports()] == [feed.ago(30)]


async def test_no_cell_but_those_that_are_named_is_kept(drop: Drop) -> None:
    drop.put(f"{HEAD}\n{LINE}\n")
    await drop.sweep()
    assert len(await drop.feed.reports()) == 1
    storage = drop.feed.world.storage
    assert isinstance(storage, MemoryStorage)
    assert CANARY not in str(storage.state)


async def test_files_that_were_read_are_erased_after_a_week(drop: Drop) -> None:
    drop.put(f"{HEAD}\n{LINE}\n")
    drop.put(f"{HEAD}\n18,x,moon,2026-03-02 08:30,Code Blue,severe\n", "bad.csv")
    await drop.sweep()
    kept = ["done/list.csv", "faulty/bad.csv", "faulty/bad.faults.txt"]
    assert drop.there() == kept
    drop.folder.host = SimulatedClock(SystemClock().now() + timedelta(days=6))
    await drop.sweep()
    assert drop.there() == kept
    drop.folder.host = SimulatedClock(SystemClock().now() + timedelta(days=8))
    await drop.sweep()
    assert drop.there() == []
