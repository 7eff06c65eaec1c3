"""The file of the erasure ledger: JSON lines, appended by every process of one machine.

A line tells of an erased key, of somebody forgotten, of a wish about notes, or how far the
deployment has come. It holds references, blind indexes and times, and nothing else.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

_MARK_DIGITS = 12
_MARK = b'{"deployment": "'


@dataclass
class Contents:
    """What a ledger file says."""

    erased: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The erased keys, by their reference."""
    forgotten: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """Who asked to be forgotten, by the reference of that row."""
    wishes: dict[str, Mapping[str, Any]] = field(default_factory=dict)
    """The newest wishes about notes, by the blind index of whose they are."""
    marks: dict[str, int] = field(default_factory=dict)
    """How far each deployment had come, by its identity."""
    unreadable: int = 0
    """Incomplete lines, left by a crash during a write; what they told of was written again."""

    def take(self, line: bytes) -> None:
        """Add what one line says."""
        try:
            said = json.loads(line)
            if "key" in said:
                self.erased[str(said["key"])] = said
            elif "forgotten" in said:
                self.forgotten[str(said["forgotten"])] = said
            elif "wishes" in said:
                self._take_wishes(str(said["wishes"]), said)
            else:
                identity, mark = str(said["deployment"]), int(said["mark"])
                self.marks[identity] = max(mark, self.marks.get(identity, 0))
        except (ValueError, KeyError, TypeError):
            self.unreadable += 1

    def _take_wishes(self, index: str, said: Mapping[str, Any]) -> None:
        known = self.wishes.get(index)
        if known is None or int(said["revision"]) >= int(known["revision"]):
            self.wishes[index] = said


class LedgerFile:
    """Reads and appends to one file. Every method may raise ``OSError``."""

    def __init__(self, path: Path) -> None:
        """Keep the file at ``path``; it is created with the first line."""
        self.path = path
        self._contents = Contents()
        self._read_to = 0
        self._inode = 0

    def read(self) -> Contents:
        """What the file says now; only what was added since the last time is read."""
        try:
            descriptor = os.open(self.path, os.O_RDONLY)
        except FileNotFoundError:
            self._forget_what_was_read()
            return self._contents
        try:
            found = os.fstat(descriptor)
            if found.st_ino != self._inode or found.st_size < self._read_to:
                self._forget_what_was_read()
                self._inode = found.st_ino
            text = _read_from(descriptor, self._read_to, found.st_size)
        finally:
            os.close(descriptor)
        # What follows the last line break is still being written, or was cut short.
        lines = text[: text.rfind(b"\n") + 1].splitlines(keepends=True)
        for line in lines:
            self._contents.take(line)
            self._read_to += len(line)
        if lines and _is_a_mark(lines[-1]):
            # It may be rewritten in place, so it is read again the next time.
            self._read_to -= len(lines[-1])
        return self._contents

    def append(self, lines: Sequence[Mapping[str, Any]]) -> None:
        """Append lines, synced to the disk."""
        text = "".join(json.dumps(line) + "\n" for line in lines).encode()
        with self._locked() as descriptor:
            # End a line that a crash cut short first, so that it does not spoil the next one.
            size = os.fstat(descriptor).st_size
            if size and os.pread(descriptor, 1, size - 1) != b"\n":
                text = b"\n" + text
            _write_all(descriptor, text, size)
            os.fsync(descriptor)

    def write_mark(self, identity: str, mark: int) -> None:
        """Write how far a deployment has come, in place of the mark at the end of the file.

        Of two processes that write at the same moment, the one that has come further stays.
        """
        # Of a fixed width, so that the next mark fits over it.
        text = json.dumps({"deployment": identity, "mark": f"{mark:0{_MARK_DIGITS}d}"}).encode()
        head, text = text[: -_MARK_DIGITS - 2], text + b"\n"
        with self._locked() as descriptor:
            size = os.fstat(descriptor).st_size
            last = max(0, size - len(text))
            before = os.pread(descriptor, len(text), last)
            same = before.startswith(head)
            if same and before >= text:
                return
            if size and not same and os.pread(descriptor, 1, size - 1) != b"\n":
                text = b"\n" + text
            _write_all(descriptor, text, last if same else size)
            os.fsync(descriptor)

    def _forget_what_was_read(self) -> None:
        self._contents, self._read_to, self._inode = Contents(), 0, 0

    @contextmanager
    def _locked(self) -> Iterator[int]:
        """The file, opened for writing by one process at a time."""
        fresh = not self.path.exists()
        descriptor = os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield descriptor
        finally:
            os.close(descriptor)
        if fresh:
            _sync_folder(self.path.parent)


def _is_a_mark(line: bytes) -> bool:
    return line.startswith(_MARK)


def _read_from(descriptor: int, start: int, end: int) -> bytes:
    parts = []
    while start < end and (part := os.pread(descriptor, end - start, start)):
        parts.append(part)
        start += len(part)
    return b"".join(parts)


def _write_all(descriptor: int, text: bytes, at: int) -> None:
    while text:
        written = os.pwrite(descriptor, text, at)
        text, at = text[written:], at + written


def _sync_folder(folder: Path) -> None:
    """Make the new file's directory entry durable, too."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
