"""An attacker who has every published table, knows the method, and solves for what is hidden.

For each hidden number it computes the smallest and the largest whole number that agree with
everything published of the same things, by an integer program (HiGHS). It knows that a total was
hidden because it is below k, and may know of one person that they asked in a certain month.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import highspy

from bot.reports.declarations import BUCKETS, LONGER, TABLES
from bot.reports.model import Content, PublishedTable
from bot.reports.periods import Period
from bot.reports.suppression import ANY
from bot.reports.table import ONE, Family, Table

OPTIONS: dict[str, str | int | float] = {
    "threads": 1,
    "parallel": "off",
    "mip_heuristic_effort": 0.0,
}
UNBOUNDED = (
    highspy.HighsModelStatus.kUnbounded,
    highspy.HighsModelStatus.kUnboundedOrInfeasible,
)
Linear = highspy.highs.highs_linear_expression
Variable = highspy.highs.highs_var


@dataclass(frozen=True)
class Known:
    """A page as the attacker reads it."""

    table: Table
    period: Period
    k: int
    content: Content


@dataclass(frozen=True)
class Found:
    """What the attacker computed of one number that was not shown."""

    what: str
    least: int
    most: int
    k: int
    is_rest: bool = False
    """Whether it is what no cell of a table has: that may be known if it is k or more."""

    @property
    def is_leak(self) -> bool:
        """Whether fewer than k values are possible."""
        few = self.most - self.least + 1 < self.k
        return few and not (self.is_rest and self.least >= self.k)


def read(rows: Iterable[PublishedTable]) -> list[Known]:
    """The pages of every declared table."""
    return [
        Known(TABLES[row.name], Period.parse(row.period), row.k, Content.parse(row.content))
        for row in rows
    ]


@dataclass
class _Program:
    """The integer program of pages that can be about the same people."""

    pages: Sequence[Known]
    one_person_in: str = ""
    solver: highspy.Highs = field(default_factory=highspy.Highs)
    hidden: list[tuple[str, Variable, int]] = field(default_factory=list)
    rests: list[tuple[str, Variable, int]] = field(default_factory=list)
    months: dict[tuple[Family, str], Variable] = field(default_factory=dict)
    cells: dict[tuple[str, Period, str], Variable] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.solver.silent()
        for option, value in OPTIONS.items():
            self.solver.setOptionValue(option, value)
        for page in self.pages:
            if page.table.is_times:
                self._add_times(page)
            elif page.content.cells:
                self._add_cells(page)

    def _month(self, family: Family, month: str) -> Variable:
        if (family, month) not in self.months:
            least = int(month == self.one_person_in)
            self.months[family, month] = self.solver.addIntegral(lb=least)
        return self.months[family, month]

    def _total(self, family: Family, period: Period) -> Linear:
        return sum((1 * self._month(family, each) for each in period.months), Linear())

    def _add_cells(self, page: Known) -> None:
        table, name = page.table, f"{page.period}:{page.table.name}"
        total, hidden = Linear(), []
        for cell, number in page.content.cells.items():
            value = self.solver.addIntegral(lb=0)
            self.cells[table.name, page.period, cell] = value
            total += value
            if number is not None:
                self.solver.addConstr(1 * value == number)
            else:
                hidden.append(value)
                if cell == ONE:
                    self.solver.addConstr(1 * value <= page.k - 1)
        # Hidden cells of one table stand in its sum alone: each can be what another can.
        self.hidden += [(name, value, page.k) for value in hidden[:1]]
        self.solver.addConstr(total == self._total(table.family, page.period))
        if table.part_of is not None:
            rest = self.solver.addIntegral(lb=0)
            self.solver.addConstr(total + rest == self._total(table.part_of, page.period))
            self.rests.append((f"{name}:rest", rest, page.k))

    def _add_times(self, page: Known) -> None:
        """A time says how many at least were done by then, and how many at most before.

        It is only there from a certain number of waits on, which the attacker knows, too.
        """
        if not page.content.times:
            return
        buckets = {name: self.solver.addIntegral(lb=0) for name in (*map(str, BUCKETS), LONGER)}
        total, names = _sum(buckets.values()), list(buckets)
        most = self._total(page.table.family, page.period)
        if page.table.out_of is not None:
            table, cell = page.table.out_of
            most = 1 * self.cells[table, page.period, cell]
        self.solver.addConstr(total - most <= 0)
        for name, bucket in page.content.times.items():
            tenths = 5 if name == "half" else 9
            at = names.index(bucket)
            by_then = _sum(buckets[each] for each in names[: at + 1])
            before = _sum(buckets[each] for each in names[:at])
            self.solver.addConstr(10 * by_then - tenths * total >= 0)
            self.solver.addConstr(10 * before - tenths * total <= -1)
            self.solver.addConstr((10 - tenths) * total >= 10 * page.k)
            # Of the buckets before, at and after it, each can be what another can.
            for each in {max(0, at - 1), at, len(names) - 1}:
                what = f"{page.period}:{page.table.name}:{names[each]}"
                self.hidden.append((what, buckets[names[each]], page.k))

    def solve(self) -> list[Found]:
        """Compute every hidden number; raises ``AssertionError`` where the pages contradict."""
        return [
            Found(what, self._least(value), self._most(value), k, is_rest=is_rest)
            for is_rest, values in ((False, self.hidden), (True, self.rests))
            for what, value, k in values
        ]

    def _least(self, value: Variable) -> int:
        self.solver.minimize(1 * value)
        return self._answer()

    def _most(self, value: Variable) -> int:
        self.solver.maximize(1 * value)
        return self._answer()

    def _answer(self) -> int:
        status = self.solver.getModelStatus()
        if status in UNBOUNDED:
            return ANY
        assert status == highspy.HighsModelStatus.kOptimal, status
        return round(self.solver.getInfo().objective_function_value)


def _sum(values: Iterable[Variable]) -> Linear:
    return sum((1 * each for each in values), Linear())


def attack(pages: Sequence[Known], one_person_in: str = "") -> list[Found]:
    """Everything that can be computed of numbers that no page shows.

    ``one_person_in`` is a month in which the attacker knows that somebody was counted.
    """
    return [
        found
        for families in _related()
        for some in _linked([page for page in pages if page.table.family in families])
        for found in _Program(some, one_person_in).solve()
    ]


def _linked(pages: Sequence[Known]) -> list[list[Known]]:
    """The pages in groups: those of a period with those of a longer one that holds it."""
    periods = {page.period for page in pages if page.content.cells or page.content.times}
    longest = [
        period
        for period in periods
        if not any(other != period and other.holds(period) for other in periods)
    ]
    return [[page for page in pages if period.holds(page.period)] for period in longest]


def _related() -> list[set[Family]]:
    """The families in groups: a part of another, or a time out of another's cell, is with it."""
    groups = [{family} for family in Family]
    for table in TABLES.values():
        whole = TABLES[table.out_of[0]].family if table.out_of else table.part_of
        if whole is not None:
            one = next(group for group in groups if table.family in group)
            other = next(group for group in groups if whole in group)
            if one is not other:
                groups.remove(one)
                other |= one
    return groups


def leaks(pages: Sequence[Known], one_person_in: str = "") -> list[Found]:
    """The hidden numbers of which too much can be computed."""
    return [each for each in attack(pages, one_person_in) if each.is_leak]
