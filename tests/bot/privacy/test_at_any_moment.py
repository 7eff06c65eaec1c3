"""stop, snooze, resume and forget at random moments of whatever is going on."""

import asyncio
from datetime import datetime, timedelta

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.adverse_events.model import Episode
from bot.check_ins.model import NoteWishes
from tests.bot.follow_ups.story import HOUR, MINUTE, NOTES, first_note, opened, report
from tests.world import World

KINDS = ("near_miss", "violence_or_threat", "exposure_injury", "other")
ANSWERS = ("check_in.later", "check_in.more", "check_in.no_thanks")


class Notes(RuleBasedStateMachine):
    """What Sam gets, whatever Sam wishes and whenever."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.Runner()
        self.world: World
        self.stopped = False
        self.quiet_until: datetime | None = None
        self.asked_for_one = False
        """Whether Sam asked for one note in a time without notes."""
        self.forgotten: set[str] = set()
        self.notes_before: list[tuple[str, str]] = []

    def teardown(self) -> None:
        self.loop.close()

    @initialize()
    def begin(self) -> None:
        self.world = self.loop.run(World.make())
        self.loop.run(first_note(self.world, "sam"))

    async def all_episodes(self) -> list[Episode]:
        async with self.world.storage.reading() as work:
            return await work.of(Episode).find()

    def posted(self) -> int:
        log = self.world.sees("sam").log
        return sum(card.screen in (*NOTES, "check_in.note") for card in log)

    def newest(self, action: str) -> bool:
        messages = self.world.sees("sam").messages
        return any(b.action == action for card in messages.values() for b in card.buttons)

    @rule(kind=st.sampled_from(KINDS))
    def something_happens(self, kind: str) -> None:
        self.loop.run(report(self.world, "sam", kind=kind))

    @rule(kind=st.sampled_from(KINDS), action=st.sampled_from(ANSWERS))
    def something_happens_and_is_answered(self, kind: str, action: str) -> None:
        self.loop.run(report(self.world, "sam", kind=kind))
        self.loop.run(self.world.pass_time(HOUR + MINUTE))
        self.answers(action)

    @rule(hours=st.integers(1, 200))
    def time_passes(self, hours: int) -> None:
        before = self.posted()
        start = self.world.clock.now()
        end = start + timedelta(hours=hours)
        self.loop.run(self.world.pass_time(timedelta(hours=hours)))
        silent = self.quiet_until is not None and end < self.quiet_until
        if self.stopped or silent:
            assert self.posted() - before <= self.asked_for_one
        if self.posted() > before:
            self.asked_for_one = False

    @rule()
    def stop(self) -> None:
        self.loop.run(self.world.command("sam", "/support stop"))
        self.stopped, self.asked_for_one = True, False

    @rule(days=st.integers(1, 30))
    def snooze(self, days: int) -> None:
        self.loop.run(self.world.command("sam", f"/support snooze {days}d"))
        self.asked_for_one = False
        if not self.stopped:
            self.quiet_until = self.world.clock.now() + timedelta(days=days)

    @rule()
    def resume(self) -> None:
        self.loop.run(self.world.command("sam", "/support resume"))
        self.stopped, self.quiet_until = False, None

    @rule(action=st.sampled_from(ANSWERS))
    def answers(self, action: str) -> None:
        if self.newest(action):
            self.loop.run(self.world.press_in("sam", action))
            self.asked_for_one |= action == "check_in.later" and not self.stopped

    @rule(action=st.sampled_from(("follow_up.ok", "follow_up.talk", "follow_up.stop")))
    def presses(self, action: str) -> None:
        if self.newest(action):
            self.loop.run(self.world.press_in("sam", action))

    @precondition(lambda self: self.posted() > 0)
    @rule()
    def forget(self) -> None:
        episodes = self.loop.run(self.all_episodes())
        self.loop.run(self.world.press("sam", "privacy.forget"))
        self.forgotten |= {episode.reference for episode in episodes}
        self.notes_before = self.subjects()

    def subjects(self) -> list[tuple[str, str]]:
        log = self.world.sees("sam").log
        return [(card.subject, card.screen) for card in log if card.screen in NOTES]

    @invariant()
    def nothing_of_what_was_forgotten_opens_or_is_sent(self) -> None:
        if not self.forgotten:
            return
        for episode in self.forgotten:
            assert self.loop.run(opened(self.world, episode)) is None
        after = self.subjects()[len(self.notes_before) :]
        assert not self.forgotten & {episode for episode, _ in after}

    @invariant()
    def no_note_ever_comes_twice(self) -> None:
        if hasattr(self, "world"):
            found = self.subjects()
            assert len(found) == len(set(found))

    @invariant()
    def wishes_are_as_last_said(self) -> None:
        if hasattr(self, "world"):
            wishes = self.loop.run(self.wishes())
            assert (wishes.stopped if wishes else False) == self.stopped

    async def wishes(self) -> NoteWishes | None:
        async with self.world.storage.reading() as work:
            found: list[NoteWishes] = await work.of(NoteWishes).find()
            return found[0] if found else None


TestNotesAtAnyMoment = pytest.mark.long(Notes.TestCase)
TestNotesAtAnyMoment.settings = settings(max_examples=40, stateful_step_count=30, deadline=None)
