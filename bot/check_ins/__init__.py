"""Check-ins: the first private note after an adverse event, and its choices."""

from bot.adverse_events.model import AmbientWanted, AudienceJoined
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.check_ins import handlers, views
from bot.check_ins.choices import offered_to, others_for, place_of, reader_of
from bot.check_ins.handlers import answered
from bot.check_ins.jobs import AUDITS, JOBS, SWEEPS, offer_openly, plan_first_note
from bot.check_ins.names import (
    AMBIENT,
    CHECK_IN_BACK,
    CHECK_IN_MORE,
    CHECK_IN_NO_THANKS,
    CHECK_IN_OPTIONS,
    CHECK_IN_TALK,
    CHECK_IN_WHAT_WE_KEEP,
    CHECK_IN_WHERE,
    LATER,
    MENU,
    NOTE,
    OPEN_CHECK_IN_LATER,
    STOPPED,
)
from bot.check_ins.note_wishes import kept_wishes, wishes_of
from bot.check_ins.screens import exact_words, greeting, note_parts
from bot.core.routes import Feature, OnPress, OnSubmission, Reaction

__all__ = [
    "FEATURE",
    "OPTIONS",
    "answered",
    "exact_words",
    "greeting",
    "kept_wishes",
    "note_parts",
    "offered_to",
    "others_for",
    "place_of",
    "reader_of",
    "wishes_of",
]

FEATURE = Feature(
    routes=(
        OnPress(CHECK_IN_TALK, handlers.talk),
        OnPress(CHECK_IN_MORE, handlers.more),
        OnPress(CHECK_IN_BACK, handlers.back),
        OnPress(OPEN_CHECK_IN_LATER, handlers.later),
        OnPress(CHECK_IN_NO_THANKS, handlers.no_thanks),
        OnPress(CHECK_IN_WHAT_WE_KEEP, handlers.what_we_keep, reads_only=True),
        OnPress(CHECK_IN_WHERE, handlers.where, reads_only=True),
        OnPress(CHECK_IN_PREVIEW, handlers.see, reads_only=True),
        OnSubmission(CHECK_IN_PREVIEW, handlers.send),
    ),
    screens={
        NOTE: views.note_view,
        AMBIENT: views.ambient_view,
        CHECK_IN_OPTIONS: views.options_view,
        MENU: views.menu_view,
        LATER: views.later_view,
        STOPPED: views.stopped_view,
    },
    forms={
        CHECK_IN_WHAT_WE_KEEP: views.what_we_keep_view,
        CHECK_IN_WHERE: views.where_view,
        CHECK_IN_PREVIEW: views.preview_view,
    },
    jobs=JOBS,
    reactions=(Reaction(AudienceJoined, plan_first_note), Reaction(AmbientWanted, offer_openly)),
    sweeps=SWEEPS,
    audits=AUDITS,
)
