"""The whole way, from a report to being forgotten, by people at their clients."""

import asyncio
from dataclasses import replace
from datetime import timedelta

from bot.adverse_events.model import Episode
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.requests.model import SupportRequest
from tests.contract.conftest import on
from tests.contract.reporting import report_by_form
from tests.contract.stage import Ground, Shown, Stage
from tests.sealed import sealed_text
from tests.some import some
from tests.wording import phrase
from tests.world import takers_in

CLAIMERS = tuple(f"peer{n}" for n in range(20))
NOW, A_MINUTE = timedelta(), timedelta(minutes=1)
DAY = timedelta(days=1)
ALSO_ON = [
    on("practice", "sqlite", "practice-sqlite"),
    on("practice", "postgresql", "practice-postgresql"),
    on("teams_plain", "memory", "teams-plain"),
]
"""The whole way is gone on both databases of one platform as well, and without Teams' SDK."""


async def hire_supporters(stage: Stage) -> None:
    """Twenty more who may take a request."""
    world = stage.world

    async def hire(work: Work) -> None:
        for user in CLAIMERS:
            await world.add_person(work, user.capitalize(), "nurse", "float")
        programme = await current(work)
        (area,) = programme.areas
        more = (*takers_in(area), *(world.people[user] for user in CLAIMERS))
        await put(work, replace(programme, areas=(area.with_takers("peer", more),)))

    await in_one_work(world.storage, hire)


async def seen(stage: Stage, user: str, action: str) -> Shown:
    """The newest message somebody sees with this button."""
    found = [m for m in await stage.person(user).reads() if action in m.buttons]
    assert found, f"{user} sees no {action}"
    return found[-1]


async def report(stage: Stage) -> None:
    lena = stage.person("lena")
    await report_by_form(lena, "unexpected_death", "death", people="sam")
    await stage.pass_time(timedelta(hours=3))


async def take_a_break(stage: Stage) -> None:
    sam, fay = stage.person("sam"), stage.person("fay")
    form = await sam.presses("check_in.break", await seen(stage, "sam", "check_in.break"))
    assert form.is_form
    await sam.sends(form, minutes="15")
    await stage.pass_time(NOW)
    card = await seen(stage, "fay", "time_out.cover")
    assert "Sam" not in card.text
    whom = await fay.sends(await fay.presses("time_out.cover", card))
    assert "Sam Rivera" in whom.text
    await stage.pass_time(NOW)
    await sam.presses("time_out.begin")
    await stage.pass_time(NOW)
    await sam.presses("time_out.back")
    await stage.pass_time(NOW)


async def claim_at_once(stage: Stage) -> str:
    """Twenty take the request at the same moment; who has it."""
    people = [stage.person(user) for user in CLAIMERS]
    forms = [await one.presses("request.claim") for one in people]
    assert all(form.is_form for form in some(forms))
    answers = await asyncio.gather(
        *(one.sends(form) for one, form in zip(people, forms, strict=True))
    )
    won = [u for u, a in zip(CLAIMERS, answers, strict=True) if "Sam Rivera" in a.text]
    lost = [a for a in answers if phrase("support_requests.taken") in a.text]
    assert (len(won), len(lost)) == (1, len(CLAIMERS) - 1)
    return won[0]


async def test_the_whole_way_from_a_report_to_being_forgotten(stage: Stage, ground: Ground) -> None:
    await hire_supporters(stage)
    sam = stage.person("sam")
    await report(stage)
    await take_a_break(stage)

    await sam.presses("check_in.talk", await seen(stage, "sam", "check_in.talk"))
    await sam.presses("check_in.peer")
    await stage.pass_time(NOW)
    winner = await claim_at_once(stage)
    await stage.pass_time(A_MINUTE)
    for user in CLAIMERS:
        for card in some(await stage.person(user).reads()):
            assert "request.claim" not in card.buttons
            assert "Sam" not in card.text
    await stage.person(winner).presses("request.reached")
    # Its card in Slack is redrawn after the answer, at Slack's pace: twenty have just pressed.
    await stage.pass_time(A_MINUTE)
    await stage.person(winner).presses("request.done")

    await stage.pass_time(4 * DAY)
    note = await seen(stage, "sam", "follow_up.stop")
    await sam.presses("follow_up.stop", note)
    await stage.pass_time(NOW)
    read = len(await sam.reads())
    await stage.pass_time(30 * DAY)
    assert len(await sam.reads()) == read

    await sam.presses("privacy.forget", await sam.types("/support forget"))
    await stage.pass_time(timedelta(minutes=2))
    async with stage.world.storage.reading() as work:
        for episode in some(await work.of(Episode).find()):
            assert await work.vault.open(sealed_text(episode.reference, "person")) is None
        assert await work.of(SupportRequest).find() == []
    assert "Rivera" not in await ground.everything()
