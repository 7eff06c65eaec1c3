"""Lengths of time as people write them in a playbook or a command.

``m`` and ``min`` are minutes, ``mo`` are months.
"""

import re
from datetime import timedelta

UNITS = {
    "min": timedelta(minutes=1),
    "h": timedelta(hours=1),
    "d": timedelta(days=1),
    "w": timedelta(weeks=1),
    "mo": timedelta(days=30),
}
_SPELLINGS = {
    **{unit: unit for unit in UNITS},
    "m": "min",
    "minute": "min",
    "minutes": "min",
    "hour": "h",
    "hours": "h",
    "day": "d",
    "days": "d",
    "week": "w",
    "weeks": "w",
    "month": "mo",
    "months": "mo",
}
_DURATION = re.compile(r"([0-9]{1,4}) ?([a-z]*)")


def read_duration(text: str, bare: str = "") -> timedelta | None:
    """Read ``30 min``, ``4h``, ``2 weeks`` or ``1mo``; returns ``None`` for anything else.

    A number without a unit counts in ``bare``, or is refused if that is empty.
    """
    found = _DURATION.fullmatch(text.strip().casefold())
    unit = _SPELLINGS.get(found[2] or bare) if found else None
    return int(found[1]) * UNITS[unit] if found and unit else None


def duration_text(length: timedelta) -> str:
    """Write a length of time as playbooks do, in the largest unit that fits."""
    for unit in ("d", "h"):
        if length and not length % UNITS[unit]:
            return f"{length // UNITS[unit]} {unit}"
    return f"{length // UNITS['min']} min"
