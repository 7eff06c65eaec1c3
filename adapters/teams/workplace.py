"""Looks up in Teams who an account belongs to, and who is in a channel."""

import asyncio
import logging

from adapters.teams.address import place_of
from adapters.teams.clients import FAULTS
from adapters.teams.members import Members
from adapters.teams.messenger import TeamsMessenger
from adapters.teams.transport import Member
from bot.core.conversation import Address, Profile
from bot.core.people import Account

TIMEOUT_S = 1.0
log = logging.getLogger(__name__)


class TeamsWorkplace:
    """``conversation.Workplace`` over the Bot Connector."""

    def __init__(self, members: Members, messenger: TeamsMessenger) -> None:
        """Look up people in their private chats, the only place that the app may always read."""
        self._members = members
        self._messenger = messenger

    async def look_up(self, account: Account) -> Profile | None:
        """The profile of an account, or ``None`` if Teams does not tell."""
        try:
            async with asyncio.timeout(TIMEOUT_S):
                place = place_of(await self._messenger.open_direct(account))
                members = await self._members.of(place)
        except FAULTS:
            log.info("profile_not_known")
            return None
        found = (one for one in members or () if one.account == account.user)
        member = next(found, None)
        return profile_of(member, account.tenant) if member is not None else None

    async def is_member(self, channel: Address, account: Account) -> bool | None:
        """Whether an account is in a channel, or ``None`` if Teams does not tell."""
        members = await self._members.of(place_of(channel))
        if members is None:
            return None
        return any(one.account == account.user for one in members)


def profile_of(member: Member, tenant: str) -> Profile:
    """The profile of a member, without a guest's e-mail address, which proves nothing."""
    trusted = not member.guest and member.tenant in {"", tenant}
    return Profile(name=member.name, email=member.email if trusted else "")
