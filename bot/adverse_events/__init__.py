"""Adverse events: reported, held, undone or released to their audience."""

from datetime import timedelta

from bot.adverse_events import handlers, names, plans, statements, unmapped_codes, unread, views
from bot.adverse_events.audience import (
    Audience,
    answers_for,
    audience_of,
    names_of,
    picked,
    reached_by,
    units_of,
)
from bot.adverse_events.brake import decisions as brake
from bot.adverse_events.brake import views as brake_views
from bot.adverse_events.brake.holding import asked, remind, remind_after_all, show, unreminded
from bot.adverse_events.brake.model import Brake
from bot.adverse_events.brake.views import brakes_of, is_page_of_brake
from bot.adverse_events.calls import may_ask_for_calls, runs_the_unit_of
from bot.adverse_events.command_parser import kind_names
from bot.adverse_events.episodes import (
    end_episode,
    episode_without_event,
    episodes_of,
    forget_episode,
    note_reached,
    note_unreachable,
    on_the_list,
    own_episode,
    people_on_the_list,
    staff_on_the_list,
    take_off_lists,
    want_no_more,
)
from bot.adverse_events.handlers import moment_of, own_report
from bot.adverse_events.jobs import AUDITS, JOBS, close_what_is_due
from bot.adverse_events.model import (
    REPORTED,
    AdverseEvent,
    Episode,
    EpisodeEnded,
    EpisodeState,
    Report,
    ReportState,
)
from bot.adverse_events.plans import milestone_of
from bot.adverse_events.reports import confirm, draft
from bot.adverse_events.reviews import REVIEWED, recent_events, take_review, units_reviewed_by
from bot.adverse_events.screens import kinds, name_parts
from bot.adverse_events.source_reports import take_report
from bot.adverse_events.statements import take_statement
from bot.adverse_events.unread import note_unread
from bot.core.commands import EVERY_DAY, HelpLine
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.places import of_area, of_unit
from bot.core.routes import (
    Audit,
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Reaction,
    Sweep,
    answers,
    ask,
    opens,
)

_form = answers(ask(names.ADVERSE_EVENT_REPORT))
_ACTIVATE = OnCommand(
    "support-admin activate",
    handlers.open_form,
    reads_only=True,
    help=HelpLine(EVERY_DAY, 10, "home.admin_help.activate"),
)
_UNDO = OnCommand(
    "support-admin undo",
    handlers.undo_by_words,
    help=HelpLine(EVERY_DAY, 20, "home.admin_help.undo"),
)

_CALLS = OnCommand(
    "support-admin calls",
    handlers.ask_for_calls,
    reads_only=True,
    help=HelpLine(EVERY_DAY, 22, "home.admin_help.calls"),
)

# No role is required: each handler checks that the actor leads or coordinates the unit, and a
# refusal names the people to ask.
_WAITING = (ReportState.HELD, ReportState.LIMITED, ReportState.BRAKED, ReportState.LET_GO)
_UNDECIDED = "reports whose notes have not gone out"

_BRAKE_JOBS = (
    JobKind(names.SETTLE_BRAKE, brake.settle, HOWEVER_LATE),
    JobKind(names.REMIND_BRAKE, remind, HOWEVER_LATE),
    JobKind(names.SHOW_BRAKE, show, HOWEVER_LATE),
    JobKind(names.FORGET_BRAKES, brake.forget_brakes, HOWEVER_LATE),
)

FEATURE = Feature(
    routes=(
        _ACTIVATE,
        *(
            _ACTIVATE.then(
                spelling,
                handlers.reports_kind(kind, spelling),
                reads_only=kind not in REPORTED,
            )
            for spelling, kind in kind_names().items()
        ),
        _UNDO,
        _CALLS,
        OnPress(names.ADVERSE_EVENT_REPORT, _form, reads_only=True),
        OnPress(names.ADVERSE_EVENT_DISCARD, handlers.discard),
        OnPress(names.ADVERSE_EVENT_UNDO, handlers.undo),
        OnPress(names.PICK_FORM, opens(names.PICK_FORM), reads_only=True),
        OnPress(names.UNREACHED, opens(names.UNREACHED), reads_only=True),
        OnPress(names.ADVERSE_EVENT_LET_GO, handlers.let_go),
        OnPress(names.ADVERSE_EVENT_LEAVE_OUT, handlers.leave_out),
        OnPress(names.ADVERSE_EVENT_STOP_ASKING, handlers.stop_asking),
        OnPress(names.BRAKE.action, brake.look, reads_only=True),
        OnPress(names.BRAKE_LET_GO, brake.let_all_go),
        OnPress(names.BRAKE_LEAVE_OUT, brake.leave_all_out),
        OnPress(names.BRAKE_SOME, opens(names.BRAKE_SOME), reads_only=True),
        OnSubmission(names.BRAKE_SOME, brake.decide_some),
        OnSubmission(names.ADVERSE_EVENT_REPORT, handlers.send_form),
        OnSubmission(names.ADVERSE_EVENT_WHAT, handlers.send_what),
        OnSubmission(names.PICK_FORM, handlers.send_picked),
    ),
    screens={
        names.READY: views.ready,
        names.PROGRESS: views.progress,
        names.WHICH: views.which,
        names.HELD_GRAVE: views.held_grave,
        names.NOBODY: views.nobody,
        names.LIMITED: views.limited,
        names.CORRECTED: views.corrected,
        names.BRAKE: brake_views.brake_as(names.BRAKE),
        names.BRAKE_AGAIN: brake_views.brake_as(names.BRAKE_AGAIN),
        names.BRAKE_STILL: brake_views.brake_as(names.BRAKE_STILL),
        names.BRAKE_PAGE: brake_views.page,
        names.BRAKE_PAGE_MAIL: brake_views.page_mail,
    },
    notices=(names.DISCARDED,),
    forms={
        names.ADVERSE_EVENT_REPORT: views.report,
        names.ADVERSE_EVENT_WHAT: views.what,
        names.PICK_FORM: views.pick,
        names.UNREACHED: views.unreached,
        names.BRAKE_SOME: brake_views.some,
    },
    jobs=(*JOBS, *statements.JOBS, *unread.JOBS, *unmapped_codes.JOBS, *_BRAKE_JOBS),
    sweeps=(
        *statements.SWEEPS,
        *unread.SWEEPS,
        *unmapped_codes.SWEEPS,
        Sweep(names.FORGET_BRAKES, timedelta(days=1)),
    ),
    reactions=(Reaction(EpisodeEnded, plans.end_what_is_linked),),
    audits=(
        *AUDITS,
        Audit("adverse_event.unsettled_brake", brake.unsettled, brake.settle_after_all),
        Audit("adverse_event.unreminded_brake", unreminded, remind_after_all),
    ),
    checks=(brake_views.CHECK, unmapped_codes.CHECK, unread.CHECK),
    places=(
        of_area(AdverseEvent.area),
        of_unit(AdverseEvent.unit),
        of_area(Brake.area),
        of_area(Report.area, _UNDECIDED, Report.state.one_of(_WAITING)),
        of_unit(Report.unit, _UNDECIDED, Report.state.one_of(_WAITING)),
        of_area(
            Episode.area,
            "first notes that have not gone out",
            Episode.state.is_(EpisodeState.WAITING),
        ),
    ),
)
