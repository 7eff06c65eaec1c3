"""The port to a key service, and how a deployment's keys are opened by it."""

from collections.abc import Sequence
from typing import Protocol

from adapters.key_service.model import (
    DeploymentKey,
    KeyServiceError,
    KeyServiceSettings,
    Refusal,
    Token,
    WrappedKey,
)
from adapters.key_service.transit import transit
from adapters.outbound import Outbound
from adapters.setting_parsers import KEY_BYTES


class KeyService(Protocol):
    """Wraps and opens keys. Each raises ``KeyServiceError`` with the reason if it does not."""

    async def make(self) -> WrappedKey:
        """Make a key that nobody here ever sees; returns it wrapped."""
        ...

    async def wrap(self, key: bytes) -> WrappedKey:
        """Wrap a key."""
        ...

    async def open(self, key: WrappedKey) -> bytes:
        """Open a wrapped key."""
        ...

    async def renew(self, key: WrappedKey) -> WrappedKey:
        """Wrap a wrapped key with the newest version of the service's key, without opening it."""
        ...

    async def token(self) -> Token:
        """What the service says of the token it was given."""
        ...


async def opened_keys(
    keys: Sequence[DeploymentKey], settings: KeyServiceSettings | None, outbound: Outbound
) -> tuple[bytes, ...]:
    """All keys in the clear, in their order; asks the service only if one of them is wrapped.

    Raises ``KeyServiceError``.
    """
    plain = [key for key in keys if isinstance(key, bytes)]
    if len(plain) == len(keys):
        return tuple(plain)
    if settings is None:
        raise ValueError("a wrapped key needs a key service, which the settings check")
    async with transit(settings, outbound) as service:
        return tuple([await open_key(service, key) for key in keys])


async def open_key(service: KeyService, key: DeploymentKey) -> bytes:
    """A key in the clear. Raises ``KeyServiceError``."""
    if isinstance(key, bytes):
        return key
    found = await service.open(key)
    if len(found) != KEY_BYTES:
        raise KeyServiceError(Refusal.NOT_A_KEY)
    return found
