"""``playbook``: apply and export the programme's configuration, and go back to a version."""

import argparse
import logging
import sys
from collections.abc import Iterable
from pathlib import Path

from adapters.commands.playbook_check import STANDARD, checked, name_of, read_text
from adapters.database.process_locks import applying_alone
from adapters.playbook import without_names, write_onto
from adapters.settings import from_environment
from adapters.whole_files import write_whole
from adapters.wiring import deployed
from bot.core.places import StillWaiting
from bot.core.storage import Storage, Work, in_one_work
from bot.features import all_places
from bot.programme import (
    Applied,
    Exported,
    FileStanding,
    SomethingWaitsError,
    apply,
    difference,
    export,
    export_version,
    file_standing,
    history,
    note_applied,
    obstacles,
)

COMMAND_LINE = "command line"
OWNER_ONLY = 0o600
SOMETHING_WAITS = 3
"""The exit code of a sound playbook that removes an area or unit in which something waits."""
SUPERSEDED = "It was applied before, and a newer one since, so it is left alone."
log = logging.getLogger(__name__)


async def apply_chosen(chosen: argparse.Namespace) -> int:
    """Apply a file; with ``--dry-run`` only say what would change."""
    text = read_text(chosen.file)
    if text is None:
        return 1
    settings = from_environment()
    async with deployed(settings, {}) as parts, applying_alone(settings.database_url, _waits):
        return await _apply(parts.storage, name_of(chosen.file), text, dry_run=chosen.dry_run)


def _waits() -> None:
    sys.stderr.write("Another process applies a playbook. Waiting for it.\n")


async def export_chosen(chosen: argparse.Namespace) -> int:
    """Write the playbook as things stand (or stood in a version) to a file, or print it."""
    printed = chosen.file in {None, STANDARD}
    if not printed and chosen.file.exists() and not chosen.force:
        sys.stderr.write(
            f"{chosen.file} is there already.\n  Name another file, or add --force to replace it.\n"
        )
        return 1
    async with deployed(from_environment(), {}) as parts:
        found = await _exported(parts.storage, chosen.version)
    if found is None:
        return 1
    text = write_onto(found.text, found.playbook)
    if printed:
        sys.stdout.write(text)
        return 0
    write_whole(chosen.file, text, mode=OWNER_ONLY)
    sys.stdout.write(f"{chosen.file} is written. It names people: keep it where few can read it.\n")
    return 0


async def versions(_: argparse.Namespace) -> int:
    """List the versions that are kept, newest first."""
    async with deployed(from_environment(), {}) as parts:
        found = await in_one_work(parts.storage, history, reads_only=True)
    for each in found:
        present = " (now)" if each.is_current else ""
        who = f" by {each.who}" if each.who else ""
        sys.stdout.write(f"{each.number}{present}  {each.at:%Y-%m-%d %H:%M} UTC{who}\n")
        sys.stdout.writelines(f"    {line}\n" for line in each.what)
    if not found:
        sys.stdout.write("No playbook was applied yet.\n")
    return 0


async def restore(chosen: argparse.Namespace) -> int:
    """Apply a version again, with the people of today; it becomes a new version."""
    async with deployed(from_environment(), {}) as parts:
        found = await _exported(parts.storage, chosen.version)
        if found is None:
            return 1
        name = f"version {chosen.version}"
        done = await _apply(
            parts.storage,
            name,
            write_onto(found.text, found.playbook),
            dry_run=chosen.dry_run,
            who=f"{COMMAND_LINE}, {name} again",
        )
    if done == 1:
        sys.stderr.write(
            "It does not fit the people who work here now.\n"
            f"  Write it down: playbook export version-{chosen.version}.playbook.toml"
            f" --version {chosen.version};"
            " mend the lines named, and apply that.\n"
        )
    return done


