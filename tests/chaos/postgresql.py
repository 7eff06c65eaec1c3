"""The time of a PostgreSQL server, moved by a test; the program itself is as it ships.

The program takes ``now`` of a unit of work from ``now()``, and the time of leases from
``clock_timestamp()``. For one role of the server both are found in a schema that stands before
``pg_catalog``, and read the moment from a file in the server's folder. A file, since a table could
be restored, or be read only, with the rest of the database.
"""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from tests.chaos.house import House, Wire
from tests.clock import SimulatedClock
from tests.postgres import Postgres
from tests.world import START

ROLE, SCHEMA, FILE = "out_of_time", "test_clock", "test-clock"
MAKE_ROLE = f"""
DO $$ BEGIN
    CREATE ROLE {ROLE} SUPERUSER LOGIN;
    ALTER ROLE {ROLE} SET search_path = {SCHEMA}, public, pg_catalog;
EXCEPTION WHEN duplicate_object THEN NULL; END $$
"""
MAKE_CLOCK = f"""
CREATE SCHEMA {SCHEMA};
CREATE FUNCTION {SCHEMA}.now() RETURNS timestamptz STABLE LANGUAGE sql
    AS $$ SELECT pg_catalog.pg_read_file('{FILE}')::timestamptz $$;
CREATE FUNCTION {SCHEMA}.clock_timestamp() RETURNS timestamptz VOLATILE LANGUAGE sql
    AS $$ SELECT pg_catalog.pg_read_file('{FILE}')::timestamptz $$;
"""


class ServerClock(SimulatedClock):
    """A clock that a PostgreSQL server shows, to those who come as ``ROLE``."""

    def __init__(self, file: Path) -> None:
        """Show the beginning of the week."""
        super().__init__(START)
        self._file = file
        self._show()

    def set(self, moment: datetime) -> None:
        """Move, and show it."""
        super().set(moment)
        self._show()

    def advance(self, by: timedelta) -> None:
        """Move, and show it."""
        super().advance(by)
        self._show()

    def _show(self) -> None:
        """Replace the file at one go: the server may be reading it."""
        new = self._file.with_suffix(".new")
        new.write_text(self.now().isoformat(), "ascii")
        new.chmod(0o644)
        new.replace(self._file)


@dataclass(frozen=True)
class Timed:
    """A database whose time a test moves."""

    url: str
    clock: ServerClock


def timed(server: Postgres, url: str) -> Timed:
    """Give a migrated database a clock of its own; one at a time on each server."""
    server.run(MAKE_ROLE)
    server.run_in(url, MAKE_CLOCK)
    return Timed(re.sub("//postgres@", f"//{ROLE}@", url), ServerClock(server.folder / FILE))


class TimedHouse(House):
    """Two webs and three workers on a PostgreSQL that alone tells them the time."""

    def __init__(self, database: Timed, folder: Path, seed: int, longest_step: timedelta) -> None:
        """Start nothing yet."""
        super().__init__(database.url, folder, seed, longest_step)
        self.clock = database.clock
        self.wire = Wire(self.clock)

    @property
    def given_clock(self) -> None:
        """None: the database tells the time."""
        return

    async def _end_leases(self) -> None:
        """Need nothing: leases run by the server's clock, which moves."""
