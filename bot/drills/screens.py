"""Cards of a practice. Each is drawn in one frame that says so first, last and on a lock screen.

Every button of such a card leads to practice alone, but for the one that asks for real help.
"""

from dataclasses import dataclass

from bot.check_ins import note_parts
from bot.core.lines import Lines
from bot.core.names import Action, Screen
from bot.core.notices import with_line
from bot.core.screens import (
    Button,
    Card,
    Choice,
    Confirm,
    Form,
    Option,
    Part,
    PeoplePicker,
    Small,
    Text,
    Weight,
)
from bot.core.texts import Words
from bot.drills.model import HOURS, MOST_PEOPLE, Drill, DrillAsk, DrillPart, Role, Step
from bot.drills.names import (
    ASK,
    CONTROL,
    DRILL_BEGIN,
    DRILL_BREAK,
    DRILL_END,
    DRILL_JOIN,
    DRILL_LEAVE,
    DRILL_NO_THANKS,
    DRILL_TALK,
    INVITE,
    LEFT,
    NOTE,
    ON,
    TAKE,
)
from bot.programme import claim_text
from bot.programme.model import DEFAULT_KINDS, FIRST_KIND

FOR_REAL = Action("drill.for_real")
JOIN, LEAVE = DRILL_JOIN, DRILL_LEAVE
BEGIN, END = DRILL_BEGIN, DRILL_END
TALK, BREAK, NO_THANKS = DRILL_TALK, DRILL_BREAK, DRILL_NO_THANKS
NOT_NOW = Action("drill.pass")


@dataclass(frozen=True)
class Cast:
    """How many were asked to take part, and how many said yes."""

    asked: int
    agreed: int


def practice(
    words: Words,
    lines: Lines,
    screen: Screen,
    subject: str,
    parts: tuple[Part, ...],
    buttons: tuple[Button, ...] = (),
) -> Card:
    """The frame of every card of a practice: nothing of it can be taken for something real."""
    real = Button(FOR_REAL, words("drill.button.real"))
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
        buttons=(*buttons, real),
    )


def _button(
    words: Words, action: Action, label: str, subject: str, *, opens_form: bool = False
) -> Button:
    """A button of a practice, which says so itself."""
    return Button(action, words("drill.label", label=label), subject, opens_form=opens_form)


# ---- the coordinator ----


