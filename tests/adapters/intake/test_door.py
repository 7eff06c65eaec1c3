"""The intake door on a real server on loopback, in front of the bot in memory."""

import asyncio
import gzip
import hashlib
import hmac
import json
import logging
import shutil
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession, web

from adapters.intake.gateway import Intake, Reported
from adapters.intake.json_reports import parse
from adapters.intake.rate import Rate
from adapters.intake.webhook import add_intake
from adapters.signing import SIGNATURE, TIMESTAMP, sign
from bot.adverse_events.model import AdverseEvent, Report, ReportState, Taken
from bot.core.errors import Conflict, StorageDown
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Harm, Kind, Source
from tests.programs import start
from tests.world import START, ZONE, World

KEY = b"k" * 32
SOURCE = "incidents"
CANARY = "Wilhelmina Zzyzx"


@dataclass
class Ticks:
    at: float = 0.0

    def __call__(self) -> float:
        return self.at


@dataclass
class RequestMode:
    """The door with verbs for those who stand before it."""

    world: World
    url: str
    http: ClientSession
    ticks: Ticks
    fault: list[Exception] = field(default_factory=list)

    def now(self) -> int:
        return int(self.world.clock.now().timestamp())

    async def post(
        self,
        body: bytes,
        *,
        source: str = SOURCE,
        key: bytes = KEY,
        stamp: int | None = None,
        signed: bytes | None = None,
        **headers: str,
    ) -> tuple[int, dict[str, str]]:
        stamp = self.now() if stamp is None else stamp
        given = {
            TIMESTAMP: str(stamp),
            SIGNATURE: sign(key, source, stamp, body if signed is None else signed),
        } | {name.replace("_", "-"): value for name, value in headers.items()}
        async with self.http.post(f"{self.url}/intake/{source}", data=body, headers=given) as r:
            return r.status, await r.json()

    async def send(self, **fields: Any) -> tuple[int, dict[str, str]]:
        return await self.post(json.dumps(told(**fields)).encode())

    async def events(self) -> list[AdverseEvent]:
        async with self.world.storage.reading() as work:
            return await work.of(AdverseEvent).find()

    async def reports(self) -> list[Report]:
        async with self.world.storage.reading() as work:
            return await work.of(Report).find()


class Faulty(Intake):
    """The way in, with a fault of the database or of our own when a test wants one."""

    faults: list[Exception]

    async def take_all(self, said: Sequence[Reported]) -> Taken:
        if self.faults:
            raise self.faults.pop()
        return await super().take_all(said)


def told(**fields: Any) -> dict[str, Any]:
    usual = {
        "id": "case-1",
        "kind": "unexpected_death",
        "harm": "death",
        "unit": "icu",
        "occurred_at": "2026-03-02T15:30:00+00:00",
        "people": ["sam@example.org"],
    }
    return {name: value for name, value in (usual | fields).items() if value is not ...}


@pytest.fixture
async def door() -> AsyncIterator[RequestMode]:
    world = await World.make()
    faults: list[Exception] = []
    into = Faulty(world.storage, world.registry, world.wording, world.directory, world._wake)
    into.faults = faults
    ticks = Ticks()
    app = web.Application()
    keys = {SOURCE: (KEY, b"n" * 32), "other": (b"o" * 32,)}
    add_intake(app, into, keys, world.clock, rate=Rate(30, ticks))
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with ClientSession() as http:
        yield RequestMode(world, f"http://127.0.0.1:{port}", http, ticks, faults)
    await runner.cleanup()


async def test_a_signed_report_is_taken_with_202(door: RequestMode) -> None:
    assert await door.send() == (202, {"status": "accepted"})
    (event,) = await door.events()
    assert (event.unit, event.kind, event.harm) == ("icu", "unexpected_death", "death")
    assert event.occurred_at == START - timedelta(minutes=30)
    assert door.world.woken == 1


async def test_the_same_source_and_id_again_is_known_with_200(door: RequestMode) -> None:
    await door.send()
    assert await door.send() == (200, {"status": "known"})
    assert await door.send(harm="severe") == (200, {"status": "known"})
    assert len(await door.events()) == 1


