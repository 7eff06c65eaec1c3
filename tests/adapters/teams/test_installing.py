"""From nothing to an installed app: the package, and what the doctor says."""

import io
import json
import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from jsonschema.protocols import Validator

from adapters.__main__ import main
from adapters.platforms import APP_NAME, Named
from adapters.teams.address import address_of
from adapters.teams.manifest import (
    APP_VERSION,
    LONGEST_DESCRIPTION,
    MOST_COMMANDS,
    SCHEMA_VERSION,
    About,
    left_out,
    package,
)
from adapters.teams.opening import Teams
from adapters.teams.typed import Grammar
from adapters.wording import load_wording
from bot.core.conversation import Address
from bot.core.people import Account
from bot.features import make_registry
from tests.adapters.teams.microsoft import MISSING, SCHEMAS
from tests.some import some
from tests.teams_api.client import TeamsClient
from tests.teams_api.issuer import APP_ID, TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User
from tests.wording import phrase

URL = "https://support.example.org/about"


ABOUT = About("Peer Support", URL, "Peer Support", URL, URL)


def manifest_in(archive: bytes, file: str = "manifest.json") -> dict[str, Any]:
    with zipfile.ZipFile(io.BytesIO(archive)) as files:
        assert files.testzip() is None
        assert set(files.namelist()) == {"manifest.json", "es.json", "color.png", "outline.png"}
        found: dict[str, Any] = json.loads(files.read(file))
        return found


def the_manifest(file: str = "manifest.json") -> dict[str, Any]:
    words = load_wording().words("en", "UTC")
    return manifest_in(package(APP_ID, ABOUT, words), file)


def schema(name: str) -> Validator:
    """The newest of Microsoft's own of this name."""
    if not SCHEMAS.exists():
        pytest.skip(MISSING)
    stable = [one.name for one in SCHEMAS.iterdir() if one.name.removeprefix("v")[0].isdigit()]
    newest = max(stable, key=lambda name: [int(part) for part in name[1:].split(".")])
    assert newest == f"v{SCHEMA_VERSION}"
    given = json.loads((SCHEMAS / newest / name).read_text("utf-8-sig"))
    found: Validator = Draft4Validator(given)
    return found


# ---- the package ----


