"""The stories one can rehearse, followed to their ends by somebody who does what they are told."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.scenarios import SCENARIOS
from tests.adapters.practice.followers import Follower
from tests.adapters.practice.rooms import Open, open_room
from tests.messages import drawn
from tests.some import some
from tests.wording import phrase


@pytest.fixture
async def opened(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Open]:
    scenario = SCENARIOS[request.param]
    async with open_room(tmp_path, scenario=scenario, loop=False) as opened:
        yield opened


def on(key: str) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("opened", [key], indirect=True, ids=[key])


@pytest.mark.branch("03.17")
@pytest.mark.parametrize("opened", list(SCENARIOS), indirect=True)
async def test_each_story_leads_from_a_note_on_a_locked_phone_to_being_forgotten(
    opened: Open,
) -> None:
    follower = Follower(opened)
    await follower.follows_to_the_end()
    assert "press the message" in follower.told[0].casefold()
    person = opened.room.rehearsal.scenario.plot.person
    assert opened.screens(f"@{person}")[-1] == "privacy.forgotten"
    about = [row["about"] for row in (await opened.state())["database"]["rows"]]
    assert not [users for users in about if person in users]


@on("night")
async def test_at_night_nobody_is_called_and_in_the_morning_it_is_told_without_a_name(
    opened: Open,
) -> None:
    follower = Follower(opened)
    await follower.follows_to_the_end()
    told = " ".join(follower.told)
    assert phrase("practice.night.waiting.happened") in told
    assert phrase("practice.night.told.happened") in told
    for user in ("kit", "ngozi", "oda"):
        assert "request.needs_someone" in opened.screens(f"@{user}")
    shared = [name for name in opened.room.workspace.conversations if name != "@yusuf"]
    for name in some(shared):
        for message in some(opened.room.workspace.conversations[name].values()):
            assert "Yusuf" not in str(message.card)


@on("night")
async def test_at_night_the_house_supervisor_covers_whoever_is_alone(opened: Open) -> None:
    follower = Follower(opened)
    await follower.follows()
    note = (await follower.state())["conversations"]["@yusuf"][-1]
    ask = await opened.act(
        kind="press",
        user="yusuf",
        message=note["id"],
        action="check_in.break",
        value=note["card"]["buttons"][0]["value"],
    )
    form = ask["form"]
    given = {one["name"]: one["values"] for one in form["inputs"]}
    names = {"form": form["name"], "subject": form["subject"], "id": form["nonce"]}
    await opened.act(kind="submission", user="yusuf", values=given, **names)
    for _ in range(12):
        await follower.follows()
    told = " ".join(follower.told)
    assert "Play Ines" in told
    assert phrase("practice.story.break_over.happened") in told


@on("morning")
async def test_nothing_is_to_be_pressed_while_the_news_of_cover_is_on_its_way(
    opened: Open,
) -> None:
    follower, workspace = Follower(opened), opened.room.workspace
    await follower.follows()
    note = (await follower.state())["conversations"]["@sam"][-1]
    ask = await opened.act(
        kind="press",
        user="sam",
        message=note["id"],
        action="check_in.break",
        value=note["card"]["buttons"][0]["value"],
    )
    form = ask["form"]
    given = {one["name"]: one["values"] for one in form["inputs"]}
    names = {"form": form["name"], "subject": form["subject"], "id": form["nonce"]}
    await opened.act(kind="submission", user="sam", values=given, **names)
    while "time_out.covering" not in opened.screens("@fay"):
        assert await follower.follows()
        await follower.state()
    sam = workspace.conversations["@sam"]
    (news,) = [key for key, message in sam.items() if message.card.screen == "time_out.mine"]
    assert opened.room.rehearsal.story.step(workspace).press == "open"
    del sam[news]
    assert "time_out.older" in opened.screens("@sam")
    step = opened.room.rehearsal.story.step(workspace)
    assert step.happened == phrase("practice.story.break_news.happened", name="Sam")
    assert not step.press


@on("week")
async def test_after_a_second_hard_day_one_set_of_later_notes_goes_on_and_none_twice(
    opened: Open,
) -> None:
    notes = [
        str(message.card.parts[0])
        for message in opened.room.workspace.conversations["@sam"].values()
        if message.card.screen == "check_in.note"
    ]
    assert len(notes) == len(set(notes)) == 2
    assert phrase("check_in.note.again") in notes[1]
    follower = Follower(opened)
    await follower.follows_to_the_end()
    assert phrase("practice.week.later_open.happened") in " ".join(follower.told)
    later = [name for name in opened.screens("@sam") if name.startswith("follow_up.")]
    assert len(later) == 1


@on("week")
async def test_who_is_shown_first_sees_no_name_before_the_yes(opened: Open) -> None:
    follower = Follower(opened)
    await follower.follows_to_the_end()
    offered = next(form for form in follower.dialogs if form["name"] == "request.contact")
    assert "Sam" not in str(offered)


def test_a_text_that_stands_in_place_of_another_takes_the_same_values() -> None:
    texts = drawn.english()
    pairs = [pair for scenario in SCENARIOS.values() for pair in scenario.plot.texts.items()]
    for main, own in some(pairs):
        assert texts[own].expects == texts[main].expects, (main, own)
