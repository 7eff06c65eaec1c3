"""Who keeps being refused is turned away before anything is checked, and nobody else."""

import asyncio
import ipaddress
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.callers import OWN_NETWORK, caller_of
from adapters.http import make_app
from adapters.limits import BURST, MOST_ADDRESSES, PER_SECOND, Limits, unlimited

STRANGER, SLACK = "203.0.113.7", "198.51.100.9"


@dataclass
class Door:
    """A door that refuses every secret but one, and counts what it had to check."""

    limits: Limits
    checked: int = 0
    now: float = 0.0
    client: TestClient[web.Request, web.Application] = field(init=False)

    async def open(self, request: web.Request) -> web.Response:
        """Check the secret."""
        self.checked += 1
        match request.match_info["secret"]:
            case "good":
                return web.Response()
            case "fault":
                raise ArithmeticError
            case _:
                raise web.HTTPUnauthorized

    async def ask(self, secret: str, *heard: str) -> int:
        """The status of an answer; ``heard`` are the addresses in X-Forwarded-For."""
        headers = {"X-Forwarded-For": ", ".join(heard)} if heard else {}
        async with self.client.get(f"/door/{secret}", headers=headers) as answer:
            self.headers = dict(answer.headers)
            return answer.status


@pytest.fixture
async def door() -> AsyncIterator[Door]:
    found = Door(Limits(burst=3, seconds=lambda: found.now))
    app = make_app(limits=found.limits)
    app.router.add_get("/door/{secret}", found.open)
    async with TestClient(TestServer(app)) as client:
        found.client = client
        yield found


async def test_an_address_that_keeps_being_refused_is_turned_away_unchecked(door: Door) -> None:
    assert [await door.ask("bad", STRANGER) for _ in range(5)] == [401, 401, 401, 429, 429]
    assert door.checked == 3
    assert door.headers["Retry-After"] == "10"
    assert door.headers["Cache-Control"] == "no-store"
    assert door.limits.refused == {"/door/{secret}": 2}
    # Others are not concerned, and neither is who asks from inside.
    assert await door.ask("good", SLACK) == 200
    assert await door.ask("bad") == 401


async def test_what_is_in_order_costs_nothing_however_much_comes(door: Door) -> None:
    assert [await door.ask("good", SLACK) for _ in range(50)] == [200] * 50
    # Our own faults are not the caller's.
    assert [await door.ask("fault", SLACK) for _ in range(5)] == [500] * 5
    assert door.limits.refused == {}


async def test_slacks_burst_passes() -> None:
    door = Door(Limits())
    app = make_app(limits=door.limits)
    waiting, go = asyncio.Semaphore(0), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        waiting.release()
        await go.wait()
        return web.Response()

    app.router.add_get("/slow", slow)
    server = TestServer(app)
    async with TestClient(server) as client:
        asking = [
            asyncio.create_task(client.get("/slow", headers={"X-Forwarded-For": SLACK}))
            for _ in range(90)
        ]
        for _ in asking:
            await waiting.acquire()
        go.set()
        answers = await asyncio.gather(*asking)
    assert {answer.status for answer in answers} == {200}


async def test_however_many_are_in_hand_none_that_is_in_order_is_turned_away() -> None:
    door = Door(Limits(burst=3, seconds=lambda: 0.0))
    app = make_app(limits=door.limits)
    waiting, go = asyncio.Semaphore(0), asyncio.Event()

    async def slow(_: web.Request) -> web.Response:
        waiting.release()
        await go.wait()
        return web.Response()

    app.router.add_get("/slow", slow)
    async with TestClient(TestServer(app)) as client:
        asking = [
            asyncio.create_task(client.get("/slow", headers={"X-Forwarded-For": SLACK}))
            for _ in range(5)
        ]
        for _ in asking:
            await waiting.acquire()
        go.set()
        assert {answer.status for answer in await asyncio.gather(*asking)} == {200}


async def test_a_platforms_own_door_is_open_to_all_whom_others_of_its_address_misuse() -> None:
    limits = Limits(burst=3, seconds=lambda: 0.0)
    app = make_app(limits=limits)

    @unlimited
    async def platform(request: web.Request) -> web.Response:
        if request.query.get("signed") != "yes":
            raise web.HTTPUnauthorized
        return web.Response()

    app.router.add_get("/platform", platform)
    async with TestClient(TestServer(app)) as client:
        heard = {"X-Forwarded-For": SLACK}
        for _ in range(5):
            assert (await client.get("/platform", headers=heard)).status == 401
        assert (await client.get("/platform?signed=yes", headers=heard)).status == 200


async def test_an_address_may_ask_again_after_a_while(door: Door) -> None:
    assert [await door.ask("bad", STRANGER) for _ in range(4)] == [401, 401, 401, 429]
    assert door.limits.symptoms
    door.now += 1 / PER_SECOND
    assert await door.ask("good", STRANGER) == 200
    door.now += 3601
    assert door.limits.symptoms == []


@pytest.mark.parametrize(
    ("peer", "forwarded", "caller"),
    [
        (STRANGER, [], STRANGER),
        # Whoever is not a proxy of ours may claim anything.
        (STRANGER, [SLACK], STRANGER),
        ("127.0.0.1", [SLACK], SLACK),
        ("100.64.0.9", [SLACK], SLACK),
        ("10.1.2.3", [f"{SLACK}, {STRANGER}"], STRANGER),
        ("10.1.2.3", [SLACK, f"{STRANGER}, 192.168.1.1"], STRANGER),
        ("10.1.2.3", [f"{STRANGER}:4711"], STRANGER),
        ("::ffff:127.0.0.1", [f"::ffff:{STRANGER}"], STRANGER),
        ("::1", ["[2001:db8:1:2::5]:443"], "2001:db8:1:2::/64"),
        ("::1", ["2001:db8:1:2:3::5"], "2001:db8:1:2::/64"),
        # From inside, or nobody knows.
        ("127.0.0.1", [], None),
        ("10.1.2.3", ["10.9.9.9"], None),
        ("10.1.2.3", ["unknown"], None),
        (None, [], None),
    ],
)
def test_who_asks_is_the_last_address_that_is_no_proxy_of_ours(
    peer: str | None, forwarded: list[str], caller: str | None
) -> None:
    assert caller_of(OWN_NETWORK, peer, forwarded) == caller


def test_a_proxy_with_a_public_address_is_believed_if_it_is_named() -> None:
    named = [ipaddress.ip_network("203.0.113.0/24")]
    assert caller_of(named, STRANGER, [SLACK]) == SLACK
    assert caller_of(named, "10.1.2.3", [SLACK]) == "10.1.2.3"


async def test_addresses_without_number_do_not_fill_the_memory(door: Door) -> None:
    for number in range(MOST_ADDRESSES + 10):
        door.limits._settle(str(number), 401)
    assert len(door.limits._left) == MOST_ADDRESSES
    assert door.limits.burst < BURST


async def test_no_answer_names_the_server_and_its_version(door: Door) -> None:
    await door.ask("good")
    named = door.headers["Server"]
    await door.ask("nowhere/else")
    reader, writer = await asyncio.open_connection("127.0.0.1", door.client.port)
    writer.write(b"no HTTP\r\n\r\n")
    answer = (await reader.read()).decode()
    writer.close()
    assert named == door.headers["Server"] == "support"
    assert answer.startswith("HTTP/1.0 400")
    assert "aiohttp" not in answer
