"""The film of a hard morning, beat by beat: what happens next, on whose phone, and its words."""

from dataclasses import dataclass

PERSON = "sam"
COVER = "fay"
PEER = "pat"
LEAD = "lena"
COORDINATOR = "kit"

CAST = {
    PERSON: "stage.cast.person",
    COVER: "stage.cast.cover",
    PEER: "stage.cast.peer",
    LEAD: "stage.cast.lead",
    COORDINATOR: "stage.cast.coordinator",
}
"""Whose phones the film shows, with the key of what each of them does."""

MOMENTS = {
    "event": "stage.moment.event",
    "message": "stage.moment.message",
    "break": "stage.moment.break",
    "talk": "stage.moment.talk",
    "three_days": "stage.moment.three_days",
    "week": "stage.moment.week",
    "month": "stage.moment.month",
    "deleted": "stage.moment.deleted",
}
"""The moments of the time line, in their order."""


@dataclass(frozen=True)
class Opens:
    """Somebody opens what waits on their lock screen."""


@dataclass(frozen=True)
class Presses:
    """Somebody presses a button of their newest message that has it."""

    action: str
    in_channel: bool = False


@dataclass(frozen=True)
class Sends:
    """Somebody sends the dialog that is open, as it stands."""

    form: str


@dataclass(frozen=True)
class Closes:
    """Somebody closes the dialog that is open."""


@dataclass(frozen=True)
class Waits:
    """Time goes by until the person has a card of ``screen`` with ``action``."""

    screen: str
    action: str = ""
    verb: str = "next"
    """The clock's button that is pressed meanwhile."""


@dataclass(frozen=True)
class Fades:
    """Time goes by until no row leads to the person any more."""


Deed = Opens | Presses | Sends | Closes | Waits | Fades


@dataclass(frozen=True)
class Beat:
    """One step of the film."""

    moment: str
    user: str
    """Whose phone it happens on."""
    deed: Deed
    title: str
    """The key of what the stage says once it has happened."""
    text: str


BEFORE = (
    ("event", "stage.event.title", "stage.event.text"),
    ("message", "stage.came.title", "stage.came.text"),
)
"""What is recorded before the first beat: the event itself, and the message that came."""

BEATS = (
    Beat("message", PERSON, Opens(), "stage.opened.title", "stage.opened.text"),
    Beat(
        "break",
        PERSON,
        Presses("check_in.break"),
        "stage.break_ask.title",
        "stage.break_ask.text",
    ),
    Beat("break", PERSON, Sends("time_out.ask"), "stage.asked.title", "stage.asked.text"),
    Beat("break", COVER, Opens(), "stage.cover_card.title", "stage.cover_card.text"),
    Beat(
        "break", COVER, Presses("time_out.cover"), "stage.cover_sure.title", "stage.cover_sure.text"
    ),
    Beat("break", COVER, Sends("time_out.cover"), "stage.cover_who.title", "stage.cover_who.text"),
    Beat("break", COVER, Closes(), "stage.cover_shut.title", "stage.cover_shut.text"),
    Beat("break", PERSON, Opens(), "stage.covered.title", "stage.covered.text"),
    Beat("break", PERSON, Presses("time_out.begin"), "stage.away.title", "stage.away.text"),
    Beat(
        "break",
        PERSON,
        Waits("time_out.mine", "time_out.longer"),
        "stage.time_up.title",
        "stage.time_up.text",
    ),
    Beat("break", PERSON, Opens(), "stage.time_read.title", "stage.time_read.text"),
    Beat("break", PERSON, Presses("time_out.back"), "stage.back.title", "stage.back.text"),
    Beat("talk", PERSON, Presses("check_in.talk"), "stage.ways.title", "stage.ways.text"),
    Beat("talk", PERSON, Presses("check_in.peer"), "stage.wanted.title", "stage.wanted.text"),
    Beat(
        "talk",
        PEER,
        Presses("request.claim", in_channel=True),
        "stage.claim.title",
        "stage.claim.text",
    ),
    Beat("talk", PEER, Sends("request.take"), "stage.contact.title", "stage.contact.text"),
    Beat("talk", PEER, Closes(), "stage.contact_shut.title", "stage.contact_shut.text"),
    Beat("talk", PERSON, Opens(), "stage.found.title", "stage.found.text"),
    Beat("talk", PERSON, Presses("request.who"), "stage.who.title", "stage.who.text"),
    Beat("talk", PERSON, Closes(), "stage.who_shut.title", "stage.who_shut.text"),
    Beat("talk", PEER, Opens(), "stage.calls.title", "stage.calls.text"),
    Beat("talk", PEER, Presses("request.reached"), "stage.talked.title", "stage.talked.text"),
    Beat("talk", PEER, Presses("request.done"), "stage.done.title", "stage.done.text"),
    Beat(
        "three_days",
        PERSON,
        Waits("follow_up.three_days", verb="day"),
        "stage.three_days.title",
        "stage.three_days.text",
    ),
    Beat("three_days", PERSON, Opens(), "stage.three_read.title", "stage.three_read.text"),
    Beat(
        "week", PERSON, Waits("follow_up.week", verb="day"), "stage.week.title", "stage.week.text"
    ),
    Beat("week", PERSON, Opens(), "stage.week_read.title", "stage.week_read.text"),
    Beat(
        "month",
        PERSON,
        Waits("follow_up.month", verb="day"),
        "stage.month.title",
        "stage.month.text",
    ),
    Beat("month", PERSON, Opens(), "stage.month_read.title", "stage.month_read.text"),
    Beat("deleted", PERSON, Fades(), "stage.deleted.title", "stage.deleted.text"),
)