def on_form(words: Words) -> Form:
    """Who takes part, in which part, and for how long at most."""
    hours = tuple(Option(str(each), words("drill.on.hours", count=each)) for each in HOURS)
    return Form(
        name=ON,
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


def control_card(words: Words, drill: Drill, cast: Cast, until: str) -> Card:
    """For the coordinator: how it stands in numbers, and the way to begin and to end it."""
    if drill.ended:
        parts: tuple[Part, ...] = (Text(words("drill.control.over")),)
        buttons: tuple[Button, ...] = ()
    else:
        state = words("drill.control.begun") if drill.started else words("drill.control.asked")
        counted = words("drill.control.counted", agreed=cast.agreed, asked=cast.asked)
        parts = (Text(state), Text(counted), Text(words("drill.control.until", at=until)))
        sure = Confirm(
            words("drill.sure.title"),
            words("drill.sure.text"),
            words("drill.sure.yes"),
            words("drill.sure.no"),
        )
        begin = Button(BEGIN, words("drill.button.begin"), drill.reference, Weight.MAIN)
        end = Button(END, words("drill.button.end"), drill.reference, confirm=sure)
        buttons = (end,) if drill.started else (begin, end)
    return Card(
        screen=CONTROL,
        subject=drill.reference,
        preview=words("drill.preview"),
        parts=(Text(words("drill.frame")), *parts),
        buttons=buttons,
    )


# ---- those who take part ----


def invite_card(words: Words, lines: Lines, drill: Drill, part: DrillPart) -> Card:
    """Asked to take part; once they do, how it goes on."""
    leave = _button(words, LEAVE, words("drill.button.leave"), part.reference)
    if drill.ended:
        return over_card(words, lines, INVITE, part.reference)
    if part.agreed:
        parts: tuple[Part, ...] = (Text(words("drill.invite.agreed")),)
        return practice(words, lines, INVITE, part.reference, parts, (leave,))
    role = {
        Role.NEAR: words("drill.invite.near"),
        Role.LISTENS: words("drill.invite.listens"),
        Role.COVERS: words("drill.invite.covers"),
    }[part.role]
    parts = (Text(words("drill.invite.text")), Text(role), Text(words("drill.invite.else")))
    join = _button(words, JOIN, words("drill.button.join"), part.reference)
    no = _button(words, LEAVE, words("drill.button.no"), part.reference)
    return practice(words, lines, INVITE, part.reference, parts, (join, no))


def note_card(
    words: Words, lines: Lines, drill: Drill, part: DrillPart, hello: str, told: str
) -> Card:
    """The exact words of a first note, in the frame; then what came of the press."""
    if drill.ended:
        return over_card(words, lines, NOTE, part.reference)
    if part.step is not Step.NOTE:
        again = _button(words, LEAVE, words("drill.button.leave"), part.reference)
        return practice(words, lines, NOTE, part.reference, (Text(told),), (again,))
    buttons = (
        _button(words, BREAK, words("check_in.button.break"), part.reference),
        _button(words, TALK, words("check_in.button.talk"), part.reference),
        _button(words, NO_THANKS, words("check_in.button.no_thanks"), part.reference),
    )
    parts = note_parts(words, hello, soon_after=False)
    return practice(words, lines, NOTE, part.reference, parts, buttons)


def ask_card(words: Words, lines: Lines, drill: Drill, ask: DrillAsk) -> Card:
    """What somebody who listens or covers is asked, in the real words and the frame."""
    if drill.ended:
        return over_card(words, lines, ASK, ask.reference)
    if ask.taken_by:
        taken = (Text(words("support_requests.taken")),)
        return practice(words, lines, ASK, ask.reference, taken)
    if ask.role is Role.COVERS:
        text = words("time_out.cover_card.text", minutes=15)
        yes, no = words("time_out.cover_card.cover"), words("time_out.cover_card.pass")
    else:
        text = claim_text(words, DEFAULT_KINDS[FIRST_KIND])
        yes, no = words("support_requests.button.take"), words("support_requests.button.pass")
    buttons = (
        _button(words, TAKE, yes, ask.reference, opens_form=True),
        _button(words, NOT_NOW, no, ask.reference),
    )
    return practice(words, lines, ASK, ask.reference, (Text(text),), buttons)


def take_form(words: Words, ask: DrillAsk, *, mine: bool) -> Form:
    """What to expect before taking it, and what would stand here afterwards."""
    if mine:
        seen = words("drill.take.covers") if ask.role is Role.COVERS else words("drill.take.mine")
        parts = (Text(words("drill.frame")), Text(seen), Text(words("drill.take.nobody")))
        return _dialog(words, ask.reference, parts)
    if ask.taken_by:
        gone = (Text(words("drill.frame")), Text(words("support_requests.taken")))
        return _dialog(words, ask.reference, gone)
    what = words("drill.take.cover_what")
    if ask.role is Role.LISTENS:
        what = words("support_requests.take.what")
    return Form(
        name=TAKE,
        subject=ask.reference,
        title=words("drill.title"),
        close=words("core.close"),
        submit=words("drill.take.yes"),
        parts=(Text(words("drill.frame")), Text(what)),
    )


def _dialog(words: Words, subject: str, parts: tuple[Part, ...]) -> Form:
    return Form(
        name=TAKE,
        subject=subject,
        title=words("drill.title"),
        close=words("core.close"),
        parts=parts,
    )


def over_card(words: Words, lines: Lines, screen: Screen, subject: str) -> Card:
    """What every card becomes at the end."""
    return practice(words, lines, screen, subject, (Text(words("drill.over")),))


def left_card(words: Words, lines: Lines) -> Card:
    """After not taking part, or no longer."""
    return practice(words, lines, LEFT, "", (Text(words("drill.left")),))
