"""The cards and forms of a drill, each framed as practice, also in its lock-screen preview.

Every button of a card leads to practice alone, except the one that asks for real help.
"""

from collections.abc import Mapping

from bot.check_ins import note_parts
from bot.core.inputs import Choice, Option, PeoplePicker
from bot.core.lines import Lines
from bot.core.names import Action, Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Confirm, Form, Part, Small, Text, Weight
from bot.core.texts import Words, texts_of
from bot.drills import names
from bot.drills.model import HOURS, MOST_PEOPLE, Drill, Participant, PracticeRequest, Role, Stage
from bot.programme import claim_text
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND


def _framed(
    words: Words,
    lines: Lines,
    screen: Screen,
    subject: str,
    parts: tuple[Part, ...],
    buttons: tuple[Button, ...] = (),
    *,
    ended: bool = False,
) -> Card:
    """A participant's card, marked as practice; once the drill ended, it says only that."""
    if ended:
        parts, buttons = (Text(words("drill.over")),), ()
    return Card(
        screen=screen,
        subject=subject,
        preview=words("drill.preview"),
        parts=(
            Text(words("drill.frame")),
            *parts,
            Small(words("drill.real")),
            *with_line(words, lines),
        ),
        buttons=(*buttons, Button(names.DRILL_FOR_REAL, words("drill.button.real"))),
    )


def _button(
    words: Words, action: Action, label: str, subject: str, *, opens_form: bool = False
) -> Button:
    """A button whose label says that it is practice."""
    return Button(action, words("drill.label", label=label), subject, opens_form=opens_form)


# ---- the coordinator ----


def on_form(words: Words) -> Form:
    """Pick the participants, their roles, and the longest duration."""
    hours = tuple(Option(str(each), words("drill.on.hours", count=each)) for each in HOURS)
    return Form(
        name=names.ON,
        subject="",
        title=words("drill.title"),
        close=words("core.close"),
        submit=words("drill.on.ask"),
        parts=(Text(words("drill.on.text")), Text(words("drill.on.real"))),
        inputs=(
            PeoplePicker(Role.NEAR, words("drill.on.near"), most=MOST_PEOPLE),
            PeoplePicker(Role.LISTENS, words("drill.on.listens"), most=MOST_PEOPLE, optional=True),
            PeoplePicker(Role.COVERS, words("drill.on.covers"), most=MOST_PEOPLE, optional=True),
            Choice("hours", words("drill.on.length"), hours, chosen=str(HOURS[1])),
        ),
    )


def asked_form(words: Words) -> Form:
    """That the people who were picked are asked, and where the drill is begun."""
    return Form(
        name=names.ASKED,
        subject="",
        title=words("drill.title"),
        close=words("core.close"),
        parts=(Text(words("drill.frame")), Text(words("drill.on.asked"))),
    )


def control_card(
    words: Words, drill: Drill, asked: int, agreed: Mapping[Role, int], until: str
) -> Card:
    """The coordinator's card: the drill in numbers, with buttons to begin and to end it.

    It can be begun once one of those who get the note has ``agreed``.
    """
    ready = bool(agreed.get(Role.NEAR))
    if drill.ended:
        parts: tuple[Part, ...] = (Text(words("drill.control.over")),)
        buttons: tuple[Button, ...] = ()
    else:
        if drill.started:
            state = words("drill.control.begun")
        elif ready:
            state = words("drill.control.asked")
        else:
            state = words("drill.nobody_yet")
        counted = words("drill.control.counted", agreed=sum(agreed.values()), asked=asked)
        roles = words(
            "drill.control.roles",
            near=agreed.get(Role.NEAR, 0),
            listens=agreed.get(Role.LISTENS, 0),
            covers=agreed.get(Role.COVERS, 0),
        )
        parts = (
            Text(state),
            Text(counted),
            Small(roles),
            Text(words("drill.control.until", at=until)),
        )
        sure = Confirm(
            words("drill.sure.title"),
            words("drill.sure.text"),
            words("drill.sure.yes"),
            words("drill.sure.no"),
        )
        begin = Button(names.DRILL_BEGIN, words("drill.button.begin"), drill.reference, Weight.MAIN)
        end = Button(names.DRILL_END, words("drill.button.end"), drill.reference, confirm=sure)
        buttons = (begin, end) if ready and not drill.started else (end,)
    return Card(
        screen=names.CONTROL,
        subject=drill.reference,
        preview=words("drill.preview"),
        parts=(Text(words("drill.frame")), *parts),
        buttons=buttons,
    )


