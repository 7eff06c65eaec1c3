"""The icons on cards, drawn here and sent within the card: no other host sees who opens it.

Their colour stands out from a light, a dark and a high-contrast card alike (3:1 and more).
"""

import base64
from collections.abc import Callable
from functools import cache

from adapters.icons import png
from bot.core.screens import Emblem, Icon

Json = dict[str, object]
Shape = Callable[[float, float], bool]

SIZE = 40
"""Pixels on each side; shown at half of that, so that it is sharp."""
SHOWN = "20px"
INK = (0x4F, 0x8A, 0x8B)
FINE = 4
"""Samples per pixel in each direction, for smooth edges."""


def image(emblem: Emblem) -> Json:
    """The picture of an icon, with its words for screen readers."""
    return {
        "type": "Image",
        "url": address(emblem.icon),
        "altText": emblem.says,
        "width": SHOWN,
        "horizontalAlignment": "Center",
    }


@cache
def address(icon: Icon) -> str:
    """The picture itself as an address (``data:``)."""
    pixels = [[_pixel(SHAPES[icon], x, y) for x in range(SIZE)] for y in range(SIZE)]
    return f"data:image/png;base64,{base64.b64encode(png(pixels)).decode()}"


def _pixel(shape: Shape, x: int, y: int) -> bytes:
    places = [(n + 0.5) / FINE for n in range(FINE)]
    hits = sum(shape((x + dx) / SIZE, (y + dy) / SIZE) for dx in places for dy in places)
    return bytes((*INK, round(255 * hits / FINE**2)))


def _box(x: float, y: float, left: float, top: float, right: float, bottom: float) -> bool:
    return left <= x <= right and top <= y <= bottom


def _rounded(x: float, y: float, left: float, top: float, right: float, bottom: float) -> bool:
    round_by = 0.14
    dx = max(left + round_by - x, x - right + round_by, 0.0)
    dy = max(top + round_by - y, y - bottom + round_by, 0.0)
    return dx * dx + dy * dy <= round_by**2


def _bubble(x: float, y: float) -> bool:
    """A speech bubble with three dots."""
    tail = _box(x, y, 0.24, 0.66, 1.14 - y, 0.9)
    if not (_rounded(x, y, 0.06, 0.12, 0.94, 0.72) or tail):
        return False
    return all((x - at) ** 2 + (y - 0.42) ** 2 > 0.06**2 for at in (0.3, 0.5, 0.7))


def _list(x: float, y: float) -> bool:
    """Three lines, each with a mark before it."""
    return any(
        _box(x, y, 0.1, at - 0.07, 0.24, at + 0.07) or _box(x, y, 0.36, at - 0.05, 0.9, at + 0.05)
        for at in (0.22, 0.5, 0.78)
    )


SHAPES: dict[Icon, Shape] = {Icon.REQUEST: _bubble, Icon.OFFICE: _list}
