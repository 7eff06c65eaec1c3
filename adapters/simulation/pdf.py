"""What a simulation found as pages for a meeting: charts, figures, and all that is assumed."""

from collections.abc import Iterator

from adapters.printing.board import board_pages, paper_of
from adapters.simulation.page import (
    NO_PROMISE,
    RANGES,
    Found,
    figures_text,
    kinds_assumed,
    others_assumed,
    share_text,
)
from adapters.simulation.staff import NIGHT
from adapters.simulation.summary import Row, Summary
from bot.core.charts import Chart, ChartKind, Mark
from bot.reports.board import BigNumber, Board, BoardPart

LANGUAGE = "en"
"""What the command line speaks."""
TOO_FEW = "too few asked to say"
MADE = "Of all who asked, the share to whom a time was named, and somebody said yes by then."


async def as_pdf(found: Found) -> bytes:
    """The pages as a PDF. Raises ``PrintingError`` and ``LacksLettersError``."""
    (pdf,) = await board_pages(board_of(found), LANGUAGE, paper_of(found.zone))
    return pdf


def board_of(found: Found) -> Board:
    """The pages as plain data."""
    return Board(
        hospital=found.hospital,
        program="How many supporters do we need?",
        period=f"{found.now.weeks:.0f} weeks, played",
        notes=(NO_PROMISE, *found.notes),
        first=tuple(_first(found.now)),
        parts=tuple(_parts(found)),
        withheld_title="",
        withheld=(),
        method_title="",
        method=(),
    )


def _first(now: Summary) -> Iterator[BigNumber]:
    yield BigNumber(f"{now.asked.middle:.0f}", "asked for a supporter in four weeks")
    if now.whole.in_time is not None:
        share = f"{now.whole.in_time.middle:.0%}"
        yield BigNumber(share, "were answered within a time that was named")
    if now.whole.told is not None:
        share = f"{now.whole.told.middle:.0%}"
        yield BigNumber(share, "read that nobody had said yes yet")
    yield BigNumber(f"{now.most.middle:.0f}", "talks of the busiest supporter in four weeks")


def _parts(found: Found) -> Iterator[BoardPart]:
    now, more = found.now, found.one_more
    figures = tuple(f"{what}: {value}" for what, value in figures_text(now))
    yield BoardPart("", "By the hour in which they asked", (_asked(now), _in_time(now, "now")), ())
    if more is not None:
        night = f"{NIGHT[0]:%H:%M} to {NIGHT[1]:%H:%M}"
        about = f"With one more on duty every night, {night}"
        yield BoardPart("", about, (_in_time(more, "one-more"),), ())
    yield BoardPart("", "In four weeks", (), (RANGES, *figures))
    yield BoardPart("", "What is assumed", (), tuple(_assumed(found)))


def _asked(now: Summary) -> Chart:
    marks = tuple(
        # Every third hour is written: there is no room for all.
        Mark("" if hour % 3 else row.name, f"{row.asked.middle:.0f}", round(row.asked.middle))
        for hour, row in enumerate(now.hours)
    )
    return Chart(
        name="asked",
        kind=ChartKind.COLUMNS,
        title="How many asked for a supporter",
        unit="in four weeks, by hour",
        marks=marks,
        made="The mean of all runs.",
        alt=", ".join(f"{row.name}: {row.asked.middle:.0f}" for row in now.hours),
    )


def _in_time(found: Summary, name: str) -> Chart:
    marks = tuple(map(_mark, found.blocks))
    return Chart(
        name=f"in-time-{name}",
        kind=ChartKind.SHARES,
        title="Answered within the time that was named",
        unit="%",
        marks=marks,
        made=f"{MADE} In brackets the lowest and highest of single runs.",
        alt=", ".join(f"{mark.label}: {mark.text}" for mark in marks),
    )


def _mark(row: Row) -> Mark:
    label = f"{row.name}, on duty {row.staffed:.0%} of the time"
    if row.in_time is None:
        return Mark(label, TOO_FEW, None)
    return Mark(label, share_text(row.in_time), round(100 * row.in_time.middle))


def _assumed(found: Found) -> Iterator[str]:
    for rate in found.rates.all():
        yield f"{rate.value:.4g} {rate.what} [{rate.source}]"
    yield from kinds_assumed(found)
    yield from others_assumed(found)
