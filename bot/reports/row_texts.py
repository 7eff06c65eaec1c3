"""What the cells of tables are called, and waits in words."""

from bot.core.texts import Words, texts_of
from bot.programme import name_of_kind
from bot.programme.model import DEFAULT_KINDS, Kind, SupportKind
from bot.reports import declarations as tables
from bot.reports.model import Content
from bot.reports.table import By, Cell, Table
from bot.requests.model import Lasted, Reason, Way

AN_HOUR = 60


def label_of(words: Words, table: Table, cell: str, content: Content) -> str:
    """Return what a cell of a table is called."""
    if table.is_times:
        return words("reports.times.half" if cell == "half" else "reports.times.nine_tenths")
    if table.by is By.AREA:
        return content.names.get(cell, cell)
    if table.by is By.SUPPORT_KIND:
        return name_of_kind(words, DEFAULT_KINDS.get(cell) or SupportKind(key=cell))
    if table is tables.EVENTS_BY_KIND:
        return texts_of(words, "adverse_event.kind", Kind)[Kind(cell)]
    if table is tables.LENGTHS:
        return texts_of(words, "reports.length", Lasted)[Lasted(cell)]
    if table is tables.REASONS:
        return texts_of(words, "reports.reason", Reason)[Reason(cell)]
    if table is tables.WAYS:
        return texts_of(words, "reports.way", Way)[Way(cell)]
    return texts_of(words, "reports.cell", Cell)[Cell(cell)]


def time_text(words: Words, minutes: int | None) -> str:
    """Return a wait in words; ``None`` is longer than any that is told."""
    if minutes is None:
        return words("reports.times.longer")
    if minutes > AN_HOUR and not minutes % AN_HOUR:
        return words("reports.times.hours", count=minutes // AN_HOUR)
    return words("reports.times.minutes", count=minutes)
