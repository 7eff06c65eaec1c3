"""``demo`` as a visitor starts it: a real process, its URL, its curl, and how it ends."""

import asyncio
import re
import shutil
import signal
import socket
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.practice.signing import SIGNATURE, TIMESTAMP, sign
from tests.patience import PATIENCE_S
from tests.programs import start

ROOT = Path(__file__).parents[2]
Json = dict[str, Any]


class Demo:
    """A running demo."""

    def __init__(self, process: asyncio.subprocess.Process, said: str, scratch: Path) -> None:
        self.process = process
        self.said = said
        self.scratch = scratch
        found = re.search(r"http://127\.0\.0\.1:\d+", said)
        assert found, said
        self.url = found.group()

    def folders(self) -> list[str]:
        return [path.name for path in self.scratch.glob("support-time-out-*")]

    async def ends(self) -> int | None:
        async with asyncio.timeout(PATIENCE_S):
            await self.process.wait()
        return self.process.returncode

    async def state(self, session: ClientSession) -> Json:
        async with session.get(f"{self.url}/practice/state") as response:
            state: Json = await response.json()
            return state

    async def turns_to_next(self, session: ClientSession) -> None:
        key = (await self.state(session))["key"]
        timestamp = str(int(SystemClock().now().timestamp()))
        headers = {TIMESTAMP: timestamp, SIGNATURE: sign(key, timestamp, b"next")}
        url = f"{self.url}/practice/clock"
        async with session.post(url, data=b"next", headers=headers) as response:
            assert response.status == 200


@asynccontextmanager
async def running_demo(scratch: Path, port: int = 0) -> AsyncIterator[Demo]:
    """A demo, once it has said where it is."""
    process = await start(
        sys.executable,
        "-m",
        "adapters",
        "demo",
        "--port",
        str(port),
        cwd=scratch,
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    assert process.stdout
    try:
        said = ""
        async with asyncio.timeout(PATIENCE_S):
            while "Ctrl-C" not in said:
                line = await process.stdout.readline()
                assert line, said
                said += line.decode()
        yield Demo(process, said, scratch)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def test_it_takes_another_port_if_its_own_is_busy_and_serves_the_page(
    tmp_path: Path,
) -> None:
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        taken = busy.getsockname()[1]
        async with running_demo(tmp_path, taken) as demo, ClientSession() as session:
            assert not demo.url.endswith(f":{taken}")
            async with session.get(demo.url) as response:
                assert response.status == 200
                assert "Practice hospital" in await response.text()
            story = (await demo.state(session))["story"]
            assert story["user"] == "sam"


async def test_the_printed_curl_is_taken_as_pasted_and_leads_to_first_notes(
    tmp_path: Path,
) -> None:
    tools = {name: shutil.which(name) for name in ("bash", "curl", "openssl")}
    if not all(tools.values()):
        pytest.skip(f"The printed report needs bash, curl and openssl here: {tools}")
    async with running_demo(tmp_path) as demo, ClientSession() as session:
        pasted = demo.said[demo.said.index("  BODY=") : demo.said.index("Then press")]
        answers = [await _in_bash(pasted), await _in_bash(pasted)]
        assert "HTTP/1.1 202" in answers[0]
        assert "HTTP/1.1 200" in answers[1]
        for _ in range(20):
            shown = (await demo.state(session))["conversations"]
            if _has_first_note(shown, "layla") and _has_first_note(shown, "siobhan"):
                return
            await demo.turns_to_next(session)
    pytest.fail("no first note of what was reported by curl came")


def _has_first_note(shown: Json, user: str) -> bool:
    return any(m["card"]["screen"] == "check_in.note" for m in shown.get(f"@{user}", []))


async def _in_bash(text: str) -> str:
    bash = await start(
        "bash",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, _ = await bash.communicate(text.encode())
    return out.decode()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
async def test_it_ends_when_asked_with_a_page_open_and_leaves_nothing_behind(
    tmp_path: Path, number: signal.Signals
) -> None:
    async with running_demo(tmp_path) as demo, ClientSession() as session:
        assert len(demo.folders()) == 1
        async with session.get(f"{demo.url}/practice/events") as stream:
            assert (await stream.content.readline()).startswith(b"data: ")
            demo.process.send_signal(number)
            assert await demo.ends() in {0, 130}
        assert demo.folders() == []
        assert demo.process.stderr
        assert await demo.process.stderr.read() == b""
