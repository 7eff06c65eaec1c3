"""The app's two icons, drawn here: a pause sign in a ring, which is what a time-out is.

https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons
"""

import struct
import zlib
from collections.abc import Callable

COLOR_SIZE, OUTLINE_SIZE = 192, 32
GROUND, INK = (0x2F, 0x48, 0x58), (0xFF, 0xFF, 0xFF)
FINE = 4
"""So many looks at each pixel in both directions: smooth edges."""
RING, WIDTH = 0.36, 0.055
"""Radius and half the width of the ring, as shares of the icon."""
BAR, BAR_WIDTH, BAR_HEIGHT = 0.095, 0.042, 0.155
"""Of each bar: how far its middle is from the icon's, and half its width and height."""
OUTLINE_GROWS = 1.22
"""The outline icon has no ground around it: it may fill its space."""


def color_icon() -> bytes:
    """A PNG of 192 by 192, full colour; what matters lies within its middle 120."""
    return _png(COLOR_SIZE, lambda x, y: _mixed(_share(x, y, COLOR_SIZE, 0.85)))


def outline_icon() -> bytes:
    """A PNG of 32 by 32: white on nothing."""

    def pixel(x: int, y: int) -> bytes:
        return bytes((*INK, round(255 * _share(x, y, OUTLINE_SIZE, OUTLINE_GROWS))))

    return _png(OUTLINE_SIZE, pixel)


def _mixed(share: float) -> bytes:
    mixed = (round(a + (b - a) * share) for a, b in zip(GROUND, INK, strict=True))
    return bytes((*mixed, 255))


def _share(x: int, y: int, size: int, scale: float) -> float:
    """How much of a pixel is drawn on."""
    places = [(n + 0.5) / FINE for n in range(FINE)]
    hits = sum(
        _drawn(((x + dx) / size - 0.5) / scale, ((y + dy) / size - 0.5) / scale)
        for dx in places
        for dy in places
    )
    return hits / FINE**2


def _drawn(x: float, y: float) -> bool:
    """Whether a point is drawn on, the icon's middle being 0, 0."""
    if abs((x * x + y * y) ** 0.5 - RING) < WIDTH:
        return True
    return abs(abs(x) - BAR) < BAR_WIDTH and abs(y) < BAR_HEIGHT


def _png(size: int, pixel: Callable[[int, int], bytes]) -> bytes:
    rows = b"".join(b"\0" + b"".join(pixel(x, y) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
