"""What breaks in or beside the database is said in every view on PostgreSQL, too."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.database import wakeups
from tests.adapters.database.databases import fresh_postgresql
from tests.adapters.database.pooler import pooled
from tests.adapters.health.test_every_view import BROKEN, Break
from tests.adapters.health.ward import Ward, a_ward
from tests.postgres import Postgres

IN_THE_DATABASE = frozenset(
    {
        "sends_installation",
        "no_worker",
        "platform_not_open",
        "sends_no_process",
        "clocks_differ",
        "keys_unopened",
        "held",
        "sends_no_account",
    }
)
"""The causes that are found in rows: of jobs, processes, keys, and the deployment itself."""
AT_ONCE_S = 0.1
"""How long it is listened for what will never come."""
CHOSEN = [each for each in BROKEN if each[1] in IN_THE_DATABASE]
pytestmark = pytest.mark.postgres


@pytest.fixture
async def ward(postgres: Postgres, tmp_path: Path) -> AsyncIterator[Ward]:
    url = await fresh_postgresql(postgres)
    async with a_ward(tmp_path, url) as ward:
        yield ward
    postgres.drop(url)


async def test_a_pooler_behind_which_workers_do_not_hear_one_another_is_said_in_every_view(
    postgres: Postgres, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    url = await fresh_postgresql(postgres)
    monkeypatch.setattr(wakeups, "HEARD_WITHIN_S", AT_ONCE_S)
    async with pooled(url) as behind, a_ward(tmp_path, behind) as ward:
        await ward.minute()
        await ward.everywhere("wakeups_unheard", "by the session", broken=False)
    postgres.drop(url)


@pytest.mark.parametrize(
    ("breaks", "cause", "remedy"), CHOSEN, ids=[cause for _, cause, _ in CHOSEN]
)
async def test_what_breaks_is_said_in_every_view_on_postgresql(
    ward: Ward, breaks: Break, cause: str, remedy: str
) -> None:
    assert await ward.health() == {"act": False, "findings": []}
    await breaks(ward)
    await ward.everywhere(cause, remedy)


def test_every_cause_that_is_named_here_is_broken_in_turn() -> None:
    assert {cause for _, cause, _ in CHOSEN} == IN_THE_DATABASE


async def test_a_postgresql_that_takes_no_changes_is_said_in_every_view(
    ward: Ward, postgres: Postgres
) -> None:
    url = ward.settings.database_url
    await ward.parts.storage.sessions.database.connect_anew()
    postgres.make_read_only(url)
    assert await ward.reports_something() == 503
    await ward.everywhere("write_refused", "writable")


async def test_with_the_postgresql_away_it_serves_and_says_that_somebody_must_act(
    ward: Ward, postgres: Postgres
) -> None:
    await ward.parts.storage.sessions.database.connect_anew()
    postgres.take_away(ward.settings.database_url)
    health = await ward.health()
    assert health["act"] is True
    assert "database" in [one["cause"] for one in health["findings"]]
    assert 'support_findings{cause="database"} 1.0' in await ward.metrics()
    assert (await ward.public.get("/readyz")).status == 200
    assert "All is well" not in await ward.chat()
    postgres.bring_back(ward.settings.database_url)
    await ward.minute()
    assert await ward.health() == {"act": False, "findings": []}
