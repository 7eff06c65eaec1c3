"""The page for a board: the numbers that matter first, charts, and what the page cannot say.

It is framed as the other pages are, by RE-AIM, and says in words what is not shown and why.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.charts import Chart
from bot.core.texts import Words
from bot.reports.charts import SHARES, charts_of, share_label, share_of
from bot.reports.periods import Period
from bot.reports.report import Figure, Part, Report, Row
from bot.reports.row_texts import period_text
from bot.reports.table import ONE, Name, Section

FIRST = (
    Name.EVENTS,
    Name.MESSAGES_SENT,
    Name.REQUESTS,
    Name.IN_TIME,
    Name.HELPED,
    Name.COVERAGE,
    Name.DUTY_HOURS,
    Name.SESSIONS,
)
"""What is told first, as far as it is shown; the work done stands in for what is too little."""
MOST_TILES = 4
DRAWN = (
    Name.EVENTS,
    Name.REQUESTS,
    Name.EVENTS_BY_KIND,
    Name.REQUESTS_BY_AREA,
    Name.REQUESTS_BY_KIND,
    Name.REASONS,
    Name.SURVEY,
    Name.DUTY_HOURS,
    Name.TRAINED,
    *(f"shares-{section}" for section in Section),
    *(f"waits-{section}" for section in Section),
)
"""The charts that fit on two pages; other figures stand there in words."""


@dataclass(frozen=True)
class BigNumber:
    """A number that is told first, and what it is of."""

    value: str
    label: str


@dataclass(frozen=True)
class BoardPart:
    """One dimension of RE-AIM."""

    title: str
    about: str
    charts: tuple[Chart, ...]
    lines: tuple[str, ...]
    """The figures without a chart, in words."""


@dataclass(frozen=True)
class Board:
    """The whole page as plain data."""

    hospital: str
    program: str
    period: str
    notes: tuple[str, ...]
    first: tuple[BigNumber, ...]
    parts: tuple[BoardPart, ...]
    withheld_title: str
    withheld: tuple[str, ...]
    """What is not shown at all, and why."""
    method_title: str
    method: tuple[str, ...]
    """How the numbers are made, and what they cannot say."""


def board_of(words: Words, report: Report) -> Board:
    """Make the page for a board of what was published of a period."""
    made = _Board(words, report)
    return Board(
        hospital=report.hospital,
        program=words("reports.board.program"),
        period=period_text(words, Period.parse(report.period)),
        notes=report.notes,
        first=tuple(made.first())[:MOST_TILES],
        parts=tuple(each for each in map(made.part, report.parts) if each.charts or each.lines),
        withheld_title=words("reports.board.withheld"),
        withheld=tuple(made.withheld()),
        method_title=words("reports.board.method"),
        method=() if report.is_empty else tuple(made.method()),
    )


@dataclass(frozen=True)
class _Board:
    words: Words
    report: Report

    def first(self) -> Iterator[BigNumber]:
        figures = {each.name: each for part in self.report.parts for each in part.figures}
        for name in FIRST:
            if name in figures:
                yield from self._big(figures[name])

    def _big(self, figure: Figure) -> Iterator[BigNumber]:
        """A number of a figure, where all that it is of is shown."""
        if figure.name in SHARES:
            found = share_of(figure.whole, SHARES[figure.name])
            if found:
                value = self.words("reports.board.percent", share=found[0])
                what = self._of(figure, share_label(self.words, figure.name))
                yield BigNumber(value, self.words("reports.board.of", what=what, count=found[1]))
        elif figure.whole:
            value = self.words("reports.board.number", count=figure.whole[0].value or 0)
            yield BigNumber(value, self._of(figure, figure.title))

    def part(self, part: Part) -> BoardPart:
        charts = tuple(each for each in charts_of(self.words, part) if each.name in DRAWN)
        return BoardPart(part.title, part.about, charts, tuple(self._lines(part, charts)))

    def _lines(self, part: Part, charts: tuple[Chart, ...]) -> Iterator[str]:
        """The figures that no chart shows."""
        drawn = {each.name for each in charts}
        for figure in part.figures:
            rows = figure.whole or figure.rows
            if rows and not {figure.name, _together(figure, part.section)} & drawn:
                yield self.words(
                    "reports.row", label=self._of(figure, figure.title), value=self._listed(rows)
                )

    def _of(self, figure: Figure, title: str) -> str:
        """The title, and which periods alone it is of where others are withheld."""
        if not figure.only_of:
            return title
        return self.words("reports.of_period", label=title, period=figure.only_of)

    def _listed(self, rows: Sequence[Row]) -> str:
        if [row.cell for row in rows] == [ONE]:
            return rows[0].text
        return "; ".join(self.words("reports.row", label=row.label, value=row.text) for row in rows)

    def withheld(self) -> Iterator[str]:
        """What is not shown at all: each reason once, with all that it holds for."""
        by_reason: dict[str, list[str]] = {}
        for part in self.report.parts:
            for figure in part.figures:
                if figure.withheld:
                    by_reason.setdefault(figure.withheld, []).append(figure.title)
        for reason, titles in by_reason.items():
            named = "; ".join(titles)
            yield self.words("reports.board.why", figures=named, reason=reason)

    def method(self) -> Iterator[str]:
        yield self.words("reports.board.made")
        yield self.words("reports.board.frame")
        yield self.words("reports.board.cannot")


def _together(figure: Figure, section: Section) -> str:
    """The name of the chart in which a figure stands together with others of its part."""
    if figure.is_times:
        return f"waits-{section}"
    return f"shares-{section}" if figure.name in SHARES else figure.name
