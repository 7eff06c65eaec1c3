"""A short break with cover: asked for in two taps, and without a trace afterwards."""

from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission
from bot.time_outs import forms, handlers, jobs, screens, views
from bot.time_outs.privacy import forget, holdings

__all__ = ["FEATURE", "forget", "holdings"]

FEATURE = Feature(
    routes=(
        OnCommand("support break", handlers.typed, reads_only=True),
        OnPress("check_in.break", handlers.opened, reads_only=True),
        OnPress("time_out.ask", handlers.opened, reads_only=True),
        OnPress("time_out.ask_one", handlers.ask_one_opened, reads_only=True),
        OnPress("time_out.ask_list", handlers.ask_list_opened, reads_only=True),
        OnPress("time_out.cover", handlers.cover_opened, reads_only=True),
        OnPress("time_out.soon", handlers.soon_opened, reads_only=True),
        OnPress("time_out.who", handlers.who_opened, reads_only=True),
        OnPress("time_out.talk", handlers.talk, reads_only=True),
        OnPress("time_out.pass", handlers.declined),
        OnPress("time_out.handed_over", handlers.handed_over),
        OnPress("time_out.cannot", handlers.cannot),
        OnPress("time_out.nobody_came", handlers.nobody_came),
        OnPress("time_out.cancel", handlers.cancelled),
        OnPress("time_out.back", handlers.back),
        OnPress("time_out.longer", handlers.longer),
        OnSubmission("time_out.ask", handlers.asked),
        OnSubmission("time_out.ask_one", handlers.one_asked),
        OnSubmission("time_out.ask_list", handlers.list_asked),
        OnSubmission("time_out.cover", handlers.covers_now),
        OnSubmission("time_out.soon", handlers.covers_soon),
    ),
    screens={
        screens.MINE: views.mine,
        screens.COVER_CARD: views.cover_card,
        screens.PASSED: views.passed,
        screens.COVERING: views.covering,
        screens.OLDER: views.older,
    },
    forms={
        forms.ASK: views.ask,
        forms.ASK_ONE: views.ask_one,
        forms.ASK_LIST: views.ask_list,
        forms.COVER: views.cover,
        forms.SOON_FORM: views.soon,
        screens.WHO: views.who,
    },
    jobs=jobs.JOBS,
    sweeps=jobs.SWEEPS,
    audits=jobs.AUDITS,
)
