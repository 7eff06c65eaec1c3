"""The film of a story: played on the real bot, one beat after the other, and recorded as it goes.

What was recorded can be looked at again in any order; only the newest frame can be acted on.
"""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from adapters.practice.address import account_of
from adapters.practice.beats import (
    BEATS,
    BEFORE,
    CAST,
    PERSON,
    Beat,
    Closes,
    Fades,
    Opens,
    Presses,
    Sends,
    Waits,
)
from adapters.practice.look import Look, actions
from adapters.practice.parse import Sent
from adapters.practice.workspace import Message, Workspace
from bot.core.conversation import Answer, Ask, Delivery, Press, Submission
from bot.core.envelopes import OPEN_FOR
from bot.core.inputs import values_of
from bot.core.screens import Card, Form

Json = dict[str, Any]

ANSWERS = ("time_out", "support_request")
"""The tables whose rows say that somebody answered, and who helps them."""
FIRST_MESSAGE = "check_in.note"
MOST_WAITS = 60
ASIDE = ("stage.aside.title", "stage.aside.text")


class OffTheFilm(Exception):
    """The story has gone another way, so the next beat cannot be played."""


@dataclass(frozen=True)
class Shot:
    """A message as it stood in one frame."""

    id: str
    at: datetime
    card: Card
    private: bool
    read: bool
    open: bool
    """Whether it shows its words where messages close: it never closes, or was just opened."""


@dataclass(frozen=True)
class Frame:
    """Everything that could be seen at one moment."""

    step: int
    """How many beats had been played, with the frames before the first."""
    moment: str
    at: datetime
    user: str
    """The person whose phone it is about."""
    held: bool
    """Whether that person holds the phone; all others lie locked."""
    in_channel: bool
    words: tuple[str, str]
    """The keys of its title and its text."""
    phones: Mapping[str, tuple[Shot, ...]] = field(default_factory=dict)
    """What stands in each conversation of the cast, by its name."""
    dialog: Form | None = None
    linked: tuple[str, ...] = ()
    """The people whom the bot's record connects with the person, as they help them now."""
    rows: tuple[Json, ...] = ()
    """The rows that lead to the person."""
    other_rows: int = 0
    written_to: int = 0
    """How many people have had a first message so far."""


