"""What the tests of the page share: a hospital of each test's own."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest_asyncio

from tests.adapters.practice.rooms import Open, open_room


@pytest_asyncio.fixture(loop_scope="session")
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    """A hospital of the test's own, with its page."""
    async with open_room(tmp_path) as opened:
        yield opened
