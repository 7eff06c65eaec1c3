"""Setting up in chat: the steps, who has which role, later notes, and the log of changes."""

from bot.core.people import Role
from bot.core.routes import (
    Feature,
    OnCommand,
    OnPress,
    OnSubmission,
    Route,
    answers,
    ask,
    opens,
    say,
)
from bot.setup import audit_log, handlers, later_notes, names, role_handlers
from bot.setup.model import spellings

_ROLE = Role.COORDINATOR
_LOG_READERS = frozenset({Role.COORDINATOR, Role.COUNSEL})
_PEOPLE = "support-admin people"
_NOTES = "support-admin followup"
_CHOOSE_NOTES = answers(ask(names.NOTES_OF))

_TYPED: tuple[Route, ...] = tuple(
    OnCommand(
        f"{_PEOPLE} {verb} {spelling}", role_handlers.typed_as(role, spelling, adds=adds), _ROLE
    )
    for spelling, role in spellings().items()
    for verb, adds in (("add", True), ("remove", False))
)

FEATURE = Feature(
    routes=(
        *_TYPED,
        OnCommand("support-admin setup", answers(say(names.SETUP)), _ROLE, reads_only=True),
        OnPress(names.SETUP.action, handlers.go_on, _ROLE),
        OnCommand(f"{_PEOPLE} add", role_handlers.only_opens(names.ADD), _ROLE, reads_only=True),
        OnCommand(
            f"{_PEOPLE} remove", role_handlers.only_opens(names.REMOVE), _ROLE, reads_only=True
        ),
        OnPress(names.ADD, opens(names.ADD), _ROLE, reads_only=True),
        OnPress(names.REMOVE, opens(names.REMOVE), _ROLE, reads_only=True),
        OnSubmission(names.ADD, role_handlers.send_add, _ROLE),
        OnSubmission(names.REMOVE, role_handlers.send_remove, _ROLE, reads_only=True),
        OnSubmission(names.REMOVE_WHO, role_handlers.send_remove_who, _ROLE),
        OnCommand(_NOTES, answers(say(names.NOTES)), _ROLE, reads_only=True),
        OnCommand(f"{_NOTES} show", answers(say(names.NOTES)), _ROLE, reads_only=True),
        OnCommand(f"{_NOTES} edit", _CHOOSE_NOTES, _ROLE, reads_only=True),
        OnPress(names.NOTES_OF, _CHOOSE_NOTES, _ROLE, reads_only=True),
        OnSubmission(names.NOTES_OF, later_notes.send_of, _ROLE, reads_only=True),
        OnSubmission(names.NOTES_EDIT, later_notes.send_edit, _ROLE),
        OnCommand("support-admin audit", audit_log.show, _LOG_READERS, reads_only=True),
    ),
    screens={
        names.SETUP: handlers.draw,
        names.CHANGED: role_handlers.draw_changed,
        names.NOTES: later_notes.draw_notes,
    },
    forms={
        names.ADD: role_handlers.draw_add,
        names.REMOVE: role_handlers.draw_remove,
        names.REMOVE_WHO: role_handlers.draw_remove_who,
        names.NOTES_OF: later_notes.draw_of,
        names.NOTES_EDIT: later_notes.draw_edit,
        names.LOG: audit_log.draw_log,
    },
)
