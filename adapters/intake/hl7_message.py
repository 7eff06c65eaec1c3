"""Reads the few fields of an HL7 v2 ADT message that count, with the separators it names.

No library parses the message. ``python-hl7`` takes seconds for a field full of separators, obeys
an escape sequence that asks for a thousand million blanks, and logs what it cannot read.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from adapters.intake.faults import BadField
from bot.programme.model import Source

SEGMENTS: Mapping[str, frozenset[int]] = {
    "EVN": frozenset({1, 2, 6}),
    "PID": frozenset({3, 29, 30}),
    "MRG": frozenset({1}),
    "PV1": frozenset({3, 6, 19, 36, 45}),
}
"""The fields that are read of each segment, beside the header."""

SENT_AT_FIELD = 7
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
USUAL_ENCODING = "^~\\&"
HEX = re.compile(r"X((?:[0-9A-Fa-f]{2})+)")


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

    def __init__(self, header: Header, segments: Mapping[str, Sequence[str]]) -> None:
        """``segments`` are the fields of each segment by its name, which is the first of them."""
        self.header = header
        self._segments = segments
        # A header that names only some of the separators leaves the others as usual.
        encoding = header.encoding + USUAL_ENCODING[len(header.encoding) :]
        self._component, self._repetition = encoding[0], encoding[1]
        self._escape, self._subcomponent = encoding[2], encoding[3]

    def has(self, segment: str) -> bool:
        """Whether the message has this segment."""
        return segment in self._segments

    def at(self, place: str) -> str:
        """The value at a place such as ``PV1-3-1``; empty if there is none.

        Without a component it is the first one, and the first of a repeated field.
        """
        segment, field, component = _named(place)
        if segment == "MSH":
            return self.header.sent_at if field == SENT_AT_FIELD else ""
        return self.part(segment, field, component)

    def repeats(self, segment: str, field: int, *components: int) -> list[tuple[str, ...]]:
        """These components of each repetition of a field."""
        return [
            tuple(self._component_of(parts, each) for each in components)
            for repeat in self._field(segment, field).split(self._repetition)
            if (parts := repeat.split(self._component))
        ]

    def part(self, segment: str, field: int, component: int = 1) -> str:
        """A component of a field, or of the first of a repeated field; empty if it is not there."""
        first = self._field(segment, field).split(self._repetition, 1)[0]
        return self._component_of(first.split(self._component, component), component)

    def _field(self, segment: str, field: int) -> str:
        fields = self._segments.get(segment, ())
        return fields[field] if field < len(fields) else ""

    def _component_of(self, parts: Sequence[str], component: int) -> str:
        """A component's first subcomponent, without its escape sequences."""
        if not 0 < component <= len(parts):
            return ""
        text = parts[component - 1].split(self._subcomponent, 1)[0]
        if self._escape in text:
            text = _escaped(self._escape).sub(self._unescaped, text)
        return text.strip()

    def _unescaped(self, found: re.Match[str]) -> str:
        """What an escape sequence stands for; those that only format a text are left out."""
        separators = {
            "F": self.header.field,
            "S": self._component,
            "T": self._subcomponent,
            "R": self._repetition,
            "E": self._escape,
        }
        if found[1] in separators:
            return separators[found[1]]
        in_hex = HEX.fullmatch(found[1])
        return bytes.fromhex(in_hex[1]).decode("iso-8859-1") if in_hex else ""


@lru_cache(maxsize=256)
def _named(place: str) -> tuple[str, int, int]:
    """The segment, the field and the component that a place names; no segment if it names none."""
    match = PLACE.fullmatch(place)
    return (match[1], int(match[2]), int(match[3] or 1)) if match else ("", 0, 0)


@lru_cache(maxsize=16)
def _escaped(escape: str) -> re.Pattern[str]:
    """An escape sequence between two of these signs."""
    sign = re.escape(escape)
    return re.compile(f"{sign}([^{sign}]{{1,100}}){sign}")


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
    # The separator that ends "MSH" is itself the first field.
    fields = ["MSH", field, *line.split(field)[1:]]
    message = Message(replace(_EMPTY, field=field, encoding=encoding), {"MSH": fields})

    def part(number: int, component: int = 1) -> str:
        return message.part("MSH", number, component)

    return Header(
        field=field,
        encoding=encoding,
        application=_raw(fields, 3),
        facility=_raw(fields, 4),
        to_application=_raw(fields, 5),
        to_facility=_raw(fields, 6),
        sent_at=part(7),
        kind=part(9).upper(),
        trigger=part(9, 2).upper(),
        control=_raw(fields, 10),
        processing=part(11).upper(),
        version=part(12),
        accept=part(15).upper(),
        answer=part(16).upper(),
        mode=part(11, 2).upper(),
    )


def _raw(fields: Sequence[str], number: int) -> str:
    """A field of the header, unparsed, so that the answer can repeat it."""
    return fields[number].strip() if len(fields) > number else ""


def _lines(text: str) -> list[str]:
    return LINE_ENDS.sub("\r", text.strip("\ufeff\x0b\x1c\r\n ")).split("\r")


def message_of(header: Header, text: str, source: Source) -> Message:
    """The message with only the listed fields and those that the source's mapping names.

    Raises ``BadField`` if one of these segments comes twice.
    """
    wanted = {name: set(fields) for name, fields in SEGMENTS.items()}
    for place in source.fields.values():
        segment, field, _ = _named(place)
        if segment in wanted:
            wanted[segment].add(field)
    kept: dict[str, list[str]] = {}
    for line in _lines(text)[1:]:
        name = line.split(header.field, 1)[0].strip()
        if name in wanted:
            if name in kept:
                raise BadField(name, "comes twice, so it is unclear which counts")
            kept[name] = _emptied(line.strip(), header.field, wanted[name])
    return Message(header, kept)


def _emptied(line: str, field: str, wanted: set[int]) -> list[str]:
    """The fields of a segment, of which only the wanted ones are not empty."""
    parts = line.split(field, max(wanted) + 1)[: max(wanted) + 1]
    return [part if number in wanted else "" for number, part in enumerate(parts)]


_EMPTY = Header("|", "^~\\&", "", "", "", "", "", "", "", "", "", "", "", "")
