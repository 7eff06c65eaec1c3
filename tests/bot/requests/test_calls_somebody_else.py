"""Who was called and asks for somebody else: their own wish, looked for as such."""

from dataclasses import replace

import pytest

from bot.core.screens import Card
from bot.requests.model import Origin, Reach, RequestState, SupportRequest
from bot.requests.queries import is_call_wanted
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.bot.requests.hospital import all_requests, hanging, take
from tests.bot.requests.test_calls import (
    HOUR,
    MINUTE,
    asks_for_calls,
    called,
    line,
    talks,
    the_call,
)
from tests.bot.requests.test_calls_meanwhile import A_DAY, asks, own_wish
from tests.bot.requests.test_handing import hand_to
from tests.wording import phrase
from tests.world import text_of

DAYS = 3 * A_DAY
"""How long a call is looked after that nobody asked for."""


async def wants_somebody_else(place: Hospital, request: SupportRequest) -> None:
    """Sam presses "someone else" about what stands there now."""
    await place.world.press("sam", "request.someone_else", request.this_round)
    await place.world.settle()


async def talked_ten_days_ago(calls: str = "instead") -> Hospital:
    """Pat has called Sam, and ten days have gone by since."""
    place = await called(calls)
    await talks(place)
    await place.world.pass_time(10 * A_DAY)
    return place


async def taken_at_last(place: Hospital) -> SupportRequest:
    """Pat takes the call just before its days are over."""
    call = await the_call(place)
    await place.world.pass_time(call.asked_at + DAYS - 10 * MINUTE - place.now)
    assert (await the_call(place)).state is RequestState.OPEN
    await take(place.world, "pat", (await the_call(place)).reference)
    return await the_call(place)


def standing(place: Hospital, request: str) -> Card:
    """The last that Sam was told of where a request stands."""
    return hanging(place.world, "sam", request, "request.status")[-1]


# ---- before it ----


async def test_somebody_else_than_who_was_asked_to_take_a_call_over_is_a_wish_for_the_call() -> (
    None
):
    place = await called("first")
    call = (await the_call(place)).reference
    await take(place.world, "pat", call)
    await hand_to(place.world, "quinn", call)
    assert (await the_call(place)).state is RequestState.HANDED
    await wants_somebody_else(place, await the_call(place))
    wanted = await the_call(place)
    async with place.world.storage.reading() as work:
        assert await is_call_wanted(work, wanted)


# ---- after the talk ----


async def test_who_wants_somebody_else_days_after_the_call_is_asked_for_like_anybody() -> None:
    place = await talked_ten_days_ago()
    call = await the_call(place)
    await wants_somebody_else(place, call)
    own = await own_wish(place)
    assert (own.state, own.asked_at) == (RequestState.OPEN, place.now)
    assert own.code != call.code
    (card,) = hanging(place.world, "#peers", own.reference, "request.claim_card")
    assert phrase("supports.any.claim", one="a peer") in text_of(card)
    await place.world.pass_time(A_DAY)
    assert (await own_wish(place)).state is RequestState.OPEN


async def test_they_are_told_by_when_the_new_peer_calls_and_the_last_one_may_not_take_it() -> None:
    place = await talked_ten_days_ago()
    await wants_somebody_else(place, await the_call(place))
    own = await own_wish(place)
    refused = await take(place.world, "pat", own.reference)
    assert phrase("support_requests.not_for_you") in text_of(refused)
    await take(place.world, "quinn", own.reference)
    assert "request.withdraw" in [each.action for each in standing(place, own.reference).buttons]
    assert (await own_wish(place)).state is RequestState.CLAIMED


async def test_who_knew_the_code_of_the_call_sees_nothing_of_the_wish() -> None:
    place = await called("first")
    await place.world.pass_time(3 * HOUR)
    await talks(place)
    call = await the_call(place)
    await place.world.pass_time(10 * A_DAY)
    await wants_somebody_else(place, call)
    await place.world.pass_time(HOUR)
    old = [
        card
        for card in place.world.sees("kit").messages.values()
        if card.screen == "request.call_taken"
    ]
    assert old
    assert {text_of(card) for card in old} == {text_of(old[0])}
    overview = text_of(await place.world.command("kit", "/support-admin open"))
    assert call.code not in overview


async def test_from_the_line_of_the_call_it_is_one_card_that_says_where_the_wish_stands() -> None:
    place = await talked_ten_days_ago("first")
    assert phrase("support_requests.calls.in_touch") in text_of(line(place))
    await place.world.press_in("sam", "request.someone_else")
    await place.world.settle()
    own = await own_wish(place)
    here = [c for c in place.world.sees("sam").messages.values() if c.subject == own.reference]
    assert [card.screen for card in here] == ["request.status"]
    assert phrase("support_requests.asked.someone_else") in text_of(here[0])


async def test_from_the_dialog_that_shows_who_it_was_they_are_told_in_a_message() -> None:
    place = await called("instead")
    await take(place.world, "pat", (await the_call(place)).reference)
    dialog = await place.world.press("sam", "request.who", (await the_call(place)).reference)
    await place.world.press("pat", "request.reached", (await the_call(place)).reference)
    await place.world.pass_time(10 * A_DAY)
    await place.world.submit("sam", dialog)
    await place.world.settle()
    own = await own_wish(place)
    assert own.state is RequestState.OPEN
    told = standing(place, own.reference)
    assert phrase("support_requests.asked.someone_else") in text_of(told)


