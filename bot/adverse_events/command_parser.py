"""Reads ``activate KIND unit=UNIT people=@a,@b [at=HH:MM] [everyone]`` as people really type it.

Nothing typed is kept or repeated: a fault is answered with how to mend it, in fixed words.
"""

import re
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from bot.core.clock import at_wall_time, in_zone
from bot.core.errors import Refused
from bot.programme.model import Kind, Unit

# Phones turn quotes, dashes and the equals sign of some keyboards into their own.
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
class Typed:
    """What was read: a unit, a time, and whether everyone on shift then is meant."""

    unit: Unit
    occurred_at: datetime
    everyone: bool


def kind_names() -> dict[str, Kind]:
    """Every way a kind is typed, such as ``near_miss``, ``near-miss`` and ``near miss``."""
    names: dict[str, Kind] = {}
    for kind in Kind:
        names |= {kind.replace("_", between): kind for between in ("_", "-", " ")}
    return names


def read(words: tuple[str, ...], units: tuple[Unit, ...], now: datetime, zone: str) -> Typed:
    """What the words after the kind say. Raises ``Refused`` with how to mend what they do not."""
    text = " ".join(words).translate(ODD)
    if re.search(r"@\w", text):
        # A name that the platform did not make into a mention: a typed name is nobody we know.
        raise Refused("adverse_event.typed.people")
    said = _said(text.replace("@", " "))
    if said["people"]:
        raise Refused("adverse_event.typed.people")
    return Typed(
        unit=_unit(said["unit"] or said["rest"], units),
        occurred_at=_moment(said["at"], now, zone),
        everyone=bool(said["everyone"]),
    )


def _said(text: str) -> dict[str, str]:
    """The text by key, with what belongs to none under ``rest``."""
    said = {"unit": "", "people": "", "at": "", "rest": "", "everyone": ""}
    key = "rest"
    for word in re.sub(r"\s*=\s*", "= ", text).split():
        bare = word.strip(",;")
        if word.endswith("="):
            if bare[:-1] not in KEYS:
                raise Refused("adverse_event.typed.keys")
            key = KEYS[bare[:-1]]
        elif bare in EVERYONE:
            said["everyone"] = bare
        elif bare and bare not in FILLERS:
            said[key] = f"{said[key]} {bare}".strip()
    return said


def _unit(said: str, units: tuple[Unit, ...]) -> Unit:
    if not said and len(units) == 1:
        return units[0]
    for unit in units:
        if said in {unit.key.casefold(), " ".join(unit.name.casefold().split())}:
            return unit
    yours = ", ".join(unit.key for unit in units[:5])
    raise Refused("adverse_event.typed.unit", units=yours)


def _moment(said: str, now: datetime, zone: str) -> datetime:
    """The last time the person's clock showed this; now, if no time is said."""
    if not said:
        return now
    clock = _clock(said)
    if clock is None:
        raise Refused("adverse_event.typed.at")
    local = in_zone(now, zone).date()
    today = at_wall_time(datetime.combine(local, clock), zone)
    if today <= now:
        return today
    return at_wall_time(datetime.combine(local - timedelta(days=1), clock), zone)


def _clock(said: str) -> time | None:
    found = CLOCK.fullmatch(said)
    if found is None:
        return None
    hour, minute, half = found.groups()
    # A number alone is an hour only to who says which half of the day.
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
