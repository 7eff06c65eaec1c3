"""The guides of parts: each computes a player's next step from the current conversations."""

from collections.abc import Callable

from adapters.practice.look import Look, NextStep, actions, first_name
from adapters.practice.scenarios.scripts import HELD, STATUS
from adapters.practice.story import KNOWS_WHO, NEXT, OPEN_NOTE
from bot.core.texts import Words

NEEDS_SOMEONE = "request.needs_someone"
DONE = "request.done_card"
CLOSED = "request.closed_talk"
OPEN_REQUESTS = "/support-admin open"


def supporter(user: str, look: Look, words: Words) -> NextStep:
    """A peer takes the request, calls, listens, and marks it as done."""
    card = look.newest(user, HELD, DONE)
    if card is None:
        return _to_take(look, words, user)
    if card.screen == DONE:
        return _over(user, words("practice.guide.supporter.over"), words)
    given = actions(card)
    if look.unread(user):
        return _open(user, words("practice.guide.supporter.taken"), words)
    if "request.reached" in given:
        happened = words("practice.guide.supporter.call")
        step = words("practice.guide.supporter.call_step")
        return NextStep(user, happened, step, "request.reached")
    if "request.done" in given:
        happened = words("practice.guide.supporter.talked")
        step = words("practice.guide.supporter.talked_step")
        return NextStep(user, happened, step, "request.done")
    if given:
        return _wait(user, words("practice.guide.supporter.offered"), words)
    return _over(user, words("practice.guide.supporter.over"), words)


def _to_take(look: Look, words: Words, user: str) -> NextStep:
    if not look.in_channel("request.claim"):
        return _wait(user, words("practice.guide.supporter.quiet"), words)
    happened = words("practice.guide.supporter.came")
    step = words("practice.guide.supporter.came_step")
    return NextStep(user, happened, step, "request.claim", in_channel=True)


def person(user: str, look: Look, words: Words, peer_action: str = "check_in.peer") -> NextStep:
    """The recipient of a note asks for a talk by pressing ``peer_action``."""
    status = look.newest(user, STATUS, CLOSED)
    if look.unread(user):
        if status is not None:
            return _open(user, words("practice.guide.person.news"), words)
        return _open(user, words("practice.guide.person.note"), words)
    if status is not None:
        return _asked(look, words, user)
    if look.newest(user, "check_in.options") is not None:
        happened = words("practice.guide.person.options")
        step = words("practice.story.options.step")
        if peer_action == "check_in.peer_who_first":
            step = words("practice.guide.person.options_who")
        return NextStep(user, happened, step, peer_action)
    if look.newest(user, "check_in.note") is None:
        return _wait(user, words("practice.guide.person.quiet"), words)
    happened = words("practice.guide.person.opened")
    step = words("practice.guide.person.opened_step")
    return NextStep(user, happened, step, "check_in.talk")


def _asked(look: Look, words: Words, user: str) -> NextStep:
    card = look.newest(user, STATUS, CLOSED)
    given = actions(card)
    if card is not None and "request.who" in given:
        if not look.has_seen(user, card.subject, *KNOWS_WHO):
            happened = words("practice.guide.person.found")
            step = words("practice.guide.person.found_step")
            return NextStep(user, happened, step, "request.who")
        return _wait(user, words("practice.guide.person.called"), words)
    if "request.someone_else" in given or "request.withdraw" not in given:
        return _over(user, words("practice.guide.person.over"), words)
    return _next(user, words("practice.guide.person.asked"), words)


def cover(user: str, look: Look, words: Words) -> NextStep:
    """A colleague covers a break."""
    mine = look.newest(user, "time_out.covering")
    asked = look.newest(user, "time_out.cover_card")
    if look.unread(user):
        return _open(user, words("practice.guide.cover.came"), words)
    if mine is not None:
        return _over(user, words("practice.guide.cover.over"), words)
    if "time_out.cover" in actions(asked):
        happened = words("practice.guide.cover.read")
        step = words("practice.guide.cover.read_step")
        return NextStep(user, happened, step, "time_out.cover")
    return _next(user, words("practice.guide.cover.quiet"), words)


def coordinator(user: str, settled: Callable[[Look], bool], look: Look, words: Words) -> NextStep:
    """A coordinator learns that a request waits, but never whose it is.

    The part ends when ``settled`` returns true.
    """
    if look.newest(user, NEEDS_SOMEONE) is None:
        return _next(user, words("practice.guide.coordinator.quiet"), words)
    if look.unread(user):
        return _open(user, words("practice.guide.coordinator.came"), words)
    if look.newest(user, "request.overview") is None:
        happened = words("practice.guide.coordinator.read")
        step = words("practice.guide.coordinator.read_step")
        return NextStep(user, happened, step, OPEN_REQUESTS)
    if not settled(look):
        return _wait(user, words("practice.guide.coordinator.listed"), words)
    return _over(user, words("practice.guide.coordinator.over"), words)


def _over(user: str, happened: str, words: Words) -> NextStep:
    step = words("practice.guide.over", name=first_name(user))
    return NextStep(user, happened, step, over=True)


def _open(user: str, happened: str, words: Words) -> NextStep:
    return NextStep(user, happened, words("practice.guide.open"), OPEN_NOTE)


def _wait(user: str, happened: str, words: Words) -> NextStep:
    return NextStep(user, happened, words("practice.guide.wait"))


def _next(user: str, happened: str, words: Words) -> NextStep:
    return NextStep(user, happened, words("practice.guide.next"), NEXT)
