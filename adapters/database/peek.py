"""The rows as they lie in the database, for the practice page's pane and for auditors.

Nothing is opened on the way: what is sealed is shown as sealed.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.database.tables import TABLES, VAULT
from adapters.database.unit_of_work import DatabaseStorage
from bot.adverse_events.model import AdverseEvent, Care
from bot.check_ins.model import NoteWishes
from bot.jobs import OPEN, Job
from bot.people import Person
from bot.storage import Record
from bot.support_requests.model import SupportRequest
from bot.time_outs.model import TimeOut

SHOWN: tuple[type[Record], ...] = (AdverseEvent, Care, SupportRequest, TimeOut, NoteWishes)
MOST_ROWS = 50


async def peek(storage: DatabaseStorage) -> dict[str, Any]:
    """By table, the rows about events, cares, requests and breaks; open jobs; sealed values.

    The staff directory's own sealed names are left out: they are there for everybody who works
    here, whether or not they ever asked for anything.
    """
    found: dict[str, Any] = {}
    async with storage.sessions.reading() as session:
        for kind in SHOWN:
            table = TABLES[kind]
            rows = await session.run(select(table).limit(MOST_ROWS))
            found[table.name] = [_plain(row._mapping) for row in rows]  # noqa: SLF001 - public
        jobs = TABLES[Job]
        waiting = select(jobs.c.kind, jobs.c.subject, jobs.c.due_at, jobs.c.state).where(
            jobs.c.state.in_(OPEN.values), jobs.c.subject != ""
        )
        rows = await session.run(waiting.order_by(jobs.c.due_at).limit(MOST_ROWS))
        found["job"] = [_plain(row._mapping) for row in rows]  # noqa: SLF001 - public
        people = select(TABLES[Person].c.reference)
        sealed = await session.run(
            select(VAULT).where(VAULT.c.owner.not_in(people)).limit(MOST_ROWS)
        )
        found["vault"] = [_plain(row._mapping) for row in sealed]  # noqa: SLF001 - public
    return found


def _plain(row: Any) -> dict[str, str]:
    """A row as texts: references shortened, sealed bytes only counted, unset values left out."""
    return {name: _text(value) for name, value in row.items() if value not in (None, "", ())}


def _text(value: object) -> str:
    if isinstance(value, bytes):
        return f"sealed, {len(value)} bytes"
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    text = str(value)
    return f"{text[:8]}…" if len(text) == 32 and text.isalnum() else text  # noqa: PLR2004
