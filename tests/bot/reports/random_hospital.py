"""Made-up hospitals by a seed: what two years of one counted, in every declared table."""

import random
from collections.abc import Sequence
from dataclasses import dataclass

from bot.reports import declarations as tables
from bot.reports.declarations import ALL
from bot.reports.model import Cells, Months
from bot.reports.table import By, Family, Table

YEARS = (2026, 2027)
KINDS = ("peer", "chaplain", "eap")


@dataclass(frozen=True)
class RandomHospital:
    """A hospital whose numbers follow from a seed alone."""

    seed: int
    areas: Sequence[str]
    a_month: float
    """How many of each family's things there are in a month, about."""

    def months(self) -> Months:
        """What it counted: each thing once in every table of its family."""
        chance = random.Random(self.seed)
        skew = {str(table.name): self._skew(chance, table) for table in ALL}
        rates = {family: self.a_month * chance.uniform(0.3, 1.5) for family in Family}
        found: Months = {}
        for year in YEARS:
            for number in range(1, 13):
                by_table = found.setdefault(f"{year}-{number:02}", {})
                for family in Family:
                    many = self._of(chance, family, by_table, rates[family])
                    for table in ALL:
                        if table.family is family:
                            by_table[table.name] = self._spread(chance, table, many, skew)
        return found

    def cells(self, table: Table) -> Sequence[str]:
        """The cells that a table can have here."""
        if table.by is By.AREA:
            return self.areas
        return KINDS if table.by is By.SUPPORT_KIND else table.cells

    def _of(
        self, chance: random.Random, family: Family, by_table: dict[str, Cells], rate: float
    ) -> int:
        """How many things of a family there are: of a part, no more than of the whole."""
        if family is Family.CONTACTS:
            return by_table[tables.RESULTS.name].get("talked", 0)
        whole = next((table.part_of for table in ALL if table.family is family), None)
        if whole is None:
            return self._many(chance, rate)
        name = next(table.name for table in ALL if table.family is whole)
        return round(sum(by_table[name].values()) * chance.uniform(0.4, 1))

    def _skew(self, chance: random.Random, table: Table) -> list[float]:
        return [chance.expovariate(1) ** 2 + 0.02 for _ in self.cells(table)]

    @staticmethod
    def _many(chance: random.Random, rate: float) -> int:
        # As people come: now and then a month with none, now and then one with many.
        return max(0, round(chance.gauss(rate, rate**0.5 + 1)))

    def _spread(
        self, chance: random.Random, table: Table, many: int, skew: dict[str, list[float]]
    ) -> dict[str, int]:
        cells = self.cells(table)
        drawn = chance.choices(cells, skew[table.name], k=many)
        return {cell: drawn.count(cell) for cell in dict.fromkeys(drawn)} or {cells[0]: 0}
