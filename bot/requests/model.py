"""Requests to talk with somebody: states, doors, claims."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from bot.core.packed import Packed
from bot.core.records import TEXT, TEXTS, Codec, Field, Record, Sealed, SealedPer, stored
from bot.programme.model import FIRST_KIND
from bot.requests.wishes import CARD_SAYS, PREFERENCES


class RequestMode(StrEnum):
    """``ANY``: whoever claims sees the contact at once. ``WHO_FIRST``: after the person's yes."""

    ANY = "any"
    WHO_FIRST = "who_first"


class Origin(StrEnum):
    """Where a request comes from.

    ``OWN``: its person asked. ``CALL``: a coordinator asks a peer to call somebody who did not.
    """

    OWN = "own"
    CALL = "call"


class Reach(StrEnum):
    """How somebody would like to be reached; a number typed for it is in the vault."""

    ANY = "any"
    APP = "app"
    PHONE = "phone"
    IN_PERSON = "in_person"
    VIDEO = "video"


class RequestState(StrEnum):
    """Where a request stands.

    ``HANDED``: nobody holds it, and one colleague is asked to take it over. ``UNSURE``: nobody
    is asked, and its person is, whether they still wish to talk.
    """

    OPEN = "open"
    HANDED = "handed"
    UNSURE = "unsure"
    OFFERED = "offered"
    CLAIMED = "claimed"
    REACHED = "reached"
    DONE = "done"
    WITHDRAWN = "withdrawn"


HELD: Final = (RequestState.OFFERED, RequestState.CLAIMED, RequestState.REACHED)
"""The states in which a supporter holds the request."""
WITH_CONTACT = (RequestState.CLAIMED, RequestState.REACHED)
"""The states in which that supporter may see the contact."""
ENDED = (RequestState.DONE, RequestState.WITHDRAWN)
"""The states that are for good."""
LIVE: Final = (RequestState.OPEN, RequestState.HANDED, RequestState.UNSURE, *HELD)
"""In ``find``: not ended."""
TO_COME = (RequestState.OPEN, RequestState.HANDED, RequestState.OFFERED, RequestState.CLAIMED)
"""The states in which somebody is looked for, or has yet to reach the person."""


class Back(StrEnum):
    """Why a request went back to the queue; sealed, and only its person is told."""

    RELEASED = "released"
    UNCONFIRMED = "unconfirmed"
    UNANSWERED = "unanswered"
    SOMEONE_ELSE = "someone_else"
    HANDED = "handed"
    STILL_WANTED = "still_wanted"


TOLD_AT_LEVEL = 3
"""The escalation level at which the person is told that nobody has claimed yet."""
TOLD_AGAIN_AT_LEVEL = 5
"""The escalation level at which they are told once more, after two hours of service time."""
REMIND_AGAIN = timedelta(minutes=30)
"""The pause after which on-call people and coordinators are reminded; then it doubles."""
REMIND_AT_LEAST = timedelta(hours=4)
"""The longest such pause."""
MOST_CALLS = 6
"""How many messages about one request each of them gets; afterwards only their card changes."""
TRIES_TOLD = 2
"""After how many tries the person is told that somebody could not reach them."""
MOST_UNANSWERED = 3
"""How many slots in a row may go unanswered before the person is asked if they still wish it."""
ASKED_AFTER_DAYS = 7
"""After how many days open, with nobody taking it, the person is asked the same."""
CALL_LASTS_DAYS = 3
"""After how many days open a call that nobody asked for ends, with nobody asked any more."""
UNSURE_FOR = timedelta(days=3)
"""How long that question stands; without an answer the request is closed, as it had said."""
CLOSES_AFTER = timedelta(days=14)
"""When a request whose person was reached closes by itself, so that no contact is kept on."""
KEPT_AFTER = timedelta(days=7)
"""How long the empty row of an ended request stays, so that old buttons can say it is closed."""

ALPHABET = "23456789BCDFGHJKMNPQRSTVWXZ"
"""What codes are made of: nothing that looks like another sign, no vowels, so no words."""
CODE_LENGTH = 4


def new_code(taken: Collection[str]) -> str:
    """A short code for people to read and type, unlike those that are taken."""
    while True:
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        if code not in taken:
            return code


BACK: Codec[Back] = Codec(str, Back)


