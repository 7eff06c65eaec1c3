"""A small hospital on Slack whose dependencies break, and everything that speaks of its health."""

import base64
import json
import re
import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from adapters.clock import SystemClock
from adapters.commands.administration import examined
from adapters.commands.playbook import apply_text
from adapters.deployment import Deployment
from adapters.http import make_app
from adapters.settings import Settings, load
from adapters.signing import SIGNATURE, TIMESTAMP, sign
from adapters.wiring import (
    add_intake_routes,
    add_page_answer_route,
    deployed,
)
from bot.core.context import Context
from bot.core.conversation import Command, Delivery, Say
from bot.core.errors import StorageDown
from bot.core.health import Finding
from bot.core.jobs import Recipient, schedule
from bot.core.names import CORE_POST
from bot.core.people import Account, Person, name_of
from bot.core.processes import Process, ProcessKind
from bot.core.storage import Work, in_one_work
from bot.home.names import HOME_ANNOUNCEMENT
from tests.adapters.database.databases import fresh_sqlite
from tests.bot.programme.test_playbook import SMALL
from tests.clock import SimulatedClock
from tests.slack_api.client import signed
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.wording import phrase
from tests.world import text_of

SECRET = "0123456789abcdef0123456789abcdef"
INTAKE_KEY = secrets.token_bytes(32)
COORDINATOR = Account("slack", "T1", "U1")
KIND_WORDS = """
[[supports]]
key = "peer"
private = "A peer keeps it private."
limits = "There are limits."
answers = "within 30 minutes"
at_night = "by 8 a.m."
"""
ROTA = """
[[rotas]]
area = "main"
turns = [{ person = "pat@example.org", time = "00:00-00:00" }]
"""


def playbook(today: str) -> str:
    """A playbook without anything to mend."""
    text = re.sub(r"\naccounts = [^\n]*", "", SMALL).replace("x.org", "example.org")
    text = text.replace('manager = "kit@example.org"\n', "").replace("2026-11-01", today)
    return re.sub(r"\n\[options\.peer\]\n(?:[^\n]+\n)+", KIND_WORDS, text) + ROTA


