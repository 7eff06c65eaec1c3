"""What the person who asked sees. Drawn from the present state, without any name but in dialogs."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from bot.check_ins.names import CHECK_IN_PEER, CHECK_IN_PEER_WHO_FIRST, CHECK_IN_TALK
from bot.core import notices
from bot.core.lines import Lines, SupportLine
from bot.core.messages import A_DAY, TWO_MINUTES, Message, at_once, by_day
from bot.core.names import CRISIS_SHOW, Dialog, Screen
from bot.core.notices import Notice, NoticeButton
from bot.core.screens import Button, Card, Form, Items, Part, Text, Weight
from bot.core.texts import Words, texts_of
from bot.duty import Availability
from bot.programme import asking_text, found_text, listed_text, name_of_kind, waiting_text
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND, SupportKind
from bot.requests import names
from bot.requests.contact_inputs import call_button
from bot.requests.model import (
    ENDED,
    MOST_UNANSWERED,
    TOLD_AT_LEVEL,
    TRIES_TOLD,
    Back,
    PageNow,
    PageState,
    RequestMode,
    RequestState,
    SupportRequest,
)
from bot.requests.promises import NOTHING_PROMISED, Promise

STATUS = Message("request.status", at_once(3 * A_DAY, repeats_after=TWO_MINUTES))
STILL_THERE = Message("request.still_there", by_day(timedelta(hours=12)))
OLDER = Screen("request.older")
NOT_WITH_YOU = Notice(
    Screen("request.not_with_you"),
    "support_requests.not_with_you",
    "support_requests.preview",
    (NoticeButton(names.REQUEST_QUEUE.action, "support_requests.button.queue"),),
)
"""Answers what a supporter presses about a request that is over, or no longer theirs."""
SHOWN_BELOW = Notice(
    Screen("request.shown_below"), "support_requests.shown_below", "support_requests.preview"
)
"""What the answer to a typed command becomes: the card that is kept true is another message."""
WITHDRAWN = Notice(
    Screen("request.withdrawn"),
    "support_requests.ended.withdrawn",
    "support_requests.preview",
    (NoticeButton(CRISIS_SHOW, "support_requests.button.crisis"),),
)
"""Confirms that a request is taken back when nothing is left of it."""
WHO = Dialog("request.who")
ACCEPT = Dialog("request.accept")
SOMEONE_ELSE = Dialog("request.someone_else")
NOTED = Dialog("request.noted")
SUITS = Dialog("request.suits")
MOST_WAYS = 3
"""How many other ways stand on one card."""


@dataclass(frozen=True)
class Outlook:
    """What can truly be said about time to somebody who waits.

    ``promise`` has the times somebody said they would keep, ``told_at`` when they hear how it
    stands, ``staffed`` whether anybody who may take it is on duty. ``opens_at`` is set while nobody
    is and service hours have not begun. ``ways`` are the other kinds that can be had now.
    ``on_call`` says that somebody on call could phone, ``can_call`` that whoever is asked for can
    be called or paged as well. ``kept`` is the sentence about how long preferences are kept to.
    ``coordinated`` says that a coordinator was truly told that they wait, ``alone`` that nobody
    else can be, ``nobody_may`` that a conflict keeps everybody from it, and ``others`` what else
    they may ask for. ``paged`` is a page that truly went, or was answered.
    """

    now: datetime
    promise: Promise = NOTHING_PROMISED
    told_at: datetime | None = None
    staffed: bool = False
    opens_at: datetime | None = None
    ways: tuple[Availability, ...] = ()
    back: Back | None = None
    on_call: bool = False
    coordinated: bool = False
    alone: bool = False
    nobody_may: bool = False
    others: tuple[str, ...] = ()
    can_call: bool = False
    kept: str = ""
    kind: SupportKind = DEFAULT_KINDS[FIRST_KIND]
    paged: PageNow | None = None


def request_card(
    words: Words,
    lines: Lines,
    screen: Screen,
    subject: str,
    *parts: Part,
    buttons: tuple[Button, ...] = (),
    preview: str = "",
) -> Card:
    """Make a card about a request, which ends with the support line."""
    preview = preview or words("support_requests.preview")
    return Card(screen, subject, preview, (*parts, *notices.with_line(words, lines)), buttons)


def status_card(
    words: Words, lines: Lines, request: SupportRequest, outlook: Outlook, screen: Screen = STATUS
) -> Card:
    """Where a request stands, for the person who asked."""
    standing, choices = _standing(words, lines, request, outlook), _choices(words, request, outlook)
    return request_card(words, lines, screen, request.reference, *standing, buttons=choices)


def still_there_card(words: Words, lines: Lines, request: SupportRequest, outlook: Outlook) -> Card:
    """The one reminder that a slot is held; whatever came after it is shown instead."""
    if request.state is not RequestState.OFFERED or request.next_step_at is None:
        return status_card(words, lines, request, outlook, STILL_THERE)
    until = when(words, request.next_step_at, outlook.now)
    text = Text(words("support_requests.still_there", time=until))
    choices = _choices(words, request, outlook)
    return request_card(words, lines, STILL_THERE, request.reference, text, buttons=choices)


def older_card(words: Words, request: SupportRequest) -> Card:
    """What is left of a card that a newer one has followed."""
    over = request.state in ENDED
    text = words("support_requests.older.done") if over else words("support_requests.older.text")
    return Card(
        screen=OLDER,
        subject=request.reference,
        preview=words("support_requests.older.preview"),
        parts=(Text(text),),
    )


def _standing(
    words: Words, lines: Lines, request: SupportRequest, outlook: Outlook
) -> tuple[Part, ...]:
    match request.state:
        case RequestState.OPEN if outlook.nobody_may or request.level >= TOLD_AT_LEVEL:
            return _waiting(words, lines, request, outlook)
        case RequestState.OPEN:
            return (*_asking(words, request, outlook), *_open_now(words, lines, outlook))
        case RequestState.OFFERED:
            until = when(words, request.next_step_at or outlook.now, outlook.now)
            return (Text(found_text(words, outlook.kind, until, who_first=True)),)
        case RequestState.CLAIMED:
            return _taken(words, request, outlook)
        case _:
            return (Text(_between_or_over(words, request, outlook)),)


def _taken(words: Words, request: SupportRequest, outlook: Outlook) -> tuple[Part, ...]:
    if request.tried >= TRIES_TOLD:
        return (Text(words("support_requests.tried_twice")),)
    if request.suits_at is not None:
        at = when(words, request.suits_at, outlook.now)
        return (Text(words("support_requests.suits.told", time=at)),)
    by = when(words, outlook.promise.calls_by or outlook.now, outlook.now)
    return (Text(found_text(words, outlook.kind, by, who_first=False)),)


def _between_or_over(words: Words, request: SupportRequest, outlook: Outlook) -> str:
    until = when(words, request.next_step_at or outlook.now, outlook.now)
    match request.state:
        case RequestState.HANDED:
            return words("support_requests.handed_on", time=until)
        case RequestState.UNSURE:
            if request.unanswered >= MOST_UNANSWERED:
                return words("support_requests.unsure", time=until)
            return words("support_requests.unsure_waited", time=until)
        case RequestState.REACHED:
            return words("support_requests.in_touch")
        case RequestState.DONE:
            return words("support_requests.ended.done")
        case _:
            return words("support_requests.ended.withdrawn")


def _asking(words: Words, request: SupportRequest, outlook: Outlook) -> tuple[Part, ...]:
    parts = [Text(_asked(words, outlook)), *_kept(outlook)]
    parts.append(Text(_aim(words, outlook)))
    if request.mode is RequestMode.WHO_FIRST:
        parts.append(Text(words("support_requests.door.who_first")))
    return tuple(parts)


def _aim(words: Words, outlook: Outlook) -> str:
    """By when what happens, or that no time can be promised, and when they hear how it stands."""
    told = when(words, outlook.told_at or outlook.now, outlook.now)
    if outlook.promise.yes_by is not None and outlook.promise.calls_by is not None:
        yes = when(words, outlook.promise.yes_by, outlook.now)
        calls = when(words, outlook.promise.calls_by, outlook.now)
        if outlook.promise.measured:
            return words("support_requests.aim.measured", yes=yes, calls=calls, time=told)
        return words("support_requests.aim.on_duty", yes=yes, calls=calls)
    if outlook.opens_at is not None:
        by = when(words, outlook.opens_at, outlook.now)
        return words("support_requests.aim.closed", time=by)
    if outlook.staffed:
        return words("support_requests.aim.asking", time=told)
    return words("support_requests.aim.nobody_on", time=told)


def _kept(outlook: Outlook) -> tuple[Text, ...]:
    return (Text(outlook.kept),) if outlook.kept else ()


def _asked(words: Words, outlook: Outlook) -> str:
    if outlook.back is None:
        return asking_text(words, outlook.kind)
    return texts_of(words, "support_requests.asked", Back)[outlook.back]


def _waiting(
    words: Words, lines: Lines, request: SupportRequest, outlook: Outlook
) -> tuple[Part, ...]:
    parts: list[Part] = []
    if outlook.nobody_may:
        parts.append(Text(words("support_requests.waiting.nobody_may")))
    else:
        parts.append(Text(waiting_text(words, outlook.kind)))
    if outlook.coordinated:
        parts.append(Text(words("support_requests.waiting.lead")))
    if outlook.paged is not None:
        parts.append(Text(_about_page(words, outlook.paged, outlook.now)))
    if outlook.alone:
        parts.append(Text(words("support_requests.waiting.alone")))
        if outlook.others:
            names = ", ".join(outlook.others)
            parts.append(Text(words("support_requests.waiting.others", names=names)))
    if outlook.on_call and request.on_call_wanted:
        parts.append(Text(words("support_requests.waiting.on_call_asked")))
    elif outlook.on_call:
        parts.append(Text(words("support_requests.waiting.on_call")))
    return (*parts, *_kept(outlook), *_ways(words, lines, outlook))


def _about_page(words: Words, page: PageNow, now: datetime) -> str:
    at = when(words, page.at, now)
    if page.state is PageState.ANSWERED:
        return words("support_requests.page.answered", time=at)
    return words("support_requests.page.sent", time=at)


def _open_now(words: Words, lines: Lines, outlook: Outlook) -> tuple[Part, ...]:
    """With nobody on duty, what else there is right now."""
    return () if outlook.staffed else _ways(words, lines, outlook)


def _ways(words: Words, lines: Lines, outlook: Outlook) -> tuple[Part, ...]:
    """The other kinds that are awake or have a number, and then the other support lines."""
    shown = [_way(words, lines, way, outlook.now) for way in outlook.ways]
    known = {way.kind.line for way in outlook.ways}
    shown += [_line(words, line) for line in lines.others if line.key not in known]
    if not shown:
        return ()
    return (Text(words("support_requests.waiting.lines")), Items(tuple(shown[:MOST_WAYS])))


def _way(words: Words, lines: Lines, way: Availability, now: datetime) -> str:
    line = next((line for line in lines.all if line.key == way.kind.line), None)
    if line is not None:
        return _line(words, line)
    name = name_of_kind(words, way.kind)
    if not way.awake:
        return words("support_requests.waiting.page", name=name, number=way.number)
    if way.until is None:
        on = words("support_requests.waiting.on_duty", name=name)
    else:
        until = when(words, way.until, now)
        on = words("support_requests.waiting.on_duty_until", name=name, time=until)
    return f"{on}: {way.number}" if way.number else on


def _line(words: Words, line: SupportLine) -> str:
    return words(
        "support_requests.waiting.line",
        name=words.translate(line.name),
        number=line.number,
        hours=words.translate(line.hours),
    )


def _choices(words: Words, request: SupportRequest, outlook: Outlook) -> tuple[Button, ...]:
    stop = _stop(words, request)
    match request.state:
        case RequestState.OPEN:
            return _choices_while_open(words, request, outlook)
        case RequestState.HANDED:
            label = words("support_requests.button.ask_others")
            others = Button(SOMEONE_ELSE, label, request.this_round)
            return (others, stop, _crisis(words))
        case RequestState.UNSURE:
            label = words("support_requests.button.keep_asking")
            again = Button(names.REQUEST_KEEP_ASKING, label, request.reference)
            return (again, stop, _crisis(words))
        case RequestState.CLAIMED if request.tried >= TRIES_TOLD or request.suits_at is not None:
            label = words("support_requests.suits.button")
            suits = Button(SUITS, label, request.this_round, Weight.MAIN, opens_form=True)
            see = replace(_see_who(words, request), weight=Weight.PLAIN)
            return (suits, see, _another(words, request), stop, _crisis(words))
        case RequestState.OFFERED | RequestState.CLAIMED:
            see, another = _see_who(words, request), _another(words, request)
            return (see, another, _how(words, request), stop, _crisis(words))
        case RequestState.REACHED:
            return (_another(words, request), stop, _crisis(words))
        case RequestState.DONE | RequestState.WITHDRAWN:
            return (_crisis(words),)


def _choices_while_open(
    words: Words, request: SupportRequest, outlook: Outlook
) -> tuple[Button, ...]:
    on_call = Button(
        names.REQUEST_ON_CALL, words("support_requests.button.on_call"), request.reference
    )
    told = outlook.nobody_may or request.level >= TOLD_AT_LEVEL
    first = (on_call,) if told and outlook.on_call and not request.on_call_wanted else ()
    stop, crisis = _stop(words, request), _crisis(words)
    if outlook.nobody_may:
        elsewhere = Button(CHECK_IN_TALK, words("support_requests.ways.all"), request.episode)
        return (*first, elsewhere, stop, crisis)
    if outlook.kind.key != FIRST_KIND:
        call = (call_button(words, outlook.kind),) if outlook.can_call else ()
        changes = map(_rare, (_preferences(words, request), _how(words, request)))
        return (*first, *call, stop, crisis, *changes)
    other = RequestMode.WHO_FIRST if request.mode is RequestMode.ANY else RequestMode.ANY
    door = _door(words, other, request.episode)
    return (*first, door, _preferences(words, request), stop, crisis)


def _stop(words: Words, request: SupportRequest) -> Button:
    label = words("support_requests.button.withdraw")
    return Button(names.REQUEST_WITHDRAW, label, request.reference)


def _door(words: Words, mode: RequestMode, episode: str = "") -> Button:
    if mode is RequestMode.ANY:
        return Button(CHECK_IN_PEER, words("support_requests.button.any"), episode)
    return Button(CHECK_IN_PEER_WHO_FIRST, words("support_requests.button.who_first"), episode)


def _see_who(words: Words, request: SupportRequest) -> Button:
    return Button(
        WHO,
        words("support_requests.button.who"),
        request.reference,
        weight=Weight.MAIN,
        opens_form=True,
    )


def _another(words: Words, request: SupportRequest) -> Button:
    label = words("support_requests.button.someone_else")
    return Button(SOMEONE_ELSE, label, request.this_round)


def _how(words: Words, request: SupportRequest) -> Button:
    label = words("support_requests.reach.button")
    return Button(names.REACH, label, request.reference, opens_form=True)


def _rare(button: Button) -> Button:
    return replace(button, weight=Weight.RARE)


def _preferences(words: Words, request: SupportRequest) -> Button:
    label = words("support_requests.preferences.title")
    return Button(names.PREFERENCES_FORM, label, request.reference, opens_form=True)


def _crisis(words: Words) -> Button:
    return Button(CRISIS_SHOW, words("support_requests.button.crisis"))


def who_form(
    words: Words, request: SupportRequest, kind: SupportKind, name: str, profession: str
) -> Form:
    """Who holds the request: a dialog, which leaves nothing behind."""
    asked = request.state is RequestState.OFFERED
    listed = listed_text(words, kind)
    then = words("support_requests.who.ask") if asked else words("support_requests.who.told")
    yes = words("support_requests.who.yes")
    other = words("support_requests.button.someone_else")
    nameless = f"{words('support_requests.who.no_name')} {listed}".strip()
    who = [name or nameless, words.translate(profession)]
    return Form(
        name=ACCEPT if asked else SOMEONE_ELSE,
        subject=request.this_round,
        title=words("support_requests.who.title"),
        close=words("core.close"),
        parts=(*(Text(line) for line in who if line), Text(then)),
        submit=yes if asked else other,
    )


def noted_form(words: Words, request: SupportRequest) -> Form:
    """What came of the choice just made in a dialog."""
    if request.state is RequestState.CLAIMED:
        text = words("support_requests.noted.yes")
    elif request.state is RequestState.OPEN:
        text = words("support_requests.asked.someone_else")
    else:
        text = words("core.gone")
    return notices.noted_form(words, NOTED, request.reference, text)


def when(words: Words, moment: datetime, now: datetime) -> str:
    """A moment on the reader's clock, with the day where it is a long way off."""
    if abs(moment - now) < timedelta(hours=20):
        return words.time(moment)
    return words.day_and_time(moment)
