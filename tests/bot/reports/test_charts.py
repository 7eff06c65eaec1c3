"""What is drawn of a page, what a chart says in words, and the page for a board."""

from collections.abc import Mapping
from datetime import UTC, datetime

from bot.core.charts import Chart, ChartKind
from bot.core.texts import Words
from bot.reports.board import MOST_TILES, Board, board_of
from bot.reports.charts import charts_of
from bot.reports.declarations import ALL
from bot.reports.model import Months
from bot.reports.report import Report
from bot.reports.table import Section
from tests.bot.reports import samples
from tests.bot.reports.books import counted_in, published
from tests.bot.reports.test_reading import FIVE_TALKS, each_month, page_in
from tests.some import some
from tests.wording import phrase
from tests.world import World

NEXT_YEAR = datetime(2027, 1, 6, 12, tzinfo=UTC)
BUSY = {
    "events": {"all": 4},
    "requests": {"all": 90},
    "requests_by_kind": {"peer": 60, "chaplain": 30},
    "helped": {"yes": 40, "no": 10},
    "in_time": {"yes": 80, "no": 10},
    "to_claim": {"20": 60, "240": 30},
}


def words_in(world: World, language: str = "en") -> Words:
    return world.wording.words(language, "America/Denver")


def charts(words: Words, report: Report) -> dict[str, Chart]:
    return {chart.name: chart for part in report.parts for chart in charts_of(words, part)}


async def year_of(
    world: World, months: Months, period: str = "2026", language: str = "en"
) -> tuple[dict[str, Chart], Board]:
    await counted_in(world, months)
    await published(world, NEXT_YEAR)
    words = words_in(world, language)
    report = await page_in(world, period, language)
    return charts(words, report), board_of(words, report)


def quarters(name: str, *numbers: int, **more: Mapping[str, int]) -> Months:
    """The same numbers in the first month of each quarter."""
    return {
        f"2026-{1 + 3 * place:02}": {name: {"all": number}, **{k: dict(v) for k, v in more.items()}}
        for place, number in enumerate(numbers)
    }


async def test_work_done_is_drawn_month_by_month(world: World) -> None:
    months = {**each_month(2026, events={"all": 2}), "2026-05": {"events": {"all": 0}}}
    found, _ = await year_of(world, months)
    events = found["events"]
    assert events.kind is ChartKind.COLUMNS
    assert [mark.label for mark in events.marks][:3] == ["Jan", "Feb", "Mar"]
    assert [mark.value for mark in events.marks] == [2, 2, 2, 2, 0, 2, 2, 2, 2, 2, 2, 2]
    assert events.unit == phrase("reports.unit.events")


async def test_a_period_that_is_not_shown_is_a_gap_in_words_and_no_column(world: World) -> None:
    found, board = await year_of(world, quarters("requests", 30, 4, 60, 80))
    marks = found["requests"].marks
    assert [mark.value for mark in marks] == [30, None, 60, 80]
    assert marks[1].text == phrase("reports.nothing_shown")
    assert f"2026Q2: {phrase('reports.nothing_shown')}" in found["requests"].alt
    assert phrase("reports.title.requests") not in {each.label for each in board.first}


async def test_halves_are_added_up_only_where_both_show_every_number(world: World) -> None:
    found, _ = await year_of(world, each_month(2026, **BUSY))
    (helped,) = found["shares-effectiveness"].marks
    assert (helped.value, helped.text) == (80, "80% of 600")
    first = {f"2026-{month:02}": {k: dict(v) for k, v in BUSY.items()} for month in range(1, 7)}
    later = {"2026-09": {"requests": {"all": 90}, "helped": {"yes": 40, "no": 1}}}
    found, board = await year_of(await World.make(), {**first, **later})
    marks = found["shares-effectiveness"].marks
    assert [(mark.value, mark.text) for mark in marks] == [(80, "80% of 300")]
    assert marks[0].label.endswith(", 2026H1")
    assert [each.label for each in board.first if "2026H1, of 300" in each.label]


