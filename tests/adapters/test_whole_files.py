"""Commands write their files whole or not at all, and say in plain words that a disk is full."""

import os
import sqlite3
import stat
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TextIO

import pytest

from adapters.__main__ import main
from adapters.commands.trouble import said_of
from adapters.database.faults import named
from adapters.whole_files import NO_ROOM, write_all, write_whole
from bot.core.errors import StorageDown
from tests.adapters.test_init import flags
from tests.disks import no_file_larger_than

LIMIT = 4096
TOO_MUCH = bytes(2 * LIMIT)


def test_without_room_the_older_file_stays_and_nothing_is_left(tmp_path: Path) -> None:
    file = tmp_path / "page.pdf"
    write_whole(file, b"the older one")
    with no_file_larger_than(LIMIT), pytest.raises(OSError, match=r"page\.pdf") as full:
        write_whole(file, TOO_MUCH)
    assert full.value.errno in NO_ROOM
    assert full.value.filename == str(file)
    assert [file.read_bytes(), list(tmp_path.iterdir())] == [b"the older one", [file]]


def test_what_is_there_already_is_not_replaced_where_it_must_not_be(tmp_path: Path) -> None:
    first, second = tmp_path / "first", tmp_path / "second"
    second.write_bytes(b"somebody's key")
    with pytest.raises(FileExistsError, match="second"):
        write_all({second: b"another", first: b"first"}, replaces=False)
    assert (second.read_bytes(), list(tmp_path.iterdir())) == (b"somebody's key", [second])


def test_without_room_for_one_of_them_none_is_written(tmp_path: Path) -> None:
    files = {tmp_path / "small": b"small", tmp_path / "large": TOO_MUCH}
    with no_file_larger_than(LIMIT), pytest.raises(OSError, match="large"):
        write_all(files)
    assert list(tmp_path.iterdir()) == []


def test_a_file_gets_the_permission_that_is_usual_asked_for_or_was_there(tmp_path: Path) -> None:
    mask = os.umask(0o027)
    try:
        write_whole(tmp_path / "usual", "words")
    finally:
        os.umask(mask)
    write_whole(tmp_path / "ours", "words", mode=0o600)
    (tmp_path / "older").touch(mode=0o604)
    (tmp_path / "older").chmod(0o604)
    write_whole(tmp_path / "older", "words")
    modes = {each.name: stat.S_IMODE(each.stat().st_mode) for each in tmp_path.iterdir()}
    assert modes == {"usual": 0o640, "ours": 0o600, "older": 0o604}
    assert {each.read_text("utf-8") for each in tmp_path.iterdir()} == {"words"}


def test_a_link_stays_and_what_is_no_file_is_written_to(tmp_path: Path) -> None:
    real, link, full = tmp_path / "real", tmp_path / "link", tmp_path / "full"
    real.touch()
    link.symlink_to(real)
    full.symlink_to("/dev/full")
    write_whole(link, "words")
    assert (link.is_symlink(), real.read_text("utf-8")) == (True, "words")
    with pytest.raises(OSError, match="full") as refused:
        write_whole(full, "words")
    assert refused.value.errno in NO_ROOM
    assert Path("/dev/full").is_char_device()


@pytest.mark.parametrize(
    "words",
    [
        ["icons", "{folder}"],
        ["init", "{folder}"],
        [
            "manifest",
            "teams",
            "--app-id",
            "3f0c",
            "--url",
            "https://x.org",
            "--output",
            "{folder}/z",
        ],
    ],
)
def test_a_command_says_that_the_disk_is_full_and_leaves_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    answers = flags() if words[0] == "init" else []
    with no_file_larger_than(16):
        code = main([each.format(folder=tmp_path) for each in words] + answers)
    said = capsys.readouterr().err
    assert (code, list(tmp_path.iterdir())) == (1, [])
    assert "was not written: the disk is full.\n  Make room there" in said


def a_full_disk() -> TextIO:
    return os.fdopen(os.open("/dev/full", os.O_WRONLY), "w")


def a_pipe_without_a_reader() -> TextIO:
    reads, writes = os.pipe()
    os.close(reads)
    return os.fdopen(writes, "w")


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (a_full_disk, "Not all was written: the disk is full"),
        (a_pipe_without_a_reader, ""),
    ],
)
def test_output_that_finds_no_room_or_no_reader_is_no_traceback(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    output: Callable[[], TextIO],
    said: str,
) -> None:
    # Python writes what is left when it ends, as this does when the file is closed.
    with output() as stdout:
        monkeypatch.setattr(sys, "stdout", stdout)
        code = main(["playbook", "sample"])
    err = capsys.readouterr().err
    assert (code, len(err.splitlines())) == (1, 2 if said else 0)
    assert err.startswith(said)


def test_a_database_without_room_is_told_apart_from_one_that_does_not_answer() -> None:
    with closing(sqlite3.connect(":memory:")) as full:
        full.execute("CREATE TABLE t (x)")
        full.execute("PRAGMA max_page_count = 2")
        with pytest.raises(StorageDown) as refused, named():
            full.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert said_of(refused.value).startswith("The database's disk is full, so nothing was changed.")
    assert said_of(StorageDown("gone")).startswith("The database does not answer")
