"""Drawn examples of the screens of duty."""

from datetime import UTC, datetime, timedelta

from bot.lines import Lines
from bot.supporters.model import Duty
from bot.supporters.screens import duty_card
from bot.texts import Words
from tests.samples import Sample

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)


def samples(words: Words, lines: Lines) -> list[Sample]:
    until = Duty(reference="p", since=NOW, until=NOW + timedelta(hours=10))
    always = Duty(reference="p", since=NOW)
    return [Sample("card", duty_card(words, duty, NOW)) for duty in (None, always, until)]
