"""Files that are dropped, mostly at night: CSV, one folder for each source.

``<folder>/<source>/*.csv`` is read when nothing has written to it for a while. A file is taken
whole or not at all; then it is moved to ``done``, or to ``faulty`` with a list of its faults
beside it, and erased there after a week. Taken twice it changes nothing, for every line has an id.
"""

import asyncio
import csv
import io
import logging
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from adapters.intake.dropped import RESTS_FOR_S, Dropped, contents, move_aside
from adapters.intake.faults import BadField
from adapters.intake.mapped import Elsewhere, Row, report_of
from adapters.intake.take import Intake
from bot.adverse_events.model import SourceReport
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.programme.model import Programme, Source, SourceForm

LARGEST = 16 * 1024 * 1024
MOST_LINES = 50_000
EVERY_S = 30.0
DELIMITERS = ",;\t|"
FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""How a cell begins that a spreadsheet would carry out."""

BOMS = ((b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"), (b"\xef\xbb\xbf", "utf-8-sig"))
log = logging.getLogger(__name__)


@dataclass(frozen=True)
class LineFault:
    """What is wrong on a line of a file (from 1); never what stands there."""

    line: int
    field: str
    reason: str

    def __str__(self) -> str:
        return f"line {self.line}: {self.field} {self.reason}"


@dataclass
class Read:
    """What a file tells of, and everything that is wrong in it."""

    reports: list[SourceReport] = field(default_factory=list)
    faults: list[LineFault] = field(default_factory=list)

    def wrong(self, line: int, where: str, reason: str) -> None:
        """Note a fault."""
        self.faults.append(LineFault(line, where, reason))


class DropFolder:
    """Looks into the folder now and then; any number of processes may."""

    def __init__(
        self,
        folder: Path,
        into: Intake,
        clock: Clock,
        ticks: Callable[[], float] = time.monotonic,
        rests_for_s: float = RESTS_FOR_S,
    ) -> None:
        """``clock`` is the programme's; ``ticks`` are seconds that never go back."""
        self._folder = folder
        self._into = into
        self._clock = clock
        self._ticks = ticks
        self._dropped = Dropped(ticks, rests_for_s)
        self._next = ticks()

    async def sweep(self) -> int:
        """A duty of the worker: take what lies there; how many files, 0 when none is left."""
        if self._ticks() < self._next:
            return 0
        self._next = self._ticks() + EVERY_S
        programme = await self._into.programme()
        for source in programme.sources:
            if source.form is SourceForm.CSV:
                folder = self._folder / source.key
                for path in await asyncio.to_thread(self._dropped.ripe, folder):
                    await self._file(programme, source, path)
                await self._forget(folder)
        return 0

    async def _forget(self, folder: Path) -> None:
        try:
            await asyncio.to_thread(self._dropped.forget, folder)
        except OSError:
            log.warning("intake_file_not_erased")

    async def _file(self, programme: Programme, source: Source, path: Path) -> None:
        try:
            raw = await asyncio.to_thread(contents, path, LARGEST)
        except OSError:
            # Another process was faster, or it may not be read: said again at the next round.
            log.warning("intake_file_not_read", extra={"source": source.key})
            return
        now = self._clock.now()
        read = Read(faults=[LineFault(1, "file", "has more than 16 MiB")])
        if raw is not None:
            read = await asyncio.to_thread(read_csv, programme, source, raw, now)
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
        aside = "faulty" if read.faults else "done"
        await asyncio.to_thread(move_aside, path, aside, read.faults, f"{now:%Y%m%dT%H%M%SZ}")
        if read.faults:
            log.warning("intake_file_faulty", extra={"count": len(read.reports)})
        else:
            log.info("intake_file_taken", extra={"count": len(read.reports)})


def read_csv(programme: Programme, source: Source, raw: bytes, now: datetime) -> Read:
    """What a file tells of, with every fault in it by line. It never repeats what stands there."""
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
            found.wrong(line, place, "is there already, with other things said of it")
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
        found.wrong(line, "file", "is no text: save it as CSV UTF-8")
        return None
    return text


def _rows(text: str, source: Source, found: Read) -> Iterator[tuple[int, Row]]:
    """The lines, of each only the columns that the playbook names."""
    head = text.partition("\n")[0]
    delimiter = max(DELIMITERS, key=head.count)
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, strict=True)
    try:
        columns = _columns(next(reader, []), source, found)
        for number, cells in enumerate(reader, 2):
            if number > MOST_LINES:
                found.wrong(number, "file", f"has more than {MOST_LINES} lines")
                return
            if columns and any(cell.strip() for cell in cells):
                row = _row(reader.line_num, cells, columns, source, found)
                if row is not None:
                    yield reader.line_num, row
    except csv.Error:
        found.wrong(reader.line_num, "line", "cannot be read: a quote is open, or a cell endless")


def _columns(header: list[str], source: Source, found: Read) -> Mapping[str, int]:
    """Where the columns stand that the playbook names; each of them has to be there, once."""
    names = [" ".join(cell.casefold().split()) for cell in header]
    columns = {}
    for field_name, column in source.fields.items():
        word = " ".join(column.casefold().split())
        if names.count(word) != 1:
            reason = "is no column of this file" if word not in names else "is there twice"
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
    said = {name: cells[at].strip() for name, at in columns.items()}
    formulas = [name for name, cell in said.items() if cell.startswith(FORMULA)]
    for name in formulas:
        found.wrong(line, source.fields[name], "holds a formula")
    if formulas:
        return None
    return Row(
        id=said.get("id", ""),
        unit=said.get("unit", ""),
        time=said.get("time", ""),
        kind=said.get("kind", ""),
        harm=said.get("harm", ""),
    )
