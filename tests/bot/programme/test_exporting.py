"""Exported, checked and applied, a playbook changes nothing; whatever it says."""

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from adapters.playbook import check, write
from bot.core.people import Account, Person, PlatformAccount, add_account, add_stranger
from bot.core.storage import Storage, Work, in_one_work
from bot.programme import Playbook, apply, current, difference, export, put
from bot.programme.model import (
    MILESTONES,
    PERSONAL,
    Audience,
    Check,
    Harm,
    Kind,
    Offer,
    Programme,
    Trigger,
)
from bot.programme.model.external_sources import HrRecord
from bot.programme.playbook.difference import programme_difference
from bot.programme.playbook.model import Entry
from tests.bot.programme.test_areas import TWO
from tests.bot.programme.test_playbook import HOSPITAL, SMALL, good
from tests.bot.programme.thirteen import playbook as thirteen
from tests.clock import SimulatedClock
from tests.fakes import MemoryStorage
from tests.some import some
from tests.world import takers_in

START = datetime(2026, 11, 2, 9, tzinfo=UTC)
FULL = Path("tests/bot/programme/full.toml").read_text("utf-8")
TEXTS = {
    "small": SMALL,
    "two areas": TWO,
    "the sample": HOSPITAL.read_text("utf-8"),
    "everything": FULL,
    "thirteen areas": thirteen(people=10),
}


@pytest.fixture
def storage() -> MemoryStorage:
    return MemoryStorage(SimulatedClock(START))


async def applied(storage: Storage, text: str) -> None:
    await in_one_work(storage, lambda work: apply(work, good(text), "somebody"))


async def exported(storage: Storage) -> str:
    return write((await in_one_work(storage, export, reads_only=True)).playbook)


async def changed_by(storage: Storage, text: str) -> list[str]:
    """What applying a text would change; and applying it changes nothing else."""
    found = await in_one_work(storage, lambda work: difference(work, good(text)), reads_only=True)
    done = await in_one_work(storage, lambda work: apply(work, good(text), "somebody"))
    assert done.changed == bool(found)
    return found


# ---- nothing is lost ----


@pytest.mark.branch("68.8")
@pytest.mark.parametrize("which", TEXTS)
async def test_exported_checked_and_applied_it_changes_nothing(
    storage: MemoryStorage, which: str
) -> None:
    await applied(storage, TEXTS[which])
    records, sealed = storage.state.records, storage.state.sealed
    text = await exported(storage)

    assert await changed_by(storage, text) == []
    assert storage.state.records == records
    assert storage.state.sealed == sealed
    assert await exported(storage) == text


@pytest.mark.branch("68.12")
@pytest.mark.parametrize("which", TEXTS)
async def test_into_an_empty_service_it_brings_everything_back(which: str) -> None:
    first, second = (MemoryStorage(SimulatedClock(START)) for _ in range(2))
    await applied(first, TEXTS[which])
    text = await exported(first)
    await applied(second, text)

    assert await exported(second) == text


def values_of(found: object) -> Iterator[object]:
    """Every record within a value, itself included."""
    if dataclasses.is_dataclass(found) and not isinstance(found, type):
        yield found
        for each in dataclasses.fields(found):
            yield from values_of(getattr(found, each.name))
    elif isinstance(found, Mapping):
        for each in found.values():
            yield from values_of(each)
    elif isinstance(found, tuple):
        for each in found:
            yield from values_of(each)


def unused(playbook: Playbook) -> set[str]:
    """The fields that are nowhere other than what they are when nothing is said of them."""
    left: dict[str, bool] = {}
    for record in values_of((playbook.programme, playbook.people)):
        for each in dataclasses.fields(record):  # type: ignore[arg-type]  # records alone come
            default = each.default
            if each.default_factory is not dataclasses.MISSING:
                default = each.default_factory()
            name = f"{type(record).__name__}.{each.name}"
            left[name] = left.get(name, True) and getattr(record, each.name) == default
    return {name for name, same in left.items() if same}


@pytest.mark.branch("68.10")
def test_a_field_that_is_added_is_exported_or_this_fails() -> None:
    """``full.toml`` says something of every field there is; and all of it comes back."""
    full = good(FULL)

    assert unused(full) == set(), "say something of it in full.toml, and write it in writing.py"
    again = good(write(full))
    assert again.programme == full.programme
    assert again.people == full.people


def test_whatever_differs_is_told_in_words() -> None:
    full = good(FULL).programme
    bare = Programme(name="", zone="UTC")
    for each in some(dataclasses.fields(Programme)):
        other = dataclasses.replace(full, **{each.name: getattr(bare, each.name)})
        assert list(programme_difference(full, other)), each.name
        assert list(programme_difference(full, other, {})), each.name
    (area, *others) = full.areas
    for each in some(dataclasses.fields(area)):
        if each.default is not dataclasses.MISSING and each.name != "key":
            changed = dataclasses.replace(area, **{each.name: each.default})
            other = dataclasses.replace(full, areas=(changed, *others))
            (line,) = programme_difference(full, other, {})
            assert line.startswith("area changed: main ("), each.name


# ---- whatever it says ----

WORDS = st.text(
    st.characters(exclude_categories=("Cs", "Cn", "Zs", "Zl", "Zp", "Cc")), min_size=1, max_size=30
)
LISTS = st.lists(WORDS, max_size=3).map(tuple)
MINUTES = st.integers(0, 24 * 60).map(lambda count: timedelta(minutes=count))
DAYS = st.dates().map(lambda day: day.isoformat()) | st.just("")


