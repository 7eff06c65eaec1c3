"""Drawn examples of every screen of talks, in every state it can be in."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import product

from bot.core.lines import Lines
from bot.core.screens import Form
from bot.core.texts import Words
from bot.duty import Availability
from bot.programme.model import Programme
from bot.requests import screens
from bot.requests.anonymity import NOTHING_SAID
from bot.requests.claims import contact_screens, list_screens
from bot.requests.claims import screens as supporter_screens
from bot.requests.claims.screens import Tried
from bot.requests.model import (
    Back,
    Page,
    PageNow,
    PageState,
    Reach,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.names import HELD_CARD, SAID_YES
from bot.requests.paging import page_card
from bot.requests.preferences.screens import Asked, noted_form, preferences_form
from bot.requests.promises import NOTHING_PROMISED, Promise
from bot.requests.screens import Outlook
from bot.requests.wish_texts import language_names, wish_facts
from bot.requests.wishes import NONE, CardSays, Preferences, UnitWish, When
from tests.bot.requests.call_samples import call_samples
from tests.bot.requests.handing_samples import handing_samples
from tests.bot.requests.kind_samples import kind_samples
from tests.samples import Sample
from tests.world import SOCIAL_WORK, kinds

NOW = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
OPEN = SupportRequest(
    reference="r1",
    area="main",
    mode=RequestMode.ANY,
    asked_at=NOW - timedelta(minutes=25),
    code="K7QM",
    episode="c1",
    next_step_at=NOW + timedelta(hours=2),
)
WAITING = replace(OPEN, level=3)
SOON = NOW + timedelta(minutes=40)
PROMISED = Promise(SOON, NOW + timedelta(hours=4))
IN_STATES = [replace(OPEN, state=state) for state in RequestState]
CHOOSY = Preferences(UnitWish.OTHER, True, True, "es", When.ANOTHER_DAY, ("a",))
SAYS = CardSays("es", "nurse")
LEFT_ALONE = replace(OPEN, state=RequestState.UNSURE, unanswered=3)
TRIED = replace(OPEN, state=RequestState.CLAIMED, tried=2)

UNANSWERED = (
    *(PageNow(state, NOW) for state in PageState if state is not PageState.ANSWERED),
    PageNow(PageState.SENT, NOW, can_be_answered=False),
)

PROGRAMME = Programme("h", "UTC", supports=(*kinds(""), SOCIAL_WORK))
KINDS = (*(kind for kind in kinds("") if not kind.external), SOCIAL_WORK)


WAYS = (
    Availability(KINDS[1], awake=True, until=SOON, number="555-0100"),
    Availability(KINDS[1], awake=True),
    Availability(KINDS[1], number="555-0100"),
)


def two_hours(words: Words) -> str:
    return list_screens.age(words, timedelta(hours=2))


def samples(words: Words, lines: Lines) -> list[Sample]:
    return [
        *kind_samples(words, lines),
        *call_samples(words, lines),
        *handing_samples(words, lines),
        *_of_who_asked(words, lines),
        *_of_supporters(words, lines),
        *_dialogs(words, lines),
        *_lists(words),
    ]


def _of_who_asked(words: Words, lines: Lines) -> list[Sample]:
    outlooks = [
        Outlook(
            NOW,
            promise,
            told_at=SOON,
            staffed=staffed,
            opens_at=opens,
            ways=WAYS if not staffed else (),
            back=back,
        )
        for promise, staffed, opens, back in (
            *((PROMISED, True, None, back) for back in (None, *Back)),
            (replace(PROMISED, measured=True), True, None, None),
            *((NOTHING_PROMISED, True, None, back) for back in (None, *Back)),
            *((NOTHING_PROMISED, False, None, back) for back in (None, *Back)),
            (NOTHING_PROMISED, False, NOW + timedelta(hours=10), None),
            (NOTHING_PROMISED, False, NOW + timedelta(days=3), None),
        )
    ]
    kept = (
        words("support_requests.preferences.until", time=words.time(NOW)),
        words("support_requests.preferences.loosened"),
    )
    outlooks += [Outlook(NOW, kept=line) for line in kept]
    shown = [
        screens.status_card(words, lines, replace(OPEN, mode=mode), replace(outlook, kind=kind))
        for outlook, mode, kind in product(outlooks, RequestMode, KINDS)
    ]
    for wanted, on_call, coordinated, nobody in product((True, False), repeat=4):
        outlook = Outlook(
            NOW, on_call=on_call, coordinated=coordinated, nobody_may=nobody, ways=WAYS
        )
        waiting = replace(WAITING, on_call_wanted=wanted)
        shown.append(screens.status_card(words, lines, waiting, outlook))
        for state in (PageState.SENT, PageState.ANSWERED):
            paged = replace(outlook, paged=PageNow(state, NOW))
            shown.append(screens.status_card(words, lines, waiting, paged))
        callable_ = replace(outlook, kind=KINDS[1], can_call=True)
        shown.append(screens.status_card(words, lines, waiting, callable_))
    for request in (*IN_STATES, TRIED, LEFT_ALONE):
        for kind in KINDS:
            outlook = Outlook(NOW, Promise(calls_by=SOON), kind=kind)
            shown.append(screens.status_card(words, lines, request, outlook))
            shown.append(screens.still_there_card(words, lines, request, outlook))
    shown += [screens.older_card(words, request) for request in IN_STATES]
    shown += [supporter_screens.moved_card(words, request) for request in IN_STATES]
    # What has ended is a card drawn anew, and asks nothing that one could stay away from.
    return [Sample("note" if len(card.buttons) > 1 else "card", card) for card in shown]


def _of_supporters(words: Words, lines: Lines) -> list[Sample]:
    shown = [
        Sample(
            "channel",
            page_card(
                words, Page(reference="p1", request="r1", round=0, way=way, planned_at=NOW), OPEN
            ),
        )
        for way in ("webhook", "house")
    ]
    for request, kind in product(IN_STATES, KINDS):
        shown.append(Sample("channel", supporter_screens.claim_card(words, request, kind)))
        for reach, when in product(Reach, When):
            says = SAYS if when is When.ANOTHER_DAY else NOTHING_SAID
            said = wish_facts(words, reach, Preferences(when=when), says)
            card = supporter_screens.claim_card(words, request, kind, said)
            shown.append(Sample("channel", card))
        times = supporter_screens.times_facts(words, PROMISED, NOW)
        card = supporter_screens.claim_card(words, request, kind, times=times)
        shown.append(Sample("channel", card))
        for waited, on_duty in (("", True), ("", False), (two_hours(words), True)):
            card = supporter_screens.reminder_card(
                words,
                lines,
                request,
                kind,
                waited=waited,
                on_duty=on_duty,
                wishes=wish_facts(words, Reach.PHONE, Preferences(when=When.TODAY), NOTHING_SAID),
                times=times,
            )
            shown.append(Sample("note" if card.buttons else "card", card))
        for can_call, takes, level in product((True, False), (True, False), (3, 4, 6)):
            answered_at = NOW if takes else None
            card = supporter_screens.needs_someone_card(
                words,
                lines,
                replace(request, level=level),
                kind,
                NOW,
                waited=two_hours(words),
                can_call=can_call,
                takes=takes,
                answered_at=answered_at,
            )
            shown.append(Sample("channel", card))
        shown.append(Sample("channel", supporter_screens.returned_card(words, lines, request)))
        for mine, screen in product((True, False), (HELD_CARD, SAID_YES)):
            card = supporter_screens.held_card(words, lines, request, NOW, mine=mine, screen=screen)
            shown.append(Sample("note" if card.buttons else "card", card))
        card = supporter_screens.after_contact_card(words, lines, request, NOW, mine=True)
        shown.append(Sample("card", card))
    for tried in (1, 2):
        again = replace(OPEN, state=RequestState.CLAIMED, tried=tried)
        card = supporter_screens.held_card(words, lines, again, NOW, mine=True)
        shown.append(Sample("note", card))
    within = supporter_screens.within_facts(words, two_hours(words))
    card = supporter_screens.claim_card(words, OPEN, KINDS[0], times=within)
    shown.append(Sample("channel", card))
    return shown


def _dialogs(words: Words, lines: Lines) -> list[Sample]:
    offered = replace(OPEN, state=RequestState.OFFERED)
    claimed = replace(OPEN, state=RequestState.CLAIMED)
    most = wish_facts(words, Reach.IN_PERSON, CHOOSY, SAYS)
    forms = [
        supporter_screens.take_form(words, lines, replace(OPEN, mode=mode), words.time(SOON))
        for mode in RequestMode
    ]
    times, by = supporter_screens.times_facts(words, PROMISED, NOW), words.time(SOON)
    forms += [
        supporter_screens.take_form(words, lines, OPEN, by, most, times),
        contact_screens.contact_form(
            words, claimed, "Sam Rivera", "555 0100", "sam", most, by, "Pat"
        ),
        *(
            supporter_screens.tried_form(words, replace(OPEN, on_call_wanted=wanted), tried, NOW)
            for wanted, tried in (
                (True, Tried(2, 3, in_channel=True)),
                (False, Tried()),
                (False, Tried(pages=tuple(PageNow(state, NOW) for state in PageState))),
                (False, Tried(pages=UNANSWERED)),
            )
        ),
    ]
    forms += _of_preferences(words, lines)
    forms += [screens.noted_form(words, request) for request in IN_STATES]
    for name, work in product(("Pat Okafor", ""), ("nurse", "")):
        forms.append(screens.who_form(words, offered, KINDS[0], name, work))
        forms.append(screens.who_form(words, claimed, KINDS[0], name, work))
        forms.append(screens.who_form(words, claimed, KINDS[2], name, work))
    for name, phone, reach in product(("Sam Rivera", ""), ("555 0100", ""), Reach):
        reached = replace(claimed, reach=reach)
        for called in sorted({name, ""}):
            forms.append(contact_screens.contact_form(words, reached, name, phone, called))
            talked = replace(reached, state=RequestState.REACHED)
            forms.append(contact_screens.contact_form(words, talked, name, phone, called))
    forms.append(contact_screens.offered_form(words, offered, NOW))
    return [Sample("form", form) for form in forms]


def _of_preferences(words: Words, lines: Lines) -> list[Form]:
    kept = [NOW + timedelta(minutes=20), NOW]
    asked = [
        Asked(CHOOSY, 20, "555 0100", tuple(language_names(words)), ("uma", "quinn"), level=True),
        Asked(NONE, 1, languages=("en",), unit=False, profession=False),
    ]
    return [
        *[preferences_form(words, OPEN, each) for each in asked],
        noted_form(words, lines, OPEN, NONE, NOW),
        *[noted_form(words, lines, replace(OPEN, kept_until=at), CHOOSY, NOW) for at in kept],
    ]


def _lists(words: Words) -> list[Sample]:
    ages = [1, 25, 130, 60 * 24 * 3]
    some = [
        replace(OPEN, reference=f"r{n}", code=f"K7Q{n}", asked_at=NOW - timedelta(minutes=age))
        for n, age in enumerate(ages * 2)
    ]
    held = [replace(r, reference=f"h{n}", code=f"M3X{n}") for n, r in enumerate(IN_STATES)]
    cards = [list_screens.queue_card(words, some[:n], NOW) for n in (0, 1, 4, 8)]
    cards += [list_screens.mine_card(words, held[:n]) for n in (0, 1, len(held))]
    cards += [list_screens.overview_card(words, (held * 4)[:n], PROGRAMME, NOW) for n in (0, 1, 24)]
    return [Sample("card", card) for card in cards]
