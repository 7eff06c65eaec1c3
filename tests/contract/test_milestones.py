"""A day that may be hard: planned by a coordinator for people who know, or chosen by oneself."""

from datetime import timedelta

import pytest

from tests.contract.stage import Shown, Stage
from tests.contract.test_support_kinds import adds_the_kind
from tests.wording import phrase

DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)
FRIDAY = "2026-03-06"
"""The stage begins on Monday, March 2."""


async def plans(stage: Stage, told: str | tuple[str, ...] = "yes") -> Shown:
    """A coordinator plans a review for Friday; what is shown before it is sent."""
    kit = stage.person("kit")
    form = await kit.types("/support-admin milestone")
    return await kit.sends(
        form, kind="event_review", unit="icu", day=FRIDAY, people="sam", told=told
    )


async def read(stage: Stage, user: str, key: str) -> int:
    """How many of somebody's messages say this."""
    return sum(phrase(key) in shown.text for shown in await stage.person(user).reads())


@pytest.mark.branch("21.9")
async def test_a_planned_review_reaches_its_people_before_and_after_and_no_lead(
    stage: Stage,
) -> None:
    preview = await plans(stage)
    assert phrase("milestone.before.event_review") in preview.text
    assert phrase("milestone.after.event_review") in preview.text
    await stage.person("kit").sends(preview)
    await stage.pass_time(16 * MINUTE)
    await stage.pass_time(4 * DAY)
    assert await read(stage, "sam", "milestone.before.event_review") == 1
    assert await read(stage, "sam", "milestone.after.event_review") == 0
    await stage.pass_time(2 * DAY)
    assert await read(stage, "sam", "milestone.after.event_review") == 1
    assert await read(stage, "lena", "unit_lead.guide.be_there") == 0
    assert await read(stage, "rosa", "milestone.before.event_review") == 0
    shown = await stage.person("sam").presses("milestone.talk")
    assert shown.text


COACH = """
[[supports]]
key = "coach"
name = "A disclosure coach"
one = "a disclosure coach"
about = "A disclosure coach: plan a talk with a family before you have it."
coaches = true
takers = ["oda@example.org"]
private = "A coach tells no one that you asked."
limits = "If someone may be in danger, they may have to get help."
"""
ASK_THE_COACH = "request.ask_now=Ask a disclosure coach"


async def test_before_a_talk_with_a_family_a_coach_stands_first_and_can_be_asked_for(
    stage: Stage,
) -> None:
    await adds_the_kind(stage, COACH)
    kit, sam, oda = stage.person("kit"), stage.person("sam"), stage.person("oda")
    form = await kit.types("/support-admin milestone")
    preview = await kit.sends(
        form, kind="disclosure_talk", unit="icu", day=FRIDAY, people="sam", told="yes"
    )
    await kit.sends(preview)
    await stage.pass_time(4 * DAY)
    assert await read(stage, "sam", "milestone.before.disclosure_talk") == 1
    choices = await sam.presses("milestone.talk")
    about = "A disclosure coach: plan a talk with a family before you have it."
    assert choices.text.index(about) < choices.text.index(phrase("supports.peer.about"))
    await sam.presses(ASK_THE_COACH, choices)
    await stage.pass_time(MINUTE)
    (card,) = [m for m in await oda.reads() if "request.claim" in m.buttons]
    assert "a disclosure coach" in card.text
    assert "Sam" not in card.text
    assert "Sam Rivera" in (await oda.sends(await oda.presses("request.claim", card))).text
    # Where no such talk is known of, a coach can be asked for as well, after all others.
    other = await stage.person("rosa").types("/support talk")
    assert not other.has(ASK_THE_COACH)
    assert (await stage.person("rosa").presses("check_in.others", other)).has(ASK_THE_COACH)


async def test_without_the_tick_that_they_know_it_is_not_planned(stage: Stage) -> None:
    refused = await plans(stage, told=())
    assert refused.faults == {"told": phrase("milestone.fault.told")}


async def test_somebody_chooses_a_day_and_is_written_to_before_it(stage: Stage) -> None:
    sam = stage.person("sam")
    await sam.types("/support remind")
    form = await sam.presses("milestone.choose_day")
    await sam.sends(form, day=FRIDAY)
    await stage.pass_time(5 * DAY)
    assert await read(stage, "sam", "milestone.own.message") == 1
    assert await read(stage, "rosa", "milestone.own.message") == 0


async def test_a_day_that_was_chosen_is_taken_back_in_one_press(stage: Stage) -> None:
    sam = stage.person("sam")
    await sam.types("/support remind")
    form = await sam.presses("milestone.choose_day")
    await sam.sends(form, day=FRIDAY)
    await sam.types("/support remind")
    shown = await sam.presses("milestone.take_day_back")
    assert phrase("milestone.own.text") in shown.text
    await stage.pass_time(5 * DAY)
    assert await read(stage, "sam", "milestone.own.message") == 0
