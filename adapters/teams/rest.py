"""The transport without an SDK: PyJWT for what comes in, aiohttp for what goes out.

https://learn.microsoft.com/en-us/azure/bot-service/rest-api/bot-framework-rest-connector-api-reference
"""

import json
from typing import Any
from urllib.parse import quote, urlencode

from adapters.teams.bodies import PAGE, activity_of, all_members, as_sent
from adapters.teams.calls import ConnectorCalls
from adapters.teams.claims import Expected
from adapters.teams.hosts import ServiceHosts
from adapters.teams.inbound import InboundTokens
from adapters.teams.keys import SigningKeys
from adapters.teams.transport import CardMessage, Json, Member, NotReached, Unanswered

JSON = {"Content-Type": "application/json; charset=utf-8", "Accept": "application/json"}


class RestTransport:
    """``TeamsTransport`` over the Bot Connector's REST interface."""

    def __init__(
        self,
        app_id: str,
        hosts: ServiceHosts,
        calls: ConnectorCalls,
        keys: SigningKeys,
        expected: Expected | None,
    ) -> None:
        """Without ``expected`` (development only) nothing is authenticated.

        The caller ensures that such a bot is only reachable from its own machine.
        """
        self._app_id = app_id
        self._hosts = hosts
        self._calls = calls
        self._expected = expected
        self._inbound = InboundTokens(expected, keys) if expected is not None else None

    async def authenticate(self, activity: Json, authorization: str) -> None:
        """See ``TeamsTransport``."""
        if self._expected is not None and self._inbound is not None:
            service_url = self._expected.service_url(activity)
            await self._inbound.check(authorization, service_url)

    async def send(self, service_url: str, conversation: str, message: CardMessage) -> str:
        """See ``TeamsTransport``."""
        path = f"{_conversation(conversation)}/activities"
        return _id_of(await self._call("POST", service_url, path, activity_of(message)))

    async def update(
        self, service_url: str, conversation: str, activity: str, message: CardMessage
    ) -> None:
        """See ``TeamsTransport``."""
        path = f"{_conversation(conversation)}/activities/{quote(activity, safe='')}"
        await self._call("PUT", service_url, path, activity_of(message))

    async def open_personal(self, service_url: str, tenant: str, user: str) -> str:
        """See ``TeamsTransport``."""
        wanted = {
            "isGroup": False,
            "bot": {"id": f"28:{self._app_id}"},
            "members": [{"id": user}],
            "tenantId": tenant,
            "channelData": {"tenant": {"id": tenant}},
        }
        return _id_of(await self._call("POST", service_url, "/v3/conversations", wanted))

    async def members(self, service_url: str, conversation: str) -> list[Member]:
        """See ``TeamsTransport``."""

        async def page(token: str) -> Json:
            asked = {"pageSize": str(PAGE), **({"continuationToken": token} if token else {})}
            path = f"{_conversation(conversation)}/pagedmembers?{urlencode(asked, quote_via=quote)}"
            return await self._call("GET", service_url, path)

        return await all_members(page)

    async def _call(
        self, method: str, service_url: str, path: str, body: Json | None = None
    ) -> Json:
        if not self._hosts.allows(service_url):
            raise NotReached("a service URL that is not on the list")
        url = service_url.rstrip("/") + path
        sent = as_sent(body) if body is not None else None
        answer = await self._calls.make(method, url, JSON, sent)
        try:
            found: Any = json.loads(answer or b"{}")
        except (ValueError, RecursionError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        if not isinstance(found, dict):
            raise Unanswered("not an object")
        return found


def _conversation(name: str) -> str:
    return f"/v3/conversations/{quote(name, safe='')}"


def _id_of(answer: Json) -> str:
    if not answer.get("id"):
        raise Unanswered("done without an id")
    return str(answer["id"])
