"""A new name: HR's file and the platform take it at different times, and nothing is lost by it."""

from dataclasses import dataclass, field, replace
from datetime import timedelta

import pytest

from adapters.intake.hr_file import import_file
from bot.check_ins import wishes_of
from bot.core.conversation import Profile
from bot.core.dispatcher import Dispatcher
from bot.core.jobs import Recipient, schedule
from bot.core.names import CORE_POST
from bot.core.people import Account, Person, add_account, person_with, person_with_email
from bot.core.storage import Work, in_one_work
from bot.programme import current, match_accounts, put
from bot.programme.screens import PAUSED, STILL_PAUSED
from bot.requests.model import RequestState
from tests.bot.follow_ups.story import report
from tests.bot.requests.hospital import ask_for_peer, reads, stored, take
from tests.wording import phrase
from tests.world import STAFF, World, account, text_of, user_of

HEAD = "email,name,role,unit"
SAM, WED = "sam@example.org", "sam.lind@example.org"
LEFT = phrase("core.left")


@dataclass
class FakeWorkplace:
    """What the platform says of its accounts."""

    profiles: dict[str, Profile] = field(default_factory=dict)

    async def look_up(self, account: Account) -> Profile | None:
        return self.profiles.get(account.user)

    async def is_member(self, channel: object, account: Account) -> bool | None:
        return True


@pytest.fixture
def workplace() -> FakeWorkplace:
    return FakeWorkplace()


@pytest.fixture
async def world(workplace: FakeWorkplace) -> World:
    """Everybody is in HR's file, without numbers."""
    world = await World.make()
    world.bot = Dispatcher(
        world.storage,
        world.registry,
        world.wording,
        world.directory,
        lambda: None,
        {"practice": workplace},
    )
    await hr_says(world)
    return world


async def hr_says(world: World, **renamed: tuple[str, str]) -> None:
    """HR's file comes, with some people under a new name and address."""
    lines = [HEAD]
    for name, profession, unit, _ in STAFF:
        user = user_of(name)
        name, email = renamed.get(user, (name, f"{user}@example.org"))  # noqa: PLW2901
        known = unit if unit in {"icu", "float", "surgery", "pharmacy", "pastoral"} else ""
        lines.append(f"{email},{name},{profession},{known}")
    raw = "\n".join([*lines, ""]).encode()

    async def take_file(work: Work) -> None:
        plan = await import_file(work, raw, "test")
        assert plan.is_sound, [str(fault) for fault in plan.faults]

    await in_one_work(world.storage, take_file)


async def the(world: World, email: str) -> Person:
    async with world.storage.reading() as work:
        person = await person_with_email(work, email)
    assert person is not None
    return person


async def owner(world: World, user: str) -> Person:
    async with world.storage.reading() as work:
        person = await person_with(work, account(user))
    assert person is not None
    return person


async def read_by_the_platform(world: World, user: str, email: str) -> None:
    await in_one_work(world.storage, lambda work: match_accounts(work, [(email, account(user))]))


async def test_her_press_after_hrs_file_is_hers_and_joins_both_at_once(
    world: World, workplace: FakeWorkplace
) -> None:
    await hr_says(world, sam=("Sam Lind", WED))
    workplace.profiles["sam"] = Profile(name="Sam Lind", email=WED)
    answer = await world.command("sam", "/support stop")
    assert LEFT not in text_of(answer)
    sam = await the(world, WED)
    assert sam.reference == world.people["sam"]
    assert (await owner(world, "sam")).reference == sam.reference
    await world.settle()
    async with world.storage.reading() as work:
        assert (await wishes_of(work, sam.reference)).stopped
        assert await work.of(Person).count() == len(STAFF), "nobody is there twice"


async def test_a_look_that_only_reads_finds_the_joined_person_too(
    world: World, workplace: FakeWorkplace
) -> None:
    await hr_says(world, pat=("Pat Lind", "pat.lind@example.org"))
    workplace.profiles["pat"] = Profile(name="Pat Lind", email="pat.lind@example.org")
    answer = await world.command("pat", "/support queue")
    assert LEFT not in text_of(answer)
    pat = await the(world, "pat.lind@example.org")
    assert (pat.reference, pat.gone) == (world.people["pat"], False)


