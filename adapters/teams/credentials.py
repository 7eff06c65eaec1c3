"""How the app proves to Entra who it is: a secret, a certificate, or the machine it runs on.

https://learn.microsoft.com/en-us/entra/identity-platform/v2-oauth2-client-creds-grant-flow
https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials
https://learn.microsoft.com/en-us/entra/identity/managed-identities-azure-resources/how-to-use-vm-token
"""

import base64
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol
from urllib.parse import urlencode

import jwt

from adapters.clock import SystemClock

GRANT = {"grant_type": "client_credentials"}
ASSERTION = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
GOOD_FOR_S = 300
METADATA_PATH = "/metadata/identity/oauth2/token"
METADATA_VERSION = "2018-02-01"
ALL_OF_IT = "/.default"


@dataclass(frozen=True)
class TokenRequest:
    """A request for a token: a POST with a form, or a GET without one."""

    url: str
    form: Mapping[str, str] | None = field(default=None, repr=False)
    headers: Mapping[str, str] = field(default_factory=dict)


class Credential(Protocol):
    """Proves who the app is."""

    def asks(self, url: str, scope: str) -> TokenRequest:
        """The request for a token with a scope, at a tenant's token endpoint (``url``).

        Raises ``OSError`` and ``ValueError`` if what proves it cannot be read.
        """
        ...

    def place(self, url: str) -> str:
        """The address that is asked, where a tenant's token endpoint is at ``url``."""
        ...


@dataclass(frozen=True)
class Secret:
    """A client secret of the app's registration."""

    app_id: str
    value: str = field(repr=False)

    def asks(self, url: str, scope: str) -> TokenRequest:
        """See ``Credential``."""
        proof = {"client_id": self.app_id, "client_secret": self.value}
        return TokenRequest(url, {**GRANT, **proof, "scope": scope})

    def place(self, url: str) -> str:
        """See ``Credential``."""
        return url


@dataclass(frozen=True)
class Certificate:
    """A certificate of the app's registration, read for each token, so that it may be replaced."""

    app_id: str
    file: Path
    key: Path

    def asks(self, url: str, scope: str) -> TokenRequest:
        """See ``Credential``."""
        from adapters.certificates import read_signing  # noqa: PLC0415 - only where one is used

        signing = read_signing(self.file, self.key)
        now = int(SystemClock().now().timestamp())
        claims = {
            "aud": url,
            "iss": self.app_id,
            "sub": self.app_id,
            "jti": str(uuid.uuid4()),
            "iat": now,
            "nbf": now,
            "exp": now + GOOD_FOR_S,
        }
        thumbprint = base64.urlsafe_b64encode(signing.thumbprint).decode().rstrip("=")
        proof = {
            "client_id": self.app_id,
            "client_assertion_type": ASSERTION,
            "client_assertion": jwt.encode(
                claims, signing.key, algorithm="PS256", headers={"x5t#S256": thumbprint}
            ),
        }
        return TokenRequest(url, {**GRANT, **proof, "scope": scope})

    def place(self, url: str) -> str:
        """See ``Credential``."""
        return url


@dataclass(frozen=True)
class ManagedIdentity:
    """The identity that Azure gives to the machine: nothing to keep secret, or to renew."""

    app_id: str
    origin: str
    """Where the machine asks for its tokens."""

    def asks(self, url: str, scope: str) -> TokenRequest:
        """See ``Credential``. The tenant is always the machine's own."""
        wanted = {
            "api-version": METADATA_VERSION,
            "resource": scope.removesuffix(ALL_OF_IT),
            "client_id": self.app_id,
        }
        return TokenRequest(f"{self.place(url)}?{urlencode(wanted)}", headers={"Metadata": "true"})

    def place(self, url: str) -> str:
        """See ``Credential``."""
        return f"{self.origin}{METADATA_PATH}"
