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
    CORRECTED,
    DISCARDED,
    LIMITED,
    NOBODY,
    PICK_FORM,
    PROGRESS,
    READY,
    REPORT_FORM,
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
        OnPress(REPORT_FORM, handlers.open_form_by_button, reads_only=True),
        OnPress("adverse_event.discard", handlers.discard),
        OnPress("adverse_event.undo", handlers.undo),
        OnPress(PICK_FORM, handlers.pick, reads_only=True),
        OnPress(UNREACHED, handlers.see_unreached, reads_only=True),
        OnPress("adverse_event.let_go", handlers.let_go),
        OnPress("adverse_event.leave_out", handlers.leave_out),
        OnPress("adverse_event.stop_asking", handlers.stop_asking),
        OnSubmission(REPORT_FORM, handlers.send_form),
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
        REPORT_FORM: views.report_view,
        PICK_FORM: views.pick_view,
        UNREACHED: views.unreached_view,
    },
    jobs=(*JOBS, *statements.JOBS, *unread.JOBS),
    sweeps=(*statements.SWEEPS, *unread.SWEEPS),
    audits=AUDITS,
)
