"""How the app proves who it is: by a certificate, or by the machine that it runs on."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession
from cryptography import x509

from adapters.clock import SystemClock
from adapters.platforms import Named
from adapters.teams.credentials import Certificate, ManagedIdentity
from adapters.teams.opening import Teams, open_teams
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bot.core.conversation import Address
from bot.core.errors import InstallationBroken
from bot.core.names import Screen
from bot.core.people import Account
from bot.core.screens import Card, Text
from tests.adapters.teams.scripted_bot import ScriptedBot, served
from tests.certificates import signing
from tests.fakes import MemoryStorage
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import MACHINE, TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User

CARD = Card(Screen("a.screen"), "ref", "A message for you.", (Text("Hello."),))
ON_EACH_TRANSPORT = True


@pytest.fixture
def certificate(teams: FakeTeams, tmp_path: Path) -> Path:
    """The app's certificate, which is registered in Entra."""
    file = signing(tmp_path)
    teams.issuer.certificate = x509.load_pem_x509_certificate(file.read_bytes())
    return file


@pytest.fixture
def by_certificate(options: TeamsSettings, certificate: Path) -> TeamsSettings:
    return replace(options, password="", certificate=certificate)


@asynccontextmanager
async def writing(
    settings: TeamsSettings, teams: FakeTeams, storage: MemoryStorage, sam: User
) -> AsyncIterator[tuple[Teams, Address]]:
    """The platform, and a chat in it."""
    words = load_wording().words("en", "UTC")
    async with (
        open_teams(settings, words, SystemClock(), storage) as ours,
        served(ours, ScriptedBot()) as url,
        ClientSession() as session,
    ):
        await TeamsClient(teams, url, session).says(sam, "stop")
        account = Account("teams", TENANT, sam.aad)
        yield ours, await ours.messenger.open_direct(account)


async def test_a_message_goes_by_a_certificate_without_any_secret(
    by_certificate: TeamsSettings, teams: FakeTeams, storage: MemoryStorage, sam: User
) -> None:
    async with writing(by_certificate, teams, storage, sam) as (ours, chat):
        await ours.messenger.post(chat, CARD)
    assert teams.messages(sam)[-1].summary == "A message for you."
    assert len(teams.issuer.proofs) == teams.issuer.token_fetches == 1


async def test_a_certificate_that_is_not_registered_is_refused_and_doctor_says_so(
    by_certificate: TeamsSettings,
    teams: FakeTeams,
    storage: MemoryStorage,
    sam: User,
    tmp_path: Path,
) -> None:
    another = replace(by_certificate, certificate=signing(tmp_path, "another"))
    words = load_wording().words("en", "UTC")
    async with open_teams(another, words, SystemClock(), storage) as ours:
        assert [each.cause.code for each in await ours.examine(Named())] == ["platform_token"]
    async with writing(another, teams, storage, sam) as (ours, chat):
        with pytest.raises(InstallationBroken):
            await ours.messenger.post(chat, CARD)


async def test_a_certificate_that_is_replaced_is_used_without_a_restart(
    by_certificate: TeamsSettings,
    teams: FakeTeams,
    storage: MemoryStorage,
    sam: User,
    tmp_path: Path,
) -> None:
    assert by_certificate.certificate is not None
    teams.issuer.lives_s = 0
    async with writing(by_certificate, teams, storage, sam) as (ours, chat):
        new = signing(tmp_path, "new")
        teams.issuer.certificate = x509.load_pem_x509_certificate(new.read_bytes())
        by_certificate.certificate.write_bytes(new.read_bytes())
        teams.issuer.lives_s = 3599
        await ours.messenger.post(chat, CARD)
    assert teams.messages(sam)[-1].summary == "A message for you."


async def test_a_certificate_that_vanished_makes_messages_wait(
    by_certificate: TeamsSettings, teams: FakeTeams, storage: MemoryStorage
) -> None:
    assert by_certificate.certificate is not None
    by_certificate.certificate.unlink()
    words = load_wording().words("en", "UTC")
    async with open_teams(by_certificate, words, SystemClock(), storage) as ours:
        (found,) = await ours.examine(Named())
    assert (found.cause.code, found.detail) == ("platform_token", "FileNotFoundError")


async def test_a_machine_in_azure_needs_neither_secret_nor_certificate(
    options: TeamsSettings, teams: FakeTeams, storage: MemoryStorage, sam: User
) -> None:
    managed = replace(options, password="", managed=teams.issuer.origin)
    async with writing(managed, teams, storage, sam) as (ours, chat):
        await ours.messenger.post(chat, CARD)
    assert teams.messages(sam)[-1].summary == "A message for you."
    assert teams.issuer.fetches[MACHINE] == 1
    assert teams.issuer.token_fetches == 0


async def test_a_machine_without_that_identity_is_told_of(
    options: TeamsSettings, storage: MemoryStorage
) -> None:
    stranger = replace(options, app_id="00000000-1b6d-4c8e-9f10-2a3b4c5d6e7f", password="")
    managed = replace(stranger, managed=options.login_url)
    words = load_wording().words("en", "UTC")
    async with open_teams(managed, words, SystemClock(), storage) as ours:
        (found,) = await ours.examine(Named())
    assert (found.cause.code, found.detail) == ("platform_token", "invalid_request")


@pytest.mark.parametrize(("days", "cause"), [(33, None), (28, "ends_soon"), (-3, "ended")])
async def test_an_end_is_told_of_a_month_before(
    options: TeamsSettings,
    teams: FakeTeams,
    storage: MemoryStorage,
    tmp_path: Path,
    days: int,
    cause: str | None,
) -> None:
    now = SystemClock().now()
    day = (now + timedelta(days=days)).date()
    file = signing(tmp_path, ends=now + timedelta(days=days, seconds=-1))
    teams.issuer.certificate = x509.load_pem_x509_certificate(file.read_bytes())
    words = load_wording().words("en", "UTC")
    for settings, name in (
        (replace(options, password_ends=day), "TEAMS_APP_PASSWORD"),
        (replace(options, password="", certificate=file), "TEAMS_APP_CERTIFICATE"),
    ):
        async with open_teams(settings, words, SystemClock(), storage) as ours:
            found = await ours.examine(Named())
        told = [each for each in found if each.cause.code in {"ends_soon", "ended"}]
        wanted = [(cause, f"{name} (20")] if cause else []
        assert [(each.cause.code, each.detail[: len(name) + 4]) for each in told] == wanted


def test_the_host_that_is_asked_is_known_without_a_signature(tmp_path: Path) -> None:
    # There is nothing here to sign with.
    file = tmp_path / "gone.pem"
    certificate = Certificate("app", file, file)
    assert certificate.place("https://login.test/t/token") == "https://login.test/t/token"
    machine = ManagedIdentity("app", "http://127.0.0.1:9")
    asked = machine.asks("https://login.test/t/token", "scope/.default")
    assert asked.url.startswith(machine.place("https://login.test/t/token") + "?")
