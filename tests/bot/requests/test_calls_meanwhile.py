"""Calls meanwhile: a second event, a snooze, a wish of one's own."""

from datetime import timedelta

import pytest

from bot.check_ins.calls import call_ended, waits_for_call
from bot.check_ins.model import CallOutcome
from bot.core.context import Context
from bot.core.errors import Conflict
from bot.core.screens import Card
from bot.core.storage import Work, in_one_work
from bot.requests.model import Origin, RequestState, SupportRequest
from tests.bot.adverse_events.reporting_kit import Hospital, hospital
from tests.bot.requests.hospital import all_requests, hanging, take
from tests.bot.requests.test_calls import (
    COMING,
    HOUR,
    asks_for_calls,
    called,
    the_call,
)
from tests.wording import phrase
from tests.world import ZONE, text_of

A_DAY = timedelta(days=1)


async def own_wish(place: Hospital) -> SupportRequest:
    (own,) = [each for each in await all_requests(place.world) if each.origin is Origin.OWN]
    return own


async def asks(place: Hospital, user: str = "sam") -> SupportRequest:
    """Somebody asks for a talk; their own request."""
    await place.world.press(user, "check_in.peer")
    await place.world.settle()
    return await own_wish(place)


def told(place: Hospital, user: str = "kit") -> list[Card]:
    """What hangs with a coordinator of requests and calls that waited, whatever it says by now."""
    return [
        card
        for card in place.world.sees(user).messages.values()
        if card.screen in {"request.needs_someone", "request.call_taken"}
    ]


# ---- a second event ----


@pytest.mark.parametrize("calls", ["first", "instead"])
async def test_while_a_call_waits_a_second_event_brings_its_message(calls: str) -> None:
    place = await called(calls)
    await place.world.pass_time(26 * HOUR)
    assert (place.notes("sam"), (await the_call(place)).state) == (1, RequestState.OPEN)
    await asks_for_calls(place, calls, day="2026-03-03", time="10:00")
    await place.world.pass_time(2 * HOUR)
    assert place.notes("sam") == 2
    assert len(await all_requests(place.world)) == 1


async def test_a_talk_of_last_week_keeps_no_call_away() -> None:
    place = await hospital()
    own = await asks(place)
    await take(place.world, "pat", own.reference)
    await place.world.press("pat", "request.reached", own.reference)
    await place.world.pass_time(9 * A_DAY)
    assert (await own_wish(place)).state is RequestState.REACHED
    await asks_for_calls(place, "instead")
    await place.world.pass_time(A_DAY)
    assert (await the_call(place)).state is RequestState.OPEN
    assert place.notes("sam") == 1


async def test_a_wish_that_waits_keeps_the_call_away_and_the_message_instead_of_it() -> None:
    place = await hospital()
    await asks(place)
    await asks_for_calls(place, "instead")
    await place.world.pass_time(6 * HOUR)
    assert [each.origin for each in await all_requests(place.world)] == [Origin.OWN]
    assert place.notes("sam") == 0


async def test_who_wants_somebody_else_than_last_week_needs_no_call_besides() -> None:
    place = await hospital()
    own = await asks(place)
    await take(place.world, "pat", own.reference)
    await place.world.press("pat", "request.reached", own.reference)
    await place.world.pass_time(9 * A_DAY)
    await asks_for_calls(place, "instead")
    await place.world.pass_time(HOUR)
    round_ = (await own_wish(place)).this_round
    await place.world.press("sam", "request.someone_else", round_)
    await place.world.settle()
    assert (await own_wish(place)).state is RequestState.OPEN
    assert (await the_call(place)).state is RequestState.WITHDRAWN


# ---- a snooze ----


async def test_a_snooze_ends_the_call_and_the_message_comes_when_it_is_over() -> None:
    place = await called("instead")
    await place.world.command("sam", "/support snooze 1d")
    assert (await the_call(place)).state is RequestState.WITHDRAWN
    await place.world.pass_time(23 * HOUR)
    assert place.notes("sam") == 0
    await place.world.pass_time(A_DAY)
    assert place.notes("sam") == 1


