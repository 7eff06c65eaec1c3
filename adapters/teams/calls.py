"""Makes signed calls to the Bot Connector: one attempt each, with our own exceptions."""

from collections.abc import Mapping

from aiohttp import ClientError, ClientSession

from adapters.response_body import whole
from adapters.sessions import NOT_SENT
from adapters.teams.endings import read_refusal
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import Declined, NotReached, Unanswered

LARGEST_ANSWER = 4 * 1024 * 1024
REFUSED = 300
UNAUTHORIZED = 401


class ConnectorCalls:
    """Calls over our own session. Its owner closes the session."""

    def __init__(self, session: ClientSession, tokens: AppTokens | None) -> None:
        """Without ``tokens`` (development only) calls are not signed."""
        self._session = session
        self._tokens = tokens

    async def make(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None
    ) -> bytes:
        """The body of the answer. Raises what ``TeamsTransport`` raises.

        After a 401, which had no effect, the call is made again with a new token.
        """
        token = await self._tokens.get() if self._tokens else ""
        status, after, answer = await self._attempt(method, url, headers, body, token)
        if status == UNAUTHORIZED and self._tokens:
            self._tokens.forget(token)
            if (other := await self._tokens.get()) != token:
                status, after, answer = await self._attempt(method, url, headers, body, other)
        if status >= REFUSED:
            status, codes = read_refusal(status, answer)
            raise Declined(status, codes, _seconds(after))
        return answer

    async def _attempt(
        self, method: str, url: str, headers: Mapping[str, str], body: bytes | None, token: str
    ) -> tuple[int, str, bytes]:
        """The status, the Retry-After header, and the body."""
        signed = {"Authorization": f"Bearer {token}"} if token else {}
        try:
            async with self._session.request(
                method, url, data=body, headers={**headers, **signed}, allow_redirects=False
            ) as answer:
                found = await whole(answer, LARGEST_ANSWER)
        # aiohttp repeats a PUT if a kept connection was closed, which is harmless; never a POST.
        except NOT_SENT as fault:
            raise NotReached("no connection") from fault
        except (ClientError, TimeoutError, ValueError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        return answer.status, answer.headers.get("Retry-After", ""), found


def _seconds(value: str) -> float | None:
    return float(value) if value.isascii() and value.isdigit() else None
