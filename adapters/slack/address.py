"""Formats of the addresses of Slack conversations, messages and accounts.

A channel is ``TEAM:CHANNEL``, in playbooks too. A private conversation is ``TEAM:USER``: Slack
finds the app's conversation with a person by their id, without a call to open it. A message is
``CHANNEL:TIMESTAMP``, the two values that Slack needs to change it.
"""

import re
from dataclasses import dataclass

from adapters.faults import Wrong
from adapters.platforms import Addresses
from bot.core.conversation import HOME_PAGE, Address
from bot.core.people import Account

PLATFORM = "slack"
HOME = HOME_PAGE
"""The message id of a person's home tab, in their private conversation."""


@dataclass(frozen=True)
class Place:
    """A channel or person in a workspace, or in an organisation of several workspaces."""

    team: str
    channel: str


def address_of(team: str, channel: str) -> Address:
    """The address of a conversation."""
    return Address(PLATFORM, f"{team}:{channel}")


def place_of(address: Address) -> Place:
    """The place of an address. Raises ``ValueError`` if it is not ``TEAM:CHANNEL``."""
    team, colon, channel = address.value.partition(":")
    if not colon or not team or not channel:
        raise ValueError("a conversation in Slack is TEAM:CHANNEL")
    return Place(team, channel)


def account_of(team: str, user: str) -> Account:
    """A person's Slack account."""
    return Account(PLATFORM, team, user)


def message_of(channel: str, timestamp: str) -> str:
    """The id of a message within its conversation."""
    return f"{channel}:{timestamp}"


def split_message(message: str) -> tuple[str, str]:
    """Channel and timestamp of a message id. Raises ``ValueError`` if one is missing."""
    channel, colon, timestamp = message.partition(":")
    if not colon or not channel or not timestamp:
        raise ValueError("a message in Slack is CHANNEL:TIMESTAMP")
    return channel, timestamp


def split_group(value: str) -> tuple[str, str]:
    """The workspace or organisation of a user group in a playbook, and the group."""
    of, _, group = value.partition(":")
    return of, group


# ---- as written in a playbook ----

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
        raise Wrong("is not a user group of Slack", 'write it as TEAM:GROUP, like "T0123:S0456"')
    return text


ADDRESSES = Addresses(
    account=_written_account,
    channel=_written_channel,
    channel_example=_EXAMPLE,
    group=_written_group,
    group_example="TEAM:GROUP",
    older_group_name="slack_group",
)
