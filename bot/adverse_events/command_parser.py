"""Parses ``activate KIND unit=UNIT people=@a,@b [at=HH:MM] [everyone]``, typed on any keyboard.

Nothing typed is stored or repeated: each fault gets a fixed text that says how to correct it.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.core.errors import Refused
from bot.programme.model import Kind, Unit

# Phones replace quotes, and some keyboards have other signs for "=", ":" and "@".
ODD = str.maketrans(dict.fromkeys("“”„‟‘’‚‛«»\"'`", "") | {"＝": "=", "：": ":", "＠": "@"})
KEYS = {
    "unit": "unit",
    "ward": "unit",
    "people": "people",
    "person": "people",
    "who": "people",
    "at": "at",
    "time": "at",
}
EVERYONE = frozenset({"everyone", "everybody", "all"})
FILLERS = frozenset({"and", "&", ",", ";", "+"})
CLOCK = re.compile(r"(\d{1,2})(?:[:.h]?(\d{2}))?\s*([ap])?\.?(?:m\.?)?")


@dataclass(frozen=True)
class TypedReport:
    """The unit, the time, and whether the report names everyone on shift at that time."""

    unit: Unit
    occurred_at: datetime
    everyone: bool


def kind_names() -> dict[str, Kind]:
    """The kinds by each of their spellings, such as ``near_miss``, ``near-miss``, ``near miss``."""
    names: dict[str, Kind] = {}
    for kind in Kind:
        names |= {kind.replace("_", between): kind for between in ("_", "-", " ")}
    return names


def parse_report(
    words: tuple[str, ...], units: tuple[Unit, ...], now: datetime, zone: str
) -> TypedReport:
    """Parse the words after the kind. Raises ``Refused``, which says how to correct them."""
    text = " ".join(words).translate(ODD)
    if re.search(r"@\w", text):
        # The platform did not turn this name into a mention, so it identifies nobody.
        raise Refused("adverse_event.typed.people")
    values = _by_key(text.replace("@", " "))
    if values["people"]:
        raise Refused("adverse_event.typed.people")
    return TypedReport(
        unit=_unit(values["unit"] or values["rest"], units),
        occurred_at=_moment(values["at"], now, zone),
        everyone=bool(values["everyone"]),
    )


def _by_key(text: str) -> dict[str, str]:
    values = {"unit": "", "people": "", "at": "", "rest": "", "everyone": ""}
    key = "rest"
    for word in re.sub(r"\s*=\s*", "= ", text).split():
        bare = word.strip(",;")
        if word.endswith("="):
            if bare[:-1] not in KEYS:
                raise Refused("adverse_event.typed.keys")
            key = KEYS[bare[:-1]]
        elif bare in EVERYONE:
            values["everyone"] = bare
        elif bare and bare not in FILLERS:
            values[key] = f"{values[key]} {bare}".strip()
    return values


def _unit(text: str, units: tuple[Unit, ...]) -> Unit:
    if not text and len(units) == 1:
        return units[0]
    for unit in units:
        if text in {unit.key.casefold(), " ".join(unit.name.casefold().split())}:
            return unit
    yours = ", ".join(unit.key for unit in units[:5])
    raise Refused("adverse_event.typed.unit", units=yours)


def _moment(text: str, now: datetime, zone: str) -> datetime:
    """The latest moment at which the person's clock showed this time; ``now`` without one."""
    if not text:
        return now
    clock = _clock(text)
    if clock is None:
        raise Refused("adverse_event.typed.at")
    local = in_zone(now, zone).date()
    today = at_wall_time(datetime.combine(local, clock), zone)
    if today <= now:
        return today
    return at_wall_time(datetime.combine(local - timedelta(days=1), clock), zone)


def _clock(text: str) -> time | None:
    found = CLOCK.fullmatch(text)
    if found is None:
        return None
    hour, minute, half = found.groups()
    # A bare number is ambiguous: it needs minutes, "am" or "pm" to be a time.
    if minute is None and half is None:
        return None
    hours = int(hour)
    if half:
        if not 1 <= hours <= 12:  # noqa: PLR2004 - the hours of a twelve-hour clock
            return None
        hours = hours % 12 + (12 if half == "p" else 0)
    try:
        return time(hours, int(minute or 0))
    except ValueError:
        return None
