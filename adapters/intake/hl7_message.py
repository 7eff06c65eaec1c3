"""HL7 v2: of an ADT message the few fields that count; the rest is dropped before it is read.

``python-hl7`` does the reading, with whatever separators the message says it has. It is given a
message in which everything that is not on the list below has been made empty.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import hl7

from adapters.intake.faults import BadField
from bot.programme.model import Source

SEGMENTS: Mapping[str, frozenset[int]] = {
    "EVN": frozenset({1, 2, 6}),
    "PID": frozenset({3, 29, 30}),
    "PV1": frozenset({3, 19, 36, 45}),
}
"""What is read of each segment, beside the header: all else is made empty first."""

CHARSET_FIELD = 18
SHORTEST_HEADER = len("MSH|^~\\&|")
FEWEST_MARKS, MOST_MARKS = 2, 5
PLACE = re.compile(r"([A-Z][A-Z0-9]{2})-(\d+)(?:[-.](\d+))?")
LINE_ENDS = re.compile(r"\r\n|\n")
NULL = '""'
"""How HL7 says that a value is to be deleted."""

CHARSETS = {
    "": "utf-8",
    "ASCII": "ascii",
    "UNICODE UTF-8": "utf-8",
    "UNICODE": "utf-8",
    "8859/1": "iso-8859-1",
    "8859/2": "iso-8859-2",
    "8859/9": "iso-8859-9",
    "8859/15": "iso-8859-15",
}
SEPARATORS = re.compile(r"[^\w\s]", re.ASCII)
FAULTS = (hl7.HL7Exception, ValueError, IndexError, KeyError, AssertionError)


class NotHl7(BadField):
    """There is no header to go by, so not even the answer can name the message."""


@dataclass(frozen=True)
class Header:
    """What the header of a message says; its separators are those of the answer, too."""

    field: str
    encoding: str
    application: str
    facility: str
    to_application: str
    to_facility: str
    sent_at: str
    kind: str
    trigger: str
    control: str
    processing: str
    version: str
    accept: str
    answer: str


class Message:
    """A message of which only what is on the list is left."""

    def __init__(self, header: Header, read: hl7.Message) -> None:
        self.header = header
        self._read = read

    def has(self, segment: str) -> bool:
        """Whether there is such a segment."""
        return any(_name(each) == segment for each in self._read)

    def at(self, place: str) -> str:
        """What stands at a place such as ``PV1-3-1``; empty where nothing does.

        Without a component it is the first one; of a field that repeats, the first.
        """
        match = PLACE.fullmatch(place)
        if not match:
            return ""
        if match[1] == "MSH":
            return self.header.sent_at if match[2] == "7" else ""
        return self._part(match[1], int(match[2]), 0, int(match[3] or 1))

    def repeats(self, segment: str, field: int, *components: int) -> list[tuple[str, ...]]:
        """These components of each repetition of a field."""
        count = self._count(segment, field)
        return [
            tuple(self._part(segment, field, number, each) for each in components)
            for number in range(count)
        ]

    def _count(self, segment: str, field: int) -> int:
        try:
            return len(self._read.segment(segment)(field))
        except FAULTS:
            return 0

    def _part(self, segment: str, field: int, repeat: int, component: int) -> str:
        try:
            found = self._read.segment(segment)(field)[repeat]
            if isinstance(found, hl7.Repetition):
                found = found[component - 1]
            elif component > 1:
                return ""
            while isinstance(found, hl7.Container):
                found = found[0] if len(found) else ""
            return str(self._read.unescape(str(found))).strip()
        except FAULTS:
            return ""


def _name(segment: hl7.Segment) -> str:
    return str(segment[0]) if len(segment) else ""


def decoded(block: bytes) -> str:
    """The text of a message, by the character set it names; never a fault of its own.

    What is read are codes; a name in another alphabet is dropped anyway.
    """
    head = block[:2000].decode("iso-8859-1").lstrip()
    named = ""
    if len(head) >= SHORTEST_HEADER:
        fields = LINE_ENDS.sub("\r", head).split("\r", 1)[0].split(head[3])
        if len(fields) >= CHARSET_FIELD:
            named = re.split(r"[^\w /-]", fields[CHARSET_FIELD - 1])[0].strip().upper()
    try:
        return block.decode(CHARSETS.get(named, "utf-8"))
    except UnicodeDecodeError:
        return block.decode("iso-8859-1")


def header_of(text: str) -> Header:
    """The header of a message. Raises ``NotHl7``, and ``BadField`` for one that lacks something."""
    line = _lines(text)[0] if text.strip() else ""
    if not line.startswith("MSH") or len(line) < SHORTEST_HEADER:
        raise NotHl7("MSH", "is missing or cut off")
    field = line[3]
    encoding = line[4:].split(field, 1)[0]
    marks = field + encoding
    if not FEWEST_MARKS <= len(encoding) <= MOST_MARKS or len(set(marks)) < len(marks):
        raise NotHl7("MSH-2", "does not name separators that differ")
    if not all(SEPARATORS.fullmatch(mark) for mark in marks):
        raise NotHl7("MSH-2", "names separators that are letters, digits or blanks")
    try:
        read = hl7.parse(line)
    except FAULTS:
        raise NotHl7("MSH", "cannot be read") from None
    message = Message(_EMPTY, read)

    def part(number: int, component: int = 1) -> str:
        return message._part("MSH", number, 0, component)  # noqa: SLF001 - built for it

    return Header(
        field=field,
        encoding=encoding,
        application=_raw(line, field, 3),
        facility=_raw(line, field, 4),
        to_application=_raw(line, field, 5),
        to_facility=_raw(line, field, 6),
        sent_at=part(7),
        kind=part(9).upper(),
        trigger=part(9, 2).upper(),
        control=_raw(line, field, 10),
        processing=part(11).upper(),
        version=part(12),
        accept=part(15).upper(),
        answer=part(16).upper(),
    )


def _raw(line: str, field: str, number: int) -> str:
    """A field of the header as it is written, to be written back."""
    parts = line.split(field)
    return parts[number - 1].strip() if len(parts) >= number else ""


def _lines(text: str) -> list[str]:
    return LINE_ENDS.sub("\r", text.strip("\ufeff\x0b\x1c\r\n ")).split("\r")


def message_of(header: Header, text: str, source: Source) -> Message:
    """The message with nothing in it but what is listed, and what the source's mapping names.

    Raises ``BadField`` where a segment that counts comes twice or cannot be read.
    """
    wanted = {name: set(fields) for name, fields in SEGMENTS.items()}
    for place in source.fields.values():
        match = PLACE.fullmatch(place)
        if match and match[1] in wanted:
            wanted[match[1]].add(int(match[2]))
    lines = _lines(text)
    kept = [lines[0]]
    for line in lines[1:]:
        name = line.split(header.field, 1)[0].strip()
        if name in wanted:
            if any(each.startswith(name) for each in kept):
                raise BadField(name, "comes twice, and nobody can say which counts")
            kept.append(_emptied(line.strip(), header.field, wanted[name]))
    try:
        return Message(header, hl7.parse("\r".join(kept) + "\r"))
    except FAULTS:
        raise BadField("message", "cannot be read with the separators it names") from None


def _emptied(line: str, field: str, wanted: Iterable[int]) -> str:
    parts = line.split(field)
    keep = {0, *wanted}
    return field.join(
        part if number in keep else "" for number, part in enumerate(parts) if number <= max(keep)
    )


_EMPTY = Header("|", "^~\\&", "", "", "", "", "", "", "", "", "", "", "", "")
