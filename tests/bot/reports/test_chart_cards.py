"""The charts of a page in a chat: one by one, drawn where pictures are shown, always in words."""

import base64
from dataclasses import replace
from datetime import UTC, datetime

from adapters.wording import load_wording
from bot.core.charts import Chart
from bot.core.conversation import Answer, Replace, Say
from bot.core.dispatcher import Dispatcher
from bot.core.errors import NotDrawn
from bot.core.limits import LONGEST_TEXT
from bot.core.screens import Card, Picture
from bot.reports.screens import ChartSubject, chart_card
from bot.reports.table import Section
from tests.bot.reports import samples
from tests.bot.reports.books import counted_in, published
from tests.bot.reports.test_reading import FIVE_TALKS, each_month
from tests.wording import phrase
from tests.world import World, text_of

NEXT_YEAR = datetime(2027, 1, 6, 12, tzinfo=UTC)
PNG = b"\x89PNG\r\n\x1a\n"


def card_of(answer: Answer) -> Card:
    assert isinstance(answer, Say | Replace)
    return answer.card


def picture(card: Card) -> Picture:
    (found,) = [part for part in card.parts if isinstance(part, Picture)]
    return found


async def with_a_year(world: World) -> None:
    await counted_in(world, each_month(2026, **FIVE_TALKS))
    await published(world, NEXT_YEAR)


async def look(world: World, subject: str, user: str = "kit") -> Card:
    return card_of(await world.press(user, "report.chart", subject))


async def test_a_chart_is_a_picture_in_practice_and_teams_and_says_its_numbers(
    world: World,
) -> None:
    await with_a_year(world)
    shown = picture(await look(world, "2026:reach"))
    assert base64.b64decode(shown.png).startswith(PNG)
    assert "Jan: 2" in shown.chart.alt


async def test_the_page_leads_to_its_charts_and_each_to_the_next(world: World) -> None:
    await with_a_year(world)
    page = card_of(await world.command("kit", "/support-admin report 2026"))
    assert phrase("platform.charts") in [button.label for button in page.all_buttons]
    first = await look(world, "2026:reach")
    (following,) = [each for each in first.buttons if each.action == "report.chart"]
    second = await look(world, following.subject)
    assert picture(second).chart.title != picture(first).chart.title


async def test_a_part_without_a_chart_offers_none_and_an_old_button_says_that_it_is_gone(
    world: World,
) -> None:
    page = card_of(await world.command("kit", "/support-admin report 2026"))
    assert phrase("platform.charts") not in [button.label for button in page.all_buttons]
    gone = await look(world, "2026:reach:7")
    assert not [part for part in gone.parts if isinstance(part, Picture)]


async def test_nobody_else_sees_a_chart(world: World) -> None:
    await with_a_year(world)
    assert "Jan: 2" not in text_of(Say(await look(world, "2026:reach", "sam")))


async def test_a_chart_that_cannot_be_drawn_is_told_in_words(world: World) -> None:
    async def no_letters(chart: Chart) -> bytes:
        raise NotDrawn("no font has U+F0001")

    await with_a_year(world)
    world.bot = Dispatcher(
        *(world.storage, world.registry, world.wording, world.directory, lambda: None),
        artists={"practice": no_letters},
    )
    card = await look(world, "2026:reach")
    assert picture(card).png == ""
    assert "Jan: 2" in text_of(Say(card))


def test_the_words_of_a_very_long_chart_say_that_there_is_more() -> None:
    words = load_wording().words("en", "UTC")
    full = samples.report(words)
    part = full.part(Section.ADOPTION)
    (areas,) = [each for each in part.figures if each.name == "requests_by_area"]
    rows = tuple(
        replace(areas.rows[0], label=f"Area {n} of many", cell=f"area{n}") for n in range(90)
    )
    wide = replace(part, figures=(replace(areas, rows=rows, whole=rows),))
    parts = tuple(wide if each is part else each for each in full.parts)
    subject = ChartSubject(full.period, Section.ADOPTION)
    card = chart_card(words, replace(full, parts=parts), subject)
    assert card is not None
    rest = phrase("reports.chart.rest")
    assert picture(card).chart.alt.endswith(f"14 (a year before: 12). {rest}")
    assert LONGEST_TEXT >= len(picture(card).chart.alt) > LONGEST_TEXT / 2
