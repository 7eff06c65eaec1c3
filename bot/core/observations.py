"""What single processes notice, kept for the health of the whole deployment, without any person.

A process counts in memory, and writes its counts and what its examinations found every few
seconds, to rows of its own. One row per platform, written in the work that records each send,
would make all sends of all workers wait for each other; a process that is killed loses the counts
of some seconds instead.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from enum import StrEnum

from bot.core.health import Finding, Symptom
from bot.core.records import Field, Record, stored
from bot.core.storage import Storage, Work, in_one_work, new_reference

STANDS_FOR = timedelta(minutes=3)
"""What an examination found counts for this long after it was written last."""
KEPT_FOR = timedelta(days=1)
"""After this, what a process counted is added to the counts of those that ended."""
ENDED = ""
"""Stands for all processes whose counts were put together."""


class Topic(StrEnum):
    """What was noticed."""

    SENT = "sent"
    """A message was delivered on the platform ``about``."""
    NOT_SENT = "not_sent"
    """An attempt on the platform ``about`` failed; ``code`` is the reason."""
    REFUSED = "refused"
    """We refused a delivery of the platform ``about``; ``code`` says what differed."""
    INTAKE = "intake"
    """We refused a report of the source ``about``; ``code`` says what differed."""
    EXAMINED = "examined"
    """The platform ``about`` was examined."""
    FOUND = "found"
    """An examination of ``about`` found the cause ``code``."""
    LASTS = "lasts"
    """The whole deployment's cause ``code`` was found at every look since ``last_at``."""


class Observation(Record):
    """What one process noticed of one thing."""

    process: Field[str]
    """The reference of the process; empty for those that ended long ago."""
    topic: Field[Topic]
    last_at: Field[datetime]
    about: Field[str] = stored(default="")
    code: Field[str] = stored(default="")
    detail: Field[str] = stored(default="")
    count: Field[int] = stored(default=0)
    seconds: Field[int] = stored(default=0)
    """How far the time of the last refused delivery was off."""


Key = tuple[Topic, str, str, str]


def _key(row: Observation) -> Key:
    return row.topic, row.about, row.code, row.detail


@dataclass
class _Noted:
    reference: str = field(default_factory=new_reference)
    count: int = 0
    seconds: int = 0
    written: int = 0
    """The count that the database has."""


class Observations:
    """What this process noticed since its start."""

    def __init__(self) -> None:
        """Nothing was noticed yet."""
        self.process = new_reference()
        self._noted: dict[Key, _Noted] = {}
        self._found: dict[str, tuple[Symptom, ...]] = {}

    def note(self, topic: Topic, about: str, code: str = "", seconds: int = 0) -> None:
        """Count one more of these."""
        noted = self._noted.setdefault((topic, about, code, ""), _Noted())
        noted.count += 1
        noted.seconds = seconds

    def found(self, about: str, symptoms: Iterable[Symptom]) -> None:
        """Keep what an examination of ``about`` found, in place of what the last one found."""
        self._found[about] = tuple(symptoms)

    @property
    def symptoms(self) -> list[Symptom]:
        """Everything that this process's examinations found last."""
        return [symptom for found in self._found.values() for symptom in found]

    async def write(self, storage: Storage) -> None:
        """Write what changed, in a unit of work of its own; may raise ``StorageDown``."""
        new = {key: noted.count for key, noted in self._noted.items()}
        found = {
            (Topic.FOUND, symptom.platform, symptom.cause.code, symptom.detail): symptom.count
            for symptom in self.symptoms
        }
        if found or any(self._noted[key].written != count for key, count in new.items()):
            await in_one_work(storage, lambda work: self._write(work, new, found))
        elif self._has_found:
            await in_one_work(storage, lambda work: self._write(work, {}, {}))
        self._has_found = bool(found)
        for key, count in new.items():
            self._noted[key].written = count

    _has_found = False

    async def _write(self, work: Work, counts: Mapping[Key, int], found: Mapping[Key, int]) -> None:
        rows = work.of(Observation)
        mine = {_key(row): row for row in await rows.find(Observation.process.is_(self.process))}
        for key, row in mine.items():
            if row.topic is Topic.FOUND and key not in found:
                await work.remove(row)
        for key, count in (*counts.items(), *found.items()):
            noted = self._noted.get(key)
            if noted is not None and key in mine and noted.written == count:
                continue
            await self._save(work, mine.get(key), key, count, noted)

    async def _save(
        self, work: Work, known: Observation | None, key: Key, count: int, noted: _Noted | None
    ) -> None:
        seconds = noted.seconds if noted else 0
        if known is not None:
            await work.save(replace(known, count=count, seconds=seconds, last_at=work.now))
            return
        topic, about, code, detail = key
        row = Observation(
            reference=noted.reference if noted else new_reference(),
            process=self.process,
            topic=topic,
            about=about,
            code=code,
            detail=detail,
            count=count,
            seconds=seconds,
            last_at=work.now,
        )
        await work.add(row)


