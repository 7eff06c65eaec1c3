"""The audit log of the configuration; each entry's digest includes the one before it."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import replace

from bot.core.storage import Work, new_reference
from bot.programme.model import AuditEntry


async def note_change(work: Work, who: str, what: str) -> AuditEntry:
    """Log who changed the configuration, and what; ``who`` is never a name."""
    number = await work.of(AuditEntry).count() + 1
    previous = await work.of(AuditEntry).find(AuditEntry.number.is_(number - 1))
    entry = AuditEntry(
        reference=new_reference(), at=work.now, number=number, who=who, what=what, digest=""
    )
    entry = replace(entry, digest=_digest(previous[0].digest if previous else "", entry))
    await work.add(entry)
    return entry


def is_whole(entries: Iterable[AuditEntry]) -> bool:
    """Whether no entry was changed, added, or removed by hand."""
    before = ""
    for number, entry in enumerate(sorted(entries, key=lambda each: each.number), start=1):
        if entry.number != number or entry.digest != _digest(before, entry):
            return False
        before = entry.digest
    return True


def _digest(before: str, entry: AuditEntry) -> str:
    content = [before, entry.number, entry.at.isoformat(), entry.who, entry.what]
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()
