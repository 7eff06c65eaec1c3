"""Taking a part: one sees that person's conversation alone, and the others play by script."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from adapters.practice.scenarios import SCENARIOS
from tests.adapters.practice.followers import Follower
from tests.adapters.practice.rooms import Json, Open, open_room
from tests.wording import phrase

PARTS = [(key, part.user) for key, scenario in SCENARIOS.items() for part in scenario.parts]


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_room(tmp_path) as opened:
        yield opened


@pytest.mark.parametrize(("key", "user"), PARTS, ids=["-".join(part) for part in PARTS])
async def test_who_does_what_the_guide_says_comes_to_the_end_of_the_part(
    tmp_path: Path, key: str, user: str
) -> None:
    async with open_room(tmp_path, scenario=SCENARIOS[key]) as opened:
        follower = Follower(opened, user)
        await follower.takes_part_to_the_end()
        story = (await follower.state())["story"]
        assert phrase("practice.guide.over") in story["step"]
        assert not story["press"]


@pytest.mark.parametrize(("key", "user"), PARTS, ids=["-".join(part) for part in PARTS])
async def test_whoever_takes_a_part_sees_that_persons_conversations_alone(
    tmp_path: Path, key: str, user: str
) -> None:
    async with open_room(tmp_path, scenario=SCENARIOS[key]) as opened:
        follower = Follower(opened, user)
        await follower.takes_part_to_the_end()
        state = await follower.state()
        own = {f"@{user}", f"home@{user}"}
        shared = {"pat": {"#peer-supporters"}, "kit": {"#pager"}}.get(user, set())
        assert set(state["conversations"]) <= own | shared
        assert state["database"] is None


async def test_nobody_plays_by_script_until_everybody_is_ready(opened: Open) -> None:
    cast = opened.room.rehearsal.cast
    with cast.taken("pat"), cast.taken("fay"):
        cast.ready("pat")
        assert cast.is_idle
        cast.ready("fay")
        assert not cast.is_idle


async def test_whose_part_is_taken_does_nothing_by_script(opened: Open) -> None:
    cast = opened.room.rehearsal.cast
    with cast.taken("pat"), cast.taken("sam"):
        cast.ready("pat")
        cast.ready("sam")
        assert cast.is_idle
        trainee = Follower(opened, "sam")
        while "request.status" not in opened.screens("@sam"):
            await trainee.follows()
        # The request hangs there for the one who took the supporter's part, and for nobody else.
        peer = Follower(opened, "pat")
        assert cast.is_idle
        while "request.held" not in opened.screens("@pat"):
            await peer.follows()


async def test_without_a_part_taken_nobody_plays_by_script(opened: Open) -> None:
    assert opened.room.rehearsal.cast.is_idle


async def test_the_list_of_parts_says_which_are_taken(opened: Open) -> None:
    with opened.room.rehearsal.cast.taken("pat"):
        parts = (await opened.state())["parts"]
        assert [one["key"] for one in parts if one["taken"]] == ["pat"]
    parts = (await opened.state())["parts"]
    assert not [one for one in parts if one["taken"]]


async def test_nobody_can_be_ready_for_a_part_there_is_not(opened: Open) -> None:
    assert (await opened.post("/practice/ready", b"nobody")).status == 400


async def test_a_story_there_is_not_does_not_begin(opened: Open) -> None:
    assert (await opened.post("/practice/begin", b"nothing")).status == 400
    assert not opened.room.rehearsal.wanted.done()


# ---- what one person saw ----


async def transcript(opened: Open, user: str) -> list[Json]:
    url = f"{opened.url}/practice/transcript?as={user}"
    async with opened.session.get(url) as response:
        assert response.status == 200
        entries: list[Json] = (await response.json())["entries"]
        return entries


async def test_of_a_note_that_was_not_opened_the_transcript_shows_the_lock_screen(
    opened: Open,
) -> None:
    (entry,) = await transcript(opened, "sam")
    assert entry["kind"] == "locked"
    assert entry["lines"] == [phrase("core.preview")]


async def test_the_transcript_shows_what_one_person_saw_and_nothing_of_others(
    opened: Open,
) -> None:
    peer = Follower(opened, "pat")
    await peer.takes_part_to_the_end()
    entries = await transcript(opened, "pat")
    written = str(entries)
    assert phrase("supports.any.claim", one=phrase("supports.peer.one")) in written
    assert f"[{phrase('support_requests.button.take')}]" in written
    assert {"card", "did", "dialog"} == {one["kind"] for one in entries}
    # The window with the contact left nothing behind, on paper neither.
    assert "Sam" not in written
    assert "303-555" not in written
    times = [one["at"] for one in entries]
    assert times == sorted(times)


async def test_what_is_typed_and_is_no_command_is_not_in_the_transcript(opened: Open) -> None:
    await opened.types("sam", "I feel awful about bed four")
    await opened.types("sam", "/support mydata")
    written = str(await transcript(opened, "sam"))
    assert "awful" not in written
    assert "/support mydata" in written


async def test_there_is_no_transcript_of_nobody(opened: Open) -> None:
    async with opened.session.get(f"{opened.url}/practice/transcript?as=x") as response:
        assert response.status == 404
