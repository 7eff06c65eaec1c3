"""Changes real texts as broken senders do: cut, repeated, spliced, swapped, nested, and grown."""

import json
import random
import re
from collections.abc import Callable, Sequence

TOKENS = (
    *(b"|", b"^", b"~", b"\\", b"&", b"\r", b"\n", b"\r\n", b"\x0b", b"\x1c\r", b"\x00", b"\x1a"),
    *(b'"', b'""', b"'", b"'''", b'"""', b",", b";", b"\t", b"=", b"[", b"]", b"[[", b"]]", b"{"),
    *(b"}", b"{}", b"[]", b":", b".", b"-", b"+", b"@", b"<", b">", b"/", b"#", b"%", b"$", b" "),
    *(b"0", b"-1", b"99999999999999999999", b"1e999", b"NaN", b"null", b"true", b"2026", b"0000"),
    *(b"24:00", b"2026-02-30", b"20261101013000", b"9999-12-31T23:59:59Z", b"P1000000D", b"1mo"),
    *(b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\x80", b"\xf0\x9f\x92\x94", b"\xe2\x80\x8b"),
    *(b"9" * 5000, "\u00b2".encode(), "\u0665".encode()),
    *("\u0130\u0660\u00b2\u2028\u202e".encode(), b"\\ud800", b"\\u0000", b"&lt;", b"\\X0D\\"),
    *(b"RRULE:FREQ=YEARLY;INTERVAL=9999", b"RDATE:20260302T070000Z", b"BYDAY=-53MO", b"TZID=X"),
    *(b"MSH|^~\\&|", b"PID|", b"BEGIN:VEVENT\r\n", b"END:VEVENT\r\n", b"resourceType", b"Bundle"),
)
TWISTED = 0.7
"""How often a JSON text stays JSON, with values of other kinds."""

LONGEST = 20_000
"""An input that has grown longer is cut: size has tests of its own."""

VALUE = re.compile(rb"(?<=[:=|,;\t^>])[^:=|,;\t^>\r\n]*")
"""A field of a line, whatever separates the fields."""

Change = Callable[[bytes, Sequence[bytes], random.Random], bytes]


def mutated(corpus: Sequence[bytes], chance: random.Random) -> bytes:
    """One of the texts with one to eight changes."""
    found = chance.choice(corpus)
    if found.startswith(b"{") and chance.random() < TWISTED:
        return json.dumps(_twisted(json.loads(found), chance)).encode()
    for _ in range(chance.randrange(1, 9)):
        found = chance.choice(CHANGES)(found, corpus, chance)[:LONGEST] or chance.choice(TOKENS)
    return found


def _span(text: bytes, chance: random.Random, longest: int = 60) -> tuple[int, int]:
    at = chance.randrange(len(text) + 1)
    return at, min(len(text), at + chance.randrange(longest))


def _cut(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(text, chance)
    return text[:start] + text[end:]


def _cut_off(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    return text[: chance.randrange(len(text) + 1)]


def _inserted(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    return text[:at] + chance.choice(TOKENS) + text[at:]


def _replaced(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(text, chance, 12)
    return text[:start] + chance.choice(TOKENS) + text[end:]


def _flipped(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    at = chance.randrange(len(text) + 1)
    return text[:at] + bytes([chance.randrange(256)]) + text[at + 1 :]


def _repeated(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(text, chance)
    return text[:end] + text[start:end] * chance.choice([1, 2, 3, 40, 300]) + text[end:]


def _moved(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    start, end = _span(text, chance)
    rest = text[:start] + text[end:]
    at = chance.randrange(len(rest) + 1)
    return rest[:at] + text[start:end] + rest[at:]


def _spliced(text: bytes, corpus: Sequence[bytes], chance: random.Random) -> bytes:
    other = chance.choice(corpus)
    start, end = _span(other, chance, 400)
    at = chance.randrange(len(text) + 1)
    return text[:at] + other[start:end] + text[at:]


def _lines_swapped(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    end = b"\r" if text.count(b"\r") > text.count(b"\n") else b"\n"
    lines = text.split(end)
    first, second = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[first], lines[second] = lines[second], lines[first]
    return end.join(lines)


def _line_repeated(text: bytes, _: Sequence[bytes], chance: random.Random) -> bytes:
    end = b"\r" if text.count(b"\r") > text.count(b"\n") else b"\n"
    lines = text.split(end)
    at = chance.randrange(len(lines))
    return end.join(lines[:at] + [lines[at]] * chance.choice([1, 2, 30]) + lines[at:])


def _other_value(text: bytes, corpus: Sequence[bytes], chance: random.Random) -> bytes:
    """The text with one field that has the value of another, or one it can have nowhere."""
    here = [match.span() for match in VALUE.finditer(text)]
    there = VALUE.findall(chance.choice(corpus))
    if not here or not there:
        return text
    start, end = chance.choice(here)
    value: bytes = chance.choice([chance.choice(there), chance.choice(TOKENS)])
    return text[:start] + value + text[end:]


def _twisted(value: object, chance: random.Random) -> object:
    """The same with some values of other kinds, some missing, and some nested anew."""
    if isinstance(value, dict):
        return {
            name: _strange(each, chance) if chance.random() < 0.06 else _twisted(each, chance)
            for name, each in value.items()
            if chance.random() > 0.03
        }
    if isinstance(value, list):
        copies = chance.choice([1, 1, 1, 1, 2, 3])
        return [_twisted(each, chance) for each in value for _ in range(copies)]
    return value if chance.random() > 0.03 else _strange(value, chance)


def _strange(value: object, chance: random.Random) -> object:
    kinds = [None, 7, -1, 1e300, 10**30, "", [], {}, [[value]], {"entry": [value]}, True, "\ud800"]
    return chance.choice([*kinds, "x" * 5000, chance.choice(TOKENS).decode("latin-1")])


CHANGES: Sequence[Change] = (
    *(_cut, _cut_off, _inserted, _inserted, _replaced, _replaced, _flipped, _repeated, _moved),
    *(_spliced, _lines_swapped, _line_repeated, _other_value, _other_value, _other_value),
)
