"""A playbook gives an area or a unit another key, or takes it out, while something waits there."""

from collections.abc import Iterator
from dataclasses import MISSING, fields
from datetime import timedelta
from enum import StrEnum
from typing import Any, cast

import pytest

from adapters.database.jobs import DatabaseJobQueue
from adapters.database.tables import TABLES
from adapters.database.unit_of_work import DatabaseStorage
from adapters.playbook import check, without_names, write_onto
from bot.adverse_events.model import Episode, EpisodeState
from bot.core.people import Person, email_index
from bot.core.places import BelongsTo, PlaceKind, Renames, move_all
from bot.core.records import Column, Record, column_names, field_types
from bot.core.retention import LegalHold
from bot.core.scheduled_shifts import ScheduledShift
from bot.core.seen import ShownCard
from bot.core.storage import in_one_work, new_reference
from bot.duty.model import TurnChange
from bot.features import all_places
from bot.programme import (
    Applied,
    Playbook,
    SomethingWaitsError,
    apply,
    difference,
    export,
    obstacles,
)
from bot.programme.model.external_sources import HrRecord, StaffList
from bot.requests.model import RequestState, SupportRequest
from bot.time_outs.model import TimeOut
from tests.bot.programme.test_playbook import SMALL
from tests.bot.requests.hospital import ask_for_peer, hanging, stored, take
from tests.clock import SimulatedClock
from tests.contract.storage_suite import NOON
from tests.some import some
from tests.world import World

HOUR = timedelta(hours=1)
PLACES = all_places()
BOOK = (
    SMALL.replace(
        'on_call = ["kit@x.org"]\n',
        'on_call = ["kit@x.org"]\n\n[areas.channels.claims]\npractice = "#peers"\n',
    )
    .replace('{ teams = "tenant:29:user", slack = "" }', '{ practice = "pat" }')
    .replace('leads = ["pat@x.org"]', 'leads = ["kit@x.org"]')
    + """
[[people]]
name = "Sam"
email = "sam@x.org"
unit = "icu"
accounts = { practice = "sam" }
"""
)
RENAMED = (
    BOOK.replace('key = "main"\n', 'key = "north"\nwas = "main"\n')
    .replace('area = "main"\n', 'area = "north"\n')
    .replace('key = "icu"\n', 'key = "critical"\nwas = "icu"\n')
    .replace('unit = "icu"\n', 'unit = "critical"\n')
)
WITHOUT = RENAMED.replace('was = "main"\n', "").replace('was = "icu"\n', "")


def read(text: str) -> Playbook:
    found = check(text)
    assert isinstance(found, Playbook), [str(fault) for fault in found]
    return found


async def applied(storage: DatabaseStorage, text: str) -> Applied:
    book = read(text)
    kept = without_names(text)
    return await in_one_work(
        storage, lambda work: apply(work, book, "somebody", text=kept, places=PLACES)
    )


# ---- what belongs to an area or a unit ----


def columns_of_places() -> Iterator[Column[Any, Any]]:
    for kind in TABLES:
        for name in column_names(kind):
            if name in {"area", "areas", "unit", "units"}:
                yield Column(kind, name)


def test_every_record_with_an_area_or_a_unit_says_how_it_moves() -> None:
    known = {(column.kind, column.name) for each in PLACES for column in each.columns}
    wanted = {(column.kind, column.name) for column in columns_of_places()}
    assert known == wanted
    assert len(wanted) > 20


def filled(kind: type[Record], **given: object) -> Record:
    """A record of any kind, with something in each field that has no default."""
    types = field_types(kind)
    values: dict[str, object] = {}
    for each in fields(cast("Any", kind)):
        if each.default is not MISSING or each.name in given:
            continue
        hint = types[each.name]
        if isinstance(hint, type) and issubclass(hint, StrEnum):
            values[each.name] = next(iter(hint))
        else:
            values[each.name] = {str: new_reference(), int: 1, bool: False}.get(hint, NOON)
    return kind(**cast("Any", values | given))


