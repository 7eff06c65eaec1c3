"""Pictures of all cards in Teams' three themes: ``python -m tests.adapters.teams.screenshots DIR``.

Nothing checks them but whoever looks at them.
"""

import asyncio
import shutil
import sys
from pathlib import Path

from tests.adapters.practice.browser import chromium
from tests.adapters.teams.drawn import LANGUAGES, whole
from tests.adapters.teams.microsoft import MISSING, SCRIPTS, THEMES, canvas

ON_A_SHEET, COLUMNS = 24, 4


async def draw(folder: Path) -> None:
    """Sheets of cards, as ``LANGUAGE-THEME-NUMBER.png``."""
    folder.mkdir(parents=True, exist_ok=True)
    async with chromium(Path(shutil.which("chromium") or "chromium")) as browser:
        for language in LANGUAGES:
            everything = [card for _, card in whole(language)]
            for theme in THEMES:
                async with canvas(browser, theme, COLUMNS) as page:
                    for number, first in enumerate(range(0, len(everything), ON_A_SHEET)):
                        await page.draw_all(everything[first : first + ON_A_SHEET])
                        await page.shoot(folder / f"{language}-{theme.name}-{number:02}.png")


if __name__ == "__main__":
    if not all(script.exists() for script in SCRIPTS):
        sys.exit(MISSING)
    asyncio.run(draw(Path(sys.argv[1])))
