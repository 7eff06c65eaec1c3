"""What the sealing of the databases adds to the port's guarantees."""

import asyncio
import secrets
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, insert, select, update

from adapters.database.sealing import Keyring, VaultError, seal, unseal
from adapters.database.tables import LOOKUP_KEY, METADATA, VAULT, VAULT_KEYS
from adapters.database.unit_of_work import DatabaseStorage
from tests.contract.storage_suite import opened, sealed

CANARY = "Canary Zo\u00eb O'Neil"

Spoil = Callable[[bytes], bytes]


class TestSealing:
    """Values and keys, without a database."""

    @pytest.mark.parametrize(
        "spoil",
        [
            pytest.param(lambda value: b"\x02" + value[1:], id="another version"),
            pytest.param(lambda value: value[:1] + bytes(12) + value[13:], id="another nonce"),
            pytest.param(
                lambda value: value[:20] + bytes([value[20] ^ 1]) + value[21:], id="a bit"
            ),
            pytest.param(lambda value: value[:-1] + bytes([value[-1] ^ 128]), id="the tag"),
            pytest.param(lambda value: value[:-1], id="cut short"),
            pytest.param(lambda value: value + b"\x00", id="made longer"),
            pytest.param(lambda value: value[:5], id="hardly anything"),
            pytest.param(lambda value: value[:1], id="the version alone"),
            pytest.param(lambda value: value[:0], id="nothing"),
        ],
    )
    def test_what_was_tampered_with_does_not_open(self, key: bytes, spoil: Spoil) -> None:
        value = seal(key, b"Ada", "vault", "owner", "name")
        assert unseal(key, value, "vault", "owner", "name") == b"Ada"
        with pytest.raises(VaultError):
            unseal(key, spoil(value), "vault", "owner", "name")

    @pytest.mark.parametrize(
        "about",
        [
            ("vault", "owner", "address"),
            ("vault", "other", "name"),
            ("vault_keys", "owner", "name"),
            ("vault", "ownern", "ame"),
            ("vault", "owner"),
        ],
    )
    def test_what_was_moved_does_not_open(self, key: bytes, about: tuple[str, ...]) -> None:
        value = seal(key, b"Ada", "vault", "owner", "name")
        with pytest.raises(VaultError, match="moved"):
            unseal(key, value, *about)

    def test_the_length_shows_in_steps_of_64_bytes(self, key: bytes) -> None:
        lengths = {len(seal(key, b"x" * size)) for size in range(61)}
        assert lengths == {1 + 12 + 64 + 16}
        assert len(seal(key, b"x" * 61)) == 1 + 12 + 128 + 16

    def test_the_same_value_is_never_sealed_alike(self, key: bytes) -> None:
        assert len({seal(key, b"Ada") for _ in range(100)}) == 100


class TestVault:
    """The vault in its tables."""

    async def test_a_value_moved_to_another_owner_or_part_does_not_open(
        self, storage: DatabaseStorage
    ) -> None:
        await sealed(storage, "first", "name", "Ada")
        await sealed(storage, "first", "address", "here")
        await sealed(storage, "second", "name", "Eve")
        async with storage.sessions.writing() as session:
            row = VAULT.c.owner == "first", VAULT.c.part == "name"
            value = (await session.run(select(VAULT.c.sealed).where(*row))).scalar_one()
            await session.run(update(VAULT).values(sealed=value))
        assert await opened(storage, "first", "name") == "Ada"
        for owner, part in (("first", "address"), ("second", "name")):
            with pytest.raises(VaultError):
                await opened(storage, owner, part)

    async def test_a_key_moved_to_another_owner_does_not_unwrap(
        self, storage: DatabaseStorage
    ) -> None:
        await sealed(storage, "first", "name", "Ada")
        await sealed(storage, "second", "name", "Eve")
        async with storage.sessions.writing() as session:
            mine = VAULT_KEYS.c.owner == "first"
            key = (await session.run(select(VAULT_KEYS).where(mine))).one()
            await session.run(
                update(VAULT_KEYS)
                .where(VAULT_KEYS.c.owner == "second")
                .values(wrapped=key.wrapped, reference=key.reference)
            )
        with pytest.raises(VaultError):
            await opened(storage, "second", "name")

    async def test_every_owner_has_a_key_of_their_own(self, storage: DatabaseStorage) -> None:
        await sealed(storage, "first", "name", "Ada")
        await sealed(storage, "first", "address", "here")
        await sealed(storage, "second", "name", "Ada")
        async with storage.sessions.reading() as session:
            keys = (await session.run(select(VAULT_KEYS))).all()
        assert {row.owner for row in keys} == {"first", "second"}
        assert len({row.wrapped for row in keys}) == 2

    async def test_nothing_is_readable_in_any_table(self, storage: DatabaseStorage) -> None:
        await sealed(storage, "owner", "name", CANARY)
        async with storage.work() as work:
            work.vault.blind_index("email", CANARY)
        assert not [name for name, text in await dump(storage) if CANARY in text]

    async def test_a_backup_without_the_table_of_keys_reveals_nothing(
        self, storage: DatabaseStorage, url: str, keyring: Keyring
    ) -> None:
        await sealed(storage, "owner", "name", CANARY)
        async with storage.sessions.writing() as session:
            await session.run(delete(VAULT_KEYS))
        restored = DatabaseStorage(url, keyring)
        assert await opened(restored, "owner", "name") is None
        await restored.close()

    async def test_no_byte_of_an_erased_key_is_left_in_the_file(
        self, on_sqlite: DatabaseStorage, tmp_path: Path
    ) -> None:
        for number in range(50):
            await sealed(on_sqlite, f"owner {number}", "name", CANARY)
        async with on_sqlite.sessions.reading() as session:
            keys = (await session.run(select(VAULT_KEYS.c.wrapped))).scalars().all()
            values = (await session.run(select(VAULT.c.sealed))).scalars().all()
        assert len(keys) == len(values) == 50
        assert any(secret in content(tmp_path) for secret in keys)
        for number in range(50):
            async with on_sqlite.work() as work:
                await work.vault.erase(f"owner {number}")
        await on_sqlite.tidy()
        left = content(tmp_path)
        assert not [secret for secret in (*keys, *values) if secret in left]
        assert CANARY.encode() not in left

    async def test_tidying_leaves_what_is_there(self, storage: DatabaseStorage) -> None:
        await sealed(storage, "owner", "name", "Ada")
        await storage.tidy()
        await sealed(storage, "owner", "address", "here")
        assert await opened(storage, "owner", "name") == "Ada"


