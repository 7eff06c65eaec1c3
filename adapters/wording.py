"""The words for a reader: a catalogue's texts with the plurals and times of the language."""

import logging
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, tzinfo
from functools import lru_cache
from pathlib import Path
from zoneinfo import ZoneInfo

from babel import Locale, UnknownLocaleError
from babel.dates import format_skeleton, format_time, get_datetime_format
from babel.numbers import format_decimal

from adapters.catalogue import (
    COUNT,
    ORIGINAL,
    PHRASES,
    Catalogue,
    Message,
    Template,
    WordingError,
    load_catalogues,
    own_words,
)
from adapters.clock import in_utc
from adapters.elision import ANY, TONGUES
from adapters.playbook import as_tables

__all__ = ["LocaleWords", "TomlWording", "WordingError", "load_wording"]

log = logging.getLogger(__name__)

# Babel puts these between a time and its "PM" and into large numbers. Some chat fonts show them as
# a box, some screen readers say their name, and a search for "2:45 PM" does not find them.
ODD_SPACES = str.maketrans({"\N{NARROW NO-BREAK SPACE}": " ", "\N{NO-BREAK SPACE}": " "})


def load_wording(overrides: Path | None = None) -> "TomlWording":
    """Load all shipped words, with a hospital's own in place of ours. Raises ``WordingError``."""
    return TomlWording(load_catalogues(overrides))


Others = Callable[[str, str], dict[str, "LocaleWords"]]
"""Returns the words in all languages but one, for a zone."""


class TomlWording:
    """``Wording`` over the catalogues of all languages, by name; English must be among them."""

    def __init__(self, catalogues: Mapping[str, Catalogue]) -> None:
        self._catalogues = self._without_playbook = dict(catalogues)
        self._words = lru_cache(maxsize=1024)(self._make)

    def reword(self, own: Mapping[str, str]) -> None:
        """Use a playbook's own words in place of ours; ignore a language that no longer fits.

        They were checked when they were applied, but a newer program may have other texts.
        """
        catalogues, faults = own_words(self._without_playbook, as_tables(own))
        if faults:
            log.error("own_words_passed_over", extra={"count": len(faults)})
            catalogues = dict(self._without_playbook)
            for language, below in as_tables(own).items():
                fitting, wrong = own_words(catalogues, {language: below})
                catalogues = catalogues if wrong else fitting
        self._catalogues = dict(catalogues)
        self._words.cache_clear()

    def words(self, locale: str, zone: str) -> "LocaleWords":
        """The words for a reader; works for any locale and zone that a platform sends."""
        return self._words(locale, zone)

    def _make(self, locale: str, zone: str) -> "LocaleWords":
        wanted = _locale(locale)
        language = next((name for name in _nearest(wanted) if name in self._catalogues), ORIGINAL)
        written = Locale.parse(language)
        # A British reader of our English sees 14:45, an American one 2:45 PM.
        shown = wanted if wanted and wanted.language == written.language else written
        if shown.territory is None:
            shown = Locale.parse(TONGUES.get(language, ANY).region or language)
        return LocaleWords(self._catalogues[language], written, shown, _zone(zone), self._others)

    def _others(self, language: str, zone: str) -> dict[str, "LocaleWords"]:
        return {name: self.words(name, zone) for name in self._catalogues if name != language}


