"""Whose account is whose, in whose language, and a whole deployment on Teams."""

import base64
import secrets
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession, web

from adapters.clock import SystemClock
from adapters.daily_roster import AGAIN_S, EVERY_S
from adapters.database.migrations import migrate
from adapters.http import make_app
from adapters.settings import load
from adapters.teams.address import address_of
from adapters.teams.opening import Teams, open_teams
from adapters.teams.roster import LOOK_S, Roster
from adapters.teams.settings import TeamsSettings
from adapters.wiring import deployed
from adapters.wording import load_wording
from bot.core.conversation import Ask
from bot.core.jobs import Job, Reason, Recipient, schedule
from bot.core.names import ACCOUNT_FOUND, CORE_POST, Dialog
from bot.core.people import Account, Person, accounts_of, email_index, name_of
from bot.core.screens import Form, Text
from bot.core.storage import Work, in_one_work, new_reference
from bot.core.texts import Words
from bot.programme import current, put
from bot.programme.model import Programme, Unit
from bot.programme.model.external_sources import StaffList
from bot.programme.rosters.list_status import want_lists
from tests.adapters.teams.scripted_bot import ScriptedBot, Seconds, served
from tests.fakes import MemoryStorage
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import APP_ID, APP_PASSWORD, TENANT
from tests.teams_api.reading import read
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import Conversation, User
from tests.world import ZONE

FORM = Form(Dialog("a.form"), "ref", "A form", "Close", (Text("Why"),))


async def known(storage: MemoryStorage, email: str, unit: str = "") -> str:
    """Somebody of the playbook, by their address alone."""
    reference = new_reference()

    async def add(work: Work) -> None:
        blind_index = email_index(work, email)
        await work.add(Person(reference=reference, email_index=blind_index, unit=unit))

    await in_one_work(storage, add)
    return reference


async def accounts(storage: MemoryStorage, reference: str) -> list[Account]:
    async with storage.reading() as work:
        person = await work.of(Person).get(reference)
        assert person is not None
        return await accounts_of(work, person)


@pytest.fixture
async def guest(teams: FakeTeams) -> User:
    return teams.add_user("Gus Guest", guest=True)


@pytest.fixture
async def named(
    teams: FakeTeams, client: TeamsClient, storage: MemoryStorage, sam: User, guest: User
) -> None:
    """Two channels of the playbook, in a tenant we have heard from: of supporters, of a unit."""
    ada = teams.add_user("Ada Other")
    claims = teams.add_channel("claims", (sam.id, guest.id)).id
    ward = teams.add_channel("ward", (ada.id,)).id
    await client.says(sam, "stop")

    async def name(work: Work) -> None:
        at = {"teams": address_of(TENANT, ward).value}
        unit = Unit("icu", "ICU", "main", ZONE, channels=at)
        channels = {"claims": {"teams": address_of(TENANT, claims).value}}
        await put(work, Programme("Sample", ZONE, units=(unit,), channels=channels))

    await in_one_work(storage, name)


def roster(ours: Teams, storage: MemoryStorage, seconds: Seconds) -> Roster:
    return Roster(ours.members, storage, ours.tenants.allowed, seconds)


async def test_people_of_the_playbook_get_their_account_by_e_mail_and_guests_do_not(
    named: None, teams: FakeTeams, ours: Teams, storage: MemoryStorage, sam: User, guest: User
) -> None:
    people = [await known(storage, f"{name}@example.org") for name in ("sam", "ada", "gus")]
    keeping = roster(ours, storage, Seconds())
    await keeping.keep()
    await keeping.sync()
    found = [await accounts(storage, person) for person in people]
    assert found[0] == [Account("teams", TENANT, sam.aad)]
    assert [len(one) for one in found] == [1, 1, 0]


async def test_channels_are_read_once_a_day_and_again_soon_after_trouble(
    named: None, teams: FakeTeams, ours: Teams, storage: MemoryStorage
) -> None:
    seconds = Seconds()
    keeping = roster(ours, storage, seconds)
    await keeping.keep()
    before = len(teams.called("paged"))
    await keeping.keep()
    assert len(teams.called("paged")) == before
    seconds.now = EVERY_S
    with teams.failing("paged", "500"):
        await keeping.keep()
    seconds.now += AGAIN_S
    person = await known(storage, "sam@example.org")
    await keeping.keep()
    assert len(await accounts(storage, person)) == 1


