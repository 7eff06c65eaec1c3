"""Whom one can talk with: one card for each support kind, and the forms to ask for one. Pure.

Each card says what stays private and where that ends, how soon somebody answers, and where what
happened belongs.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.check_ins.names import CHECK_IN_BACK, CHECK_IN_OTHERS, CHECK_IN_TALK, CHECK_IN_WHERE
from bot.core.lines import Lines, SupportLine
from bot.core.messages import A_DAY, TWO_MINUTES, Message, at_once
from bot.core.names import CRISIS_SHOW, Dialog, Screen
from bot.core.notices import with_line
from bot.core.packed import Packed
from bot.core.people import Employment
from bot.core.screens import (
    MOST_BUTTONS,
    Button,
    Card,
    Choice,
    Form,
    Input,
    Part,
    Row,
    Small,
    Text,
    Ticks,
)
from bot.core.screens import Option as Pick
from bot.core.texts import Words, texts_of
from bot.programme import Disclosure, about_kind, ask_label, name_of_kind, one_of
from bot.programme.model import SupportKind
from bot.requests.contact_inputs import call_button, number_input, reach_choice
from bot.requests.model import Reach, RequestMode
from bot.requests.names import CALL, ESCALATE, REACH
from bot.requests.screens import request_card

OTHERS = Screen("request.others")
KIND = Screen("request.kind")
"""The card of one kind, one for each kind; its action has the kind and the episode as its value."""
WHICH = Screen("request.which_kind")
ASK = Dialog("request.ask")
STEP_UP = Message("request.step_up", at_once(3 * A_DAY, repeats_after=TWO_MINUTES))
SENT = Dialog("request.offer_sent")
ASKED = Dialog("request.asked")
KEPT = Dialog("request.kept")
ENOUGH = Screen("request.enough")
NEAR, FINE = "near", "fine"
NOW, STAYS, ENDS = "now", "stays", "ends"


@dataclass(frozen=True)
class KindSubject(Packed):
    """The subject of what shows a support kind or asks for it: the kind's key, and an episode."""

    kind: str
    episode: str = ""
    """The reference of the episode from whose note it is; empty without one."""


@dataclass(frozen=True)
class NearKinds(Packed):
    """The subject of the card that asks which kind was meant: the keys of the kinds near to it."""

    between = "|"

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Shown:
    """What the card of one kind is drawn from.

    ``can_ask``: somebody here takes requests; ``asked``: its reader has one open; ``is_for``:
    it is open to how they are employed.
    """

    episode: str
    kind: SupportKind
    told: Disclosure
    line: SupportLine | None = None
    can_ask: bool = True
    asked: bool = False
    is_for: bool = True


def kind_screen(key: str) -> Screen:
    """The screen of one kind."""
    return KIND.variant(key)


def others_card(
    words: Words, lines: Lines, episode: str, kinds: Sequence[SupportKind], *, noted: bool = False
) -> Card:
    """Everybody else there is to talk with, in their order.

    ``noted``: there is a first note to go back to, with all its choices.
    """
    back = words("support_requests.others.back")
    ways_on = (
        _crisis(words),
        Button(CHECK_IN_BACK, back, episode) if noted else Button(CHECK_IN_TALK, back),
    )
    return _choice_card(
        Card(
            screen=OTHERS,
            subject=episode,
            preview=words("core.preview"),
            parts=(Text(words("support_requests.others.text")), *_abouts(words, kinds)),
            buttons=ways_on,
        ),
        _choices(words, episode, kinds),
        with_line(words, lines),
    )


def which_card(words: Words, lines: Lines, kinds: Sequence[SupportKind], *, near: bool) -> Card:
    """A word after ``talk`` that names no kind: those near to it, or else all there are."""
    text = words("support_requests.which.near") if near else words("support_requests.which.all")
    return _choice_card(
        Card(
            screen=WHICH,
            subject="",
            preview=words("core.preview"),
            parts=(Text(text),),
            buttons=(_crisis(words),),
        ),
        _choices(words, "", kinds),
        with_line(words, lines),
    )


def _choice_card(card: Card, choices: Sequence[Button], line: Sequence[Part]) -> Card:
    """A card with a button for each choice: before its own, or in rows where they are many."""
    if len(choices) + len(card.buttons) <= MOST_BUTTONS:
        return replace(card, parts=(*card.parts, *line), buttons=(*choices, *card.buttons))
    starts = range(0, len(choices), MOST_BUTTONS)
    rows = (Row(tuple(choices[start : start + MOST_BUTTONS])) for start in starts)
    return replace(card, parts=(*card.parts, *rows, *line))


