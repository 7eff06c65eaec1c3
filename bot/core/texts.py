"""The port to the words: every text a person reads comes through here, by key."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol


class Words(Protocol):
    """The words of one language, for one reader's time zone.

    ``words("check_in.note.hello", name="Sam")`` gives the text of that key with its
    placeholders filled. The keys are literal in the code, so that a check finds the missing
    and the unused ones. Values are plain text: nothing in them can become formatting.
    """

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The text of ``key``; a ``count`` value chooses the plural form.

        Raises ``KeyError`` for an unknown key, a missing or a surplus value: faults of the
        program that the checks of ``make test`` find first.
        """
        ...

    @property
    def language(self) -> str:
        """The code of the language in which the texts are, such as ``en``."""
        ...

    def on(self, platform: str, key: str, /, **values: str | int) -> str:
        """The text of ``key``, of the section ``platform``, as it is said on one platform.

        ``platform.name`` on ``x`` is ``platform.x.name`` where there is such a text. Either may
        have the platform's own name as ``{platform}``, and leave out any of the values.
        """
        ...

    def translate(self, phrase: str) -> str:
        """A phrase of the hospital's own, such as a line's hours, in the reader's language.

        One that nobody has translated comes back as it is.
        """
        ...

    def others(self) -> Mapping[str, str]:
        """The other languages there are: by their codes, what each calls itself."""
        ...

    def into(self, language: str) -> "Words":
        """The words of another of them, for the same reader."""
        ...

    def time(self, moment: datetime) -> str:
        """A time of day as the reader's clock shows it, such as ``2:45 PM``."""
        ...

    def day(self, moment: datetime) -> str:
        """A day as the reader's calendar shows it, such as ``May 3``."""
        ...

    def day_and_time(self, moment: datetime) -> str:
        """Day and time of day, such as ``May 3, 2:45 PM``."""
        ...


class Wording(Protocol):
    """All languages there are."""

    def words(self, locale: str, zone: str) -> Words:
        """The words for a reader; the nearest language there is, English at last."""
        ...
