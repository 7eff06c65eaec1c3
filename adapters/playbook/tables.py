"""Reads TOML tables value by value, and records every fault with its line and remedy."""

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from difflib import get_close_matches
from enum import StrEnum
from typing import TypeVar
from zoneinfo import available_timezones

from bot.core.durations import read_duration
from bot.programme.faults import Fault, Path
from bot.programme.hours.quiet_hours import is_zone

KEY = re.compile(r"[a-z0-9][a-z0-9_-]{0,39}")
SPAN = re.compile(r"(\d\d:\d\d) ?[-–] ?(\d\d:\d\d)")
FEW = 16

E = TypeVar("E", bound=StrEnum)

UNIT = "unit with the key"
AREA = "area with the key"
KIND = "support kind with the key"
PERSON = "person under [[people]] with the e-mail"
"""What a value refers to, as a fault calls it when it does not exist."""


@dataclass
class Faults:
    """Collects the faults of a text; ``lines`` has the line of each value."""

    lines: Mapping[Path, int]
    found: list[Fault] = field(default_factory=list)
    places: dict[Path, Path] = field(default_factory=dict)
    """The path of each thing that can be written in more than one way."""
    _wrong: set[Path] = field(default_factory=set)

    def line(self, path: Path) -> int:
        """The line of a value; for a missing one, that of the table it belongs in."""
        while path and path not in self.lines:
            path = path[:-1]
        return self.lines.get(path, 1)

    def place(self, what: Path) -> Path | None:
        """Where something stands that can be written in more than one way."""
        return self.places.get(what)

    def add(self, path: Path, what: str, remedy: str, *, warning: bool = False) -> None:
        """Note that something is wrong here."""
        self.found.append(Fault(self.line(path), what, remedy, warning))
        if not warning:
            self._wrong.add(path)

    def has_any(self, path: Path) -> bool:
        """Whether there is a fault at this path or below it; warnings do not count."""
        return any(wrong[: len(path)] == path for wrong in self._wrong)

    def in_order(self) -> list[Fault]:
        """All that was found, in the order of the file."""
        return sorted(dict.fromkeys(self.found), key=lambda fault: fault.line)


def remedy_for(wrong: str, known: Iterable[str], otherwise: str) -> str:
    """``did you mean …?`` if a known name is similar; otherwise all names if they are few."""
    names = sorted(known)
    near = get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f'did you mean "{near[0]}"?'
    if 0 < len(names) <= FEW:
        return f"use one of: {', '.join(names)}"
    return otherwise


