"""Makes a PNG small: sixteen colours are enough for a chart, and a card may only be so large.

https://www.w3.org/TR/png-3/
"""

import struct
import zlib
from collections import Counter
from collections.abc import Iterator

SIGNATURE = b"\x89PNG\r\n\x1a\n"
MOST_COLOURS = 16
_CHANNELS = {2: 3, 6: 4}
_EIGHT_BITS = 8
_NONE, _LEFT, _UP, _MEAN = range(4)
Colour = tuple[int, int, int]


def small(png: bytes) -> bytes:
    """Return a picture with its most frequent colours alone, each other as the nearest of them.

    It is read as opaque, in 8 bits and RGB or RGBA, as Typst writes it; raises ``ValueError``
    for another.
    """
    width, rows = _read(png)
    counts = Counter(colour for row in rows for colour in row)
    palette = [colour for colour, _ in counts.most_common(MOST_COLOURS)]
    places = {colour: _nearest(colour, palette) for colour in counts}
    lines = b"".join(_line([places[colour] for colour in row]) for row in rows)
    header = struct.pack(">IIBBBBB", width, len(rows), 4, 3, 0, 0, 0)
    return b"".join(
        (
            SIGNATURE,
            _chunk(b"IHDR", header),
            _chunk(b"PLTE", bytes(channel for colour in palette for channel in colour)),
            _chunk(b"IDAT", zlib.compress(lines, 9)),
            _chunk(b"IEND", b""),
        )
    )


def _line(places: list[int]) -> bytes:
    """A line without a filter, two pixels a byte."""
    even = [*places, 0] if len(places) % 2 else places
    pairs = zip(even[::2], even[1::2], strict=True)
    return bytes((0, *(first << 4 | second for first, second in pairs)))


def _nearest(colour: Colour, palette: list[Colour]) -> int:
    def distance(place: int) -> int:
        return sum((one - other) ** 2 for one, other in zip(colour, palette[place], strict=True))

    return min(range(len(palette)), key=distance)


def _chunk(kind: bytes, content: bytes) -> bytes:
    check = zlib.crc32(kind + content)
    return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", check)


def _chunks(png: bytes) -> Iterator[tuple[bytes, bytes]]:
    at = len(SIGNATURE)
    while at < len(png):
        length, kind = struct.unpack_from(">I4s", png, at)
        yield kind, png[at + 8 : at + 8 + length]
        at += 12 + length


def _read(png: bytes) -> tuple[int, list[list[Colour]]]:
    """The width of a picture, and its lines of colours."""
    chunks = list(_chunks(png))
    width, height, depth, kind = struct.unpack_from(">IIBB", chunks[0][1])
    channels = _CHANNELS.get(kind)
    if not png.startswith(SIGNATURE) or channels is None or depth != _EIGHT_BITS:
        raise ValueError("not a PNG in 8 bits and RGB or RGBA")
    packed = zlib.decompress(b"".join(content for name, content in chunks if name == b"IDAT"))
    stride, before, rows = width * channels, bytes(width * channels), []
    for line in range(height):
        at = line * (stride + 1)
        before = _unfiltered(packed[at], packed[at + 1 : at + 1 + stride], before, channels)
        pixels = zip(*(before[channel::channels] for channel in range(3)), strict=True)
        rows.append(list(pixels))
    return width, rows


def _unfiltered(kind: int, line: bytes, above: bytes, step: int) -> bytes:
    """A line as it was before it was filtered."""
    if kind == _NONE:
        return line
    if kind == _UP:
        return bytes((one + up) & 255 for one, up in zip(line, above, strict=True))
    found = bytearray(step) + line  # with a pixel of nothing before it, and above that
    over = bytes(step) + above
    for at in range(step, len(found)):
        left, up = found[at - step], over[at]
        if kind == _LEFT:
            guess = left
        elif kind == _MEAN:
            guess = (left + up) // 2
        else:
            guess = _paeth(left, up, over[at - step])
        found[at] = (found[at] + guess) & 255
    return bytes(found[step:])


def _paeth(left: int, up: int, corner: int) -> int:
    by_left, by_up, by_corner = abs(up - corner), abs(left - corner), abs(left + up - 2 * corner)
    if by_left <= by_up and by_left <= by_corner:
        return left
    return up if by_up <= by_corner else corner
