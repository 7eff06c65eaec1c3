"""What stands around the choice of a support kind: which one was meant, how to call, stepping up.

Pure. ``ways_screens`` has the choice itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.core.inputs import Input, Ticks
from bot.core.inputs import Option as Pick
from bot.core.limits import LONGEST_TITLE, MOST_BUTTONS
from bot.core.lines import Lines, SupportLine, reaching
from bot.core.messages import A_DAY, TWO_MINUTES, Message, at_once
from bot.core.names import CRISIS_SHOW, Dialog, Screen
from bot.core.notices import with_line
from bot.core.packed import Packed
from bot.core.screens import Button, Card, Form, Part, Row, Small, Text, call
from bot.core.texts import Words
from bot.programme import about_kind, ask_label, call_label, name_of_kind, one_of
from bot.programme.model import SupportKind
from bot.requests.contact_inputs import number_input, reach_choice
from bot.requests.kinds.names import ASK, KIND, KindSubject
from bot.requests.model import Reach
from bot.requests.names import CALL, ESCALATE, REACH
from bot.requests.screens import request_card

WHICH = Screen("request.which_kind")
STEP_UP = Message("request.step_up", at_once(3 * A_DAY, repeats_after=TWO_MINUTES))
SENT = Dialog("request.offer_sent")
ASKED = Dialog("request.asked")
KEPT = Dialog("request.kept")
ENOUGH = Screen("request.enough")
NEAR, FINE = "near", "fine"


@dataclass(frozen=True)
class NearKinds(Packed):
    """The subject of the card that asks which kind was meant: the keys of the kinds near to it."""

    between = "|"

    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class Reached:
    """How the person of a request would like to be reached."""

    reach: Reach
    number: str = ""
    near: bool | None = None
    """Whether somebody near the same event is fine with them; unset if that is no question."""


def which_card(words: Words, lines: Lines, kinds: Sequence[SupportKind], *, near: bool) -> Card:
    """A word after ``talk`` that names no kind: those near to it, or else all there are."""
    text = words("support_requests.which.near") if near else words("support_requests.which.all")
    return _choice_card(
        Card(
            screen=WHICH,
            subject="",
            preview=words("core.preview"),
            parts=(Text(text),),
            buttons=(Button(CRISIS_SHOW, words("support_requests.button.crisis")),),
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


def call_form(words: Words, kind: SupportKind, line: SupportLine | None) -> Form:
    """The numbers, and the exact words for the operator: a dialog, which leaves nothing behind."""
    parts: list[Part] = [] if line is None else [_call_line(words, line)]
    if kind.operator:
        page = words("support_requests.call.page", number=kind.operator)
        parts.append(Text(page, (call(kind.operator),)))
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
    words: Words, lines: Lines, subject: str, kind: SupportKind, line: SupportLine | None
) -> Form:
    """The number of a kind's own line, and how to be called back; of others how to be reached."""
    inputs: tuple[Input, ...] = (number_input(words, ""),)
    if line is None:
        inputs = (reach_choice(words, Reach.APP), *inputs)
    title = ask_label(words, kind) if line is None else call_label(words, kind)
    return Form(
        name=ASK,
        subject=subject,
        title=title if len(title) <= LONGEST_TITLE else words("support_requests.call.title"),
        close=words("core.close"),
        parts=(
            *((_call_line(words, line),) if line is not None else ()),
            Text(words("support_requests.ask.back" if line else "support_requests.ways.consent")),
            Small(words("support_requests.ask.locked")),
            *with_line(words, lines),
        ),
        inputs=inputs,
        submit=words("support_requests.ask.call_back" if line else "support_requests.ask.send"),
    )


def _call_line(words: Words, line: SupportLine) -> Text:
    told = words(
        "support_requests.call.line",
        how=words.translate(line.how),
        number=line.number,
        hours=words.translate(line.hours),
    )
    return reaching(words, told, line)


def reach_form(words: Words, lines: Lines, subject: str, given: Reached, kind: SupportKind) -> Form:
    """How to be reached for a request there is already; its own person alone sees this."""
    inputs = [reach_choice(words, given.reach), number_input(words, given.number)]
    if given.near is not None:
        label = words("support_requests.ask.near", one=one_of(words, kind))
        fine = Pick(FINE, words("support_requests.ask.near_fine"))
        inputs.append(Ticks(NEAR, label, (fine,), (FINE,) if given.near else ()))
    return Form(
        name=REACH,
        subject=subject,
        title=words("support_requests.reach.title"),
        close=words("core.close"),
        parts=(Text(words("support_requests.ask.locked")), *with_line(words, lines)),
        inputs=tuple(inputs),
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
