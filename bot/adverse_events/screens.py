"""The screens of reporting."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.adverse_events.model import PERSON, PLAN_WITHIN, REVIEW, Report, ReportState
from bot.adverse_events.names import (
    ADVERSE_EVENT_CALLS,
    ADVERSE_EVENT_DISCARD,
    ADVERSE_EVENT_LEAVE_OUT,
    ADVERSE_EVENT_LET_GO,
    ADVERSE_EVENT_REPORT,
    ADVERSE_EVENT_STOP_ASKING,
    ADVERSE_EVENT_UNDO,
    ADVERSE_EVENT_WHAT,
    CHECK_IN_PREVIEW,
    CORRECTED,
    HELD_GRAVE,
    LIMITED,
    MILESTONE_PREVIEW,
    NOBODY,
    PICK_FORM,
    PROGRESS,
    READY,
    STAFF_DEATH_PLAN,
    UNREACHED,
    WHICH,
)
from bot.core.inputs import (
    Choice,
    DayInput,
    Input,
    Option,
    PeoplePicker,
    Ticks,
    TimeInput,
    grouped,
    options_labelled,
    options_named,
)
from bot.core.limits import LONGEST_LABEL, MOST_BUTTONS
from bot.core.lines import Lines
from bot.core.names import Screen
from bot.core.notices import with_line
from bot.core.screens import Button, Card, Confirm, Form, Part, Small, Text, Weight
from bot.core.texts import Words, texts_of
from bot.programme.model import Harm, Kind, Unit

EVERYONE = "everyone"
NAMES_IN_A_PART = 1200
MOST_NAME_PARTS = 5


@dataclass(frozen=True)
class Progress:
    """The progress of first notes in numbers; it never says who answered."""

    on_the_list: int
    reached: int = 0
    unreachable: int = 0
    calls: bool = False
    """Whether peers are asked to call them; then numbers of notes would tell how calls ended."""
    sees_calls: bool = False
    """Whether the reader may see how the calls stand, in totals."""


def kinds(words: Words) -> dict[Kind, str]:
    """The labels of all kinds, in the order of the form."""
    return texts_of(words, "adverse_event.kind", Kind)


def harms(words: Words) -> dict[Harm, str]:
    """The labels of the degrees of harm, in the order of the form."""
    return texts_of(words, "adverse_event.harm", Harm)


def report_form(
    words: Words, units: tuple[Unit, ...], local: datetime, ordered: Sequence[Kind] = ()
) -> Form:
    """Ask where, when and who; then what, if the kinds are already in ``ordered``.

    It has no free text.
    """
    places = sorted(units, key=lambda unit: unit.name.casefold())
    submit = words("adverse_event.form.submit" if ordered else "adverse_event.form.next")
    return Form(
        name=ADVERSE_EVENT_REPORT,
        subject="",
        title=words("adverse_event.form.title"),
        close=words("adverse_event.form.close"),
        submit=submit,
        parts=(Text(words("adverse_event.form.text")),),
        inputs=(
            *grouped(
                words("adverse_event.form.where_and_when"),
                Choice(
                    "unit",
                    words("adverse_event.form.unit"),
                    options_named((unit.key, unit.name) for unit in places),
                    chosen=places[0].key if len(places) == 1 else "",
                ),
                DayInput("day", words("adverse_event.form.day"), local.date()),
                TimeInput("time", words("adverse_event.form.time"), local.time()),
            ),
            *grouped(
                words("adverse_event.form.who"),
                PeoplePicker("people", words("adverse_event.form.people"), optional=True),
                Ticks(
                    EVERYONE,
                    words("adverse_event.form.shift"),
                    (Option(EVERYONE, words("adverse_event.form.everyone")),),
                ),
            ),
            *grouped(words("adverse_event.form.what"), *(_what(words, ordered) if ordered else ())),
        ),
    )


def what_form(words: Words, report: str, where: str, when: str, ordered: Sequence[Kind]) -> Form:
    """Ask what happened, for a report of which the rest is known."""
    return Form(
        name=ADVERSE_EVENT_WHAT,
        subject=report,
        title=words("adverse_event.form.title"),
        close=words("adverse_event.form.close"),
        submit=words("adverse_event.form.submit"),
        parts=(Small(words("adverse_event.there", where=where, when=when)),),
        inputs=_what(words, ordered),
    )


def _what(words: Words, ordered: Sequence[Kind]) -> tuple[Input, ...]:
    labels = kinds(words)
    return (
        Choice(
            "kind",
            words("adverse_event.form.kind"),
            options_labelled({kind: labels[kind] for kind in ordered}),
        ),
        Choice(
            "harm",
            words("adverse_event.form.harm"),
            options_labelled(harms(words)),
            chosen=Harm.UNKNOWN,
        ),
    )


def pick_form(words: Words, event: str, what: str, where: str, when: str) -> Form:
    """Pick people for an adverse event that reaches nobody yet."""
    return Form(
        name=PICK_FORM,
        subject=event,
        title=words("adverse_event.pick.title"),
        close=words("adverse_event.form.close"),
        submit=words("adverse_event.form.submit"),
        parts=(
            Text(words("adverse_event.pick.text")),
            Small(words("adverse_event.about", what=what, where=where, when=when)),
        ),
        inputs=(PeoplePicker("people", words("adverse_event.form.people")),),
    )


def unreached_form(
    words: Words, lines: Lines, report: str, names: tuple[str, ...], nameless: int = 0
) -> Form:
    """The names of unreachable people, in a dialog so that they stay in no message."""
    return Form(
        name=UNREACHED,
        subject=report,
        title=words("adverse_event.unreached.title"),
        close=words("core.close"),
        parts=(
            Text(words("adverse_event.unreached.text")),
            *name_parts(words, names, nameless),
            *with_line(words, lines),
        ),
    )


def name_parts(words: Words, names: tuple[str, ...], nameless: int = 0) -> tuple[Part, ...]:
    """Names as paragraphs that every platform can show, however many there are."""
    parts: list[Part] = []
    shown = 0
    line = ""
    for name in names:
        short = name[:LONGEST_LABEL]
        if len(line) + len(short) > NAMES_IN_A_PART:
            if len(parts) == MOST_NAME_PARTS - 1:
                break
            parts.append(Text(line))
            line = ""
        line = f"{line} · {short}" if line else short
        shown += 1
    if line:
        parts.append(Text(line))
    left = len(names) - shown
    if left:
        parts.append(Small(words("adverse_event.names.more", count=left)))
    if nameless:
        parts.append(Small(words("adverse_event.names.nameless", count=nameless)))
    return tuple(parts)


def _card(
    words: Words,
    screen: Screen,
    subject: str,
    parts: tuple[Part, ...],
    buttons: tuple[Button, ...] = (),
    *,
    asks: bool = False,
) -> Card:
    preview = words("adverse_event.preview_asks" if asks else "adverse_event.preview")
    return Card(screen=screen, subject=subject, preview=preview, parts=parts, buttons=buttons)


def ready_card(words: Words, report: str, count: int) -> Card:
    """A typed report; a dialog shows the people and the words before anything is sent."""
    return _card(
        words,
        READY,
        report,
        (Text(words("adverse_event.ready.text", count=count)),),
        (
            Button(CHECK_IN_PREVIEW, words("adverse_event.see"), report, opens_form=True),
            Button(ADVERSE_EVENT_DISCARD, words("adverse_event.discard"), report),
        ),
    )


def progress_card(words: Words, lines: Lines, report: Report, progress: Progress) -> Card:
    """The progress of a report, for its reporter, or for coordinators if a system made it."""
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...] = ()
    match report.state:
        case ReportState.HELD:
            parts = _held(words, report, progress)
            buttons = (
                Button(
                    CHECK_IN_PREVIEW, words("adverse_event.see"), report.reference, opens_form=True
                ),
                Button(ADVERSE_EVENT_UNDO, words("adverse_event.undo"), report.reference),
            )
        case ReportState.LIMITED:
            parts = (Text(words("adverse_event.progress.waits", days=PLAN_WITHIN.days)),)
        case ReportState.LEFT_OUT:
            parts = (Text(words("adverse_event.progress.left_out")),)
        case ReportState.RAN_OUT:
            parts = (Text(words("adverse_event.progress.ran_out")),)
        case ReportState.RELEASED:
            parts = _released(words, progress)
            buttons = _see_more(words, report, progress)
        case _:
            parts = (Text(words("adverse_event.progress.withdrawn")),)
    return _card(words, PROGRESS, report.reference, (*parts, *with_line(words, lines)), buttons)


def plan_card(words: Words, lines: Lines, report: Report, *, ahead: bool) -> Card:
    """A planned milestone, for the coordinator who planned it; it says nothing of people."""
    undo = Button(ADVERSE_EVENT_UNDO, words("adverse_event.undo"), report.reference)
    buttons: tuple[Button, ...] = ()
    if report.state is ReportState.HELD:
        text = words(
            "milestone.progress.held", at=words.time(report.hold_until or report.reported_at)
        )
        see = words("adverse_event.see")
        buttons = (Button(MILESTONE_PREVIEW, see, report.reference, opens_form=True), undo)
    elif report.state is ReportState.WITHDRAWN:
        text = words("milestone.progress.cancelled")
    elif ahead:
        text = words("milestone.progress.planned")
        cancel = words("milestone.progress.cancel")
        buttons = (Button(ADVERSE_EVENT_UNDO, cancel, report.reference),)
    else:
        text = words("milestone.progress.over")
    parts = (Text(text), *with_line(words, lines))
    return _card(words, PROGRESS, report.reference, parts, buttons)


def _held(words: Words, report: Report, progress: Progress) -> tuple[Part, ...]:
    count = progress.on_the_list
    at = words.time(report.hold_until or report.reported_at)
    if report.source == PERSON:
        parts: tuple[Part, ...] = (Text(words("adverse_event.progress.held", count=count, at=at)),)
    elif report.source == REVIEW:
        parts = (Text(words("adverse_event.progress.review", count=count, at=at)),)
    else:
        parts = (Text(words("adverse_event.progress.incoming", count=count, at=at)),)
    if report.unknown:
        parts = (*parts, Text(words("adverse_event.progress.unknown", count=report.unknown)))
    return parts


def _see_more(words: Words, report: Report, progress: Progress) -> tuple[Button, ...]:
    buttons: list[Button] = []
    if progress.sees_calls:
        see = words("adverse_event.calls.see")
        buttons.append(Button(ADVERSE_EVENT_CALLS, see, report.reference, opens_form=True))
    if progress.unreachable:
        see = words("adverse_event.see_unreached")
        buttons.append(Button(UNREACHED, see, report.reference, opens_form=True))
    return tuple(buttons)


def _released(words: Words, progress: Progress) -> tuple[Part, ...]:
    if progress.calls:
        asked = words("adverse_event.calls.asked", count=progress.on_the_list)
        return (Text(asked), Small(words("adverse_event.progress.later")))
    numbers = [
        words("adverse_event.progress.planned", count=progress.on_the_list),
        words("adverse_event.progress.reached", count=progress.reached),
        words("adverse_event.progress.unreachable", count=progress.unreachable),
    ]
    return (Text(" ".join(numbers)), Small(words("adverse_event.progress.later")))


def which_card(words: Words, lines: Lines, held: list[Report]) -> Card:
    """Choose the report to undo by number and time; no place is named."""
    buttons = tuple(
        Button(
            ADVERSE_EVENT_UNDO,
            words("adverse_event.which.one", number=number, at=words.time(report.reported_at)),
            report.reference,
        )
        for number, report in enumerate(held[:MOST_BUTTONS], start=1)
    )
    parts = (Text(words("adverse_event.which.text")), *with_line(words, lines))
    return _card(words, WHICH, "", parts, buttons)


def held_grave_card(words: Words, lines: Lines, held: list[Report]) -> Card:
    """Choose the report about whose people to ask for calls, by number and time."""
    buttons = tuple(
        Button(
            CHECK_IN_PREVIEW,
            words("adverse_event.held_grave.one", number=number, at=words.time(report.reported_at)),
            report.reference,
            opens_form=True,
        )
        for number, report in enumerate(held[:MOST_BUTTONS], start=1)
    )
    parts = (Text(words("adverse_event.held_grave.text")), *with_line(words, lines))
    return _card(words, HELD_GRAVE, "", parts, buttons)


def nobody_card(words: Words, lines: Lines, event: str, reported_at: datetime) -> Card:
    """Ask a lead or coordinator to pick people, as nobody would get a note.

    When it was reported tells it from the cards of other events.
    """
    at = words.day_and_time(reported_at)
    return _card(
        words,
        NOBODY,
        event,
        (Text(words("adverse_event.nobody.text", at=at)), *with_line(words, lines)),
        (
            Button(PICK_FORM, words("adverse_event.nobody.pick"), event, opens_form=True),
            Button(ADVERSE_EVENT_STOP_ASKING, words("adverse_event.nobody.stop"), event),
        ),
        asks=True,
    )


def limited_card(
    words: Words,
    lines: Lines,
    report: str,
    state: ReportState,
    *,
    by_plan: bool = False,
) -> Card:
    """Ask a lead or coordinator whether notes go out for a report that waits for their word."""
    asked = state is ReportState.LIMITED
    if asked and by_plan:
        text = words("adverse_event.limited.by_plan", days=PLAN_WITHIN.days)
    elif asked:
        text = words("adverse_event.limited.text")
    elif state is ReportState.RAN_OUT:
        text = words("adverse_event.limited.ran_out")
    elif state in {ReportState.LEFT_OUT, ReportState.WITHDRAWN}:
        text = words("adverse_event.limited.left_out")
    else:
        text = words("adverse_event.limited.goes")
    told = Confirm(
        words("adverse_event.limited.told_title"),
        words("adverse_event.limited.told"),
        words("adverse_event.limited.yes"),
        words("adverse_event.limited.not_yet"),
    )
    plan = Button(STAFF_DEATH_PLAN, words("adverse_event.limited.plan"), report, Weight.MAIN)
    yes, no = words("adverse_event.limited.yes"), words("adverse_event.limited.no")
    buttons = (
        Button(ADVERSE_EVENT_LET_GO, yes, report, confirm=told if by_plan else None),
        Button(ADVERSE_EVENT_LEAVE_OUT, no, report),
    )
    parts = (Text(text), *with_line(words, lines))
    offered = (*((plan,) if by_plan else ()), *(buttons if asked else ()))
    return _card(words, LIMITED, report, parts, offered, asks=asked)


def corrected_card(words: Words, lines: Lines, report: Report) -> Card:
    """Inform coordinators that a system took its report back after the hold-off."""
    at = words.day_and_time(report.reported_at)
    parts = (Text(words("adverse_event.corrected", at=at)), *with_line(words, lines))
    return _card(words, CORRECTED, report.reference, parts)


def somebody_card(words: Words, lines: Lines, event: str, *, withdrawn: bool) -> Card:
    """Replace the question for people once it is settled."""
    settled = words("adverse_event.nobody.picked")
    text = words("adverse_event.nobody.withdrawn") if withdrawn else settled
    return _card(words, NOBODY, event, (Text(text), *with_line(words, lines)))
