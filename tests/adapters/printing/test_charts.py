"""Charts as pictures, and the page for a board: what they show, and what they must not."""

from importlib.resources import files
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from adapters.printing import Form
from adapters.printing.board import board_pages, chart_pictures, paper_of
from adapters.printing.charts import WIDTH, spec_of
from adapters.printing.drawing import drawn
from adapters.wording import load_wording
from bot.core.charts import Chart, ChartKind, Mark
from bot.core.texts import Words
from bot.reports.board import Board, board_of
from bot.reports.charts import charts_of
from tests.bot.reports import samples
from tests.some import some

PNG = b"\x89PNG\r\n\x1a\n"
FONTS = Path(str(files("adapters.printing") / "fonts"))
SVG = "{http://www.w3.org/2000/svg}"


def words_in(language: str) -> Words:
    return load_wording().words(language, "America/Denver")


def picture(chart: Chart) -> ET.Element:
    return ET.fromstring(drawn(spec_of(chart), FONTS))  # noqa: S314 -- drawn here


def texts(root: ET.Element) -> set[str]:
    return {"".join(each.itertext()) for each in root.iter(f"{SVG}text")}


def marks_drawn(root: ET.Element, kind: str = "bar") -> int:
    """How many bars, or other marks, are drawn."""
    return sum(each.get("aria-roledescription") == kind for each in root.iter(f"{SVG}path"))


def chart(kind: ChartKind, *marks: Mark) -> Chart:
    return Chart("probe", kind, "Requests by area", "requests", marks, "Made.", "Alt.")


def board(words: Words) -> Board:
    return board_of(words, samples.report(words))


def test_a_number_that_is_not_shown_has_words_and_no_mark() -> None:
    marks = (Mark("Main", "60", 60), Mark("West", "not shown", None), Mark("East", "0", 0))
    for kind in (ChartKind.BARS, ChartKind.COLUMNS):
        root = picture(chart(kind, *marks))
        assert marks_drawn(root) == 2
        assert "not shown" in texts(root)
    shares = picture(chart(ChartKind.SHARES, *marks))
    assert marks_drawn(shares) == 4  # each whole, and the share of it
    assert "not shown" in texts(shares)


def test_a_chart_has_no_text_but_what_it_was_given_and_round_numbers_below_its_largest() -> None:
    marks = (Mark("Main", "57 talks", 57), Mark("West", "23 talks", 23), Mark("East", "-", None))
    given = {each.label for each in marks} | {each.text for each in marks} | {"requests"}
    for kind in (ChartKind.BARS, ChartKind.COLUMNS):
        scale = texts(picture(chart(kind, *marks))) - given
        assert scale == {"0", "20", "40"}


def test_all_of_a_wait_stands_there_in_words_and_one_that_never_ends_has_no_end() -> None:
    ticks = ((5, "5 minutes"), (60, "60 minutes"), (240, "4 hours"), (1440, "24 hours"))
    marks = (
        Mark("To a yes", "half\nnine", 20, 240),
        Mark("To a call", "half\nnever", 60, None, True),
    )
    waits = Chart("waits", ChartKind.WAITS, "Waits", "time", marks, "Made.", "Alt.", ticks=ticks)
    root = picture(waits)
    said = {"To a yes", "half; nine", "To a call", "half; never", "time"}
    assert texts(root) == said | {text for _, text in ticks}
    assert marks_drawn(root, "point") == 2
    assert marks_drawn(root, "tick") + marks_drawn(root, "bar") == 1


@pytest.mark.parametrize("name", ["O'Brien\\", "'], datum.value, ['", "<b>&amp;", "=1+1", "{x}"])
def test_the_name_of_an_area_is_drawn_as_it_is_written(name: str) -> None:
    for kind in (ChartKind.BARS, ChartKind.COLUMNS):
        assert name in texts(picture(chart(kind, Mark(name, "60", 60))))


def test_no_words_of_a_chart_run_into_its_number() -> None:
    letter = 5.6  # about the width of one
    marks = [
        mark
        for words in map(words_in, ("en", "es"))
        for part in samples.report(words).parts
        for chart in charts_of(words, part)
        for mark in chart.marks
        if chart.kind is ChartKind.SHARES
    ]
    for mark in some(marks):
        assert (len(mark.label) + len(mark.text)) * letter < WIDTH


@pytest.mark.parametrize(("language", "paper"), [("en", "us-letter"), ("es", "a4")])
async def test_the_board_gets_two_pages(language: str, paper: str) -> None:
    pages = await board_pages(board(words_in(language)), language, paper, Form.PNG)
    assert [page[:8] for page in pages] == [PNG, PNG]


async def test_the_page_for_a_board_can_be_read_out_by_a_screen_reader() -> None:
    (page,) = await board_pages(board(words_in("es")), "es", "a4")
    assert page.startswith(b"%PDF-")
    assert b"pdfuaid" in page


async def test_each_chart_can_be_a_picture_of_its_own() -> None:
    page = board(words_in("en"))
    charts = [chart for part in page.parts for chart in part.charts][:2]
    pictures = await chart_pictures(charts, page.period, "en")
    assert [each[:8] for each in pictures] == [PNG, PNG]
    assert await chart_pictures([], page.period, "en") == []


async def test_a_page_of_nothing_is_a_page_too() -> None:
    words = words_in("es")
    empty = samples.without_numbers(words)
    (page,) = await board_pages(board_of(words, empty), "es", "a4", Form.PNG)
    assert page.startswith(PNG)


def test_the_paper_is_that_of_the_hospital_s_country() -> None:
    zones = ("America/Denver", "America/Bogota", "US/Eastern", "Europe/Madrid", "America/Lima")
    assert [paper_of(zone) for zone in zones] == ["us-letter"] * 3 + ["a4"] * 2
    assert paper_of("UTC") == "a4"
