"""Milestones: days that may bring a hard event back, and a message before and after each."""

from bot.adverse_events.model import EpisodeEnded, MilestoneJoined
from bot.adverse_events.names import MILESTONE_PLAN, MILESTONE_PREVIEW
from bot.check_ins.names import CHECK_IN_OPTIONS, STOPPED
from bot.core.commands import EVERY_DAY, NOTES_AND_DATA, HelpLine, Listing
from bot.core.places import of_area
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Reaction,
    answers,
    ask,
    opens,
    replace_card,
    say,
)
from bot.milestones import handlers, jobs, names, own_day_handlers, own_day_screens, own_days, views
from bot.milestones.jobs import has_written
from bot.milestones.model import Stage
from bot.milestones.own_days import OwnDay, stop_own_days
from bot.milestones.own_days import forget as forget_own_days
from bot.milestones.own_days import held as own_days_held
from bot.milestones.own_days import merge as merge_own_days
from bot.milestones.screens import exact_words
from bot.milestones.views import days_ahead, zone_of_unit

_open = answers(ask(MILESTONE_PLAN))
_own_days = answers(say(names.OWN_DAYS))

FEATURE = Feature(
    routes=(
        OnCommand(
            "support-admin milestone",
            _open,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 12, "home.admin_help.milestone"),
        ),
        OnPress(MILESTONE_PLAN, _open, reads_only=True),
        OnPress(MILESTONE_PREVIEW, opens(MILESTONE_PREVIEW), reads_only=True),
        OnSubmission(MILESTONE_PLAN, handlers.send_plan),
        OnSubmission(MILESTONE_PREVIEW, handlers.send_preview),
        OnPress(names.MILESTONE_TALK, handlers.talk, gone=answers(replace_card(CHECK_IN_OPTIONS))),
        OnPress(names.MILESTONE_STOP, handlers.stop, gone=answers(replace_card(STOPPED))),
        OnCommand(
            "support remind",
            _own_days,
            reads_only=True,
            help=HelpLine(NOTES_AND_DATA, 35, "home.help.remind"),
            listing=Listing(160, "home.listed.remind"),
        ),
        OnPress(names.OPEN_OWN_DAYS, _own_days, reads_only=True),
        OnPress(names.OWN_DAY_FORM, opens(names.OWN_DAY_FORM), reads_only=True),
        OnSubmission(names.OWN_DAY_FORM, own_day_handlers.send_form),
        OnPress(
            names.OWN_DAY_BACK,
            own_day_handlers.take_back,
            gone=answers(replace_card(names.OWN_DAYS)),
        ),
    ),
    screens={
        names.MILESTONE_BEFORE: views.message_view(Stage.BEFORE),
        names.MILESTONE_AFTER: views.message_view(Stage.AFTER),
        names.OWN_DAYS: own_day_handlers.draw_days,
        names.OWN_DAY: own_day_handlers.message_view(own_day_screens.own_day_card),
        names.OWN_DAY_GONE: own_day_handlers.message_view(own_day_screens.own_day_gone_card),
    },
    forms={
        MILESTONE_PLAN: views.plan,
        MILESTONE_PREVIEW: views.preview,
        names.OWN_DAY_FORM: own_day_handlers.draw_form,
    },
    jobs=(*jobs.JOBS, *own_days.JOBS),
    sweeps=own_days.SWEEPS,
    places=(of_area(OwnDay.area),),
    reactions=(
        Reaction(MilestoneJoined, jobs.on_joined),
        Reaction(EpisodeEnded, jobs.on_ended),
    ),
)
