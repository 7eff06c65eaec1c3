"""One workspace, by the token of its installation."""

import logging
import time
from collections.abc import Callable
from datetime import UTC, datetime

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.clock import SystemClock
from adapters.slack.clients import Installation, error_of
from bot.core.clock import Clock

AGAIN_S = 15.0
"""So long after an answer that was none, Slack is not asked again whose token it is."""
log = logging.getLogger(__name__)


class SingleInstallation:
    """``Installations`` with one token; which workspace it is for, Slack says at the start."""

    def __init__(
        self,
        token: str,
        session: ClientSession,
        api: str,
        clock: Clock | None = None,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is asked before ``learn``. ``clock`` is the host's, ``now`` counts seconds."""
        self._client = AsyncWebClient(token=token, base_url=api, session=session, retry_handlers=[])
        self._clock = clock or SystemClock()
        self._now = now
        self._nobody = Installation("", token)
        self._installation = self._nobody
        self._learnt = datetime.min.replace(tzinfo=UTC)
        self._next = float("-inf")

    async def learn(self) -> None:
        """Ask Slack whose token this is. Without an answer it is asked again when it matters."""
        self._next = self._now() + AGAIN_S
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
        """Ours, if it is for this workspace."""
        known = await self._known()
        if not known.team:
            return None
        of_all = not team and bool(enterprise) and enterprise == known.enterprise
        return known if team == known.team or of_all else None

    async def of_tenant(self, tenant: str) -> Installation | None:
        """Ours, if this is its workspace or its organisation."""
        known = await self._known()
        return known if known.team and tenant in {known.team, known.enterprise} else None

    async def forget(self, enterprise: str, team: str, as_of: datetime | None = None) -> None:
        """The token is worth nothing, until Slack takes it again; another comes with a restart.

        What was taken away before Slack last took the token is news of an older one.
        """
        if as_of is None or as_of >= self._learnt:
            self._installation = self._nobody
            self._next = self._now() + AGAIN_S

    async def everywhere(self) -> tuple[Installation, ...]:
        """The one there is."""
        known = await self._known()
        return (known,) if known.team else ()

    async def _known(self) -> Installation:
        if not self._installation.team and self._now() >= self._next:
            await self.learn()
        return self._installation
