"""The story without a page: a real process, its transcript, and what happens after a surprise."""

import asyncio
import os
import re
import sys
import tempfile
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from aiohttp import web

from adapters.practice.headless import play
from adapters.practice.people import people_json
from tests.adapters.practice.rooms import open_room
from tests.programs import start
from tests.some import some
from tests.wording import phrase

ROOT = Path(__file__).parents[3]
MEMORY = Path("/dev/shm")  # noqa: S108 - the folder made within is its owner's alone
# The notes that follow come at a weekend, past the end of a month, and after the clocks went back.
DAY = "2026-10-28"


def shown(key: str, language: str = "en", **values: str) -> str:
    """The beginning of a text: the transcript cuts what is long."""
    return phrase(key, language, **values)[:40]


def pressed(key: str) -> str:
    return f"“{phrase(key)}”"


STEPS = (
    "/support-admin activate",
    shown("check_in.see.title"),
    shown("adverse_event.progress.reached"),
    shown("check_in.note.preview"),
    pressed("check_in.button.break"),
    shown("time_out.cover_card.preview"),
    pressed("time_out.mine.begin"),
    shown("time_out.mine.up"),
    pressed("supports.peer.ask"),
    shown("support_requests.not_for_you"),
    shown("support_requests.take.title", "es"),
    shown("support_requests.taken"),
    shown("support_requests.button.who"),
    pressed("support_requests.button.reached"),
    pressed("support_requests.button.done"),
    pressed("check_in.button.no_thanks"),
    "by signed webhook: 202",
    "by signed webhook: 200",
    pressed("support_requests.button.who_first"),
    pressed("privacy.forget.button"),
    "none now",
    shown("follow_up.removed_now"),
    shown("follow_up.removed_on", day="some day"),
    "Who was silent is erased.",
    "no row leads to Sam",
    "The story went as it is told.",
)


@pytest.fixture
def scratch(tmp_path: Path) -> Iterator[Path]:
    """Where the process keeps its database: in memory where there is a folder for it."""
    where = MEMORY if os.access(MEMORY, os.W_OK) else tmp_path
    with tempfile.TemporaryDirectory(dir=where) as folder:
        yield Path(folder)


async def test_the_command_plays_the_story_and_names_nobody_in_a_shared_channel(
    tmp_path: Path, scratch: Path
) -> None:
    process = await start(
        sys.executable,
        "-m",
        "adapters",
        "demo",
        "--headless",
        "--port",
        "0",
        "--day",
        DAY,
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "TMPDIR": str(scratch)},
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
    )
    out, err = await process.communicate()
    transcript = out.decode()
    assert process.returncode == 0, transcript[-2000:] + err.decode()
    assert err == b""
    place = 0
    for step in STEPS:
        place = transcript.find(step, place)
        assert place >= 0, step
    shared = "\n".join(_shared(transcript))
    assert shown("supports.any.claim", one=phrase("supports.peer.one")) in shared
    assert shown("support_requests.taken") in shared
    for name in some(await _names(tmp_path / "names")):
        assert not re.search(rf"\b{re.escape(name)}\b", shared), name
    assert list(scratch.iterdir()) == []


def _shared(transcript: str) -> list[str]:
    """The lines of all messages to a channel."""
    lines: list[str] = []
    within = False
    for line in transcript.splitlines():
        if line.startswith(" " * 17 + "|"):
            lines += [line] if within else []
        else:
            within = "→ #" in line
    return lines


async def _names(folder: Path) -> list[str]:
    folder.mkdir()
    async with open_room(folder, story=False, loop=False) as opened:
        parts = opened.room.parts
        words = parts.wording.words("en", "UTC")
        people = await people_json(parts.storage, parts.directory, words)
    return [name for person in people for name in person["name"].split()]


@pytest.fixture
async def empty_server() -> AsyncIterator[str]:
    """A server on which nothing ever comes."""
    state = {"key": "k", "people": [], "conversations": {}, "clock": {"now": "2026-10-05T15:00Z"}}

    async def answer(_: web.Request) -> web.Response:
        return web.json_response(state)

    app = web.Application()
    app.router.add_get("/practice/state", answer)
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def test_a_surprise_ends_it_with_a_line_that_says_what(empty_server: str) -> None:
    written: list[str] = []
    assert await play(empty_server, "incidents", b"k", written.append) == 1
    assert written[-1] == "\nA surprise: POST /practice/act was answered with 404.\n"


async def test_a_server_that_is_not_there_is_a_surprise(unused_tcp_port: int) -> None:
    written: list[str] = []
    url = f"http://127.0.0.1:{unused_tcp_port}"
    assert await play(url, "incidents", b"k", written.append) == 1
    assert written[-1].startswith("\nA surprise: ")
