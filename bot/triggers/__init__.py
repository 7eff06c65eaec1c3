"""Triggers: coordinators set them up, test them, and switch them on and off in chat."""

from bot.adverse_events import kind_names
from bot.core.commands import SETTING_UP, HelpLine
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, ask, opens, say
from bot.triggers import handlers, names, views
from bot.triggers.changes import removed as removed_trigger
from bot.triggers.changes import save as save_trigger
from bot.triggers.forms import later_notes
from bot.triggers.model import Verb
from bot.triggers.sentences import short as short_sentence

_COORDINATORS = Role.COORDINATOR
_list = answers(say(names.TRIGGER_LIST))
_TRIGGER = OnCommand(
    "support-admin trigger",
    _list,
    _COORDINATORS,
    reads_only=True,
    help=HelpLine(SETTING_UP, 50, "home.admin_help.trigger", "list"),
)
_READS = {
    Verb.SHOW: handlers.show,
    Verb.EDIT: handlers.opens_named(names.EDIT),
    Verb.TEST: handlers.opens_named(names.TEST),
}
_WRITES = {
    Verb.PAUSE: handlers.pauses(is_paused=True),
    Verb.RESUME: handlers.pauses(is_paused=False),
    Verb.REMOVE: handlers.remove_named,
}

FEATURE = Feature(
    routes=(
        _TRIGGER,
        _TRIGGER.then("list", _list, reads_only=True),
        _TRIGGER.then("add", handlers.add, reads_only=True),
        *(
            _TRIGGER.then(f"add {spelling}", handlers.adds_kind(kind, spelling))
            for spelling, kind in kind_names().items()
        ),
        *(
            _TRIGGER.then(verb, handlers.named(verb, then), reads_only=True)
            for verb, then in _READS.items()
        ),
        *(_TRIGGER.then(verb, handlers.named(verb, then)) for verb, then in _WRITES.items()),
        OnPress(names.TRIGGER_LIST.action, _list, _COORDINATORS, reads_only=True),
        OnPress(names.SHOW.action, handlers.press_show, _COORDINATORS, reads_only=True),
        OnPress(names.START, answers(ask(names.START)), _COORDINATORS, reads_only=True),
        OnPress(names.PICK, answers(ask(names.PICK)), _COORDINATORS, reads_only=True),
        OnPress(names.MORE, opens(names.MORE), _COORDINATORS, reads_only=True),
        OnPress(names.EDIT, opens(names.EDIT), _COORDINATORS, reads_only=True),
        OnPress(names.CHECKS, opens(names.CHECKS), _COORDINATORS, reads_only=True),
        OnPress(names.TEST, opens(names.TEST), _COORDINATORS, reads_only=True),
        OnPress(names.TRIGGER_PAUSE, handlers.press_pauses(is_paused=True), _COORDINATORS),
        OnPress(names.TRIGGER_RESUME, handlers.press_pauses(is_paused=False), _COORDINATORS),
        OnPress(names.TRIGGER_REMOVE, handlers.press_remove, _COORDINATORS),
        OnPress(names.TRIGGER_PUT_BACK, handlers.press_put_back, _COORDINATORS),
        OnSubmission(names.START, handlers.send_start, _COORDINATORS, reads_only=True),
        OnSubmission(names.EDIT, handlers.send_edit, _COORDINATORS, reads_only=True),
        OnSubmission(names.WHERE, handlers.send_where, _COORDINATORS, reads_only=True),
        OnSubmission(names.WHEN, handlers.send_when, _COORDINATORS),
        OnSubmission(names.MORE, handlers.send_more, _COORDINATORS),
        OnSubmission(names.PICK, handlers.send_pick, _COORDINATORS, reads_only=True),
        OnSubmission(names.CHECKS, handlers.send_checks, _COORDINATORS),
        OnSubmission(names.TEST, handlers.send_test, _COORDINATORS, reads_only=True),
    ),
    screens={
        names.TRIGGER_LIST: views.trigger_list,
        names.SHOW: views.show,
        names.WHICH: views.which,
    },
    forms={
        names.START: views.start,
        names.EDIT: views.edit,
        names.WHERE: views.where,
        names.WHEN: views.when,
        names.MORE: views.more,
        names.PICK: views.pick,
        names.CHECKS: views.checks,
        names.TEST: views.test,
        names.TESTED: views.tested,
    },
)
