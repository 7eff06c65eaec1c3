"""How many statements the most frequent steps send to the database, so that none creeps in.

Where a step needs fewer than before, lower its number here.
"""

import re
from collections.abc import Awaitable, Callable

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import KEPT
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.conversation import Ask
from tests.clock import SimulatedClock
from tests.some import some
from tests.world import START, World

Step = Callable[[World], Awaitable[object]]

EDGES = {"BEGIN", "COMMIT"}


async def form_of(world: World, user: str, action: str, at: str = "") -> Ask:
    form = await world.press_in(user, action, at=at)
    assert isinstance(form, Ask)
    return form


async def takes(world: World) -> None:
    await world.submit("pat", await form_of(world, "pat", "request.claim", "#peers"))


async def asked(world: World) -> None:
    await world.press("sam", "check_in.peer")
    await world.settle()


async def taken(world: World) -> None:
    await asked(world)
    await takes(world)
    await world.settle()


async def nothing(world: World) -> None:
    """Begin with the sample hospital as it is."""


STEPS: dict[str, tuple[Step, Step, int]] = {
    "the menu": (nothing, lambda w: w.command("sam", "/support"), 3),
    "help": (nothing, lambda w: w.command("sam", "/support help"), 2),
    "home": (nothing, lambda w: w.command("sam", "home"), 14),
    "the ways to talk": (nothing, lambda w: w.press("sam", "check_in.talk"), 9),
    "ask for a peer": (nothing, lambda w: w.press("sam", "check_in.peer"), 15),
    "ask once more": (asked, lambda w: w.press("sam", "check_in.peer"), 16),
    "more ways": (nothing, lambda w: w.press("sam", "check_in.others"), 9),
    "open what waits": (asked, lambda w: w.press_in("pat", "request.claim", at="#peers"), 15),
    "take it": (asked, takes, 37),
    "open the contact": (taken, lambda w: w.press_in("pat", "request.contact"), 8),
    "we talked": (taken, lambda w: w.press_in("pat", "request.reached"), 16),
    "no answer yet": (taken, lambda w: w.press_in("pat", "request.tried"), 11),
    "hand it back": (taken, lambda w: w.press_in("pat", "request.release"), 25),
    "the queue": (asked, lambda w: w.command("pat", "/support queue"), 4),
    "go on duty": (nothing, lambda w: w.command("pat", "/support duty on"), 7),
    "what is kept": (nothing, lambda w: w.command("sam", "/support mydata"), 27),
    "stop all notes": (nothing, lambda w: w.command("sam", "/support stop"), 10),
    "snooze": (nothing, lambda w: w.command("sam", "/support snooze 3d"), 9),
    "open the form of a break": (nothing, lambda w: w.command("sam", "/support break"), 12),
    "coverage": (nothing, lambda w: w.command("kit", "/support-admin coverage"), 5),
}


@pytest.mark.parametrize("name", STEPS)
async def test_no_step_sends_more_statements_than_it_did(
    name: str, on_sqlite: DatabaseStorage, clock: SimulatedClock
) -> None:
    before, step, most = STEPS[name]
    clock.advance(START - clock.now())
    world = await World.make(on_sqlite, DatabaseJobQueue(on_sqlite), clock)
    await before(world)
    async with on_sqlite.reading() as work:
        for kind in KEPT:  # which a process that runs has long read
            await work.of(kind).find()
    statements: list[str] = []
    on_sqlite.sessions.hears = lambda sql: statements.append(" ".join(sql.split()))
    await step(world)
    on_sqlite.sessions.hears = None
    sent = [each for each in some(statements) if each not in EDGES]
    short = [re.sub(r"^SELECT .*? FROM", "SELECT … FROM", each)[:120] for each in sent]
    assert len(sent) <= most, f"{name} sends {len(sent)}:\n" + "\n".join(short)
    # To open a form and to send it are two; everything else is one.
    assert statements.count("BEGIN") == 1 + (step is takes)
