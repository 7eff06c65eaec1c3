"""What a delivery and its token must say of themselves to be Teams' and meant for us.

https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-authentication
"""

import math
from dataclasses import dataclass, field

from adapters.refusals import Reason
from adapters.teams.hosts import ServiceHosts, same_service_url
from adapters.teams.transport import Json, Unauthenticated
from bot.core.clock import Clock

CHANNEL = "msteams"
LEEWAY_S = 300
"""How far Microsoft's clock and ours may differ: five minutes, as Microsoft's SDKs allow."""


@dataclass(frozen=True)
class Expected:
    """What is expected of the deliveries of one app in one cloud."""

    app_id: str
    issuer: str
    hosts: ServiceHosts
    clock: Clock
    """The host's clock."""
    audiences: frozenset[str] = field(init=False)
    """The names under which tokens may be meant for the app, in lower case.

    They are those that Microsoft's own SDK accepts: a bot that is registered with Entra has its
    tokens issued to its application id URI.
    https://github.com/microsoft/teams.py/blob/main/packages/apps/src/microsoft_teams/apps/auth/token_validator.py
    """

    def __post_init__(self) -> None:
        """Raise ``ValueError`` without an app id: every token would do, or none."""
        if not self.app_id:
            raise ValueError("without an app id requests cannot be authenticated")
        app_id = self.app_id.casefold()
        names = {app_id, f"api://{app_id}", f"api://botid-{app_id}"}
        object.__setattr__(self, "audiences", frozenset(names))

    def is_audience(self, named: object) -> bool:
        """Whether a token with this audience is meant for the app."""
        return isinstance(named, str) and named.casefold() in self.audiences

    def service_url(self, activity: Json) -> str:
        """The service URL of an activity. Raises ``Unauthenticated`` if it cannot be Teams'."""
        service_url = activity.get("serviceUrl")
        if activity.get("channelId") != CHANNEL:
            raise Unauthenticated(Reason.CHANNEL)
        if not isinstance(service_url, str) or not self.hosts.allows(service_url):
            raise Unauthenticated(Reason.SERVICE_HOST)
        return service_url

    def check(self, claims: Json, service_url: str) -> None:
        """Check the claims of a token whose signature is good.

        Raises ``Unauthenticated`` with what differs, the most telling first.
        """
        if claims.get("iss") != self.issuer:
            raise Unauthenticated(Reason.ISSUER)
        if not self.is_audience(claims.get("aud")):
            raise Unauthenticated(Reason.AUDIENCE)
        now = self.clock.now().timestamp()
        ends = _moment(claims.get("exp"))
        if ends is None:
            raise Unauthenticated(Reason.NO_EXPIRY)
        if now - ends > LEEWAY_S:
            raise Unauthenticated(Reason.EXPIRED, round(now - ends))
        for begins in (_moment(claims[name]) for name in ("nbf", "iat") if name in claims):
            if begins is None:
                raise Unauthenticated(Reason.UNREADABLE)
            if begins - now > LEEWAY_S:
                raise Unauthenticated(Reason.NOT_YET_VALID, round(begins - now))
        given = claims.get("serviceurl")
        if not isinstance(given, str) or not given or not same_service_url(given, service_url):
            raise Unauthenticated(Reason.SERVICE_URL)


def _moment(found: object) -> float | None:
    """Seconds since 1970, or ``None`` if the claim holds no such number."""
    if isinstance(found, bool) or not isinstance(found, int | float) or not math.isfinite(found):
        return None
    return float(found)
