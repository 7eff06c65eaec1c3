"""Conversations of the practice workspace: ``@user`` is private, ``#channel`` is shared."""

from adapters.platforms import Addresses
from bot.core.conversation import Address
from bot.core.people import Account

PLATFORM = "practice"
TENANT = "practice"


def direct(account: Account) -> Address:
    """The private conversation with one person."""
    return Address(PLATFORM, f"@{account.user}")


def account_of(user: str) -> Account:
    """The account of a person one can play."""
    return Account(PLATFORM, TENANT, user)


ADDRESSES = Addresses(account_of)
"""In the playbook a user name is enough."""
