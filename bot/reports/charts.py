"""Which figures are drawn, as what, and what a chart says in words.

A chart is made of published rows alone. A number that is not shown is never drawn: its place says
so in words. The words of a chart say all that it shows, for whoever does not see it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from bot.core.charts import Chart, ChartKind, Mark
from bot.core.texts import Words, texts_of
from bot.reports.declarations import TABLES
from bot.reports.report import Figure, Part, Row
from bot.reports.row_texts import time_text
from bot.reports.table import Cell, Family, Name, Section

SHARE_TABLES: Final = (
    Name.MESSAGES_SENT,
    Name.HELPED,
    Name.CALLS_HELPED,
    Name.MORE_NEEDED,
    Name.IN_TIME,
    Name.SOON_ENOUGH,
    Name.CALLS,
    Name.BREAK_RESULTS,
    Name.COVERAGE,
)
"""The tables that say how much of a whole."""
_OTHER_CELLS: Mapping[Name, Cell] = MappingProxyType(
    {
        Name.MESSAGES_SENT: Cell.IN_TIME,
        Name.CALLS: Cell.TALKED,
        Name.BREAK_RESULTS: Cell.COVERED,
        Name.COVERAGE: Cell.STAFFED,
    }
)
SHARES: Mapping[str, Cell] = MappingProxyType(
    {str(name): _OTHER_CELLS.get(name, Cell.YES) for name in SHARE_TABLES}
)
"""These tables, and the cell that the share is of."""

IN_ORDER = (
    Name.RESULTS,
    Name.LENGTHS,
    Name.TRAINED,
    Name.CADENCES,
    Name.BREAK_ORIGINS,
    Name.SURVEY,
    Name.LOAD,
)
"""The tables whose cells have an order of their own; the others' bars stand by their length."""

HUNDRED = 100
WAIT_TICKS = (5, 60, 240, 1440)


def charts_of(words: Words, part: Part) -> tuple[Chart, ...]:
    """Return the charts of a part of the page, in its order."""
    return tuple(_Maker(words, part).charts())


def share_of(rows: Sequence[Row], cell: Cell) -> tuple[int, int] | None:
    """Return the percentage of a cell and the whole, or ``None`` where a number lacks."""
    values = {row.cell: row.value for row in rows}
    whole = sum(value or 0 for value in values.values())
    part = values.get(cell)
    if part is None or None in values.values() or not whole:
        return None
    return round(part * HUNDRED / whole), whole


def share_label(words: Words, name: str) -> str:
    """Return what the share of a table is, such as ``Taken in time``."""
    return texts_of(words, "reports.chart.share_of", SHARE_TABLES)[Name(name)]


