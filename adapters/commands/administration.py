"""``migrate``, ``doctor`` and the like: what an operator does beside the running service."""

import argparse
import json
import sys
from functools import partial

from adapters.commands.membership import examine_members, who_is_kept_apart
from adapters.database.migrations import migrate as migrate_schema
from adapters.database.sealing import VaultError
from adapters.faults import NotReady
from adapters.settings import command_names, from_environment, teams_app_id
from adapters.wiring import Deployment, deployed
from adapters.wording import load_wording
from bot.adverse_events import unread_findings
from bot.core.conversation import Address
from bot.core.errors import StorageDown
from bot.core.people import Account, Person, PlatformAccount, accounts_of, name_of
from bot.core.storage import AnyOf, Storage, Work, in_one_work
from bot.programme import (
    Finding,
    current,
    examine,
    private_channels,
)
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
            if parts.platforms.slack is not None:
                # Before the first start nobody's account is known, and all would seem lost.
                await parts.platforms.slack.refresh(parts.storage)
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
    found, on, somewhere = [], [], False
    for name, platform in (("slack", parts.platforms.slack), ("teams", parts.platforms.teams)):
        if platform is not None:
            channels, private, people = await _named_on(parts.storage, name)
            found += await platform.examine(channels, people, private)
            on.append(name)
            # An area may have one of its own.
            somewhere = somewhere or any(key.endswith(CLAIMS) for key in channels)
    if on:
        known = partial(_known_to_none, platforms=tuple(on))
        found += await in_one_work(parts.storage, known, reads_only=True)
    if on and not somewhere:
        mend = f"Write {' or '.join(on)} = … under [channels.{CLAIMS}] in the playbook."
        found.append(Finding(True, "Requests show in no channel of a platform that is on.", mend))
    return found


async def _known_to_none(work: Work, platforms: tuple[str, ...]) -> list[Finding]:
    """Who of the playbook none of these platforms has: a note could not reach them."""
    accounts = await work.of(PlatformAccount).find(platform=AnyOf(platforms))
    here = {account.person for account in accounts}
    people = await work.of(Person).find(active=True)
    names = [await name_of(work, one.reference) for one in people if one.reference not in here]
    if not names:
        return []
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    mend = "Their work e-mail in the playbook is to be the one that the platform has."
    what = f"No platform knows {', '.join(sorted(names)[:NAMED])}{more}."
    return [Finding(False, what, mend)]


async def _named_on(
    storage: Storage, platform: str
) -> tuple[dict[str, Address], list[str], dict[Account, str]]:
    async def read(work: Work) -> tuple[dict[str, Address], list[str], dict[Account, str]]:
        programme = await current(work)
        private = private_channels(programme)
        channels = {
            key: Address(platform, at[platform])
            for key, at in {**programme.channels, **private}.items()
            if platform in at
        }
        # (Slack does not tell an app of our few scopes about public channels, as a unit's are.)
        for unit in programme.units if platform == "teams" else ():
            if platform in unit.channels:
                channels[f"of {unit.name}"] = Address(platform, unit.channels[platform])
            if unit.teams_team:
                channels[f"of {unit.name}'s team"] = Address(platform, unit.teams_team)
        people = {}
        for person in await work.of(Person).find(active=True):
            for account in await accounts_of(work, person):
                if account.platform == platform:
                    people[account] = await name_of(work, person.reference)
        return channels, list(private), people

    return await in_one_work(storage, read, reads_only=True)


async def manifest(chosen: argparse.Namespace) -> int:
    """Print or write what a platform wants to know of the app."""
    return _teams_package(chosen) if chosen.platform == "teams" else _slack_manifest(chosen)


def _slack_manifest(chosen: argparse.Namespace) -> int:
    """It needs no settings, but keeps to the names that are set."""
    from adapters.slack import manifest as slack  # noqa: PLC0415 - slow to import

    names = command_names()
    if faults := slack.faults_of(chosen.name, *names):
        sys.stderr.write("\n".join(["Slack would not take it.", *(f"  {f}" for f in faults), ""]))
        return 2
    url = chosen.url.rstrip("/")
    if not chosen.socket and not url.startswith("https://"):
        sys.stderr.write(
            "Slack has to reach this service.\n"
            "  Add --url https://where.it.is.reached, or --socket if nothing may come in.\n"
        )
        return 2
    made = slack.manifest(
        chosen.name, *names, url, socket=chosen.socket, organisation=chosen.organisation
    )
    sys.stdout.write(made + "\n")
    return 0


def _teams_package(chosen: argparse.Namespace) -> int:
    """It needs the app's id alone."""
    from adapters.teams.manifest import package  # noqa: PLC0415 - slow to import

    app_id = chosen.app_id or teams_app_id()
    if not app_id or not chosen.url.startswith("https://"):
        sys.stderr.write(
            "Teams wants the app's id, and a page about the programme.\n"
            "  Set TEAMS_APP_ID or add --app-id; add --url https://about.the.programme.\n"
        )
        return 2
    words = load_wording(None).words("en", "UTC")
    try:
        chosen.output.write_bytes(package(app_id, chosen.name, chosen.url, words))
    except (OSError, ValueError) as fault:
        sys.stderr.write(f"{chosen.output} was not written: {fault}.\n")
        return 1
    sys.stdout.write(
        f"{chosen.output} is written.\n"
        "  Upload it: Teams admin centre, Teams apps, Manage apps, Upload new app.\n"
    )
    return 0


def _print_findings(found: list[Finding], *, as_json: bool) -> None:
    if as_json:
        rows = [{"broken": f.broken, "what": f.what, "mend": f.mend} for f in found]
        sys.stdout.write(json.dumps(rows, indent=2, ensure_ascii=False) + "\n")
        return
    for finding in found:
        mark = "broken" if finding.broken else "better"
        sys.stdout.write(f"{mark}: {finding.what}\n        {finding.mend}\n")
    if not found:
        sys.stdout.write("All is well.\n")
