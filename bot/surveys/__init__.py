"""Surveys: two short questions to everybody, before the programme is known and again later."""

from bot.core.commands import SETTING_UP, HelpLine
from bot.core.people import Role
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    answers,
    opens,
    replace_card,
    say,
)
from bot.surveys import handlers, names, screens
from bot.surveys.jobs import JOBS, SWEEPS, forget_invitations, is_invited, merge_invitations

_over = answers(replace_card(screens.OVER))

FEATURE = Feature(
    routes=(
        OnCommand(
            "support-admin survey",
            answers(say(names.OVERVIEW)),
            Role.COORDINATOR,
            reads_only=True,
            help=HelpLine(SETTING_UP, 97, "home.admin_help.survey"),
        ),
        OnPress(names.START, opens(names.START), Role.COORDINATOR, reads_only=True),
        OnSubmission(names.START, handlers.start, Role.COORDINATOR),
        OnPress(names.END, handlers.end, Role.COORDINATOR),
        OnPress(names.HIT_HARD, handlers.hit_hard, reads_only=True, gone=_over),
        OnPress(names.ANSWER, handlers.answered, gone=_over),
        OnPress(names.NO_MORE, handlers.no_more),
    ),
    screens={
        names.ASK: handlers.draw_ask,
        names.SECOND: handlers.draw_second,
        names.OVERVIEW: handlers.draw_overview,
    },
    notices=(screens.THANKS, screens.STOPPED, screens.OVER),
    forms={names.START: handlers.draw_start},
    jobs=JOBS,
    sweeps=SWEEPS,
)
