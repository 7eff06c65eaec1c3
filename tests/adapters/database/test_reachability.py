"""Each cause of "cannot connect" has its own words, by the real server and the real driver."""

import asyncio
import shutil
import ssl
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from adapters.database.migrations import migrate
from adapters.database.process_locks import AlreadyServed, serving_alone
from adapters.database.reachability import Cause, trouble_with
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from tests.certificates import self_signed
from tests.disks import fill, small_disk
from tests.postgres import Postgres, running_postgres

SSL_REQUEST_BYTES = 8
Served = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture(scope="module")
def server() -> Iterator[Postgres]:
    """A PostgreSQL of its own: these tests change whom it lets in."""
    with running_postgres() as own:
        own.run("CREATE ROLE ada LOGIN PASSWORD 'right'")
        yield own


@pytest.fixture
async def port(server: Postgres) -> AsyncIterator[int]:
    """A port on this machine that leads to the server."""

    async def led(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        to = await asyncio.open_unix_connection(sockets(server) / ".s.PGSQL.5432")
        await asyncio.gather(pipe(reader, to[1]), pipe(to[0], writer))

    async with listening(led) as number:
        yield number


@asynccontextmanager
async def listening(served: Served) -> AsyncIterator[int]:
    async with await asyncio.start_server(served, "127.0.0.1", 0) as door:
        yield door.sockets[0].getsockname()[1]


async def pipe(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while some := await reader.read(65536):
        writer.write(some)
        await writer.drain()
    writer.close()


def sockets(server: Postgres) -> Path:
    """The folder of the server's socket file and of its settings."""
    return Path(parse_qs(urlsplit(server.create()).query)["host"][0])


def lets_in(server: Postgres, how: str) -> None:
    """Let ada in like this (``trust``, ``scram-sha-256``, ``reject``)."""
    (sockets(server) / "pg_hba.conf").write_text(f"local all ada {how}\nlocal all all trust\n")
    server.run("SELECT pg_reload_conf()")


def address(url: str, port: int, *, wrong: bool = False, options: str = "") -> str:
    """The address of a database by TCP, as ada."""
    name = urlsplit(url).path.removeprefix("/")
    secret = "wrong" if wrong else "right"
    return f"postgresql+asyncpg://ada:{secret}@127.0.0.1:{port}/{name}{options}"


async def cause(url: str) -> Cause | None:
    found = await trouble_with(url)
    return found.cause if found else None


async def test_a_host_that_is_not_found_and_a_port_without_a_listener_are_told_apart() -> None:
    assert await cause("postgresql+asyncpg://ada@no-such-host.invalid/x") is Cause.HOST
    async with listening(pipe) as number:
        pass
    for host in ("127.0.0.1", "localhost"):
        gone = f"postgresql+asyncpg://ada@{host}:{number}/x"
        assert await cause(gone) is Cause.NOTHING_LISTENS


@pytest.mark.postgres
async def test_a_database_and_a_role_that_are_not_there_are_named(postgres_url: str) -> None:
    assert await cause(postgres_url.replace("/test_", "/none_")) is Cause.DATABASE
    found = await trouble_with(postgres_url.replace("postgres@", "stranger@"))
    assert found
    assert found.cause is Cause.ROLE
    assert "stranger" in found.what


@pytest.mark.postgres
async def test_a_wrong_password_and_a_user_who_is_not_let_in_are_told_apart(
    server: Postgres, port: int
) -> None:
    url = server.create()
    lets_in(server, "scram-sha-256")
    found = await trouble_with(address(url, port, wrong=True))
    assert found
    assert found.cause is Cause.PASSWORD
    assert "wrong" not in str(found)
    assert await cause(address(url, port)) is Cause.NO_SCHEMA
    lets_in(server, "reject")
    assert await cause(address(url, port)) is Cause.NOT_ALLOWED
    assert await cause(address(url, port, options="?sslmode=disable")) is Cause.TLS_REQUIRED


@pytest.mark.postgres
async def test_a_server_without_tls_is_named_where_the_address_asks_for_it(
    server: Postgres, port: int
) -> None:
    url = server.create()
    lets_in(server, "trust")
    for mode in ("require", "verify-ca", "verify-full"):
        assert await cause(address(url, port, options=f"?sslmode={mode}")) is Cause.TLS_REFUSED
    for mode in ("disable", "prefer", "allow"):
        assert await cause(address(url, port, options=f"?sslmode={mode}")) is Cause.NO_SCHEMA


async def test_a_certificate_is_checked_as_the_mode_says(tmp_path: Path) -> None:
    pem, key = self_signed(tmp_path)
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.load_cert_chain(pem, key)
    greeted = []

    async def served(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A server that has TLS and goes away after the greeting."""
        await reader.readexactly(SSL_REQUEST_BYTES)
        writer.write(b"S")
        try:
            await writer.start_tls(context)
            greeted.append(await reader.read(1))
        finally:
            writer.close()

    async with listening(served) as port:

        async def tried(options: str, host: str = "127.0.0.1") -> Cause | None:
            return await cause(f"postgresql+asyncpg://ada@{host}:{port}/x?{options}")

        for mode in ("verify-ca", "verify-full"):
            assert await tried(f"sslmode={mode}") is Cause.CERTIFICATE
        assert not any(greeted)
        for options in (
            "sslmode=require",
            f"sslmode=require&sslrootcert={pem}",
            f"sslmode=verify-ca&sslrootcert={pem}",
            f"sslmode=verify-full&sslrootcert={pem}",
        ):
            before = len(greeted)
            assert await tried(options) is not Cause.CERTIFICATE
            assert len(greeted) == before + 1, options


@pytest.mark.postgres
async def test_a_schema_that_is_missing_older_newer_or_not_ours_to_read_is_told_apart(
    server: Postgres, port: int
) -> None:
    url = server.create()
    lets_in(server, "trust")
    assert await cause(url) is Cause.NO_SCHEMA
    await migrate(url)
    assert await cause(url) is None
    assert await cause(address(url, port)) is Cause.PRIVILEGE
    await set_version(url, "0001")
    assert await cause(url) is Cause.OLDER_SCHEMA
    await set_version(url, "9999")
    found = await trouble_with(url)
    assert found
    assert found.cause is Cause.NEWER_SCHEMA
    assert not found.stops


async def test_files_that_are_no_database_of_ours_are_told_apart(tmp_path: Path) -> None:
    file = tmp_path / "support.db"
    url = f"sqlite+aiosqlite:///{file}"
    assert await cause(url) is Cause.NO_SCHEMA
    assert not file.exists()
    assert await cause(f"sqlite+aiosqlite:///{tmp_path / 'none' / 'x.db'}") is Cause.FILE
    file.write_text("a shopping list, and long enough to be read as the head of a file" * 20)
    assert await cause(url) is Cause.NOT_A_DATABASE
    file.unlink()
    file.touch()
    assert await cause(url) is Cause.NO_SCHEMA


@pytest.mark.postgres
async def test_a_storage_keeps_to_the_sslmode_of_its_address(
    server: Postgres, port: int, keyring: Keyring
) -> None:
    url = server.create()
    lets_in(server, "trust")
    await migrate(url)
    plain = f"{url}&sslmode=disable"
    storage = DatabaseStorage(plain, keyring)
    assert await storage.is_ready()
    await storage.close()
    storage = DatabaseStorage(address(url, port, options="?sslmode=require"), keyring)
    assert not await storage.is_ready()
    await storage.close()


def test_one_process_alone_serves_an_sqlite_file_by_whatever_name(tmp_path: Path) -> None:
    (tmp_path / "link.db").symlink_to(tmp_path / "support.db")
    names = [f"sqlite+aiosqlite:///{tmp_path / name}" for name in ("support.db", "link.db")]
    with serving_alone(names[0]):
        for name in names:
            with pytest.raises(AlreadyServed), serving_alone(name):
                pass
    with serving_alone(names[1]):
        pass


async def set_version(url: str, version: str) -> None:
    engine = create_async_engine(url)
    async with engine.begin() as connection:
        await connection.execute(
            text("UPDATE alembic_version SET version_num = :version"), {"version": version}
        )
    await engine.dispose()


@pytest.mark.optional  # needs the right to make a disk
async def test_a_full_disk_is_not_taken_for_a_file_that_cannot_be_opened(tmp_path: Path) -> None:
    made = tmp_path / "made.db"
    await migrate(f"sqlite+aiosqlite:///{made}")
    disk = tmp_path / "disk"
    disk.mkdir()
    with small_disk(disk, made.stat().st_size // 1024 + 512):
        shutil.copy(made, disk / "support.db")
        fill(disk)
        trouble = await trouble_with(f"sqlite+aiosqlite:///{disk / 'support.db'}")
        (disk / "filling").unlink()
        after = await trouble_with(f"sqlite+aiosqlite:///{disk / 'support.db'}")
    assert trouble is not None
    assert (trouble.cause, after) == (Cause.DISK, None)
