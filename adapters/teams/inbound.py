"""Verifies the tokens of deliveries with PyJWT, and names what differs in a refused one."""

from collections.abc import Mapping
from typing import Any

import jwt
from jwt.algorithms import RSAAlgorithm
from jwt.types import Options

from adapters.refusals import Reason
from adapters.teams.claims import CHANNEL, Expected
from adapters.teams.keys import LONGEST_ID, SigningKeys
from adapters.teams.transport import Json, Unauthenticated

ALGORITHM = "RS256"
ONLY_THE_SIGNATURE: Options = {
    "verify_signature": True,
    "verify_exp": False,
    "verify_nbf": False,
    "verify_iat": False,
    "verify_aud": False,
    "verify_iss": False,
    "verify_sub": False,
    "verify_jti": False,
}
"""``Expected`` checks the claims, because it names the one that differs."""


class InboundTokens:
    """Verifies who signed a delivery, and whether it is meant for us."""

    def __init__(self, expected: Expected, keys: SigningKeys) -> None:
        self._expected = expected
        self._keys = keys

    async def check(self, authorization: str, service_url: str) -> None:
        """Return if the Bot Connector sent this header with this service URL.

        Raises ``Unauthenticated`` otherwise. The signature is checked first, so that only
        Microsoft can make us report that a claim differs.
        """
        scheme, _, token = authorization.partition(" ")
        if scheme != "Bearer" or not token:
            raise Unauthenticated(Reason.NO_TOKEN)
        self._expected.check(await self._claims(token), service_url)

    async def _claims(self, token: str) -> Json:
        try:
            header = jwt.get_unverified_header(token)
        except (jwt.InvalidTokenError, RecursionError) as fault:
            raise Unauthenticated(Reason.UNREADABLE) from fault
        if header.get("alg") != ALGORITHM:
            raise Unauthenticated(Reason.SIGNATURE)
        key = await self.key(header.get("kid"))
        try:
            public = RSAAlgorithm.from_jwk(dict(key))
            return jwt.decode(token, public, [ALGORITHM], options=ONLY_THE_SIGNATURE)  # type: ignore[arg-type]
        except (jwt.InvalidTokenError, jwt.InvalidKeyError, RecursionError) as fault:
            raise Unauthenticated(Reason.SIGNATURE) from fault

    async def key(self, key_id: object) -> Mapping[str, Any]:
        """The JSON Web Key of an id. Raises ``Unauthenticated`` unless it may speak for Teams."""
        if not isinstance(key_id, str) or len(key_id) > LONGEST_ID:
            raise Unauthenticated(Reason.UNREADABLE)
        key = await self._keys.find(key_id)
        if key is None:
            raise Unauthenticated(Reason.UNKNOWN_KEY if self._keys.any_known else Reason.NO_KEYS)
        endorsements = key.get("endorsements")
        if not isinstance(endorsements, list) or CHANNEL not in endorsements:
            raise Unauthenticated(Reason.KEY_NOT_ENDORSED)
        return key
