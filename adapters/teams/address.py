"""How conversations, messages and accounts of Teams are written down.

A conversation is ``TENANT:CONVERSATION``, in playbooks too (``19:…@thread.tacv2`` for a channel);
an account is the tenant and the object id Entra has for somebody. Where a tenant is written to
(its service URL) is no part of an address: it may change, and is kept with the installation.
"""

from dataclasses import dataclass

from bot.core.conversation import Address
from bot.core.people import Account

PLATFORM = "teams"
HOME = "home"
"""The one message of somebody's home, in their private chat."""


@dataclass(frozen=True)
class Place:
    """A tenant, and a conversation in it."""

    tenant: str
    conversation: str


def address_of(tenant: str, conversation: str) -> Address:
    """A conversation as the bot keeps it: of a channel the channel, not one thread in it."""
    return Address(PLATFORM, f"{tenant}:{conversation.partition(';')[0]}")


def place_of(address: Address) -> Place:
    """What an address means to Teams. Raises ``ValueError`` if it is none."""
    tenant, colon, conversation = address.value.partition(":")
    if not colon or not tenant or not conversation:
        raise ValueError("a conversation in Teams is TENANT:CONVERSATION")
    return Place(tenant, conversation)


def account_of(tenant: str, user: str) -> Account:
    """Somebody as Entra knows them; upper and lower case of an object id are alike."""
    return Account(PLATFORM, tenant.casefold(), user.casefold())
