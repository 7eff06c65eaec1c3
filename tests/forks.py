"""Programs that are forked instead of started: see ``tests/forkserver.py``."""

import asyncio
import json
import os
import signal
import socket
import sys
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from tests import programs
from tests.forkserver import NUMBER

SERVER = Path(__file__).with_name("forkserver.py")
PIPE = asyncio.subprocess.PIPE
_servers: list[programs.Server] = []
_doors: list[socket.socket] = []
_forked: list["Fork"] = []


class Fork(asyncio.subprocess.Process):
    """A forked program, used like one that asyncio started; it has no standard input."""

    def __init__(self, pid: int) -> None:
        """Be in charge of a process."""
        self.pid = pid
        self.stdin = None
        self._pidfd = os.pidfd_open(pid)
        self._code: int | None = None
        self._ended = asyncio.Event()
        self._watching: asyncio.Task[None] | None = None

    def __del__(self) -> None:
        """Give its file back."""
        os.close(self._pidfd)

    async def reads(self, out: int | None, err: int | None, tells: socket.socket) -> None:
        """Read what it prints, and learn of its end."""
        loop, pipes = asyncio.get_running_loop(), list[asyncio.ReadTransport]()
        closed: list[asyncio.Future[None]] = []

        async def read(file: int) -> asyncio.StreamReader:
            reader, closes = asyncio.StreamReader(), loop.create_future()
            closed.append(closes)
            given = os.fdopen(file, "rb", 0)
            pipe, _ = await loop.connect_read_pipe(lambda: _Reading(reader, closes), given)
            pipes.append(pipe)
            return reader

        async def watch() -> None:
            try:
                self._code = await number_from(tells)
                self._ended.set()
                await asyncio.gather(*closed)
            finally:
                self._ended.set()
                tells.close()
                for pipe in pipes:
                    pipe.close()

        self.stdout = None if out is None else await read(out)
        self.stderr = None if err is None else await read(err)
        self._watching = asyncio.create_task(watch())

    @property
    def returncode(self) -> int | None:
        """The exit code, or less than zero the signal; ``None`` while it runs."""
        return self._code

    async def wait(self) -> int:
        """Wait for its end."""
        await self._ended.wait()
        assert self._code is not None
        return self._code

    async def communicate(
        self,
        input: bytes | bytearray | memoryview | None = None,  # noqa: A002
    ) -> tuple[bytes, bytes]:
        """Read all that it still prints, and wait for its end."""
        assert input is None
        out, err = await asyncio.gather(_all_of(self.stdout), _all_of(self.stderr))
        await self.wait()
        return out, err

    def send_signal(self, number: int) -> None:
        """Send a signal. Raises ``ProcessLookupError`` if it has ended."""
        signal.pidfd_send_signal(self._pidfd, number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """Kill it."""
        self.send_signal(signal.SIGKILL)


class _Reading(asyncio.StreamReaderProtocol):
    """Fills a reader, and says when no more comes."""

    def __init__(self, reader: asyncio.StreamReader, closes: asyncio.Future[None]) -> None:
        super().__init__(reader)
        self._closes = closes

    def connection_lost(self, exc: Exception | None) -> None:
        super().connection_lost(exc)
        if not self._closes.done():
            self._closes.set_result(None)


async def _all_of(stream: asyncio.StreamReader | None) -> bytes:
    return b"" if stream is None else await stream.read()


async def number_from(tells: socket.socket) -> int:
    """The next number that the server writes."""
    told = await asyncio.get_running_loop().sock_recv(tells, NUMBER.size)
    if not told:
        message = "the server that forks programs has ended"
        raise ConnectionError(message)
    number: int
    (number,) = NUMBER.unpack(told)
    return number


async def fork(
    *command: str | Path,
    env: Mapping[str, str],
    cwd: Path | None = None,
    stdout: int | None = None,
    stderr: int | None = None,
) -> asyncio.subprocess.Process:
    """Start ``sys.executable -m MODULE`` or ``sys.executable SCRIPT``, as ``programs.start`` does.

    ``stdout`` and ``stderr`` are ``PIPE``, or what this process has.
    """
    python, *rest = map(str, command)
    assert python == sys.executable
    streams = enumerate((stdout, stderr), start=1)
    ends = [os.pipe() if each == PIPE else (None, os.dup(at)) for at, each in streams]
    tells, theirs = socket.socketpair()
    tells.setblocking(False)
    order = {"command": rest, "environment": dict(env), "folder": str(cwd or Path.cwd())}
    given = [*(end for _, end in ends), theirs.fileno()]
    socket.send_fds(_door(), [json.dumps(order).encode()], given)
    for end in given[:2]:
        os.close(end)
    theirs.close()
    forked = Fork(await number_from(tells))
    _forked.append(forked)
    await forked.reads(ends[0][0], ends[1][0], tells)
    return forked


def _door() -> socket.socket:
    """The way to the server, which starts with the first program."""
    if not _doors:
        ours, theirs = socket.socketpair(type=socket.SOCK_SEQPACKET)
        environment = {"PYTHONPATH": str(SERVER.parents[1])}
        _servers.append(programs.attend(sys.executable, SERVER, door=theirs, env=environment))
        theirs.close()
        _doors.append(ours)
    return _doors[0]


def end_what_was_forked() -> None:
    """Kill the forks that a test left running."""
    while _forked:
        with suppress(ProcessLookupError):
            _forked.pop().kill()


def end_servers() -> None:
    """End the servers; each ends with its door."""
    while _servers:
        _doors.pop().close()
        _servers.pop().wait()
