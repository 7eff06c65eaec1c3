"""What can happen to a request: from which state to which, by whom, and what follows.

``transitions.py`` carries the rows out. It asks ``after`` for every new state, so nothing happens
to a request that is not a row here. ``docs/development/request-states.md`` is drawn from it.
"""

from dataclasses import dataclass
from enum import StrEnum

from bot.requests.model import HELD, LIVE, WITH_CONTACT, Back, RequestState, SupportRequest


class Move(StrEnum):
    """What happens to a request. That it goes back to the queue has a ``Back`` for each reason."""

    CLAIM = "claim"
    OFFER = "offer"
    ACCEPT = "accept"
    TRY = "try"
    AGREE = "agree"
    REACH = "reach"
    HAND_ON = "hand_on"
    ASK_IF_WANTED = "ask_if_wanted"
    FINISH = "finish"
    WITHDRAW = "withdraw"


class By(StrEnum):
    """Who may do it. ``TIME`` is a deadline, ``PROGRAMME`` the audit of people who left."""

    SUPPORTER = "a supporter who may take it"
    HOLDER = "the supporter who holds it"
    COLLEAGUE = "the colleague who is asked to take it over"
    REQUESTER = "its person"
    TIME = "a deadline"
    PROGRAMME = "the programme, when somebody left"


@dataclass(frozen=True)
class Transition:
    """One row of the table."""

    move: Move | Back
    sources: tuple[RequestState, ...]
    target: RequestState
    by: tuple[By, ...]
    follows: str
    """What follows, in one plain clause."""


S = RequestState
TABLE = (
    Transition(
        Move.CLAIM,
        (S.OPEN, S.HANDED),
        S.CLAIMED,
        (By.SUPPORTER, By.COLLEAGUE),
        "the supporter sees the contact, the person sees who it is, a deadline to reach them runs",
    ),
    Transition(
        Move.OFFER,
        (S.OPEN, S.HANDED),
        S.OFFERED,
        (By.SUPPORTER, By.COLLEAGUE),
        "the person is shown who it is first, and has a slot to say yes",
    ),
    Transition(
        Move.ACCEPT, (S.OFFERED,), S.CLAIMED, (By.REQUESTER,), "the supporter sees the contact"
    ),
    Transition(
        Move.TRY,
        (S.CLAIMED,),
        S.CLAIMED,
        (By.HOLDER,),
        "after the second try the person is asked for a time that suits",
    ),
    Transition(
        Move.AGREE, (S.CLAIMED,), S.CLAIMED, (By.REQUESTER,), "the deadline moves to that time"
    ),
    Transition(
        Move.REACH, (S.CLAIMED,), S.REACHED, (By.HOLDER,), "it closes by itself after two weeks"
    ),
    Transition(
        Move.HAND_ON,
        HELD,
        S.HANDED,
        (By.HOLDER,),
        "the contact leaves the holder, and one colleague is asked",
    ),
    Transition(
        Move.ASK_IF_WANTED,
        (S.OPEN, S.OFFERED),
        S.UNSURE,
        (By.TIME,),
        "the person is asked whether they still wish to talk; no supporter is asked meanwhile",
    ),
    Transition(Back.RELEASED, HELD, S.OPEN, (By.HOLDER, By.PROGRAMME), "everybody is asked again"),
    Transition(Back.UNCONFIRMED, (S.CLAIMED,), S.OPEN, (By.TIME,), "both are told"),
    Transition(Back.UNANSWERED, (S.OFFERED,), S.OPEN, (By.TIME,), "the supporter is told"),
    Transition(
        Back.SOMEONE_ELSE,
        (*HELD, S.HANDED),
        S.OPEN,
        (By.REQUESTER,),
        "that supporter is never asked for this request again",
    ),
    Transition(
        Back.HANDED, (S.HANDED,), S.OPEN, (By.COLLEAGUE, By.TIME), "everybody is asked again"
    ),
    Transition(Back.STILL_WANTED, (S.UNSURE,), S.OPEN, (By.REQUESTER,), "everybody is asked again"),
    Transition(
        Move.FINISH,
        WITH_CONTACT,
        S.DONE,
        (By.HOLDER, By.TIME, By.PROGRAMME),
        "all that is sealed of it is erased",
    ),
    Transition(
        Move.WITHDRAW,
        LIVE,
        S.WITHDRAWN,
        (By.REQUESTER, By.TIME, By.PROGRAMME),
        "all that is sealed of it is erased",
    ),
)
_NEXT = {(row.move, source): row.target for row in TABLE for source in row.sources}


def after(request: SupportRequest, move: Move | Back) -> RequestState:
    """The state of a request after a move. Raises ``ValueError`` if the table has no such row."""
    target = _NEXT.get((move, request.state))
    if target is None:
        message = f"a request that is {request.state} does not {move}"
        raise ValueError(message)
    return target
