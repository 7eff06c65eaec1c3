"""What a process of a deployment takes upon itself."""

import base64
import secrets
import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from adapters.commands.administration import recount
from adapters.database.deployments import LedgerFault
from adapters.database.migrations import migrate
from adapters.database.tables import VAULT_KEYS
from adapters.settings import Settings, load
from adapters.wiring import deployed
from bot.check_ins import kept_wishes, wishes_of
from bot.core.context import REDRAW, Context, want_redraw
from bot.core.conversation import Delivery, Press
from bot.core.housekeeping import AUDIT
from bot.core.jobs import Job, JobState, schedule
from bot.core.people import Account, Person
from bot.core.processes import ProcessKind
from bot.core.seen import ShownCard
from bot.privacy.handlers import forget
from bot.privacy.model import Forgotten
from bot.requests.model import RequestMode, SupportRequest


@pytest.fixture
async def settings(tmp_path: Path) -> Settings:
    found = load(
        {
            "DATABASE_URL": f"sqlite+aiosqlite:///{tmp_path / 'support.db'}",
            "SUPPORT_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
            "SUPPORT_LEDGER": str(tmp_path / "erasures.log"),
        }
    )
    await migrate(found.database_url)
    return found


@pytest.mark.parametrize(
    ("only_answers", "audit"), [(True, JobState.PENDING), (False, JobState.DONE)]
)
async def test_a_web_process_beside_workers_carries_out_answers_alone(
    settings: Settings, *, only_answers: bool, audit: JobState
) -> None:
    async with deployed(settings, {}, only_answers=only_answers) as parts:
        async with parts.storage.work() as work:
            card = ShownCard(
                reference="c", subject="s", screen="x", recipient="person:p:person", at=work.now
            )
            await work.add(card)
            await want_redraw(work, card)
            await schedule(work, AUDIT, "c", work.now)

        async def stop_after_this_pass() -> int:
            parts.loop.stop()
            return 0

        parts.loop.add(stop_after_this_pass)
        await parts.loop.run()
        async with parts.storage.reading() as work:
            jobs = await work.of(Job).find()
            states = {job.kind: job.state for job in jobs if "c" in {job.subject, job.key}}
    # The card has no message yet, so its redraw ends quietly: it was taken all the same.
    assert states == {REDRAW: JobState.CANCELLED, AUDIT: audit}


async def test_what_was_forgotten_and_wished_since_a_backup_is_so_again_after_its_restore(
    settings: Settings, tmp_path: Path
) -> None:
    database = tmp_path / "support.db"
    async with (
        deployed(settings, {}, serving=ProcessKind.WEB) as parts,
        parts.storage.work() as work,
    ):
        for name in ("sam", "pat"):
            await work.add(Person(reference=name))
        request = SupportRequest(
            reference="asked",
            area="main",
            mode=RequestMode.ANY,
            asked_at=work.now,
            code="C",
            episode="",
            whose=work.vault.blind_index("requester", "sam"),
        )
        await work.add(request)
        await work.vault.seal(SupportRequest.person.of("asked"), "sam")
    shutil.copy(database, tmp_path / "backup.db")
    async with deployed(settings, {}, serving=ProcessKind.WEB) as parts:
        async with parts.storage.work() as work:
            context = Context(work, parts.wording.words("en", "UTC"), parts.directory.lines())
            context.person = await work.of(Person).get("sam")
            press = Press(Delivery("press", "c", "1"), Account("practice", "t", "sam"), "", "")
            await forget(context, press, "")
            await parts.registry.settle(context)
            wishes = await kept_wishes(work, "pat")
            await work.save(replace(wishes, stopped=True))
        await parts.plan()
        await parts.ledger.catch_up(parts.storage)
    for file in tmp_path.glob("support.db-*"):
        file.unlink()
    shutil.copy(tmp_path / "backup.db", database)
    async with deployed(settings, {}, serving=ProcessKind.WEB) as parts:
        async with parts.storage.reading() as work:
            (request,) = await work.of(SupportRequest).find()
            assert request.whose is None
            assert await work.vault.open(SupportRequest.person.of("asked")) is None
            assert (await wishes_of(work, "pat")).stopped
            assert await work.of(Forgotten).count() == 1
        assert (await parts.report()).figures.held


async def test_a_ledger_that_cannot_be_written_is_said_and_stops_nobody(
    settings: Settings, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    nowhere = replace(settings, ledger=tmp_path / "a disk that is not there" / "erasures.log")
    for _ in range(2):
        async with deployed(nowhere, {}, serving=ProcessKind.WEB) as parts:
            await parts.plan()
            faults = [each.fault for each in await parts.standing.findings()]
            assert faults == [LedgerFault.UNWRITABLE, LedgerFault.MISSING]
            assert not (await parts.report()).figures.held
    assert "ledger_at_fault" in caplog.messages
    assert "ledger_not_written" in caplog.messages


async def test_keys_are_counted_again_before_the_old_one_may_go(
    settings: Settings, capsys: pytest.CaptureFixture[str]
) -> None:
    async with deployed(settings, {}) as parts:
        first = parts.key_id
        assert await recount(parts, first) == 0
        assert "may be taken away now" in capsys.readouterr().out
        row = {"owner": "o", "reference": "r", "wrapped": b"", "key_id": "another"}
        async with parts.storage.sessions.writing() as session:
            await session.insert(VAULT_KEYS, row)
        assert await recount(parts, first) == 1
        said = capsys.readouterr()
        assert "may be taken away" not in said.out
        assert "1 keys are under another again" in said.err