async def test_whoever_is_named_anew_is_looked_for_within_minutes(
    named: None, ours: Teams, storage: MemoryStorage, sam: User
) -> None:
    seconds = Seconds()
    keeping = roster(ours, storage, seconds)
    await keeping.keep()
    person = await known(storage, "sam@example.org")
    seconds.now += AGAIN_S
    await keeping.keep()
    assert await accounts(storage, person) == [Account("teams", TENANT, sam.aad)]


async def test_somebody_who_is_waited_for_is_looked_for_every_minute_then_less_often(
    named: None, teams: FakeTeams, ours: Teams, storage: MemoryStorage
) -> None:
    seconds = Seconds()
    keeping = roster(ours, storage, seconds)
    await keeping.keep()
    person = await known(storage, "gil@example.org")

    async def wait(work: Work) -> None:
        await work.vault.seal(Person.email.of(person), "gil@example.org")
        to, later = Recipient.person(person), work.now + timedelta(hours=1)
        await schedule(work, CORE_POST, "note", later, recipient=to)
        [job] = await work.of(Job).find(Job.key.is_("note"))
        await work.save(replace(job, reason=Reason.ACCOUNT))

    await in_one_work(storage, wait)
    read = []
    for _ in range(16):
        before = len(teams.called("paged"))
        seconds.now += 61
        await keeping.keep()
        read.append(len(teams.called("paged")) > before)
    assert read[0]
    assert 3 < sum(read) < 9
    gil = teams.add_user("Gil Santos")
    next(one for one in teams.state.conversations.values() if "claims" in one.id).members.add(
        gil.id
    )
    seconds.now += AGAIN_S
    await keeping.keep()
    assert await accounts(storage, person) == [Account("teams", TENANT, gil.aad)]
    async with storage.reading() as work:
        assert await work.of(Job).count(Job.kind.is_(ACCOUNT_FOUND)) == 1


# ---- a team as a unit's people ----


async def people_of(storage: MemoryStorage, unit: str) -> dict[str, Person]:
    async with storage.reading() as work:
        people = await work.of(Person).find(Person.unit.is_(unit))
        return {await name_of(work, person.reference): person for person in people}


@pytest.fixture
async def nights(
    teams: FakeTeams, client: TeamsClient, storage: MemoryStorage, sam: User, guest: User
) -> Conversation:
    """A unit whose people are a team, in which there is a guest as well."""
    ida = teams.add_user("Ida Berg")
    team = teams.add_channel("nights", (sam.id, ida.id, guest.id))
    await client.says(sam, "stop")

    async def name(work: Work) -> None:
        of_teams = address_of(TENANT, team.id).value
        unit = Unit("nights", "Night team", "main", "America/Denver", groups={"teams": of_teams})
        await put(work, Programme("Sample", "UTC", units=(unit,)))

    await in_one_work(storage, name)
    return team


@pytest.mark.branch("05.12")
async def test_a_team_is_a_units_roster_on_the_units_clock_and_guests_are_left_out(
    nights: Conversation, ours: Teams, storage: MemoryStorage, sam: User
) -> None:
    await roster(ours, storage, Seconds()).keep()
    people = await people_of(storage, "nights")
    assert set(people) == {"Sam Sample", "Ida Berg"}
    assert {person.zone for person in people.values()} == {"America/Denver"}
    found = await accounts(storage, people["Sam Sample"].reference)
    assert found == [Account("teams", TENANT, sam.aad)]


async def test_as_of_when_a_team_was_read_is_known_and_how_many_guests_were_left_out(
    nights: Conversation, ours: Teams, storage: MemoryStorage
) -> None:
    await roster(ours, storage, Seconds()).keep()
    async with storage.reading() as work:
        [listed] = await work.of(StaffList).find()
    assert (listed.as_of, listed.people, listed.passed_over) == (storage.clock.now(), 2, 1)
    nights.has_bot = False
    await roster(ours, storage, Seconds()).keep()
    async with storage.reading() as work:
        [listed] = await work.of(StaffList).find()
    assert (listed.as_of, listed.fault) == (storage.clock.now(), "unreachable")


