"""What is typed for: the queue, what one holds, and what is open. By code, never by name."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core.limits import MOST_BUTTONS
from bot.core.names import Action
from bot.core.pages import FIRST_PAGE, PageOf, page_of
from bot.core.screens import Button, Card, Items, Part, Small, Text
from bot.core.texts import Words, texts_of
from bot.programme import team_of
from bot.programme.model import FIRST_KIND, Programme
from bot.requests import names
from bot.requests.claims.assignment import ASSIGN_WHICH
from bot.requests.model import ENDED, LIVE, WITH_CONTACT, Origin, RequestState, SupportRequest

MOST_TO_TAKE = 4
MOST_LISTED = 10
QUEUE_TURN, OVERVIEW_TURN = Action("request.queue_page"), Action("request.overview_page")


def queue_card(
    words: Words, requests: Sequence[SupportRequest], now: datetime, place: PageOf = FIRST_PAGE
) -> Card:
    """The open requests by code and age, oldest first, each with a button."""
    parts: list[Part] = [Text(words("support_requests.queue.empty"))]
    page = page_of(requests, MOST_BUTTONS, place)
    if requests:
        lines = tuple(_queued(words, request, now) for request in page.shown)
        parts = [Text(words("support_requests.queue.text")), Items(lines), *page.where(words)]
    return Card(
        screen=names.REQUEST_QUEUE,
        subject=str(page.place),
        preview=words("support_requests.claim.preview"),
        parts=tuple(parts),
        buttons=(
            *(
                Button(
                    names.REQUEST_CLAIM,
                    words("support_requests.queue.take", code=request.code),
                    request.reference,
                    opens_form=True,
                )
                for request in page.shown
            ),
            *page.buttons(words, QUEUE_TURN),
        ),
    )


def _queued(words: Words, request: SupportRequest, now: datetime) -> str:
    waited = age(words, now - request.asked_at)
    if request.origin is Origin.CALL:
        return words("support_requests.calls.queued", code=request.code, age=waited)
    return words("support_requests.queue.line", code=request.code, age=waited)


def mine_card(words: Words, requests: Sequence[SupportRequest]) -> Card:
    """What the reader holds, by code and state; the contacts open in dialogs."""
    parts: list[Part] = [Text(words("support_requests.mine.none"))]
    if requests:
        lines = tuple(
            words("support_requests.mine.line", code=r.code, state=state(words, r))
            for r in requests[:MOST_LISTED]
        )
        parts = [Text(words("support_requests.mine.text")), Items(lines)]
        parts.append(Small(words("support_requests.mine.words")))
    return Card(
        screen=names.REQUEST_MINE,
        subject="",
        preview=words("support_requests.preview"),
        parts=tuple(parts),
        buttons=_to_see_or_hand_on(words, requests),
    )


def _to_see_or_hand_on(words: Words, requests: Sequence[SupportRequest]) -> tuple[Button, ...]:
    """Beside each contact the way to a co-worker; where there is no room, contacts alone."""
    contacts = [_contact(words, r) for r in requests if r.state in WITH_CONTACT]
    if len(contacts) + len(requests) > MOST_BUTTONS:
        return tuple(contacts[:MOST_TO_TAKE])
    buttons: list[Button] = []
    for request in requests:
        if request.state in WITH_CONTACT:
            buttons.append(_contact(words, request))
        buttons.append(_hand_off(words, request))
    return tuple(buttons)


def _contact(words: Words, request: SupportRequest) -> Button:
    label = words("support_requests.mine.contact", code=request.code)
    return Button(names.CONTACT, label, request.reference, opens_form=True)


def _hand_off(words: Words, request: SupportRequest) -> Button:
    label = words("support_requests.mine.hand_off", code=request.code)
    return Button(names.HAND_OFF, label, request.reference, opens_form=True)


def overview_card(
    words: Words,
    requests: Sequence[SupportRequest],
    programme: Programme,
    now: datetime,
    place: PageOf = FIRST_PAGE,
    *,
    calls: str = "",
    waits: bool = False,
) -> Card:
    """For coordinators: code, kind, state and age of what has not ended, and nobody's name.

    ``calls`` says how the calls stand that coordinators asked for, ``waits`` that anything waits.
    """
    parts: list[Part] = [Text(words("support_requests.overview.empty"))]
    page = page_of(requests, MOST_LISTED, place)
    if requests:
        lines = tuple(_open_line(words, r, programme, now) for r in page.shown)
        parts = [Text(words("support_requests.overview.text", count=len(requests))), Items(lines)]
        parts += page.where(words)
    if calls:
        parts.append(Text(calls))
    waits = waits or any(request.state is RequestState.OPEN for request in requests)
    asking = Button(ASSIGN_WHICH, words("support_requests.assign.button"), opens_form=True)
    return Card(
        screen=names.REQUEST_OVERVIEW,
        subject=str(page.place),
        preview=words("support_requests.claim.preview"),
        parts=tuple(parts),
        buttons=(*((asking,) if waits else ()), *page.buttons(words, OVERVIEW_TURN)),
    )


def _open_line(words: Words, request: SupportRequest, programme: Programme, now: datetime) -> str:
    stands, since = state(words, request), age(words, now - request.asked_at)
    if request.option == FIRST_KIND:
        return words("support_requests.overview.line", code=request.code, state=stands, age=since)
    return words(
        "support_requests.overview.of_kind",
        code=request.code,
        team=team_of(words, programme.kind(request.option)),
        state=stands,
        age=since,
    )


def state(words: Words, request: SupportRequest) -> str:
    """Where a request stands, in a word or two."""
    if request.state in ENDED:
        return words("support_requests.state.ended")
    return texts_of(words, "support_requests.state", LIVE)[request.state]


def age(words: Words, waited: timedelta) -> str:
    """How long something has waited, in the largest unit that fits."""
    minutes = int(waited.total_seconds() // 60)
    if minutes < 2 * 60:
        return words("support_requests.age.minutes", count=minutes)
    if minutes < 2 * 24 * 60:
        return words("support_requests.age.hours", count=minutes // 60)
    return words("support_requests.age.days", count=minutes // (24 * 60))
