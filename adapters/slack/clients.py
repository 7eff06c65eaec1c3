"""Clients of Slack's Web API, one per installation, without the SDK's retries.

The SDK would repeat any call after a dropped connection, even ``chat.postMessage``. Only the job
knows whether a call may be repeated.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from adapters.packaged import table_of
from adapters.sessions import NOT_SENT
from bot.core.errors import (
    Faulty,
    InstallationBroken,
    NotUnderstood,
    OutcomeUnknown,
    PlatformBusy,
    RecipientGone,
)

Json = dict[str, Any]
Call = Callable[[], Awaitable[Any]]

ERRORS: Mapping[str, list[str]] = table_of("adapters.slack", "errors.toml")
"""Slack's error codes, by what they mean for a message."""
MENDED_BY = timedelta(minutes=5)
"""The wait before a broken installation is tried again."""
BUSY_FOR = timedelta(seconds=30)
SERVER_FAULT = 500
TOO_MANY = 429


@dataclass(frozen=True)
class Installation:
    """The app in one workspace, or in an organisation of several workspaces."""

    team: str
    """The workspace's id; empty for a whole organisation."""
    token: str
    bot: str = ""
    """The app's own user id."""
    enterprise: str = ""
    """The organisation's id, if there is one."""

    @property
    def tenant(self) -> str:
        """The tenant of its accounts: the organisation if there is one, else the workspace."""
        return self.enterprise or self.team


class Installations(Protocol):
    """The app's installations in allowed workspaces."""

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The installation for a workspace, or ``None``."""
        ...

    async def of_tenant(self, tenant: str) -> Installation | None:
        """The installation that writes to a workspace, or to an organisation's people."""
        ...

    async def forget(self, enterprise: str, team: str, as_of: datetime | None = None) -> None:
        """Stop using an installation that was removed at ``as_of``.

        The news may be late: an installation made after ``as_of`` is kept.
        """
        ...

    async def everywhere(self) -> tuple[Installation, ...]:
        """All allowed installations."""
        ...


class Clients:
    """Makes a client for each tenant that has an installation."""

    def __init__(self, installations: Installations, session: ClientSession, api: str) -> None:
        """``api`` is the URL of the Web API, with a slash at its end."""
        self.installations = installations
        self._session = session
        self._api = api

    async def of(self, tenant: str) -> AsyncWebClient:
        """The client for a workspace or organisation. Raises ``InstallationBroken`` without one."""
        installation = await self.installations.of_tenant(tenant)
        if installation is None:
            # The app may be installed again, so its recipients are not gone.
            raise InstallationBroken("not_installed")
        return self.with_token(installation.token)

    def with_token(self, token: str) -> AsyncWebClient:
        """A client that uses this token."""
        return AsyncWebClient(
            token=token, base_url=self._api, session=self._session, retry_handlers=[]
        )


async def pages(
    read: Callable[[str | None], Awaitable[Any]],
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[Json]:
    """Yield every page of a long list; ``read`` takes a cursor. Raises what Slack's client raises.

    A list of thousands needs more calls than Slack allows per minute. After a rate limit the
    same page is read again, because starting over would never end.
    """
    cursor = ""
    while True:
        try:
            answer = await read(cursor or None)
        except SlackApiError as fault:
            busy = refusal_of(fault)
            if not isinstance(busy, PlatformBusy) or isinstance(busy, InstallationBroken):
                raise
            await sleep(busy.retry_after.total_seconds())
            continue
        found: Json = answer.data if isinstance(answer.data, dict) else {}
        yield found
        cursor = str((found.get("response_metadata") or {}).get("next_cursor", ""))
        if not cursor:
            return


async def sending(call: Call) -> Json:
    """Make a call that shows something, and raise its failure as one of the bot's errors."""
    try:
        answer = await call()
    except SlackApiError as fault:
        raise refusal_of(fault) from fault
    except NOT_SENT as fault:
        # Nothing left this machine.
        raise PlatformBusy(BUSY_FOR) from fault
    except (ClientError, TimeoutError, asyncio.IncompleteReadError) as fault:
        raise OutcomeUnknown from fault
    except (SlackClientError, json.JSONDecodeError) as fault:
        # The answer is not JSON, perhaps from a proxy; the call may have reached Slack.
        raise OutcomeUnknown from fault
    found: Json = answer.data if isinstance(answer.data, dict) else {}
    return found


def error_of(fault: Exception) -> str:
    """Slack's error code, or an empty string if Slack itself did not answer."""
    body = getattr(getattr(fault, "response", None), "data", None)
    return str(body.get("error", "")) if isinstance(body, dict) else ""


def refusal_of(fault: SlackApiError) -> Exception:
    """What Slack's refusal means, as one of the bot's errors."""
    response = fault.response
    status, headers = getattr(response, "status_code", 0), getattr(response, "headers", {}) or {}
    # A proxy in front of Slack answers with a page, or with nothing.
    body = getattr(response, "data", response)
    error = str(body.get("error", "")) if isinstance(body, dict) else ""
    if status == TOO_MANY or error in {"ratelimited", "rate_limited", "message_limit_exceeded"}:
        return PlatformBusy(timedelta(seconds=_seconds(headers)))
    if error in ERRORS["ours"]:
        return InstallationBroken(error)
    if error in ERRORS["gone"]:
        return RecipientGone()
    if error in ERRORS["faulty"]:
        return Faulty(error)
    if error in ERRORS["later"]:
        return PlatformBusy(MENDED_BY)
    if status >= SERVER_FAULT or error in ERRORS["uncertain"] or not error:
        return OutcomeUnknown()
    return NotUnderstood(error)


def _seconds(headers: Json) -> int:
    value = str(headers.get("Retry-After", headers.get("retry-after", "")))
    return max(1, int(value)) if value.isascii() and value.isdigit() else 30
