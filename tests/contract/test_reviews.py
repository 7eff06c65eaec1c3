"""Who reviews harm asks for support for a team on any platform, and learns no more of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.adverse_events.model import AdverseEvent
from bot.core.storage import Work, in_one_work
from bot.programme import current, put
from bot.programme.model import Programme
from tests.contract.stage import Stage
from tests.wording import phrase

HOUR = timedelta(hours=1)


async def reviews(stage: Stage, user: str) -> None:
    async def write(work: Work) -> Programme:
        programme = await current(work)
        (area,) = programme.areas
        areas = (replace(area, investigators=(stage.world.people[user],)),)
        changed = replace(programme, areas=areas)
        await put(work, changed)
        return changed

    stage.world.directory.remember(await in_one_work(stage.world.storage, write))


@pytest.mark.branch("28.9")
async def test_a_reviewer_offers_support_to_a_team_and_is_told_of_nobody(stage: Stage) -> None:
    await reviews(stage, "quinn")
    quinn = stage.person("quinn")
    which = await quinn.types("/support-admin review")
    need = await quinn.sends(which, event="new")
    done = await quinn.sends(
        need,
        unit="icu",
        day="2026-03-02",
        time="08:30",
        kind="unexpected_death",
        need="shift",
    )
    assert phrase("review.started") in done.text
    await stage.pass_time(2 * HOUR)
    notes = [m for m in await stage.person("sam").reads() if "check_in.no_thanks" in m.buttons]
    assert len(notes) == 1
    # The event is here now, and says only that support was offered.
    again = await quinn.sends(await quinn.types("/support-admin review"), event=await event(stage))
    assert phrase("review.ask.offered") in again.text
    for shown in (need, done, again, *(await quinn.reads())):
        assert not [name for name in ("Sam", "Theo", "Rosa") if name in shown.text]


async def event(stage: Stage) -> str:
    """The reference of the only event."""
    async with stage.world.storage.reading() as work:
        (found,) = await work.of(AdverseEvent).find()
    return found.reference


async def test_nobody_but_a_reviewer_gets_there(stage: Stage) -> None:
    for user in ("sam", "lena"):
        shown = await stage.person(user).types("/support-admin review")
        assert phrase("review.not_yours")[:60] in shown.text
