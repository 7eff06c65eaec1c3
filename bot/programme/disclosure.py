"""What a screen about one support kind says: what stays private, where that ends, and how soon."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.texts import Words
from bot.programme.model import Programme
from bot.programme.service_hours import is_open


@dataclass(frozen=True)
class Told:
    """``privacy`` in counsel's words, ``time`` the honest one now and at the other hours.

    ``time`` is empty where the playbook says nothing of it.
    """

    privacy: str
    time: str = ""


def told_of(programme: Programme, key: str, now: datetime, words: Words) -> Told:
    """What is told of a support kind, by its key, at this moment."""
    kind = programme.kind(key)
    counsels = f"{words.translate(kind.private)} {words.translate(kind.limits)}".strip()
    privacy = counsels or words("programme.told.privacy")
    if not (kind.answers and kind.at_night):
        return Told(privacy)
    by_day, at_night = words.translate(kind.answers), words.translate(kind.at_night)
    if kind.external or is_open(programme, now, key):
        time = words("programme.told.by_day", now=by_day, later=at_night)
    else:
        time = words("programme.told.at_night", now=at_night, later=by_day)
    return Told(privacy, time)
