"""Every platform, and every storage: what the conversation contract is played on."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Collection, Mapping
from importlib import import_module
from pathlib import Path
from types import ModuleType

import pytest
from _pytest.mark import ParameterSet

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
from tests.clock import SimulatedClock
from tests.contract.stage import Ability, Ground, Stage, StageMaker, memory_ground
from tests.postgres import Postgres
from tests.world import START

STORAGES = {"slack": "postgresql", "teams": "sqlite"}
"""What platforms stand on; others stand in memory."""


def on(platform: str, storage: str, name: str) -> ParameterSet:
    """The parameter of a platform on a storage."""
    marks = [pytest.mark.postgres] if storage == "postgresql" else []
    return pytest.param((platform, storage), id=name, marks=marks)


PARAMS = [on(each.name, STORAGES.get(each.name, "memory"), each.name) for each in all_platforms()]
"""Every platform, and every storage: neither knows the other, so each pair need not be played."""


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
    maker: StageMaker = getattr(stage_module(platform), f"{platform}_stage")
    return maker


def lacks_of(platform: str) -> Mapping[Ability, str]:
    """What a platform cannot do, with the reasons: ``LACKS`` of its stage's module."""
    lacks: Mapping[Ability, str] = getattr(stage_module(platform), "LACKS", {})
    return lacks


def stage_module(platform: str) -> ModuleType:
    """The module of a platform's stage."""
    return import_module(f"tests.contract.{platform}_stage")


def able(stage: ParameterSet, needed: Collection[Ability]) -> ParameterSet:
    """The parameter of a stage, skipped with the reason if its platform lacks what is needed."""
    platform, _ = stage.values[0]  # type: ignore[misc]  # a pair, as in PARAMS
    lacks = lacks_of(platform)
    why = [lacks[each] for each in needed if each in lacks]
    if not why:
        return stage
    marks = (*stage.marks, pytest.mark.lacking, pytest.mark.skip(reason=", ".join(why)))
    return pytest.param(*stage.values, id=stage.id, marks=marks)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test of the contract runs on every platform, and on every storage.

    A module may name more of them in ``ALSO_ON``, or others in their place in ``ONLY_ON``. A test
    marked ``one_stage`` proves a rule of the program, whose platform part is a press that others
    prove; it runs on one stage. A test marked ``needs`` is left out on platforms that lack it.
    """
    if "stage" not in metafunc.fixturenames:
        return
    usual = getattr(metafunc.module, "ONLY_ON", PARAMS)
    stages = [*usual, *getattr(metafunc.module, "ALSO_ON", ())]
    # The nearest mark counts, so a test marked every_stage overrules its module.
    indexes = metafunc.definition.iter_markers()
    blind_index = next((one for one in indexes if one.name in {"one_stage", "every_stage"}), None)
    if blind_index is not None and blind_index.name == "one_stage":
        (wanted,) = blind_index.args or ("practice",)
        stages = [stage for stage in stages if stage.id == wanted]
    asked = metafunc.definition.iter_markers("needs")
    needed = sorted({Ability(name) for mark in asked for name in mark.args})
    metafunc.parametrize("ground", [able(each, needed) for each in stages], indirect=True)
