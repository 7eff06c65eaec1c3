"""Reads the few fields of an HL7 v2 ADT message that count.

Every field that is not listed below is emptied first; then ``python-hl7`` parses the message with
the separators that its header names.
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
    "MRG": frozenset({1}),
    "PV1": frozenset({3, 6, 19, 36, 45}),
}
"""The fields that are read of each segment, beside the header."""

CHARSET_FIELD = 18
SHORTEST_HEADER = len("MSH|^~\\&|")
FEWEST_SEPARATORS, MOST_SEPARATORS = 2, 5
PLACE = re.compile(r"([A-Z][A-Z0-9]{2})-(\d+)(?:[-.](\d+))?")
LINE_ENDS = re.compile(r"\r\n|\n")
NULL = '""'
"""How HL7 deletes a value."""

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
SEPARATOR = re.compile(r"[^\w\s]", re.ASCII)
FAULTS = (hl7.HL7Exception, ValueError, IndexError, KeyError, AssertionError)


class NotHl7(BadField):
    """The header cannot be read, so the answer cannot name the message."""


@dataclass(frozen=True)
class Header:
    """The header of a message; the answer uses its separators, too."""

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
    mode: str = ""
    """The second component of MSH-11."""


class Message:
    """A message with only the listed fields."""

    def __init__(self, header: Header, read: hl7.Message) -> None:
        self.header = header
        self._read = read

    def has(self, segment: str) -> bool:
        """Whether the message has this segment."""
        return any(_name(each) == segment for each in self._read)

    def at(self, place: str) -> str:
        """The value at a place such as ``PV1-3-1``; empty if there is none.

        Without a component it is the first one, and the first of a repeated field.
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
    """Decode a message by the character set it names, otherwise as Latin-1.

    Only codes are read, so wrongly decoded names do no harm.
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
    """Read the header of a message. Raises ``NotHl7``."""
    line = _lines(text)[0] if text.strip() else ""
    if not line.startswith("MSH") or len(line) < SHORTEST_HEADER:
        raise NotHl7("MSH", "is missing or cut off")
    field = line[3]
    encoding = line[4:].split(field, 1)[0]
    separators = field + encoding
    if not FEWEST_SEPARATORS <= len(encoding) <= MOST_SEPARATORS or len(set(separators)) < len(
        separators
    ):
        raise NotHl7("MSH-2", "does not name separators that differ")
    if not all(SEPARATOR.fullmatch(each) for each in separators):
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
        mode=part(11, 2).upper(),
    )


def _raw(line: str, field: str, number: int) -> str:
    """A field of the header, unparsed, so that the answer can repeat it."""
    parts = line.split(field)
    return parts[number - 1].strip() if len(parts) >= number else ""


def _lines(text: str) -> list[str]:
    return LINE_ENDS.sub("\r", text.strip("\ufeff\x0b\x1c\r\n ")).split("\r")


def message_of(header: Header, text: str, source: Source) -> Message:
    """The message with only the listed fields and those that the source's mapping names.

    Raises ``BadField`` if one of these segments comes twice or cannot be read.
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
                raise BadField(name, "comes twice, so it is unclear which counts")
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
