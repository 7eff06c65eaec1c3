"""Where the app is installed: allow-listed doors to the one programme, their tokens sealed."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.records import Codec, Field, Record, Sealed
from bot.core.storage import Work


@dataclass(frozen=True)
class Grant:
    """What the platform gave: a token that speaks for the app, and the app's own user."""

    organisation: str
    workspace: str
    token: str
    bot: str = ""


GRANT: Codec[Grant] = Codec(
    lambda grant: json.dumps([grant.organisation, grant.workspace, grant.token, grant.bot]),
    lambda text: Grant(*json.loads(text)),
)


class Installation(Record):
    """The app in one workspace or organisation of a platform.

    Its reference is a keyed mark of both; ``tenant`` is one of those whose people it serves.
    """

    platform: Field[str]
    tenant: Field[str]
    at: Field[datetime]
    grant = Sealed(GRANT)


def _reference(work: Work, platform: str, organisation: str, workspace: str) -> str:
    return work.vault.mark("installation", platform, organisation, workspace)


def _tenant(work: Work, platform: str, tenant: str) -> str:
    return work.vault.mark("installation-tenant", platform, tenant)


async def install(work: Work, platform: str, grant: Grant) -> None:
    """Keep what the platform gave; given again, the newest stands."""
    reference = _reference(work, platform, grant.organisation, grant.workspace)
    tenant = _tenant(work, platform, grant.organisation or grant.workspace)
    installation = Installation(reference=reference, platform=platform, tenant=tenant, at=work.now)
    if not await work.of(Installation).add(installation):
        before = await work.of(Installation).get(reference)
        if before is not None:
            await work.of(Installation).save(replace(before, at=work.now))
    await work.vault.seal(installation.grant, grant)


async def installed(work: Work, platform: str, organisation: str, workspace: str) -> Grant | None:
    """What was given for a workspace, or for the organisation it is of."""
    for of in (workspace, ""):
        reference = _reference(work, platform, organisation, of)
        grant = await work.vault.open(Installation.grant.of(reference))
        if grant is not None:
            return grant
    return None


async def serving(work: Work, platform: str, tenant: str) -> Grant | None:
    """A grant by which the people of a tenant can be written to: the newest one."""
    mark = _tenant(work, platform, tenant)
    found = await work.of(Installation).find(
        Installation.platform.is_(platform), Installation.tenant.is_(mark)
    )
    for installation in sorted(found, key=lambda one: one.at, reverse=True):
        grant = await work.vault.open(installation.grant)
        if grant is not None:
            return grant
    return None


async def grants(work: Work, platform: str) -> list[Grant]:
    """Everything a platform gave, the newest first."""
    found = await work.of(Installation).find(Installation.platform.is_(platform))
    found.sort(key=lambda one: one.at, reverse=True)
    given = [await work.vault.open(one.grant) for one in found]
    return [grant for grant in given if grant is not None]


async def uninstall(
    work: Work,
    platform: str,
    organisation: str,
    workspace: str,
    as_of: datetime | None = None,
) -> bool:
    """Erase a token that is worth nothing any more; ``False`` if there was none.

    ``as_of`` is when it was taken away: news of it that comes late, when it has been put in
    again, is about another token.
    """
    reference = _reference(work, platform, organisation, workspace)
    found = await work.of(Installation).get(reference)
    if found is None or (as_of is not None and as_of < found.at):
        return False
    await work.of(Installation).remove(found)
    await work.vault.erase(reference)
    return True
