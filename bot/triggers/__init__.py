"""Triggers: coordinators set them up, test them, and switch them on and off in chat."""

from bot.adverse_events import kind_names
from bot.core.commands import SETTING_UP, HelpLine
from bot.core.context import drawn_in_words
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, ask, opens, say
from bot.triggers import forms, handlers, names, views
from bot.triggers.changes import save as save_trigger
from bot.triggers.forms import later_notes

_COORDINATORS = Role.COORDINATOR
_list = answers(say(names.TRIGGER_LIST))
_edit = handlers.opens_named(names.EDIT)
_test = handlers.opens_named(names.TEST)
_pause = handlers.sets_paused(is_paused=True)
_resume = handlers.sets_paused(is_paused=False)
_TRIGGER = OnCommand(
    "support-admin trigger",
    _list,
    _COORDINATORS,
    reads_only=True,
    help=HelpLine(SETTING_UP, 50, "home.admin_help.trigger", "list"),
)

FEATURE = Feature(
    routes=(
        _TRIGGER,
        _TRIGGER.then("list", _list, reads_only=True),
        _TRIGGER.then("add", handlers.add, reads_only=True),
        *(
            _TRIGGER.then(f"add {spelling}", handlers.adds_kind(kind, spelling))
            for spelling, kind in kind_names().items()
        ),
        _TRIGGER.then("show", handlers.show, reads_only=True),
        _TRIGGER.then("edit", _edit, reads_only=True),
        _TRIGGER.then("test", _test, reads_only=True),
        _TRIGGER.then("pause", _pause),
        _TRIGGER.then("resume", _resume),
        _TRIGGER.then("remove", handlers.remove_by_words),
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
