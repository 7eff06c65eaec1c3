"""The causes that the health model knows, and how checks are run."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Never

import pytest

from adapters.wording import load_wording
from bot.core.context import Context
from bot.core.errors import StorageDown
from bot.core.health import CHECK_FAILED, Check, Finding, Symptom, health
from bot.core.lines import Lines
from bot.core.observations import (
    ENDED,
    KEPT_FOR,
    STANDS_FOR,
    Observation,
    Observations,
    Topic,
    counted,
    put_together,
    standing,
)
from bot.core.storage import Work, in_one_work
from bot.core.symptoms import CHANNEL_UNSEEN, TOKEN, UNREACHED
from tests.bot.draw_causes import PLACE, causes, page
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.some import some
from tests.world import LINE, START

WORDS = load_wording().words("en", "UTC")


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


async def found(storage: MemoryStorage, *checks: Check) -> list[Finding]:
    async with storage.reading() as work:
        return await health(Context(work, WORDS, Lines((LINE,))), checks)


def saying(*symptoms: Symptom) -> Check:
    async def find(context: Context) -> Iterable[Finding]:
        return [symptom.said(context.words) for symptom in symptoms]

    return Check("told", find, ())


def failing(error: Exception) -> Check:
    async def find(context: Context) -> Never:
        raise error

    return Check("failing", find, ())


def test_the_page_of_causes_is_up_to_date() -> None:
    assert PLACE.read_text("utf-8") == page(), "run make states"


def test_every_alert_rule_names_causes_and_metrics_that_there_are() -> None:
    rules = (PLACE.parents[1] / "deploy" / "monitoring" / "alerts.yml").read_text("utf-8")
    named = {
        line.split('cause="')[1].split('"')[0] for line in rules.splitlines() if 'cause="' in line
    }
    assert set(some(named)) <= {cause.code for cause in causes()}


async def test_a_check_that_fails_is_a_finding_and_the_others_still_run(
    storage: MemoryStorage,
) -> None:
    worse = saying(Symptom(UNREACHED, "slack", count=2))
    said = await found(storage, worse, failing(RuntimeError("a secret")), worse)
    assert [one.cause for one in said] == [CHECK_FAILED.code, UNREACHED.code]
    assert "failing" in said[0].what
    assert "secret" not in str(said)


async def test_without_the_database_nothing_is_said_to_be_well(storage: MemoryStorage) -> None:
    with pytest.raises(StorageDown):
        await found(storage, failing(StorageDown("it does not answer")))


async def test_what_one_process_finds_stands_until_it_finds_it_no_more(
    storage: MemoryStorage,
) -> None:
    one = Observations()
    one.found("slack", [Symptom(TOKEN, "slack", "token_revoked"), Symptom(CHANNEL_UNSEEN, "slack")])
    await one.write(storage)
    one.found("slack", [Symptom(TOKEN, "slack", "token_revoked")])
    await one.write(storage)
    (row,) = await in_one_work(storage, standing, reads_only=True)
    assert (row.about, row.code, row.detail) == ("slack", TOKEN.code, "token_revoked")
    one.found("slack", [])
    await one.write(storage)
    assert await in_one_work(storage, standing, reads_only=True) == []


async def test_what_a_process_found_does_not_outlive_it(storage: MemoryStorage) -> None:
    one = Observations()
    one.found("slack", [Symptom(TOKEN, "slack")])
    await one.write(storage)
    storage.clock = SimulatedClock(START + STANDS_FOR + timedelta(seconds=1))
    assert await in_one_work(storage, standing, reads_only=True) == []


async def test_counts_of_processes_are_added_and_never_shrink(storage: MemoryStorage) -> None:
    async def sent() -> int:
        counts = await in_one_work(storage, lambda work: counted(work, Topic.SENT), reads_only=True)
        return sum(row.count for row in counts.values())

    for _ in range(3):
        one = Observations()
        one.note(Topic.SENT, "slack")
        one.note(Topic.SENT, "slack")
        await one.write(storage)
    assert await sent() == 6
    storage.clock = SimulatedClock(START + KEPT_FOR + timedelta(seconds=1))
    for _ in range(2):
        await in_one_work(storage, put_together)
        assert await sent() == 6

    async def rows(work: Work) -> int:
        return await work.of(Observation).count()

    assert await in_one_work(storage, rows, reads_only=True) == 1


async def test_counts_of_a_process_that_wrote_often_join_those_of_one_that_ended_before(
    storage: MemoryStorage,
) -> None:
    clock = SimulatedClock(START)
    storage.clock = clock

    async def runs_and_ends(writes: int) -> None:
        one = Observations()
        for _ in range(writes):
            one.note(Topic.SENT, "slack")
            await one.write(storage)
            clock.advance(timedelta(minutes=1))

    async def rows(work: Work) -> list[Observation]:
        return await work.of(Observation).find(Observation.topic.is_(Topic.SENT))

    await runs_and_ends(1)
    clock.advance(KEPT_FOR)
    await in_one_work(storage, put_together)
    await runs_and_ends(3)
    last = clock.now() - timedelta(minutes=1)
    clock.advance(KEPT_FOR)
    await in_one_work(storage, put_together)
    (row,) = await in_one_work(storage, rows, reads_only=True)
    assert (row.process, row.count, row.last_at) == (ENDED, 4, last)


def test_a_finding_says_for_machines_what_it_is_and_who_can_mend_it() -> None:
    said = Symptom(TOKEN, "slack", "token_revoked").said(WORDS)
    assert replace(said, what="", mend="") == Finding(
        "platform_token", True, TOKEN.who, "", "", about="slack", detail="token_revoked"
    )
    assert "Slack" in said.what
    assert "Bot User OAuth Token" in said.mend
