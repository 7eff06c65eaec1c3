"""A coordinator sets up what starts notes, in chat, and sees what it would do, on any platform."""

from datetime import timedelta

import pytest

from bot.programme import current
from bot.programme.model import Check, Harm, Kind, Trigger
from tests.bot.adverse_events.reporting_kit import Hospital
from tests.contract.stage import Entered, Person, Shown, Stage
from tests.wording import phrase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NOTE = phrase("check_in.note.why")
AN_ACT = timedelta(seconds=10)
"""To read a screen of a few lines, choose, and press: generous for somebody who does it daily."""
ON_SHIFT = "to everyone on shift"
NEAR_MISS = f"Near miss, ICU: after 1 hour, {ON_SHIFT}"
EVERYTHING = tuple(map(str, Check))


class Timed:
    """A coordinator at their client, each of whose acts takes them some seconds."""

    def __init__(self, person: Person) -> None:
        self._person = person
        self.taken = timedelta()

    async def types(self, text: str) -> Shown:
        self.taken += AN_ACT
        return await self._person.types(text)

    async def presses(self, action: str) -> Shown:
        self.taken += AN_ACT
        return await self._person.presses(action)

    async def sends(self, form: Shown, **values: Entered) -> Shown:
        # One for each thing that is changed, and one to send it.
        self.taken += AN_ACT * (len(values) + 1)
        return await self._person.sends(form, **values)  # type: ignore[arg-type]  # inputs alone


async def triggers(stage: Stage) -> tuple[Trigger, ...]:
    async with stage.world.storage.reading() as work:
        return (await current(work)).triggers


async def added(kit: Person | Timed, start: str = "near_miss") -> Shown:
    """Go through the three steps as they are filled in, but for the unit."""
    where = await kit.sends(await kit.types("/support-admin trigger add"), template=start)
    assert ON_SHIFT in where.text
    when = await kit.sends(where, units=("icu",))
    assert f"ICU: after 1 hour, {ON_SHIFT}" in when.text
    return await kit.sends(when)


async def notes(stage: Stage) -> list[str]:
    """Who has a private note that nobody asked for."""
    return [
        user
        for user in ("sam", "nora", "lena")
        if any(NOTE in shown.text for shown in await stage.person(user).reads())
    ]


@pytest.mark.branch("68.1")
async def test_within_two_minutes_a_trigger_is_set_up_and_its_dry_run_is_seen(
    stage: Stage,
) -> None:
    kit = Timed(stage.person("kit"))
    card = await added(kit)
    assert f"{NEAR_MISS} ({phrase('trigger.state.draft')})" in card.text
    form = await kit.presses("trigger.test")
    shown = await kit.sends(form, unit="icu", day="2026-03-02", time="08:30")
    assert kit.taken < timedelta(minutes=2)
    assert "Sam Rivera" in shown.text
    assert NOTE in shown.text
    assert phrase("trigger.test.nothing_sent") in shown.text
    await stage.pass_time(DAY)
    assert await notes(stage) == []


@pytest.mark.branch("68.2")
async def test_what_the_dry_run_showed_is_what_happens_once_it_is_live(stage: Stage) -> None:
    kit = stage.person("kit")
    await added(kit)
    form = await kit.presses("trigger.checks")
    draft, live = (f"{NEAR_MISS} ({phrase(f'trigger.state.{s}')})" for s in ("draft", "live"))
    assert draft in (await kit.sends(form, checks=EVERYTHING[:4])).text
    form = await kit.presses("trigger.checks")
    assert live in (await kit.sends(form, checks=EVERYTHING)).text
    reports = Hospital(stage.world)
    await reports.source(kind=Kind.NEAR_MISS, harm=Harm.NONE, emails=())
    await stage.pass_time(2 * HOUR)
    assert "sam" in await notes(stage)


@pytest.mark.branch("68.3")
async def test_it_is_paused_taken_out_and_put_back_by_buttons(stage: Stage) -> None:
    kit = stage.person("kit")
    await added(kit)
    form = await kit.presses("trigger.checks")
    await kit.sends(form, checks=EVERYTHING)
    before = (await triggers(stage))[-1]
    await kit.presses("trigger.pause")
    await stage.pass_time(timedelta())
    assert (await triggers(stage))[-1].paused
    await kit.presses("trigger.resume")
    await stage.pass_time(timedelta())
    await kit.presses("trigger.remove")
    await stage.pass_time(timedelta())
    assert before not in await triggers(stage)
    await kit.presses("trigger.put_back")
    await stage.pass_time(timedelta())
    assert (await triggers(stage))[-1] == before


async def test_one_is_found_by_words_and_a_misspelt_one_is_asked_back(stage: Stage) -> None:
    kit = stage.person("kit")
    await added(kit)
    assert NEAR_MISS in (await kit.types("/support-admin trigger show Near Miss ICU")).text
    asked = await kit.types("/support-admin trigger show naer-mis")
    assert phrase("trigger.which.text") in asked.text
    assert NEAR_MISS not in asked.text
    await kit.presses("trigger.show")
    await stage.pass_time(timedelta())
    assert any(NEAR_MISS in shown.text for shown in await kit.reads())


async def test_nobody_but_a_coordinator_reaches_any_of_it(stage: Stage) -> None:
    for user in ("sam", "pat", "lena"):
        shown = await stage.person(user).types("/support-admin trigger list")
        assert phrase("core.not_yours") in shown.text
