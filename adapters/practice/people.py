"""Who can be played in the practice workspace, as JSON for the page."""

from collections.abc import Collection
from typing import Any

from adapters.practice.address import PLATFORM
from bot.context import Directory
from bot.people import Person, Role, accounts_of, name_of
from bot.programme import current
from bot.programme.model import CHAPLAINS, CLAIMS, EAP_DESK, Programme
from bot.storage import Storage

ORDER = ("coordinator", "counsel", "unit_lead", "supporter", "chaplain", "eap", "clinician")
READERS = {CLAIMS: Role.SUPPORTER, CHAPLAINS: Role.CHAPLAIN, EAP_DESK: Role.EAP}
"""Who is in which of the programme's private channels."""


async def people_json(storage: Storage, directory: Directory) -> list[dict[str, Any]]:
    """Everybody with an account here: who they are, their roles, and the channels they are in."""
    found: list[dict[str, Any]] = []
    async with storage.reading() as work:
        programme = await current(work)
        for person in await work.of(Person).find(active=True):
            accounts = [a for a in await accounts_of(work, person) if a.platform == PLATFORM]
            if not accounts:
                continue
            unit = programme.unit(person.unit)
            roles = await directory.roles_of(work, person)
            found.append(
                {
                    "user": accounts[0].user,
                    "name": await name_of(work, person.reference) or accounts[0].user,
                    "unit": person.unit,
                    "unit_name": unit.name if unit else "",
                    "profession": person.profession,
                    "zone": person.zone,
                    "shift": person.shift,
                    "roles": sorted(roles, key=ORDER.index),
                    "channels": _channels(programme, roles),
                }
            )
    return sorted(found, key=lambda one: one["name"])


def _channels(programme: Programme, roles: Collection[Role]) -> list[str]:
    named = ((role, programme.channels.get(key, {}).get(PLATFORM)) for key, role in READERS.items())
    return [channel for role, channel in named if channel and role in roles]
