"""The side of the person who asks."""

from datetime import timedelta

import pytest

from bot.check_ins.model import Answered
from bot.core.conversation import Ask, Delivery, Press, Replace, Say
from bot.core.routes import Reaction
from bot.requests.model import RequestMade, RequestMode, RequestState
from tests.bot.requests.hospital import (
    ANY,
    REFUSED,
    TAKEN,
    WHO_FIRST,
    actions,
    all_requests,
    ask_for_peer,
    card_of,
    episode_of,
    form_of,
    give_phone,
    hanging,
    press,
    reads,
    say_yes,
    stored,
    take,
)
from tests.wording import phrase
from tests.world import World, account, text_of

CLOSED = phrase("core.gone")


async def test_a_typed_wish_shows_both_doors_and_the_limits_of_privacy() -> None:
    world = await World.make()
    answer = await world.command("sam", "/support talk peer")
    assert isinstance(answer, Say)
    assert actions(answer.card)[:2] == [ANY, WHO_FIRST]
    assert (
        "A peer keeps your talk private. They may have to act if someone is in danger"
        in text_of(answer)
    )
    assert await all_requests(world) == []


@pytest.mark.branch("4.1")
@pytest.mark.parametrize(
    ("mode", "kind"), [(ANY, RequestMode.ANY), (WHO_FIRST, RequestMode.WHO_FIRST)]
)
async def test_two_taps_from_the_options_make_a_request_through_either_door(
    mode: str, kind: RequestMode
) -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    answer = await world.press("sam", mode, episode)
    assert isinstance(answer, Replace)
    (request,) = await all_requests(world)
    assert (request.mode, request.episode, request.state) == (kind, episode, RequestState.OPEN)


async def test_with_somebody_on_duty_the_answer_says_by_when_they_say_yes_and_call() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    answer = await world.press("sam", ANY)
    promised = phrase("support_requests.aim.on_duty", yes="9:30 AM", calls="1:30 PM")
    assert promised in text_of(answer)
    # With somebody on duty nobody is sent elsewhere.
    assert phrase("support_requests.waiting.lines") not in text_of(answer)


async def test_with_nobody_on_duty_no_time_is_promised_and_what_is_open_now_stands_there() -> None:
    world = await World.make()
    answer = await world.press("sam", ANY)
    assert phrase("support_requests.aim.nobody_on", time="9:30 AM") in text_of(answer)
    assert "555-0188" in text_of(answer)
    assert "555-0100" in text_of(answer)
    assert "crisis.show" in actions(card_of(answer))
    assert "request.withdraw" in actions(card_of(answer))


@pytest.mark.branch("5.6")
async def test_at_night_the_answer_says_by_eight_in_the_morning() -> None:
    world = await World.make()
    await world.pass_time(timedelta(hours=17))  # 02:00
    answer = await world.press("sam", ANY)
    assert phrase("support_requests.aim.closed", time="8:00 AM") in text_of(answer)
    assert "555-0188" in text_of(answer)


async def test_shortly_before_the_hours_end_no_half_hour_is_promised() -> None:
    world = await World.make()
    await world.pass_time(timedelta(hours=10, minutes=45))  # 19:45
    assert phrase("support_requests.aim.closed", time="8:00 AM") in text_of(
        await world.press("sam", ANY)
    )


async def test_pressing_twice_and_the_other_door_give_the_same_request() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    first = await ask_for_peer(world, "sam", ANY, episode)
    assert await ask_for_peer(world, "sam", ANY, episode) == first
    assert await ask_for_peer(world, "sam", WHO_FIRST, episode) == first
    assert (await stored(world, first)).mode is RequestMode.WHO_FIRST
    assert len(await all_requests(world)) == 1
    assert len(hanging(world, "#peers", first, "request.claim_card")) == 1


async def test_without_an_event_asking_again_gives_the_same_request() -> None:
    world = await World.make()
    first = await ask_for_peer(world)
    assert await ask_for_peer(world) == first
    answer = await world.command("sam", "/support talk peer")
    assert card_of(answer).screen == "request.status"
    assert card_of(answer).subject == first


async def test_the_door_stays_once_somebody_holds_the_request() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "sam", WHO_FIRST, "")
    assert (await stored(world, request)).mode is RequestMode.ANY


async def test_a_repeated_delivery_makes_one_request() -> None:
    world = await World.make()
    delivery = Delivery("press", "sam", "same")
    for _ in range(2):
        answer = await world.bot.handle(Press(delivery, account("sam"), ANY, "1:"))
        assert card_of(answer).screen == "request.status"
    assert len(await all_requests(world)) == 1


