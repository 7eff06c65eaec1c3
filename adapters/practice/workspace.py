"""The conversations of the practice workspace, kept in memory, and the pages that watch them."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from adapters.practice.parse import COMMANDS, Sent
from bot.core.conversation import HOME_PAGE, Answer, Ask, Bot, Command, Press, Replace, Say
from bot.core.screens import Card

MESSAGE_OF_HOME = HOME_PAGE
"""The id of the one message on a person's home page; drawing the home page creates it."""


@dataclass
class Message:
    """A message in its current state."""

    id: str
    card: Card
    at: datetime
    private: bool = False
    """Whether only the person who received it as an answer sees it."""
    read: bool = False


@dataclass
class Entry:
    """One transcript entry: a card as it was at that time, a press, or a dialog's title."""

    at: datetime
    card: Card | None = None
    did: str = ""
    dialog: str = ""
    read: bool = True
    """``False`` while only the lock screen showed it."""


@dataclass
class Workspace:
    """All conversations, with what was shown in them."""

    now: Callable[[], datetime]
    conversations: dict[str, dict[str, Message]] = field(default_factory=dict)
    """By conversation name, the messages by id, in the order of arrival."""
    dialogs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    """By conversation name, the form names and subjects of the dialogs opened from it."""
    seen: dict[str, list[Entry]] = field(default_factory=dict)
    """By conversation name, everything it ever showed, for the transcript; lost at exit."""
    posted: int = 0
    """The number of messages posted so far."""
    closed: bool = False
    _watchers: set[asyncio.Event] = field(default_factory=set)

    def post(self, conversation: str, card: Card, *, private: bool = False) -> str:
        """Post a new message and return its id."""
        self.posted += 1
        # A private answer counts as read: its reader is looking at the conversation.
        message = Message(f"m{self.posted}", card, self.now(), private=private, read=private)
        self.conversations.setdefault(conversation, {})[message.id] = message
        self._enter(conversation, Entry(self.now(), card, read=private))
        self.changed()
        return message.id

    def replace(self, conversation: str, message: str, card: Card) -> bool:
        """Replace a message's card; return ``False`` if there is no such message."""
        found = self.conversations.get(conversation, {}).get(message)
        if found is None and message == MESSAGE_OF_HOME:
            kept = Message(message, card, self.now(), private=True, read=True)
            self.conversations.setdefault(conversation, {})[message] = kept
            self.changed()
            return True
        if found is None:
            return False
        if found.card != card:
            found.card = card
            if message != MESSAGE_OF_HOME:
                self._enter(conversation, Entry(self.now(), card, read=found.read))
            self.changed()
        return True

    def read(self, conversation: str) -> None:
        """Mark everything in a conversation as read."""
        unread = [m for m in self.conversations.get(conversation, {}).values() if not m.read]
        for message in unread:
            message.read = True
        for entry in self.seen.get(conversation, ()):
            entry.read = True
        if unread:
            self.changed()

    def opened(self, conversation: str, form: str, subject: str, title: str = "") -> None:
        """Note that a dialog was opened; of its content only the title is kept."""
        self.dialogs.setdefault(conversation, set()).add((form, subject))
        if title:
            self._enter(conversation, Entry(self.now(), dialog=title))

    def did(self, conversation: str, what: str) -> None:
        """Note in the transcript that its person pressed or typed something."""
        self._enter(conversation, Entry(self.now(), did=what))

    def card(self, conversation: str, message: str) -> Card | None:
        """The current card of a message, or ``None``."""
        found = self.conversations.get(conversation, {}).get(message)
        return found.card if found else None

    def _enter(self, conversation: str, entry: Entry) -> None:
        self.seen.setdefault(conversation, []).append(entry)

    def changed(self) -> None:
        """Wake all watchers because something changed."""
        for watcher in self._watchers:
            watcher.set()

    def close(self) -> None:
        """Wake all watchers because the workspace ends."""
        self.closed = True
        self.changed()

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[asyncio.Event]:
        """An event that is set after each change; the watcher clears it."""
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)


async def deliver(bot: Bot, workspace: Workspace, sent: Sent) -> Answer:
    """Pass a person's action to the bot, show its answer in the workspace, and return it."""
    workspace.read(sent.conversation)
    _note_action(workspace, sent)
    answer = await bot.handle(sent.incoming)
    _show(workspace, sent, answer)
    workspace.changed()
    return answer


def _show(workspace: Workspace, sent: Sent, answer: Answer) -> None:
    """Post or replace an answer's card; it stays in the conversation, as on the real platforms."""
    own = f"@{sent.incoming.account.user}"
    if isinstance(answer, Say):
        workspace.post(own, answer.card, private=True)
    elif isinstance(answer, Ask):
        workspace.opened(own, answer.form.name, answer.form.subject, answer.form.title)
    elif isinstance(answer, Replace) and not isinstance(sent.incoming, Command):
        message = getattr(sent.incoming, "message", "")
        if not workspace.replace(sent.conversation, message, answer.card):
            workspace.post(own, answer.card, private=True)


def _note_action(workspace: Workspace, sent: Sent) -> None:
    """Add the action to its person's transcript. Text that is not a command is never kept."""
    own = f"@{sent.incoming.account.user}"
    match sent.incoming:
        case Command(name=name, words=words) if name in COMMANDS:
            workspace.did(own, "/" + " ".join((name, *words)))
        case Press(action=action, message=message):
            card = workspace.card(sent.conversation, message)
            buttons = card.all_buttons if card else ()
            label = next((one.label for one in buttons if one.action == action), "")
            if label:
                workspace.did(own, f"[{label}]")
