"""A synthetic year of a hospital's ADT messages, and which deaths they really tell of.

What is expected is written down where a story is made up, by what happened to the patient; nothing
of the reader is used for it. Stories have repeats, corrections, cancellations, merged records, late
and overtaken messages, bulk loads, test patients, morgues, and places that nobody mapped.

``python -m tests.adapters.intake.synthetic_year`` plays a whole year of 600 beds (``make year``).
"""

import asyncio
import logging
import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.adverse_events.model import ReportState
from tests.adapters.intake.adt_kit import Adt, Feed, feed_of, stamp
from tests.world import START, World

WARDS = {"4ICU": "icu", "OR": "surgery"}
A_YEAR = timedelta(days=365)
STAYS_A_DAY = 82
"""Admissions to 600 beds."""

DEATHS_IN_1000 = 20
FEWEST_MINUTES = 30
"""Between two deaths: more at once is what the brake is for."""

Story = Callable[["Year", Adt, datetime], bool]


@dataclass(frozen=True)
class Arrival:
    """A message, when it arrives, and the code of its answer."""

    at: datetime
    raw: bytes
    code: str = "AA"


@dataclass
class Year:
    """The messages of some time, and the deaths that have to be reported from them."""

    chance: random.Random
    arrivals: list[Arrival] = field(default_factory=list)
    standing: list[tuple[str, datetime]] = field(default_factory=list)
    """The unit and the time of each death that counts in the end."""
    taken_back: int = 0
    told: Counter[str] = field(default_factory=Counter)
    """How often each story was told."""
    _number: int = 0

    @property
    def in_order(self) -> list[Arrival]:
        """The messages as they arrive."""
        return sorted(self.arrivals, key=lambda each: each.at)

    def send(
        self, message: Adt | str, at: datetime, late_minutes: float = 0, code: str = "AA"
    ) -> None:
        text = message if isinstance(message, str) else message.text()
        self.arrivals.append(Arrival(at + timedelta(minutes=late_minutes), text.encode(), code))

    def message(self, trigger: str, at: datetime, of: Adt | None = None, **more: object) -> Adt:
        """A message about somebody new, or about the same patient as another one's."""
        self._number += 1
        if of is None:
            of = Adt(trigger, at, patient=f"P{self._number}", visit=f"V{self._number}")
        changed = {"trigger": trigger, "sent_at": at, "control": f"C{self._number}"} | more
        return replace(of, **changed)  # type: ignore[arg-type]

    def minutes(self, fewest: int, most: int) -> timedelta:
        return timedelta(minutes=self.chance.randrange(fewest, most))


def a_year(seed: int, lasts: timedelta, ordinary: float = 1.0) -> Year:
    """Make up the messages; ``ordinary`` is the share of what has nothing to do with a death."""
    year = Year(random.Random(seed))
    at, stories = START + timedelta(hours=1), list(STORIES)
    every = timedelta(days=1) / (STAYS_A_DAY * DEATHS_IN_1000 / 1000)
    while at < START + lasts:
        _death(year, stories[year.told.total() % len(stories)], at)
        at += max(timedelta(minutes=FEWEST_MINUTES), every * year.chance.uniform(0.5, 1.5))
    for _ in range(int(STAYS_A_DAY * lasts.days * ordinary)):
        _stay(year, START + year.chance.random() * lasts)
    for day in range(7, lasts.days, 30):
        _bulk_load(year, START + timedelta(days=day, hours=3))
    return year


def _death(year: Year, story: Story, at: datetime) -> None:
    """Somebody is admitted and dies; the story says what the messages make of it."""
    ward = year.chance.choice(list(WARDS))
    came = year.message("A01", at - timedelta(hours=year.chance.randrange(2, 90)), ward=ward)
    if came.sent_at > START:
        year.send(came, came.sent_at)
    died_at = at.replace(microsecond=0)
    year.told[story.__name__.strip("_")] += 1
    if story(year, came, died_at):
        year.standing.append((WARDS[ward], died_at))