async def test_until_the_platform_has_the_new_address_she_is_who_she_was(
    world: World, workplace: FakeWorkplace
) -> None:
    workplace.profiles["pat"] = Profile(name="Pat Okafor", email="pat@example.org")
    await hr_says(world, pat=("Pat Lind", "pat.lind@example.org"))
    await world.pass_time(timedelta(hours=20))
    assert LEFT not in text_of(await world.command("pat", "/support queue"))


async def test_who_left_gets_no_further_by_an_account_that_still_works(
    world: World, workplace: FakeWorkplace
) -> None:
    workplace.profiles["pat"] = Profile(name="Pat Okafor", email="pat@example.org")
    await hr_says(world, pat=("Bo Winter", "bo@example.org"))
    assert LEFT in text_of(await world.command("pat", "/support queue"))


async def test_her_no_to_notes_holds_under_the_new_name(world: World) -> None:
    await world.command("sam", "/support stop")
    await hr_says(world, sam=("Sam Lind", WED))
    await read_by_the_platform(world, "sam", WED)
    await world.settle()
    before = len(world.sees("sam").messages)
    await report(world, "sam", "theo")
    await world.pass_time(timedelta(days=3))
    assert len(world.sees("sam").messages) == before
    assert len(world.sees("theo").messages) > 0


@pytest.mark.parametrize("platform_first", [True, False])
async def test_her_open_request_goes_on_and_its_holder_is_not_told_that_it_is_over(
    world: World, *, platform_first: bool
) -> None:
    request = await ask_for_peer(world)
    await take(world, "pat", request)
    if platform_first:
        await read_by_the_platform(world, "sam", WED)
    await hr_says(world, sam=("Sam Lind", WED))
    await world.pass_time(timedelta(minutes=20))
    assert (await stored(world, request)).state is RequestState.CLAIMED
    await read_by_the_platform(world, "sam", WED)
    await world.pass_time(timedelta(minutes=20))
    assert (await stored(world, request)).state is RequestState.CLAIMED
    assert phrase("support_requests.held.ended") not in reads(world, "pat")
    dialog = await world.press_in("pat", "request.contact")
    assert "Sam Lind" in text_of(dialog)


@pytest.mark.parametrize("named", ["the old address", "the new address"])
async def test_her_places_and_her_duty_are_hers_under_the_new_name(
    world: World, named: str
) -> None:
    await world.command("pat", "/support duty on")
    await hr_says(world, pat=("Pat Lind", "pat.lind@example.org"))
    newer = await the(world, "pat.lind@example.org")
    if named == "the new address":
        # A playbook that names her so was applied before anything joined the two.
        await names_instead(world, world.people["pat"], newer.reference)
    await read_by_the_platform(world, "pat", "pat.lind@example.org")
    async with world.storage.reading() as work:
        area = (await current(work)).areas[0]
    assert world.people["pat"] in (area.supports["peer"].takers or ())
    assert newer.reference not in (area.supports["peer"].takers or ())
    await world.settle()
    request = await ask_for_peer(world)
    await world.pass_time(timedelta(minutes=10))
    assert request in {card.subject for card in world.sees("pat").messages.values()}


async def names_instead(world: World, old: str, new: str) -> None:
    async def write(work: Work) -> None:
        programme = await current(work)
        area = programme.areas[0]
        terms = area.supports["peer"]
        takers = tuple(new if each == old else each for each in terms.takers or ())
        supports = {**area.supports, "peer": replace(terms, takers=takers)}
        await put(work, replace(programme, areas=(replace(area, supports=supports),)))

    await in_one_work(world.storage, write)


async def test_a_message_to_her_new_record_waits_for_the_account_and_goes_out_once(
    world: World,
) -> None:
    await hr_says(world, sam=("Sam Lind", WED))
    newer = await the(world, WED)
    assert newer.reference != world.people["sam"]

    async def write(work: Work) -> None:
        to = Recipient.person(newer.reference)
        await schedule(
            work, CORE_POST, "a-note", work.now, subject=PAUSED, screen=STILL_PAUSED, recipient=to
        )

    await in_one_work(world.storage, write)
    await world.pass_time(timedelta(minutes=10))
    assert paused_notes(world) == 0
    await read_by_the_platform(world, "sam", WED)
    await world.settle()
    assert paused_notes(world) == 1
    await world.pass_time(timedelta(hours=2))
    assert paused_notes(world) == 1


def paused_notes(world: World) -> int:
    return sum(card.screen == STILL_PAUSED for card in world.sees("sam").messages.values())


# ---- nothing in common but the account ----

