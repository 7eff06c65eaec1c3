"""Taking a request: the card in the channel, the contact, and the lists of supporters."""

from bot.core.people import Role
from bot.core.routes import NOTHING, Feature, OnCommand, OnPress, OnSubmission, answers, opens, say
from bot.requests.claims import assignment, commands, handlers, screens, views
from bot.requests.names import (
    CLAIM_CARD,
    CONTACT,
    HELD_CARD,
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
        # Not today: nothing is kept of it, and nobody sees it.
        OnPress(REQUEST_PASS, answers(NOTHING), reads_only=True),
        OnPress(CONTACT, handlers.contact, reads_only=True),
        OnPress(REQUEST_REACHED, handlers.reached),
        OnPress(REQUEST_TRIED, handlers.tried),
        OnPress(REQUEST_RELEASE, handlers.release),
        OnPress(REQUEST_DONE, handlers.done),
        OnCommand("support queue", answers(say(REQUEST_QUEUE)), Role.SUPPORTER, reads_only=True),
        OnCommand("support mine", answers(say(REQUEST_MINE)), Role.SUPPORTER, reads_only=True),
        OnCommand("support claim", commands.claim, Role.SUPPORTER, reads_only=True),
        OnCommand("support release", commands.release, Role.SUPPORTER),
        OnCommand("support done", commands.done, Role.SUPPORTER),
        OnCommand("support-admin open", answers(say(REQUEST_OVERVIEW)), ADMIN, reads_only=True),
        OnCommand("support-admin assign", assignment.typed, ADMIN, reads_only=True),
        OnPress(assignment.ASSIGN_WHICH, opens(assignment.ASSIGN_WHICH), ADMIN, reads_only=True),
        OnSubmission(assignment.ASSIGN_WHICH, assignment.send_which, ADMIN, reads_only=True),
        OnSubmission(assignment.ASSIGN, assignment.send, ADMIN),
    ),
    screens={
        CLAIM_CARD: views.claim_card,
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
