"""Publishes the tables of closed periods, once each, and forgets what they were made of."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core.storage import Work
from bot.programme import current
from bot.programme.model import Length, Programme
from bot.reports.counting import CURRENT
from bot.reports.declarations import ALL, TABLES
from bot.reports.model import (
    Content,
    CountingState,
    Months,
    PublishedTable,
    Tally,
    Withheld,
)
from bot.reports.periods import Period
from bot.reports.row_texts import names_of
from bot.reports.suppression import NOTHING_SHOWN, Shown, suppressed, times_shown, total_known
from bot.reports.table import By, Family, Table

SETTLES = timedelta(days=3)
"""How long after its end a period is published: a copy restored by then was not published yet."""


def published_on(period: Period, zone: str) -> datetime:
    """Return the moment from which a period's tables are published."""
    return period.ends(zone) + SETTLES


async def publish_due(work: Work) -> list[Period]:
    """Publish every table whose period has closed and settled; returns the periods, in order.

    Running it again publishes nothing more: a published table is there, whatever k is now.
    """
    state = await work.of(CountingState).get(CURRENT)
    if state is None:
        return []
    page = _Page(await current(work), state, await work.of(PublishedTable).find())
    published: list[Period] = []
    for tally in await work.of(Tally).find():
        counts = await work.vault.open(tally.counts)
        for period, table in page.due(tally, counts or {}, work.now):
            row = page.publish(counts, period, table)
            if await work.add(row):
                page.published.append(row)
                published.append(period)
        if page.is_out(Period.parse(tally.reference), work.now):
            await work.vault.erase(tally.reference)
            await work.remove(tally)
        elif counts is not None:
            await work.vault.seal(tally.counts, counts)
    return list(dict.fromkeys(published))


@dataclass(frozen=True)
class _Page:
    """What tables are published by, and what was published before."""

    programme: Programme
    state: CountingState
    published: list[PublishedTable]

    def is_out(self, period: Period, now: datetime) -> bool:
        """Whether the tables of a period are published by now."""
        return published_on(period, self.programme.zone) <= now

    def due(self, tally: Tally, counts: Months, now: datetime) -> list[tuple[Period, Table]]:
        """The tables of a year that are to be published, earlier and shorter periods first."""
        lengths, done = list(Length), {row.reference for row in self.published}
        found = [
            (period, table)
            for table in ALL
            for period in Period.parse(tally.reference).parts(table.length(tally.shortest))
            if reference_of(period, table) not in done
            and self.is_out(period, now)
            and self._is_counted(period, table, counts)
        ]
        # A part is published after its whole, which says how large the rest is.
        return sorted(
            found,
            key=lambda each: (
                each[0].months[-1],
                lengths.index(each[0].length),
                each[1].part_of is not None,
            ),
        )

    def _is_counted(self, period: Period, table: Table, counts: Months) -> bool:
        """Whether this was counted in the period: not before its counting began."""
        taken_over = any(table.name in counts.get(month, {}) for month in period.months)
        if table.is_survey and not taken_over:
            # Nobody was asked in it. A survey to which nobody answered is not told from that.
            return False
        since = self.state.since(table.name)
        began = since is not None and since < period.ends(self.programme.zone)
        return began or (table.since_first_edition and taken_over)

    def publish(self, counts: Months | None, period: Period, table: Table) -> PublishedTable:
        """Make the published table, and take out of ``counts`` what it was made of.

        ``counts`` is ``None`` in a restored copy from which they were erased meanwhile.
        """
        if counts is None or self._ended_in_a_gap(period):
            content = Content({}, {}, {}, Withheld.GAP)
        else:
            content = self._content(self._cells(counts, period, table), period, table)
            for month in period.months:
                counts.get(month, {}).pop(table.name, None)
        return PublishedTable(
            reference=reference_of(period, table),
            period=str(period),
            name=table.name,
            k=self._k(table),
            content=str(content),
        )

    def _k(self, table: Table) -> int:
        return 0 if table.is_work else self.programme.reports.k

    def _content(self, cells: Mapping[str, int], period: Period, table: Table) -> Content:
        if table.is_work:
            return Content(cells, {}, {})
        if table.is_times:
            times = times_shown(cells, self._how_many(table, period), self._k(table))
            return Content({}, {}, times) if times else NOTHING_SHOWN
        found = self._suppressed(cells, period, table)
        return Content(found.cells, names_of(self.programme, table), {}) if found else NOTHING_SHOWN

    def _how_many(self, table: Table, period: Period) -> int:
        """How many there were at least of what a table of times counts, as was published."""
        if table.out_of is None:
            return total_known(shown_of(self.published, table.family, period), period).least
        name, cell = table.out_of
        reference = reference_of(period, TABLES[name])
        found = [each for each in self.published if each.reference == reference]
        return Content.parse(found[0].content).cells.get(cell) or 0 if found else 0

    def _suppressed(self, cells: Mapping[str, int], period: Period, table: Table) -> Shown | None:
        before = shown_of(self.published, table.family, period)
        if table.part_of is None:
            return suppressed(period, cells, self._k(table), before)
        whole = total_known(shown_of(self.published, table.part_of, period), period)
        rest = whole.least - sum(cells.values())
        if whole.values > 1 and rest < 0:
            # There are at least as many of the whole, which is more than anybody should know.
            return None
        return suppressed(
            period, cells, self._k(table), before, rest if whole.values == 1 else None
        )

    def _ended_in_a_gap(self, period: Period) -> bool:
        """Whether the service was away as the period ended, or restored from an older copy.

        Such a copy may lack what an earlier page of the same period had counted: to publish it
        once more would show the difference.
        """
        ends = period.ends(self.programme.zone)
        return any(gap.since < ends <= gap.until for gap in self.state.gaps)

    def _cells(self, counts: Months, period: Period, table: Table) -> dict[str, int]:
        """The table's numbers in a period, in the declared order, with those that are nothing."""
        keys: Sequence[str] = table.cells
        if table.by is By.AREA:
            keys = [area.key for area in self.programme.areas]
        elif table.by is By.SUPPORT_KIND:
            keys = [kind.key for kind in self.programme.supports if not kind.external]
        found = dict.fromkeys(keys, 0)
        for month in period.months:
            for cell, number in counts.get(month, {}).get(table.name, {}).items():
                found[cell] = found.get(cell, 0) + number
        return found


def reference_of(period: Period, table: Table) -> str:
    """Return the reference under which a table of a period is published."""
    return f"{period}:{table.name}"


def shown_of(rows: Iterable[PublishedTable], family: Family, period: Period) -> list[Shown]:
    """Return what these tables show of a family in the year of a period."""
    shown = []
    for row in rows:
        other, its = TABLES.get(row.name), Period.parse(row.period)
        content = Content.parse(row.content)
        same = other is not None and other.family is family and its.year == period.year
        if same and content.cells:
            shown.append(Shown(its, content.cells, row.k))
    return shown
