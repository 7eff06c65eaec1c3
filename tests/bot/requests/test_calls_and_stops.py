"""Who wants no more messages gets no call either, in whatever way they say so."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest

from bot.adverse_events import end_episode
from bot.adverse_events.model import Episode
from bot.check_ins import kept_wishes
from bot.core.context import Context
from bot.core.conversation import Replace
from bot.core.storage import Work, in_one_work
from bot.privacy.erasure import erase_episode
from bot.requests.model import RequestState, SupportRequest
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.privacy.test_joining import joined, strange
from tests.bot.requests.hospital import actions, all_requests, card_of, take
from tests.bot.requests.test_calls import (
    HOUR,
    MINUTE,
    asks_for_calls,
    called,
    talks,
    the_call,
)
from tests.bot.requests.test_calls_meanwhile import A_DAY
from tests.wording import phrase
from tests.world import ZONE, lines, text_of

FOR_GOOD = [("privacy.stop", ""), ("follow_up.stop_longer", "always")]
FOR_NOW = [("privacy.snooze", "2w"), ("follow_up.stop_longer", "half_year")]


async def pressed(place: Hospital, action: str, subject: str) -> None:
    """Sam presses a button that stops messages."""
    await place.world.press("sam", action, subject)
    await place.world.settle()


# ---- every way to say so ----


@pytest.mark.parametrize(("action", "subject"), [*FOR_GOOD, *FOR_NOW])
async def test_a_stop_of_all_messages_ends_the_call(action: str, subject: str) -> None:
    place = await called("first")
    await pressed(place, action, subject)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


@pytest.mark.parametrize(("action", "subject"), FOR_GOOD)
async def test_for_good_the_message_instead_of_the_call_never_comes(
    action: str, subject: str
) -> None:
    place = await called("instead")
    await pressed(place, action, subject)
    await place.world.pass_time(4 * A_DAY)
    await place.world.command("sam", "/support resume")
    await place.world.pass_time(4 * A_DAY)
    assert place.notes("sam") == 0


@pytest.mark.parametrize(("action", "subject"), FOR_GOOD)
async def test_nor_does_it_for_who_changes_their_mind_at_once(action: str, subject: str) -> None:
    place = await called("instead")
    await place.world.press("sam", action, subject)
    await place.world.command("sam", "/support resume")
    await place.world.pass_time(A_DAY)
    assert place.notes("sam") == 0


@pytest.mark.parametrize(("action", "subject"), FOR_NOW)
async def test_for_now_that_message_is_put_off(action: str, subject: str) -> None:
    place = await called("instead")
    await pressed(place, action, subject)
    await place.world.pass_time(A_DAY)
    assert place.notes("sam") == 0
    await place.world.command("sam", "/support resume")
    await place.world.pass_time(A_DAY)
    assert place.notes("sam") == 1


async def restored(place: Hospital, **stop: Any) -> None:
    """A restored database has Sam's call, and from the ledger that Sam wants no notes."""

    async def write(work: Work) -> None:
        wishes = await kept_wishes(work, place.world.people["sam"])
        await work.save(replace(wishes, **stop))

    await in_one_work(place.world.storage, write)


async def test_half_a_year_after_a_stop_for_good_does_not_bring_that_message() -> None:
    place = await called("instead")
    await restored(place, stopped=True)
    await pressed(place, "follow_up.stop_longer", "half_year")
    await place.world.command("sam", "/support resume")
    await place.world.pass_time(A_DAY)
    assert place.notes("sam") == 0


@pytest.mark.parametrize("is_held", [False, True])
async def test_a_stop_that_a_backup_did_not_know_ends_the_call(*, is_held: bool) -> None:
    place = await called("instead")
    if is_held:
        await take(place.world, "pat", (await the_call(place)).reference)
    await restored(place, stopped=True)
    await place.world.pass_time(2 * MINUTE)
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    await place.world.command("sam", "/support resume")
    await place.world.pass_time(A_DAY)
    assert place.notes("sam") == 0


async def test_so_does_a_pause_and_the_message_comes_after_it() -> None:
    place = await called("instead")
    await restored(place, quiet_until=place.now + A_DAY)
    await place.world.pass_time(2 * MINUTE)
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    assert place.notes("sam") == 0
    await place.world.pass_time(2 * A_DAY)
    assert place.notes("sam") == 1


async def test_neither_ends_a_talk_that_was_had() -> None:
    place = await called("instead")
    await talks(place)
    await restored(place, stopped=True)
    await place.world.pass_time(2 * MINUTE)
    assert (await the_call(place)).state is RequestState.REACHED


@pytest.mark.parametrize("calls", ["first", "instead"])
async def test_a_no_that_is_typed_while_a_call_is_to_come_is_a_no_to_that(calls: str) -> None:
    place = await called(calls)
    answer = await place.world.command("sam", "/support no thanks")
    assert phrase("check_in.stopped") in text_of(answer)
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    await place.world.pass_time(4 * A_DAY)
    assert place.notes("sam") == 0


async def test_a_typed_no_ends_the_message_that_came_last_and_every_call() -> None:
    place = await called("first")
    await place.world.pass_time(A_DAY)
    await asks_for_calls(place, "none", day="2026-03-03", time="09:00")
    await place.world.pass_time(2 * HOUR)
    assert place.notes("sam") == 2
    await place.world.command("sam", "/support no thanks")
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.WITHDRAWN


