"""How people behave in a simulation: every rate with its source, or marked as assumed."""

import math
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

ASSUMED = "assumed"
LIKE_NO = "assumed; at WashU 10.3 % of 165 people declined (PMC6102069)"
LIKE_ASKING = "assumed; Scott 2010 expects that 30 % need a trained peer"
LIKE_HIGHER = "assumed; at WashU 10.8 % of 165 people went on to a higher level (PMC6102069)"
"""Rates of other programs, of something like it and not of the same."""


class Spread(StrEnum):
    """How far single times lie from their median."""

    USUAL = "usual"
    """Log-normal: most are within half of it and twice of it."""
    EXPONENTIAL = "exponential"
    """As in the formulas for queues."""


@dataclass(frozen=True)
class Rate:
    """A share of the cases, a number in a day, or a median time in minutes."""

    value: float
    what: str
    source: str = ASSUMED
    spread: Spread = Spread.USUAL
    """How far times lie apart."""


@dataclass(frozen=True)
class Rates:
    """All rates of one simulation; what is not given stays as it is here."""

    events_a_day: Rate = Rate(3, "events reported in a day")
    by_form: Rate = Rate(0.4, "events that a unit lead on shift reports; systems report the others")
    named: Rate = Rate(0.5, "reports of a system that name people")
    own_talks_a_day: Rate = Rate(
        1,
        "talks asked for in a day without an event",
    )
    own_breaks_a_day: Rate = Rate(1, "breaks asked for in a day without a note")
    read_in: Rate = Rate(25, "minutes until a message is read, while awake")

    declines: Rate = Rate(0.103, "first messages answered with No thanks", LIKE_NO)
    talks: Rate = Rate(0.30, "first messages after which somebody asks to talk", LIKE_ASKING)
    breaks: Rate = Rate(0.08, "first messages after which a break is asked for")
    later: Rate = Rate(0.05, "first messages put off until after the shift")
    stops_all: Rate = Rate(0.02, "first messages after which all are stopped")
    higher: Rate = Rate(
        0.108, "talks asked for with a chaplain, the EAP or another kind", LIKE_HIGHER
    )
    who_first: Rate = Rate(0.15, "talks for which somebody is to be shown first")
    accepts: Rate = Rate(0.8, "people shown first who are accepted")
    refuses: Rate = Rate(0.1, "people shown first who are refused")
    gives_up: Rate = Rate(0.1, "people who take a request back when they read that nobody came yet")
    wants_on_call: Rate = Rate(0.2, "people who then ask for somebody on call")
    still_wanted: Rate = Rate(0.6, "people asked whether they still wish to talk who do")
    says_when: Rate = Rate(0.5, "people who say when it suits after two calls")
    forgets_everything: Rate = Rate(
        0.02, "people who have everything deleted after a later message"
    )

    takes_on_duty: Rate = Rate(0.6, "reminders on duty after which one takes it")
    takes_off_duty: Rate = Rate(0.05, "cards in the channel that one off duty takes, at work")
    takes_on_call: Rate = Rate(0.5, "messages to those on call that one takes")
    looks_at_queue: Rate = Rate(
        0.4, "starts of a shift at which a supporter looks for open requests"
    )
    assigns: Rate = Rate(0.4, "messages to coordinators after which one asks a supporter by name")
    page_brings: Rate = Rate(
        0.6, "pages after which a supporter is telephoned and looks for the request"
    )
    page_brings_in: Rate = Rate(20, "minutes from a page to that")
    answers_in: Rate = Rate(6, "minutes until a reminder on duty is answered")
    calls_in: Rate = Rate(35, "minutes until the first call of who took it")
    reached: Rate = Rate(0.75, "calls that reach the person")
    calls_again_in: Rate = Rate(90, "minutes until the next call")
    hands_back: Rate = Rate(0.05, "requests that are handed back")
    forgets_to_call: Rate = Rate(0.03, "requests taken and then forgotten")
    talk_lasts: Rate = Rate(30, "minutes that a talk lasts")
    closes: Rate = Rate(0.8, "talks that the supporter closes")

    covers: Rate = Rate(0.35, "requests for cover that one on shift accepts")
    covers_in: Rate = Rate(2, "minutes until a request for cover is answered")
    begins: Rate = Rate(0.9, "breaks with cover that are begun")
    comes_back: Rate = Rate(0.9, "breaks whose end is pressed")

    is_well: Rate = Rate(0.3, "later messages answered with I'm OK")
    talks_later: Rate = Rate(0.05, "later messages after which somebody asks to talk")
    stops: Rate = Rate(0.1, "later messages after which no more are wanted")
    lets_go: Rate = Rate(0.7, "events over a unit's limit that a coordinator lets through")

    def all(self) -> tuple[Rate, ...]:
        """All of them, in this order."""
        return tuple(vars(self).values())


class Chance:
    """Chance from a seed: the same question about the same thing has the same answer.

    Each answer depends on its question alone, so one decision more or less does not change all
    that follow.
    """

    def __init__(self, seed: int) -> None:
        """Decide everything by ``seed``."""
        self._seed = seed

    def of(self, *about: object) -> random.Random:
        """A stream of chance for one question."""
        asked = "/".join(str(each) for each in (self._seed, *about))
        return random.Random(asked)

    def falls(self, rate: Rate, *about: object) -> bool:
        """Whether a case of a rate occurs."""
        return self.of(rate.what, *about).random() < rate.value

    def lasts(self, rate: Rate, *about: object) -> timedelta:
        """A time with this median, by the spread of the rate."""
        drawn = self.of(rate.what, *about)
        if rate.spread is Spread.EXPONENTIAL:
            return timedelta(minutes=drawn.expovariate(math.log(2)) * rate.value)
        return timedelta(minutes=drawn.lognormvariate(0, 0.6) * rate.value)

    def arrivals(self, rate: Rate, days: int, *about: object) -> Iterator[float]:
        """The moments, in days from the start, of what happens so often in a day by chance alone.

        Raises ``ValueError`` for a rate below zero.
        """
        if rate.value < 0:
            raise ValueError("a rate is below zero")
        drawn, at = self.of(rate.what, *about), 0.0
        while rate.value and (at := at + drawn.expovariate(rate.value)) < days:
            yield at
