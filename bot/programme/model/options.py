"""Whom one can talk with, and whose turn of duty it is."""

from dataclasses import dataclass, fields, replace
from datetime import time

from bot.core.people import Employment
from bot.programme.model.hours import Ladder, ServiceHours
from bot.programme.model.names import CHAPLAINS, CLAIMS, EAP_DESK, Option

OUTSIDE = "outside"
"""The key, among the options, of a peer outside the hospital, whom nobody here is asked for."""
CHANNEL_OF = {Option.PEER: CLAIMS, Option.CHAPLAIN: CHAPLAINS, Option.EAP: EAP_DESK}
"""The private channel in which requests for an option are claimed."""


@dataclass(frozen=True)
class TalkOption:
    """What the playbook says of one option, each text a whole sentence for people.

    ``private`` and ``limits`` are counsel's words: what stays private, and what may not.
    ``answers`` says how soon somebody answers in service hours, ``at_night`` outside of them;
    both end a sentence, as "within 30 minutes" does. ``line`` is the key of the support line
    that reaches it by telephone, ``operator`` the number of the operator who pages. ``open_to``
    are the employments it is for, all when empty. ``desk`` are the people, by reference, who
    call back (the EAP). ``name`` and ``how`` are those of a peer outside the hospital. Without
    ``hours`` or a ``ladder`` of its own it has the programme's.
    """

    private: str = ""
    limits: str = ""
    answers: str = ""
    at_night: str = ""
    line: str = ""
    operator: str = ""
    open_to: tuple[Employment, ...] = ()
    desk: tuple[str, ...] = ()
    name: str = ""
    how: str = ""
    hours: ServiceHours | None = None
    ladder: Ladder | None = None

    def over(self, other: "TalkOption") -> "TalkOption":
        """What an area says of an option over what the programme says of it."""
        mine = {each.name: getattr(self, each.name) for each in fields(self)}
        return replace(other, **{name: value for name, value in mine.items() if value})

    def is_for(self, employment: Employment) -> bool:
        """Whether somebody employed like this may use it."""
        return not self.open_to or employment in self.open_to


@dataclass(frozen=True)
class RotaTurn:
    """A turn of duty that comes round: whose, by reference, and when, on the programme's clock.

    Without ``days`` it is every day's. One that ends before it starts ends the next day.
    """

    person: str
    starts: time
    ends: time
    days: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rota:
    """Whose turn it is, in one area and for one option; what supporters set themselves adds to it.

    ``calendar`` is the address of an iCalendar feed that says so as well.
    """

    area: str
    option: Option = Option.PEER
    turns: tuple[RotaTurn, ...] = ()
    calendar: str = ""

    @property
    def key(self) -> str:
        """What tells it from the others."""
        return f"{self.area}:{self.option}"
