"""Rules that look at others' rows hold where two processes decide at the same moment."""

import itertools
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import ReportState
from bot.requests.model import HELD, RequestState, SupportRequest
from tests.adapters.database.databases import fresh_postgresql, return_postgresql
from tests.adapters.intake.adt_kit import feed_in, feed_of
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.duty.rota_kit import rota_is, turn
from tests.bot.duty.test_swaps import changes, offers
from tests.bot.requests.hospital import (
    ANY,
    TAKEN,
    all_requests,
    ask_for_peer,
    episode_of,
    stored,
)
from tests.bot.requests.test_ladder import area_is
from tests.bot.two_processes import TwoProcesses, two_processes
from tests.postgres import Postgres
from tests.some import some
from tests.world import takers, text_of

pytestmark = pytest.mark.postgres
HOUR = timedelta(hours=1)
OF_AN_HOUR = 5
"""So many reports of one source go without a brake in an hour."""


@pytest.fixture
async def both(postgres: Postgres) -> AsyncIterator[TwoProcesses]:
    url = await fresh_postgresql(postgres)
    async with two_processes(url) as both:
        yield both
    await return_postgresql(postgres, url)


async def _held(both: TwoProcesses) -> list[SupportRequest]:
    return [each for each in await all_requests(both.first) if each.state in HELD]


async def test_of_two_who_take_one_request_one_has_it(both: TwoProcesses) -> None:
    request = await ask_for_peer(both.first)
    pat = await both.first.press("pat", "request.claim", request, at="#peers")
    quinn = await both.second.press("quinn", "request.claim", request, at="#peers")
    answers = await both.at_once(both.first.submit("pat", pat), both.second.submit("quinn", quinn))
    assert sum("Sam Rivera" in text_of(each) for each in answers) == 1
    assert sum(TAKEN in text_of(each) for each in answers) == 1
    assert (await stored(both.first, request)).state is RequestState.CLAIMED


async def test_nobody_takes_more_than_their_limit_by_taking_two_at_once(both: TwoProcesses) -> None:
    await area_is(both.first, supporter_cap=1, supports=takers(peer=(both.first.people["pat"],)))
    await both.refresh()
    one, other = [await ask_for_peer(both.first, user) for user in ("sam", "nora")]
    dialogs = [
        await world.press("pat", "request.claim", request, at="#peers")
        for world, request in ((both.first, one), (both.second, other))
    ]
    await both.at_once(both.first.submit("pat", dialogs[0]), both.second.submit("pat", dialogs[1]))
    assert len(await _held(both)) == 1


async def test_what_its_person_takes_back_while_it_is_taken_is_taken_back_or_held(
    both: TwoProcesses,
) -> None:
    request = await ask_for_peer(both.first)
    dialog = await both.second.press("pat", "request.claim", request, at="#peers")
    _, taken = await both.at_once(
        both.first.press("sam", "request.withdraw", request), both.second.submit("pat", dialog)
    )
    is_held = (await stored(both.first, request)).state in HELD
    assert ("Sam Rivera" in text_of(taken)) is is_held


async def test_asking_twice_at_once_is_asking_once(both: TwoProcesses) -> None:
    episode = await episode_of(both.first, "sam")
    await both.at_once(
        both.first.press("sam", ANY, episode), both.second.press("sam", ANY, episode)
    )
    assert len(await all_requests(both.first)) == 1


async def test_two_reports_at_once_are_one_note_to_somebody_whom_both_name(
    both: TwoProcesses,
) -> None:
    first, second = Hospital(both.first), Hospital(both.second, itertools.count(100))
    await both.at_once(first.told(), second.told())
    await both.first.pass_time(3 * HOUR)
    assert first.notes("sam") == 1


async def test_two_reports_at_once_do_not_both_slip_under_the_brake(both: TwoProcesses) -> None:
    first, second = Hospital(both.first), Hospital(both.second, itertools.count(100))
    for _ in range(OF_AN_HOUR - 1):
        await first.told()
    await both.at_once(first.told(), second.told())
    states = [each.state for each in await first.reports()]
    assert states.count(ReportState.BRAKED) == 1


async def test_a_death_that_two_listeners_hear_at_once_is_one_report(both: TwoProcesses) -> None:
    first = await feed_of(both.first)
    await both.refresh()
    second = feed_in(both.second)
    died = first.died()
    answers = await both.at_once(first.hear(died), second.hear(died))
    assert all("|AA|" in each for each in some(answers))
    assert await first.states() == [ReportState.HELD]
    # One of them dies, and the sender goes on with the other.
    lives = replace(died, trigger="A08", sent_at=first.ago(-1), dead="N", disposition="01")
    assert "|AA|" in await second.hear(lives)
    assert await first.states() == [ReportState.WITHDRAWN]


async def test_a_free_turn_that_two_take_at_once_is_one_persons(both: TwoProcesses) -> None:
    await rota_is(both.first, turn(both.first, "pat", "10:00", "12:00"))
    await both.refresh()
    await offers(both.first)
    seen = both.first.sees("#peers").messages
    ((message, card),) = seen.items()
    (button,) = [each for each in card.all_buttons if each.action == "duty.take"]
    await both.at_once(
        both.first.press("quinn", button.action, button.subject, message=message, at="#peers"),
        both.second.press("uma", button.action, button.subject, message=message, at="#peers"),
    )
    assert len(await changes(both.first)) == 1
