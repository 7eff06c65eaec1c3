"""Reads ``trigger add KIND [from=HARM] [units=a,b] [delay=1h]`` as people really type it."""

from dataclasses import replace
from datetime import timedelta

from bot.core.durations import read_duration
from bot.core.errors import Refused
from bot.programme.model import Harm, Kind, Trigger, Unit
from bot.triggers.model import TEMPLATES

ODD = str.maketrans(dict.fromkeys("“”„‟‘’‚‛«»\"'`", "") | {"＝": "="})
KEYS = {"from": "harm", "harm": "harm", "unit": "units", "units": "units", "delay": "delay"}
MOST_WAIT = timedelta(hours=24)


def read(kind: str, words: tuple[str, ...], units: tuple[Unit, ...]) -> Trigger:
    """The trigger the words after the kind say. Raises ``Refused`` with how to mend them.

    What is not said is the template's of that kind; nothing is ticked yet.
    """
    trigger = next(each.trigger for each in TEMPLATES if each.kind == Kind(kind))
    for word in " ".join(words).translate(ODD).casefold().split():
        name, equals, value = word.partition("=")
        if not equals or name not in KEYS:
            raise Refused("trigger.typed.words")
        trigger = _with(trigger, KEYS[name], value, units)
    return trigger


def _with(trigger: Trigger, name: str, value: str, units: tuple[Unit, ...]) -> Trigger:
    if name == "harm":
        if value not in set(Harm):
            raise Refused("trigger.typed.harm")
        return replace(trigger, harm=Harm(value))
    if name == "delay":
        wait = read_duration(value, bare="min")
        if wait is None or wait > MOST_WAIT:
            raise Refused("trigger.typed.delay")
        return replace(trigger, delay=wait)
    known = {unit.key for unit in units}
    named = tuple(dict.fromkeys(key for key in value.split(",") if key))
    if not named or not known >= set(named):
        raise Refused("trigger.typed.units")
    return replace(trigger, units=named)
