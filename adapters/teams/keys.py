"""The keys with which Microsoft signs what it delivers: fetched without blocking, kept, renewed.

The vendor's own cache fetches with a blocking call and no timeout, and never learns of a key
that was rotated in; this one stands in its place.
"""

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import ClientError, ClientSession, ClientTimeout
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import PyJWTError

FRESH_FOR_S = 24 * 60 * 60
"""Microsoft asks to refresh the keys once a day."""
PAUSE_S = 180
"""Between two fetches: whoever makes up key ids cannot make us fetch more often."""
TIMEOUT = ClientTimeout(total=5)
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SigningKey:
    """A public key, and the channels whose messages it may sign."""

    public_key: Any
    endorsements: tuple[str, ...]


class SigningKeys:
    """The keys of one metadata address; the vendor's token check asks ``get``."""

    def __init__(
        self,
        session: ClientSession,
        metadata_url: str,
        now: Callable[[], float] = time.monotonic,
    ) -> None:
        """Nothing is fetched before the first key is asked for."""
        self._session = session
        self._url = metadata_url
        self._now = now
        self._keys: Mapping[str, SigningKey] = {}
        self._fetched_at: float | None = None
        self._tried_at: float | None = None
        self._one_at_a_time = asyncio.Lock()

    async def get(self, key_id: str | None) -> SigningKey | None:
        """The key with this id, or ``None`` if Microsoft names none such.

        When a refresh fails the keys from before go on being used. Raises nothing.
        """
        if key_id is None:
            return None
        if key_id not in self._keys or self._is_stale():
            async with self._one_at_a_time:
                if key_id not in self._keys or self._is_stale():
                    await self._refresh()
        return self._keys.get(key_id)

    def _is_stale(self) -> bool:
        return self._fetched_at is None or self._now() - self._fetched_at > FRESH_FOR_S

    async def _refresh(self) -> None:
        if self._tried_at is not None and self._now() - self._tried_at < PAUSE_S:
            return
        self._tried_at = self._now()
        try:
            metadata = await self._fetch(self._url)
            found = await self._fetch(str(metadata["jwks_uri"]))
            self._keys = dict(_key(each) for each in found["keys"] if each.get("kty") == "RSA")
            self._fetched_at = self._now()
        except (ClientError, TimeoutError, ValueError, KeyError, TypeError, PyJWTError):
            log.exception("signing_keys_not_fetched")

    async def _fetch(self, url: str) -> dict[str, Any]:
        async with self._session.get(url, timeout=TIMEOUT) as response:
            response.raise_for_status()
            found: dict[str, Any] = json.loads(await response.read())
            return found


def _key(given: dict[str, Any]) -> tuple[str, SigningKey]:
    endorsements = tuple(str(one) for one in given.get("endorsements", ()))
    return str(given["kid"]), SigningKey(RSAAlgorithm.from_jwk(json.dumps(given)), endorsements)
