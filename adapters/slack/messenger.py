"""Sends messages to Slack: one attempt each, within Slack's rate limits."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from aiohttp import ClientError
from slack_sdk.errors import SlackApiError, SlackClientError

from adapters.clock import SystemClock
from adapters.slack.address import (
    HOME,
    Place,
    address_of,
    message_of,
    place_of,
    split_message,
)
from adapters.slack.clients import Call, Clients, Json, sending
from adapters.slack.pace import Method, Pace
from adapters.slack.render import Drawing
from bot.core.clock import Clock
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import InstallationBroken, PlatformBusy, RecipientGone
from bot.core.people import Account
from bot.core.screens import Card

LONGEST_WAIT_S = 5.0
"""The longest wait for a slot; if it would be longer, the job is put back.

A worker's whole batch takes less time than this. Otherwise the end of a batch would be put back
behind jobs that are due later.
"""
REST_TIMEOUT_S = 2.0
log = logging.getLogger(__name__)


class SlackMessenger:
    """``conversation.Messenger`` over Slack's Web API."""

    def __init__(
        self,
        clients: Clients,
        clock: Clock | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
        drawing: Drawing | None = None,
    ) -> None:
        """``clock`` gives dates (default: the host's); ``now`` and ``sleep`` pace the calls."""
        self._clock = clock or SystemClock()
        self._clients = clients
        self._now = now
        self._sleep = sleep
        self._pace = Pace()
        self._drawing = drawing or Drawing()

    @property
    def per_second(self) -> float:
        """Messages per second in one workspace."""
        return 5.0

    @property
    def closes_messages(self) -> bool:
        """Yes: desktop notifications show the text of a message's blocks.

        https://docs.slack.dev/changelog/2026/07/13/notification-changes
        """
        return True

    async def open_direct(self, account: Account) -> Address:
        """The app's private conversation with a person; their id is its address.

        https://docs.slack.dev/reference/methods/chat.postMessage/ (channels, "Post to a DM").
        """
        return address_of(account.tenant, account.user)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Post a card, and return the message's id (channel and timestamp)."""
        place = place_of(address)
        client = await self._clients.of(place.team)
        off = dict.fromkeys(("unfurl_links", "unfurl_media", "mrkdwn"), False)
        message = {**self._drawing.message(card), **off}
        post = partial(client.chat_postMessage, channel=place.channel, **message)
        answer = await self._sent(place, Method.POST, post, before_call)
        return message_of(str(answer["channel"]), str(answer["ts"]))

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Redraw a posted card, or a person's home tab."""
        place = place_of(address)
        client = await self._clients.of(place.team)
        if message == HOME:
            view = self._drawing.home(card)
            publish = partial(client.views_publish, user_id=place.channel, view=view)
            await self._sent(place, Method.HOME, publish, before_call)
            return
        channel, timestamp = split_message(message)
        drawn = self._drawing.message(card)
        update = partial(client.chat_update, channel=channel, ts=timestamp, **drawn)
        await self._sent(place, Method.UPDATE, update, before_call)

    async def rests_for(self, account: Account) -> timedelta:
        """How long a person's "do not disturb" lasts; zero if Slack does not tell."""
        try:
            async with asyncio.timeout(REST_TIMEOUT_S):
                client = await self._clients.of(account.tenant)
                found = (await client.dnd_info(user=account.user)).data
        except (SlackApiError, SlackClientError, ClientError, PlatformBusy, TimeoutError):
            log.info("rest_not_known")
            return timedelta()
        return _rest(found if isinstance(found, dict) else {}, self._clock.now().timestamp())

    async def _sent(
        self, place: Place, method: Method, call: Call, before_call: BeforeCall
    ) -> Json:
        """Wait for a slot, and make the call. Raises ``PlatformBusy`` if the wait is too long."""
        wait = self._pace.wait(place.team, method, place.channel, self._now(), LONGEST_WAIT_S)
        if wait > LONGEST_WAIT_S:
            raise PlatformBusy(timedelta(seconds=wait))
        if wait > 0:
            await self._sleep(wait)
        await before_call()
        try:
            return await sending(call)
        except InstallationBroken as broken:
            log.error("slack_installation_broken", extra={"error": broken.code})  # noqa: TRY400
            raise
        except PlatformBusy as busy:
            # "Retry-After" applies to all calls of this method in the workspace.
            self._pace.hold(place.team, method, self._now() + busy.retry_after.total_seconds())
            raise
        except RecipientGone:
            log.info("recipient_gone")
            raise


def _rest(found: Json, now: float) -> timedelta:
    """The longer of a snooze and the quiet hours, if ``now`` is within them."""
    ends = [now]
    if found.get("snooze_enabled"):
        ends.append(float(found.get("snooze_endtime") or 0))
    starts, stops = found.get("next_dnd_start_ts") or 0, found.get("next_dnd_end_ts") or 0
    if found.get("dnd_enabled") and float(starts) <= now < float(stops):
        ends.append(float(stops))
    return timedelta(seconds=max(ends) - now)