@st.composite
def triggers(draw: st.DrawFn) -> Trigger:
    starts, ends = sorted([draw(DAYS), draw(DAYS)])
    ticked = draw(st.sets(st.sampled_from(list(Check))))
    kind = draw(st.sampled_from(["*", *(each for each in Kind if each not in PERSONAL)]))
    return Trigger(
        kind=kind,
        harm=draw(st.sampled_from(list(Harm))),
        delay=draw(MINUTES),
        hold_off=draw(MINUTES),
        name=draw(st.sampled_from(["", "pilot"])),
        units=draw(st.sampled_from([(), ("icu",), ("north-icu", "icu")])),
        audience=draw(st.sampled_from(list(Audience))),
        offers=draw(st.sampled_from([(), tuple(Offer), (Offer.TALK,)])),
        stages=draw(st.sampled_from([(), ("72h",), ("1w", "1m")])),
        per_unit=draw(st.integers(0, 50)),
        per_person=draw(st.integers(0, 50)),
        milestone=kind in MILESTONES and draw(st.booleans()),
        starts=starts if ends else "",
        ends=ends,
        paused=draw(st.booleans()),
        checks=tuple(check for check in Check if check in ticked),
    )


@pytest.mark.branch("68.9")
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(trigger=triggers(), name=WORDS, urgent=LISTS, words=st.dictionaries(WORDS, WORDS))
def test_whatever_is_said_is_read_again_as_it_was(
    trigger: Trigger, name: str, urgent: tuple[str, ...], words: dict[str, str]
) -> None:
    base = good(TWO)
    programme = dataclasses.replace(
        base.programme, name=name, facts_contact=name, urgent=urgent, triggers=(trigger,)
    )
    people = tuple(dataclasses.replace(each, name=name, phone=name) for each in base.people)
    text = write(Playbook(programme, people))

    again = check(text)

    assert isinstance(again, Playbook), [str(fault) for fault in again]
    assert again.programme == programme
    assert again.people == people


# ---- what changed since it was applied ----


@pytest.mark.branch("68.11")
async def test_what_was_changed_in_chat_is_in_it(storage: MemoryStorage) -> None:
    await applied(storage, TWO)
    trigger = Trigger(Kind.NEAR_MISS, Harm.NONE, timedelta(hours=1), timedelta(), checks=())

    async def change(work: Work) -> int:
        programme = await current(work)
        return await put(work, dataclasses.replace(programme, triggers=(trigger,)))

    await in_one_work(storage, change)
    text = await exported(storage)

    assert good(text).programme.triggers == (trigger,)
    assert await changed_by(storage, text) == []
    assert "trigger removed: near-miss-from-none" in await changed_by(storage, TWO)


async def test_an_account_that_a_platform_added_is_in_it_with_the_first(
    storage: MemoryStorage,
) -> None:
    await applied(storage, SMALL)

    async def join(work: Work) -> None:
        (row,) = await work.of(PlatformAccount).find(PlatformAccount.platform.is_("slack"))
        person = await work.of(Person).get(row.person)
        assert person is not None
        await add_account(work, person, Account("slack", "T2", "U9"))

    await in_one_work(storage, join)
    text = await exported(storage)

    assert 'slack = ["T1:U1", "T2:U9"]' in text
    assert await changed_by(storage, text) == []


async def test_who_was_put_out_by_a_platform_stays_out(storage: MemoryStorage) -> None:
    await applied(storage, SMALL)

    async def put_out(work: Work) -> None:
        (person,) = await work.of(Person).find(Person.unit.is_("icu"))
        await work.save(replace(person, active=False))

    await in_one_work(storage, put_out)
    text = await exported(storage)

    assert "active = false" in text
    assert await changed_by(storage, text) == []
    assert "person changed: Pat <pat@x.org> (works here again)" in await changed_by(storage, SMALL)


async def test_whom_hrs_file_names_is_left_to_that_file(storage: MemoryStorage) -> None:
    await applied(storage, SMALL)

    async def listed(work: Work) -> None:
        (person,) = await work.of(Person).find(Person.unit.is_("icu"))
        await work.save(replace(person, profession="nurse"))
        await work.add(
            HrRecord(reference=person.reference, unit="icu", profession="nurse", zone=person.zone)
        )

    await in_one_work(storage, listed)
    text = await exported(storage)

    assert "profession" not in text
    assert await changed_by(storage, text) == []


async def test_somebody_with_a_role_but_no_work_address_is_left_out_and_counted(
    storage: MemoryStorage,
) -> None:
    await applied(storage, SMALL)

    async def pick(work: Work) -> Programme:
        account = Account("slack", "T1", "U7")
        stranger = await add_stranger(work, account, "UTC", "en")
        programme = await current(work)
        (area,) = programme.areas
        area = area.with_takers("peer", (*takers_in(area), stranger.reference))
        programme = dataclasses.replace(programme, areas=(area,))
        await put(work, programme)
        return programme

    await in_one_work(storage, pick)
    found = await in_one_work(storage, export, reads_only=True)

    assert found.left_out == 1
    assert takers_in(good(write(found.playbook)).programme.areas[0]) == ("pat@x.org",)


def test_an_entry_that_says_nothing_of_somebody_is_three_lines() -> None:
    small = good(SMALL)
    entry = Entry(name="Zoe", email="zoe@x.org", zone="Europe/Berlin", from_playbook=("name",))
    text = write(Playbook(small.programme, (*small.people, entry)))
    assert '\n[[people]]\nname = "Zoe"\nemail = "zoe@x.org"\n' in text
