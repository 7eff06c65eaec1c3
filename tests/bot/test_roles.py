"""Who may do what: each command, button and form, with somebody of each role."""

from collections.abc import Iterable
from datetime import timedelta
from itertools import product

import pytest

from bot.adverse_events.model import AdverseEvent, Episode, Report
from bot.core.conversation import Answer, Delivery, Submission
from bot.core.people import Person, Role
from bot.core.records import Record
from bot.core.routes import Route, may_use
from bot.core.storage import Work, in_one_work
from bot.features import make_registry
from bot.requests.model import SupportRequest
from bot.time_outs.model import TimeOut
from tests.bot.draw_roles import PLACE, page
from tests.bot.follow_ups.story import report
from tests.bot.test_old_cards import FAULTS, PRESSED_BY
from tests.fakes import MemoryStorage
from tests.some import some
from tests.wording import phrase
from tests.world import ZONE, World, account, text_of

HOUR = timedelta(hours=1)
REGISTRY = make_registry()
ROUTES: tuple[Route, ...] = (
    *REGISTRY.commands.values(),
    *REGISTRY.presses.values(),
    *REGISTRY.submissions.values(),
)
ABOUT = (Episode, SupportRequest, TimeOut, AdverseEvent, Report, Person)
"""The records whose references stand in buttons."""
NAMES = ("Rivera", "Brandt", "Okafor")


def test_the_docs_show_the_routes_as_they_are() -> None:
    assert PLACE.read_text("utf-8") == page(), "write it anew with: make states"


async def takes(world: World, user: str, route: Route, subject: str = "") -> Answer:
    """Type the command, press the button, or send the form, whatever is drawn."""
    if route.name in REGISTRY.commands:
        return await world.command(user, f"/{route.name} {subject}")
    if route.name in REGISTRY.presses:
        return await world.press(user, route.name, subject)
    sent = Submission(
        Delivery("form", user, f"{user} {route.name} {subject}"),
        account(user),
        route.name,
        subject,
        {},
        zone=ZONE,
        locale="en",
    )
    return await world.bot.handle(sent)


@pytest.mark.parametrize("role", Role)
async def test_whoever_lacks_the_role_is_turned_away_and_nobody_else_is(role: Role) -> None:
    user, refused = PRESSED_BY[role], phrase("core.not_yours")
    wrong = []
    world = await World.make()
    for route in some(ROUTES):
        said = text_of(await takes(world, user, route))
        may = may_use(route, frozenset({Role.CLINICIAN, role}))
        if (refused in said) == may or any(fault in said for fault in FAULTS):
            wrong.append(f"{user} takes {route.name}: {said!r}")
    assert not wrong, "\n".join(wrong)


@pytest.fixture
async def busy() -> World:
    """A hospital in which somebody asked for a talk and a break, and Pat calls."""
    world = await World.make()
    await report(world, "sam", "theo")
    await world.pass_time(HOUR)
    form = await world.press_in("sam", "check_in.break")
    await world.submit("sam", form, minutes="10")
    await world.press_in("theo", "check_in.talk")
    await world.press_in("theo", "check_in.peer")
    await world.settle()
    form = await world.press_in("pat", "request.claim", at="#peers")
    await world.submit("pat", form)
    await world.settle()

    async def hire(work: Work) -> None:
        await world.add_person(work, "Olive Stone", "technician", "laboratory")

    await in_one_work(world.storage, hire)
    return world


def everything(world: World, kinds: Iterable[type[Record]]) -> dict[tuple[str, str], Record]:
    """The records of these kinds, by kind and reference."""
    assert isinstance(world.storage, MemoryStorage)
    records = world.storage.state.records
    return {
        (kind.__name__, reference): record
        for kind in kinds
        for reference, record in records.get(kind, {}).items()
    }


async def test_no_reference_opens_what_is_somebody_elses(busy: World) -> None:
    before = everything(busy, ABOUT)
    assert {kind for kind, _ in before} == {kind.__name__ for kind in ABOUT}
    first = dict(sorted(before, reverse=True))
    allowed = [each for each in ROUTES if may_use(each, frozenset({Role.CLINICIAN}))]
    found = []
    for route, (kind, reference) in some(product(allowed, first.items())):
        said = text_of(await takes(busy, "olive", route, reference))
        if any(name in said for name in NAMES) or any(fault in said for fault in FAULTS):
            found.append(f"{route.name} with a reference to {kind} says {said!r}")
        after = everything(busy, ABOUT)
        changed = [key for key, record in before.items() if after.get(key) != record]
        if changed:
            found.append(f"{route.name} with a reference to {kind} changes {changed}")
            before = after
    assert not found, "\n".join(found)
