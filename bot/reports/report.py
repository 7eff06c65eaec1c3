"""A page of published numbers as plain data, for whoever shows, prints or draws it.

Nothing in it was computed from anything but published tables, so it tells no more than they do.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.storage import Work
from bot.core.texts import Words, texts_of
from bot.programme import current
from bot.programme.model import Length
from bot.reports import declarations as tables
from bot.reports.counting import CURRENT, month_at
from bot.reports.declarations import ALL
from bot.reports.model import Content, CountingState, PublishedTable, Withheld
from bot.reports.periods import Period
from bot.reports.publishing import published_on, reference_of
from bot.reports.row_texts import label_of, period_text, time_text
from bot.reports.table import By, Name, Section, Table


@dataclass(frozen=True)
class Row:
    """One number of a figure."""

    label: str
    value: int | None
    """``None`` if it is not shown. Waits are in minutes, and ``None`` for a longer one, too."""
    text: str
    """The value in words, such as ``15`` or ``20 minutes``."""
    before: int | None = None
    """The same a year before, or in the survey before, where both were published."""
    cell: str = ""
    """Its key, which stays the same in every language."""
    period: str = ""


@dataclass(frozen=True)
class Figure:
    """A table as it is shown, with how it was made and what it cannot say."""

    name: str
    title: str
    rows: tuple[Row, ...]
    made: str
    withheld: str = ""
    """Why there are no rows."""
    is_times: bool = False
    whole: tuple[Row, ...] = ()
    """A row for each cell, all shown periods added up; only where each shows every number."""
    over_time: tuple[Row, ...] = ()
    """A row for each period within the page, of a table with one cell; empty for one period."""
    only_of: str = ""
    """The periods that its numbers are of, where these are not the whole page."""


@dataclass(frozen=True)
class Part:
    """The figures of one dimension of RE-AIM."""

    section: Section
    title: str
    about: str
    figures: tuple[Figure, ...]


@dataclass(frozen=True)
class Report:
    """Everything published of a period, for reading."""

    hospital: str
    period: str
    parts: tuple[Part, ...]
    notes: tuple[str, ...]
    """What to know of the whole page, such as that the period is still open."""

    def part(self, section: Section) -> Part:
        """Return the part of a dimension."""
        return next(part for part in self.parts if part.section is section)

    @property
    def is_empty(self) -> bool:
        """Whether nothing was published of the period."""
        return not any(part.figures for part in self.parts)


async def report_of(work: Work, words: Words, period: Period) -> Report:
    """Make the page of a period from what was published."""
    programme = await current(work)
    rows = {row.reference: row for row in await work.of(PublishedTable).find()}
    state = await work.of(CountingState).get(CURRENT)
    page = _Page(words, period, programme.zone, rows, state)
    return Report(
        hospital=programme.name,
        period=str(period),
        parts=tuple(page.part(section) for section in Section),
        notes=tuple(page.notes(work.now)),
    )


async def newest_period(work: Work) -> Period:
    """Return the last month of which something was published, or else the present one."""
    months = [
        Period.parse(row.period)
        for row in await work.of(PublishedTable).find(PublishedTable.name.is_(Name.EVENTS))
    ]
    zone = (await current(work)).zone
    last = max(months, key=lambda each: each.ends(zone), default=None)
    return last or Period.of_month(month_at(work.now, zone), Length.MONTH)


Shown = Sequence[tuple[Period, Content]]
"""What is shown of a table, by period and in order."""


@dataclass(frozen=True)
class _Page:
    words: Words
    period: Period
    zone: str
    rows: dict[str, PublishedTable]
    state: CountingState | None

    def part(self, section: Section) -> Part:
        """The figures of a section that have something to say."""
        figures = (self._figure(table) for table in ALL if table.section is section)
        return Part(
            section,
            texts_of(self.words, "reports.section", Section)[section],
            texts_of(self.words, "reports.about", Section)[section],
            tuple(figure for figure in figures if figure.rows or figure.withheld),
        )

    def _published(self, table: Table) -> list[tuple[Period, PublishedTable]]:
        """The published tables of periods within this one, in order."""
        found = [
            (Period.parse(row.period), row) for row in self.rows.values() if row.name == table.name
        ]
        within = [each for each in found if self.period.holds(each[0])]
        return sorted(within, key=lambda each: each[0].months[-1])

    def _figure(self, table: Table) -> Figure:
        published = [(at, Content.parse(row.content)) for at, row in self._published(table)]
        shown = [(at, content) for at, content in published if content.withheld is None]
        return Figure(
            table.name,
            texts_of(self.words, "reports.title", Name)[table.name],
            tuple(self._rows(table, shown)),
            texts_of(self.words, "reports.made", Name)[table.name],
            self._why([content for _, content in published]) if published and not shown else "",
            table.is_times,
            tuple(self._whole(table, shown)),
            tuple(self._over_time(table, shown)),
            self._only_of(shown),
        )

    def _only_of(self, shown: Shown) -> str:
        if not shown or len(shown) == len(list(self.period.parts(shown[0][0].length))):
            return ""
        return ", ".join(str(at) for at, _ in shown)

    def _why(self, contents: Sequence[Content]) -> str:
        gap = any(content.withheld is Withheld.GAP for content in contents)
        return self.words("reports.gap") if gap else self.words("reports.small")

    def _rows(self, table: Table, shown: Shown) -> Iterator[Row]:
        if table.is_work:
            yield from self._added_up(table, shown)
            return
        for at, content in shown:
            before = self._before(table, at)
            for cell in content.times if table.is_times else content.cells:
                label = label_of(self.words, table, cell, content)
                if len(shown) > 1:
                    label = self.words("reports.of_period", label=label, period=str(at))
                yield self._row(table, cell, label, content, before, at)

    def _row(
        self, table: Table, cell: str, label: str, content: Content, before: Content, at: Period
    ) -> Row:
        if table.is_times:
            bucket = content.times[cell]
            minutes = None if bucket == tables.LONGER else int(bucket)
            return Row(label, minutes, time_text(self.words, minutes), None, cell, str(at))
        value, then = content.cells[cell], before.cells.get(cell)
        return Row(label, value, self._number(table, at, value, then), then, cell, str(at))

    def _number(self, table: Table, at: Period, value: int | None, before: int | None) -> str:
        if value is None:
            return self.words("reports.nothing_shown")
        if before is None:
            return str(value)
        if table.is_survey:
            then = str(self._then(table, at))
            return self.words("reports.then", value=str(value), before=str(before), period=then)
        return self.words("reports.before", value=str(value), before=str(before))

    def _added_up(self, table: Table, shown: Shown) -> Iterator[Row]:
        """Work done by month, added up; what is a state and no sum is that of the last month.

        A page of before has no number of a cell that was declared since.
        """
        if not shown:
            return
        counted = shown[-1:] if table.is_state else shown
        for cell in table.cells:
            value = sum(content.cells.get(cell) or 0 for _, content in counted)
            then = [self._before(table, at).cells.get(cell) for at, _ in counted]
            before = sum(each or 0 for each in then) if None not in then else None
            text = self._number(table, self.period, value, before)
            label = label_of(self.words, table, cell, counted[0][1])
            yield Row(label, value, text, before, cell, str(self.period))

    def _whole(self, table: Table, shown: Shown) -> Iterator[Row]:
        """All shown periods added up, which everybody could do; nothing where a number lacks.

        Of what is a state and no sum, it is the last shown period.
        """
        if table.is_work:
            yield from self._added_up(table, shown)
            return
        if table.is_state:
            shown = shown[-1:]
        keys = {tuple(content.cells) for _, content in shown}
        lacks = any(None in content.cells.values() for _, content in shown)
        if table.is_times or lacks or len(keys) != 1:
            return
        for cell in keys.pop():
            value = sum(content.cells[cell] or 0 for _, content in shown)
            then = [self._before(table, at).cells.get(cell) for at, _ in shown]
            before = sum(each or 0 for each in then) if None not in then else None
            label = label_of(self.words, table, cell, shown[-1][1])
            text = self._number(table, shown[-1][0], value, before)
            yield Row(label, value, text, before, cell, str(self.period))

    def _over_time(self, table: Table, shown: Shown) -> Iterator[Row]:
        """The only number of a table, period by period; of one without a page it is not shown."""
        if table.is_times or table.by is not By.CELLS or len(table.cells) > 1 or not shown:
            return
        (cell,), found = table.cells, dict(shown)
        parts = list(self.period.parts(shown[0][0].length))
        for at in parts if len(parts) > 1 else ():
            content = found.get(at)
            value = content.cells.get(cell) if content else None
            label = period_text(self.words, at, short=True)
            yield Row(label, value, self._number(table, at, value, None), None, cell, str(at))

    def _before(self, table: Table, at: Period) -> Content:
        """The same table a year before; nothing where it was not published whole."""
        then = self._then(table, at)
        row = self.rows.get(reference_of(then, table))
        if table.is_survey:
            return Content.parse(row.content) if row else Content({}, {}, {})
        since = self.state.since(table.name) if self.state else None
        whole = since is not None and since <= then.starts(self.zone)
        return Content.parse(row.content) if row and whole else Content({}, {}, {})

    def _then(self, table: Table, at: Period) -> Period:
        """The period that a number is compared with: a year before, or that of the last survey."""
        if not table.is_survey:
            return at.year_before()
        of_table = (row for row in self.rows.values() if row.name == table.name)
        periods = [Period.parse(row.period) for row in of_table]
        earlier = [each for each in periods if each.months[-1] < at.months[0]]
        return max(earlier, key=lambda each: each.months[-1], default=at.year_before())

    def notes(self, now: datetime) -> Iterator[str]:
        """What to know of the whole page."""
        yield from self._on_time(now)
        within = [row for table in ALL for _, row in self._published(table)]
        if not within:
            return
        if not any(Content.parse(row.content).cells.get("all") for row in self._events()):
            yield self.words("reports.when.no_event")
        ks = sorted({row.k for row in within if row.k})
        if ks:
            yield self.words("reports.when.k", count=ks[-1])
        if len(ks) > 1:
            yield self.words("reports.when.other_k")
        if longer := self._longer():
            yield self.words("reports.when.longer", periods=", ".join(longer))
        areas = [row for table in ALL if table.by is By.AREA for _, row in self._published(table)]
        if any(Content.parse(row.content).names for row in areas):
            yield self.words("reports.when.names")

    def _events(self) -> list[PublishedTable]:
        return [row for _, row in self._published(tables.EVENTS)]

    def _longer(self) -> list[str]:
        """The longer periods that hold this one, and of which there is a page."""
        periods = {Period.parse(row.period) for row in self.rows.values()}
        found = [each for each in periods if each != self.period and each.holds(self.period)]
        return [str(each) for each in sorted(found, key=lambda each: each.length.months)]

    def _on_time(self, now: datetime) -> Iterator[str]:
        ends, comes = self.period.ends(self.zone), published_on(self.period, self.zone)
        if now < ends:
            yield self.words("reports.when.open", day=self.words.day(comes))
        elif now < comes:
            yield self.words("reports.when.soon", day=self.words.day(comes))
        if self.state is None:
            yield self.words("reports.when.nothing")
            return
        began = self.state.began_at
        if ends <= began:
            yield self.words("reports.when.before", day=_date(began, self.words))
        elif self.period.starts(self.zone) < began:
            yield self.words("reports.when.partly", day=_date(began, self.words))
        if off := _days_off(self.state, self.period.starts(self.zone), ends):
            yield self.words("reports.when.stopped", count=off)


def _date(moment: datetime, words: Words) -> str:
    return f"{words.day(moment)}, {moment:%Y}"


def _days_off(state: CountingState, starts: datetime, ends: datetime) -> int:
    """How many days of a period the service did not count."""
    spans: Iterable[timedelta] = (
        min(gap.until, ends) - max(gap.since, starts) for gap in state.gaps
    )
    return round(sum((max(each, timedelta()) for each in spans), timedelta()) / timedelta(days=1))
