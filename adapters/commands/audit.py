"""``audit export``: the log of changes to the configuration and to roles, for a SIEM."""

import argparse
import json
import sys
from pathlib import Path

from adapters.settings import from_environment
from adapters.whole_files import NO_ROOM
from adapters.wiring import deployed
from bot.core.storage import Work, in_one_work
from bot.programme import is_whole
from bot.programme.model import AuditEntry

OWNER_ONLY = 0o600
OTHER = (
    "{file} does not end with an entry of this log.\n"
    "  It is of another deployment, or it or the log was changed. Name another file, or none.\n"
)
UNREADABLE = "{file} cannot be read ({fault}). Let this user read it, or name another file.\n"
UNWRITABLE = (
    "{file} cannot be written ({fault}). Make its folder, room on its disk, or name another file.\n"
)
BROKEN = "The log was edited by hand: an entry does not fit the one before it.\n"


async def export(chosen: argparse.Namespace) -> int:
    """Add the entries that a file does not have yet, one line of JSON each; 1 if the log is broken.

    Without a file all are printed. Who made a change is a reference, never a name.
    """
    try:
        there = _read(chosen.file) if chosen.file else b""
    except OSError as fault:
        sys.stderr.write(UNREADABLE.format(file=chosen.file, fault=type(fault).__name__))
        return 1
    async with deployed(from_environment(), {}) as parts:
        entries = await in_one_work(parts.storage, _entries, reads_only=True)
    new = _lacking(there, [line_of(each).encode() for each in entries])
    if new is None:
        sys.stderr.write(OTHER.format(file=chosen.file))
        return 1
    if chosen.file is None:
        sys.stdout.write(new.decode())
    else:
        try:
            _append(chosen.file, new)
        except OSError as fault:
            if fault.errno in NO_ROOM:
                raise OSError(fault.errno, fault.strerror, str(chosen.file)) from fault
            sys.stderr.write(UNWRITABLE.format(file=chosen.file, fault=type(fault).__name__))
            return 1
    if not is_whole(entries):
        sys.stderr.write(BROKEN)
        return 1
    return 0


def line_of(entry: AuditEntry) -> str:
    """An entry as one line of JSON. ``digest`` is over the entry and the one before it."""
    row = {
        "number": entry.number,
        "at": entry.at.isoformat(),
        "who": entry.who,
        "what": entry.what,
        "digest": entry.digest,
    }
    return json.dumps(row, ensure_ascii=False) + "\n"


async def _entries(work: Work) -> list[AuditEntry]:
    return await work.of(AuditEntry).find(order_by=AuditEntry.number)


def _read(file: Path) -> bytes:
    """What a file has; nothing if there is none yet. Raises what reading raises."""
    return file.read_bytes() if file.exists() else b""


def _lacking(there: bytes, lines: list[bytes]) -> bytes | None:
    """The lines that a file does not have yet; ``None`` if what it has is none of these.

    A crash or a full disk may have left the beginning of a line after the last whole one.
    """
    whole, newline, unfinished = there.rpartition(b"\n")
    last = whole.rpartition(b"\n")[2] + newline
    if last and last not in lines:
        return None
    new = b"".join(lines[lines.index(last) + 1 if last else 0 :])
    return new if new.startswith(unfinished) else None


def _append(file: Path, new: bytes) -> None:
    """Write after the last whole line, over what was left unfinished there.

    If there is no room for all of it, the file is as long as before, or not there.
    """
    is_new = not file.exists()
    file.touch(mode=OWNER_ONLY)
    with file.open("r+b", buffering=0) as opened:
        there = opened.read()
        opened.seek(there.rfind(b"\n") + 1)
        left = memoryview(new)
        try:
            while left:
                left = left[opened.write(left) or 0 :]
        except OSError:
            opened.truncate(len(there))
            if is_new:
                file.unlink()
            raise
