"""The awareness kit in a chat: what it is, its number, and the line that makes it."""

from dataclasses import replace

from adapters.__main__ import _parser
from bot.core.lines import Lines
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of


async def test_a_coordinator_reads_the_line_that_makes_it_and_the_number_on_it(
    world: World,
) -> None:
    shown = text_of(await world.command("kit", "/support-admin kit"))
    programme = await in_one_work(world.storage, current, reads_only=True)
    line = Lines(programme.lines).on_paper
    assert line is not None
    assert phrase("home.kit.number", name=line.name, number=line.number) in shown
    assert phrase("setup.line.kit") in shown


async def test_the_number_of_one_area_is_not_taken_for_everybodys(world: World) -> None:
    async def change(work: Work) -> None:
        programme = await current(work)
        lines = tuple(replace(line, areas=("elsewhere",)) for line in some(programme.lines))
        await put(work, replace(programme, lines=lines))

    await in_one_work(world.storage, change)
    shown = text_of(await world.command("kit", "/support-admin kit"))
    assert phrase("home.kit.no_number") in shown


async def test_somebody_without_a_role_does_not_read_it(world: World) -> None:
    shown = text_of(await world.command("sam", "/support-admin kit"))
    assert phrase("setup.line.kit") not in shown


def test_the_line_is_one_that_the_program_takes() -> None:
    _, *typed = phrase("setup.line.kit").split()
    assert _parser().parse_args(typed).verb == "kit.written"
