"""The workspaces and organisations in which the app is installed; their tokens are sealed."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.records import Codec, Field, Record, Sealed
from bot.core.storage import Work


@dataclass(frozen=True)
class Grant:
    """A token that acts for the app, and the app's own user (``bot``)."""

    organisation: str
    workspace: str
    token: str
    bot: str = ""


GRANT: Codec[Grant] = Codec(
    lambda grant: json.dumps([grant.organisation, grant.workspace, grant.token, grant.bot]),
    lambda text: Grant(*json.loads(text)),
)


class Installation(Record):
    """The app in one workspace or organisation; its reference is a blind index of both."""

    platform: Field[str]
    tenant: Field[str]
    """The blind index of the tenant whose people it serves."""
    at: Field[datetime]
    grant = Sealed(GRANT)


def _reference(work: Work, platform: str, organisation: str, workspace: str) -> str:
    return work.vault.blind_index("installation", platform, organisation, workspace)


def _tenant(work: Work, platform: str, tenant: str) -> str:
    return work.vault.blind_index("installation-tenant", platform, tenant)


async def install(work: Work, platform: str, grant: Grant) -> None:
    """Keep a grant; it replaces an older one for the same workspace."""
    reference = _reference(work, platform, grant.organisation, grant.workspace)
    tenant = _tenant(work, platform, grant.organisation or grant.workspace)
    installation = Installation(reference=reference, platform=platform, tenant=tenant, at=work.now)
    if not await work.add(installation):
        before = await work.of(Installation).get(reference)
        if before is not None:
            await work.save(replace(before, at=work.now))
    await work.vault.seal(installation.grant, grant)


async def installed(work: Work, platform: str, organisation: str, workspace: str) -> Grant | None:
    """Return the grant for a workspace, or else for its organisation."""
    for of in (workspace, ""):
        reference = _reference(work, platform, organisation, of)
        grant = await work.vault.open(Installation.grant.of(reference))
        if grant is not None:
            return grant
    return None


async def serving(work: Work, platform: str, tenant: str) -> Grant | None:
    """Return the newest grant that can write to the people of a tenant."""
    blind_index = _tenant(work, platform, tenant)
    found = await work.of(Installation).find(
        Installation.platform.is_(platform), Installation.tenant.is_(blind_index)
    )
    for installation in sorted(found, key=lambda one: one.at, reverse=True):
        grant = await work.vault.open(installation.grant)
        if grant is not None:
            return grant
    return None


async def grants(work: Work, platform: str) -> list[Grant]:
    """Return all grants of a platform, the newest first."""
    found = await work.of(Installation).find(Installation.platform.is_(platform))
    found.sort(key=lambda one: one.at, reverse=True)
    given = [await work.vault.open(one.grant) for one in found]
    return [grant for grant in given if grant is not None]


async def uninstall(
    work: Work, platform: str, organisation: str, workspace: str, as_of: datetime | None = None
) -> bool:
    """Erase a revoked grant; returns ``False`` if there was none.

    ``as_of`` is when it was revoked: if the app was installed again since, the news is about an
    older token and changes nothing.
    """
    reference = _reference(work, platform, organisation, workspace)
    found = await work.of(Installation).get(reference)
    if found is None or (as_of is not None and as_of < found.at):
        return False
    await work.remove(found)
    await work.vault.erase(reference)
    return True
