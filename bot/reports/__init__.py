"""Reports: counts that identify nobody, written when something closes."""

from datetime import timedelta

from bot.adverse_events.model import EventReleased
from bot.check_ins.model import FirstNoteSent, FirstNoteUndeliverable
from bot.core.commands import SETTING_UP, HelpLine
from bot.core.job_kinds import HOWEVER_LATE, JobKind
from bot.core.people import Role
from bot.core.places import BelongsTo, PlaceKind
from bot.core.routes import Feature, OnCommand, OnPress, Reaction, Sweep
from bot.follow_ups.model import CadenceEnded, LaterNoteSent
from bot.milestones.model import MilestoneMessageSent
from bot.reports import handlers, reactions
from bot.reports.counting import move_area
from bot.reports.jobs import FOLD, PUBLISH, fold, publish
from bot.reports.model import Counter, PendingCount
from bot.reports.names import CHART, DIGEST, LOOK, PAGE, SHOW_CHART
from bot.requests.model import RequestEnded, StepUpOffered, TalkDescribed, TalkRated
from bot.sessions.model import SessionHeld
from bot.surveys.model import SurveyAnswered
from bot.time_outs.model import TimeOutEnded

FEATURE = Feature(
    routes=(
        OnCommand(
            "support-admin report",
            handlers.typed,
            Role.COORDINATOR,
            reads_only=True,
            help=HelpLine(SETTING_UP, 95, "home.admin_help.report"),
        ),
        OnPress(LOOK, handlers.look, Role.COORDINATOR, reads_only=True),
        OnPress(SHOW_CHART, handlers.show_chart, Role.COORDINATOR, reads_only=True),
    ),
    screens={
        PAGE: handlers.draw_page,
        CHART: handlers.draw_chart,
        DIGEST: handlers.draw_digest,
    },
    jobs=(JobKind(FOLD, fold, HOWEVER_LATE), JobKind(PUBLISH, publish, HOWEVER_LATE)),
    reactions=(
        Reaction(EventReleased, reactions.count_event),
        Reaction(FirstNoteSent, reactions.count_first_note),
        Reaction(FirstNoteUndeliverable, reactions.count_unreached),
        Reaction(LaterNoteSent, reactions.count_later_note),
        Reaction(MilestoneMessageSent, reactions.count_milestone_message),
        Reaction(CadenceEnded, reactions.count_cadence),
        Reaction(SessionHeld, reactions.count_session),
        Reaction(StepUpOffered, reactions.count_step_up),
        Reaction(RequestEnded, reactions.count_request),
        Reaction(TalkDescribed, reactions.count_described),
        Reaction(TalkRated, reactions.count_rated),
        Reaction(TimeOutEnded, reactions.count_break),
        Reaction(SurveyAnswered, reactions.count_survey),
    ),
    sweeps=(Sweep(FOLD, timedelta(hours=1)), Sweep(PUBLISH, timedelta(days=1))),
    places=(BelongsTo(PlaceKind.AREA, move_area, columns=(PendingCount.area, Counter.area)),),
)