async def test_to_stop_all_messages_ends_the_one_after_the_call_for_good() -> None:
    place = await called("instead")
    await place.world.command("sam", "/support stop")
    await place.world.pass_time(4 * A_DAY)
    await place.world.command("sam", "/support resume")
    await place.world.pass_time(4 * A_DAY)
    assert place.notes("sam") == 0


# ---- a wish of one's own ----


async def test_who_asks_is_somebody_new_to_all_peers_and_to_who_asked_for_the_call() -> None:
    place = await called("first")
    await place.world.command("quinn", "/support duty on")
    await place.world.pass_time(3 * HOUR)
    call = await the_call(place)
    assert call.code in text_of(told(place)[-1])
    own = await asks(place)
    assert own.code != call.code
    assert own.episode == call.episode
    (over,) = hanging(place.world, "#peers", call.reference, "request.claim_card")
    (new,) = hanging(place.world, "#peers", own.reference, "request.claim_card")
    assert phrase("support_requests.calls.not_needed") in text_of(over)
    assert phrase("supports.any.claim", one="a peer") in text_of(new)
    assert phrase("support_requests.needs_someone.over", code=call.code) in text_of(told(place)[-1])
    assert COMING not in " ".join(text_of(c) for c in place.world.sees("sam").messages.values())
    await place.world.pass_time(HOUR)
    assert hanging(place.world, "quinn", own.reference, "request.reminder")
    assert hanging(place.world, "kit", own.reference, "request.needs_someone")
    overview = text_of(await place.world.command("kit", "/support-admin open"))
    assert own.code in overview
    assert call.code not in overview


async def test_whom_they_would_rather_not_talk_with_may_not_take_their_own_wish_either() -> None:
    place = await called("instead")
    call = await the_call(place)
    await take(place.world, "pat", call.reference)
    await place.world.press("sam", "request.someone_else", (await the_call(place)).this_round)
    await place.world.settle()
    own = await asks(place)
    refused = await take(place.world, "pat", own.reference)
    assert phrase("support_requests.not_for_you") in text_of(refused)


async def test_who_holds_the_call_goes_on_and_its_old_cards_tell_nothing_more() -> None:
    place = await called("first")
    await place.world.command("quinn", "/support duty on")
    await place.world.pass_time(3 * HOUR)
    call = await the_call(place)
    await take(place.world, "pat", call.reference)
    own = await asks(place)
    assert (own.reference, own.state) == (call.reference, RequestState.CLAIMED)
    assert own.code != call.code
    held = hanging(place.world, "pat", own.reference, "request.held")
    assert own.code in text_of(held[-1])
    await place.world.press("pat", "request.release", own.reference)
    await place.world.pass_time(3 * HOUR)
    assert (await own_wish(place)).state is RequestState.OPEN
    old = [card for card in told(place) if card.screen == "request.call_taken"]
    assert old
    assert {text_of(card) for card in old} == {text_of(old[0])}
    assert phrase("support_requests.taken") in text_of(old[0])
    channel = place.world.sees("#peers").messages.values()
    assert sum(phrase("support_requests.taken") in text_of(card) for card in channel) == 1
    (new,) = hanging(place.world, "#peers", own.reference, "request.claim_card")
    assert phrase("supports.any.claim", one="a peer") in text_of(new)


# ---- at the same moment ----


async def test_a_call_that_ends_while_its_message_is_put_off_is_not_missed() -> None:
    place = await called("first")
    (seen_before,) = await place.episodes()
    words, lines = place.world.wording.words("en", ZONE), place.world.directory.lines(None)

    async def end(work: Work) -> None:
        await call_ended(Context(work, words, lines), seen_before.reference, CallOutcome.NOBODY)

    await in_one_work(place.world.storage, end)
    with pytest.raises(Conflict):
        async with place.world.storage.work() as work:
            await waits_for_call(Context(work, words, lines), seen_before)
    await place.world.settle()
    assert place.notes("sam") == 1
