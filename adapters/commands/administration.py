"""``migrate``, ``rewrap``, ``release`` and ``doctor``: commands for operators."""

import argparse
import asyncio
import json
import sys
from collections.abc import Mapping
from functools import partial

from adapters.commands.membership import examine_members, who_is_kept_apart
from adapters.commands.playbook import superseded
from adapters.database.deployments import LedgerFault, LedgerFinding, Waiting, waiting
from adapters.database.migrations import migrate as migrate_schema
from adapters.database.reachability import trouble_with
from adapters.database.sealing import Keyring, VaultError
from adapters.faults import NotReady
from adapters.platforms import Named
from adapters.settings import Settings, from_environment
from adapters.wiring import HELD, RELEASE, Deployment, deployed
from adapters.wording import load_wording
from bot.adverse_events import unread_findings
from bot.core.conversation import Address
from bot.core.deployment import clock_is_doubtful, state_of
from bot.core.errors import StorageDown
from bot.core.people import Person, PlatformAccount, accounts_of, name_of
from bot.core.processes import Process, alive
from bot.core.storage import Work, in_one_work
from bot.programme import (
    Finding,
    current,
    examine,
    private_channels,
)
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND

CLOCK_LEAPT = (
    "The clock went ahead by more than a day. Erasing and closing wait until it has gone on from"
    " there for a day."
)
ELSEWHERE = "Put the file of this deployment where SUPPORT_LEDGER says, on a disk that lasts."
LEDGER = {
    LedgerFault.MISSING: ("The erasure ledger is not where SUPPORT_LEDGER says.", ELSEWHERE),
    LedgerFault.UNWRITABLE: (
        "The erasure ledger cannot be written.",
        "Let this user write the file that SUPPORT_LEDGER names, and its folder.",
    ),
    LedgerFault.UNKNOWN: ("The erasure ledger is not of this deployment.", ELSEWHERE),
    LedgerFault.INCOMPLETE: (
        "The erasure ledger lacks {count} erasures that the database has.",
        "Start a web or worker process with this ledger: it adds them within a minute.",
    ),
    LedgerFault.AHEAD: (
        "The erasure ledger has {count} erasures that the database has not: it was restored.",
        "Start a web or worker process with this ledger: it erases them again.",
    ),
    LedgerFault.OLD: (
        "The erasure ledger was not written for the last {count} seconds of the deployment.",
        "Start a web or worker process with this ledger; with several machines, on each.",
    ),
}
RESTART_FIRST = (
    "Keep every key. Put the new one first in SUPPORT_KEYS everywhere, restart all processes,"
    " and run rewrap again."
)
NAMED = 10
WENT_AWAY = "The database went away meanwhile.\n  Run it again."
CLAIMS = DEFAULT_KINDS[FIRST_KIND].channel_key


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
    """Wrap every key anew with the first of ``SUPPORT_KEYS``, and say when the others may go.

    A running process that writes with another key could not open what was wrapped anew, so
    nothing is done while there is one.
    """
    settings = from_environment()
    first = Keyring(settings.keys).first
    try:
        async with deployed(settings, {}) as parts:
            others = await _writing_otherwise(parts, first)
            if others:
                sys.stderr.write(f"{_said_of(others)}\n  {RESTART_FIRST}\n")
                return 1
            count = await parts.storage.rewrap()
            sys.stdout.write(f"{count} keys wrapped anew.\n")
            if count:
                # A process that announces itself, or that does not, may have written meanwhile.
                await asyncio.sleep(chosen.wait)
            return await recount(parts, first)
    except VaultError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1


async def recount(parts: Deployment, first: str) -> int:
    """Say whether the other keys may go: 0 if nothing and nobody needs them any more."""
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
    """The running processes that seal with another key than the first one here."""
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
    """Ask a person; without one at a terminal the answer is no."""
    sys.stdout.write(f"{question} [y/N] ")
    sys.stdout.flush()
    return sys.stdin.readline().strip().lower() in {"y", "yes"}


