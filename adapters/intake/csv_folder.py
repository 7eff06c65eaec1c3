"""CSV files of reports, dropped into one folder per source: ``<folder>/<source>/*.csv``.

A file is accepted completely or not at all. It is then moved to ``done``, or to ``faulty`` with a
list of its faults, and erased there after a week. Every line has an id, so accepting a file twice
changes nothing.
"""

import asyncio
import csv
import io
import logging
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adapters.intake.dropped_files import RESTS_FOR_S, DroppedFiles, contents
from adapters.intake.faults import BadField
from adapters.intake.gateway import Intake
from adapters.intake.mapping import Elsewhere, Row, report_of
from bot.adverse_events.model import SourceReport
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.programme.model import Programme, Source, SourceForm

LARGEST = 16 * 1024 * 1024
MOST_LINES = 50_000
MOST_CELLS = 1000
"""How many cells a line may have; one with a million of them is not looked at."""

DELIMITERS = ",;\t|"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A spreadsheet would run a cell that begins with one of these."""

BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LineFault:
    """What is wrong on a line (counted from 1), without the contents of the line."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field} {self.reason}"


@dataclass
class Read:
    """The reports in a file, and everything that is wrong in it."""

    reports: list[SourceReport] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)

    def wrong(self, line: int, where: str, reason: str) -> None:
        """Record a fault."""
        self.faults.append(LineFault(line, where, reason))


class DropFolder(DroppedFiles):
    """Accepts the reports in each source's files."""

    def __init__(
        self, folder: Path, into: Intake, clock: Clock, rests_for_s: float = RESTS_FOR_S
    ) -> None:
        super().__init__(folder, clock, rests_for_s)
        self._into = into

    async def _take_files(self) -> None:
        programme = await self._into.programme()
        for source in programme.sources:
            if source.form is SourceForm.CSV:
                for path in await self._complete_files(self._folder / source.key):
                    await self._file(programme, source, path)

    async def _file(self, programme: Programme, source: Source, path: Path) -> None:
        try:
            raw = await asyncio.to_thread(contents, path, LARGEST)
        except OSError:
            # Another process took it, or it cannot be read: try again in the next round.
            log.warning("intake_file_not_read", extra={"source": source.key})
            return
        read = Read(faults=[LineFault(1, "file", "has more than 16 MiB")])
        if raw is not None:
            read = await asyncio.to_thread(read_csv, programme, source, raw, self._clock.now())
        if not read.faults:
            try:
                await self._into.take_all(read.reports)
            except BadField as fault:
                read.wrong(1, fault.field, fault.reason)
            except (StorageDown, Conflict):
                log.warning("intake_not_now")
                return
        for where, why in {(each.field, each.reason) for each in read.faults}:
            await self._into.unread(source.key, BadField(where, why))
        await self._move_aside(path, read.faults)
        if read.faults:
            log.warning("intake_file_faulty", extra={"count": len(read.reports)})
        else:
            log.info("intake_file_taken", extra={"count": len(read.reports)})


def read_csv(programme: Programme, source: Source, raw: bytes, now: datetime) -> Read:
    """Read a file's reports and all its faults; no fault repeats what the file contains."""
    found = Read()
    text = _text(raw, found)
    if text is None:
        return found
    rows = _rows(text, source, found)
    seen: dict[str, SourceReport] = {}
    for line, row in rows:
        try:
            report = report_of(programme, source, row, now)
        except BadField as fault:
            found.wrong(line, source.fields.get(fault.field, fault.field), fault.reason)
            continue
        except Elsewhere:
            continue
        if seen.setdefault(report.id, report) != report:
            place = source.fields["id"]
            found.wrong(line, place, "is there already, with other values")
        elif seen[report.id] is report:
            found.reports.append(report)
    return found


def _text(raw: bytes, found: Read) -> str | None:
    encoding = next((name for bom, name in BOMS if raw.startswith(bom)), "utf-8")
    try:
        text = raw.decode(encoding)
    except UnicodeDecodeError as fault:
        line = raw.count(b"\n", 0, fault.start) + 1
        found.wrong(line, "file", "is not UTF-8: save it as CSV UTF-8")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        found.wrong(line, "file", "is not a text file: save it as CSV UTF-8")
        return None
    return text


def _rows(text: str, source: Source, found: Read) -> Iterator[tuple[int, Row]]:
    """The lines, each with only the columns that the playbook names."""
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader, []), source, found)
        for number, cells in enumerate(reader, 2):
            if number > MOST_LINES:
                found.wrong(number, "file", f"has more than {MOST_LINES} lines")
                return
            if len(cells) > MOST_CELLS:
                found.wrong(reader.line_num, "line", f"has more than {MOST_CELLS} cells")
            elif columns and any(cell.strip() for cell in cells):
                row = _row(reader.line_num, cells, columns, source, found)
                if row is not None:
                    yield reader.line_num, row
    except csv.Error:
        found.wrong(
            reader.line_num, "line", "has a quote that is not closed, or a cell that is too long"
        )


def _columns(header: list[str], source: Source, found: Read) -> Mapping[str, int]:
    """The index of each column that the playbook names; each must be there exactly once."""
    if len(header) > MOST_CELLS:
        found.wrong(1, "line", f"has more than {MOST_CELLS} cells")
        return {}
    names = [" ".join(cell.casefold().split()) for cell in header]
    columns = {}
    for field_name, column in source.fields.items():
        word = " ".join(column.casefold().split())
        if names.count(word) != 1:
            reason = "is not a column of this file" if word not in names else "is there twice"
            found.wrong(1, column, reason)
        else:
            columns[field_name] = names.index(word)
    return {} if found.faults else columns


def _row(
    line: int, cells: list[str], columns: Mapping[str, int], source: Source, found: Read
) -> Row | None:
    if max(columns.values()) >= len(cells):
        found.wrong(line, "line", "has too few cells")
        return None
    given = {name: cells[at].strip() for name, at in columns.items()}
    formulas = [name for name, cell in given.items() if cell.startswith(FORMULA)]
    for name in formulas:
        found.wrong(line, source.fields[name], "holds a formula")
    if formulas:
        return None
    return Row(
        id=given.get("id", ""),
        unit=given.get("unit", ""),
        time=given.get("time", ""),
        kind=given.get("kind", ""),
        harm=given.get("harm", ""),
    )
