"""Support lines: the telephone numbers that every note ends with.

They are held in memory from the start, so the crisis screen needs no database.
"""

import re
from dataclasses import dataclass
from datetime import date, time
from enum import StrEnum

from bot.core.phones import read_number, sms, tel
from bot.core.screens import Link, Text
from bot.core.texts import Words


class LineTopic(StrEnum):
    """What a line that is for one thing is for."""

    SUBSTANCE_USE = "substance_use"
    FAMILY = "family"


class Texting(StrEnum):
    """Whether a line takes text messages."""

    NO = "no"
    TOO = "too"
    ONLY = "only"
    """It takes no calls: a tap on its number must not begin one."""


KNOWN_TO_TAKE_TEXTS = {
    ("US", "988"): Texting.TOO,
    ("CA", "988"): Texting.TOO,
    ("US", "741741"): Texting.ONLY,
}
"""Lines that are known to take texts, by country and number.

https://988lifeline.org, https://988.ca and https://www.crisistextline.org
"""


@dataclass(frozen=True)
class SupportLine:
    """A number to call: what it is, how to reach it, what it costs, and the source of this."""

    key: str
    name: str
    country: str
    """ISO 3166 alpha-2."""
    number: str
    how: str
    hours: str
    """In words, as is ``cost``."""
    cost: str
    source: str
    last_verified: date
    """The day somebody last called it to see that it answers."""
    crisis: bool = False
    """Whether the crisis screen leads with it."""
    emergency: bool = False
    """Whether it is the number for immediate danger."""
    areas: tuple[str, ...] = ()
    """The keys of the areas it is for; all if empty."""
    topic: str = ""
    """The one thing it is for, a ``LineTopic``; empty for whatever it may be."""
    open_days: tuple[str, ...] = ()
    """The days on which its hours begin (``mon`` … ``sun``); every day if empty."""
    opens: time | None = None
    """When it opens, on the programme's clock; unset if only ``hours`` says it."""
    closes: time | None = None
    """When it closes; no later than ``opens``: on the next day."""
    texts: Texting = Texting.NO

    @property
    def texting(self) -> Texting:
        """Whether it takes text messages: by the playbook, or because this number is known to."""
        return KNOWN_TO_TAKE_TEXTS.get((self.country, self.number), self.texts)


@dataclass(frozen=True)
class Lines:
    """The lines of the programme, and what the crisis screen shows beside them."""

    all: tuple[SupportLine, ...] = ()
    plan: tuple[str, ...] = ()
    """The hospital's steps for when somebody may be in danger."""
    kinds: tuple[str, ...] = ()
    """The support kinds, as they are typed after ``talk``."""

    @property
    def crisis(self) -> SupportLine | None:
        """The first crisis line: notes end with it, and the crisis screen leads with it."""
        return next((line for line in self.all if line.crisis), None)

    @property
    def emergency(self) -> SupportLine | None:
        """The number for immediate danger."""
        return next((line for line in self.all if line.emergency), None)

    @property
    def others(self) -> tuple[SupportLine, ...]:
        """All other lines that are for whatever it may be, in the order of the playbook."""
        known = (self.crisis, self.emergency)
        return tuple(line for line in self.all if line not in known and not line.topic)

    @property
    def on_paper(self) -> SupportLine | None:
        """The line of whatever has room for one: preferably not the crisis line."""
        return next(iter(self.others), None) or self.crisis

    @property
    def topical(self) -> tuple[SupportLine, ...]:
        """The lines that are for one thing, such as alcohol and drugs."""
        return tuple(line for line in self.all if line.topic)


def reaching(words: Words, said: str, line: SupportLine) -> Text:
    """Make the paragraph ``said``, in which a tap reaches the line.

    A tap on the number calls it. Where the line takes texts, too, a tap on the word for that
    begins one; a paragraph without the word gets a sentence that has it.
    """
    number = line.number
    if read_number(number) is None or number not in said:
        return Text(said)
    if line.texting is Texting.ONLY:
        return Text(said, (Link(number, sms(number)),))
    calls = Link(number, tel(number))
    if line.texting is Texting.NO:
        return Text(said, (calls,))
    before = said.rpartition(number)[0]
    word = re.escape(words("core.texting.word"))
    if found := re.search(rf"(?<!\w){word}(?!\w)", before, re.IGNORECASE):
        return Text(said, (Link(found[0], sms(number)), calls))
    too = words("core.texting.too")
    return Text(f"{said} {too}", (calls, Link(too, sms(number))))
