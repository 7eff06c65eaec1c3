"""Drills: a rehearsal with people who agreed to it, kept apart from all real records and cards."""

from bot.core.commands import SETTING_UP, HelpLine
from bot.core.context import drawn, drawn_in_words
from bot.core.people import Role
from bot.core.places import of_area
from bot.core.routes import (
    NOTHING,
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    answers,
    replace_card,
    say,
)
from bot.drills import handlers, names, screens, views
from bot.drills.handlers import forget, held
from bot.drills.model import Drill

_COORDINATORS = Role.COORDINATOR
_DRILL = OnCommand(
    "support-admin drill",
    handlers.on,
    _COORDINATORS,
    reads_only=True,
    help=HelpLine(SETTING_UP, 90, "home.admin_help.drill", "on"),
)

FEATURE = Feature(
    routes=(
        _DRILL,
        _DRILL.then("on", handlers.on, reads_only=True),
        _DRILL.then("off", handlers.off),
        OnSubmission(names.ON, handlers.send_on, _COORDINATORS),
        OnPress(names.DRILL_BEGIN, handlers.begin, _COORDINATORS),
        OnPress(names.DRILL_END, handlers.end, _COORDINATORS),
        # The handlers check that the person takes part in the drill; no role is needed.
        OnPress(names.DRILL_JOIN, handlers.join),
        OnPress(names.DRILL_LEAVE, handlers.leave, gone=answers(replace_card(names.LEFT))),
        OnPress(names.DRILL_TALK, handlers.talk, gone=answers(say(names.HOME_MENU))),
        OnPress(names.DRILL_BREAK, handlers.take_break, gone=answers(say(names.HOME_MENU))),
        OnPress(names.DRILL_NO_THANKS, handlers.no_thanks, gone=answers(replace_card(names.LEFT))),
        OnPress(names.TAKE, handlers.open_take, reads_only=True),
        OnSubmission(names.TAKE, handlers.take),
        OnPress(names.DRILL_NOT_NOW, answers(NOTHING), reads_only=True),
        OnPress(names.DRILL_FOR_REAL, answers(say(names.HOME_MENU)), reads_only=True),
    ),
    screens={
        names.CONTROL: views.control,
        names.INVITE: views.invite,
        names.NOTE: views.note,
        names.ASK: views.ask,
        names.LEFT: drawn(screens.left_card),
    },
    forms={
        names.ON: drawn_in_words(screens.on_form),
        names.ASKED: drawn_in_words(screens.asked_form),
        names.TAKE: views.take,
    },
    jobs=handlers.JOBS,
    sweeps=handlers.SWEEPS,
    places=(of_area(Drill.area, "practices that have not ended", Drill.ended.is_(False)),),
)
