"""A fresh hospital for each test."""

import pytest

from tests.world import World


@pytest.fixture
async def world() -> World:
    return await World.make()
