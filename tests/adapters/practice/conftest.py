"""What the tests of the page in a browser share: one browser a module, one hospital a test."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser

from tests.adapters.practice.browser import chromium
from tests.adapters.practice.rooms import Open, open_room


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser(chromium_path: Path) -> AsyncIterator[Browser]:
    """A browser for all tests of a module, on one loop."""
    async with chromium(chromium_path) as browser:
        yield browser


@pytest_asyncio.fixture(loop_scope="module")
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    """A hospital of the test's own, with its page."""
    async with open_room(tmp_path) as opened:
        yield opened
