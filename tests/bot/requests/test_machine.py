"""Any order of presses: at most one holder, nothing after the end, a next step always ahead."""

import asyncio
from collections.abc import Coroutine
from datetime import timedelta
from typing import TypeVar

import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from bot.core.conversation import Answer, Ask
from bot.core.jobs import OPEN, Job
from bot.core.screens import Card
from bot.requests.model import ENDED, HELD, RequestState, SupportRequest
from bot.requests.next_step import step_of
from tests.bot.requests.hospital import (
    ANY,
    REFUSED,
    TAKEN,
    WHO_FIRST,
    all_requests,
    card_of,
    episode_of,
)
from tests.world import World, text_of

SUPPORTERS = ("pat", "quinn", "uma")
CLAIMERS = (*SUPPORTERS, "oda", "nora", "kit", "sam")
T = TypeVar("T")
DOORS = st.sampled_from([ANY, WHO_FIRST])
WHO = st.sampled_from(CLAIMERS)
MINUTES = st.sampled_from([1, 10, 30, 61, 240])


class Talks(RuleBasedStateMachine):
    """Sam asks; Uma is on the list of Sam's event; anybody presses anything, in any order."""

    def __init__(self) -> None:
        super().__init__()
        self.loop = asyncio.new_event_loop()
        self.world: World = self.run(World.make())
        self.episode: str = self.run(episode_of(self.world, "sam"))
        self.run(episode_of(self.world, "uma"))
        self.request = ""
        self.ended: set[str] = set()
        self.not_with: set[str] = set()
        self.on_call = False
        self.dialogs: dict[str, Answer] = {}
        self.read: dict[int, Card] = {}

    def run(self, awaitable: Coroutine[None, None, T]) -> T:
        return self.loop.run_until_complete(awaitable)

    def teardown(self) -> None:
        self.loop.close()

    def now(self) -> SupportRequest | None:
        rows = self.run(all_requests(self.world))
        return next((row for row in rows if row.reference == self.request), None)

    def press(self, user: str, action: str, subject: str) -> Answer:
        answer: Answer = self.run(self.world.press(user, action, subject))
        self.run(self.world.settle())
        return answer

    def holder(self) -> str | None:
        """Who holds it now, by user id, as the vault has it."""
        now = self.now()
        if now is None or now.state not in HELD:
            return None

        async def look() -> str | None:
            async with self.world.storage.reading() as work:
                return await work.vault.open(now.supporter(now.round))

        reference = self.run(look())
        return next(user for user, known in self.world.people.items() if known == reference)

    @rule(mode=DOORS)
    def ask(self, mode: str) -> None:
        before = self.now()
        subject = card_of(self.press("sam", mode, self.episode)).subject
        if before is not None and before.state not in ENDED:
            assert subject == self.request, "one open request a person and care"
        else:
            assert subject != self.request
            self.request, self.not_with, self.on_call = subject, set(), False

    @precondition(lambda self: self.request)
    @rule(who=WHO)
    def open_dialog(self, who: str) -> None:
        now, holder = self.now(), self.holder()
        answer = self.press(who, "request.claim", self.request)
        text = text_of(answer)
        if now is None:
            assert "closed" in text
        elif who == holder:
            assert isinstance(answer, Ask)
        elif now.state is not RequestState.OPEN and who != self.asked():
            assert TAKEN in text
        elif not self.may(who):
            assert text_of(answer) == self.refusal(), "every refusal reads the same"
        else:
            assert isinstance(answer, Ask)
            self.dialogs[who] = answer

    def asked(self) -> str | None:
        """Who is asked now, by user id, to take it over from a colleague."""
        now = self.now()
        if now is None or now.state is not RequestState.HANDED:
            return None

        async def look() -> str | None:
            async with self.world.storage.reading() as work:
                return await work.vault.open(now.handed(now.round))

        reference = self.run(look())
        return next(user for user, known in self.world.people.items() if known == reference)

    @precondition(lambda self: self.request)
    @rule(who=WHO, colleague=st.sampled_from(CLAIMERS))
    def hand_on(self, who: str, colleague: str) -> None:
        holder, before = self.holder(), self.now()
        form = self.press(who, "request.hand_off", self.request)
        if who != holder:
            assert not isinstance(form, Ask)
            return
        picked = self.world.people[colleague]
        answer = self.run(self.world.submit(who, form, colleague=picked))
        self.run(self.world.settle())
        assert "Sam" not in text_of(answer)
        may = self.may(colleague) and colleague != who
        assert self.asked() == (colleague if may else None)
        if not may:
            assert self.now() == before

    @precondition(lambda self: self.request)
    @rule(who=WHO)
    def leave_what_was_handed(self, who: str) -> None:
        now, asked = self.now(), self.asked()
        subject = now.this_round if now else self.request
        self.press(who, "request.not_me", subject)
        if who != asked:
            assert self.now() == now

    def may(self, who: str) -> bool:
        asked = ("pat", "quinn", "oda") if self.on_call else ("pat", "quinn")
        return who in asked and who not in self.not_with

    def refusal(self) -> str:
        said = text_of(self.run(self.world.press("nora", "request.claim", self.request)))
        assert REFUSED in said
        return said

    @precondition(lambda self: self.dialogs)
    @rule(data=st.data())
    def send_dialog(self, data: st.DataObject) -> None:
        who = data.draw(st.sampled_from(sorted(self.dialogs)))
        dialog = self.dialogs.pop(who)
        assert isinstance(dialog, Ask)
        now, holder, asked = self.now(), self.holder(), self.asked()
        about_this = dialog.form.subject == self.request
        answer = self.run(self.world.submit(who, dialog))
        self.run(self.world.settle())
        after = self.now()
        there = now is not None and (now.state is RequestState.OPEN or asked == who)
        open_to = there and self.may(who)
        if about_this and open_to:
            assert self.holder() == who
        elif who != holder:
            assert self.holder() == holder, "nobody takes what is not there for them"
        shown = "Sam" in text_of(answer)
        if shown:
            assert after is not None
            assert after.state in (RequestState.CLAIMED, RequestState.REACHED)
            assert self.holder() == who

    @precondition(lambda self: self.request)
    @rule(who=WHO, action=st.sampled_from(["reached", "tried", "release", "done", "contact"]))
    def act_on_claim(self, who: str, action: str) -> None:
        now, holder = self.now(), self.holder()
        subject = self.request if action != "tried" or now is None else now.this_try
        answer = self.press(who, f"request.{action}", subject)
        if who != holder:
            assert self.now() == now, "only the holder can act on a claim"
            assert "Sam" not in text_of(answer)

    @precondition(lambda self: self.request)
    @rule()
    def say_yes(self) -> None:
        dialog = self.press("sam", "request.who", self.request)
        if isinstance(dialog, Ask) and dialog.form.name == "request.accept":
            self.run(self.world.submit("sam", dialog))
            self.run(self.world.settle())
            now = self.now()
            assert now is not None
            assert now.state is RequestState.CLAIMED

    @precondition(lambda self: self.request)
    @rule()
    def someone_else(self) -> None:
        holder = self.holder()
        self.press("sam", "request.someone_else", self.request)
        if holder is not None:
            self.not_with.add(holder)
            assert self.holder() is None

    @precondition(lambda self: self.request)
    @rule()
    def want_on_call(self) -> None:
        now = self.now()
        self.press("sam", "request.on_call", self.request)
        self.on_call |= now is not None and now.state is RequestState.OPEN

    @precondition(lambda self: self.request)
    @rule(who=st.sampled_from(["sam", "nora", "pat"]))
    def withdraw(self, who: str) -> None:
        before = self.now()
        self.press(who, "request.withdraw", self.request)
        now = self.now()
        if who == "sam" and now is not None:
            assert now.state in ENDED
        elif who != "sam":
            assert now == before

    @rule(who=st.sampled_from(["pat", "quinn", "uma"]), word=st.sampled_from(["on", "off"]))
    def duty(self, who: str, word: str) -> None:
        self.run(self.world.command(who, f"/support duty {word}"))

    @rule(minutes=MINUTES)
    def wait(self, minutes: int) -> None:
        self.run(self.world.pass_time(timedelta(minutes=minutes)))

    @invariant()
    def nothing_happens_after_the_end(self) -> None:
        for row in self.run(all_requests(self.world)):
            if row.reference in self.ended:
                assert row.state in ENDED
            if row.state in ENDED:
                self.ended.add(row.reference)
                assert (row.whose, row.held_by) == (None, None)
            assert (row.held_by is not None) == (row.state in HELD)

    @invariant()
    def every_open_request_has_a_next_step_ahead(self) -> None:
        async def look() -> None:
            async with self.world.storage.reading() as work:
                for row in await work.of(SupportRequest).find():
                    if row.state in ENDED:
                        continue
                    jobs = await work.of(Job).find(
                        Job.subject.is_(row.reference), Job.state.one_of(OPEN)
                    )
                    ahead = [j for j in jobs if (j.kind, j.detail) == step_of(row)]
                    assert ahead, row
                    assert row.next_step_at == ahead[0].due_at
                    assert ahead[0].due_at >= self.world.clock.now()

        self.run(look())

    @invariant()
    def no_posted_card_tells_who_asked(self) -> None:
        posted = self.world.everything_posted()
        fresh = [card for card in posted if id(card) not in self.read]
        self.read.update({id(card): card for card in fresh})
        for card in fresh:
            if not card.screen.startswith("request."):
                continue  # a note of another feature greets its reader by first name
            text = text_of(card)
            assert "Sam" not in text
            assert "Rivera" not in text
            assert "ICU" not in text


# No shrinking: a failing order of presses is short enough to read, and shrinking takes minutes.
Talks.TestCase.settings = settings(
    max_examples=40, stateful_step_count=30, deadline=None, phases=[Phase.reuse, Phase.generate]
)
TestTalks = pytest.mark.branch("51.2")(pytest.mark.long(Talks.TestCase))
