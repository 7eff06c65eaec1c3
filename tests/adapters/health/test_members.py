"""Who sits in the channels of requests is known until somebody can look again."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import cast

import pytest

from adapters.examination import Examination
from adapters.platforms import OpenPlatform
from bot.core import symptoms
from bot.core.health import Symptom
from bot.core.observations import Observations
from tests.adapters.health.ward import Ward, a_ward


@pytest.fixture
async def ward(tmp_path: Path) -> AsyncIterator[Ward]:
    async with a_ward(tmp_path) as ready:
        yield ready


class Place:
    """A platform that says of its members what it is told to say."""

    def __init__(self) -> None:
        self.found: list[Symptom] = []
        self.workplace = self

    async def examine(self, named: object) -> list[Symptom]:
        return self.found

    async def is_member(self, channel: object, account: object) -> bool:
        return False


async def test_a_stranger_stays_known_while_the_channel_cannot_be_read(ward: Ward) -> None:
    parts, place, observations = ward.parts, Place(), Observations()
    opened = {"teams": cast("OpenPlatform", place)}
    examination = Examination(ward.settings, parts.storage, parts.standing, opened, observations)
    stranger = Symptom(symptoms.STRANGERS, "teams", "claims", 1)
    for found in (
        [stranger],
        [Symptom(symptoms.UNREACHABLE, "teams", "TimeoutError")],
        [Symptom(symptoms.CHANNEL_UNREAD, "teams", "claims")],
    ):
        place.found = found
        await examination.look_at_members()
        assert observations.symptoms == [stranger]
    place.found = []
    await examination.look_at_members()
    assert observations.symptoms == []