async def test_anybody_who_works_here_may_ask_even_if_nobody_knows_them_yet() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "stranger")
    dialog = form_of(await take(world, "pat", request))
    assert phrase("support_requests.who.no_name") in text_of(dialog)
    assert "as stranger" in text_of(dialog)


async def test_an_old_button_whose_episode_is_gone_still_asks_for_who_pressed_it() -> None:
    world = await World.make()
    answer = await world.press("sam", ANY, "f" * 32)
    assert card_of(answer).screen == "request.status"
    (request,) = await all_requests(world)
    assert request.episode != "f" * 32


async def test_what_happened_is_told_to_the_features_above() -> None:
    world = await World.make()
    told: list[object] = []

    async def keep(context: object, fact: object) -> None:
        told.append(fact)

    for kind in (RequestMade, Answered):
        world.registry.reactions.setdefault(kind, []).append(Reaction(kind, keep))
    episode = await episode_of(world, "sam")
    request = await ask_for_peer(world, "sam", ANY, episode)
    assert told == [RequestMade(request, episode), Answered(episode)]


@pytest.mark.branch("4.3")
async def test_the_person_learns_who_it_is_in_a_dialog_and_no_card_names_anyone() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    assert phrase("supports.peer.found") in reads(world, "sam")
    answer = await world.press("sam", "request.who", request)
    assert "Pat Okafor" in text_of(answer)
    assert "Pat" not in reads(world, "sam")


async def test_nobody_else_learns_who_it_is() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    for other in ("nora", "quinn", "kit", "pat"):
        answer = await world.press(other, "request.who", request)
        assert CLOSED in text_of(answer)


async def test_who_it_is_cannot_be_asked_before_anybody_said_yes() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    answer = await world.press("sam", "request.who", request)
    assert phrase("support_requests.who.nobody") in text_of(answer)


@pytest.mark.branch("4.4")
async def test_any_peer_may_be_changed_for_someone_else_without_a_reason() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    answer = await world.submit("sam", await world.press("sam", "request.who", request))
    await world.settle()
    assert phrase("support_requests.asked.someone_else") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.OPEN
    assert REFUSED in text_of(await take(world, "pat", request))
    (held,) = hanging(world, "pat", request, "request.held")
    assert held.buttons == ()
    assert phrase("support_requests.held.returned") in text_of(held)
    assert isinstance(await take(world, "quinn", request), Ask)


async def test_someone_else_by_the_card_needs_one_tap() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await take(world, "pat", request)
    await world.press_in("sam", "request.someone_else")
    assert (await stored(world, request)).state is RequestState.OPEN
    assert (await stored(world, request)).held_by is None


async def test_an_old_someone_else_does_not_send_away_the_next_peer() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    old = await world.press("sam", "request.who", request)
    await press(world, "pat", "request.release", request)
    await take(world, "quinn", request)
    await world.submit("sam", old)
    assert (await stored(world, request)).state is RequestState.CLAIMED


@pytest.mark.branch("4.5")
async def test_show_me_who_first_needs_a_yes_before_the_contact_is_seen() -> None:
    world = await World.make()
    await give_phone(world, "sam", "555 0100")
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    dialog = form_of(await take(world, "pat", request))
    assert "by 11:00 AM" in text_of(dialog)
    assert "Sam" not in text_of(dialog)
    assert "Sam" not in text_of(await world.press("pat", "request.contact", request))

    answer = await say_yes(world, "sam", request)
    assert phrase("support_requests.noted.yes") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.CLAIMED
    assert hanging(world, "pat", request, "request.said_yes")
    dialog = form_of(await world.press_in("pat", "request.contact"))
    assert "Sam Rivera" in text_of(dialog)
    assert "555 0100" in text_of(dialog)


async def test_an_old_yes_is_no_yes_to_the_next_peer() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await take(world, "pat", request)
    old = await world.press("sam", "request.who", request)
    await world.pass_time(timedelta(hours=2))
    await take(world, "quinn", request)
    answer = await world.submit("sam", old)
    assert phrase("support_requests.who.over") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.OFFERED


@pytest.mark.branch("4.6")
async def test_a_slot_is_held_two_hours_with_one_reminder_and_then_goes_back() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await take(world, "pat", request)
    await world.pass_time(timedelta(minutes=59))
    assert hanging(world, "sam", request, "request.still_there") == []
    await world.pass_time(timedelta(minutes=1))
    assert len(hanging(world, "sam", request, "request.still_there")) == 1
    await world.pass_time(timedelta(minutes=59))
    assert (await stored(world, request)).state is RequestState.OFFERED
    await world.pass_time(timedelta(minutes=1))
    assert (await stored(world, request)).state is RequestState.OPEN
    assert len(hanging(world, "sam", request, "request.still_there")) == 1
    assert hanging(world, "pat", request, "request.returned")
    assert isinstance(await take(world, "pat", request), Ask)


