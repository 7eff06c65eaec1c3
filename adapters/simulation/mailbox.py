"""A platform that keeps every message: what came, when, to whom, and how it reads now."""

from collections import Counter, deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from bot.core.clock import Clock
from bot.core.conversation import Address, BeforeCall, at_once
from bot.core.errors import RecipientGone
from bot.core.people import Account
from bot.core.screens import Card

READ_FOR = timedelta(days=70)
"""How long somebody may still press a button of a message that is not kept for good."""


@dataclass(frozen=True)
class Shown:
    """A card that was shown: posted as a new message, redrawn, or as the answer to a press."""

    at: datetime
    where: str
    """A user, or ``#channel``."""
    message: str
    card: Card
    is_new: bool = True
    is_answer: bool = False
    """Whether it answers what its reader just did."""
    number: int = 0
    """How many new messages of this screen its reader has had, with this one."""

    @property
    def key(self) -> str:
        """Names it alike in each run of one seed, unlike references."""
        return f"{self.card.screen}-{self.number}"


@dataclass
class Mailbox:
    """``conversation.Messenger`` for everybody, under the name of one platform."""

    platform: str
    clock: Clock
    shown: list[Shown] = field(default_factory=list)
    """Everything, in the order of time; unless it is kept, what nobody has noted yet."""
    keeps: bool = True
    """Whether what was shown is kept, and how messages read whose time is over."""
    posted: int = 0
    """How many messages came, not counting answers."""
    now: dict[str, dict[str, Card]] = field(default_factory=dict)
    """How each message of each conversation reads now."""
    _old: deque[tuple[datetime, str, str]] = field(default_factory=deque)
    _count: int = 0
    _numbers: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def per_second(self) -> float:
        """Messages per second; memory has no real limit."""
        return 1000.0

    @property
    def closes_messages(self) -> bool:
        """No: what people read is looked at, not a notification."""
        return False

    async def open_direct(self, account: Account) -> Address:
        """The conversation named like the user."""
        return Address(self.platform, account.user)

    async def post(self, address: Address, card: Card, before_call: BeforeCall = at_once) -> str:
        """Keep the card as a new message and return its id."""
        await before_call()
        return self.keep(address.value, card)

    async def replace(
        self, address: Address, message: str, card: Card, before_call: BeforeCall = at_once
    ) -> None:
        """Redraw a message. Raises ``RecipientGone`` if there is none."""
        await before_call()
        if message not in self.now.get(address.value, {}):
            raise RecipientGone
        self.redraw(address.value, message, card)

    async def rests_for(self, account: Account) -> timedelta:
        """Zero: nobody sets their app to quiet."""
        return timedelta()

    def noted(self, seen: int) -> int:
        """Note that the first ``seen`` were seen; returns how many of them stand there still."""
        if self.keeps:
            return seen
        del self.shown[:seen]
        while self._old and self.clock.now() - self._old[0][0] > READ_FOR:
            _, where, message = self._old.popleft()
            self.now[where].pop(message, None)
        return 0

    def keep(self, where: str, card: Card, *, is_answer: bool = False) -> str:
        """Keep a new message and return its id."""
        self._count += 1
        self.posted += not is_answer
        message = f"m{self._count}"
        self.now.setdefault(where, {})[message] = card
        if not self.keeps:
            self._old.append((self.clock.now(), where, message))
        self._numbers[where, card.screen] += 1
        number = self._numbers[where, card.screen]
        entry = Shown(self.clock.now(), where, message, card, is_answer=is_answer, number=number)
        self.shown.append(entry)
        return message

    def redraw(self, where: str, message: str, card: Card, *, is_answer: bool = False) -> None:
        """Keep another card in place of the one a message showed."""
        self.now[where][message] = card
        entry = Shown(self.clock.now(), where, message, card, is_new=False, is_answer=is_answer)
        self.shown.append(entry)
