"""Home, a card in the chat with the app: in each role, and redrawn where it hangs."""

from collections.abc import AsyncIterator
from datetime import timedelta

import pytest

from tests.contract.stage import memory_ground
from tests.contract.teams_stage import TeamsStage, teams_stage
from tests.teams_api.reading import read
from tests.teams_api.state import BOT, Message
from tests.wording import phrase


@pytest.fixture
async def stage() -> AsyncIterator[TeamsStage]:
    async with teams_stage(memory_ground()) as stage:
        yield stage


async def gets_the_app(stage: TeamsStage, user: str) -> Message:
    """Somebody gets the app: Home is there, and below it a welcome."""
    await stage.fill_channels()
    await stage.client.installs(stage.user(user))
    await stage.pass_time(timedelta())
    home, welcome = sent(stage, user)
    assert phrase("check_in.button.crisis") in shown(home)
    assert phrase("check_in.note.hello", name=user.capitalize()) in shown(welcome)
    return home


def sent(stage: TeamsStage, user: str) -> list[Message]:
    """What the app has written into somebody's chat."""
    return [m for m in stage.teams.messages(stage.user(user)) if m.author == BOT]


def shown(message: Message) -> str:
    assert message.card is not None
    return read(message.card).text


@pytest.mark.branch("05.21")
@pytest.mark.parametrize(
    ("user", "before", "after"),
    [
        ("pat", phrase("home.page.waiting", count=0), phrase("home.page.waiting", count=1)),
        ("kit", phrase("home.page.open", count=0), phrase("home.page.open", count=1)),
    ],
)
async def test_a_home_that_hangs_follows_what_happens_and_no_second_one_comes(
    stage: TeamsStage, user: str, before: str, after: str
) -> None:
    home = await gets_the_app(stage, user)
    assert before in shown(home)
    await stage.person("sam").types("/support talk peer")
    await stage.person("sam").presses("check_in.peer")
    await stage.pass_time(timedelta(minutes=1))
    assert after in shown(home)
    assert "Sam" not in shown(home)
    homes = [m for m in sent(stage, user) if phrase("check_in.button.crisis") in shown(m)]
    assert homes == [home]


async def test_the_home_of_who_takes_no_requests_says_nothing_of_any(stage: TeamsStage) -> None:
    home = await gets_the_app(stage, "nora")
    before = shown(home)
    assert "waiting" not in before
    assert "requests" not in before
    await stage.person("sam").types("/support talk peer")
    await stage.person("sam").presses("check_in.peer")
    await stage.pass_time(timedelta(minutes=1))
    assert (shown(home), home.history) == (before, [])
