"""The vault: personal data sealed with one key per owner, which the deployment key wraps.

Deleting an owner's key makes everything sealed with it unreadable, here and in every backup that
leaves out the table of keys.
"""

import hashlib
import hmac
import secrets
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Row, Table, bindparam, delete, func, select, union_all, update

from adapters.database.repositories import refuse_if
from adapters.database.sealing import KEY_BYTES, Keyring, VaultError, Wrapped, joined, seal, unseal
from adapters.database.sessions import Session
from adapters.database.tables import ERASURES, LOOKUP_KEY, VAULT, VAULT_KEYS
from bot.core.errors import Conflict
from bot.core.records import Openable, SealedValue
from bot.core.storage import new_reference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

_LOOKUP = "marks"
T = TypeVar("T")
_INDEX_DIGITS = 32

# One statement for the value and its key, built once, because no other runs as often.
_OPEN = (
    select(VAULT.c.sealed, VAULT_KEYS)
    .join_from(VAULT, VAULT_KEYS, VAULT.c.owner == VAULT_KEYS.c.owner)
    .where(VAULT.c.owner == bindparam("owner"), VAULT.c.part == bindparam("part"))
)

_OPEN_ALL = (
    select(VAULT.c.part, VAULT.c.sealed, VAULT_KEYS)
    .join_from(VAULT, VAULT_KEYS, VAULT.c.owner == VAULT_KEYS.c.owner)
    .where(VAULT.c.owner.in_(bindparam("owners", expanding=True)))
)
AT_ONCE = 500
"""How many owners one statement names; databases limit its parameters."""


class TableVault:
    """``Vault`` within one transaction."""

    def __init__(
        self,
        session: Session,
        keyring: Keyring,
        lookup_key: bytes,
        now: "datetime",
        *,
        reads_only: bool,
    ) -> None:
        """Seal with keys that ``keyring`` wraps; ``lookup_key`` makes the blind indexes."""
        self._session = session
        self._keyring = keyring
        self._lookup_key = lookup_key
        self._now = now
        self._reads_only = reads_only
        self._opened: dict[tuple[str, str], str | None] = {}
        """The values that this unit of work has opened or sealed, by owner and name."""

    async def seal(self, value: SealedValue[T], content: T) -> None:
        """Seal and store a value."""
        refuse_if(self._reads_only)
        owner, name = value.owner, value.name
        key = await self._key_of(owner) or await self._new_key_of(owner)
        text = value.codec.write(content).encode(errors="surrogatepass")
        sealed = seal(key, text, VAULT.name, owner, name)
        row = {"owner": owner, "part": name, "sealed": sealed}
        if not await self._session.insert(VAULT, row):
            await self._session.run(
                update(VAULT)
                .where(VAULT.c.owner == owner, VAULT.c.part == name)
                .values(sealed=sealed)
            )
        self._opened[owner, name] = value.codec.write(content)

    async def clear(self, value: SealedValue[Any]) -> None:
        """Delete a value."""
        refuse_if(self._reads_only)
        await self._session.run(
            delete(VAULT).where(VAULT.c.owner == value.owner, VAULT.c.part == value.name)
        )
        self._opened[value.owner, value.name] = None

    async def open(self, value: Openable[T]) -> T | None:
        """The value, or ``None``; ``VaultError`` for one that was tampered with."""
        at = value.owner, value.name
        if at not in self._opened:
            self._opened[at] = await self._read(*at)
        text = self._opened[at]
        return None if text is None else value.read(text)

    async def _read(self, owner: str, name: str) -> str | None:
        row = (await self._session.run(_OPEN, {"owner": owner, "part": name})).one_or_none()
        if row is None:
            return None
        key = self._unwrapped(row)
        return unseal(key, row.sealed, VAULT.name, owner, name).decode(errors="surrogatepass")

    async def open_all(self, owners: "Iterable[str]") -> dict[str, dict[str, str]]:
        """Open all values of these owners, by owner and name, in a few statements."""
        found: dict[str, dict[str, str]] = {}
        keys: dict[str, bytes] = {}
        wanted = list(dict.fromkeys(owners))
        for first in range(0, len(wanted), AT_ONCE):
            some = {"owners": wanted[first : first + AT_ONCE]}
            for row in await self._session.run(_OPEN_ALL, some):
                if row.owner not in keys:
                    keys[row.owner] = self._unwrapped(row)
                opened = unseal(keys[row.owner], row.sealed, VAULT.name, row.owner, row.part)
                found.setdefault(row.owner, {})[row.part] = opened.decode(errors="surrogatepass")
        return found

    async def erase(self, owner: str) -> None:
        """Delete an owner's key and sealed values, and record that for the ledger."""
        refuse_if(self._reads_only)
        result = await self._session.run(
            delete(VAULT_KEYS).where(VAULT_KEYS.c.owner == owner).returning(VAULT_KEYS.c.reference)
        )
        reference = result.scalar_one_or_none()
        await self._session.run(delete(VAULT).where(VAULT.c.owner == owner))
        self._opened = {at: text for at, text in self._opened.items() if at[0] != owner}
        if reference is not None:
            erasure = {"reference": reference, "owner": owner, "at": self._now, "written": False}
            await self._session.insert(ERASURES, erasure)

    def blind_index(self, purpose: str, *values: str) -> str:
        """A blind index: a keyed hash of 128 bits."""
        digest = hmac.new(self._lookup_key, joined(purpose, *values), hashlib.sha256)
        return digest.hexdigest()[:_INDEX_DIGITS]

    async def _key_of(self, owner: str) -> bytes | None:
        result = await self._session.run(select(VAULT_KEYS).where(VAULT_KEYS.c.owner == owner))
        row = result.one_or_none()
        return None if row is None else self._unwrapped(row)

    def _unwrapped(self, row: Row[Any]) -> bytes:
        """The key in a row of ``VAULT_KEYS``."""
        wrapped = Wrapped(row.key_id, row.wrapped)
        return self._keyring.unwrap(wrapped, VAULT_KEYS.name, row.owner, row.reference)

    async def _new_key_of(self, owner: str) -> bytes:
        key, reference = secrets.token_bytes(KEY_BYTES), new_reference()
        wrapped = self._keyring.wrap(key, VAULT_KEYS.name, owner, reference)
        row = {
            "owner": owner,
            "reference": reference,
            "wrapped": wrapped.sealed,
            "key_id": wrapped.key_id,
        }
        if not await self._session.insert(VAULT_KEYS, row):
            raise Conflict("another process has just created this owner's key")
        return key