async def standing(work: Work) -> list[Observation]:
    """Return what the examinations of all processes find at present."""
    since = Observation.last_at.at_least(work.now - STANDS_FOR)
    return await work.of(Observation).find(Observation.topic.is_(Topic.FOUND), since)


async def dated(work: Work, findings: Iterable[Finding]) -> list[Finding]:
    """Add to each finding since when it lasts, as the processes noted."""
    rows = await _lasting(work)
    since = {(row.code, row.about, row.detail): row.last_at for row in rows}
    return [replace(finding, since=since.get(finding.identity)) for finding in findings]


async def note_lasting(storage: Storage, findings: Iterable[Finding]) -> None:
    """Note what is found now and was not before, and drop what is not found any more.

    Nothing is written while nothing changes. Raises ``StorageDown`` or ``Conflict``.
    """
    now = {finding.identity for finding in findings}

    def differs(rows: list[Observation]) -> bool:
        return {(row.code, row.about, row.detail) for row in rows} != now

    async def write(work: Work) -> None:
        rows = await _lasting(work)
        for row in rows:
            if (row.code, row.about, row.detail) not in now:
                await work.remove(row)
        known = {(row.code, row.about, row.detail) for row in rows}
        for code, about, detail in sorted(now - known):
            row = Observation(
                reference=new_reference(),
                process=ENDED,
                topic=Topic.LASTS,
                about=about,
                code=code,
                detail=detail,
                last_at=work.now,
            )
            await work.add(row)

    if differs(await in_one_work(storage, _lasting, reads_only=True)):
        await in_one_work(storage, write)


async def _lasting(work: Work) -> list[Observation]:
    rows = work.of(Observation)
    return await rows.find(Observation.topic.is_(Topic.LASTS), order_by=Observation.last_at)


async def counted(work: Work, *topics: Topic) -> dict[Key, Observation]:
    """Return the counts of all processes together, each with its latest moment."""
    together: dict[Key, Observation] = {}
    for row in await work.of(Observation).find(Observation.topic.one_of(topics)):
        known = together.get(_key(row))
        together[_key(row)] = row if known is None else _sum(known, row)
    return together


def _sum(one: Observation, other: Observation) -> Observation:
    """Return the first row with the counts of both and what the later one saw last."""
    later = max(one, other, key=lambda row: row.last_at)
    count = one.count + other.count
    return replace(one, count=count, last_at=later.last_at, seconds=later.seconds)


async def put_together(work: Work) -> None:
    """Add the counts of processes that ended to one row each, so that sums never shrink."""
    rows = work.of(Observation)
    old = await rows.find(Observation.last_at.at_most(work.now - KEPT_FOR))
    ended = {_key(row): row for row in await rows.find(Observation.process.is_(ENDED))}
    alive = Counter(
        row.process for row in await rows.find(Observation.last_at.at_least(work.now - KEPT_FOR))
    )
    for row in old:
        if row.process == ENDED or row.process in alive:
            continue
        await work.remove(row)
        if row.topic in {Topic.FOUND, Topic.EXAMINED}:
            continue
        known = ended.get(_key(row))
        if known is None:
            known = replace(row, reference=new_reference(), process=ENDED, revision=0)
            await work.add(known)
        else:
            known = await work.save(_sum(known, row))
        ended[_key(row)] = known
