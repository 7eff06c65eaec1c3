"""Writes the list of declared tables for the docs, from their declarations: ``make states``."""

from pathlib import Path

from adapters.wording import load_wording
from bot.core.texts import texts_of
from bot.programme.model import Length
from bot.reports.declarations import ALL, BUCKETS
from bot.reports.table import By, Name, Section, Table

PLACE = Path(__file__).parents[3] / "docs" / "coordinators" / "reports.md"
MARK = "<!-- The tables below are written by `make states`. -->\n"
LENGTHS = {
    Length.MONTH: "month",
    Length.QUARTER: "quarter",
    Length.HALF_YEAR: "half year",
    Length.YEAR: "year",
}


def page(text: str) -> str:
    """The page with the tables as they are declared; what stands above the mark stays."""
    return text.partition(MARK)[0] + MARK + tables()


def tables() -> str:
    """The declared tables, by dimension of RE-AIM."""
    words = load_wording().words("en", "UTC")
    parts = texts_of(words, "reports.section", Section)
    titles = texts_of(words, "reports.title", Name)
    made = texts_of(words, "reports.made", Name)
    found = []
    for section in Section:
        found.append(f"\n### {parts[section]}\n\n| table | cells | every | what it says |\n")
        found.append("|---|---|---|---|\n")
        found += [
            f"| {titles[table.name]} (`{table.name}`) | {_cells(table)} | {_every(table)}"
            f" | {made[table.name]} |\n"
            for table in ALL
            if table.section is section
        ]
    return "".join(found)


def _cells(table: Table) -> str:
    if table.is_times:
        return f"waits in {len(BUCKETS) + 1} buckets; only the two times are shown"
    named = {By.AREA: "one an area", By.SUPPORT_KIND: "one a kind of support"}
    return named.get(table.by) or ", ".join(f"`{cell}`" for cell in table.cells)


def _every(table: Table) -> str:
    if table.is_work:
        return "month, any number"
    return LENGTHS[table.length(Length.QUARTER)]


if __name__ == "__main__":
    PLACE.write_text(page(PLACE.read_text("utf-8")), "utf-8")