class LocaleWords:
    """``Words`` of one catalogue for readers of one region and zone."""

    def __init__(
        self, catalogue: Catalogue, written: Locale, shown: Locale, zone: tzinfo, others: "Others"
    ) -> None:
        """Take the texts, their language, and the reader's time format and zone.

        ``others`` returns the same reader's words in each other language.
        """
        self._catalogue = catalogue
        self._written = str(written)
        self._others = others
        self._plural_form = written.plural_form
        self._shown = shown
        self._zone = zone
        self._tongue = TONGUES.get(written.language, ANY)

    def __call__(self, key: str, /, **values: str | int) -> str:
        """The text of ``key`` with its values. Raises ``KeyError`` for a wrong key or value."""
        message = self._catalogue.get(key)
        if message is None:
            raise KeyError(f"no text has the key {key}")
        if values.keys() != message.expects:
            needed, given = sorted(message.expects), sorted(values)
            raise KeyError(f"{key} is filled with {needed}, not with {given}")
        template = self._template(key, message, values)
        plain = {name: self._plain(value) for name, value in values.items()}
        return template.filled(plain, self._tongue.joint)

    @property
    def language(self) -> str:
        """The code of the catalogue's language."""
        return self._written

    def on(self, platform: str, key: str, /, **values: str | int) -> str:
        """The platform's own text of ``key``, otherwise the common one."""
        section, _, name = key.partition(".")
        own = f"{section}.{platform}.{name}"
        key = own if own in self._catalogue else key
        known = {"platform": platform, **values}
        expected = self._catalogue[key].expects if key in self._catalogue else known.keys()
        return self(key, **{each: value for each, value in known.items() if each in expected})

    def translate(self, phrase: str) -> str:
        """Translate a phrase of the playbook; returns it unchanged without a translation."""
        message = self._catalogue.get(PHRASES + phrase.strip().casefold())
        return message.forms["other"].plain if message else phrase

    def others(self) -> dict[str, str]:
        """The names of the other languages, each in its own language."""
        return {name: words("core.language") for name, words in self._in_others().items()}

    def into(self, language: str) -> "LocaleWords":
        """The same reader's words in another language; these if there is no such language."""
        return self._in_others().get(language, self)

    def _in_others(self) -> dict[str, "LocaleWords"]:
        return self._others(self._written, str(self._zone))

    def time(self, moment: datetime) -> str:
        """A time of day on the reader's clock."""
        local = self._local(moment)
        shown = format_time(local, "short", locale=self._shown).translate(ODD_SPACES)
        return self._tongue.time(shown)

    def day(self, moment: datetime) -> str:
        """A day in the reader's calendar."""
        shown = format_skeleton("MMMd", self._local(moment), locale=self._shown)
        return shown.translate(ODD_SPACES)

    def month(self, moment: datetime, *, short: bool = False) -> str:
        """A month in the reader's calendar, with its year, or short without it."""
        shown = "MMM" if short else "yMMMM"
        return format_skeleton(shown, self._local(moment), locale=self._shown).translate(ODD_SPACES)

    def day_and_time(self, moment: datetime) -> str:
        """The day and time, joined as usual in the language."""
        day, time = self.day(moment), self.time(moment)
        if self._tongue.day_and_time is not None:
            return self._tongue.day_and_time(day, time)
        pattern = str(get_datetime_format("medium", locale=self._shown)).replace("'", "")
        return pattern.replace("{1}", day).replace("{0}", time).translate(ODD_SPACES)

    def _local(self, moment: datetime) -> datetime:
        return in_utc(moment).astimezone(self._zone)

    def _template(self, key: str, message: Message, values: Mapping[str, str | int]) -> Template:
        if not message.is_plural:
            return message.forms["other"]
        count = values[COUNT]
        if not isinstance(count, int):
            raise KeyError(f"{key} chooses its plural form by a count, which is a number")
        return message.forms.get(self._plural_form(count)) or message.forms["other"]

    def _plain(self, value: str | int) -> str:
        if isinstance(value, str):
            return value
        return format_decimal(value, locale=self._shown).translate(ODD_SPACES)


def _locale(name: str) -> Locale | None:
    """The locale of this name, or the nearest that exists, such as ``en`` for ``en-XX``."""
    parts = name.replace("-", "_").split("_")
    for length in range(len(parts), 0, -1):
        try:
            return Locale.parse("_".join(parts[:length]))
        except (UnknownLocaleError, ValueError):
            continue
    return None


def _nearest(locale: Locale | None) -> list[str]:
    parts = str(locale).split("_") if locale else []
    return ["_".join(parts[:length]) for length in range(len(parts), 0, -1)]


def _zone(name: str) -> tzinfo:
    try:
        return ZoneInfo(name)
    except (LookupError, OSError, ValueError, RecursionError):
        # A time in UTC is odd, but better than no answer.
        log.warning("unknown_zone", extra={"zone": name[:64]})
        return UTC
