"""The published numbers, read by a coordinator on every platform."""

from datetime import UTC, datetime

from adapters.platforms import all_platforms
from tests.bot.reports.books import counted_in, published
from tests.contract.stage import Stage
from tests.wording import phrase

APRIL_5 = datetime(2026, 4, 5, 16, tzinfo=UTC)
MONTH = {"events": {"all": 2}, "requests": {"all": 5}, "coverage": {"staffed": 600}}


async def test_a_coordinator_is_told_of_a_page_and_reads_it_part_by_part(stage: Stage) -> None:
    months = {f"2026-0{month}": {k: dict(v) for k, v in MONTH.items()} for month in (1, 2, 3)}
    await counted_in(stage.world, months)
    await published(stage.world, APRIL_5)
    kit = stage.person("kit")
    page = await kit.types("/support-admin report 2026Q1")
    assert phrase("reports.row", label=phrase("reports.cell.all"), value="15") in page.text
    how = phrase("reports.section.implementation")
    part = await kit.presses(f"report.look={how}", page)
    assert phrase("reports.title.coverage") in part.text
    wrong = await kit.types("/support-admin report yesterday")
    assert phrase("reports.when.unknown") in wrong.text


async def test_a_coordinator_looks_at_charts_one_by_one_and_each_says_its_numbers(
    stage: Stage,
) -> None:
    months = {f"2026-0{month}": {k: dict(v) for k, v in MONTH.items()} for month in (1, 2, 3)}
    await counted_in(stage.world, months)
    await published(stage.world, APRIL_5)
    kit = stage.person("kit")
    page = await kit.types("/support-admin report 2026Q1")
    chart = await kit.presses("report.chart", page)
    assert phrase("reports.title.events") in chart.text
    assert "Jan: 2; Feb: 2; Mar: 2" in chart.text
    back = await kit.presses(f"report.look={phrase('reports.chart.back')}", chart)
    assert phrase("reports.page", period="2026Q1") in back.text


async def test_others_read_no_numbers(stage: Stage) -> None:
    answer = await stage.person("sam").types("/support-admin report")
    assert phrase("reports.title.events") not in answer.text


async def test_the_button_to_the_charts_promises_a_picture_only_where_one_is_shown(
    stage: Stage,
) -> None:
    months = {f"2026-0{month}": {k: dict(v) for k, v in MONTH.items()} for month in (1, 2, 3)}
    await counted_in(stage.world, months)
    await published(stage.world, APRIL_5)
    kit = stage.person("kit")
    page = await kit.types("/support-admin report 2026Q1")
    without = {each.name for each in all_platforms() if not each.shows_pictures}
    name = stage.world.home.platform
    label = phrase(f"platform.{name}.charts" if name in without else "platform.charts")
    assert page.labels("report.chart") == (label,)