def _abouts(words: Words, kinds: Sequence[SupportKind]) -> tuple[Text, ...]:
    return tuple(Text(about_kind(words, kind)) for kind in kinds)


def _choices(words: Words, episode: str, kinds: Sequence[SupportKind]) -> tuple[Button, ...]:
    return tuple(
        Button(KIND.action, name_of_kind(words, kind), str(KindSubject(kind.key, episode)))
        for kind in kinds
    )


def kind_card(words: Words, lines: Lines, shown: Shown) -> Card:
    """One kind: what it is, how it can be reached now, who may use it, and the ways to it."""
    kind, who = shown.kind, for_whom(words, shown.kind.open_to)
    if not shown.is_for:
        name = name_of_kind(words, kind)
        text = words("support_requests.kind.not_for", name=name, who=who)
        return _card(words, lines, shown, (Text(text),))
    facts = [words("support_requests.kind.for_whom", who=who)] if who else []
    if shown.line is not None:
        cost = words.translate(shown.line.cost)
        facts.insert(0, words("support_requests.kind.cost", cost=cost))
        facts.insert(0, _reach_line(words, shown.line))
    about = f"{about_kind(words, kind)} {words('support_requests.kind.feelings')}"
    parts = (
        Text(about),
        *((_service(words, kind),) if kind.external else ()),
        *((Text(" ".join(facts)),) if facts else ()),
        *_told(shown),
        *((Text(asked_text(words, kind)),) if shown.asked else ()),
    )
    return _card(words, lines, shown, parts, *_ways(words, shown))


def _ways(words: Words, shown: Shown) -> tuple[Button, ...]:
    kind, found = shown.kind, []
    if shown.can_ask and not shown.asked:
        subject = str(KindSubject(kind.key, shown.episode))
        found.append(Button(ASK, ask_label(words, kind), subject, opens_form=True))
    if kind.operator:
        found.append(call_button(words, kind))
    return tuple(found)


def _service(words: Words, kind: SupportKind) -> Text:
    name = words.translate(kind.service) or name_of_kind(words, kind)
    return Text(words("support_requests.kind.how", name=name, how=words.translate(kind.how)))


def _reach_line(words: Words, line: SupportLine) -> str:
    return words(
        "support_requests.kind.line",
        how=words.translate(line.how),
        number=line.number,
        hours=words.translate(line.hours),
    )


def asked_text(words: Words, kind: SupportKind) -> str:
    """That a kind was asked for already."""
    return words("support_requests.kind.asked", one=one_of(words, kind))


def _told(shown: Shown) -> tuple[Part, ...]:
    # Once somebody was asked, the note about it says how soon.
    time = (Text(shown.told.time),) if shown.told.time and not shown.asked else ()
    return (Text(shown.told.privacy), *time)


def _card(words: Words, lines: Lines, shown: Shown, parts: tuple[Part, ...], *ways: Button) -> Card:
    where = words("support_requests.button.where")
    back = words("support_requests.others.back")
    return request_card(
        words,
        lines,
        kind_screen(shown.kind.key),
        shown.episode,
        *parts,
        preview=words("core.preview"),
        buttons=(
            *ways,
            Button(CHECK_IN_WHERE, where, shown.episode, opens_form=True),
            _crisis(words),
            Button(CHECK_IN_OTHERS, back, shown.episode),
        ),
    )


def _crisis(words: Words) -> Button:
    return Button(CRISIS_SHOW, words("support_requests.button.crisis"))


def for_whom(words: Words, open_to: Sequence[Employment]) -> str:
    """Those a kind is for, in words; empty if it is for all."""
    names = texts_of(words, "support_requests.for", Employment)
    *some, last = [names[each] for each in open_to] or [""]
    if not some:
        return last
    return words("support_requests.for.and", some=", ".join(some), last=last)