@dataclass(frozen=True)
class RequestSubject(Packed):
    """What a button, card, form or job is about: a request, by reference, or a moment of it."""

    request: str
    round: int | None = None
    """The round it is about; without one, the request whatever its round."""
    tried: int | None = None
    """How often somebody had tried to reach its person when the button was drawn."""


@dataclass(frozen=True)
class LadderStep(Packed):
    """The detail of a job that climbs to a level of the escalation in a round."""

    round: int
    level: int


class SupportRequest(Record):
    """A wish to talk with somebody of a support kind (``option`` is its key), or a call.

    All that is sealed of it goes when the request ends. ``whose`` is ``blind_index("requester",
    person)``, ``held_by`` ``blind_index("supporter", person)``. ``code`` is the short name people
    see and type; ``next_step_at`` is when the ladder or a deadline acts next: an open request
    without one ahead is what the auditor looks for. ``round`` counts how often it went back to the
    queue. ``there_too``: to this person it is fine if whoever takes it was near the same adverse
    event. ``kept_until`` is until when preferences keep those who do not meet them from it; unset
    where there are none to meet. ``unanswered`` counts the slots held in a row that its person left
    alone. ``suits_at`` is when it suits them to be called, said after somebody had tried in vain.
    """

    area: Field[str]
    mode: Field[RequestMode] = stored(column="door")
    asked_at: Field[datetime]
    code: Field[str]
    episode: Field[str] = stored(column="care")
    state: Field[RequestState] = stored(default=RequestState.OPEN)
    whose: Field[str | None] = stored(default=None)
    held_by: Field[str | None] = stored(default=None)
    claimed_at: Field[datetime | None] = stored(default=None)
    """When its supporter took it; unset if they held it before its person asked."""
    next_step_at: Field[datetime | None] = stored(default=None)
    level: Field[int] = stored(default=0, column="rung")
    round: Field[int] = stored(default=0)
    tried: Field[int] = stored(default=0)
    on_call_wanted: Field[bool] = stored(default=False)
    origin: Field[Origin] = stored(default=Origin.OWN)
    option: Field[str] = stored(default=FIRST_KIND)
    reach: Field[Reach] = stored(default=Reach.ANY)
    there_too: Field[bool] = stored(default=False)
    kept_until: Field[datetime | None] = stored(default=None)
    unanswered: Field[int] = stored(default=0)
    suits_at: Field[datetime | None] = stored(default=None)
    reached_at: Field[datetime | None] = stored(default=None)
    """When its supporter said that they talked."""

    person = Sealed(TEXT)
    """Whom it is for: who asked, or who is to be called."""
    supporter = SealedPer(TEXT)
    """Who holds or held it, by round."""
    handed = SealedPer(TEXT)
    """Who was asked to take it over, by round."""
    not_with = Sealed(TEXTS)
    """People its person would rather not talk with any more."""
    back = Sealed(BACK)
    """Why it last went back to the queue."""
    number = Sealed(TEXT)
    """The telephone number typed for it."""
    preferences = Sealed(PREFERENCES)
    card_says = Sealed(CARD_SAYS)
    """What was decided, once, to stand on its card."""
    also_after = Sealed(TEXTS)
    """The other episodes of the same person from whose notes it was asked for too."""

    @property
    def this_round(self) -> str:
        """The subject of buttons that are about the present holder and nobody after."""
        return str(RequestSubject(self.reference, self.round))

    @property
    def this_try(self) -> str:
        """The subject of the button "tried": pressed twice on one card, it counts once."""
        return str(RequestSubject(self.reference, self.round, self.tried))


class Page(Record):
    """A page about a request that waits: its reference is the delivery id that goes with it.

    It stays the same over repeats, so that its receiver knows them. It names nobody.
    """

    request: Field[str]
    round: Field[int]
    """The round of the request in which it went."""
    way: Field[str]
    """The name of its way (``Paging.ways``)."""
    planned_at: Field[datetime]
    taken_at: Field[datetime | None] = stored(default=None)
    """When the hospital's paging, or its mail server, took it."""
    answered_at: Field[datetime | None] = stored(default=None)
    """When a signed answer said that somebody has seen it."""


class PageState(StrEnum):
    """What is truly known of a page."""

    WAITS = "waits"
    SENT = "sent"
    ANSWERED = "answered"
    UNKNOWN = "unknown"
    FAILED = "failed"


