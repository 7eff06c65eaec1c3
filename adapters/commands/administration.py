"""``migrate``, ``rewrap`` and ``doctor``: commands for operators."""

import argparse
import json
import sys
from collections.abc import Mapping
from functools import partial

from adapters.commands.membership import examine_members, who_is_kept_apart
from adapters.database.migrations import migrate as migrate_schema
from adapters.database.sealing import VaultError
from adapters.faults import NotReady
from adapters.platforms import Named
from adapters.settings import from_environment
from adapters.wiring import Deployment, deployed
from adapters.wording import load_wording
from bot.adverse_events import unread_findings
from bot.core.conversation import Address
from bot.core.errors import StorageDown
from bot.core.people import Person, PlatformAccount, accounts_of, name_of
from bot.core.storage import Work, in_one_work
from bot.programme import Finding, current, examine, private_channels
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND

NAMED = 10
CLAIMS = DEFAULT_KINDS[FIRST_KIND].channel_key


async def migrate(_: argparse.Namespace) -> int:
    """Bring the database's schema to head."""
    settings = from_environment()
    try:
        await migrate_schema(settings.database_url)
    except StorageDown:
        sys.stderr.write("The database does not answer.\n  Start it, or mend DATABASE_URL.\n")
        return 1
    sys.stdout.write("The schema is at head.\n")
    return 0


async def rewrap(_: argparse.Namespace) -> int:
    """Wrap every key anew with the first of ``SUPPORT_KEYS``; then the others may go."""
    settings = from_environment()
    try:
        async with deployed(settings, {}) as parts:
            count = await parts.storage.rewrap()
    except VaultError as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    sys.stdout.write(f"{count} keys wrapped anew. The other keys may be taken away now.\n")
    return 0


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
            found = await in_one_work(parts.storage, look, reads_only=True)
            found += await _examine_platforms(parts)
            apart = await in_one_work(parts.storage, who_is_kept_apart, reads_only=True)
            found += await examine_members(parts.platforms.workplaces, apart)
    except NotReady as fault:
        what, _, mend = str(fault).partition("\n")
        found = [Finding(broken=True, what=what, mend=mend.strip())]
    _print_findings(found, as_json=chosen.json)
    return 1 if any(finding.broken for finding in found) else 0


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
