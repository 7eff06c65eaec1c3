"""Hundreds of people in one event: each of them once, in a minute or two, at the tenant's pace."""

from collections import Counter
from datetime import timedelta

from bot.core.jobs import Job, JobState
from bot.core.storage import Work, in_one_work
from bot.core.worker import MOST_AT_ONCE
from tests.contract.reporting import report_by_form
from tests.contract.stage import memory_ground
from tests.contract.teams_stage import TeamsStage, channel_id, teams_stage
from tests.teams_api.state import Call

MANY = 150
LONGEST = 120
"""Seconds it may take: a chat opened and a card posted for each, and a refusal on the way."""
FIRST_NOTE = "check_in.first_note"


async def hire(stage: TeamsStage) -> None:
    """So many on one shift of one unit."""

    async def staff(work: Work) -> None:
        for number in range(MANY):
            await stage.world.add_person(work, f"p{number} Crowd", "nurse", "icu")

    await in_one_work(stage.world.storage, staff)
    for number in range(MANY):
        stage.teams.add_user(f"p{number} Crowd")


async def report_everyone(stage: TeamsStage) -> None:
    lena = stage.person("lena")
    await report_by_form(lena, time="08:55", everyone="everyone")
    await stage.pass_time(timedelta(minutes=10))


def noted(stage: TeamsStage) -> Counter[str]:
    """How many first notes hang with each of them."""
    found: Counter[str] = Counter()
    for user in stage.teams.state.users.values():
        hanging = sum("check_in.no_thanks" in str(m.card) for m in stage.teams.messages(user))
        if hanging:
            found[user.name] = hanging
    return found


async def test_hundreds_of_people_are_written_to_once_each_as_fast_as_teams_allows() -> None:
    async with teams_stage(memory_ground()) as stage:
        await hire(stage)
        await report_everyone(stage)
        # Nothing ran for some hours: all of it is late at once.
        stage.world.clock.set(stage.world.clock.now() + timedelta(hours=3))
        sam = stage.person("sam")
        await sam.types("/support talk peer")
        await sam.presses("check_in.peer")
        before = len(stage.teams.calls)
        await stage.pass_time(timedelta(hours=1))

        calls: list[Call] = stage.teams.calls[before:]
        posts = [call.conversation for call in calls if call.method == "post"]
        # Whoever asks for somebody does not stand behind all of them.
        assert posts.index(channel_id("peers")) < MOST_AT_ONCE
        found = noted(stage)
        assert len(found) > MANY
        assert set(found.values()) == {1}
        async with stage.world.storage.reading() as work:
            jobs = await work.of(Job).find(Job.kind.is_(FIRST_NOTE))
        assert {job.state for job in jobs} == {JobState.SENT}
        state = stage.teams.state
        crowd = {state.personal(one).id for one in state.users.values() if "Crowd" in one.name}
        times = [call.at for call in calls if call.method == "post" and call.conversation in crowd]
        assert max(times) - min(times) <= LONGEST
