"""The people one can play in the practice workspace, as JSON for the page."""

import re
from collections.abc import Collection
from typing import Any

from adapters.practice.address import PLATFORM
from adapters.practice.pager import PAGER
from bot.core.people import Person, accounts_of, name_of
from bot.core.storage import Storage, Work
from bot.core.texts import Words
from bot.programme import ProgrammeDirectory, current, role_of
from bot.programme.model import ANNOUNCEMENTS, ChannelKey, Programme

ORDER = ("coordinator", "counsel", "unit_lead", "supporter", "clinician")


async def people_json(
    storage: Storage, directory: ProgrammeDirectory, words: Words
) -> list[dict[str, Any]]:
    """Everyone with a practice account: their details, roles and channels.

    ``takes`` holds the names of the roles in which a person takes requests.
    """
    found: list[dict[str, Any]] = []
    async with storage.reading() as work:
        programme = await current(work)
        for person in await work.of(Person).find(Person.active.is_(True)):
            accounts = [a for a in await accounts_of(work, person) if a.platform == PLATFORM]
            if not accounts:
                continue
            unit = programme.unit(person.unit)
            roles = await directory.roles_of(work, person)
            found.append(
                {
                    "user": accounts[0].user,
                    "reference": person.reference,
                    "language": language_of(person),
                    "name": await name_of(work, person.reference) or accounts[0].user,
                    "unit": person.unit,
                    "unit_name": words.translate(unit.name) if unit else "",
                    "profession": words.translate(person.profession),
                    "zone": person.zone,
                    "shift": words.translate(person.shift),
                    "roles": sorted(roles, key=ORDER.index),
                    "takes": [
                        role_of(words, programme.kind(key))
                        for key in programme.taken_by(person.reference)
                    ],
                    "channels": await _channels(directory, work, programme, person),
                    "open": [
                        *await _open_channels(directory, work, person),
                        *([PAGER] if _has_pager(programme, person) else []),
                    ],
                }
            )
    return sorted(found, key=lambda one: one["name"])


def with_open_channels(
    people: list[dict[str, Any]], conversations: Collection[str]
) -> list[dict[str, Any]]:
    """The same people, with the open channels they are in once something hangs there."""
    return [
        {
            **one,
            "channels": [
                *one["channels"],
                *(name for name in one["open"] if name in conversations),
            ],
        }
        for one in people
    ]


def language_of(person: Person) -> str:
    """The code of a person's language; screen readers need it."""
    return re.split("[-_]", person.locale)[0]


async def in_their_languages(
    storage: Storage, people: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """The same people with their current languages, which they can change in their settings."""
    async with storage.reading() as work:
        reads = {one.reference: language_of(one) for one in await work.of(Person).find()}
    return [{**one, "language": reads[one["reference"]]} for one in people]


async def _channels(
    directory: ProgrammeDirectory, work: Work, programme: Programme, person: Person
) -> list[str]:
    """The private channels of a person who takes requests, in the order of the support kinds."""
    order = programme.private_keys()
    keys = sorted(
        await directory.private_channels_of(work, person),
        key=lambda key: (order.index(ChannelKey.name_in_playbook(key)), key),
    )
    found = [await directory.channel(work, key, PLATFORM) for key in keys]
    return [channel.value for channel in found if channel]


def _has_pager(programme: Programme, person: Person) -> bool:
    """Whether somebody answers for the programme, and would carry the pager."""
    return any(
        person.reference in {*area.on_call, *area.coordinators, *area.house_supervisors}
        for area in programme.areas
    )


async def _open_channels(directory: ProgrammeDirectory, work: Work, person: Person) -> list[str]:
    """The channel of a person's unit, and the one that everybody reads."""
    keys = (*([ChannelKey.of_unit(person.unit)] if person.unit else []), ANNOUNCEMENTS)
    found = [await directory.channel(work, key, PLATFORM) for key in keys]
    return [channel.value for channel in found if channel]
