"""What the last audit found. Probes read it: one that looked itself would be work every second."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.core.packed import Packed
from bot.core.records import Field, Record, stored
from bot.core.storage import Work

LATE_AFTER = timedelta(minutes=5)
"""Audits run every minute."""
_LAST = "last"


@dataclass(frozen=True)
class Found(Packed):
    """How many things one audit found without a next step, before it mended them."""

    audit: str
    count: int


class LastAudit(Record):
    """The result of all audits together; there is one row."""

    at: Field[datetime]
    found: Field[tuple[Found, ...]] = stored(default=())
    """The audits that found anything."""


async def last_audit(work: Work) -> LastAudit | None:
    """Return the last result; ``None`` before the first one."""
    return await work.of(LastAudit).get(_LAST)


async def note_audit(work: Work, found: dict[str, int]) -> None:
    """Keep what the audits found just now, by their names."""
    some = tuple(Found(audit, count) for audit, count in found.items() if count)
    before = await last_audit(work)
    if before is None:
        await work.add(LastAudit(reference=_LAST, at=work.now, found=some))
    else:
        await work.save(replace(before, at=work.now, found=some))
