"""Listens for HL7 v2 over MLLP; each message is committed before it is acknowledged.

``hl7.mllp`` is not used: its server is experimental, parses before a fault can be answered,
loses track of its tasks and has no limits.
"""

import asyncio
import logging
import ssl
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from functools import lru_cache, partial
from ipaddress import IPv4Network, IPv6Network, ip_address, ip_network

from adapters.intake.adt import WrongKind, statement_in
from adapters.intake.faults import BadField
from adapters.intake.gateway import Intake
from adapters.intake.hl7_answer import (
    INTERNAL,
    NOT_UNDERSTOOD,
    REQUIRED,
    UNNAMED,
    VALUE,
    WRONG_KIND,
    answer,
)
from adapters.intake.hl7_message import Header, decoded, header_of
from adapters.intake.mllp_frames import Frame, Frames
from bot.adverse_events.last_said import Statement
from bot.core.clock import Clock
from bot.core.errors import Conflict, StorageDown
from bot.programme.model import Programme, Source, SourceForm

START, END = b"\x0b", b"\x1c\r"
"""The frame of an answer, as the standard has it; ``mllp_frames`` reads what senders really do."""
LONGEST_PAUSE_S = 30.0
"""After a pause of so many seconds within a message it is given up."""
MOST_CONNECTIONS = 64
MOST_AHEAD = 16
"""How many messages of one connection may be read and not yet answered."""

log = logging.getLogger(__name__)


class NotAllowed(BadField):
    """No source of the programme sends from this address."""


@dataclass(frozen=True)
class ListenAt:
    """Where to listen, and with which certificate; without one, unencrypted."""

    host: str
    port: int
    tls: ssl.SSLContext | None = None


class Listener:
    """Answers allowed senders; ``port`` is the port it listens on, once it listens."""

    def __init__(
        self, into: Intake, clock: Clock, longest_pause_s: float = LONGEST_PAUSE_S
    ) -> None:
        self._into = into
        self._clock = clock
        self._longest_pause_s = longest_pause_s
        self._open: set[asyncio.Task[None]] = set()
        self._reading: set[asyncio.Task[None]] = set()
        self._stopping = False
        self.port = 0

    @asynccontextmanager
    async def listening(self, at: ListenAt) -> AsyncIterator["Listener"]:
        """Listen during the block; messages being processed at its end are finished first."""
        server = await asyncio.start_server(self._connected, at.host, at.port, ssl=at.tls)
        self.port = server.sockets[0].getsockname()[1]
        log.info("listening_hl7", extra={"port": self.port})
        try:
            yield self
        finally:
            server.close()
            await self._drain()

    async def _drain(self) -> None:
        """Stop reading; finish and answer the messages that were read."""
        self._stopping = True
        for task in self._reading:
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or len(self._open) >= MOST_CONNECTIONS:
            log.warning("hl7_too_many_connections")
            writer.close()
            return
        self._open.add(task)
        try:
            await self._serve(reader, writer)
        except (OSError, asyncio.CancelledError, StorageDown, Conflict):
            pass
        except Exception as fault:  # noqa: BLE001 - a faulty connection must not end the listener
            # Log neither text nor traceback: they may quote the message.
            log.error("hl7_connection_failed", extra={"error": type(fault).__name__})  # noqa: TRY400
        finally:
            self._open.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        remote = str((writer.get_extra_info("peername") or ("",))[0])
        if sender_at(await self._into.programme(), remote) is None:
            # Do not even answer: an unknown peer must learn nothing.
            log.warning("hl7_peer_not_allowed")
            return
        answers: asyncio.Queue[asyncio.Task[bytes | None] | None] = asyncio.Queue()
        has_room = asyncio.Semaphore(MOST_AHEAD)
        answering = asyncio.create_task(_send_in_order(answers, has_room, writer))
        frames = Frames(reader, self._longest_pause_s)
        reading = asyncio.create_task(self._read_ahead(frames, remote, has_room, answers))
        # Only this task is cancelled at the end: what it has read is finished and answered.
        self._reading.add(reading)
        try:
            await asyncio.wait([reading])
        finally:
            self._reading.discard(reading)
            await answers.put(None)
            await answering
        if not reading.cancelled():
            reading.result()

    async def _read_ahead(
        self,
        frames: Frames,
        remote: str,
        has_room: asyncio.Semaphore,
        answers: "asyncio.Queue[asyncio.Task[bytes | None] | None]",
    ) -> None:
        """Read messages while others are being committed, so that they share commits."""
        while not self._stopping:
            # A message is read only once it has a place, so that no end of ours falls between.
            await has_room.acquire()
            frame = await frames.next()
            if frame is None:
                return
            answers.put_nowait(asyncio.create_task(self._answered(frame, remote)))
            if frame.is_last:
                return

    async def _answered(self, frame: Frame, remote: str) -> bytes | None:
        """Answer a message; a broken one is refused under its own control id, if it has one."""
        if frame.fault is None:
            return await self.answered(frame.block, remote)
        try:
            header = header_of(decoded(frame.block))
        except BadField:
            header = UNNAMED
        return await self._refused(header, remote, frame.fault, "AR", NOT_UNDERSTOOD)

    async def answered(self, block: bytes, remote: str) -> bytes | None:
        """Accept one message; returns the acknowledgement.

        Messages are committed in the order in which this is called. Only one that another playbook
        makes news at this very moment may come later; what was stated last counts all the same.
        """
        text = decoded(block)
        try:
            header = header_of(text)
        except BadField as fault:
            return await self._refused(UNNAMED, remote, fault, "AR", NOT_UNDERSTOOD)
        try:
            await self._into.take_message(partial(self._read, header, text, remote))
            return answer(header, "AA", self._clock.now())
        except NotAllowed as fault:
            return self._answer(header, "AR", fault, INTERNAL)
        except WrongKind as fault:
            return await self._refused(header, remote, fault, "AR", WRONG_KIND)
        except BadField as fault:
            number = REQUIRED if "missing" in fault.reason else VALUE
            return await self._refused(header, remote, fault, "AE", number)
        except (StorageDown, Conflict):
            log.warning("intake_not_now")
            return self._answer(header, "AR", BadField("", "not now, send it again"), INTERNAL)
        except Exception as fault:  # noqa: BLE001 - a sender always gets an answer
            log.error("intake_failed", extra={"error": type(fault).__name__})  # noqa: TRY400
            return self._answer(header, "AR", BadField("", "internal error, refused"), INTERNAL)

    def _read(
        self, header: Header, text: str, remote: str, programme: Programme
    ) -> list[Statement]:
        source = sender_at(programme, remote)
        if source is None:
            # Removed from the list since it connected.
            raise NotAllowed("sender", "is not allowed")
        statement = statement_in(programme, source, header, text, self._clock.now())
        return [] if statement is None else [statement]

    async def _refused(
        self, header: Header, remote: str, fault: BadField, code: str, number: str
    ) -> bytes | None:
        try:
            source = sender_at(await self._into.programme(), remote)
        except StorageDown:
            source = None
        await self._into.unread(source.key if source else "hl7", fault)
        return self._answer(header, code, fault, number)

    def _answer(self, header: Header, code: str, fault: BadField, number: str) -> bytes | None:
        return answer(header, code, self._clock.now(), fault.field, fault.reason, number)


