"""The pane of the database: which rows lead to whom, and that they go."""

import json
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.adapters.practice.rooms import Json, Open, open_room
from tests.some import some


@pytest.fixture
async def opened(tmp_path: Path) -> AsyncIterator[Open]:
    async with open_room(tmp_path, loop=False) as opened:
        yield opened


async def about(opened: Open, user: str) -> list[Json]:
    await opened.room.settle()
    rows: list[Json] = (await opened.state())["database"]["rows"]
    return [row for row in rows if user in row["about"]]


async def press(opened: Open, user: str, action: str, where: str = "") -> Json:
    """Press the newest button of an action in a conversation."""
    conversation = where or f"@{user}"
    hanging = opened.room.workspace.conversations[conversation]
    message, button = next(
        (message, button)
        for message in reversed(hanging.values())
        for button in message.card.buttons
        if button.action == action
    )
    return await opened.act(
        kind="press",
        user=user,
        conversation=conversation,
        message=message.id,
        action=action,
        value=button.value,
    )


async def test_rows_lead_to_people_and_none_has_a_name_in_it(opened: Open) -> None:
    tables = [row["table"] for row in await about(opened, "sam")]
    assert {"care", "cadence", "shown_card", "job"} <= set(tables)
    state = await opened.state()
    for row in some(state["database"]["rows"]):
        written = json.dumps([row["fields"], row["sealed"]], ensure_ascii=False)
        for person in some(state["people"]):
            for name in person["name"].split():
                assert name not in written


async def test_no_row_leads_to_somebody_who_said_no_thanks(opened: Open) -> None:
    assert await about(opened, "rosa")
    await press(opened, "rosa", "check_in.no_thanks")
    assert await about(opened, "rosa") == []


async def test_no_row_leads_to_somebody_forgotten_after_a_talk_is_done(opened: Open) -> None:
    await press(opened, "sam", "check_in.talk")
    await press(opened, "sam", "check_in.peer")
    await opened.room.settle()
    (channel,) = (name for name in opened.room.workspace.conversations if name.startswith("#"))
    form = (await press(opened, "pat", "request.claim", channel))["form"]
    await opened.act(
        kind="submission", user="pat", form=form["name"], subject=form["subject"], values={}
    )
    await opened.room.settle()
    await press(opened, "pat", "request.reached")
    await press(opened, "pat", "request.done")
    assert await about(opened, "sam")
    await opened.types("sam", "/support forget")
    await press(opened, "sam", "privacy.forget")
    assert await about(opened, "sam") == []
    # What stays is said: it keeps a note from coming twice.
    assert (await opened.state())["database"]["marks"]["sam"] >= 1