@pytest.mark.branch("1.3")
async def test_a_real_curl_leads_to_a_first_note(door: RequestMode) -> None:
    curl = shutil.which("curl")
    if curl is None:
        pytest.skip("curl is not here")
    body = json.dumps(told()).encode()
    stamp = door.now()
    ran = await start(
        curl,
        "--silent",
        "--include",
        "--data-binary",
        body.decode(),
        "--header",
        f"{TIMESTAMP}: {stamp}",
        "--header",
        f"{SIGNATURE}: {sign(KEY, SOURCE, stamp, body)}",
        f"{door.url}/intake/{SOURCE}",
        stdout=asyncio.subprocess.PIPE,
    )
    out, _ = await ran.communicate()
    assert b" 202 " in out.splitlines()[0]
    await door.world.pass_time(timedelta(hours=2))
    assert [card.screen for card in door.world.sees("sam").messages.values()] == ["check_in.note"]


@pytest.mark.parametrize("changed", ["key", "source", "body", "stamp", "none", "odd", "bare"])
async def test_every_wrong_signature_gets_the_same_401(door: RequestMode, changed: str) -> None:
    body = json.dumps(told()).encode()
    now = door.now()
    different: dict[str, dict[str, Any]] = {
        "key": {"key": b"x" * 32},
        "source": {"source": "nobody"},
        "body": {"signed": body + b" "},
        "stamp": {"X_Support_Timestamp": str(now + 1)},
        "none": {"X_Support_Signature": ""},
        "odd": {"X_Support_Timestamp": "١٢٣"},
        "bare": {"X_Support_Signature": sign(KEY, SOURCE, now, body)[3:]},
    }
    status, said = await door.post(body, **different[changed])
    assert (status, said) == (
        401,
        {"error": "not signed by a known source, or not just now"},
    )
    assert await door.reports() == []


async def test_a_source_may_sign_with_its_old_and_its_new_key_while_it_changes(
    door: RequestMode,
) -> None:
    for number, key in enumerate((KEY, b"n" * 32)):
        body = json.dumps(told(id=f"r{number}")).encode()
        assert (await door.post(body, key=key))[0] == 202


async def test_one_source_cannot_sign_for_another(door: RequestMode) -> None:
    body = json.dumps(told()).encode()
    assert (await door.post(body, source="other", key=KEY))[0] == 401
    assert (await door.post(body, source="other", key=b"o" * 32))[0] == 202


@pytest.mark.parametrize(("seconds", "status"), [(-301, 401), (-299, 202), (299, 202), (301, 401)])
async def test_the_window_is_five_minutes_on_both_sides(
    door: RequestMode, seconds: int, status: int
) -> None:
    body = json.dumps(told()).encode()
    assert (await door.post(body, stamp=door.now() + seconds))[0] == status


@pytest.mark.parametrize("key", [KEY, b"x" * 32], ids=["signed", "signed by nobody"])
@pytest.mark.parametrize("days", [-10_000, -30, -1, 1, 30, 10_000])
async def test_what_is_days_old_or_days_ahead_is_refused_whoever_signed_it(
    door: RequestMode, days: int, key: bytes
) -> None:
    stamp = door.now() + days * 24 * 3600
    assert (await door.post(json.dumps(told()).encode(), stamp=stamp, key=key))[0] == 401
    assert await door.reports() == []


async def test_a_replay_within_the_window_changes_nothing(door: RequestMode) -> None:
    body = json.dumps(told()).encode()
    stamp = door.now()
    assert (await door.post(body, stamp=stamp))[0] == 202
    assert (await door.post(body, stamp=stamp))[0] == 200
    assert len(await door.reports()) == 1


async def test_a_body_over_64_kib_gets_413_before_it_is_read(door: RequestMode) -> None:
    big = b" " * (64 * 1024 + 1)
    assert (await door.post(big))[0] == 413
    fits = json.dumps(told()).encode().ljust(64 * 1024)
    assert (await door.post(fits))[0] == 202


async def test_a_large_body_without_a_length_gets_413_as_well(door: RequestMode) -> None:
    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(20):
            yield b" " * 8192

    async with door.http.post(f"{door.url}/intake/{SOURCE}", data=pieces()) as answer:
        assert answer.status == 413


@pytest.mark.parametrize("encoding", ["gzip", "deflate", "made-up"])
async def test_a_packed_body_gets_415(door: RequestMode, encoding: str) -> None:
    packed = gzip.compress(json.dumps(told()).encode())
    status, _ = await door.post(packed, Content_Encoding=encoding)
    assert status == 415
    assert await door.reports() == []


