"""The transit engine of HashiCorp Vault and OpenBao, spoken to over HTTP.

Its key never leaves it: it is sent what it wrapped, and answers with what is in it.
"""

import base64
import binascii
import json
import ssl
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager, suppress
from datetime import timedelta
from typing import Any
from urllib.parse import quote

from aiohttp import (
    ClientConnectorCertificateError,
    ClientConnectorSSLError,
    ClientError,
    ClientHttpProxyError,
    ClientProxyConnectionError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
)

from adapters.clock import SystemClock
from adapters.key_service.model import (
    KeyServiceError,
    KeyServiceSettings,
    Refusal,
    Token,
    Way,
    WayIn,
    WrappedKey,
    is_wrapped,
)
from adapters.outbound import Outbound
from adapters.response_body import whole
from adapters.sessions import open_session

ANSWER_WITHIN_S = 10.0
"""How long one call may take before a start gives up."""
LOG_OUT_WITHIN_S = 2.0
LONGEST_ANSWER = 64 * 1024
OK = 200
NO_CONTENT = 204
BAD_REQUEST = 400
SERVER_ERRORS = 500
_OF_STATUS = {
    BAD_REQUEST: Refusal.MALFORMED,
    403: Refusal.DENIED,
    404: Refusal.NOT_THERE,
    429: Refusal.BUSY,
    503: Refusal.SEALED,
}
_NO_KEY = "encryption key not found"
_TOO_OLD = "disallowed by policy (too old)"


@asynccontextmanager
async def transit(
    settings: KeyServiceSettings, outbound: Outbound, within_s: float = ANSWER_WITHIN_S
) -> AsyncIterator["Transit"]:
    """Log in for the block, and out again. Raises ``KeyServiceError``.

    Each call fails after ``within_s`` seconds.
    """
    headers = {"X-Vault-Request": "true"}
    if settings.namespace:
        headers["X-Vault-Namespace"] = settings.namespace
    timeout = ClientTimeout(total=within_s)
    async with open_session(outbound, timeout, headers=headers) as session:
        calls = _Calls(session, settings.url)
        token = await _log_in(calls, settings.way)
        try:
            yield Transit(calls, settings, token)
        finally:
            if settings.way.kind in {WayIn.APP_ROLE, WayIn.WORKLOAD}:
                with suppress(KeyServiceError):
                    # It would end by itself, but until then it could open our keys.
                    await calls.post("auth/token/revoke-self", {}, token, within_s=LOG_OUT_WITHIN_S)


async def _log_in(calls: "_Calls", way: Way) -> str:
    """A token; empty for the agent, which adds its own."""
    if way.credential is None:
        return ""
    secret = way.credential.read()
    if way.kind is WayIn.TOKEN:
        return secret
    body = {"role_id": way.name, "secret_id": secret}
    if way.kind is WayIn.WORKLOAD:
        body = {"role": way.name, "jwt": secret}
    try:
        answer = await calls.post(f"auth/{quote(way.mount or way.kind)}/login", body)
    except KeyServiceError as error:
        if error.refusal in {Refusal.MALFORMED, Refusal.DENIED, Refusal.NOT_THERE}:
            raise KeyServiceError(Refusal.LOGIN) from error
        raise
    try:
        return str(answer["auth"]["client_token"])
    except (KeyError, TypeError):
        # Without its cause, which may hold a token.
        raise KeyServiceError(Refusal.NOT_UNDERSTOOD) from None


