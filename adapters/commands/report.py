"""``report``: the published numbers of a period, as text, CSV, JSON, a PDF, or pictures."""

import argparse
import csv
import dataclasses
import json
import sys
import textwrap
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

from adapters.faults import NotReady
from adapters.printing.board import board_pages, chart_pictures, paper_of
from adapters.settings import from_environment
from adapters.whole_files import write_all
from adapters.wiring import deployed
from adapters.wording import load_wording
from bot.core.storage import Work, in_one_work
from bot.core.texts import Words
from bot.programme import current
from bot.reports.board import Board, board_of
from bot.reports.periods import Period
from bot.reports.report import Figure, Report, newest_period, report_of

WIDTH = 88
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
"""What makes a spreadsheet compute a cell instead of showing it."""
COLUMNS = ("period", "part", "figure", "cell", "label", "value", "a_year_before", "unit")


async def printed(chosen: argparse.Namespace) -> int:
    """Print the page of a period, or of the last month that has one."""
    settings = from_environment()
    wording = load_wording(settings.messages)

    async def read(work: Work) -> tuple[Report, Words]:
        programme = await current(work)
        words = wording.words(chosen.language or programme.language, programme.zone)
        period = _period(chosen.period, words) if chosen.period else await newest_period(work)
        return await report_of(work, words, period), words

    async with deployed(settings, {}) as parts:
        report, words = await in_one_work(parts.storage, read, reads_only=True)
        zone = (await in_one_work(parts.storage, current, reads_only=True)).zone
    if chosen.pdf or chosen.pictures:
        board, paper = board_of(words, report), chosen.paper or paper_of(zone)
        await _drawn(chosen, board, words.language, paper)
    elif chosen.json:
        sys.stdout.write(as_json(report) + "\n")
    elif chosen.csv:
        sys.stdout.write(as_csv(report))
    else:
        sys.stdout.write(as_text(report))
    return 0


async def _drawn(chosen: argparse.Namespace, board: Board, language: str, paper: str) -> None:
    """Write the PDF and the charts that were asked for, and say so."""
    made: dict[Path, bytes | str] = {}
    if chosen.pdf:
        (made[chosen.pdf],) = await board_pages(board, language, paper)
    if chosen.pictures:
        chosen.pictures.mkdir(parents=True, exist_ok=True)
        charts = [chart for part in board.parts for chart in part.charts]
        drawn = await chart_pictures(charts, board.period, language)
        for chart, picture in zip(charts, drawn, strict=True):
            made[chosen.pictures / f"{chart.name}.png"] = picture
    write_all(made)
    lines = [f"{each} is written." for each in made] or board.notes
    sys.stdout.write("".join(f"{line}\n" for line in lines))


def _period(text: str, words: Words) -> Period:
    try:
        return Period.parse(text)
    except ValueError:
        raise NotReady(words("reports.when.unknown")) from None


def as_text(report: Report) -> str:
    """The page to read in a terminal, with how each number was made."""
    lines = [f"{report.hospital}, {report.period}", ""]
    lines += [line for note in report.notes for line in textwrap.wrap(note, WIDTH)]
    for part in report.parts:
        if part.figures:
            lines += ["", part.title.upper(), part.about]
        for figure in part.figures:
            lines += ["", *_figure(figure)]
    return "\n".join(lines) + "\n"


def _figure(figure: Figure) -> Iterator[str]:
    yield f"  {figure.title}"
    wide = max((len(row.label) for row in figure.rows), default=0)
    for row in figure.rows:
        yield f"    {row.label:{wide}}  {row.text}"
    said = f"{figure.withheld} {figure.made}".strip()
    yield from textwrap.wrap(said, WIDTH, initial_indent="    ", subsequent_indent="    ")


def as_csv(report: Report) -> str:
    """A row for each number; a number that is not shown is empty."""
    written = StringIO()
    writer = csv.writer(written)
    writer.writerow(COLUMNS)
    for part in report.parts:
        for figure in part.figures:
            for row in figure.rows:
                value = "" if row.value is None else row.value
                before = "" if row.before is None else row.before
                unit = "minutes" if figure.is_times else "count"
                texts = (row.period, part.section, figure.name, row.cell, row.label)
                writer.writerow([*map(harmless, texts), value, before, unit])
    return written.getvalue()


def harmless(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULAS) else text


def as_json(report: Report) -> str:
    """The whole page as it is, for machines."""
    return json.dumps(dataclasses.asdict(report), indent=2, ensure_ascii=False)
