"""Microsoft's sign-in, in a thread of its own: signing keys for what Teams delivers, tokens for us.

It has its own thread because whatever asks for keys by blocking its own event loop would wait
for itself for ever, and a test would hang instead of failing.
"""

import json
import threading
import time
from base64 import urlsafe_b64encode
from collections import Counter
from collections.abc import Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from itertools import count
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.hashes import SHA256
from jwt.types import Options

from tests.teams_api.keys import ISSUER, Json, SigningKey, new_key

APP_ID = "3f0c2e4a-1b6d-4c8e-9f10-2a3b4c5d6e7f"
APP_PASSWORD = "sample~password"
TENANT = "72f9a8b1-5c4d-4e3f-8a2b-1c0d9e8f7a6b"
SCOPE = "https://api.botframework.com/.default"
METADATA = "/v1/.well-known/openidconfiguration"
KEYS = "/v1/.well-known/keys"
TOKEN = "/oauth2/v2.0/token"
MACHINE = "/metadata/identity/oauth2/token"
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
LONGEST_HOLD_S = 30.0


class Issuer:
    """What ``login.botframework.com`` and ``login.microsoftonline.com`` are to the app.

    ``fetches`` counts what was asked for, by path. ``fail`` is a status every answer has, and
    ``garbled`` makes each an HTML page; ``hold`` lets callers wait until ``release``.
    """

    def __init__(self, tenants: tuple[str, ...] = (TENANT,)) -> None:
        """Start with one key; ``tenants`` are those in which our app may sign in."""
        self.tenants = set(tenants)
        self.key = new_key(0)
        self.keys = [self.key]
        self.stranger = SigningKey(new_key(1).private, self.key.kid)
        """Somebody else's key under the id of ours."""
        self.fetches: Counter[str] = Counter()
        self.asked: list[Json] = []
        """What was given to the token endpoint, without the secret."""
        self.issued: dict[str, float] = {}
        """The tokens that were given out, and until when each is good."""
        self._numbers = count()
        self.lives_s = 3599
        self.fail = 0
        self.garbled = False
        self.password = APP_PASSWORD
        self.certificate: x509.Certificate | None = None
        """The certificate that is registered for the app."""
        self.proofs: set[str] = set()
        """The assertions that were used."""
        self.public = ""
        """Its address if it is reached otherwise than by its port of loopback."""
        self._open = threading.Event()
        self._open.set()
        self._server: ThreadingHTTPServer | None = None
        self._thread: threading.Thread | None = None

    # ---- its life ----

    def start(self) -> Self:
        """Listen on a port of loopback."""
        handler = type("Handler", (_Handler,), {"issuer": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True
        )
        self._thread.start()
        return self

    def stop(self) -> None:
        """Let go of whoever waits, and close."""
        self.release()
        if self._server and self._thread:
            self._server.shutdown()
            self._server.server_close()
            self._thread.join()

    def __enter__(self) -> Self:
        """Start."""
        return self.start()

    def __exit__(self, *_: object) -> None:
        """Stop."""
        self.stop()

    @property
    def origin(self) -> str:
        """Where it is reached: what ``TEAMS_LOGIN_URL`` is to be."""
        assert self._server
        return self.public or f"http://127.0.0.1:{self._server.server_address[1]}"

    @property
    def metadata_url(self) -> str:
        """What ``TEAMS_OPENID_METADATA_URL`` is to be."""
        return f"{self.origin}{METADATA}"

    # ---- what tests do to it ----

    def rotate(self, *, keep: bool = False) -> SigningKey:
        """Sign with a new key from now on; the old one is no longer published unless kept."""
        self.key = new_key(2 if self.key.private is self.keys[0].private else 0)
        self.keys = [self.key, *(self.keys if keep else ())]
        return self.key

    def hold(self) -> None:
        """Answer nobody until ``release``."""
        self._open.clear()

    def release(self) -> None:
        """Answer again."""
        self._open.set()

    def revoke(self) -> None:
        """No token that was given out is good any more."""
        self.issued.clear()

    def accepts(self, bearer: str) -> bool:
        """Whether the connector takes this ``Authorization``."""
        token = bearer.removeprefix("Bearer ")
        return token != bearer and self.issued.get(token, 0.0) > time.monotonic()

    @property
    def key_fetches(self) -> int:
        """How often the signing keys were asked for."""
        return self.fetches[KEYS]

    @property
    def token_fetches(self) -> int:
        """How often a token for the connector was asked for."""
        return sum(number for path, number in self.fetches.items() if path.endswith(TOKEN))

    # ---- what Teams signs with it ----

    def claims(self, service_url: str, **changed: Any) -> Json:
        """The claims of a good token; ``None`` takes one away."""
        now = int(time.time())  # noqa: TID251 - the signature is of the real present
        claims: Json = {
            "iss": ISSUER,
            "aud": APP_ID,
            "serviceurl": service_url,
            "nbf": now - 300,
            "exp": now + 3600,
            **changed,
        }
        return {name: value for name, value in claims.items() if value is not None}

    def bearer(self, service_url: str, **changed: Any) -> str:
        """The ``Authorization`` of a delivery."""
        return f"Bearer {self.key.sign(self.claims(service_url, **changed))}"

    # ---- what it answers ----

    def waits(self) -> None:
        """Hold a caller back while it is held."""
        self._open.wait(LONGEST_HOLD_S)

    def get(self, path: str, query: str) -> tuple[int, Json]:
        """Documents and keys."""
        if path == METADATA:
            return 200, self._document()
        if path == KEYS:
            return 200, {"keys": [key.published for key in self.keys]}
        if path.endswith("/discovery/instance"):
            return 200, self._instance(query)
        if path.endswith("/.well-known/openid-configuration"):
            return 200, self._tenant_document(path.split("/")[1])
        return 404, {"error": "not_found"}

    def _document(self) -> Json:
        return {
            "issuer": ISSUER,
            "authorization_endpoint": "https://invalid.botframework.com",
            "jwks_uri": f"{self.origin}{KEYS}",
            "id_token_signing_alg_values_supported": ["RS256"],
            "token_endpoint_auth_methods_supported": ["private_key_jwt"],
        }

    def _instance(self, query: str) -> Json:
        asked = parse_qs(query).get("authorization_endpoint", [""])[0]
        tenant = urlsplit(asked).path.strip("/").split("/")[0] or TENANT
        host = urlsplit(self.origin).netloc
        document = f"{self.origin}/{tenant}/v2.0/.well-known/openid-configuration"
        return {
            "tenant_discovery_endpoint": document,
            "api-version": "1.1",
            "metadata": [
                {"preferred_network": host, "preferred_cache": host, "aliases": [host]},
            ],
        }

    def _tenant_document(self, tenant: str) -> Json:
        here = f"{self.origin}/{tenant}"
        return {
            "token_endpoint": f"{here}{TOKEN}",
            "authorization_endpoint": f"{here}/oauth2/v2.0/authorize",
            "device_authorization_endpoint": f"{here}/oauth2/v2.0/devicecode",
            "jwks_uri": f"{here}/discovery/v2.0/keys",
            "issuer": f"{here}/v2.0",
        }

    def post(self, path: str, given: dict[str, str]) -> tuple[int, Json]:
        """A token for the connector, as Entra gives it to an app with a secret."""
        if not path.endswith(TOKEN):
            return 404, {"error": "not_found"}
        self.asked.append({k: v for k, v in given.items() if k != "client_secret"})
        tenant = path.removesuffix(TOKEN).strip("/")
        if tenant not in self.tenants:
            return 400, _refused("invalid_request", 90002, f"Tenant '{tenant}' not found.")
        if given.get("grant_type") != "client_credentials":
            return 400, _refused("unsupported_grant_type", 70003, "Unsupported grant type.")
        if given.get("client_id") != APP_ID:
            return 400, _refused("unauthorized_client", 700016, "Application not found.")
        if "client_assertion" in given:
            if (refused := self._unproved(f"{self.origin}{path}", given)) is not None:
                return 401, refused
        elif given.get("client_secret") != self.password:
            return 401, _refused("invalid_client", 7000215, "Invalid client secret provided.")
        if not given.get("scope", "").endswith("/.default"):
            return 400, _refused("invalid_scope", 70011, "The scope is not valid.")
        token = self._issue(tenant, given["scope"].removesuffix("/.default"))
        lives = {"expires_in": self.lives_s, "ext_expires_in": self.lives_s}
        return 200, {"token_type": "Bearer", **lives, "access_token": token}

    def _unproved(self, url: str, given: dict[str, str]) -> Json | None:
        """What is wrong with an assertion that only the registered certificate may sign."""
        if given.get("client_assertion_type") != ASSERTION or self.certificate is None:
            return _refused("invalid_client", 700027, "The certificate is not registered.")
        proof = given["client_assertion"]
        thumbprint = urlsafe_b64encode(self.certificate.fingerprint(SHA256())).decode().rstrip("=")
        if jwt.get_unverified_header(proof).get("x5t#S256") != thumbprint:
            return _refused("invalid_client", 700027, "No certificate with this thumbprint.")
        key = self.certificate.public_key()
        assert isinstance(key, RSAPublicKey)
        wanted: Options = {"require": ["aud", "iss", "sub", "jti", "nbf", "exp"]}
        try:
            claims = jwt.decode(
                *(proof, key), algorithms=["PS256"], audience=url, issuer=APP_ID, options=wanted
            )
        except jwt.InvalidTokenError as fault:
            return _refused("invalid_client", 700024, str(fault))
        if claims["sub"] != APP_ID or claims["jti"] in self.proofs:
            return _refused("invalid_client", 700025, "Another app's, or used before.")
        self.proofs.add(claims["jti"])
        return None

    def metadata(self, query: str, headers: Mapping[str, str]) -> tuple[int, Json]:
        """What a machine in Azure is given that has an identity: a token for a resource."""
        given = {name: values[0] for name, values in parse_qs(query).items()}
        if headers.get("Metadata") != "true":
            return 400, {"error": "invalid_request", "error_description": "Metadata is missing."}
        if given.get("client_id") != APP_ID or given.get("api-version") != "2018-02-01":
            return 400, {"error": "invalid_request", "error_description": "Identity not found"}
        token = self._issue(TENANT, given["resource"])
        lives = {"expires_in": str(self.lives_s), "token_type": "Bearer"}
        return 200, {"access_token": token, "resource": given["resource"], **lives}

    def _issue(self, tenant: str, audience: str) -> str:
        now = int(time.time())  # noqa: TID251 - the signature is of the real present
        claims = {
            "aud": audience,
            "iss": f"https://sts.windows.net/{tenant}/",
            "iat": now,
            "nbf": now,
            "exp": now + self.lives_s,
            "appid": APP_ID,
            "tid": tenant,
            "uti": str(next(self._numbers)),
        }
        token = self.key.sign(claims)
        self.issued[token] = time.monotonic() + self.lives_s
        return token


def _refused(error: str, number: int, why: str) -> Json:
    return {
        "error": error,
        "error_description": f"AADSTS{number}: {why}",
        "error_codes": [number],
        "correlation_id": "00000000-0000-0000-0000-000000000000",
    }


class _Handler(BaseHTTPRequestHandler):
    """One caller; what it says is the issuer's."""

    issuer: Issuer
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Documents, keys, and the tokens of the machine."""
        asked = urlsplit(self.path)
        self.issuer.fetches[asked.path] += 1
        if asked.path == MACHINE:
            self._answer(*self.issuer.metadata(asked.query, dict(self.headers)))
            return
        self._answer(*self.issuer.get(asked.path, asked.query))

    def do_POST(self) -> None:
        """Tokens."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0)).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        path = urlsplit(self.path).path
        self.issuer.fetches[path] += 1
        self._answer(*self.issuer.post(path, given))

    def _answer(self, status: int, found: Json) -> None:
        self.issuer.waits()
        kind, body = "application/json", json.dumps(found).encode()
        if self.issuer.fail:
            status, body = self.issuer.fail, b""
        if self.issuer.garbled:
            kind, body = "text/html", b"<html><body>One moment, please</body></html>"
        try:
            self.send_response(status)
            self.send_header("Content-Type", kind)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            # In two pieces, as a long document comes over a long line.
            self.wfile.write(body[: len(body) // 2])
            self.wfile.flush()
            time.sleep(0.002)
            self.wfile.write(body[len(body) // 2 :])
        except (BrokenPipeError, ConnectionResetError):
            return  # the caller did not wait so long

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - its name there
        """Say nothing."""
