"""Proved deliveries of odd shapes: whatever stands where, nothing of it makes a fault of ours."""

import copy
import json
import random
from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.contract.stage import memory_ground
from tests.contract.teams_stage import TeamsStage, channel_id, teams_stage
from tests.some import some
from tests.teams_api.state import Dialog

Json = dict[str, Any]
Path = tuple[str | int, ...]
ODD: tuple[Any, ...] = (None, "", "x", 7, -1.5, True, [], ["x"], {}, {"id": {}}, "\u202e🙂" * 50)
SERVICE = ("serviceUrl", "channelId")
"""What the door looks at: without it nothing is proved."""


@pytest.fixture
async def stage() -> AsyncIterator[TeamsStage]:
    async with teams_stage(memory_ground()) as stage:
        yield stage


async def good(stage: TeamsStage) -> list[Json]:
    """One delivery of every kind, as Teams sends it."""
    sam, lena, make = stage.user("sam"), stage.person("lena"), stage.client.make
    await stage.fill_channels()
    form = await lena.types("/support-admin activate")
    assert isinstance(form.place, Dialog)
    shown = await stage.person("sam").opens_home()
    hangs: Any = shown.place
    actions = [
        action
        for block in hangs.card["body"]
        for action in block.get("actions", ())
        if action["type"] in {"Action.Execute", "Action.Submit"}
    ]
    execute = next(one for one in actions if one["type"] == "Action.Execute")
    fetch = next(one for one in actions if one["type"] == "Action.Submit")
    refresh = {"type": "Action.Execute", "verb": "card.refresh", "data": {"support": {}}}
    send: Any = form.place.card["actions"][0]
    channel = stage.teams.state.conversations[channel_id("peers")]
    chat = stage.teams.state.personal(lena.who)
    said = make.message(stage.user("pat"), "colleague", channel)
    return [
        make.message(sam, "talk peer"),
        make.mentioning(said, [sam]),
        make.execute(sam, hangs, execute, {}),
        make.execute(sam, hangs, refresh, {}),
        make.fetch(sam, hangs, fetch, {}),
        make.submit(
            lena.who,
            chat,
            send,
            {"kind": "near_miss", "people": "x,y"},
        ),
        make.installed(sam),
    ]


def places(found: Any, at: Path = ()) -> Iterator[Path]:
    """Every place in an activity where something stands."""
    if at:
        yield at
    pairs: Any = ()
    if isinstance(found, dict):
        pairs = found.items()
    elif isinstance(found, list):
        pairs = enumerate(found)
    for key, value in pairs:
        yield from places(value, (*at, key))


def altered(activity: Json, at: Path, *value: Any) -> Json:
    """The activity with something else there, or with nothing."""
    changed = copy.deepcopy(activity)
    inner: Any = changed
    for key in at[:-1]:
        inner = inner[key]
    if value:
        inner[at[-1]] = value[0]
    else:
        del inner[at[-1]]
    return changed


def oddities(activity: Json) -> Iterator[Json]:
    """The activity with something missing or odd in it, the same ones each time."""
    chance = random.Random(activity.get("name") or activity["type"])
    for at in places(activity):
        if at[0] in SERVICE:
            continue
        yield altered(activity, at)
        yield altered(activity, at, chance.choice(ODD))


async def test_nothing_that_is_proved_makes_a_fault_of_ours(
    stage: TeamsStage, caplog: pytest.LogCaptureFixture
) -> None:
    deliveries = await good(stage)
    faults, taken = [], 0
    for activity in some(deliveries):
        assert (await stage.client.deliver(activity)).status == 200, activity.get("name")
        for odd in oddities(activity):
            sent = await stage.client.deliver(odd)
            taken += sent.status == 200
            if sent.status not in {200, 400, 401}:
                faults.append(f"{sent.status} {json.dumps(odd)[:300]}")
    await stage.settle()
    assert faults == []
    assert taken > 100
    assert [one.getMessage() for one in caplog.records if one.levelname == "ERROR"] == []