class Transit:
    """The key service while we are logged in."""

    def __init__(self, calls: "_Calls", settings: KeyServiceSettings, token: str) -> None:
        """Use the key that the settings name."""
        self._calls = calls
        self._settings = settings
        self._token = token

    async def make(self) -> WrappedKey:
        """Make a key that nobody here ever sees; returns it wrapped."""
        return _wrapped(await self._ask("datakey/wrapped", {"bits": 256}))

    async def wrap(self, key: bytes) -> WrappedKey:
        """Wrap a key."""
        return _wrapped(await self._ask("encrypt", {"plaintext": base64.b64encode(key).decode()}))

    async def open(self, key: WrappedKey) -> bytes:
        """Open a wrapped key."""
        data = await self._ask("decrypt", {"ciphertext": key.text})
        try:
            return base64.b64decode(data["plaintext"], validate=True)
        except (KeyError, TypeError, binascii.Error, ValueError):
            # Without its cause, which may hold what was opened.
            raise KeyServiceError(Refusal.NOT_UNDERSTOOD) from None

    async def renew(self, key: WrappedKey) -> WrappedKey:
        """Wrap a wrapped key with the newest version of the service's key, without opening it."""
        return _wrapped(await self._ask("rewrap", {"ciphertext": key.text}))

    async def token(self) -> Token:
        """What the service says of the token it was given."""
        answer = await self._calls.get("auth/token/lookup-self", self._token)
        try:
            data = answer["data"]
            left_s, life_s = int(data["ttl"]), int(data["creation_ttl"])
        except (KeyError, TypeError, ValueError) as error:
            raise KeyServiceError(Refusal.NOT_UNDERSTOOD) from error
        # A token that never ends was issued for no time at all.
        ends = SystemClock().now() + timedelta(seconds=left_s) if life_s else None
        return Token(ends, life_s)

    async def _ask(self, verb: str, body: Mapping[str, Any]) -> Mapping[str, Any]:
        at = f"{quote(self._settings.mount)}/{verb}/{quote(self._settings.key, safe='')}"
        try:
            answer = await self._calls.post(at, body, self._token)
        except KeyServiceError as error:
            if error.refusal is Refusal.MALFORMED and "ciphertext" in body:
                raise KeyServiceError(Refusal.OTHER_KEY) from error
            raise
        data = answer.get("data")
        if not isinstance(data, dict):
            raise KeyServiceError(Refusal.NOT_UNDERSTOOD)
        return data


class _Calls:
    """Calls of the service's API."""

    def __init__(self, session: ClientSession, url: str) -> None:
        self._session = session
        self._url = url

    async def post(
        self, at: str, body: Mapping[str, Any], token: str = "", *, within_s: float = 0
    ) -> Mapping[str, Any]:
        return await self._call("POST", at, token, body, within_s)

    async def get(self, at: str, token: str) -> Mapping[str, Any]:
        return await self._call("GET", at, token)

    async def _call(
        self,
        method: str,
        at: str,
        token: str,
        body: Mapping[str, Any] | None = None,
        within_s: float = 0,
    ) -> Mapping[str, Any]:
        """``within_s`` may be less than the session's limit."""
        headers = {"X-Vault-Token": token} if token else {}
        url = f"{self._url}/v1/{at}"
        try:
            async with self._session.request(
                method,
                url,
                headers=headers,
                json=body,
                timeout=ClientTimeout(total=within_s) if within_s else self._session.timeout,
                # A redirect would take the token to another host.
                allow_redirects=False,
            ) as response:
                return await _read(response)
        except (ClientError, TimeoutError, OSError) as error:
            raise KeyServiceError(_refusal_of(error)) from error


def _refusal_of(error: Exception) -> Refusal:
    """Why a call got no answer."""
    match error:
        case ClientConnectorCertificateError() | ClientConnectorSSLError() | ssl.SSLError():
            return Refusal.CERTIFICATE
        case ClientHttpProxyError() | ClientProxyConnectionError():
            return Refusal.PROXY
        case TimeoutError():
            return Refusal.SLOW
        case _:
            return Refusal.UNREACHABLE


async def _read(response: ClientResponse) -> Mapping[str, Any]:
    """The body of an answer. Raises ``KeyServiceError`` for one that is a refusal."""
    if response.status == NO_CONTENT:
        return {}
    try:
        body = json.loads(await whole(response, LONGEST_ANSWER))
    except ValueError:
        body = None
    if response.status != OK:
        raise KeyServiceError(_refusal_in(response.status, body))
    if not isinstance(body, dict):
        raise KeyServiceError(Refusal.NOT_UNDERSTOOD)
    return body


def _refusal_in(status: int, body: object) -> Refusal:
    """Why the service refuses, by its status and its own words."""
    errors = body.get("errors", []) if isinstance(body, dict) else None
    if not isinstance(errors, list):
        # A proxy or a web server answered in its place.
        return Refusal.FAILED if status >= SERVER_ERRORS else Refusal.NOT_UNDERSTOOD
    words = " ".join(map(str, errors))
    if _NO_KEY in words:
        return Refusal.NOT_THERE
    if _TOO_OLD in words:
        return Refusal.TOO_OLD
    fallback = Refusal.FAILED if status >= SERVER_ERRORS else Refusal.NOT_UNDERSTOOD
    return _OF_STATUS.get(status, fallback)


def _wrapped(data: Mapping[str, Any]) -> WrappedKey:
    text = data.get("ciphertext")
    if not isinstance(text, str) or not is_wrapped(text):
        raise KeyServiceError(Refusal.NOT_UNDERSTOOD)
    return WrappedKey(text)
