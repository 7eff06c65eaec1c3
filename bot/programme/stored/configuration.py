"""Read and write the stored programme; each document is parsed once."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from enum import StrEnum
from functools import lru_cache

from bot.core.clock import in_zone
from bot.core.context import Context
from bot.core.errors import SubjectGone
from bot.core.hanging import Spot
from bot.core.jobs import Recipient
from bot.core.people import Person
from bot.core.platforms import known_platforms
from bot.core.storage import Work
from bot.programme.model import (
    CURRENT,
    AppliedFile,
    ChannelKey,
    ChannelOwner,
    Configuration,
    Programme,
    ProgrammeVersion,
)
from bot.programme.stored.addresses import forget_addresses
from bot.programme.stored.audit import note_change
from bot.programme.stored.codec import from_json, to_json

VERSIONS_KEPT = 50
NOT_SET_UP = Programme(name="", zone="UTC")
"""The programme before the first playbook: no areas, no roles, no lines."""


@lru_cache(maxsize=4)
def _parsed(version: int, document: str) -> Programme:
    return from_json(document)


async def current(work: Work) -> Programme:
    """The programme as applied last; ``NOT_SET_UP`` before the first playbook.

    The record is read each time, so that every process sees a removed role at the next press. Only
    a new document is parsed.
    """
    configuration = await work.of(Configuration).get(CURRENT)
    if configuration is None:
        return NOT_SET_UP
    return _parsed(configuration.version, configuration.document)


async def reachable(work: Work) -> Programme:
    """The programme with only the channels on platforms that this deployment has.

    A playbook may name a channel on a platform that is switched off; nothing is posted there.
    Until some process has opened a platform, all channels count.
    """
    configuration = await work.of(Configuration).get(CURRENT)
    if configuration is None:
        return NOT_SET_UP
    platforms = frozenset(await known_platforms(work))
    return _reachable(configuration.version, configuration.document, platforms)


@lru_cache(maxsize=4)
def _reachable(version: int, document: str, platforms: frozenset[str]) -> Programme:
    programme = _parsed(version, document)
    return programme.on_platforms(platforms) if platforms else programme


async def current_in(work: Work, area: str) -> Programme:
    """The programme as it applies in this area (``Programme.within``)."""
    return (await current(work)).within(area)


async def current_for(work: Work, person: Person | None) -> Programme:
    """The programme as it applies where this person works."""
    return (await current(work)).around(person.unit if person else "")


async def must_run(context: Context, area: str) -> None:
    """Raise ``SubjectGone`` unless the actor coordinates the area with this key."""
    programme = await current(context.work)
    if all(each.key != area for each in programme.run_by(context.actor.reference)):
        raise SubjectGone


def today(programme: Programme, now: datetime) -> str:
    """The day on the programme's clock, ``YYYY-MM-DD``."""
    return in_zone(now, programme.zone).date().isoformat()


async def put(work: Work, programme: Programme) -> int:
    """Save the programme and return its version; an equal one changes nothing."""
    document = to_json(programme)
    configuration = await work.of(Configuration).get(CURRENT)
    if configuration is None:
        configuration = Configuration(reference=CURRENT, applied_at=work.now, document=document)
        await work.add(configuration)
    elif _parsed(configuration.version, configuration.document) != programme:
        version = configuration.version + 1
        changed = replace(configuration, applied_at=work.now, version=version, document=document)
        configuration = await work.save(changed)
    else:
        return configuration.version
    await _keep_version(work, configuration)
    return configuration.version


async def _keep_version(work: Work, configuration: Configuration) -> None:
    number, document = configuration.version, configuration.document
    kept = ProgrammeVersion(reference=str(number), number=number, at=work.now, document=document)
    await work.add(kept)
    oldest = number - VERSIONS_KEPT
    gone = await work.of(ProgrammeVersion).find(ProgrammeVersion.number.at_most(oldest))
    for old in gone:
        await work.remove(old)
    forgotten = [_parsed(old.number, old.document) for old in gone]
    if any(each.calendars or each.rotas for each in forgotten):
        await forget_addresses(work, forgotten, await versions(work))


async def versions(work: Work) -> list[Programme]:
    """The programme of each kept version, newest first."""
    return [programme for _, _, programme in reversed(await versions_kept(work))]


