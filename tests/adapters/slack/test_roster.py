"""Whose account is whose, and who is in a unit by a user group."""

from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.slack.address import account_of
from adapters.slack.clients import Clients
from adapters.slack.messenger import SlackMessenger
from adapters.slack.roster import LOOK_S, Roster
from adapters.slack.workplace import SlackWorkplace
from bot.core.context import Context
from bot.core.conversation import Command, Delivery
from bot.core.jobs import Recipient, schedule
from bot.core.names import CORE_POST
from bot.core.people import (
    Account,
    Person,
    accounts_of,
    add_stranger,
    email_index,
    name_of,
    person_with,
    person_with_email,
)
from bot.core.storage import Work, in_one_work, new_reference
from bot.programme import current, put
from bot.programme.health import CHECK
from bot.programme.model import Unit
from bot.programme.model.external_sources import StaffList
from bot.programme.people.account_search import AccountSearch
from bot.programme.rosters.list_status import want_lists
from bot.programme.screens import PAUSED, STILL_PAUSED
from tests.adapters.slack.test_people import SAM, Seconds, clients, seconds, slack
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.slack_api.server import FakeSlack
from tests.world import START, World

__all__ = ["clients", "seconds", "slack"]


@pytest.fixture
async def world() -> World:
    return await World.make()


def roster(clients: Clients, world: World, seconds: Seconds) -> Roster:
    return Roster(clients, world.storage, clients.installations, seconds, seconds.sleep)


async def slack_accounts(world: World, user: str) -> list[Account]:
    async with world.storage.reading() as work:
        person = await work.of(Person).get(world.people[user])
        assert person is not None
        return [a for a in await accounts_of(work, person) if a.platform == "slack"]


