"""Whoever asks for the health often does not make the database work often."""

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.http import REPORT_LASTS_S, LatestReport, Report
from bot.core.context import Context
from bot.core.health import Check, Finding
from tests.adapters.health.ward import Ward, a_ward


@pytest.fixture
async def ward(tmp_path: Path) -> AsyncIterator[Ward]:
    async with a_ward(tmp_path) as ward:
        yield ward


@pytest.fixture
def asked(ward: Ward) -> list[None]:
    """One entry for each time that all checks ran."""
    times: list[None] = []

    async def count(_: Context) -> list[Finding]:
        times.append(None)
        return []

    ward.parts.registry.checks.append(Check("counting", count, ()))
    ward.clock.advance(timedelta(seconds=REPORT_LASTS_S))
    return times


async def test_many_who_ask_at_once_share_one_look(ward: Ward, asked: list[None]) -> None:
    answers = await asyncio.gather(*(ward.health() for _ in range(10)), ward.metrics())
    assert len(answers) == 11
    assert len(asked) == 1


async def test_the_next_seconds_are_answered_from_that_look_and_then_it_looks_again(
    ward: Ward, asked: list[None]
) -> None:
    await ward.health()
    await ward.metrics()
    assert len(asked) == 1
    ward.clock.advance(timedelta(seconds=REPORT_LASTS_S))
    await ward.health()
    assert len(asked) == 2


class FailsOnce:
    """A process whose first look fails in a way that nobody expects."""

    is_alive = is_serving = True
    looked = 0

    async def report(self) -> Report:
        """Fail, and then work."""
        self.looked += 1
        if self.looked == 1:
            raise ArithmeticError
        return Report()


async def test_a_look_that_failed_is_not_kept() -> None:
    latest = LatestReport(FailsOnce(), lambda: 0.0)
    with pytest.raises(ArithmeticError):
        await latest.get()
    assert await latest.get() == Report()
