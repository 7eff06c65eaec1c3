"""Handing a request to one colleague, who has to take it as anybody else would."""

from bot.core.commands import FOR_SUPPORTERS, HelpLine
from bot.core.emblems import with_icon
from bot.core.notices import drawn_note
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, say
from bot.core.screens import Icon
from bot.requests.handoffs import handlers, screens
from bot.requests.names import HAND_OFF, HANDED_CARD, REQUEST_NOT_ME
from bot.requests.screens import NOT_WITH_YOU

HANDOFFS = Feature(
    routes=(
        OnPress(HAND_OFF, handlers.opened, reads_only=True, gone=answers(say(NOT_WITH_YOU))),
        OnSubmission(HAND_OFF, handlers.handed),
        OnPress(REQUEST_NOT_ME, handlers.not_me, gone=answers(say(NOT_WITH_YOU))),
        OnCommand(
            "support hand off",
            handlers.typed,
            Role.SUPPORTER,
            help=HelpLine(FOR_SUPPORTERS, 70, "home.help.hand_off", "K7QM @name"),
        ),
    ),
    screens=with_icon(
        Icon.REQUEST,
        {screens.HAND_OFF_ASK: handlers.draw_ask, HANDED_CARD: handlers.draw_card},
    ),
    forms={
        HAND_OFF: handlers.draw_form,
        screens.HANDED_ON: drawn_note(screens.HANDED_ON, "support_requests.hand_off.sent"),
    },
)
