"""Finds the messages in a stream of MLLP, however a sender frames them.

A message ends at 0x1C: the carriage return after it may be missing or late. A 0x0B within a message
is a mark in somebody's text, unless a header follows it: then the sender gave the message up and
began another. Of a long message only the segments that are read are kept, so that an attachment of
any size costs no memory.
"""

import asyncio
from dataclasses import dataclass

from adapters.intake.faults import BadField
from adapters.intake.hl7_message import SEGMENTS

START, END = b"\x0b", b"\x1c"
HEADER = b"MSH"
BLANKS = b"\r\n\x00 "
LARGEST_KEPT = 256 * 1024
"""How much of a message is kept; beyond this, only the segments that are read."""
LARGEST = 32 * 1024 * 1024
"""The largest message, with its attachments."""
CHUNK = 64 * 1024
LONGEST_QUIET_S = 24 * 3600.0
WANTED = tuple(name.encode() for name in ("MSH", *SEGMENTS))
NAME = 16
"""So many bytes of a segment are enough to recognise it."""


class CutOff(BadField):
    """The end of a message did not arrive."""


class TooLarge(BadField):
    """The message is longer than any ADT message with its attachments."""


@dataclass(frozen=True)
class Frame:
    """One message without its frame, or what of it arrived."""

    block: bytes
    fault: BadField | None = None
    is_last: bool = False
    """Whether nothing can be read after it: where the next message begins is unknown."""


class Frames:
    """The messages that arrive on one connection."""

    def __init__(self, reader: asyncio.StreamReader, longest_pause_s: float) -> None:
        """Give a message up after a pause of so many seconds within it."""
        self._reader = reader
        self._longest_pause_s = longest_pause_s
        self._held = bytearray()

    async def next(self) -> Frame | None:
        """The next message, or ``None`` at the end of the connection."""
        if not await self._begin():
            return None
        if self._held.startswith(START):
            self._held = bytearray(self._held.lstrip(START))
        elif not self._held.startswith(HEADER):
            fault = CutOff("message", "does not begin with the start block of MLLP")
            return Frame(b"", fault, is_last=True)
        return await self._rest()

    async def _begin(self) -> bool:
        """Wait for the first bytes of a message; ``False`` if none comes."""
        while True:
            self._held = bytearray(self._held.lstrip(BLANKS))
            is_short = len(self._held) < len(HEADER) and HEADER.startswith(self._held)
            if self._held and not is_short:
                return True
            if not await self._more(LONGEST_QUIET_S):
                return bool(self._held)

    async def _more(self, longest_s: float) -> int:
        """Read on; returns how many bytes came, 0 at the end or after too long a pause."""
        try:
            async with asyncio.timeout(longest_s):
                chunk = await self._reader.read(CHUNK)
        except TimeoutError:
            return 0
        self._held += chunk
        return len(chunk)

    async def _rest(self) -> Frame:
        """Read a message to its end; bytes after it stay for the next one."""
        seen, looked = len(self._held), 0
        fault: BadField | None = None
        while True:
            end = self._held.find(END, looked)
            again = self._held.find(START + HEADER, max(looked - len(HEADER), 0))
            if again >= 0 and not 0 <= end < again:
                reason = "was cut off, and another one starts within it"
                return self._cut(again, 0, CutOff("message", reason))
            if end >= 0:
                return self._cut(end, len(END), fault)
            if len(self._held) > LARGEST_KEPT:
                self._held = _read_of(self._held)
                if len(self._held) > LARGEST_KEPT:
                    fault = TooLarge("message", "has more than 256 KiB in the segments read")
                    self._held = _header_of(self._held)
            looked = len(self._held)
            came = await self._more(self._longest_pause_s)
            if not came:
                return Frame(bytes(self._held), CutOff("message", "was cut off"), is_last=True)
            seen += came
            if seen > LARGEST:
                fault = TooLarge("message", "has more than 32 MiB")
                return Frame(bytes(self._held), fault, is_last=True)

    def _cut(self, end: int, after: int, fault: BadField | None) -> Frame:
        block = bytes(self._held[:end])
        del self._held[: end + after]
        return Frame(block, fault)


def _read_of(held: bytearray) -> bytearray:
    """A message so far without the segments that are not read; the last one may go on."""
    lines = bytes(held).replace(b"\n", b"\r").split(b"\r")
    first, *others, last = lines if len(lines) > 1 else (*lines, b"")
    kept = [first, *(line for line in others if line.lstrip().startswith(WANTED))]
    is_wanted = last.lstrip().startswith(WANTED) or len(last) <= NAME
    if not is_wanted:
        last = last[:NAME] + _may_begin(last[NAME:])
    return bytearray(b"\r".join([*kept, last]))


def _may_begin(piece: bytes) -> bytes:
    """The last bytes of what has come, in which another message may have begun."""
    return piece[-len(HEADER) :]


def _header_of(held: bytearray) -> bytearray:
    """The header alone, and the mark of a segment that is not read."""
    header = bytes(held).split(b"\r", 1)[0][: LARGEST_KEPT // 2]
    return bytearray(header + b"\rZZZ" + _may_begin(bytes(held)))
