"""Adverse events: reported, held, undone or released to their audience."""

from bot.adverse_events import handlers, statements, unread, views
from bot.adverse_events.audience import Audience, audience_of, names_of, reached_by
from bot.adverse_events.command_parser import kind_names
from bot.adverse_events.episodes import (
    care_without_event,
    cares_of,
    end_care,
    forget_care,
    note_reached,
    note_unreachable,
    on_the_list,
    own_care,
    people_on_the_list,
)
from bot.adverse_events.handlers import own_report
from bot.adverse_events.jobs import AUDITS, JOBS, close_what_is_due
from bot.adverse_events.names import (
    ADVERSE_EVENT_DISCARD,
    ADVERSE_EVENT_LEAVE_OUT,
    ADVERSE_EVENT_LET_GO,
    ADVERSE_EVENT_REPORT,
    ADVERSE_EVENT_STOP_ASKING,
    ADVERSE_EVENT_UNDO,
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
from bot.adverse_events.reports import confirm, take_report
from bot.adverse_events.screens import harms, kinds, name_parts
from bot.adverse_events.statements import hear
from bot.adverse_events.unread import note_unread, unread_findings
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission

__all__ = [
    "FEATURE",
    "Audience",
    "audience_of",
    "care_without_event",
    "cares_of",
    "close_what_is_due",
    "confirm",
    "end_care",
    "forget_care",
    "harms",
    "hear",
    "kind_names",
    "kinds",
    "name_parts",
    "names_of",
    "note_reached",
    "note_unreachable",
    "note_unread",
    "on_the_list",
    "own_care",
    "own_report",
    "people_on_the_list",
    "reached_by",
    "take_report",
    "unread_findings",
]

# Everyone may try: a report is for unit leads and coordinators, which each handler checks
# against the unit, and the words that refuse it say whom to ask.
FEATURE = Feature(
    routes=(
        OnCommand("support-admin activate", handlers.open_form, reads_only=True),
        *(
            OnCommand(f"support-admin activate {spelling}", handlers.typed_as(kind, spelling))
            for spelling, kind in kind_names().items()
        ),
        OnCommand("support-admin undo", handlers.undo_by_words),
        OnPress(ADVERSE_EVENT_REPORT, handlers.open_form_by_button, reads_only=True),
        OnPress(ADVERSE_EVENT_DISCARD, handlers.discard),
        OnPress(ADVERSE_EVENT_UNDO, handlers.undo),
        OnPress(PICK_FORM, handlers.pick, reads_only=True),
        OnPress(UNREACHED, handlers.see_unreached, reads_only=True),
        OnPress(ADVERSE_EVENT_LET_GO, handlers.let_go),
        OnPress(ADVERSE_EVENT_LEAVE_OUT, handlers.leave_out),
        OnPress(ADVERSE_EVENT_STOP_ASKING, handlers.stop_asking),
        OnSubmission(ADVERSE_EVENT_REPORT, handlers.send_form),
        OnSubmission(PICK_FORM, handlers.send_picked),
    ),
    screens={
        READY: views.ready_view,
        DISCARDED: views.discarded_view,
        PROGRESS: views.progress_view,
        WHICH: views.which_view,
        NOBODY: views.nobody_view,
        LIMITED: views.limited_view,
        CORRECTED: views.corrected_view,
    },
    forms={
        ADVERSE_EVENT_REPORT: views.report_view,
        PICK_FORM: views.pick_view,
        UNREACHED: views.unreached_view,
    },
    jobs=(*JOBS, *statements.JOBS, *unread.JOBS),
    sweeps=(*statements.SWEEPS, *unread.SWEEPS),
    audits=AUDITS,
)
