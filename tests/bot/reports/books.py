"""Puts counts into the sealed tallies of a world, and reads what was published of them."""

from dataclasses import replace
from datetime import UTC, datetime

from bot.core.storage import Work, in_one_work
from bot.programme.model import Length, ReportRules
from bot.reports.counting import CURRENT
from bot.reports.declarations import ALL
from bot.reports.model import Content, CountingState, Gap, Months, PublishedTable, Since, Tally
from bot.reports.publishing import publish_due
from tests.bot.duty.rota_kit import programme_is
from tests.world import World

BEGAN = datetime(2026, 1, 1, tzinfo=UTC)


async def counted_in(
    world: World,
    months: Months,
    *,
    shortest: Length = Length.QUARTER,
    began: datetime = BEGAN,
    gaps: tuple[Gap, ...] = (),
) -> None:
    """Put these counts into the tallies of their years, in place of what is there."""

    async def do(work: Work) -> None:
        state = await work.of(CountingState).get(CURRENT)
        if state is None:
            state = CountingState(reference=CURRENT, began_at=began, added_at=began)
            await work.add(state)
        tables = tuple(Since(table.name, began) for table in ALL)
        await work.save(replace(state, began_at=began, gaps=gaps, tables=tables))
        for year in sorted({month[:4] for month in months}):
            tally = await work.of(Tally).get(year)
            if tally is None:
                tally = Tally(reference=year, shortest=shortest)
                await work.add(tally)
            await work.vault.seal(
                tally.counts, {m: each for m, each in months.items() if m.startswith(year)}
            )

    await in_one_work(world.storage, do)


async def published(world: World, at: datetime | None = None) -> dict[str, Content]:
    """Publish what is due, at a moment if one is given; every published table by reference."""
    if at is not None:
        world.clock.set(at)
    await in_one_work(world.storage, publish_due)
    async with world.storage.reading() as work:
        rows = await work.of(PublishedTable).find()
    return {row.reference: Content.parse(row.content) for row in rows}


async def rules_are(world: World, k: int, shortest: Length = Length.QUARTER) -> None:
    """Give the programme other rules of publishing."""
    await programme_is(world, reports=ReportRules(k, shortest))
