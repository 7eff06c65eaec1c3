"""Rules of a language for its sentences that Babel does not know."""

import re
from collections.abc import Callable
from dataclasses import dataclass

from adapters.catalogue import Joint


@dataclass(frozen=True)
class Tongue:
    """One language; ``region`` gives the clock for readers whose locale has no region."""

    region: str = ""
    joint: Joint | None = None
    time: Callable[[str], str] = str
    day_and_time: Callable[[str, str], str] | None = None


# Spanish has a different article before a day than before an hour: "a las 2:45" and "el 3 may".
_ARTICLE = re.compile(r"\b(de |[Aa] )?las $")
_BEFORE_A_DAY = {"de ": "del ", "a ": "el ", "A ": "El ", None: "el "}
_A_DAY = re.compile(r"\d{1,2} [^\W\d]+ a la")
_ONE = re.compile(r"1:\d")


def spanish_joint(text: str, value: str) -> str:
    """The article before a time: ``las``, ``la`` before one o'clock, ``el`` before a day."""
    article = _ARTICLE.search(text)
    if article and _ONE.match(value):
        return f"{text.removesuffix('las ')}la "
    if article and _A_DAY.match(value):
        return text[: article.start()] + _BEFORE_A_DAY[article[1]]
    return text


def spanish_time(time: str) -> str:
    """``2:45 pm`` without full stops, which would seem to end the sentence."""
    return re.sub(r"\b([ap])\. ?m\.", r"\1m", time)


def spanish_day_and_time(day: str, time: str) -> str:
    """``3 may a las 2:45 pm``."""
    return f"{day} {spanish_joint('a las ', time)}{time}"


ANY = Tongue()
TONGUES = {
    # Shipped for hospitals in the United States, so with a twelve-hour clock.
    "es": Tongue("es_US", spanish_joint, spanish_time, spanish_day_and_time),
}
