"""Records of what was done before and of what is shown where."""

import json
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.conversation import Address
from bot.core.records import TEXT, Codec, Field, Record, Sealed, stored
from bot.core.storage import Work


class Seen(Record):
    """A delivery that was handled; its reference is the keyed mark of the delivery.

    Kept 48 hours: the screen it was answered with and that screen's subject, never content.
    """

    at: Field[datetime]
    screen: Field[str] = stored(default="")
    subject: Field[str] = stored(default="")


@dataclass(frozen=True)
class Reader:
    """In which language and time zone somebody reads."""

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
    """A card that hangs in a conversation and is redrawn when its subject changes.

    ``address`` is the conversation it hangs in, ``message`` its name there, ``reader`` whoever
    pressed it last. ``mark`` finds the card of a pressed message. A card without a subject is
    redrawn once more at most, and then forgotten. ``wanted`` counts the redraws asked for,
    ``shown`` says which of them the message shows; ``redrawing`` is the job that is at it, so
    that two never overtake each other.
    """

    subject: Field[str]
    screen: Field[str]
    recipient: Field[str]
    at: Field[datetime]
    mark: Field[str | None] = stored(default=None)
    wanted: Field[int] = stored(default=0)
    shown: Field[int] = stored(default=0)
    redrawing: Field[str | None] = stored(default=None)

    address = Sealed(ADDRESS)
    message = Sealed(TEXT)
    reader = Sealed(READER)


class HomeMessage(Record):
    """Where somebody's home hangs, on a platform on which a home is a message like any other.

    Its reference is a blind index of the conversation.
    """

    at: Field[datetime]
    message = Sealed(TEXT)


async def home_message(work: Work, platform: str, conversation: str) -> str:
    """The message that is the home in a conversation; empty if none is known."""
    mark = work.vault.mark("home-message", platform, conversation)
    return await work.vault.open(HomeMessage.message.of(mark)) or ""


async def keep_home_message(work: Work, platform: str, conversation: str, message: str) -> None:
    """Remember which message is the home in a conversation; an empty one forgets it."""
    mark = work.vault.mark("home-message", platform, conversation)
    known = await work.of(HomeMessage).get(mark)
    if not message:
        if known is not None:
            await work.of(HomeMessage).remove(known)
            await work.vault.erase(mark)
        return
    if known is None:
        await work.of(HomeMessage).add(HomeMessage(reference=mark, at=work.now))
    else:
        await work.of(HomeMessage).save(replace(known, at=work.now))
    await work.vault.seal(HomeMessage.message.of(mark), message)


async def forget_shown(work: Work, shown: ShownCard) -> None:
    """Nothing will redraw a card any more: whose it is goes, and where it hangs."""
    await work.vault.erase(shown.reference)
    await work.of(ShownCard).remove(shown)
