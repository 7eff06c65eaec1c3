"""Two thousand people in one event: as fast as Slack allows, in order of time, nothing lost."""

import json
import random
from collections import Counter
from dataclasses import replace
from datetime import timedelta

from adapters.slack.pace import PER_TEAM_S
from bot.check_ins.names import NOTE
from bot.core.jobs import Job, JobState
from bot.core.storage import Work, in_one_work
from bot.core.worker import MOST_AT_ONCE
from tests.contract.reporting import report_by_form
from tests.contract.slack_stage import SlackStage, inside, slack_id, slack_stage
from tests.contract.stage import memory_ground
from tests.sealed import sealed_text
from tests.slack_api.state import Call, Json
from tests.some import some

MANY = 500
FIRST_NOTE = "check_in.first_note"


async def hire(stage: SlackStage) -> None:
    """So many on one shift of one unit."""

    async def staff(work: Work) -> None:
        for number in range(MANY):
            await stage.world.add_person(work, f"p{number} Crowd", "nurse", "icu")

    await in_one_work(stage.world.storage, staff)
    for number in range(MANY):
        stage.slack.add_user(slack_id(f"p{number}"), f"p{number} Crowd", "T1")


async def report_everyone(stage: SlackStage) -> None:
    lena = stage.person("lena")
    await report_by_form(lena, time="08:55", everyone="everyone")
    await stage.pass_time(timedelta(minutes=10))


async def planned_in_order(stage: SlackStage) -> list[str]:
    """Give each first note a second of its own, in no order of names; who is due when."""
    chance = random.Random(20260302)

    async def plan(work: Work) -> list[str]:
        jobs = await work.of(Job).find(Job.kind.is_(FIRST_NOTE))
        chance.shuffle(jobs)
        users = {reference: user for user, reference in stage.world.people.items()}
        order = []
        for seconds, job in enumerate(jobs):
            await work.save(replace(job, due_at=job.due_at + timedelta(seconds=seconds)))
            person = await work.vault.open(sealed_text(job.subject, "person"))
            order.append(slack_id(users[person or ""]))
        return order

    return await in_one_work(stage.world.storage, plan)


def notes(stage: SlackStage) -> list[Call]:
    """The first notes that were posted, in the order Slack got them."""
    posts = stage.slack.called("chat.postMessage")
    cards = [(call, inside(_blocks(call))) for call in posts]
    return [call for call, card in cards if card is not None and card.screen == NOTE]


def _blocks(call: Call) -> list[Json]:
    blocks = call.args["blocks"]
    found: list[Json] = json.loads(blocks) if isinstance(blocks, str) else blocks
    return found


async def asks_for_a_peer(stage: SlackStage) -> None:
    sam = stage.person("sam")
    await sam.types("/support talk peer")
    await sam.presses("check_in.peer")


async def test_hundreds_of_people_are_written_to_as_fast_as_slack_allows() -> None:
    async with slack_stage(memory_ground()) as stage:
        await hire(stage)
        await report_everyone(stage)
        order = await planned_in_order(stage)
        assert len(order) > MANY
        # Nothing ran for some hours: all of it is late at once.
        stage.world.clock.set(stage.world.clock.now() + timedelta(hours=3))
        await asks_for_a_peer(stage)
        await stage.pass_time(timedelta(hours=1))

        # Whoever asks for somebody does not stand behind all of them.
        channels = [call.args["channel"] for call in stage.slack.called("chat.postMessage")]
        assert channels.index("C1") < MOST_AT_ONCE
        sent = notes(stage)
        assert {call.outcome for call in sent} == {"ok"}
        assert Counter(call.args["channel"] for call in sent) == Counter(order)
        async with stage.world.storage.reading() as work:
            jobs = await work.of(Job).find(Job.kind.is_(FIRST_NOTE))
        assert {job.state for job in jobs} == {JobState.SENT}
        # Whoever is written to in one batch is written to at once.
        for place, call in some(enumerate(sent)):
            assert abs(order.index(call.args["channel"]) - place) < MOST_AT_ONCE
        assert sent[-1].at - sent[0].at <= len(sent) * PER_TEAM_S * 1.1
