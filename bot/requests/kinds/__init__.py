"""Choosing a support kind: what each is, asking for one, calling it, and stepping up to another."""

from bot.check_ins.names import CHECK_IN_OPTIONS, CHECK_IN_OTHERS
from bot.core.commands import FIRST_STEPS, FOR_SUPPORTERS, HelpLine, Listing
from bot.core.lines import Lines
from bot.core.notices import drawn_note
from bot.core.people import Role
from bot.core.routes import Feature, OnCommand, OnPress, OnSubmission, answers, opens, say
from bot.programme.model import OLD_ACTIONS, OLD_SCREENS
from bot.requests.kinds import handlers, screens, views
from bot.requests.kinds.names import ASK, ASK_NOW, ASK_WHO_FIRST, KIND, kind_screen
from bot.requests.kinds.ways_screens import OTHERS
from bot.requests.names import CALL, ESCALATE, REACH
from bot.requests.screens import NOT_WITH_YOU


def _kinds_to_type(lines: Lines) -> dict[str, str]:
    return {"names": ", ".join(lines.kinds)}


KINDS = Feature(
    routes=(
        OnCommand(
            "support talk",
            handlers.talk,
            reads_only=True,
            help=HelpLine(FIRST_STEPS, 30, "home.help.talk", values=_kinds_to_type),
            listing=Listing(30, "home.listed.talk", in_channels=True),
        ),
        OnPress(CHECK_IN_OTHERS, handlers.others),
        OnPress(KIND.action, handlers.show),
        *(OnPress(old, handlers.show_named(key)) for old, key in OLD_ACTIONS.items()),
        OnPress(ASK_NOW, handlers.ask_now),
        OnPress(ASK_WHO_FIRST, handlers.ask_who_first),
        OnPress(ASK, handlers.ask_opened, reads_only=True),
        OnSubmission(ASK, handlers.asked),
        OnPress(CALL, opens(CALL), reads_only=True),
        OnPress(REACH, handlers.reach_opened, reads_only=True),
        OnSubmission(REACH, handlers.reach_changed),
        OnPress(
            ESCALATE,
            handlers.escalate_opened,
            reads_only=True,
            gone=answers(say(NOT_WITH_YOU)),
        ),
        OnSubmission(ESCALATE, handlers.escalated),
        OnPress(screens.ENOUGH.action, handlers.enough),
        OnCommand(
            "support escalate",
            handlers.escalate_typed,
            Role.SUPPORTER,
            reads_only=True,
            help=HelpLine(FOR_SUPPORTERS, 80, "home.help.escalate", "K7QM"),
        ),
    ),
    screens={
        CHECK_IN_OPTIONS: views.options,
        OTHERS: views.others,
        screens.WHICH: views.which,
        screens.STEP_UP: views.step_up,
        screens.ENOUGH: views.enough,
    },
    variants={KIND: views.kind_view},
    old_screens={old: kind_screen(key) for old, key in OLD_SCREENS.items()},
    forms={
        ASK: views.ask,
        CALL: views.call,
        REACH: views.reach,
        screens.ASKED: drawn_note(screens.ASKED, "support_requests.noted.asked"),
        screens.KEPT: drawn_note(screens.KEPT, "support_requests.noted.kept"),
        ESCALATE: views.escalate,
        screens.SENT: drawn_note(screens.SENT, "support_requests.step_up.sent"),
    },
)
