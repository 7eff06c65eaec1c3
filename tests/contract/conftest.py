"""Every platform on every storage: what the conversation contract is played on."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator
from importlib import import_module
from pathlib import Path

import pytest

from adapters.clock import SimulatedClock
from adapters.database.jobs import DatabaseJobQueue
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.platforms import all_platforms
from tests.adapters.database.databases import (
    clear_text,
    fresh_postgresql,
    fresh_sqlite,
    return_postgresql,
)
from tests.contract.stage import Ground, Stage, StageMaker, memory_ground
from tests.postgres import Postgres
from tests.world import START

PARAMS = [pytest.param((each.name, "memory"), id=each.name) for each in all_platforms()] + [
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
    async with stage_of(request.node.callspec.params["ground"][0])(ground) as ready:
        yield ready


def stage_of(platform: str) -> StageMaker:
    """The stage of a platform: ``x_stage`` of ``x_stage.py`` in this folder."""
    name = f"{platform}_stage"
    maker: StageMaker = getattr(import_module(f"tests.contract.{name}"), name)
    return maker


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of the contract runs on every platform, and on every storage.

    A module may name more of them in ``ALSO_ON``, or others in their place in ``ONLY_ON``. A test
    marked ``one_stage`` proves a rule of the program, whose platform part is a press that others
    prove; it runs on one stage.
    """
    if "stage" not in metafunc.fixturenames:
        return
    usual = getattr(metafunc.module, "ONLY_ON", PARAMS)
    stages = [*usual, *getattr(metafunc.module, "ALSO_ON", ())]
    # The nearest mark counts, so a test marked every_stage overrules its module.
    marks = metafunc.definition.iter_markers()
    mark = next((one for one in marks if one.name in {"one_stage", "every_stage"}), None)
    if mark is not None and mark.name == "one_stage":
        (wanted,) = mark.args or ("practice",)
        stages = [stage for stage in stages if stage.id == wanted]
    metafunc.parametrize("ground", stages, indirect=True)
