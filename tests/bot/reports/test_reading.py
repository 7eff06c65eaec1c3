"""The page of a period: what it shows, what it says of itself, and in which chat."""

import csv
import json
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from adapters.commands.report import as_csv, as_json, as_text, harmless
from bot.core.storage import in_one_work
from bot.programme.model import DEFAULT_KINDS, KindWords, SupportKind
from bot.reports.model import Gap, Months
from bot.reports.periods import Period
from bot.reports.report import Figure, Report, newest_period, report_of
from bot.reports.table import Section
from tests.bot.duty.rota_kit import programme_is
from tests.bot.reports.books import BEGAN, counted_in, published, rules_are
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

APRIL_4 = datetime(2026, 4, 4, 12, tzinfo=UTC)
JULY_5 = datetime(2026, 7, 5, 12, tzinfo=UTC)
NEXT_YEAR = datetime(2027, 1, 6, 12, tzinfo=UTC)
KINDS = "requests_by_kind"


def each_month(year: int, **tables: Mapping[str, int]) -> Months:
    """The same in each month of a year."""
    return {
        f"{year}-{month:02}": {name: dict(cells) for name, cells in tables.items()}
        for month in range(1, 13)
    }


FIVE_TALKS = {
    "events": {"all": 2},
    "messages_sent": {"in_time": 9, "not_reached": 1},
    "requests": {"all": 5},
    "results": {"talked": 5},
    "in_time": {"yes": 5},
    "to_claim": {"10": 2, "20": 3},
    "to_first_message": {"30": 6, "240": 4},
    "requests_by_area": {"main": 5},
    "coverage": {"staffed": 600, "unstaffed": 120},
    "trained": {"valid": 4, "no_end": 1, "ended": 0},
}


async def page_in(world: World, period: str, language: str) -> Report:
    words = world.wording.words(language, "America/Denver")
    return await in_one_work(
        world.storage, lambda work: report_of(work, words, Period.parse(period))
    )


async def page(world: World, period: str) -> Report:
    return await page_in(world, period, "en")


def figure(report: Report, name: str) -> Figure:
    (found,) = [each for part in report.parts for each in part.figures if each.name == name]
    return found


def values(report: Report, name: str) -> dict[str, int | None]:
    return {row.label: row.value for row in some(figure(report, name).rows)}


async def test_a_small_hospital_reads_of_its_work_each_month_and_of_its_talks_each_quarter(
    world: World,
) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    month = await page(world, "2026-10")
    assert values(month, "events") == {"In all": 2}
    assert values(month, "messages_sent") == {"In time": 9, "Later": 0, "Not reached": 1}
    assert values(month, "coverage") == {"Someone on duty": 600, "No one on duty": 120}
    assert phrase("reports.when.longer", periods="2026Q4, 2026H2, 2026") in month.notes
    assert values(await page(world, "2026Q4"), "requests") == {"In all": 15}
    year = await page(world, "2026")
    assert values(year, "requests_by_area") == {"Main campus": 60}
    assert values(year, "events") == {"In all": 24}
    assert values(year, "trained") == {"Valid": 4, "No end date": 1, "Expired": 0}


