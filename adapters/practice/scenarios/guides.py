"""What whoever took a part is told: read from the conversations as they stand, as the story is."""

from collections.abc import Callable

from adapters.practice.look import Look, Step, actions, first_name
from adapters.practice.scenarios.scripts import HELD, STATUS
from adapters.practice.scenarios.shape import Guide
from adapters.practice.story import KNOWS_WHO, NEXT, OPEN_NOTE
from bot.core.texts import Words

NEEDS_SOMEONE = "request.needs_someone"
DONE = "request.done_card"
OPEN_REQUESTS = "/support-admin open"


def supporter(user: str) -> Guide:
    """A peer: take it, call, listen, done."""

    def guide(look: Look, words: Words) -> Step:
        card = look.newest(user, HELD, DONE)
        if card is None:
            return _to_take(look, words, user)
        if card.screen == DONE:
            return _over(user, words("practice.guide.supporter.over"), words)
        given = actions(card)
        if look.unread(user):
            happened = words("practice.guide.supporter.taken")
            return Step(user, happened, words("practice.guide.open"), OPEN_NOTE)
        if "request.reached" in given:
            happened = words("practice.guide.supporter.call")
            step = words("practice.guide.supporter.call_step")
            return Step(user, happened, step, "request.reached")
        if "request.done" in given:
            happened = words("practice.guide.supporter.talked")
            step = words("practice.guide.supporter.talked_step")
            return Step(user, happened, step, "request.done")
        if given:
            happened = words("practice.guide.supporter.offered")
            return Step(user, happened, words("practice.guide.wait"))
        return _over(user, words("practice.guide.supporter.over"), words)

    return guide


def _to_take(look: Look, words: Words, user: str) -> Step:
    if not look.in_channel("request.claim"):
        happened = words("practice.guide.supporter.quiet")
        return Step(user, happened, words("practice.guide.wait"))
    happened = words("practice.guide.supporter.came")
    step = words("practice.guide.supporter.came_step")
    return Step(user, happened, step, "request.claim", in_channel=True)


def person(user: str, door: str = "check_in.peer") -> Guide:
    """Whoever got the note: a talk, by one of the doors."""

    def guide(look: Look, words: Words) -> Step:
        status = look.newest(user, STATUS)
        if look.unread(user):
            happened = words("practice.guide.person.note")
            if status is not None:
                happened = words("practice.guide.person.news")
            return Step(user, happened, words("practice.guide.open"), OPEN_NOTE)
        if status is not None:
            return _asked(look, words, user)
        if look.newest(user, "check_in.options") is not None:
            happened = words("practice.guide.person.options")
            who_first = door == "check_in.peer_who_first"
            step = words(
                "practice.guide.person.options_who" if who_first else "practice.story.options.step"
            )
            return Step(user, happened, step, door)
        if look.newest(user, "check_in.note") is None:
            happened = words("practice.guide.person.quiet")
            return Step(user, happened, words("practice.guide.wait"))
        happened = words("practice.guide.person.opened")
        step = words("practice.guide.person.opened_step")
        return Step(user, happened, step, "check_in.talk")

    return guide


def _asked(look: Look, words: Words, user: str) -> Step:
    card = look.newest(user, STATUS)
    given = actions(card)
    if card is not None and "request.who" in given:
        if not look.has_seen(user, card.subject, *KNOWS_WHO):
            happened = words("practice.guide.person.found")
            step = words("practice.guide.person.found_step")
            return Step(user, happened, step, "request.who")
        happened = words("practice.guide.person.called")
        return Step(user, happened, words("practice.guide.wait"))
    if "request.someone_else" in given or "request.withdraw" not in given:
        return _over(user, words("practice.guide.person.over"), words)
    happened = words("practice.guide.person.asked")
    return Step(user, happened, words("practice.guide.next"), NEXT)


def cover(user: str) -> Guide:
    """Whoever can step in for a break."""

    def guide(look: Look, words: Words) -> Step:
        mine = look.newest(user, "time_out.covering")
        asked = look.newest(user, "time_out.cover_card")
        if look.unread(user):
            happened = words("practice.guide.cover.came")
            return Step(user, happened, words("practice.guide.open"), OPEN_NOTE)
        if mine is not None:
            if "time_out.handed_over" in actions(mine):
                happened = words("practice.guide.cover.yes")
                step = words("practice.guide.cover.yes_step")
                return Step(user, happened, step, "time_out.handed_over")
            return _over(user, words("practice.guide.cover.over"), words)
        if "time_out.cover" in actions(asked):
            happened = words("practice.guide.cover.read")
            step = words("practice.guide.cover.read_step")
            return Step(user, happened, step, "time_out.cover")
        happened = words("practice.guide.cover.quiet")
        return Step(user, happened, words("practice.guide.next"), NEXT)

    return guide


def coordinator(user: str, settled: Callable[[Look], bool]) -> Guide:
    """Whoever answers for the programme: learns that somebody waits, and never who."""

    def guide(look: Look, words: Words) -> Step:
        if look.newest(user, NEEDS_SOMEONE) is None:
            happened = words("practice.guide.coordinator.quiet")
            return Step(user, happened, words("practice.guide.next"), NEXT)
        if look.unread(user):
            happened = words("practice.guide.coordinator.came")
            return Step(user, happened, words("practice.guide.open"), OPEN_NOTE)
        if look.newest(user, "request.overview") is None:
            happened = words("practice.guide.coordinator.read")
            step = words("practice.guide.coordinator.read_step")
            return Step(user, happened, step, OPEN_REQUESTS)
        if not settled(look):
            happened = words("practice.guide.coordinator.listed")
            return Step(user, happened, words("practice.guide.wait"))
        return _over(user, words("practice.guide.coordinator.over"), words)

    return guide


def _over(user: str, happened: str, words: Words) -> Step:
    step = words("practice.guide.over", name=first_name(user))
    return Step(user, happened, step, over=True)
