"""Draws the app's icons: a pause sign in a ring.

https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons
"""

import struct
import zlib
from collections.abc import Callable, Sequence

COLOR_SIZE, OUTLINE_SIZE, LARGE_SIZE = 192, 32, 512
GROUND, INK = (0x2F, 0x48, 0x58), (0xFF, 0xFF, 0xFF)
FINE = 4
"""Samples per pixel in each direction, for smooth edges."""
RING, WIDTH = 0.36, 0.055
"""The ring's radius and half its line width, as shares of the icon's size."""
BAR, BAR_WIDTH, BAR_HEIGHT = 0.095, 0.042, 0.155
"""Each bar's distance from the centre, and half its width and height."""
OUTLINE_GROWS = 1.22
"""The scale of the outline icon, which needs no margin."""


def icons() -> dict[str, bytes]:
    """Each icon as a PNG, by the name of its file."""
    return {
        f"color-{COLOR_SIZE}.png": color_icon(COLOR_SIZE),
        f"color-{LARGE_SIZE}.png": color_icon(LARGE_SIZE),
        f"outline-{OUTLINE_SIZE}.png": outline_icon(OUTLINE_SIZE),
    }


def color_icon(size: int) -> bytes:
    """A PNG in colour, with the sign within its middle five eighths."""
    return _png(size, lambda x, y: _mixed(_share(x, y, size, 0.85)))


def outline_icon(size: int) -> bytes:
    """A PNG in white on a transparent background."""

    def pixel(x: int, y: int) -> bytes:
        return bytes((*INK, round(255 * _share(x, y, size, OUTLINE_GROWS))))

    return _png(size, pixel)


def _mixed(share: float) -> bytes:
    mixed = (round(a + (b - a) * share) for a, b in zip(GROUND, INK, strict=True))
    return bytes((*mixed, 255))


def _share(x: int, y: int, size: int, scale: float) -> float:
    """The share of a pixel that is covered."""
    corners = {
        _drawn(((x + dx) / size - 0.5) / scale, ((y + dy) / size - 0.5) / scale)
        for dx in (0, 1)
        for dy in (0, 1)
    }
    if len(corners) == 1:
        return float(corners.pop())
    places = [(n + 0.5) / FINE for n in range(FINE)]
    hits = sum(
        _drawn(((x + dx) / size - 0.5) / scale, ((y + dy) / size - 0.5) / scale)
        for dx in places
        for dy in places
    )
    return hits / FINE**2


def _drawn(x: float, y: float) -> bool:
    """Whether a point is covered; the icon's centre is 0, 0."""
    if abs((x * x + y * y) ** 0.5 - RING) < WIDTH:
        return True
    return abs(abs(x) - BAR) < BAR_WIDTH and abs(y) < BAR_HEIGHT


def _png(size: int, pixel: Callable[[int, int], bytes]) -> bytes:
    """A square picture, the same on both sides of its middle: a quarter is drawn."""
    half = size // 2
    quarter = [[pixel(x, y) for x in range(half)] for y in range(half)]
    return png([[*row, *reversed(row)] for row in (*quarter, *reversed(quarter))])


def png(pixels: Sequence[Sequence[bytes]]) -> bytes:
    """A square picture of rows of pixels, each red, green, blue and opacity."""
    size = len(pixels)
    rows = b"".join(b"\0" + b"".join(row) for row in pixels)
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))