async def test_people_of_the_playbook_get_their_account_by_e_mail(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    slack.add_user("USAM", "Sam Rivera", email="SAM@Example.org")
    slack.add_user("UEVE", "Eve Nobody", email="eve@example.org")
    slack.add_user("UNORA", "Nora Quist", guest=True)
    await roster(clients, world, seconds).keep()
    assert await slack_accounts(world, "sam") == [SAM]
    assert await slack_accounts(world, "nora") == []
    async with world.storage.reading() as work:
        assert await person_with(work, account_of("T1", "UEVE")) is None


async def test_the_language_of_slack_is_its_readers_and_the_playbooks_word_goes_before_it(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    async def says_german(work: Work) -> None:
        nora = await work.of(Person).get(world.people["nora"])
        assert nora is not None
        await work.save(replace(nora, locale="de", from_playbook=("locale",)))

    await in_one_work(world.storage, says_german)
    slack.add_user("USAM", "Sam Rivera", locale="es-LA")
    slack.add_user("UNORA", "Nora Quist", locale="es-LA")
    await roster(clients, world, seconds).keep()
    async with world.storage.reading() as work:
        found = [await work.of(Person).get(world.people[user]) for user in ("sam", "nora")]
    assert [person and person.locale for person in found] == ["es_LA", "de"]
    assert world.wording.words("es_LA", "UTC")("core.close") == "Cerrar"


async def test_whom_slack_did_not_name_at_first_is_named_later(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    slack.add_user("UEVE", "Eve Nobody")

    async def press(work: Work) -> Person:
        return await add_stranger(work, account_of("T1", "UEVE"), "UTC", "en")

    eve = await in_one_work(world.storage, press)
    await roster(clients, world, seconds).sync()
    async with world.storage.reading() as work:
        assert await name_of(work, eve.reference) == "Eve Nobody"


async def test_whoever_is_in_no_unit_is_on_the_clock_of_where_they_are(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    eve = slack.add_user("UEVE", "Eve Nobody", zone="America/Denver")
    slack.add_user("USAM", "Sam Rivera", zone="Asia/Tokyo")

    async def press(work: Work) -> Person:
        return await add_stranger(work, account_of("T1", "UEVE"), "America/Denver", "en")

    world.people["eve"] = (await in_one_work(world.storage, press)).reference
    before = (await person(world, "sam")).zone
    keeping = roster(clients, world, seconds)
    await keeping.sync()
    eve.zone = "Europe/Oslo"
    await keeping.sync()
    assert (await person(world, "eve")).zone == "Europe/Oslo"
    # The clock of a unit is its shifts'.
    assert (await person(world, "sam")).zone == before


async def test_the_roster_is_read_once_a_day_and_again_soon_after_trouble(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    keeping = roster(clients, world, seconds)
    await keeping.keep()
    await keeping.keep()
    assert len(slack.called("users.list")) == 1
    seconds.now = 25 * 3600
    with slack.failing("users.list", "503"):
        await keeping.keep()
    slack.add_user("USAM", "Sam Rivera")
    seconds.now += 11 * 60
    await keeping.keep()
    assert await slack_accounts(world, "sam") == [SAM]


async def test_who_left_the_workspace_can_do_nothing_and_gives_back_what_they_hold(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    pat = slack.add_user("UPAT", "Pat Okafor")
    keeping = roster(clients, world, seconds)
    await keeping.sync()
    pat.deleted = True
    await keeping.sync()
    assert await slack_accounts(world, "pat") == []
    # They have another account still, and are who they were there.
    assert (await person(world, "pat")).active


async def hire(world: World, user: str) -> None:
    """Somebody new in the playbook, whom no platform knows yet."""

    async def add(work: Work) -> None:
        world.people[user] = new_reference()
        blind_index = email_index(work, f"{user}@example.org")
        await work.add(Person(reference=world.people[user], email_index=blind_index))

    await in_one_work(world.storage, add)


async def person(world: World, user: str) -> Person:
    async with world.storage.reading() as work:
        found = await work.of(Person).get(world.people[user])
    assert found is not None
    return found


async def test_without_another_account_somebody_who_left_is_gone_until_they_are_back(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    await hire(world, "ida")
    ida = slack.add_user("UIDA", "Ida Berg")
    keeping = roster(clients, world, seconds)
    await keeping.sync()
    assert await slack_accounts(world, "ida") == [account_of("T1", "UIDA")]
    ida.deleted = True
    await keeping.sync()
    assert not (await person(world, "ida")).active
    ida.deleted = False
    await keeping.sync()
    assert (await person(world, "ida")).active
    assert await slack_accounts(world, "ida") == [account_of("T1", "UIDA")]


async def test_who_has_left_the_playbook_is_not_brought_back_by_slack(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    slack.add_user("USAM", "Sam Rivera")
    keeping = roster(clients, world, seconds)
    await keeping.sync()

    async def leave(work: Work) -> None:
        sam = await work.of(Person).get(world.people["sam"])
        assert sam is not None
        await work.save(replace(sam, active=False))

    await in_one_work(world.storage, leave)
    await keeping.sync()
    assert not (await person(world, "sam")).active


async def test_people_whom_a_new_playbook_names_are_looked_for_within_minutes(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    keeping = roster(clients, world, seconds)
    await keeping.keep()
    slack.add_user("UIDA", "Ida Berg")
    await hire(world, "ida")
    seconds.now += 11 * 60
    await keeping.keep()
    assert await slack_accounts(world, "ida") == [account_of("T1", "UIDA")]


async def test_a_hospital_too_large_for_slacks_pace_is_read_to_its_last_page(
    slack: FakeSlack,
    clients: Clients,
    world: World,
    seconds: Seconds,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("adapters.slack.roster.PAGE", 50)
    for number in range(1100):
        slack.add_user(f"U{number}", f"P{number}")
    slack.add_user("UIDA", "Ida Berg")
    await hire(world, "ida")
    assert await roster(clients, world, seconds).sync() is False
    assert await slack_accounts(world, "ida") == [account_of("T1", "UIDA")]
    assert [c.outcome for c in slack.called("users.list")].count("ok") == 23
    assert 0 < seconds.now < 120


async def test_where_a_workspace_cannot_be_read_nobody_is_taken_for_gone(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    await hire(world, "ida")
    slack.add_user("UIDA", "Ida Berg")
    keeping = roster(clients, world, seconds)
    await keeping.sync()
    slack.state.users["UIDA"].deleted = True
    with slack.failing("users.list", "500"):
        assert await keeping.sync() is True
    assert (await person(world, "ida")).active


# ---- user groups ----


async def people_of(world: World, unit: str) -> set[str]:
    async with world.storage.reading() as work:
        people = await work.of(Person).find(Person.unit.is_(unit))
        return {await name_of(work, person.reference) for person in people}


@pytest.fixture
async def nights(slack: FakeSlack, world: World) -> list[str]:
    """A unit whose people are a user group, which is the list given."""

    async def add(work: Work) -> None:
        programme = await current(work)
        unit = Unit("nights", "Night team", "main", "America/Denver", groups={"slack": "T1:S1"})
        await put(work, replace(programme, units=(*programme.units, unit)))

    await in_one_work(world.storage, add)
    members = ["UIDA", "USAM"]
    slack.add_group("S1", "nights", members)
    slack.add_user("UIDA", "Ida Berg")
    slack.add_user("USAM", "Sam Rivera")
    return members


async def test_a_user_group_is_a_units_roster(
    clients: Clients, world: World, seconds: Seconds, nights: list[str]
) -> None:
    await roster(clients, world, seconds).keep()
    assert await people_of(world, "nights") == {"Ida Berg"}
    # Sam has a unit by the playbook, and keeps it.
    assert "Sam Rivera" in await people_of(world, "icu")


async def test_who_leaves_the_group_leaves_the_roster(
    clients: Clients, world: World, seconds: Seconds, nights: list[str]
) -> None:
    keeping = roster(clients, world, seconds)
    await keeping.sync()
    nights.clear()
    await keeping.sync()
    assert await people_of(world, "nights") == set()


async def test_a_group_that_is_gone_keeps_neither_accounts_nor_other_groups_back(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds, nights: list[str]
) -> None:
    slack.add_user("UPAT", "Pat Okafor")
    del slack.state.groups["S1"]
    assert await roster(clients, world, seconds).sync() is True
    assert await slack_accounts(world, "pat") == [account_of("T1", "UPAT")]


async def test_as_of_when_a_group_was_read_is_known_and_it_is_read_again_when_asked_for(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds, nights: list[str]
) -> None:
    async def stands(work: Work) -> StaffList | None:
        return await work.of(StaffList).get("slack:T1:S1")

    async def ask(work: Work) -> None:
        await want_lists(work, await current(work))

    keeping = roster(clients, world, seconds)
    await keeping.keep()
    listed = await in_one_work(world.storage, stands)
    assert listed is not None
    assert (listed.as_of, listed.people) == (world.clock.now(), 2)
    nights.clear()
    await in_one_work(world.storage, ask)
    seconds.now += LOOK_S
    await keeping.keep()
    assert await people_of(world, "nights") == set()
    before = len(slack.called("usergroups.users.list"))
    seconds.now += LOOK_S
    await keeping.keep()
    assert len(slack.called("usergroups.users.list")) == before
    del slack.state.groups["S1"]
    await keeping.sync()
    listed = await in_one_work(world.storage, stands)
    assert listed is not None
    assert (listed.as_of, listed.fault) == (world.clock.now(), "unreachable")


# ---- somebody who is waited for ----


@pytest.fixture
async def ward(clients: Clients, seconds: Seconds) -> World:
    """The sample hospital with Slack beside it, and Ida, whom no platform knows yet."""
    clock = SimulatedClock(START)
    storage = MemoryStorage(clock)
    messenger = SlackMessenger(clients, clock, seconds, seconds.sleep)
    world = World(
        storage,
        storage,
        clock,
        beside={"slack": (messenger, SlackWorkplace(clients, seconds))},
    )
    await world.fill()
    return world


async def waited_for(world: World, user: str) -> None:
    """Somebody whose account nobody knows, and a message for them."""
    await hire(world, user)
    reference = world.people[user]

    async def write(work: Work) -> None:
        await work.vault.seal(Person.email.of(reference), f"{user}@example.org")
        to, key = Recipient.person(reference), f"note:{user}"
        await schedule(
            work, CORE_POST, key, work.now, subject=PAUSED, screen=STILL_PAUSED, recipient=to
        )

    await in_one_work(world.storage, write)
    await world.settle()


async def search(world: World) -> AccountSearch:
    async with world.storage.reading() as work:
        found = await work.of(AccountSearch).get("slack")
    assert found is not None
    return replace(found, at=None, revision=0)


def notes(slack: FakeSlack, user: str) -> int:
    return len(slack.messages(slack.state.im(slack.state.users[user]).id))


async def test_a_message_to_an_unknown_account_goes_out_when_the_account_appears(
    slack: FakeSlack, clients: Clients, ward: World, seconds: Seconds
) -> None:
    await waited_for(ward, "ida")
    keeping = roster(clients, ward, seconds)
    await keeping.keep()
    assert await search(ward) == AccountSearch(reference="slack", waiting=1, unknown=1)
    slack.add_user("UIDA", "Ida Berg")
    await keeping.keep()
    assert await slack_accounts(ward, "ida") == [], "at most every minute"
    seconds.now += 61
    await keeping.keep()
    assert await slack_accounts(ward, "ida") == [account_of("T1", "UIDA")]
    assert len(slack.called("users.list")) == 1, "by one targeted look-up"
    await ward.settle()
    assert notes(slack, "UIDA") == 1
    assert await search(ward) == AccountSearch(reference="slack")


async def test_while_slack_cannot_be_reached_the_message_waits_and_that_is_known(
    slack: FakeSlack, clients: Clients, ward: World, seconds: Seconds
) -> None:
    await waited_for(ward, "ida")
    slack.add_user("UIDA", "Ida Berg")
    keeping = roster(clients, ward, seconds)
    with slack.failing("users.list", "500"), slack.failing("users.lookupByEmail", "500"):
        await keeping.keep()
        assert await search(ward) == AccountSearch(reference="slack", waiting=1, unreachable=True)
        await ward.pass_time(timedelta(minutes=5))
        assert notes(slack, "UIDA") == 0
    seconds.now += 61
    await keeping.keep()
    await ward.settle()
    assert notes(slack, "UIDA") == 1


async def test_an_address_that_slack_has_not_confirmed_is_not_taken_and_is_counted(
    slack: FakeSlack, clients: Clients, ward: World, seconds: Seconds
) -> None:
    await waited_for(ward, "ida")
    ida = slack.add_user("UIDA", "Ida Berg", email_confirmed=False)
    keeping = roster(clients, ward, seconds)
    await keeping.keep()
    assert await slack_accounts(ward, "ida") == []
    assert await search(ward) == AccountSearch(reference="slack", waiting=1, unconfirmed=1)
    words = ward.wording.words("en", "UTC")
    async with ward.storage.reading() as work:
        context = Context(work, words, ward.directory.lines())
        said = [finding.what for finding in await CHECK.find(context)]
    assert words("programme.finding.unconfirmed", count=1, name="Slack") in said
    ida.email_confirmed = True
    seconds.now += 61
    await keeping.keep()
    await ward.settle()
    assert notes(slack, "UIDA") == 1


async def test_many_are_looked_for_at_slacks_pace_and_each_gets_a_turn(
    slack: FakeSlack, clients: Clients, ward: World, seconds: Seconds
) -> None:
    for number in range(30):
        await waited_for(ward, f"p{number}")
    keeping = roster(clients, ward, seconds)
    for _ in range(4):
        await keeping.keep()
        seconds.now += 61
    asked = slack.called("users.lookupByEmail")
    assert {call.outcome for call in asked} == {"users_not_found"}, "never too fast"
    assert len({call.args["email"] for call in asked}) == 30
    assert (await search(ward)).unknown == 30


async def test_somebody_who_wrote_from_the_account_meanwhile_gets_what_waited(
    slack: FakeSlack, ward: World
) -> None:
    await waited_for(ward, "ida")
    slack.add_user("UIDA", "Ida Berg")
    typed = Command(
        Delivery("command", "UIDA", "1"), account_of("T1", "UIDA"), "support", ("stop",)
    )
    await ward.bot.handle(typed)
    await ward.settle()
    assert notes(slack, "UIDA") == 1


async def test_the_daily_read_joins_a_new_name_by_the_account(
    slack: FakeSlack, clients: Clients, world: World, seconds: Seconds
) -> None:
    sam = slack.add_user("USAM", "Sam Rivera")
    keeping = roster(clients, world, seconds)
    await keeping.sync()
    sam.email = "sam.lind@example.org"
    await keeping.sync()
    async with world.storage.reading() as work:
        person = await person_with_email(work, "sam.lind@example.org")
    assert person is not None
    assert person.reference == world.people["sam"]
