"""The screens of reporting, drawn from values alone."""

from dataclasses import dataclass
from datetime import datetime

from bot.adverse_events.model import Report, ReportState
from bot.adverse_events.names import (
    ADVERSE_EVENT_DISCARD,
    ADVERSE_EVENT_LEAVE_OUT,
    ADVERSE_EVENT_LET_GO,
    ADVERSE_EVENT_REPORT,
    ADVERSE_EVENT_STOP_ASKING,
    ADVERSE_EVENT_UNDO,
    CHECK_IN_PREVIEW,
    CORRECTED,
    DISCARDED,
    LIMITED,
    NOBODY,
    PICK_FORM,
    PROGRESS,
    READY,
    UNREACHED,
    WHICH,
)
from bot.core.lines import Lines
from bot.core.notices import with_line
from bot.core.screens import (
    LONGEST_LABEL,
    MOST_BUTTONS,
    MOST_OPTIONS,
    Button,
    Card,
    Choice,
    DayInput,
    Form,
    Option,
    Part,
    PeoplePicker,
    Small,
    Text,
    Ticks,
    TimeInput,
)
from bot.core.texts import Words
from bot.programme.model import Harm, Kind, Unit

EVERYONE = "everyone"
NAMES_IN_A_PART = 1200
MOST_NAME_PARTS = 5


@dataclass(frozen=True)
class Progress:
    """How far the first notes of an adverse event are: numbers, never who answered."""

    on_the_list: int
    reached: int = 0
    unreachable: int = 0


def kinds(words: Words) -> dict[Kind, str]:
    """What each kind is called, in the order it is offered in."""
    return {
        Kind.PATIENT_DEATH: words("adverse_event.kind.patient_death"),
        Kind.UNEXPECTED_DEATH: words("adverse_event.kind.unexpected_death"),
        Kind.RESUSCITATION: words("adverse_event.kind.resuscitation"),
        Kind.PAEDIATRIC_EVENT: words("adverse_event.kind.paediatric_event"),
        Kind.SERIOUS_HARM: words("adverse_event.kind.serious_harm"),
        Kind.MEDICATION_EVENT: words("adverse_event.kind.medication_event"),
        Kind.PROCEDURE_EVENT: words("adverse_event.kind.procedure_event"),
        Kind.NEAR_MISS: words("adverse_event.kind.near_miss"),
        Kind.VIOLENCE_OR_THREAT: words("adverse_event.kind.violence_or_threat"),
        Kind.EXPOSURE_INJURY: words("adverse_event.kind.exposure_injury"),
        Kind.COLLEAGUE_LOSS: words("adverse_event.kind.colleague_loss"),
        Kind.DISCLOSURE_TALK: words("adverse_event.kind.disclosure_talk"),
        Kind.EVENT_REVIEW: words("adverse_event.kind.event_review"),
        Kind.LITIGATION_NOTICE: words("adverse_event.kind.litigation_notice"),
        Kind.FIRST_DAY_BACK: words("adverse_event.kind.first_day_back"),
        Kind.ANNIVERSARY: words("adverse_event.kind.anniversary"),
        Kind.OTHER: words("adverse_event.kind.other"),
    }


def harms(words: Words) -> dict[Harm, str]:
    """What each degree of harm is called, in the order it is offered in."""
    return {
        Harm.DEATH: words("adverse_event.harm.death"),
        Harm.SEVERE: words("adverse_event.harm.severe"),
        Harm.MODERATE: words("adverse_event.harm.moderate"),
        Harm.MILD: words("adverse_event.harm.mild"),
        Harm.NONE: words("adverse_event.harm.none"),
        Harm.UNKNOWN: words("adverse_event.harm.unknown"),
    }


