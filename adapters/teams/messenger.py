"""Sends messages to Teams: one attempt each, within Teams' rate limits."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import TypeVar

from cachetools import LRUCache

from adapters.teams.address import HOME, PLATFORM, Place, address_of, place_of
from adapters.teams.clients import Tenants, sending
from adapters.teams.members import Members
from adapters.teams.pace import Pace
from adapters.teams.render import MOST_REFRESHED, home_of, message_of
from adapters.teams.transport import CardMessage, TeamsTransport
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import InstallationBroken, PlatformBusy, RecipientGone
from bot.core.people import Account
from bot.core.screens import Card
from bot.core.seen import home_message, keep_home_message
from bot.core.storage import Storage, in_one_work

T = TypeVar("T")

LONGEST_WAIT_S = 4.0
"""The longest wait for a slot; if it would be longer, the job is put back."""
MOST_CHATS = 5_000
CHANNEL = "19:"
"""The prefix of channel ids."""
log = logging.getLogger(__name__)


class TeamsMessenger:
    """``conversation.Messenger`` over the Bot Connector."""

    def __init__(
        self,
        transport: TeamsTransport,
        tenants: Tenants,
        members: Members,
        storage: Storage | None = None,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[object]] = asyncio.sleep,
    ) -> None:
        """``storage`` keeps the ids of home cards; ``now`` and ``sleep`` pace the calls."""
        self._transport = transport
        self._tenants = tenants
        self._members = members
        self._storage = storage
        self._now = now
        self._sleep = sleep
        self._pace = Pace()
        self._chats: LRUCache[Account, str] = LRUCache(MOST_CHATS)
        self._homes: dict[str, str] = {}

    @property
    def per_second(self) -> float:
        """Messages per second that Teams allows an app in one tenant."""
        return 50.0

    @property
    def closes_messages(self) -> bool:
        """No: notifications show a card's summary, which is neutral."""
        return False

    async def open_direct(self, account: Account) -> Address:
        """The private chat with a person, which is the same each time."""
        known = self._chats.get(account)
        if known is None:
            url = await self._tenants.service_url(account.tenant)
            # Each person counts as a separate conversation, so only the tenant's limit is shared.
            known = await self._sent(
                Place(account.tenant, f"with {account.user}"),
                lambda: self._transport.open_personal(url, account.tenant, account.user),
            )
            self.remember(account, known)
        return address_of(account.tenant, known)

    def remember(self, account: Account, conversation: str) -> None:
        """Remember a person's private chat from which an activity came."""
        self._chats[account] = conversation

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Post a card, and return the message's id."""
        place = place_of(address)
        message = message_of(card, await self._viewers(place))
        return await self.post_message(address, message, before_call)

    async def post_message(
        self, address: Address, message: CardMessage, before_call: BeforeCall = at_once
    ) -> str:
        """Post a drawn message, and return its id."""
        place = place_of(address)
        url = await self._tenants.service_url(place.tenant)
        return await self._sent(
            place, lambda: self._transport.send(url, place.conversation, message), before_call
        )

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Redraw a posted card, or a person's home card."""
        place = place_of(address)
        if message == HOME:
            await self._redraw_home(address, card)
            return
        drawn = message_of(card, await self._viewers(place))
        await self._update(place, message, drawn, before_call)

    async def rests_for(self, account: Account) -> timedelta:
        """Zero: Teams does not show an app anybody's quiet hours."""
        return timedelta()

    async def forget_home(self, address: Address) -> None:
        """Post the next home card as a new message; the old one stays unchanged."""
        self._homes.pop(address.value, None)
        if self._storage is not None:
            await in_one_work(
                self._storage, lambda work: keep_home_message(work, PLATFORM, address.value, "")
            )

    async def _redraw_home(self, address: Address, card: Card) -> None:
        """Update the stored home message, or post a new one."""
        message, place = home_of(card), place_of(address)
        hangs = await self._home(address)
        if hangs:
            try:
                await self._update(place, hangs, message)
            except RecipientGone:
                # The reader probably deleted it; a new post shows whether they are gone.
                await self.forget_home(address)
            else:
                return
        posted = await self.post_message(address, message)
        self._homes[address.value] = posted
        if self._storage is not None:
            await in_one_work(
                self._storage, lambda work: keep_home_message(work, PLATFORM, address.value, posted)
            )

    async def _home(self, address: Address) -> str:
        if self._storage is None:
            return self._homes.get(address.value, "")
        return await in_one_work(
            self._storage, lambda work: home_message(work, PLATFORM, address.value), reads_only=True
        )

    async def _update(
        self,
        place: Place,
        activity: str,
        message: CardMessage,
        before_call: BeforeCall = at_once,
    ) -> None:
        url = await self._tenants.service_url(place.tenant)
        await self._sent(
            place,
            lambda: self._transport.update(url, place.conversation, activity, message),
            before_call,
        )

    async def _viewers(self, place: Place) -> tuple[str, ...]:
        """The channel members whose clients refresh the card when they see it."""
        if not place.conversation.startswith(CHANNEL):
            return ()
        members = await self._members.of(place)
        return tuple(sorted(one.user for one in members or () if one.user))[:MOST_REFRESHED]

    async def _sent(
        self,
        place: Place,
        call: Callable[[], Awaitable[T]],
        before_call: BeforeCall = at_once,
    ) -> T:
        """Wait for a slot, and make the call. Raises ``PlatformBusy`` if the wait is too long."""
        wait = self._pace.wait(place.tenant, place.conversation, self._now(), LONGEST_WAIT_S)
        if wait > LONGEST_WAIT_S:
            raise PlatformBusy(timedelta(seconds=wait))
        if wait > 0:
            await self._sleep(wait)
        await before_call()
        try:
            found = await sending(call)
        except InstallationBroken as broken:
            log.error("teams_installation_broken", extra={"error": broken.code})  # noqa: TRY400
            raise
        except PlatformBusy as busy:
            wait = busy.retry_after.total_seconds()
            longer = self._pace.hold(place.tenant, place.conversation, self._now(), wait)
            raise PlatformBusy(timedelta(seconds=longer)) from busy
        except RecipientGone:
            log.info("recipient_gone")
            raise
        self._pace.went(place.tenant, place.conversation)
        return found