def sender_at(programme: Programme, remote: str) -> Source | None:
    """The source that sends from this address; ``None`` if no source may."""
    try:
        address = ip_address(remote.split("%", 1)[0])
    except ValueError:
        return None
    mapped = getattr(address, "ipv4_mapped", None)
    for source in programme.sources:
        if source.form is SourceForm.HL7 and any(
            (mapped or address) in _network(network) for network in source.peers
        ):
            return source
    return None


@lru_cache(maxsize=256)
def _network(text: str) -> IPv4Network | IPv6Network:
    return ip_network(text)


async def _send_in_order(
    answers: "asyncio.Queue[asyncio.Task[bytes | None] | None]",
    has_room: asyncio.Semaphore,
    writer: asyncio.StreamWriter,
) -> None:
    """Send each answer once the ones before it were sent; ``None`` ends it.

    If one cannot be sent the connection ends. What was read is still accepted, and its sender
    repeats on a new connection what was not answered.
    """
    is_over = False
    while (answering := await answers.get()) is not None:
        try:
            block = await answering
            if not is_over:
                await _send(writer, block)
        except Exception as fault:  # noqa: BLE001 - those behind it are still accepted
            if not isinstance(fault, OSError):
                # Log neither text nor traceback: they may quote the message.
                log.error("hl7_connection_failed", extra={"error": type(fault).__name__})  # noqa: TRY400
            is_over = True
            writer.transport.abort()
        has_room.release()


async def _send(writer: asyncio.StreamWriter, block: bytes | None) -> None:
    if block is not None:
        writer.write(START + block + END)
        # Somebody who reads no answers holds up neither their own feed for good nor our end.
        async with asyncio.timeout(LONGEST_PAUSE_S):
            await writer.drain()
