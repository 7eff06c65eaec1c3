"""How conversations, messages and accounts of Slack are written down.

A conversation is ``TEAM:CHANNEL``, in playbooks too; a private one is ``TEAM:USER``, because the
app's own conversation with somebody is found by their id and needs no call to be opened. A
message is ``CHANNEL:TIMESTAMP``, which is what Slack wants to be told to change it.
"""

from dataclasses import dataclass

from bot.core.conversation import Address
from bot.core.people import Account

PLATFORM = "slack"
HOME = "home"
"""The one message of somebody's home, in their private conversation."""


@dataclass(frozen=True)
class Place:
    """A workspace (or an organisation of several), and a channel or person in it."""

    team: str
    channel: str


def address_of(team: str, channel: str) -> Address:
    """A conversation as the bot keeps it."""
    return Address(PLATFORM, f"{team}:{channel}")


def place_of(address: Address) -> Place:
    """What an address means to Slack. Raises ``ValueError`` if it is none."""
    team, colon, channel = address.value.partition(":")
    if not colon or not team or not channel:
        raise ValueError("a conversation in Slack is TEAM:CHANNEL")
    return Place(team, channel)


def account_of(team: str, user: str) -> Account:
    """Somebody as Slack knows them."""
    return Account(PLATFORM, team, user)


def message_of(channel: str, timestamp: str) -> str:
    """A message's name within its conversation."""
    return f"{channel}:{timestamp}"


def split_message(message: str) -> tuple[str, str]:
    """Channel and timestamp of a message. Raises ``ValueError`` if it is none."""
    channel, colon, timestamp = message.partition(":")
    if not colon or not channel or not timestamp:
        raise ValueError("a message in Slack is CHANNEL:TIMESTAMP")
    return channel, timestamp