@dataclass(frozen=True)
class PageNow:
    """A page as it stands; ``at`` is when it became so, or when it was to go."""

    state: PageState
    at: datetime
    is_on_its_way: bool = False
    """Whether it will still be sent, for the first time or again."""
    can_be_answered: bool = True
    """Whether its way lets somebody answer; a pager with an e-mail address does not."""


class Lasted(StrEnum):
    """How long a talk was, in minutes."""

    UP_TO_15 = "up_to_15"
    UP_TO_30 = "up_to_30"
    UP_TO_60 = "up_to_60"
    LONGER = "longer"


class Way(StrEnum):
    """In which way the two talked."""

    PHONE = "phone"
    IN_PERSON = "in_person"
    VIDEO = "video"
    MESSAGES = "messages"


class Reason(StrEnum):
    """What a talk was about, as broadly as may be; there are no words for more."""

    HARD_EVENT = "hard_event"
    WORK = "work"
    THREAT = "threat"
    LIFE = "life"
    OTHER = "other"


class FeedbackToken(Record):
    """The right to say once, for counting, how some talk was; it knows neither talk nor people.

    ``erase_at`` is a midnight about a week after, so that it does not tell when the talk was.
    """

    area: Field[str]
    erase_at: Field[datetime]


@dataclass(frozen=True)
class TalkDescribed:
    """A fact: a supporter said how a talk was; what they left out is ``None``. For counting."""

    area: str
    lasted: Lasted | None = None
    way: Way | None = None
    reason: Reason | None = None
    needs_more: bool = False


class AskerAnswer(StrEnum):
    """What somebody who asked for a talk may say about it."""

    SOON = "soon"
    NOT_SOON = "not_soon"
    HELPED = "helped"
    NOT_HELPED = "not_helped"


ABOUT_TIME = (AskerAnswer.SOON, AskerAnswer.NOT_SOON)
"""The answers to whether it was soon enough; the others say whether it helped."""


class AskerToken(Record):
    """The right of whoever asked to answer each question about some talk once.

    It knows neither talk nor people, and ``erase_at`` is a midnight about a week after.
    """

    area: Field[str]
    erase_at: Field[datetime]
    origin: Field[Origin] = stored(default=Origin.OWN)
    soon_said: Field[bool] = stored(default=False)
    helped_said: Field[bool] = stored(default=False)


class TalkAnswer(Record):
    """An answer that waits to be counted with others, so that no count tells of one press."""

    area: Field[str]
    answer: Field[AskerAnswer]
    origin: Field[Origin] = stored(default=Origin.OWN)


@dataclass(frozen=True)
class TalkRated:
    """A fact: somebody answered a question about a talk of theirs. For counting."""

    area: str
    answer: AskerAnswer
    origin: Origin = Origin.OWN


@dataclass(frozen=True)
class Talked:
    """A fact: a supporter (by reference) has talked with somebody; with whom, it does not say."""

    supporter: str
    area: str


@dataclass(frozen=True)
class RequestMade:
    """A fact: a request was made."""

    request: str
    episode: str


@dataclass(frozen=True)
class StepUpOffered:
    """A fact, for counting: a supporter offered somebody the other kinds of support."""


@dataclass(frozen=True)
class QueueMoved:
    """A fact: what waits or is held in an area is not what it was."""

    area: str


@dataclass(frozen=True)
class RequestEnded:
    """A fact: a request is done or withdrawn. Times are for counting, in whole minutes."""

    request: str
    episode: str
    area: str
    kind: str
    done: bool
    minutes_to_claim: int | None = None
    """How long it waited for a supporter; ``None`` if none took it."""
    has_waited: bool = True
    """Whether it waited at all: not where a supporter held it when its person asked."""
    origin: Origin = Origin.OWN
    minutes_to_contact: int | None = None
    in_time: bool = False
    """Whether somebody took it, and kept it, before its person was to be told that nobody had."""
    closed_unanswered: bool = False
    """Whether it closed by itself, as nobody had taken it."""


@dataclass(frozen=True)
class Holdings:
    """The talks somebody has asked for, by support kind, and how many they hold for others."""

    asked: tuple[str, ...]
    held: int
    calls: tuple[str, ...] = ()
    """The calls to them for which they did not ask, by reference; also those they have had."""
    calls_to_come: tuple[str, ...] = ()
    """Those of them in which nobody has talked with them yet."""
    handed: int = 0
    """How many they are asked to take over from a colleague right now."""
