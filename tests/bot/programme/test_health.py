"""What doctor finds, and how it says to mend it."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from adapters.playbook import check
from adapters.wording import load_wording
from bot.core.health import Finding
from bot.core.people import AT_ONCE, Person
from bot.core.storage import Work, in_one_work
from bot.programme import Playbook
from bot.programme.health import (
    apart_findings,
    findings,
    overdue,
    reach_findings,
    training_findings,
)
from bot.programme.model import MILESTONES, PERSONAL, Area, Harm, Kind, Programme, Trigger
from bot.programme.people.reach import Reach, reach_of
from tests.bot.programme.test_playbook import HOSPITAL
from tests.wording import phrase
from tests.world import LINE, World, takers

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
WORDS = load_wording().words("en", "UTC")
NORTH = Area("a", "North", ("c",), supports=takers(peer=("s",)), on_call=("o",))


def hospital() -> Programme:
    playbook = check(HOSPITAL.read_text("utf-8"))
    assert isinstance(playbook, Playbook)
    return playbook.programme


def found(programme: Programme, now: datetime = NOW) -> list[Finding]:
    return findings(programme, now, WORDS)


def test_the_sample_hospital_has_nothing_to_mend() -> None:
    assert found(hospital()) == []


def test_without_a_playbook_only_that_is_found() -> None:
    (finding,) = found(Programme("", "UTC"))

    assert finding.broken
    assert phrase("programme.finding.not_set_up") in finding.what


@pytest.mark.parametrize(("days", "late"), [(0, False), (90, False), (91, True), (-3, False)])
def test_a_line_is_overdue_after_ninety_days(days: int, late: bool) -> None:  # noqa: FBT001
    today = date(2026, 11, 22)

    assert overdue(replace(LINE, last_verified=today - timedelta(days=days)), today) == late


def test_lines_not_called_for_ninety_days_are_named() -> None:
    (finding,) = found(hospital(), NOW + timedelta(days=75))

    assert not finding.broken
    assert "988 Lifeline" in finding.what
    assert phrase("programme.mend.lines") in finding.mend


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"lines": ()}, phrase("programme.finding.no_crisis_line")),
        ({"channels": {}}, phrase("programme.finding.no_channel")),
        (
            {"areas": (Area("a", "North", ("c",), on_call=("o",)),)},
            phrase("programme.finding.no_supporters"),
        ),
        (
            {"areas": (Area("a", "North", supports=takers(peer=("s",)), on_call=("o",)),)},
            phrase("programme.finding.no_coordinator", names="North"),
        ),
    ],
)
def test_what_leaves_people_alone_is_broken(change: dict[str, object], what: str) -> None:
    (finding,) = [each for each in found(replace(hospital(), **change)) if each.broken]  # type: ignore[arg-type]

    assert what in finding.what
    assert finding.mend


def test_what_makes_things_worse_is_not_broken() -> None:
    whole = hospital()
    programme = replace(
        whole,
        areas=(*whole.areas, Area("b", "South", ("c",))),
        units=tuple(replace(unit, leads=(), next_in_line=(), cover=()) for unit in whole.units),
        triggers=(Trigger(Kind.NEAR_MISS, Harm.NONE, timedelta(), timedelta()),),
    )

    said = found(programme)
    some = "Intensive care, Emergency, Surgery and recovery, Float pool and 5 more"

    assert not any(finding.broken for finding in said)
    assert [finding.what for finding in said] == [
        phrase("programme.finding.few_supporters", names="South"),
        phrase("programme.finding.no_on_call", names="South"),
        phrase("programme.finding.no_lead", names=some),
        phrase("programme.finding.no_cover", names=some),
        phrase("programme.finding.no_trigger", count=len(Kind) - len(MILESTONES | PERSONAL) - 1),
    ]


def test_a_programme_without_triggers_uses_the_default_and_is_well() -> None:
    assert found(replace(hospital(), triggers=())) == []


def test_who_cannot_be_reached_is_counted_and_never_named() -> None:
    programme = Programme(
        "x", "UTC", areas=(Area("a", "North", ("c",), supports=takers(peer=("s", "t"))),)
    )
    people = tuple(Person(reference=each) for each in ("c", "s", "t", "x"))

    def about(*reached: str) -> list[tuple[bool, str]]:
        reach = Reach(people, frozenset(reached))
        return [(each.broken, each.what) for each in reach_findings(programme, reach, WORDS)]

    assert about("c", "s", "t", "x") == []
    assert about("c", "s", "x") == [(False, phrase("programme.finding.people_lost", count=1))]
    assert about("c", "x") == [
        (True, phrase("programme.finding.supporters_lost")),
        (False, phrase("programme.finding.people_lost", count=2)),
    ]
    assert about()[0] == (True, phrase("programme.finding.coordinators_lost"))


def test_a_manager_or_an_investigator_who_takes_requests_is_found() -> None:
    area = Area(
        "a",
        "North",
        ("c",),
        supports=takers(peer=("s", "t")),
        on_call=("r",),
        investigators=("r",),
    )
    people = (Person(reference="x", manager="s"), Person(reference="s"), Person(reference="r"))

    (finding,) = apart_findings(Programme("P", "UTC", areas=(area,)), people, WORDS)

    assert finding.broken
    assert finding.what == phrase("programme.finding.not_apart", count=2)


def test_a_manager_of_somebody_who_left_may_take_requests() -> None:
    area = Area("a", "North", ("c",), supports=takers(peer=("s",)))
    people = (Person(reference="x", manager="s", active=False), Person(reference="s"))

    assert apart_findings(Programme("P", "UTC", areas=(area,)), people, WORDS) == []


@pytest.mark.parametrize(
    ("until", "late"), [("", False), ("2026-11-22", False), ("2026-11-21", True)]
)
def test_supporters_whose_training_is_over_are_counted(until: str, late: bool) -> None:  # noqa: FBT001
    area = Area("a", "North", ("c",), supports=takers(peer=("s",)))
    people = (Person(reference="s", trained_until=until), Person(reference="c"))
    programme = Programme("P", "UTC", areas=(area,))

    assert bool(training_findings(programme, people, "2026-11-22", WORDS)) == late


async def test_whatever_else_there_is_to_do_comes_between_while_everybody_is_counted() -> None:
    world = await World.make()

    async def hire(work: Work) -> None:
        for number in range(4 * AT_ONCE):
            await work.add(Person(reference=f"{number:04}", unit="icu"))

    await in_one_work(world.storage, hire)
    turns = 0

    async def something_else() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    other = asyncio.create_task(something_else())
    reach = await in_one_work(world.storage, reach_of, reads_only=True)
    other.cancel()
    assert turns >= 4
    assert len({person.reference for person in reach.people}) == 4 * AT_ONCE + len(world.people)
    assert reach.missing == 4 * AT_ONCE
