"""Values that are one text: what older versions wrote is read, and written alike."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from bot.adverse_events.last_said import NEVER_STATED, RANK, Says, Stated
from bot.core.errors import SubjectGone
from bot.core.jobs import Recipient, RecipientKind
from bot.core.packed import Packed
from bot.core.routes import UnknownCommand
from bot.core.scheduled_shifts import ScheduledShift
from bot.duty.coverage import WeekOfGaps
from bot.programme.model import ChannelKey, ChannelOwner
from bot.programme.model.external_sources import HR
from bot.programme.rosters.list_status import ListName
from bot.requests.kinds.names import KindSubject
from bot.requests.kinds.screens import NearKinds
from bot.requests.model import LadderStep, RequestSubject
from bot.setup.later_notes import Scope, ScopeKind
from bot.setup.model import ChosenPlace, LocalRole, RoleAssignment, Taker
from bot.triggers.model import DryRun, EditSubject

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
NIGHT = datetime(2026, 3, 3, tzinfo=UTC)

WRITTEN: tuple[tuple[str, Packed], ...] = (
    ("r1", RequestSubject("r1")),
    ("r1:0", RequestSubject("r1", 0)),
    ("r1:2:1", RequestSubject("r1", 2, 1)),
    ("2:7", LadderStep(2, 7)),
    ("chaplain:", KindSubject("chaplain")),
    ("chaplain:e1", KindSubject("chaplain", "e1")),
    ("", NearKinds()),
    ("peer|eap", NearKinds(("peer", "eap"))),
    ("support", UnknownCommand("support")),
    ("support|talk peer|stop", UnknownCommand("support", ("talk peer", "stop"))),
    ("main:peer:1", WeekOfGaps("main", "peer", 1)),
    ("near-miss/icu/2026-03-02T12:00:00+00:00", DryRun("near-miss", "icu", NOON)),
    ("near-miss", EditSubject("near-miss")),
    ("new.near_miss", EditSubject("near_miss", is_new=True)),
    ("all", Scope(ScopeKind.EVERYWHERE)),
    ("area/main", Scope(ScopeKind.AREA, "main")),
    ("trigger/near-miss", Scope(ScopeKind.TRIGGER, "near-miss")),
    ("lead/icu", RoleAssignment(LocalRole.LEAD, "icu")),
    ("takes:chaplain/main", RoleAssignment(Taker("chaplain"), "main")),
    ("main", ChosenPlace("main")),
    ("unit/icu", ChosenPlace("icu", is_unit=True)),
    ("unit/icu", ChannelKey(ChannelOwner.UNIT, "icu")),
    ("area/main/chaplains", ChannelKey(ChannelOwner.AREA, "main", "chaplains")),
    (HR, ListName(HR)),
    ("rota:main:peer", ListName("rota", "main:peer")),
    ("slack:T1:S1", ListName("slack", "T1:S1")),
    ("person:p1:person", Recipient(RecipientKind.PERSON, "p1")),
    ("channel:area/main/peers:slack", Recipient.channel("area/main/peers", "slack")),
    ("2026-03-02T12:00 2026-03-03T00:00 rota icu", ScheduledShift(NOON, NIGHT, "rota", "icu")),
    ("2026-03-02T12:00 2026-03-03T00:00 rota -", ScheduledShift(NOON, NIGHT, "rota")),
    ("", NEVER_STATED),
    (
        "2026-03-02T12:00:00.000000 2026-03-03T00:00:00.000000 1",
        Stated(NOON, NIGHT, RANK[Says.DIED]),
    ),
)


@pytest.mark.parametrize(("text", "value"), WRITTEN, ids=lambda each: str(each) or "empty")
def test_what_hangs_in_a_button_or_a_column_is_read_and_written_alike(
    text: str, value: Packed
) -> None:
    assert type(value).parse(text) == value
    assert str(value) == text


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (RequestSubject, "r1:later"),
        (WeekOfGaps, "main:peer"),
        (WeekOfGaps, "main:peer:soon"),
        (DryRun, "near-miss/icu"),
        (DryRun, "near-miss/icu/noon"),
        (Scope, "everybody"),
        (RoleAssignment, "king/main"),
    ],
)
def test_the_subject_of_something_else_is_gone(kind: type[Packed], text: str) -> None:
    with pytest.raises(SubjectGone):
        kind.of_subject(text)


def test_a_channel_of_the_whole_programme_is_owned_by_none_of_its_parts() -> None:
    assert ChannelKey.owned("announcements") is None
    assert ChannelKey.owned("unit") is None


def test_statements_of_one_moment_are_ordered_by_what_they_say() -> None:
    lives, died = (Stated(NOON, NOON, RANK[each]) for each in (Says.LIVES, Says.DIED))
    assert NEVER_STATED < lives < died < Stated(NOON, NIGHT, RANK[Says.LIVES])
    assert [*map(str, sorted([died, NEVER_STATED, lives]))] == sorted(
        map(str, [died, NEVER_STATED, lives])
    )


def test_a_field_that_cannot_be_read_again_is_refused() -> None:
    @dataclass(frozen=True)
    class Weight(Packed):
        grams: float

    with pytest.raises(TypeError, match="float"):
        Weight.parse("1.5")