async def test_every_one_of_them_moves_to_the_new_key_and_the_others_stay(
    storage: DatabaseStorage,
) -> None:
    columns = [each for each in columns_of_places() if each.name in {"area", "unit"}]
    async with storage.work() as work:
        for column in some(columns):
            for key in ("old", "other"):
                assert await work.add(filled(column.kind, **{column.name: key}))
    renames = Renames(areas={"old": "new"}, units={"old": "new"})
    for _ in range(2):
        await in_one_work(storage, lambda work: move_all(work, PLACES, renames))
    async with storage.reading() as work:
        for column in some(columns):
            counts = [
                await work.of(column.kind).count(column.is_(key)) for key in ("old", "new", "other")
            ]
            assert counts == [0, 1, 1], column


async def test_what_names_a_place_in_other_ways_moves_as_well(storage: DatabaseStorage) -> None:
    await applied(storage, BOOK)
    channel = "channel:area/main/claims:practice"
    shift = ScheduledShift(NOON, NOON + HOUR, "rota", "icu")
    async with storage.work() as work:
        await work.add(LegalHold(reference="main", since=NOON))
        await work.add(StaffList(reference="rota:main:peer", people=3))
        await work.add(
            Person(reference="p", unit="float", units=("icu", "ward"), scheduled_shifts=(shift,))
        )
        await work.add(
            ShownCard(reference="c", subject="s", screen="x", recipient=channel, at=NOON)
        )
        for area in ("main", "north"):
            await work.add(
                TurnChange(
                    reference=area, option="peer", area=area, of="p", starts=NOON, ends=NOON + HOUR
                )
            )
    await applied(storage, RENAMED)
    async with storage.reading() as work:
        assert [hold.reference for hold in await work.of(LegalHold).find()] == ["north"]
        (rota,) = await work.of(StaffList).find()
        assert (rota.reference, rota.people) == ("rota:north:peer", 3)
        person = await work.of(Person).get("p")
        assert person is not None
        assert person.units == ("critical", "ward")
        assert [each.unit for each in person.scheduled_shifts] == ["critical"]
        shown = await work.of(ShownCard).get("c")
        assert shown is not None
        assert shown.recipient == "channel:area/north/claims:practice"
        (turn,) = await work.of(TurnChange).find()
        assert turn.area == "north"


# ---- a request that waits ----


@pytest.fixture
def world(storage: DatabaseStorage, clock: SimulatedClock) -> World:
    return World(storage, DatabaseJobQueue(storage), clock)


async def moved_in(world: World, storage: DatabaseStorage) -> None:
    await applied(storage, BOOK)
    async with storage.reading() as work:
        for user in ("kit", "pat", "sam"):
            index = email_index(work, f"{user}@x.org")
            (person,) = await work.of(Person).find(Person.email_index.is_(index))
            world.people[user] = person.reference


async def test_a_request_waits_on_under_the_new_key_and_the_coordinator_hears_of_it(
    world: World, storage: DatabaseStorage
) -> None:
    await moved_in(world, storage)
    request = await ask_for_peer(world)
    assert len(hanging(world, "#peers", request, "request.claim_card")) == 1
    await applied(storage, RENAMED)
    assert (await stored(world, request)).area == "north"
    await world.pass_time(HOUR)
    assert hanging(world, "kit", request, "request.needs_someone")
    assert len(hanging(world, "#peers", request, "request.claim_card")) == 1
    await take(world, "pat", request)
    assert (await stored(world, request)).state is RequestState.CLAIMED


async def test_a_dry_run_says_that_it_is_a_new_key_and_applying_it_again_changes_nothing(
    storage: DatabaseStorage,
) -> None:
    await applied(storage, BOOK)
    book = read(RENAMED)
    told = await in_one_work(storage, lambda work: difference(work, book), reads_only=True)
    assert told == ["area renamed: main -> north", "unit renamed: icu -> critical"]
    done = await applied(storage, RENAMED)
    assert (done.changed, done.altered, done.left) == (True, 0, 0)
    again = await applied(storage, RENAMED)
    assert again == Applied(version=done.version, changed=False)


async def test_an_export_has_the_new_key_and_no_word_of_the_old_one(
    storage: DatabaseStorage,
) -> None:
    await applied(storage, BOOK)
    await applied(storage, RENAMED)
    found = await in_one_work(storage, export, reads_only=True)
    text = write_onto(found.text, found.playbook)
    assert 'key = "north"' in text
    assert "was =" not in text
    assert not (await applied(storage, text)).changed


