"""The hospital of these tests."""

import pytest

from tests.bot.adverse_events.reporting_kit import Hospital, hospital


@pytest.fixture(name="hospital")
async def _hospital() -> Hospital:
    return await hospital()
