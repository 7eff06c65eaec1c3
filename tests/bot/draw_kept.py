"""Writes what is kept, and every table, for the docs: ``make states``.

``what_is_kept.md`` beside this file has the rows as people read them. A name in braces is the
constant that the code keeps to; the last column names the kinds of records a row tells of.
"""

import inspect
import re
from collections.abc import Iterator
from datetime import timedelta
from importlib import import_module
from pathlib import Path

from adapters.database.tables import TABLES
from bot.core.records import Record, Sealed, SealedPer, column_names

SECURITY = Path(__file__).parents[2] / "docs" / "security"
KEPT = SECURITY / "what-is-kept.md"
TABLES_PAGE = SECURITY / "tables.md"
ROWS = Path(__file__).with_name("what_is_kept.md")

_NAME = re.compile(r"\{([\w.]+)\.(\w+)\}")
_ROW = re.compile(r"^(\|.*\|) ([^|]*) \|$")
_UNITS = (
    ("day", timedelta(days=1)),
    ("hour", timedelta(hours=1)),
    ("minute", timedelta(minutes=1)),
)
_WEEKS = frozenset({7, 14})
_YEAR = 365

HEAD = """# Every table

For security reviewers. After reading this page you know, for each table of the database, what
stands in the clear and what is sealed. Written from the declarations in the code by `make states`;
a test keeps it up to date. [What is kept, and when it goes](what-is-kept.md) says it for people.

A column in the clear holds a random reference, a time, a state, a count, a key of the playbook, or
a keyed mark. Of staff, also unit, profession, training level, languages, time zone, employment,
whether they are an adult, and shifts stand in the clear, beside a random reference; names,
addresses and accounts do not. Sealed values stand in `vault`,
their keys in `vault_keys`, wrapped by the deployment's key, which is in no database. `lookup_key`
has the wrapped key of all keyed marks, `erasures` the references of keys that were deleted. The
tables of stamps and of listed values repeat what others hold.
"""


def kept() -> str:
    """The page of what is kept."""
    lines = [_shown(line) for line in ROWS.read_text("utf-8").splitlines()]
    return "\n".join(lines) + "\n"


def told_of() -> frozenset[str]:
    """The names of the kinds of records that some row tells of."""
    rows = map(_ROW.match, ROWS.read_text("utf-8").splitlines())
    named = {name.strip() for row in rows if row for name in row[2].split(",")}
    return frozenset(named - {"", "records", "---"})


def tables() -> str:
    """The page of every table."""
    return HEAD + "".join(_chapters())


def span(length: timedelta) -> str:
    """A length of time in words, in the largest usual unit that fits."""
    days = length // timedelta(days=1)
    if length == timedelta(days=days):
        if days in _WEEKS:
            return _counted(days // 7, "week")
        if days >= _YEAR and not days % _YEAR:
            return _counted(days // _YEAR, "year")
    name, unit = next((name, unit) for name, unit in _UNITS if length and not length % unit)
    return _counted(length // unit, name)


def _counted(number: int, unit: str) -> str:
    return f"{number} {unit}" if number == 1 else f"{number} {unit}s"


def _shown(line: str) -> str:
    row = _ROW.match(line)
    return _NAME.sub(_constant, row[1] if row else line)


def _constant(found: re.Match[str]) -> str:
    module = import_module(found[1])
    if not hasattr(module, found[2]):
        raise LookupError(f"{ROWS.name} names {found[0]}: write where the constant is now")
    value = getattr(module, found[2])
    return span(value) if isinstance(value, timedelta) else f"{value:,}"


def _chapters() -> Iterator[str]:
    by_feature: dict[str, list[type[Record]]] = {}
    for kind in sorted(TABLES, key=lambda kind: TABLES[kind].name):
        by_feature.setdefault(kind.__module__.split(".")[1], []).append(kind)
    for feature, kinds in sorted(by_feature.items()):
        yield f"\n## {feature.replace('_', ' ').capitalize()}\n"
        yield "| table | what a row is | in the clear | sealed |\n|---|---|---|---|\n"
        yield from map(_table_row, kinds)


def _table_row(kind: type[Record]) -> str:
    clear = ", ".join(f"`{column}`" for column in column_names(kind).values())
    sealed = ", ".join(
        f"`{name}`" for name, value in vars(kind).items() if isinstance(value, Sealed | SealedPer)
    )
    first = inspect.cleandoc(kind.__doc__ or "").splitlines()[0].replace("``", "`")
    return f"| `{TABLES[kind].name}` | {first} | {clear} | {sealed} |\n"


if __name__ == "__main__":
    KEPT.write_text(kept(), "utf-8")
    TABLES_PAGE.write_text(tables(), "utf-8")