def test_the_package_is_written_ready_to_upload(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    output = tmp_path / "app.zip"
    command = ["manifest", "teams", "--app-id", APP_ID, "--url", URL, "--output", str(output)]
    assert main(command) == 0
    assert "app.zip is written" in capsys.readouterr().out
    assert manifest_in(output.read_bytes())["id"] == APP_ID
    first = output.read_bytes()
    assert main(command) == 0
    assert output.read_bytes() == first


@pytest.mark.parametrize("without", ["--app-id", "--url"])
def test_what_it_needs_is_asked_for(
    without: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    given = {"--app-id": APP_ID, "--url": URL, "--output": str(tmp_path / "app.zip")}
    given.pop(without)
    more = [text for pair in given.items() for text in pair]
    assert main(["manifest", "teams", *more]) == 2
    assert without in capsys.readouterr().err


def test_a_name_teams_would_cut_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    long = ["--name", "A programme with a very long name of its own"]
    more = ["--app-id", APP_ID, "--url", URL, "--output", str(tmp_path / "app.zip")]
    assert main(["manifest", "teams", *more, *long]) == 1
    assert "30 letters" in capsys.readouterr().err


def test_the_manifest_asks_for_nothing_it_does_not_need() -> None:
    found = the_manifest()
    assert found["permissions"] == ["identity", "messageTeamMembers"]
    assert "authorization" not in found
    assert "webApplicationInfo" not in found
    (bot,) = found["bots"]
    assert bot["botId"] == APP_ID
    assert bot["scopes"] == ["personal", "team"]
    assert found["supportsChannelFeatures"] == "tier1"


def test_the_manifest_keeps_to_what_teams_shows() -> None:
    found = the_manifest()
    assert len(found["description"]["short"]) <= 80
    assert len(found["name"]["short"]) <= 30
    for commands in some(found["bots"][0]["commandLists"]):
        assert len(commands["commands"]) <= MOST_COMMANDS
        for one in some(commands["commands"]):
            assert len(one["title"]) <= 32
            assert len(one["description"]) <= LONGEST_DESCRIPTION


@pytest.mark.optional
def test_the_manifest_is_one_by_the_newest_of_microsofts_own_schemas() -> None:
    validator = schema("MicrosoftTeams.schema.json")
    found = the_manifest()
    assert list(validator.iter_errors(found)) == []
    assert list(validator.iter_errors({**found, "accentColor": "blue"}))


@pytest.mark.optional
def test_its_other_languages_are_what_microsofts_own_schema_wants() -> None:
    validator = schema("MicrosoftTeams.Localization.schema.json")
    found = the_manifest("es.json")
    assert list(validator.iter_errors(found)) == []
    assert list(validator.iter_errors({**found, "bots[0].commandLists[9]": "Ayuda"}))


def test_who_reads_spanish_finds_each_text_of_the_manifest_in_it() -> None:
    found, spanish = the_manifest(), the_manifest("es.json")
    assert found["localizationInfo"] == {
        "defaultLanguageTag": "en",
        "additionalLanguages": [{"languageTag": "es", "file": "es.json"}],
    }
    assert spanish.pop("$schema").rpartition("/")[0] == found["$schema"].rpartition("/")[0]
    for where in ("name.short", "name.full"):
        assert spanish.pop(where) == "Peer Support"
    texts = {f"description.{size}": found["description"][size] for size in ("short", "full")}
    for at, commands in enumerate(found["bots"][0]["commandLists"]):
        for number, one in enumerate(commands["commands"]):
            where = f"bots[0].commandLists[{at}].commands[{number}].description"
            texts[where] = one["description"]
    assert spanish.keys() == texts.keys()
    assert [where for where, text in texts.items() if spanish[where] == text] == []
    assert spanish["bots[0].commandLists[1].commands[4].description"] == "Todos los comandos"
    assert len(spanish["description.short"]) <= 80
    longest = max(len(spanish[where]) for where in texts if "commands" in where)
    assert longest <= LONGEST_DESCRIPTION


def test_the_list_is_full_and_has_these_commands_by_their_rank() -> None:
    """The others work when they are typed, and help lists them."""
    listed = [one["title"] for one in the_manifest()["bots"][0]["commandLists"][0]["commands"]]
    assert len(listed) == MOST_COMMANDS
    wanted = [
        "home",
        "break",
        "talk",
        "now",
        "crisis",
        "colleague",
        "snooze",
        "stop",
        "resume",
        "mydata",
        "forget",
        "help",
    ]
    assert listed == wanted, "a new command's rank in its Listing drove another one out"
    assert not set(left_out()) & set(listed)


def test_every_command_on_the_list_is_one() -> None:
    grammar = Grammar(make_registry().commands)
    for commands in some(the_manifest()["bots"][0]["commandLists"]):
        for one in some(commands["commands"]):
            read = grammar.read({"text": one["title"]}, "28:app")
            assert read.name == "home" if one["title"] == "home" else read.name == "support"


@pytest.mark.parametrize(("file", "size"), [("color.png", 192), ("outline.png", 32)])
def test_the_icons_are_pictures_of_the_size_teams_wants(file: str, size: int) -> None:
    words = load_wording().words("en", "UTC")
    with zipfile.ZipFile(io.BytesIO(package(APP_ID, ABOUT, words))) as files:
        icon = files.read(file)
    assert icon.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">IIBB", icon[16:26]) == (size, size, 8, 6)
    assert icon.endswith(b"IEND" + struct.pack(">I", 0xAE426082))


def test_the_package_says_who_answers_for_the_app(tmp_path: Path) -> None:
    file = tmp_path / "app.zip"
    words = ["manifest", "teams", "--app-id", APP_ID, "--url", URL, "--output", str(file)]
    assert main(words) == 0
    plain = manifest_in(file.read_bytes())
    assert plain["version"] == APP_VERSION
    assert set(plain["developer"].values()) == {APP_NAME, URL}
    pages = ["--privacy-url", f"{URL}/privacy", "--terms-url", f"{URL}/terms"]
    assert main([*words, "--maker", "Mercy Hospital", *pages, "--app-version", "1.2.0"]) == 0
    named = manifest_in(file.read_bytes())
    assert named["version"] == "1.2.0"
    assert list(named["developer"].values()) == [
        *("Mercy Hospital", URL),
        *(f"{URL}/privacy", f"{URL}/terms"),
    ]


@pytest.mark.parametrize(
    ("flag", "value"),
    [
        ("--maker", "M" * 33),
        ("--privacy-url", "http://about.example"),
        ("--terms-url", "none"),
        ("--app-version", "1.2"),
        ("--app-version", "01.2.0"),
        ("--name", "N" * 31),
    ],
)
def test_what_teams_would_refuse_is_not_written(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flag: str, value: str
) -> None:
    file = tmp_path / "app.zip"
    words = ["manifest", "teams", "--app-id", APP_ID, "--url", URL, "--output", str(file)]
    assert main([*words, flag, value]) == 1
    assert not file.exists()
    assert "was not written" in capsys.readouterr().err


# ---- the doctor ----

WORDS = load_wording().words("en", "UTC")


def tokens_host(ours: Teams) -> str:
    assert ours.tokens
    return ours.tokens.host


async def examined(
    ours: Teams,
    channels: dict[str, Address] | None = None,
    people: frozenset[Account] = frozenset(),
    private: tuple[str, ...] = (),
    known: frozenset[Account] = frozenset(),
) -> list[str]:
    named = Named(channels or {}, frozenset(private), people=people, known=known)
    found = [symptom.said(WORDS) for symptom in await ours.examine(named)]
    assert [one for one in found if not one.mend] == []
    return [f"{'broken' if one.broken else 'better'}: {one.what}" for one in found]


@pytest.fixture
async def heard(client: TeamsClient, sam: User) -> None:
    """Somebody of the tenant has written to the app."""
    await client.says(sam, "stop")


async def test_where_all_is_well_it_says_nothing(
    heard: None, teams: FakeTeams, ours: Teams, sam: User
) -> None:
    channel = teams.add_channel("claims", (sam.id,))
    channels = {"claims": address_of(TENANT, channel.id)}
    people = frozenset({Account("teams", TENANT, sam.aad)})
    assert await examined(ours, channels, people) == []


async def test_it_names_what_is_wrong_with_keys_and_secret(teams: FakeTeams, ours: Teams) -> None:
    teams.issuer.password = "another"
    said = phrase("platform.token", name="Teams", detail="invalid_client")
    assert await examined(ours) == [f"broken: {said}"]


async def test_it_says_where_microsoft_cannot_be_reached(teams: FakeTeams, ours: Teams) -> None:
    teams.issuer.garbled = True
    assert await examined(ours) == [
        f"broken: {phrase('platform.unreachable', name='Teams', detail=host)}"
        for host in (ours.keys.host, tokens_host(ours))
    ]


async def test_it_counts_tenants_that_were_never_heard_from(ours: Teams) -> None:
    assert await examined(ours) == [
        f"better: {phrase('platform.silent_tenants', name='Teams', detail='1 / 1')}"
    ]


async def test_it_names_channels_the_app_is_not_in_and_guests(
    heard: None, teams: FakeTeams, ours: Teams, sam: User
) -> None:
    guest = teams.add_user("Gus Guest", guest=True)
    claims = teams.add_channel("claims", (sam.id, guest.id))
    chaplains = teams.add_channel("chaplains", (sam.id,), bot=False)
    channels = {
        "chaplains": address_of(TENANT, chaplains.id),
        "claims": address_of(TENANT, claims.id),
    }
    assert await examined(ours, channels) == [
        f"broken: {phrase('platform.channel_unseen', name='Teams', detail='chaplains')}",
        f"better: {phrase('platform.guests', name='Teams', detail='claims', count=1)}",
    ]


async def test_it_counts_who_reads_requests_and_takes_none(
    heard: None, teams: FakeTeams, ours: Teams, sam: User
) -> None:
    ida = teams.add_user("Ida Berg")
    claims = teams.add_channel("claims", (sam.id, ida.id))
    channels = {"claims": address_of(TENANT, claims.id)}
    known = frozenset({Account("teams", TENANT, sam.aad)})
    assert await examined(ours, channels, known=known) == []
    assert await examined(ours, channels, private=("claims",), known=known) == [
        f"better: {phrase('platform.strangers', name='Teams', detail='claims', count=1)}"
    ]


async def test_it_counts_people_without_the_app(
    heard: None, teams: FakeTeams, ours: Teams, sam: User
) -> None:
    users = [sam, *(teams.add_user(f"P{n} Person", has_app=False) for n in range(12))]
    people = frozenset(Account("teams", TENANT, user.aad) for user in users)
    assert await examined(ours, people=people) == [
        f"better: {phrase('platform.unreached', name='Teams', count=12)}"
    ]
