"""A short break with cover: asked for in two taps, and without a trace afterwards."""

from bot.check_ins.names import CHECK_IN_BREAK
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission
from bot.time_outs import handlers, jobs, screens, views
from bot.time_outs.names import (
    ASK,
    ASK_LIST,
    ASK_ONE,
    COVER,
    SOON_FORM,
    TIME_OUT_BACK,
    TIME_OUT_CANCEL,
    TIME_OUT_CANNOT,
    TIME_OUT_HANDED_OVER,
    TIME_OUT_LONGER,
    TIME_OUT_NOBODY_CAME,
    TIME_OUT_PASS,
    TIME_OUT_TALK,
)
from bot.time_outs.privacy import forget, holdings
from bot.time_outs.screens import WHO

__all__ = ["FEATURE", "forget", "holdings"]

FEATURE = Feature(
    routes=(
        OnCommand("support break", handlers.typed, reads_only=True),
        OnPress(CHECK_IN_BREAK, handlers.opened, reads_only=True),
        OnPress(ASK, handlers.opened, reads_only=True),
        OnPress(ASK_ONE, handlers.ask_one_opened, reads_only=True),
        OnPress(ASK_LIST, handlers.ask_list_opened, reads_only=True),
        OnPress(COVER, handlers.cover_opened, reads_only=True),
        OnPress(SOON_FORM, handlers.soon_opened, reads_only=True),
        OnPress(WHO, handlers.who_opened, reads_only=True),
        OnPress(TIME_OUT_TALK, handlers.talk, reads_only=True),
        OnPress(TIME_OUT_PASS, handlers.declined),
        OnPress(TIME_OUT_HANDED_OVER, handlers.handed_over),
        OnPress(TIME_OUT_CANNOT, handlers.cannot),
        OnPress(TIME_OUT_NOBODY_CAME, handlers.nobody_came),
        OnPress(TIME_OUT_CANCEL, handlers.cancelled),
        OnPress(TIME_OUT_BACK, handlers.back),
        OnPress(TIME_OUT_LONGER, handlers.longer),
        OnSubmission(ASK, handlers.asked),
        OnSubmission(ASK_ONE, handlers.one_asked),
        OnSubmission(ASK_LIST, handlers.list_asked),
        OnSubmission(COVER, handlers.covers_now),
        OnSubmission(SOON_FORM, handlers.covers_soon),
    ),
    screens={
        screens.MINE: views.mine,
        screens.COVER_CARD: views.cover_card,
        screens.PASSED: views.passed,
        screens.COVERING: views.covering,
        screens.OLDER: views.older,
    },
    forms={
        ASK: views.ask,
        ASK_ONE: views.ask_one,
        ASK_LIST: views.ask_list,
        COVER: views.cover,
        SOON_FORM: views.soon,
        screens.WHO: views.who,
    },
    jobs=jobs.JOBS,
    sweeps=jobs.SWEEPS,
    audits=jobs.AUDITS,
)