ZOE = "zoe@example.org"
IS_IT_YOU = phrase("programme.who_are_you.text")
EARLIER_NAME = phrase("programme.who_are_you.was", name="Sam (sam@example.org)")


async def sam_becomes(world: World, workplace: FakeWorkplace) -> None:
    """HR's file lists another name, address, unit and role; the account has that address."""
    await hr_says(world, sam=("Zoe Quell", ZOE))
    zoe = await the(world, ZOE)
    await in_one_work(
        world.storage, lambda work: work.save(replace(zoe, unit="pastoral", profession="adviser"))
    )
    workplace.profiles["sam"] = Profile(name="Zoe Quell", email=ZOE)


@pytest.mark.parametrize("read_first", [True, False])
async def test_the_account_of_somebody_who_left_is_asked_and_a_yes_joins_both(
    world: World, workplace: FakeWorkplace, *, read_first: bool
) -> None:
    await world.command("sam", "/support stop")
    await sam_becomes(world, workplace)
    if read_first:
        await read_by_the_platform(world, "sam", ZOE)
    for _ in range(2):
        answer = await world.press("sam", "check_in.peer")
        assert IS_IT_YOU in text_of(answer)
        assert "Sam " not in text_of(answer), "conversations keep their cards"
    assert EARLIER_NAME in text_of(await world.press("sam", "programme.former_name"))
    thanks = await world.press("sam", "programme.its_me")
    assert phrase("programme.who_are_you.thanks") in text_of(thanks)
    sam = await the(world, ZOE)
    assert sam.reference == world.people["sam"]
    assert (await owner(world, "sam")).reference == sam.reference
    await world.settle()
    async with world.storage.reading() as work:
        assert (await wishes_of(work, sam.reference)).stopped
        assert await work.of(Person).count() == len(STAFF), "nobody is there twice"
    assert IS_IT_YOU not in text_of(await world.press("sam", "check_in.peer"))


async def test_a_no_keeps_them_apart_and_is_not_asked_for_again(
    world: World, workplace: FakeWorkplace
) -> None:
    await world.command("sam", "/support stop")
    await sam_becomes(world, workplace)
    assert IS_IT_YOU in text_of(await world.command("sam", "/support queue"))
    await world.press("sam", "programme.not_me")
    await world.press("sam", "programme.its_me")
    zoe = await the(world, ZOE)
    assert zoe.reference != world.people["sam"]
    assert (await owner(world, "sam")).reference == zoe.reference
    asked = await world.press("sam", "check_in.peer")
    assert IS_IT_YOU not in text_of(asked)
    await world.settle()
    async with world.storage.reading() as work:
        assert not (await wishes_of(work, zoe.reference)).stopped
        assert (await wishes_of(work, world.people["sam"])).stopped


async def test_help_at_once_comes_before_any_question(
    world: World, workplace: FakeWorkplace
) -> None:
    await sam_becomes(world, workplace)
    await read_by_the_platform(world, "sam", ZOE)
    shown = text_of(await world.press("sam", "crisis.show"))
    assert IS_IT_YOU not in shown
    assert "988" in shown


async def test_nobody_but_the_owner_of_the_account_is_asked(
    world: World, workplace: FakeWorkplace
) -> None:
    await sam_becomes(world, workplace)
    await read_by_the_platform(world, "sam", ZOE)
    zoe = await the(world, ZOE)
    other = Account("practice", "practice", "zoe-elsewhere")
    await in_one_work(world.storage, lambda work: add_account(work, zoe, other))
    for user in ("zoe-elsewhere", "nora"):
        asked = await world.press(user, "check_in.peer")
        assert IS_IT_YOU not in text_of(asked)
        shown = await world.press(user, "programme.former_name")
        assert EARLIER_NAME not in text_of(shown)
    assert IS_IT_YOU in text_of(await world.press("sam", "check_in.peer"))


async def test_whoever_has_another_number_at_hr_is_not_asked(
    world: World, workplace: FakeWorkplace
) -> None:
    await sam_becomes(world, workplace)
    sam, zoe = world.people["sam"], (await the(world, ZOE)).reference

    async def numbered(work: Work) -> None:
        for reference, number in ((sam, "one"), (zoe, "two")):
            person = await work.of(Person).get(reference)
            assert person is not None
            await work.save(replace(person, employee_index=number))

    await in_one_work(world.storage, numbered)
    answer = await world.press("sam", "check_in.peer")
    assert IS_IT_YOU not in text_of(answer)
    assert (await owner(world, "sam")).reference == sam
