"""The words that a platform adds to cards and dialogs, in the reader's language."""

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.core.texts import Wording, Words

Phrases = TypeVar("Phrases")
MOST_LANGUAGES = 200
"""A limit, because platforms send any locale: invented ones must not fill the memory."""


class Frames(Generic[Phrases]):
    """A platform's phrases in each language, created once."""

    def __init__(
        self, make: Callable[[Words], Phrases], usual: Words, wording: Wording | None
    ) -> None:
        """``make`` creates the phrases from words; ``usual`` are for an unknown language."""
        self._make = make
        self._usual = make(usual)
        self._wording = wording
        self._known: dict[str, Phrases] = {}

    def __call__(self, locale: str) -> Phrases:
        """The phrases of a locale (``es_MX``), or of the nearest one there is."""
        if not locale or self._wording is None:
            return self._usual
        if locale not in self._known and len(self._known) < MOST_LANGUAGES:
            self._known[locale] = self._make(self._wording.words(locale, "UTC"))
        return self._known.get(locale, self._usual)
