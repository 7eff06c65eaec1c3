"""HL7 acknowledgements (chapter 2, table 0008).

``AA``: accepted and committed. ``AE``: the content is wrong, sending it again does not help.
``AR``: refused for a reason outside the content, or not meant for this channel. In enhanced mode
these are ``CA``, ``CE`` and ``CR``.
"""

import re
from datetime import datetime

from adapters.intake.hl7_message import Header

WRONG_KIND = "200"
NOT_UNDERSTOOD = "100"
REQUIRED = "101"
VALUE = "103"
INTERNAL = "207"
NUMBER = re.compile(r"[0-9]{1,3}")
SINCE_FIELDS_CHANGED = (2, 5)
"""Since this version ERR has separate fields for location, code and severity."""


def answer(
    header: Header, code: str, now: datetime, field: str = "", reason: str = "", number: str = ""
) -> bytes | None:
    """The answer to a message, or ``None`` if its sender wants none.

    ``code`` is ``AA``, ``AE`` or ``AR``, ``number`` an error of table 0357. ``field`` and
    ``reason`` must be fixed words, not contents of the message.
    """
    if header.accept and header.answer != "AL":
        if not _wanted(header.accept, code):
            return None
        code = f"C{code[1]}"
    sep, component = header.field, header.encoding[0]
    kind = component.join(part for part in ("ACK", header.trigger) if part)
    stamp = f"{now:%Y%m%d%H%M%S}+0000"
    text = _plain(f"{field} {reason}".strip(), sep + header.encoding)
    msh = [
        "MSH",
        header.encoding,
        header.to_application,
        header.to_facility,
        header.application,
        header.facility,
        stamp,
        "",
        kind,
        f"{now:%Y%m%d%H%M%S%f}",
        header.processing or "P",
        header.version or "2.3",
    ]
    segments = [sep.join(msh), sep.join(["MSA", code, header.control, text]).rstrip(sep)]
    if text:
        segments.append(_err(header, number or VALUE, _plain(field, sep + header.encoding), text))
    return ("\r".join(segments) + "\r").encode("utf-8", "replace")


def _wanted(accept: str, code: str) -> bool:
    """Table 0155: always, never, only on an error, only on success."""
    return accept == "AL" or ((accept == "SU") == (code == "AA") and accept in {"SU", "ER"})


def _err(header: Header, number: str, field: str, text: str) -> str:
    sep, component = header.field, header.encoding[0]
    parts = re.findall(r"[A-Z0-9]+", field)[:3]
    # Segment, its sequence number, field, component.
    place = [*parts[:1], *(["1"] if parts[1:] else []), *parts[1:]]
    if _version(header.version) < SINCE_FIELDS_CHANGED:
        return sep.join(["ERR", component.join([*place, *([""] * (3 - len(place))), number])])
    code = component.join([number, "", "HL70357"])
    return sep.join(["ERR", "", component.join(place), code, "E", "", "", "", text])


def _version(text: str) -> tuple[int, ...]:
    # Not every digit of Unicode is a number to Python, nor one of thousands of digits.
    return tuple(int(part) for part in text.split(".")[:2] if NUMBER.fullmatch(part))


def _plain(text: str, separators: str) -> str:
    """Replace the sender's separators in a text with blanks."""
    return "".join(" " if letter in separators else letter for letter in text)


UNNAMED = Header("|", "^~\\&", "", "", "", "", "", "ADT", "", "", "P", "2.5.1", "", "")
"""The header to answer when the message's own cannot be read."""
