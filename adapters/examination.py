"""What this process notices by looking at its platforms, its host, its database and its ledger."""

import asyncio
import contextlib
import logging
import shutil
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

from adapters.certificates import about_to_end, end_of_bundle, end_of_chain
from adapters.clock import SystemClock
from adapters.database.deployments import LedgerFault, LedgerFinding, Standing
from adapters.database.engines import database_url
from adapters.database.reachability import Cause, Trouble, trouble_with
from adapters.database.unit_of_work import DatabaseStorage
from adapters.database.wakeups import are_heard
from adapters.key_service.watch import KeyServiceWatch
from adapters.membership import examine_members, who_is_kept_apart
from adapters.platforms import Named, OpenPlatform
from adapters.settings import PagingSettings, Settings
from bot.core import symptoms
from bot.core.conversation import Address
from bot.core.deployment import state_of
from bot.core.errors import BotError
from bot.core.health import Symptom
from bot.core.observations import Observations, Topic, counted
from bot.core.people import Account, accounts_on
from bot.core.screens import Card
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import FileStanding, current, file_standing, private_channels
from bot.programme.model import WEBHOOK, Programme

EXAMINED_EVERY_S = 60.0
JUST_EXAMINED_S = 45.0
"""One process of the deployment is enough to examine a platform each minute."""
MEMBERS_EVERY_S = 600.0
"""How often it is asked who is in the channels in which requests hang."""
LEAST_FREE = 100 * 1024 * 1024
MEGABYTE = 1024 * 1024
log = logging.getLogger(__name__)

ABOUT_MEMBERS = frozenset({symptoms.GUESTS, symptoms.STRANGERS})
NOT_LOOKED_AT = frozenset({symptoms.TOKEN, symptoms.CHANNEL_UNREAD, symptoms.UNREACHABLE})
LEDGER = {
    LedgerFault.MISSING: symptoms.LEDGER_MISSING,
    LedgerFault.UNWRITABLE: symptoms.LEDGER_UNWRITABLE,
    LedgerFault.UNKNOWN: symptoms.LEDGER_UNKNOWN,
    LedgerFault.INCOMPLETE: symptoms.LEDGER_BEHIND,
    LedgerFault.AHEAD: symptoms.LEDGER_AHEAD,
    LedgerFault.OLD: symptoms.LEDGER_OLD,
}


