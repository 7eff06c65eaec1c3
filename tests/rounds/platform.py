"""The receiving side of a round: it counts what arrives, cuts, delays and refuses."""

import asyncio
import json
import random
from collections import Counter
from dataclasses import dataclass, field

SLOW_S = 0.2
"""How long a slow answer takes at most."""


@dataclass
class Platform:
    """Counts every call of the workers by the job it is for."""

    chance: random.Random
    trouble: float = 0.0
    """The share of calls that something happens to."""
    storm: bool = False
    """Whether it takes nothing for the moment, and says so."""
    arrived: Counter[str] = field(default_factory=Counter)
    """By job, how often a new message truly arrived."""
    got: Counter[tuple[str, str]] = field(default_factory=Counter)
    """By screen and reader."""
    calls: dict[str, set[str]] = field(default_factory=dict)
    """By process, the jobs that it called for."""
    doubts: Counter[str] = field(default_factory=Counter)
    """By job, how many of its calls nobody heard the end of."""
    refused: int = 0
    cut: int = 0
    port: int = 0
    _server: asyncio.Server | None = None

    async def start(self) -> None:
        """Listen."""
        self._server = await asyncio.start_server(self._serve, "127.0.0.1", 0)
        self.port = self._server.sockets[0].getsockname()[1]

    def stop(self) -> None:
        """Listen no more."""
        if self._server is not None:
            self._server.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        line = await reader.readline()
        if not line.endswith(b"\n"):
            writer.close()
            return  # its worker was killed in the middle of it
        call = json.loads(line)
        self.calls.setdefault(call["by"], set()).add(call["job"])
        answer = await self._answer(call)
        try:
            writer.write(answer)
            await writer.drain()
        except ConnectionError:
            answer = b""
        writer.close()

    async def _answer(self, call: dict[str, str]) -> bytes:
        if self.storm:
            self.refused += 1
            return b"busy\n"
        happens = self.chance.random() < self.trouble
        what = self.chance.choice(("slow", "cut before", "cut after")) if happens else ""
        if what == "slow":
            await asyncio.sleep(self.chance.random() * SLOW_S)
        if what != "cut before" and call["verb"] == "post":
            self.arrived[call["job"]] += 1
            self.got[call["screen"], call["where"]] += 1
        if what in {"cut before", "cut after"}:
            self.cut += 1
            self.doubts[call["job"]] += 1
            return b""
        return b"m1\n"
