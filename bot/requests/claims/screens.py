"""What supporters and people on call see of one request. No card ever carries a name."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core import notices
from bot.core.lines import Lines
from bot.core.names import Dialog, Screen
from bot.core.screens import Button, Card, Fact, Facts, Form, Items, Part, Small, Text, Weight
from bot.core.texts import Words
from bot.programme import one_of
from bot.programme.model import TRAINED_PEERS, SupportKind
from bot.requests import names
from bot.requests.claims.origin_texts import (
    asked_text,
    holding_text,
    over_text,
    reminder_text,
    still_waits_text,
    take_text,
)
from bot.requests.contact_inputs import call_button
from bot.requests.model import (
    ENDED,
    HELD,
    WITH_CONTACT,
    PageNow,
    PageState,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.promises import NOTHING_PROMISED, Promise
from bot.requests.screens import request_card, when

TAKE = Dialog("request.take")
AFTER_CONTACT = Screen("request.after_contact")


def claim_card(
    words: Words,
    request: SupportRequest,
    kind: SupportKind,
    wishes: tuple[Fact, ...] = (),
    times: tuple[Fact, ...] = (),
) -> Card:
    """The card in the supporters' channel: no name, unit or event, and neither door.

    ``wishes`` say how and when its person would like to talk, ``times`` by when a supporter calls.
    """
    taken = request.state is not RequestState.OPEN
    text = Text(over_text(words, request))
    asked: tuple[Part, ...] = (
        Text(asked_text(words, request, kind)),
        *in_rows(*wishes, *_lasts(words, kind), *times),
        _code(words, request),
    )
    return Card(
        screen=names.CLAIM_CARD,
        subject=request.reference,
        preview=words("support_requests.claim.preview"),
        parts=(text,) if taken else asked,
        buttons=() if taken else _take_or_leave(words, request),
    )


def moved_card(words: Words, request: SupportRequest) -> Card:
    """What is left of the card in a channel that was replaced by another."""
    over = request.state in ENDED
    text = words("support_requests.older.done") if over else words("support_requests.moved.text")
    return Card(
        screen=names.MOVED,
        subject=request.reference,
        preview=words("support_requests.moved.preview"),
        parts=(Text(text),),
    )


def times_facts(words: Words, promise: Promise, now: datetime) -> tuple[Fact, ...]:
    """The times that the person of a request reads too; nothing if none are promised."""
    if promise.yes_by is None or promise.calls_by is None:
        return ()
    yes, calls = when(words, promise.yes_by, now), when(words, promise.calls_by, now)
    told = words("support_requests.claim.times", yes=yes, calls=calls)
    return (Fact(words("support_requests.facts.told"), told),)


def within_facts(words: Words, age: str) -> tuple[Fact, ...]:
    """How soon a supporter calls where no time is promised; ``age`` is that long in words."""
    within = words("support_requests.claim.within", age=age)
    return (Fact(words("support_requests.facts.within"), within),)


def _lasts(words: Words, kind: SupportKind) -> tuple[Fact, ...]:
    """How long talks last, as peer programmes have measured it; other kinds differ."""
    if kind.tier != TRAINED_PEERS:
        return ()
    lasts = words("support_requests.claim.lasts")
    return (Fact(words("support_requests.facts.how_long"), lasts),)


def reminder_card(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    kind: SupportKind,
    *,
    waited: str = "",
    on_duty: bool = True,
    wishes: tuple[Fact, ...] = (),
    times: tuple[Fact, ...] = (),
) -> Card:
    """A private pointer for a supporter on duty, or for one whom a coordinator picked.

    ``waited``: how long the request has waited, if this is not the first reminder.
    """
    taken = request.state is not RequestState.OPEN
    text = Text(over_text(words, request))
    asked = reminder_text(words, request, one_of(words, kind), waited, on_duty=on_duty)
    open_parts: tuple[Part, ...] = (
        Text(asked),
        *in_rows(*wishes, *_lasts(words, kind), *times),
        _code(words, request),
    )
    return request_card(
        words,
        lines,
        names.REMINDER,
        request.reference,
        *((text,) if taken else open_parts),
        preview=words("support_requests.claim.preview"),
        buttons=() if taken else _take_or_leave(words, request),
    )


def _take_or_leave(words: Words, request: SupportRequest) -> tuple[Button, ...]:
    label = words("support_requests.button.pass")
    return (_take(words, request), Button(names.REQUEST_PASS, label, request.reference))


def _take(words: Words, request: SupportRequest) -> Button:
    take = words("support_requests.button.take")
    return Button(names.REQUEST_CLAIM, take, request.reference, Weight.MAIN, opens_form=True)


def _code(words: Words, request: SupportRequest) -> Small:
    return Small(words("support_requests.claim.code", code=request.code))


def needs_someone_card(  # noqa: PLR0913 - all that the card depends on, each by name
    words: Words,
    lines: Lines,
    request: SupportRequest,
    kind: SupportKind,
    now: datetime,
    *,
    waited: str,
    can_call: bool = False,
    takes: bool = False,
    answered_at: datetime | None = None,
) -> Card:
    """For coordinators and those on call: that a request waits, and nothing else.

    ``waited``: how long by now. ``can_call``: whoever is waited for can be called or paged; how
    opens in a dialog. ``takes``: the reader takes such requests; whether this one, the press says.
    ``answered_at``: when somebody answered a page about it.
    """
    if request.state is RequestState.OPEN:
        parts = [Text(still_waits_text(words, request, one_of(words, kind), now, waited))]
        buttons = _ways_to_somebody(words, request, kind, can_call=can_call, takes=takes)
        if answered_at is not None:
            answered = when(words, answered_at, now)
            parts.append(Text(words("support_requests.page.answered", time=answered)))
    else:
        parts = [Text(words("support_requests.needs_someone.over", code=request.code))]
        buttons = ()
    preview, reference = words("support_requests.claim.preview"), request.reference
    return request_card(
        words, lines, names.NEEDS_SOMEONE, reference, *parts, preview=preview, buttons=buttons
    )


def _ways_to_somebody(
    words: Words, request: SupportRequest, kind: SupportKind, *, can_call: bool, takes: bool
) -> tuple[Button, ...]:
    """What the reader may do about a request that waits."""
    label = words("support_requests.button.tried_so_far")
    tried = Button(names.TRIED, label, request.reference, opens_form=True)
    take = (_take(words, request),) if takes else ()
    call = (call_button(words, kind),) if can_call else ()
    return (*take, tried, *call)


@dataclass(frozen=True)
class Tried:
    """What was tried for a request in its present round; counts of people, nobody's name."""

    asked: int = 0
    """How many were asked in private, on duty or off."""
    told: int = 0
    """How many of those who answer for the programme were told that it waits."""
    in_channel: bool = False
    """Whether its card hangs in a channel of those who may take it."""
    pages: tuple[PageNow, ...] = ()


