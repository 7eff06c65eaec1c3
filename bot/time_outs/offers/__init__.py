"""Breaks that a unit lead offers: to all who were there at once, never to one singled out.

Each gets a private card. Cover is found first for those who say yes; who says no leaves no trace.
"""

from bot.core.commands import EVERY_DAY, HelpLine
from bot.core.context import View
from bot.core.names import Screen
from bot.core.people import Role
from bot.core.routes import OnCommand, OnPress, OnSubmission, answers, ask, opens
from bot.time_outs import names
from bot.time_outs.offers import handlers, jobs, screens, views
from bot.unit_leads.names import OFFER_BREAKS

ROUTES = (
    OnCommand(
        "support-admin offer breaks",
        answers(ask(OFFER_BREAKS)),
        frozenset({Role.UNIT_LEAD, Role.COORDINATOR}),
        reads_only=True,
        help=HelpLine(EVERY_DAY, 25, "home.admin_help.offer_breaks"),
    ),
    OnPress(OFFER_BREAKS, opens(OFFER_BREAKS), reads_only=True),
    OnSubmission(OFFER_BREAKS, handlers.offered),
    OnPress(names.TIME_OUT_ACCEPT, handlers.accepted),
    OnPress(names.TIME_OUT_DECLINE, handlers.declined),
)
SCREENS: dict[Screen, View] = {screens.OFFER: views.offer}
NOTICES = (screens.OFFER_CLOSED,)
FORMS = {OFFER_BREAKS: views.offering}
JOBS = jobs.JOBS
