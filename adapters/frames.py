"""The words a platform puts around cards and dialogs, in the language of whoever reads them."""

from collections.abc import Callable
from typing import Generic, TypeVar

from bot.core.texts import Wording, Words

Phrases = TypeVar("Phrases")
MOST_LANGUAGES = 200
"""A locale is what a platform says it is: what nobody speaks must not fill the memory."""


class Frames(Generic[Phrases]):
    """A platform's phrases in each language, made once."""

    def __init__(
        self, make: Callable[[Words], Phrases], usual: Words, wording: Wording | None
    ) -> None:
        """``make`` them of some words; ``usual`` are for whoever's language is not known."""
        self._make = make
        self._usual = make(usual)
        self._wording = wording
        self._known: dict[str, Phrases] = {}

    def __call__(self, locale: str) -> Phrases:
        """Those of a language (``es_MX``), or of the nearest there is."""
        if not locale or self._wording is None:
            return self._usual
        if locale not in self._known and len(self._known) < MOST_LANGUAGES:
            self._known[locale] = self._make(self._wording.words(locale, "UTC"))
        return self._known.get(locale, self._usual)
