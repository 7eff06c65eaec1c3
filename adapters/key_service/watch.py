"""Whether the next start of a process would get its keys."""

import time
from collections.abc import Iterator, Sequence
from datetime import timedelta

from adapters.certificates import WARNED_BEFORE
from adapters.clock import SystemClock
from adapters.key_service.model import (
    DeploymentKey,
    KeyServiceError,
    KeyServiceSettings,
    Token,
    WayIn,
    WrappedKey,
)
from adapters.key_service.opening import open_key
from adapters.key_service.transit import transit
from adapters.outbound import Outbound
from bot.core.health import Symptom
from bot.core.symptoms import ENDED, ENDS_SOON, KEY_PLAIN, KEY_SERVICE

LOOKED_EVERY_S = 3600.0
"""How often the service is asked while all is well: each time is a line in its audit log."""
PART_OF_LIFE = 4
"""A token is told of in the last quarter of its life: an agent renews it before that."""


class KeyServiceWatch:
    """Does now and then what a start does, and keeps what it found."""

    def __init__(
        self,
        keys: Sequence[DeploymentKey],
        settings: KeyServiceSettings | None,
        outbound: Outbound,
    ) -> None:
        """Ask nothing yet; without a key service there is nothing to look at."""
        self._keys = keys
        self._settings = settings
        self._outbound = outbound
        self._next = 0.0
        self._found: list[Symptom] = []

    async def look(self) -> list[Symptom]:
        """What is wrong. The service is asked once an hour, and at each look while it fails."""
        if self._settings is None:
            return []
        if time.monotonic() >= self._next:
            self._found = [*self._plain(), *await self._asked(self._settings)]
            if not any(each.cause is KEY_SERVICE for each in self._found):
                self._next = time.monotonic() + LOOKED_EVERY_S
        return self._found

    def _plain(self) -> Iterator[Symptom]:
        """The keys that still stand in the settings as they are."""
        count = sum(isinstance(key, bytes) for key in self._keys)
        if count:
            yield Symptom(KEY_PLAIN, count=count)

    async def _asked(self, settings: KeyServiceSettings) -> list[Symptom]:
        wrapped = [key for key in self._keys if isinstance(key, WrappedKey)]
        try:
            async with transit(settings, self._outbound) as service:
                for key in wrapped:
                    await open_key(service, key)
                if settings.way.kind is WayIn.TOKEN:
                    return list(about_to_end(await service.token()))
        except KeyServiceError as error:
            return [Symptom(KEY_SERVICE, detail=error.refusal)]
        return []


def about_to_end(token: Token) -> Iterator[Symptom]:
    """That a token ends soon, in the last quarter of its life or within a month."""
    if token.ends is None:
        return
    left, life = token.ends - SystemClock().now(), timedelta(seconds=token.life_s)
    if left <= min(WARNED_BEFORE, life / PART_OF_LIFE):
        cause = ENDED if left <= timedelta() else ENDS_SOON
        yield Symptom(cause, detail=f"SUPPORT_KMS_TOKEN ({token.ends.date().isoformat()})")
