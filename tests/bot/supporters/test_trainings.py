"""Which trainings supporters had: noted by a coordinator, seen by each, gone when it is time."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.core.conversation import Answer, Ask
from bot.core.inputs import Choice, Option
from bot.core.people import Person
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import AuditEntry
from bot.supporters.model import Course, Training
from bot.supporters.trainings import forget_old_trainings, merge_trainings
from bot.supporters.trainings_screens import LONGEST_LINE
from tests.bot.duty.rota_kit import person_is
from tests.bot.requests.hospital import form_of
from tests.some import some
from tests.wording import phrase
from tests.world import World, takers, takers_in, text_of

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


def options(answer: Answer) -> tuple[Option, ...]:
    """What can be picked in a form with one choice."""
    (choice,) = form_of(answer).inputs
    assert isinstance(choice, Choice)
    return choice.options


async def add_many(work: Work, person: str, count: int) -> None:
    for n in range(count):
        await work.add(
            Training(
                reference=f"{person}{n}",
                person=person,
                course=Course.DISCLOSURE,
                held_on=(date(2026, 2, 1) - timedelta(days=n)).isoformat(),
                until="2028-01-31",
            )
        )


async def logged(world: World) -> list[str]:
    """What the audit log says of trainings."""
    async with world.storage.reading() as work:
        entries = await work.of(AuditEntry).find(order_by=AuditEntry.number)
    return [entry.what for entry in entries if "training" in entry.what]


@pytest.mark.parametrize("until", ["2026-03-02", "2026-03-01"])
async def test_once_the_last_day_has_been_nobody_reads_that_they_are_still_asked(
    until: str,
) -> None:
    world = await World.make()
    await person_is(world, "pat", trained_until=until)
    shown = text_of(await world.command("pat", MINE))
    over = until < "2026-03-02"
    assert (phrase("supporters.duty.lapsed") in shown) == over
    assert (phrase("supporters.trained.ends") in shown) == (not over)


async def test_several_are_kept_of_one_person_and_both_see_what_when_and_until() -> None:
    world = await World.make()
    await notes(world, until="2028-01-31")
    shown = text_of(await notes(world, course="refresher", held_on="2026-03-01"))
    said = phrase(
        "supporters.trained.counts", course=FIRST, day="Feb 1, 2026", until="Jan 31, 2028"
    )
    for text in (shown, text_of(await world.command("pat", MINE))):
        assert said in text
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
    assert await logged(world) == ["a training noted", "the end of a training changed"]
    await notes(world, until="2027-02-01")
    assert len(await logged(world)) == 2


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
    whose = await world.press("kit", "supporters.take_out_training")
    assert [option.value for option in options(whose)] == [world.people["pat"]]
    form = await world.submit("kit", whose, who=world.people["pat"])
    assert "Pat Okafor" in text_of(form)
    assert [option.label for option in options(form)] == [f"{FIRST}, Feb 1, 2026"]
    shown = await world.submit("kit", form, which=one.reference)
    assert FIRST not in text_of(shown)
    assert await kept(world) == []


async def test_of_whom_one_is_taken_out_is_checked_again() -> None:
    world = await World.make()
    await notes(world)
    whose = await world.press("kit", "supporters.take_out_training")
    form = form_of(await world.submit("kit", whose, who=world.people["sam"]))
    assert [each.name for each in form.inputs if each.fault] == ["who"]


async def test_every_training_can_be_taken_out_however_many_there_are() -> None:
    world = await World.make()
    await in_one_work(world.storage, lambda work: add_many(work, world.people["pat"], 60))
    await in_one_work(world.storage, lambda work: add_many(work, world.people["quinn"], 60))
    for user in ("pat", "quinn"):
        whose = await world.press("kit", "supporters.take_out_training")
        form = await world.submit("kit", whose, who=world.people[user])
        assert len(options(form)) == 60


async def test_of_too_many_the_newest_are_shown_whole_and_the_others_are_counted() -> None:
    world = await World.make()
    await in_one_work(world.storage, lambda work: add_many(work, world.people["pat"], 9))
    shown = text_of(await world.command("kit", ADMIN))
    (line,) = [line for line in shown.splitlines() if "Pat Okafor" in line]
    assert len(line) <= LONGEST_LINE
    whole = line.count("until Jan 31, 2028")
    assert line.endswith(f"; and {9 - whole} older ones")
    assert 1 < whole < 5


async def test_of_very_many_supporters_each_can_be_found_by_name() -> None:
    world = await World.make()
    await many_supporters(world, 230)
    first = form_of(await world.press("kit", "supporters.note_training"))
    assert [each.name for each in first.inputs] == ["stretch"]
    found: list[str] = []
    for stretch in some(options(Ask(first))):
        sent = replace(first, nonce=f"n{stretch.value}")
        form = form_of(await world.submit("kit", sent, stretch=stretch.value))
        choice = form.inputs[0]
        assert isinstance(choice, Choice)
        found += [option.label for option in choice.options]
    assert len(set(found)) == len(found) == 236
    last = await world.submit("kit", replace(first, nonce="last"), stretch="2")
    person = world.people["zz229"]
    day = {"held_on": "2026-02-01", "until": ""}
    await world.submit("kit", last, who=person, course="first", **day)
    assert [each.person for each in await kept(world)] == [person]


async def test_of_very_many_trainings_each_can_be_taken_out() -> None:
    world = await World.make()
    await many_supporters(world, 110)

    async def train(work: Work) -> None:
        for user, person in world.people.items():
            if user.startswith("zz"):
                await add_many(work, person, 1)

    await in_one_work(world.storage, train)
    first = await world.press("kit", "supporters.take_out_training")
    whose = await world.submit("kit", first, stretch="1")
    which = await world.submit("kit", whose, who=world.people["zz109"])
    assert len(options(which)) == 1
    await world.submit("kit", which, which=options(which)[0].value)
    assert world.people["zz109"] not in {each.person for each in await kept(world)}


async def many_supporters(world: World, count: int) -> None:
    """So many more people take requests."""

    async def write(work: Work) -> None:
        names = [f"Zz{n:03} Many" for n in range(count)]
        people = [await world.add_person(work, name, "nurse", "surgery") for name in names]
        programme = await current(work)
        (area,) = programme.areas
        peers = (*takers_in(area), *(person.reference for person in people))
        area = replace(area, supports={**area.supports, **takers(peer=peers)})
        await put(work, replace(programme, areas=(area,)))

    await in_one_work(world.storage, write)


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