async def test_a_team_is_read_again_when_a_coordinator_asks_for_it(
    nights: Conversation, ours: Teams, storage: MemoryStorage, sam: User
) -> None:
    async def ask(work: Work) -> None:
        await want_lists(work, await current(work))

    seconds = Seconds()
    keeping = roster(ours, storage, seconds)
    await keeping.keep()
    nights.members.discard(sam.id)
    await in_one_work(storage, ask)
    seconds.now += LOOK_S
    await keeping.keep()
    assert set(await people_of(storage, "nights")) == {"Ida Berg"}


async def test_somebody_of_the_playbook_is_found_by_e_mail_and_keeps_their_unit(
    nights: Conversation, ours: Teams, storage: MemoryStorage
) -> None:
    person = await known(storage, "sam@example.org", unit="icu")
    await roster(ours, storage, Seconds()).keep()
    assert set(await people_of(storage, "nights")) == {"Ida Berg"}
    assert len(await accounts(storage, person)) == 1


async def test_who_leaves_the_team_leaves_the_roster(
    nights: Conversation, ours: Teams, storage: MemoryStorage, sam: User
) -> None:
    keeping = roster(ours, storage, Seconds())
    await keeping.sync()
    nights.members.discard(sam.id)
    await keeping.sync()
    assert set(await people_of(storage, "nights")) == {"Ida Berg"}


async def test_a_team_that_cannot_be_read_changes_nothing_and_holds_no_other_up(
    nights: Conversation, teams: FakeTeams, ours: Teams, storage: MemoryStorage, sam: User
) -> None:
    seconds = Seconds()
    keeping = roster(ours, storage, seconds)
    await keeping.keep()
    other = teams.add_channel("above", (sam.id,), bot=False)

    async def name(work: Work) -> None:
        programme = await current(work)
        claims = {"claims": {"teams": address_of(TENANT, other.id).value}}
        await put(work, replace(programme, channels=claims))

    await in_one_work(storage, name)
    nights.members.discard(sam.id)
    assert await keeping.sync()
    assert set(await people_of(storage, "nights")) == {"Ida Berg"}
    nights.has_bot = False
    nights.members.clear()
    assert await keeping.sync()
    assert set(await people_of(storage, "nights")) == {"Ida Berg"}


class OneLanguage:
    """Words that say which language was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    def words(self, locale: str, zone: str) -> Words:
        self.asked.append(locale)
        return load_wording().words("en", zone)


async def test_the_frame_of_a_dialog_is_in_the_language_of_its_reader(
    teams: FakeTeams, options: TeamsSettings, bot: ScriptedBot, sam: User
) -> None:
    wording = OneLanguage()
    words = load_wording().words("en", "UTC")
    async with (
        open_teams(options, words, SystemClock(), None, wording) as ours,
        served(ours, bot) as url,
        ClientSession() as session,
    ):
        client = TeamsClient(teams, url, session)
        sam.locale = "es-MX"
        bot.answers = [Ask(FORM), Ask(FORM)]
        for _ in range(2):
            await client.says(sam, "break")
        await ours.drain()
    assert wording.asked == ["es_MX"]


async def test_a_whole_deployment_answers_on_teams_once_its_settings_are_there(
    teams: FakeTeams, sam: User, tmp_path: Path
) -> None:
    settings = load(
        {
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'support.db'}",
            "SUPPORT_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
            "TEAMS_APP_ID": APP_ID,
            "TEAMS_APP_PASSWORD": APP_PASSWORD,
            "TEAMS_TENANT_ID": TENANT,
            "TEAMS_OPENID_METADATA_URL": teams.issuer.metadata_url,
            "TEAMS_LOGIN_URL": teams.issuer.origin,
            "TEAMS_SERVICE_HOSTS": teams.host,
        }
    )
    await migrate(settings.database_url)
    async with deployed(settings, {}, talking=True) as parts, ClientSession() as session:
        ours = parts.platforms.opened["teams"]
        assert isinstance(ours, Teams)
        app = make_app(parts)
        async with ours.serving(app, parts.bot):
            runner = web.AppRunner(app, access_log=None)
            await runner.setup()
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            url = f"http://127.0.0.1:{runner.addresses[0][1]}/api/messages"
            client = TeamsClient(teams, url, session)
            await client.says(sam, "crisis")
            await client.installs(sam)
            await ours.drain()
            while await parts.answers():
                pass
            await runner.cleanup()
    crisis, home = (read(one.card) for one in teams.messages(sam) if one.card)
    assert "privacy.clear" in crisis.buttons
    assert "check_in.break" in home.buttons
