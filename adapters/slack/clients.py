"""Clients of Slack's Web API: one for each installation, with no retries of their own.

The SDK's default repeats any call after a dropped connection, ``chat.postMessage`` too; whether
something may be repeated is for the job to say.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Protocol

from aiohttp import ClientConnectorError, ClientError, ClientSession
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.web.async_client import AsyncWebClient

from bot.core.errors import OutcomeUnknown, PlatformBusy, RecipientGone

Json = dict[str, Any]
Call = Callable[[], Awaitable[Any]]

GONE = frozenset(
    {
        "cant_post_message",
        "cant_update_message",
        "channel_is_archived",
        "channel_not_found",
        "edit_window_closed",
        "is_archived",
        "is_bot",
        "is_inactive",
        "message_not_found",
        "messages_tab_disabled",
        "not_in_channel",
        "restricted_action",
        "user_disabled",
        "user_is_bot",
        "user_is_restricted",
        "user_not_found",
        "user_not_visible",
        "users_not_found",
    }
)
"""Errors that will be the same however often it is tried: nobody is there to be written to."""
OURS = frozenset(
    {
        "access_denied",
        "account_inactive",
        "app_missing_action_url",
        "invalid_auth",
        "missing_scope",
        "no_permission",
        "not_allowed_token_type",
        "not_authed",
        "org_login_required",
        "team_access_not_granted",
        "token_expired",
        "token_revoked",
    }
)
"""Errors that somebody has to mend in the app's installation; the recipient is still there."""
UNCERTAIN = frozenset({"fatal_error", "internal_error", "request_timeout", "service_unavailable"})
"""Answers after which the message may hang there all the same."""
MENDED_BY = timedelta(minutes=5)
"""How long to wait before trying an installation again that is broken."""
BUSY_FOR = timedelta(seconds=30)
SERVER_FAULT = 500
TOO_MANY = 429


@dataclass(frozen=True)
class Installation:
    """The app in one workspace, or in an organisation of several; ``bot`` is its own user id."""

    team: str
    token: str
    bot: str = ""
    enterprise: str = ""

    @property
    def tenant(self) -> str:
        """Whose people it serves: user ids are the organisation's where there is one."""
        return self.enterprise or self.team


class Installations(Protocol):
    """Where the app is installed, among the workspaces that are allowed."""

    async def find(self, enterprise: str, team: str) -> Installation | None:
        """The installation for a workspace, or ``None`` if it is none of ours."""
        ...

    async def of_tenant(self, tenant: str) -> Installation | None:
        """The installation by which a workspace, or people of an organisation, are written to."""
        ...

    async def forget(self, enterprise: str, team: str, as_of: datetime | None = None) -> None:
        """It was taken away there at ``as_of``; nothing is sent with its token any more.

        News of it may come late. If it has been put in again since, nothing changes.
        """
        ...

    async def everywhere(self) -> tuple[Installation, ...]:
        """Where it is installed, and allowed."""
        ...


class Clients:
    """A client for each tenant that has an installation."""

    def __init__(self, installations: Installations, session: ClientSession, api: str) -> None:
        """``api`` is the address of the Web API, with a slash at its end."""
        self.installations = installations
        self._session = session
        self._api = api

    async def of(self, tenant: str) -> AsyncWebClient:
        """The client for a workspace or organisation. Raises ``PlatformBusy`` without one."""
        installation = await self.installations.of_tenant(tenant)
        if installation is None:
            # It may be installed again; whoever is waiting there has not gone away.
            raise PlatformBusy(MENDED_BY)
        return self.with_token(installation.token)

    def by(self, installation: Installation) -> AsyncWebClient:
        """The client of one installation."""
        return self.with_token(installation.token)

    def with_token(self, token: str) -> AsyncWebClient:
        """A client that speaks with this token."""
        return AsyncWebClient(
            token=token, base_url=self._api, session=self._session, retry_handlers=[]
        )


async def pages(
    read: Callable[[str | None], Awaitable[Any]],
    sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
) -> AsyncIterator[Json]:
    """Every page of an HR record; ``read`` is given a cursor. Raises what Slack's client raises.

    A listing of thousands is more calls than Slack takes in a minute: it says how long to wait,
    and to begin again from the first page would never end.
    """
    cursor = ""
    while True:
        try:
            answer = await read(cursor or None)
        except SlackApiError as fault:
            busy = _named(fault)
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
    """Make a call that shows something to somebody, and name what went wrong for its catcher."""
    try:
        answer = await call()
    except SlackApiError as fault:
        raise _named(fault) from fault
    except ClientConnectorError as fault:
        # Nothing left this machine.
        raise PlatformBusy(BUSY_FOR) from fault
    except (ClientError, TimeoutError, asyncio.IncompleteReadError) as fault:
        raise OutcomeUnknown from fault
    except (SlackClientError, json.JSONDecodeError) as fault:
        # An answer that is no JSON: whoever stood before Slack, it may have got through.
        raise OutcomeUnknown from fault
    found: Json = answer.data if isinstance(answer.data, dict) else {}
    return found


def error_of(fault: Exception) -> str:
    """Slack's own name of a refusal; nothing, if it was not Slack that answered."""
    body = getattr(getattr(fault, "response", None), "data", None)
    return str(body.get("error", "")) if isinstance(body, dict) else ""


def _named(fault: SlackApiError) -> Exception:
    response = fault.response
    status, headers = getattr(response, "status_code", 0), getattr(response, "headers", {}) or {}
    # What stands before Slack answers with a page, or with nothing.
    body = getattr(response, "data", response)
    error = str(body.get("error", "")) if isinstance(body, dict) else ""
    if status == TOO_MANY or error in {"ratelimited", "rate_limited", "message_limit_exceeded"}:
        return PlatformBusy(timedelta(seconds=_seconds(headers)))
    if error in OURS:
        return InstallationBroken(error)
    if error in GONE:
        return RecipientGone()
    if status >= SERVER_FAULT or error in UNCERTAIN or not error:
        return OutcomeUnknown()
    return fault


def _seconds(headers: Json) -> int:
    value = str(headers.get("Retry-After", headers.get("retry-after", "")))
    return max(1, int(value)) if value.isascii() and value.isdigit() else 30


class InstallationBroken(PlatformBusy):
    """The token was revoked, or lacks a scope: kept for when it is mended, and said aloud."""

    def __init__(self, error: str) -> None:
        """``error`` is Slack's own name of it."""
        super().__init__(MENDED_BY)
        self.error = error
