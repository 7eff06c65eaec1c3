"""HR's file dropped at night, and taken by hand: whole or not at all, with its faults beside it."""

import argparse
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.__main__ import _parser
from adapters.commands.roster import take_bytes
from adapters.intake import hr_folder
from adapters.intake.hr_folder import HrFolder
from bot.core.people import Person, person_with_email
from bot.core.storage import Work, in_one_work
from bot.programme import HR, current, put
from bot.programme.model.external_sources import HrFile, StaffList
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import World, text_of

HEAD = "email,name,unit"
IDA = "ida@example.org,Ida Berg,ICU"


@pytest.fixture
async def world() -> World:
    return await World.make()


@pytest.fixture
def folder(world: World, tmp_path: Path) -> HrFolder:
    (tmp_path / "roster").mkdir()
    return HrFolder(tmp_path, world.storage, world.clock, rests_for_s=0.0)


async def sweep(folder: HrFolder) -> None:
    """Two rounds: one sees the file, one finds it unchanged."""
    for _ in (1, 2):
        folder._next = 0.0
        await folder.sweep()


async def ida(world: World) -> Person | None:
    async with world.storage.reading() as work:
        return await person_with_email(work, "ida@example.org")


async def stands(world: World) -> StaffList | None:
    async with world.storage.reading() as work:
        return await work.of(StaffList).get(HR)


def there(tmp_path: Path) -> list[str]:
    root = tmp_path / "roster"
    return sorted(str(p.relative_to(root)) for p in root.rglob("*") if p.is_file())


@pytest.mark.branch("64.11")
async def test_a_file_is_taken_and_does_not_stay_lying_about(
    world: World, folder: HrFolder, tmp_path: Path
) -> None:
    (tmp_path / "roster" / "hr.csv").write_text(f"{HEAD}\n{IDA}\n")
    await sweep(folder)
    found = await ida(world)
    assert found is not None
    assert found.unit == "icu"
    assert there(tmp_path) == []
    listed = await stands(world)
    assert listed is not None
    assert (listed.people, listed.fault) == (1, "")


async def test_a_faulty_file_is_moved_aside_with_its_faults_and_changes_nothing(
    world: World, folder: HrFolder, tmp_path: Path
) -> None:
    (tmp_path / "roster" / "hr.csv").write_text(f"{HEAD}\n{IDA}\nbo,Bo,ICU\n")
    await sweep(folder)
    assert await ida(world) is None
    assert there(tmp_path) == ["faulty/hr.csv", "faulty/hr.faults.txt"]
    said = (tmp_path / "roster" / "faulty" / "hr.faults.txt").read_text()
    assert 'line 3: "bo" is not an e-mail address; write the work e-mail address' in said
    listed = await stands(world)
    assert listed is not None
    assert (listed.as_of, listed.fault) == (None, "faulty")


async def skip(work: Work) -> None:
    """The hospital lets faulty lines be left out."""
    await put(work, replace(await current(work), hr=HrFile(skip_faulty_lines=True)))


@pytest.mark.parametrize("bad", [1, 120])
async def test_every_line_that_was_left_out_has_its_reason_in_the_file_beside_it(
    world: World, folder: HrFolder, tmp_path: Path, bad: int
) -> None:
    """However much else is remarked, and however many there are."""
    await in_one_work(world.storage, skip)
    others = [f"p{n}@example.org,P{n},ICU,expert" for n in range(5 * bad + 120)]
    wrong = [f"no-address-{n},N{n},ICU," for n in range(bad)]
    text = "\n".join([f"{HEAD},level", *others, *wrong, ""])
    (tmp_path / "roster" / "hr.csv").write_text(text)
    await sweep(folder)
    said = (tmp_path / "roster" / "faulty" / "hr.faults.txt").read_text().splitlines()
    assert [line for line in said if "left out" in line] == said[1 : bad + 1]
    assert all(f'"no-address-{n}"' in said[n + 1] for n in range(bad))
    shown = text_of(await world.press("kit", "roster.lists"))
    assert phrase("roster.row.left_out", count=bad) in shown


