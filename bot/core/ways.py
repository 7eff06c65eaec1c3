"""The way to a recipient: who it is, and the account or conversation on a platform open here."""

from collections.abc import Collection
from dataclasses import dataclass

from bot.core.context import Directory
from bot.core.conversation import Address
from bot.core.errors import SubjectGone
from bot.core.jobs import Reason, Recipient, RecipientKind
from bot.core.people import Account, Person, accounts_of
from bot.core.platforms import known_platforms
from bot.core.storage import Work


@dataclass(frozen=True)
class Way:
    """How a recipient is reached from this process."""

    platform: str
    address: Address | None = None
    """``None`` if the private conversation with ``account`` must be opened first."""
    person: Person | None = None
    account: Account | None = None
    others: tuple[Account, ...] = ()
    """The person's accounts on other platforms, tried if this one cannot be reached."""


@dataclass(frozen=True)
class NoWay:
    """Nobody can be reached from here now."""

    reason: Reason
    """``ACCOUNT`` or ``PROCESS``: that may change. ``GONE``: the recipient has left."""
    person: Person | None = None
    platform: str = ""
    """The platform that another process must have (``PROCESS``)."""


async def person_of(work: Work, recipient: Recipient) -> Person | None:
    """Return the person who is meant, or ``None`` for a channel and for an unknown reference.

    Raises ``SubjectGone`` if the recipient's reference was erased.
    """
    if recipient.kind is RecipientKind.CHANNEL:
        return None
    reference: str | None = recipient.reference
    if recipient.kind is RecipientKind.SEALED:
        reference = await work.vault.open(recipient.sealed_person)
        if reference is None:
            raise SubjectGone
    return await work.of(Person).get(reference or "")


async def way_to(
    work: Work, directory: Directory, recipient: Recipient, opened: Collection[str]
) -> Way | NoWay:
    """Find the way to a recipient over the platforms ``opened`` in this process.

    Raises ``SubjectGone`` if the recipient's reference was erased.
    """
    if recipient.kind is RecipientKind.CHANNEL:
        return await _way_to_channel(work, directory, recipient, opened)
    person = await person_of(work, recipient)
    if person is None or not person.active:
        return NoWay(Reason.GONE, person)
    accounts = await accounts_of(work, person)
    elsewhere = [account for account in accounts if account.platform not in opened]
    if elsewhere:
        ours = await known_platforms(work)
        accounts = [a for a in accounts if a.platform in opened or a.platform in ours]
    if not accounts:
        return NoWay(Reason.ACCOUNT, person)
    first = accounts[0]
    if first.platform not in opened:
        return NoWay(Reason.PROCESS, person, first.platform)
    direct = await work.vault.open(person.direct(first.platform))
    address = Address(first.platform, direct) if direct else None
    others = tuple(a for a in accounts[1:] if a.platform in opened)
    return Way(first.platform, address, person, first, others)


async def _way_to_channel(
    work: Work, directory: Directory, recipient: Recipient, opened: Collection[str]
) -> Way | NoWay:
    platform = recipient.qualifier
    address = await directory.channel(work, recipient.reference, platform)
    if address is None:
        # The playbook no longer has this channel; that is known, not guessed.
        return NoWay(Reason.GONE)
    if platform not in opened:
        return NoWay(Reason.PROCESS, platform=platform)
    return Way(platform, address)
