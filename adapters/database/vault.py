"""The vault: personal data sealed with one key per owner, which the deployment key wraps.

Deleting an owner's key makes everything sealed with it unreadable, here and in every backup that
leaves out the table of keys.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import Table, bindparam, delete, func, not_, select, union_all, update

from adapters.database.repositories import refuse_if
from adapters.database.sealing import KEY_BYTES, Keyring, VaultError, Wrapped, joined, seal, unseal
from adapters.database.sessions import Session
from adapters.database.statements import RawRow, Shape, one_of, padded, value_name
from adapters.database.tables import ERASURES, LOOKUP_KEY, VAULT, VAULT_KEYS
from bot.core.errors import Conflict
from bot.core.records import Openable, SealedValue
from bot.core.storage import NewReference, new_reference

if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from datetime import datetime

_LOOKUP = "marks"
T = TypeVar("T")
_INDEX_DIGITS = 32

# One statement for an owner's key and all that it seals: most that read one value read another.
_KEYS_AND_VALUES = select(VAULT_KEYS, VAULT.c.part, VAULT.c.sealed).join_from(
    VAULT_KEYS, VAULT, VAULT.c.owner == VAULT_KEYS.c.owner, isouter=True
)
_OWNED = Shape(_KEYS_AND_VALUES.where(VAULT_KEYS.c.owner == bindparam("owner")))


@lru_cache(maxsize=32)
def _owned_by(owners: int) -> Shape:
    some = [
        bindparam(value_name(number), type_=VAULT_KEYS.c.owner.type) for number in range(owners)
    ]
    return Shape(_KEYS_AND_VALUES.where(VAULT_KEYS.c.owner.in_(some)))


_CLEAR = Shape(
    delete(VAULT).where(VAULT.c.owner == bindparam("owner"), VAULT.c.part == bindparam("part"))
)
_CLEAR_ALL = Shape(delete(VAULT).where(VAULT.c.owner == bindparam("owner")))
_DELETE_KEY = Shape(
    delete(VAULT_KEYS)
    .where(VAULT_KEYS.c.owner == bindparam("owner"))
    .returning(VAULT_KEYS.c.reference)
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
        new: "AbstractSet[str]" = frozenset(),
    ) -> None:
        """Seal with keys that ``keyring`` wraps; ``lookup_key`` makes the blind indexes.

        ``new`` has the owners that were made in this unit of work: nothing is sealed for them yet.
        """
        self._session = session
        self._keyring = keyring
        self._lookup_key = lookup_key
        self._now = now
        self._reads_only = reads_only
        self._owned: dict[str, _Owned | None] = {}
        """What this unit of work has read or sealed, by owner; ``None`` without a key."""
        self._new = new
        self._unwritten_keys: dict[str, dict[str, object]] = {}
        self._unwritten: dict[tuple[str, str], dict[str, object]] = {}

    async def seal(self, value: SealedValue[T], content: T) -> None:
        """Seal a value, which is stored at the latest before the commit."""
        refuse_if(self._reads_only)
        owned = await self._of(value.owner) or self._new_owner(value.owner)
        text = value.codec.write(content)
        plain = text.encode(errors="surrogatepass")
        sealed = seal(owned.key, plain, VAULT.name, value.owner, value.name)
        row: dict[str, object] = {"owner": value.owner, "part": value.name, "sealed": sealed}
        self._unwritten[value.owner, value.name] = row
        owned.opened[value.name] = text

    async def clear(self, value: SealedValue[Any]) -> None:
        """Delete a value."""
        refuse_if(self._reads_only)
        self._unwritten.pop((value.owner, value.name), None)
        await self._session.change(_CLEAR, {"owner": value.owner, "part": value.name})
        if (owned := self._owned.get(value.owner)) is not None:
            owned.forget(value.name)

    async def open(self, value: Openable[T]) -> T | None:
        """The value, or ``None``; ``VaultError`` for one that was tampered with."""
        owned = await self._of(value.owner)
        text = None if owned is None else owned.open(value.name)
        return None if text is None else value.read(text)

    async def open_all(self, owners: "Iterable[str]") -> dict[str, dict[str, str]]:
        """Open all values of these owners, by owner and name, in a few statements."""
        wanted = list(dict.fromkeys(owners))
        missing = [each for each in wanted if each not in self._owned and each not in self._new]
        for first in range(0, len(missing), AT_ONCE):
            some = missing[first : first + AT_ONCE]
            asked = {value_name(at): owner for at, owner in enumerate(padded(some))}
            rows = await self._session.fetch(_owned_by(len(asked)), asked)
            self._owned |= dict.fromkeys(some) | self._unwrapped(rows)
        found = {owner: self._owned.get(owner) for owner in wanted}
        return {
            owner: texts
            for owner, owned in found.items()
            if owned is not None and (texts := owned.open_all())
        }

    async def erase(self, owner: str) -> None:
        """Delete an owner's key and sealed values, and record that for the ledger."""
        refuse_if(self._reads_only)
        self._unwritten_keys.pop(owner, None)
        for at in [at for at in self._unwritten if at[0] == owner]:
            del self._unwritten[at]
        deleted = await self._session.fetch(_DELETE_KEY, {"owner": owner})
        await self._session.change(_CLEAR_ALL, {"owner": owner})
        self._owned[owner] = None
        for (reference,) in deleted:
            erasure = {"reference": reference, "owner": owner, "at": self._now, "written": False}
            await self._session.insert(ERASURES, erasure)

    def blind_index(self, purpose: str, *values: str) -> str:
        """A blind index: a keyed hash of 128 bits."""
        digest = hmac.new(self._lookup_key, joined(purpose, *values), hashlib.sha256)
        return digest.hexdigest()[:_INDEX_DIGITS]

    async def _of(self, owner: str) -> "_Owned | None":
        """The owner's key and sealed values, which are read once."""
        if owner in self._new:
            return self._owned.get(owner)
        if isinstance(owner, NewReference):
            owner.is_used = True
        if owner not in self._owned:
            rows = await self._session.fetch(_OWNED, {"owner": owner})
            self._owned[owner] = self._unwrapped(rows).get(owner)
        return self._owned[owner]

    def _unwrapped(self, rows: "Iterable[RawRow]") -> "dict[str, _Owned]":
        """The owners in these rows of ``_OWNED``."""
        found: dict[str, _Owned] = {}
        for owner, reference, wrapped, key_id, part, sealed in rows:
            if owner not in found:
                about = (VAULT_KEYS.name, owner, reference)
                found[owner] = _Owned(owner, self._keyring.unwrap(Wrapped(key_id, wrapped), *about))
            if part is not None:
                found[owner].sealed[part] = sealed
        return found

    def _new_owner(self, owner: str) -> "_Owned":
        key, reference = secrets.token_bytes(KEY_BYTES), new_reference()
        wrapped = self._keyring.wrap(key, VAULT_KEYS.name, owner, reference)
        self._unwritten_keys[owner] = {
            "owner": owner,
            "reference": reference,
            "wrapped": wrapped.sealed,
            "key_id": wrapped.key_id,
        }
        self._owned[owner] = owned = _Owned(owner, key)
        return owned

    async def flush(self) -> None:
        """Write what was sealed; ``Conflict`` if another process made a key for the same owner."""
        keys, self._unwritten_keys = list(self._unwritten_keys.values()), {}
        sealed, self._unwritten = list(self._unwritten.values()), {}
        await self._session.insert_new(VAULT_KEYS, keys)
        await self._session.upsert(VAULT, sealed)


@dataclass
class _Owned:
    """One owner's key and sealed values in a unit of work; each is opened at most once."""

    owner: str
    key: bytes
    sealed: dict[str, bytes] = field(default_factory=dict)
    opened: dict[str, str] = field(default_factory=dict)

    def open(self, name: str) -> str | None:
        if name not in self.opened and name in self.sealed:
            plain = unseal(self.key, self.sealed[name], VAULT.name, self.owner, name)
            self.opened[name] = plain.decode(errors="surrogatepass")
        return self.opened.get(name)

    def open_all(self) -> dict[str, str]:
        for name in self.sealed:
            self.open(name)
        return dict(self.opened)

    def forget(self, name: str) -> None:
        self.sealed.pop(name, None)
        self.opened.pop(name, None)


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
    rows = await session.run(
        select(VAULT_KEYS).where(one_of(VAULT_KEYS.c.key_id, old)).limit(batch)
    )
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
        .where(not_(one_of(VAULT_KEYS.c.key_id, keyring.ids)))
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