class Table:
    """One table; a value that was never asked for by name is reported as unknown."""

    def __init__(self, values: Mapping[str, object], path: Path, faults: Faults) -> None:
        self._values = values
        self.path = path
        self.faults = faults
        self._asked: set[str] = set()

    @property
    def _place(self) -> str:
        name = next((part for part in reversed(self.path) if isinstance(part, str)), "")
        return f" in [{name}]" if name else ""

    def has(self, name: str) -> bool:
        """Whether there is a value of this name; the name counts as known."""
        self._asked.add(name)
        return name in self._values

    def is_table(self, name: str) -> bool:
        """Whether there is a table of this name."""
        return self.has(name) and isinstance(self._values[name], dict)

    def fault(self, name: str, what: str, remedy: str, *, warning: bool = False) -> None:
        """Note that something is wrong with a value of this table."""
        self.faults.add((*self.path, name), what, remedy, warning=warning)

    def close(self) -> None:
        """Record a fault for every value that was not asked for."""
        for name in self._values:
            if name not in self._asked:
                remedy = remedy_for(name, self._asked, "take it out")
                self.fault(name, f'there is no "{name}" here', remedy)

    def text(self, name: str, example: str = "", *, needed: bool = False) -> str:
        """A text without blanks around it; empty when left out or wrong."""
        value = self._value(name, str, f'write it in quotes: {name} = "{example or "…"}"')
        text = " ".join(value.split()) if isinstance(value, str) else ""
        if needed and not text and (value is not None or not self.has(name)):
            what = f"{name} is missing{self._place}"
            self.fault(name, what, f'add {name} = "{example or "…"}"')
        return text

    def key(self, name: str = "key") -> str:
        """A short name that people can type."""
        text = self.text(name, "icu", needed=True)
        if text:
            self.is_key(name, text)
        return text

    def one_of(self, name: str, known: Collection[str], what: str, *, needed: bool = False) -> str:
        """A text that has to be one of those known; ``what`` names it in the fault."""
        text = self.text(name, next(iter(sorted(known)), ""), needed=needed).casefold()
        return text if not text or self.is_known(text, known, what, name) else ""

    def is_key(self, name: str, text: str) -> bool:
        """Whether a text is a short name that people can type; a fault if not."""
        if not KEY.fullmatch(text):
            remedy = "use small letters, digits and dashes, without blanks, at most 40"
            self.fault(name, f'"{text}" is not a key', remedy)
        return bool(KEY.fullmatch(text))

    def is_known(self, text: str, known: Collection[str], what: str, *place: str | int) -> bool:
        """Whether a text is known; a fault at its place in this table if not."""
        if text not in known:
            remedy = remedy_for(text, known, "mend it, or add what it names")
            self.faults.add((*self.path, *place), f'there is no {what} "{text}"', remedy)
        return text in known

    def zone(self, name: str = "zone", *, needed: bool = False) -> str:
        """A name of the time zone database; empty when left out or wrong."""
        text = self.text(name, "America/Denver", needed=needed)
        if text and not is_zone(text):
            remedy = remedy_for(text, available_timezones(), 'write it like "America/Denver"')
            self.fault(name, f'"{text}" is not a time zone', remedy)
            return ""
        return text

    def texts(self, name: str) -> list[tuple[int, str]]:
        """A list of texts, each with its place in the list; empty when left out."""
        value = self._value(name, list, f'write it as a list: {name} = ["…", "…"]')
        found = []
        for number, each in enumerate(value if isinstance(value, list) else []):
            if isinstance(each, str):
                found.append((number, each.strip()))
            else:
                path = (*self.path, name, number)
                self.faults.add(path, f"{each} is not a text", "put it in quotes")
        return found

    def text_or_texts(self, name: str) -> list[tuple[int, str]]:
        """A list of texts, or one that stands alone; empty when left out or wrong."""
        if isinstance(self._values.get(name), list):
            return self.texts(name)
        return [(0, self.text(name))] if self.has(name) else []

    def several_of(self, name: str, known: Collection[str], what: str) -> tuple[str, ...]:
        """A list of texts that have to be known, each of them once."""
        found: list[str] = []
        for number, written in self.texts(name):
            text = written.casefold()
            if text in found:
                path = (*self.path, name, number)
                self.faults.add(path, f'"{text}" stands here twice', "take one out")
            elif self.is_known(text, known, what, name, number):
                found.append(text)
        return tuple(found)

    def choice(self, name: str, default: E, what: str) -> E:
        """One of the values of an enumeration; ``default`` when left out or wrong."""
        return type(default)(self.one_of(name, list(type(default)), what) or default)

    def choices(self, name: str, known: type[E], what: str) -> tuple[E, ...] | None:
        """Several values of an enumeration; ``None`` when left out."""
        found = self.several_of(name, list(known), what)
        return tuple(map(known, found)) if self.has(name) else None

    def short_texts(self, name: str, most: int, what: str, remedy: str) -> tuple[str, ...]:
        """A list of texts of at most ``most`` characters; empty ones are left out."""
        found = self.texts(name)
        for number, text in found:
            if len(text) > most:
                self.faults.add((*self.path, name, number), what, remedy)
        return tuple(text for _, text in found if text)

    def flag(self, name: str, *, default: bool = False) -> bool:
        """``true`` or ``false``; ``default`` when left out."""
        other = "false" if default else "true"
        value = self._value(name, bool, f"write {name} = {other}, or leave it out")
        return value if isinstance(value, bool) else default

    def count(self, name: str) -> int:
        """A whole number, zero or more; zero when left out."""
        value = self._value(name, int, f"write a whole number: {name} = 3")
        if isinstance(value, bool) or (isinstance(value, int) and value < 0):
            self.fault(name, f"{name} is not a whole number", f"write {name} = 3")
            return 0
        return value if isinstance(value, int) else 0

    def day(self, name: str) -> date:
        """A required day."""
        remedy = f"write it without quotes: {name} = 2026-11-01"
        value = self._value(name, date, remedy)
        if isinstance(value, datetime):
            value = value.date()
        if not self.has(name):
            self.fault(name, f"{name} is missing", remedy)
        return value if isinstance(value, date) else date.min

    def day_if_any(self, name: str) -> str:
        """A day in ISO format; empty when left out."""
        return self.day(name).isoformat() if self.has(name) else ""

    def days(self, name: str) -> tuple[date, ...]:
        """A list of days, written without quotes; empty when left out."""
        remedy = f"write it as a list, without quotes: {name} = [2026-12-25]"
        value = self._value(name, list, remedy)
        found = []
        for number, each in enumerate(value if isinstance(value, list) else []):
            if isinstance(each, date) and not isinstance(each, datetime):
                found.append(each)
            else:
                self.faults.add((*self.path, name, number), f"{each} is not a day", remedy)
        return tuple(sorted(set(found)))

    def span(self, name: str) -> tuple[time, time] | None:
        """Two times of day, such as ``07:00-19:00``; nothing when left out or wrong."""
        text = self.text(name, "07:00-19:00")
        match = SPAN.fullmatch(text)
        try:
            if match:
                return time.fromisoformat(match[1]), time.fromisoformat(match[2])
        except ValueError:
            match = None
        if text:
            self.fault(name, f'"{text}" is not a span of time', f'write {name} = "07:00-19:00"')
        return None

    def wait(self, name: str, default: timedelta) -> timedelta:
        """A length of time, such as ``10 min``, ``4 h`` or ``2 d``."""
        text = self.text(name, "10 min")
        found = read_duration(text)
        if found is not None:
            return found
        if text:
            remedy = f'write it like {name} = "10 min", "4 h" or "2 d"'
            self.fault(name, f'"{text}" is not a length of time', remedy)
        return default

    def table(self, name: str) -> "Table":
        """A table within this one; an empty one when left out."""
        value = self._value(name, dict, f"write it as a table, under [{name}]")
        return Table(value if isinstance(value, dict) else {}, (*self.path, name), self.faults)

    def tables(self, name: str) -> list["Table"]:
        """The tables of a list of them, in order."""
        remedy = f"begin each with a line [[{name}]]"
        value = self._value(name, list, remedy)
        found = []
        for number, each in enumerate(value if isinstance(value, list) else []):
            path = (*self.path, name, number)
            if isinstance(each, dict):
                found.append(Table(each, path, self.faults))
            else:
                self.faults.add(path, f"{name} are tables", remedy)
        return found

    def names(self) -> list[str]:
        """The names of all values, for a table whose names are data."""
        return list(self._values)

    def _value(self, name: str, kind: type, remedy: str) -> object:
        """The value; ``None`` if it is missing, or of another type (a fault)."""
        self._asked.add(name)
        value = self._values.get(name)
        if value is not None and not isinstance(value, kind):
            self.fault(name, f"{name} cannot be read", remedy)
            return None
        return value
