"""The doors of the practice workspace: what is not signed, not whole or not from here."""

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientResponse, ClientSession, StreamReader

from adapters.clock import SystemClock
from adapters.practice.app import CSP, LARGEST_BODY, PAGE
from adapters.practice.signing import SIGNATURE, TIMESTAMP, WINDOW_S, sign
from adapters.practice.workspace import Workspace
from tests.contract.practice_stage import KEY, practice_stage
from tests.contract.stage import memory_ground
from tests.patience import PATIENCE_S

Json = dict[str, Any]
PAGE_FOLDER = Path(__file__).parents[3] / "adapters" / "practice" / "page"
HEAVIEST = 300_000
TEMPLATES = {"index.html", "play.html"}
"""Served at addresses of their own, once their texts are filled in."""
ACT = "/practice/act"
MENU = {"id": "1", "kind": "command", "user": "sam", "conversation": "@sam", "text": "/support"}


@dataclass
class Doors:
    """The routes on a real socket, with the bot in memory behind them."""

    url: str
    session: ClientSession
    workspace: Workspace
    acts: int = 0

    async def post(
        self, path: str, body: bytes, *, key: str = KEY, headers: Json | None = None
    ) -> ClientResponse:
        """Post a signed body; ``key`` and ``headers`` let it go wrong."""
        timestamp = str(int(SystemClock().now().timestamp()))
        signed = {TIMESTAMP: timestamp, SIGNATURE: sign(key, timestamp, body), **(headers or {})}
        async with self.session.post(self.url + path, data=body, headers=signed) as response:
            await response.read()
            return response

    async def act(self, **sent: object) -> Json:
        """Do something as the page does; what it is answered with."""
        self.acts += 1
        body = {"id": f"t{self.acts}", "conversation": f"@{sent.get('user')}", **sent}
        response = await self.post(ACT, json.dumps(body).encode())
        assert response.status == 200, await response.text()
        answer: Json = await response.json()
        return answer

    async def types(self, user: str, text: str) -> Json:
        """Type a command."""
        return await self.act(kind="command", user=user, text=text)


@pytest.fixture
async def doors() -> AsyncIterator[Doors]:
    async with practice_stage(memory_ground()) as stage:
        assert stage.session
        yield Doors(stage.base, stage.session, stage.workspace)


async def still_answers(doors: Doors) -> bool:
    """Whether the workspace does what it did before, and nothing was shown to anybody."""
    untouched = not doors.workspace.conversations
    answer = await doors.types("sam", "/support")
    return untouched and answer["card"]["screen"] == "home.menu"


async def test_an_unsigned_body_is_refused(doors: Doors) -> None:
    body = json.dumps(MENU).encode()
    for path in (ACT, "/practice/clock", "/practice/read"):
        async with doors.session.post(doors.url + path, data=body) as response:
            assert response.status == 401
    assert await still_answers(doors)


async def test_a_body_signed_with_another_key_is_refused(doors: Doors) -> None:
    assert (await doors.post(ACT, json.dumps(MENU).encode(), key="another")).status == 401
    assert await still_answers(doors)


async def test_a_body_that_was_changed_after_signing_is_refused(doors: Doors) -> None:
    body = json.dumps(MENU).encode()
    timestamp = str(int(SystemClock().now().timestamp()))
    headers = {TIMESTAMP: timestamp, SIGNATURE: sign(KEY, timestamp, body)}
    changed = body.replace(b"sam", b"pat")
    async with doors.session.post(doors.url + ACT, data=changed, headers=headers) as response:
        assert response.status == 401
    assert await still_answers(doors)


@pytest.mark.parametrize("late", [-WINDOW_S - 60, WINDOW_S + 60])
async def test_a_stale_signature_is_refused(doors: Doors, late: int) -> None:
    body = json.dumps(MENU).encode()
    timestamp = str(int(SystemClock().now().timestamp()) + late)
    headers = {TIMESTAMP: timestamp, SIGNATURE: sign(KEY, timestamp, body)}
    async with doors.session.post(doors.url + ACT, data=body, headers=headers) as response:
        assert response.status == 401
    assert await still_answers(doors)


@pytest.mark.parametrize("timestamp", ["", "soon", "-1", "1e9", "٣", "9" * 5000])
async def test_a_timestamp_that_is_none_is_refused(doors: Doors, timestamp: str) -> None:
    body = json.dumps(MENU).encode()
    headers = {TIMESTAMP: timestamp}
    assert (await doors.post(ACT, body, headers=headers)).status == 401


@pytest.mark.parametrize(
    "host",
    ["evil.example", "evil.example:8000", "127.0.0.1.evil.example", "[::1].evil.example", "a]"],
)
async def test_another_hosts_name_is_refused_at_every_door(doors: Doors, host: str) -> None:
    for path in ("/", "/practice/state", "/practice/events"):
        async with doors.session.get(doors.url + path, headers={"Host": host}) as response:
            assert response.status == 403
            assert KEY not in await response.text()
    refused = await doors.post(ACT, json.dumps(MENU).encode(), headers={"Host": host})
    assert refused.status == 403
    assert await still_answers(doors)


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:1", "127.0.0.1", "[::1]:8000"])
async def test_every_name_of_this_machine_is_served(doors: Doors, host: str) -> None:
    async with doors.session.get(doors.url, headers={"Host": host}) as response:
        assert response.status == 200


