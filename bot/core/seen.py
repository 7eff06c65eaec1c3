"""Records of handled deliveries, and of the cards that messages show."""

import json
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from bot.core.conversation import Address
from bot.core.records import TEXT, Codec, Field, Record, Sealed, stored
from bot.core.storage import Work


class Shape(StrEnum):
    """How a handler wants its screen shown."""

    SAY = "say"
    ASK = "ask"
    REPLACE = "replace"
    NOTHING = "nothing"


class Seen(Record):
    """A handled delivery and the screen that answered it; its reference is its blind index.

    It holds no content, and is kept for 48 hours.
    """

    at: Field[datetime]
    shape: Field[Shape] = stored(default=Shape.NOTHING)
    screen: Field[str] = stored(default="")
    subject: Field[str] = stored(default="")


@dataclass(frozen=True)
class Reader:
    """The language and time zone of a reader."""

    locale: str
    zone: str


READER: Codec[Reader] = Codec(
    lambda reader: json.dumps([reader.locale, reader.zone]), lambda text: Reader(*json.loads(text))
)


def _read_address(text: str) -> Address:
    platform, _, value = text.partition(" ")
    return Address(platform, value)


ADDRESS: Codec[Address] = Codec(
    lambda address: f"{address.platform} {address.value}", _read_address
)


class ShownCard(Record):
    """A card in a conversation that is redrawn when its subject changes.

    A card without a subject is drawn at most once more, and then forgotten. So is one of a screen
    that never changes (``Feature.left_over``). Of these, one that can close is kept until its first
    redraw is wanted, and while it is open (``is_to_be_read``).
    """

    subject: Field[str]
    screen: Field[str]
    recipient: Field[str]
    at: Field[datetime]
    blind_index: Field[str | None] = stored(default=None, column="mark")
    """``message_index`` of the message, which finds the card of a pressed button."""
    wanted: Field[int] = stored(default=0)
    """The number of redraws asked for."""
    shown: Field[int] = stored(default=0)
    """Which of these redraws the message shows."""
    redrawing: Field[str | None] = stored(default=None)
    """The job that draws it now, so that two jobs never overtake each other."""
    closes: Field[bool] = stored(default=False)
    """Whether it hangs closed until its reader opens it (``bot.core.envelopes``)."""
    open_until: Field[datetime | None] = stored(default=None)
    """Until when its words show after its reader's last press; ``None`` while it is closed."""

    address = Sealed(ADDRESS)
    """The conversation it is in."""
    message = Sealed(TEXT)
    """The message's name in the conversation."""
    reader = Sealed(READER)
    """What the person who pressed it last reads."""

    @property
    def is_to_be_read(self) -> bool:
        """Whether it hangs closed and no redraw was ever wanted, or is noted as open."""
        return self.open_until is not None or (self.closes and not self.wanted)


@dataclass(frozen=True)
class CardGone:
    """A fact: a platform says that a shown card cannot be redrawn any more, so nobody reads it.

    Its message was deleted, or its conversation can no longer be written to.
    """

    subject: str
    screen: str
    recipient: str


class HomeMessage(Record):
    """The message that is a person's home, on platforms where the home is a message.

    Its reference is a blind index of the conversation.
    """

    at: Field[datetime]
    message = Sealed(TEXT)


async def home_message(work: Work, platform: str, conversation: str) -> str:
    """Return the home message of a conversation; empty if none is known."""
    blind_index = work.vault.blind_index("home-message", platform, conversation)
    return await work.vault.open(HomeMessage.message.of(blind_index)) or ""


async def keep_home_message(work: Work, platform: str, conversation: str, message: str) -> None:
    """Remember the home message of a conversation; an empty ``message`` forgets it."""
    blind_index = work.vault.blind_index("home-message", platform, conversation)
    known = await work.of(HomeMessage).get(blind_index)
    if not message:
        if known is not None:
            await work.remove(known)
            await work.vault.erase(blind_index)
        return
    if known is None:
        await work.add(HomeMessage(reference=blind_index, at=work.now))
    else:
        await work.save(replace(known, at=work.now))
    await work.vault.seal(HomeMessage.message.of(blind_index), message)


async def forget_shown(work: Work, shown: ShownCard) -> None:
    """Forget a card that nothing will redraw, with its recipient and its message."""
    await work.vault.erase(shown.reference)
    await work.remove(shown)
