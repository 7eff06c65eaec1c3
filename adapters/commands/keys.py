"""``keys new``, ``wrap`` and ``renew``: the wrapped keys for ``SUPPORT_KEYS``.

What goes to standard output is the value of the setting alone, so that it can be sent to a new
file: the one that ``SUPPORT_KEYS_FILE`` names would be emptied before it is read.
"""

import argparse
import base64
import sys

from adapters.faults import NotReady
from adapters.key_service.model import DeploymentKey, KeyServiceSettings, WrappedKey
from adapters.key_service.settings import URL
from adapters.key_service.transit import transit
from adapters.settings import KeySettings, for_keys

NO_SERVICE = f"There is no key service.\n  Set {URL} and a way to log in."
NO_KEYS = "SUPPORT_KEYS is not set.\n  Make a key with: support-timeout keys new."
NEW = (
    "Put it first in SUPPORT_KEYS, before the keys that are there. Restart all processes, then run"
    " support-timeout rewrap.\n"
)
REPLACE = (
    "This is the whole value of SUPPORT_KEYS: the same keys, wrapped. Put it in place of the old"
    " one, and restart all processes.\n"
)


async def new(_: argparse.Namespace) -> int:
    """Have the key service make a key, and print it wrapped; nobody here sees it plain."""
    settings = for_keys()
    async with transit(_service(settings), settings.outbound) as service:
        made = await service.make()
    sys.stdout.write(f"{made.text}\n")
    sys.stderr.write(NEW)
    return 0


async def wrap(_: argparse.Namespace) -> int:
    """Print ``SUPPORT_KEYS`` with each plain key wrapped."""
    settings = _with_keys()
    async with transit(_service(settings), settings.outbound) as service:
        _print(
            [await service.wrap(key) if isinstance(key, bytes) else key for key in settings.keys]
        )
    return 0


async def renew(_: argparse.Namespace) -> int:
    """Print ``SUPPORT_KEYS`` wrapped with the newest version of the service's key."""
    settings = _with_keys()
    async with transit(_service(settings), settings.outbound) as service:
        _print(
            [
                await service.renew(key) if isinstance(key, WrappedKey) else key
                for key in settings.keys
            ]
        )
    return 0


def _with_keys() -> KeySettings:
    settings = for_keys()
    if not settings.keys:
        raise NotReady(NO_KEYS)
    return settings


def _service(settings: KeySettings) -> KeyServiceSettings:
    if settings.key_service is None:
        raise NotReady(NO_SERVICE)
    return settings.key_service


def _print(keys: list[DeploymentKey]) -> None:
    texts = [
        key.text if isinstance(key, WrappedKey) else base64.b64encode(key).decode() for key in keys
    ]
    sys.stdout.write(",".join(texts) + "\n")
    sys.stderr.write(REPLACE)
