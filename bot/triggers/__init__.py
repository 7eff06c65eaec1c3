"""Triggers: set up, tried out, switched on and off by coordinators, in chat."""

from bot.adverse_events import kind_names
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission
from bot.triggers import handlers, views
from bot.triggers.changes import save as save_trigger
from bot.triggers.forms import later_notes
from bot.triggers.names import (
    CHECKS,
    EDIT,
    SHOW,
    START,
    TEST,
    TESTED,
    TRIGGER_LIST,
    TRIGGER_PAUSE,
    TRIGGER_PUT_BACK,
    TRIGGER_REMOVE,
    TRIGGER_RESUME,
)

__all__ = ["FEATURE", "later_notes", "save_trigger"]

_COORDINATORS = Role.COORDINATOR
_WORDS = "support-admin trigger"

FEATURE = Feature(
    routes=(
        OnCommand(_WORDS, handlers.show_list, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} list", handlers.show_list, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} add", handlers.add, _COORDINATORS, reads_only=True),
        *(
            OnCommand(f"{_WORDS} add {spelling}", handlers.typed_as(kind, spelling), _COORDINATORS)
            for spelling, kind in kind_names().items()
        ),
        OnCommand(f"{_WORDS} show", handlers.show, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} edit", handlers.edit, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} test", handlers.test, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} pause", handlers.pause, _COORDINATORS),
        OnCommand(f"{_WORDS} resume", handlers.resume, _COORDINATORS),
        OnCommand(f"{_WORDS} remove", handlers.remove_by_words, _COORDINATORS),
        OnPress(TRIGGER_LIST.action, handlers.list_by_button, _COORDINATORS, reads_only=True),
        OnPress(START, handlers.open_start, _COORDINATORS, reads_only=True),
        OnPress(EDIT, handlers.open_edit, _COORDINATORS, reads_only=True),
        OnPress(CHECKS, handlers.open_checks, _COORDINATORS, reads_only=True),
        OnPress(TEST, handlers.open_test, _COORDINATORS, reads_only=True),
        OnPress(TRIGGER_PAUSE, handlers.press_pause, _COORDINATORS),
        OnPress(TRIGGER_RESUME, handlers.press_resume, _COORDINATORS),
        OnPress(TRIGGER_REMOVE, handlers.press_remove, _COORDINATORS),
        OnPress(TRIGGER_PUT_BACK, handlers.press_put_back, _COORDINATORS),
        OnSubmission(START, handlers.send_start, _COORDINATORS, reads_only=True),
        OnSubmission(EDIT, handlers.send_edit, _COORDINATORS),
        OnSubmission(CHECKS, handlers.send_checks, _COORDINATORS),
        OnSubmission(TEST, handlers.send_test, _COORDINATORS, reads_only=True),
    ),
    screens={TRIGGER_LIST: views.trigger_list, SHOW: views.show},
    forms={
        START: views.start,
        EDIT: views.edit,
        CHECKS: views.checks,
        TEST: views.test,
        TESTED: views.tested,
    },
)
