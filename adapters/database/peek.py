"""What the database holds, row by row, for the practice page's pane.

The rows are shown as they lie there: what is sealed stays sealed. Only whom each of them leads
to is told beside it, which takes the deployment's keys and so is for the practice page alone.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.database.tables import TABLES, VAULT
from adapters.database.unit_of_work import DatabaseStorage
from bot.adverse_events.model import AdverseEvent, Care, Report
from bot.check_ins.model import LastFirstNote, NoteWishes
from bot.core.jobs import OPEN, Job
from bot.core.people import Person, accounts_of
from bot.core.records import TEXT, Record, SealedValue
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.follow_ups.model import Cadence
from bot.requests.model import SupportRequest
from bot.time_outs.model import TimeOut

SHOWN: Mapping[type[Record], tuple[str, ...]] = {
    Care: ("reference", "state", "begun_at", "first_note_at"),
    SupportRequest: ("reference", "code", "state", "asked_at"),
    TimeOut: ("reference", "state", "asked_at", "ends_at"),
    Cadence: ("begun_at", "sent_stage"),
    NoteWishes: ("reference", "stopped", "quiet_until"),
    Report: ("reference", "state", "reported_at"),
    AdverseEvent: ("reference", "unit", "kind", "harm", "occurred_at"),
    ShownCard: ("screen",),
    Job: ("kind", "due_at"),
}
"""The tables, in the order they are shown in, and the columns that say something."""

MOST_ROWS = 300


@dataclass
class _People:
    """Whom a value leads to: by reference, by conversation, by mark. Values are user ids."""

    by_reference: dict[str, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)
    by_mark: dict[str, str] = field(default_factory=dict)

    def in_text(self, text: str) -> set[str]:
        """The people a sealed value names once it is opened."""
        found = {user for reference, user in self.by_reference.items() if reference in text}
        if text in self.by_address:
            found.add(self.by_address[text])
        return found


class Peek:
    """Looks at the rows; it is asked again and again, and remembers what it has opened."""

    def __init__(self, storage: DatabaseStorage, platform: str) -> None:
        """Look into ``storage``; people are named by their user ids on ``platform``."""
        self._storage = storage
        self._platform = platform
        self._people: _People | None = None
        self._named: dict[tuple[str, str, bytes], set[str]] = {}

    async def now(self) -> dict[str, Any]:
        """``rows`` and ``marks``.

        A row has its table, its fields as texts, the names of what is sealed with it, and
        ``about``: whom it leads to.
        ``marks`` counts for each person the coded marks that are not a row about them: they only
        answer "was this one written to?". The staff directory is left out: everybody who works
        here stands in it.
        """
        async with self._storage.sessions.reading() as session:
            sealed = [tuple(row) for row in await session.run(select(VAULT))]
        async with self._storage.reading() as work:
            if self._people is None:
                self._people = await _people(work, self._platform)
            staff = {person.reference for person in await work.of(Person).find()}
            ours = [one for one in sealed if one[0] not in staff]
            self._named = {one: await self._names(work, self._people, one) for one in ours}
            about: dict[str, set[str]] = {}
            parts: dict[str, list[str]] = {}
            for (owner, part, _), named in self._named.items():
                about.setdefault(owner, set()).update(named)
                parts.setdefault(owner, []).append(part)
            rows = _rows(await _records(work), parts, about, self._people)
            return {"rows": rows, "marks": await _marks(work, self._people, about)}

    async def _names(self, work: Work, people: _People, sealed: tuple[str, str, bytes]) -> set[str]:
        """Whom a sealed value names; one that was opened before is known by its very bytes."""
        known = self._named.get(sealed)
        if known is not None:
            return known
        return people.in_text(await work.vault.open(SealedValue(sealed[0], sealed[1], TEXT)) or "")


async def _people(work: Work, platform: str) -> _People:
    people = _People()
    for person in await work.of(Person).find():
        for account in await accounts_of(work, person):
            if account.platform == platform:
                people.by_reference[person.reference] = account.user
                people.by_address[f"{platform} @{account.user}"] = account.user
                wishes = work.vault.mark("wishes", person.reference)
                people.by_mark[wishes] = account.user
    return people


async def _records(work: Work) -> list[tuple[type[Record], Record]]:
    found: list[tuple[type[Record], Record]] = []
    for kind in SHOWN:
        if kind is Job:
            waiting = await work.of(Job).find(Job.state.one_of(OPEN), order_by=Job.due_at)
            # What comes round by itself is about nobody.
            found += [(Job, job) for job in waiting if job.subject]
        else:
            found += [(kind, one) for one in await work.of(kind).find(limit=MOST_ROWS)]
    return found


def _rows(
    records: Iterable[tuple[type[Record], Record]],
    parts: Mapping[str, list[str]],
    about: Mapping[str, set[str]],
    people: _People,
) -> list[dict[str, Any]]:
    rows = []
    told: set[str] = set()
    for kind, one in records:
        owners = {one.reference, getattr(one, "people", "")}
        if kind is Job:
            owners.add(getattr(one, "subject", ""))
        found = set[str]().union(*(about.get(owner, set()) for owner in owners))
        if one.reference in people.by_mark:
            found.add(people.by_mark[one.reference])
        fields = {name: _text(getattr(one, name)) for name in SHOWN[kind]}
        told.add(one.reference)
        rows.append(_row(TABLES[kind].name, fields, parts.get(one.reference, []), found))
    rest = sorted(parts.keys() - told)
    lists = [_row("vault", {"reference": _text(o)}, parts[o], about[o]) for o in rest]
    return rows + lists


def _row(
    table: str, fields: Mapping[str, str], sealed: list[str], about: set[str]
) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if value}
    return {"table": table, "fields": kept, "sealed": sorted(sealed), "about": sorted(about)}


async def _marks(work: Work, people: _People, about: Mapping[str, set[str]]) -> dict[str, int]:
    cares = {care.audience_mark: care.reference for care in await work.of(Care).find()}
    events = [event.reference for event in await work.of(AdverseEvent).find()]
    first = {last.reference for last in await work.of(LastFirstNote).find()}
    marks: dict[str, int] = {}
    for reference, user in people.by_reference.items():
        theirs = [cares.get(work.vault.mark("audience", event, reference)) for event in events]
        left = sum(care is not None and user not in about.get(care, set()) for care in theirs)
        left += work.vault.mark("first-note", reference) in first
        if left:
            marks[user] = left
    return marks


def _text(value: object) -> str:
    """A value as a text: references shortened, unset values empty."""
    if value is None or value is False or value == ():
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    text = str(value)
    return f"{text[:8]}…" if len(text) == 32 and text.isalnum() else text  # noqa: PLR2004
