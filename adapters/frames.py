"""The words that a platform adds to cards and dialogs, in the reader's language."""

from collections.abc import Callable
from functools import lru_cache
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
        self._usual = make(usual)
        self._known = lru_cache(MOST_LANGUAGES)(
            lambda locale: make(wording.words(locale, "UTC")) if wording else self._usual
        )

    def __call__(self, locale: str) -> Phrases:
        """The phrases of a locale (``es_MX``), or of the nearest one there is."""
        return self._known(locale) if locale else self._usual