async def test_waits_say_half_and_nine_in_ten_of_the_last_period(world: World) -> None:
    found, _ = await year_of(world, each_month(2026, **BUSY))
    (mark,) = found["waits-implementation"].marks
    assert mark.label.endswith(", 2026H2")
    assert (mark.value, mark.end, mark.runs_on) == (20, 240, False)
    never = {**BUSY, "to_claim": {"20": 60, "longer": 30}}
    found, _ = await year_of(await World.make(), each_month(2026, **never), "2026H1")
    (mark,) = found["waits-implementation"].marks
    assert (mark.value, mark.end, mark.runs_on) == (20, None, True)
    assert phrase("reports.times.longer") in mark.text


async def test_two_hospitals_that_differ_in_what_is_hidden_have_the_same_page(
    world: World,
) -> None:
    kinds = {"peer": 50, "chaplain": 30}, {"peer": 50, "chaplain": 26, "eap": 4}
    pages = []
    for hospital, counted in zip((world, await World.make()), kinds, strict=True):
        counts = {"requests": {"all": 80}, "requests_by_kind": counted}
        pages.append(await year_of(hospital, {"2026-03": counts}))
    assert pages[0] == pages[1]
    marks = pages[0][0]["requests_by_kind"].marks
    assert [mark.value for mark in marks] == [50, None, None]


async def test_what_is_not_shown_at_all_is_no_chart_but_said_with_its_reason(world: World) -> None:
    few = {"requests": {"all": 1}, "results": {"talked": 1}, "helped": {"yes": 1}}
    found, board = await year_of(world, each_month(2026, **few), "2026H1")
    assert not {"results", "requests", "shares-effectiveness"} & set(found)
    said = " ".join(board.withheld)
    assert phrase("reports.title.results") in said
    assert phrase("reports.small") in said
    lines = [line for part in board.parts for line in part.lines]
    requests = phrase("reports.title.requests")
    assert any(line.startswith(requests) and "not shown" in line for line in lines)


async def test_a_small_hospital_reads_of_its_work_first(world: World) -> None:
    _, board = await year_of(world, each_month(2026, **FIVE_TALKS), "2026-10")
    assert board.period == "October 2026"
    first = {each.label: each.value for each in board.first}
    assert first[phrase("reports.title.events")] == "2"
    assert first["First messages in time, of 10"] == "90%"
    assert first["Hours with someone on duty, of 720"] == "83%"


async def test_a_page_of_nothing_says_only_why(world: World) -> None:
    words = words_in(world)
    report = await page_in(world, "2026Q3", "en")
    board = board_of(words, report)
    assert board.notes
    assert (board.first, board.parts, board.withheld, board.method) == ((), (), (), ())


async def test_every_figure_is_drawn_or_written_in_both_languages(world: World) -> None:
    for language in ("en", "es"):
        words = words_in(world, language)
        report = samples.report(words)
        board = board_of(words, report)
        drawn = {chart.name for part in board.parts for chart in part.charts}
        lines = " ".join(line for part in board.parts for line in part.lines)
        titles = {each.name: each.title for part in report.parts for each in part.figures}
        for table in ALL:
            together = {f"shares-{table.section}", f"waits-{table.section}", table.name}
            assert together & drawn or titles[table.name] in lines
        assert len(board.first) <= MOST_TILES
        assert len(board.parts) == len(Section)


async def test_the_words_of_a_chart_say_every_number_that_it_shows(world: World) -> None:
    for language in ("en", "es"):
        words = words_in(world, language)
        for chart in some(charts(words, samples.report(words)).values()):
            for mark in some(chart.marks):
                assert mark.label in chart.alt
                assert not [line for line in mark.text.splitlines() if line not in chart.alt]


async def test_in_spanish_months_and_titles_are_spanish(world: World) -> None:
    found, board = await year_of(world, each_month(2026, events={"all": 2}), "2026H1", "es")
    assert [mark.label for mark in found["events"].marks][:2] == ["ene", "feb"]
    assert board.period == "Primer semestre de 2026"
