"""How conversations, messages and accounts of Teams are written down.

A conversation is ``TENANT:CONVERSATION``, in playbooks too (``19:…@thread.tacv2`` for a channel);
an account is the tenant and the object id Entra has for somebody. Where a tenant is written to
(its service URL) is no part of an address: it may change, and is kept with the installation.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.faults import Wrong
from adapters.platforms import Addresses
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


# ---- as a coordinator writes them ----

_THREAD = re.compile(r"19:[^\s@:;]+@thread\.\w+")
CHANNEL_LINK = "https://teams.microsoft.com/l/channel/…"


def _written_account(text: str) -> Account:
    tenant, _, user = text.partition(":")
    if not tenant or not user:
        raise Wrong("does not say where in Teams that is", 'write teams = "TENANT:USER"')
    return account_of(tenant, user)


def _written_place(text: str) -> str:
    """A channel or a team, by its id or by the link that Teams' clients copy."""
    tenant, conversation = _linked(text) if text.startswith("https://") else _named(text)
    if not tenant or not _THREAD.fullmatch(conversation):
        remedy = (
            "copy its link in Teams (the dots beside its name), or write TENANT:19:…@thread.tacv2"
        )
        raise Wrong("is no channel or team of Teams", remedy)
    return f"{tenant.casefold()}:{conversation}"


def _named(text: str) -> tuple[str, str]:
    tenant, _, conversation = text.partition(":")
    return tenant, conversation


def _linked(link: str) -> tuple[str, str]:
    """The tenant and the thread that stand in a link."""
    try:
        url = urlsplit(link)
    except ValueError:
        return "", ""
    parts = [unquote(part) for part in url.path.split("/")]
    threads = [part for part in parts if _THREAD.fullmatch(part)]
    tenants = parse_qs(url.query).get("tenantId", [""])
    return tenants[0], next(iter(threads), "")


ADDRESSES = Addresses(
    account=_written_account,
    channel=_written_place,
    channel_example=CHANNEL_LINK,
    group=_written_place,
    group_example="https://teams.microsoft.com/l/team/…",
    older_group_name="teams_team",
)
