"""Messages cut off or garbled anywhere: each is answered, nothing of a person is kept or logged."""

import json
import logging
import random
from dataclasses import astuple

import pytest

from tests.adapters.intake.adt_kit import CANARY, feed_of
from tests.adapters.intake.fhir_kit import CANARY as FHIR_CANARY
from tests.adapters.intake.fhir_kit import Json, encounter, notification, patient
from tests.adapters.intake.test_fhir import Server, server
from tests.fakes import MemoryStorage
from tests.world import World

__all__ = ["server"]
ANSWERS = {"AA", "AE", "AR"}
GARBLED = 300


def kept(world: World) -> str:
    storage = world.storage
    assert isinstance(storage, MemoryStorage)
    rows = [astuple(row) for kind in storage.state.records.values() for row in kind.values()]
    return json.dumps([rows, storage.state.sealed], default=str)


def logged(caplog: pytest.LogCaptureFixture) -> str:
    ours = [record for record in caplog.records if record.name.startswith(("adapters", "bot"))]
    return "".join(str(vars(record)) for record in ours)


async def test_a_message_cut_off_anywhere_is_answered_and_reports_at_most_once(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    feed = await feed_of(await World.make())
    whole = feed.died().bytes()
    for length in range(0, len(whole), 3):
        answer = await feed.hear(whole[:length])
        assert answer.split("MSA", 1)[-1][1:3] in ANSWERS, (length, answer)
    assert len(await feed.reports()) == 1
    assert CANARY not in "".join(feed.answers) + kept(feed.world) + logged(caplog)
    assert "intake_failed" not in logged(caplog)


async def test_a_garbled_message_is_answered_and_nothing_of_it_is_kept_or_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    caplog.set_level(logging.DEBUG)
    feed = await feed_of(await World.make())
    whole, chance = feed.died().bytes(), random.Random(20260302)
    for _ in range(GARBLED):
        await feed.hear(garbled(whole, chance))
    codes = {answer.split("MSA", 1)[-1][1:3] for answer in feed.answers}
    # Some ask, by the slip of a field, for no answer at all.
    assert codes - {""} == ANSWERS
    assert CANARY not in kept(feed.world) + logged(caplog)
    assert "intake_failed" not in logged(caplog)


def garbled(whole: bytes, chance: random.Random) -> bytes:
    """A message in which some bytes are others, are missing, or are there too much."""
    found = bytearray(whole)
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(found))
        match chance.randrange(3):
            case 0:
                found[at] = chance.randrange(256)
            case 1:
                del found[at : at + chance.randrange(1, 40)]
            case _:
                found[at:at] = chance.randbytes(chance.randrange(1, 6))
        found = found or bytearray(whole)
    return bytes(found)


async def test_a_garbled_bundle_is_answered_and_nothing_of_it_is_kept_or_logged(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    chance = random.Random(20260302)
    person = patient("R5", server.at(), deceasedBoolean=True)
    stay = encounter("R5", server.at(), end=server.at(9), subject={"display": FHIR_CANARY})
    whole = notification("R5", "event-notification", server.at(), stay, person)
    statuses = set()
    for _ in range(GARBLED // 3):
        status, said = await server.send(_bent(whole, chance))
        statuses.add(status)
        assert FHIR_CANARY not in json.dumps(said)
    assert statuses <= {200, 202, 400}
    assert FHIR_CANARY not in kept(server.feed.world) + logged(caplog)


def _bent(value: object, chance: random.Random) -> Json:
    found = _twisted(value, chance)
    assert isinstance(found, dict)
    return found


def _twisted(value: object, chance: random.Random) -> object:
    """The same with some values of other kinds, some missing, and some nested anew."""
    if isinstance(value, dict):
        return {
            name: _strange(each, chance) if chance.random() < 0.06 else _twisted(each, chance)
            for name, each in value.items()
            if chance.random() > 0.03
        }
    if isinstance(value, list):
        return [_twisted(each, chance) for each in value]
    return value


def _strange(value: object, chance: random.Random) -> object:
    return chance.choice([None, 7, "", [], {}, [[value]], {"entry": [value]}, FHIR_CANARY, True])
