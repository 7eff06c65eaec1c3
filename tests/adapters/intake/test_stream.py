"""Whatever repeats, overtakes or corrects: what is left is what was said last, reported once."""

import random
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from bot.adverse_events.last_said import LastSaid, Says, Statement, listened
from bot.adverse_events.model import ReportState
from bot.programme.model import Kind
from tests.adapters.intake.adt_kit import ADT, Adt, Feed, feed_of, stamp
from tests.some import some
from tests.world import STAFF, START, ZONE, World, user_of

MESSAGES_OF_A_DAY = 10_000
DEATHS, TAKEN_BACK = 40, 12
WARDS = {"4ICU": "icu", "OR": "surgery"}
NOTHING = LastSaid(reference="r", erase_at=datetime(2026, 1, 1, tzinfo=UTC))

moments = st.integers(0, 5).map(lambda n: START + timedelta(minutes=n))
statements = st.builds(
    Statement,
    source=st.just("adt"),
    patient=st.just("1"),
    said_at=moments,
    sent_at=moments,
    visit=st.just("v"),
    person=st.sampled_from([Says.NOTHING, Says.LIVES, Says.DIED]),
    stay=st.sampled_from([Says.NOTHING, Says.LIVES, Says.DIED]),
    cancels=st.booleans(),
)


