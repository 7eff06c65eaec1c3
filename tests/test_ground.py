"""Tests of what the other tests rely on."""

import os
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from subprocess import CalledProcessError

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Browser
from pytest_socket import SocketConnectBlockedError
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

from tests import programs
from tests.adapters.practice.browser import chromium, open_page
from tests.postgres import Postgres

ROOT = Path(__file__).parents[1]


async def tables_in(url: str, *statements: str) -> list[str]:
    engine = create_async_engine(url)
    try:
        async with engine.begin() as connection:
            for statement in statements:
                await connection.execute(text(statement))
            query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            return list((await connection.execute(text(query))).scalars())
    finally:
        await engine.dispose()


@pytest.mark.postgres
@pytest.mark.parametrize("time", ["first", "second"])
async def test_a_fresh_database_is_empty_whatever_the_test_before_left(
    postgres_url: str, time: str
) -> None:
    assert await tables_in(postgres_url) == []
    assert await tables_in(postgres_url, f"CREATE TABLE {time} (n int)") == [time]


@pytest.mark.postgres
async def test_a_database_can_be_copied_from_a_template(postgres: Postgres) -> None:
    template = postgres.create()
    await tables_in(template, "CREATE TABLE ready (n int)")
    copy = postgres.create(template)
    assert await tables_in(copy) == ["ready"]
    postgres.drop(copy)
    postgres.drop(template)


@pytest.mark.postgres
def test_a_refused_statement_is_not_passed_over(postgres: Postgres) -> None:
    with pytest.raises(CalledProcessError):
        postgres.drop("postgresql+asyncpg://postgres@/never_made?host=/tmp")


@pytest.fixture
async def browser(chromium_path: Path) -> AsyncIterator[Browser]:
    async with chromium(chromium_path) as browser:
        yield browser


@pytest.mark.browser
async def test_a_page_opens_in_a_real_browser_and_its_accessibility_is_checked(
    browser: Browser,
) -> None:
    page = await open_page(browser)
    await page.goto("data:text/html,<html lang=en><title>t</title><main><h1>Hello</h1><img></main>")
    assert await page.inner_text("h1") == "Hello"
    found = await Axe().run(page)
    assert [violation["id"] for violation in found.response["violations"]] == ["image-alt"]


def test_nothing_leaves_this_machine() -> None:
    # An address kept for documentation: nobody answers there even if the guard were open.
    with pytest.warns(UserWarning, match="A test tried"), pytest.raises(SocketConnectBlockedError):
        socket.create_connection(("192.0.2.1", 80), timeout=1)


def test_this_machine_can_be_spoken_to() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()


def pytest_on(test: Path, *options: str, ci: str = "") -> programs.Ran:
    """Another test run, of one file and with the rules of this one."""
    return programs.run(
        *(sys.executable, "-m", "pytest", "-p", "tests.conftest", "-p", "no:cacheprovider"),
        *("--rootdir", str(ROOT), "-c", str(ROOT / "pyproject.toml"), *options, str(test)),
        cwd=ROOT,
        env={"CI": ci, "PATH": os.defpath},
    )


@pytest.mark.parametrize(
    ("ci", "mark", "ends"),
    [("true", "", 1), ("true", "@pytest.mark.optional", 0), ("", "", 0)],
)
def test_a_skip_is_a_failure_in_ci_and_said_aloud_elsewhere(
    tmp_path: Path, ci: str, mark: str, ends: int
) -> None:
    test = tmp_path / "test_left_out.py"
    test.write_text(f"import pytest\n{mark}\ndef test_it():\n    pytest.skip('no such thing')\n")
    run = pytest_on(test, ci=ci)
    assert (run.returncode, "no such thing" in run.stdout) == (ends, True), run.stdout


@pytest.mark.parametrize("options", [(), ("--numprocesses", "1")], ids=["alone", "with workers"])
@pytest.mark.parametrize(
    "skips",
    ["pytest.skip('not here', allow_module_level=True)", "pytest.importorskip('not_here')"],
)
def test_a_module_that_skips_itself_is_a_failure_in_ci(
    tmp_path: Path, skips: str, options: tuple[str, ...]
) -> None:
    test = tmp_path / "test_left_out.py"
    test.write_text(f"import pytest\n{skips}\ndef test_it():\n    pass\n")
    run = pytest_on(test, *options, ci="true")
    assert run.returncode not in {0, 5}, run.stdout
    assert "skipped itself" in run.stdout
