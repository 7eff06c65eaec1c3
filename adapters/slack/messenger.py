"""Writing to people in Slack: one attempt each, at Slack's pace."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta

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
from adapters.slack.clients import Call, Clients, InstallationBroken, Json, sending
from adapters.slack.pace import Method, Pace
from adapters.slack.render import Drawing
from bot.core.clock import Clock
from bot.core.conversation import Address
from bot.core.errors import PlatformBusy, RecipientGone
from bot.core.people import Account
from bot.core.screens import Card

LONGEST_WAIT_S = 5.0
"""Up to so long a message waits for its slot; longer, and its job is put back.

Longer than the worker's whole batch takes at this pace: the last of it would else be put back
behind everybody who is due later.
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
        """``clock`` is the one by which somebody's rest ends; the host's unless given.

        ``now`` is the one by which the pace is kept, and ``sleep`` waits on it.
        """
        self._clock = clock or SystemClock()
        self._clients = clients
        self._now = now
        self._sleep = sleep
        self._pace = Pace()
        self._drawing = drawing or Drawing()

    @property
    def per_second(self) -> float:
        """Some hundreds of messages a minute in a workspace."""
        return 5.0

    async def open_direct(self, account: Account) -> Address:
        """The app's own conversation with somebody, which needs no call: their id names it.

        https://docs.slack.dev/reference/methods/chat.postMessage/ (channels, "Post to a DM").
        """
        return address_of(account.tenant, account.user)

    async def post(self, address: Address, card: Card) -> str:
        """Post a card; channel and timestamp name the message."""
        place = place_of(address)
        client = await self._clients.of(place.team)
        answer = await self._sent(
            place,
            Method.POST,
            lambda: client.chat_postMessage(
                channel=place.channel,
                **self._drawing.message(card),
                unfurl_links=False,
                unfurl_media=False,
                mrkdwn=False,
            ),
        )
        return message_of(str(answer["channel"]), str(answer["ts"]))

    async def replace(self, address: Address, message: str, card: Card) -> None:
        """Redraw a posted card, or somebody's home."""
        place = place_of(address)
        client = await self._clients.of(place.team)
        if message == HOME:
            view = self._drawing.home(card)
            await self._sent(
                place,
                Method.HOME,
                lambda: client.views_publish(user_id=place.channel, view=view),
            )
            return
        channel, timestamp = split_message(message)
        await self._sent(
            place,
            Method.UPDATE,
            lambda: client.chat_update(
                channel=channel, ts=timestamp, **self._drawing.message(card)
            ),
        )

    async def rests_for(self, account: Account) -> timedelta:
        """How long somebody's "do not disturb" goes on; zero if Slack does not say."""
        try:
            async with asyncio.timeout(REST_TIMEOUT_S):
                client = await self._clients.of(account.tenant)
                found = (await client.dnd_info(user=account.user)).data
        except (SlackApiError, SlackClientError, ClientError, PlatformBusy, TimeoutError):
            log.info("rest_not_known")
            return timedelta()
        return _rest(found if isinstance(found, dict) else {}, self._clock.now().timestamp())

    async def _slot(self, place: Place, method: Method) -> None:
        wait = self._pace.wait(place.team, method, place.channel, self._now(), LONGEST_WAIT_S)
        if wait > LONGEST_WAIT_S:
            raise PlatformBusy(timedelta(seconds=wait))
        if wait > 0:
            await self._sleep(wait)

    async def _sent(self, place: Place, method: Method, call: Call) -> Json:
        await self._slot(place, method)
        try:
            return await sending(call)
        except InstallationBroken as broken:
            log.error("slack_installation_broken", extra={"error": broken.error})  # noqa: TRY400
            raise
        except PlatformBusy as busy:
            # "Retry-After" is of the method in the workspace: the others would be told the same.
            self._pace.hold(place.team, method, self._now() + busy.retry_after.total_seconds())
            raise
        except RecipientGone:
            log.info("recipient_gone")
            raise


def _rest(found: Json, now: float) -> timedelta:
    """The longer of a snooze and tonight's quiet hours, if now lies in them."""
    ends = [now]
    if found.get("snooze_enabled"):
        ends.append(float(found.get("snooze_endtime") or 0))
    starts, stops = found.get("next_dnd_start_ts") or 0, found.get("next_dnd_end_ts") or 0
    if found.get("dnd_enabled") and float(starts) <= now < float(stops):
        ends.append(float(stops))
    return timedelta(seconds=max(ends) - now)