async def apply_file(storage: Storage, path: Path, who: str) -> int:
    """Apply a playbook file, all or nothing; 1 with the faults printed if it has any.

    ``SOMETHING_WAITS`` if it is sound and removes an area or a unit in which something waits.

    A file that was applied already is skipped, so that a restart does not undo what coordinators
    changed in chat since, or what a newer file says. ``playbook apply`` always applies it.
    """
    text = read_text(path)
    if text is None:
        return 1
    standing = await in_one_work(storage, lambda work: file_standing(work, text), reads_only=True)
    match standing:
        case FileStanding.CURRENT:
            sys.stdout.write(f"{path} has not changed since it was applied.\n")
            return 0
        case FileStanding.SUPERSEDED:
            log.warning("older_playbook_left_alone")
            sys.stdout.write(f"{path}: {SUPERSEDED}\n  {apply_again(path)}\n")
            return 0
        case FileStanding.NEW:
            return await apply_text(storage, str(path), text, who)


def apply_again(path: Path) -> str:
    """Says how to apply an older playbook anyway."""
    return f"Put the newer file there; or, if it is meant: support-timeout playbook apply {path}"


async def apply_at_start(storage: Storage, path: Path) -> bool:
    """Apply the file named in the settings; returns whether serving may begin.

    A sound file that leaves out an area in which somebody waits is not applied. Serving begins
    anyway, with the previous playbook: otherwise nobody would come to those who wait.
    """
    return await apply_file(storage, path, "start") in {0, SOMETHING_WAITS}


async def apply_text(
    storage: Storage, name: str, text: str, who: str, *, is_file: bool = True
) -> int:
    """Apply a playbook's text, all or nothing; ``who`` stands in the audit log.

    Without ``is_file`` (an older version) the text does not count as the file used at each start.
    """
    sound = checked(name, text)
    if sound is None:
        return 1

    kept = without_names(text)

    async def make_so(work: Work) -> Applied:
        done = await apply(work, sound, who, text=kept, places=all_places())
        if is_file:
            await note_applied(work, text)
        return done

    try:
        applied = await in_one_work(storage, make_so)
    except SomethingWaitsError as refused:
        _say_what_waits(name, refused.waiting)
        return SOMETHING_WAITS
    if applied.changed:
        sys.stdout.write(
            f"Applied as version {applied.version}: {applied.added} people added,"
            f" {applied.altered} changed, {applied.left} left.\n"
        )
    else:
        sys.stdout.write(f"Nothing has changed since version {applied.version}.\n")
    return 0


async def _apply(
    storage: Storage, name: str, text: str, *, dry_run: bool, who: str = COMMAND_LINE
) -> int:
    if not dry_run:
        return await apply_text(storage, name, text, who, is_file=who == COMMAND_LINE)
    sound = checked(name, text)
    if sound is None:
        return 1
    changes = await in_one_work(storage, lambda work: difference(work, sound), reads_only=True)
    for line in changes or ["Nothing would change."]:
        sys.stdout.write(f"{line}\n")
    waiting = await in_one_work(
        storage, lambda work: obstacles(work, sound, all_places()), reads_only=True
    )
    if waiting:
        _say_what_waits(name, waiting)
    return SOMETHING_WAITS if waiting else 0


def _say_what_waits(name: str, waiting: Iterable[StillWaiting]) -> None:
    for each in waiting:
        sys.stderr.write(f"{name}: {each}\n")
    sys.stderr.write(f"{name}: nothing of it is applied.\n")


async def _exported(storage: Storage, version: int | None) -> Exported | None:
    """The requested export; ``None``, after printing why, if there is none."""
    if version is None:
        found = await in_one_work(storage, export, reads_only=True)
    else:
        of_then = await in_one_work(
            storage, lambda work: export_version(work, version), reads_only=True
        )
        if of_then is None:
            sys.stderr.write(
                f"There is no version {version}.\n  See which are kept: playbook versions.\n"
            )
            return None
        found = of_then
    if found.left_out:
        sys.stderr.write(
            f"{found.left_out} with a role have no work e-mail here and are left out.\n"
            "  Name them in the playbook by their work e-mail and account.\n"
        )
    return found