async def versions_kept(work: Work) -> list[tuple[int, datetime, Programme]]:
    """The number, time, and programme of each kept version, oldest first."""
    kept = await work.of(ProgrammeVersion).find(order_by=ProgrammeVersion.number)
    return [(each.number, each.at, _parsed(each.number, each.document)) for each in kept]


async def current_version(work: Work) -> int:
    """The number of the present version; 0 before the first playbook."""
    configuration = await work.of(Configuration).get(CURRENT)
    return configuration.version if configuration else 0


async def version(work: Work, number: int) -> Programme | None:
    """The programme of this version, if it is kept."""
    kept = await work.of(ProgrammeVersion).get(str(number))
    return _parsed(kept.number, kept.document) if kept else None


class FileStanding(StrEnum):
    """How a playbook file relates to what is applied, even if chat changed something since."""

    NEW = "new"
    CURRENT = "current"
    """It was applied last."""
    SUPERSEDED = "superseded"
    """It was applied, and another file since."""


async def file_standing(work: Work, text: str) -> FileStanding:
    """How a playbook file with this text relates to the file applied last."""
    configuration = await work.of(Configuration).get(CURRENT)
    index = _file_index(work, text)
    if configuration is not None and configuration.file == index:
        return FileStanding.CURRENT
    known = await work.of(AppliedFile).get(index)
    return FileStanding.NEW if known is None else FileStanding.SUPERSEDED


async def note_applied(work: Work, text: str) -> None:
    """Note that this text was the playbook applied last."""
    configuration = await work.of(Configuration).get(CURRENT)
    if configuration is None:
        return
    index = _file_index(work, text)
    # The one before may have been applied by a program that did not note it here.
    for reference in filter(None, (configuration.file, index)):
        await _note_file(work, reference)
    if configuration.file != index:
        await work.save(replace(configuration, file=index))


async def _note_file(work: Work, reference: str) -> None:
    known = await work.of(AppliedFile).get(reference)
    if known is None:
        await work.add(AppliedFile(reference=reference, at=work.now))
    else:
        await work.save(replace(known, at=work.now))


def _file_index(work: Work, text: str) -> str:
    return work.vault.blind_index("playbook-file", text)


async def paused(work: Work) -> bool:
    """Whether first notes and follow-ups are paused everywhere."""
    configuration = await work.of(Configuration).get(CURRENT)
    return configuration is not None and configuration.paused


async def set_paused(work: Work, who: str, *, is_paused: bool) -> bool:
    """Pause or resume first notes and follow-ups everywhere; ``False`` if nothing changed."""
    configuration = await work.of(Configuration).get(CURRENT)
    if configuration is None or configuration.paused == is_paused:
        return False
    await work.save(replace(configuration, paused=is_paused))
    await note_change(work, who, "all notes paused" if is_paused else "all notes resumed")
    return True


def private_channel(programme: Programme, area: str, kind: str) -> str:
    """The key of the private channel for an area's requests of a support kind."""
    key, found = programme.kind(kind).channel_key, programme.area(area)
    return ChannelKey.of_area(area, key) if found and key in found.channels else key


def channel_recipients(programme: Programme, key: str) -> tuple[Recipient, ...]:
    """The recipients for a channel: one for each platform that has it."""
    return tuple(Recipient.channel(key, platform) for platform in sorted(places_of(programme, key)))


def channel_spots(programme: Programme, key: str) -> tuple[Spot, ...]:
    """Where a card of a channel hangs: one spot for each platform that has the channel."""
    places = sorted(places_of(programme, key).items())
    return tuple(Spot(Recipient.channel(key, name), address) for name, address in places)


def places_of(programme: Programme, key: str) -> Mapping[str, str]:
    """A channel's address on each platform; units and areas have keys of their own form."""
    owned = ChannelKey.owned(key)
    if owned is None:
        return programme.channels.get(key, {})
    if owned.owner is ChannelOwner.UNIT:
        unit = programme.unit(owned.of)
        return unit.channels if unit else {}
    area = programme.area(owned.of)
    return area.channels.get(owned.channel or "", {}) if area else {}


def private_channels(programme: Programme) -> Mapping[str, Mapping[str, str]]:
    """Every private channel for requests, by key, with its address on each platform."""
    private = programme.private_keys()
    found = {key: places for key, places in programme.channels.items() if key in private}
    for area in programme.areas:
        for key, places in area.channels.items():
            found[ChannelKey.of_area(area.key, key)] = places
    return found
