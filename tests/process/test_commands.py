"""The command line as an operator uses it: real processes, their words and exit codes."""

import asyncio
import base64
import json
import os
import re
import secrets
import signal
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from aiohttp import ClientSession

from adapters.commands.jobs import NONE
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from bot.core.jobs import Job, JobState, Reason, schedule
from bot.core.names import CORE_POST
from bot.requests.names import CLAIM_CARD
from tests import forks, programs
from tests.wording import phrase

ROOT = Path(__file__).parents[2]
HOSPITAL = ROOT / "adapters" / "practice" / "hospital.toml"


class Shell:
    """A folder to be in, and settings."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.settings = {
            "SUPPORT_KEYS": new_key(),
            "DATABASE_URL": f"sqlite+aiosqlite:///{folder / 'support.db'}",
            "SUPPORT_LEDGER": str(folder / "erasures.log"),
            "PORT": "0",
            "LOG_FORMAT": "json",
        }

    @property
    def hospital(self) -> str:
        """The path of the sample hospital, which has no paging where none is set."""
        path = self.folder / "hospital.toml"
        paging = re.compile(r"^\[paging\]\n(?:.+\n)*", re.MULTILINE)
        path.write_text(paging.sub("", HOSPITAL.read_text("utf-8"), count=1), "utf-8")
        return str(path)

    async def start(self, *words: str, whole: bool = False) -> asyncio.subprocess.Process:
        """Start a command; ``whole``: a program of its own that imports what it needs."""
        return await (programs.start if whole else forks.fork)(
            sys.executable,
            "-m",
            "adapters",
            *words,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **self.settings},
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
        )

    async def run(self, *words: str) -> tuple[int, str]:
        process = await self.start(*words)
        out, err = await process.communicate()
        return process.returncode or 0, (out + err).decode()


def new_key() -> str:
    return base64.b64encode(secrets.token_bytes(32)).decode()


def metrics_of_the_rules() -> set[str]:
    """Every metric that an alert rule or the dashboard names."""
    folder = ROOT / "deploy" / "monitoring"
    texts = [(folder / name).read_text("utf-8") for name in ("alerts.yml", "dashboard.json")]
    found = set(re.findall(r"support_[a-z_]+", "".join(texts)))
    return {name.removesuffix("_bucket") for name in found}


@pytest.fixture
def shell(tmp_path: Path) -> Shell:
    return Shell(tmp_path)


async def test_all_wrong_settings_are_said_at_once_with_remedies_before_any_port_opens(
    shell: Shell,
) -> None:
    shell.settings |= {"SUPPORT_KEYS": "short", "PORT": "99999", "DATABASE_URL": "mysql://x/y"}
    code, said = await shell.run("web")
    assert code == 2
    for name in ("SUPPORT_KEYS", "PORT", "DATABASE_URL"):
        assert name in said
    assert "Traceback" not in said


async def test_a_faulty_override_of_the_words_keeps_the_service_from_starting(
    shell: Shell,
) -> None:
    words = shell.folder / "ours.toml"
    words.write_text('[en.core]\nno_such_text = "x"\n')
    shell.settings["SUPPORT_MESSAGES"] = str(words)
    code, said = await shell.run("web")
    assert code == 2
    assert "no_such_text" in said
    assert "Traceback" not in said


async def test_without_a_schema_doctor_and_worker_say_what_to_run(shell: Shell) -> None:
    for command in ("doctor", "worker"):
        code, said = await shell.run(command)
        assert code == 1
        assert "support-timeout migrate" in said
        assert "Traceback" not in said


async def test_from_nothing_to_a_sound_programme(shell: Shell) -> None:
    assert (await shell.run("migrate"))[0] == 0
    assert (await shell.run("doctor"))[0] == 1
    code, said = await shell.run("playbook", "apply", "--dry-run", shell.hospital)
    assert code == 0
    assert "person added" in said
    assert "version 1" in (await shell.run("playbook", "apply", shell.hospital))[1]
    assert "Nothing has changed" in (await shell.run("playbook", "apply", shell.hospital))[1]
    code, said = await shell.run("doctor", "--json")
    assert (code, [one["cause"] for one in json.loads(said)]) == (0, [])


async def test_a_playbook_with_a_fault_names_its_line_and_nothing_is_applied(
    shell: Shell,
) -> None:
    spoiled = shell.folder / "spoiled.toml"
    text = HOSPITAL.read_text("utf-8").replace('\narea = "main"', '\narea = "nowhere"', 1)
    spoiled.write_text(text, "utf-8")
    line = text[: text.index('\narea = "nowhere"')].count("\n") + 2
    await shell.run("migrate")
    code, said = await shell.run("playbook", "apply", str(spoiled))
    assert code == 1
    assert f"line {line}:" in said
    assert phrase("programme.finding.not_set_up") in (await shell.run("doctor"))[1]


async def test_keys_are_changed_without_losing_anything(shell: Shell) -> None:
    await shell.run("migrate")
    await shell.run("playbook", "apply", shell.hospital)
    old, new = shell.settings["SUPPORT_KEYS"], new_key()
    shell.settings["SUPPORT_KEYS"] = f"{new},{old}"
    code, said = await shell.run("rewrap", "--wait", "0")
    assert code == 0
    assert "wrapped anew" in said
    assert "The others may be taken away now." in said
    shell.settings["SUPPORT_KEYS"] = new
    assert (await shell.run("doctor"))[0] == 0
    shell.settings["SUPPORT_KEYS"] = old
    code, said = await shell.run("doctor")
    assert code != 0
    assert "Traceback" not in said


async def test_the_web_process_serves_health_and_ends_when_asked(shell: Shell) -> None:
    shell.settings["SUPPORT_PLAYBOOK"] = shell.hospital
    process = await shell.start("web", whole=True)
    assert process.stderr
    port = 0
    while not port:
        line = (await process.stderr.readline()).decode()
        assert line, "it ended before it listened"
        if '"listening"' in line:
            port = int(line.split('"port":')[1].strip(" }\n").split(",")[0])
    async with ClientSession() as http:
        for path, wanted in (("/healthz", 200), ("/readyz", 200), ("/metrics", 200), ("/", 404)):
            async with http.get(f"http://127.0.0.1:{port}{path}") as answer:
                assert answer.status == wanted, path
        async with http.get(f"http://127.0.0.1:{port}/metrics") as answer:
            served = set(re.findall(r"^# TYPE (\S+) ", await answer.text(), re.MULTILINE))
            assert metrics_of_the_rules() <= served
        async with http.post(f"http://127.0.0.1:{port}/intake/incidents", data=b"{}") as answer:
            assert answer.status == 401
    process.send_signal(signal.SIGTERM)
    _, rest = await process.communicate()
    assert process.returncode == 0, rest.decode()


async def test_a_worker_tells_of_its_health_on_a_port_of_its_own(shell: Shell) -> None:
    assert (await shell.run("migrate"))[0] == 0
    shell.settings["SUPPORT_HEALTH_PORT"] = "0"
    process = await shell.start("worker", whole=True)
    assert process.stderr
    port = 0
    while not port:
        line = (await process.stderr.readline()).decode()
        assert line, "it ended before it listened"
        if '"health_listening"' in line:
            port = int(line.split('"port":')[1].strip(" }\n").split(",")[0])
    async with ClientSession() as http:
        for path, wanted in (
            ("/healthz", 200),
            ("/readyz", 200),
            ("/health", 200),
            ("/metrics", 200),
            ("/intake/incidents", 404),
        ):
            async with http.get(f"http://127.0.0.1:{port}{path}") as answer:
                assert answer.status == wanted, path
        async with http.get(f"http://127.0.0.1:{port}/health") as answer:
            causes = [one["cause"] for one in (await answer.json())["findings"]]
            assert causes == ["not_set_up"]
    process.send_signal(signal.SIGTERM)
    _, rest = await process.communicate()
    assert process.returncode == 0, rest.decode()


async def test_what_was_not_delivered_is_listed_and_sent_again(shell: Shell) -> None:
    await shell.run("migrate")
    assert await shell.run("jobs") == (0, NONE)
    key = base64.b64decode(shell.settings["SUPPORT_KEYS"])
    storage = DatabaseStorage(shell.settings["DATABASE_URL"], Keyring([key]))
    async with storage.work() as work:
        await schedule(work, CORE_POST, "k", work.now, screen=CLAIM_CARD)
        (job,) = await work.of(Job).find()
        ended = replace(job, state=JobState.DEAD, reason=Reason.EXPIRED)
        await work.save(ended)
    code, said = await shell.run("jobs")
    assert code == 0
    assert f"{job.reference} {CLAIM_CARD}" in said
    assert "expired" in said
    assert (await shell.run("jobs", "retry", "nonesuch"))[0] == 1
    assert (await shell.run("jobs", "retry", job.reference))[0] == 0
    async with storage.reading() as work:
        again = await work.of(Job).get(job.reference)
    await storage.close()
    assert again is not None
    assert again.state is JobState.PENDING
    assert await shell.run("jobs") == (0, NONE)
