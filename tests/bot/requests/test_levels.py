"""Who is there for people in training: before a claim nothing tells at which level somebody is."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Ask
from bot.core.people import Person, TrainingLevel
from bot.core.storage import Work, in_one_work
from tests.bot.requests.hospital import REFUSED, all_requests, ask_for_peer, stored, take
from tests.some import some
from tests.world import World, text_of

MINUTE = timedelta(minutes=1)
AN_HOUR = 60
"""In minutes: longer than wishes are kept to."""
ON_DUTY = ("pat", "quinn", "uma")


async def hospital_with(level: TrainingLevel, **dedicated: tuple[TrainingLevel, ...]) -> World:
    """A hospital in which Sam is at this level; who is there for which levels, by user."""
    world = await World.make()

    async def write(work: Work) -> None:
        for user in ("sam", *ON_DUTY):
            person = await work.of(Person).get(world.people[user])
            assert person is not None
            mine = level if user == "sam" else person.level
            await work.save(replace(person, level=mine, dedicated_to=dedicated.get(user, ())))

    await in_one_work(world.storage, write)
    for user in ON_DUTY:
        await world.command(user, "/support duty on")
    return world


async def told_before_a_claim(world: World) -> list[tuple[int, str, str]]:
    """Everything that reaches peers within an hour of a wish, and what a press on it answers."""
    request = await ask_for_peer(world)
    code = (await stored(world, request)).code
    seen, told = dict.fromkeys((*ON_DUTY, "#peers"), 0), list[tuple[int, str, str]]()
    for minute in range(AN_HOUR):
        for where in seen:
            log = world.sees(where).log
            fresh = [text_of(card).replace(code, "CODE") for card in log[seen[where] :]]
            told += [(minute, where, text) for text in fresh]
            seen[where] = len(log)
        for user in ON_DUTY:
            answer = await world.press(user, "request.claim", request, at="#peers")
            told.append((minute, user, text_of(answer)))
        await world.pass_time(MINUTE)
    return told


@pytest.mark.parametrize(
    "dedicated",
    [
        {"pat": (TrainingLevel.RESIDENT,)},
        {"pat": (TrainingLevel.RESIDENT,), "quinn": (TrainingLevel.STUDENT,)},
        dict.fromkeys(ON_DUTY, (TrainingLevel.RESIDENT, TrainingLevel.FELLOW)),
    ],
)
async def test_what_peers_are_told_before_a_claim_is_the_same_at_every_level(
    dedicated: dict[str, tuple[TrainingLevel, ...]],
) -> None:
    usual = await told_before_a_claim(await hospital_with(TrainingLevel.NONE, **dedicated))
    reminded = {where for _, where, text in usual if "Someone would still like to talk" in text}
    assert reminded
    for level in some(set(TrainingLevel) - {TrainingLevel.NONE}):
        assert await told_before_a_claim(await hospital_with(level, **dedicated)) == usual


@pytest.mark.parametrize(
    ("level", "may"), [(TrainingLevel.NONE, False), (TrainingLevel.RESIDENT, True)]
)
async def test_only_the_claim_itself_is_refused_to_who_stays_free(
    level: TrainingLevel, *, may: bool
) -> None:
    world = await hospital_with(level, pat=(TrainingLevel.RESIDENT,))
    request = await ask_for_peer(world)
    opened = await world.press("pat", "request.claim", request, at="#peers")
    assert isinstance(opened, Ask)
    answer = await world.submit("pat", opened)
    assert (REFUSED not in text_of(answer)) == may


async def test_a_colleague_may_hand_somebody_to_who_stays_free() -> None:
    world = await hospital_with(TrainingLevel.NONE, pat=(TrainingLevel.RESIDENT,))
    request = await ask_for_peer(world)
    await take(world, "quinn", request)
    form = await world.press("quinn", "request.hand_off", request)
    await world.submit("quinn", form, colleague=world.people["pat"])
    await world.settle()
    answer = await take(world, "pat", request)
    assert REFUSED not in text_of(answer)
    (found,) = await all_requests(world)
    assert found.state == "claimed"