async def test_a_typed_no_after_the_talk_leaves_it_as_it_is() -> None:
    place = await called("instead")
    await talks(place)
    await place.world.command("sam", "/support no thanks")
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.REACHED


@pytest.mark.parametrize("action", ["check_in.no_thanks", "follow_up.stop"])
async def test_to_end_the_messages_of_an_event_ends_its_call(action: str) -> None:
    place = await called("first")
    await place.world.pass_time(4 * HOUR + MINUTE)
    (episode,) = await place.episodes()
    await pressed(place, action, episode.reference)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


async def test_so_it_does_a_call_for_which_they_wanted_somebody_else() -> None:
    place = await called("first")
    await place.world.pass_time(4 * HOUR + MINUTE)
    await take(place.world, "pat", (await the_call(place)).reference)
    await pressed(place, "request.someone_else", (await the_call(place)).this_round)
    assert (await the_call(place)).state is RequestState.OPEN
    (episode,) = await place.episodes()
    await pressed(place, "follow_up.stop", episode.reference)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


@pytest.mark.parametrize("is_erased", [False, True])
@pytest.mark.parametrize("action", ["typed", "check_in.no_thanks", "follow_up.stop"])
async def test_so_it_does_a_call_that_outlived_the_messages(
    action: str, *, is_erased: bool
) -> None:
    place = await called("first")
    await place.world.pass_time(4 * HOUR + MINUTE)
    await take(place.world, "pat", (await the_call(place)).reference)
    await pressed(place, "request.someone_else", (await the_call(place)).this_round)
    (episode,) = await place.episodes()
    await in_one_work(place.world.storage, ended(place, episode.reference, is_erased=is_erased))
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.OPEN
    if action == "typed":
        await place.world.command("sam", "/support no thanks")
        await place.world.settle()
    else:
        await pressed(place, action, episode.reference)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


def ended(place: Hospital, reference: str, *, is_erased: bool) -> Callable[[Work], Awaitable[None]]:
    """The messages of an episode have ended by themselves, and perhaps its name is erased."""

    async def write(work: Work) -> None:
        context = Context(work, place.world.wording.words("en", ZONE), lines())
        episode = await context.need(Episode, reference)
        await end_episode(context, episode)
        if is_erased:
            await erase_episode(context, reference)
        await place.world.registry.settle(context)

    return write


@pytest.mark.parametrize("action", ["check_in.no_thanks", "follow_up.stop"])
async def test_nobody_else_can_end_it_by_that(action: str) -> None:
    place = await called("first")
    await place.world.pass_time(4 * HOUR + MINUTE)
    (episode,) = await place.episodes()
    await place.world.press("quinn", action, episode.reference)
    await place.world.settle()
    assert (await the_call(place)).state is RequestState.OPEN


async def test_a_stop_from_another_account_of_the_same_person_ends_the_call() -> None:
    place = await called("instead")
    stranger = await strange(place.world)
    await place.world.command("zoe", "/support stop")
    await joined(place.world, stranger, "sam")
    assert (await the_call(place)).state is RequestState.WITHDRAWN


# ---- a talk that was had, and another call ----


async def talked_and_called_again() -> tuple[Hospital, SupportRequest, SupportRequest]:
    """Sam was called after one event, and is to be called after another; the two calls."""
    place = await called("instead")
    first = await talks(place)
    await place.world.pass_time(26 * HOUR)
    await asks_for_calls(place, "instead", day="2026-03-03", time="10:00")
    await place.world.pass_time(2 * HOUR)
    calls = {each.reference: each for each in await all_requests(place.world)}
    (second,) = calls.keys() - {first}
    assert (calls[first].state, calls[second].state) == (RequestState.REACHED, RequestState.OPEN)
    return place, calls[first], calls[second]


async def state_of(place: Hospital, call: SupportRequest) -> RequestState:
    found = {each.reference: each.state for each in await all_requests(place.world)}
    return found[call.reference]


async def test_mydata_takes_a_no_to_the_call_that_is_to_come_and_leaves_the_talk() -> None:
    place, first, second = await talked_and_called_again()
    mydata = card_of(await place.world.command("sam", "/support mydata"))
    (button,) = [each for each in mydata.buttons if each.action == "request.no_call"]
    await pressed(place, button.action, button.subject)
    assert await state_of(place, second) is RequestState.WITHDRAWN
    assert await state_of(place, first) is RequestState.REACHED


async def test_mydata_takes_no_no_to_a_talk_that_was_had() -> None:
    place = await called("instead")
    await talks(place)
    mydata = card_of(await place.world.command("sam", "/support mydata"))
    assert phrase("privacy.mydata.call") in text_of(mydata)
    assert "request.no_call" not in actions(mydata)


@pytest.mark.parametrize("is_over", [False, True])
async def test_an_old_button_that_says_no_call_keeps_the_next_call_away(*, is_over: bool) -> None:
    place, first, second = await talked_and_called_again()
    if is_over:
        await place.world.press("pat", "request.done", first.reference)
        await place.world.settle()
    answer = await place.world.press("sam", "request.no_call", first.reference)
    assert isinstance(answer, Replace)
    assert phrase("support_requests.calls.declined") in text_of(answer)
    await place.world.settle()
    assert await state_of(place, second) is RequestState.WITHDRAWN


async def test_so_does_one_whose_call_left_nothing_behind() -> None:
    place = await called("instead")
    await pressed(place, "request.no_call", "0" * 32)
    assert (await the_call(place)).state is RequestState.WITHDRAWN