async def test_where_the_hospital_says_so_the_faulty_lines_alone_are_left_out_and_shown(
    world: World, folder: HrFolder, tmp_path: Path
) -> None:
    await in_one_work(world.storage, skip)
    others = "".join(f"p{n}@example.org,P{n},ICU\n" for n in range(5))
    (tmp_path / "roster" / "hr.csv").write_text(f"{HEAD}\n{IDA}\n{others}bo,Bo,ICU\n")
    await sweep(folder)
    assert await ida(world) is not None
    assert there(tmp_path) == ["faulty/hr.csv", "faulty/hr.faults.txt"]
    said = (tmp_path / "roster" / "faulty" / "hr.faults.txt").read_text()
    assert said.startswith("Everything but some lines was taken.\nline 8: ")
    shown = text_of(await world.press("kit", "roster.lists"))
    assert phrase("roster.row.left_out", count=1) in shown


async def test_half_a_file_is_refused_at_night_too(
    world: World, folder: HrFolder, tmp_path: Path
) -> None:
    people = [f"p{n}@example.org,P{n},ICU" for n in range(8)]
    (tmp_path / "roster" / "hr.csv").write_text("\n".join([HEAD, IDA, *people, ""]))
    await sweep(folder)
    (tmp_path / "roster" / "hr.csv").write_text(f"{HEAD}\n{IDA}\n")
    await sweep(folder)
    assert "--allow-leavers" in (tmp_path / "roster" / "faulty" / "hr.faults.txt").read_text()
    async with world.storage.reading() as work:
        assert len(
            await work.of(Person).find(Person.active.is_(True), Person.unit.is_("icu"))
        ) > len(people)


# ---- by hand ----


def chosen(*words: str) -> argparse.Namespace:
    return _parser().parse_args(["roster", "import", "hr.csv", *words])


async def test_a_dry_run_says_what_would_change_and_changes_nothing(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = f"{HEAD}\n{IDA}\n".encode()
    code = await take_bytes(world.storage, Path("hr.csv"), raw, chosen("--dry-run"))
    assert code == 0
    assert capsys.readouterr().out.splitlines() == [
        "1 people added, 0 changed, 0 leave, 0 stay as they are.",
        "person added: Ida Berg <ida@example.org>",
    ]
    assert await ida(world) is None


async def test_it_is_taken_by_hand_and_a_fault_is_told_with_exit_code_1(
    world: World, capsys: pytest.CaptureFixture[str]
) -> None:
    raw = f"{HEAD}\nida@example.org,Íde Berg,ICU\n".encode("cp1252")
    assert await take_bytes(world.storage, Path("hr.csv"), raw, chosen()) == 1
    told = capsys.readouterr()
    assert "line 2: the file is not UTF-8" in told.err
    assert "hr.csv: nothing of it was taken." in told.err
    by = chosen("--encoding", "windows-1252")
    assert await take_bytes(world.storage, Path("hr.csv"), raw, by) == 0
    found = await ida(world)
    assert found is not None
    assert capsys.readouterr().out == "1 people added, 0 changed, 0 leave, 0 stay as they are.\n"
    name = await in_one_work(
        world.storage, lambda work: work.vault.open(sealed_text(found.reference, "name"))
    )
    assert name == "Íde Berg"


# ---- what is not the file's fault ----


async def test_with_the_database_down_the_file_waits(
    world: World, folder: HrFolder, tmp_path: Path
) -> None:
    storage = world.storage
    assert isinstance(storage, MemoryStorage)
    (tmp_path / "roster" / "hr.csv").write_text(f"{HEAD}\n{IDA}\n")
    storage.down = True
    await sweep(folder)
    assert there(tmp_path) == ["hr.csv"]
    storage.down = False
    await sweep(folder)
    assert await ida(world) is not None
    assert there(tmp_path) == []


async def test_what_is_far_too_large_is_not_even_read(
    world: World, folder: HrFolder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hr_folder, "LARGEST", 10)
    (tmp_path / "roster" / "hr.csv").write_text(f"{HEAD}\n{IDA}\n")
    await sweep(folder)
    assert "more than 32 MiB" in (tmp_path / "roster" / "faulty" / "hr.faults.txt").read_text()
    assert await ida(world) is None
