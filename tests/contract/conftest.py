"""Every platform on every storage: what the conversation contract is played on."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.clock import SimulatedClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from tests.adapters.database.databases import (
    clear_text,
    fresh_postgresql,
    fresh_sqlite,
    return_postgresql,
)
from tests.contract.practice_stage import practice_stage
from tests.contract.slack_stage import slack_stage
from tests.contract.stage import Ground, Stage, StageMaker, memory_ground
from tests.contract.teams_stage import teams_stage
from tests.postgres import Postgres
from tests.world import START

STAGES: dict[str, StageMaker] = {
    "practice": practice_stage,
    "slack": slack_stage,
    "teams": teams_stage,
}
PARAMS = [pytest.param((name, "memory"), id=name) for name in STAGES] + [
    pytest.param(("practice", "sqlite"), id="practice-sqlite"),
    pytest.param(("practice", "postgresql"), id="practice-postgresql", marks=pytest.mark.postgres),
]
"""Every platform in memory; practice on both databases as well, which are the same for all."""


@pytest.fixture(scope="session")
def migrated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    folder = tmp_path_factory.mktemp("migrated")
    asyncio.run(fresh_sqlite(folder))
    return folder / "support-timeout.db"


@pytest.fixture
async def ground(
    request: pytest.FixtureRequest, tmp_path: Path, migrated: Path
) -> AsyncIterator[Ground]:
    """The storage of a test, by the second half of its parameter."""
    kind = request.param[1]
    if kind == "memory":
        yield memory_ground()
        return
    clock = SimulatedClock(START)
    if kind == "sqlite":
        shutil.copy(migrated, tmp_path / "support-timeout.db")
        url = f"sqlite+aiosqlite:///{tmp_path / 'support-timeout.db'}"
    else:
        url = await fresh_postgresql(_server(request))
    storage = DatabaseStorage(url, Keyring([secrets.token_bytes(32)]), clock)

    async def everything() -> str:
        return await clear_text(url)

    yield Ground(storage, DatabaseJobQueue(storage), clock, everything)
    await storage.close()
    if kind == "postgresql":
        await return_postgresql(_server(request), url)


def _server(request: pytest.FixtureRequest) -> Postgres:
    server: Postgres = request.getfixturevalue("postgres")
    return server


@pytest.fixture
async def stage(request: pytest.FixtureRequest, ground: Ground) -> AsyncIterator[Stage]:
    """The sample hospital on a platform, its people at their clients."""
    maker: StageMaker = STAGES[request.node.callspec.params["ground"][0]]
    async with maker(ground) as ready:
        yield ready


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of the contract runs on every platform, and on every storage.

    A module may name more of them in ``ALSO_ON``. A test marked ``one_stage`` proves a rule of the
    program, whose platform part is a press that others prove; it runs on one stage.
    """
    if "stage" not in metafunc.fixturenames:
        return
    stages = [*PARAMS, *getattr(metafunc.module, "ALSO_ON", ())]
    # The nearest mark counts, so a test marked every_stage overrules its module.
    marks = metafunc.definition.iter_markers()
    mark = next((one for one in marks if one.name in {"one_stage", "every_stage"}), None)
    if mark is not None and mark.name == "one_stage":
        (wanted,) = mark.args or ("practice",)
        stages = [stage for stage in stages if stage.id == wanted]
    metafunc.parametrize("ground", stages, indirect=True)
