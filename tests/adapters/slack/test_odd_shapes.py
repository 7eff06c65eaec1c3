"""Signed deliveries of odd shapes: whatever stands where, nothing of it makes a fault of ours."""

import copy
import json
import random
from collections.abc import Iterator
from typing import Any

import pytest

from tests.adapters.slack.test_payloads import (
    PAYLOADS,
    Json,
    RequestMode,
    door,
    read_payload,
    sent_as,
)

__all__ = ["door"]

ODD: tuple[Any, ...] = (None, "", "x", 7, -1.5, True, [], ["x"], {}, {"id": {}}, "\u202e🙂" * 50)
DEEP = 3
NAMES = sorted(path.stem for path in PAYLOADS.glob("*.json"))


def places(found: Any, at: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place in a payload where something stands."""
    if at:
        yield at
    inner: Any = ()
    if isinstance(found, dict):
        inner = found.items()
    elif isinstance(found, list):
        inner = enumerate(found)
    for key, value in inner:
        yield from places(value, (*at, key))


def altered(payload: Json, at: tuple[str | int, ...], value: Any) -> Json:
    """The payload with something else there."""
    changed = copy.deepcopy(payload)
    inner: Any = changed
    for key in at[:-1]:
        inner = inner[key]
    inner[at[-1]] = value
    return changed


def without(payload: Json, at: tuple[str | int, ...]) -> Json:
    """The payload with nothing there."""
    changed = copy.deepcopy(payload)
    inner: Any = changed
    for key in at[:-1]:
        inner = inner[key]
    del inner[at[-1]]
    return changed


def oddities(name: str) -> Iterator[Json]:
    """The payload with something missing or odd in it, the same ones each time."""
    whole, chance = read_payload(name), random.Random(name)
    for at in places(whole):
        # What stands far inside is Slack's drawing of our own blocks; the outside is read.
        if len(at) > DEEP and chance.random() > 1 / len(at) ** 2:
            continue
        yield without(whole, at)
        for value in chance.sample(ODD, 2):
            yield altered(whole, at, value)


@pytest.mark.parametrize("name", NAMES)
async def test_nothing_that_is_signed_makes_a_fault_of_ours(door: RequestMode, name: str) -> None:
    faults = []
    for odd in oddities(name):
        try:
            sent = sent_as(name, odd)
        except (KeyError, TypeError):
            continue  # without its type nobody can say how it would be sent
        sent = await door.client.post(sent)
        if sent.status >= 500:
            faults.append(json.dumps(odd)[:800])
    assert not faults, faults[:5]
