"""A note that was left for days, and one that was put off to after the shift, on each platform."""

from datetime import timedelta

import pytest

from tests.contract.matching import asks, tries
from tests.contract.stage import Stage, where_it_stands
from tests.contract.test_conversation import first_note
from tests.wording import phrase

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
# Teams writes the command without its slash.
STOPPED = phrase("check_in.stopped").partition("/")[0]


async def test_the_buttons_of_a_note_left_for_days_still_do_what_they_say(stage: Stage) -> None:
    note = await first_note(stage, "sam")
    sam = stage.person("sam")
    await stage.pass_time(4 * DAY)
    offered = await sam.presses("check_in.talk", note)
    assert phrase("supports.peer.about") in offered.text
    await sam.presses("check_in.peer", offered)
    assert "request.withdraw" in (await where_it_stands(stage, "sam")).buttons
    again = await sam.presses("check_in.no_thanks", note)
    assert STOPPED in again.text


async def test_a_note_put_off_comes_back_once_after_the_shift(stage: Stage) -> None:
    note = await first_note(stage, "sam")
    sam = stage.person("sam")
    await sam.presses("check_in.more", note)
    told = await sam.presses("check_in.later")
    assert phrase("check_in.later.text") in told.text
    await stage.pass_time(12 * HOUR)
    (back,) = [each for each in await sam.reads() if "follow_up.talk" in each.buttons]
    declined = await sam.presses("check_in.no_thanks", back)
    assert STOPPED in declined.text
    before = len(await sam.reads())
    await stage.pass_time(40 * DAY)
    assert len(await sam.reads()) == before


@pytest.mark.parametrize("typed", ["/support no thanks", "/support no"])
async def test_a_typed_no_does_what_the_button_does(stage: Stage, typed: str) -> None:
    await first_note(stage, "sam")
    sam = stage.person("sam")
    answer = await sam.types(typed)
    assert STOPPED in answer.text
    before = len(await sam.reads())
    await stage.pass_time(40 * DAY)
    assert len(await sam.reads()) == before


async def test_a_sentence_that_begins_with_no_is_not_taken_for_an_answer(stage: Stage) -> None:
    await first_note(stage, "sam")
    sam = stage.person("sam")
    answer = await sam.types("/support no one has called me")
    assert STOPPED not in answer.text
    await stage.pass_time(4 * DAY)
    assert [each for each in await sam.reads() if "follow_up.talk" in each.buttons]


async def test_after_a_talk_of_ones_own_come_two_questions_and_one_message(stage: Stage) -> None:
    await asks(stage)
    sam, pat = stage.person("sam"), stage.person("pat")
    await pat.sends(await tries(stage, "pat"))
    await stage.pass_time(HOUR)
    await pat.presses("request.reached")
    await pat.presses("request.done")
    await stage.pass_time(HOUR)
    label = phrase("support_requests.rate.helped")
    rest = await sam.presses(f"request.rate={label}")
    assert phrase("support_requests.rate.soon") in str(rest)
    await stage.pass_time(5 * DAY)
    (after,) = [each for each in await sam.reads() if "follow_up.after_talk_stop" in each.buttons]
    told = await sam.presses("follow_up.after_talk_stop", after)
    assert phrase("follow_up.after_talk.stopped").partition("/")[0] in told.text
