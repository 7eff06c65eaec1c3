"""What hangs in the conversations of the practice workspace, in memory, and who is watching."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime

from bot.core.screens import Card

MESSAGE_OF_HOME = "home"
"""The one message of somebody's home, which is there whenever it is drawn."""


@dataclass
class Message:
    """A message as it stands now. ``private``: an answer that only its reader sees."""

    id: str
    card: Card
    at: datetime
    private: bool = False
    read: bool = False


@dataclass
class Entry:
    """One thing in somebody's transcript: a card as it then stood, a press, or a dialog's title.

    ``read`` is ``False`` while only the lock screen has shown it.
    """

    at: datetime
    card: Card | None = None
    did: str = ""
    dialog: str = ""
    read: bool = True


@dataclass
class Workspace:
    """Conversations by name, each with its messages in the order they came.

    ``posted`` counts the messages that ever came. ``dialogs`` holds, by conversation, the names
    and subjects of the dialogs that were opened from it. ``seen`` is what there was to see in a
    conversation from the first message on, for the transcript; it goes with the process.
    """

    now: Callable[[], datetime]
    conversations: dict[str, dict[str, Message]] = field(default_factory=dict)
    dialogs: dict[str, set[tuple[str, str]]] = field(default_factory=dict)
    seen: dict[str, list[Entry]] = field(default_factory=dict)
    posted: int = 0
    closed: bool = False
    _watchers: set[asyncio.Event] = field(default_factory=set)

    def post(self, conversation: str, card: Card, *, private: bool = False) -> str:
        """Hang up a new message; its id comes back."""
        self.posted += 1
        # Whoever gets an answer is looking at it.
        message = Message(f"m{self.posted}", card, self.now(), private=private, read=private)
        self.conversations.setdefault(conversation, {})[message.id] = message
        self._enter(conversation, Entry(self.now(), card, read=private))
        self.changed()
        return message.id

    def replace(self, conversation: str, message: str, card: Card) -> bool:
        """Put a card in the place of a message's; ``False`` if there is no such message."""
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
        """Somebody has looked at the conversation."""
        unread = [m for m in self.conversations.get(conversation, {}).values() if not m.read]
        for message in unread:
            message.read = True
        for entry in self.seen.get(conversation, ()):
            entry.read = True
        if unread:
            self.changed()

    def opened(self, conversation: str, form: str, subject: str, title: str = "") -> None:
        """Somebody has opened a dialog; but for its title, what it showed is not kept."""
        self.dialogs.setdefault(conversation, set()).add((form, subject))
        if title:
            self._enter(conversation, Entry(self.now(), dialog=title))

    def did(self, conversation: str, what: str) -> None:
        """Somebody has pressed or typed something."""
        self._enter(conversation, Entry(self.now(), did=what))

    def card(self, conversation: str, message: str) -> Card | None:
        """The card of a message as it stands now."""
        found = self.conversations.get(conversation, {}).get(message)
        return found.card if found else None

    def _enter(self, conversation: str, entry: Entry) -> None:
        self.seen.setdefault(conversation, []).append(entry)

    def changed(self) -> None:
        """Tell everybody who watches that there is something new to see."""
        for watcher in self._watchers:
            watcher.set()

    def close(self) -> None:
        """Tell everybody who watches that there will be nothing more."""
        self.closed = True
        self.changed()

    @asynccontextmanager
    async def watched(self) -> AsyncIterator[asyncio.Event]:
        """An event that is set whenever something has changed; whoever watches clears it."""
        watcher = asyncio.Event()
        self._watchers.add(watcher)
        try:
            yield watcher
        finally:
            self._watchers.discard(watcher)
