"""Setting up in chat: the steps, who has which role, later notes, and the log of changes."""

from bot.core.commands import SETTING_UP, HelpLine
from bot.core.context import drawn_in_words
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
from bot.programme import PEOPLE_COMMAND
from bot.setup import audit_log, channel_tests, handlers, later_notes, names, role_handlers
from bot.setup.model import spellings

_ROLE = Role.COORDINATOR
_LOG_READERS = frozenset({Role.COORDINATOR, Role.COUNSEL})
_CHOOSE_NOTES = answers(ask(names.NOTES_OF))
_NOTES = OnCommand(
    "support-admin followup",
    answers(say(names.NOTES)),
    _ROLE,
    reads_only=True,
    help=HelpLine(SETTING_UP, 60, "home.admin_help.followup", "show"),
)

_TYPED: tuple[Route, ...] = tuple(
    PEOPLE_COMMAND.then(f"{verb} {spelling}", role_handlers.typed_as(role, spelling, adds=adds))
    for spelling, role in spellings().items()
    for verb, adds in (("add", True), ("remove", False))
)

FEATURE = Feature(
    routes=(
        *_TYPED,
        OnCommand(
            "support-admin setup",
            answers(say(names.SETUP)),
            _ROLE,
            reads_only=True,
            help=HelpLine(SETTING_UP, 10, "home.admin_help.setup"),
        ),
        OnPress(names.SETUP.action, handlers.go_on, _ROLE),
        OnPress(names.LOG, opens(names.LOG), _LOG_READERS, reads_only=True),
        OnPress(names.TEST, channel_tests.post_test, _ROLE),
        PEOPLE_COMMAND.then("add", role_handlers.only_opens(names.ADD), reads_only=True),
        PEOPLE_COMMAND.then("remove", role_handlers.only_opens(names.REMOVE), reads_only=True),
        OnPress(names.ADD, opens(names.ADD), _ROLE, reads_only=True),
        OnPress(names.REMOVE, opens(names.REMOVE), _ROLE, reads_only=True),
        OnSubmission(names.ADD, role_handlers.send_add, _ROLE),
        OnSubmission(names.REMOVE, role_handlers.send_remove, _ROLE, reads_only=True),
        OnSubmission(names.REMOVE_WHO, role_handlers.send_remove_who, _ROLE),
        _NOTES,
        _NOTES.then("show", answers(say(names.NOTES)), reads_only=True),
        _NOTES.then("edit", _CHOOSE_NOTES, reads_only=True),
        OnPress(names.NOTES_OF, _CHOOSE_NOTES, _ROLE, reads_only=True),
        OnSubmission(names.NOTES_OF, later_notes.send_of, _ROLE, reads_only=True),
        OnSubmission(names.NOTES_EDIT, later_notes.send_edit, _ROLE),
        OnCommand(
            "support-admin audit",
            audit_log.show,
            _LOG_READERS,
            reads_only=True,
            help=HelpLine(SETTING_UP, 80, "home.admin_help.audit", "30d"),
        ),
    ),
    screens={
        names.SETUP: handlers.draw,
        names.TEST_POST: drawn_in_words(channel_tests.test_post_card),
        names.TEST_FAILED: channel_tests.draw_failed,
        names.TEST_UNKNOWN: channel_tests.draw_unknown,
        names.CHANGED: role_handlers.draw_changed,
        names.NOTES: later_notes.draw_notes,
    },
    left_over=(names.TEST_FAILED, names.TEST_UNKNOWN),
    forms={
        names.ADD: role_handlers.draw_add,
        names.REMOVE: role_handlers.draw_remove,
        names.REMOVE_WHO: role_handlers.draw_remove_who,
        names.NOTES_OF: later_notes.draw_of,
        names.NOTES_EDIT: later_notes.draw_edit,
        names.LOG: audit_log.draw_log,
    },
    jobs=channel_tests.JOBS,
)
