"""The side of who takes a request."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Answer, Ask, Nothing, Say
from bot.core.people import Person
from bot.core.routes import Reaction
from bot.core.screens import Row
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.requests.model import RequestEnded, RequestState
from tests.bot.requests.hospital import (
    REFUSED,
    TAKEN,
    WHO_FIRST,
    actions,
    ask_for_peer,
    card_of,
    episode_of,
    form_of,
    give_phone,
    hanging,
    press,
    reads,
    stored,
    take,
)
from tests.sealed import sealed_text
from tests.wording import phrase
from tests.world import World, takers_in, text_of

ENDED = phrase("support_requests.held.ended")
NOT_WITH_YOU = phrase("support_requests.not_with_you")


@pytest.mark.branch("4.7")
async def test_the_card_in_the_channel_carries_no_name_unit_or_event() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    text = text_of(card)
    assert actions(card) == ["request.claim", "request.pass"]
    for told in (
        "Sam",
        "Rivera",
        "ICU",
        "icu",
        "Denver",
        phrase("supports.peer.about"),
        "who first",
    ):
        assert told not in text


async def test_the_claim_dialog_says_what_to_expect_and_its_press_writes_nothing() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    before = await stored(world, request)
    dialog = form_of(await world.press("pat", "request.claim", request))
    assert phrase("support_requests.take.what") in text_of(dialog)
    assert await stored(world, request) == before


@pytest.mark.branch("4.2")
async def test_any_peer_sees_the_contact_at_once_in_a_dialog_that_leaves_nothing() -> None:
    world = await World.make()
    await give_phone(world, "sam", "555 0100")
    request = await ask_for_peer(world)
    dialog = form_of(await take(world, "pat", request))
    assert "Sam Rivera" in text_of(dialog)
    assert "555 0100" in text_of(dialog)
    assert not dialog.submit
    assert "Sam" not in reads(world, "pat")


async def test_without_a_phone_number_it_says_how_to_write_to_them() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    assert phrase("support_requests.contact.by_account", account="Sam Rivera") in text_of(
        await take(world, "pat", request)
    )


@pytest.mark.branch("4.8")
async def test_one_press_wins_and_the_other_reads_this_one_is_taken() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    late = await world.press("quinn", "request.claim", request)
    await take(world, "pat", request)
    assert TAKEN in text_of(await world.submit("quinn", late))
    assert TAKEN in text_of(await world.press("quinn", "request.claim", request))
    assert TAKEN in text_of(hanging(world, "#peers", request, "request.claim_card")[0])


async def test_sending_the_dialog_twice_shows_the_winner_the_contact_again() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    dialog = await world.press("pat", "request.claim", request)
    for _ in range(2):
        assert "Sam Rivera" in text_of(await world.submit("pat", dialog))
    assert (await stored(world, request)).revision == 3


@pytest.mark.branch("4.2")
async def test_what_comes_of_the_call_is_said_where_the_number_is() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    dialog = form_of(await take(world, "pat", request))
    rows = [part for part in dialog.parts if isinstance(part, Row)]
    buttons = {str(button.action): button for row in rows for button in row.buttons}
    assert list(buttons) == [
        "request.contact_reached",
        "request.contact_tried",
        "request.contact_release",
        "request.hand_off",
        "request.urgent",
    ]
    opening = phrase("support_requests.contact.opening", name="Sam", me="Pat")
    assert opening in text_of(dialog)
    tried = buttons["request.contact_tried"]
    answer = await press(world, "pat", tried.action, tried.subject)
    assert phrase("support_requests.held.tried", code=(await stored(world, request)).code) in (
        text_of(answer)
    )
    await press(world, "pat", "request.contact_reached", request)
    assert (await stored(world, request)).state is RequestState.REACHED
    talked = form_of(await world.press("pat", "request.contact", request))
    assert phrase("support_requests.contact.then") in text_of(talked)
    assert opening not in text_of(talked)
    answer = await press(world, "pat", "request.contact_done", request)
    assert card_of(answer).screen == "request.done_card"
    assert (await stored(world, request)).state is RequestState.DONE


async def test_handed_back_from_the_dialog_it_is_open_again_and_nothing_is_replaced() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    answer = await press(world, "pat", "request.contact_release", request)
    assert isinstance(answer, Say)
    assert phrase("support_requests.held.returned") in text_of(answer)
    assert (await stored(world, request)).state is RequestState.OPEN
    # Whose dialog is still open has nothing in hand any more.
    answer = await press(world, "pat", "request.contact_reached", request)
    assert NOT_WITH_YOU in text_of(answer)


async def test_each_try_changes_the_card_and_says_what_happens_next() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    said = [text_of(hanging(world, "pat", request, "request.held")[0])]
    for _ in range(2):
        subject = (await stored(world, request)).this_try
        await press(world, "pat", "request.tried", subject)
        said.append(text_of(hanging(world, "pat", request, "request.held")[0]))
    assert len(set(said)) == 3
    assert phrase("support_requests.held.tried") in said[1]
    assert phrase("support_requests.held.tried_again") in said[2]


async def test_the_card_says_when_how_and_how_long() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    text = text_of(card)
    assert phrase("support_requests.wish.any") in text
    assert phrase("support_requests.claim.lasts") in text
    # Nobody is on duty in this hospital, so no time was promised to the person.
    assert phrase("support_requests.claim.within", age="4 hours") in text


async def refusal(world: World, who: str, request: str) -> Answer:
    return await world.press(who, "request.claim", request)


async def test_the_requester_reads_the_shared_refusal() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "pat")
    assert REFUSED in text_of(await refusal(world, "pat", request))


async def test_who_is_on_that_events_list_reads_the_shared_refusal() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    await episode_of(world, "pat")
    request = await ask_for_peer(world, "sam", episode=episode)
    assert REFUSED in text_of(await refusal(world, "pat", request))
    assert isinstance(await refusal(world, "quinn", request), Ask)


@pytest.mark.branch("4.9")
async def test_all_refusals_are_word_for_word_the_same() -> None:
    world = await World.make()
    episode = await episode_of(world, "quinn")
    await episode_of(world, "pat")
    request = await ask_for_peer(world, "quinn", episode=episode)
    await take(world, "uma", request)
    await press(world, "quinn", "request.someone_else", request)
    # the requester; on the list; not with; no supporter at all; coordinator; on call, not asked
    said = {
        text_of(await refusal(world, who, request))
        for who in ("quinn", "pat", "uma", "nora", "kit", "oda", "stranger")
    }
    assert len(said) == 1
    assert REFUSED in said.pop()


async def test_what_changed_since_the_dialog_opened_is_checked_again() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    request = await ask_for_peer(world, "sam", episode=episode)
    dialog = await world.press("pat", "request.claim", request)
    await episode_of(world, "pat")
    assert REFUSED in text_of(await world.submit("pat", dialog))
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_not_today_is_silent_and_kept_nowhere() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    before = world.storage.state  # type: ignore[attr-defined]
    assert isinstance(await world.press("pat", "request.pass", request), Nothing)
    assert world.storage.state is before  # type: ignore[attr-defined]


@pytest.mark.branch("4.10")
async def test_reached_keeps_the_contact_until_done() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    assert (await stored(world, request)).state is RequestState.REACHED
    assert "Sam Rivera" in text_of(await world.press("pat", "request.contact", request))
    await world.pass_time(timedelta(days=2))
    assert (await stored(world, request)).state is RequestState.REACHED


async def test_tried_keeps_the_claim_and_counts_a_card_once() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    deadline = (await stored(world, request)).next_step_at
    button = f"{request}:0:0"
    await press(world, "pat", "request.tried", button)
    await press(world, "pat", "request.tried", button)
    now = await stored(world, request)
    assert (now.state, now.tried, now.next_step_at) == (RequestState.CLAIMED, 1, deadline)


@pytest.mark.branch("4.11")
async def test_after_two_tries_the_requester_is_told_and_may_choose() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.press_in("pat", "request.tried")
    await world.settle()
    assert phrase("support_requests.tried_twice") not in reads(world, "sam")
    await world.press_in("pat", "request.tried")
    await world.settle()
    last = world.sees("sam").last
    assert phrase("support_requests.tried_twice") in text_of(last)
    assert {"request.someone_else", "request.withdraw"} <= set(actions(last))


@pytest.mark.branch("27.23")
async def test_before_they_have_talked_the_plan_for_danger_is_there_and_done_is_not() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    (held,) = hanging(world, "pat", request, "request.held")
    assert "request.urgent" in actions(held)
    assert "request.done" not in actions(held)
    await press(world, "pat", "request.reached", request)
    (held,) = hanging(world, "pat", request, "request.held")
    assert {"request.urgent", "request.done"} <= set(actions(held))


@pytest.mark.branch("4.12")
async def test_release_needs_no_reason_and_the_requester_hears_it_gently() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.press_in("pat", "request.release")
    await world.settle()
    assert (await stored(world, request)).state is RequestState.OPEN
    assert phrase("support_requests.asked.released") in text_of(world.sees("sam").last)
    (claim,) = hanging(world, "#peers", request, "request.claim_card")
    assert actions(claim) == ["request.claim", "request.pass"]
    (held,) = hanging(world, "pat", request, "request.held")
    assert held.buttons == ()
    assert NOT_WITH_YOU in text_of(await world.press("pat", "request.contact", request))


async def test_who_released_it_may_take_it_again() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.release", request)
    assert "Sam Rivera" in text_of(await take(world, "pat", request))


async def test_done_erases_the_contact_and_who_asked() -> None:
    world = await World.make()
    told: list[RequestEnded] = []

    async def keep(context: object, fact: object) -> None:
        assert isinstance(fact, RequestEnded)
        told.append(fact)

    world.registry.reactions.setdefault(RequestEnded, []).append(Reaction(RequestEnded, keep))
    request = await ask_for_peer(world)
    await world.pass_time(timedelta(minutes=7))
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    answer = await world.press_in("pat", "request.done")
    await world.settle()
    assert phrase("support_requests.held.ended") in text_of(answer)
    async with world.storage.reading() as work:
        for part in ("person", "supporter.0", "back", "not_with"):
            assert await work.vault.open(sealed_text(request, part)) is None
    now = await stored(world, request)
    assert (now.state, now.whose, now.held_by) == (RequestState.DONE, None, None)
    assert [(f.done, f.minutes_to_claim) for f in told] == [(True, 7)]
    assert phrase("support_requests.ended.done") in text_of(world.sees("sam").last)
    assert NOT_WITH_YOU in text_of(await world.press("pat", "request.contact", request))


async def test_release_after_done_and_done_after_release_change_nothing() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.release", request)
    assert NOT_WITH_YOU in text_of(await press(world, "pat", "request.done", request))
    await take(world, "pat", request)
    await press(world, "pat", "request.done", request)
    answer = await press(world, "pat", "request.release", request)
    assert ENDED in text_of(answer)
    assert (await stored(world, request)).state is RequestState.DONE


@pytest.mark.parametrize(
    "action",
    ["request.contact", "request.reached", "request.tried", "request.release", "request.done"],
)
async def test_only_the_holder_can_act_on_a_claim(action: str) -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    before = await stored(world, request)
    for other in ("quinn", "sam", "kit"):
        answer = await press(world, other, action, f"{request}:0:0")
        assert NOT_WITH_YOU in text_of(answer)
    assert await stored(world, request) == before


async def test_an_offer_cannot_be_called_done() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam", WHO_FIRST)
    await take(world, "pat", request)
    answer = await press(world, "pat", "request.done", request)
    assert phrase("support_requests.not_yet") in text_of(answer)


@pytest.mark.branch("4.13")
async def test_a_claim_not_confirmed_in_the_agreed_time_returns_to_the_channel() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await world.pass_time(timedelta(hours=3, minutes=59))
    assert (await stored(world, request)).state is RequestState.CLAIMED
    await world.pass_time(timedelta(minutes=1))
    assert (await stored(world, request)).state is RequestState.OPEN
    assert phrase("support_requests.asked.unconfirmed") in text_of(world.sees("sam").last)
    assert hanging(world, "pat", request, "request.returned")
    (claim,) = hanging(world, "#peers", request, "request.claim_card")
    assert "request.claim" in actions(claim)


async def test_a_talk_nobody_closes_is_closed_after_two_weeks() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await press(world, "pat", "request.reached", request)
    await world.pass_time(timedelta(days=14))
    assert (await stored(world, request)).state is RequestState.DONE


async def deactivate(world: World, user: str) -> None:
    async def leave(work: Work) -> None:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        await work.save(replace(person, active=False))

    await in_one_work(world.storage, leave)


async def drop_supporter(world: World, user: str) -> None:
    async def drop(work: Work) -> None:
        programme = await current(work)
        area = programme.areas[0]
        left = tuple(p for p in takers_in(area) if p != world.people[user])
        changed = area.with_takers("peer", left)
        await put(work, replace(programme, areas=(changed,)))

    await in_one_work(world.storage, drop)


async def test_what_a_deactivated_supporter_holds_returns_to_the_channel() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await deactivate(world, "pat")
    assert "Sam" not in text_of(await world.press("pat", "request.contact", request))
    await world.pass_time(timedelta(minutes=1))
    assert (await stored(world, request)).state is RequestState.OPEN


@pytest.mark.parametrize(
    ("done_before", "state"),
    [
        ((), RequestState.WITHDRAWN),
        (("request.reached",), RequestState.DONE),
    ],
)
async def test_when_who_asked_leaves_the_claim_ends_and_its_card_says_so(
    done_before: tuple[str, ...], state: RequestState
) -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    for action in done_before:
        await press(world, "pat", action, request)
    await world.settle()
    posted = {user: len(world.sees(user).messages) for user in ("sam", "pat")}
    await deactivate(world, "sam")
    await world.pass_time(timedelta(minutes=1))
    assert (await stored(world, request)).state is state
    assert ENDED in text_of(world.sees("pat").last)
    assert NOT_WITH_YOU in text_of(await world.press("pat", "request.contact", request))
    await world.pass_time(timedelta(days=1))
    # Nobody is written to for it, and none of it waits for anybody.
    assert {user: len(world.sees(user).messages) for user in posted} == posted
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "person")) is None


async def test_who_is_no_supporter_any_more_loses_the_contact_at_once_and_then_the_claim() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await drop_supporter(world, "pat")
    assert NOT_WITH_YOU in text_of(await world.press("pat", "request.contact", request))
    await world.pass_time(timedelta(minutes=1))
    assert (await stored(world, request)).state is RequestState.OPEN
    assert REFUSED in text_of(await world.press("pat", "request.claim", request))


async def test_a_name_with_odd_characters_arrives_as_it_is() -> None:
    world = await World.make()
    odd = "Zoë *_<@U1>& " + "\N{RIGHT-TO-LEFT MARK}" + "x" * 250

    async def rename(work: Work) -> None:
        await work.vault.seal(sealed_text(world.people["sam"], "name"), odd)

    await in_one_work(world.storage, rename)
    request = await ask_for_peer(world)
    assert odd in text_of(await take(world, "pat", request))
