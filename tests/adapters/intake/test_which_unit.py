"""The unit of a death is the last one that cared: no morgue, and not what is listed first."""

import json
from dataclasses import replace

import pytest

from adapters.intake import fhir
from bot.adverse_events.last_said import Statement
from tests.adapters.intake.adt_kit import ADT, Feed, feed_of
from tests.adapters.intake.fhir_kit import Json, encounter
from tests.adapters.intake.test_fhir import FHIR, VERSIONS, Server, server
from tests.world import World

__all__ = ["server"]


@pytest.fixture
async def feed() -> Feed:
    return await feed_of(await World.make())


@pytest.mark.parametrize("now_at", ["MORGUE", "Main-Morgue", "MORGUE 2", "COLD ROOM", '""', ""])
async def test_a_released_bed_or_a_morgue_gives_way_to_the_last_unit(now_at: str) -> None:
    for units in ({"4icu": "icu"}, {"4icu": "icu", "*": "surgery"}):
        feed = await feed_of(
            await World.make(), [replace(ADT, units=units, holding=("cold room",))]
        )
        await feed.say(moved(feed, f"{now_at}^12^A^HOSP", "4ICU^3^B^HOSP"))
        assert [report.unit for report in await feed.reports()] == ["icu"]


async def test_the_present_unit_goes_before_the_last_one(feed: Feed) -> None:
    assert await feed.say(moved(feed, "OR^1^A^HOSP", "4ICU^3^B^HOSP")) == "AA"
    assert [report.unit for report in await feed.reports()] == ["surgery"]
    # The last unit does not stand in for one that nobody knows.
    assert await feed.say(moved(feed, "9WEST^1^A^HOSP", "4ICU^3^B^HOSP", patient="2")) == "AE"
    assert len(await feed.reports()) == 1


async def test_a_morgue_alone_is_no_unit_and_is_counted(feed: Feed) -> None:
    assert await feed.say(moved(feed, "MORGUE", "")) == "AE"
    assert await feed.say(moved(feed, "MORGUE", "MORGUE")) == "AE"
    (row,) = await feed.unread()
    assert (row.field, row.reason, row.times) == ("unit", "is missing", 2)


async def test_a_hospital_may_call_a_unit_of_care_as_it_likes() -> None:
    feed = await feed_of(await World.make(), [replace(ADT, units={"deceased donors": "surgery"})])
    await feed.say(moved(feed, "Deceased Donors", "4ICU"))
    assert [report.unit for report in await feed.reports()] == ["surgery"]


async def test_a_mapped_place_in_the_location_gives_way_to_the_same_of_the_last_one() -> None:
    source = replace(ADT, fields={"unit": "PV1-3-2"}, units={"12": "icu"})
    feed = await feed_of(await World.make(), [source])
    await feed.say(moved(feed, "4ICU^Morgue", "4ICU^12"))
    assert [report.unit for report in await feed.reports()] == ["icu"]


def moved(feed: Feed, now_at: str, before: str, patient: str = "1") -> bytes:
    """A death of somebody who was moved from one place (PV1-6) to another (PV1-3)."""
    lines = feed.died(patient=patient).text().split("\r")
    found = []
    for line in lines:
        fields = line.split("|")
        if fields[0] == "PV1":
            fields[3], fields[6] = now_at, before
        found.append("|".join(fields))
    return "\r".join(found).encode()


def stays_at(*places: tuple[str, str, Json]) -> list[Json]:
    return [
        {"location": {"display": name}, "status": status, "period": period}
        for name, status, period in places
    ]


@VERSIONS
@pytest.mark.parametrize("turned", [False, True])
@pytest.mark.parametrize(
    ("places", "unit"),
    [
        ([("4 ICU", 300, 10), ("OR", 400, 300)], "icu"),
        ([("4 ICU", 300, None), ("OR", 400, 300)], "icu"),
        ([("4 ICU", 300, 30), ("Main Morgue", 30, 10)], "icu"),
        ([("4 ICU", 300, 30), ("Cold room 2", 30, None)], "icu"),
        ([("OR", 300, 20), ("4 ICU", 20, 5)], "surgery"),
        ([("4 ICU", 300, 20), ("9 WEST", 400, 300)], "icu"),
    ],
)
async def test_the_unit_is_where_the_patient_was_then_however_the_list_is_ordered(
    version: str,
    turned: bool,  # noqa: FBT001 - a parameter of the test
    places: list[tuple[str, int, int | None]],
    unit: str,
) -> None:
    source = replace(FHIR, units={"4 icu": "icu", "or": "surgery"}, holding=("cold room 2",))
    feed = await feed_of(await World.make(), [source])

    def at(minutes: int) -> str:
        return feed.ago(minutes).isoformat()

    locations = stays_at(
        *(
            (name, "completed", {"start": at(start)} | ({"end": at(end)} if end else {}))
            for name, start, end in (reversed(places) if turned else places)
        )
    )
    died_at = at(25)
    stay = encounter(version, at(2), end=died_at, location=locations)
    programme = await feed.into.programme()
    (told,) = fhir.read(programme, source, json.dumps(stay).encode(), feed.now)
    assert isinstance(told, Statement)
    assert told.unit == unit


async def test_an_earlier_unit_never_stands_in_for_a_later_one_that_nobody_knows(
    server: Server,
) -> None:
    locations = stays_at(
        ("9 WEST", "completed", {"start": server.at(60), "end": server.at(5)}),
        ("4 ICU", "completed", {"start": server.at(300), "end": server.at(60)}),
    )
    stay = encounter("R4", server.at(), end=server.at(9), location=locations)
    assert (await server.send(stay))[0] == 400
    assert [row.field for row in await server.feed.unread()] == ["unit"]


async def test_a_place_that_is_only_planned_is_no_unit(server: Server) -> None:
    locations = [
        {"location": {"display": "4 ICU"}, "status": "completed"},
        {"location": {"display": "surgery"}, "status": "planned"},
    ]
    await server.send(encounter("R4", server.at(), end=server.at(9), location=locations))
    assert [report.unit for report in await server.feed.reports()] == ["icu"]
