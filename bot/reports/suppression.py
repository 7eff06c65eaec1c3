"""What of a table may be shown: small numbers are hidden, and others so that none can be computed.

Primary suppression hides every number below k, zero too. Complementary suppression (Cox 1980,
doi 10.1080/01621459.1980.10477481; Kelly, Golden and Assad 1992, doi 10.1002/net.3230220407) hides
further cells of the same table. Then the table is audited together with everything published of
the same things in the same year: the exact smallest and largest value that each hidden number can
have must leave at least k possible values. The periods of a year are a tree and each table splits
one of them, so sums of bounds, up the tree and down again, give these values exactly.

Which further cells are hidden follows from their declared order, never from their size: else the
choice itself would tell something.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bot.programme.model import Length
from bot.reports.model import Content, Withheld
from bot.reports.periods import Period
from bot.reports.table import ONE

_REST = "rest"
ANY = 10**9
"""More than was ever counted: a bound that says nothing."""


@dataclass(frozen=True)
class Shown:
    """The cells of one table of one period as everybody sees them; ``None`` is hidden."""

    period: Period
    cells: Mapping[str, int | None]
    k: int

    @property
    def known(self) -> int:
        """The sum of the cells that are shown."""
        return sum(each for each in self.cells.values() if each is not None)

    @property
    def hidden(self) -> tuple[str, ...]:
        """The cells that are not shown."""
        return tuple(cell for cell, number in self.cells.items() if number is None)

    @property
    def total(self) -> "Range":
        """What the table alone tells of its sum."""
        if self.hidden == (ONE,):
            return Range(0, self.k - 1)
        return Range(self.known, ANY if self.hidden else self.known)


@dataclass(frozen=True)
class Range:
    """The smallest and the largest value that a number can have."""

    least: int
    most: int

    @property
    def values(self) -> int:
        """How many values it can have."""
        return self.most - self.least + 1

    def within(self, other: "Range") -> "Range":
        """Return the values that both allow."""
        return Range(max(self.least, other.least), min(self.most, other.most))


@dataclass
class _Node:
    """A period of the tree, and what can be computed of its total."""

    period: Period
    parts: list["_Node"] = field(default_factory=list)
    total: Range = Range(0, ANY)

    def up(self) -> None:
        """Bound the totals by those of their parts."""
        for part in self.parts:
            part.up()
        if self.parts:
            least = sum(part.total.least for part in self.parts)
            most = min(ANY, sum(part.total.most for part in self.parts))
            self.total = self.total.within(Range(least, most))

    def down(self) -> None:
        """Bound the parts by their total and each other."""
        least = sum(part.total.least for part in self.parts)
        most = sum(part.total.most for part in self.parts)
        before = [part.total for part in self.parts]
        for part, was in zip(self.parts, before, strict=True):
            rest = Range(
                self.total.least - (most - was.most), self.total.most - (least - was.least)
            )
            part.total = was.within(rest)
        for part in self.parts:
            part.down()

    def all(self) -> Iterator["_Node"]:
        """Yield it and every part below it."""
        yield self
        for part in self.parts:
            yield from part.all()


def _tree(period: Period) -> _Node:
    shorter = [length for length in Length if length.months < period.length.months]
    parts = period.parts(shorter[-1]) if shorter else ()
    return _Node(period, [_tree(part) for part in parts])


def hidden_ranges(shown: Sequence[Shown]) -> list[tuple[Shown, Range]]:
    """Return for each table with hidden cells what can be computed of one of these.

    All tables split the same things in one year.
    """
    if not shown:
        return []
    nodes = _year_of(shown, shown[0].period.year)
    return [(table, _of_one(table, nodes[table.period].total)) for table in shown if table.hidden]


def _year_of(shown: Sequence[Shown], number: int) -> dict[Period, _Node]:
    """The periods of a year, with what can be computed of their totals."""
    year = _tree(Period(number, Length.YEAR))
    nodes = {node.period: node for node in year.all()}
    for table in shown:
        node = nodes[table.period]
        node.total = node.total.within(table.total)
    year.up()
    year.down()
    return nodes


def _of_one(table: Shown, total: Range) -> Range:
    """What can be computed of one hidden cell; where several are, the others may be nothing."""
    most = total.most - table.known
    least = max(0, total.least - table.known) if len(table.hidden) == 1 else 0
    return Range(least, most)


def is_safe(shown: Sequence[Shown]) -> bool:
    """Whether no hidden cell of these tables has fewer than k possible values.

    Where several are hidden, their sum can be k or more, too.
    """
    return all(
        found.values >= table.k + (len(table.hidden) > 1) for table, found in hidden_ranges(shown)
    )


def total_known(shown: Sequence[Shown], period: Period) -> Range:
    """Return what can be computed of how many of these things there were in a period."""
    return _year_of(shown, period.year)[period].total


def suppressed(
    period: Period,
    cells: Mapping[str, int],
    k: int,
    before: Iterable[Shown],
    rest: int | None = None,
) -> Shown | None:
    """Return what may be shown of a table; ``None`` if that is nothing.

    ``before`` is everything shown of the same things in the same year. ``rest`` is how many more
    there were that are in no cell, where that can be computed: it is covered like a cell.
    """
    earlier = tuple(before)
    hidden = {cell for cell, number in cells.items() if number < k}
    further = [cell for cell in cells if cell not in hidden]
    aside = {} if rest is None or rest >= k else {_REST: rest}
    while True:
        if (len(cells) > 1 or aside) and not further:
            return None
        table = Shown(
            period,
            {cell: None if cell in hidden else number for cell, number in cells.items()},
            k,
        )
        covered = _is_covered({**cells, **aside}, hidden | set(aside), k)
        if covered and is_safe((*earlier, table)):
            return table
        if not further:
            return None
        hidden.add(further.pop())


def _is_covered(cells: Mapping[str, int], hidden: set[str], k: int) -> bool:
    """Whether the small cells stand beside one of at least k, so that no sum tells of them."""
    if not hidden or len(cells) == 1:
        return True
    return len(hidden) > 1 and any(cells[cell] >= k for cell in hidden)


def times_shown(buckets: Mapping[str, int], known: int, k: int) -> dict[str, str]:
    """Return the bucket by which half, and nine in ten, were done, where k more can be later.

    A time says that at most so many took longer: it is left out where these can be fewer than k.
    ``known`` is how many there were at least, as everybody can compute: that a time is there, or
    is left out, then tells nothing more of how many there were.
    """
    total = min(known, sum(buckets.values()))
    return {
        name: _bucket_of(buckets, tenths)
        for name, tenths in (("half", 5), ("nine_tenths", 9))
        if total * (10 - tenths) >= 10 * k
    }


def _bucket_of(buckets: Mapping[str, int], tenths: int) -> str:
    total, so_far = sum(buckets.values()), 0
    for name, number in buckets.items():
        so_far += number
        if so_far * 10 >= total * tenths:
            return name
    raise ValueError("there is nothing in any bucket")


NOTHING_SHOWN = Content({}, {}, {}, Withheld.SMALL)