def call_form(words: Words, kind: SupportKind, line: SupportLine | None) -> Form:
    """The numbers, and the exact words for the operator: a dialog, which leaves nothing behind."""
    parts: list[Part] = []
    if line is not None:
        told = words(
            "support_requests.call.line",
            how=words.translate(line.how),
            number=line.number,
            hours=words.translate(line.hours),
        )
        parts.append(Text(told))
    if kind.operator:
        parts.append(Text(words("support_requests.call.page", number=kind.operator)))
        parts.append(Text(words("support_requests.call.say")))
        parts.append(Small(words("support_requests.call.hear")))
    return Form(
        name=CALL,
        subject=kind.key,
        title=words("support_requests.call.title"),
        close=words("core.close"),
        parts=tuple(parts),
    )


def ask_form(
    words: Words,
    lines: Lines,
    subject: str,
    kind: SupportKind,
    *,
    near: bool,
    others: Sequence[SupportKind],
) -> Form:
    """How to be reached, and little else.

    ``near``: there is an event that somebody who takes it may have been near. ``others``: the
    kinds of which a talk is open, which stay or end as their person likes.
    """
    inputs = [reach_choice(words, Reach.ANY), number_input(words, "")]
    parts = [Text(words("support_requests.ask.what"))]
    if kind.who_first:
        inputs.insert(0, _door(words))
    else:
        parts.append(Text(words("support_requests.ask.sees")))
    if kind.near and near:
        label = words("support_requests.ask.near", one=one_of(words, kind))
        fine = Pick(FINE, words("support_requests.ask.near_fine"))
        inputs.append(Ticks(NEAR, label, (fine,)))
    if others:
        inputs.append(_now(words, others))
    return Form(
        name=ASK,
        subject=subject,
        title=ask_label(words, kind),
        close=words("core.close"),
        parts=(*parts, Small(words("support_requests.ask.locked")), *with_line(words, lines)),
        inputs=tuple(inputs),
        submit=words("support_requests.ask.send"),
    )


def _door(words: Words) -> Input:
    picks = (
        Pick(RequestMode.ANY, words("support_requests.ask.any")),
        Pick(RequestMode.WHO_FIRST, words("support_requests.ask.who_first")),
    )
    return Choice("door", words("support_requests.ask.door"), picks, chosen=RequestMode.ANY)


def _now(words: Words, others: Sequence[SupportKind]) -> Input:
    if len(others) == 1:
        label = words("support_requests.ask.now", one=one_of(words, others[0]))
    else:
        label = words("support_requests.ask.now_several")
    picks = (
        Pick(STAYS, words("support_requests.ask.stays")),
        Pick(ENDS, words("support_requests.ask.ends")),
    )
    return Choice(NOW, label, picks, chosen=STAYS)


def reach_form(words: Words, lines: Lines, subject: str, reach: Reach, number: str) -> Form:
    """How to be reached for a request there is already; its own person alone sees this."""
    return Form(
        name=REACH,
        subject=subject,
        title=words("support_requests.reach.title"),
        close=words("core.close"),
        parts=(Text(words("support_requests.ask.locked")), *with_line(words, lines)),
        inputs=(reach_choice(words, reach), number_input(words, number)),
        submit=words("support_requests.reach.send"),
    )


def step_up_card(
    words: Words, lines: Lines, request: str, episode: str, kinds: Sequence[SupportKind]
) -> Card:
    """An offer, which its person takes up or leaves."""
    enough = Button(ENOUGH.action, words("support_requests.step_up.enough"), request)
    return _choice_card(
        Card(
            screen=STEP_UP,
            subject=request,
            preview=words("support_requests.preview"),
            parts=(Text(words("support_requests.step_up.text")), *_abouts(words, kinds)),
            buttons=(enough,),
        ),
        _choices(words, episode, kinds),
        with_line(words, lines),
    )


def enough_card(words: Words, lines: Lines, request: str) -> Card:
    """The offer was left: a plain end, and the way back."""
    text = Text(words("support_requests.step_up.over"))
    return request_card(words, lines, ENOUGH, request, text)


def escalate_form(words: Words, subject: str, who: Sequence[SupportKind]) -> Form:
    """What the offer is, before a supporter makes it."""
    told = ", ".join(one_of(words, kind) for kind in who)
    return Form(
        name=ESCALATE,
        subject=subject,
        title=words("support_requests.step_up.title"),
        close=words("core.close"),
        parts=(
            Text(words("support_requests.step_up.what", who=told)),
            Text(words("support_requests.step_up.talk")),
        ),
        submit=words("support_requests.step_up.send"),
    )
