"""Lengths of time as people write them."""

from datetime import timedelta

MINUTES = {"d": 1440, "h": 60, "min": 1}


def duration_text(wait: timedelta) -> str:
    """A length of time as a playbook has it, in the greatest unit that fits."""
    minutes = int(wait.total_seconds()) // 60
    unit = next(
        unit
        for unit, size in MINUTES.items()
        if (minutes % size == 0 and minutes >= size) or unit == "min"
    )
    return f"{minutes // MINUTES[unit]} {unit}"
