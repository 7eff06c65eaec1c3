"""The port to the words: every text that a person reads is found here by its key."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Protocol, TypeVar

N = TypeVar("N", bound=str)


class Words(Protocol):
    """The words of one language, for one reader's time zone.

    ``words("check_in.note.hello", name="Sam")`` returns the text of that key with its
    placeholders filled. The code writes keys literally, so that a check finds missing and unused
    ones. Values are plain text: nothing in them can become formatting.
    """

    def __call__(self, key: str, /, **values: str | int) -> str:
        """Return the text of ``key``; a ``count`` value chooses the plural form.

        Raises ``KeyError`` for an unknown key, a missing value or a surplus value; the tests find
        these faults first.
        """

    @property
    def language(self) -> str:
        """The code of the language of the texts, such as ``en``."""

    def on(self, platform: str, key: str, /, **values: str | int) -> str:
        """Return the text of ``key`` (in the section ``platform``) for one platform.

        On ``x``, ``platform.x.name`` takes the place of ``platform.name`` if it exists. Either may
        use the platform's name as ``{platform}``, and may leave out values.
        """

    def translate(self, phrase: str) -> str:
        """Translate a phrase of the hospital's, such as a line's hours; unchanged if unknown."""

    def others(self) -> Mapping[str, str]:
        """Return the other languages' own names, by code."""

    def into(self, language: str) -> "Words":
        """Return the words of another language, for the same reader."""

    def time(self, moment: datetime) -> str:
        """Return a time of day on the reader's clock, such as ``2:45 PM``."""

    def day(self, moment: datetime) -> str:
        """Return a day on the reader's calendar, such as ``May 3``."""

    def month(self, moment: datetime, *, short: bool = False) -> str:
        """Return a month on the reader's calendar: ``May 2026``, or ``May`` for a scale."""

    def day_and_time(self, moment: datetime) -> str:
        """Return day and time of day, such as ``May 3, 2:45 PM``."""


def texts_of(words: Words, section: str, names: Iterable[N]) -> dict[N, str]:
    """Return the text of each name in their order; its key is the section's and the name.

    ``names`` are an enum or a final tuple, so that the types can tell a name without a text.
    """
    return {name: words(f"{section}.{name}") for name in names}


class Wording(Protocol):
    """All available languages."""

    def words(self, locale: str, zone: str) -> Words:
        """Return the words for a reader, in the nearest available language or else English."""
