"""Triggers: coordinators set them up, test them, and switch them on and off in chat."""

from bot.adverse_events import kind_names
from bot.core.context import drawn_in_words
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, ask, opens, say
from bot.triggers import forms, handlers, names, views
from bot.triggers.changes import save as save_trigger
from bot.triggers.forms import later_notes

_COORDINATORS = Role.COORDINATOR
_WORDS = "support-admin trigger"
_list = answers(say(names.TRIGGER_LIST))
_edit = handlers.opens_named(names.EDIT)
_test = handlers.opens_named(names.TEST)
_pause = handlers.sets_paused(is_paused=True)
_resume = handlers.sets_paused(is_paused=False)

FEATURE = Feature(
    routes=(
        OnCommand(_WORDS, _list, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} list", _list, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} add", handlers.add, _COORDINATORS, reads_only=True),
        *(
            OnCommand(f"{_WORDS} add {spelling}", handlers.adds_kind(kind, spelling), _COORDINATORS)
            for spelling, kind in kind_names().items()
        ),
        OnCommand(f"{_WORDS} show", handlers.show, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} edit", _edit, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} test", _test, _COORDINATORS, reads_only=True),
        OnCommand(f"{_WORDS} pause", _pause, _COORDINATORS),
        OnCommand(f"{_WORDS} resume", _resume, _COORDINATORS),
        OnCommand(f"{_WORDS} remove", handlers.remove_by_words, _COORDINATORS),
        OnPress(names.TRIGGER_LIST.action, _list, _COORDINATORS, reads_only=True),
        OnPress(names.START, answers(ask(names.START)), _COORDINATORS, reads_only=True),
        OnPress(names.EDIT, opens(names.EDIT), _COORDINATORS, reads_only=True),
        OnPress(names.CHECKS, opens(names.CHECKS), _COORDINATORS, reads_only=True),
        OnPress(names.TEST, opens(names.TEST), _COORDINATORS, reads_only=True),
        OnPress(names.TRIGGER_PAUSE, _pause, _COORDINATORS),
        OnPress(names.TRIGGER_RESUME, _resume, _COORDINATORS),
        OnPress(names.TRIGGER_REMOVE, handlers.press_remove, _COORDINATORS),
        OnPress(names.TRIGGER_PUT_BACK, handlers.press_put_back, _COORDINATORS),
        OnSubmission(names.START, handlers.send_start, _COORDINATORS, reads_only=True),
        OnSubmission(names.EDIT, handlers.send_edit, _COORDINATORS),
        OnSubmission(names.CHECKS, handlers.send_checks, _COORDINATORS),
        OnSubmission(names.TEST, handlers.send_test, _COORDINATORS, reads_only=True),
    ),
    screens={names.TRIGGER_LIST: views.trigger_list, names.SHOW: views.show},
    forms={
        names.START: drawn_in_words(forms.start_form),
        names.EDIT: views.edit,
        names.CHECKS: views.checks,
        names.TEST: views.test,
        names.TESTED: views.tested,
    },
)
