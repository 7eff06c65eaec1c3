"""Every sample of every feature, drawn in English, or in another language there is."""

from collections.abc import Mapping
from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from adapters.catalogue import Catalogue, load_catalogues
from adapters.wording import load_wording
from bot.core.commands import HelpLine
from bot.core.envelope_handlers import EMPTY, over_card
from bot.core.envelopes import closed_card
from bot.core.lines import Lines
from bot.core.notices import notice_card, notice_form, with_line
from bot.core.routes import Feature
from bot.core.screens import Card, Form, Text
from bot.core.texts import Words
from bot.features import make_registry
from tests.samples import Sample
from tests.world import EMERGENCY, LINE, SOCIAL_WORK, ZONE, kinds

ROOT = Path(__file__).parents[2]
LINES = Lines((LINE, EMERGENCY))
# Longer than any value people really have: an example of what must not break a screen.
ODDLY_LONG = 100


class ShortValues:
    """The words with oddly long values cut to their first word, so that a text can be measured.

    A name of sixty words is drawn to see that it fits, and says nothing about our sentences.
    """

    def __init__(self, words: Words) -> None:
        self._words = words

    def __call__(self, key: str, /, **values: str | int) -> str:
        short = {name: _short(value) for name, value in values.items()}
        return self._words(key, **short)

    @property
    def language(self) -> str:
        return self._words.language

    def on(self, platform: str, key: str, /, **values: str | int) -> str:
        return self._words.on(platform, key, **{n: _short(v) for n, v in values.items()})

    def translate(self, phrase: str) -> str:
        return self._words.translate(phrase)

    def others(self) -> Mapping[str, str]:
        return self._words.others()

    def into(self, language: str) -> Words:
        return ShortValues(self._words.into(language))

    def time(self, moment: datetime) -> str:
        return self._words.time(moment)

    def day(self, moment: datetime) -> str:
        return self._words.day(moment)

    def month(self, moment: datetime, *, short: bool = False) -> str:
        return self._words.month(moment, short=short)

    def day_and_time(self, moment: datetime) -> str:
        return self._words.day_and_time(moment)


def _short(value: str | int) -> str | int:
    if isinstance(value, str) and len(value) > ODDLY_LONG:
        return value.split(maxsplit=1)[0]
    return value


@cache
def english() -> Catalogue:
    return catalogue("en")


@cache
def catalogue(language: str) -> Catalogue:
    return load_catalogues()[language]


@cache
def words(language: str = "en") -> Words:
    return ShortValues(load_wording().words(language, ZONE))


@cache
def line_text(language: str = "en") -> str:
    [line] = with_line(words(language), LINES)
    assert isinstance(line, Text)
    return line.text


@cache
def samples(language: str = "en") -> tuple[Sample, ...]:
    """What every ``tests/bot/<feature>/samples.py`` draws, and what belongs to no feature."""
    return tuple(sample for drawn in by_feature(language).values() for sample in drawn)


@cache
def by_feature(language: str = "en") -> dict[str, tuple[Sample, ...]]:
    """The same by the feature they belong to; ``core`` for those of none."""
    return drawn_with(words(language))


def drawn_with(spoken: Words) -> dict[str, tuple[Sample, ...]]:
    """Every sample by its feature, in these words."""
    found: dict[str, tuple[Sample, ...]] = {
        "core": (
            Sample("card", notice_card(spoken, LINES, spoken("core.trouble"))),
            Sample("form", notice_form(spoken, LINES, spoken("core.gone"))),
            Sample("card", closed_card(spoken, "Our hospital", "", None)),
            Sample("card", closed_card(spoken, "", "", None)),
            Sample("card", over_card(spoken, LINES)),
            Sample("card", EMPTY.draw(spoken, LINES)),
        )
    }
    for path in sorted(ROOT.glob("tests/bot/*/samples.py")):
        module = import_module(f"tests.bot.{path.parent.name}.samples")
        notices = _notices(path.parent.name, spoken)
        found[path.parent.name] = (*module.samples(spoken, LINES), *notices)
    return found


def _notices(folder: str, spoken: Words) -> tuple[Sample, ...]:
    """A notice is the same for everybody, so it is its own sample."""
    module = import_module(f"bot.{folder}")
    features: tuple[Feature, ...] = getattr(module, "FEATURES", None) or (module.FEATURE,)
    notices = (notice for feature in features for notice in feature.all_notices())
    return tuple(Sample("card", notice.draw(spoken, LINES)) for notice in notices)


@cache
def counsels(language: str = "en") -> tuple[str, ...]:
    """What counsel of the sample hospital says of the support kinds, in the reader's language."""
    spoken = words(language)
    said = {text for kind in (*kinds(""), SOCIAL_WORK) for text in (kind.private, kind.limits)}
    return tuple(spoken.translate(each) for each in sorted(said) if each)


def commands_in_help() -> list[str]:
    """The commands as help spells them; they are in no catalogue."""
    commands = make_registry().commands.values()
    return [each.name for each in commands if isinstance(each.help, HelpLine)]


def cards(*kinds: str, language: str = "en") -> list[Card]:
    """The samples of some kinds that are cards."""
    return [
        sample.screen
        for sample in samples(language)
        if sample.kind in kinds and isinstance(sample.screen, Card)
    ]


def screens(language: str = "en") -> list[Card | Form]:
    return [sample.screen for sample in samples(language)]


def name_of(screen: Card | Form) -> str:
    return screen.screen if isinstance(screen, Card) else screen.name


def words_of_the_hospital() -> list[str]:
    """The texts of support lines and of the sample playbook, and the commands that help lists."""
    lines = [
        text
        for line in LINES.all
        for text in (line.name, line.number, line.how, line.hours, line.cost)
    ]
    said = [SOCIAL_WORK.name]
    said += [
        text
        for each in (*kinds(""), SOCIAL_WORK)
        for text in (
            each.private,
            each.limits,
            each.answers,
            each.at_night,
            each.service,
            each.how,
            each.name,
        )
    ]
    return [*lines, *said, *commands_in_help()]


def none(offenders: list[str]) -> None:
    """Fail with all of them, one a line."""
    if offenders:
        pytest.fail("\n".join(dict.fromkeys(offenders)), pytrace=False)
