"""Draws the charts of cards."""

import asyncio

from cachetools import LRUCache

from adapters.platforms import all_platforms
from adapters.printing.charts import spec_of
from adapters.printing.typesetting import LacksLettersError, PrintingError, small_picture
from bot.core.charts import Chart
from bot.core.errors import NotDrawn
from bot.core.pictures import Artist

MOST_BYTES = 8000
"""The largest picture: in base64, and counted as UTF-16, it fits a card of 28 KB in Teams."""
KEPT = 32
PATIENCE_S = 8.0
"""Whoever pressed a button waits no longer for a picture, and reads the words."""


class ChartArtist:
    """Draws one chart at a time, and keeps the last ones: published numbers do not change."""

    def __init__(self) -> None:
        self._drawn: LRUCache[Chart, bytes] = LRUCache(KEPT)
        self._alone = asyncio.Lock()

    async def __call__(self, chart: Chart) -> bytes:
        """Return a small PNG. Raises ``NotDrawn``."""
        try:
            async with asyncio.timeout(PATIENCE_S), self._alone:
                if chart not in self._drawn:
                    self._drawn[chart] = await _picture(chart)
        except (LacksLettersError, PrintingError, TimeoutError, OSError) as error:
            raise NotDrawn(str(error)) from error
        return self._drawn[chart]


def artists() -> dict[str, Artist]:
    """Return what draws the pictures, for each platform that shows any."""
    artist = ChartArtist()
    return {each.name: artist for each in all_platforms() if each.shows_pictures}


async def _picture(chart: Chart) -> bytes:
    # Only the words of the alternative text have a language, and the card says which.
    values = {"title": chart.title, "alt": chart.alt, "language": "en"}
    return await small_picture("chart", values, {"chart.svg": spec_of(chart)}, MOST_BYTES)