def _told(year: Year, came: Adt, died_at: datetime, /, trigger: str = "A03", **more: object) -> Adt:
    """The message that tells of a death some minutes later."""
    usual: dict[str, object] = {"dead": "Y", "died_at": died_at}
    usual["disposition"] = "20" if trigger == "A03" else None
    return year.message(trigger, died_at + year.minutes(3, 55), came, **(usual | more))


# ---- stories; each returns whether the death counts in the end ----


def _discharged_and_repeated(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at, disposition=year.chance.choice(["20", "41", "EXP"]))
    year.send(told, told.sent_at)
    for _ in range(year.chance.randrange(7)):
        again = year.message("A08", told.sent_at + year.minutes(1, 9000), told)
        year.send(replace(again, ward=year.chance.choice([told.ward, "MORGUE"])), again.sent_at)
    return True


def _by_the_persons_record(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at, trigger=year.chance.choice(["A08", "A31"]))
    year.send(told, told.sent_at)
    return True


def _dead_on_arrival(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at, "A04", visit=f"{came.visit}b")
    year.send(told, told.sent_at)
    year.send(year.message("A08", told.sent_at, told), told.sent_at, late_minutes=2)
    return True


def _from_the_morgue(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at, ward="MORGUE")
    year.send(_with_field(told.text(), "PV1", 6, f"{came.ward}^12^A^HOSP"), told.sent_at)
    return True


def _taken_back_at_once(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at)
    year.send(told, told.sent_at)
    trigger = year.chance.choice(["A11", "A13"])
    undone = year.message(trigger, told.sent_at + timedelta(minutes=2), came)
    year.send(undone, undone.sent_at)
    year.taken_back += 1
    return False


def _discharge_mended(year: Year, came: Adt, died_at: datetime) -> bool:
    """The discharge is cancelled to mend its hour; the person stays dead."""
    told = _told(year, came, died_at)
    year.send(told, told.sent_at)
    undone = year.message("A13", told.sent_at + timedelta(minutes=2), told, disposition=None)
    year.send(undone, undone.sent_at)
    again = year.message("A03", undone.sent_at + timedelta(minutes=7), told)
    year.send(again, again.sent_at)
    return True


def _merged_afterwards(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at)
    year.send(told, told.sent_at)
    at = told.sent_at + year.minutes(60, 3000)
    kept = year.message("A40", at, replace(told, patient=f"{told.patient}K", disposition=None))
    year.send(kept.text() + f"MRG|{told.patient}^^^HOSP^MR\r", at)
    again = year.message("A08", at + timedelta(minutes=30), kept)
    year.send(again, again.sent_at)
    return True


def _late(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at)
    year.send(told, told.sent_at, late_minutes=year.chance.randrange(60, 500))
    return True


def _overtaken_by_an_older_message(year: Year, came: Adt, died_at: datetime) -> bool:
    """That somebody lives arrives after the death, and was written before it."""
    told = _told(year, came, died_at)
    year.send(told, told.sent_at)
    older = year.message("A08", died_at - timedelta(minutes=5), came, dead="N")
    year.send(older, told.sent_at, late_minutes=20)
    return True


def _day_alone_with_the_hour_elsewhere(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at, died_at=stamp(died_at)[:8], discharged_at=died_at)
    year.send(told, told.sent_at)
    return True


def _nowhere(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at, ward="9NOWHERE")
    year.send(told, told.sent_at, code="AE")
    return False


