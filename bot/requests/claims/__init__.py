"""Taking a request: the card in the channel, the contact, and the lists of supporters."""

from bot.core.commands import EVERY_DAY, FOR_SUPPORTERS, HelpLine
from bot.core.emblems import with_icon
from bot.core.pages import shows_page
from bot.core.people import Role
from bot.core.routes import NOTHING, Feature, OnCommand, OnPress, OnSubmission, answers, opens, say
from bot.core.screens import Icon
from bot.requests import names
from bot.requests.claims import (
    assignment,
    commands,
    contact_screens,
    handlers,
    screens,
    views,
)
from bot.requests.claims.list_screens import OVERVIEW_TURN, QUEUE_TURN
from bot.requests.screens import NOT_WITH_YOU

ADMIN = Role.COORDINATOR
_NOT_WITH_YOU = answers(say(NOT_WITH_YOU))
CLAIMS = Feature(
    routes=(
        # The request decides who may claim, not a role: the person on call may as well, and every
        # refusal reads the same.
        OnPress(names.REQUEST_CLAIM, handlers.claim, reads_only=True, gone=_NOT_WITH_YOU),
        OnSubmission(screens.TAKE, handlers.take),
        # Not today: nothing is kept of it, and nobody sees it.
        OnPress(names.REQUEST_PASS, answers(NOTHING), reads_only=True),
        OnPress(names.CONTACT, handlers.contact, reads_only=True, gone=_NOT_WITH_YOU),
        OnPress(names.TRIED, handlers.tried_so_far, reads_only=True),
        OnPress(names.REQUEST_REACHED, handlers.reached, gone=_NOT_WITH_YOU),
        OnPress(names.REQUEST_TRIED, handlers.tried, gone=_NOT_WITH_YOU),
        OnPress(names.REQUEST_RELEASE, handlers.release, gone=_NOT_WITH_YOU),
        OnPress(names.REQUEST_DONE, handlers.done, gone=_NOT_WITH_YOU),
        *(
            OnPress(action, handlers.in_dialog(handler), gone=_NOT_WITH_YOU)
            for action, handler in (
                (contact_screens.CONTACT_REACHED, handlers.reached),
                (contact_screens.CONTACT_TRIED, handlers.tried),
                (contact_screens.CONTACT_RELEASE, handlers.release),
                (contact_screens.CONTACT_DONE, handlers.done),
            )
        ),
        OnPress(QUEUE_TURN, shows_page(names.REQUEST_QUEUE), Role.SUPPORTER, reads_only=True),
        OnPress(OVERVIEW_TURN, shows_page(names.REQUEST_OVERVIEW), ADMIN, reads_only=True),
        OnPress(names.REQUEST_QUEUE.action, answers(say(names.REQUEST_QUEUE)), reads_only=True),
        OnCommand(
            "support queue",
            answers(say(names.REQUEST_QUEUE)),
            Role.SUPPORTER,
            reads_only=True,
            help=HelpLine(FOR_SUPPORTERS, 30, "home.help.queue"),
        ),
        OnCommand(
            "support mine",
            answers(say(names.REQUEST_MINE)),
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
            answers(say(names.REQUEST_OVERVIEW)),
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
        OnPress(assignment.ASSIGN_WHICH, opens(assignment.ASSIGN_WHICH), ADMIN, reads_only=True),
        OnSubmission(assignment.ASSIGN_WHICH, assignment.send_which, ADMIN, reads_only=True),
        OnSubmission(assignment.ASSIGN, assignment.send, ADMIN),
    ),
    screens={
        **with_icon(
            Icon.REQUEST,
            {
                names.CLAIM_CARD: views.claim_card,
                names.MOVED: views.moved,
                names.REMINDER: views.reminder,
                names.HELD_CARD: views.held,
                names.SAID_YES: views.said_yes,
                screens.AFTER_CONTACT: views.after_contact,
                names.RETURNED: views.returned,
                names.REQUEST_QUEUE: views.queue,
                names.REQUEST_MINE: views.mine,
            },
        ),
        **with_icon(
            Icon.OFFICE,
            {names.NEEDS_SOMEONE: views.needs_someone, names.REQUEST_OVERVIEW: views.overview},
        ),
    },
    forms={
        screens.TAKE: views.take,
        names.CONTACT: views.contact,
        names.TRIED: views.tried,
        assignment.ASSIGN_WHICH: assignment.draw_which,
        assignment.ASSIGN: assignment.draw,
        assignment.ASSIGNED: assignment.draw_assigned,
    },
)
