"""What a living hospital tells of its health names nobody."""

from collections.abc import AsyncIterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.adverse_events.model import Episode
from bot.core.people import Person, PlatformAccount
from bot.core.storage import Work
from tests.adapters.health.ward import Ward, a_ward
from tests.some import some


@pytest.fixture
async def ward(tmp_path: Path) -> AsyncIterator[Ward]:
    async with a_ward(tmp_path) as ward:
        yield ward


async def everything_about_people(work: Work) -> set[str]:
    """The names, e-mail addresses and user ids of everybody, and the references to them."""
    found = set[str]()
    for person in some(await work.of(Person).find()):
        sealed = (await work.vault.open_all([person.reference])).get(person.reference, {})
        found |= {person.reference, *sealed.values()}
    found |= {account.reference for account in await work.of(PlatformAccount).find()}
    return {each for each in found if len(each) > 2}


async def test_the_metrics_of_a_living_hospital_name_nobody(ward: Ward) -> None:
    await ward.reports_something()
    for _ in range(3):
        ward.clock.advance(timedelta(hours=8))
        await ward.minute()
    people = await ward.work(everything_about_people)
    episodes = await ward.work(lambda work: work.of(Episode).find())
    said = await ward.metrics()
    assert "support_jobs{" in said
    assert {"Kit", "Pat"} <= people
    assert [each for each in people if each in said] == []
    assert [each.reference for each in some(episodes) if each.reference in said] == []
