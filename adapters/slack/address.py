"""How conversations, messages and accounts of Slack are written down.

A conversation is ``TEAM:CHANNEL``, in playbooks too; a private one is ``TEAM:USER``, because the
app's own conversation with somebody is found by their id and needs no call to be opened. A
message is ``CHANNEL:TIMESTAMP``, which is what Slack wants to be told to change it.
"""

import re
from dataclasses import dataclass

from adapters.faults import Wrong
from adapters.platforms import Addresses
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


# ---- as a coordinator writes them ----

_GROUP = re.compile(r"[TE][A-Z0-9]+:S[A-Z0-9]+")
_EXAMPLE = "TEAM:CHANNEL"


def _written_account(text: str) -> Account:
    team, _, user = text.partition(":")
    if not team or not user:
        raise Wrong("does not say where in Slack that is", 'write slack = "TEAM:USER"')
    return account_of(team, user)


def _written_channel(text: str) -> str:
    try:
        place_of(Address(PLATFORM, text))
    except ValueError:
        problem = "does not say in which workspace of Slack that is"
        raise Wrong(problem, f'write slack = "{_EXAMPLE}"') from None
    return text


def _written_group(text: str) -> str:
    if not _GROUP.fullmatch(text):
        raise Wrong("is no user group of Slack", 'write it as TEAM:GROUP, like "T0123:S0456"')
    return text


ADDRESSES = Addresses(
    account=_written_account,
    channel=_written_channel,
    channel_example=_EXAMPLE,
    group=_written_group,
    group_example="TEAM:GROUP",
    older_group_name="slack_group",
)
