"""Where the app is installed: one workspace by its token, or several by OAuth."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime

from aiohttp import ClientError, ClientSession
from cachetools import TTLCache
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.clock import SystemClock
from adapters.slack.address import PLATFORM
from adapters.slack.clients import Installation, error_of
from bot.core.clock import Clock
from bot.core.installations import Grant, grants, installed, uninstall
from bot.core.storage import Storage, Work, in_one_work

AGAIN_S = 15.0
"""The pause before Slack is asked again whose token it is, after it did not answer."""
MOST_KEPT = 1_000
KEPT_FOR_S = 60.0
"""How long another process may use a token that was revoked in this one."""
Key = tuple[str, str, str]
Read = Callable[[Work], Awaitable[Grant | None]]
log = logging.getLogger(__name__)


class SingleInstallation:
    """``Installations`` with one token; Slack tells at the start which workspace it is for."""

    def __init__(
        self, token: str, session: ClientSession, api: str, clock: Clock | None = None
    ) -> None:
        """Make no call before ``learn``; ``clock`` gives dates."""
        self._client = AsyncWebClient(token=token, base_url=api, session=session, retry_handlers=[])
        self._clock = clock or SystemClock()
        self._nobody = Installation("", token)
        self._installation = self._nobody
        self._learnt = datetime.min.replace(tzinfo=UTC)
        self._next = float("-inf")
        self._learning = asyncio.Lock()

    async def learn(self) -> None:
        """Ask Slack whose token this is. If it does not answer, a later use asks again."""
        self._next = time.monotonic() + AGAIN_S
        try:
            answer = await self._client.auth_test()
        except (SlackApiError, SlackClientError, ClientError, TimeoutError) as fault:
            error = error_of(fault) or type(fault).__name__
            log.warning("slack_token_not_checked", extra={"error": error})
            return
        self._learnt = self._clock.now()
        self._installation = Installation(
            team=str(answer.get("team_id") or ""),
            token=self._nobody.token,
            bot=str(answer.get("user_id") or ""),
            enterprise=str(answer.get("enterprise_id") or ""),
        )

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The installation if it is for this workspace, or ``None``."""
        known = await self._known()
        if not known.team:
            return None
        of_all = not team and bool(enterprise) and enterprise == known.enterprise
        return known if team == known.team or of_all else None

    async def of_tenant(self, tenant: str) -> Installation | None:
        """The installation if it is for this workspace or organisation, or ``None``."""
        known = await self._known()
        return known if known.team and tenant in {known.team, known.enterprise} else None

    async def forget(self, enterprise: str, team: str, as_of: datetime | None = None) -> None:
        """Stop using the token until Slack accepts it again.

        A removal from before Slack last accepted the token concerned an older one and is ignored.
        """
        if as_of is None or as_of >= self._learnt:
            self._installation = self._nobody
            self._next = time.monotonic() + AGAIN_S

    async def everywhere(self) -> tuple[Installation, ...]:
        """The one installation, if it is known."""
        known = await self._known()
        return (known,) if known.team else ()

    async def _known(self) -> Installation:
        if self._installation.team:
            return self._installation
        # Whoever comes while Slack is being asked waits for its answer, too.
        async with self._learning:
            if self._is_to_ask():
                await self.learn()
        return self._installation

    def _is_to_ask(self) -> bool:
        return not self._installation.team and time.monotonic() >= self._next


class SeveralInstallations:
    """``Installations`` by OAuth: tokens are sealed in the database and cached for a minute."""

    def __init__(self, storage: Storage, allowed: frozenset[str]) -> None:
        """Serve only the workspaces and organisations whose ids are in ``allowed``."""
        self._storage = storage
        self._allowed = allowed
        self._kept: TTLCache[Key, Installation | None] = TTLCache(MOST_KEPT, KEPT_FOR_S)

    def is_allowed(self, enterprise: str, team: str) -> bool:
        """Whether this workspace or its organisation is on the list."""
        return bool({enterprise, team} & self._allowed - {""})

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The installation for a workspace, or ``None`` if there is none or it is not allowed."""
        if not self.is_allowed(enterprise, team):
            return None
        return await self._cached(
            ("of", enterprise, team), lambda work: installed(work, PLATFORM, enterprise, team)
        )

    async def of_tenant(self, tenant: str) -> Installation | None:
        """The installation that writes to a workspace, or to the people of an organisation."""

        async def choose(work: Work) -> Grant | None:
            given = await grants(work, PLATFORM)
            # The list may have been shortened since the installation.
            return _chosen(tenant, [g for g in given if self._serves(g)])

        return await self._cached(("for", "", tenant), choose)

    async def forget(self, enterprise: str, team: str, as_of: datetime | None = None) -> None:
        """Delete the installation that was removed at ``as_of``."""
        self._kept.clear()
        await in_one_work(
            self._storage, lambda work: uninstall(work, PLATFORM, enterprise, team, as_of)
        )

    async def everywhere(self) -> tuple[Installation, ...]:
        """All installations that are still allowed."""
        found = await in_one_work(
            self._storage, lambda work: grants(work, PLATFORM), reads_only=True
        )
        return tuple(_installation(grant) for grant in found if self._serves(grant))

    def _serves(self, grant: Grant) -> bool:
        return self.is_allowed(grant.organisation, grant.workspace)

    def changed(self) -> None:
        """Drop the cache after an installation."""
        self._kept.clear()

    async def _cached(self, key: Key, read: Read) -> Installation | None:
        with suppress(KeyError):
            return self._kept[key]
        grant = await in_one_work(self._storage, read, reads_only=True)
        found = self._kept[key] = _installation(grant) if grant is not None else None
        return found


def _chosen(tenant: str, newest: list[Grant]) -> Grant | None:
    """The workspace's own grant, else the organisation's newest, organisation-wide ones first.

    A workspace without a grant of its own may belong to the only organisation-wide installation;
    only Slack knows which workspaces an organisation has.
    """
    own = [grant for grant in newest if tenant == grant.workspace]
    of_all = [grant for grant in newest if not grant.workspace]
    organisations = [grant for grant in (*of_all, *newest) if tenant == grant.organisation]
    return next(iter([*own, *organisations, *(of_all if len(of_all) == 1 else [])]), None)


def _installation(grant: Grant) -> Installation:
    return Installation(grant.workspace, grant.token, grant.bot, grant.organisation)
