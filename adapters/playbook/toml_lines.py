"""Finds the line of each value in a TOML text, for the faults of a playbook.

``tomllib`` does not provide lines. This reads texts that ``tomllib`` has already accepted, so it
only finds where keys and values begin.
"""

import re
import tomllib
from bisect import bisect_right

from bot.programme.faults import Path

BLANK = re.compile(r"(?:[ \t\r\n]|#[^\n]*)*")
BARE_KEY = re.compile(r"[A-Za-z0-9_-]+")
QUOTED = re.compile(
    r'"""(?:[^"\\]|\\[\s\S]|"{1,2}(?!"))*"{3,5}'
    r"|'''(?:[^']|'{1,2}(?!'))*'{3,5}"
    r'|"(?:[^"\\\n]|\\.)*"'
    r"|'[^'\n]*'"
)
SCALAR = re.compile(r"[^,\]}#\n]+")


def lines_of(text: str) -> dict[Path, int]:
    """The line, from 1, on which each table, key and element of a valid TOML text begins."""
    return _Reader(text).read()


class _Reader:
    def __init__(self, text: str) -> None:
        self._text = text
        self._at = 0
        self._starts = [0, *(match.end() for match in re.finditer("\n", text))]
        self._lines: dict[Path, int] = {}
        self._counts: dict[Path, int] = {}

    def read(self) -> dict[Path, int]:
        table: Path = ()
        self._blank()
        while self._at < len(self._text):
            if self._text[self._at] == "[":
                table = self._header()
            else:
                self._pair(table)
            self._blank()
        return self._lines

    def _blank(self) -> None:
        match = BLANK.match(self._text, self._at)
        self._at = match.end() if match else self._at

    def _take(self, token: str) -> bool:
        self._blank()
        found = self._text.startswith(token, self._at)
        if found:
            self._at += len(token)
        return found

    def _note(self, path: Path, line: int | None = None) -> None:
        here = bisect_right(self._starts, self._at)
        self._lines.setdefault(path, line or here)

    def _header(self) -> Path:
        line = bisect_right(self._starts, self._at)
        many = self._text.startswith("[[", self._at)
        self._at += 2 if many else 1
        *above, name = self._key()
        self._take("]]" if many else "]")
        path: Path = (*self._latest(above), name)
        self._note(path, line)
        if many:
            self._counts[path] = self._counts.get(path, -1) + 1
            path = (*path, self._counts[path])
            self._note(path, line)
        return path

    def _latest(self, names: list[str]) -> Path:
        """The path of a table above, with the number of the newest one in each list of tables."""
        path: Path = ()
        for name in names:
            path = (*path, name)
            self._note(path)
            if path in self._counts:
                path = (*path, self._counts[path])
        return path

    def _key(self) -> tuple[str, ...]:
        parts = []
        while True:
            self._blank()
            quoted = QUOTED.match(self._text, self._at)
            found = quoted or BARE_KEY.match(self._text, self._at)
            if found is None:
                raise ValueError("this text is no valid TOML")
            self._at = found.end()
            name = tomllib.loads(f"k = {found[0]}")["k"] if quoted else found[0]
            parts.append(name)
            if not self._take("."):
                return tuple(parts)

    def _pair(self, table: Path) -> None:
        self._blank()
        line = bisect_right(self._starts, self._at)
        path = table
        for name in self._key():
            path = (*path, name)
            self._note(path, line)
        self._take("=")
        self._value(path)

    def _value(self, path: Path) -> None:
        self._blank()
        if self._take("["):
            self._array(path)
        elif self._take("{"):
            while not self._take("}"):
                self._pair(path)
                self._take(",")
        else:
            match = QUOTED.match(self._text, self._at) or SCALAR.match(self._text, self._at)
            if match is None:
                raise ValueError("this text is no valid TOML")
            self._at = match.end()

    def _array(self, path: Path) -> None:
        number = 0
        while not self._take("]"):
            self._note((*path, number))
            self._value((*path, number))
            self._take(",")
            number += 1
