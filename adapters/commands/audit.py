"""``audit export``: the log of changes to the configuration and to roles, for a SIEM."""

import argparse
import json
import sys
from pathlib import Path

from adapters.settings import from_environment
from adapters.wiring import deployed
from bot.core.storage import Work, in_one_work
from bot.programme import is_whole
from bot.programme.model import AuditEntry

OWNER_ONLY = 0o600
OTHER = (
    "{file} does not end with an entry of this log.\n"
    "  It is of another deployment, or it or the log was changed. Name another file, or none.\n"
)
BROKEN = "The log was edited by hand: an entry does not fit the one before it.\n"


async def export(chosen: argparse.Namespace) -> int:
    """Add the entries that a file does not have yet, one line of JSON each; 1 if the log is broken.

    Without a file all are printed. Who made a change is a reference, never a name.
    """
    try:
        last = _last_line(chosen.file) if chosen.file else ""
    except (OSError, UnicodeDecodeError) as fault:
        sys.stderr.write(f"{chosen.file} cannot be read ({type(fault).__name__}).\n")
        return 1
    async with deployed(from_environment(), {}) as parts:
        entries = await in_one_work(parts.storage, _entries, reads_only=True)
    lines = [line_of(each) for each in entries]
    if last and last not in lines:
        sys.stderr.write(OTHER.format(file=chosen.file))
        return 1
    new = "".join(lines[lines.index(last) + 1 if last else 0 :])
    if chosen.file is None:
        sys.stdout.write(new)
    else:
        _append(chosen.file, new)
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


def _last_line(file: Path) -> str:
    """The last line of a file; empty if there is none yet. Raises what reading raises."""
    lines = file.read_text("utf-8").splitlines(keepends=True) if file.exists() else []
    return lines[-1] if lines else ""


def _append(file: Path, text: str) -> None:
    file.touch(mode=OWNER_ONLY)
    with file.open("a", encoding="utf-8") as opened:
        opened.write(text)
