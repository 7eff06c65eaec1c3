"""What screens about a support kind disclose: its privacy, the limits, and how soon it answers."""

from dataclasses import dataclass
from datetime import datetime

from bot.core.texts import Words
from bot.programme.hours.service_hours import is_open
from bot.programme.model import Programme


@dataclass(frozen=True)
class Disclosure:
    """The disclosure texts of a support kind."""

    privacy: str
    """Counsel's words on what stays private and what may not; general words without them."""
    time: str = ""
    """How soon it answers, now and at other hours; empty if the playbook does not say."""


def disclosure_of(programme: Programme, key: str, now: datetime, words: Words) -> Disclosure:
    """The disclosure of a support kind, by its key, at this moment."""
    kind = programme.kind(key)
    counsels = f"{words.translate(kind.private)} {words.translate(kind.limits)}".strip()
    privacy = counsels or words("programme.told.privacy")
    if not (kind.answers and kind.at_night):
        return Disclosure(privacy)
    by_day, at_night = words.translate(kind.answers), words.translate(kind.at_night)
    if kind.external or is_open(programme, now, key):
        time = words("programme.told.by_day", now=by_day, later=at_night)
    else:
        time = words("programme.told.at_night", now=at_night, later=by_day)
    return Disclosure(privacy, time)