async def test_people_whom_only_hrs_file_knows_go_with_their_unit(storage: DatabaseStorage) -> None:
    await applied(storage, BOOK)
    async with storage.work() as work:
        await work.add(Person(reference="hr", unit="icu"))
        await work.add(HrRecord(reference="hr", unit="icu"))
    await applied(storage, RENAMED)
    async with storage.reading() as work:
        person, record = await work.of(Person).get("hr"), await work.of(HrRecord).get("hr")
    assert person is not None
    assert record is not None
    assert (person.unit, record.unit) == ("critical", "critical")


# ---- a place that is taken out ----


async def test_an_area_and_a_unit_where_something_waits_are_not_taken_out(
    world: World, storage: DatabaseStorage
) -> None:
    await moved_in(world, storage)
    await ask_for_peer(world)
    async with storage.work() as work:
        await work.add(TimeOut(reference="t", unit="icu", minutes=15, asked_at=NOON))
        await work.add(Person(reference="hr", unit="icu"))
        await work.add(LegalHold(reference="main", since=NOON))
        await work.add(
            Episode(reference="e", area="main", begun_at=NOON, state=EpisodeState.WAITING)
        )
    with pytest.raises(SomethingWaitsError) as refused:
        await applied(storage, WITHOUT)
    area, unit = map(str, refused.value.waiting)
    assert area.startswith("area main is not in this playbook any more")
    for counted in (
        "requests that have not ended: 1",
        "first notes that have not gone out: 1",
        "legal holds: 1",
    ):
        assert counted in area
    assert 'was = "main"' in area
    assert "breaks under way: 1" in unit
    assert "people: 1" in unit
    book = read(WITHOUT)
    told = await in_one_work(storage, lambda work: obstacles(work, book, PLACES), reads_only=True)
    assert told == refused.value.waiting, "a dry run says the same"
    async with storage.reading() as work:
        assert await work.of(SupportRequest).count(SupportRequest.area.is_("main")) == 1
        assert await work.of(Person).count(Person.unit.is_("icu")) == 3
    assert not (await applied(storage, BOOK)).changed, "nothing of it was applied"


async def test_one_in_which_nothing_waits_can_be_taken_out(storage: DatabaseStorage) -> None:
    await applied(storage, BOOK)
    async with storage.work() as work:
        await work.add(
            filled(SupportRequest, area="main", state=RequestState.DONE),
        )
    assert (await applied(storage, WITHOUT)).changed


async def test_what_waits_can_move_to_an_area_that_is_there_already(
    storage: DatabaseStorage,
) -> None:
    two = BOOK + (
        '\n[[areas]]\nkey = "annex"\nname = "Annex"\ncoordinators = ["kit@x.org"]\n'
        'supporters = ["pat@x.org"]\n'
    )
    await applied(storage, two)
    async with storage.work() as work:
        await work.add(filled(SupportRequest, area="annex"))
    joined = BOOK.replace('key = "main"\n', 'key = "main"\nwas = "annex"\n')
    await applied(storage, joined)
    async with storage.reading() as work:
        assert await work.of(SupportRequest).count(SupportRequest.area.is_("main")) == 1


def test_all_places_count_what_waits_in_words() -> None:
    waited = [each for each in PLACES if each.what]
    assert len(waited) >= 8
    assert {each.place for each in waited} == set(PlaceKind)
    assert all(isinstance(each, BelongsTo) for each in some(waited))


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ('was = "icu"\n', "the unit icu is still in this playbook"),
        ('was = "Ward 3"\n', '"ward 3" is not a key'),
        ("was = 3\n", "was"),
    ],
)
def test_a_wrong_old_key_is_a_fault_with_its_line(change: str, said: str) -> None:
    found = check(BOOK.replace('key = "icu"\n', f'key = "icu"\n{change}'))
    assert isinstance(found, list)
    (fault,) = found
    assert said in fault.what
    line = BOOK[: BOOK.index('key = "icu"')].count("\n") + 2
    assert fault.line == line


def test_two_cannot_both_have_been_the_same() -> None:
    more = RENAMED + '\n[[units]]\nkey = "ward"\nname = "Ward"\narea = "north"\nwas = "icu"\n'
    found = check(more)
    assert isinstance(found, list)
    assert [fault.what for fault in found if not fault.warning] == [
        "critical says already that it was icu"
    ]
