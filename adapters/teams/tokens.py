"""The app's own tokens for Microsoft's services, cached until shortly before they expire.

The SDK would request one on every turn, synchronously, on the event loop.
https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
"""

import asyncio
import logging
import time
from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from adapters.teams.credentials import Credential
from adapters.teams.transport import NotReached

TIMEOUT_S = 5.0
EARLY_S = 300
"""How long before its end a token is renewed."""
AGAIN_AFTER_S = 10
"""The pause after a refusal; otherwise a hundred jobs would ask at once."""
REFUSED = 400
log = logging.getLogger(__name__)


class NoToken(NotReached):
    """Entra gave no token."""

    def __init__(self, error: str = "") -> None:
        """``error`` is Entra's error code, empty if it did not answer; it holds no secret."""
        super().__init__(error or "no answer")
        self.error = error


class AppTokens:
    """Gets and caches the tokens of one app and scope."""

    def __init__(
        self,
        session: ClientSession,
        credential: Credential,
        url: str,
        scope: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """``url`` is the tenant's token endpoint; ``now`` tells when tokens expire."""
        self._session = session
        self._credential = credential
        self._url = url
        self._scope = scope
        self._now = now
        self._token = ""
        self._ends = float("-inf")
        self._refused: NoToken | None = None
        self._asked = float("-inf")
        self._asking = asyncio.Lock()

    @property
    def host(self) -> str:
        """The host that gives the tokens."""
        return urlsplit(self._credential.place(self._url)).netloc

    async def get(self) -> str:
        """A token that is still valid for some minutes. Raises ``NoToken``."""
        if self._now() < self._ends - EARLY_S:
            return self._token
        async with self._asking:
            if self._now() < self._ends - EARLY_S:
                return self._token
            if self._refused is not None and self._now() - self._asked < AGAIN_AFTER_S:
                raise NoToken(self._refused.error)
            self._asked = self._now()
            try:
                await self._ask()
            except NoToken as refused:
                log.error("teams_token_refused", extra={"error": refused.error})  # noqa: TRY400
                self._refused = refused
                if self._now() < self._ends:
                    return self._token  # It is still valid for some minutes.
                raise
        return self._token

    def forget(self, token: str) -> None:
        """Drop a token that the Bot Connector refused.

        A new token is kept: another one would be refused too, and costs a call.
        """
        if token == self._token and self._now() - self._asked >= AGAIN_AFTER_S:
            self._ends = float("-inf")

    async def _ask(self) -> None:
        try:
            asked = self._credential.asks(self._url, self._scope)
        except (OSError, ValueError) as fault:
            # A certificate that was replaced by something else.
            raise NoToken(type(fault).__name__) from fault
        timeout = ClientTimeout(total=TIMEOUT_S)
        verb = "GET" if asked.form is None else "POST"
        try:
            async with self._session.request(
                *(verb, asked.url),
                data=asked.form,
                headers=asked.headers,
                timeout=timeout,
                allow_redirects=False,
            ) as response:
                found: Any = await response.json(content_type=None)
                status = response.status
        except (ClientError, TimeoutError, ValueError) as fault:
            raise NoToken from fault
        if not isinstance(found, dict) or status >= REFUSED or not found.get("access_token"):
            error = found.get("error", "") if isinstance(found, dict) else ""
            raise NoToken(str(error)[:60])
        self._refused = None
        self._token = str(found["access_token"])
        self._ends = self._now() + _seconds(found.get("expires_in"))


def _seconds(given: object) -> float:
    """How long a token is valid; an hour if the answer does not tell."""
    text = str(given)
    return float(text) if text.isascii() and text.isdigit() else 3600.0
