"""Check-ins: the first private note after an adverse event, and its choices."""

from bot.adverse_events.model import AmbientWanted, AudienceJoined
from bot.adverse_events.names import CHECK_IN_PREVIEW
from bot.check_ins import handlers, names, screens, views
from bot.check_ins.calls import call_ended
from bot.check_ins.choices import held_episode, offered_to, place_of, reader_of
from bot.check_ins.handlers import answered
from bot.check_ins.jobs import AUDITS, JOBS, SWEEPS, note_arrived, offer_openly, plan_first_note
from bot.check_ins.note_wishes import (
    kept_wishes,
    put_off_notes,
    stop_notes,
    stop_of,
    tell_if_stopped,
    wishes_of,
)
from bot.check_ins.screens import call_labels, calls_parts, exact_words, greeting, note_parts
from bot.check_ins.signature import signature_in
from bot.core.context import drawn
from bot.core.routes import (
    Feature,
    OnPress,
    OnSubmission,
    Reaction,
    answers,
    ask,
    opens,
    replace_card,
)

FEATURE = Feature(
    routes=(
        # A note may be seen long after its episode was erased, and every offer on it still stands.
        OnPress(
            names.CHECK_IN_TALK,
            handlers.talk,
            gone=answers(replace_card(names.CHECK_IN_OPTIONS)),
        ),
        OnPress(names.CHECK_IN_MORE, handlers.more, gone=answers(replace_card(names.MENU))),
        OnPress(names.CHECK_IN_BACK, handlers.back, gone=answers(replace_card(names.CLOSED_NOTE))),
        OnPress(
            names.CHECK_IN_NO_THANKS,
            handlers.no_thanks,
            gone=handlers.no_thanks_after_all,
        ),
        OnPress(
            names.CHECK_IN_WHAT_WE_KEEP, answers(ask(names.CHECK_IN_WHAT_WE_KEEP)), reads_only=True
        ),
        OnPress(names.CHECK_IN_WHERE, answers(ask(names.CHECK_IN_WHERE)), reads_only=True),
        OnPress(CHECK_IN_PREVIEW, opens(CHECK_IN_PREVIEW), reads_only=True),
        OnSubmission(CHECK_IN_PREVIEW, handlers.send),
    ),
    screens={
        names.NOTE: views.note_view,
        names.AMBIENT: drawn(screens.ambient_card),
        names.MENU: views.menu_view,
    },
    notices=(names.STOPPED, names.CLOSED_NOTE),
    forms={
        names.CHECK_IN_WHAT_WE_KEEP: drawn(screens.what_we_keep_form),
        names.CHECK_IN_WHERE: views.where_view,
        CHECK_IN_PREVIEW: views.preview_view,
    },
    jobs=JOBS,
    reactions=(Reaction(AudienceJoined, plan_first_note), Reaction(AmbientWanted, offer_openly)),
    sweeps=SWEEPS,
    audits=AUDITS,
)
