"""A process that runs says in time that its next start would get no keys."""

import secrets
from collections.abc import AsyncIterator

import pytest

from adapters.key_service.model import Credential, DeploymentKey, Way, WayIn, WrappedKey
from adapters.key_service.watch import KeyServiceWatch
from adapters.outbound import Outbound
from bot.core.health import Symptom
from bot.core.symptoms import ENDED, ENDS_SOON, KEY_PLAIN, KEY_SERVICE
from tests.key_service import DAY_S, FakeTransit

KEY = secrets.token_bytes(32)


@pytest.fixture
async def service() -> AsyncIterator[FakeTransit]:
    async with FakeTransit() as found:
        yield found


def watch(service: FakeTransit, *keys: DeploymentKey, way: Way | None = None) -> KeyServiceWatch:
    return KeyServiceWatch(keys, service.settings(way), Outbound())


def by_token(token: str) -> Way:
    return Way(WayIn.TOKEN, credential=Credential(token))


async def test_while_all_is_well_it_is_asked_once_an_hour(service: FakeTransit) -> None:
    watching = watch(service, WrappedKey(service.sealing(KEY)))
    assert await watching.look() == []
    asked = len(service.asked)
    assert await watching.look() == []
    assert len(service.asked) == asked > 0


async def test_while_it_opens_nothing_it_is_asked_at_each_look(service: FakeTransit) -> None:
    watching = watch(service, WrappedKey(service.sealing(KEY)))
    service.sealed = True
    assert await watching.look() == [Symptom(KEY_SERVICE, detail="sealed")]
    service.sealed = False
    assert await watching.look() == []


async def test_a_key_that_stands_there_unwrapped_is_told_of(service: FakeTransit) -> None:
    found = await watch(service, WrappedKey(service.sealing(KEY)), KEY).look()
    assert found == [Symptom(KEY_PLAIN, count=1)]


async def test_without_a_key_service_there_is_nothing_to_say() -> None:
    assert await KeyServiceWatch((KEY,), None, Outbound()).look() == []


@pytest.mark.parametrize(
    ("left_s", "life_s", "cause"),
    [
        (0, 0, None),
        (60 * DAY_S, 60 * DAY_S, None),
        (31 * DAY_S, 365 * DAY_S, None),
        (29 * DAY_S, 365 * DAY_S, ENDS_SOON),
        # An agent renews a short one well before its last quarter.
        (1800, 3600, None),
        (600, 3600, ENDS_SOON),
        (0, 3600, ENDED),
    ],
)
async def test_a_token_is_told_of_before_it_ends(
    service: FakeTransit, left_s: int, life_s: int, cause: object
) -> None:
    wrapped = WrappedKey(service.sealing(KEY))
    found = await watch(service, wrapped, way=by_token(service.issue(left_s, life_s))).look()
    told = [(each.cause, each.detail.partition(" (20")[0]) for each in found]
    assert told == ([(cause, "SUPPORT_KMS_TOKEN")] if cause else [])
