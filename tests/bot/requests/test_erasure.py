"""Forgetting, and that nothing posted or stored gives anybody away."""

from dataclasses import fields
from datetime import timedelta

from bot.core.context import Context
from bot.core.conversation import Answer
from bot.core.jobs import Job, JobState
from bot.core.seen import ShownCard
from bot.core.storage import Work, in_one_work
from bot.follow_ups.names import AFTER_TALK
from bot.requests import forget, holdings
from bot.requests.model import RequestState
from tests.bot.requests.hospital import (
    WHO_FIRST,
    all_requests,
    ask_for_peer,
    give_phone,
    hanging,
    press,
    say_yes,
    stored,
    take,
)
from tests.fakes import MemoryStorage
from tests.sealed import sealed_text
from tests.some import some
from tests.world import ZONE, World, text_of

CANARIES = ("Zanzibarry", "Quokkaton", "555 7777")


async def forget_now(world: World, user: str) -> None:
    async def do(work: Work) -> None:
        context = Context(work, world.wording.words("en", ZONE), world.directory.lines())
        await forget(context, world.people[user])

    await in_one_work(world.storage, do)
    await world.settle()


async def test_forgetting_withdraws_erases_and_takes_the_contact_from_the_supporter() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    await forget_now(world, "sam")
    now = await stored(world, request)
    assert (now.state, now.whose) == (RequestState.WITHDRAWN, None)
    (held,) = hanging(world, "pat", request, "request.held")
    assert held.buttons == ()
    assert "Sam" not in text_of(await world.press("pat", "request.contact", request))
    async with world.storage.reading() as work:
        assert await work.vault.open(sealed_text(request, "person")) is None
        jobs = await work.of(Job).find(Job.subject.is_(request), Job.state.is_(JobState.PENDING))
        assert jobs == []
        for shown in some(await work.of(ShownCard).find(ShownCard.subject.is_(request))):
            address = await work.vault.open(sealed_text(shown.reference, "address"))
            assert address is not None
            assert not address.endswith(" sam")


async def test_forgetting_leaves_the_requests_of_others_alone() -> None:
    world = await World.make()
    mine, other = await ask_for_peer(world), await ask_for_peer(world, "nora")
    await forget_now(world, "sam")
    assert (await stored(world, mine)).state is RequestState.WITHDRAWN
    assert (await stored(world, other)).state is RequestState.OPEN


async def test_what_is_held_is_counted_while_it_lasts() -> None:
    world = await World.make()
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    async with world.storage.reading() as work:
        of_sam = await holdings(work, world.people["sam"])
        of_pat = await holdings(work, world.people["pat"])
    assert (of_sam.asked, of_sam.held) == (("peer",), 0)
    assert (of_pat.asked, of_pat.held) == ((), 1)
    await press(world, "pat", "request.done", request)
    async with world.storage.reading() as work:
        of_sam = await holdings(work, world.people["sam"])
    assert of_sam.asked == ()


async def canary_world() -> World:
    world = await World.make()

    async def rename(work: Work) -> None:
        person = await world.add_person(work, "Zanzibarry Quokkaton", "nurse", "icu")
        assert person.unit == "icu"

    await in_one_work(world.storage, rename)
    await give_phone(world, "zanzibarry", "555 7777")
    return world


async def test_no_posted_card_ever_carries_the_requesters_name_number_or_unit() -> None:
    world = await canary_world()
    for supporter in ("pat", "quinn"):
        await world.command(supporter, "/support duty on")
    me = "zanzibarry"
    request = await ask_for_peer(world, me, WHO_FIRST)
    await world.pass_time(timedelta(minutes=40))
    await press(world, me, "request.on_call", request)
    await take(world, "pat", request)
    await press(world, me, "request.someone_else", request)
    await take(world, "quinn", request)
    assert "Zanzibarry" in text_of(await say_yes_and_look(world, me, "quinn", request))
    for tries in range(2):
        await press(world, "quinn", "request.tried", f"{request}:1:{tries}")
    await world.pass_time(timedelta(hours=5))
    await take(world, "oda", request)
    await press(world, "oda", "request.reached", request)
    await press(world, "oda", "request.done", request)
    await world.pass_time(timedelta(days=9))
    for card in some(world.everything_posted()):
        values = " ".join(button.value for button in card.buttons)
        # Only what follows a talk greets its reader, by their own first name.
        text = text_of(card).replace(f"Hi {CANARIES[0]}.", "", int(card.screen == AFTER_TALK))
        for canary in (*CANARIES, "ICU", "icu", me):
            assert canary not in text
            assert canary not in values


async def say_yes_and_look(world: World, me: str, supporter: str, request: str) -> Answer:
    await say_yes(world, me, request)
    return await world.press(supporter, "request.contact", request)


async def test_no_record_joins_a_person_to_the_request_they_made() -> None:
    world = await canary_world()
    request = await ask_for_peer(world, "zanzibarry")
    await take(world, "pat", request)
    storage = world.storage
    assert isinstance(storage, MemoryStorage)
    person = world.people["zanzibarry"]
    for rows in some(storage.state.records.values()):
        for row in some(rows.values()):
            values = [str(getattr(row, field.name)) for field in fields(row)]
            about_it = any(request in value for value in values)
            assert not (about_it and any(person in value for value in values))
            for canary in (*CANARIES, "zanzibarry"):
                assert all(canary not in value for value in some(values))


async def test_after_the_end_nothing_sealed_leads_to_the_person() -> None:
    world = await canary_world()
    request = await ask_for_peer(world, "zanzibarry")
    await take(world, "pat", request)
    await press(world, "pat", "request.done", request)
    assert (await all_requests(world))[0].reference == request
    storage = world.storage
    assert isinstance(storage, MemoryStorage)
    assert request not in storage.state.sealed
    assert request in storage.state.erased