class TestDeploymentKeys:
    """Changing them, and missing them."""

    async def test_keys_are_wrapped_anew_and_no_index_changes(
        self, storage: DatabaseStorage, url: str, key: bytes
    ) -> None:
        for number in range(25):
            await sealed(storage, f"owner {number}", "name", str(number))
        async with storage.reading() as work:
            blind_index = work.vault.blind_index("email", "ada@example.org")
        fresh = secrets.token_bytes(32)
        both = DatabaseStorage(url, Keyring([fresh, key]))
        assert await opened(both, "owner 24", "name") == "24"
        await sealed(both, "another", "name", "sealed meanwhile")
        assert await both.rewrap(batch=10) == 26
        assert await both.rewrap() == 0
        await both.close()
        alone = DatabaseStorage(url, Keyring([fresh]))
        assert await opened(alone, "owner 0", "name") == "0"
        assert await opened(alone, "another", "name") == "sealed meanwhile"
        async with alone.reading() as work:
            assert work.vault.blind_index("email", "ada@example.org") == blind_index
        await alone.close()

    async def test_a_missing_key_is_named(
        self, storage: DatabaseStorage, url: str, keyring: Keyring
    ) -> None:
        await sealed(storage, "owner", "name", "Ada")
        wrong = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]))
        with pytest.raises(VaultError, match=f"deployment key {keyring.first}"):
            await opened(wrong, "owner", "name")
        with pytest.raises(VaultError, match=keyring.first):
            await wrong.rewrap()
        await wrong.close()
        assert await opened(storage, "owner", "name") == "Ada"

    async def test_wrapping_anew_names_the_keys_it_lacks_and_does_the_rest(
        self, storage: DatabaseStorage, url: str, key: bytes
    ) -> None:
        await sealed(storage, "kept", "name", "Ada")
        lost = secrets.token_bytes(32)
        other = DatabaseStorage(url, Keyring([lost, key]))
        await sealed(other, "lost", "name", "Eve")
        await other.close()
        fresh = secrets.token_bytes(32)
        rotated = DatabaseStorage(url, Keyring([fresh, key]))
        with pytest.raises(VaultError, match=f"{Keyring([lost]).first} .wraps 1."):
            await rotated.rewrap()
        await rotated.close()
        alone = DatabaseStorage(url, Keyring([fresh]))
        assert await opened(alone, "kept", "name") == "Ada"
        with pytest.raises(VaultError, match=Keyring([lost]).first):
            await opened(alone, "lost", "name")
        await alone.close()

    async def test_a_missing_look_up_key_is_not_replaced_beside_sealed_data(
        self, storage: DatabaseStorage, url: str, keyring: Keyring
    ) -> None:
        await sealed(storage, "owner", "name", "Ada")
        async with storage.sessions.writing() as session:
            row = (await session.run(select(LOOKUP_KEY))).one()
            await session.run(delete(LOOKUP_KEY))
        restored = DatabaseStorage(url, keyring)
        with pytest.raises(VaultError, match="restore lookup_key"):
            await opened(restored, "owner", "name")
        async with storage.sessions.writing() as session:
            await session.run(insert(LOOKUP_KEY).values(**row._mapping))
        assert await opened(restored, "owner", "name") == "Ada"
        await restored.close()

    async def test_two_processes_that_start_together_share_one_look_up_key(
        self, url: str, keyring: Keyring
    ) -> None:
        several = [DatabaseStorage(url, keyring) for _ in range(3)]

        async def blind_index(storage: DatabaseStorage) -> str:
            async with storage.work() as work:
                return work.vault.blind_index("email", "ada@example.org")

        assert len(set(await asyncio.gather(*(blind_index(storage) for storage in several)))) == 1
        for storage in several:
            await storage.close()


async def dump(storage: DatabaseStorage) -> list[tuple[str, str]]:
    """Every table's name with all that is in it."""
    found = []
    async with storage.sessions.reading() as session:
        for table in METADATA.sorted_tables:
            rows = (await session.run(select(table))).all()
            found.append((table.name, repr([tuple(row) for row in rows])))
    return found


def content(folder: Path) -> bytes:
    """All bytes of all files in a folder."""
    return b"".join(path.read_bytes() for path in sorted(folder.iterdir()))
