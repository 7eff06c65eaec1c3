"""The wheel as a hospital installs it: into an environment of its own, far from the checkout."""

import asyncio
import base64
import os
import re
import secrets
import signal
import sys
import venv
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.version import VERSION
from deploy.release import build, differing
from tests.patience import PATIENCE_S
from tests.programs import Ran, run, start
from tests.some import some

pytestmark = pytest.mark.long
ROOT = Path(__file__).parents[2]
PACKAGES = ("adapters", "bot", "messages")
MADE_AT = 1_800_000_000
Command = Callable[..., Ran]


@pytest.fixture(scope="module")
def dist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with wheel and sdist of the checkout."""
    into = tmp_path_factory.mktemp("dist")
    build(Path(sys.executable), ROOT, into, MADE_AT)
    return into


@pytest.fixture(scope="module")
def wheel(dist: Path) -> Path:
    [found] = dist.glob("*.whl")
    return found


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with the wheel; it borrows the libraries of the tests."""
    folder = tmp_path_factory.mktemp("installed")
    venv.create(folder)
    python = folder / "bin" / "python"
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", wheel, check=True)
    [packages] = folder.glob("lib/python*/site-packages")
    libraries = [path for path in sys.path if Path(path).name == "site-packages"]
    # Named here, they are read after the wheel, and what their own .pth files name is not read.
    (packages / "libraries.pth").write_text("".join(f"{path}\n" for path in libraries))
    return folder / "bin"


@pytest.fixture
def settings(tmp_path: Path) -> dict[str, str]:
    return {
        "PATH": os.environ["PATH"],
        "TMPDIR": str(tmp_path),
        "SUPPORT_KEYS": base64.b64encode(secrets.token_bytes(32)).decode(),
    }


@pytest.fixture
def command(bin_folder: Path, tmp_path: Path, settings: dict[str, str]) -> Command:
    """Runs ``support-timeout`` in an empty folder."""

    def runs(*words: str) -> Ran:
        return run(bin_folder / "support-timeout", *words, cwd=tmp_path, env=settings)

    return runs


def test_the_wheel_has_every_file_of_the_program(wheel: Path) -> None:
    kept = run("git", "ls-files", *PACKAGES, cwd=ROOT, check=True).stdout.split()
    with zipfile.ZipFile(wheel) as archive:
        assert set(kept) <= set(archive.namelist())


def test_the_sdist_builds_the_same_wheel(dist: Path, tmp_path: Path) -> None:
    [sdist] = dist.glob("*.tar.gz")
    run("tar", "--extract", "--file", sdist, "--directory", tmp_path, check=True)
    [source] = tmp_path.glob("support_time_out-*")
    build(Path(sys.executable), source, tmp_path / "again", MADE_AT)
    assert differing(dist, tmp_path / "again") == []


def test_it_says_its_version_and_its_commands(command: Command) -> None:
    assert command("--version").stdout == f"{VERSION}\n"
    said = command("--help").stdout
    for name in ("demo", "web", "worker", "migrate", "doctor", "playbook"):
        assert name in said


def test_the_sample_is_sound_and_a_database_is_made_without_a_checkout(
    command: Command, tmp_path: Path
) -> None:
    sample = command("playbook", "sample")
    (tmp_path / "hospital.toml").write_text(sample.stdout, "utf-8")
    for words in (
        ("playbook", "check", "hospital.toml"),
        ("migrate",),
    ):
        done = command(*words)
        assert done.returncode == 0, done.stderr
    assert (tmp_path / "support-timeout.db").exists()


async def test_the_practice_hospital_opens_without_a_checkout(
    bin_folder: Path, tmp_path: Path, settings: dict[str, str]
) -> None:
    process = await start(
        bin_folder / "support-timeout",
        "demo",
        "--port",
        "0",
        cwd=tmp_path,
        env=settings,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    said = ""
    async with asyncio.timeout(PATIENCE_S):
        while not (address := re.search(r"http://127\.0\.0\.1:\d+", said)):
            line = await process.stdout.readline()
            assert line, (await process.communicate())[1].decode()
            said += line.decode()
    async with ClientSession(address.group()) as session:
        async with session.get("/") as page:
            assert page.status == 200
            text = await page.text()
        for path in some(set(re.findall(r'(?:src|href)="(/[^"#]+)"', text))):
            async with session.get(path) as file:
                assert file.status == 200, path
    process.send_signal(signal.SIGTERM)
    assert await process.wait() == 0