def _long_ago(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(
        year, came, died_at, "A08", died_at=year.chance.choice(["2019", "201903", "20190307"])
    )
    year.send(told, told.sent_at)
    return False


def _test_patient(year: Year, came: Adt, died_at: datetime) -> bool:
    told = _told(year, came, died_at)
    year.send(told.text().replace("|P|2.5.1", "|T|2.5.1"), told.sent_at, code="AR")
    return False


STORIES: tuple[Story, ...] = (
    *(_discharged_and_repeated, _by_the_persons_record, _dead_on_arrival, _from_the_morgue),
    *(_taken_back_at_once, _discharge_mended, _merged_afterwards, _late),
    *(_overtaken_by_an_older_message, _day_alone_with_the_hour_elsewhere, _nowhere, _long_ago),
    _test_patient,
)


# ---- what has nothing to do with a death ----


def _stay(year: Year, at: datetime) -> None:
    """Somebody comes, moves, is updated again and again, and goes home."""
    came = year.message("A01", at, ward=year.chance.choice([*WARDS, "ED", "9WEST"]))
    year.send(came, at)
    for _ in range(year.chance.randrange(3, 18)):
        at += year.minutes(5, 600)
        trigger = year.chance.choice(["A02", "A08", "A08", "A08", "A31"])
        dead = year.chance.choice([None, None, "N"])
        year.send(year.message(trigger, at, came, dead=dead), at)
    at += year.minutes(5, 60)
    code = year.chance.choice(["01", "03", "06", "HOME"])
    home = year.message("A03", at, came, disposition=code, discharged_at=at)
    year.send(home, at, late_minutes=year.chance.choice([0, 0, 0, 90]))


def _bulk_load(year: Year, at: datetime) -> None:
    """A hundred records are loaded at night: marked as such, or with a death of years ago."""
    for number in range(100):
        told = year.message("A31", at, dead="Y", died_at=stamp(at - timedelta(days=900)))
        text = told.text()
        if number % 2:
            recent = replace(told, trigger="A03", died_at=at - timedelta(hours=3), disposition="20")
            text = recent.text().replace("|P|2.5.1", "|P^I|2.5.1")
        year.send(text, at + timedelta(seconds=number))


def _with_field(text: str, segment: str, number: int, value: str) -> str:
    lines = text.split("\r")
    at = next(at for at, line in enumerate(lines) if line.startswith(segment))
    fields = lines[at].split("|")
    fields[number] = value
    lines[at] = "|".join(fields)
    return "\r".join(lines)


# ---- playing it ----


async def played(year: Year) -> tuple[Feed, list[str]]:
    """Let the messages arrive at their times; returns what was answered otherwise than expected."""
    feed = await feed_of(await World.make())
    wrong = []
    for each in year.in_order:
        feed.world.clock.set(max(each.at, feed.now))
        said = (await feed.listener.answered(each.raw, "10.20.0.5") or b"").decode()
        if f"MSA|{each.code}" not in said:
            wrong.append(f"{each.raw.decode()}\n{said}")
    return feed, wrong


async def standing(feed: Feed) -> Iterator[tuple[str, datetime]]:
    """The unit and the time of each death that was reported and not taken back."""
    reports = await feed.reports()
    return (
        (report.unit, report.occurred_at)
        for report in reports
        if report.state is not ReportState.WITHDRAWN
    )


async def _main(seed: int) -> int:
    logging.disable(logging.WARNING)
    begun = time.perf_counter()
    year = a_year(seed, A_YEAR)
    feed, wrong = await played(year)
    found = sorted(await standing(feed))
    missing = Counter(year.standing) - Counter(found)
    extra = Counter(found) - Counter(year.standing)
    sys.stdout.write(
        f"{len(year.arrivals)} messages, {year.told.total()} deaths, {len(year.standing)} to be"
        f" reported: {len(found)} reported, {missing.total()} missing, {extra.total()} too many,"
        f" {len(wrong)} answers wrong; {time.perf_counter() - begun:.0f} s\n"
    )
    return 1 if missing or extra or wrong else 0


if __name__ == "__main__":
    sys.exit(asyncio.run(_main(int(sys.argv[1]) if sys.argv[1:] else 1)))