async def test_it_makes_way_for_a_message_that_says_where_the_wish_stands() -> None:
    place = await called("first")
    await place.world.pass_time(3 * HOUR)
    await take(place.world, "pat", (await the_call(place)).reference)
    dialog = await place.world.press_in("sam", "request.who")
    await place.world.press("pat", "request.reached", (await the_call(place)).reference)
    await place.world.pass_time(10 * A_DAY)
    await place.world.submit("sam", dialog)
    await place.world.settle()
    own = await own_wish(place)
    here = [c for c in place.world.sees("sam").messages.values() if c.subject == own.reference]
    assert [card.screen for card in here] == ["request.older", "request.status"]


async def test_from_an_answer_to_a_typed_command_they_are_told_in_a_message_too() -> None:
    place = await talked_ten_days_ago()
    call = await the_call(place)
    answer = await place.world.press(
        "sam", "request.someone_else", call.this_round, message="not kept"
    )
    assert phrase("support_requests.shown_below") in text_of(answer)
    await place.world.settle()
    told = standing(place, (await own_wish(place)).reference)
    assert phrase("support_requests.asked.someone_else") in text_of(told)


async def talked_and_asked(holder: str) -> tuple[Hospital, SupportRequest, SupportRequest]:
    """Pat has called Sam; of another call, which somebody holds, Sam has made a wish."""
    place = await called("instead")
    call = await talks(place)
    await place.world.pass_time(26 * HOUR)
    await asks_for_calls(place, "instead", day="2026-03-03", time="10:00")
    await place.world.pass_time(2 * HOUR)
    second = next(each for each in await all_requests(place.world) if each.reference != call)
    await take(place.world, holder, second.reference)
    own = await asks(place)
    assert own.reference == second.reference
    (talked,) = [each for each in await all_requests(place.world) if each.origin is Origin.CALL]
    assert talked.state is RequestState.REACHED
    return place, talked, own


async def test_who_waits_for_a_talk_of_their_own_is_not_looked_for_twice() -> None:
    place, talked, own = await talked_and_asked("quinn")
    await wants_somebody_else(place, talked)
    wishes = [e for e in await all_requests(place.world) if e.origin is Origin.OWN]
    assert [each.reference for each in wishes] == [own.reference]
    assert (await the_call(place)).state is RequestState.DONE
    await place.world.press("quinn", "request.release", own.reference)
    await place.world.settle()
    refused = await take(place.world, "pat", own.reference)
    assert phrase("support_requests.not_for_you") in text_of(refused)


async def test_if_the_same_peer_holds_that_wish_another_is_looked_for() -> None:
    place, talked, own = await talked_and_asked("pat")
    await wants_somebody_else(place, talked)
    own = await own_wish(place)
    assert (own.state, (await the_call(place)).state) == (RequestState.OPEN, RequestState.DONE)
    refused = await take(place.world, "pat", own.reference)
    assert phrase("support_requests.not_for_you") in text_of(refused)


# ---- before it ----


async def test_who_wants_somebody_else_at_the_end_of_the_days_of_a_call_is_called() -> None:
    place = await called("instead")
    call = await taken_at_last(place)
    await place.world.pass_time(20 * MINUTE)
    await wants_somebody_else(place, call)
    await place.world.pass_time(A_DAY)
    await take(place.world, "quinn", call.reference)
    await place.world.press("quinn", "request.release", call.reference)
    await place.world.pass_time(A_DAY)
    now = await the_call(place)
    assert (now.origin, now.state) == (Origin.CALL, RequestState.OPEN)
    await place.world.pass_time(3 * A_DAY)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


async def test_who_said_when_it_suits_them_is_called_though_the_days_of_a_call_are_over() -> None:
    place = await called("instead")
    call = await taken_at_last(place)
    for _ in range(2):
        await place.world.press_in("pat", "request.tried")
    form = await place.world.press("sam", "request.suits", call.this_round)
    await place.world.submit("sam", form, day="2026-03-06", time="10:00")
    # The time that suits them, and the time that its holder has from then, go by.
    await place.world.pass_time(A_DAY + 7 * HOUR)
    now = await the_call(place)
    assert (now.round, now.state) == (call.round + 1, RequestState.OPEN)
    await place.world.pass_time(3 * A_DAY)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


async def test_a_call_that_a_peer_hands_back_when_its_days_are_over_ends() -> None:
    place = await called("instead")
    call = await taken_at_last(place)
    await place.world.pass_time(20 * MINUTE)
    await place.world.press("pat", "request.release", call.reference)
    await place.world.pass_time(HOUR)
    assert (await the_call(place)).state is RequestState.WITHDRAWN


# ---- what they had chosen ----


@pytest.mark.parametrize("is_held", [False, True])
async def test_how_they_would_like_to_be_reached_goes_with_them(*, is_held: bool) -> None:
    place = await called("instead")
    programme = await place.programme()
    supports = tuple(replace(kind, near=True) for kind in programme.supports)
    await place.change_programme(supports=supports)
    call = await the_call(place)
    form = await place.world.press("sam", "request.reach", call.reference)
    await place.world.submit("sam", form, reach="in_person", near="fine")
    if is_held:
        await take(place.world, "pat", call.reference)
    own = await asks(place)
    assert (own.reach, own.there_too) == (Reach.IN_PERSON, True)