class Examination:
    """Looks, and keeps what it found in the observations of this process."""

    def __init__(
        self,
        settings: Settings,
        storage: DatabaseStorage,
        standing: Standing,
        platforms: Mapping[str, OpenPlatform],
        observations: Observations,
    ) -> None:
        """Look at nothing yet."""
        self._settings = settings
        self._storage = storage
        self._standing = standing
        self._platforms = platforms
        self._observations = observations
        self._key_service = KeyServiceWatch(settings.keys, settings.key_service, settings.outbound)
        self.cards: Callable[[], Iterable[Card]] = tuple
        """Draws the cards that a platform is asked about when it is examined thoroughly."""
        self.free_bytes: Mapping[str, int] = {}
        """The free space at the last look, by the setting that names a file there."""
        self._next = 0.0
        self._next_members = 0.0

    async def keep(self, *, platforms: bool) -> int:
        """A slow duty: look at the host each minute, and at the platforms if no one else did.

        Every process that looks at platforms also looks at the members of channels now and then.
        """
        if time.monotonic() < self._next:
            return 0
        self._next = time.monotonic() + EXAMINED_EVERY_S
        await self.look_at_host()
        if platforms:
            await self.look_at_platforms()
        if platforms and time.monotonic() >= self._next_members:
            self._next_members = time.monotonic() + MEMBERS_EVERY_S
            await self.look_at_members()
        return 0

    async def look_at_host(self) -> None:
        """Look at the database, its keys and what opens them, the ledger and the disks."""
        found: list[Symptom] = []
        trouble = await trouble_with(self._settings.database_url)
        if trouble is not None:
            found.append(of_database(trouble))
        if trouble is None or not trouble.stops:
            try:
                found += await self._of_storage()
            except (BotError, OSError):
                log.exception("not_examined")
        found += await self._key_service.look()
        found += await asyncio.to_thread(self._of_disks)
        found += await asyncio.to_thread(self._of_certificates)
        self._observations.found("host", found)

    async def _of_storage(self) -> list[Symptom]:
        found = [
            Symptom(symptoms.UNOPENED_KEYS, detail=key_id, count=count)
            for key_id, count in (await self._storage.keys_nobody_opens()).items()
        ]
        found += [_of_ledger(each) for each in await self._standing.findings()]
        if not await are_heard(self._storage.sessions):
            found.append(Symptom(symptoms.UNHEARD))
        held = await self._standing.recognised()
        state = await in_one_work(self._storage, state_of, reads_only=True)
        if held is not None and (state is None or state.held is None):
            # What is held already is said by another check.
            found.append(Symptom(symptoms.RESTORED))
        playbook = self._settings.playbook
        if playbook is not None and await is_superseded(self._storage, playbook):
            found.append(Symptom(symptoms.OLDER_PLAYBOOK))
        programme = await in_one_work(self._storage, current, reads_only=True)
        return [*found, *of_paging(self._settings.paging, programme)]

    def _of_disks(self) -> list[Symptom]:
        folders = {"SUPPORT_LEDGER": self._settings.ledger.parent}
        if self._settings.on_sqlite:
            file = Path(database_url(self._settings.database_url).database or "")
            folders["DATABASE_URL"] = file.parent
        found = {}
        for name, folder in folders.items():
            with contextlib.suppress(OSError):
                found[name] = shutil.disk_usage(folder).free
        self.free_bytes = found
        return [
            Symptom(symptoms.DISK_LOW, detail=name, count=free // MEGABYTE)
            for name, free in found.items()
            if free < LEAST_FREE
        ]

    def _of_certificates(self) -> list[Symptom]:
        """What ended or ends soon among the hospital's own certificates."""
        settings, now = self._settings, SystemClock().now()
        ends: dict[str, datetime] = {}
        bundles = {
            "SUPPORT_CA_CERTIFICATES": settings.outbound.authorities,
            "SUPPORT_HL7_CLIENTS": settings.intake.clients,
        }
        for name, file in bundles.items():
            if file is not None:
                with contextlib.suppress(OSError, ValueError):
                    ends[name] = end_of_bundle(file, now)
        if settings.intake.certificate is not None:
            with contextlib.suppress(OSError, ValueError):
                ends["SUPPORT_HL7_CERTIFICATE"] = end_of_chain(settings.intake.certificate)
        return about_to_end(ends, now)

    async def look_at_platforms(self, *, thoroughly: bool = False) -> None:
        """Ask each platform about the channels in which requests hang.

        ``thoroughly`` asks about every channel and everybody of the playbook, whoever has asked
        just now.
        """
        for name, platform in self._platforms.items():
            if thoroughly or not await in_one_work(
                self._storage, partial(_examined_just_now, name), reads_only=True
            ):
                await self._look_at(name, platform, thoroughly=thoroughly)

    async def look_at_members(self) -> None:
        """Ask each platform who is in the channels in which requests hang."""
        for name, platform in self._platforms.items():
            named = await self._named_on(name, members=True)
            await self._keep_members(name, platform, await platform.examine(named))

    async def _look_at(self, name: str, platform: OpenPlatform, *, thoroughly: bool) -> None:
        named = await self._named_on(name, members=thoroughly, thoroughly=thoroughly)
        if thoroughly:
            named = replace(named, cards=tuple(self.cards()))
        found = await platform.examine(named)
        if thoroughly:
            await self._keep_members(name, platform, found)
        self._observations.note(Topic.EXAMINED, name)
        kept = [each for each in found if each.cause not in ABOUT_MEMBERS]
        self._observations.found(name, kept)

    async def _named_on(
        self, name: str, *, members: bool = False, thoroughly: bool = False
    ) -> Named:
        known = await accounts_on(self._storage, name) if members else frozenset[Account]()
        programme = await in_one_work(self._storage, current, reads_only=True)
        return _named_by(programme, name, known, thoroughly=thoroughly)

    async def _keep_members(
        self, name: str, platform: OpenPlatform, found: Sequence[Symptom]
    ) -> None:
        """Keep what was found about members until somebody can look at them again."""
        if any(each.cause in NOT_LOOKED_AT for each in found):
            # Who was there before may be there still.
            return
        apart = await who_is_kept_apart(self._storage)
        inside = await examine_members({name: platform.workplace}, apart)
        members = [each for each in found if each.cause in ABOUT_MEMBERS]
        self._observations.found(f"members of {name}", [*members, *inside])


async def is_superseded(storage: Storage, playbook: Path) -> bool:
    """Whether this file was applied, and another one since; not if it cannot be read."""
    try:
        text = await asyncio.to_thread(playbook.read_text, "utf-8")
    except (OSError, UnicodeDecodeError):
        return False
    standing = await in_one_work(storage, partial(file_standing, text=text), reads_only=True)
    return standing is FileStanding.SUPERSEDED


def of_paging(settings: PagingSettings, programme: Programme) -> Iterable[Symptom]:
    """Whether the ways of paging in the playbook and those in the settings are the same."""
    each = (programme.within(key).paging for key in ("", *(area.key for area in programme.areas)))
    addresses = {paging.address(way) for paging in each for way in paging.ways}
    ways = (
        ("SUPPORT_PAGING_URL", bool(settings.url), WEBHOOK in addresses),
        ("SUPPORT_PAGING_SMTP_HOST", settings.mail is not None, bool(addresses - {WEBHOOK})),
    )
    for name, is_set, is_used in ways:
        if is_used and not is_set:
            yield Symptom(symptoms.PAGING_UNSET, detail=name)
        elif is_set and not is_used:
            yield Symptom(symptoms.PAGING_UNUSED, detail=name)


def of_database(trouble: Trouble) -> Symptom:
    """Why the database cannot be used, without what only its operators should read."""
    cause = symptoms.DATABASE if trouble.stops else symptoms.NEWER_SCHEMA
    return Symptom(cause, detail=str(trouble.cause))


def of_writes(storage: DatabaseStorage) -> Iterable[Symptom]:
    """Whether the database refused what this process last tried to write."""
    match storage.refused_write:
        case None:
            return
        case Cause.DISK:
            yield Symptom(symptoms.DISK_FULL)
        case cause:
            yield Symptom(symptoms.NOT_WRITTEN, detail=str(cause))


def _of_ledger(finding: LedgerFinding) -> Symptom:
    return Symptom(LEDGER[finding.fault], count=finding.count)


async def _examined_just_now(platform: str, work: Work) -> bool:
    rows = await counted(work, Topic.EXAMINED)
    times = [row.last_at for row in rows.values() if row.about == platform]
    return any((work.now - at).total_seconds() < JUST_EXAMINED_S for at in times)


def _named_by(
    programme: Programme, platform: str, known: frozenset[Account], *, thoroughly: bool
) -> Named:
    """What the playbook names on a platform."""

    def here(places: Mapping[str, Mapping[str, str]]) -> dict[str, Address]:
        return {
            key: Address(platform, at[platform]) for key, at in places.items() if platform in at
        }

    private = private_channels(programme)
    if not thoroughly:
        return Named(channels=here(private), private=frozenset(private), known=known)
    return Named(
        channels=here({**programme.channels, **private}),
        private=frozenset(private),
        unit_channels=here({unit.name: unit.channels for unit in programme.units}),
        unit_groups=here({unit.name: unit.groups for unit in programme.units}),
        people=known,
        known=known,
    )
