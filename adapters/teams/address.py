"""How a conversation in Teams is written down: ``TENANT:CONVERSATION``, in playbooks too.

Where its service answers is no part of it: Microsoft moves tenants, and a pressed message must be
found again by the same address whatever it was posted through.
"""

from bot.conversation import Address
from bot.people import Account

PLATFORM = "teams"


def address_of(tenant: str, conversation: str) -> Address:
    """A conversation as the bot keeps it."""
    return Address(PLATFORM, f"{tenant}:{conversation}")


def parts_of(address: Address) -> tuple[str, str]:
    """Tenant and conversation of an address. Raises ``ValueError`` if it names none."""
    tenant, colon, conversation = address.value.partition(":")
    if not colon or not tenant or not conversation:
        raise ValueError("a Teams conversation is TENANT:CONVERSATION")
    return tenant, conversation


def account_of(tenant: str, user: str) -> Account:
    """Somebody as Teams knows them: the tenant, and their id in its directory."""
    return Account(PLATFORM, tenant, user)