async def test_an_encoding_the_server_cannot_read_is_refused_by_the_server(
    door: RequestMode,
) -> None:
    headers = {"Content-Encoding": "br"}
    url = f"{door.url}/intake/{SOURCE}"
    async with door.http.post(url, data=b"x", headers=headers) as answer:
        assert answer.status == 400
    assert await door.reports() == []


@pytest.mark.parametrize(
    ("fields", "bad"),
    [
        ({"id": ...}, "id"),
        ({"id": ""}, "id"),
        ({"id": 7}, "id"),
        ({"id": "x" * 201}, "id"),
        ({"kind": "sneeze"}, "kind"),
        ({"kind": None}, "kind"),
        ({"harm": "awful"}, "harm"),
        ({"unit": "moon"}, "unit"),
        ({"unit": ...}, "unit"),
        ({"occurred_at": "2026-03-02T15:30:00"}, "occurred_at"),
        ({"occurred_at": "yesterday"}, "occurred_at"),
        ({"occurred_at": "2026-02-30T15:30:00Z"}, "occurred_at"),
        ({"occurred_at": "0001-01-01T00:00:00+23:59"}, "occurred_at"),
        ({"occurred_at": "2026-03-02T18:00:00Z"}, "occurred_at"),
        ({"occurred_at": "2026-01-02T18:00:00Z"}, "occurred_at"),
        ({"people": "sam@example.org"}, "people"),
        ({"people": {"sam": 1}}, "people"),
        ({"people": [1]}, "people"),
        ({"people": [""]}, "people"),
        ({"people": [f"p{n}@example.org" for n in range(501)]}, "people"),
        ({"cancelled": "yes"}, "cancelled"),
    ],
)
async def test_a_field_that_cannot_be_taken_is_named_with_the_reason(
    door: RequestMode, fields: dict[str, Any], bad: str
) -> None:
    status, said = await door.send(**fields)
    assert status == 400
    assert said["field"] == bad
    assert said["reason"]
    assert await door.reports() == []


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"", "is not JSON"),
        (b'{"id": ', "is not JSON"),
        (b"[]", "is not a JSON object"),
        (b"\xff\xfe{}", "is not UTF-8"),
        (b"\xef\xbb\xbf{}", "is not JSON"),
        (b"[" * 60_000, "is nested too deeply"),
        (b'{"id": "a", "id": "b"}', "names a field twice"),
        (b'{"id": NaN}', "contains a number that JSON does not allow"),
        (b'{"id": ' + b"9" * 5000 + b"}", "is not JSON"),
    ],
)
async def test_a_body_that_is_no_plain_json_gets_400(
    door: RequestMode, body: bytes, reason: str
) -> None:
    assert await door.post(body) == (400, {"field": "body", "reason": reason})


async def test_half_a_pair_of_escapes_is_no_text(door: RequestMode) -> None:
    body = json.dumps(told()).replace("case-1", "\\ud800").encode()
    assert await door.post(body) == (400, {"field": "id", "reason": "is not a text"})


async def test_fields_nobody_asked_for_are_ignored_and_kept_nowhere(door: RequestMode) -> None:
    status, _ = await door.send(patient=CANARY, narrative={"who": CANARY})
    assert status == 202
    assert CANARY not in str(door.world.storage.state)  # type: ignore[attr-defined]


async def test_the_sources_own_id_is_kept_as_a_index_alone(door: RequestMode) -> None:
    await door.send(id=CANARY)
    assert CANARY not in str(door.world.storage.state)  # type: ignore[attr-defined]


async def test_one_source_too_fast_gets_429_with_the_time_to_wait(door: RequestMode) -> None:
    for number in range(30):
        assert (await door.send(id=f"case-{number}"))[0] == 202
    body = json.dumps(told()).encode()
    stamp = door.now()
    headers = {TIMESTAMP: str(stamp), SIGNATURE: sign(KEY, SOURCE, stamp, body)}
    async with door.http.post(f"{door.url}/intake/{SOURCE}", data=body, headers=headers) as answer:
        assert answer.status == 429
        assert answer.headers["Retry-After"] == "2"
    assert (await door.post(body, source="other", key=b"o" * 32))[0] == 202
    door.ticks.at += 2
    assert (await door.send())[0] == 200


async def test_a_stranger_cannot_use_up_a_sources_rate(door: RequestMode) -> None:
    body = json.dumps(told()).encode()
    for _ in range(40):
        assert (await door.post(body, key=b"x" * 32))[0] == 401
    assert (await door.post(body))[0] == 202