async def test_times_are_told_as_half_and_nine_in_ten(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    half = await page(world, "2026H1")
    assert values(half, "to_claim") == {"Half within": 20}
    quarter = figure(await page(world, "2026Q1"), "to_first_message")
    assert [(row.label, row.text) for row in quarter.rows] == [("Half within", "30 minutes")]


async def test_every_figure_says_how_it_was_made(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    report = await page(world, "2026")
    figures = [each for part in report.parts for each in part.figures]
    assert not [each.name for each in some(figures) if not each.made]
    assert phrase("reports.when.k", count=11) in report.notes


async def test_it_stands_beside_the_year_before_where_both_are_known(world: World) -> None:
    now = each_month(2027, **FIVE_TALKS | {"requests": {"all": 8}, "events": {"all": 3}})
    await counted_in(world, {**each_month(2026, **FIVE_TALKS), **now})
    await published(world, NEXT_YEAR.replace(year=2028))
    quarter = await page(world, "2027Q1")
    (row,) = figure(quarter, "requests").rows
    assert (row.value, row.before) == (24, 15)
    assert row.text == phrase("reports.before", value="24", before="15")
    (events,) = figure(quarter, "events").rows
    assert (events.value, events.before) == (9, 6)
    assert figure(await page(world, "2026Q1"), "requests").rows[0].before is None


async def test_a_year_that_was_not_counted_whole_is_not_compared_with(world: World) -> None:
    began = datetime(2026, 2, 10, tzinfo=UTC)
    both = {**each_month(2026, **FIVE_TALKS), **each_month(2027, **FIVE_TALKS)}
    await counted_in(world, both, began=began)
    await published(world, NEXT_YEAR.replace(year=2028))
    assert figure(await page(world, "2027Q1"), "requests").rows[0].before is None
    assert figure(await page(world, "2027Q2"), "requests").rows[0].before == 15


async def test_what_is_too_little_to_show_says_so(world: World) -> None:
    few = {"requests": {"all": 1}, "results": {"talked": 1}, "helped": {"yes": 1}}
    await counted_in(world, each_month(2026, **few))
    await published(world, NEXT_YEAR)
    report = await page(world, "2026H1")
    assert figure(report, "results").withheld == phrase("reports.small")
    assert {row.text for row in figure(report, "requests").rows} == {
        phrase("reports.nothing_shown")
    }


async def test_an_open_period_says_when_its_page_comes(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    world.clock.set(datetime(2026, 3, 30, tzinfo=UTC))
    assert (await page(world, "2026Q1")).notes[0] == phrase("reports.when.open", day="Apr 4")
    world.clock.set(datetime(2026, 4, 2, tzinfo=UTC))
    assert (await page(world, "2026Q1")).notes[0] == phrase("reports.when.soon", day="Apr 4")


async def test_a_period_before_counting_began_says_since_when_there_are_counts(
    world: World,
) -> None:
    began = datetime(2026, 2, 10, 18, tzinfo=UTC)
    await counted_in(world, each_month(2026, **FIVE_TALKS), began=began)
    await published(world, APRIL_4)
    assert phrase("reports.when.before", day="Feb 10, 2026") in (await page(world, "2026-01")).notes
    assert phrase("reports.when.partly", day="Feb 10, 2026") in (await page(world, "2026Q1")).notes
    assert (await page(world, "2026-01")).is_empty


async def test_a_month_without_an_event_says_so(world: World) -> None:
    await counted_in(world, each_month(2026, requests={"all": 5}))
    await published(world, APRIL_4)
    report = await page(world, "2026-02")
    assert phrase("reports.when.no_event") in report.notes
    assert values(report, "events") == {"In all": 0}


async def test_pages_of_two_rules_say_so(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, APRIL_4)
    await rules_are(world, 5)
    await published(world, JULY_5)
    assert phrase("reports.when.other_k") in (await page(world, "2026H1")).notes


async def test_a_time_in_which_the_service_was_away_is_told(world: World) -> None:
    gap = Gap(datetime(2026, 3, 28, tzinfo=UTC), datetime(2026, 4, 3, tzinfo=UTC))
    await counted_in(world, each_month(2026, **FIVE_TALKS), gaps=(gap,))
    await published(world, APRIL_4)
    report = await page(world, "2026Q1")
    assert phrase("reports.when.stopped", count=4) in report.notes
    assert figure(report, "requests").withheld == phrase("reports.gap")


async def test_an_area_has_the_name_it_had_then(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    await programme_is(world, name="Larkspur")
    report = await page(world, "2026")
    assert phrase("reports.when.names") in report.notes
    assert report.hospital == "Larkspur"


# ---- printed ----


async def test_the_text_has_all_that_the_page_says(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    report = await page(world, "2026Q1")
    text = as_text(report)
    titles = [each.title for part in report.parts for each in part.figures]
    assert not [title for title in some(titles) if title not in text]
    assert "Main campus" in as_text(await page(world, "2026"))


async def test_the_csv_has_a_row_for_each_number_and_no_formula(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    rows = list(csv.DictReader(as_csv(await page(world, "2026Q1")).splitlines()))
    (requests,) = [row for row in rows if row["figure"] == "requests"]
    assert (requests["period"], requests["cell"], requests["value"]) == ("2026Q1", "all", "15")


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\t=1", "\r=1"])
def test_no_text_is_taken_for_a_formula(text: str) -> None:
    assert harmless(text) == f"'{text}"
    assert harmless("Main campus") == "Main campus"


async def test_the_json_reads_back(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)
    found = json.loads(as_json(await page(world, "2026Q1")))
    assert [part["section"] for part in found["parts"]] == [str(each) for each in Section]


# ---- in a chat ----


async def test_a_coordinator_reads_it_part_by_part(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, APRIL_4)
    card = await world.command("kit", "/support-admin report 2026Q1")
    assert "Requests that ended" in text_of(card)
    assert phrase("reports.row", label="In all", value="15") in text_of(card)
    part = await world.press("kit", "report.look", "2026Q1:implementation")
    assert phrase("reports.title.to_first_message") in text_of(part)


async def test_without_a_period_it_is_the_last_month_with_a_page(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, APRIL_4)
    card = await world.command("kit", "/support-admin report")
    assert phrase("reports.page", period="2026-03") in text_of(card)


async def test_what_is_no_period_is_told_with_examples(world: World) -> None:
    answer = await world.command("kit", "/support-admin report october")
    assert phrase("reports.when.unknown") in text_of(answer)


async def test_nobody_else_may_read_it(world: World) -> None:
    answer = await world.command("sam", "/support-admin report 2026Q1")
    assert "Requests that ended" not in text_of(answer)


async def test_coordinators_are_told_once_of_a_new_page(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS), began=BEGAN)
    world.clock.set(datetime(2026, 3, 25, 16, tzinfo=UTC))
    for _ in range(16):
        await world.pass_time(timedelta(days=1))
    told = [card for card in world.sees("kit").log if card.screen == "report.digest"]
    assert [card.subject for card in some(told)][-1:] == ["2026-03"]
    assert len([card for card in told if card.subject == "2026-03"]) == 1
    assert "Events reported, In all: 2" in text_of(told[-1])
    assert not [card for card in world.sees("sam").log if card.screen == "report.digest"]


async def test_a_kind_of_support_has_the_name_that_the_hospital_gave_it_then(world: World) -> None:
    kinds = {"peer": 100, "buddies": 90, "chaplain": 80}
    counts = {"requests": {"all": 270}, "requests_by_kind": kinds}
    own = SupportKind(key="buddies", name="Buddy line", languages={"es": KindWords(name="Amigos")})
    peers = replace(DEFAULT_KINDS["peer"], name="Second Watch")
    await programme_is(world, supports=(peers, own, DEFAULT_KINDS["chaplain"]))
    await counted_in(world, {"2026-03": counts})
    await published(world, NEXT_YEAR)
    await programme_is(world, supports=(replace(own, name="Something else", languages={}),))
    labels = {
        language: [row.label for row in figure(await page_in(world, "2026", language), KINDS).rows]
        for language in ("en", "es")
    }
    assert labels["en"] == ["Second Watch", "Buddy line", phrase("supports.chaplain.name")]
    assert labels["es"][1:] == ["Amigos", phrase("supports.chaplain.name", "es")]


async def test_before_any_page_the_month_is_that_of_the_programme(world: World) -> None:
    world.clock.set(datetime(2026, 4, 1, 3, tzinfo=UTC))  # still March in Denver
    async with world.storage.reading() as work:
        assert str(await newest_period(work)) == "2026-03"
