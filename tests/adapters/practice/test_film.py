"""The film of a hard morning: played on the real bot, and what each frame says is so."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import pytest_asyncio

from adapters.practice.beats import BEATS, BEFORE, MOMENTS
from adapters.practice.scenarios import SCENARIOS
from tests.adapters.practice.rooms import Json, Open, open_room
from tests.some import some
from tests.wording import phrase

LAST = len(BEFORE) + len(BEATS) - 1


pytestmark = pytest.mark.asyncio(loop_scope="module")


@pytest_asyncio.fixture(loop_scope="module")
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_room(tmp_path, loop=False) as opened:
        yield opened


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def whole(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Open]:
    """A hospital in which the film was played to its end; a test only looks at it."""
    async with open_room(tmp_path_factory.mktemp("whole"), loop=False) as opened:
        await played(opened)
        yield opened


async def film(opened: Open, language: str = "en") -> Json:
    async with opened.session.get(f"{opened.url}/practice/film?lang={language}") as response:
        assert response.status == 200
        found: Json = await response.json()
        return found


async def asks(opened: Open, **what: object) -> int:
    return (await opened.post("/practice/film", json.dumps(what).encode())).status


async def played(opened: Open, step: int = LAST) -> list[Json]:
    assert await asks(opened, go="to", step=step) == 200
    frames: list[Json] = (await film(opened))["frames"]
    return frames


def step_of(title: str) -> int:
    """The step that ends with a text."""
    (found,) = (n for n, beat in enumerate(BEATS) if beat.title == title)
    return len(BEFORE) + found


async def test_it_is_played_to_its_end_and_comes_by_every_moment_of_the_time_line(
    whole: Open,
) -> None:
    frames = (await film(whole))["frames"]
    assert [frame["step"] for frame in frames] == list(range(LAST + 1))
    assert list(dict.fromkeys(frame["moment"] for frame in frames)) == list(MOMENTS)
    shown = await film(whole)
    assert shown["next"] is None
    assert not shown["astray"]
    assert [frame["moment"] for frame in frames] == shown["steps"]


async def test_it_begins_at_the_event_when_nothing_had_been_sent_or_stored(opened: Open) -> None:
    event, message = (await film(opened))["frames"]
    assert (event["time"], message["time"]) == ("7:40 AM", "8:40 AM")
    assert not any(event["phones"].values())
    assert not event["rows"]
    assert [shot["read"] for shot in message["phones"]["@sam"]] == [False]


async def test_a_person_is_linked_only_while_they_cover_or_have_the_request(whole: Open) -> None:
    frames = (await film(whole))["frames"]
    linked = {frame["step"]: frame["linked"] for frame in frames}
    covers = range(step_of("stage.cover_who.title"), step_of("stage.back.title"))
    calls = range(step_of("stage.contact.title"), step_of("stage.done.title"))
    for step, people in some(linked.items()):
        expected = ["fay"] if step in covers else ["pat"] if step in calls else []
        assert people == expected, frames[step]["title"]


async def test_no_message_of_any_frame_names_sam_to_somebody_else(whole: Open) -> None:
    frames = (await film(whole))["frames"]
    cards = (await film(whole))["cards"]
    for frame in some(frames):
        others = [
            shot for name, shots in frame["phones"].items() for shot in shots if name != "@sam"
        ]
        naming = [shot for shot in others if "Rivera" in json.dumps(cards[shot["card"]])]
        assert naming == [], frame["title"]
    named = {
        f["step"] for f in frames if f["dialog"] and "Rivera" in json.dumps(cards[f["dialog"]])
    }
    assert named == {step_of("stage.cover_who.title"), step_of("stage.contact.title")}


async def test_at_its_end_no_row_leads_to_sam_and_six_people_have_had_a_message(
    whole: Open,
) -> None:
    frames = (await film(whole))["frames"]
    assert len(frames[-2]["rows"]) > 0
    assert frames[-1]["rows"] == []
    assert frames[-1]["written_to"] == "6 people got a message."
    state = await whole.state()
    assert not [row for row in state["database"]["rows"] if "sam" in row["about"]]


async def test_each_message_is_what_slack_and_teams_are_sent(whole: Open) -> None:
    for drawn in some((await film(whole))["cards"].values()):
        assert set(drawn) == {"slack", "teams"}
        slack, teams = (drawn[name].get("message") or drawn[name]["dialog"] for name in drawn)
        assert slack["blocks"]
        assert (teams.get("card") or teams["task"]["value"]["card"]["content"])["body"]


async def test_in_slack_an_unasked_message_hangs_closed_until_it_is_opened(whole: Open) -> None:
    frames = (await film(whole))["frames"]
    cards = (await film(whole))["cards"]
    (came,) = frames[1]["phones"]["@sam"]
    drawn = cards[came["card"]]
    assert not came["open"]
    assert "Hi Sam" in json.dumps(drawn["slack"]["message"])
    assert "Hi Sam" not in json.dumps(drawn["slack"]["closed"])
    assert "closed" not in drawn["teams"]
    assert frames[2]["phones"]["@sam"][0]["open"]
    # It closes again a while after the last press in it; what answers a press never does.
    assert not frames[step_of("stage.time_up.title")]["phones"]["@sam"][0]["open"]
    assert frames[step_of("stage.covered.title")]["phones"]["@sam"][-1]["open"]
    (asked,) = frames[step_of("stage.asked.title")]["phones"]["@fay"]
    assert (asked["read"], asked["open"]) == (False, True)


async def test_what_was_recorded_stays_as_it_was_while_the_hospital_goes_on(opened: Open) -> None:
    before = await played(opened, 12)
    after = await played(opened)
    assert after[:13] == before


async def test_a_press_on_the_phone_is_the_next_beat(opened: Open) -> None:
    await film(opened)
    assert await asks(opened, go="open", user="sam") == 200
    note = next(iter(opened.room.workspace.conversations["@sam"].values()))
    press = {"id": "p1", "user": "sam", "conversation": "@sam", "kind": "press"}
    button = {"message": note.id, "action": "check_in.break", "value": note.card.buttons[0].value}
    assert await asks(opened, go="act", sent={**press, **button}) == 200
    frame = (await film(opened))["frames"][-1]
    assert frame["step"] == step_of("stage.break_ask.title")
    assert frame["dialog"]


async def test_who_leaves_the_break_out_goes_on_with_the_talk(opened: Open) -> None:
    await played(opened, 2)
    note = next(iter(opened.room.workspace.conversations["@sam"].values()))
    press = {"id": "p1", "user": "sam", "conversation": "@sam", "kind": "press"}
    button = {"message": note.id, "action": "check_in.talk", "value": note.card.buttons[1].value}
    assert await asks(opened, go="act", sent={**press, **button}) == 200
    frames = await played(opened)
    assert frames[3]["step"] == step_of("stage.ways.title")
    assert "break" not in {frame["moment"] for frame in frames}
    assert frames[-1]["moment"] == "deleted"


async def test_a_way_of_ones_own_is_recorded_and_an_end_of_the_story_is_said(opened: Open) -> None:
    await played(opened, 2)
    note = next(iter(opened.room.workspace.conversations["@sam"].values()))
    press = {"id": "p1", "user": "sam", "conversation": "@sam", "kind": "press"}
    button = {
        "message": note.id,
        "action": "check_in.no_thanks",
        "value": note.card.buttons[2].value,
    }
    assert await asks(opened, go="act", sent={**press, **button}) == 200
    aside = (await film(opened))["frames"][-1]
    assert aside["step"] == 2
    assert aside["rows"] == []
    assert await asks(opened, go="on") == 200
    whole = await film(opened)
    assert whole["astray"]
    assert len(whole["frames"]) == 4


async def test_its_words_are_in_the_language_of_the_page(opened: Open) -> None:
    titles = {frame["title"] for frame in await played(opened, 5)}
    spanish = await film(opened, "es")
    assert not titles & {frame["title"] for frame in spanish["frames"]}
    assert spanish["texts"]["died"] == "Murió un paciente."


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"[]",
        b"{}",
        b'{"go": "back"}',
        b'{"go": "to", "step": "3"}',
        b'{"go": "open", "user": "nobody"}',
        b'{"go": "act", "sent": {"kind": "press"}}',
    ],
)
async def test_what_it_does_not_understand_is_refused(whole: Open, body: bytes) -> None:
    assert (await whole.post("/practice/film", body)).status == 400


async def test_only_one_of_the_cast_acts_and_only_where_the_stage_shows_them(
    opened: Open,
) -> None:
    whole = await film(opened)
    channel = whole["channels"]["pat"]
    for user, conversation in (("uma", "@uma"), ("sam", channel), ("uma", channel), ("pat", "#x")):
        press = {"id": user, "kind": "press", "user": user, "conversation": conversation}
        assert await asks(opened, go="act", sent=press) == 400, user
    assert (await film(opened))["frames"] == whole["frames"]
    press = {"id": "pat", "kind": "press", "user": "pat", "conversation": channel}
    assert await asks(opened, go="act", sent=press) == 200


async def test_the_page_reads_the_rows_by_the_clock_of_the_hospital(whole: Open) -> None:
    assert (await film(whole))["zone"] == "America/Denver"


@pytest.mark.parametrize("language", ["en", "es"])
async def test_without_javascript_the_page_says_what_is_missing(whole: Open, language: str) -> None:
    # Chromium with its scripts forbidden reads a page as if they were allowed, and shows no
    # <noscript>.
    async with whole.session.get(f"{whole.url}/?lang={language}") as response:
        page = await response.text()
    _, _, rest = page.partition("<noscript>")
    said, _, _ = rest.partition("</noscript>")
    assert phrase("stage.page.no_script", language) in said


async def test_nobody_plays_it_without_the_key(whole: Open) -> None:
    assert (await whole.post("/practice/film", b'{"go": "on"}', key="another")).status == 401


async def test_another_story_has_no_film_and_the_page_says_so(tmp_path: Path) -> None:
    async with open_room(tmp_path, scenario=SCENARIOS["night"], loop=False) as opened:
        assert (await film(opened))["frames"] == []
        assert await asks(opened, go="on") == 400


async def test_older_addresses_lead_to_the_page_where_one_plays(whole: Open) -> None:
    async with whole.session.get(f"{whole.url}/?as=pat", allow_redirects=False) as response:
        assert response.status == 302
        assert response.headers["Location"] == "/play?as=pat"
