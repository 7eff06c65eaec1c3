"""Reads the words of a PDF that the typesetter made: no general reader of PDF."""

import re
import zlib
from collections.abc import Iterator
from functools import cached_property

_FONT = re.compile(rb"/(\w+) [\d.]+ Tf")
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)", re.DOTALL)
_NAMED = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}
_TOKEN = re.compile(rb"\\.|[()]", re.DOTALL)


class Pdf:
    """A PDF 1.7 without object streams, whose fonts say what letters their glyphs are."""

    def __init__(self, content: bytes) -> None:
        found = re.findall(rb"\n(\d+) 0 obj\n(.*?)\nendobj", content, re.DOTALL)
        self._objects = {int(number): body for number, body in found}

    def pages(self) -> list[str]:
        """The words of each page, with a blank between what is set apart."""
        return [
            self._words(body)
            for body in self._objects.values()
            if re.search(rb"/Type/Page\b(?!s)", body)
        ]

    def pictures(self) -> list[str]:
        """What a screen reader says of each picture."""
        said = [
            found
            for body in self._objects.values()
            for found in re.findall(rb"/Alt\(((?:\\.|[^)])*)\)|/Alt<([0-9A-F]+)>", body)
        ]
        return [_text(plain, coded) for plain, coded in said]

    def _words(self, page: bytes) -> str:
        fonts = self._fonts(self._objects[_reference(page, b"Resources")])
        drawn = self._stream(_reference(page, b"Contents"))
        letters: dict[str, str] = {}
        said: list[str] = []
        for between, coded in _strings(drawn):
            if fonts_named := _FONT.findall(between):
                letters = self._letters[fonts[fonts_named[-1]]]
            # What stands between two strings of one array moves letters, and ends no word.
            said += [" "] if b"T" in between else []
            glyphs = _unescaped(coded).hex().upper()
            said += [letters[code] for code in re.findall("....", glyphs)]
        return re.sub(r"\s+", " ", "".join(said))

    def _fonts(self, resources: bytes) -> dict[bytes, int]:
        if b"/Font " in resources:
            resources = self._objects[_reference(resources, b"Font")]
        return {
            name: int(number)
            for name, number in re.findall(rb"/(\w+) (\d+) 0 R", resources)
            if int(number) in self._letters
        }

    @cached_property
    def _letters(self) -> dict[int, dict[str, str]]:
        """What each font's glyphs say."""
        return {
            number: self._character_map(_reference(body, b"ToUnicode"))
            for number, body in self._objects.items()
            if b"/ToUnicode " in body
        }

    def _character_map(self, number: int) -> dict[str, str]:
        pairs = re.findall(r"<([0-9A-F]{4})> <([0-9A-F]+)>", self._stream(number).decode("latin-1"))
        return {glyph: bytes.fromhex(said).decode("utf-16-be") for glyph, said in pairs}

    def _stream(self, number: int) -> bytes:
        _, _, rest = self._objects[number].partition(b"\nstream\n")
        return zlib.decompress(rest.rpartition(b"\nendstream")[0])


def _strings(drawn: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Each string of a stream with what stands before it. Parentheses in pairs may stand in one."""
    depth, since, begun = 0, 0, 0
    for token in _TOKEN.finditer(drawn):
        if token[0] == b"(":
            begun = token.start() if depth == 0 else begun
            depth += 1
        elif token[0] == b")":
            depth -= 1
            before = drawn[since:begun]
            # The language of a passage and the like stand in a dictionary, and are not drawn.
            if depth == 0 and before.rfind(b"<<") <= before.rfind(b">>"):
                yield before, drawn[begun + 1 : token.start()]
            if depth == 0:
                since = token.end()


def _unescaped(coded: bytes) -> bytes:
    def plain(found: re.Match[bytes]) -> bytes:
        said = found[1]
        return bytes([int(said, 8)]) if len(said) == 3 else _NAMED.get(said, said)

    return _ESCAPE.sub(plain, coded)


def _reference(body: bytes, name: bytes) -> int:
    found = re.search(rb"/%s (\d+) 0 R" % name, body)
    assert found is not None, name
    return int(found[1])


def _text(plain: bytes, coded: bytes) -> str:
    if coded:
        return bytes.fromhex(coded.decode()).decode("utf-16")
    if plain.startswith(b"\xfe\xff"):
        return plain.decode("utf-16")
    return plain.decode("latin-1")
