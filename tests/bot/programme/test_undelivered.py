"""A coordinator sees what ended undelivered, by reference and reason, and has it sent again."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.context import REDRAW
from bot.core.conversation import Ask
from bot.core.errors import OutcomeUnknown
from bot.core.jobs import Job, JobState, Reason, Recipient, schedule
from bot.core.names import CORE_POST
from bot.core.people import Person, name_of
from bot.core.storage import Work, in_one_work
from bot.home.names import HOME_ANNOUNCEMENT
from bot.programme.names import PROGRAMME_UNDELIVERED
from tests.bot.home.test_page import opens
from tests.some import some
from tests.wording import phrase
from tests.world import World, text_of

READERS = ("sam", "nora", "theo")


@pytest.fixture
async def world() -> World:
    """Messages to Sam and Nora reached nobody; one to Theo may have arrived."""
    world = await World.make()
    world.platform.gone |= {"sam", "nora"}
    world.platform.fail["theo"] = [OutcomeUnknown(), OutcomeUnknown()]

    async def write(work: Work) -> None:
        for user in READERS:
            to = Recipient.person(world.people[user])
            await schedule(work, CORE_POST, user, work.now, screen=HOME_ANNOUNCEMENT, recipient=to)

    await in_one_work(world.storage, write)
    await world.settle()
    await world.pass_time(timedelta(hours=3))
    return world


async def jobs(world: World) -> dict[str, Job]:
    async with world.storage.reading() as work:
        return {job.key: job for job in await work.of(Job).find() if job.key in READERS}


async def opened(world: World) -> Ask:
    labels = [button.label for button in (await opens(world, "kit")).all_buttons]
    assert phrase("home.page.undelivered", count=3) in labels
    form = await world.press("kit", "programme.undelivered")
    assert isinstance(form, Ask)
    return form


async def test_the_list_says_reference_and_reason_and_for_whom_it_never_says(world: World) -> None:
    found = await jobs(world)
    shown = text_of(await opened(world))
    for user, key in zip(READERS, ("account_gone", "account_gone", "maybe"), strict=True):
        reason = phrase(f"programme.undelivered.{key}")
        assert f"{found[user].reference}: {reason}" in shown
    async with world.storage.reading() as work:
        for person in some(await work.of(Person).find()):
            name = await name_of(work, person.reference)
            assert name.split()[0] not in shown.split()


async def test_one_is_sent_again_and_the_others_are_not(world: World) -> None:
    world.platform.gone.clear()
    found = await jobs(world)
    await world.submit("kit", await opened(world), which=found["sam"].reference)
    await world.settle()
    states = {user: job.state for user, job in (await jobs(world)).items()}
    assert states == {
        "sam": JobState.SENT,
        "nora": JobState.DEAD,
        "theo": JobState.UNKNOWN,
    }


async def test_all_are_sent_again_but_what_may_have_arrived(world: World) -> None:
    world.platform.gone.clear()
    await world.submit("kit", await opened(world), which="all")
    await world.settle()
    states = {user: job.state for user, job in (await jobs(world)).items()}
    assert states == {"sam": JobState.SENT, "nora": JobState.SENT, "theo": JobState.UNKNOWN}


async def test_a_message_whose_first_attempt_may_have_arrived_is_not_among_all(
    world: World,
) -> None:
    """The answer to the first attempt was lost, and the second found no account."""

    async def repeat(work: Work) -> None:
        (job,) = [each for each in await work.of(Job).find() if each.key == "sam"]
        await work.save(replace(job, repeats=1))

    await in_one_work(world.storage, repeat)
    world.platform.gone.clear()
    await world.submit("kit", await opened(world), which="all")
    await world.settle()
    states = {user: job.state for user, job in (await jobs(world)).items()}
    assert states == {"sam": JobState.DEAD, "nora": JobState.SENT, "theo": JobState.UNKNOWN}


async def test_a_card_that_was_deleted_is_no_message_that_did_not_arrive(world: World) -> None:
    async def write(work: Work) -> None:
        await schedule(work, REDRAW, "redraw", work.now)
        (job,) = [each for each in await work.of(Job).find() if each.key == "redraw"]
        await work.save(replace(job, state=JobState.DEAD, reason=Reason.GONE))

    await in_one_work(world.storage, write)
    assert phrase("programme.undelivered.text", count=3) in text_of(await opened(world))


async def test_what_was_sent_again_meanwhile_is_not_sent_twice(world: World) -> None:
    world.platform.gone.clear()
    form, other = await opened(world), await world.press("kit", "programme.undelivered")
    sam = (await jobs(world))["sam"].reference
    await world.submit("kit", form, which=sam)
    await world.settle()
    posts = world.platform.posts
    again = await world.submit("kit", other, which=sam)
    await world.settle()
    assert phrase("programme.undelivered.choose") in text_of(again)
    assert world.platform.posts == posts


async def test_only_a_coordinator_opens_it(world: World) -> None:
    refused = await world.press("pat", "programme.undelivered")
    assert not isinstance(refused, Ask)


async def test_where_nothing_is_left_home_has_no_such_button() -> None:
    world = await World.make()
    actions = [button.action for button in (await opens(world, "kit")).all_buttons]
    assert PROGRAMME_UNDELIVERED not in actions
    form = await world.press("kit", "programme.undelivered")
    assert phrase("programme.undelivered.none") in text_of(form)
