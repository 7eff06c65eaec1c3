"""``migrate``, ``rewrap``, ``release`` and ``doctor``: commands for operators."""

import argparse
import asyncio
import contextlib
import json
import sys

from adapters.database.deployments import Waiting, waiting
from adapters.database.migrations import migrate as migrate_schema
from adapters.database.reachability import trouble_with
from adapters.database.sealing import VaultError
from adapters.deployment import Deployment
from adapters.faults import NotReady
from adapters.http import row_of
from adapters.settings import from_environment
from adapters.wiring import HELD, deployed
from adapters.wording import load_wording
from bot.core.deployment import clock_is_doubtful
from bot.core.errors import StorageDown
from bot.core.health import MENDERS, Finding, Mender
from bot.core.processes import Process, alive
from bot.core.storage import in_one_work
from bot.core.texts import Words

CLOCK_LEAPT = (
    "The clock went ahead by more than a day. What was planned before waits ten minutes. What was"
    " planned for more than a day later, erasing and closing wait until it has gone on from there"
    " for a day."
)
RESTART_FIRST = (
    "Keep every key. Put the new one first in SUPPORT_KEYS everywhere, restart all processes,"
    " and run rewrap again."
)
WENT_AWAY = "The database went away meanwhile.\n  Run it again."


async def migrate(_: argparse.Namespace) -> int:
    """Bring the database's schema to head."""
    settings = from_environment()
    trouble = await trouble_with(settings.database_url)
    if trouble is not None and not trouble.is_of_schema:
        raise NotReady(str(trouble))
    try:
        await migrate_schema(settings.database_url)
    except StorageDown as fault:
        trouble = await trouble_with(settings.database_url)
        raise NotReady(str(trouble) if trouble else WENT_AWAY) from fault
    sys.stdout.write("The schema is at head.\n")
    return 0


async def rewrap(chosen: argparse.Namespace) -> int:
    """Wrap every key with the first of ``SUPPORT_KEYS``, and say when the others can be removed.

    Nothing is done while a running process writes with another key, since that process could not
    open what was wrapped with the new one.
    """
    settings = from_environment()
    try:
        async with deployed(settings, {}) as parts:
            first = parts.key_id
            others = await _writing_otherwise(parts, first)
            if others:
                sys.stderr.write(f"{_said_of(others)}\n  {RESTART_FIRST}\n")
                return 1
            count = await parts.storage.rewrap()
            sys.stdout.write(f"{count} keys wrapped anew.\n")
            if count:
                # Any process may have written meanwhile, also one that does not announce itself.
                await asyncio.sleep(chosen.wait)
            return await recount(parts, first)
    except VaultError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


async def recount(parts: Deployment, first: str) -> int:
    """Print whether the other keys can be removed; returns 0 if they can."""
    others = await _writing_otherwise(parts, first)
    if others:
        sys.stderr.write(f"{_said_of(others)}\n  {RESTART_FIRST}\n")
        return 1
    left = {key: n for key, n in (await parts.storage.keys_by_id()).items() if key != first}
    if left:
        for key_id, count in left.items():
            sys.stderr.write(f"{count} keys are under {key_id} again: a process writes with it.\n")
        sys.stderr.write(f"  {RESTART_FIRST}\n")
        return 1
    sys.stdout.write("No key needs another deployment key. The others may be taken away now.\n")
    return 0


async def _writing_otherwise(parts: Deployment, first: str) -> list[Process]:
    """The running processes that seal with a key other than the first one here."""
    running = await in_one_work(parts.storage, alive, reads_only=True)
    return [each for each in running if each.key_id != first]


def _said_of(others: list[Process]) -> str:
    said = ", ".join(f"{each.kind} ({each.key_id})" for each in others)
    return f"These processes still write with another key: {said}."


async def release(chosen: argparse.Namespace) -> int:
    """End the hold of a restored database, after saying what would go."""
    async with deployed(from_environment(), {}) as parts:
        held = await parts.standing.recognised()
        leapt = await in_one_work(parts.storage, clock_is_doubtful, reads_only=True)
        if held is None and not leapt:
            sys.stdout.write("Nothing is held.\n")
            return 0
        if held is not None:
            sys.stdout.write(f"{HELD[held]}\n")
        if leapt:
            sys.stdout.write(f"{CLOCK_LEAPT}\n")
        sweeps = frozenset(sweep.kind for sweep in parts.registry.sweeps)
        _print_waiting(await waiting(parts.storage, sweeps))
        if not chosen.yes and not _confirmed("Release it?"):
            sys.stdout.write("Nothing was changed. For scripts: support-timeout release --yes\n")
            return 1
        await parts.standing.release()
    sys.stdout.write("Released. What is due goes out now.\n")
    return 0


def _print_waiting(found: Waiting) -> None:
    if not found.due:
        sys.stdout.write("Nothing is due.\n")
        return
    sys.stdout.write("This would be carried out now:\n")
    for name, count in sorted(found.due.items()):
        stale = found.stale.get(name, 0)
        late = f", {stale} of them due for more than a day" if stale else ""
        sys.stdout.write(f"  {count:6} {name}{late}\n")
    if found.oldest is not None:
        sys.stdout.write(f"The oldest was due on {found.oldest:%Y-%m-%d %H:%M} UTC.\n")


def _confirmed(question: str) -> bool:
    """Ask the person at the terminal; without one the answer is no."""
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


async def doctor(chosen: argparse.Namespace) -> int:
    """Print what is wrong with settings, database and programme; 1 if something is broken."""
    settings = from_environment()
    words = load_wording(settings.messages).words("en", "UTC")
    try:
        async with deployed(settings, {}, talking=True) as parts:
            found = await examined(parts)
    except NotReady as fault:
        what, _, mend = str(fault).partition("\n")
        found = [Finding("not_ready", True, Mender.IT, what, mend.strip())]
    print_findings(found, words, as_json=chosen.json)
    return 1 if any(finding.broken for finding in found) else 0


async def examined(parts: Deployment) -> list[Finding]:
    """Look at everything from this process, and say what all processes know."""
    for platform in parts.platforms.opened.values():
        # Before the first start no accounts are known, and everybody would seem unreachable.
        await platform.refresh(parts.storage)
    await parts.examination.look_at_host()
    await parts.examination.look_at_platforms(thoroughly=True)
    with contextlib.suppress(StorageDown):
        # Only a change shows whether the database accepts changes.
        await parts.storage.try_to_write()
    return await parts.findings()


def print_findings(found: list[Finding], words: Words, *, as_json: bool) -> None:
    """Print each finding with its remedy, who can mend it, and since when it lasts."""
    if as_json:
        rows = [row_of(finding) for finding in found]
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    for finding in found:
        label = "broken" if finding.broken else "better"
        who = words(MENDERS[finding.who])
        sys.stdout.write(f"{label}: {finding.what}\n        {finding.mend} ({who})\n")
        if finding.since is not None:
            sys.stdout.write(f"        since {finding.since:%Y-%m-%d %H:%M} UTC\n")
    if not found:
        sys.stdout.write("All is well.\n")
