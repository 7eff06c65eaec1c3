"""Whoever leaves gets nothing more from the moment at which Slack tells, not from the next day."""

from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import ClientSession

from adapters.clock import SystemClock
from adapters.slack.address import account_of
from adapters.slack.opening import open_slack
from adapters.slack.settings import SlackSettings
from adapters.wording import load_wording
from bot.core.people import Account, Person, add_account, person_with
from bot.core.storage import Work, in_one_work, new_reference
from tests.clock import SimulatedClock
from tests.contract.slack_stage import served
from tests.fakes import MemoryStorage
from tests.slack_api.client import SIGNING_SECRET, SlackClient
from tests.slack_api.server import BOT_TOKEN, FakeSlack
from tests.world import START

OTHER_TOKEN = "xoxb-other"
SAM = "USAM"


class Nobody:
    """A bot to whom nobody speaks."""

    async def handle(self, incoming: object) -> None:
        """Fail."""
        pytest.fail(f"{incoming} reached the bot")


class Place:
    """A workspace in which Sam works, or two of an organisation."""

    def __init__(self, slack: FakeSlack, storage: MemoryStorage, client: SlackClient) -> None:
        self.slack, self.storage, self.client = slack, storage, client

    async def changes(self, team: str = "T1", **user: Any) -> int:
        """Slack tells that Sam's account is another; the status of our answer."""
        told = {"id": SAM, "team_id": team, "name": "sam", "deleted": False, **user}
        return (await self.client.event({"type": "user_change", "user": told}, team)).status

    async def sam(self, tenant: str = "T1") -> Person | None:
        """Who has Sam's account."""

        async def find(work: Work) -> Person | None:
            return await person_with(work, account_of(tenant, SAM))

        return await in_one_work(self.storage, find, reads_only=True)


@pytest.fixture
async def place(request: pytest.FixtureRequest) -> AsyncIterator[Place]:
    organisation = str(getattr(request, "param", ""))
    storage = MemoryStorage(SimulatedClock(START))
    account = Account("slack", organisation or "T1", SAM)

    async def fill(work: Work) -> None:
        person = Person(reference=new_reference(), zone="UTC")
        await work.add(person)
        await add_account(work, person, account)

    await in_one_work(storage, fill)
    async with FakeSlack() as slack:
        slack.add_team("T1", enterprise=organisation)
        slack.add_user(SAM, "Sam Sample")
        settings = SlackSettings(SIGNING_SECRET, BOT_TOKEN, api_url=slack.base_url)
        words = load_wording().words("en", "UTC")
        async with (
            open_slack(settings, words, SystemClock(), storage) as ours,
            served(ours, Nobody()) as url,  # type: ignore[arg-type]
            ClientSession() as session,
        ):
            yield Place(slack, storage, SlackClient(slack, url, session))


async def test_somebody_who_is_deactivated_is_taken_off_at_once(place: Place) -> None:
    place.slack.state.users[SAM].deleted = True
    assert await place.changes(deleted=True) == 200
    assert await place.sam() is None
    # Slack may tell it again.
    assert await place.changes(deleted=True) == 200


@pytest.mark.parametrize(
    "change",
    [
        {"profile": {"status_text": "at lunch"}},
        {"deleted": True, "is_bot": True},
        # People of another company, in a channel that the two share.
        {"deleted": True, "team_id": "T9"},
        {"deleted": True, "is_stranger": True},
    ],
)
async def test_no_other_change_takes_anybody_off(place: Place, change: dict[str, Any]) -> None:
    assert await place.changes(**change) == 200
    found = await place.sam()
    assert found is not None
    assert found.active


@pytest.mark.parametrize("place", ["E1"], indirect=True)
async def test_in_an_organisation_slack_is_asked_whether_they_are_elsewhere(place: Place) -> None:
    # One workspace let Sam go, and another still has them.
    assert await place.changes(deleted=True) == 200
    assert await place.sam("E1") is not None
    place.slack.state.users[SAM].deleted = True
    place.slack.fail_next("users.info", "503")
    assert await place.changes(deleted=True) == 200
    assert await place.sam("E1") is not None
    assert await place.changes(deleted=True) == 200
    assert await place.sam("E1") is None


async def test_who_is_back_by_the_time_slack_tells_is_not_taken_off(place: Place) -> None:
    assert await place.changes(deleted=True) == 200
    assert await place.sam() is not None


async def test_an_event_in_another_shape_is_no_leaver(place: Place) -> None:
    sent = await place.client.event({"type": "user_change", "user": SAM})
    assert sent.status == 200
    assert await place.sam() is not None


async def test_a_database_that_is_down_makes_slack_tell_it_again(place: Place) -> None:
    place.slack.state.users[SAM].deleted = True
    place.storage.down = True
    assert await place.changes(deleted=True) == 500
    place.storage.down = False
    assert await place.sam() is not None
