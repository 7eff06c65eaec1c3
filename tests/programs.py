"""Programs that tests start. None of them outlives the test run, even if the run is killed."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

TIED = Path(__file__).with_name("tied.py")
Server = subprocess.Popen[bytes]
Ran = subprocess.CompletedProcess[str]
_started: list[asyncio.subprocess.Process] = []


async def start(*command: str | Path, **options: Any) -> asyncio.subprocess.Process:
    """Start a program. ``options`` are those of ``asyncio.create_subprocess_exec``."""
    process = await asyncio.create_subprocess_exec(*tied(command), **options)
    _started.append(process)
    return process


def run(*command: str | Path, check: bool = False, **options: Any) -> Ran:
    """Run a program to its end and read what it printed. ``options`` are ``subprocess.run``'s."""
    return subprocess.run(tied(command), check=check, capture_output=True, text=True, **options)


def serve(*command: str | Path, user: str, log: Path) -> Server:
    """Start a server that writes to ``log``. SIGQUIT ends it when this process ends.

    It has a session of its own: Ctrl-C ends the tests first, and they end the server.
    """
    command = tuple(tied(command, signal.SIGQUIT, user))
    with log.open("w") as file:
        return subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True)


def attend(*command: str | Path, door: socket.socket, **options: Any) -> Server:
    """Start a server that takes its orders from a socket, as its standard input."""
    server: Server = subprocess.Popen(tied(command), stdin=door.fileno(), **options)
    return server


def tied(
    command: tuple[str | Path, ...], by: signal.Signals = signal.SIGKILL, user: str = ""
) -> list[str]:
    """The command line that runs ``command`` and ends it by a signal when this process ends."""
    # Isolated and without site-packages, so that it costs a few milliseconds.
    python = (sys.executable, "-I", "-S", str(TIED))
    return [*python, str(int(by)), str(os.getpid()), user, *map(str, command)]


def end_what_was_started() -> None:
    """Kill the programs that a test left running, for example because it failed half-way."""
    look = os.WEXITED | os.WNOHANG | os.WNOWAIT
    while _started:
        pid = _started.pop().pid
        # No such child: asyncio has read how it ended, and its number may be somebody else's now.
        with suppress(ChildProcessError):
            if os.waitid(os.P_PID, pid, look) is None:
                os.kill(pid, signal.SIGKILL)
