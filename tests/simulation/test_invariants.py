"""The invariants of a simulation find what they are there to find."""

import logging
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from adapters.packaged import text_of
from adapters.simulation.clinicians import Clinicians
from adapters.simulation.days import Played
from adapters.simulation.deployment import Setting, simulated_hospital
from adapters.simulation.diary import Diary, Talk
from adapters.simulation.hospital import Acted, Employee, Hospital
from adapters.simulation.mailbox import Shown
from adapters.simulation.rates import Chance, Rate, Rates
from bot.check_ins.names import NOTE
from bot.core.errors import Conflict
from bot.core.jobs import Job, JobState
from bot.core.names import Screen
from bot.core.screens import Button, Card, Text
from bot.core.storage import new_reference
from bot.programme import is_quiet
from bot.requests.names import CLAIM_CARD, HELD_CARD, REQUEST_RELEASE
from bot.requests.screens import STATUS
from bot.time_outs.screens import COVER_CARD
from tests.simulation.invariants import Invariants, after_stop, twice
from tests.simulation.play import START, errors_logged

MINUTE = timedelta(minutes=1)
NEVER = Rate(0, "never")
BY_NIGHT = 19 * 60
"""Two in the morning, in minutes from the start."""


@pytest.fixture
async def hospital(tmp_path: Path) -> AsyncIterator[Hospital]:
    sample = text_of("adapters.practice", "hospital.toml")
    rates = replace(Rates(), who_first=NEVER, higher=NEVER)
    async with simulated_hospital(tmp_path, sample, Setting(START, 1, rates)) as opened:
        await opened.read_staff()
        yield opened


def invariants_of(hospital: Hospital) -> Invariants:
    return Invariants(hospital, [])


def played(hospital: Hospital, diary: Diary) -> Played:
    return Played(hospital, START, hospital.now, diary)


def asleep(hospital: Hospital) -> Employee:
    """Somebody who sleeps at two in the morning."""
    night = START + BY_NIGHT * MINUTE
    found = hospital.staff.values()
    return next(each for each in found if is_quiet(each.unit, each.person, night))


def shown(screen: str, subject: str, minutes: int, text: str = "Hello", user: str = "sam") -> Shown:
    card = Card(Screen(screen), subject, "A private note", (Text(text),))
    return Shown(START + minutes * MINUTE, user, "m1", card)


def test_the_same_message_twice_is_found() -> None:
    assert twice([shown(NOTE, "e1", 0), shown(NOTE, "e1", 90)])
    assert not twice([shown(NOTE, "e1", 0), shown(NOTE, "e2", 90)])


def test_the_same_word_on_a_request_within_an_hour_is_found() -> None:
    assert twice([shown(STATUS, "r1", 0), shown(STATUS, "r1", 59)])
    assert not twice([shown(STATUS, "r1", 0), shown(STATUS, "r1", 61)])
    assert not twice([shown(STATUS, "r1", 0), shown(STATUS, "r1", 5, "Somebody has taken it")])
    assert twice([shown(STATUS, "r1", 0), shown(STATUS, "r2", 5), shown(STATUS, "r1", 9)])


def test_the_same_word_after_another_one_is_news() -> None:
    found, asking = "A peer can talk with you", "I'm asking the others now"
    words = [shown(STATUS, "r1", at, text) for at, text in ((0, found), (9, asking), (20, found))]
    assert not twice(words)
    assert twice([*words, shown(STATUS, "r1", 30, found)])


def test_who_asks_once_more_reads_it_once_more_and_not_twice() -> None:
    words = [shown(STATUS, "r1", 0), shown(STATUS, "r1", 9)]
    assert not twice(words, {(words[1].at, "sam")})
    assert twice(words, {(words[1].at, "kim"), (words[0].at, "sam")})
    assert twice([*words, words[1]], {(words[1].at, "sam")})


async def test_two_cards_that_read_alike_are_found(hospital: Hospital) -> None:
    invariants, mailbox = invariants_of(hospital), hospital.mailbox
    buttons = (Button(REQUEST_RELEASE, "Hand back", "r1"),)
    held = replace(shown(HELD_CARD, "r1", 0).card, buttons=buttons)
    mailbox.keep("pat", held, is_answer=True)
    mailbox.keep("pat", held)
    await invariants.watch(mailbox.shown)
    assert invariants._alike == []
    older = mailbox.keep("pat", held)
    await invariants.watch(mailbox.shown[-1:])
    (found,) = invariants._alike
    assert "request.held stands 2 times with pat" in found
    mailbox.redraw("pat", older, replace(held, buttons=()))
    await invariants.watch(mailbox.shown[-1:])
    assert len(invariants._alike) == 1


