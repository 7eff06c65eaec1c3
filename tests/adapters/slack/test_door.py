"""The door at ``/slack/events``: nothing that Slack did not sign gets past it, or makes a 500."""

import asyncio
import gzip
import hashlib
import hmac
import json
from collections.abc import AsyncIterator

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.request_body import LARGEST_BODY
from tests.contract.slack_stage import SlackStage, slack_stage
from tests.contract.stage import memory_ground
from tests.slack_api.client import SIGNING_SECRET

FORM = "application/x-www-form-urlencoded"
BODY = b"team_id=T1&command=%2Fsupport&text=crisis&user_id=USAM&channel_id=D1&trigger_id=1"


@pytest.fixture
async def stage() -> AsyncIterator[SlackStage]:
    async with slack_stage(memory_ground()) as stage:
        yield stage


@pytest.fixture
async def session() -> AsyncIterator[ClientSession]:
    async with ClientSession() as session:
        yield session


def now() -> int:
    return int(SystemClock().now().timestamp())


def signature(body: bytes, timestamp: str, secret: str = SIGNING_SECRET) -> str:
    base = b"v0:" + timestamp.encode() + b":" + body
    return "v0=" + hmac.new(secret.encode(), base, hashlib.sha256).hexdigest()


async def send(
    stage: SlackStage, session: ClientSession, body: bytes = BODY, /, **headers: str | None
) -> int:
    timestamp = str(now())
    given: dict[str, str | None] = {
        "Content-Type": FORM,
        "X-Slack-Request-Timestamp": timestamp,
        "X-Slack-Signature": signature(body, timestamp),
        **{name.replace("_", "-"): value for name, value in headers.items()},
    }
    sent = {name: value for name, value in given.items() if value is not None}
    async with session.post(stage.client.url, data=body, headers=sent) as response:
        return response.status


async def test_what_slack_signed_is_taken(stage: SlackStage, session: ClientSession) -> None:
    assert await send(stage, session) == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"X_Slack_Signature": None},
        {"X_Slack_Request_Timestamp": None},
        {"X_Slack_Signature": "v0=" + "0" * 64},
        {"X_Slack_Signature": "v1=nonsense"},
        {"X_Slack_Signature": ""},
        {"X_Slack_Request_Timestamp": ""},
        {"X_Slack_Request_Timestamp": "yesterday"},
        {"X_Slack_Request_Timestamp": "1e9"},
        {"X_Slack_Request_Timestamp": "-1"},
        {"X_Slack_Request_Timestamp": "9" * 40},
        {"X_Slack_Request_Timestamp": "١٢٣"},
        {"X_Slack_Signature": "v0=ü"},
    ],
)
async def test_whoever_cannot_sign_is_refused(
    stage: SlackStage, session: ClientSession, headers: dict[str, str | None]
) -> None:
    assert await send(stage, session, BODY, **headers) == 401


@pytest.mark.parametrize("age", [-360, 360])
async def test_six_minutes_are_too_old(stage: SlackStage, session: ClientSession, age: int) -> None:
    timestamp = str(now() - age)
    signed = {
        "X_Slack_Request_Timestamp": timestamp,
        "X_Slack_Signature": signature(BODY, timestamp),
    }
    assert await send(stage, session, BODY, **signed) == 401


async def test_a_body_that_was_changed_is_refused(
    stage: SlackStage, session: ClientSession
) -> None:
    signed = {"X_Slack_Signature": signature(BODY, str(now()))}
    assert await send(stage, session, BODY.replace(b"crisis", b"forget"), **signed) == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Content_Type": "text/plain"}, 415),
        ({"Content_Type": "multipart/form-data; boundary=x"}, 415),
        ({"Content_Type": f"{FORM}; charset=utf-16"}, 415),
        ({"Content_Type": f"{FORM}; charset=nonsense"}, 415),
        ({"Content_Encoding": "nonsense"}, 415),
    ],
)
async def test_what_slack_never_sends_is_refused(
    stage: SlackStage, session: ClientSession, headers: dict[str, str], status: int
) -> None:
    assert await send(stage, session, BODY, **headers) == status


@pytest.mark.parametrize("encoding", ["gzip", "br", "deflate"])
async def test_a_bomb_is_not_unpacked(
    stage: SlackStage, session: ClientSession, encoding: str
) -> None:
    bomb = gzip.compress(b"a" * 10_000_000)
    assert await send(stage, session, bomb, Content_Encoding=encoding) in {400, 415}


async def test_too_much_is_refused(stage: SlackStage, session: ClientSession) -> None:
    assert await send(stage, session, b"a" * (LARGEST_BODY + 1)) == 413


@pytest.mark.parametrize(
    ("content_type", "body"),
    [
        ("application/json", b"{"),
        ("application/json", b"[" * 100_000),
        ("application/json", b'"text"'),
        ("application/json", b"\xff\xfe"),
        (FORM, b"payload={"),
        (FORM, b"payload=[]"),
        (FORM, b"\xff\xfe=1"),
        (FORM, b"&&&"),
    ],
)
async def test_signed_nonsense_is_refused_calmly(
    stage: SlackStage, session: ClientSession, content_type: str, body: bytes
) -> None:
    assert await send(stage, session, body, Content_Type=content_type) in {400, 403}


async def test_another_workspace_is_refused(stage: SlackStage, session: ClientSession) -> None:
    assert await send(stage, session, BODY.replace(b"T1", b"T9")) == 403


async def test_a_workspace_that_is_not_named_is_refused(
    stage: SlackStage, session: ClientSession
) -> None:
    body = json.dumps({"type": "event_callback", "event": {"type": "app_home_opened"}}).encode()
    assert await send(stage, session, body, Content_Type="application/json") == 403


async def test_slacks_own_questions_are_answered(stage: SlackStage, session: ClientSession) -> None:
    asked = json.dumps({"type": "url_verification", "challenge": "c", "token": "t"}).encode()
    assert await send(stage, session, asked, Content_Type="application/json") == 200
    assert await send(stage, session, b"ssl_check=1&token=t") == 200


async def test_an_unsigned_flood_never_makes_a_fault_of_ours(
    stage: SlackStage, session: ClientSession
) -> None:
    for body in (b"", b"\x00" * 100, BODY, b"{}", b"payload=%7B%7D"):
        for kind in (FORM, "application/json", "", "application/json; charset=\u00fc"):
            try:
                status = await send(
                    stage, session, body, Content_Type=kind, X_Slack_Signature="v0=00"
                )
            except UnicodeEncodeError:
                continue
            assert status in {400, 401, 413, 415}


@pytest.mark.parametrize(
    "torn",
    [
        b"Content-Length: 5000\r\n\r\nteam_id=T1",
        b"Content-Length: nonsense\r\n\r\n",
        b"Transfer-Encoding: chunked\r\n\r\nzz\r\nteam_id\r\n",
        b"Transfer-Encoding: chunked\r\n\r\n5\r\nteam_",
    ],
)
async def test_a_body_that_is_torn_off_makes_no_fault_of_ours(
    stage: SlackStage, torn: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    port = int(stage.client.url.split(":")[2].split("/")[0])
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = b"POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: " + FORM.encode()
    writer.write(head + b"\r\n" + torn)
    writer.write_eof()
    answer = await reader.read()
    writer.close()
    await writer.wait_closed()
    assert not answer.startswith(b"HTTP/1.1 5")
    assert "request_failed" not in caplog.text
