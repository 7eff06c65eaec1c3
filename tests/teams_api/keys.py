"""Signing keys and tokens of the stand-in for Microsoft's sign-in."""

import base64
import itertools
import json
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey, generate_private_key

Json = dict[str, Any]
ISSUER = "https://api.botframework.com"
"""Who signs what Teams delivers."""
_NUMBERS = itertools.count(1)


@cache
def _pool(number: int) -> RSAPrivateKey:
    """A key of this number, made once: making one takes as long as a whole test."""
    return generate_private_key(public_exponent=65537, key_size=2048)


@dataclass(frozen=True)
class SigningKey:
    """A key, the id it is published under, and the channels it is endorsed for."""

    private: RSAPrivateKey = field(repr=False)
    kid: str
    endorsements: tuple[str, ...] = ("msteams",)

    @property
    def published(self) -> Json:
        """How it stands among the published keys."""
        numbers = self.private.public_key().public_numbers()
        return {
            "kty": "RSA",
            "use": "sig",
            "kid": self.kid,
            "x5t": self.kid,
            "n": _base64(numbers.n),
            "e": _base64(numbers.e),
            "endorsements": list(self.endorsements),
        }

    def sign(self, claims: Json, algorithm: str = "RS256", **headers: Any) -> str:
        """A token; ``headers`` change what its head says of itself."""
        head = {"kid": self.kid, "x5t": self.kid, **headers}
        return jwt.encode(claims, self.private, algorithm=algorithm, headers=head)


def new_key(pool: int, endorsements: tuple[str, ...] = ("msteams",)) -> SigningKey:
    """A key under a new id, by its number in the pool."""
    return SigningKey(_pool(pool), f"key-{next(_NUMBERS)}", endorsements)


def unsigned(claims: Json, **headers: Any) -> str:
    """A token that says of itself that nobody signed it."""
    head = {"alg": "none", "typ": "JWT", **headers}
    return ".".join((_text(head), _text(claims), ""))


def _base64(number: int) -> str:
    return _encode(number.to_bytes((number.bit_length() + 7) // 8, "big"))


def _text(value: Json) -> str:
    return _encode(json.dumps(value).encode())


def _encode(raw: bytes) -> str:
    return base64.urlsafe_b64encode(raw).rstrip(b"=").decode()