async def doctor(chosen: argparse.Namespace) -> int:
    """Say what is amiss with settings, database and programme; 1 if something is broken."""
    settings = from_environment()
    words = load_wording(settings.messages).words("en", "UTC")

    async def look(work: Work) -> list[Finding]:
        return [*await examine(work, words), *await unread_findings(work, words)]

    try:
        async with deployed(settings, {}, talking=True) as parts:
            for platform in parts.platforms.opened.values():
                # Before the first start nobody's account is known, and all would seem lost.
                await platform.refresh(parts.storage)
            found = await _examine_process(settings, parts)
            found += await in_one_work(parts.storage, look, reads_only=True)
            found += await _examine_platforms(parts)
            apart = await in_one_work(parts.storage, who_is_kept_apart, reads_only=True)
            found += await examine_members(parts.platforms.workplaces, apart)
    except NotReady as fault:
        what, _, mend = str(fault).partition("\n")
        found = [Finding(broken=True, what=what, mend=mend.strip())]
    _print_findings(found, as_json=chosen.json)
    return 1 if any(finding.broken for finding in found) else 0


async def _examine_process(settings: Settings, parts: Deployment) -> list[Finding]:
    """What is amiss with the settings of this process and with its database."""
    found = []
    trouble = await trouble_with(settings.database_url)
    if trouble is not None:
        found.append(Finding(trouble.stops, trouble.what, trouble.mend))
    held = await parts.standing.recognised()
    state = await in_one_work(parts.storage, state_of, reads_only=True)
    if held is not None and (state is None or state.held is None):
        # What is held already is among the programme's own findings.
        found.append(Finding(True, HELD[held], RELEASE))
    for key_id, count in (await parts.storage.keys_nobody_opens()).items():
        what = f"{count} keys need {key_id}, which SUPPORT_KEYS does not hold."
        found.append(Finding(True, what, "Add that key after the first one, and restart."))
    found += [_of_ledger(each) for each in await parts.standing.findings()]
    if settings.playbook is not None:
        older = await superseded(parts.storage, settings.playbook)
        found += [older] if older is not None else []
    return found


def _of_ledger(finding: LedgerFinding) -> Finding:
    what, mend = LEDGER[finding.fault]
    return Finding(True, what.format(count=finding.count), mend)


async def _examine_platforms(parts: Deployment) -> list[Finding]:
    """What each platform that is switched on says of the playbook's channels and people."""
    found, somewhere = [], False
    opened = parts.platforms.opened
    for name, platform in opened.items():
        named = await in_one_work(parts.storage, partial(_named_on, name), reads_only=True)
        found += await platform.examine(named)
        # An area may have one of its own.
        somewhere = somewhere or any(key.endswith(CLAIMS) for key in named.channels)
    if opened:
        known = partial(_known_to_none, platforms=tuple(opened))
        found += await in_one_work(parts.storage, known, reads_only=True)
    if opened and not somewhere:
        mend = f"Write {' or '.join(opened)} = … under [channels.{CLAIMS}] in the playbook."
        found.append(Finding(True, "Requests show in no channel of a platform that is on.", mend))
    return found


async def _known_to_none(work: Work, platforms: tuple[str, ...]) -> list[Finding]:
    """The people of the playbook whom no platform knows, so no note could reach them."""
    accounts = await work.of(PlatformAccount).find(PlatformAccount.platform.one_of(platforms))
    here = {account.person for account in accounts}
    people = await work.of(Person).find(Person.active.is_(True))
    names = [await name_of(work, one.reference) for one in people if one.reference not in here]
    if not names:
        return []
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    mend = "Their work e-mail in the playbook is to be the one that the platform has."
    what = f"No platform knows {', '.join(sorted(names)[:NAMED])}{more}."
    return [Finding(False, what, mend)]


async def _named_on(platform: str, work: Work) -> Named:
    """What the playbook names on a platform."""

    def here(places: Mapping[str, Mapping[str, str]]) -> dict[str, Address]:
        return {
            key: Address(platform, at[platform]) for key, at in places.items() if platform in at
        }

    programme = await current(work)
    private = private_channels(programme)
    return Named(
        channels=here({**programme.channels, **private}),
        private=frozenset(private),
        unit_channels=here({unit.name: unit.channels for unit in programme.units}),
        unit_groups=here({unit.name: unit.groups for unit in programme.units}),
        people={
            account: await name_of(work, person.reference)
            for person in await work.of(Person).find(Person.active.is_(True))
            for account in await accounts_of(work, person)
            if account.platform == platform
        },
    )


def _print_findings(found: list[Finding], *, as_json: bool) -> None:
    if as_json:
        rows = [{"broken": f.broken, "what": f.what, "mend": f.mend} for f in found]
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    for finding in found:
        label = "broken" if finding.broken else "better"
        sys.stdout.write(f"{label}: {finding.what}\n        {finding.mend}\n")
    if not found:
        sys.stdout.write("All is well.\n")
