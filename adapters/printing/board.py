"""The page for a board, on paper, and its charts as pictures of their own."""

import dataclasses
from collections.abc import Iterable, Sequence
from importlib.resources import files
from typing import Any

from adapters.printing.charts import spec_of
from adapters.printing.typesetting import Form, typeset
from bot.core.charts import Chart
from bot.reports.board import Board, BoardPart

LETTER, A4 = "us-letter", "a4"
LETTER_COUNTRIES = frozenset(
    ("US", "CA", "MX", "PR", "CL", "CO", "CR", "DO", "GT", "HN", "NI", "PA", "PH", "SV", "VE")
)
"""Where offices print on Letter."""


def paper_of(zone: str) -> str:
    """Return the paper that is usual where a time zone is kept: ``us-letter`` or ``a4``."""
    table = files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines() if not line.startswith("#"))
    country = {row[2]: row[0] for row in rows}.get(zone, "")
    return LETTER if country in LETTER_COUNTRIES or zone.startswith("US/") else A4


async def board_pages(
    board: Board, language: str, paper: str, form: Form = Form.PDF
) -> list[bytes]:
    """Return the pages for a board: one PDF, or a picture of each page."""
    charts = [chart for part in board.parts for chart in part.charts]
    values = {
        **dataclasses.asdict(dataclasses.replace(board, parts=())),
        "parts": [_part(part) for part in board.parts],
        "title": f"{board.hospital}: {board.period}",
        "language": language,
        "paper": paper,
    }
    return await typeset("board", values, form=form, charts=_specs(charts))


async def chart_pictures(charts: Sequence[Chart], period: str, language: str) -> list[bytes]:
    """Return a PNG of each chart, with its title and how its numbers were made."""
    if not charts:
        return []
    values = {
        "title": period,
        "language": language,
        "period": period,
        "charts": [_chart(chart) for chart in charts],
    }
    return await typeset("charts", values, form=Form.PNG, charts=_specs(charts))


def _specs(charts: Iterable[Chart]) -> dict[str, Any]:
    return {_file(chart): spec_of(chart) for chart in charts}


def _part(part: BoardPart) -> dict[str, Any]:
    return {
        "title": part.title,
        "about": part.about,
        "lines": part.lines,
        "charts": [_chart(chart) for chart in part.charts],
    }


def _chart(chart: Chart) -> dict[str, Any]:
    return {
        "file": _file(chart),
        "title": chart.title,
        "alt": chart.alt,
        "caption": f"{chart.only_of} {chart.made}".strip(),
    }


def _file(chart: Chart) -> str:
    return f"{chart.name}.svg"
