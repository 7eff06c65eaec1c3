"""``audit export``: the log of changes, for a SIEM."""

import base64
import json
import secrets
import sqlite3
import stat
from pathlib import Path
from typing import Any

import pytest

from adapters.__main__ import main
from adapters.commands.audit import _append
from tests.adapters.database.test_released import KEY, RELEASED
from tests.bot.programme.test_playbook import SMALL
from tests.disks import fill, no_file_larger_than, small_disk

Shown = tuple[int, str, str]


class Shell:
    """A folder, a database in it, and what the commands say."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.database = folder / "support.db"
        self._book, self._capsys = folder / "book.toml", capsys

    def applies(self, text: str) -> None:
        self._book.write_text(text, "utf-8")
        assert main(["playbook", "apply", str(self._book)]) == 0
        self._capsys.readouterr()

    def exports(self, *words: Path) -> Shown:
        code = main(["audit", "export", *map(str, words)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def edits(self, statement: str) -> None:
        with sqlite3.connect(self.database) as connection:
            connection.execute(statement)
        connection.close()


def use(monkeypatch: pytest.MonkeyPatch, folder: Path, key: bytes) -> None:
    monkeypatch.setenv("SUPPORT_KEYS", base64.b64encode(key).decode())
    monkeypatch.setenv("DATABASE_URL", f"sqlite+aiosqlite:///{folder / 'support.db'}")
    monkeypatch.setenv("SUPPORT_LEDGER", str(folder / "erasures.log"))


@pytest.fixture
def shell(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Shell:
    use(monkeypatch, tmp_path, secrets.token_bytes(32))
    assert main(["migrate"]) == 0
    shell = Shell(tmp_path, capsys)
    shell.applies(SMALL)
    return shell


def rows(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_without_a_file_every_change_is_printed_as_one_line(shell: Shell) -> None:
    shell.applies(SMALL.replace("The office", "The safety office"))
    code, out, err = shell.exports()
    assert (code, err) == (0, "")
    assert [row["number"] for row in rows(out)] == [1, 2]
    assert [set(row) for row in rows(out)] == [{"number", "at", "who", "what", "digest"}] * 2
    assert "playbook applied" in rows(out)[0]["what"]


def test_a_file_gets_only_what_it_does_not_have_and_only_its_owner_reads_it(
    shell: Shell, tmp_path: Path
) -> None:
    file = tmp_path / "audit.jsonl"
    assert shell.exports(file) == (0, "", "")
    first = file.read_text()
    assert shell.exports(file) == (0, "", "")
    assert file.read_text() == first
    shell.applies(SMALL.replace("The office", "The safety office"))
    assert shell.exports(file) == (0, "", "")
    assert file.read_text().startswith(first)
    assert [row["number"] for row in rows(file.read_text())] == [1, 2]
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_an_entry_that_was_edited_by_hand_is_said_and_exported_all_the_same(shell: Shell) -> None:
    shell.edits("UPDATE audit_entry SET what = 'nothing at all'")
    code, out, err = shell.exports()
    assert code == 1
    assert rows(out)[0]["what"] == "nothing at all"
    assert "edited by hand" in err


def test_a_file_that_is_no_export_of_this_log_is_left_alone(shell: Shell, tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("buy milk\n")
    code, _, err = shell.exports(file)
    assert code == 1
    assert "another deployment" in err
    assert file.read_text() == "buy milk\n"


@pytest.mark.parametrize("text", ["buy milk", "\xff"])
def test_a_line_without_an_end_that_is_not_ours_is_left_alone(
    shell: Shell, tmp_path: Path, text: str
) -> None:
    file = tmp_path / "notes.txt"
    file.write_text(text, "latin-1")
    code, _, err = shell.exports(file)
    assert code == 1
    assert "another deployment" in err
    assert file.read_text("latin-1") == text


@pytest.mark.parametrize("cut", [5, 60])
def test_a_line_that_was_cut_off_is_written_whole(shell: Shell, tmp_path: Path, cut: int) -> None:
    file = tmp_path / "audit.jsonl"
    shell.applies(SMALL.replace("The office", "The safety office"))
    assert shell.exports(file)[0] == 0
    whole = file.read_text()
    file.write_text(whole[:-cut])
    assert shell.exports(file) == (0, "", "")
    assert file.read_text() == whole


def test_a_folder_that_is_not_there_is_said(shell: Shell, tmp_path: Path) -> None:
    code, _, err = shell.exports(tmp_path / "nowhere" / "audit.jsonl")
    assert code == 1
    assert "Make its folder" in err
    assert "Traceback" not in err


def test_nothing_in_it_leads_to_who_asked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    use(monkeypatch, tmp_path, KEY)
    shell = Shell(tmp_path, capsys)
    with sqlite3.connect(shell.database) as connection:
        # A break was taken, and a peer holds a request.
        connection.executescript((RELEASED / "0.1.0" / "sqlite.sql").read_text("utf-8"))
        people = [row for (row,) in connection.execute("SELECT reference FROM person")]
        requests = [row for (row,) in connection.execute("SELECT reference FROM support_request")]
    connection.close()
    assert main(["migrate"]) == 0
    capsys.readouterr()
    code, out, _ = shell.exports()
    assert code == 0
    assert [row["number"] for row in rows(out)] == [1]
    assert [each for each in (*people, *requests) if each in out] == []


@pytest.mark.optional  # needs the right to make a disk
def test_a_full_disk_is_said_and_no_file_is_begun(shell: Shell, tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, 64):
        file = disk / "audit.jsonl"
        fill(disk)
        code, _, err = shell.exports(file)
        assert (code, file.exists()) == (1, False)
        assert "was not written: the disk is full." in err


def test_what_a_full_disk_takes_only_the_beginning_of_is_taken_back(tmp_path: Path) -> None:
    file = tmp_path / "audit.jsonl"
    file.write_bytes(b'{"number": 1}\n')
    with no_file_larger_than(4096), pytest.raises(OSError, match="too large"):
        _append(file, bytes(8192))
    assert file.read_bytes() == b'{"number": 1}\n'