@dataclass(frozen=True)
class _Maker:
    words: Words
    part: Part

    def charts(self) -> Iterator[Chart]:
        """Shares of one part stand in one chart, and so do its waits, where the first would."""
        shares = [each for each in self.part.figures if each.name in SHARES and each.rows]
        waits = [each for each in self.part.figures if each.is_times and each.rows]
        for figure in self.part.figures:
            if figure in shares:
                yield from self._shares(shares) if figure is shares[0] else ()
            elif figure in waits:
                yield from self._waits(waits) if figure is waits[0] else ()
            elif figure.over_time:
                yield from self._columns(figure)
            elif len({row.cell for row in figure.rows}) > 1:
                yield from self._bars(figure)

    def _shares(self, figures: Sequence[Figure]) -> Iterator[Chart]:
        marks = [mark for figure in figures for mark in self._share_marks(figure)]
        titles = texts_of(self.words, "reports.chart.shares", Section)
        yield from self._chart(
            f"shares-{self.part.section}",
            ChartKind.SHARES,
            titles[self.part.section],
            self.words("reports.chart.percent"),
            marks,
            figures,
        )

    def _share_marks(self, figure: Figure) -> Iterator[Mark]:
        for of, rows in _wholes(figure):
            title = self._of_period(share_label(self.words, figure.name), of)
            found = share_of(rows, SHARES[figure.name])
            if found is None:
                yield Mark(title, self.words("reports.nothing_shown"), None)
            else:
                text = self.words("reports.chart.share", share=found[0], count=found[1])
                yield Mark(title, text, found[0])

    def _of_period(self, title: str, of: str) -> str:
        return self.words("reports.of_period", label=title, period=of) if of else title

    def _waits(self, figures: Sequence[Figure]) -> Iterator[Chart]:
        marks = [mark for figure in figures for mark in self._wait_marks(figure)]
        title, unit = self.words("reports.chart.waits"), self.words("reports.chart.time")
        yield from self._chart(
            f"waits-{self.part.section}", ChartKind.WAITS, title, unit, marks, figures
        )

    def _wait_marks(self, figure: Figure) -> Iterator[Mark]:
        """The waits of the last period: times of several cannot be put together."""
        by_period = _by_period(figure.rows)
        period, rows = list(by_period.items())[-1]
        found = {row.cell: row for row in rows}
        half, nine = found.get("half"), found.get("nine_tenths")
        text = "\n".join(self._wait_text(rows, cell) for cell in ("half", "nine_tenths"))
        title = self._of_period(
            figure.title, period if len(by_period) > 1 or figure.only_of else ""
        )
        runs_on = nine is not None and nine.value is None
        value, end = (half.value if half else None), (nine.value if nine else None)
        yield Mark(title, text, value, end, runs_on)

    def _wait_text(self, rows: Sequence[Row], cell: str) -> str:
        value = next((row.text for row in rows if row.cell == cell), None)
        label = self.words("reports.times.half" if cell == "half" else "reports.times.nine_tenths")
        shown = value or self.words("reports.nothing_shown")
        return self.words("reports.row", label=label, value=shown)

    def _columns(self, figure: Figure) -> Iterator[Chart]:
        marks = [Mark(row.label, row.text, row.value) for row in figure.over_time]
        title, unit = figure.title, self._unit(figure)
        yield from self._chart(figure.name, ChartKind.COLUMNS, title, unit, marks, [figure])

    def _bars(self, figure: Figure) -> Iterator[Chart]:
        rows = list(figure.whole or figure.rows)
        if figure.name not in IN_ORDER:
            rows.sort(key=lambda row: -1 if row.value is None else row.value, reverse=True)
        marks = [Mark(row.label, row.text, row.value) for row in rows]
        title, unit = figure.title, self._unit(figure)
        yield from self._chart(figure.name, ChartKind.BARS, title, unit, marks, [figure])

    def _unit(self, figure: Figure) -> str:
        return texts_of(self.words, "reports.unit", Family)[TABLES[figure.name].family]

    def _chart(
        self,
        name: str,
        kind: ChartKind,
        title: str,
        unit: str,
        marks: Sequence[Mark],
        figures: Sequence[Figure],
    ) -> Iterator[Chart]:
        """A chart of these marks, unless none of them is drawn."""
        if all(mark.value is None for mark in marks):
            return
        made = " ".join(dict.fromkeys(figure.made for figure in figures))
        only_of = figures[0].only_of if kind is ChartKind.BARS else ""
        said = self.words("reports.only_of", periods=only_of) if only_of else ""
        alt = self.words("reports.chart.alt", title=title, rows="; ".join(self._said(marks)))
        ticks = tuple((each, time_text(self.words, each)) for each in WAIT_TICKS)
        yield Chart(
            name,
            kind,
            title,
            unit,
            tuple(marks),
            made,
            f"{alt} {said}".strip(),
            said,
            ticks if kind is ChartKind.WAITS else (),
        )

    def _said(self, marks: Iterable[Mark]) -> Iterator[str]:
        for mark in marks:
            value = ", ".join(mark.text.splitlines())
            yield self.words("reports.row", label=mark.label, value=value)


def _wholes(figure: Figure) -> Iterator[tuple[str, Sequence[Row]]]:
    """The rows of all periods together, or those of each with its period."""
    by_period = _by_period(figure.rows)
    if figure.whole:
        yield figure.only_of, figure.whole
    elif len(by_period) == 1:
        yield figure.only_of, figure.rows
    else:
        yield from by_period.items()


def _by_period(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in rows:
        found.setdefault(row.period, []).append(row)
    return found
