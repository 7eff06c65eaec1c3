"""Setting up in chat: the steps, who holds which seat, later notes, the log of changes."""

from bot.people import Role
from bot.routes import Feature, OnCommand, OnPress, OnSubmission, Route
from bot.setting_up import later_notes, log, people, walking
from bot.setting_up.model import spellings
from bot.setting_up.names import (
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
        OnCommand(f"{_PEOPLE} add {spelling}", people.typed_as(seat, spelling, adds=True), _ROLE),
        OnCommand(
            f"{_PEOPLE} remove {spelling}", people.typed_as(seat, spelling, adds=False), _ROLE
        ),
    )
)

FEATURE = Feature(
    routes=(
        *_SEATS,
        OnCommand("support-admin setup", walking.begin, _ROLE, reads_only=True),
        OnPress(SETUP, walking.go_on, _ROLE),
        OnCommand(f"{_PEOPLE} add", people.open_add, _ROLE, reads_only=True),
        OnCommand(f"{_PEOPLE} remove", people.open_remove, _ROLE, reads_only=True),
        OnPress(ADD, people.press_add, _ROLE, reads_only=True),
        OnPress(REMOVE, people.press_remove, _ROLE, reads_only=True),
        OnSubmission(ADD, people.send_add, _ROLE),
        OnSubmission(REMOVE, people.send_remove, _ROLE, reads_only=True),
        OnSubmission(REMOVE_WHO, people.send_remove_who, _ROLE),
        OnCommand("support-admin followup", later_notes.show, _ROLE, reads_only=True),
        OnCommand("support-admin followup show", later_notes.show, _ROLE, reads_only=True),
        OnCommand("support-admin followup edit", later_notes.edit, _ROLE, reads_only=True),
        OnPress(NOTES_OF, later_notes.press_edit, _ROLE, reads_only=True),
        OnSubmission(NOTES_OF, later_notes.send_of, _ROLE, reads_only=True),
        OnSubmission(NOTES_EDIT, later_notes.send_edit, _ROLE),
        OnCommand("support-admin audit", log.show, _WHO_LOOKS, reads_only=True),
    ),
    screens={
        SETUP: walking.draw,
        CHANGED: people.draw_changed,
        NOTES: later_notes.draw_notes,
    },
    forms={
        ADD: people.draw_add,
        REMOVE: people.draw_remove,
        REMOVE_WHO: people.draw_remove_who,
        NOTES_OF: later_notes.draw_of,
        NOTES_EDIT: later_notes.draw_edit,
        LOG: log.draw_log,
    },
)
