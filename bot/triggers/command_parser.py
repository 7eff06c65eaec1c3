"""Parses ``trigger add KIND [from=HARM] [units=a,b] [delay=1h]``, typed on any keyboard."""

from dataclasses import replace

from bot.core.durations import read_duration
from bot.core.errors import Refused
from bot.programme.model import Harm, Kind, Trigger, Unit
from bot.triggers.model import MOST_WAIT, TEMPLATES

ODD = str.maketrans(dict.fromkeys("“”„‟‘’‚‛«»\"'`", "") | {"＝": "="})
KEYS = {"from": "harm", "harm": "harm", "unit": "units", "units": "units", "delay": "delay"}


def parse_trigger(kind: Kind, words: tuple[str, ...], units: tuple[Unit, ...]) -> Trigger:
    """The draft of a trigger described by the words after the kind.

    The kind's template fills in what the words leave out. Raises ``Refused``, which explains how
    to correct the words.
    """
    trigger = next((each.trigger for each in TEMPLATES if each.kind == kind), None)
    if trigger is None:
        raise Refused("trigger.typed.personal")
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
