"""Who may speak: every token that is forged, every body that is odd, and keys that change."""

import asyncio
import json
from dataclasses import replace
from typing import Any
from urllib.parse import urlsplit

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.refusals import Reason
from adapters.teams.opening import Teams, open_teams
from adapters.teams.settings import TeamsSettings
from adapters.wording import load_wording
from bot.core.conversation import Command
from tests.adapters.teams.scripted_bot import ScriptedBot, served
from tests.some import some
from tests.teams_api.client import Sent, TeamsClient
from tests.teams_api.forged import FORGED
from tests.teams_api.issuer import TENANT
from tests.teams_api.server import FakeTeams
from tests.teams_api.state import User

ON_EACH_TRANSPORT = True
REASONS = {
    Reason.EXPIRED: ("expired beyond five minutes", "expired a day ago"),
    Reason.NOT_YET_VALID: ("not yet valid", "issued in the future"),
    Reason.NO_EXPIRY: ("no exp", "an exp that is no number"),
    Reason.AUDIENCE: (
        *("wrong aud", "no aud", "an empty aud", "ours among several aud", "an aud of a domain"),
        *("an api:// aud of another app", "an api:// aud with something behind it"),
    ),
    Reason.ISSUER: (
        *("wrong iss", "iss with something behind it", "iss of another cloud", "iss of Entra"),
        *("no iss", "emulator-shaped, version 1.0", "emulator-shaped, version 2.0"),
    ),
    Reason.SIGNATURE: (
        *("the same kid, another key", "alg none", "alg none, without a kid", "RS512", "PS256"),
        "HS256 with the published key",
    ),
    Reason.UNKNOWN_KEY: ("unknown kid",),
    Reason.KEY_NOT_ENDORSED: ("a key endorsed for another channel", "a key endorsed for nothing"),
    Reason.SERVICE_URL: (
        *("another serviceurl in the token", "no serviceurl in the token"),
        *("an empty serviceurl in the token", "a serviceurl with more behind it"),
    ),
    Reason.SERVICE_HOST: (
        *("no serviceUrl in the activity", "another serviceUrl in the activity"),
        *("a serviceUrl of a stranger", "a serviceUrl without TLS"),
        *("a serviceUrl that looks like Teams'", "a serviceUrl with Teams' as its user"),
    ),
    Reason.CHANNEL: (
        *("an unendorsed channel", "the emulator's channel", "no channelId", "an empty channelId"),
    ),
    Reason.UNREADABLE: (
        *("garbage", "three parts of garbage", "parts that are no text", "another scheme"),
        *("an nbf that is no number", "only the word", "a header nested too deeply"),
        *("an empty token", "no kid", "a kid that is too long"),
    ),
    Reason.NO_TOKEN: ("no header", "an empty header"),
    Reason.TENANT: ("wrong tenant", "no tenant", "two tenants"),
}
"""What is recorded of each delivery that is refused."""
REASON_OF = {name: reason for reason, names in REASONS.items() for name in names}


