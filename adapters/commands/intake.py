"""``intake rehearse``: what files of messages would lead to."""

import argparse
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from adapters.clock import SystemClock
from adapters.intake.rehearsal import Rehearsal
from adapters.intake.rehearsal_summary import summary_of
from adapters.playbook import check
from adapters.settings import from_environment
from adapters.wiring import deployed
from bot.programme import Playbook
from bot.programme.model import Programme, Source, SourceForm

LARGEST = 256 * 1024 * 1024


async def rehearse(chosen: argparse.Namespace) -> int:
    """Print what would have been reported by unit and hour, and what not and why."""
    rehearsal = await _played(chosen.files, chosen.source, chosen.playbook)
    if isinstance(rehearsal, int):
        return rehearsal
    _print(rehearsal.lines if chosen.each else [])
    _print(summary_of(rehearsal))
    return 1 if rehearsal.faults else 0


async def replay(chosen: argparse.Namespace) -> int:
    """Print what would become of each message of a file; the older name of ``rehearse --each``."""
    if not chosen.dry_run:
        sys.stderr.write(
            "Only the rehearsal is here: add --dry-run.\n"
            "  To report for real, let the system send again.\n"
        )
        return 2
    rehearsal = await _played([chosen.file], chosen.source, chosen.playbook)
    if isinstance(rehearsal, int):
        return rehearsal
    _print([*rehearsal.lines, rehearsal.total])
    return 1 if rehearsal.faults else 0


async def _played(files: Sequence[Path], key: str, playbook: Path | None) -> Rehearsal | int:
    """Play the files in their order; the exit code, after printing why, if that cannot be."""
    rehearsal: Rehearsal | None = None
    programme: Programme | None = None
    for file in files:
        try:
            raw = _read(file)
        except OSError as fault:
            sys.stderr.write(f"{file}: it could not be read ({type(fault).__name__}).\n")
            return 1
        programme = programme or await _programme(playbook)
        if programme is None:
            return 1
        if rehearsal is None:
            source = _source(programme, key, raw)
            if isinstance(source, str):
                sys.stderr.write(source)
                return 2
            rehearsal = Rehearsal(programme, source, SystemClock().now())
        rehearsal.play(raw)
    return rehearsal or 2


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        sys.stdout.write(f"{line}\n")


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
