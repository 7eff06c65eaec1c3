"""The playbook named in the settings, at each start: a restart takes back nothing done in chat."""

from dataclasses import replace
from pathlib import Path

import pytest

from adapters.commands.playbook import apply_at_start, apply_file, apply_text
from adapters.examination import is_superseded
from bot.programme import current, put
from bot.programme.model import AppliedFile
from bot.time_outs.model import TimeOut
from tests.bot.programme.test_playbook import SMALL
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.world import START


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """The file that is named in the settings."""
    book = tmp_path / "book.toml"
    book.write_text(SMALL, "utf-8")
    return book


async def starts(storage: MemoryStorage, path: Path) -> None:
    assert await apply_file(storage, path, "start") == 0


async def caps(storage: MemoryStorage) -> int:
    async with storage.reading() as work:
        return (await current(work)).areas[0].supporter_cap


async def change_in_chat(storage: MemoryStorage, cap: int) -> None:
    async with storage.work() as work:
        programme = await current(work)
        area = replace(programme.areas[0], supporter_cap=cap)
        await put(work, replace(programme, areas=(area,)))


@pytest.mark.branch("61.15")
async def test_starting_with_the_same_file_leaves_what_was_changed_in_chat(
    storage: MemoryStorage, path: Path
) -> None:
    await starts(storage, path)
    await change_in_chat(storage, 4)
    await starts(storage, path)
    assert await caps(storage) == 4


async def test_a_file_that_has_changed_is_applied_whole(storage: MemoryStorage, path: Path) -> None:
    await starts(storage, path)
    await change_in_chat(storage, 4)
    path.write_text(SMALL.replace('name = "Small"', 'name = "Smaller"'), "utf-8")
    await starts(storage, path)
    assert await caps(storage) == 2


async def test_a_file_without_a_unit_that_is_needed_is_left_and_serving_goes_on(
    storage: MemoryStorage, path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    await starts(storage, path)
    async with storage.work() as work:
        await work.add(TimeOut(reference="t", unit="icu", minutes=15, asked_at=START))
    renamed = SMALL.replace('key = "icu"', 'key = "critical"').replace('unit = "icu"', "")
    path.write_text(renamed.replace('shift = "day"', ""), "utf-8")
    assert await apply_at_start(storage, path)
    assert "breaks under way: 1" in capsys.readouterr().err
    async with storage.reading() as work:
        assert (await current(work)).unit("icu") is not None
    path.write_text("[programme", "utf-8")
    assert not await apply_at_start(storage, path)


async def test_applied_by_hand_it_makes_everything_as_it_says_all_the_same(
    storage: MemoryStorage, path: Path
) -> None:
    await starts(storage, path)
    await change_in_chat(storage, 4)
    assert await apply_text(storage, str(path), SMALL, "command line") == 0
    assert await caps(storage) == 2


async def test_an_older_version_that_was_put_back_stays_after_a_restart(
    storage: MemoryStorage, path: Path
) -> None:
    await starts(storage, path)
    older = SMALL.replace('key = "main"\n', 'key = "main"\nsupporter_cap = 3\n')
    await apply_text(storage, "version 1", older, "command line, version 1 again", is_file=False)
    await starts(storage, path)
    assert await caps(storage) == 3


async def test_an_older_file_never_goes_over_a_newer_one_at_a_start(
    storage: MemoryStorage, path: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    newer = tmp_path / "newer.toml"
    newer.write_text(SMALL.replace('key = "main"\n', 'key = "main"\nsupporter_cap = 3\n'), "utf-8")
    await starts(storage, path)
    for each in (newer, path, newer, path):
        await starts(storage, each)
        assert await caps(storage) == 3
    assert "support-timeout playbook apply" in capsys.readouterr().out
    assert await is_superseded(storage, path)
    assert not await is_superseded(storage, newer)


async def test_an_older_file_applied_by_hand_counts_as_the_newest_again(
    storage: MemoryStorage, path: Path
) -> None:
    await starts(storage, path)
    newer = SMALL.replace('key = "main"\n', 'key = "main"\nsupporter_cap = 3\n')
    await apply_text(storage, "newer", newer, "command line")
    assert await is_superseded(storage, path)
    await apply_text(storage, str(path), SMALL, "command line")
    assert not await is_superseded(storage, path)
    await starts(storage, path)
    assert await caps(storage) == 2


async def test_a_file_applied_before_files_were_noted_is_known_as_superseded(
    storage: MemoryStorage, path: Path
) -> None:
    await starts(storage, path)
    async with storage.work() as work:
        for noted in await work.of(AppliedFile).find():
            await work.remove(noted)
    newer = SMALL.replace('name = "Small"', 'name = "Smaller"')
    await apply_text(storage, "newer", newer, "command line")
    assert await is_superseded(storage, path)
