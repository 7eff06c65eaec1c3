"""Drawn examples of the page of a period, and of the note that it is there."""

from dataclasses import replace

from bot.core.lines import Lines
from bot.core.texts import Words, texts_of
from bot.reports.declarations import ALL
from bot.reports.model import Content
from bot.reports.report import Figure, Part, Report, Row
from bot.reports.row_texts import label_of, time_text
from bot.reports.screens import (
    MOST_FIGURES,
    ChartSubject,
    PageSubject,
    chart_card,
    digest_card,
    page_card,
)
from bot.reports.table import By, Name, Section, Table
from tests.samples import Sample

NAMES = Content({}, {"main": "Main campus"}, {})


def figure(words: Words, table: Table) -> Figure:
    cells = {By.AREA: ("main",), By.SUPPORT_KIND: ("peer", "chaplain")}.get(table.by, table.cells)
    rows = [
        Row(
            label_of(words, table, cell, NAMES),
            14,
            words("reports.before", value="14", before="12"),
            12,
            cell,
            "2026Q3",
        )
        for cell in cells
    ]
    whole = () if table.is_times else tuple(rows)
    if table.is_times:
        labels = [label_of(words, table, cell, NAMES) for cell in ("half", "nine_tenths")]
        rows = [
            Row(label, minutes, time_text(words, minutes), None, cell, "2026Q3")
            for label, minutes, cell in zip(labels, (20, 240), ("half", "nine_tenths"), strict=True)
        ]
    title = texts_of(words, "reports.title", Name)[table.name]
    made = texts_of(words, "reports.made", Name)[table.name]
    return Figure(table.name, title, tuple(rows), made, is_times=table.is_times, whole=whole)


def report(words: Words) -> Report:
    titles = texts_of(words, "reports.section", Section)
    about = texts_of(words, "reports.about", Section)
    parts = [
        Part(
            each,
            titles[each],
            about[each],
            tuple(figure(words, table) for table in ALL if table.section is each),
        )
        for each in Section
    ]
    notes = (
        words("reports.when.partly", day="March 2"),
        words("reports.when.k", count=11),
        words("reports.when.longer", periods="2026H1, 2026"),
        words("reports.when.names"),
    )
    return Report("Larkspur", "2026Q3", tuple(parts), notes)


def without_numbers(words: Words) -> Report:
    full = report(words)
    hidden = tuple(
        replace(each, rows=(), withheld=words(why))
        for each, why in zip(
            full.parts[0].figures[:2], ("reports.small", "reports.gap"), strict=True
        )
    )
    first = replace(full.parts[0], figures=hidden)
    rest = tuple(replace(part, figures=()) for part in full.parts[1:])
    notes = (
        words("reports.when.open", day="October 4"),
        words("reports.when.stopped", count=3),
        words("reports.when.other_k"),
        words("reports.when.no_event"),
    )
    return replace(full, parts=(first, *rest), notes=notes)


def samples(words: Words, lines: Lines) -> list[Sample]:
    full, little = report(words), without_numbers(words)
    pages = [PageSubject("2026Q3", section) for section in Section]
    further = [PageSubject("2026Q3", Section.IMPLEMENTATION, page) for page in (1, 2)]
    assert len(full.part(Section.IMPLEMENTATION).figures) > MOST_FIGURES
    cards = [
        *(page_card(words, full, each) for each in (*pages, *further)),
        page_card(words, little, pages[0]),
        page_card(words, little, pages[1]),
        *filter(None, (chart_card(words, full, ChartSubject("2026Q3", each)) for each in Section)),
        digest_card(words, full),
        digest_card(words, replace(little, period="2026-09")),
    ]
    return [Sample("card", card) for card in cards]
