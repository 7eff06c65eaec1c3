"""Reads Entra's users with Microsoft Graph, if an administrator allows it.

It links the playbook's people to accounts by e-mail, and tells who left and which language people
read. It needs the permission ``User.Read.All`` and writes nothing.
https://learn.microsoft.com/en-us/graph/api/user-list
"""

import json
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlencode

from aiohttp import ClientError, ClientSession, ClientTimeout

from adapters.response_body import whole
from adapters.sessions import NOT_SENT
from adapters.teams.tokens import AppTokens
from adapters.teams.transport import Declined, NotReached, Unanswered

Json = dict[str, Any]

FIELDS = "id,mail,userPrincipalName,displayName,preferredLanguage,accountEnabled,userType"
PAGE = 500
MOST_PAGES = 400
TIMEOUT = ClientTimeout(total=20, connect=3)
LARGEST = 8 * 1024 * 1024
NOT_FOUND, REFUSED = 404, 300


@dataclass(frozen=True)
class Entry:
    """A user in Entra."""

    account: str
    emails: tuple[str, ...]
    name: str = ""
    locale: str = ""
    left: bool = False
    """Whether the account is disabled or no longer exists."""
    guest: bool = False


class Directory:
    """Entra's users in the served tenants. Methods raise what ``TeamsTransport`` raises."""

    def __init__(
        self, session: ClientSession, graph_url: str, tokens: Mapping[str, AppTokens]
    ) -> None:
        """``tokens`` by tenant are only ever sent to ``graph_url``."""
        self._session = session
        self._origin = graph_url.rstrip("/")
        self._tokens = tokens

    @property
    def tenants(self) -> tuple[str, ...]:
        """The tenants whose users may be read, sorted."""
        return tuple(sorted(self._tokens))

    async def everybody(self, tenant: str) -> AsyncIterator[list[Entry]]:
        """Yield all users of a tenant, one page at a time."""
        asked = urlencode({"$select": FIELDS, "$top": PAGE}, safe="$,")
        url = f"{self._origin}/v1.0/users?{asked}"
        for _ in range(MOST_PAGES):
            page = await self._get(tenant, url)
            yield [_entry(one) for one in page.get("value") or () if isinstance(one, dict)]
            url = str(page.get("@odata.nextLink") or "")
            if not url:
                return
            if not url.startswith(f"{self._origin}/"):
                raise Unanswered("a next page somewhere else")
        raise Unanswered("more pages than there can be")

    async def with_email(self, tenant: str, email: str) -> list[Entry]:
        """The users of a tenant with this e-mail address or principal name."""
        quoted = email.replace("'", "''")
        wanted = f"mail eq '{quoted}' or userPrincipalName eq '{quoted}'"
        asked = urlencode({"$select": FIELDS, "$filter": wanted}, safe="$,")
        page = await self._get(tenant, f"{self._origin}/v1.0/users?{asked}")
        return [_entry(one) for one in page.get("value") or () if isinstance(one, dict)]

    async def has(self, tenant: str, account: str) -> bool:
        """Whether a user still exists, by object id."""
        try:
            user = quote(account, safe="")
            await self._get(tenant, f"{self._origin}/v1.0/users/{user}?$select=id")
        except Declined as fault:
            if fault.status == NOT_FOUND:
                return False
            raise
        return True

    async def check(self, tenant: str) -> None:
        """Read one user, to see whether the app may; for the doctor."""
        await self._get(tenant, f"{self._origin}/v1.0/users?$select=id&$top=1")

    async def _get(self, tenant: str, url: str) -> Json:
        headers = {"Authorization": f"Bearer {await self._tokens[tenant].get()}"}
        try:
            async with self._session.get(
                url, headers=headers, timeout=TIMEOUT, allow_redirects=False
            ) as answer:
                status, after = answer.status, answer.headers.get("Retry-After", "")
                body = await whole(answer, LARGEST)
        except NOT_SENT as fault:
            raise NotReached("no connection") from fault
        except (ClientError, TimeoutError, ValueError) as fault:
            raise Unanswered(type(fault).__name__) from fault
        found = _object(body)
        if status >= REFUSED:
            error = found.get("error")
            code = str(error.get("code", ""))[:80] if isinstance(error, dict) else ""
            codes = (code,) if code else ()
            raise Declined(status, codes, float(after) if after.isdigit() else None)
        return found


def _object(body: bytes) -> Json:
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _entry(found: Json) -> Entry:
    def text(name: str) -> str:
        return str(found.get(name) or "").strip()

    emails = dict.fromkeys(one.casefold() for one in (text("mail"), text("userPrincipalName")))
    locale = text("preferredLanguage")
    return Entry(
        account=text("id").casefold(),
        emails=tuple(one for one in emails if "@" in one),
        name=text("displayName"),
        locale=locale.replace("-", "_") if locale.replace("-", "").isalnum() else "",
        left=found.get("accountEnabled") is False,
        guest=text("userType").casefold() == "guest",
    )
