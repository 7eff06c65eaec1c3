"""Formats of the addresses of Teams conversations and accounts.

A conversation is ``TENANT:CONVERSATION``, in playbooks too (``19:…@thread.tacv2`` for a channel).
An account is a tenant and a person's object id in Entra. The tenant's service URL may change, so
it is stored with the installation and not in addresses.
"""

import re
from dataclasses import dataclass
from urllib.parse import parse_qs, unquote, urlsplit

from adapters.faults import Wrong
from adapters.platforms import Addresses
from bot.core.conversation import HOME_PAGE, Address
from bot.core.people import Account

PLATFORM = "teams"
HOME = HOME_PAGE
"""The message id of a person's home card, in their private chat."""


@dataclass(frozen=True)
class Place:
    """A conversation in a tenant."""

    tenant: str
    conversation: str


def address_of(tenant: str, conversation: str) -> Address:
    """The address of a conversation; a thread gives the address of its channel."""
    return Address(PLATFORM, f"{tenant}:{conversation.partition(';')[0]}")


def place_of(address: Address) -> Place:
    """The place of an address. Raises ``ValueError`` if it is not ``TENANT:CONVERSATION``."""
    tenant, colon, conversation = address.value.partition(":")
    if not colon or not tenant or not conversation:
        raise ValueError("a conversation in Teams is TENANT:CONVERSATION")
    return Place(tenant, conversation)


def account_of(tenant: str, user: str) -> Account:
    """A person's Teams account; ids are case-insensitive, so they are stored in lower case."""
    return Account(PLATFORM, tenant.casefold(), user.casefold())


# ---- as written in a playbook ----

_THREAD = re.compile(r"19:[^\s@:;]+@thread\.\w+")
CHANNEL_LINK = "https://teams.microsoft.com/l/channel/…"


def _written_account(text: str) -> Account:
    tenant, _, user = text.partition(":")
    if not tenant or not user:
        raise Wrong("does not say where in Teams that is", 'write teams = "TENANT:USER"')
    return account_of(tenant, user)


def _written_place(text: str) -> str:
    """A channel or team, by its id or by the link that Teams' clients copy."""
    if text.startswith("https://"):
        tenant, conversation = _linked(text)
    else:
        tenant, _, conversation = text.partition(":")
    if not tenant or not _THREAD.fullmatch(conversation):
        remedy = (
            "copy its link in Teams (the dots beside its name), or write TENANT:19:…@thread.tacv2"
        )
        raise Wrong("is not a channel or team of Teams", remedy)
    return f"{tenant.casefold()}:{conversation}"


def _linked(link: str) -> tuple[str, str]:
    """The tenant and the thread in a link."""
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