# ---- the participants ----


def invite_card(words: Words, lines: Lines, drill: Drill, participant: Participant) -> Card:
    """Ask somebody to take part; once they agreed, say what happens next."""
    subject = participant.reference
    if participant.agreed:
        parts: tuple[Part, ...] = (Text(words("drill.invite.agreed")),)
        buttons: tuple[Button, ...] = (
            _button(words, names.DRILL_LEAVE, words("drill.button.leave"), subject),
        )
    else:
        role = texts_of(words, "drill.invite", Role)[participant.role]
        parts = (Text(words("drill.invite.text")), Text(role), Text(words("drill.invite.else")))
        buttons = (
            _button(words, names.DRILL_JOIN, words("drill.button.join"), subject),
            _button(words, names.DRILL_LEAVE, words("drill.button.no"), subject),
        )
    return _framed(words, lines, names.INVITE, subject, parts, buttons, ended=drill.ended)


def note_card(
    words: Words, lines: Lines, drill: Drill, participant: Participant, hello: str, result: str
) -> Card:
    """The exact words of a first note in the frame; after a press, its ``result``."""
    subject = participant.reference
    if participant.stage is Stage.NOTE:
        parts = note_parts(words, hello, soon_after=False)
        buttons: tuple[Button, ...] = (
            _button(words, names.DRILL_BREAK, words("check_in.button.break"), subject),
            _button(words, names.DRILL_TALK, words("check_in.button.talk"), subject),
            _button(words, names.DRILL_NO_THANKS, words("check_in.button.no_thanks"), subject),
        )
    else:
        parts = (Text(result),)
        buttons = (_button(words, names.DRILL_LEAVE, words("drill.button.leave"), subject),)
    return _framed(words, lines, names.NOTE, subject, parts, buttons, ended=drill.ended)


def ask_card(words: Words, lines: Lines, drill: Drill, request: PracticeRequest) -> Card:
    """Ask somebody to listen or to cover, with the real words in the frame."""
    subject = request.reference
    buttons: tuple[Button, ...] = ()
    if request.taken_by:
        text = words("support_requests.taken")
    else:
        if request.role is Role.COVERS:
            text = words("time_out.cover_card.text", minutes=15)
            yes, no = words("time_out.cover_card.cover"), words("time_out.cover_card.pass")
        else:
            text = claim_text(words, DEFAULT_KINDS[FIRST_KIND])
            yes, no = words("support_requests.button.take"), words("support_requests.button.pass")
        buttons = (
            _button(words, names.TAKE, yes, subject, opens_form=True),
            _button(words, names.DRILL_NOT_NOW, no, subject),
        )
    return _framed(words, lines, names.ASK, subject, (Text(text),), buttons, ended=drill.ended)


def take_form(words: Words, request: PracticeRequest, *, mine: bool) -> Form:
    """What to expect before taking a request; after that, what would be shown to its taker."""
    covers = request.role is Role.COVERS
    if mine:
        shown = words("drill.take.covers") if covers else words("drill.take.mine")
        texts = [shown, words("drill.take.nobody")]
    elif request.taken_by:
        texts = [words("support_requests.taken")]
    elif covers:
        texts = [words("drill.take.cover_what")]
    else:
        texts = [words("support_requests.take.what")]
    return Form(
        name=names.TAKE,
        subject=request.reference,
        title=words("drill.title"),
        close=words("core.close"),
        submit="" if request.taken_by else words("drill.take.yes"),
        parts=(Text(words("drill.frame")), *(Text(text) for text in texts)),
    )


def left_card(words: Words, lines: Lines) -> Card:
    """Shown after a participant declined or left."""
    return _framed(words, lines, names.LEFT, "", (Text(words("drill.left")),))
