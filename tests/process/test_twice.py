"""Hospital systems have two doors: one is killed from outside, and the other goes on."""

import asyncio
import json
import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from adapters.database.migrations import migrate
from adapters.database.sealing import Keyring
from adapters.database.unit_of_work import DatabaseStorage
from adapters.setting_parsers import keys
from bot.adverse_events.model import Report
from tests import forks
from tests.patience import PATIENCE_S
from tests.process.test_commands import ROOT, Shell
from tests.process.test_many_processes import ended
from tests.some import some

pytestmark = pytest.mark.postgres
DEATHS, KILLED_AFTER = 12, 5
SOURCES = """
[[sources]]
key = "adt"
name = "Admissions"
form = "hl7"
peers = ["127.0.0.1"]
most_an_hour = 100

[[sources]]
key = "nightly"
name = "Nightly list"
form = "csv"
most_an_hour = 100

[sources.fields]
id = "Case"
unit = "Unit"
time = "When"
"""
DROPPING = Path(__file__).with_name("dropping.py")


@pytest.fixture
async def shell(tmp_path: Path, postgres_url: str) -> Shell:
    """A deployment with these sources, and nothing running."""
    shell = Shell(tmp_path)
    shell.settings |= {"DATABASE_URL": postgres_url, "SUPPORT_HL7_PORT": "0"}
    playbook = Path(shell.hospital)
    playbook.write_text(playbook.read_text("utf-8") + SOURCES, "utf-8")
    await migrate(postgres_url)
    code, said = await shell.run("playbook", "apply", str(playbook))
    assert code == 0, said
    return shell


async def reports(shell: Shell) -> int:
    """How many reports there are."""
    ring = Keyring(keys(shell.settings["SUPPORT_KEYS"]))
    storage = DatabaseStorage(shell.settings["DATABASE_URL"], ring)
    try:
        async with storage.reading() as work:
            return await work.of(Report).count()
    finally:
        await storage.close()


async def port_of(process: asyncio.subprocess.Process) -> int:
    """The port on which a listener says that it listens."""
    assert process.stderr
    while line := await process.stderr.readline():
        said = json.loads(line) if line.startswith(b"{") else {}
        if said.get("event") == "listening_hl7":
            return int(said["port"])
    raise AssertionError("it ended before it listened")


def death(number: int) -> bytes:
    """The discharge of somebody who died, as it goes over the wire."""
    at = f"{datetime.now(UTC) - timedelta(minutes=number + 1):%Y%m%d%H%M%S}+0000"
    pid = f"PID|1||{number}^^^H^MR" + "|" * 26 + f"{at}|Y"
    msh = f"MSH|^~\\&|EPIC|H|SUPPORT|H|{at}||ADT^A03|C{number}|P|2.5.1"
    text = "\r".join([msh, f"EVN|A03|{at}", pid, "PV1|1|I|icu^12^A"])
    return b"\x0b" + text.encode() + b"\r\x1c\r"


async def answered(port: int, message: bytes, control: str) -> None:
    """Send a message and wait for its answer. Raises ``OSError`` or ``EOFError`` without one."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    try:
        writer.write(message)
        async with asyncio.timeout(PATIENCE_S):
            said = await reader.readuntil(b"\x1c\r")
        assert f"MSA|AA|{control}".encode() in said
    finally:
        writer.close()


async def test_a_listener_is_killed_and_the_other_takes_over_nothing_twice_and_nothing_lost(
    shell: Shell,
) -> None:
    listeners = [await shell.start("intake", "listen") for _ in (1, 2)]
    first, second = [await port_of(each) for each in listeners]
    going_to = [first, second]
    for number in some(range(DEATHS)):
        message = death(number)
        sending = asyncio.create_task(answered(going_to[0], message, f"C{number}"))
        if number == KILLED_AFTER:
            # In the middle of a message: perhaps it was committed, and was not answered.
            listeners[0].kill()
        try:
            await sending
        except (OSError, EOFError):
            # As an interface engine does: no answer, so the same message goes to the other door.
            going_to.pop(0)
            await answered(going_to[0], message, f"C{number}")
    assert going_to == [second]
    await listeners[0].communicate()
    assert await ended(listeners[1]) == 0
    assert await reports(shell) == DEATHS


async def test_who_takes_dropped_files_is_killed_and_the_other_goes_on(shell: Shell) -> None:
    folder = shell.folder / "in" / "nightly"
    folder.mkdir(parents=True)
    when = f"{datetime.now(UTC) - timedelta(minutes=9):%Y-%m-%dT%H:%M:%SZ}"
    for number in range(DEATHS):
        path = folder / f"{number:02}.csv"
        path.write_text(f"Case,Unit,When\n{number},icu,{when}\n", "utf-8")
    env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), **shell.settings}

    async def taker() -> asyncio.subprocess.Process:
        command = (sys.executable, DROPPING, str(folder.parent))
        return await forks.fork(*command, env=env, stdout=asyncio.subprocess.PIPE)

    first = await taker()
    assert first.stdout
    for _ in some(range(KILLED_AFTER)):
        assert await first.stdout.readline() == b"committed\n"
    # Its reports are committed, and their file is perhaps still where it was.
    first.kill()
    await first.communicate()
    second = await taker()
    said, _ = await second.communicate()
    assert said.endswith(b"empty\n")
    assert len(list(folder.glob("done/*.csv"))) == DEATHS
    assert not list(folder.glob("faulty/*"))
    assert await reports(shell) == DEATHS
