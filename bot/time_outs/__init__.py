"""Time-outs: a short break with cover, asked for in two taps, of which nothing is kept."""

from datetime import timedelta

from bot.check_ins.names import CHECK_IN_BREAK, CHECK_IN_OPTIONS
from bot.core.commands import FIRST_STEPS, HelpLine, Listing
from bot.core.places import of_unit
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, opens, say
from bot.time_outs import handlers, jobs, names, offers, screens, views
from bot.time_outs.model import SOON, TimeOut, TimeOutState
from bot.time_outs.privacy import forget, holdings
from bot.time_outs.screens import WHO

_UNDER_WAY = (TimeOutState.ASKED, TimeOutState.COVERED, TimeOutState.RUNNING)

FEATURE = Feature(
    routes=(
        OnCommand(
            "support break",
            handlers.typed,
            reads_only=True,
            help=HelpLine(FIRST_STEPS, 20, "home.help.break"),
            listing=Listing(20, "home.listed.break", in_channels=True),
        ),
        OnPress(CHECK_IN_BREAK, opens(names.ASK), reads_only=True),
        OnPress(names.ASK, opens(names.ASK), reads_only=True),
        OnPress(names.ASK_ONE, opens(names.ASK_ONE), reads_only=True),
        OnPress(names.ASK_LIST, opens(names.ASK_LIST), reads_only=True),
        OnPress(names.COVER, handlers.opens_yes(names.COVER), reads_only=True),
        OnPress(names.SOON_FORM, handlers.opens_yes(names.SOON_FORM), reads_only=True),
        OnPress(WHO, opens(WHO), reads_only=True),
        OnPress(
            names.TIME_OUT_TALK,
            handlers.talk,
            reads_only=True,
            gone=answers(say(CHECK_IN_OPTIONS)),
        ),
        OnPress(names.TIME_OUT_PASS, handlers.declined),
        OnPress(names.TIME_OUT_BEGIN, handlers.begin),
        OnPress(names.TIME_OUT_HANDED_OVER, handlers.handed_over),
        OnPress(names.TIME_OUT_CANNOT, handlers.cannot),
        OnPress(names.TIME_OUT_NOBODY_CAME, handlers.nobody_came),
        OnPress(names.TIME_OUT_CANCEL, handlers.cancelled),
        OnPress(names.TIME_OUT_BACK, handlers.back),
        OnPress(names.TIME_OUT_LONGER, handlers.longer),
        OnSubmission(names.ASK, handlers.asked),
        OnSubmission(names.ASK_ONE, handlers.one_asked),
        OnSubmission(names.ASK_LIST, handlers.list_asked),
        OnSubmission(names.COVER, handlers.covered(timedelta())),
        OnSubmission(names.SOON_FORM, handlers.covered(SOON)),
        *offers.ROUTES,
    ),
    screens={
        screens.MINE: views.mine,
        screens.TOO_LATE: views.mine,
        screens.COVER_CARD: views.for_reader(screens.cover_card),
        screens.PASSED: views.for_reader(screens.passed),
        screens.COVERING: views.for_reader(screens.covering),
        screens.OLDER: views.older,
        **offers.SCREENS,
    },
    left_over=(screens.OLDER,),
    notices=(screens.TAKEN_OVER, *offers.NOTICES),
    forms={
        names.ASK: views.ask,
        names.ASK_ONE: views.ask_one,
        names.ASK_LIST: views.ask_list,
        names.COVER: views.says_yes(names.COVER),
        names.SOON_FORM: views.says_yes(names.SOON_FORM),
        screens.WHO: views.who,
        **offers.FORMS,
    },
    jobs=(*jobs.JOBS, *offers.JOBS),
    sweeps=jobs.SWEEPS,
    audits=jobs.AUDITS,
    places=(of_unit(TimeOut.unit, "breaks under way", TimeOut.state.one_of(_UNDER_WAY)),),
)