def tried_form(words: Words, request: SupportRequest, tried: Tried, now: datetime) -> Form:
    """What was tried so far: a dialog, which leaves nothing behind."""
    lines = [words("support_requests.tried.asked", time=when(words, request.asked_at, now))]
    if tried.in_channel:
        lines.append(words("support_requests.tried.channel"))
    lines.append(words("support_requests.tried.on_duty", count=tried.asked))
    lines.append(words("support_requests.tried.told", count=tried.told))
    if request.on_call_wanted:
        lines.append(words("support_requests.tried.on_call"))
    lines += dict.fromkeys(_about_pages(words, tried.pages, now))
    return Form(
        name=names.TRIED,
        subject=request.reference,
        title=words("support_requests.button.tried_so_far"),
        close=words("core.close"),
        parts=(Items(tuple(lines)), _code(words, request)),
    )


def _about_pages(words: Words, pages: Sequence[PageNow], now: datetime) -> list[str]:
    """A line for each page; after an answer none says that one is missing or still to go."""
    answered = any(page.state is PageState.ANSWERED for page in pages)
    return [
        _about_page(words, page, now, answered=answered)
        for page in pages
        if not (answered and page.state is PageState.WAITS)
    ]


def _about_page(words: Words, page: PageNow, now: datetime, *, answered: bool) -> str:
    at = when(words, page.at, now)
    match page.state:
        case PageState.WAITS:
            return words("support_requests.tried.page.waits")
        case PageState.SENT if answered or not page.can_be_answered:
            return words("support_requests.tried.page.paged", time=at)
        case PageState.SENT:
            return words("support_requests.tried.page.sent", time=at)
        case PageState.ANSWERED:
            return words("support_requests.page.answered", time=at)
        case PageState.UNKNOWN:
            return words("support_requests.tried.page.unknown", time=at)
        case PageState.FAILED:
            return words("support_requests.tried.page.failed", time=at)


