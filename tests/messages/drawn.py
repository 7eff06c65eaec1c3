"""Every sample of every feature, drawn in English."""

from datetime import datetime
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from adapters.catalogue import Catalogue, load_catalogues
from adapters.wording import load_wording
from bot.lines import Lines
from bot.notices import notice_card, notice_form, with_line
from bot.screens import Card, Form, Small
from bot.texts import Words
from tests.samples import Sample
from tests.world import EMERGENCY, LINE, ZONE

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

    def time(self, moment: datetime) -> str:
        return self._words.time(moment)

    def day(self, moment: datetime) -> str:
        return self._words.day(moment)

    def day_and_time(self, moment: datetime) -> str:
        return self._words.day_and_time(moment)


def _short(value: str | int) -> str | int:
    if isinstance(value, str) and len(value) > ODDLY_LONG:
        return value.split(maxsplit=1)[0]
    return value


@cache
def english() -> Catalogue:
    return load_catalogues()["en"]


@cache
def words() -> Words:
    return ShortValues(load_wording().words("en", ZONE))


@cache
def line_text() -> str:
    [line] = with_line(words(), LINES)
    assert isinstance(line, Small)
    return line.text


@cache
def samples() -> tuple[Sample, ...]:
    """What every ``tests/bot/<feature>/samples.py`` draws, and what belongs to no feature."""
    return tuple(sample for drawn in by_feature().values() for sample in drawn)


@cache
def by_feature() -> dict[str, tuple[Sample, ...]]:
    """The same by the feature they belong to; ``core`` for those of none."""
    found: dict[str, tuple[Sample, ...]] = {
        "core": (
            Sample("card", notice_card(words(), LINES, words()("core.trouble"))),
            Sample("form", notice_form(words(), LINES, words()("core.gone"))),
        )
    }
    for path in sorted(ROOT.glob("tests/bot/*/samples.py")):
        module = import_module(f"tests.bot.{path.parent.name}.samples")
        found[path.parent.name] = tuple(module.samples(words(), LINES))
    return found


def cards(*kinds: str) -> list[Card]:
    """The samples of some kinds that are cards."""
    return [
        sample.screen
        for sample in samples()
        if sample.kind in kinds and isinstance(sample.screen, Card)
    ]


def screens() -> list[Card | Form]:
    return [sample.screen for sample in samples()]


def name_of(screen: Card | Form) -> str:
    return screen.screen if isinstance(screen, Card) else screen.name


def none(offenders: list[str]) -> None:
    """Fail with all of them, one a line."""
    if offenders:
        pytest.fail("\n".join(dict.fromkeys(offenders)), pytrace=False)