def test_a_message_after_a_stop_is_found() -> None:
    diary = Diary(stopped=[(START, "sam", "e1")])
    assert after_stop(diary, [shown("follow_up.week", "e1", 5)])
    assert not after_stop(diary, [shown("follow_up.week", "e2", 5)])
    assert not after_stop(diary, [shown("request.status", "e1", 5)])
    diary = Diary(stopped=[(START, "sam", "")])
    assert after_stop(diary, [shown(NOTE, "e2", 5)])


async def test_who_asked_and_heard_nothing_is_found(hospital: Hospital) -> None:
    alone = Talk("sam", START)
    left = invariants_of(hospital)._left_alone
    assert left(played(hospital, Diary(talks={"r1": alone})))
    then = START + MINUTE
    for told in (
        replace(alone, told_at=then),
        replace(alone, reached_at=then),
        replace(alone, ended_at=then),
    ):
        assert not left(played(hospital, Diary(talks={"r1": told})))
    assert not left(played(hospital, Diary(talks={"r1": alone}, forgotten=[(START, "sam")])))


async def test_a_request_of_which_nobody_read_is_found(hospital: Hospital) -> None:
    invariants = invariants_of(hospital)
    await invariants.watch([shown(CLAIM_CARD, "r1", 0, user="#peers")])
    told = Talk("sam", START, told_at=START)
    assert not invariants._left_alone(played(hospital, Diary(talks={"r1": told})))
    assert invariants._left_alone(played(hospital, Diary(talks={"r2": told})))


async def test_a_message_by_night_that_could_have_waited_is_found(hospital: Hospital) -> None:
    user, invariants = asleep(hospital).user, invariants_of(hospital)
    diary = Diary()

    def by_night(one: Shown) -> list[str]:
        return invariants._by_night(played(hospital, diary), [one])

    assert by_night(shown(NOTE, "e1", BY_NIGHT, user=user))
    assert not by_night(shown(NOTE, "e1", 6 * 60, user=user))
    late = shown(STATUS, "r1", BY_NIGHT, user=user)
    assert by_night(late)
    hospital.acts.append(Acted(late.at - 2 * 60 * MINUTE, user, "r1"))
    assert by_night(late)
    hospital.acts.append(Acted(late.at - MINUTE, user, "r1"))
    assert not by_night(late)
    hospital.acts.append(Acted(late.at - MINUTE, user, "t1"))
    (asleep_still,) = by_night(shown(COVER_CARD, "t1", BY_NIGHT, user=user))
    assert "asleep" in asleep_still


async def test_what_is_kept_of_somebody_and_what_is_not_ended_is_found(hospital: Hospital) -> None:
    kept = invariants_of(hospital)._kept
    assert not await kept()
    sam = hospital.staff["sam"]
    await Clinicians(hospital, Diary()).asks_to_talk(sam)
    found = await kept()
    assert any("still leads to sam" in each for each in found), found
    assert "a request is still open" in found
    async with hospital.storage.work() as work:
        for state in (JobState.LEASED, JobState.SENDING, JobState.DEAD):
            kind, key = f"a {state} job", new_reference()
            await work.add(Job(reference=key, key=key, kind=kind, due_at=START, state=state))
    said = " ".join(await kept())
    assert all(f"a {state} job" in said for state in (JobState.LEASED, JobState.SENDING)), said
    assert f"a {JobState.DEAD} job was given up" in said


async def test_a_time_that_passed_without_a_word_is_found(hospital: Hospital) -> None:
    promises = invariants_of(hospital).promises
    await Clinicians(hospital, Diary()).asks_to_talk(hospital.staff["sam"])
    await hospital.settle()
    await promises.watch(hospital.mailbox.shown)
    assert promises.named
    promises.look(hospital.now)
    assert not promises.broken
    promises.look(hospital.now + timedelta(days=1))
    assert promises.broken


def test_an_error_is_seen_with_an_exception_or_without() -> None:
    log = logging.getLogger("adapters.planted")
    with errors_logged() as errors:
        log.warning("no error")
        log.error("nothing went on")
        try:
            raise Conflict
        except Conflict:
            log.exception("two works met")
    log.error("it was over")
    assert len(errors) == 2


def test_chance_of_one_seed_says_the_same_again_and_of_another_something_else() -> None:
    rate = Rates().talks

    def drawn(seed: int) -> list[bool]:
        return [Chance(seed).falls(rate, "sam", number) for number in range(50)]

    assert drawn(1) == drawn(1)
    assert drawn(1) != drawn(2)
    assert 5 < sum(drawn(1)) < 25
