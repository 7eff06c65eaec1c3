"""One workspace, by the token of its installation."""

import logging

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.slack.clients import Installation

log = logging.getLogger(__name__)


class SingleInstallation:
    """``Installations`` with one token; which workspace it is for, Slack says at the start."""

    def __init__(self, token: str, session: ClientSession, api: str) -> None:
        """Nothing is asked before ``learn``."""
        self._client = AsyncWebClient(token=token, base_url=api, session=session, retry_handlers=[])
        self._installation = Installation("", token)
        self._revoked = False

    async def learn(self) -> None:
        """Ask Slack whose token this is. Without an answer it is asked again when it matters."""
        try:
            answer = await self._client.auth_test()
        except (SlackApiError, SlackClientError, ClientError, TimeoutError):
            log.exception("slack_token_not_checked")
            return
        self._installation = Installation(
            team=str(answer.get("team_id") or ""),
            token=self._installation.token,
            bot=str(answer.get("user_id") or ""),
            enterprise=str(answer.get("enterprise_id") or ""),
        )

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """Ours, if it is for this workspace."""
        known = await self._known()
        if self._revoked or not known.team:
            return None
        of_all = not team and bool(enterprise) and enterprise == known.enterprise
        return known if team == known.team or of_all else None

    async def of_tenant(self, tenant: str) -> Installation | None:
        """Ours, if its people are of this workspace or its organisation."""
        known = await self._known()
        return known if not self._revoked and tenant in {known.team, known.enterprise} else None

    async def forget(self, enterprise: str, team: str) -> None:
        """The token is worth nothing any more; a new one comes with a restart."""
        self._revoked = True

    async def tenants(self) -> tuple[str, ...]:
        """The one there is."""
        known = await self._known()
        tenant = known.enterprise or known.team
        return (tenant,) if tenant and not self._revoked else ()

    async def _known(self) -> Installation:
        if not self._installation.team:
            await self.learn()
        return self._installation