@dataclass
class Ward:
    """A deployment, and those who look at it."""

    settings: Settings
    clock: SimulatedClock
    slack: FakeSlack
    parts: Deployment
    http: TestClient[web.Request, web.Application]
    public: TestClient[web.Request, web.Application]

    async def minute(self, *, alive: bool = True) -> None:
        """Let a minute pass: all duties run, and every process that is alive announces itself."""
        self.clock.advance(timedelta(seconds=61))
        if alive:
            await self.processes(lambda row: replace(row, seen_at=self.clock.now()))
        # As the loop does, which goes on: a full disk takes no lease.
        with suppress(StorageDown):
            for _ in range(20):
                if not await self.parts.worker.run_due():
                    break
        await self.parts.examination.look_at_host()
        await self.parts.examination.look_at_platforms()
        await self.parts.examination.look_at_members()
        try:
            await self.parts.write_observations()
            await self.parts.note_lasting()
        except Exception:  # noqa: BLE001 - the loop goes on after whatever a duty raises
            return

    async def work(self, do: Callable[[Work], Any]) -> Any:
        """Do something in one unit of work."""
        return await in_one_work(self.parts.storage, do)

    async def processes(self, change: Callable[[Process], Process]) -> None:
        """Change what the processes say of themselves."""

        async def write(work: Work) -> None:
            for row in await work.of(Process).find():
                await work.save(change(row))

        await self.work(write)

    async def post(self, to: Recipient) -> None:
        """Have something to send."""

        async def write(work: Work) -> None:
            key = secrets.token_hex(4)
            screen = HOME_ANNOUNCEMENT
            await schedule(work, CORE_POST, key, work.now, screen=screen, recipient=to)

        await self.work(write)

    async def delivers(self, secret: str = SECRET, seconds: int = 0, at: str = "") -> int:
        """Slack delivers something, signed with ``secret`` ``seconds`` from now.

        With ``at`` it comes from that address, by the hospital's reverse proxy.
        """
        stamp = str(int(SystemClock().now().timestamp()) + seconds)
        body = json.dumps({"type": "url_verification", "challenge": "x"}).encode()
        headers = {
            "Content-Type": "application/json",
            "X-Slack-Request-Timestamp": stamp,
            "X-Slack-Signature": signed(secret, stamp, body),
            **({"X-Forwarded-For": at} if at else {}),
        }
        return (await self.public.post("/slack/events", data=body, headers=headers)).status

    async def reports(self, key: bytes = INTAKE_KEY, seconds: int = 0) -> int:
        """A system of the hospital reports something, signed ``seconds`` from now."""
        stamp, body = int(SystemClock().now().timestamp()) + seconds, b"{}"
        headers = {TIMESTAMP: str(stamp), SIGNATURE: sign(key, "incidents", stamp, body)}
        return (await self.public.post("/intake/incidents", data=body, headers=headers)).status

    async def answers_page(self, delivery: str, key: bytes) -> int:
        """The paging system says that somebody has seen a page."""
        stamp = int(SystemClock().now().timestamp())
        body = json.dumps({"delivery": delivery}).encode()
        signature = sign(key, "page-answer", stamp, body)
        headers = {
            TIMESTAMP: str(stamp),
            SIGNATURE: signature,
            "Content-Type": "application/json",
        }
        return (await self.public.post("/paging/answered", data=body, headers=headers)).status

    async def reports_something(self) -> int:
        """A system reports events until the database has no room for one more, or a hundred."""
        status = 0
        for number in range(100):
            stamp = int(SystemClock().now().timestamp())
            event = {
                "id": f"e{number}",
                "kind": "patient_death",
                "harm": "death",
                "unit": "icu",
                "occurred_at": self.clock.now().isoformat(),
                "people": ["pat@example.org"],
            }
            body = json.dumps(event).encode()
            signature = sign(INTAKE_KEY, "incidents", stamp, body)
            headers = {TIMESTAMP: str(stamp), SIGNATURE: signature}
            answer = await self.public.post("/intake/incidents", data=body, headers=headers)
            status = answer.status
            if status not in {200, 202}:
                break
        return status

    # ---- who looks ----

    async def doctor(self) -> list[Finding]:
        """The command line's doctor, which is a process of its own."""
        async with deployed(self.settings, {}, self.clock, talking=True) as other:
            return await examined(other)

    async def chat(self) -> str:
        """What the coordinator's doctor says in Slack."""
        delivery = Delivery("command", "U1", secrets.token_hex(4))
        typed = Command(delivery, COORDINATOR, "support-admin", ("doctor",))
        answer = await self.parts.bot.handle(typed)
        assert isinstance(answer, Say)
        return text_of(answer)

    async def home(self) -> str:
        """The coordinator's page."""

        async def coordinator(work: Work) -> Person:
            people = await work.of(Person).find()
            (kit,) = [each for each in people if await name_of(work, each.reference) == "Kit"]
            return kit

        async with self.parts.storage.reading() as work:
            kit = await coordinator(work)
            roles = await self.parts.directory.roles_of(work, kit)
            words = self.parts.wording.words("en", "UTC")
            context = Context(work, words, self.parts.directory.lines(), person=kit, roles=roles)
            return text_of(await self.parts.registry.screen("home.home")(context, ""))

    async def health(self) -> dict[str, Any]:
        """What ``/health`` says."""
        answer = await self.http.get("/health")
        assert answer.status == 200
        found: dict[str, Any] = json.loads(await answer.text())
        return found

    async def metrics(self) -> str:
        """What ``/metrics`` says."""
        answer = await self.http.get("/metrics")
        assert answer.status == 200
        return await answer.text()

    async def everywhere(self, cause: str, remedy: str, *, broken: bool = True) -> None:
        """Every view says this cause and its remedy, and whether somebody must act."""
        (said,) = [one for one in await self.doctor() if one.cause == cause]
        assert said.broken is broken
        assert remedy in said.mend
        health = await self.health()
        assert health["act"] is broken
        (shown,) = [one for one in health["findings"] if one["cause"] == cause]
        assert (shown["what"], shown["mend"]) == (said.what, said.mend)
        assert f'support_findings{{cause="{cause}"}} 1.0' in await self.metrics()
        assert f"support_act {float(broken)}" in await self.metrics()
        chat = await self.chat()
        assert said.what in chat
        assert said.mend in chat
        count = len(health["findings"])
        assert phrase("home.page.to_mend", count=count) in await self.home()
        assert (await self.public.get("/readyz")).status == 200


@asynccontextmanager
async def a_ward(folder: Path, url: str = "", **more: str) -> AsyncIterator[Ward]:
    """A deployment that serves and works, with nothing to mend; on SQLite without a ``url``."""
    clock = SimulatedClock(SystemClock().now())
    async with FakeSlack(lambda: SystemClock().now().timestamp()) as slack:
        slack.add_team()
        slack.add_user("U1", "Kit")
        slack.add_user("U2", "Pat")
        slack.add_channel("C1")
        settings = load(
            {
                "DATABASE_URL": url or await fresh_sqlite(folder),
                "SUPPORT_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
                "SUPPORT_LEDGER": str(folder / "erasures.log"),
                "SUPPORT_INTAKE_KEYS": f"incidents:{base64.b64encode(INTAKE_KEY).decode()}",
                "SLACK_API_URL": slack.base_url,
                "SLACK_BOT_TOKEN": BOT_TOKEN,
                "SLACK_SIGNING_SECRET": SECRET,
                **more,
            }
        )
        async with deployed(settings, {}, clock, talking=True, serving=ProcessKind.WEB) as parts:
            text = playbook(clock.now().date().isoformat())
            assert await apply_text(parts.storage, "book", text, "a test") == 0
            await in_one_work(parts.storage, parts.directory.refresh, reads_only=True)
            opened = parts.platforms.opened["slack"]
            await opened.refresh(parts.storage)
            public = make_app(parts, whole=False, limits=parts.limits)

            def seconds() -> float:
                return clock.now().timestamp()

            add_intake_routes(public, parts, settings.intake_keys)
            add_page_answer_route(public, parts, settings.paging)
            async with (
                opened.serving(public, parts.bot),
                TestClient(TestServer(public)) as outside,
                TestClient(TestServer(make_app(parts, seconds=seconds))) as inside,
            ):
                ward = Ward(settings, clock, slack, parts, inside, outside)
                await ward.minute()
                yield ward
