"""Reads the cells of HR's CSV file, whatever its encoding, separator, and order of columns."""

import codecs
import csv
import io
import re
from collections.abc import Iterator, Mapping

from adapters.playbook import remedy_for
from bot.programme.model.external_sources import HrFile
from bot.programme.rosters.hr_records import COLUMNS, HrRead, folded

NEEDED = ("email", "name")
BOMS = ((codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
DELIMITERS = ",;\t|"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins with one of these."""

NOTHING = ("", "-", "n/a", "null")
LONGEST = 100
"""The longest cell; a longer one is not a name and would not fit on a screen."""

LARGEST = 32 * 1024 * 1024
MOST_LINES = 100_000
MOST_CELLS = 1000
"""How many cells a line may have; one with a million of them is not looked at."""

END_OF_FILE = re.compile(r"\x1a\s*\Z")
"""What old programs write at the end of a file (Ctrl-Z)."""
SAVE_AS = 'save it as "CSV UTF-8"'


class HrTable:
    """Reads the lines of one file; faults go to ``found``."""

    def __init__(self, how: HrFile, found: HrRead) -> None:
        self._how = how
        self._found = found
        self.lines: set[int] = set()
        """The numbers of the lines read so far that are not empty."""

    def rows(self, raw: bytes) -> Iterator[tuple[int, dict[str, str]]]:
        """Each line's number, and its cells by our names for the columns."""
        text = self._text(raw)
        if text is not None:
            yield from self._rows(text)

    def _text(self, raw: bytes) -> str | None:
        """Decode the file; ``None`` and a fault if guessing an encoding could garble names."""
        if len(raw) > LARGEST:
            self._found.wrong(1, "the file has more than 32 MiB", "export the named columns alone")
            return None
        marked = next((name for bom, name in BOMS if raw.startswith(bom)), "")
        encoding = marked or self._how.encoding or "utf-8"
        try:
            text = raw.decode("utf-8-sig" if encoding == "utf-8" else encoding)
        except UnicodeError as fault:
            at = fault.start if isinstance(fault, UnicodeDecodeError) else 0
            line = raw.count(b"\n", 0, at) + 1
            remedy = f"{SAVE_AS}, or add its encoding, such as --encoding windows-1252"
            self._found.wrong(line, f"the file is not {encoding.upper()}", remedy)
            return None
        if "\0" in text:
            line = text.count("\n", 0, text.index("\0")) + 1
            self._found.wrong(line, "the file is not text in a one-byte encoding", SAVE_AS)
            return None
        return END_OF_FILE.sub("", text)

    def _rows(self, text: str) -> Iterator[tuple[int, dict[str, str]]]:
        """Each line's number, and its cells by our names for the columns."""
        declared = re.match(r"sep=(.)\r?\n", text, re.IGNORECASE)
        head = text[declared.end() if declared else 0 :].partition("\n")[0]
        delimiter = declared[1] if declared else max(DELIMITERS, key=head.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        number = 1
        try:
            if declared:
                next(reader)
                number = 2
            columns = self._columns(number, next(reader, []))
            number = reader.line_num + 1
            for cells in reader:
                begins, number = number, reader.line_num + 1
                if begins > MOST_LINES:
                    self._found.wrong(begins, f"there are over {MOST_LINES} lines", "split it")
                    return
                if len(cells) > MOST_CELLS:
                    self.lines.add(begins)
                    self._too_many_cells(begins)
                elif columns and any(cell.strip() for cell in cells):
                    self.lines.add(begins)
                    found = self._cells(begins, cells, columns)
                    if found is not None:
                        yield begins, found
        except csv.Error:
            self._found.lost = True
            what = "this line cannot be read: a quote is not closed, or is in the wrong place"
            self._found.wrong(number, what, 'close it, or write a quote within quotes as ""')

    def _too_many_cells(self, line: int) -> None:
        self._found.lost = True
        what = f"this line has more than {MOST_CELLS} cells"
        self._found.wrong(line, what, "export the named columns alone")

    def _columns(self, line: int, header: list[str]) -> dict[str, int]:
        """The index of each column; empty, with a fault, if a needed one is missing."""
        if len(header) > MOST_CELLS:
            self._too_many_cells(line)
            return {}
        names = [folded(cell) for cell in header]
        ours = {name: folded(self._how.columns.get(name, name)) for name in COLUMNS}
        found, sound = {}, True
        for name, word in ours.items():
            if names.count(word) > 1:
                self._found.wrong(line, f'there are two columns "{word}"', "take one out")
                sound = False
            elif word in names:
                found[name] = names.index(word)
            elif name in NEEDED or name in self._how.columns:
                near = remedy_for(word, [n for n in names if n], "add it")
                remedy = f"{near}; or map it in the playbook, [roster.columns]"
                self._found.wrong(line, f'there is no column "{word}"', remedy)
                sound = False
        others = [name for name in names if name and name not in ours.values()]
        if sound and others:
            what = f"not read: {', '.join(others)}"
            remedy = "that is fine unless one is a column of ours under another name"
            self._found.wrong(line, what, remedy, warning=True)
        return found if sound else {}

    def _cells(
        self, line: int, cells: list[str], columns: Mapping[str, int]
    ) -> dict[str, str] | None:
        if max(columns.values()) >= len(cells):
            self._found.lost = True
            self._found.wrong(line, "this line has too few cells", "export it again")
            return None
        given = {name: cells[at] for name, at in columns.items()}
        formulas = [
            name
            for name, cell in given.items()
            if cell.startswith(FORMULA) and folded(cell) not in NOTHING
        ]
        for name in formulas:
            remedy = "write its value: a spreadsheet would run the formula"
            self._found.wrong(line, f"{name} holds a formula", remedy)
        if formulas:
            self._found.lost = True
            return None
        for name, cell in given.items():
            if len(cell) > LONGEST:
                what = f"{name} has {len(cell)} characters, more than {LONGEST}"
                self._found.wrong(line, what, "write it shorter")
        return {
            name: "" if folded(cell) in NOTHING else " ".join(cell.split())
            for name, cell in given.items()
        }
