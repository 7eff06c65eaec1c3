"""A coordinator asks one person to look at an open request; whose it is never shows."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Ask
from bot.programme import current, put
from bot.requests.model import RequestState, SupportRequest
from tests.bot.requests.hospital import actions, ask_for_peer, form_of, hanging, stored
from tests.wording import phrase
from tests.world import World, takers_in, text_of

ADMIN = "/support-admin assign"


async def code_of(world: World, reference: str) -> str:
    async with world.storage.reading() as work:
        found = await work.of(SupportRequest).get(reference)
    assert found is not None
    return found.code


async def assigns(world: World, reference: str, who: str) -> str:
    form = form_of(await world.command("kit", f"{ADMIN} {await code_of(world, reference)}"))
    answer = await world.submit("kit", form, who=world.people[who])
    await world.settle()
    return text_of(answer)


async def test_who_is_asked_sees_no_name_and_takes_it_by_their_own_press() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam")
    assert phrase("support_requests.assign.asked") in await assigns(world, request, "pat")
    (card,) = hanging(world, "pat", request, "request.reminder")
    assert actions(card) == ["request.claim", "request.pass"]
    assert "Sam" not in str(card)
    assert (await stored(world, request)).state is RequestState.OPEN


async def test_who_was_reminded_a_moment_ago_has_one_card_when_they_are_asked() -> None:
    world = await World.make()
    await world.command("pat", "/support duty on")
    request = await ask_for_peer(world, "sam")
    await world.pass_time(timedelta(minutes=10))
    assert len(hanging(world, "pat", request, "request.reminder")) == 1
    for _ in range(2):
        # Whoever picks them twice asks them once.
        await assigns(world, request, "pat")
        assert len(hanging(world, "pat", request, "request.reminder")) == 1
        assert len(hanging(world, "pat", request, "request.older")) == 1


async def test_nobody_reads_that_they_are_on_duty_who_is_not() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam")
    await assigns(world, request, "pat")
    (card,) = hanging(world, "pat", request, "request.reminder")
    assert phrase("support_requests.reminder_off_duty") in text_of(card)
    await world.pass_time(timedelta(minutes=45))
    (card,) = hanging(world, "pat", request, "request.reminder")
    assert "You are on duty" not in text_of(card)


async def test_the_coordinator_sees_codes_and_no_name_of_who_asked() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam")
    shown = await world.command("kit", "/support-admin open")
    assert "request.assign_which" in str(shown)
    form = form_of(await world.command("kit", ADMIN))
    assert await code_of(world, request) in str(form)
    second = await world.submit("kit", form, request=request)
    assert isinstance(second, Ask)
    assert "Pat Okafor" in str(second.form)
    assert "Sam" not in str(second.form)


@pytest.mark.branch("61.14")
async def test_whom_a_conflict_keeps_from_it_is_not_asked_and_the_words_are_the_same() -> None:
    world = await World.make()
    async with world.storage.work() as work:
        programme = await current(work)
        area = programme.areas[0]
        near = area.with_takers("peer", (*takers_in(area), world.people["sam"]))
        await put(work, replace(programme, areas=(near,)))
    request = await ask_for_peer(world, "sam")
    mine = await assigns(world, request, "sam")
    assert mine == await assigns(world, request, "pat")
    assert hanging(world, "sam", request, "request.reminder") == []


async def test_asked_twice_is_asked_once() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam")
    await assigns(world, request, "pat")
    await assigns(world, request, "pat")
    assert len(hanging(world, "pat", request, "request.reminder")) == 1


async def test_one_that_is_taken_or_of_another_area_cannot_be_assigned() -> None:
    world = await World.make()
    request = await ask_for_peer(world, "sam")
    async with world.storage.work() as work:
        programme = await current(work)
        other = replace(programme.areas[0], key="north", coordinators=(world.people["lena"],))
        await put(work, replace(programme, areas=(*programme.areas, other)))
    typed = await world.command("lena", f"{ADMIN} {await code_of(world, request)}")
    assert "no open request" in text_of(typed).casefold() or "code" in text_of(typed)
    answer = await world.submit(
        "kit", form_of(await world.command("kit", ADMIN)), request="nothing"
    )
    assert phrase("core.gone") in text_of(answer)


async def test_nobody_else_may() -> None:
    world = await World.make()
    for user in ("sam", "pat", "lena", "vera"):
        assert phrase("core.not_yours") in text_of(await world.command(user, ADMIN))
