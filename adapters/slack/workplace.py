"""Looks up in Slack who an account belongs to, and who is in a channel."""

import asyncio
import logging
import time
from collections.abc import Callable

from aiohttp import ClientError
from cachetools import TTLCache
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.slack.address import place_of
from adapters.slack.clients import Clients, Json
from bot.core.conversation import Address, Profile
from bot.core.errors import BotError
from bot.core.people import Account

TIMEOUT_S = 1.0
PROFILES_FOR_S = 12 * 60 * 60
MEMBERS_FOR_S = 2
"""Each press asks who is in a channel; this lets fifty simultaneous presses share one call."""
MEMBERS_AT_MOST_S = 60
"""How long the last known members count while Slack does not answer."""
MOST_KEPT = 5_000
PAGE = 1_000
FAULTS = (SlackApiError, SlackClientError, ClientError, BotError, TimeoutError, ValueError)
Members = frozenset[str]
log = logging.getLogger(__name__)


class SlackWorkplace:
    """``conversation.Workplace`` over Slack's Web API."""

    def __init__(self, clients: Clients, now: Callable[[], float] = time.monotonic) -> None:
        """Cache answers by the clock ``now``."""
        self._clients = clients
        self._profiles: TTLCache[str, Profile] = TTLCache(MOST_KEPT, PROFILES_FOR_S, timer=now)
        self._members: TTLCache[str, Members] = TTLCache(MOST_KEPT, MEMBERS_FOR_S, timer=now)
        self._members_lately: TTLCache[str, Members] = TTLCache(
            MOST_KEPT, MEMBERS_AT_MOST_S, timer=now
        )
        self._on_their_way: dict[str, asyncio.Task[Members]] = {}

    async def look_up(self, account: Account) -> Profile | None:
        """The profile of an account (``users.info``), or ``None`` if Slack does not tell."""
        key = f"{account.tenant}:{account.user}"
        known = self._profiles.get(key)
        if known is not None:
            return known
        try:
            async with asyncio.timeout(TIMEOUT_S):
                client = await self._clients.of(account.tenant)
                answer = (await client.users_info(user=account.user, include_locale=True)).data
        except FAULTS:
            log.info("profile_not_known")
            return None
        user = answer.get("user") if isinstance(answer, dict) else None
        if not isinstance(user, dict):
            return None
        self._profiles[key] = profile_of(user)
        return self._profiles[key]

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        """Whether an account is in a channel, or ``None`` if Slack does not tell."""
        members = self._members.get(channel.value)
        if members is None:
            try:
                async with asyncio.timeout(TIMEOUT_S):
                    members = await asyncio.shield(self._asking(channel))
            except FAULTS:
                log.info("members_not_known")
                members = self._members_lately.get(channel.value)
        return account.user in members if members is not None else None

    def _asking(self, channel: Address) -> asyncio.Task[Members]:
        """The running call for a channel's members; simultaneous callers share it."""
        task = self._on_their_way.get(channel.value)
        if task is None or task.done():
            task = asyncio.create_task(self._ask(channel))
            # Retrieve the exception, in case every caller gave up waiting.
            task.add_done_callback(lambda done: done.cancelled() or done.exception())
            self._on_their_way[channel.value] = task
        return task

    async def _ask(self, channel: Address) -> Members:
        found = await self._read(channel)
        self._members[channel.value] = self._members_lately[channel.value] = found
        return found

    async def _read(self, channel: Address) -> Members:
        place = place_of(channel)
        client = await self._clients.of(place.team)
        found: set[str] = set()
        cursor = ""
        while True:
            answer = await client.conversations_members(
                channel=place.channel, cursor=cursor or None, limit=PAGE
            )
            found.update(answer.get("members") or ())
            cursor = str((answer.get("response_metadata") or {}).get("next_cursor", ""))
            if not cursor:
                return frozenset(found)


def profile_of(user: Json) -> Profile:
    """The profile of a Slack user, without the unproven e-mail address of an outsider."""
    profile = user.get("profile") or {}
    outside = any(
        user.get(flag) for flag in ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot")
    )
    trusted = not outside and user.get("is_email_confirmed") is True
    return Profile(
        name=str(profile.get("real_name") or user.get("real_name") or ""),
        email=str(profile.get("email") or "") if trusted else "",
        phone=str(profile.get("phone") or ""),
        zone=str(user.get("tz") or ""),
        locale=str(user.get("locale") or "").replace("-", "_"),
        active=not user.get("deleted"),
    )
