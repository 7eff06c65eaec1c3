"""Entra read with Graph: who somebody is by their e-mail, in which language, and who has left."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from adapters.clock import SystemClock
from adapters.daily_roster import AGAIN_S, EVERY_S
from adapters.platforms import Named
from adapters.teams.opening import Teams, open_teams
from adapters.teams.roster import Roster
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bot.core.jobs import Job, Reason, Recipient, schedule
from bot.core.names import ACCOUNT_FOUND, CORE_POST
from bot.core.people import Account, Person, accounts_of, email_index, person_with_email
from bot.core.storage import Work, in_one_work, new_reference
from bot.core.symptoms import DIRECTORY
from bot.programme.people.account_search import AccountSearch
from tests.adapters.teams.scripted_bot import Seconds
from tests.fakes import MemoryStorage
from tests.teams_api.graph import DENIED, FakeGraph
from tests.teams_api.issuer import TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User


@pytest.fixture
async def graph(teams: FakeTeams, sam: User) -> AsyncIterator[FakeGraph]:
    """Entra with five people, two at a time; one is a guest."""
    for name in ("Ada Other", "Rosa Lind", "Theo Brandt"):
        teams.add_user(name)
    teams.add_user("Gus Guest", guest=True)
    async with FakeGraph(teams.state) as started:
        yield started


@pytest.fixture
async def reading(
    options: TeamsSettings, graph: FakeGraph, storage: MemoryStorage
) -> AsyncIterator[Teams]:
    words = load_wording().words("en", "UTC")
    wanted = replace(options, graph=graph.url)
    async with open_teams(wanted, words, SystemClock(), storage) as opened:
        yield opened


@pytest.fixture
def seconds() -> Seconds:
    return Seconds()


@pytest.fixture
def roster(reading: Teams, storage: MemoryStorage, seconds: Seconds) -> Roster:
    return Roster(reading.members, storage, reading.tenants.allowed, seconds, reading.directory)


async def named(storage: MemoryStorage, *emails: str) -> list[str]:
    """People of a playbook that knows their e-mail alone."""
    people = [new_reference() for _ in emails]

    async def add(work: Work) -> None:
        for reference, email in zip(people, emails, strict=True):
            blind_index = email_index(work, email)
            await work.add(Person(reference=reference, email_index=blind_index))

    await in_one_work(storage, add)
    return people


async def person_of(storage: MemoryStorage, reference: str) -> tuple[Person, list[Account]]:
    async with storage.reading() as work:
        person = await work.of(Person).get(reference)
        assert person is not None
        return person, await accounts_of(work, person)


@pytest.mark.branch("05.13")
async def test_people_of_the_playbook_are_known_by_their_e_mail_alone(
    graph: FakeGraph, storage: MemoryStorage, roster: Roster, teams: FakeTeams, sam: User
) -> None:
    people = await named(storage, "Sam@example.org", "theo@example.org", "gus@example.org")
    await roster.keep()
    found = [(await person_of(storage, one))[1] for one in people]
    assert found[0] == [Account("teams", TENANT, sam.aad)]
    assert [len(one) for one in found] == [1, 1, 0], "a guest's address proves nothing"
    async with storage.reading() as work:
        assert await work.of(Person).count() == len(people), "nobody else is kept"
    assert set(graph.asked) == {"/v1.0/users"}
    scopes = [one["scope"] for one in teams.issuer.asked]
    assert f"{graph.url}/.default" in scopes


async def test_somebodys_language_is_entras_unless_another_is_known(
    storage: MemoryStorage, roster: Roster, teams: FakeTeams
) -> None:
    for user in teams.state.users.values():
        user.locale = "es-MX"
    sam, theo = await named(storage, "sam@example.org", "theo@example.org")

    async def speak(work: Work) -> None:
        person = await work.of(Person).get(theo)
        assert person is not None
        await work.save(replace(person, locale="pl"))

    await in_one_work(storage, speak)
    await roster.keep()
    assert (await person_of(storage, sam))[0].locale == "es_MX"
    assert (await person_of(storage, theo))[0].locale == "pl"


@pytest.mark.branch("05.14")
@pytest.mark.parametrize("how", ["switched off", "deleted"])
async def test_whoever_left_loses_the_account_and_can_do_nothing(
    how: str, graph: FakeGraph, storage: MemoryStorage, roster: Roster, sam: User
) -> None:
    left, stays = await named(storage, "sam@example.org", "theo@example.org")
    await roster.keep()
    if how == "deleted":
        sam.deleted = True
    else:
        graph.off.add(sam.aad)
    assert roster._directory
    await roster.sync_directory(roster._directory)
    person, accounts = await person_of(storage, left)
    assert (person.active, accounts) == (False, [])
    person, accounts = await person_of(storage, stays)
    assert (person.active, len(accounts)) == (True, 1)


async def test_whoever_comes_back_may_do_what_they_could(
    graph: FakeGraph, storage: MemoryStorage, roster: Roster, sam: User
) -> None:
    (person,) = await named(storage, "sam@example.org")
    assert roster._directory
    for off in ({sam.aad}, set[str]()):
        await roster.sync_directory(roster._directory)
        graph.off = off
    await roster.sync_directory(roster._directory)
    found, accounts = await person_of(storage, person)
    assert (found.active, len(accounts)) == (True, 1)


async def test_whom_a_list_leaves_out_has_not_left(
    graph: FakeGraph, storage: MemoryStorage, roster: Roster, sam: User
) -> None:
    (person,) = await named(storage, "sam@example.org")
    await roster.keep()
    graph.hidden.add(sam.aad)
    assert roster._directory
    assert not await roster.sync_directory(roster._directory)
    assert (await person_of(storage, person))[0].active


async def test_a_list_that_breaks_off_takes_nobody_away_and_is_read_again_soon(
    graph: FakeGraph, storage: MemoryStorage, roster: Roster, seconds: Seconds, sam: User
) -> None:
    (person,) = await named(storage, "sam@example.org")
    await roster.keep()
    sam.deleted = True
    graph.elsewhere = "https://attacker.example.org/v1.0/users"
    assert roster._directory
    assert await roster.sync_directory(roster._directory)
    assert (await person_of(storage, person))[0].active
    graph.elsewhere, graph.fail = "", 503
    seconds.now = roster._next
    await roster.keep()
    assert roster._next == seconds.now + AGAIN_S
    graph.fail = 0
    seconds.now = roster._next
    await roster.keep()
    assert not (await person_of(storage, person))[0].active


async def test_entra_is_not_read_unless_that_was_said(ours: Teams) -> None:
    assert ours.directory is None


async def test_the_doctor_says_what_to_allow(graph: FakeGraph, reading: Teams) -> None:
    await reading.tenants.heard_from(TENANT, "")
    graph.consented = False
    found = await reading.examine(Named())
    (denied,) = [one for one in found if one.cause is DIRECTORY]
    assert DENIED in denied.detail
    assert "User.Read.All" in denied.said(load_wording().words("en", "UTC")).mend
    graph.consented = True
    assert DIRECTORY not in [one.cause for one in await reading.examine(Named())]


# ---- somebody who is waited for ----


async def waited_for(storage: MemoryStorage, email: str) -> str:
    """Somebody whose account nobody knows yet, and a message that waits for it."""
    [person] = await named(storage, email)

    async def write(work: Work) -> None:
        await work.vault.seal(Person.email.of(person), email)
        to = Recipient.person(person)
        await schedule(work, CORE_POST, f"note:{person}", work.now, recipient=to)
        [job] = await work.of(Job).find(Job.key.is_(f"note:{person}"))
        later = work.now + timedelta(hours=1)
        await work.save(replace(job, reason=Reason.ACCOUNT, due_at=later))

    await in_one_work(storage, write)
    return person


async def search(storage: MemoryStorage) -> AccountSearch:
    async with storage.reading() as work:
        found = await work.of(AccountSearch).get("teams")
    assert found is not None
    return replace(found, at=None, revision=0)


async def released(storage: MemoryStorage) -> int:
    """How many times the messages that wait for accounts were let go."""
    async with storage.reading() as work:
        return await work.of(Job).count(Job.kind.is_(ACCOUNT_FOUND))


async def test_entra_is_asked_about_somebody_who_is_waited_for_every_minute(
    graph: FakeGraph,
    storage: MemoryStorage,
    roster: Roster,
    teams: FakeTeams,
    seconds: Seconds,
) -> None:
    await roster.keep()
    ida = await waited_for(storage, "ida@example.org")
    seconds.now += 61
    await roster.keep()
    assert await search(storage) == AccountSearch(reference="teams", waiting=1, unknown=1)
    teams.add_user("Ida Berg")
    graph.fail = 503
    seconds.now += 61
    await roster.keep()
    expected = AccountSearch(reference="teams", waiting=1, unreachable=True)
    assert await search(storage) == expected
    assert await released(storage) == 0
    graph.fail = 0
    seconds.now += 61
    await roster.keep()
    assert len((await person_of(storage, ida))[1]) == 1
    assert await released(storage) == 1
    assert await search(storage) == AccountSearch(reference="teams")


async def test_a_new_name_in_entra_is_known_by_the_account(
    storage: MemoryStorage, roster: Roster, sam: User, seconds: Seconds
) -> None:
    [person] = await named(storage, "sam@example.org")
    await roster.keep()
    sam.email = "sam.lind@example.org"
    seconds.now += EVERY_S + 1
    await roster.keep()
    async with storage.reading() as work:
        found = await person_with_email(work, "sam.lind@example.org")
    assert found is not None
    assert found.reference == person
