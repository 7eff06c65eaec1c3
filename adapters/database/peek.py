"""Shows the database row by row, for the pane of the practice page.

Sealed fields stay sealed. Each row names the people it leads to; finding that out needs the
deployment's keys, so this is used by the practice page only.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select

from adapters.database.tables import TABLES, VAULT
from adapters.database.unit_of_work import DatabaseStorage
from bot.adverse_events.model import AdverseEvent, Episode, Report
from bot.check_ins.model import LastFirstNote, NoteWishes
from bot.core.jobs import OPEN, Job
from bot.core.people import Person, accounts_of
from bot.core.records import TEXT, Record, SealedValue
from bot.core.seen import ShownCard
from bot.core.storage import Work
from bot.follow_ups.model import Cadence
from bot.programme.playbook.applied_text import TEXT_OF_PLAYBOOK
from bot.requests.model import SupportRequest
from bot.time_outs.model import TimeOut

SHOWN: Mapping[type[Record], tuple[str, ...]] = {
    Episode: ("reference", "state", "begun_at", "first_note_at"),
    SupportRequest: ("reference", "code", "state", "asked_at"),
    TimeOut: ("reference", "state", "asked_at", "ends_at"),
    Cadence: ("begun_at", "sent_stage"),
    NoteWishes: ("reference", "stopped", "quiet_until"),
    Report: ("reference", "state", "reported_at"),
    AdverseEvent: ("reference", "unit", "kind", "harm", "occurred_at"),
    ShownCard: ("screen",),
    Job: ("kind", "due_at"),
}
"""The kinds of record in the order shown, and the fields shown of each."""

MOST_ROWS = 300


@dataclass
class _People:
    """The user ids of people by what may identify them: reference, address or blind index."""

    by_reference: dict[str, str] = field(default_factory=dict)
    by_address: dict[str, str] = field(default_factory=dict)
    by_index: dict[str, str] = field(default_factory=dict)

    def in_text(self, text: str) -> set[str]:
        """The people that an opened value names."""
        found = {user for reference, user in self.by_reference.items() if reference in text}
        if text in self.by_address:
            found.add(self.by_address[text])
        return found


class Peek:
    """Reads the rows; remembers opened values, because it is called again and again."""

    def __init__(self, storage: DatabaseStorage, platform: str) -> None:
        """Read ``storage``, and name people by their user ids on ``platform``."""
        self._storage = storage
        self._platform = platform
        self._people: _People | None = None
        self._named: dict[tuple[str, str, bytes], set[str]] = {}

    async def now(self) -> dict[str, Any]:
        """All ``rows``, and in ``marks`` how many blind indexes each person has beside them.

        A row has its ``table``, its ``fields`` as texts, the names of its ``sealed`` fields and
        ``about``, the people it leads to. The staff directory and the playbook's text are left
        out, as they contain everybody.
        """
        async with self._storage.sessions.reading() as session:
            sealed = [tuple(row) for row in await session.run(select(VAULT))]
        async with self._storage.reading() as work:
            if self._people is None:
                self._people = await _people(work, self._platform)
            staff = {person.reference for person in await work.of(Person).find()}
            ours = [one for one in sealed if one[0] not in {*staff, TEXT_OF_PLAYBOOK.owner}]
            self._named = {one: await self._names(work, self._people, one) for one in ours}
            about: dict[str, set[str]] = {}
            names: dict[str, list[str]] = {}
            for (owner, name, _), named in self._named.items():
                about.setdefault(owner, set()).update(named)
                names.setdefault(owner, []).append(name)
            rows = _rows(await _records(work), names, about, self._people)
            return {"rows": rows, "marks": await _indexes(work, self._people, about)}

    async def _names(self, work: Work, people: _People, sealed: tuple[str, str, bytes]) -> set[str]:
        """The people a sealed value names; a value with the same bytes is opened only once."""
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
                wishes = work.vault.blind_index("wishes", person.reference)
                people.by_index[wishes] = account.user
    return people


async def _records(work: Work) -> list[tuple[type[Record], Record]]:
    found: list[tuple[type[Record], Record]] = []
    for kind in SHOWN:
        if kind is Job:
            waiting = await work.of(Job).find(Job.state.one_of(OPEN), order_by=Job.due_at)
            # Recurring jobs are not about a person.
            found += [(Job, job) for job in waiting if job.subject]
        else:
            found += [(kind, one) for one in await work.of(kind).find(limit=MOST_ROWS)]
    return found


def _rows(
    records: Iterable[tuple[type[Record], Record]],
    sealed: Mapping[str, list[str]],
    about: Mapping[str, set[str]],
    people: _People,
) -> list[dict[str, Any]]:
    rows = []
    shown: set[str] = set()
    for kind, one in records:
        owners = {one.reference, getattr(one, "people", "")}
        if kind is Job:
            owners.add(getattr(one, "subject", ""))
        found = set[str]().union(*(about.get(owner, set()) for owner in owners))
        if one.reference in people.by_index:
            found.add(people.by_index[one.reference])
        fields = {name: _text(getattr(one, name)) for name in SHOWN[kind]}
        shown.add(one.reference)
        rows.append(_row(TABLES[kind].name, fields, sealed.get(one.reference, []), found))
    rest = sorted(sealed.keys() - shown)
    lists = [_row("vault", {"reference": _text(o)}, sealed[o], about[o]) for o in rest]
    return rows + lists


def _row(
    table: str, fields: Mapping[str, str], sealed: list[str], about: set[str]
) -> dict[str, Any]:
    kept = {name: value for name, value in fields.items() if value}
    return {"table": table, "fields": kept, "sealed": sorted(sealed), "about": sorted(about)}


async def _indexes(work: Work, people: _People, about: Mapping[str, set[str]]) -> dict[str, int]:
    episodes = {
        episode.audience_index: episode.reference for episode in await work.of(Episode).find()
    }
    events = [event.reference for event in await work.of(AdverseEvent).find()]
    first = {last.reference for last in await work.of(LastFirstNote).find()}
    indexes: dict[str, int] = {}
    for reference, user in people.by_reference.items():
        theirs = [
            episodes.get(work.vault.blind_index("audience", event, reference)) for event in events
        ]
        left = sum(
            episode is not None and user not in about.get(episode, set()) for episode in theirs
        )
        left += work.vault.blind_index("first-note", reference) in first
        if left:
            indexes[user] = left
    return indexes


def _text(value: object) -> str:
    """A value as text: references are shortened, unset values are empty."""
    if value is None or value is False or value == ():
        return ""
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    text = str(value)
    return f"{text[:8]}…" if len(text) == 32 and text.isalnum() else text  # noqa: PLR2004