def in_rows(*facts: Fact) -> tuple[Facts, ...]:
    """Return the part of a screen that shows the facts; nothing without any."""
    return (Facts(facts),) if facts else ()


def take_form(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    by: str,
    wishes: tuple[Fact, ...] = (),
    times: tuple[Fact, ...] = (),
) -> Form:
    """What to expect, before taking it; ``by`` is until when they would have to make contact."""
    if request.mode is RequestMode.ANY:
        mode = words("support_requests.take.any")
    else:
        mode = words("support_requests.take.who_first")
    return Form(
        name=TAKE,
        subject=request.reference,
        title=words("support_requests.take.title"),
        close=words("support_requests.button.pass"),
        parts=(
            Text(take_text(words, request)),
            *in_rows(*wishes, *times),
            Text(mode),
            Text(words("support_requests.take.by", time=by)),
            Small(words("support_requests.take.safety")),
            *notices.with_line(words, lines),
        ),
        submit=words("support_requests.take.submit"),
    )


def held_card(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    now: datetime,
    *,
    mine: bool,
    promise: Promise = NOTHING_PROMISED,
    screen: Screen = names.HELD_CARD,
    handed: bool = False,
) -> Card:
    """What a supporter holds, by code; after it left them, only that.

    ``handed``: the reader was the last of those it left, and asked a colleague to take it over.
    """
    if not mine or request.state not in HELD:
        left = Text(_left(words, request, handed=handed))
        return request_card(words, lines, screen, request.reference, left)
    text = Text(holding_text(words, request, promise, now, screen))
    buttons = _keep_or_release(words, request, screen)
    return request_card(words, lines, screen, request.reference, text, buttons=buttons)


def _left(words: Words, request: SupportRequest, *, handed: bool) -> str:
    if request.state in ENDED:
        return words("support_requests.held.ended")
    if handed:
        return words("support_requests.held.handed")
    return words("support_requests.held.returned")


def _keep_or_release(words: Words, request: SupportRequest, screen: Screen) -> tuple[Button, ...]:
    reference = request.reference
    see = words("support_requests.button.contact")
    contact = Button(names.CONTACT, see, reference, Weight.MAIN, opens_form=True)
    reached = Button(names.REQUEST_REACHED, words("support_requests.button.reached"), reference)
    tried = Button(names.REQUEST_TRIED, words("support_requests.button.tried"), request.this_try)
    release = Button(names.REQUEST_RELEASE, words("support_requests.button.release"), reference)
    done = Button(names.REQUEST_DONE, words("support_requests.button.done"), reference)
    urgent = Button(names.REQUEST_URGENT, words("support_requests.button.urgent"))
    hand_off = Button(
        names.HAND_OFF, words("support_requests.button.hand_off"), reference, opens_form=True
    )
    if request.state not in WITH_CONTACT:
        return (release, hand_off)
    if request.state is RequestState.REACHED:
        more = words("support_requests.step_up.button")
        offer = Button(names.ESCALATE, more, reference, opens_form=True)
        return (contact, offer, urgent, release, done)
    if screen == names.SAID_YES:
        return (contact, urgent, hand_off, release)
    # Nobody is done before they have talked; somebody may be in danger at any time.
    return (contact, reached, tried, release, urgent)


def after_contact_card(
    words: Words,
    lines: Lines,
    request: SupportRequest,
    now: datetime,
    *,
    mine: bool,
    promise: Promise = NOTHING_PROMISED,
) -> Card:
    """What came of a button in the contact's dialog; its buttons stay on the card."""
    whole = held_card(words, lines, request, now, mine=mine, promise=promise)
    return replace(whole, screen=AFTER_CONTACT, buttons=())


def returned_card(words: Words, lines: Lines, request: SupportRequest) -> Card:
    """A request has left its supporter, who may have been about to call."""
    text = Text(words("support_requests.returned", code=request.code))
    return request_card(words, lines, names.RETURNED, request.reference, text)
