"""``intake replay``: a rehearsal of what a file of messages would lead to."""

import argparse
import sys
from pathlib import Path

from adapters.clock import SystemClock
from adapters.intake.rehearsal import Rehearsal
from adapters.playbook import check
from adapters.settings import from_environment
from adapters.wiring import deployed
from bot.programme import Playbook
from bot.programme.model import Programme, Source, SourceForm

LARGEST = 256 * 1024 * 1024


async def replay(chosen: argparse.Namespace) -> int:
    """Print what would be reported (kind, harm, unit, time), and what could not be taken."""
    if not chosen.dry_run:
        sys.stderr.write(
            "Only the rehearsal is here: add --dry-run.\n"
            "  To report for real, let the system send again.\n"
        )
        return 2
    try:
        raw = _read(chosen.file)
    except OSError as fault:
        sys.stderr.write(f"{chosen.file}: it could not be read ({type(fault).__name__}).\n")
        return 1
    programme = await _programme(chosen.playbook)
    if programme is None:
        return 1
    source = _source(programme, chosen.source, raw)
    if isinstance(source, str):
        sys.stderr.write(source)
        return 2
    rehearsal = Rehearsal(programme, source, SystemClock().now())
    rehearsal.play(raw)
    for line in rehearsal.lines:
        sys.stdout.write(f"{line}\n")
    return 1 if rehearsal.faults else 0


def _read(path: Path) -> bytes:
    with path.open("rb") as file:
        raw = file.read(LARGEST + 1)
    if len(raw) > LARGEST:
        raise OSError("too large")
    return raw


async def _programme(path: Path | None) -> Programme | None:
    """The programme of a playbook, which needs no settings; else the one that is applied."""
    if path is None:
        async with deployed(from_environment(), {}) as parts:
            return await parts.intake.programme()
    try:
        found = check(_read(path).decode("utf-8"))
    except (OSError, UnicodeDecodeError):
        sys.stderr.write(f"{path}: It could not be read.\n  Name a file that is UTF-8.\n")
        return None
    if isinstance(found, Playbook):
        return found.programme
    for fault in found:
        sys.stderr.write(f"{path}: {fault}\n")
    return None


def _source(programme: Programme, key: str, raw: bytes) -> Source | str:
    """The source to play as: the one named, or the only one that writes like this."""
    if key:
        found = programme.source(key)
        if found is not None:
            return found
        names = ", ".join(each.key for each in programme.sources) or "none"
        return f"There is no source {key}.\n  The playbook has: {names}.\n"
    form = _form(raw)
    fitting = [each for each in programme.sources if each.form in form]
    if len(fitting) == 1:
        return fitting[0]
    names = ", ".join(each.key for each in fitting or programme.sources) or "none"
    return f"Which source would send this is not clear.\n  Add --source, one of: {names}.\n"


def _form(raw: bytes) -> set[SourceForm]:
    head = raw[:4096].lstrip(b"\xef\xbb\xbf\x0b\r\n ")
    if head.startswith(b"MSH"):
        return {SourceForm.HL7}
    if b'"resourceType"' in head:
        return {SourceForm.FHIR}
    return {SourceForm.JSON} if head.startswith(b"{") else {SourceForm.CSV}
