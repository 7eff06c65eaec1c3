"""Cues for parts that no person plays; each function returns one person's cues."""

from adapters.practice.look import Look, actions
from adapters.practice.scenarios.shape import Cue
from adapters.practice.story import KNOWS_WHO

ON_BREAK = {"time_out.cancel", "time_out.begin", "time_out.back", "time_out.nobody_came"}
HELD = "request.held"
STATUS = "request.status"


def wants_a_break(user: str) -> tuple[Cue, ...]:
    """A person asks for a break, goes on it once cover is coming, and returns."""

    def time_is_up(look: Look) -> bool:
        return "time_out.longer" in actions(look.newest(user, "time_out.mine"))

    return (
        Cue(user, "check_in.note", "check_in.break", sends="time_out.ask"),
        Cue(user, "time_out.mine", "time_out.begin"),
        Cue(user, "time_out.mine", "time_out.back", when=time_is_up),
    )


def wants_to_talk(user: str, peer_action: str = "check_in.peer") -> tuple[Cue, ...]:
    """A person asks for a peer, and looks at who it is."""

    def free(look: Look) -> bool:
        return not actions(look.newest(user, "time_out.mine")) & ON_BREAK

    return (
        Cue(user, "check_in.note", "check_in.talk", when=free),
        Cue(user, "check_in.options", peer_action, when=free),
        Cue(user, STATUS, "request.who", sends="request.accept", when=free),
    )


def covers(user: str) -> tuple[Cue, ...]:
    """A person covers each break that is asked for."""
    return (Cue(user, "time_out.cover_card", "time_out.cover", sends="time_out.cover"),)


def listens(user: str, to: str) -> tuple[Cue, ...]:
    """A peer takes a request of ``to``, and talks after ``to`` has seen who will call."""

    def expected(look: Look) -> bool:
        card = look.newest(user, HELD)
        return card is not None and look.has_seen(to, card.subject, *KNOWS_WHO)

    def talked(look: Look) -> bool:
        shown = actions(look.newest(user, HELD))
        return bool(shown) and "request.reached" not in shown

    return (
        Cue(user, "request.claim_card", "request.claim", sends="request.take", in_channel=True),
        Cue(user, HELD, "request.reached", when=expected),
        Cue(user, HELD, "request.done", when=talked),
    )
