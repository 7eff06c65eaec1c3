"""Which trainings supporters had: noted by a coordinator, seen by each, gone when it is time."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core.conversation import Answer
from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.supporters.model import Course, Training
from bot.supporters.trainings import forget_old_trainings, merge_trainings
from tests.bot.requests.hospital import form_of
from tests.wording import phrase
from tests.world import World, text_of

ADMIN, MINE = "/support-admin training", "/support training"
FIRST, REFRESHER = phrase("supporters.course.first"), phrase("supporters.course.refresher")


async def notes(
    world: World,
    who: str = "pat",
    course: str = "first",
    held_on: str = "2026-02-01",
    until: str = "",
) -> Answer:
    """Kit opens the list and adds a training."""
    shown = form_of(await world.command("kit", ADMIN))
    assert "supporters.note_training" in str(shown)
    form = await world.press("kit", "supporters.note_training")
    person = world.people.get(who, who)
    return await world.submit("kit", form, who=person, course=course, held_on=held_on, until=until)


async def kept(world: World) -> list[Training]:
    async with world.storage.reading() as work:
        return await work.of(Training).find(order_by=Training.held_on)


async def test_several_are_kept_of_one_person_and_both_see_what_when_and_until() -> None:
    world = await World.make()
    await notes(world, until="2028-01-31")
    shown = text_of(await notes(world, course="refresher", held_on="2026-03-01"))
    for text in (shown, text_of(await world.command("pat", MINE))):
        assert f"{FIRST}, Feb 1, 2026, counts until Jan 31, 2028" in text
        assert f"{REFRESHER}, Mar 1, 2026" in text
    assert "Pat Okafor" in shown
    assert f"Quinn Mayer: {phrase('supporters.trained.nothing')}" in shown
    assert phrase("supporters.trained.none") in text_of(await world.command("quinn", MINE))


async def test_noted_again_it_is_one_training_with_its_new_end() -> None:
    world = await World.make()
    await notes(world)
    await notes(world, until="2027-02-01")
    (one,) = await kept(world)
    assert one.until == "2027-02-01"


@pytest.mark.parametrize(
    ("given", "wrong"),
    [
        ({"who": "sam"}, "who"),
        ({"who": "nobody"}, "who"),
        ({"course": "magic"}, "course"),
        ({"held_on": "2026-03-09"}, "held_on"),
        ({"held_on": "soon"}, "held_on"),
        ({"until": "2026-01-01"}, "until"),
        ({"until": "later"}, "until"),
    ],
)
async def test_what_is_wrong_is_said_beside_it_and_nothing_is_kept(
    given: dict[str, str], wrong: str
) -> None:
    world = await World.make()
    form = form_of(await notes(world, **given))
    assert [each.name for each in form.inputs if each.fault] == [wrong]
    assert await kept(world) == []


async def test_one_noted_by_mistake_is_taken_out() -> None:
    world = await World.make()
    await notes(world)
    (one,) = await kept(world)
    form = await world.press("kit", "supporters.take_out_training")
    assert FIRST in str(form)
    shown = await world.submit("kit", form, which=one.reference)
    assert FIRST not in text_of(shown)
    assert await kept(world) == []


async def test_only_coordinators_note_and_only_supporters_read_their_own() -> None:
    world = await World.make()
    for user in ("pat", "lena", "sam"):
        assert phrase("core.not_yours") in text_of(await world.command(user, ADMIN))
        answer = await world.press(user, "supporters.note_training")
        assert phrase("core.not_yours") in text_of(answer)
    assert phrase("core.not_yours") in text_of(await world.command("sam", MINE))


async def test_mydata_tells_of_them_and_forget_takes_them_away() -> None:
    world = await World.make()
    await notes(world)
    told = phrase("privacy.mydata.trainings", count=1)
    assert told in text_of(await world.command("pat", "/support mydata"))
    await world.command("pat", "/support forget")
    await world.press("pat", "privacy.forget")
    assert await kept(world) == []
    assert told not in text_of(await world.command("pat", "/support mydata"))


async def test_three_years_after_its_end_it_is_gone() -> None:
    world = await World.make()
    person = world.people["pat"]

    async def write(work: Work) -> None:
        for name, held_on, until in (
            ("ended", "2019-01-01", "2023-03-01"),
            ("just", "2019-01-01", "2023-03-10"),
            ("held", "2023-03-01", ""),
        ):
            await work.add(
                Training(
                    reference=name,
                    person=person,
                    course=Course.FIRST,
                    held_on=held_on,
                    until=until,
                )
            )

    await in_one_work(world.storage, write)
    await world.pass_time(timedelta(days=2))
    assert [each.reference for each in await kept(world)] == ["just"]


async def test_it_goes_when_its_person_leaves() -> None:
    world = await World.make()
    await notes(world)

    async def leave(work: Work) -> None:
        person = await work.of(Person).get(world.people["pat"])
        assert person is not None
        await work.save(replace(person, active=False))
        await forget_old_trainings(work)

    await in_one_work(world.storage, leave)
    assert await kept(world) == []


async def test_of_two_records_of_one_person_the_trainings_are_joined() -> None:
    world = await World.make()
    await notes(world)
    await notes(world, course="refresher", held_on="2026-03-01")
    await notes(world, who="quinn")

    async def join(work: Work) -> None:
        await merge_trainings(work, world.people["pat"], world.people["quinn"])

    await in_one_work(world.storage, join)
    found = await kept(world)
    assert {each.person for each in found} == {world.people["quinn"]}
    assert [each.course for each in found] == [Course.FIRST, Course.REFRESHER]
