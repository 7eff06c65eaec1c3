"""What only a platform knows of people: asked before the work, and never waited for."""

from dataclasses import dataclass, field
from datetime import timedelta

import pytest

from bot.core.context import Context
from bot.core.conversation import Ask, Command, Delivery, Press, Profile, Replace, Say
from bot.core.dispatcher import Dispatcher
from bot.core.jobs import Job, JobState, Recipient
from bot.core.people import Account, Person, person_with
from bot.core.seen import Reader, ShownCard
from bot.core.storage import Work, in_one_work
from bot.home.onboarding import WELCOME
from bot.programme.screens import STILL_PAUSED
from tests.world import World, account, text_of

NEW = account("newcomer")


@dataclass
class FakeWorkplace:
    """What the test says; ``asked`` is whom it was asked about."""

    profiles: dict[str, Profile] = field(default_factory=dict)
    outside: set[str] = field(default_factory=set)
    asked: list[str] = field(default_factory=list)

    async def look_up(self, account: Account) -> Profile | None:
        self.asked.append(account.user)
        return self.profiles.get(account.user)

    async def is_member(self, channel: object, account: Account) -> bool | None:
        return account.user not in self.outside


@pytest.fixture
def workplace() -> FakeWorkplace:
    return FakeWorkplace()


@pytest.fixture
async def world(workplace: FakeWorkplace) -> World:
    world = await World.make()
    world.bot = Dispatcher(
        world.storage,
        world.registry,
        world.wording,
        world.directory,
        lambda: None,
        {"practice": workplace},
    )
    return world


async def asks(world: World, user: str = "newcomer") -> None:
    await world.press(user, "check_in.peer")
    await world.settle()


async def whoever(world: World, who: Account) -> Person:
    async with world.storage.reading() as work:
        found = await person_with(work, who)
    assert found is not None
    return found


async def test_an_account_is_its_owners_by_work_e_mail(
    world: World, workplace: FakeWorkplace
) -> None:
    workplace.profiles["newcomer"] = Profile(name="Sam Rivera", email="SAM@example.org")
    await asks(world)
    assert (await whoever(world, NEW)).reference == world.people["sam"]


async def test_somebody_new_has_a_name_for_whoever_takes_their_request(
    world: World, workplace: FakeWorkplace
) -> None:
    workplace.profiles["newcomer"] = Profile(
        name="Ida Berg", email="ida@example.org", phone="555-0188", zone="Europe/Oslo"
    )
    await asks(world)
    contact = await world.submit("pat", await world.press_in("pat", "request.claim", at="#peers"))
    assert "Ida Berg" in text_of(contact)
    assert "555-0188" in text_of(contact)
    assert (await whoever(world, NEW)).zone == "America/Denver"


async def test_the_zone_of_the_platform_stands_where_the_press_has_none(
    world: World, workplace: FakeWorkplace
) -> None:
    workplace.profiles["newcomer"] = Profile(zone="Europe/Oslo", locale="nb-NO")
    await world.bot.handle(Press(Delivery("press", "d", "1"), NEW, "check_in.peer", "1:"))
    person = await whoever(world, NEW)
    assert (person.zone, person.locale) == ("Europe/Oslo", "nb-NO")


async def test_a_platform_that_does_not_answer_keeps_nobody_from_asking(world: World) -> None:
    await asks(world)
    assert (await whoever(world, NEW)).active
    assert "request.claim" in [b.action for b in world.sees("#peers").last.buttons]


async def test_nobody_who_is_known_is_looked_up(world: World, workplace: FakeWorkplace) -> None:
    await asks(world, "sam")
    assert workplace.asked == []


async def test_the_crisis_screen_asks_nobody(world: World, workplace: FakeWorkplace) -> None:
    shown = await world.bot.handle(
        Command(Delivery("command", "d", "1"), NEW, "support", ("crisis",))
    )
    assert "988" in text_of(shown)
    assert workplace.asked == []


async def test_a_supporter_who_is_not_in_the_channel_any_more_takes_nothing(
    world: World, workplace: FakeWorkplace
) -> None:
    await asks(world, "sam")
    form = await world.press_in("pat", "request.claim", at="#peers")
    workplace.outside.add("pat")
    refused = await world.submit("pat", form)
    assert "Sam" not in text_of(refused)
    assert isinstance(await world.press_in("pat", "request.claim", at="#peers"), Say)
    assert isinstance(await world.press_in("quinn", "request.claim", at="#peers"), Ask)


async def test_a_follow_up_waits_while_its_reader_rests(world: World) -> None:
    async def plan(work: Work) -> None:
        context = Context(work, world.wording.words("en", "UTC"), world.directory.lines())
        for key, message in (("later", STILL_PAUSED), ("now", WELCOME)):
            to = Recipient.person(world.people["sam"])
            await context.post(message, "", to, key)

    await in_one_work(world.storage, plan)
    world.platform.rests["sam"] = timedelta(hours=3)
    await world.settle()
    async with world.storage.reading() as work:
        states = {job.key: job for job in await work.of(Job).find()}
    assert states["now"].state is JobState.SENT
    assert states["later"].state is JobState.PENDING
    assert states["later"].due_at == world.clock.now() + timedelta(hours=3)
    world.platform.rests.clear()
    await world.pass_time(timedelta(hours=3))
    assert len(world.sees("sam").log) == 2


async def press_later(world: World, user: str, action: str, subject: str, message: str) -> Replace:
    pressed = Press(
        Delivery("press", user, "later-1"),
        account(user),
        action,
        f"1:{subject}",
        message,
        redrawn_later=True,
    )
    answer = await world.bot.handle(pressed)
    assert isinstance(answer, Replace)
    return answer


async def first_note(world: World) -> tuple[str, str]:
    """Sam's first note: its message and its episode."""
    form = await world.command("lena", "/support-admin activate")
    told = {"kind": "unexpected_death", "harm": "death", "unit": "icu"}
    preview = await world.submit("lena", form, people="sam", day="2026-03-02", time="08:30", **told)
    await world.submit("lena", preview)
    await world.pass_time(timedelta(hours=2))
    ((message, card),) = world.sees("sam").messages.items()
    return message, card.subject


async def test_where_an_answer_cannot_carry_it_a_job_redraws_the_message(world: World) -> None:
    message, episode = await first_note(world)
    answer = await press_later(world, "sam", "check_in.talk", episode, message)
    assert answer.planned
    assert world.sees("sam").messages[message].screen == "check_in.note"
    await world.settle()
    assert world.sees("sam").messages[message].screen == "check_in.options"


async def test_a_card_that_ends_is_redrawn_once_more_and_then_forgotten(world: World) -> None:
    message, episode = await first_note(world)
    answer = await press_later(world, "sam", "check_in.no_thanks", episode, message)
    assert answer.planned
    await world.settle()
    assert world.sees("sam").messages[message].buttons == ()
    async with world.storage.reading() as work:
        assert await work.of(ShownCard).find(ShownCard.subject.is_("")) == []


async def test_the_last_redraw_is_in_the_language_of_who_pressed(world: World) -> None:
    message, episode = await first_note(world)
    await press_later(world, "sam", "check_in.no_thanks", episode, message)
    async with world.storage.reading() as work:
        (shown,) = await work.of(ShownCard).find(ShownCard.subject.is_(""))
        reader = await work.vault.open(shown.reader)
    assert reader == Reader("en", "America/Denver")


async def test_of_a_message_nobody_remembers_no_redraw_is_promised(world: World) -> None:
    answer = await press_later(world, "sam", "privacy.clear", "", "m999")
    assert not answer.planned
