"""Sealing with AES-GCM, and the deployment's keys.

A sealed value is a version byte, a random nonce of 96 bits and the ciphertext. Its table, owner
and field name are authenticated with it, so that it opens nowhere else. It is padded to a
multiple of 64 bytes to hide its length.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from bot.core.errors import BotError

KEY_BYTES = 32
_VERSION = b"\x01"
_NONCE_BYTES = 12
_STEP = 64
_LENGTH_BYTES = 4


class VaultError(BotError):
    """A sealed value cannot be opened: it was changed or moved, or its key is not given."""


def joined(*parts: str) -> bytes:
    """Encode texts unambiguously: each is preceded by its length."""
    encoded = [part.encode(errors="surrogatepass") for part in parts]
    return b"".join(len(part).to_bytes(8, "big") + part for part in encoded)


def seal(key: bytes, value: bytes, *about: str) -> bytes:
    """Seal ``value`` so that it opens only with ``key`` and for the same ``about``."""
    padded = len(value).to_bytes(_LENGTH_BYTES, "big") + value
    padded += bytes(-len(padded) % _STEP)
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return _VERSION + nonce + AESGCM(key).encrypt(nonce, padded, _VERSION + joined(*about))


def unseal(key: bytes, sealed: bytes, *about: str) -> bytes:
    """Open a sealed value. Raises ``VaultError`` if it was changed or moved."""
    if sealed[:1] != _VERSION:
        raise VaultError(f"{about}: sealed in a way this version does not know")
    nonce, ciphertext = sealed[1 : 1 + _NONCE_BYTES], sealed[1 + _NONCE_BYTES :]
    try:
        padded = AESGCM(key).decrypt(nonce, ciphertext, _VERSION + joined(*about))
    except (InvalidTag, ValueError) as error:
        raise VaultError(f"{about}: changed or moved since it was sealed") from error
    length = int.from_bytes(padded[:_LENGTH_BYTES], "big")
    return padded[_LENGTH_BYTES : _LENGTH_BYTES + length]


@dataclass(frozen=True)
class Wrapped:
    """A key sealed with a deployment key, and the id of that key."""

    key_id: str
    sealed: bytes


class Keyring:
    """The deployment's keys: the first wraps, all unwrap."""

    def __init__(self, keys: Sequence[bytes]) -> None:
        """Keep the keys; ``ValueError`` if there is none, or one is not 32 bytes long."""
        if not keys or any(len(key) != KEY_BYTES for key in keys):
            raise ValueError(f"the vault needs at least one key, each of {KEY_BYTES} bytes")
        self._keys = {_id_of(key): key for key in keys}
        self.first = _id_of(keys[0])

    @property
    def ids(self) -> frozenset[str]:
        """The ids of all keys."""
        return frozenset(self._keys)

    def wrap(self, key: bytes, *about: str) -> Wrapped:
        """Seal a key with the first deployment key."""
        return Wrapped(self.first, seal(self._keys[self.first], key, *about))

    def unwrap(self, wrapped: Wrapped, *about: str) -> bytes:
        """Open a wrapped key; ``VaultError`` names a deployment key that is not given."""
        if wrapped.key_id not in self._keys:
            raise VaultError(
                f"{about}: needs the deployment key {wrapped.key_id}, which is not given"
            )
        return unseal(self._keys[wrapped.key_id], wrapped.sealed, *about)


def _id_of(key: bytes) -> str:
    return hashlib.sha256(b"support-time-out key id" + key).hexdigest()[:12]
