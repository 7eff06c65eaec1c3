"""A program looks at itself: evidence, a gap, or not known here; never a guess."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import FIRST_KIND, Programme
from bot.reports.model import Content, PublishedTable, Withheld
from bot.reports.table import Name
from bot.setup.self_assessment import BUILT_IN, OUTSIDE, PUBLISHED, Finding, Item, assess
from bot.supporters.model import Course, Training
from tests.some import some
from tests.world import World


@pytest.fixture
async def world() -> World:
    return await World.make()


async def look(world: World) -> dict[str, Item]:
    items = await in_one_work(world.storage, assess, reads_only=True)
    found = {item.name: item for item in items}
    assert len(found) == len(items)
    return found


async def programme_of(world: World) -> Programme:
    return await in_one_work(world.storage, current, reads_only=True)


async def change(world: World, **changes: object) -> None:
    async def save(work: Work) -> None:
        await put(work, replace(await current(work), **changes))  # type: ignore[arg-type]

    await in_one_work(world.storage, save)


async def test_what_the_program_does_of_itself_is_evidence_everywhere(world: World) -> None:
    found = await look(world)
    assert {found[name].finding for name in some(BUILT_IN)} == {Finding.THERE}


async def test_what_nothing_here_can_tell_is_never_evidence(world: World) -> None:
    found = await look(world)
    assert {found[name].finding for name in some(OUTSIDE)} == {Finding.UNKNOWN}


async def test_units_without_a_lead_are_named(world: World) -> None:
    programme = await programme_of(world)
    units = tuple(replace(u, leads=("x",), next_in_line=()) for u in some(programme.units))
    await change(world, units=units)
    assert (await look(world))["leads"].finding is Finding.THERE
    await change(world, units=(replace(units[0], leads=()), *units[1:]))
    lacking = (await look(world))["leads"]
    assert (lacking.finding, lacking.names) == (Finding.GAP, (units[0].name,))


@pytest.mark.parametrize("name", ["leads", "peers", "on_call", "cover", "triggers", "channel"])
async def test_a_program_without_units_has_gaps_and_no_evidence(world: World, name: str) -> None:
    await change(world, units=(), areas=())
    item = (await look(world))[name]
    assert (item.finding, item.names, item.count) == (Finding.GAP, (), 0)


async def test_a_program_without_helplines_has_no_evidence_of_one(world: World) -> None:
    await change(world, lines=())
    found = await look(world)
    assert {found[name].finding for name in ("crisis", "lines")} == {Finding.GAP}


async def test_helplines_that_nobody_called_for_long_are_named(world: World) -> None:
    (line, *_) = some((await programme_of(world)).lines)
    long_ago = line.last_verified - timedelta(days=400)
    await change(world, lines=(replace(line, last_verified=long_ago),))
    late = (await look(world))["lines"]
    assert (late.finding, late.names) == (Finding.GAP, (line.name,))


async def test_each_peer_needs_a_training_that_counts_today(world: World) -> None:
    programme = await programme_of(world)
    peers = {p for area in programme.areas for p in programme.takers(area, FIRST_KIND)}

    async def note(until: str, *people: str) -> None:
        async def save(work: Work) -> None:
            for person in people:
                training = Training(
                    reference=f"{person}-{until}",
                    person=person,
                    course=Course.FIRST,
                    held_on="2020-01-01",
                    until=until,
                )
                await work.add(training)

        await in_one_work(world.storage, save)

    await note("2020-12-31", *some(peers))
    item = (await look(world))["trained"]
    assert (item.finding, item.count, item.all) == (Finding.GAP, 0, len(peers))
    await note("", *peers)
    item = (await look(world))["trained"]
    assert (item.finding, item.count) == (Finding.THERE, len(peers))


async def publish(world: World, name: str, period: str, content: Content) -> None:
    async def save(work: Work) -> None:
        table = PublishedTable(
            reference=f"{period}:{name}", period=period, name=name, k=11, content=str(content)
        )
        await work.add(table)

    await in_one_work(world.storage, save)


async def test_only_a_table_that_shows_something_is_evidence(world: World) -> None:
    assert set(PUBLISHED) <= set(Name)
    shown = Content({"yes": 20}, {}, {})
    await publish(world, "helped", "2025Q3", shown)
    await publish(world, "helped", "2025Q4", shown)
    await publish(world, "in_time", "2025Q4", Content({}, {}, {}, Withheld.SMALL))
    await publish(world, "soon_enough", "2025Q4", Content({"yes": None}, {}, {}))
    found = await look(world)
    assert (found["helped"].finding, found["helped"].period) == (Finding.THERE, "2025Q4")
    assert found["in_time"].finding is Finding.UNKNOWN
    assert found["soon_enough"].finding is Finding.UNKNOWN
