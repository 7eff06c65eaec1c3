"""What a process of a deployment takes upon itself."""

import base64
import secrets
from pathlib import Path

import pytest

from adapters.database.migrations import migrate
from adapters.settings import Settings, load
from adapters.wiring import deployed
from bot.core.context import want_redraw
from bot.core.housekeeping import AUDIT
from bot.core.jobs import Job, JobState, schedule
from bot.core.seen import ShownCard


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
            await schedule(work, AUDIT, "an audit", work.now)

        async def stop_after_this_pass() -> int:
            parts.loop.stop()
            return 0

        parts.loop.add(stop_after_this_pass)
        await parts.loop.run()
        async with parts.storage.reading() as work:
            states = {job.key: job.state for job in await work.of(Job).find()}
    # The card has no message yet, so its redraw ends quietly: it was taken all the same.
    assert states["redraw:c:1"] is JobState.CANCELLED
    assert states["an audit"] is audit