def report_form(words: Words, units: tuple[Unit, ...], local: datetime) -> Form:
    """What happened, where, when, and who may have been near: pickers and times only."""
    places = sorted(units, key=lambda unit: unit.name.casefold())[:MOST_OPTIONS]
    return Form(
        name=ADVERSE_EVENT_REPORT,
        subject="",
        title=words("adverse_event.form.title"),
        close=words("adverse_event.form.close"),
        submit=words("adverse_event.form.submit"),
        parts=(Text(words("adverse_event.form.text")),),
        inputs=(
            Choice(
                "kind",
                words("adverse_event.form.kind"),
                tuple(Option(kind, label) for kind, label in kinds(words).items()),
            ),
            Choice(
                "harm",
                words("adverse_event.form.harm"),
                tuple(Option(harm, label) for harm, label in harms(words).items()),
                chosen=Harm.UNKNOWN,
            ),
            Choice(
                "unit",
                words("adverse_event.form.unit"),
                tuple(Option(unit.key, unit.name[:LONGEST_LABEL]) for unit in places),
                chosen=places[0].key if len(places) == 1 else "",
            ),
            DayInput("day", words("adverse_event.form.day"), local.date()),
            TimeInput("time", words("adverse_event.form.time"), local.time()),
            PeoplePicker("people", words("adverse_event.form.people"), optional=True),
            Ticks(
                EVERYONE,
                words("adverse_event.form.shift"),
                (Option(EVERYONE, words("adverse_event.form.everyone")),),
            ),
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
    """Who cannot be reached, for those who picked them: a dialog leaves no message behind."""
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


def ready_card(words: Words, report: str, count: int) -> Card:
    """A report told by words: who and what is seen in a dialog, before anything goes."""
    return Card(
        screen=READY,
        subject=report,
        preview=words("adverse_event.preview"),
        parts=(Text(words("adverse_event.ready.text", count=count)),),
        buttons=(
            Button(CHECK_IN_PREVIEW, words("adverse_event.see"), report, opens_form=True),
            Button(ADVERSE_EVENT_DISCARD, words("adverse_event.discard"), report),
        ),
    )


def discarded_card(words: Words) -> Card:
    """The report was thrown away before it was one."""
    return Card(
        screen=DISCARDED,
        subject="",
        preview=words("adverse_event.preview"),
        parts=(Text(words("adverse_event.discarded")),),
    )


def progress_card(words: Words, lines: Lines, report: Report, progress: Progress) -> Card:
    """Where a report stands, for its reporter; for a system's report, for the coordinators."""
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
        case ReportState.RELEASED:
            parts = _released(words, progress)
            if progress.unreachable:
                see = words("adverse_event.see_unreached")
                buttons = (Button(UNREACHED, see, report.reference, opens_form=True),)
        case _:
            parts = (Text(words("adverse_event.progress.withdrawn")),)
    return Card(
        screen=PROGRESS,
        subject=report.reference,
        preview=words("adverse_event.preview"),
        parts=(*parts, *with_line(words, lines)),
        buttons=buttons,
    )


def _held(words: Words, report: Report, progress: Progress) -> tuple[Part, ...]:
    count = progress.on_the_list
    at = words.time(report.hold_until or report.reported_at)
    if report.source == "person":
        parts: tuple[Part, ...] = (Text(words("adverse_event.progress.held", count=count, at=at)),)
    else:
        parts = (Text(words("adverse_event.progress.incoming", count=count, at=at)),)
    if report.unknown:
        parts = (*parts, Text(words("adverse_event.progress.unknown", count=report.unknown)))
    return parts


def _released(words: Words, progress: Progress) -> tuple[Part, ...]:
    said = [
        words("adverse_event.progress.planned", count=progress.on_the_list),
        words("adverse_event.progress.reached", count=progress.reached),
        words("adverse_event.progress.unreachable", count=progress.unreachable),
    ]
    return (Text(" ".join(said)), Small(words("adverse_event.progress.later")))


def which_card(words: Words, lines: Lines, held: list[Report]) -> Card:
    """Several reports can be undone: by number and time, with nothing that names a place."""
    buttons = tuple(
        Button(
            ADVERSE_EVENT_UNDO,
            words("adverse_event.which.one", number=number, at=words.time(report.reported_at)),
            report.reference,
        )
        for number, report in enumerate(held[:MOST_BUTTONS], start=1)
    )
    return Card(
        screen=WHICH,
        subject="",
        preview=words("adverse_event.preview"),
        parts=(Text(words("adverse_event.which.text")), *with_line(words, lines)),
        buttons=buttons,
    )


def nobody_card(words: Words, lines: Lines, event: str) -> Card:
    """Nobody would get a note: a lead or a coordinator is asked to pick people."""
    return Card(
        screen=NOBODY,
        subject=event,
        preview=words("adverse_event.preview"),
        parts=(Text(words("adverse_event.nobody.text")), *with_line(words, lines)),
        buttons=(
            Button(PICK_FORM, words("adverse_event.nobody.pick"), event, opens_form=True),
            Button(ADVERSE_EVENT_STOP_ASKING, words("adverse_event.nobody.stop"), event),
        ),
    )


def limited_card(words: Words, lines: Lines, report: str, *, asked: bool, left_out: bool) -> Card:
    """One more event than its unit's limit: whoever answers for the unit decides."""
    if asked:
        text = words("adverse_event.limited.text")
    elif left_out:
        text = words("adverse_event.limited.left_out")
    else:
        text = words("adverse_event.limited.goes")
    buttons = (
        Button(ADVERSE_EVENT_LET_GO, words("adverse_event.limited.yes"), report),
        Button(ADVERSE_EVENT_LEAVE_OUT, words("adverse_event.limited.no"), report),
    )
    return Card(
        screen=LIMITED,
        subject=report,
        preview=words("adverse_event.preview"),
        parts=(Text(text), *with_line(words, lines)),
        buttons=buttons if asked else (),
    )


def corrected_card(words: Words, lines: Lines, report: Report) -> Card:
    """A system took its report back after the hold-off: for the coordinators."""
    at = words.day_and_time(report.reported_at)
    return Card(
        screen=CORRECTED,
        subject=report.reference,
        preview=words("adverse_event.preview"),
        parts=(Text(words("adverse_event.corrected", at=at)), *with_line(words, lines)),
    )


def somebody_card(words: Words, lines: Lines, event: str, *, withdrawn: bool) -> Card:
    """What the asking card turns into once nobody needs to be asked any more."""
    if withdrawn:
        text = words("adverse_event.nobody.withdrawn")
    else:
        text = words("adverse_event.nobody.picked")
    return Card(
        screen=NOBODY,
        subject=event,
        preview=words("adverse_event.preview"),
        parts=(Text(text), *with_line(words, lines)),
    )