@pytest.mark.parametrize(
    ("fault", "status"),
    [(StorageDown(), 503), (Conflict(), 503), (ValueError(CANARY), 500)],
)
async def test_no_exception_leaves_and_nothing_of_the_body_is_logged(
    door: RequestMode, caplog: pytest.LogCaptureFixture, fault: Exception, status: int
) -> None:
    door.fault.append(fault)
    with caplog.at_level(logging.DEBUG):
        assert (await door.send(id=CANARY))[0] == status
        assert (await door.send(kind=CANARY))[0] == 400
        assert (await door.send(id=CANARY))[0] == 202
    assert CANARY not in caplog.text
    assert not any(CANARY in str(vars(record)) for record in caplog.records)


async def test_a_report_sent_again_after_503_is_taken_once(door: RequestMode) -> None:
    door.fault.append(StorageDown())
    assert (await door.send())[0] == 503
    assert await door.reports() == []
    assert (await door.send())[0] == 202


async def test_addresses_nobody_here_has_are_counted_and_not_kept(door: RequestMode) -> None:
    status, _ = await door.send(people=["SAM@example.org", "Nobody@Example.org"])
    assert status == 202
    (report,) = await door.reports()
    assert report.unknown == 1
    assert "nobody@example" not in str(door.world.storage.state).casefold()  # type: ignore[attr-defined]


async def test_a_clock_a_little_ahead_means_now(door: RequestMode) -> None:
    await door.send(occurred_at="2026-03-02T16:04:00z")
    (event,) = await door.events()
    assert event.occurred_at == START


async def test_cancelled_within_the_hold_off_takes_a_report_back(door: RequestMode) -> None:
    await door.send()
    assert (await door.send(cancelled=True))[0] == 200
    (report,) = await door.reports()
    assert report.state is ReportState.WITHDRAWN


def test_the_signature_is_the_contracts() -> None:
    digest = hmac.new(KEY, b"v1:incidents:1700000000:{}", hashlib.sha256).hexdigest()
    assert sign(KEY, "incidents", 1700000000, b"{}") == f"v1={digest}"


def test_a_moment_with_an_offset_is_understood_as_that_moment() -> None:
    body = json.dumps(told(occurred_at="2026-03-02T08:30:00.123456789-07:00")).encode()
    found = parse(SOURCE, body, START).occurred_at
    assert found == datetime(2026, 3, 2, 15, 30, 0, 123456, tzinfo=START.tzinfo)


MAPPED = Source(
    SOURCE,
    "Incident system",
    zone=ZONE,
    time_format="%m/%d/%Y %H:%M",
    fields={
        "id": "incident.no",
        "unit": "incident.location.code",
        "time": "incident.at",
        "kind": "incident.type",
        "harm": "incident.level",
        "people": "staff",
    },
    kinds={"code blue": Kind.RESUSCITATION},
    harms={"level 5": Harm.SEVERE},
    units={"4 west": "icu"},
)


async def test_a_source_with_a_mapping_is_read_by_it_and_by_nothing_else(door: RequestMode) -> None:
    async def mapped(work: Work) -> None:
        await put(work, replace(await current(work), sources=(MAPPED,)))

    await in_one_work(door.world.storage, mapped)
    incident = {
        "no": "RL-17",
        "at": "03/02/2026 08:30",
        "type": "Code Blue",
        "level": "Level 5",
        "location": {"code": "4 West", "bed": CANARY},
        "patient": {"mrn": CANARY, "name": CANARY},
        "narrative": f"{CANARY} fell",
    }
    body = {"incident": incident, "staff": ["sam@example.org"], "id": CANARY, "unit": "surgery"}
    assert (await door.post(json.dumps(body).encode()))[0] == 202
    assert (await door.post(json.dumps(body).encode()))[0] == 200
    (report,) = await door.reports()
    assert (report.kind, report.harm, report.unit) == (Kind.RESUSCITATION, Harm.SEVERE, "icu")
    assert report.occurred_at == START - timedelta(minutes=30)
    assert CANARY not in str(door.world.storage.state)  # type: ignore[attr-defined]
    del incident["location"]
    status, said = await door.post(json.dumps(body | {"incident": incident}).encode())
    assert (status, said["field"]) == (400, "unit")
