"""What a screen about one option says: what stays private, where that ends, and how soon."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.texts import Words
from bot.programme.model import Option, Programme
from bot.programme.service_hours import is_open


@dataclass(frozen=True)
class Told:
    """``privacy`` in counsel's words, ``time`` the honest one now and at the other hours.

    ``time`` is empty where the playbook says nothing of it.
    """

    privacy: str
    time: str = ""


def told_of(programme: Programme, option: str, now: datetime, words: Words) -> Told:
    """What is told of an option (its value, or ``OUTSIDE``) at this moment."""
    said = programme.options.get(option)
    if said is None:
        return Told(words("programme.told.privacy"))
    counsels = f"{words.translate(said.private)} {words.translate(said.limits)}".strip()
    privacy = counsels or words("programme.told.privacy")
    if not (said.answers and said.at_night):
        return Told(privacy)
    watched = option not in set(Option) or is_open(programme, now, Option(option))
    by_day, at_night = words.translate(said.answers), words.translate(said.at_night)
    if watched:
        time = words("programme.told.by_day", now=by_day, later=at_night)
    else:
        time = words("programme.told.at_night", now=at_night, later=by_day)
    return Told(privacy, time)
