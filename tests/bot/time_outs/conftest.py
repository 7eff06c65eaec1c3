"""A fresh ward for each test."""

import pytest

from tests.bot.time_outs.ward import Ward
from tests.world import World


@pytest.fixture
async def ward() -> Ward:
    return Ward(await World.make())
