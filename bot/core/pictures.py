"""Has the pictures of a card drawn, after its view and outside its unit of work."""

import base64
import logging
from dataclasses import replace
from typing import Protocol

from bot.core.charts import Chart
from bot.core.errors import NotDrawn
from bot.core.screens import Card, Part, Picture

log = logging.getLogger(__name__)


class Artist(Protocol):
    """Draws charts."""

    async def __call__(self, chart: Chart) -> bytes:
        """Return a PNG small enough for a card. Raises ``NotDrawn``."""
        ...


async def with_pictures(card: Card, artist: Artist) -> Card:
    """Return the card with its pictures drawn; one that cannot be drawn stays words."""
    if not any(isinstance(part, Picture) for part in card.parts):
        return card
    return replace(card, parts=tuple([await _drawn(part, artist) for part in card.parts]))


async def _drawn(part: Part, artist: Artist) -> Part:
    if not isinstance(part, Picture):
        return part
    try:
        png = await artist(part.chart)
    except NotDrawn:
        log.warning("chart_not_drawn")
        return part
    return replace(part, png=base64.b64encode(png).decode("ascii"))
