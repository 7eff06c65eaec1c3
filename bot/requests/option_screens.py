"""Whom one can talk with beside a peer: a chaplain, the EAP, a peer outside. Pure.

Each says what stays private and where that ends, how soon somebody answers, and where what
happened belongs.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.check_ins.names import CHECK_IN_BACK, CHECK_IN_OTHERS, CHECK_IN_TALK, CHECK_IN_WHERE
from bot.core.lines import Lines, SupportLine
from bot.core.names import CRISIS_SHOW, Action, Dialog, Screen
from bot.core.notices import with_line
from bot.core.people import Employment
from bot.core.screens import (
    Button,
    Card,
    Choice,
    Form,
    Input,
    Part,
    PhoneInput,
    Small,
    Text,
    Ticks,
)
from bot.core.screens import Option as Pick
from bot.core.texts import Words
from bot.programme import Told
from bot.programme.model import OUTSIDE, Option, TalkOption
from bot.requests.model import Door, Reach
from bot.requests.names import (
    CHECK_IN_CHAPLAIN,
    CHECK_IN_EAP,
    CHECK_IN_OUTSIDE,
    OPEN_REQUEST_ENOUGH,
)

OTHERS = Screen("request.others")
CHAPLAIN = Screen("request.chaplain")
EAP = Screen("request.eap")
OUTSIDE_PEER = Screen("request.outside")
ASK = Dialog("request.ask")
CALL = Dialog("request.call")
REACH = Dialog("request.reach")
STEP_UP = Screen("request.step_up")
ESCALATE = Dialog("request.escalate")
SENT = Dialog("request.offer_sent")
ASKED = Dialog("request.asked")
KEPT = Dialog("request.kept")
ENOUGH = Screen("request.enough")
ACTION_OF: Mapping[str, Action] = {
    Option.CHAPLAIN: CHECK_IN_CHAPLAIN,
    Option.EAP: CHECK_IN_EAP,
    OUTSIDE: CHECK_IN_OUTSIDE,
}
SCREEN_OF = {Option.CHAPLAIN: CHAPLAIN, Option.EAP: EAP}
NEAR, PEER_STAYS, PEER_ENDS = "fine", "stays", "ends"


@dataclass(frozen=True)
class Shown:
    """What the screen of one option is drawn from.

    ``can_ask``: somebody here takes requests; ``asked``: its reader has one open; ``is_for``:
    it is open to how they are employed.
    """

    episode: str
    told: Told
    said: TalkOption
    line: SupportLine | None = None
    can_ask: bool = True
    asked: bool = False
    is_for: bool = True


def one_of(words: Words, option: Option) -> str:
    """One person of an option, within a sentence."""
    match option:
        case Option.PEER:
            return words("support_requests.one.peer")
        case Option.CHAPLAIN:
            return words("support_requests.one.chaplain")
        case Option.EAP:
            return words("support_requests.one.eap")


def others_card(
    words: Words, lines: Lines, episode: str, keys: Sequence[str], *, noted: bool = False
) -> Card:
    """Everybody else there is to talk with; ``keys`` in their order.

    ``noted``: there is a first note to go back to, with all its choices.
    """
    text = (words("support_requests.others.text"), *_said(words, keys))
    back = words("support_requests.others.back")
    return Card(
        screen=OTHERS,
        subject=episode,
        preview=words("core.preview"),
        parts=(*(Text(each) for each in text), *with_line(words, lines)),
        buttons=(
            *_choices(words, episode, keys),
            _crisis(words),
            Button(CHECK_IN_BACK, back, episode) if noted else Button(CHECK_IN_TALK, back),
        ),
    )


def _said(words: Words, keys: Sequence[str]) -> tuple[str, ...]:
    said = {
        Option.CHAPLAIN: words("support_requests.others.chaplain_line"),
        Option.EAP: words("support_requests.others.eap_line"),
        OUTSIDE: words("support_requests.others.outside_line"),
    }
    return tuple(said[key] for key in keys)


def _choices(words: Words, episode: str, keys: Sequence[str]) -> tuple[Button, ...]:
    labels = {
        Option.CHAPLAIN: words("support_requests.others.chaplain"),
        Option.EAP: words("support_requests.others.eap"),
        OUTSIDE: words("support_requests.others.outside"),
    }
    return tuple(Button(ACTION_OF[key], labels[key], episode) for key in keys)


def chaplain_card(words: Words, lines: Lines, shown: Shown) -> Card:
    """A chaplain: what it is, and the ways to one."""
    buttons = []
    if shown.can_ask and not shown.asked:
        ask = words("support_requests.chaplain.ask")
        buttons.append(Button(ASK, ask, f"{Option.CHAPLAIN}:{shown.episode}", opens_form=True))
    if shown.line or shown.said.operator:
        buttons.append(_call(words, Option.CHAPLAIN))
    asked = (Text(words("support_requests.chaplain.asked")),) if shown.asked else ()
    parts = (Text(words("support_requests.chaplain.text")), *_told(shown), *asked)
    return _card(words, lines, CHAPLAIN, shown, parts, *buttons)


def eap_card(words: Words, lines: Lines, shown: Shown) -> Card:
    """The EAP: how to reach it now, its hours and cost, who may use it."""
    who = for_whom(words, shown.said.open_to)
    if not shown.is_for:
        parts: tuple[Part, ...] = (Text(words("support_requests.eap.not_for", who=who)),)
        return _card(words, lines, EAP, shown, parts)
    buttons = []
    if shown.can_ask and not shown.asked:
        ask = words("support_requests.eap.ask")
        buttons.append(Button(ASK, ask, f"{Option.EAP}:{shown.episode}", opens_form=True))
    if shown.said.operator:
        buttons.append(_call(words, Option.EAP))
    facts = [words("support_requests.eap.for_whom", who=who)] if who else []
    if shown.line is not None:
        facts.insert(0, words("support_requests.eap.cost", cost=words.translate(shown.line.cost)))
        facts.insert(0, _reach_line(words, shown.line))
    parts = (
        Text(words("support_requests.eap.text")),
        *((Text(" ".join(facts)),) if facts else ()),
        *_told(shown),
        *((Text(words("support_requests.eap.asked")),) if shown.asked else ()),
    )
    return _card(words, lines, EAP, shown, parts, *buttons)


def _reach_line(words: Words, line: SupportLine) -> str:
    return words(
        "support_requests.eap.line",
        how=words.translate(line.how),
        number=line.number,
        hours=words.translate(line.hours),
    )


def outside_card(words: Words, lines: Lines, shown: Shown) -> Card:
    """A peer outside the hospital: who, and how to reach them. Nobody here is asked."""
    name, way = words.translate(shown.said.name), words.translate(shown.said.how)
    how = words("support_requests.outside.how", name=name, how=way)
    parts = (Text(words("support_requests.outside.text")), Text(how), *_told(shown))
    return _card(words, lines, OUTSIDE_PEER, shown, parts)


def _told(shown: Shown) -> tuple[Part, ...]:
    # Once somebody was asked, the note about it says how soon.
    time = (Text(shown.told.time),) if shown.told.time and not shown.asked else ()
    return (Text(shown.told.privacy), *time)


def _card(
    words: Words, lines: Lines, screen: Screen, shown: Shown, parts: tuple[Part, ...], *ways: Button
) -> Card:
    where = words("support_requests.button.where")
    back = words("support_requests.others.back")
    return Card(
        screen=screen,
        subject=shown.episode,
        preview=words("core.preview"),
        parts=(*parts, *with_line(words, lines)),
        buttons=(
            *ways,
            Button(CHECK_IN_WHERE, where, shown.episode, opens_form=True),
            _crisis(words),
            Button(CHECK_IN_OTHERS, back, shown.episode),
        ),
    )


def _call(words: Words, option: Option) -> Button:
    label = words("support_requests.chaplain.call")
    return Button(CALL, label, option, opens_form=True)


def _crisis(words: Words) -> Button:
    return Button(CRISIS_SHOW, words("support_requests.button.crisis"))


def for_whom(words: Words, open_to: Sequence[Employment]) -> str:
    """Those an option is for, in words; empty if it is for all."""
    names = {
        Employment.EMPLOYEE: words("support_requests.for.employee"),
        Employment.TRAINEE: words("support_requests.for.trainee"),
        Employment.CONTRACTOR: words("support_requests.for.contractor"),
        Employment.VOLUNTEER: words("support_requests.for.volunteer"),
    }
    *some, last = [names[each] for each in open_to] or [""]
    if not some:
        return last
    return words("support_requests.for.and", some=", ".join(some), last=last)


def call_form(words: Words, option: Option, said: TalkOption, line: SupportLine | None) -> Form:
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
    if said.operator:
        parts.append(Text(words("support_requests.call.page", number=said.operator)))
        parts.append(Text(words("support_requests.call.say")))
        parts.append(Small(words("support_requests.call.hear")))
    return Form(
        name=CALL,
        subject=option,
        title=words("support_requests.call.title"),
        close=words("core.close"),
        parts=tuple(parts),
    )


def ask_form(
    words: Words, lines: Lines, subject: str, option: Option, *, near: bool, peer: bool
) -> Form:
    """How to be reached, and little else.

    ``near``: there is an event that a chaplain may have been near. ``peer``: a talk with a peer
    is open, which stays or ends as its person likes.
    """
    chaplain = option is Option.CHAPLAIN
    inputs = [reach_choice(words, Reach.ANY), number_input(words, "")]
    parts = [Text(words("support_requests.ask.what"))]
    if chaplain:
        inputs.insert(0, _door(words))
    else:
        parts.append(Text(words("support_requests.ask.eap_sees")))
    if chaplain and near:
        fine = Pick(NEAR, words("support_requests.ask.near_fine"))
        inputs.append(Ticks("near", words("support_requests.ask.near"), (fine,)))
    if peer:
        inputs.append(_peer(words))
    if chaplain:
        title = words("support_requests.ask.chaplain")
    else:
        title = words("support_requests.ask.eap")
    return Form(
        name=ASK,
        subject=subject,
        title=title,
        close=words("core.close"),
        parts=(*parts, Small(words("support_requests.ask.locked")), *with_line(words, lines)),
        inputs=tuple(inputs),
        submit=words("support_requests.ask.send"),
    )


def _door(words: Words) -> Input:
    picks = (
        Pick(Door.ANY, words("support_requests.ask.any")),
        Pick(Door.WHO_FIRST, words("support_requests.ask.who_first")),
    )
    return Choice("door", words("support_requests.ask.door"), picks, chosen=Door.ANY)


def reach_choice(words: Words, chosen: Reach) -> Input:
    """How somebody would like to be reached."""
    picks = (
        Pick(Reach.ANY, words("support_requests.reach.any")),
        Pick(Reach.APP, words("support_requests.reach.app")),
        Pick(Reach.PHONE, words("support_requests.reach.phone")),
        Pick(Reach.IN_PERSON, words("support_requests.reach.in_person")),
        Pick(Reach.VIDEO, words("support_requests.reach.video")),
    )
    return Choice("reach", words("support_requests.ask.reach"), picks, chosen=chosen)


def number_input(words: Words, number: str) -> Input:
    """A telephone number for this talk alone."""
    return PhoneInput("number", words("support_requests.ask.number"), number, optional=True)


def _peer(words: Words) -> Input:
    picks = (
        Pick(PEER_STAYS, words("support_requests.ask.peer_stays")),
        Pick(PEER_ENDS, words("support_requests.ask.peer_ends")),
    )
    return Choice("peer", words("support_requests.ask.peer"), picks, chosen=PEER_STAYS)


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
    words: Words, lines: Lines, request: str, episode: str, keys: Sequence[str]
) -> Card:
    """An offer, which its person takes up or leaves."""
    text = (words("support_requests.step_up.text"), *_said(words, keys))
    enough = Button(OPEN_REQUEST_ENOUGH, words("support_requests.step_up.enough"), request)
    return Card(
        screen=STEP_UP,
        subject=request,
        preview=words("support_requests.preview"),
        parts=(*(Text(each) for each in text), *with_line(words, lines)),
        buttons=(*_choices(words, episode, keys), enough),
    )


def enough_card(words: Words, lines: Lines, request: str) -> Card:
    """The offer was left: a plain end, and the way back."""
    return Card(
        screen=ENOUGH,
        subject=request,
        preview=words("support_requests.preview"),
        parts=(Text(words("support_requests.step_up.over")), *with_line(words, lines)),
    )


def escalate_form(words: Words, subject: str, who: Sequence[Option]) -> Form:
    """What the offer is, before a supporter makes it."""
    told = ", ".join(one_of(words, option) for option in who)
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


def sent_form(words: Words, subject: str) -> Form:
    """The offer is on its way."""
    return _short(words, SENT, subject, words("support_requests.step_up.sent"))


def asked_form(words: Words, request: str) -> Form:
    """Somebody was asked for."""
    return _short(words, ASKED, request, words("support_requests.noted.asked"))


def kept_form(words: Words, request: str) -> Form:
    """How to be reached is kept."""
    return _short(words, KEPT, request, words("support_requests.noted.kept"))


def _short(words: Words, name: Dialog, subject: str, text: str) -> Form:
    return Form(
        name=name,
        subject=subject,
        title=words("core.notice.title"),
        close=words("core.close"),
        parts=(Text(text),),
    )
