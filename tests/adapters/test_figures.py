"""The figures of ``/metrics`` that are about processes, disks and waits."""

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from prometheus_client.parser import text_string_to_metric_families

from adapters.metrics import Figures, OfThisProcess, exposition
from adapters.version import VERSION
from bot.core.storage import Work
from bot.duty.response_times import Answered, Wait, count_answered
from bot.programme import current
from tests.adapters.health.ward import Ward, a_ward


@pytest.fixture
async def ward(tmp_path: Path) -> AsyncIterator[Ward]:
    async with a_ward(tmp_path) as ward:
        yield ward


Samples = dict[tuple[str, ...], float]


def samples_of(text: str, name: str) -> Samples:
    """The values of one series, by the values of its labels."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
        if sample.name == name
    }


async def test_processes_are_told_by_kind_and_version(ward: Ward) -> None:
    said = await ward.metrics()
    assert samples_of(said, "support_processes_alive") == {("web", VERSION): 1}
    assert samples_of(said, "support_workers_alive") == {(): 1}


async def test_a_worker_that_fell_silent_shows_by_the_age_of_its_heartbeat(ward: Ward) -> None:
    ward.clock.advance(timedelta(minutes=4))
    said = await ward.metrics()
    assert samples_of(said, "support_heartbeat_age_seconds") == {("web",): 240}
    assert samples_of(said, "support_processes_alive") == {}
    assert samples_of(said, "support_workers_alive") == {(): 0}


async def test_the_worst_clock_of_a_host_is_told(ward: Ward) -> None:
    await ward.processes(lambda row: replace(row, clock_offset=-42_000))
    said = await ward.metrics()
    assert samples_of(said, "support_clock_offset_seconds") == {(): 42}


async def test_the_free_space_is_told_where_the_database_and_the_ledger_are(ward: Ward) -> None:
    free = samples_of(await ward.metrics(), "support_disk_free_bytes")
    assert set(free) == {("DATABASE_URL",), ("SUPPORT_LEDGER",)}
    assert min(free.values()) > 1024


async def test_how_long_the_database_takes_is_told_while_it_answers(ward: Ward) -> None:
    [took] = samples_of(await ward.metrics(), "support_database_seconds").values()
    assert took > 0
    down = exposition(Figures(), [], [], OfThisProcess(serving=True)).decode()
    assert samples_of(down, "support_database_seconds") == {}
    assert samples_of(down, "support_ready") == {(): 1}


async def took_requests(ward: Ward, *minutes: int) -> None:
    async def count(work: Work) -> None:
        answered = (
            Answered("peer", work.now, ((Wait.YES, timedelta(minutes=each)),)) for each in minutes
        )
        await count_answered(work, await current(work), answered)

    await ward.work(count)
    ward.clock.advance(timedelta(seconds=10))


async def test_waits_for_a_yes_are_told_in_steps_so_that_no_number_tells_of_one(
    ward: Ward,
) -> None:
    step = (await ward.work(current)).smallest_count
    name = "support_wait_for_yes_minutes_bucket"
    await took_requests(ward, *[5] * (step - 1))
    assert set(samples_of(await ward.metrics(), name).values()) == {0}
    await took_requests(ward, 25)
    said = await ward.metrics()
    # Ten of eleven came within ten minutes; all of them within thirty.
    assert samples_of(said, name)["10",] == 0
    assert samples_of(said, name)["30",] == samples_of(said, name)["+Inf",] == step
    await took_requests(ward, 5, 25, 300)
    after = samples_of(await ward.metrics(), name)
    assert after["10",] == after["+Inf",] == step
    assert "support_wait_for_yes_minutes_sum" not in said
