"""Fetches and caches the keys that verify the Bot Connector's tokens.

The SDK's own cache fetches on the event loop without a timeout, and refuses a rotated key for a
day. This one waits three seconds at most and looks again for an unknown key, but at most every
three minutes, so that forged tokens cannot cause calls.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

from aiohttp import ClientError, ClientSession, ClientTimeout

from adapters.response_body import whole

Json = dict[str, Any]

TIMEOUT_S = 3.0
FRESH_FOR_S = 24 * 60 * 60
AGAIN_AFTER_S = 180
"""The shortest pause between two fetches."""
WITHOUT_KEYS_AGAIN_AFTER_S = 5
"""The shorter pause while there is no key at all, and so no request can be verified."""
LARGEST = 1024 * 1024
LONGEST_ID = 200
"""The longest id of a key that is looked up."""
log = logging.getLogger(__name__)


class SigningKeys:
    """The keys of one metadata document. If a refresh fails, the old keys are kept."""

    def __init__(
        self, session: ClientSession, url: str, now: Callable[[], float] = time.monotonic
    ) -> None:
        """``url`` is that of the OpenID metadata; ``now`` tells the age of keys."""
        self._session = session
        self._url = url
        self._now = now
        self._keys: Mapping[str, Json] = {}
        self._fetched = float("-inf")
        self._looked = float("-inf")
        self._looking = asyncio.Lock()

    @property
    def host(self) -> str:
        """The host of the metadata."""
        return urlsplit(self._url).netloc

    @property
    def any_known(self) -> bool:
        """Whether there is any key, so that a look-up can succeed."""
        return bool(self._keys)

    async def find(self, key_id: str) -> Json | None:
        """The key with this id as a JSON Web Key, or ``None`` if there is none."""
        if key_id not in self._keys or self._now() - self._fetched >= FRESH_FOR_S:
            await self._look()
        return self._keys.get(key_id)

    async def check(self) -> bool:
        """Whether there are keys, after fetching them if none are fresh; for the doctor."""
        await self._look()
        return bool(self._keys)

    async def _look(self) -> None:
        begun = self._looked
        async with self._looking:
            pause = AGAIN_AFTER_S if self._keys else WITHOUT_KEYS_AGAIN_AFTER_S
            if self._looked > begun or self._now() - self._looked < pause:
                return
            self._looked = self._now()
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    found = await self._fetch()
            except (ClientError, TimeoutError, ValueError, KeyError, TypeError) as fault:
                log.warning("signing_keys_not_fetched", extra={"error": type(fault).__name__})
                return
            self._keys, self._fetched = found, self._looked

    async def _fetch(self) -> Mapping[str, Json]:
        where = (await self._get(self._url))["jwks_uri"]
        keys = (await self._get(str(where)))["keys"]
        found = {str(key["kid"]): key for key in keys if isinstance(key, dict) and key.get("kid")}
        if not found:
            raise ValueError("no keys")
        return found

    async def _get(self, url: str) -> Json:
        timeout = ClientTimeout(total=TIMEOUT_S)
        async with self._session.get(url, timeout=timeout, allow_redirects=False) as response:
            response.raise_for_status()
            body = await whole(response, LARGEST)
        found = json.loads(body)
        if not isinstance(found, dict):
            raise TypeError("not an object")
        return found
