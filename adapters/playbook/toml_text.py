"""Writes TOML values and tables; values equal to their default are left out."""

import json
import re
from collections.abc import Mapping
from datetime import date, time

BARE = re.compile(r"[A-Za-z0-9_-]+")
WIDEST = 96


class Inline(dict[str, object]):
    """A table that is written in one line, in braces."""


def of_span(starts: time, ends: time) -> str:
    """Two times of day as ``Table.span`` reads them."""
    return f"{starts:%H:%M}-{ends:%H:%M}"


def of_key(name: str) -> str:
    """A name before ``=``, in quotes where it has to be."""
    return name if BARE.fullmatch(name) else _quoted(name)


def of_value(value: object) -> str:
    """A value behind ``=``, in one line; raises ``TypeError`` for what TOML does not have."""
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case str():
            return _quoted(str(value))
        case tuple() | list():
            return f"[{', '.join(map(of_value, value))}]"
        case Mapping():
            pairs = (f"{of_key(name)} = {of_value(each)}" for name, each in value.items())
            return f"{{ {', '.join(pairs)} }}" if value else "{}"
        case _:
            raise TypeError(f"TOML has no {type(value).__name__}")


def _quoted(text: str) -> str:
    # What JSON escapes, TOML reads alike; the one control character JSON lets through it refuses.
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")


class Text:
    """A TOML text as it grows."""

    def __init__(self) -> None:
        self._lines: list[str] = []

    def __str__(self) -> str:
        """All of it, with one line end behind it."""
        return "\n".join(self._lines).strip("\n") + "\n"

    def remark(self, text: str) -> None:
        """A comment of one or more lines, after an empty one."""
        self._lines += ["", *(f"# {line}".rstrip() for line in text.splitlines())]

    def table(self, name: str, values: Mapping[str, object], *, many: bool = False) -> None:
        """Write a table with its non-empty values; an empty table is left out.

        A table of a list (``many``) is always written. ``None``, ``False``, zero and empty texts
        or lists are left out, as reading a missing value gives the same. Wrap a value in
        ``Explicit`` to write it although it is empty.
        """
        given = {
            key: value for key, value in values.items() if value or isinstance(value, Explicit)
        }
        plain = {key: value for key, value in given.items() if not _is_table(value)}
        if many or plain:
            if self._lines and not self._lines[-1].startswith("#"):
                self._lines.append("")
            self._lines.append(f"[[{name}]]" if many else f"[{name}]")
            self._pairs(plain)
        for key, value in given.items():
            if _is_table(value):
                self.table(f"{name}.{of_key(key)}", value)  # type: ignore[arg-type]  # a mapping

    def dotted(self, name: str, values: Mapping[str, str]) -> None:
        """A table of texts under dotted keys, which come as TOML writes them."""
        if values:
            self._lines += [f"[{name}]", *(f"{k} = {of_value(v)}" for k, v in values.items())]

    def _pairs(self, values: Mapping[str, object]) -> None:
        for key, value in values.items():
            plain = value.value if isinstance(value, Explicit) else value
            line = f"{of_key(key)} = {of_value(plain)}"
            if isinstance(plain, tuple) and len(line) > WIDEST:
                items = (f"    {of_value(each)}," for each in plain)
                self._lines += [f"{of_key(key)} = [", *items, "]"]
            else:
                self._lines.append(line)


class Explicit:
    """A value that is written although it is empty, because leaving it out would differ."""

    def __init__(self, value: object) -> None:
        self.value = value


def _is_table(value: object) -> bool:
    return isinstance(value, Mapping) and not isinstance(value, Inline)