async def test_a_slot_lasts_until_its_person_has_slept_and_two_hours_more() -> None:
    world = await World.make()  # at nine in the morning, after Nora's night
    request = await ask_for_peer(world, "nora", WHO_FIRST)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=6))
    assert hanging(world, "nora", request, "request.still_there") == []
    await world.pass_time(timedelta(hours=1))
    assert len(hanging(world, "nora", request, "request.still_there")) == 1
    assert (await stored(world, request)).state is RequestState.OFFERED
    await world.pass_time(timedelta(hours=1))
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_withdrawing_closes_every_card_and_takes_the_contact_away() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    answer = await press(world, "sam", "request.withdraw", request)
    assert phrase("support_requests.ended.withdrawn") in text_of(answer)
    assert phrase("support_requests.not_with_you") in text_of(
        await world.press("pat", "request.contact", request)
    )
    (held,) = hanging(world, "pat", request, "request.held")
    assert held.buttons == ()
    (claim,) = hanging(world, "#peers", request, "request.claim_card")
    assert (TAKEN in text_of(claim), claim.buttons) == (True, ())
    (status,) = hanging(world, "sam", request, "request.status")
    assert actions(status) == ["crisis.show"]


async def test_withdrawing_twice_shows_that_it_is_closed() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    for _ in range(2):
        answer = await press(world, "sam", "request.withdraw", request)
        assert phrase("support_requests.ended.withdrawn") in text_of(answer)


@pytest.mark.parametrize(
    ("action", "instead"),
    [
        ("request.withdraw", "support_requests.ended.withdrawn"),
        ("request.someone_else", "supports.peer.about"),
        ("request.on_call", "supports.peer.about"),
    ],
)
async def test_nobody_else_can_act_on_a_request_that_is_not_theirs(
    action: str, instead: str
) -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    before = await stored(world, request)
    assert phrase(instead) in text_of(await press(world, "nora", action, request))
    assert await stored(world, request) == before


async def test_after_the_end_one_may_ask_anew() -> None:
    world = await World.make()
    first = await ask_for_peer(world)
    await press(world, "sam", "request.withdraw", first)
    second = await ask_for_peer(world)
    assert second != first
    assert (await stored(world, second)).state is RequestState.OPEN


@pytest.mark.branch("27.20")
async def test_two_notes_make_one_request_about_both() -> None:
    world = await World.make()
    first, second = await episode_of(world, "sam", "e1"), await episode_of(world, "sam", "e2")
    await episode_of(world, "pat", "e2")
    request = await ask_for_peer(world, episode=first)
    answer = await press(world, "sam", WHO_FIRST, second)
    assert card_of(answer).subject == request
    (row,) = await all_requests(world)
    assert row.mode is RequestMode.WHO_FIRST
    # Pat was near the second: what the one request is about keeps him from it as well.
    assert REFUSED in text_of(await world.press("pat", "request.claim", request))
    assert REFUSED not in text_of(await world.press("quinn", "request.claim", request))


async def test_the_second_note_counts_as_answered_too() -> None:
    world = await World.make()
    told: list[Answered] = []

    async def keep(context: object, fact: object) -> None:
        assert isinstance(fact, Answered)
        told.append(fact)

    world.registry.reactions.setdefault(Answered, []).append(Reaction(Answered, keep))
    first, second = await episode_of(world, "sam", "e1"), await episode_of(world, "sam", "e2")
    await ask_for_peer(world, episode=first)
    for _ in range(2):
        await press(world, "sam", ANY, second)
    assert [fact.episode for fact in told][:2] == [first, second]


@pytest.mark.branch("27.21")
async def test_one_card_says_where_it_stands_and_those_before_it_make_way() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.release", request)
    await take(world, "quinn", request)
    assert len(hanging(world, "sam", request, "request.status")) == 1
    assert phrase("support_requests.older.text") in reads(world, "sam")
    await press(world, "quinn", "request.done", request)
    said = [text_of(card) for card in world.sees("sam").messages.values()]
    assert sum(phrase("support_requests.ended.done") in text for text in said) == 1


async def test_the_reminder_of_a_slot_takes_the_place_of_what_it_reminds_of() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=1))
    assert hanging(world, "sam", request, "request.status") == []
    assert len(hanging(world, "sam", request, "request.still_there")) == 1
