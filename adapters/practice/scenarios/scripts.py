"""What people do by script while nobody plays them; each gives some of a part's cues."""

from adapters.practice.look import Look, actions
from adapters.practice.scenarios.shape import Cue
from adapters.practice.story import KNOWS_WHO
from bot.core.screens import Card

ON_BREAK = {"time_out.cancel", "time_out.handed_over", "time_out.back", "time_out.nobody_came"}
HELD = "request.held"
STATUS = "request.status"


def wants_a_break(user: str) -> tuple[Cue, ...]:
    """Somebody asks for a break, hands over, and comes back from it."""
    return (
        Cue(user, "check_in.note", "check_in.break", sends="time_out.ask"),
        Cue(user, "time_out.mine", "time_out.handed_over"),
        Cue(user, "time_out.mine", "time_out.back", when=lambda look: _time_is_up(look, user)),
    )


def wants_to_talk(user: str, door: str = "check_in.peer") -> tuple[Cue, ...]:
    """Somebody asks for a peer, and looks who it is."""

    def free(look: Look) -> bool:
        return not actions(look.newest(user, "time_out.mine")) & ON_BREAK

    return (
        Cue(user, "check_in.note", "check_in.talk", when=free),
        Cue(user, "check_in.options", door, when=free),
        Cue(user, STATUS, "request.who", sends="request.accept", when=free),
    )


def covers(user: str) -> tuple[Cue, ...]:
    """Somebody covers whoever asks."""
    return (
        Cue(user, "time_out.cover_card", "time_out.cover", sends="time_out.cover"),
        Cue(user, "time_out.covering", "time_out.handed_over"),
    )


def listens(user: str, to: str) -> tuple[Cue, ...]:
    """A peer takes a request, and talks once whoever asked has looked who will call."""

    def expected(look: Look) -> bool:
        card = look.newest(user, HELD)
        return card is not None and look.has_seen(to, card.subject, *KNOWS_WHO)

    return (
        Cue(user, "request.claim_card", "request.claim", sends="request.take", in_channel=True),
        Cue(user, HELD, "request.reached", when=expected),
        Cue(user, HELD, "request.done", when=lambda look: _talked(look.newest(user, HELD))),
    )


def _time_is_up(look: Look, user: str) -> bool:
    return "time_out.longer" in actions(look.newest(user, "time_out.mine"))


def _talked(card: Card | None) -> bool:
    return bool(actions(card)) and "request.reached" not in actions(card)
