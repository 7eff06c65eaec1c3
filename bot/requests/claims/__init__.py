"""Taking a request: the card in the channel, the contact, and the lists of supporters."""

from bot.core.commands import EVERY_DAY, FOR_SUPPORTERS, HelpLine
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, say
from bot.requests.claims import assignment, commands, handlers, screens, views
from bot.requests.names import (
    CLAIM_CARD,
    CONTACT,
    HELD_CARD,
    MOVED,
    NEEDS_SOMEONE,
    REMINDER,
    REQUEST_CLAIM,
    REQUEST_DONE,
    REQUEST_MINE,
    REQUEST_OVERVIEW,
    REQUEST_PASS,
    REQUEST_QUEUE,
    REQUEST_REACHED,
    REQUEST_RELEASE,
    REQUEST_TRIED,
    RETURNED,
    SAID_YES,
)

ADMIN = Role.COORDINATOR
CLAIMS = Feature(
    routes=(
        # The request decides who may claim, not a role: the person on call may as well, and every
        # refusal reads the same.
        OnPress(REQUEST_CLAIM, handlers.claim, reads_only=True),
        OnSubmission(screens.TAKE, handlers.take),
        OnPress(REQUEST_PASS, handlers.leave_it, reads_only=True),
        OnPress(CONTACT, handlers.contact, reads_only=True),
        OnPress(REQUEST_REACHED, handlers.reached),
        OnPress(REQUEST_TRIED, handlers.tried),
        OnPress(REQUEST_RELEASE, handlers.release),
        OnPress(REQUEST_DONE, handlers.done),
        OnCommand(
            "support queue",
            answers(say(REQUEST_QUEUE)),
            Role.SUPPORTER,
            reads_only=True,
            help=HelpLine(FOR_SUPPORTERS, 30, "home.help.queue"),
        ),
        OnCommand(
            "support mine",
            answers(say(REQUEST_MINE)),
            Role.SUPPORTER,
            reads_only=True,
            help=HelpLine(FOR_SUPPORTERS, 40, "home.help.mine"),
        ),
        OnCommand(
            "support claim",
            commands.claim,
            Role.SUPPORTER,
            reads_only=True,
            help=HelpLine(FOR_SUPPORTERS, 50, "home.help.claim", "K7QM"),
        ),
        OnCommand(
            "support release",
            commands.release,
            Role.SUPPORTER,
            help=HelpLine(FOR_SUPPORTERS, 60, "home.help.release", "K7QM"),
        ),
        OnCommand(
            "support done",
            commands.done,
            Role.SUPPORTER,
            help=HelpLine(FOR_SUPPORTERS, 90, "home.help.done", "K7QM"),
        ),
        OnCommand(
            "support-admin open",
            answers(say(REQUEST_OVERVIEW)),
            ADMIN,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 30, "home.admin_help.open"),
        ),
        OnCommand(
            "support-admin assign",
            assignment.typed,
            ADMIN,
            reads_only=True,
            help=HelpLine(EVERY_DAY, 50, "home.admin_help.assign", "K7QM"),
        ),
        OnPress(assignment.ASSIGN_WHICH, assignment.opened, ADMIN, reads_only=True),
        OnSubmission(assignment.ASSIGN_WHICH, assignment.send_which, ADMIN, reads_only=True),
        OnSubmission(assignment.ASSIGN, assignment.send, ADMIN),
    ),
    screens={
        CLAIM_CARD: views.claim_card,
        MOVED: views.moved,
        REMINDER: views.reminder,
        NEEDS_SOMEONE: views.needs_someone,
        HELD_CARD: views.held,
        SAID_YES: views.said_yes,
        RETURNED: views.returned,
        REQUEST_QUEUE: views.queue,
        REQUEST_MINE: views.mine,
        REQUEST_OVERVIEW: views.overview,
    },
    forms={
        screens.TAKE: views.take,
        CONTACT: views.contact,
        assignment.ASSIGN_WHICH: assignment.draw_which,
        assignment.ASSIGN: assignment.draw,
        assignment.ASSIGNED: assignment.draw_assigned,
    },
)
