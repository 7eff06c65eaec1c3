"""Starts programs as forks of a process that has imported the program already.

To import it takes more than a second of CPU, and the tests start it a hundred times. A fork is a
process like any other: number, environment, folder and pipes are its own, and it is killed from
outside. ``python forkserver.py`` takes orders from the socket that is its standard input: a JSON
object and three files, the program's standard output, its standard error, and a socket to which
its number and, at its end, its exit code are written. It ends with the socket.
"""

import gc
import json
import os
import runpy
import select
import signal
import socket
import struct
import sys
import warnings
from importlib import import_module
from typing import Any

from tests.tied import end_with_parent

NUMBER = struct.Struct("i")
IMPORTED = (
    "adapters.commands.serving",
    "adapters.commands.administration",
    "adapters.commands.intake",
    "adapters.slack.messenger",
    "adapters.teams.messenger",
    "tests.toys",
    "tests.world",
)
"""What most of the programs need."""


def main() -> None:
    """Fork a program for each order, and tell of its end."""
    with warnings.catch_warnings():
        # A program that is started with this would end.
        warnings.simplefilter("error")
        for name in IMPORTED:
            import_module(name)
    gc.collect()
    gc.freeze()
    door = socket.socket(fileno=0)
    poll = select.poll()
    poll.register(door, select.POLLIN)
    running: dict[int, tuple[int, socket.socket]] = {}
    while True:
        for ready, _ in poll.poll():
            if ready != door.fileno():
                poll.unregister(ready)
                pid, tells = running.pop(ready)
                os.close(ready)
                _, status = os.waitpid(pid, 0)
                _tell(tells, os.waitstatus_to_exitcode(status))
                tells.close()
                continue
            order, files, *_ = socket.recv_fds(door, 1 << 20, 3)
            if not order:
                return
            pid = os.fork()
            if pid == 0:
                for each in (door, *(tells for _, tells in running.values())):
                    # The number may be another file's by the time that Python would close it.
                    each.detach()
                _become(json.loads(order), files[:2])
            os.close(files[0])
            os.close(files[1])
            tells = socket.socket(fileno=files[2])
            ended = os.pidfd_open(pid)
            running[ended] = pid, tells
            poll.register(ended, select.POLLIN)
            _tell(tells, pid)


def _tell(tells: socket.socket, number: int) -> None:
    try:
        tells.sendall(NUMBER.pack(number))
    except OSError:
        # The test is over and does not listen any more.
        return


def _become(order: dict[str, Any], streams: list[int]) -> None:
    """Be the program: what it is given, and nothing of the server's."""
    end_with_parent(signal.SIGKILL)
    silent = os.open(os.devnull, os.O_RDONLY)
    for number, file in enumerate((silent, *streams)):
        os.dup2(file, number)
    os.closerange(3, 1 << 16)
    os.chdir(order["folder"])
    os.environ.clear()
    os.environ.update(order["environment"])
    if order["environment"].get("PYTHONWARNINGS") == "error":
        warnings.simplefilter("error")
    sys.argv = order["command"]
    if sys.argv[0] == "-m":
        sys.argv.pop(0)
        runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
    else:
        runpy.run_path(sys.argv[0], run_name="__main__")
    sys.exit()


if __name__ == "__main__":
    main()