@dataclass
class Film:
    """Plays the beats in one hospital, and keeps a frame of each."""

    workspace: Workspace
    now: Callable[[], datetime]
    happened_at: datetime
    """When the event happened that the film is about."""
    act: Callable[[Sent], Awaitable[Answer]]
    """Does one thing as a person would."""
    settle: Callable[[], Awaitable[None]]
    """Carries out everything that is due."""
    turn: Callable[[str], Awaitable[None]]
    """Presses a button of the clock."""
    peek: Callable[[], Awaitable[Json]]
    """Reads the rows."""
    stays_open: Callable[[str], bool]
    """Whether a screen always shows all its words, where messages hang closed."""
    channels: Mapping[str, str]
    """The channel of each member of the cast who takes requests."""
    frames: list[Frame] = field(default_factory=list)
    astray: bool = False
    """Whether the next beat could not be played."""
    _place: int = 0
    _came_as: dict[tuple[str, str], str] = field(default_factory=dict)
    """The screen as which each message came, by its conversation and id."""
    _opened: dict[tuple[str, str], datetime] = field(default_factory=dict)
    """When each message was last opened or pressed in, by its conversation and id."""
    _dialog: Form | None = None
    _lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    _sent: int = 0

    @property
    def next(self) -> Beat | None:
        """The next beat; ``None`` at the end."""
        return BEATS[self._place] if self._place < len(BEATS) else None

    async def begin(self) -> None:
        """Record what stands before the first beat, unless that is done."""
        async with self._lock:
            if self.frames:
                return
            (event, *event_words), (message, *message_words) = BEFORE
            title, text = event_words
            # Nothing had been sent and nothing was stored when it happened.
            at = self.happened_at
            self.frames.append(
                Frame(0, event, at, PERSON, held=False, in_channel=False, words=(title, text))
            )
            title, text = message_words
            await self._record(1, message, PERSON, (title, text), held=False)

    async def go_on(self) -> None:
        """Play the next beat."""
        async with self._lock:
            await self._go_on()

    async def go_to(self, step: int) -> None:
        """Play until so many steps are recorded, or the story goes another way."""
        async with self._lock:
            while self._place + len(BEFORE) <= step and not self.astray and self.next:
                await self._go_on()

    async def open(self, user: str) -> None:
        """Somebody opens what waits on their lock screen."""
        async with self._lock:
            self._open(f"@{user}")
            beat = self.next
            if beat and beat.user == user and isinstance(beat.deed, Opens):
                await self._advance(beat)
                return
            for message in self.workspace.conversations.get(f"@{user}", {}):
                self._opened[f"@{user}", message] = self.now()
            await self._aside(user)

    async def close(self, user: str) -> None:
        """Somebody closes the dialog that is open."""
        async with self._lock:
            self._dialog = None
            beat = self.next
            if beat and beat.user == user and isinstance(beat.deed, Closes):
                await self._advance(beat)
            else:
                await self._aside(user)

    async def take(self, sent: Sent) -> None:
        """Somebody presses or sends something: the next beat, a later one, or an aside."""
        async with self._lock:
            self._open(sent.conversation)
            if isinstance(sent.incoming, Press):
                self._opened[sent.conversation, sent.incoming.message] = self.now()
            self._answered(await self.act(sent))
            user = sent.incoming.account.user
            found = next(
                (place for place in range(self._place, len(BEATS)) if _is(BEATS[place], sent)),
                None,
            )
            if found is None:
                await self._aside(user, in_channel=sent.conversation.startswith("#"))
                return
            self._place = found
            await self._advance(BEATS[found])

    # ---- internals ----

    async def _go_on(self) -> None:
        if (beat := self.next) is None:
            return
        try:
            await self._play(beat)
        except OffTheFilm:
            self.astray = True
            return
        await self._advance(beat)

    async def _advance(self, beat: Beat) -> None:
        self._place += 1
        self.astray = False
        held = not isinstance(beat.deed, Waits | Fades)
        in_channel = isinstance(beat.deed, Presses) and beat.deed.in_channel
        # A dialog over the channel, and what stands there once it is closed.
        in_channel = in_channel or (self._showed_channel_of(beat) and not _opens(beat))
        step, words = self._place + len(BEFORE) - 1, (beat.title, beat.text)
        await self._record(step, beat.moment, beat.user, words, held=held, in_channel=in_channel)

    def _showed_channel_of(self, beat: Beat) -> bool:
        last = self.frames[-1]
        return last.in_channel and last.user == beat.user and last.held

    async def _aside(self, user: str, *, in_channel: bool = False) -> None:
        last = self.frames[-1]
        await self._record(last.step, last.moment, user, ASIDE, held=True, in_channel=in_channel)

    async def _play(self, beat: Beat) -> None:
        """Do what the beat says. Raises ``OffTheFilm`` if that cannot be done any more."""
        match beat.deed:
            case Opens():
                self._open(f"@{beat.user}")
            case Closes():
                self._dialog = None
            case Presses(action=action, in_channel=in_channel):
                self._dialog = None
                await self._press(beat.user, action, in_channel=in_channel)
            case Sends(form=form):
                await self._send(beat.user, form)
            case Waits(screen=screen, action=action, verb=verb):
                self._dialog = None
                await self._wait(screen, action, verb)
            case Fades():
                await self._fade()

    async def _press(self, user: str, action: str, *, in_channel: bool) -> None:
        name = self.channels[user] if in_channel else f"@{user}"
        for message in reversed(self.workspace.conversations.get(name, {}).values()):
            for button in message.card.all_buttons:
                if button.action == action:
                    delivery = Delivery("press", name, self._new_id())
                    self._open(name)
                    self._opened[name, message.id] = self.now()
                    press = Press(delivery, account_of(user), action, button.value, message.id)
                    self._answered(await self.act(Sent(press, name)))
                    return
        raise OffTheFilm

    async def _send(self, user: str, name: str) -> None:
        form = self._dialog
        if form is None or form.name != name:
            raise OffTheFilm
        values = {one.name: values_of(one) for one in form.inputs}
        delivery = Delivery("submission", f"@{user}", form.nonce)
        filled = Submission(delivery, account_of(user), name, form.subject, values)
        self._answered(await self.act(Sent(filled, f"@{user}")))

    async def _wait(self, screen: str, action: str, verb: str) -> None:
        for _ in range(MOST_WAITS):
            await self.settle()
            card = Look(self.workspace).newest(PERSON, screen)
            if card is not None and (not action or action in actions(card)):
                return
            await self.turn(verb)
        raise OffTheFilm

    async def _fade(self) -> None:
        for _ in range(MOST_WAITS):
            if not _leading_to(PERSON, (await self.peek())["rows"]):
                return
            await self.turn("day")
        raise OffTheFilm

    def _answered(self, answer: Answer) -> None:
        self._dialog = answer.form if isinstance(answer, Ask) else None

    def _new_id(self) -> str:
        self._sent += 1
        return f"film-{self._sent}"

    async def _record(
        self,
        step: int,
        moment: str,
        user: str,
        words: tuple[str, str],
        *,
        held: bool,
        in_channel: bool = False,
    ) -> None:
        await self.settle()
        if held:
            # What comes while its reader looks at the conversation is read.
            self._open(self.channels[user] if in_channel else f"@{user}")
        rows = (await self.peek())["rows"]
        theirs = _leading_to(PERSON, rows)
        linked = {other for row in theirs if row["table"] in ANSWERS for other in row["about"]} - {
            PERSON
        }
        names = [*(f"@{one}" for one in CAST), *self.channels.values()]
        phones = {name: self._shots(name) for name in names}
        self.frames.append(
            Frame(
                *(step, moment, self.now(), user),
                held=held,
                in_channel=in_channel,
                words=words,
                phones=phones,
                dialog=self._dialog,
                linked=tuple(sorted(linked)),
                rows=tuple(theirs),
                other_rows=len(rows) - len(theirs),
                written_to=self._written_to(),
            )
        )

    def _shots(self, name: str) -> tuple[Shot, ...]:
        messages = self.workspace.conversations.get(name, {}).values()
        since = self.now() - OPEN_FOR
        opened = {key for key, at in self._opened.items() if at >= since}
        shots = []
        for one in messages:
            came_as = self._came_as.setdefault((name, one.id), one.card.screen)
            stays = one.private or self.stays_open(came_as) or self.stays_open(one.card.screen)
            shots.append(_shot(one, is_open=stays or (name, one.id) in opened))
        return tuple(shots)

    def _open(self, name: str) -> None:
        """Open all in a conversation that its reader has not read."""
        for message in self.workspace.conversations.get(name, {}).values():
            if not message.read:
                self._opened[name, message.id] = self.now()
        self.workspace.read(name)

    def _written_to(self) -> int:
        return sum(
            any(one.card is not None and one.card.screen == FIRST_MESSAGE for one in seen)
            for name, seen in self.workspace.seen.items()
            if name.startswith("@")
        )


def _shot(one: Message, *, is_open: bool) -> Shot:
    return Shot(one.id, one.at, one.card, one.private, one.read, is_open)


def _leading_to(user: str, rows: list[Json]) -> list[Json]:
    return [row for row in rows if user in row["about"]]


def _opens(beat: Beat) -> bool:
    return isinstance(beat.deed, Opens)


def _is(beat: Beat, sent: Sent) -> bool:
    """Whether that is what the beat says."""
    done = sent.incoming
    if done.account.user != beat.user:
        return False
    match beat.deed:
        case Presses(action=action):
            return isinstance(done, Press) and done.action == action
        case Sends(form=form):
            return isinstance(done, Submission) and done.form == form
        case _:
            return False
