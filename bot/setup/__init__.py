"""Setting up in chat: the steps, who holds which seat, later notes, the log of changes."""

from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, Route
from bot.setup import audit_log, handlers, later_notes, role_handlers
from bot.setup.model import spellings
from bot.setup.names import (
    ADD,
    CHANGED,
    LOG,
    NOTES,
    NOTES_EDIT,
    NOTES_OF,
    REMOVE,
    REMOVE_WHO,
    SETUP,
)

__all__ = ["FEATURE"]

_ROLE = Role.COORDINATOR
_WHO_LOOKS = frozenset({Role.COORDINATOR, Role.COUNSEL})
_PEOPLE = "support-admin people"

_SEATS: tuple[Route, ...] = tuple(
    route
    for spelling, seat in spellings().items()
    for route in (
        OnCommand(
            f"{_PEOPLE} add {spelling}", role_handlers.typed_as(seat, spelling, adds=True), _ROLE
        ),
        OnCommand(
            f"{_PEOPLE} remove {spelling}",
            role_handlers.typed_as(seat, spelling, adds=False),
            _ROLE,
        ),
    )
)

FEATURE = Feature(
    routes=(
        *_SEATS,
        OnCommand("support-admin setup", handlers.begin, _ROLE, reads_only=True),
        OnPress(SETUP.action, handlers.go_on, _ROLE),
        OnCommand(f"{_PEOPLE} add", role_handlers.open_add, _ROLE, reads_only=True),
        OnCommand(f"{_PEOPLE} remove", role_handlers.open_remove, _ROLE, reads_only=True),
        OnPress(ADD, role_handlers.press_add, _ROLE, reads_only=True),
        OnPress(REMOVE, role_handlers.press_remove, _ROLE, reads_only=True),
        OnSubmission(ADD, role_handlers.send_add, _ROLE),
        OnSubmission(REMOVE, role_handlers.send_remove, _ROLE, reads_only=True),
        OnSubmission(REMOVE_WHO, role_handlers.send_remove_who, _ROLE),
        OnCommand("support-admin followup", later_notes.show, _ROLE, reads_only=True),
        OnCommand("support-admin followup show", later_notes.show, _ROLE, reads_only=True),
        OnCommand("support-admin followup edit", later_notes.edit, _ROLE, reads_only=True),
        OnPress(NOTES_OF, later_notes.press_edit, _ROLE, reads_only=True),
        OnSubmission(NOTES_OF, later_notes.send_of, _ROLE, reads_only=True),
        OnSubmission(NOTES_EDIT, later_notes.send_edit, _ROLE),
        OnCommand("support-admin audit", audit_log.show, _WHO_LOOKS, reads_only=True),
    ),
    screens={
        SETUP: handlers.draw,
        CHANGED: role_handlers.draw_changed,
        NOTES: later_notes.draw_notes,
    },
    forms={
        ADD: role_handlers.draw_add,
        REMOVE: role_handlers.draw_remove,
        REMOVE_WHO: role_handlers.draw_remove_who,
        NOTES_OF: later_notes.draw_of,
        NOTES_EDIT: later_notes.draw_edit,
        LOG: audit_log.draw_log,
    },
)
