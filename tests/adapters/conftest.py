"""What the tests in a browser share."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio
from playwright.async_api import Browser

from tests.adapters.practice.browser import chromium


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser(chromium_path: Path) -> AsyncIterator[Browser]:
    """One browser a worker, as its start takes seconds; each visitor has a profile of their own."""
    async with chromium(chromium_path) as browser:
        yield browser
