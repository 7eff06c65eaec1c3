"""Every screen and form of reporting, drawn in every state it can be in."""

from datetime import UTC, datetime, timedelta

from bot.adverse_events.brake.screens import Waiting, brake_card, page_card, some_form
from bot.adverse_events.model import REVIEW, Report, ReportState
from bot.adverse_events.names import BRAKE, BRAKE_AGAIN, BRAKE_STILL
from bot.adverse_events.screens import (
    Progress,
    corrected_card,
    held_grave_card,
    limited_card,
    nobody_card,
    pick_form,
    plan_card,
    progress_card,
    ready_card,
    report_form,
    somebody_card,
    unreached_form,
    what_form,
    which_card,
)
from bot.core.lines import Lines
from bot.core.screens import Card, Form
from bot.core.texts import Words
from bot.programme.model import Harm, Kind, Unit
from tests.samples import Sample

AT = datetime(2026, 3, 2, 16, 0, tzinfo=UTC)
REFERENCE = "5e" * 16
ICU = Unit("icu", "ICU", "main", "America/Denver")
WARD = Unit("ward", "A ward with " + "a very long name " * 6, "main", "America/Denver")


def report(state: ReportState, source: str = "person", unknown: int = 0) -> Report:
    return Report(
        reference=REFERENCE,
        area="main",
        unit="icu",
        kind=Kind.OTHER,
        harm=Harm.UNKNOWN,
        occurred_at=AT,
        reported_at=AT,
        people="",
        state=state,
        hold_until=AT + timedelta(minutes=5),
        source=source,
        unknown=unknown,
    )


UNDECIDED = (ReportState.LIMITED, ReportState.LEFT_OUT, ReportState.RAN_OUT)


def _notes(words: Words, lines: Lines) -> list[Card]:
    held, released, withdrawn = ReportState.HELD, ReportState.RELEASED, ReportState.WITHDRAWN
    return [
        progress_card(words, lines, report(held), Progress(1)),
        progress_card(words, lines, report(held), Progress(12)),
        progress_card(words, lines, report(held, REVIEW), Progress(1)),
        progress_card(words, lines, report(held, REVIEW), Progress(12)),
        progress_card(words, lines, report(held, "incidents", 1), Progress(1)),
        progress_card(words, lines, report(held, "incidents", 3), Progress(12)),
        progress_card(words, lines, report(released), Progress(12, 0, 0)),
        progress_card(words, lines, report(released), Progress(12, 10, 2)),
        progress_card(words, lines, report(released), Progress(1, calls=True)),
        progress_card(
            words, lines, report(released), Progress(12, 0, 2, calls=True, sees_calls=True)
        ),
        progress_card(words, lines, report(withdrawn), Progress(0)),
        *(progress_card(words, lines, report(state), Progress(0)) for state in UNDECIDED),
        plan_card(words, lines, report(held), ahead=False),
        plan_card(words, lines, report(released), ahead=True),
        plan_card(words, lines, report(released), ahead=False),
        plan_card(words, lines, report(withdrawn), ahead=False),
        nobody_card(words, lines, REFERENCE, AT),
        *(
            limited_card(words, lines, REFERENCE, state, by_plan=by_plan)
            for state in (*UNDECIDED, withdrawn, held)
            for by_plan in (False, True)
        ),
        somebody_card(words, lines, REFERENCE, withdrawn=False),
        somebody_card(words, lines, REFERENCE, withdrawn=True),
        corrected_card(words, lines, report(released, "incidents")),
    ]


UNITS = {f"{WARD.name} {number}": 40 - number for number in range(12)}
BRAKES = (
    Waiting(REFERENCE, "Admissions", 1, AT, {"ICU": 1}, AT, AT),
    Waiting(REFERENCE, "Incident reports", 500, AT, UNITS, AT, AT + timedelta(hours=9), 1, 1),
    Waiting(REFERENCE, "Admissions", let_go=1),
    Waiting(REFERENCE, "Admissions", let_go=5, left_out=5),
    Waiting(REFERENCE, "Admissions"),
)


def _brakes(words: Words, lines: Lines) -> list[Card]:
    return [
        brake_card(words, lines, name, waiting)
        for name in (BRAKE, BRAKE_AGAIN, BRAKE_STILL)
        for waiting in BRAKES
    ] + [page_card(words, f"{REFERENCE}-1-0", by_mail=by_mail) for by_mail in (False, True)]


def _forms(words: Words, lines: Lines) -> list[Form]:
    crowd = tuple(f"Person {number} Longname-Longername" for number in range(2000))
    return [
        report_form(words, (ICU,), AT, tuple(Kind)),
        report_form(words, (ICU, WARD), AT),
        what_form(words, REFERENCE, "ICU", "Mar 2, 9:00 AM", tuple(Kind)),
        some_form(words, REFERENCE, {"icu": ("ICU", 1), "ward": (WARD.name, 7)}, {1: 1, 24: 5}),
        pick_form(words, REFERENCE, "Something else", "ICU", "Mar 2, 9:00 AM"),
        unreached_form(words, lines, REFERENCE, ("Ada *_<@U1>&", "\u202eBo"), 1),
        unreached_form(words, lines, REFERENCE, crowd, 2),
    ]


def samples(words: Words, lines: Lines) -> list[Sample]:
    """One or more of each."""
    cards = [
        ready_card(words, REFERENCE, 1),
        ready_card(words, REFERENCE, 5),
        which_card(words, lines, [report(ReportState.HELD)] * 1),
        held_grave_card(words, lines, [report(ReportState.HELD)]),
    ]
    return [
        *(Sample("note", card) for card in _notes(words, lines)),
        *(Sample("card", card) for card in _brakes(words, lines)),
        *(Sample("card", card) for card in cards),
        *(Sample("form", form) for form in _forms(words, lines)),
    ]