@given(st.lists(statements, max_size=8), st.randoms(use_true_random=False))
def test_the_order_and_number_of_arrivals_change_nothing(
    said: list[Statement], chance: random.Random
) -> None:
    shuffled = [*said, *chance.sample(said, len(said) // 2)]
    chance.shuffle(shuffled)
    assert _left(shuffled) == _left(said)


@given(st.lists(statements, max_size=8))
def test_what_was_said_last_of_each_voice_is_what_counts(said: list[Statement]) -> None:
    rank = [Says.LIVES, Says.DIED, Says.CANCELLED]
    last = []
    for voice in ("person", "stay"):
        of_voice = [
            (each.said_at, each.sent_at, rank.index(says))
            for each in said
            if (says := _said(each, voice))
        ]
        last.append(max(of_voice)[2] if of_voice else 0)
    assert _left(said).died == (rank.index(Says.DIED) in last)


def _said(statement: Statement, voice: str) -> Says:
    """A cancellation takes everything back but a death that its own message repeats."""
    person: Says = getattr(statement, voice)
    if not statement.cancels or (voice == "person" and person is Says.DIED):
        return person
    return Says.CANCELLED


def _left(said: list[Statement]) -> LastSaid:
    row = NOTHING
    for each in said:
        row = listened(row, each, each.visit)
    return row


@dataclass(frozen=True)
class Sent:
    """A message, and when it arrives."""

    at: datetime
    message: Adt


def a_day(chance: random.Random) -> tuple[list[Sent], list[tuple[str, datetime]]]:
    """A day's messages in the order of their arrival, and where and when people really died."""
    sent: list[Sent] = []
    standing: list[tuple[str, datetime]] = []
    day = timedelta(hours=20)
    for number in range(DEATHS):
        at = START + timedelta(hours=1) + chance.random() * day
        first = Adt(
            chance.choice(["A03", "A08"]),
            at,
            patient=f"D{number}",
            visit=f"VD{number}",
            dead="Y",
            died_at=at - timedelta(minutes=chance.randrange(1, 40)),
            disposition=chance.choice([None, "20", "41"]),
            ward=chance.choice(list(WARDS)),
            control=f"D{number}",
        )
        sent.append(Sent(at, first))
        if number < TAKEN_BACK:
            undone = at + timedelta(seconds=chance.randrange(20, 200))
            cancel = Adt(
                chance.choice(["A11", "A13"]), undone, patient=f"D{number}", visit=f"VD{number}"
            )
            fixed = Adt("A08", undone, patient=f"D{number}", visit=f"VD{number}", dead="N")
            if first.disposition is None and chance.random() < 0.5:
                cancel = fixed
            # Now and then the cancel overtakes what it cancels.
            early = at - timedelta(seconds=30) if number % 3 == 0 else undone
            sent.append(Sent(early, cancel))
            sent += [Sent(undone + timedelta(minutes=n), first) for n in range(1, 4)]
            continue
        assert isinstance(first.died_at, datetime)
        standing.append((WARDS[first.ward], first.died_at.replace(microsecond=0)))
        for repeat in range(chance.randrange(2, 9)):
            later = at + chance.random() * timedelta(hours=5)
            again = replace(first, trigger="A08", sent_at=later, control=f"R{number}.{repeat}")
            if repeat % 2:
                again = replace(again, disposition=None, ward=chance.choice([first.ward, "MORGUE"]))
            sent.append(Sent(later + timedelta(minutes=chance.randrange(3)), again))
    number = 0
    while len(sent) < MESSAGES_OF_A_DAY:
        number += 1
        at = START + chance.random() * (day + timedelta(hours=3))
        sent.append(Sent(at, _ordinary(chance, number, at)))
    return sorted(sent, key=lambda each: each.at), sorted(standing)


def _ordinary(chance: random.Random, number: int, at: datetime) -> Adt:
    """What makes up a day: people who come, move, are updated and go home."""
    message = Adt(
        chance.choice(["A01", "A02", "A04", "A08", "A08", "A08", "A08", "A31", "A03", "A13"]),
        at,
        patient=f"L{number % 1500}",
        visit=f"VL{number % 1500}",
        control=f"L{number}",
        ward=chance.choice(["4ICU", "9WEST", "ED", "OR"]),
    )
    if message.trigger == "A03":
        return replace(message, disposition="01", discharged_at=at)
    if number % 500 == 0:
        # Somebody who died long ago, whose account is put in order.
        old = at - timedelta(days=400)
        return replace(message, trigger="A08", dead="Y", died_at=stamp(old)[:8], discharged_at=old)
    return replace(message, dead=chance.choice([None, None, "N"]))


async def test_a_days_stream_yields_exactly_the_right_reports_and_notes() -> None:
    # More deaths than a hospital of five units can have: its playbook says that they are real.
    feed: Feed = await feed_of(await World.make(), [replace(ADT, most_an_hour=DEATHS)])
    messages, standing = a_day(random.Random(20260302))
    assert len(messages) == MESSAGES_OF_A_DAY
    until = START
    for each in some(messages):
        if each.at - until > timedelta(minutes=1):
            due = await feed.world.queue.next_due()
            if due is not None and due <= each.at:
                await feed.world.pass_time(each.at - feed.now)
            until = each.at
        feed.world.clock.set(max(each.at, feed.now))
        said = await feed.hear(each.message)
        assert "MSA|AA" in said, (each.message, said)
    await feed.world.pass_time(timedelta(hours=2))
    reports = await feed.reports()
    told = [report for report in reports if report.state is ReportState.RELEASED]
    assert len(standing) == DEATHS - TAKEN_BACK
    assert sorted((report.unit, report.occurred_at) for report in told) == standing
    assert {report.kind for report in told} == {Kind.UNEXPECTED_DEATH}
    # Of those that were taken back, some came after what took them back and were never reported.
    others = [report.state for report in reports if report not in told]
    assert set(others) == {ReportState.WITHDRAWN}
    assert len(others) <= TAKEN_BACK
    assert not any(report.corrected for report in reports)
    assert {report.source for report in reports} == {"adt"}
    # Whoever was on shift there gets one note in the hours after it, however many died; nobody
    # else anywhere gets any.
    near = {(unit, on_shift_at(died_at)) for unit, died_at in standing}
    notes = {user_of(name): feed.hospital.notes(user_of(name)) for name, *_ in STAFF}
    assert notes == {user_of(name): int((unit, shift) in near) for name, _, unit, shift in STAFF}
    assert 0 < sum(notes.values()) < len(notes)


def on_shift_at(moment: datetime) -> str:
    """The shift of the units here, which change at seven."""
    return "day" if 7 <= moment.astimezone(ZoneInfo(ZONE)).hour < 19 else "night"