async def find_lookup_key(session: Session, keyring: Keyring) -> bytes | None:
    """The key of all blind indexes; ``None`` if it was never created.

    Raises ``VaultError`` if it cannot be unwrapped, or is missing although there is sealed data:
    with a new key nobody would be recognised.
    """
    row = (await session.run(select(LOOKUP_KEY))).one_or_none()
    if row is not None:
        return keyring.unwrap(Wrapped(row.key_id, row.wrapped), LOOKUP_KEY.name, row.name)
    if await _has_rows(session, VAULT) or await _has_rows(session, VAULT_KEYS):
        raise VaultError(
            "the look-up key is missing though there is sealed data: restore lookup_key"
        )
    return None


async def make_lookup_key(session: Session, keyring: Keyring) -> bytes:
    """The key of all blind indexes, created if there is none."""
    found = await find_lookup_key(session, keyring)
    if found is not None:
        return found
    key = secrets.token_bytes(KEY_BYTES)
    wrapped = keyring.wrap(key, LOOKUP_KEY.name, _LOOKUP)
    row = {"name": _LOOKUP, "wrapped": wrapped.sealed, "key_id": wrapped.key_id}
    if not await session.insert(LOOKUP_KEY, row):
        raise Conflict("another process has just created the look-up key")
    return key


async def rewrap_lookup_key(session: Session, keyring: Keyring) -> int:
    """Wrap the look-up key with the first deployment key; returns how many were changed."""
    row = (await session.run(select(LOOKUP_KEY))).one_or_none()
    if row is None or row.key_id == keyring.first:
        return 0
    key = keyring.unwrap(Wrapped(row.key_id, row.wrapped), LOOKUP_KEY.name, row.name)
    wrapped = keyring.wrap(key, LOOKUP_KEY.name, row.name)
    await session.run(update(LOOKUP_KEY).values(wrapped=wrapped.sealed, key_id=wrapped.key_id))
    return 1


async def rewrap_batch(session: Session, keyring: Keyring, batch: int) -> int:
    """Wrap up to ``batch`` owners' keys with the first deployment key; returns 0 at the end."""
    old = keyring.ids - {keyring.first}
    rows = await session.run(select(VAULT_KEYS).where(VAULT_KEYS.c.key_id.in_(old)).limit(batch))
    done = 0
    for row in rows.all():
        about = (VAULT_KEYS.name, row.owner, row.reference)
        wrapped = keyring.wrap(keyring.unwrap(Wrapped(row.key_id, row.wrapped), *about), *about)
        await session.run(
            update(VAULT_KEYS)
            .where(VAULT_KEYS.c.owner == row.owner)
            .values(wrapped=wrapped.sealed, key_id=wrapped.key_id)
        )
        done += 1
    return done


async def refuse_unknown_keys(session: Session, keyring: Keyring) -> None:
    """Raise ``VaultError`` naming the deployment keys that are needed and not given."""
    result = await session.run(
        select(VAULT_KEYS.c.key_id, func.count().label("wraps"))
        .where(VAULT_KEYS.c.key_id.not_in(keyring.ids))
        .group_by(VAULT_KEYS.c.key_id)
        .order_by(VAULT_KEYS.c.key_id)
    )
    missing = [f"{row.key_id} (wraps {row.wraps})" for row in result]
    if missing:
        raise VaultError(f"deployment keys are missing: {', '.join(missing)}")


async def keys_by_id(session: Session) -> dict[str, int]:
    """How many keys each deployment key wraps, by its id; the look-up key counts as one."""
    ids = union_all(select(VAULT_KEYS.c.key_id), select(LOOKUP_KEY.c.key_id)).subquery()
    counted = select(ids.c.key_id, func.count().label("keys")).group_by(ids.c.key_id)
    rows = await session.run(counted.order_by(ids.c.key_id))
    return {str(row.key_id): int(row.keys) for row in rows}


async def _has_rows(session: Session, table: Table) -> bool:
    return (await session.run(select(table).limit(1))).first() is not None