async def test_a_body_too_large_is_refused_whether_or_not_it_says_so(doors: Doors) -> None:
    large = b" " * (LARGEST_BODY + 1)
    assert (await doors.post(ACT, large)).status == 413

    async def pieces() -> AsyncIterator[bytes]:
        yield large

    async with doors.session.post(doors.url + ACT, data=pieces()) as response:
        assert response.status == 413
    assert await still_answers(doors)


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b'{"a":' * 10_000,
        b"[]",
        b"7" * 6000,
        b"null",
        b'{"kind": "dance", "user": "sam", "conversation": "@sam"}',
        b'{"kind": ["press"], "user": "sam", "conversation": "@sam"}',
        b'{"kind": "command", "user": {"a": 1}, "conversation": "@sam"}',
        b'{"kind": "command", "user": "", "conversation": "@"}',
        b'{"kind": "command", "user": "sam", "conversation": "@pat", "text": "/support"}',
        b'{"kind": "command", "user": "\\ud800", "conversation": "@\\ud800", "text": "/support"}',
        b'{"kind": "press", "user": "sam", "conversation": "@sam", "action": 7}',
        b'{"kind": "submission", "user": "sam", "conversation": "@sam", "values": []}',
        b'{"kind": "submission", "user": "sam", "conversation": "@sam", "values": {"a": "b"}}',
        b'{"kind": "submission", "user": "sam", "conversation": "@sam", "values": {"a": [1]}}',
    ],
)
async def test_what_the_page_never_sends_is_refused_with_a_reason(
    doors: Doors, body: bytes
) -> None:
    response = await doors.post(ACT, body)
    assert response.status == 400
    assert await response.text()
    assert await still_answers(doors)


async def test_a_button_nobody_drew_is_answered_calmly(doors: Doors) -> None:
    answer = await doors.act(kind="press", user="sam", action="no.such", value="1:x", message="m")
    assert answer["answer"] == "say"
    answer = await doors.act(kind="submission", user="sam", form="no.such", subject="", values={})
    assert answer["answer"] == "ask"


async def test_words_that_are_no_command_are_neither_kept_nor_shown(doors: Doors) -> None:
    answer = await doors.types("sam", "the patient in room Zanzibar")
    assert answer["card"]["screen"] == "home.free_text"
    assert "Zanzibar" not in json.dumps(await _state(doors))


async def test_markup_that_is_typed_arrives_as_nothing_but_text(doors: Doors) -> None:
    await doors.types("sam", "/support <script>alert(1)</script>")
    assert "<script>" not in json.dumps(await _state(doors))


async def test_an_unknown_turn_of_the_clock_is_refused(doors: Doors) -> None:
    for verb in (b"back", b"", b"NEXT", b"\xff"):
        assert (await doors.post("/practice/clock", verb)).status == 400


async def test_every_file_of_the_page_forbids_what_is_not_the_pages_own(doors: Doors) -> None:
    for name in PAGE:
        async with doors.session.get(f"{doors.url}/practice/{name}") as response:
            assert response.status == 200
            assert response.headers["Content-Security-Policy"] == CSP
            body = await response.read()
            assert b"style=" not in body
            assert b"onclick=" not in body
    assert "unsafe" not in CSP


@pytest.mark.parametrize("name", ["app.py", "..%2fapp.py", "hospital.toml", "%2e%2e/app.py"])
async def test_no_other_file_is_served(doors: Doors, name: str) -> None:
    async with doors.session.get(f"{doors.url}/practice/{name}") as response:
        assert response.status == 404


async def test_whoever_watches_gets_the_state_anew_after_a_change(doors: Doors) -> None:
    async with doors.session.get(f"{doors.url}/practice/events") as stream:
        first = await _next_state(stream.content)
        assert first["conversations"] == {}
        await doors.types("sam", "/support")
        state = await _next_state(stream.content)
        while not state["conversations"]:
            state = await _next_state(stream.content)
        assert state["conversations"]["@sam"][0]["card"]["screen"] == "home.menu"


async def test_the_stream_ends_when_the_workspace_closes(doors: Doors) -> None:
    async with doors.session.get(f"{doors.url}/practice/events") as stream:
        await _next_state(stream.content)
        doors.workspace.close()
        async with asyncio.timeout(PATIENCE_S):
            await stream.content.read()
        assert stream.content.at_eof()


async def _state(doors: Doors) -> Json:
    async with doors.session.get(f"{doors.url}/practice/state") as response:
        state: Json = await response.json()
        return state


async def _next_state(content: StreamReader) -> Json:
    async with asyncio.timeout(PATIENCE_S):
        while True:
            line = await content.readline()
            if line.startswith(b"data: "):
                state: Json = json.loads(line.removeprefix(b"data: "))
                return state


@pytest.mark.branch("03.19")
def test_the_page_weighs_less_than_300_kilobytes_altogether() -> None:
    assert sum(path.stat().st_size for path in PAGE_FOLDER.iterdir()) < HEAVIEST


def test_every_file_of_the_page_is_served() -> None:
    assert {path.name for path in PAGE_FOLDER.iterdir()} == {*PAGE, *TEMPLATES}
