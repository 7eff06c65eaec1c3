"""Check-ins: the first private note after an adverse event, and its choices."""

from bot.adverse_events.model import AmbientWanted, AudienceJoined
from bot.check_ins import handlers, views
from bot.check_ins.choices import offered_to, others_for, place_of, reader_of
from bot.check_ins.handlers import answered
from bot.check_ins.jobs import AUDITS, JOBS, SWEEPS, offer_openly, plan_first_note
from bot.check_ins.names import (
    AMBIENT,
    LATER,
    MENU,
    NOTE,
    OPTIONS,
    PREVIEW,
    STOPPED,
    WHAT_WE_KEEP,
    WHERE,
)
from bot.check_ins.note_wishes import change_wishes, wishes_of
from bot.check_ins.screens import exact_words, greeting, note_parts
from bot.core.routes import Feature, OnPress, OnSubmission

__all__ = [
    "FEATURE",
    "OPTIONS",
    "answered",
    "change_wishes",
    "exact_words",
    "greeting",
    "note_parts",
    "offered_to",
    "others_for",
    "place_of",
    "reader_of",
    "wishes_of",
]

FEATURE = Feature(
    routes=(
        OnPress("check_in.talk", handlers.talk),
        OnPress("check_in.more", handlers.more),
        OnPress("check_in.back", handlers.back),
        OnPress("check_in.later", handlers.later),
        OnPress("check_in.no_thanks", handlers.no_thanks),
        OnPress(WHAT_WE_KEEP, handlers.what_we_keep, reads_only=True),
        OnPress(WHERE, handlers.where, reads_only=True),
        OnPress(PREVIEW, handlers.see, reads_only=True),
        OnSubmission(PREVIEW, handlers.send),
    ),
    screens={
        NOTE: views.note_view,
        AMBIENT: views.ambient_view,
        OPTIONS: views.options_view,
        MENU: views.menu_view,
        LATER: views.later_view,
        STOPPED: views.stopped_view,
    },
    forms={
        WHAT_WE_KEEP: views.what_we_keep_view,
        WHERE: views.where_view,
        PREVIEW: views.preview_view,
    },
    jobs=JOBS,
    reactions=((AudienceJoined, plan_first_note), (AmbientWanted, offer_openly)),
    sweeps=SWEEPS,
    audits=AUDITS,
)
