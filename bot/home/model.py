"""What home tells the features above."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AnnouncementPosted:
    """A fact: the word to everyone was delivered to a channel."""

    recipient: str
    """The channel, as a packed ``Recipient``."""