@pytest.mark.parametrize("name", FORGED)
async def test_a_forged_delivery_is_refused_with_401_and_what_differs_is_recorded(
    name: str, teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    activity = client.make.message(sam, "help")
    forged = FORGED[name](teams.issuer, activity)
    headers = {"Authorization": forged.authorization} if forged.authorization is not None else {}
    async with (
        ClientSession() as session,
        session.post(client.url, json=forged.activity, headers=headers) as response,
    ):
        assert response.status == 401, await response.text()
    assert bot.came == []
    noted = ours.refusals.of("teams")
    assert {reason: one.count for reason, one in noted.items()} == {REASON_OF[name]: 1}


async def test_a_clock_that_is_off_is_recorded_with_by_how_much(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User, caplog: pytest.LogCaptureFixture
) -> None:
    now = int(SystemClock().now().timestamp())
    for claims in ({"exp": now - 600}, {"nbf": now + 900}):
        activity = client.make.message(sam, "help")
        bearer = teams.issuer.bearer(activity["serviceUrl"], **claims)
        assert (await client.post(Sent(activity), Authorization=bearer)).status == 401
    noted = ours.refusals.of("teams")
    assert 600 <= noted[Reason.EXPIRED].seconds < 900
    assert 600 < noted[Reason.NOT_YET_VALID].seconds <= 900
    logged = [one.__dict__ for one in caplog.records if one.msg == "teams_delivery_refused"]
    assert [one["reason"] for one in logged] == ["expired", "not_yet_valid"]
    assert [one["seconds"] for one in logged] == [noted[r].seconds for r in noted]


async def test_without_microsofts_keys_that_is_what_is_recorded(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    teams.issuer.fail = 503
    assert (await client.says(sam, "help")).status == 401
    assert set(ours.refusals.of("teams")) == {Reason.NO_KEYS}


async def test_a_stranger_cannot_make_us_believe_that_the_app_id_is_wrong(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    activity = client.make.message(sam, "help")
    claims = teams.issuer.claims(activity["serviceUrl"], aud="another", exp=1)
    forged = f"Bearer {teams.issuer.stranger.sign(claims)}"
    assert (await client.post(Sent(activity), Authorization=forged)).status == 401
    assert set(ours.refusals.of("teams")) == {Reason.SIGNATURE}


def test_each_forged_delivery_has_a_reason_and_each_reason_a_delivery() -> None:
    assert REASON_OF.keys() == FORGED.keys()
    untold = {Reason.NO_KEYS, Reason.LIBRARY}
    assert set(Reason) - untold == set(REASONS)


async def test_the_same_service_url_may_be_written_in_several_ways(
    teams: FakeTeams, ours: Teams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    plain = teams.service_url.rstrip("/")
    ways = [plain, f"{plain}/", plain.replace("http", "HTTP", 1)]
    for claimed in ways:
        for named in ways:
            activity = {**client.make.message(sam, "help"), "serviceUrl": named}
            bearer = teams.issuer.bearer(claimed)
            assert (await client.post(Sent(activity), Authorization=bearer)).status == 200
    assert len(bot.came) == 9
    # The first spelling was kept: Teams may change it with every delivery.
    assert await ours.tenants.service_url(TENANT) == plain
    assert ours.refusals.of("teams") == {}


async def test_a_good_delivery_is_taken(client: TeamsClient, bot: ScriptedBot, sam: User) -> None:
    sent = await client.says(sam, "help")
    assert sent.status == 200
    assert [came.words for came in bot.came if isinstance(came, Command)] == [("help",)]


async def test_a_token_that_ended_a_moment_ago_is_still_taken(
    teams: FakeTeams, client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    expired = {"exp": int(SystemClock().now().timestamp()) - 60}
    activity = client.make.message(sam, "help")
    bearer = teams.issuer.bearer(activity["serviceUrl"], **expired)
    async with (
        ClientSession() as session,
        session.post(client.url, json=activity, headers={"Authorization": bearer}) as response,
    ):
        assert response.status == 200


ODD: dict[str, tuple[bytes, dict[str, str], int]] = {
    "not JSON": (b"{", {}, 400),
    "not UTF-8": (b'{"a": "\xff"}', {}, 400),
    "a list": (b"[]", {}, 400),
    "nothing": (b"", {}, 400),
    "nested too deeply": (b"[" * 100_000, {}, 400),
    "too large": (b" " * 300_000, {}, 413),
    "another type": (b"{}", {"Content-Type": "text/plain"}, 415),
    "another charset": (b"{}", {"Content-Type": "application/json; charset=utf-16"}, 415),
    "packed": (b"{}", {"Content-Encoding": "gzip"}, 415),
    "an object that says nothing": (b"{}", {}, 401),
    "values of odd kinds": (b'{"channelId": ["msteams"], "serviceUrl": 7}', {}, 401),
    "a service URL of a kilobyte": (
        json.dumps({"channelId": "msteams", "serviceUrl": "https://" + "a" * 1000}).encode(),
        {},
        401,
    ),
}


@pytest.mark.parametrize("name", ODD)
async def test_an_odd_body_is_refused_and_never_a_fault_of_ours(
    name: str, client: TeamsClient, bot: ScriptedBot
) -> None:
    body, headers, status = ODD[name]
    given = {"Authorization": "Bearer a.b.c", "Content-Type": "application/json", **headers}
    async with (
        ClientSession() as session,
        session.post(client.url, data=body, headers=given) as response,
    ):
        assert response.status == status
    assert bot.came == []


@pytest.mark.parametrize(
    "torn",
    [
        b"Content-Length: 5000\r\n\r\n{",
        b"Content-Length: nonsense\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\n{}\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\n{",
    ],
)
async def test_a_body_that_is_torn_off_makes_no_fault_of_ours(
    torn: bytes, client: TeamsClient, caplog: pytest.LogCaptureFixture
) -> None:
    url = urlsplit(client.url)
    reader, writer = await asyncio.open_connection(url.hostname, url.port)
    head = b"POST /api/messages HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer a.b.c\r\n"
    writer.write(head + b"Content-Type: application/json\r\n" + torn)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert not answer.startswith(b"HTTP/1.1 5")
    assert "request_failed" not in caplog.text


async def test_a_proved_activity_of_an_unknown_shape_is_taken_and_not_acted_upon(
    client: TeamsClient, bot: ScriptedBot, sam: User
) -> None:
    good = client.make.message(sam, "help")
    shapes: list[dict[str, Any]] = [
        {"from": 7},
        {"from": {"id": "29:1"}},
        {"conversation": {**good["conversation"], "id": 7}},
    ]
    shapes += [
        {"type": "invoke", "name": "task/fetch", "value": v} for v in (None, {}, {"data": 7})
    ]
    shapes += [
        {"type": "invoke", "name": "other", "value": {"data": {"support": {}}}},
        {"text": None},
        {"text": "help", "value": {"press": "of a card in a message"}},
    ]
    shapes += [
        {"type": "invoke", "name": "task/fetch", "value": {"data": {"support": {"action": 7}}}}
    ]
    for shape in some(shapes):
        assert (await client.deliver({**good, **shape})).status == 200
    assert bot.came == []


async def test_a_rotated_key_is_looked_for_once(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    assert (await client.says(sam, "help")).status == 200
    assert teams.issuer.key_fetches == 1
    teams.issuer.rotate()
    assert (await client.says(sam, "help")).status == 401
    await _three_minutes_later(ours)
    assert (await client.says(sam, "help")).status == 200
    assert teams.issuer.key_fetches == 2


async def test_nobody_can_make_us_ask_for_keys_again_and_again(
    teams: FakeTeams, client: TeamsClient, sam: User
) -> None:
    await client.says(sam, "help")
    activity = client.make.message(sam, "help")
    forged = FORGED["unknown kid"](teams.issuer, activity)
    headers = {"Authorization": str(forged.authorization)}
    answers = [client.post(Sent(activity), **headers) for _ in range(30)]
    assert {one.status for one in await asyncio.gather(*answers)} == {401}
    assert teams.issuer.key_fetches == 1


async def test_old_keys_are_kept_where_a_refresh_fails(
    teams: FakeTeams, ours: Teams, client: TeamsClient, sam: User
) -> None:
    await client.says(sam, "help")
    teams.issuer.fail = 500
    ours.keys._fetched = float("-inf")
    await _three_minutes_later(ours)
    assert (await client.says(sam, "help")).status == 200
    teams.issuer.fail, teams.issuer.garbled = 0, True
    await _three_minutes_later(ours)
    assert (await client.says(sam, "help")).status == 200


async def test_keys_that_do_not_come_hold_up_nobody_else(
    teams: FakeTeams, client: TeamsClient, sam: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("adapters.teams.keys.TIMEOUT_S", 0.2)
    teams.issuer.hold()
    waits = asyncio.create_task(client.says(sam, "help"))
    async with ClientSession() as session:
        health = client.url.replace("/api/messages", "/healthz")
        async with session.get(health) as response:
            assert response.status == 200
    assert not waits.done()
    assert (await waits).status == 401
    teams.issuer.release()


async def test_nothing_starts_without_an_app_id(options: TeamsSettings) -> None:
    words = load_wording().words("en", "UTC")
    nobody = replace(options, app_id="")
    with pytest.raises(ValueError, match="app id"):
        async with open_teams(nobody, words, SystemClock()):
            raise AssertionError


async def test_in_development_nobody_has_to_prove_anything(
    teams: FakeTeams, bot: ScriptedBot, sam: User, transport: str
) -> None:
    words = load_wording().words("en", "UTC")
    open_to_all = TeamsSettings(
        app_id="",
        service_hosts=frozenset({teams.host}),
        unauthenticated=True,
        transport=transport,
    )
    async with (
        open_teams(open_to_all, words, SystemClock()) as ours,
        served(ours, bot) as url,
        ClientSession() as session,
    ):
        client = TeamsClient(teams, url, session)
        assert (
            await client.post(Sent(client.make.message(sam, "help")), Authorization="")
        ).status == 200
    assert len(bot.came) == 1


async def _three_minutes_later(ours: Teams) -> None:
    """Let the last look at the keys be long ago."""
    ours.keys._looked -= 1000.0
