"""Counts the deliveries that a platform's door refused, by what was wrong with them.

A platform that is set up wrongly (another app's id, a clock that is minutes off) looks from
outside like one to which nobody writes. The counts tell the two apart. They hold no person, no
token and no address, and they live in memory: each process counts what came to itself.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import Enum

from bot.core.clock import Clock
from bot.core.observations import Observations, Topic


class Reason(Enum):
    """What differed in a delivery that was refused. The values appear in logs."""

    NO_TOKEN = "no_token"  # noqa: S105 - the name of a reason
    """The header with the token or signature is missing."""
    UNREADABLE = "unreadable"
    """The token or signature is not of the expected form."""
    NO_KEYS = "no_keys"
    """We could not fetch the platform's keys, so nobody can be verified."""
    UNKNOWN_KEY = "unknown_key"
    """Signed with a key that the platform does not publish, for example another cloud's."""
    KEY_NOT_ENDORSED = "key_not_endorsed"
    """Signed with a key that may not speak for this platform."""
    SIGNATURE = "signature"
    """The signature does not fit: forged, or made with another secret than ours."""
    ISSUER = "issuer"
    """A good signature of another issuer, for example another cloud's."""
    AUDIENCE = "audience"
    """A good signature for another app: our app id is probably wrong."""
    EXPIRED = "expired"
    """Too old. The seconds tell by how much: the same amount each time is a clock's error."""
    NOT_YET_VALID = "not_yet_valid"
    """From the future. The seconds tell by how much our clock is behind."""
    NO_EXPIRY = "no_expiry"
    """The token does not say when it expires."""
    SERVICE_URL = "service_url"
    """The token was issued for another service URL than the delivery names."""
    SERVICE_HOST = "service_host"
    """The delivery names a service URL whose host is not on our list."""
    CHANNEL = "channel"
    """A delivery of another product than this platform."""
    TENANT = "tenant"
    """Genuine, but from an organisation that we do not serve."""
    LIBRARY = "library"
    """The vendor's library refused what we found in order."""


@dataclass(frozen=True, slots=True)
class Refused:
    """The refusals of one platform for one reason."""

    count: int
    last: datetime
    """When the last one came."""
    seconds: int = 0
    """How far the last one's time was off; 0 for reasons that are not about time."""


class Refusals:
    """The refused deliveries of this process since its start."""

    def __init__(self, clock: Clock, observations: Observations | None = None) -> None:
        """``clock`` is the host's clock. ``observations`` tell the whole deployment."""
        self._clock = clock
        self._observations = observations
        self._found: dict[str, dict[Reason, Refused]] = {}

    def note(self, platform: str, reason: Reason, seconds: int = 0) -> None:
        """Count one refused delivery; ``seconds`` is how far its time was off."""
        reasons = self._found.setdefault(platform, {})
        known = reasons.get(reason)
        count = known.count + 1 if known is not None else 1
        reasons[reason] = Refused(count, self._clock.now(), seconds)
        if self._observations is not None:
            self._observations.note(Topic.REFUSED, platform, reason.value, seconds)

    def of(self, platform: str) -> Mapping[Reason, Refused]:
        """What was refused of a platform's deliveries, by reason."""
        return dict(self._found.get(platform, {}))
