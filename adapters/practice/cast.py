"""The cast of a training session: parts that people took, and parts that follow a script."""

import asyncio
from collections import Counter
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager

from adapters.practice.address import account_of
from adapters.practice.look import Look
from adapters.practice.parse import Sent
from adapters.practice.scenarios import Scenario
from adapters.practice.scenarios.shape import Cue
from adapters.practice.workspace import Message, Workspace
from bot.core.conversation import Answer, Ask, Delivery, Press, Submission
from bot.core.inputs import values_of

PAUSE_S = 2.0
"""The pause before a scripted press, long enough for people to follow it."""

Do = Callable[[Sent], Awaitable[Answer]]


class Cast:
    """Plays the parts of a scenario that no person took, by following their cues.

    The script starts once every person who took a part is ready.
    """

    def __init__(self, workspace: Workspace, scenario: Scenario, do: Do) -> None:
        """``do`` performs one action as a person would."""
        self._workspace = workspace
        self._scenario = scenario
        self._do = do
        self._there: Counter[str] = Counter()
        self._ready: set[str] = set()
        self._played: set[tuple[str, str, str, str]] = set()

    @contextmanager
    def taken(self, user: str) -> Iterator[None]:
        """Mark a part as taken during the block, while its page is open."""
        self._there[user] += 1
        self._workspace.changed()
        try:
            yield
        finally:
            self._there[user] -= 1
            self._workspace.changed()

    def is_taken(self, user: str) -> bool:
        """Whether a person took this part."""
        return self._there[user] > 0

    def is_ready(self, user: str) -> bool:
        """Whether the person who took this part is ready."""
        return user in self._ready

    def ready(self, user: str) -> None:
        """Note that the person who took this part wants to begin."""
        self._ready.add(user)
        self._workspace.changed()

    @property
    def is_idle(self) -> bool:
        """Whether no scripted action is due."""
        return self._next() is None

    async def run(self, pause_s: float = PAUSE_S) -> None:
        """Play the free parts, one action after the other, until cancelled."""
        async with self._workspace.watched() as changed:
            while True:
                while (found := self._next()) is not None:
                    await asyncio.sleep(pause_s)
                    # Another player may have done it during the pause.
                    if found == self._next():
                        await self._play(*found)
                await changed.wait()
                changed.clear()

    def _next(self) -> tuple[Cue, str, str] | None:
        """The first cue that can be played now, with its conversation and message."""
        taken = [part for part in self._scenario.parts if self.is_taken(part.user)]
        if not all(self.is_ready(part.user) for part in taken):
            return None
        look = Look(self._workspace)
        for part in taken:
            for cue in part.script:
                if not self.is_taken(cue.user) and cue.when(look):
                    place = self._place(cue)
                    if place is not None:
                        return cue, *place
        return None

    def _place(self, cue: Cue) -> tuple[str, str] | None:
        for name, messages in self._workspace.conversations.items():
            if name.startswith("#") if cue.in_channel else name == f"@{cue.user}":
                for message in reversed(messages.values()):
                    if self._fits(cue, message):
                        return name, message.id
        return None

    def _fits(self, cue: Cue, message: Message) -> bool:
        card = message.card
        if card.screen != cue.screen or (*_key(cue), message.id, card.subject) in self._played:
            return False
        return any(button.action == cue.action for button in card.all_buttons)

    async def _play(self, cue: Cue, conversation: str, message: str) -> None:
        card = self._workspace.conversations[conversation][message].card
        self._played.add((*_key(cue), message, card.subject))
        value = next(one.value for one in card.all_buttons if one.action == cue.action)
        account = account_of(cue.user)
        delivery = Delivery("press", conversation, f"script-{len(self._played)}")
        press = Press(delivery, account, cue.action, value, message)
        answer = await self._do(Sent(press, conversation))
        if isinstance(answer, Ask) and answer.form.name == cue.sends:
            form = answer.form
            sent = Delivery("submission", conversation, form.nonce)
            values = {one.name: values_of(one) for one in form.inputs}
            filled = Submission(sent, account, form.name, form.subject, values)
            await self._do(Sent(filled, f"@{cue.user}"))


def _key(cue: Cue) -> tuple[str, str]:
    return cue.user, cue.action
