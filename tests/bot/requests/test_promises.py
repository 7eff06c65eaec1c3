"""The person and the supporter read the same two times: by when a yes, and by when a call."""

import re
from datetime import timedelta

from bot.core.storage import in_one_work
from bot.requests.promises import Promise, promise_of
from tests.bot.duty.rota_kit import rota_is, turn
from tests.bot.requests.hospital import (
    ask_for_peer,
    card_of,
    episode_of,
    form_of,
    hanging,
    stored,
    take,
)
from tests.wording import phrase
from tests.world import World, text_of

MINUTE = timedelta(minutes=1)


async def promised(world: World, request: str) -> Promise:
    found = await stored(world, request)
    return await in_one_work(world.storage, lambda work: promise_of(work, found))


async def test_while_it_is_open_both_read_the_same_two_times() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(10 * MINUTE)
    person = text_of(await world.command("sam", "/support talk peer"))
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    (reminder,) = hanging(world, "pat", request, "request.reminder")
    dialog = await world.press("pat", "request.claim", request, at="#peers")
    assert phrase("support_requests.aim.on_duty", yes="9:30 AM", calls="1:30 PM") in person
    supporters = phrase("support_requests.claim.times", yes="9:30 AM", calls="1:30 PM")
    for shown in (text_of(card), text_of(reminder), text_of(dialog)):
        assert supporters in shown


async def test_once_it_is_taken_both_read_by_when_they_call() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    contact = text_of(form_of(await take(world, "pat", request)))
    (held,) = hanging(world, "pat", request, "request.held")
    (status,) = hanging(world, "sam", request, "request.status")
    assert (await promised(world, request)).calls_by is not None
    assert phrase("support_requests.contact.by", time="1:00 PM") in contact
    assert phrase("supports.peer.found", time="1:00 PM") in text_of(status)
    assert phrase("support_requests.held.claimed", time="1:00 PM") in text_of(held)


async def test_to_who_wants_a_message_in_the_app_nobody_is_said_to_call() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    status = card_of(await world.command("sam", "/support talk peer"))
    (card,) = hanging(world, "#peers", request, "request.claim_card")
    dialog = form_of(await world.press("pat", "request.claim", request, at="#peers"))
    contact = form_of(await take(world, "pat", request))
    times = {"yes": "9:30 AM", "calls": "1:30 PM"}
    for shown, sentence in (
        (text_of(status), phrase("support_requests.aim.on_duty", **times)),
        (text_of(card), phrase("support_requests.claim.times", **times)),
        (text_of(dialog), phrase("support_requests.take.by", time="1:00 PM")),
        (text_of(contact), phrase("support_requests.contact.by", time="1:00 PM")),
    ):
        assert sentence in shown
        assert not re.search(r"\bcalls?\b", sentence, re.IGNORECASE)


async def test_the_dialog_before_taking_it_says_the_time_that_the_person_then_reads() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    dialog = await world.press("pat", "request.claim", request, at="#peers")
    assert phrase("support_requests.take.by", time="1:00 PM") in text_of(dialog)
    await world.submit("pat", dialog)
    await world.settle()
    assert phrase("supports.peer.found", time="1:00 PM") in text_of(world.sees("sam").last)


async def test_nothing_is_promised_where_those_on_duty_leave_before() -> None:
    world = await World.make()
    await rota_is(world, turn(world, "pat", "07:00", "09:15"))
    request = await ask_for_peer(world)
    assert await promised(world, request) == Promise()
    card = hanging(world, "#peers", request, "request.claim_card")[0]
    assert phrase("support_requests.claim.times") not in text_of(card)


async def test_nothing_is_promised_where_those_on_duty_may_not_take_it() -> None:
    world = await World.make()
    episode = await episode_of(world, "sam")
    await episode_of(world, "pat")
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world, episode=episode)
    assert await promised(world, request) == Promise()
    person = text_of(await world.command("sam", "/support talk peer"))
    assert phrase("support_requests.aim.nobody_on", time="9:30 AM") in person
    # Somebody is on duty, so it cannot say that no one is.
    assert "No one is on duty" not in person


async def test_a_promise_that_has_passed_is_taken_back() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world)
    await world.pass_time(30 * MINUTE)
    assert await promised(world, request) == Promise()
    assert phrase("supports.peer.waiting") in text_of(world.sees("sam").last)
