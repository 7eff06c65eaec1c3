"""A stand-in for the transit engine of HashiCorp Vault and OpenBao, as far as we speak to it.

Its statuses and words are those of the real one.
"""

import asyncio
import base64
import secrets
from dataclasses import dataclass, field
from typing import Any, Self

from aiohttp import web
from aiohttp.test_utils import TestServer
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from adapters.key_service.model import Credential, KeyServiceSettings, Way, WayIn

ROLE_ID, SECRET_ID = "role-1", "hush-1"
ROLE, JWT = "support-timeout", "signed.by.cluster"
TURNS = 100
"""Of the event loop: enough for the other side to read what has arrived."""
DAY_S = 86_400
DENIED = "1 error occurred:\n\t* permission denied\n\n"
TOO_OLD = "ciphertext or signature version is disallowed by policy (too old)"


@dataclass
class FakeTransit:
    """A key service on loopback, with one key whose versions it keeps."""

    mount: str = "transit"
    name: str = "support-timeout"
    namespace: str = ""
    sealed: bool = False
    hangs: bool = False
    """Whether it takes requests and never answers."""
    min_decryption_version: int = 1
    policy: frozenset[str] = frozenset({"decrypt", "encrypt", "rewrap", "datakey/wrapped"})
    """What those who logged in may do with the key."""
    secret_id: str = SECRET_ID
    jwt: str = JWT
    tokens: dict[str, tuple[int, int]] = field(default_factory=dict)
    """The tokens that are good, with their seconds to live and of life; 0 for ever."""
    asked: list[str] = field(default_factory=list)
    """The paths asked for, without the version of the API."""
    revoked: list[str] = field(default_factory=list)
    in_pieces: bool = False
    """Whether an answer comes in two pieces, the second a while after the first."""
    _versions: list[bytes] = field(default_factory=lambda: [secrets.token_bytes(32)])
    _closing: asyncio.Event = field(default_factory=asyncio.Event)
    _server: TestServer | None = None

    async def __aenter__(self) -> Self:
        """Listen on a port of loopback."""
        app = web.Application()
        app.router.add_route("*", "/v1/{at:.+}", self._answer_in_pieces)
        self._server = TestServer(app)
        await self._server.start_server()
        return self

    async def __aexit__(self, *_: object) -> None:
        """Take nobody any more."""
        assert self._server is not None
        self._closing.set()
        await self._server.close()

    @property
    def url(self) -> str:
        """Its address."""
        assert self._server is not None
        return str(self._server.make_url("")).rstrip("/")

    def rotate(self) -> None:
        """Make a new version of the key."""
        self._versions.append(secrets.token_bytes(32))

    def issue(self, left_s: int = 0, life_s: int = 0) -> str:
        """A token that is good."""
        token = f"hvs.{secrets.token_hex(8)}"
        self.tokens[token] = left_s, life_s
        return token

    def settings(self, way: Way | None = None, **more: Any) -> KeyServiceSettings:
        """What a deployment is told of it."""
        way = way or Way(WayIn.APP_ROLE, ROLE_ID, Credential(SECRET_ID))
        found = {"url": self.url, "mount": self.mount, "key": self.name, "way": way}
        return KeyServiceSettings(**{**found, "namespace": self.namespace, **more})

    def environ(self) -> dict[str, str]:
        """The same as environment variables."""
        return {
            "SUPPORT_KMS_URL": self.url,
            "SUPPORT_KMS_KEY": f"{self.mount}/{self.name}",
            "SUPPORT_KMS_ROLE_ID": ROLE_ID,
            "SUPPORT_KMS_SECRET_ID": self.secret_id,
        }

    def sealing(self, key: bytes) -> str:
        """A key, wrapped by the newest version."""
        nonce, version = secrets.token_bytes(12), len(self._versions)
        sealed = nonce + AESGCM(self._versions[-1]).encrypt(nonce, key, None)
        return f"vault:v{version}:{base64.b64encode(sealed).decode()}"

    async def _answer_in_pieces(self, request: web.Request) -> web.StreamResponse:
        answer = await self._answer(request)
        if not self.in_pieces or not isinstance(answer.body, bytes):
            return answer
        pieces = web.StreamResponse(status=answer.status)
        await pieces.prepare(request)
        half = len(answer.body) // 2
        await pieces.write(answer.body[:half])
        for _ in range(TURNS):
            await asyncio.sleep(0)
        await pieces.write(answer.body[half:])
        return pieces

    async def _answer(self, request: web.Request) -> web.Response:
        at = request.match_info["at"]
        self.asked.append(at)
        if self.hangs:
            await self._closing.wait()
        if self.sealed:
            return _refused(503, "Vault is sealed")
        if request.headers.get("X-Vault-Namespace", "") != self.namespace:
            return _refused(404, f'no handler for route "{at}". route entry not found.')
        body = await request.json() if request.can_read_body else {}
        if at.startswith("auth/") and at.endswith("/login"):
            return self._login(at, body)
        token = request.headers.get("X-Vault-Token", "")
        if token not in self.tokens:
            return _refused(403, "permission denied")
        if at == "auth/token/lookup-self":
            left_s, life_s = self.tokens[token]
            return web.json_response({"data": {"ttl": left_s, "creation_ttl": life_s}})
        if at == "auth/token/revoke-self":
            del self.tokens[token]
            self.revoked.append(token)
            return web.Response(status=204)
        return self._of_key(at, body)

    def _login(self, at: str, body: dict[str, str]) -> web.Response:
        proofs = {
            "auth/approle/login": {"role_id": ROLE_ID, "secret_id": self.secret_id},
            "auth/kubernetes/login": {"role": ROLE, "jwt": self.jwt},
        }
        if at not in proofs:
            return _refused(404, f'no handler for route "{at}". route entry not found.')
        if body != proofs[at]:
            if "approle" in at:
                return _refused(400, "invalid role or secret ID")
            return _refused(403, "permission denied")
        token = self.issue(DAY_S, DAY_S)
        return web.json_response({"auth": {"client_token": token, "lease_duration": DAY_S}})

    def _of_key(self, at: str, body: dict[str, str]) -> web.Response:
        verb, _, name = at.removeprefix(f"{self.mount}/").rpartition("/")
        if not at.startswith(f"{self.mount}/") or verb not in self.policy:
            return _refused(403, DENIED)
        if name != self.name:
            return _refused(400, "encryption key not found")
        if verb == "datakey/wrapped":
            return _data(ciphertext=self.sealing(secrets.token_bytes(32)))
        if verb == "encrypt":
            return _data(ciphertext=self.sealing(base64.b64decode(body["plaintext"])))
        try:
            key = self._opened(body["ciphertext"])
        except ValueError as fault:
            return _refused(400, str(fault))
        if verb == "rewrap":
            return _data(ciphertext=self.sealing(key))
        return _data(plaintext=base64.b64encode(key).decode())

    def _opened(self, text: str) -> bytes:
        _, version, sealed = text.split(":")
        number, whole = int(version.removeprefix("v")), base64.b64decode(sealed)
        if number > len(self._versions):
            raise ValueError("invalid ciphertext: version is too new")
        if number < self.min_decryption_version:
            raise ValueError(TOO_OLD)
        try:
            return AESGCM(self._versions[number - 1]).decrypt(whole[:12], whole[12:], None)
        except InvalidTag:
            raise ValueError("cipher: message authentication failed") from None


def _data(**data: str) -> web.Response:
    return web.json_response({"data": data})


def _refused(status: int, words: str) -> web.Response:
    return web.json_response({"errors": [words]}, status=status)
