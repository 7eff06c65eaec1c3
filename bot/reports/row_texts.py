"""What the cells of tables are called, and waits in words."""

from datetime import UTC, datetime
from enum import StrEnum

from bot.core.texts import Words, texts_of
from bot.programme import name_of_kind
from bot.programme.model import Kind, KindWords, Length, Programme, SupportKind
from bot.reports import declarations as tables
from bot.reports.model import Content
from bot.reports.periods import Period
from bot.reports.table import By, Cell, Table
from bot.requests.model import Lasted, Reason, Way

AN_HOUR = 60
_IN = "/"
"""Stands between a support kind and a language."""


def label_of(words: Words, table: Table, cell: str, content: Content) -> str:
    """Return what a cell of a table is called."""
    if table.is_times:
        return words("reports.times.half" if cell == "half" else "reports.times.nine_tenths")
    if table.by is By.AREA:
        return content.names.get(cell, cell)
    if table.by is By.SUPPORT_KIND:
        return name_of_kind(words, _kind_as_published(cell, content))
    if table is tables.EVENTS_BY_KIND:
        return texts_of(words, "adverse_event.kind", Kind)[Kind(cell)]
    if table is tables.LENGTHS:
        return texts_of(words, "reports.length", Lasted)[Lasted(cell)]
    if table is tables.REASONS:
        return texts_of(words, "reports.reason", Reason)[Reason(cell)]
    if table is tables.WAYS:
        return texts_of(words, "reports.way", Way)[Way(cell)]
    return texts_of(words, "reports.cell", Cell)[Cell(cell)]


def names_of(programme: Programme, table: Table) -> dict[str, str]:
    """Return the hospital's own names of a table's cells, which are kept with what is published.

    By key; those of a support kind in another language by ``key/language``.
    """
    if table.by is By.AREA:
        return {area.key: area.name for area in programme.areas}
    if table.by is not By.SUPPORT_KIND:
        return {}
    own = {kind.key: kind.name for kind in programme.supports}
    for kind in programme.supports:
        for language, said in kind.languages.items():
            own[f"{kind.key}{_IN}{language}"] = said.name
    return {key: name for key, name in own.items() if name}


def _kind_as_published(key: str, content: Content) -> SupportKind:
    """A support kind as it was called when this was published."""
    languages = {
        each.removeprefix(key + _IN): KindWords(name=name)
        for each, name in content.names.items()
        if each.startswith(key + _IN)
    }
    return SupportKind(key=key, name=content.names.get(key, ""), languages=languages)


class _Named(StrEnum):
    """The parts of a year that have a name; their texts stand under ``reports.named``."""

    QUARTER_1 = "quarter_1"
    QUARTER_2 = "quarter_2"
    QUARTER_3 = "quarter_3"
    QUARTER_4 = "quarter_4"
    HALF_YEAR_1 = "half_year_1"
    HALF_YEAR_2 = "half_year_2"


def period_text(words: Words, period: Period, *, short: bool = False) -> str:
    """Return what a period is called; short, for a scale, a month's name or ``2026Q3``."""
    if period.length is Length.MONTH:
        # At noon in the middle of the month it is that month everywhere.
        return words.month(datetime(period.year, period.number, 15, 12, tzinfo=UTC), short=short)
    if short or period.length is Length.YEAR:
        return str(period)
    part = texts_of(words, "reports.named", _Named)[_Named(f"{period.length}_{period.number}")]
    return words("reports.named_of", part=part, year=str(period.year))


def time_text(words: Words, minutes: int | None) -> str:
    """Return a wait in words; ``None`` is longer than any that is told."""
    if minutes is None:
        return words("reports.times.longer")
    if minutes > AN_HOUR and not minutes % AN_HOUR:
        return words("reports.times.hours", count=minutes // AN_HOUR)
    return words("reports.times.minutes", count=minutes)
